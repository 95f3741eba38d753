"""Editions, areas and red-line as files: what they say, and how they come about."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta

import pypdfium2
import pytest
from docx import Document

from retning.apps.strategy.models import Edition, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.report import changes_report, edition_report
from retning.apps.strategy.services.renditions import changes_file, edition_file
from retning.foundation import clock
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.reporting import services as reporting
from retning.foundation.reporting.models import Rendition
from retning.foundation.reporting.services import Asked
from retning.foundation.reporting.structure import Format, Heading, Mark, Paragraph, Report, Run
from tests.cast import NOW, Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.organisation import TESTER
from tests.helpers.queries import assert_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


@dataclass(frozen=True)
class Story:
    """Edition 1 proposed; edition 2 adopted with one goal reworded, one removed and one added."""

    strategy: Strategy
    proposed: Edition
    adopted: Edition


@pytest.fixture
def story(cast: Cast) -> Story:
    made = make.strategy(
        cast.municipality,
        with_section_23a=True,
        introduction="Vi **skriver** sammen.\n\n- et\n- to",
    )
    place = make.area(made, body="Om *hverdagen*.")
    kept, reworded, removed = make.goals(
        make.objective(place), ["Uændret mål", "Gammel ordlyd her", "Fjernet mål"]
    )
    make.own(kept, cast.units.centre)
    make.theme(place)
    proposed = make.published(made, note="Derfor *foreslår* vi.")
    make.reword(reworded, "Ny ordlyd her")
    make.remove(removed)
    make.goal(draft_outline(made).areas[0].area, "Tilføjet mål")
    resolution = org.resolution(cast.units.council)
    return Story(made, proposed, make.adopted(made, resolution))


def said(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def headings(report: Report) -> list[tuple[int, str]]:
    return [(b.level, said(b.runs)) for b in report.blocks if isinstance(b, Heading)]


# --- What they say ---------------------------------------------------------------------


def test_a_whole_edition_is_told_from_the_vision_to_the_decision(story: Story) -> None:
    report = edition_report(story.adopted, language="da")
    assert (report.title, report.subtitle) == ("Sammen om Vallensbæk", "2026–2029")
    assert headings(report) == [
        (1, "Vision"),
        (1, "Indledning"),
        (1, "Delvision 1: Det gode hverdagsliv"),
        (2, "Overordnet mål: Børn og unge trives"),
        (3, "1. Uændret mål"),
        (3, "2. Ny ordlyd her"),
        (2, "Mål uden et overordnet mål"),
        (3, "3. Tilføjet mål"),
        (2, "Temaer, vi er nysgerrige på"),
        (3, "Hvordan mødes vi på tværs af alder?"),
        (1, "Det beder planloven om"),
        (2, "Planlægning siden sidste revision"),
        (2, "Beslutning om revision af kommuneplanen"),
        (2, "Dele, der vedtages igen"),
        (1, "Sådan blev det besluttet"),
        (2, "Kommunalbestyrelsen, 25. februar 2026"),
    ]
    facts = {name: said(runs) for name, runs in report.facts}
    assert facts["Udgave"] == "2, vedtaget"


def test_a_proposal_says_first_that_it_is_one(story: Story) -> None:
    report = edition_report(story.proposed, language="da")
    first = report.blocks[0]
    assert isinstance(first, Paragraph)
    assert "forslag" in said(first.runs)
    adopted = edition_report(story.adopted, language="da").blocks[0]
    assert isinstance(adopted, Heading)


def test_an_english_report_says_whose_words_are_danish(story: Story) -> None:
    report = edition_report(story.adopted, language="en")
    assert (report.language, report.title_language) == ("en", "da")
    goal = next(b for b in report.blocks if isinstance(b, Heading) and "Uændret" in said(b.runs))
    assert [(run.text, run.language) for run in goal.runs] == [("1. ", ""), ("Uændret mål", "da")]
    assert (1, "Vision") in headings(report)
    assert (1, "How it was decided") in headings(report)


def test_an_area_keeps_the_numbers_of_the_whole(story: Story, cast: Cast) -> None:
    second = make.area(story.strategy, "Grøn by")
    make.goal(second, "Flere træer")
    edition = make.revised(story.strategy, org.resolution(cast.units.council))
    report = edition_report(edition, language="da", part=second.key)
    assert (report.title, report.subtitle) == ("Grøn by", "Delvision 2 · Sammen om Vallensbæk")
    assert headings(report) == [(1, "Mål"), (2, "4. Flere træer")]
    assert [table.sheet for table in report.sheets] == ["Mål"]
    with pytest.raises(LookupError):
        edition_report(edition, language="da", part=story.strategy.key)


def test_the_workbook_has_a_row_for_each_goal(story: Story) -> None:
    goals, themes = edition_report(story.adopted, language="da").sheets
    assert goals.head == (
        "Nummer", "Mål", "Forklaring", "Område", "Overordnet mål", "Ansvarlig", "Fagområder",
    )  # fmt: skip
    rows = [[said(cell) for cell in row] for row in goals.rows]
    assert rows[0] == [
        "1", "Uændret mål", "", "Det gode hverdagsliv", "Børn og unge trives",
        "Center for Børn og Unge", "",
    ]  # fmt: skip
    assert [row[1] for row in rows] == ["Uændret mål", "Ny ordlyd her", "Tilføjet mål"]
    assert len(themes.rows) == 1


def test_red_line_tells_old_and_new(story: Story) -> None:
    report = changes_report(story.proposed, story.adopted, language="da")
    assert report.title == "Ændringer fra udgave 1 til udgave 2"
    marked = [
        (run.text, run.mark)
        for block in report.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if run.mark in {Mark.ADDED, Mark.REMOVED}
    ]
    assert ("Gammel", Mark.REMOVED) in marked
    assert ("Ny", Mark.ADDED) in marked
    assert ("Fjernet mål", Mark.REMOVED) in marked
    assert ("Tilføjet mål", Mark.ADDED) in marked
    rows = [[said(cell) for cell in row] for row in report.sheets[0].rows]
    assert ["Det gode hverdagsliv", "Mål", "Ændret", "Gammel ordlyd her", "Ny ordlyd her"] in [
        row[:5] for row in rows
    ]


def test_a_report_costs_few_queries(story: Story) -> None:
    edition = Edition.objects.select_related("municipality__appearance").get(pk=story.adopted.pk)
    with assert_queries(2):
        edition_report(edition, language="da")


# --- How they come about ---------------------------------------------------------------


def ask(edition: Edition, form: Format = Format.PDF, **changed: object) -> Asked:
    arguments: dict[str, object] = {"language": "da", "by": TESTER, "now": clock.now(), **changed}
    return edition_file(edition=edition, form=form, **arguments)  # type: ignore[arg-type]


def data_of(asked: Asked) -> bytes:
    assert asked.attachment is not None
    with open_stored(asked.attachment) as stored:
        return stored.read()


@pytest.fixture(params=list(Format))
def form(request: pytest.FixtureRequest) -> Format:
    return Format(request.param)


def test_publishing_queues_what_most_will_ask_for(story: Story) -> None:
    waiting = Rendition.objects.order_by("pk")
    assert [each.name for each in waiting] == [
        "Sammen om Vallensbæk, udgave 1.pdf",
        "Sammen om Vallensbæk, udgave 1.docx",
        "Sammen om Vallensbæk, udgave 2.pdf",
        "Sammen om Vallensbæk, udgave 2.docx",
    ]
    assert run_waiting() == 4
    assert Rendition.objects.filter(attachment=None).count() == 0
    pdf = pypdfium2.PdfDocument(data_of(ask(story.adopted)))
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Ny ordlyd her" in text
    assert "Fjernet mål" not in text
    document = Document(io.BytesIO(data_of(ask(story.adopted, Format.DOCX))))
    styles = [(line.style.name, line.text) for line in document.paragraphs if line.style]
    assert ("Heading 3", "1. Uændret mål") in styles


def test_asking_twice_makes_one_file(story: Story, form: Format) -> None:
    first, again = ask(story.adopted, form, language="en"), ask(story.adopted, form, language="en")
    assert first.rendition.pk == again.rendition.pk
    assert Job.objects.filter(key=f"rendition:{first.rendition.pk}").count() == 1
    run_waiting()
    assert len(data_of(ask(story.adopted, form, language="en"))) > 2_000
    assert run_waiting() == 0


def test_languages_areas_and_editions_are_files_of_their_own(story: Story) -> None:
    area = draft_outline(story.strategy).areas[0].area.key
    asked = [
        ask(story.adopted),
        ask(story.adopted, language="en"),
        ask(story.adopted, part=area, part_title="Det gode/onde hverdagsliv"),
        ask(story.proposed),
        changes_file(
            old=story.proposed, new=story.adopted, form=Format.PDF, language="da", by=TESTER,
            now=NOW,
        ),
    ]  # fmt: skip
    assert len({each.rendition.pk for each in asked}) == 5
    assert asked[2].rendition.name == (
        "Sammen om Vallensbæk, Det gode-onde hverdagsliv, udgave 2.pdf"
    )
    assert asked[4].rendition.name == "Sammen om Vallensbæk, ændringer fra udgave 1 til 2.pdf"
    assert run_waiting() == 7
    assert all(reporting.Rendition.objects.get(pk=each.rendition.pk).attachment for each in asked)


def test_another_colour_is_another_file(story: Story, cast: Cast) -> None:
    before = ask(story.adopted)
    appearance = story.adopted.municipality.appearance
    appearance.primary_colour = "#7a1f3d"
    appearance.save()
    fresh = Edition.objects.get(pk=story.adopted.pk)
    assert ask(fresh).rendition.pk != before.rendition.pk


def test_a_report_that_breaks_its_drawer_is_told_and_tried_again_later(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_waiting()
    monkeypatch.setattr(reporting, "drawn", _broken)
    ask(story.adopted, language="en")
    run_waiting()
    assert ask(story.adopted, language="en").has_failed
    monkeypatch.undo()
    assert run_waiting() == 0
    with clock.stopped_at(NOW + timedelta(minutes=11)):
        assert not ask(story.adopted, language="en").has_failed
        assert run_waiting() == 1
        assert ask(story.adopted, language="en").attachment is not None


def _broken(*_: object) -> bytes:
    raise reporting.confined.Broken(reporting.confined.BrokenCode.TOO_SLOW)


def test_what_nobody_asks_for_is_let_go_and_can_be_made_again(story: Story) -> None:
    run_waiting()
    asked = ask(story.adopted)
    assert asked.attachment is not None
    soon = NOW + timedelta(days=89)
    with clock.stopped_at(soon):
        ask(story.proposed)
        assert reporting.forget_unasked(now=soon) == 0
    late = NOW + timedelta(days=92)
    assert reporting.forget_unasked(now=late) == 3
    assert not Attachment.objects.filter(pk=asked.attachment.pk).exists()
    assert [each.name for each in Rendition.objects.all()] == ["Sammen om Vallensbæk, udgave 1.pdf"]
    with clock.stopped_at(late):
        assert ask(story.adopted).attachment is None
        assert run_waiting() == 1
        assert ask(story.adopted).attachment is not None


def test_a_file_that_somebody_else_holds_is_kept(story: Story) -> None:
    run_waiting()
    asked = ask(story.adopted)
    assert asked.attachment is not None
    other = Rendition.objects.get(name="Sammen om Vallensbæk, udgave 1.docx")
    Rendition.objects.filter(pk=other.pk).update(
        attachment=asked.attachment, asked_on=(NOW + timedelta(days=91)).date()
    )
    reporting.forget_unasked(now=NOW + timedelta(days=92))
    assert Attachment.objects.filter(pk=asked.attachment.pk).exists()
