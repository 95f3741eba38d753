"""Figures from files and by hand, behind login: mapped, looked at, taken in; nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from retning.apps.indicators.enums import ReleaseState
from retning.apps.indicators.models import Indicator, Observation, Release
from retning.apps.indicators.services.loading import KEPT_FOR, forget_file
from retning.foundation.attachments.models import Attachment
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.worker import run_waiting
from tests.cast import Cast
from tests.factories import indicators as make
from tests.helpers.workbooks import workbook_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock", "quick_hashing")]
Browser = Callable[..., Client]
EXPORT = """Nøgletal;;;
;Kom.nr;2023;2024
Andel i lære;;;
Vallensbæk Kommune;187;4,2;5,1
Ishøj Kommune;183;3,9;M

Social- og Indenrigsministeriet d. 10. september 2025
"""


def sent(client: Client, data: bytes, name: str = "tal.csv", code: str = "") -> HttpResponse:
    file = SimpleUploadedFile(name, data)
    said = {"figures_file": file, "indicator": code}
    return client.post(reverse("staff:figures_upload"), said)


def shown(client: Client, answer: HttpResponse, status: int = 200) -> str:
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer.headers["Location"])
    assert page.status_code == status
    return page.content.decode()


# --- A table ----------------------------------------------------------------------------


def test_a_table_is_guessed_shown_and_taken_in(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    make.series("test-share", {"2023": "4", "2024": "5"}, municipality=cast.municipality)
    client = client_of("analyst")
    data = workbook_of([["År", "Andel"], [2023, 4], [2024, "5,5"], [2025, 6]], merged="Vores tal")
    answer = sent(client, data, "vores.xlsx", "test-share")
    page = shown(client, answer)
    assert "1 nyt tal" in page
    assert "1 ændret tal" in page
    assert "1 uændret tal" in page
    assert "Vores tal" in page
    assert Release.objects.count() == 1
    taken = client.post(answer.headers["Location"], {"note": "Årsberetningen"})
    assert taken.status_code == 302
    release = Release.objects.latest("pk")
    assert taken.headers["Location"] == reverse("staff:release", args=[release.pk])
    assert release.municipality == cast.municipality
    assert (release.state, release.added, release.table) == (ReleaseState.PUBLIC, 2, "test-share")
    assert release.note == "vores.xlsx: Årsberetningen"
    assert release.attachment is not None
    told = client.get(taken.headers["Location"]).content.decode()
    assert release.attachment.sha256 in told
    file = client.get(reverse("staff:release_file", args=[release.pk]))
    assert b"".join(file.streaming_content) == data  # type: ignore[attr-defined]


def test_the_mapping_is_mended_in_the_address(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    client = client_of("analyst")
    data = b"Andel;Noget\n5.25;1\n"
    address = sent(client, data, code="test-share").headers["Location"]
    said = {
        "sheet": 0,
        "layout": "long",
        "header": 1,
        "area": -1,
        "period": -1,
        "all_period": "2025",
        "value": 0,
        "answers": -1,
        "decimal": ".",
    }
    page = client.get(address, {"maal": "test-share", **said})
    assert page.status_code == 200
    assert "5,25" in page.content.decode()
    wrong = client.get(address, {"maal": "test-share", **said, "all_period": "igår"})
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert "Skriv et år som 2025" in text
    assert 'value="igår"' in text


def test_a_figure_ten_times_last_years_is_told_before_it_comes_in(
    cast: Cast, client_of: Browser
) -> None:
    make.indicator()
    make.series("test-share", {"2023": "4", "2024": "4"}, municipality=cast.municipality)
    client = client_of("analyst")
    address = sent(client, b"\xc3\x85r;Andel\n2025;40\n", code="test-share").headers["Location"]
    page = client.get(address).content.decode()
    assert "ti gange sidste års tal" in page
    answer = client.post(address, {"note": ""})
    held = Release.objects.latest("pk")
    assert held.state == ReleaseState.HELD
    assert answer.headers["Location"] == reverse("staff:release", args=[held.pk])
    assert "holdt" in client.get(reverse("staff:figures")).content.decode()


def test_rejected_and_read_in_another_way_it_may_come_again(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    make.series("test-share", {"2023": "4", "2024": "4"}, municipality=cast.municipality)
    client = client_of("analyst")
    data = "År;Forkert;Rigtig\n2025;40;4\n".encode()
    address = sent(client, data, code="test-share").headers["Location"].partition("?")[0]
    said = {"maal": "test-share", "sheet": 0, "layout": "long", "header": 1, "area": -1}
    said |= {"period": 0, "all_period": "", "value": 1, "answers": -1, "decimal": ","}
    query = "&".join(f"{name}={value}" for name, value in said.items())
    client.post(f"{address}?{query}", {"note": ""})
    held = Release.objects.latest("pk")
    assert held.state == ReleaseState.HELD
    client.post(
        reverse("staff:release_decide", args=[held.pk]), {"deed": "reject", "reason": "Kolonne"}
    )
    client.post(f"{address}?{query.replace('value=1', 'value=2')}", {"note": ""})
    assert Release.objects.latest("pk").state == ReleaseState.PUBLIC


def test_what_is_no_table_is_refused_beside_the_field(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    client = client_of("analyst")
    assert "Vælg en, og prøv igen" in sent_nothing(client).content.decode()
    for data, sentence in (
        (b"%PDF-1.7 en fil", "Filen er ikke en tabel"),
        (b"   ", "Filen er tom"),
        (b"", "Filen er tom"),
        (b"\xc3\x85r;Andel\n2025;40\n", "Vælg den indikator"),
    ):
        answer = sent(client, data)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    kept = sent(client, b"%PDF-1.7 en fil", code="test-share").content.decode()
    assert 'value="test-share" selected' in kept


def sent_nothing(client: Client) -> HttpResponse:
    return client.post(reverse("staff:figures_upload"), {"indicator": ""})


def test_too_large_is_told_and_nothing_is_kept(
    cast: Cast, client_of: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retning.web.staff.views.figures_files.FILE_LIMIT", 100)
    answer = sent(client_of("analyst"), b"a" * 200)
    assert answer.status_code == 413
    assert "Filen er for stor" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_table_without_figures_says_so(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    client = client_of("analyst")
    page = shown(client, sent(client, b"en;to\ntre;fire\n", code="test-share"), status=422)
    assert "Filen giver ingen tal" in page


def test_the_neighbours_indicator_is_none_of_ours(cast: Cast, client_of: Browser) -> None:
    make.indicator("test-share")
    make.indicator("183-deres", municipality=cast.neighbour)
    client = client_of("analyst")
    assert sent(client, b"a;b\n", code="183-deres").status_code == 422
    address = sent(client, b"\xc3\x85r;Andel\n2025;4\n", code="test-share").headers["Location"]
    other = address.replace("test-share", "183-deres")
    assert client.get(other).status_code == 302
    assert client.post(other, {"note": ""}).status_code == 302
    assert not Release.objects.exists()


def test_the_file_is_forgotten_unless_a_release_has_it(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    client = client_of("analyst")
    address = sent(client, b"\xc3\x85r;Andel\n2025;4\n", code="test-share").headers["Location"]
    kept = Attachment.objects.get()
    planned = Job.objects.get(name=forget_file.name)
    assert planned.task.run_after - planned.created_at == KEPT_FOR
    client.post(address, {"note": ""})
    forget_file.func(None, attachment_id=kept.pk)
    assert Attachment.objects.get() == kept
    Observation.objects.all().delete()
    make.Indicator.objects.get(code="test-share").panels.all().delete()
    Release.objects.all().delete()
    forget_file.func(None, attachment_id=kept.pk)
    assert not Attachment.objects.exists()


# --- An export --------------------------------------------------------------------------


def test_an_export_is_looked_at_and_taken_in_by_jobs(cast: Cast, client_of: Browser) -> None:
    client = client_of("analyst")
    answer = sent(client, EXPORT.encode("latin-1"), "udtraek.csv")
    address = answer.headers["Location"]
    waits = shown(client, answer)
    assert "data-progress" in waits
    assert client.get(f"{address}fremdrift/").json()["is_moving"] is True
    run_waiting()
    page = client.get(address).content.decode()
    assert "data-progress" not in page
    assert "4 nye tal" in page
    assert "1 indikator" in page
    assert not Release.objects.exists()
    client.post(address, {"deed": "take"})
    assert "data-progress" in client.get(address).content.decode()
    run_waiting()
    release = Release.objects.get()
    assert (release.municipality, release.added, release.table) == (None, 4, "noegletal")
    assert release.by == cast.analyst.actor_key
    assert reverse("staff:release", args=[release.pk]) in client.get(address).content.decode()
    client.post(address, {"deed": "take"})
    run_waiting()
    assert Release.objects.count() == 1


def test_half_an_export_says_what_is_wrong(cast: Cast, client_of: Browser) -> None:
    client = client_of("analyst")
    answer = sent(client, b"Titel;;;\n;Kom.nr;2023;2024\n", "halv.csv")
    run_waiting()
    page = shown(client, answer)
    assert "Filen giver ingen tal" in page
    assert 'value="look"' in page
    assert not Release.objects.exists()


# --- By hand ----------------------------------------------------------------------------


def test_figures_are_typed_with_proof(cast: Cast, client_of: Browser) -> None:
    make.indicator()
    client, address = client_of("analyst"), reverse("staff:figures_enter")
    said = {
        "indicator": "test-share",
        "period_1": "2024",
        "figure_1": "1.234,5",
        "period_2": "2025",
        "figure_2": "1.240",
        "proof": "Årsberetningen, s. 7",
    }
    answer = client.post(address, said)
    release = Release.objects.get()
    assert answer.headers["Location"] == reverse("staff:release", args=[release.pk])
    assert (release.added, release.note) == (2, "Årsberetningen, s. 7")
    assert "1.234,5" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"figure_1": "mange"}, "Skriv et tal som 5,3 eller 1.234."),
        ({"period_1": "2024M01"}, "ikke en periode"),
        ({"period_2": "2024", "figure_2": "5"}, "Den periode står allerede ovenfor."),
        ({"figure_2": "5"}, "Hvilken periode gælder tallet?"),
        ({"proof": ""}, "proof"),
        ({"indicator": "findes-ikke"}, "indicator"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    cast: Cast, client_of: Browser, changed: dict[str, str], sentence: str
) -> None:
    make.indicator()
    said = {"indicator": "test-share", "period_1": "2024", "figure_1": "5", "proof": "Set selv"}
    answer = client_of("analyst").post(reverse("staff:figures_enter"), said | changed)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert "form-error" in text
    assert "Set selv" in text or changed == {"proof": ""}
    assert not Release.objects.exists()


def test_an_own_indicator_is_made_and_then_given_figures(cast: Cast, client_of: Browser) -> None:
    client, address = client_of("analyst"), reverse("staff:indicator_create")
    said = {
        "name_da": "Nye partnerskaber",
        "unit_da": "partnerskaber",
        "polarity": "up",
        "period_type": "year",
        "source": "count",
        "definition_da": "Aftaler med en forening",
    }
    answer = client.post(address, said)
    assert answer.headers["Location"].endswith("?maal=187-nye-partnerskaber")
    page = client.get(answer.headers["Location"]).content.decode()
    assert 'value="187-nye-partnerskaber" selected' in page
    again = client.post(address, said)
    assert again.status_code == 422
    assert "Aftaler med en forening" in again.content.decode()
    assert Indicator.objects.filter(municipality=cast.municipality).count() == 1
