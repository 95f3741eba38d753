"""Editions, areas and red-line as reports, ready to be drawn in any format.

A report says only what was frozen with its edition, so that it is the same whenever it is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext

from retning.apps.organisation.queries import appearance_of
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.published import (
    EditionNode,
    edition_changes,
    edition_tree,
)
from retning.apps.strategy.queries.report_changes import (
    changes_blocks,
    changes_sheet,
    tally,
)
from retning.apps.strategy.queries.report_text import TextWriter, content, goal_sheets
from retning.apps.strategy.queries.rows import PUBLICATION
from retning.apps.strategy.queries.wording import (
    area_label,
    day_said,
    decision_word,
    edition_word,
    years_said,
)
from retning.foundation.clock import date_in_denmark
from retning.foundation.freezing.comparison import Change, RowChange
from retning.foundation.reporting.structure import (
    Block,
    Paragraph,
    Report,
    Run,
    Runs,
    Style,
    Table,
    Words,
)

LANGUAGES = ("da", "en")
CONTENT_LANGUAGE = "da"
"""What municipalities write their strategies in; a report in English says so of their words."""

Facts = tuple[tuple[str, Runs], ...]


def edition_report(edition: Edition, *, language: str, part: UUID | None = None) -> Report:
    """An edition's whole text, or the area with the key `part`, with labels in `language`.

    Raises LookupError where the edition has no such area. Two queries.
    """
    tree = edition_tree(edition)
    with translation.override(language):
        if part is None:
            return _whole(edition, tree, language)
        return _area(edition, tree, part, language)


def changes_report(old: Edition, new: Edition, *, language: str) -> Report:
    """What became of every row from one edition to a later one of the same strategy."""
    changes = edition_changes(old, new)
    with translation.override(language):
        return Report(
            title=gettext("What changed from edition %(since)s to edition %(number)s")
            % {"since": old.number, "number": new.number},
            subtitle=new.title,
            facts=_changes_facts(old, new, changes),
            blocks=tuple(changes_blocks(changes, language=_foreign(language))),
            sheets=(changes_sheet(changes, language=_foreign(language)),),
            contents=sum(change.change is not Change.SAME for change in changes) > 20,
            language=language,
            sender=new.municipality.official_name,
            source=site_of(new),
            colour=appearance_of(new.municipality).primary_colour,
            made_on=date_in_denmark(new.published_at).isoformat(),
            words=_words(),
        )


def site_of(edition: Edition) -> str:
    """The name of the site where the edition can be read, or nothing where none is registered."""
    host = edition.municipality.host_names.order_by("pk").first()
    return "" if host is None else host.host


def _foreign(language: str) -> str:
    """The mark on the municipality's own words in a report of another language."""
    return "" if language == CONTENT_LANGUAGE else CONTENT_LANGUAGE


def _whole(edition: Edition, tree: EditionNode, language: str) -> Report:
    writer = TextWriter(tree, language=_foreign(language))
    first, last = tree.row.data["period"]
    return _framed(
        edition,
        language,
        title=tree.row.text,
        subtitle=years_said(first, last),
        blocks=(*_proposed(edition), *writer.whole(note=edition.note)),
        facts=_edition_facts(edition, tree),
        sheets=goal_sheets(tree, tree.areas, language=_foreign(language)),
        contents=True,
    )


def _area(edition: Edition, tree: EditionNode, part: UUID, language: str) -> Report:
    place = next((n for n, area in enumerate(tree.areas) if area.row.key == part), None)
    if place is None:
        raise LookupError(f"Edition {edition.pk} has no area {part}")
    area = tree.areas[place]
    label = area_label(str(tree.row.data.get("area_label", "")), place + 1, area.row.text)
    writer = TextWriter(tree, language=_foreign(language))
    return _framed(
        edition,
        language,
        title=area.row.text,
        subtitle=" · ".join(filter(None, (label, tree.row.text))),
        blocks=(*_proposed(edition), *writer.area_alone(area)),
        facts=_edition_facts(edition, tree),
        sheets=goal_sheets(tree, [area], language=_foreign(language)),
        contents=False,
    )


def _framed(
    edition: Edition,
    language: str,
    *,
    title: str,
    subtitle: str,
    blocks: tuple[Block, ...],
    facts: Facts,
    sheets: tuple[Table, ...],
    contents: bool,
) -> Report:
    return Report(
        title=title,
        title_language=_foreign(language),
        subtitle=subtitle,
        language=language,
        sender=edition.municipality.official_name,
        blocks=blocks,
        facts=facts,
        sheets=sheets,
        contents=contents,
        source=site_of(edition),
        colour=appearance_of(edition.municipality).primary_colour,
        made_on=date_in_denmark(edition.published_at).isoformat(),
        words=_words(),
    )


def _words() -> Words:
    return Words(
        contents=gettext("Contents"),
        page=gettext("Page"),
        of=gettext("of (pages)"),
        about=gettext("About the report"),
    )


def _proposed(edition: Edition) -> Iterator[Block]:
    if edition.kind == EditionKind.PROPOSAL:
        said = gettext("You are reading a proposal. It may be changed before it is decided on.")
        yield Paragraph((Run(said),), Style.LEAD)


def _edition_facts(edition: Edition, tree: EditionNode) -> Facts:
    return (
        (gettext("Edition"), _edition_said(edition)),
        (gettext("Published"), (Run(day_said(edition.published_at)),)),
        *_decided(tree),
    )


def _edition_said(edition: Edition) -> Runs:
    return (Run(f"{edition.number}, {_lowered(decision_word(EditionKind(edition.kind)))}"),)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _decided(tree: EditionNode) -> Iterator[tuple[str, Runs]]:
    resolutions = tree.row.data.get(PUBLICATION, {}).get("resolutions", [])
    for resolution in resolutions[-1:]:
        day = day_said(date.fromisoformat(resolution["met_on"]))
        yield gettext("Decided"), (*content(resolution["body"]["name"]), Run(f", {day}"))


def _changes_facts(old: Edition, new: Edition, changes: Sequence[RowChange]) -> Facts:
    return (
        (edition_word(old.number), _published(old)),
        (edition_word(new.number), _published(new)),
        (gettext("Changes"), (Run(tally(changes)),)),
    )


def _published(edition: Edition) -> Runs:
    kind = _lowered(decision_word(EditionKind(edition.kind)))
    said = gettext("%(kind)s, published %(day)s")
    return (Run(said % {"kind": kind, "day": day_said(edition.published_at)}),)
