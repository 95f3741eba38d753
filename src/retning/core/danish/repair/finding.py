"""All repairs of a text, from the plainest to the boldest; each kind looks at what those before it
have mended, and positions are those of the text as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from retning.core.danish.language import LanguageCode, language_of
from retning.core.danish.lexicon import Lexicon, LexiconState
from retning.core.danish.lexicon import lexicon as the_lexicon
from retning.core.danish.repair.alignment import applied_to, composed
from retning.core.danish.repair.blanks import blank_repairs, looks_stuck
from retning.core.danish.repair.hyphens import hyphen_repairs
from retning.core.danish.repair.letters import combining_repairs, mojibake_repairs
from retning.core.danish.repair.misread import misreadings
from retning.core.danish.repair.spacing import (
    has_spaced,
    lost_blanks,
    point_repairs,
    spaced_repairs,
    stuck_repairs,
)
from retning.core.danish.repair.stretches import lost_stretches
from retning.core.danish.repairs import Repair


@dataclass(frozen=True, slots=True)
class Findings:
    """`repairs` in order, without overlap; `lexicon` is what there was of a lexicon where one was
    needed, None where none was."""

    repairs: tuple[Repair, ...] = ()
    lexicon: LexiconState | None = None


@dataclass(slots=True)
class _Text:
    """The text as far as it is mended."""

    source: str
    load: Callable[[], Lexicon]
    repairs: list[Repair] = field(default_factory=list)
    mended: str = ""
    loaded: Lexicon | None = None

    def lexicon(self) -> Lexicon:
        """Loaded when first needed."""
        if self.loaded is None:
            self.loaded = self.load()
        return self.loaded

    def take(self, more: list[Repair]) -> None:
        if more:
            self.repairs = composed(self.source, self.repairs, more)
            self.mended = applied_to(self.source, self.repairs)[0]


def find_repairs(text: str, *, load: Callable[[], Lexicon] = the_lexicon) -> Findings:
    """What can be repaired in `text`. What needs Danish words is asked of Danish text only, and the
    lexicon is loaded only where something looks ruined. Linear in the text."""
    work = _Text(text, load, mended=text)
    work.take(mojibake_repairs(text))
    # An encoding may have gone wrong twice.
    work.take(mojibake_repairs(work.mended))
    work.take(combining_repairs(work.mended))
    if language_of(work.mended).code is LanguageCode.DANISH:
        _by_words(work)
    return Findings(tuple(work.repairs), work.loaded.state if work.loaded is not None else None)


def _by_words(work: _Text) -> None:
    work.take(hyphen_repairs(work.mended, work.lexicon))
    if has_spaced(work.mended):
        work.take(spaced_repairs(work.mended, work.lexicon()))
    if lost_stretches(work.mended):
        work.take(misreadings(work.mended, work.lexicon()))
    work.take(point_repairs(work.mended))
    lost = lost_blanks(work.mended)
    if lost or looks_stuck(work.mended):
        work.take(blank_repairs(work.mended, work.lexicon()))
    if lost:
        work.take(stuck_repairs(work.mended, work.lexicon()))
