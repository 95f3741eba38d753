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
    NOT_VALID = (
        "not_valid",
        _("Something is missing or not written as it must be. Check the fields."),
    )
