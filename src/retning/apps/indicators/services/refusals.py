"""Why a deed with figures was refused: a closed set of codes; the doors say them to people."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """The label is the sentence to the one who tried."""

    NOT_HELD = (
        "not_held",
        _("This release is not held. Somebody has decided on it meanwhile."),
    )
    SUPERSEDED = (
        "superseded",
        _("Newer figures of the same table are public already. Reject these instead."),
    )
    NO_REASON = ("no_reason", _("Say why."))
    NO_PROOF = (
        "no_proof",
        _("Write where the figure comes from, or attach a file that shows it."),
    )
    NO_FIGURES = ("no_figures", _("There is no figure to keep."))
    NO_SUCH_INDICATOR = ("no_such_indicator", _("There is no such indicator here."))
    OTHER_MUNICIPALITY = (
        "other_municipality",
        _("This belongs to another municipality."),
    )
    NOT_A_PERIOD = (
        "not_a_period",
        _("This is no period of the indicator. Write a year as 2025, a month as 2025M07."),
    )
    NOT_A_FIGURE = ("not_a_figure", _("This is no figure that can be kept."))
    CODE_TAKEN = ("code_taken", _("There is an indicator of this name already."))
    NOT_OWN = (
        "not_own",
        _("Only the municipality's own figures can be taken back."),
    )
    TAKEN_BACK = ("taken_back", _("These figures have been taken back already."))
    NOT_VALID = (
        "not_valid",
        _("Something is missing or not written as it must be. Check the fields."),
    )
    HAS_BEGUN = ("has_begun", _("The survey has begun. What it asks stands as it is."))
    NOT_OPEN = ("not_open", _("This survey takes no answers now."))
    NOT_AN_ANSWER = ("not_an_answer", _("Choose at least one answer."))
    IS_COUNTED = ("is_counted", _("This survey has been counted already."))
    NOT_BEGUN = ("not_begun", _("This survey has not begun, so there is nothing to count."))
    HAS_ANSWERS = (
        "has_answers",
        _("This survey has answers of its own. Count those instead."),
    )
    NOT_A_SHARE = (
        "not_a_share",
        _("A survey gives a share in per cent. Choose an indicator that is counted in %."),
    )


class Refused(Exception):
    """A deed that may not be done, with nothing half-done."""

    def __init__(self, code: Refusal, *, detail: str = "") -> None:
        super().__init__(f"{code.value}: {detail}" if detail else code.value)
        self.code = code
        self.detail = detail

    @property
    def sentence(self) -> str:
        return str(self.code.label)
