"""Why a deed in a hearing was refused: a closed set of codes; the doors say them to people."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """The label is the sentence to the one who tried: what happened, what is kept, what to do."""

    NOT_NOW = (
        "not_now",
        _("The hearing is in a phase in which this cannot be done. Nothing has been changed."),
    )
    OTHER_MUNICIPALITY = ("other_municipality", _("This belongs to another municipality."))
    NOT_VALID = (
        "not_valid",
        _("Something is missing or not written as it must be. Check the fields."),
    )
    NO_REASON = ("no_reason", _("Say why."))


class Refused(Exception):
    """The deed was not done, and nothing has changed. `detail` names the field or the figure."""

    def __init__(self, code: Refusal, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail

    @property
    def sentence(self) -> str:
        """What the one who tried is told."""
        return str(self.code.label)
