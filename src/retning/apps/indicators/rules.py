"""Who may do what with figures. National figures are everybody's: whoever may decide on figures in
one municipality of the site may decide on them. Own figures are the municipality's alone."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from retning.apps.indicators.enums import ReleaseState
from retning.apps.indicators.models import Release
from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.queries import Standing
from retning.apps.organisation.rules import Permission

LOADERS = frozenset({Role.ADMINISTRATOR, Role.ANALYST, Role.CONSULTANT})

LOAD_FIGURES = Permission(
    "load_figures",
    LOADERS,
    _("Only an analyst, a strategy consultant or an administrator may load figures."),
)
DECIDE_ON_RELEASES = Permission(
    "decide_on_releases",
    LOADERS,
    _("Only an analyst, a strategy consultant or an administrator may decide on held figures."),
)
READ_RELEASES = Permission(
    "read_releases",
    LOADERS | {Role.EXECUTIVE_BOARD},
    _("Your role does not let you see where figures come from here. Public figures say it too."),
)
SET_FIGURES = Permission(
    "set_figures",
    frozenset({Role.ADMINISTRATOR, Role.CONSULTANT}),
    _("Only a strategy consultant or an administrator may choose how figures are shown."),
)
MANAGE_FEEDS = Permission(
    "manage_feeds",
    frozenset({Role.ADMINISTRATOR, Role.ANALYST}),
    _("Only an analyst or an administrator may choose which tables are fetched."),
)
MANAGE_SURVEYS = Permission(
    "manage_surveys",
    LOADERS,
    _("Only an analyst, a strategy consultant or an administrator may make surveys."),
)

PERMISSIONS: tuple[Permission, ...] = (
    LOAD_FIGURES,
    DECIDE_ON_RELEASES,
    READ_RELEASES,
    SET_FIGURES,
    MANAGE_FEEDS,
    MANAGE_SURVEYS,
)


def visible_to(standing: Standing, *, municipality: Municipality) -> QuerySet[Release]:
    """The list twin of `READ_RELEASES`: every release, held and rejected ones too, that is national
    or the municipality's own. Others see the public ones (`queries.indicators.releases_of`)."""
    whose = Q(municipality=None) | Q(municipality=municipality)
    releases = Release.objects.filter(whose)
    here = standing.municipality_code == municipality.pk
    return releases if here and READ_RELEASES(standing) else releases.none()


def may_decide(standing: Standing, release: Release) -> bool:
    """Whether somebody may accept or reject a release: a held one, national or their own."""
    own = release.municipality_id in {None, standing.municipality_code}
    return own and release.state == ReleaseState.HELD and DECIDE_ON_RELEASES(standing)
