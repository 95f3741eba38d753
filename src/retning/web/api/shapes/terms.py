"""What every shape is, and the words that they share."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Language = Annotated[Literal["da", "en"], Meta(description="The language of our own words.")]
Address = Annotated[str, Meta(description="A whole address.", extra_json_schema={"format": "uri"})]
Text = Annotated[str, Meta(description="The municipality's words, on one line.")]
Prose = Annotated[str, Meta(description="The municipality's words, as small Markdown.")]
Count = Annotated[int, Meta(ge=0)]
Checksum = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="SHA-256 over the rows.")]
RowKindName = Literal["strategy", "area", "objective", "goal", "theme"]
EditionKindName = Literal["proposal", "adopted", "revised"]
StandingName = Literal["current", "proposed", "ended", "dropped"]


class Shape(Struct, frozen=True, kw_only=True):
    """What all shapes are: unchanged once made, and their members named."""
