"""Every page behind login answers, each for those who may and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.indicators.services import own
from retning.apps.indicators.services.loading import keep_file
from retning.apps.organisation.models import Membership, Municipality, Resolution, Unit
from retning.apps.strategy.enums import EditionKind, PassageKind
from retning.apps.strategy.models import Strategy
from retning.foundation.attachments.enclosures import Enclosure
from tests.cast import Cast
from tests.factories import drafts as make
from tests.factories import indicators as figures
from tests.factories import organisation as org
from tests.factories import surveys as asking
from tests.factories.goal_targets import aimed, proved
from tests.helpers.permissions import Case, assert_matrix
from tests.helpers.typeset import STRATEGY, as_pdf

Browser = Callable[..., Client]


@dataclass(frozen=True)
class Pages:
    """The addresses of one municipality's rows, by name; `deeds` are only sent (POST)."""

    shown: dict[str, str]
    deeds: dict[str, str]


def pages_of(municipality: Municipality) -> Pages:
    """One row of each kind, and every address that leads to it."""
    waiting = make.waiting_document(municipality)
    reading = make.reviewed_document(municipality, [(PassageKind.GOAL, "Et mål")])
    passage = reading.passages.get()
    strategy = make.strategy(municipality)
    aimed(strategy.areas.get().goals.get())
    make.edition(strategy, kind=EditionKind.ADOPTED, resolutions=[_decision(municipality)])
    printed = make.printed_document(municipality, [["Et mål på en side"]], file=as_pdf(STRATEGY))
    waits = make.unplaced(strategy)
    membership = Membership.objects.filter(municipality=municipality).order_by("pk")[0]
    asked = asking.survey(municipality)
    shown = {
        "document": ("document", waiting.pk),
        "document_progress": ("document_progress", waiting.pk),
        "review": ("review", reading.pk),
        "passage": ("passage", reading.pk, passage.pk),
        "passage_split": ("passage_split", reading.pk, passage.pk),
        "passage_targets": ("passage_targets", reading.pk, passage.pk),
        "repairs": ("repairs", reading.pk),
        "passage_add": ("passage_add", reading.pk),
        "page_picture": ("page_picture", printed.pk, 1),
        "unplaced": ("unplaced", strategy.key, waits.pk),
        "document_take_over": ("document_take_over", reading.pk),
        **_of_strategy(strategy),
        "member_end": ("member_end", membership.pk),
        **{name: (name, asked.key) for name in ("survey", "survey_change", "survey_results")},
        **_of_figures(municipality),
    }
    deeds = {
        "document_repeat": ("document_repeat", waiting.pk),
        "document_discard": ("document_discard", waiting.pk),
        "passage_deeds": ("passage_deeds", reading.pk),
        "unplaced_drop": ("unplaced_drop", strategy.key, waits.pk),
        "node_deeds": ("node_deeds", strategy.key),
        "lineage_deeds": ("lineage_deeds", strategy.key),
        "survey_close": ("survey_close", asked.key),
        "release_decide": ("release_decide", shown["release"][1]),
    }
    return Pages(shown=_reversed(shown), deeds=_reversed(deeds))


def _decision(municipality: Municipality) -> Resolution:
    return org.resolution(Unit.objects.filter(municipality=municipality).order_by("pk")[0])


def _of_figures(municipality: Municipality) -> dict[str, tuple[Any, ...]]:
    """An own release that came from a file, its figure, and an export that waits."""
    code, area = f"{municipality.pk}-egne", municipality.pk
    figures.indicator(code, municipality=municipality)
    deed: dict[str, Any] = {"by": org.TESTER, "now": org.NOW}
    kept = keep_file(municipality=municipality, data=b";Kom.nr;2024\n", name="u.csv", **deed)
    taken = own.enter_figures(
        municipality=municipality,
        code=code,
        figures={"2024": figures.figure(5)},
        enclosure=Enclosure([b"2024;5"], "tabel.csv"),
        **deed,
    )
    assert taken.release is not None
    export = kept.sha256
    return {
        "release": ("release", taken.release.pk),
        "release_file": ("release_file", taken.release.pk),
        "figure_trace": ("figure_trace", code, area, "2024"),
        "figures_file": ("figures_file", export),
        "figures_progress": ("figures_progress", export),
    }


def _of_strategy(strategy: Strategy) -> dict[str, tuple[Any, ...]]:
    """What is shown of a strategy and its parts."""
    goal = strategy.areas.order_by("pk")[0].goals.get()
    said = proved(strategy, goal, place=1)
    return {
        "strategy": ("strategy", strategy.key),
        "strategy_preview": ("strategy_preview", strategy.key),
        "strategy_trail": ("strategy_trail", strategy.key),
        "edition": ("edition", strategy.key, 1),
        "strategy_fields": ("strategy_fields", strategy.key),
        "node_add": ("node_add", strategy.key, "area"),
        "node": ("node", "goal", goal.key),
        "node_remove": ("node_remove", "goal", goal.key),
        "goal_owner": ("goal_owner", goal.key),
        "node_place": ("node_place", "goal", goal.key),
        "node_ancestor": ("node_ancestor", "goal", goal.key),
        "successor": ("successor", strategy.key),
        "lineage": ("lineage", strategy.key),
        "publish": ("publish", strategy.key),
        "resolution_record": ("resolution_record", strategy.key),
        "measuring": ("measuring", strategy.key),
        "goal_targets": ("goal_targets", goal.key),
        "goal_target": ("goal_target", goal.key, 1),
        "adopted": ("adopted", strategy.key),
        "interpretation": ("interpretation", strategy.key, goal.key, 1),
        "proof": ("proof", strategy.key, goal.key, 2),
        "proof_file": ("proof_file", strategy.key, goal.key, 2, said.pk),
        "judgement": ("judgement", strategy.key, goal.key, 3),
    }


def _reversed(views: dict[str, tuple[Any, ...]]) -> dict[str, str]:
    return {name: reverse(f"staff:{view}", args=args) for name, (view, *args) in views.items()}


LISTS = (
    "home",
    "documents",
    "upload",
    "strategies",
    "strategy_create",
    "edition_import",
    "members",
    "member_add",
    "mails",
    "appearance",
    "logo",
    "surveys",
    "survey_make",
    "figures",
    "figures_upload",
    "figures_enter",
    "indicator_create",
)

# Which pages stand behind which permission; a page that is new belongs in one of these.
EDIT = [
    "documents",
    "upload",
    "strategy_create",
    "document",
    "document_progress",
    "review",
    "passage",
    "passage_split",
    "passage_targets",
    "repairs",
    "passage_add",
    "page_picture",
    "unplaced",
    "document_take_over",
    "strategy_fields",
    "node_add",
    "node",
    "node_remove",
    "goal_owner",
    "node_place",
    "node_ancestor",
    "successor",
    "goal_targets",
    "goal_target",
    "interpretation",
    "proof",
    "judgement",
]
READ = [
    *("strategies", "strategy", "strategy_preview", "strategy_trail", "edition", "lineage"),
    *("measuring", "adopted", "proof_file"),
]
PUBLISH = ["edition_import", "publish"]
RECORD = ["resolution_record"]
ASK = ["surveys", "survey_make", "survey", "survey_change", "survey_results"]
TRACE = ["figures", "release", "release_file", "figure_trace"]
LOAD = [
    *("figures_upload", "figures_file", "figures_progress", "figures_enter", "indicator_create"),
]
ADMINISTER = ["members", "member_add", "mails", "appearance", "logo", "member_end"]
EDIT_DEEDS = [
    "document_repeat",
    "document_discard",
    "passage_deeds",
    "unplaced_drop",
    "node_deeds",
    "lineage_deeds",
    "survey_close",
    "release_decide",
]

WHO_SEES = """
                     | home | read | edit | publish | record | administer | ask | trace | load
administrator        | 200  | 200  | 200  | 200     | 200    | 200        | 200 | 200   | 200
consultant           | 200  | 200  | 200  | 200     | 200    | 403        | 200 | 200   | 200
executive            | 200  | 200  | 403  | 403     | 403    | 403        | 403 | 200   | 403
centre_chief         | 200  | 200  | 403  | 403     | 403    | 403        | 403 | 403   | 403
workplace_leader     | 200  | 403  | 403  | 403     | 403    | 403        | 403 | 403   | 403
employee             | 200  | 403  | 403  | 403     | 403    | 403        | 403 | 403   | 403
politician           | 200  | 403  | 403  | 403     | 403    | 403        | 403 | 403   | 403
analyst              | 200  | 403  | 403  | 403     | 403    | 403        | 200 | 200   | 200
neighbour_consultant | 403  | 403  | 403  | 403     | 403    | 403        | 403 | 403   | 403
citizen              | 302  | 302  | 302  | 302     | 302    | 302        | 302 | 302   | 302
"""

GROUPS = {
    "home": ["home"],
    "read": READ,
    "edit": EDIT,
    "publish": PUBLISH,
    "record": RECORD,
    "administer": ADMINISTER,
    "ask": ASK,
    "trace": TRACE,
    "load": LOAD,
}


def addresses(pages: Pages) -> dict[str, str]:
    return {**{name: reverse(f"staff:{name}") for name in LISTS}, **pages.shown}


def test_who_sees_which_page(cast: Cast, client_of: Browser) -> None:
    found = addresses(pages_of(cast.municipality))

    def status(case: Case) -> str:
        client = client_of(case.who)
        answers = {client.get(found[name]).status_code for name in GROUPS[case.state]}
        return " ".join(map(str, sorted(answers)))

    assert_matrix(WHO_SEES, status)


def test_every_page_stands_in_the_matrix(cast: Cast) -> None:
    named = {name for group in GROUPS.values() for name in group}
    assert named == set(addresses(pages_of(cast.municipality)))


WHO_DOES = """
                     | deeds
administrator        | yes
consultant           | yes
executive            | 403
employee             | 403
neighbour_consultant | 403
citizen              | 302
"""


def test_who_does_the_deeds(cast: Cast, client_of: Browser) -> None:
    deeds = pages_of(cast.municipality).deeds
    assert set(deeds) == set(EDIT_DEEDS)

    def status(case: Case) -> object:
        client = client_of(case.who)
        answers = {
            name: client.post(deeds[name])
            for name in ("passage_deeds", "node_deeds", "lineage_deeds")
        }
        # Those who may are told that they named no deed.
        codes = {answer.status_code for answer in answers.values()}
        return True if codes == {404} else " ".join(map(str, sorted(codes)))

    assert_matrix(WHO_DOES, status)


def test_a_deed_is_never_done_by_a_link(cast: Cast, client_of: Browser) -> None:
    client = client_of("consultant")
    for address in pages_of(cast.municipality).deeds.values():
        assert client.get(address).status_code == 405


def test_the_neighbours_rows_are_not_found(cast: Cast, client_of: Browser) -> None:
    pages = pages_of(cast.neighbour)
    client = client_of("administrator")
    seen = {name: client.get(address).status_code for name, address in pages.shown.items()}
    sent = {name: client.post(address).status_code for name, address in pages.deeds.items()}
    written = {name: client.post(address).status_code for name, address in pages.shown.items()}
    assert set(seen.values()) == {404}, seen
    assert set(sent.values()) == {404}, sent
    assert set(written.values()) <= {404, 405}, written


def test_the_neighbour_at_home_sees_none_of_ours(cast: Cast, client_of: Browser) -> None:
    pages = pages_of(cast.municipality)
    client = client_of("neighbour_consultant", at=cast.neighbour)
    seen = {
        name: client.get(address).status_code
        for name, address in pages.shown.items()
        if name != "member_end"
    }
    assert set(seen.values()) == {404}, seen
    strategies = client.get(reverse("staff:strategies")).content.decode()
    assert "Sammen om byen" not in strategies


def test_without_a_role_the_reason_is_said(cast: Cast, client_of: Browser) -> None:
    answer = client_of("employee").get(reverse("staff:strategies"))
    assert answer.status_code == 403
    assert "no-store" in answer.headers.get("Cache-Control", "no-store")


def test_after_login_one_comes_back(cast: Cast, client_of: Browser) -> None:
    answer = client_of().get(reverse("staff:documents"))
    assert answer.status_code == 302
    assert (
        answer.headers["Location"] == f"{reverse('staff:login')}?next={reverse('staff:documents')}"
    )


@pytest.mark.parametrize("name", ["employee", "politician"])
def test_those_without_tasks_get_a_friendly_page(cast: Cast, client_of: Browser, name: str) -> None:
    answer = client_of(name).get(reverse("staff:home"))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert reverse("staff:documents") not in text
    assert reverse("public:front") in text


def test_deeds_need_the_token_against_forgery(cast: Cast) -> None:
    strategy = make.strategy(cast.municipality)
    client = Client(enforce_csrf_checks=True, SERVER_NAME="vallensbaek.localhost")
    client.force_login(cast.consultant, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("staff:node_deeds", args=[strategy.key])).status_code == 403
    assert client.post(reverse("staff:upload"), {}).status_code == 403
