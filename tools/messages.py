"""The Danish catalogue: gathers the messages of code and templates, keeps `django.po` in order.

    python tools/messages.py                      update the catalogue, say what lacks Danish
    python tools/messages.py --merge FILE.po …    the same, taking translations from other files
    python tools/messages.py --check              change nothing; fail where it is not complete
    python tools/messages.py --compile            only write the binary that Django reads

No gettext programs are needed. Message ids are the English sentences themselves.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "retning"
DANISH = PACKAGE / "locale" / "da" / "LC_MESSAGES" / "django.po"
HEADER = r"""# The Danish of Retning. Kept in order by `make messages`; edit only the msgstr lines.
msgid ""
msgstr ""
"Language: da\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
KEYWORDS: Mapping[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")

Key = tuple[str | None, str]


@dataclass
class Report:
    """What is wrong with a catalogue, one line each."""

    untranslated: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not (self.untranslated or self.fuzzy or self.unlike or self.unknown or self.unused)

    def lines(self) -> Iterator[str]:
        titles = {
            "untranslated": "without Danish",
            "fuzzy": "marked fuzzy",
            "unlike": "whose Danish has other placeholders",
            "unknown": "in the code but not in the catalogue (make messages)",
            "unused": "in the catalogue but not in the code (make messages)",
        }
        for name, title in titles.items():
            found: list[str] = getattr(self, name)
            if found:
                yield f"{len(found)} {title}:"
                yield from (f"    {line}" for line in sorted(found))


# --- Gathering ---------------------------------------------------------------------------


def _key(message: Message) -> Key:
    identifier = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context, identifier)


def _said(message: Message) -> list[str]:
    if isinstance(message.string, str):
        return [message.string]
    return list(message.string or ())


def _shown(message: Message) -> str:
    context, identifier = _key(message)
    return f"{identifier!r}" + (f" ({context})" if context else "")


def sources(package: Path) -> Iterator[tuple[Path, str]]:
    """Each file that may hold messages, and its text as Python: (path, text)."""
    for path in sorted(package.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text()
    for path in sorted(package.rglob("templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            pseudo = templatize(path.read_text(), origin=str(path))
            # The result keeps the template's indentation, which is not Python's.
            yield path, "\n".join(line.strip() for line in pseudo.splitlines())


def gather(package: Path = PACKAGE, root: Path = ROOT) -> Catalog:
    """The messages of all code and templates, without translations."""
    found = Catalog(locale="da", fuzzy=False)
    for path, text in sources(package):
        place = path.relative_to(root).as_posix()
        stream = io.BytesIO(text.encode())
        options = {"encoding": "utf-8"}
        for line, identifier, comments, context in extract(
            "python", stream, keywords=KEYWORDS, comment_tags=["Translators:"], options=options
        ):
            found.add(identifier, None, [(place, line)], auto_comments=comments, context=context)
    return found


# --- Reading and writing -----------------------------------------------------------------


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="da", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale="da", abort_invalid=True)


def write(catalog: Catalog, path: Path) -> None:
    """Write the catalogue in an order, and with a header, that no run changes by itself."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=99, omit_header=True, sort_output=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + stream.getvalue().decode())


def write_binary(path: Path) -> None:
    with path.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, read(path))


def _messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


# --- Bringing together -------------------------------------------------------------------


def _translations(catalog: Catalog) -> dict[Key, Message]:
    return {_key(message): message for message in _messages(catalog) if any(_said(message))}


def merge(files: Iterable[Path]) -> tuple[dict[Key, Message], list[str]]:
    """The translations of several files, the first one's word where they disagree; the quarrels."""
    together: dict[Key, Message] = {}
    quarrels = []
    for path in files:
        for key, message in _translations(read(path)).items():
            kept = together.setdefault(key, message)
            if _said(kept) != _said(message):
                said = f"{_said(kept)} stands, {path.name} says {_said(message)}"
                quarrels.append(f"{key[1]!r}: {said}")
    return together, quarrels


def translate(found: Catalog, *known: Mapping[Key, Message]) -> None:
    """Give the gathered messages the translations that are known; an earlier one goes first."""
    for message in _messages(found):
        for translations in known:
            match = translations.get(_key(message))
            if match is None:
                continue
            said = _said(match)
            plural = not isinstance(message.id, str)
            message.string = tuple(said[:2] if len(said) > 1 else said * 2) if plural else said[0]
            message.flags = message.flags | (match.flags & {"fuzzy"})
            message.user_comments = match.user_comments
            break


def review(kept: Catalog, found: Catalog) -> Report:
    """What the kept catalogue lacks of what was found."""
    report = Report()
    in_code = {_key(message) for message in _messages(found)}
    in_catalogue = {_key(message): message for message in _messages(kept)}
    for message in _messages(found):
        match = in_catalogue.get(_key(message))
        if match is None:
            report.unknown.append(_shown(message))
        elif not all(_said(match)):
            report.untranslated.append(_shown(message))
        elif match.fuzzy:
            report.fuzzy.append(_shown(message))
        elif not _same_placeholders(message, match):
            report.unlike.append(f"{_shown(message)} → {_said(match)}")
    report.unused.extend(_shown(in_catalogue[key]) for key in in_catalogue.keys() - in_code)
    return report


def _same_placeholders(message: Message, match: Message) -> bool:
    identifiers = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = [set(PLACEHOLDER.findall(text)) for text in identifiers]
    said = [set(PLACEHOLDER.findall(text)) for text in _said(match)]
    if len(wanted) == 1:
        return said == wanted
    # "One goal" may leave its number out, in either language.
    return all(names <= wanted[0] | wanted[1] for names in said) and said[-1] == wanted[-1]


# --- The command -------------------------------------------------------------------------


def _update(snippets: Sequence[Path]) -> Report:
    found = gather()
    merged, quarrels = merge(snippets)
    before = read(DANISH)
    translate(found, merged, _translations(before))
    write(found, DANISH)
    write_binary(DANISH)
    in_code = {_key(message) for message in _messages(found)}
    gone = [*_translations(before).values(), *merged.values()]
    dropped = sorted({_shown(message) for message in gone if _key(message) not in in_code})
    for title, lines in (("Disagreements", quarrels), ("Not in the code, left out", dropped)):
        if lines:
            print(f"{title}:", *lines, sep="\n    ")
    report = review(read(DANISH), found)
    print(f"{len(_messages(found))} messages, {len(report.untranslated)} without Danish.")
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="fail where it is not complete")
    parser.add_argument("--compile", action="store_true", help="only write the binary")
    parser.add_argument("--merge", nargs="+", type=Path, default=[], metavar="FILE.po")
    given = parser.parse_args(arguments)
    try:
        if given.compile:
            write_binary(DANISH)
            return 0
        report = review(read(DANISH), gather()) if given.check else _update(given.merge)
    except PoFileError as problem:
        print(f"A catalogue cannot be read: {problem}", file=sys.stderr)
        return 2
    for line in report.lines():
        print(line)
    return 1 if given.check and not report.is_complete else 0


if __name__ == "__main__":
    raise SystemExit(main())
