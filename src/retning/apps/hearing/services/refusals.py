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
    NOT_A_PROPOSAL = (
        "not_a_proposal",
        _("Only a proposal can be heard. Publish the strategy as a proposal first."),
    )
    HEARD_ALREADY = (
        "heard_already",
        _("This proposal has a hearing that has not closed. Go on with that one."),
    )
    NO_DECISION = (
        "no_decision",
        _("A hearing that the law asks for opens on the council's decision. Choose or record it."),
    )
    NOT_THE_COUNCILS = (
        "not_the_councils",
        _("The decision must be the council's own, and made before the hearing opens."),
    )
    BEHIND_ANOTHER = (
        "behind_another",
        _(
            "That decision stands behind another strategy, or behind what was adopted. Choose or "
            "record the one on this proposal."
        ),
    )
    NOT_IN_PLANDATA = (
        "not_in_plandata",
        _(
            "Write the day on which the proposal was published in Plandata: without it the hearing "
            "cannot open."
        ),
    )
    NOT_PUBLISHED_YET = (
        "not_published_yet",
        _("That day has not come. Write it when the proposal has been published in Plandata."),
    )
    PUBLISHED_BEFORE_DECISION = (
        "published_before_decision",
        _(
            "That is before the council's decision. Write the day on which what was decided was "
            "published in Plandata."
        ),
    )
    OPENS_BEFORE_PUBLICATION = (
        "opens_before_publication",
        _("The hearing cannot open before the proposal has been published in Plandata."),
    )
    TOO_SHORT = (
        "too_short",
        _("The hearing is too short. Choose a later last day."),
    )
    IN_THE_PAST = ("in_the_past", _("That day is past. Choose today or a later day."))
    BEFORE_ANNOUNCED = (
        "before_announced",
        _("A hearing cannot open before it is announced. Choose an earlier day to announce it."),
    )
    ONLY_LATER = (
        "only_later",
        _("A hearing can be made longer, never shorter. Choose a day after the present last day."),
    )
    GONE_TOO_SOON = (
        "gone_too_soon",
        _(
            "Personal data must be kept until the responses have been handled. Choose a day at "
            "least half a year after the last day of the hearing."
        ),
    )
    PROMISED_OTHERWISE = (
        "promised_otherwise",
        _("People have written on the promise of who reads it. Nobody can change that now."),
    )
    IN_USE = (
        "in_use",
        _("Something hangs on the hearing already, so it stays. Nothing has been removed."),
    )
    DECIDED_MEANWHILE = (
        "decided_meanwhile",
        _("Somebody else has decided on it meanwhile. See what was decided, then decide."),
    )
    WITHDRAWN = (
        "withdrawn",
        _("Its sender has withdrawn it from publication, so there is nothing to decide."),
    )
    NEVER_SHOWN = (
        "never_shown",
        _("This hearing shows no comments to everyone. You can only say that it is not shown."),
    )
    NOTHING_HIDDEN = (
        "nothing_hidden",
        _("Nothing was marked to be blacked out. Put the brackets around what is to go."),
    )
    NOT_ENTERED = (
        "not_entered",
        _("Only what staff typed can be corrected. What people wrote here stays as they sent it."),
    )
    NOTHING_CHANGED = (
        "nothing_changed",
        _("It reads as it did before. Correct the mistake, or leave without saving."),
    )
    NOT_EXAMINED = (
        "not_examined",
        _("The file has not been examined for harmful programs yet. Try again in a moment."),
    )
    HARMFUL = ("harmful", _("The file can do harm, so it cannot be shown."))
    COPY_WAITS = (
        "copy_waits",
        _(
            "The copy of the picture without position and time is being made. Try again in a "
            "moment."
        ),
    )
    NOT_COPIED = (
        "not_copied",
        _(
            "There is no copy of the picture without position and time, so it cannot be shown. "
            "Beside the file it says why."
        ),
    )
    ON_THE_LIST = ("on_the_list", _("They are on the list already."))
    ALREADY_INVITED = (
        "already_invited",
        _("They have been invited, so they stay on the list."),
    )
    NO_ADDRESS = (
        "no_address",
        _("They have no e-mail address here. Write to them by other means, and say so."),
    )
    NOTHING_SAID = (
        "nothing_said",
        _("Nothing has been written yet. Write in at least one field, or choose a file."),
    )
    HAS_ANSWERED = ("has_answered", _("They have answered already."))
    CALLED_OFF = ("called_off", _("The meeting has been called off."))
    HAS_BEEN = ("has_been", _("It is too late: the meeting has begun or is over."))
    EVENT_IN_USE = (
        "event_in_use",
        _("Others have seen the meeting, so it stays. You can call it off instead."),
    )
    TEXT_IN_USE = (
        "text_in_use",
        _("A table or a note is about the text, so the meeting keeps it."),
    )
    NO_SIGN_UPS = ("no_sign_ups", _("One cannot sign up for this meeting."))
    SIGN_UP_OVER = ("sign_up_over", _("It is too late to sign up for this meeting."))
    TOO_FEW_PLACES = (
        "too_few_places",
        _("The meeting has not got room for that many. Write fewer, or call us."),
    )
    TABLE_CLOSED = (
        "table_closed",
        _("Notes can be taken from the day before the meeting until its minutes are public."),
    )
    TABLE_IN_USE = ("table_in_use", _("Notes have been taken at the table, so it stays."))
    MINUTES_TOO_EARLY = (
        "minutes_too_early",
        _("Minutes can be made public when the meeting is over."),
    )
    NO_MINUTES = (
        "no_minutes",
        _("There are no minutes and no notes yet. Write something before you make it public."),
    )
    NO_FILES_HERE = ("no_files_here", _("This hearing takes no files. Write it in a field."))
    ADDED_ENOUGH = (
        "added_enough",
        _(
            "As much has been added to this response as it can hold. What you have written is "
            "kept here: copy it, and send it as a new response."
        ),
    )
    IS_WITHDRAWN = (
        "is_withdrawn",
        _(
            "This response has been withdrawn. What you have written is kept here: copy it, and "
            "send it as a new response."
        ),
    )
    TOO_MANY_FILES = ("too_many_files", _("At most five files can come with one response."))
    FILE_TOO_LARGE = (
        "file_too_large",
        _("The file is larger than 10 MB. Make it smaller, or send fewer pages."),
    )
    FILE_EMPTY = ("file_empty", _("The file is empty. Choose another one."))
    FILE_KIND = (
        "file_kind",
        _(
            "The file is of a kind that we cannot take. Save it as PDF, a picture (PNG or JPEG), "
            "Word, Excel, OpenDocument or text."
        ),
    )
    FILE_LOCKED = (
        "file_locked",
        _("The file is protected by a password. Save it without one."),
    )
    FILE_DAMAGED = (
        "file_damaged",
        _("The file cannot be opened: it is damaged. Save it again."),
    )
    NOT_MADE = ("not_made", _("The ZIP has not been made yet. Try again in a moment."))
    IS_ANSWERED = ("is_answered", _("The request has been answered. What was decided stands."))
    NOTHING_CHOSEN = (
        "nothing_chosen",
        _("Nothing has been chosen yet. Search, and choose what the request is about."),
    )
    TEXT_IS_GONE = (
        "text_is_gone",
        _(
            "What was sent has been erased, so it cannot be shown anew. It can stay as it is shown,"
            " or be shown no more."
        ),
    )
    NOT_FILED = (
        "not_filed",
        _(
            "Something of it is not on the municipality's record yet. See that it gets there; then "
            "it can be erased here."
        ),
    )
    SOMETHING_KEPT = (
        "something_kept",
        _("The law keeps something of it, so it can be granted in part only. Say why."),
    )


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
