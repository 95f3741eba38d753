"""Kinds and roles of the organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.TextChoices):
    """The regions; a municipality's region is dated (Region Østdanmark begins 2027-01-01)."""

    HOVEDSTADEN = "hovedstaden", "Region Hovedstaden"
    SJAELLAND = "sjaelland", "Region Sjælland"
    OESTDANMARK = "oestdanmark", "Region Østdanmark"
    SYDDANMARK = "syddanmark", "Region Syddanmark"
    MIDTJYLLAND = "midtjylland", "Region Midtjylland"
    NORDJYLLAND = "nordjylland", "Region Nordjylland"


class MunicipalityGroup(models.TextChoices):
    """Statistics Denmark's five groups of municipalities, by access to jobs and size of town."""

    CAPITAL = "capital", _("capital municipality")
    CITY = "city", _("city municipality")
    PROVINCIAL_TOWN = "provincial_town", _("provincial town municipality")
    COMMUTER = "commuter", _("commuter municipality")
    RURAL = "rural", _("rural municipality")


class Role(models.TextChoices):
    """What a membership permits. Obligations belong to positions."""

    ADMINISTRATOR = "administrator", _("administrator")
    CONSULTANT = "consultant", _("strategy consultant")
    EXECUTIVE_BOARD = "executive_board", _("executive board")
    CENTRE_CHIEF = "centre_chief", _("centre chief")
    WORKPLACE_LEADER = "workplace_leader", _("workplace leader")
    EMPLOYEE = "employee", _("employee")
    POLITICIAN = "politician", _("politician")
    ANALYST = "analyst", _("analyst")
    MODERATOR = "moderator", _("moderator")
    HANDLER = "handler", _("handler of hearing responses")
    COUNCIL_SECRETARY = "council_secretary", _("council secretary")
    HR = "hr", _("HR")
    MED = "med", _("member of MED")
    TR = "tr", _("union representative (TR)")
    AMR = "amr", _("health and safety representative (AMR)")


MUNICIPALITY_WIDE: frozenset[Role] = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.CONSULTANT,
        Role.EXECUTIVE_BOARD,
        Role.COUNCIL_SECRETARY,
        Role.ANALYST,
    }
)
"""What these permit is permitted in the whole municipality, so nobody has them in one unit only."""


class UnitKind(models.TextChoices):
    COUNCIL = "council", _("council")
    COMMITTEE = "committee", _("political committee")
    BOARD = "board", _("executive board")
    CENTRE = "centre", _("centre")
    STAFF = "staff", _("joint staff function")
    WORKPLACE = "workplace", _("workplace")
    BODY = "body", _("board, council or network")
    MED = "med", _("MED committee")


class PositionKind(models.TextChoices):
    CHAIR = "chair", _("chair")
    CHIEF_EXECUTIVE = "chief_executive", _("chief executive")
    CENTRE_CHIEF = "centre_chief", _("centre chief")
    LEADER = "leader", _("leader")
    EMPLOYEE = "employee", _("employee")
    POLITICIAN = "politician", _("politician")


class Refusal(models.TextChoices):
    """Why a deed in the organisation is refused; the label is the sentence to the one who tried."""

    MEMBERSHIP_OVERLAPS = (
        "membership_overlaps",
        _("The user already has this role in these days. End the first one, or choose other days."),
    )
    NOT_IN_ONE_UNIT = (
        "not_in_one_unit",
        _("This role is for the whole municipality. Leave out the unit, or choose another role."),
    )
    OTHER_MUNICIPALITY = (
        "other_municipality",
        _("The unit belongs to another municipality. Choose one of your own."),
    )
    UNIT_BELOW_ITSELF = (
        "unit_below_itself",
        _("A unit cannot lie below itself. Choose another unit above it."),
    )
    ENDS_BEFORE_IT_BEGINS = (
        "ends_before_it_begins",
        _("The last day must come after the first. Correct the dates."),
    )
    PERSON_HOLDS_POSITION = (
        "person_holds_position",
        _("The person already holds this position in these days."),
    )
    UNITS_BELOW = (
        "units_below",
        _("Other units lie below this one on that day. Move or end them first."),
    )
    BEGINS_LATER = (
        "begins_later",
        _("Something in it begins on that day or later. Choose a later day."),
    )
    OUTSIDE_UNIT = (
        "outside_unit",
        _("The unit is not there on all of these days. Choose days on which it is."),
    )
    OUTSIDE_POSITION = (
        "outside_position",
        _("The position is not there on all of these days. Choose days on which it is."),
    )
    FIELD_EXISTS = (
        "field_exists",
        _("You already have this field."),
    )
    UNKNOWN_HOST_NAME = (
        "unknown_host_name",
        _("This is not a host name. Write it as in strategy.example.dk, without https and path."),
    )
    HOST_NAME_TAKEN = (
        "host_name_taken",
        _("The host name already belongs to another municipality."),
    )
    COLOUR_TOO_LIGHT = (
        "colour_too_light",
        _("White text cannot be read on this colour. Choose a darker one."),
    )
    NOT_A_COLOUR = (
        "not_a_colour",
        _("This is not a colour. Write it as # and six characters, for example #1e5b4a."),
    )
    LAST_ADMINISTRATOR = (
        "last_administrator",
        _("The municipality must have an administrator. Appoint another one first."),
    )
    LOGO_MISSING = (
        "logo_missing",
        _("No picture came along. Choose a PNG or WebP file."),
    )
    LOGO_TOO_LARGE = (
        "logo_too_large",
        _(
            "The picture is larger than 30 kB. Nothing of it has been kept. Save it smaller, 80 "
            "pixels high for example, and choose it again."
        ),
    )
    LOGO_WRONG_TYPE = (
        "logo_wrong_type",
        _(
            "The logo must be a PNG or WebP picture, whatever the file is called. SVG is not "
            "accepted, because it can carry programs. Nothing has been kept. Save the logo as "
            "PNG, and choose that."
        ),
    )
    LOGO_BROKEN = (
        "logo_broken",
        _(
            "The picture is damaged or cut off. Nothing of it has been kept. Save it as PNG anew, "
            "and choose that."
        ),
    )
    LOGO_TOO_WIDE = (
        "logo_too_wide",
        _(
            "The picture is more than 2000 pixels wide or high. Nothing of it has been kept. Make "
            "it smaller, and choose it again."
        ),
    )
    LOGO_MOVES = (
        "logo_moves",
        _("The picture moves, which keeps some from reading. Choose one that stands still."),
    )
    LOGO_TEXT_MISSING = (
        "logo_text_missing",
        _("Write what the logo shows. It is read aloud to those who cannot see it."),
    )
    NOT_VALID = (
        "not_valid",
        _("Something is missing or not written as it must be. Check the fields."),
    )
