"""States and kinds of a hearing, of what is sent in, and of the meetings around it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HearingKind(models.TextChoices):
    """What the hearing rests on, which says how short it may be (`core.law`)."""

    PLANNING_STRATEGY = "planning_strategy", _("planning strategy, the Planning Act, section 23 a")
    VOLUNTARY = "voluntary", _("a hearing that the municipality holds by its own choice")


class Phase(models.TextChoices):
    """Where a hearing stands. It follows from the hearing's dates and the moment alone
    (`queries.phases`): nothing has to run for a hearing to open or close."""

    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    HANDLED = "handled", _("Handled")
    CONCLUDED = "concluded", _("Concluded")


class Publishing(models.TextChoices):
    """When comments are shown to everyone."""

    AFTER_CHECK = "after_check", _("when somebody has looked at them")
    AT_ONCE = "at_once", _("at once, where nothing gives cause to look at them first")
    NEVER = "never", _("never: only the municipality reads them")


class InvitationKind(models.TextChoices):
    ELDERS_COUNCIL = "elders_council", _("council of elders")
    DISABILITY_COUNCIL = "disability_council", _("disability council")
    SCHOOL_BOARD = "school_board", _("school board")
    USER_BOARD = "user_board", _("user board")
    OWNERS_ASSOCIATION = "owners_association", _("owners' association")
    NEIGHBOURS = "neighbours", _("neighbours")
    AUTHORITY = "authority", _("authority")
    ASSOCIATION = "association", _("association")
    COMPANY = "company", _("company")
    OTHER = "other", _("others")


class InvitationState(models.TextChoices):
    """How one that was asked stands; follows from its moments (`queries.invitations`)."""

    NOT_SENT = "not_sent", _("not invited yet")
    INVITED = "invited", _("invited")
    REMINDED = "reminded", _("reminded")
    NO_REMARKS = "no_remarks", _("no remarks")
    ANSWERED = "answered", _("has answered")


class SenderKind(models.TextChoices):
    CITIZEN = "citizen", _("citizen")
    COMPANY = "company", _("company")
    ASSOCIATION = "association", _("association")
    AUTHORITY = "authority", _("authority")


class Channel(models.TextChoices):
    """How a response came in."""

    WEB = "web", _("here on the site")
    LETTER = "letter", _("letter")
    MAIL = "mail", _("e-mail")
    CALL = "call", _("telephone")
    MEETING = "meeting", _("at a meeting")


class CommentKind(models.TextChoices):
    COMMENT = "comment", _("comment")
    WORDING = "wording", _("say it like this instead")
    NUMBER = "number", _("another number instead")
    NEW_GOAL = "new_goal", _("a goal is missing")


class Showing(models.TextChoices):
    """Whether everyone can read a comment or open a file."""

    WAITING = "waiting", _("waits to be looked at")
    PUBLISHED = "published", _("shown to everyone")
    WITHHELD = "withheld", _("not shown")


class HeldFor(models.TextChoices):
    """Why somebody should look at a comment before everyone can read it."""

    CPR = "cpr", _("may hold a CPR number")
    ADDRESS = "address", _("may hold an address")
    PHONE = "phone", _("may hold a telephone number")
    EMAIL = "email", _("may hold an e-mail address")
    HEALTH = "health", _("may tell of somebody's health")
    NAME = "name", _("may name somebody")
    LINK = "link", _("holds links")
    NO_PROOF = (
        "no_proof",
        _(
            "was sent without the hidden check that robots cannot pass: a robot, or a person whose "
            "browser is old or has scripts turned off"
        ),
    )
    TRAP = "trap", _("filled in a field that people do not see")
    HURRIED = "hurried", _("was written faster than people write")
    CROWD = "crowd", _("one of many from the same place in a short time")


class WithheldFor(models.TextChoices):
    """Why a comment or a file is not shown; the label is what its sender is told."""

    PERSONAL = "personal", _("It tells of persons who have a right to be left in peace.")
    HARSH = "harsh", _("It speaks of persons in a way that we cannot show.")
    UNLAWFUL = "unlawful", _("It holds something that it may be unlawful to show.")
    RIGHTS = "rights", _("It holds a text or picture that belongs to others.")
    ADVERTISING = "advertising", _("It is advertising.")
    DUPLICATE = "duplicate", _("It is the same as something you have sent before.")
    HARMFUL_FILE = "harmful_file", _("The file can do harm to those who open it.")
    OFF_TOPIC = "off_topic", _("It is about something else than this hearing.")
    NO_COPY = (
        "no_copy",
        _(
            "We cannot make a copy of the picture without what the camera wrote into it, so we do "
            "not show it."
        ),
    )


class ScanState(models.TextChoices):
    """What the search for harmful programs has said of a file."""

    WAITING = "waiting", _("waits to be examined")
    CLEAN = "clean", _("examined: nothing found")
    INFECTED = "infected", _("harmful: nobody can open it")
    NOT_EXAMINED = "not_examined", _("not examined: no virus scanner is set up")


class CopyProblem(models.TextChoices):
    """Why there is no copy of a picture for everyone; the label says to staff what to do. The
    codes are those of `foundation.attachments.images.NoCopy`."""

    TOO_LARGE = (
        "too_large",
        _(
            "The picture has more than 64 million pixels. Ask the sender for a smaller one, or do "
            "not show it."
        ),
    )
    MOVES = (
        "moves",
        _("The picture moves. Ask the sender for one that stands still, or do not show it."),
    )
    DAMAGED = (
        "damaged",
        _("The picture cannot be read. Ask the sender to send it again, or do not show it."),
    )


class ReportReason(models.TextChoices):
    """Why a reader reports a comment."""

    PERSONAL = "personal", _("It tells of somebody's private life")
    HARSH = "harsh", _("It is abusive or threatening")
    WRONGFUL = "wrongful", _("It may be unlawful")
    OTHER = "other", _("Something else")


class GroupKind(models.TextChoices):
    """Why comments are put beside each other."""

    CAMPAIGN = "campaign", _("one text, changed by each sender")
    MATTER = "matter", _("about the same")


class EventKind(models.TextChoices):
    VISION_CAMP = "vision_camp", _("vision camp")
    CITIZENS_MEETING = "citizens_meeting", _("citizens' meeting")
    WORKSHOP = "workshop", _("workshop")
    USER_BOARD = "user_board", _("meeting of a user board")
    INNOVATION_COMMITTEE = "innovation_committee", _("innovation committee")
    OTHER = "other", _("meeting")


class SignUpState(models.TextChoices):
    CONFIRMED = "confirmed", _("has a place")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("not coming")


class NoteKind(models.TextChoices):
    NOTE = "note", _("note")
    NEW_GOAL = "new_goal", _("proposed goal")
    CONCRETISED = "concretised", _("objective made concrete")


class JournalKind(models.TextChoices):
    """What is put on record."""

    RESPONSE = "response", _("response")
    ADDITION = "addition", _("addition to a response")
    CORRECTION = "correction", _("correction of what was entered")
    WITHDRAWAL = "withdrawal", _("withdrawn from publication")
    NO_REMARKS = "no_remarks", _("no remarks")
    MINUTES = "minutes", _("minutes of a meeting")
    DECISION = "decision", _("decision on a request")


class JournalState(models.TextChoices):
    WAITING = "waiting", _("waits to be put on record")
    DELIVERED = "delivered", _("on record")
    FAILED = "failed", _("could not be put on record")


class RequestKind(models.TextChoices):
    """What somebody asks for, by which law."""

    PUBLIC_ACCESS = "public_access", _("access to documents, the Access to Public Files Act")
    OWN_ACCESS = "own_access", _("access to one's own data, GDPR article 15")
    ERASURE = "erasure", _("erasure, GDPR article 17")


class RequestState(models.TextChoices):
    OPEN = "open", _("waits for an answer")
    GRANTED = "granted", _("granted")
    PARTLY = "partly", _("partly granted")
    REFUSED = "refused", _("refused")


class KeptFor(models.TextChoices):
    """Why something was not erased; the label is what the one who asked is told."""

    ON_RECORD = (
        "on_record",
        _("It is on the municipality's record, which by law keeps what it was sent."),
    )
    DECIDED_ON = (
        "decided_on",
        _("It was shown to everyone and is part of what the council decided on."),
    )
    NOT_FILED = (
        "not_filed",
        _("It is not on the municipality's record yet, and must be before it can be erased."),
    )
    INVITED = (
        "invited",
        _("It says who was asked to answer; the address to write to is gone."),
    )
