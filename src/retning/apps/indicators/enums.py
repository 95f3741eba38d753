"""Sources, states and kinds of figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """Where figures come from."""

    STATBANK = "statbank", _("Statistics Denmark")
    NOEGLETAL = "noegletal", _("The ministry's key figures (noegletal.dk)")
    JOBINDSATS = "jobindsats", _("Jobindsats.dk")
    FILE = "file", _("a file")
    MANUAL = "manual", _("entered by hand")
    SURVEY = "survey", _("survey")
    COUNT = "count", _("own count")
    NONE = "none", _("no national source")
    EXAMPLE = "example", _("example figures")


BUDGET_YEARS = frozenset({2018, 2019})
"""The ministry's figures of money in these years are budgets (docs of the catalogue)."""


class Polarity(models.TextChoices):
    """Which way the indicator is wished to move."""

    UP = "up", _("higher is better")
    DOWN = "down", _("lower is better")
    NEITHER = "neither", _("neither way is better")


class PeriodType(models.TextChoices):
    """As `core.periods.PeriodKind`."""

    YEAR = "year", _("year")
    SCHOOL_YEAR = "school_year", _("school year")
    QUARTER = "quarter", _("quarter")
    MONTH = "month", _("month")


class ReleaseState(models.TextChoices):
    """A release is public at once, or held until somebody has looked at what is odd in it."""

    PUBLIC = "public", _("public")
    HELD = "held", _("held for a look")
    REJECTED = "rejected", _("rejected")


class SurveyMode(models.TextChoices):
    """How a survey's answers came about."""

    POST = "post", _("letter or Digital Post")
    TELEPHONE = "telephone", _("telephone")
    VISIT = "visit", _("visit")
    WEB = "web", _("web, by invitation")
    OPEN = "open", _("open to anybody")


class Held(models.TextChoices):
    """Why a release is held that could be read: what is odd beside the figures that stand."""

    TENFOLD = "tenfold", _("ten times last year's figure, or a tenth of it")
    SCALE = "scale", _("all figures moved alike: probably another unit")
    COVERAGE = "coverage", _("municipalities are missing")
    AHEAD = "ahead", _("a period that lies years ahead")
    NO_INDICATOR = "no_indicator", _("figures of an indicator that is not known")
    NO_AREA = "no_such_area", _("no municipality of this code")
    OTHER_PERIODS = "other_periods", _("periods of another kind than the indicator's")
    TOO_LARGE = "too_large", _("a figure that is too large")
