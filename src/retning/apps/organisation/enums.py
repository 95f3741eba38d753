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
