"""How figures stand, behind login: what waits, releases, what a figure has been, the sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.indicators.enums import ReleaseState, SourceKind
from retning.apps.indicators.models import Feed, Release
from retning.apps.indicators.services.choices import shows_outlooks
from tests.cast import Cast
from tests.factories import indicators as make
from tests.factories.organisation import NOW
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock", "quick_hashing")]
Browser = Callable[..., Client]
HOME = "/arbejde/tal/"


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"staff:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def held() -> Release:
    """A figure ten times last year's."""
    make.indicator()
    make.release({"test-share": {"2023": make.country(), "2024": make.country()}})
    odd = {**make.country(), "187": "419"}
    taken = make.release({"test-share": {"2025": odd}}, now=NOW + timedelta(hours=1))
    assert taken.held
    assert taken.release is not None
    return taken.release


def test_the_menu_leads_there_for_who_may(cast: Cast, client_of: Browser) -> None:
    menu = f'href="{HOME}"'
    assert menu in page(client_of("analyst"), "home")
    assert menu in page(client_of("executive"), "home")
    assert menu not in page(client_of("employee"), "home")


def test_the_work_list_says_what_waits_and_where_to_go(cast: Cast, client_of: Browser) -> None:
    analyst = page(client_of("analyst"), "home")
    assert "Ingen tal er holdt tilbage." in analyst
    assert analyst.count(f'href="{HOME}"') == 2
    assert reverse("staff:strategies") not in analyst
    address = reverse("staff:release", args=[held().pk])
    for name, waits in {"analyst": 1, "consultant": 1, "executive": 0, "employee": 0}.items():
        assert page(client_of(name), "home").count(f'href="{address}"') == waits, name


def test_a_figure_ten_times_last_years_waits_and_is_accepted(
    cast: Cast, client_of: Browser
) -> None:
    waits, client = held(), client_of("analyst")
    address = reverse("staff:release", args=[waits.pk])
    assert f'href="{address}"' in page(client, "figures")
    told = page(client, "release", waits.pk)
    assert "ti gange sidste års tal" in told
    assert re.search(r"\(\d\d,\d → 419\)", told)
    answer = client.post(f"{address}svar/", {"deed": "accept", "reason": "Set i kilden"})
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    waits.refresh_from_db()
    assert (waits.state, waits.reason) == (ReleaseState.PUBLIC, "Set i kilden")
    told = page(client, "release", waits.pk)
    assert "Set i kilden" in told
    assert cast.analyst.name in told


def test_a_rejection_needs_a_reason_and_loses_nothing(cast: Cast, client_of: Browser) -> None:
    waits, client = held(), client_of("analyst")
    address = reverse("staff:release_decide", args=[waits.pk])
    answer = client.post(address, {"deed": "reject", "reason": "  "})
    assert answer.status_code == 422
    assert "Skriv hvorfor" in answer.content.decode()
    waits.refresh_from_db()
    assert waits.state == ReleaseState.HELD
    assert client.post(address, {"deed": "reject", "reason": "En tastefejl"}).status_code == 302
    waits.refresh_from_db()
    assert (waits.state, waits.reason) == (ReleaseState.REJECTED, "En tastefejl")
    again = client.post(address, {"deed": "accept", "reason": "Alligevel"})
    assert again.status_code == 422
    told = again.content.decode()
    assert "Nogen har taget stilling til dem imens" in told
    assert "Træk tallene tilbage" not in told
    assert "<textarea" not in told


def test_no_such_deed_is_not_found(cast: Cast, client_of: Browser) -> None:
    address = reverse("staff:release_decide", args=[held().pk])
    assert client_of("analyst").post(address, {"deed": "eat"}).status_code == 404


def test_the_board_looks_but_does_not_decide(cast: Cast, client_of: Browser) -> None:
    waits, client = held(), client_of("executive")
    assert 'name="deed"' not in page(client, "release", waits.pk)
    address = reverse("staff:release_decide", args=[waits.pk])
    assert client.post(address, {"deed": "accept"}).status_code == 403


def test_an_own_release_is_taken_back(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    own = make.series("test-share", {"2024": 5}, municipality=cast.municipality)
    assert own.release is not None
    client = client_of("analyst")
    address = reverse("staff:release_decide", args=[own.release.pk])
    assert client.post(address, {"deed": "take_back", "reason": ""}).status_code == 422
    answer = client.post(address, {"deed": "take_back", "reason": "Forkert enhed"})
    assert answer.status_code == 302
    back = Release.objects.get(takes_back=own.release)
    told = page(client, "release", own.release.pk)
    assert reverse("staff:release", args=[back.pk]) in told
    assert "take_back" not in told
    assert "Forkert enhed" in page(client, "release", back.pk)


def test_a_figure_is_traced_to_table_date_and_release(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    first = make.release({"test-share": {"2024": make.country()}}, table="GAMMEL1")
    changed = {**make.country(), "187": "77.7"}
    second = make.release(
        {"test-share": {"2024": changed}}, table="NY1", now=NOW + timedelta(days=1)
    )
    assert first.release
    assert second.release
    told = page(client_of("analyst"), "figure_trace", "test-share", "187", "2024")
    for release, table in ((first.release, "GAMMEL1"), (second.release, "NY1")):
        assert table in told
        assert reverse("staff:release", args=[release.pk]) in told
    assert told.index("NY1") < told.index("GAMMEL1")
    assert "77,7" in told
    missing = client_of("analyst").get(f"{HOME}spor/test-share/187/1950/")
    assert missing.status_code == 404
    assert client_of("analyst").get(f"{HOME}spor/test-share/187/abc/").status_code == 404


def test_a_source_that_does_not_come_says_since_when(cast: Cast, client_of: Browser) -> None:
    feed = Feed.objects.order_by("pk")[0]
    feed.failing_since, feed.problem = NOW - timedelta(days=3), "too_slow"
    feed.save()
    told = page(client_of("analyst"), "figures")
    assert "Kilden svarede ikke i tide." in told
    assert feed.table in told


def test_many_figures_are_counted_as_people_write(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    years = {str(year): make.country() for year in range(2014, 2025)}
    taken = make.release({"test-share": years})
    assert taken.release is not None
    assert "1.078 tal" in page(client_of("analyst"), "release", taken.release.pk)


def test_example_figures_say_so_and_what_has_figures_comes_first(
    cast: Cast, client_of: Browser
) -> None:
    for name in ("AAA1", "MMM1", "ZZZ1"):
        make.indicator(f"test-{name.lower()}", table=name)
    make.release({"test-zzz1": {"2024": make.country()}}, table="ZZZ1")
    examples = {"test-mmm1": {"2024": make.country()}}
    make.release(examples, table="MMM1", source=SourceKind.EXAMPLE)
    told = page(client_of("analyst"), "figures")
    assert told.index("ZZZ1") < told.index("MMM1") < told.index("AAA1")
    assert "Eksempeltal" in told[told.index("MMM1") : told.index("AAA1")]


def test_outlooks_are_switched_by_the_consultant_alone(cast: Cast, client_of: Browser) -> None:
    address = reverse("staff:figures_outlooks")
    assert client_of("analyst").post(address, {"shows": "0"}).status_code == 403
    assert shows_outlooks(cast.municipality)
    client = client_of("consultant")
    assert client.post(address, {"shows": "0"}).status_code == 302
    assert not shows_outlooks(cast.municipality)
    client.post(address, {"shows": "1"})
    assert shows_outlooks(cast.municipality)


def test_another_municipalitys_own_release_is_not_found(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    theirs = make.series("test-share", {"2024": 5}, municipality=cast.neighbour, area="183")
    assert theirs.release is not None
    client = client_of("analyst")
    for name in ("release", "release_file"):
        assert client.get(reverse(f"staff:{name}", args=[theirs.release.pk])).status_code == 404
    trace = reverse("staff:figure_trace", args=["test-share", "183", "2024"])
    assert client.get(trace).status_code == 404


def test_the_page_asks_as_often_for_three_releases(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    client = client_of("analyst")

    def add(number: int) -> None:
        make.series("test-share", {str(2019 + number): number}, municipality=cast.municipality)

    assert_queries_at_1_and_3(14, add_row=add, read=lambda: client.get(HOME))


def test_a_release_asks_as_often_for_three_indicators(cast: Cast, client_of: Browser) -> None:
    client = client_of("analyst")
    said: dict[str, dict[str, dict[str, make.Said]]] = {}
    newest: list[Release] = []

    def add(number: int) -> None:
        make.indicator(f"test-{number}", name=f"Indikator {number}")
        said[f"test-{number}"] = {str(2019 + number): {"187": number}}
        taken = make.release(said, municipality=cast.municipality, table=f"T{number}")
        assert taken.release is not None
        newest.append(taken.release)

    def read() -> None:
        assert client.get(reverse("staff:release", args=[newest[-1].pk])).status_code == 200

    assert_queries_at_1_and_3(9, add_row=add, read=read)
