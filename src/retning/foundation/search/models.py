"""The index: what can be found, the words it has, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from retning.foundation.records.classes import Retention, Trace, classed

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Source(models.Model):
    """What is put into the index, and taken out of it, as one: a strategy.

    `mark` tells which state of it was put in, and by which build of the index.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(never=("tenant", "name", "mark"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    tenant = models.CharField(max_length=16)
    name = models.CharField(max_length=80)
    mark = models.CharField(max_length=200)

    if TYPE_CHECKING:
        entries: RelatedManager[Entry]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "name"], name="one_source_a_name")]

    def __str__(self) -> str:
        return f"{self.tenant} {self.name}"


class Entry(models.Model):
    """One thing that can be found: a goal. `data` is what its room needs to show it."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        never=("source", "kind", "key", "title", "text", "data")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=40)
    key = models.UUIDField()
    title = models.TextField()
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind}: {self.title[:60]}"


class Word(models.Model):
    """A stem that a tenant's texts have, and the word that it was first seen as."""

    trace: ClassVar[Mapping[str, Trace]] = classed(never=("tenant", "stem", "form"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    tenant = models.CharField(max_length=16)
    stem = models.CharField(max_length=64)
    form = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "stem"], name="one_word_a_stem")]

    def __str__(self) -> str:
        return self.form


class Occurrences(models.Model):
    """Every place where a word stands in one source's entries of one kind, packed: see `places`."""

    trace: ClassVar[Mapping[str, Trace]] = classed(never=("source", "word", "kind", "places"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="occurrences")
    kind = models.CharField(max_length=40)
    places = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["word", "source", "kind"], name="one_list_of_places_a_word"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.source_id} ({self.kind})"
