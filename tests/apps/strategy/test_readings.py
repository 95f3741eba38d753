"""A document comes in, is read by a job, is corrected, and becomes a draft; nothing half-made."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Area, Passage, Reading, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.readings import passage_of, passages_of, reading_of, readings_of
from retning.apps.strategy.services import readings, review
from retning.apps.strategy.services.refusals import AlreadyUploaded, Refusal, Refused
from retning.apps.strategy.services.taking_over import take_over
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import Refused as FileRefused
from retning.foundation.audit.models import Entry
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.records.services import ChangedMeanwhile
from retning.foundation.retention.services import apply
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.pdfs import pages_of, shown, stream_of
from tests.helpers.queries import counted

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
DOCUMENT = """\
Strategi 2026-2029 for Prøveby Kommune

Vi vil en by, hvor alle kan være med.

Tema 1: Arbejdsliv

Her fortæller vi om arbejdslivet i kommunen, og hvorfor det er vigtigt for os alle.

Målsætninger

Borgerne møder en service, der passer til deres hverdag

 • Tilfredsheden med rengøring i hjemmet skal være blandt de 20 % højeste i landet
 • Antallet af lærepladser skal stige over de næste fire år

Virksomhederne vokser i kommunen

 • Der skal være flere nye virksomheder i 2029 end i 2025

Temaer

 • Hvordan får vi flere til at cykle?

   Vi vil gerne vide mere om, hvad der skal til.
"""


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


def receive(home: Municipality, text: str = DOCUMENT, **options: Any) -> Reading:
    return readings.receive_document(
        municipality=home,
        chunks=[text.encode()],
        name="strategi.txt",
        limit=1_000_000,
        **BY,
        **options,
    )


def read(home: Municipality, text: str = DOCUMENT) -> Reading:
    reading = receive(home, text)
    assert run_waiting() == 1
    reading.refresh_from_db()
    return reading


def kept(reading: Reading, kind: PassageKind) -> list[Passage]:
    return list(passages_of(reading).filter(kind=kind, dropped=False))


def test_from_document_to_draft(home: Municipality) -> None:
    reading = receive(home)
    assert (reading.state, reading.job_id) == (ReadingState.WAITING, Job.objects.get().pk)
    assert run_waiting() == 1
    reading.refresh_from_db()
    assert reading.state == ReadingState.READ
    assert (reading.period_from, reading.period_to) == (2026, 2029)
    assert len(kept(reading, PassageKind.GOAL)) == 3
    assert len(kept(reading, PassageKind.OBJECTIVE)) == 2
    assert len(kept(reading, PassageKind.THEME)) == 1
    strategy = take_over(
        reading=reading, strategy=None, title="Strategi", period_from=2026, period_to=2029, **BY
    )
    outline = draft_outline(strategy)
    assert [area.area.text for area in outline.areas] == ["Tema 1: Arbejdsliv"]
    assert [len(group.goals) for group in outline.areas[0].objectives] == [2, 1]
    assert [theme.text for theme in outline.areas[0].themes] == [
        "Hvordan får vi flere til at cykle?"
    ]
    assert "fortæller vi om arbejdslivet" in outline.areas[0].area.body
    reading.refresh_from_db()
    assert (reading.state, reading.strategy) == (ReadingState.TAKEN_OVER, strategy)


def test_every_passage_stands_where_it_says(home: Municipality) -> None:
    reading = read(home)
    for passage in passages_of(reading):
        source = reading.source_text[passage.start : passage.end]
        assert " ".join(source.split()).startswith(" ".join(passage.text.split()))
        assert passage.confidence is not None
        assert 0 <= passage.confidence <= 1


def test_reading_again_changes_nothing(home: Municipality) -> None:
    reading = read(home)
    before = list(Passage.drafts.values_list("pk", "text"))
    job = Job.objects.get()
    job.task.status = "READY"
    job.task.save()
    assert run_waiting() == 1
    assert list(Passage.drafts.values_list("pk", "text")) == before
    reading.refresh_from_db()
    assert reading.state == ReadingState.READ


def test_the_same_document_twice(home: Municipality) -> None:
    first = receive(home)
    with pytest.raises(AlreadyUploaded) as told:
        receive(home)
    assert told.value.reading == first
    run_waiting()
    take_over(reading=first, strategy=None, title="Et", period_from=2026, period_to=2029, **BY)
    with pytest.raises(AlreadyUploaded):
        receive(home)
    second = receive(home, again=True)
    assert second.pk != first.pk
    assert Attachment.objects.count() == 1


def test_a_discarded_document_may_come_again(home: Municipality) -> None:
    first = read(home)
    readings.discard_reading(reading=first, **BY)
    assert receive(home).pk != first.pk


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "wrong_type"),
        (b"x" * 1_000_001, "too_large"),
    ],
)
def test_a_refused_file_leaves_nothing(home: Municipality, data: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        readings.receive_document(
            municipality=home, chunks=[data], name="strategi.txt", limit=1_000_000, **BY
        )
    assert refused.value.code == code
    assert not Reading.drafts.exists()
    assert not Attachment.objects.exists()
    assert not Job.objects.exists()


def test_another_language_is_read_and_said(home: Municipality) -> None:
    english = "The council will improve the schools. " * 20 + "\n\nWe want the best for all.\n"
    reading = read(home, english)
    assert (reading.state, reading.problem) == (ReadingState.READ, "language:en")


def test_scanned_pages_among_others_are_said(
    home: Municipality, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no program here recognises text
    text, scan = stream_of(shown((72, 700, "Vi planter flere træer."))), stream_of(b"0 0 9 9 re f")
    readings.receive_document(
        municipality=home,
        chunks=[pages_of([scan, text, stream_of(b""), scan])],
        name="strategi.pdf",
        limit=1_000_000,
        **BY,
    )
    assert run_waiting() == 1
    reading = Reading.drafts.get()
    assert (reading.state, reading.problem) == (ReadingState.READ, "scansp:2:1,4")


def test_correcting_what_was_read(home: Municipality) -> None:
    reading = read(home)
    goal, other = kept(reading, PassageKind.GOAL)[:2]
    review.change_passage(
        passage=goal,
        expected_version=1,
        kind=PassageKind.THEME,
        text=" Er vi  tilfredse? ",
        body="Ja.",
        **BY,
    )
    with pytest.raises(ChangedMeanwhile):
        review.change_passage(
            passage=goal, expected_version=1, kind=PassageKind.GOAL, text="Nej", body="", **BY
        )
    goal.refresh_from_db()
    assert (goal.kind, goal.text, goal.body) == (PassageKind.THEME, "Er vi tilfredse?", "Ja.")
    review.drop_passage(passage=other, dropped=True, **BY)
    assert other not in kept(reading, PassageKind.GOAL)
    review.drop_passage(passage=other, dropped=False, **BY)
    assert other in kept(reading, PassageKind.GOAL)


def test_a_corrected_title_is_what_the_document_is_called(home: Municipality) -> None:
    reading = read(home)
    passage = kept(reading, PassageKind.NARRATIVE)[0]
    review.change_passage(
        passage=passage,
        expected_version=1,
        kind=PassageKind.TITLE,
        text="Sammen videre",
        body="",
        **BY,
    )
    reading.refresh_from_db()
    assert reading.title == "Sammen videre"


def test_moving_a_goal_below_another_objective(home: Municipality) -> None:
    reading = read(home)
    last_of_first = kept(reading, PassageKind.GOAL)[1]
    place = last_of_first.order
    review.move_passage(passage=last_of_first, step=1, **BY)
    moved = Entry.objects.get(deed="passage_moved")
    assert moved.fields == {"order": {"from": place, "to": place + 1}}
    strategy = take_over(
        reading=reading, strategy=None, title="S", period_from=2026, period_to=2029, **BY
    )
    groups = draft_outline(strategy).areas[0].objectives
    assert [len(group.goals) for group in groups] == [1, 2]


def test_adding_what_was_not_seen(home: Municipality) -> None:
    reading = read(home)
    goal = kept(reading, PassageKind.GOAL)[0]
    added = review.add_passage(
        reading=reading, after=goal, kind=PassageKind.GOAL, text="Et mål mere", **BY
    )
    assert [g.pk for g in kept(reading, PassageKind.GOAL)][:2] == [goal.pk, added.pk]
    assert (added.start, added.confidence) == (None, None)


def test_into_a_strategy_that_is_there(home: Municipality) -> None:
    first = take_over(
        reading=read(home), strategy=None, title="S", period_from=2026, period_to=2029, **BY
    )
    second = read(home, DOCUMENT.replace("Tema 1: Arbejdsliv", "Tema 2: Natur"))
    again = take_over(
        reading=second, strategy=first, title="", period_from=2026, period_to=2029, **BY
    )
    assert again == first
    assert [a.text for a in Area.drafts.order_by("order")] == [
        "Tema 1: Arbejdsliv",
        "Tema 2: Natur",
    ]


def test_taken_over_once(home: Municipality) -> None:
    reading = read(home)
    arguments: dict[str, Any] = {"title": "S", "period_from": 2026, "period_to": 2029, **BY}
    take_over(reading=reading, strategy=None, **arguments)
    with pytest.raises(Refused) as refused:
        take_over(reading=reading, strategy=None, **arguments)
    assert refused.value.code == Refusal.ALREADY_TAKEN_OVER
    assert Strategy.drafts.count() == 1


def test_nothing_to_take_over(home: Municipality) -> None:
    reading = read(home, "Referat af et møde.\n\nDer blev drukket kaffe, og alle gik hjem igen.\n")
    with pytest.raises(Refused) as refused:
        take_over(reading=reading, strategy=None, title="S", period_from=2026, period_to=2029, **BY)
    assert refused.value.code == Refusal.NOTHING_TO_TAKE_OVER
    assert not Strategy.drafts.exists()


def test_the_neighbour_has_nothing_of_it(home: Municipality) -> None:
    reading = read(home)
    abroad = municipality_of("183")
    assert reading_of(abroad, reading.pk) is None
    assert passage_of(abroad, passages_of(reading)[0].pk) is None
    assert not readings_of(abroad).exists()


def test_the_trail_holds_no_long_text(home: Municipality) -> None:
    read(home)
    assert "lærepladser" not in str(list(Entry.objects.values_list("fields", flat=True)))


def taken_meanwhile(reading: Reading) -> None:
    """Somebody takes the document over while another has its passages open."""
    other = Reading.drafts.get(pk=reading.pk)
    take_over(reading=other, strategy=None, title="S", period_from=2026, period_to=2029, **BY)


def test_a_correction_that_comes_too_late_is_refused(home: Municipality) -> None:
    reading = read(home)
    goal = Passage.drafts.select_related("reading").filter(kind=PassageKind.GOAL)[0]
    assert goal.reading.state == ReadingState.READ
    taken_meanwhile(reading)
    deeds: list[Callable[[], object]] = [
        lambda: review.change_passage(
            passage=goal, expected_version=1, kind=PassageKind.GOAL, text="Nej", body="", **BY
        ),
        lambda: review.drop_passage(passage=goal, dropped=True, **BY),
        lambda: review.move_passage(passage=goal, step=1, **BY),
        lambda: review.add_passage(
            reading=reading, after=None, kind=PassageKind.GOAL, text="Ny", **BY
        ),
    ]
    before = list(Passage.drafts.values_list("text", "order", "dropped"))
    for deed in deeds:
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == Refusal.ALREADY_TAKEN_OVER
    assert list(Passage.drafts.values_list("text", "order", "dropped")) == before


def first_place(statements: list[str], table: str) -> int:
    return next(place for place, sql in enumerate(statements) if f'FROM "{table}"' in sql)


@pytest.mark.parametrize("deed", [readings.discard_reading, readings.read_again])
def test_the_job_is_held_before_the_document(home: Municipality, deed: Any) -> None:
    """As the job itself does when it ends; in the other order the two could stand still."""
    reading = receive(home)
    with CaptureQueriesContext(connection) as context:
        deed(reading=reading, **BY)
    statements = counted(context)
    job, document = (first_place(statements, model._meta.db_table) for model in (Job, Reading))
    assert job < document


def test_a_document_with_too_many_parts_is_refused(
    home: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = read(home).passages.count()
    monkeypatch.setattr(readings, "PASSAGE_LIMIT", parts)
    assert read(home, f"{DOCUMENT}\n").state == ReadingState.READ
    monkeypatch.setattr(readings, "PASSAGE_LIMIT", parts - 1)
    refused = read(home, f"{DOCUMENT}\n\n")
    assert (refused.state, refused.problem) == (ReadingState.FAILED, "too_long")
    assert not refused.passages.exists()


def test_a_document_that_was_put_away_is_erased_after_a_year(home: Municipality) -> None:
    away = read(home)
    stays = read(home, f"{DOCUMENT}\n")
    readings.discard_reading(reading=away, **BY)
    away.refresh_from_db()
    assert away.discarded_at == NOW
    apply(now=NOW + timedelta(days=364))
    assert Reading.drafts.count() == 2
    apply(now=NOW + timedelta(days=365))
    assert list(Reading.drafts.all()) == [stays]
    assert {passage.reading for passage in Passage.drafts.all()} == {stays}


@pytest.mark.django_db(transaction=True)
def test_two_uploads_in_one_moment(home: Municipality) -> None:
    """Ten at once: one reading, one job; the others are told where it is."""
    told: list[int] = []
    received: list[int] = []

    def upload() -> None:
        try:
            received.append(receive(home).pk)
        except AlreadyUploaded as standing:
            told.append(standing.reading.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=upload) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(received) == 1
    assert told == received * 9
    assert Job.objects.count() == 1
