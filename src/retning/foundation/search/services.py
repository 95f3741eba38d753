"""Putting texts into the index, and taking them out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from retning.core.danish.stems import clean_text, stem, tokens
from retning.foundation.search.models import Entry, Occurrences, Source, Word
from retning.foundation.search.places import pack, place

BATCH = 500
BUILD = 1
"""What an index is made by: raise it when stems or places change, and everything is put in anew."""

Places = dict[tuple[str, str], list[int]]  # (kind, stem) → places, in order


@dataclass(frozen=True)
class Text:
    """One thing to be found. `title` and `text` are plain; `data` comes back with it."""

    kind: str
    key: UUID
    title: str
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def put(*, tenant: str, name: str, mark: str, texts: Sequence[Text]) -> None:
    """Make `texts`, in their order, all that the index has of the source `name`."""
    Source.objects.get_or_create(tenant=tenant, name=name)
    # Two who put the same source in at once stand in line here.
    source = Source.objects.select_for_update().get(tenant=tenant, name=name)
    _clear(source)
    entries = Entry.objects.bulk_create(_entries(source, texts), batch_size=BATCH)
    places, forms = _places(entries)
    words = _words(tenant, forms)
    rows = (
        Occurrences(source=source, word_id=words[root], kind=kind, places=pack(found))
        for (kind, root), found in places.items()
    )
    Occurrences.objects.bulk_create(rows, batch_size=BATCH)
    source.mark = _full(mark)
    source.save(update_fields=["mark"])


@transaction.atomic
def take_out(*, tenant: str, name: str) -> None:
    """Leave nothing of the source in the index."""
    for source in Source.objects.filter(tenant=tenant, name=name):
        _clear(source)
        source.delete()


@transaction.atomic
def forget_unused_words(*, tenant: str) -> int:
    """Delete the words that no text has any more; how many."""
    unused = ~Exists(Occurrences.objects.filter(word=OuterRef("pk")))
    # Locked first: a word that somebody takes into use meanwhile is not unused when we delete.
    words = Word.objects.filter(unused, tenant=tenant).select_for_update()
    keys = list(words.values_list("pk", flat=True))
    gone = 0
    for begin in range(0, len(keys), BATCH):
        gone += Word.objects.filter(unused, pk__in=keys[begin : begin + BATCH]).delete()[0]
    return gone


def is_up_to_date(*, tenant: str, marks: dict[str, str]) -> bool:
    """Whether the index has exactly the sources of `marks` (name → mark), each as it is marked."""
    have = dict(Source.objects.filter(tenant=tenant).values_list("name", "mark"))
    return have == {name: _full(mark) for name, mark in marks.items()}


def names_in(*, tenant: str) -> list[str]:
    """The names of a tenant's sources."""
    return list(Source.objects.filter(tenant=tenant).values_list("name", flat=True))


def _full(mark: str) -> str:
    return f"{BUILD} {mark}"


def _clear(source: Source) -> None:
    # Raw deletes: nothing hangs below these rows that Django would have to look for.
    for model in (Occurrences, Entry):
        rows = model._base_manager.filter(source=source)
        rows._raw_delete(rows.db)  # noqa: SLF001


def _entries(source: Source, texts: Iterable[Text]) -> list[Entry]:
    return [
        Entry(
            source=source,
            kind=str(text.kind),
            key=text.key,
            title=clean_text(text.title),
            text=clean_text(text.text),
            data=text.data,
        )
        for text in texts
    ]


def _places(entries: Iterable[Entry]) -> tuple[Places, dict[str, Counter[str]]]:
    """Where every stem stands, and the words that it is written as."""
    places: Places = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for word, packed in _standing(entry):
            root = stem(word)
            places[entry.kind, root].append(packed)
            forms[root][word] += 1
    return places, forms


def _standing(entry: Entry) -> Iterator[tuple[str, int]]:
    title = [token.word for token in tokens(entry.title)]
    text = [token.word for token in tokens(entry.text)]
    for in_text, words in ((False, title), (True, text)):
        for number, word in enumerate(words):
            yield (
                word,
                place(entry=entry.pk, in_text=in_text, title_words=len(title), number=number),
            )


def _words(tenant: str, forms: dict[str, Counter[str]]) -> dict[str, int]:
    """Stem → key of its word. In order, so that two who add words wait for each other in turn."""
    stems = sorted(forms)
    new = (
        Word(tenant=tenant, stem=root, form=min(forms[root], key=lambda f: (-forms[root][f], f)))
        for root in stems
    )
    Word.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    known: dict[str, int] = {}
    for begin in range(0, len(stems), BATCH):
        some = Word.objects.filter(tenant=tenant, stem__in=stems[begin : begin + BATCH])
        known.update(some.values_list("stem", "pk"))
    return known
