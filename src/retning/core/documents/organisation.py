"""How a municipality is organised, as a page tells it: bodies and roles with what each answers for
and to whom it refers, and the fields that cut across them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from retning.core.danish import fold, sentences
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Document
from retning.core.documents.items import Cleaner, Item
from retning.core.documents.parts import Part, PartKind, joined, parts_of


class BodyKind(StrEnum):
    """What a body is; the words of `Unit` kinds."""

    COUNCIL = "council"
    COMMITTEE = "committee"
    BOARD = "board"
    CENTRE = "centre"
    STAFF = "staff"
    WORKPLACE = "workplace"
    MED = "med"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Body:
    """A body, or a kind of bodies ("enheder"), where it is first named. `within` is what it is an
    example or a part of."""

    name: Item
    kind: BodyKind
    answers_for: tuple[Item, ...]
    refers_to: Item | None
    within: Item | None


@dataclass(frozen=True, slots=True)
class Role:
    """A post, the offices that come with it ("formand for økonomiudvalget"), and its duties."""

    name: Item
    offices: tuple[Item, ...]
    answers_for: tuple[Item, ...]
    refers_to: Item | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """All that was found, each kind in reading order; empty where the document tells of none."""

    bodies: tuple[Body, ...] = ()
    roles: tuple[Role, ...] = ()
    fields: tuple[Item, ...] = ()


_TELLS = pattern(
    r".*\b(?:organiseret|organisering|organisation(?:sdiagram|splan|sstruktur)?|styreform"
    r"|politisk(?:e)? (?:styret|organisation|ledelse|niveau|udvalg)|administrative? \w+"
    r"|(?:borgmester|direktion|centre|udvalg|forvaltning|afdelinger) og \w+|kommunens ledelse"
    r"|saadan (?:ledes|styres) .{0,40})\b.*"
)
_RESPONSIBLE = (
    r"(?:har (?:\w+ ){0,4}ansvar(?:et)?(?: \w+){0,2} for|er ansvarlige? for|varetager|står for"
    r"|tager sig af|løser|udpeger|fastlægger|fastsætter|sætter|træffer|behandler|forbereder"
    r"|koordinerer|vedtager|rådgiver|understøtter|betjener|fører tilsyn|beslutter|godkender|skal"
    r"|har til opgave at|arbejder (?:på tværs|med|for))"
)
_S = r"(?:ernes?|enes?|ens?|ets?|rnes?|nes?|ns?|er|e|r|s)?"
_BODIES: tuple[tuple[BodyKind, str], ...] = (
    (BodyKind.MED, r"(?:hoved|lokal|center)-?med(?:-?udvalg)?|med-udvalg|hovedudvalg|hoved-med"),
    (BodyKind.COUNCIL, r"kommunalbestyrelse|byråd|borgerrepræsentation"),
    (
        BodyKind.BODY,
        (
            r"\w*(?:bruger|skole|institutions|forældre)bestyrelse|(?:ældre|senior|handicap|ungdoms|unge"
            r"|udsatte|integrations|borger)råd|§ ?17,? stk\. ?4[ -]udvalg|opgaveudvalg|lokalråd"
        ),
    ),
    (BodyKind.COMMITTEE, r"\w{3,30}udvalg"),
    (BodyKind.BOARD, r"(?:enheds|koncern)?direktion|direktørforum|direktørgruppe|chefgruppe"),
    (
        BodyKind.WORKPLACE,
        (
            r"\w{0,30}skole|\w{0,20}institution|\w{0,20}børnehave|vuggestue|børnehus|plejecent(?:er|r)"
            r"|plejeenhed|plejehjem|jobcent(?:er|r)|sundhedscent(?:er|r)|bibliotek|\w{0,20}enhed"
            r"|arbejdsplads|driftsenhed|kulturhus|botilbud|musikskole"
        ),
    ),
    (BodyKind.STAFF, r"fællesfunktion|stab|stabsfunktion|\w{0,20}sekretariat|tværgående funktion"),
    (
        BodyKind.CENTRE,
        (
            r"center for [a-zæøå]+(?:(?:,? og|,) [a-zæøå]+){0,2}|cent(?:er|r)|fagcent(?:er|r)"
            r"|\w{0,20}afdeling|\w{2,30}forvaltning|fagområde|magistratsafdeling"
        ),
    ),
)
_ROLES = (
    r"(?:vice)?borgmester|kommunaldirektør|(?:fag|vice)?direktør|centerchef|afdelingschef|fagchef"
    r"|stabschef|områdechef|sekretariatschef|skoleleder|institutionsleder|områdeleder|udvalgsformand"
    r"|rådmand|centerleder|enhedsleder|driftsleder|forvaltningschef"
)
_BODY = pattern(
    "|".join(rf"(?P<{kind.name}>\b(?:{words}){_S}\b)" for kind, words in _BODIES), re.IGNORECASE
)
_ROLE = pattern(rf"\b(?:{_ROLES}){_S}\b", re.IGNORECASE)
_DUTY = pattern(rf"\b{_RESPONSIBLE}(?:,\s+at\b)?\s", re.IGNORECASE)
_OFFICE = pattern(
    r"\b(?:næst|vice)?formand(?:en)? for [\wæøå-]+|\b[\wæøå]+s øverste (?:\w+ )?(?:daglige )?leder",
    re.IGNORECASE,
)
_REFERS = pattern(
    r"\b(?:refer(?:er)?er|rapporterer|hører)\s+(?:direkte\s+)?(?:til|under)\s+(?:en\s+|et\s+|den\s+)?"
    r"(?P<to>[\wæøå-]+)|\bledes\s+af\s+(?:en\s+|et\s+|den\s+)?(?P<by>[\wæøå-]+)",
    re.IGNORECASE,
)
_EXAMPLES = pattern(
    r"\b(?:fx|f\.eks\.|for eksempel|herunder|såsom|det vil sige|dvs\.)\s", re.IGNORECASE
)
_FIELDS = pattern(
    r"\b(?:inden\s?for|fagområderne|på områderne|områderne)(?:\s+(?:er|fx|bl\.a\.))?:?\s+"
    r"(?P<list>[^.:;()]{5,300})",
    re.IGNORECASE,
)
_BETWEEN = pattern(r"\s*,\s*(?:og\s+)?|\s+og\s+|\s+samt\s+")
_NOT_BODIES = frozenset({"helhed", "enhed", "enheden", "sammenhed", "fagområde", "fagområder"})
_ENDINGS = pattern(r"(?:ernes|erne|enes|ene|ens|en|ets|et|nes|ne|ns|n|er|e|r|s)$")
_YOURS = pattern(r"\b(?:din|dit|dine|hver|ingen|andre)\s+$", re.IGNORECASE)
_LONGEST_SENTENCE = 1200
_FEWEST_FIELDS = 3


def organisation(document: Document) -> Organisation:
    """The organisation that `document` tells of, empty where it tells of none. Linear."""
    return _Reader(document).read()


@dataclass(slots=True)
class _Entry:
    """A body or a role in the making."""

    name: Item
    kind: BodyKind | None
    duties: list[Item]
    offices: list[Item]
    refers_to: Item | None = None
    within: Item | None = None


class _Reader:
    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.cleaner = Cleaner(document.text)
        parts = [p for p in parts_of(document) if p.kind is not PartKind.QUOTATION]
        self.parts = joined(document.text, parts)
        self.entries: dict[str, _Entry] = {}
        self.fields: list[Item] = []

    def read(self) -> Organisation:
        """Every sentence in the sections that tell of the organisation."""
        for part in self._telling():
            for start, end in sentences(self.text, part.start, part.end):
                if end - start <= _LONGEST_SENTENCE:
                    self._sentence(start, end)
        entries = list(self.entries.values())
        if not any(each.duties or each.offices or each.refers_to for each in entries):
            return Organisation()
        return Organisation(
            bodies=tuple(
                Body(each.name, each.kind, tuple(each.duties), each.refers_to, each.within)
                for each in entries
                if each.kind is not None
            ),
            roles=tuple(
                Role(each.name, tuple(each.offices), tuple(each.duties), each.refers_to)
                for each in entries
                if each.kind is None
            ),
            fields=tuple(self.fields),
        )

    def _telling(self) -> Iterator[Part]:
        """The parts under a heading that says so, or all of a document with such a title."""
        whole = tells = False
        is_title = True
        for part in self.parts:
            if part.kind is PartKind.HEADING:
                text = self.cleaner.clean(self.text[part.start : min(part.end, part.start + 200)])
                tells = bool(_TELLS.fullmatch(fold(text)))
                whole = whole or (is_title and tells)
                is_title = False
            elif tells or whole:
                yield part

    def _sentence(self, start: int, end: int) -> None:
        named = list(self._named(start, end))
        self._duties(named, start, end)
        self._offices(named, start, end)
        self._relations(named, start, end)
        self._fields(start, end)

    def _named(self, start: int, end: int) -> list[tuple[int, int, _Entry]]:
        """The bodies and roles in a sentence, in order; known ones by their first name."""
        found: list[tuple[int, int, _Entry]] = []
        roles = [(m.start(), m.end(), None) for m in _ROLE.finditer(self.text, start, end)]
        bodies = [
            (m.start(), m.end(), BodyKind[m.lastgroup or "BODY"])
            for m in _BODY.finditer(self.text, start, end)
            if m[0].casefold() not in _NOT_BODIES
            and not _YOURS.search(self.text, max(start, m.start() - 12), m.start())
        ]
        taken = {place for first, last, _ in roles for place in range(first, last)}
        kept = [each for each in bodies if each[0] not in taken]
        for first, last, kind in sorted([*roles, *kept], key=lambda each: each[0]):
            found.append((first, last, self._entry(first, last, kind)))
        return found

    def _entry(self, start: int, end: int, kind: BodyKind | None) -> _Entry:
        word = self.text[start:end]
        if word.endswith("s") and not word.endswith("us"):
            end -= 1 if word.casefold().endswith(("ens", "ets", "nes")) else 0
        key = _stem(self.text[start:end])
        if kind is BodyKind.BOARD and "direktio" in key:
            key = "direktion"
        if key not in self.entries:
            self.entries[key] = _Entry(self.cleaner.item(start, end, 0.8), kind, [], [])
        return self.entries[key]

    def _duties(self, named: list[tuple[int, int, _Entry]], start: int, end: int) -> None:
        """ "Direktionen har ansvaret for …": what is behind the verb, to the sentence's end."""
        for found in _DUTY.finditer(self.text, start, end):
            subject = self._subject(named, start, found.start())
            if subject is None:
                continue
            verb = fold(found[0])
            begin = (
                found.end() if verb.endswith(("for", "for, at", "skal", "at")) else found.start()
            )
            stop = end - 1 if self.text[end - 1] == "." else end
            subject.duties.append(self.cleaner.item(begin, stop, 0.8))
            if subject.name.confidence < 0.9:
                subject.name = self._surer(subject.name)
            return

    def _subject(
        self, named: list[tuple[int, int, _Entry]], start: int, verb: int
    ) -> _Entry | None:
        """Who does it: the first named before the verb, where little stands before and between."""
        for first, last, entry in named:
            opening = self.text[start:first].strip().casefold()
            between = self.text[last:verb]
            if last > verb or first - start > 40 or len(between) > 60:
                break
            # Behind a preposition stands the one who it is done for.
            if opening.split()[-1:] and opening.split()[-1] in {
                "for",
                "af",
                "til",
                "i",
                "på",
                "med",
            }:
                continue
            if re.search(r"[.;:]|\b(?:vi|de|du|man)\b", between):
                break
            return entry
        return None

    def _offices(self, named: list[tuple[int, int, _Entry]], start: int, end: int) -> None:
        roles = [entry for _, _, entry in named if entry.kind is None]
        if not roles:
            return
        for found in _OFFICE.finditer(self.text, start, end):
            roles[0].offices.append(self.cleaner.item(found.start(), found.end(), 0.85))
            roles[0].name = self._surer(roles[0].name)

    def _relations(self, named: list[tuple[int, int, _Entry]], start: int, end: int) -> None:
        examples = _EXAMPLES.search(self.text, start, end)
        refers = _REFERS.search(self.text, start, end)
        group = "to" if refers is not None and refers["to"] else "by"
        place = refers.start() if refers is not None else end
        before = [(first, entry) for first, last, entry in named if last <= place]
        if not before:
            return
        holder = before[0][1]
        for first, entry in before:
            if refers is not None and entry.refers_to is None and entry.kind is not None:
                entry.refers_to = self.cleaner.item(*refers.span(group), 0.75)
            is_example = examples is not None and first >= examples.end()
            if is_example and entry is not holder and entry.within is None:
                entry.within = holder.name

    def _fields(self, start: int, end: int) -> None:
        for found in _FIELDS.finditer(self.text, start, end):
            spans = list(_listed(self.text, *found.span("list")))
            words = max((len(self.text[s:e].split()) for s, e in spans), default=9)
            if len(spans) >= _FEWEST_FIELDS and words <= 4:
                known = {fold(each.clean) for each in self.fields}
                items = [self.cleaner.item(s, e, 0.85) for s, e in spans]
                self.fields += [each for each in items if fold(each.clean) not in known]

    def _surer(self, name: Item) -> Item:
        return self.cleaner.item(name.start, name.end, 0.9)


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for between in (*_BETWEEN.finditer(text, start, end), None):
        stop = between.start() if between is not None else end
        if text[begin:stop].strip():
            yield begin, stop
        begin = between.end() if between is not None else end


def _stem(word: str) -> str:
    folded = fold(word)
    shorter = _ENDINGS.sub("", folded)
    return shorter if len(shorter) >= 4 else folded
