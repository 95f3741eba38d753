"""Texts as files from the public pages: ready, on their way, or not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.models import Area, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.foundation.attachments import files
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.reporting import services as reporting
from retning.foundation.reporting.models import Rendition
from retning.web.public.views import downloads
from tests.cast import NOW, Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.helpers.queries import assert_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]


@dataclass(frozen=True)
class Story:
    strategy: Strategy
    area: Area


@pytest.fixture
def story(cast: Cast) -> Story:
    """A proposal, and the adopted text with another wording."""
    made = make.small_strategy(cast.municipality, wordings=["Gammel ordlyd her", "Uændret"])
    make.published(made)
    make.reword(draft_outline(made).all_goals[0], "Ny ordlyd her")
    make.adopted(made, org.resolution(cast.units.council))
    return Story(made, draft_outline(made).areas[0].area)


def paths(story: Story, form: str = "pdf") -> dict[str, str]:
    slug = story.strategy.slug
    return {
        "whole": reverse("public:whole_file", args=[slug, form]),
        "area": reverse("public:area_file", args=[slug, story.area.key, form]),
        "edition": reverse("public:edition_file", args=[slug, 1, form]),
        "changes": reverse("public:changes_file", args=[slug, 2, form]),
    }


def content(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


SIGNATURES = {
    "pdf": b"%PDF-1.",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "html": b"<!doctype html>",
}


@pytest.mark.parametrize("form", SIGNATURES)
@pytest.mark.parametrize("name", ["whole", "area", "edition", "changes"])
def test_a_file_is_made_and_then_fetched(
    story: Story, client_of: Browser, name: str, form: str
) -> None:
    client, path = client_of(), paths(story, form)[name]
    waiting = client.get(path)
    assert waiting.status_code == 202
    assert waiting.headers["Refresh"] == "2"
    assert waiting.headers["Cache-Control"] == "no-store"
    assert "Filen laves" in waiting.content.decode()
    run_waiting()
    ready = client.get(path)
    assert ready.status_code == 200
    data = content(ready)
    assert data.startswith(SIGNATURES[form])
    assert ready.headers["Content-Length"] == str(len(data))
    assert ready.headers["X-Content-Type-Options"] == "nosniff"
    assert ready.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not ready.cookies
    assert "Vary" not in ready.headers or "Cookie" not in ready.headers["Vary"]


def test_the_name_of_the_file_is_danish_in_every_browser(story: Story, client_of: Browser) -> None:
    client, path = client_of(), paths(story)["whole"]
    client.get(path)
    run_waiting()
    told = client.get(path).headers["Content-Disposition"]
    name = quote("Sammen om Vallensbæk, udgave 2.pdf", safe="")
    assert told == f"attachment; filename*=utf-8''{name}"


def test_who_has_the_file_is_told_so(story: Story, client_of: Browser) -> None:
    client, path = client_of(), paths(story)["whole"]
    client.get(path)
    run_waiting()
    etag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    other = client.get(path, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(content(client.get(path)))


def test_a_ready_file_costs_four_queries_and_changes_nothing(
    story: Story, client_of: Browser
) -> None:
    client, path = client_of(), paths(story)["whole"]
    client.get(path)
    run_waiting()
    before = list(Rendition.objects.order_by("pk").values())
    # The municipality, its editions, its host names, the rendition with its file.
    with assert_queries(4):
        client.get(path)
    assert list(Rendition.objects.order_by("pk").values()) == before


def test_many_who_wait_queue_one_job(story: Story, client_of: Browser) -> None:
    path = paths(story)["changes"]
    before = Job.objects.count()
    for _ in range(3):
        assert client_of().get(path).status_code == 202
    assert Job.objects.count() == before + 1


def test_who_only_asks_whether_it_is_there_has_nothing_made(
    story: Story, client_of: Browser
) -> None:
    before = Job.objects.count(), Rendition.objects.count()
    for path in paths(story, "xlsx").values():
        told = client_of().head(path)
        assert (told.status_code, told.content) == (202, b"")
    assert (Job.objects.count(), Rendition.objects.count()) == before


def test_visitors_cannot_queue_without_end_and_publishing_goes_before_them(
    story: Story, client_of: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "WAITING_AT_MOST", 2)
    run_waiting()
    client, before = client_of(), Job.objects.count()
    asked = paths(story, "xlsx")
    answers = [client.get(path) for path in asked.values()]
    assert [answer.status_code for answer in answers] == [202, 202, 503, 503]
    assert Job.objects.count() == before + 2
    assert answers[-1].headers["Retry-After"] == answers[-1].headers["Refresh"] == "60"
    english = client.get("/en" + asked["changes"])
    assert (english.status_code, "waits its turn" in english.content.decode()) == (503, True)
    # The same two again are no more, and who publishes is not held up.
    assert client.get(asked["whole"]).status_code == 202
    make.reword(draft_outline(story.strategy).all_goals[0], "Endnu en ordlyd")
    make.revised(story.strategy, org.resolution(cast.units.council))
    waiting = Job.objects.filter(task__finished_at=None)
    priorities = [(job.created_by_key == "system:public", job.task.priority) for job in waiting]
    assert sorted(priorities) == [(False, -10), (False, -10), (True, -20), (True, -20)]
    run_waiting()
    assert client.get(asked["changes"]).status_code == 202


def test_the_whole_strategy_follows_what_stands(
    story: Story, client_of: Browser, cast: Cast
) -> None:
    client, path = client_of(), paths(story, "docx")["whole"]
    run_waiting()
    first = client.get(path).headers["ETag"]
    make.reword(draft_outline(story.strategy).all_goals[0], "Endnu en ordlyd")
    make.revised(story.strategy, org.resolution(cast.units.council))
    assert client.get(path).status_code == 202
    run_waiting()
    assert client.get(path).headers["ETag"] != first
    assert client.get(paths(story, "docx")["edition"]).status_code == 200


def test_only_what_is_published_can_be_asked_for(story: Story, client_of: Browser) -> None:
    client, slug, before = client_of(), story.strategy.slug, Job.objects.count()
    own = reverse("public:changes_file", args=[slug, 2, "pdf"])
    for path in (
        reverse("public:whole_file", args=[slug, "odt"]),
        reverse("public:whole_file", args=[slug, "PDF"]),
        reverse("public:whole_file", args=["findes-ikke", "pdf"]),
        reverse("public:area_file", args=[slug, story.strategy.key, "pdf"]),
        reverse("public:area_file", args=["findes-ikke", story.area.key, "pdf"]),
        reverse("public:edition_file", args=[slug, 3, "pdf"]),
        reverse("public:changes_file", args=[slug, 1, "pdf"]),
        f"{own}?fra=2",
        f"{own}?fra=9",
        f"{own}?fra=x",
        "/de" + paths(story)["whole"],
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(paths(story)["whole"]).status_code == 405
    assert Job.objects.count() == before


def test_the_neighbour_has_none_of_it(story: Story, client_of: Browser, cast: Cast) -> None:
    run_waiting()
    for path in paths(story).values():
        assert client_of(at=cast.neighbour).get(path).status_code == 404


def test_english_is_a_file_of_its_own(story: Story, client_of: Browser) -> None:
    client, path = client_of(), "/en" + paths(story)["whole"]
    assert client.get(path).status_code == 202
    run_waiting()
    assert "edition%202.pdf" in client.get(path).headers["Content-Disposition"]


def test_a_failure_is_told_and_not_asked_for_again_at_once(
    story: Story, client_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise reporting.confined.Broken(reporting.confined.BrokenCode.TOO_SLOW)

    monkeypatch.setattr(reporting, "drawn", broken)
    client, path = client_of(), paths(story)["whole"]
    client.get(path)
    run_waiting()
    told = client.get(path)
    assert told.status_code == 503
    assert told.headers["Retry-After"] == "600"
    assert "Refresh" not in told.headers
    assert "Filen kunne ikke laves" in told.content.decode()


def test_a_file_lost_from_the_disk_is_made_again(story: Story, client_of: Browser) -> None:
    client, path = client_of(), paths(story)["whole"]
    run_waiting()
    etag = client.get(path).headers["ETag"].strip('"')
    files.place_of("187", etag).unlink()
    assert client.get(path).status_code == 202
    assert client.get(path).status_code == 202
    assert run_waiting() == 1
    assert client.get(path).status_code == 200


def test_the_day_of_the_last_request_is_kept(story: Story, client_of: Browser) -> None:
    path = paths(story)["whole"]
    client_of().get(path)
    Rendition.objects.update(asked_on=NOW.date() - timedelta(days=3))
    client_of().get(path)
    assert Rendition.objects.filter(asked_on=NOW.date()).count() == 1


@pytest.mark.parametrize("page", ["strategy", "whole", "area", "edition", "changes"])
def test_pages_lead_to_their_files(story: Story, client_of: Browser, page: str) -> None:
    slug = story.strategy.slug
    arguments = {
        "strategy": ("whole_file", [slug]),
        "whole": ("whole_file", [slug]),
        "area": ("area_file", [slug, story.area.key]),
        "edition": ("edition_file", [slug, 2]),
        "changes": ("changes_file", [slug, 2]),
    }
    name, args = arguments[page]
    shown = client_of().get(reverse(f"public:{page}", args=args)).content.decode()
    for form in SIGNATURES:
        assert f'href="{reverse(f"public:{name}", args=[*args, form])}"' in shown


def test_a_comparison_with_an_older_edition_leads_to_its_own_file(
    story: Story, client_of: Browser, cast: Cast
) -> None:
    make.reword(draft_outline(story.strategy).all_goals[0], "Endnu en ordlyd")
    make.revised(story.strategy, org.resolution(cast.units.council))
    slug = story.strategy.slug
    page = reverse("public:changes", args=[slug, 3])
    shown = client_of().get(f"{page}?fra=1").content.decode()
    path = f"{reverse('public:changes_file', args=[slug, 3, 'pdf'])}?fra=1"
    assert f'href="{path}"' in shown
    client_of().get(path)
    assert Rendition.objects.filter(name="Sammen om Vallensbæk, ændringer fra udgave 1 til 3.pdf")


def test_whoever_publishes_finds_the_files_too(story: Story, client_of: Browser) -> None:
    address = reverse("staff:edition", args=[story.strategy.key, 1])
    page = client_of("consultant").get(address).content.decode()
    for form in SIGNATURES:
        assert (
            f'href="{reverse("public:edition_file", args=[story.strategy.slug, 1, form])}"' in page
        )
