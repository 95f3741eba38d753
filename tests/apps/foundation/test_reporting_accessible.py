"""Our PDFs are PDF/UA-1: veraPDF, the industry's own checker, finds nothing to complain of."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.report import changes_report, edition_report
from retning.foundation.reporting.drawing_pdf import pdf_of
from tests.apps.foundation.reports import ordinary, torture
from tests.cast import Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.helpers import verapdf

WHY_NOT = verapdf.missing()
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "veraPDF is here"),
]


def editions(cast: Cast) -> dict[str, bytes]:
    made = make.strategy(cast.municipality, with_section_23a=True, introduction="- et\n  - to")
    place = make.area(made, body="Om *hverdagen* og [mere](https://example.dk/).")
    goals = make.goals(make.objective(place), ["Gammel ordlyd her", "Fjernet mål"])
    make.theme(place)
    old = make.published(made)
    make.own(goals[0], cast.centre_chief_position)
    make.reword(goals[0], "Ny ordlyd her")
    make.remove(goals[1])
    make.goal(draft_outline(made).areas[0].area, "Tilføjet mål")
    new = make.adopted(made, org.resolution(cast.units.council))
    return {
        "whole": pdf_of(edition_report(new, language="da")),
        "whole-english": pdf_of(edition_report(new, language="en")),
        "area": pdf_of(edition_report(new, language="da", part=place.key)),
        "changes": pdf_of(changes_report(old, new, language="da")),
    }


def test_every_report_is_accessible_and_a_bad_one_is_caught(cast: Cast, tmp_path: Path) -> None:
    pdfs = {
        **editions(cast),
        "ordinary": pdf_of(ordinary()),
        "torture": pdf_of(torture()),
        "untagged": typst.compile(b"= Uden m\xc3\xa6rker\nog titel", pdf_tags=False),
    }
    paths = [tmp_path / f"{name}.pdf" for name in pdfs]
    for path, data in zip(paths, pdfs.values(), strict=True):
        path.write_bytes(data)
    *ours, bad = verapdf.check(paths)
    assert {verdict.path.stem: verdict.failed for verdict in ours} == dict.fromkeys(
        (verdict.path.stem for verdict in ours), ()
    )
    assert all(verdict.is_accessible and verdict.checks > 500 for verdict in ours)
    # The checker checks: what has no tags, no title and no mark of its standard is refused.
    assert not bad.is_accessible
    assert {rule.split()[0] for rule in bad.failed} >= {"5-1", "6.2-1", "7.1-3", "7.1-11"}
