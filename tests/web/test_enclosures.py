"""Files that show what somebody says: a milestone that is done, a figure that was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.indicators.models import Release
from retning.apps.strategy.models import Goal, Proof
from retning.foundation.attachments import enclosures
from retning.foundation.attachments.models import Attachment
from tests.cast import TODAY, Cast
from tests.factories import indicators as figures
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.goal_targets import DATE, aimed
from tests.helpers.office import ole
from tests.helpers.permissions import Case, assert_matrix

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock", "quick_hashing")]

Browser = Callable[..., Client]
REPORT = b"%PDF-1.7\nStien er indviet\n%%EOF"
OUR_PAPER = "kun for huset"


@pytest.fixture(autouse=True)
def in_danish() -> Iterator[None]:
    with translation.override("da"):
        yield


@pytest.fixture
def goal(cast: Cast) -> Goal:
    """An adopted goal with one milestone."""
    strategy = make.strategy(cast.municipality)
    made = aimed(make.goal(make.area(strategy), "Stien er åben"), (DATE,))
    make.adopted(strategy, org.resolution(cast.units.council))
    return made


def at(goal: Goal, name: str = "proof", *more: int) -> str:
    return reverse(f"staff:{name}", args=[goal.area.strategy.key, goal.key, 1, *more])


def paper(data: bytes = REPORT, name: str = f"{OUR_PAPER}.pdf") -> SimpleUploadedFile:
    # What the sender says of the kind is wrong on purpose: it counts for nothing.
    return SimpleUploadedFile(name, data, content_type="text/html")


def said(file: SimpleUploadedFile | None = None, **other: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"done_on": TODAY.isoformat(), "text": "Indviet i dag"} | other
    return data | ({"enclosure": file} if file else {})


def test_a_milestone_is_proved_with_a_file(client_of: Browser, goal: Goal) -> None:
    client = client_of("consultant")
    assert client.post(at(goal), said(paper())).status_code == 302
    made = Proof.objects.get()
    file = made.attachment
    assert file is not None
    assert (file.tenant, file.media_type, file.size) == ("187", "application/pdf", len(REPORT))
    address = at(goal, "proof_file", made.pk)
    adopted = reverse("staff:adopted", args=[goal.area.strategy.key])
    for page in (at(goal), adopted):
        assert f'href="{address}"' in client.get(page).content.decode()
    got = client.get(address)
    assert b"".join(got.streaming_content) == REPORT  # type: ignore[attr-defined]
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Disposition"] == f'attachment; filename="{OUR_PAPER}.pdf"'
    assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got.headers["X-Content-Type-Options"] == "nosniff"


WHO_OPENS = """
                     | file
administrator        | 200
consultant           | 200
executive            | 200
centre_chief         | 200
workplace_leader     | 403
employee             | 403
politician           | 403
analyst              | 403
neighbour_consultant | 403
citizen              | 302
"""


def test_who_opens_the_file(cast: Cast, client_of: Browser, goal: Goal) -> None:
    client_of("consultant").post(at(goal), said(paper()))
    address = at(goal, "proof_file", Proof.objects.get().pk)

    def status(case: Case) -> str:
        return str(client_of(case.who).get(address).status_code)

    assert_matrix(WHO_OPENS, status)
    at_home = client_of("neighbour_consultant", at=cast.neighbour)
    assert at_home.get(address).status_code == 404


def test_the_public_reads_the_words_and_not_the_file(client_of: Browser, goal: Goal) -> None:
    client_of("consultant").post(at(goal), said(paper()))
    for address in (
        reverse("public:goal", args=[goal.key]),
        reverse("api:goal", args=[goal.key]),
    ):
        told = client_of().get(address).content.decode()
        assert "Indviet i dag" in told
        assert OUR_PAPER not in told
        assert "/fil/" not in told


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<script>alert(1)</script><p>Hej", "af en slags, der ikke gemmes her"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "af en slags, der ikke gemmes her"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", "af en slags, der ikke gemmes her"),
        (ole("EncryptedPackage"), "beskyttet med en adgangskode"),
        (b"PK\x03\x04" + b"\x00" * 30, "er beskadiget"),
        (b" \n", "Filen er tom"),
    ],
)
def test_a_file_that_is_not_kept_is_told_beside_the_field(
    client_of: Browser, goal: Goal, data: bytes, sentence: str
) -> None:
    answer = client_of("consultant").post(at(goal), said(paper(data)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Indviet i dag" in page
    assert not Proof.objects.exists()
    assert not Attachment.objects.exists()


def test_too_large_loses_nothing_that_was_typed(
    client_of: Browser, goal: Goal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retning.web.staff.enclosures.LIMIT", len(REPORT) - 1)
    answer = client_of("consultant").post(at(goal), said(paper()))
    assert answer.status_code == 422
    assert "Indviet i dag" in answer.content.decode()
    assert "større end" in answer.content.decode()
    assert not Proof.objects.exists()
    assert not Attachment.objects.exists()


def test_what_is_refused_for_another_reason_keeps_no_file(client_of: Browser, goal: Goal) -> None:
    client = client_of("consultant")
    for wrong in ({"text": ""}, {"done_on": "2099-01-01"}):
        answer = client.post(at(goal), said(paper(), **wrong))
        assert answer.status_code == 422
        assert "Vælg filen igen" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_the_upload_needs_the_token_against_forgery(cast: Cast, goal: Goal) -> None:
    client = Client(enforce_csrf_checks=True, SERVER_NAME="vallensbaek.localhost")
    client.force_login(cast.consultant, backend="django.contrib.auth.backends.ModelBackend")
    for address in (at(goal), reverse("staff:figures_enter")):
        assert client.post(address, said(paper())).status_code == 403
    assert not Attachment.objects.exists()


# --- Figures typed by hand ------------------------------------------------------------------


CODE = "test-share"
ENTER = "staff:figures_enter"


def typed(value: str = "5,3", **other: Any) -> dict[str, Any]:
    words = {"indicator": CODE, "period_1": "2025", "figure_1": value, "proof": "Årsrapporten"}
    return words | {"enclosure": paper()} | other


def test_a_typed_figure_has_a_file_that_shows_it(client_of: Browser, cast: Cast) -> None:
    figures.indicator(CODE)
    client = client_of("analyst")
    answer = client.post(reverse(ENTER), typed())
    release = Release.objects.get()
    assert answer.headers["Location"] == reverse("staff:release", args=[release.pk])
    assert release.attachment is not None
    assert release.attachment.media_type == "application/pdf"
    address = reverse("staff:release_file", args=[release.pk])
    page = client.get(reverse("staff:release", args=[release.pk])).content.decode()
    assert f'href="{address}"' in page
    got = client.get(address)
    assert b"".join(got.streaming_content) == REPORT  # type: ignore[attr-defined]
    assert got.headers["Content-Disposition"] == f'attachment; filename="{OUR_PAPER}.pdf"'
    public = client_of().get(reverse("public:indicator", args=[CODE])).content.decode()
    assert OUR_PAPER not in public


def test_figures_that_stand_already_keep_no_second_file(client_of: Browser) -> None:
    figures.indicator(CODE)
    client = client_of("analyst")
    client.post(reverse(ENTER), typed(enclosure=paper(b"Den ene", "a.txt")))
    client.post(reverse(ENTER), typed(enclosure=paper(b"Den anden", "b.txt")))
    assert [each.name for each in Attachment.objects.all()] == ["a.txt"]
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"figure_1": "mange"}, "Vælg filen igen"),
        ({"period_1": "i fjor"}, "Vælg filen igen"),
        ({"enclosure": paper(b"<html></html>")}, "af en slags, der ikke gemmes her"),
    ],
)
def test_a_figure_that_is_refused_keeps_no_file(
    client_of: Browser, wrong: dict[str, Any], sentence: str
) -> None:
    figures.indicator(CODE)
    answer = client_of("analyst").post(reverse(ENTER), typed() | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Årsrapporten" in page
    assert not Attachment.objects.exists()
    assert not Release.objects.exists()


def test_what_people_write_and_photograph_is_taken() -> None:
    kinds = {each.rpartition("/")[2].rpartition(".")[2] for each in enclosures.ALLOWED}
    assert {"pdf", "plain", "png", "jpeg", "document", "sheet", "text", "spreadsheet"} <= kinds
    assert not kinds & {"html", "svg+xml", "zip", "octet-stream", "xml", "x-ole-storage"}
