"""What the API answers with: one shape each, from which the OpenAPI document is made as well.

`id` is the stable key: the same from edition to edition. `url` is the page for people, `api_url`
this answer; both are whole addresses. Longer texts (`body`, `introduction` …) are small Markdown.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

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


class Contact(Shape):
    """How to reach the municipality; empty where it has not said."""

    address: str
    phone: str
    email: str
    website: str


class Municipality(Shape):
    """The municipality whose site this is. Twin of the contact page."""

    code: Annotated[str, Meta(pattern="^[0-9]{3}$", description="The official three-digit code.")]
    name: str
    official_name: str
    site_name: str
    contact: Contact
    accessibility_statement_url: Address
    url: Address
    api_url: Address
    language: Language


class RootLinks(Shape):
    """Where everything begins; `goal` and the like are templates after RFC 6570."""

    municipality: Address
    strategies: Address
    strategy: str
    goals: Address
    goal: str
    theme: str
    search: str
    openapi: Address
    documentation: Address
    feed: Address


class Root(Shape):
    """The API's front page. Twin of the front page."""

    name: str
    municipality: str
    version: str
    updated_at: datetime | None
    links: RootLinks
    url: Address
    api_url: Address
    language: Language


class Resolution(Shape):
    """What a body decided, on which an edition rests."""

    body: str
    met_on: date
    item: str
    text: str
    dissent: str
    link: str


class EditionSummary(Shape):
    """A frozen, numbered text of a strategy; never changed, only succeeded."""

    number: Annotated[int, Meta(ge=1)]
    kind: EditionKindName
    label: Annotated[str, Meta(description="The kind in words, in `language`.")]
    is_standing: Annotated[bool, Meta(description="Whether this is the one that applies.")]
    title: Text
    published_at: datetime
    checksum: Checksum
    url: Address
    api_url: Address
    document_url: Annotated[
        str,
        Meta(description="The whole edition as a file.", extra_json_schema={"format": "uri"}),
    ]
    changes_url: Annotated[
        str | None, Meta(description="What it changed; null for the first edition.")
    ]


class Edition(EditionSummary, frozen=True, kw_only=True):
    """One edition, whole: twin of its page."""

    strategy: StrategyText
    note: Prose
    resolutions: list[Resolution]
    language: Language


class EditionList(Shape):
    """Every edition of a strategy, newest first."""

    strategy: str
    items: list[EditionListed]
    total: Count
    url: Address
    api_url: Address
    language: Language


class EditionListed(EditionSummary, frozen=True, kw_only=True):
    """An edition in the list, with what it rests on."""

    note: Prose
    resolutions: list[Resolution]


class Owner(Shape):
    """Who a goal belongs to, by the names they had when the edition was published."""

    unit_id: UUID | None
    unit: str
    position_id: UUID | None
    position: str


class FieldName(Shape):
    """A field (fagområde) that cuts across areas and units."""

    slug: str
    name: str


class GoalSummary(Shape):
    """A goal in a list."""

    id: UUID
    text: Text
    body: Prose
    owner: Owner | None
    fields: list[FieldName]
    url: Address
    api_url: Address


class Theme(Shape):
    """An open question that is worked on over the period."""

    id: UUID
    question: Text
    body: Prose
    url: Address
    api_url: Address


class Objective(Shape):
    """The sentence that gathers a group of goals."""

    id: UUID
    text: Text
    body: Prose
    goals: list[GoalSummary]


class AreaText(Shape):
    """An area with all that hangs below it; `goals` are those without an objective."""

    id: UUID
    title: Text
    body: Prose
    goals: list[GoalSummary]
    objectives: list[Objective]
    themes: list[Theme]
    url: Address
    api_url: Address


class AreaSummary(Shape):
    """An area in a list."""

    id: UUID
    title: Text
    goal_count: Count
    theme_count: Count
    url: Address
    api_url: Address


class Step(Shape):
    """A step in the chain from the strategy down."""

    kind: RowKindName
    id: UUID
    text: Text
    url: Address
    api_url: Address | None


class Area(AreaText, frozen=True, kw_only=True):
    """One area in the edition that stands for it: twin of its page."""

    chain: list[Step]
    edition: EditionSummary
    standing: StandingName
    language: Language


class Section(Shape):
    """What planloven § 23 a asks a planning strategy to hold; empty in other strategies."""

    planning_since_revision: Prose
    revision_kind: Literal["", "full", "themed"]
    revision_decision: Prose
    readopted_parts: Prose


class StrategySummary(Shape):
    """A strategy in a list."""

    id: UUID
    slug: str
    title: Text
    period_from: int
    period_to: int
    edition: EditionSummary
    goal_count: Count
    url: Address
    api_url: Address


class StrategyList(Shape):
    """What the municipality has published, newest period first."""

    items: list[StrategySummary]
    total: Count
    url: Address
    api_url: Address
    language: Language


class StrategyHead(Shape):
    """What a strategy says of itself."""

    id: UUID
    slug: str
    title: Text
    vision: Prose
    introduction: Prose
    period_from: int
    period_to: int
    area_label: Annotated[str, Meta(description="The municipality's word for an area.")]
    legal_basis: Literal["none", "planloven_23a"]
    section_23a: Section | None
    predecessor: Annotated[UUID | None, Meta(description="The strategy before this one.")]


class StrategyText(StrategyHead, frozen=True, kw_only=True):
    """A strategy's whole text in one edition."""

    areas: list[AreaText]


class Strategy(StrategyHead, frozen=True, kw_only=True):
    """One strategy as it stands: twin of its page."""

    edition: EditionSummary
    proposal: Annotated[
        EditionSummary | None, Meta(description="A newer proposal to change what stands.")
    ]
    resolutions: list[Resolution]
    areas: list[AreaSummary]
    whole_url: Address
    editions_url: Address
    url: Address
    api_url: Address
    language: Language


class WholeStrategy(StrategyText, frozen=True, kw_only=True):
    """All of a strategy as it stands: twin of the page that holds it all."""

    edition: EditionSummary
    resolutions: list[Resolution]
    url: Address
    api_url: Address
    language: Language


class GoalVersion(Shape):
    """A goal in one edition. Where `is_absent`, that edition is without it."""

    edition: EditionSummary
    is_absent: bool
    text: Text
    body: Prose
    owner: Owner | None


class Goal(GoalSummary, frozen=True, kw_only=True):
    """One goal: where it hangs, its wording, its owner, its history. Twin of its page."""

    standing: StandingName
    strategy: str
    chain: list[Step]
    edition: EditionSummary
    ancestor: Annotated[
        UUID | None, Meta(description="The goal of the strategy before that it goes on from.")
    ]
    versions: list[GoalVersion]
    previous: Address | None
    next: Address | None
    embed_url: Address
    language: Language


class ThemeFound(Theme, frozen=True, kw_only=True):
    """One theme and where it hangs: twin of its place on its area's page."""

    standing: StandingName
    strategy: str
    chain: list[Step]
    edition: EditionSummary
    language: Language


class GoalListed(GoalSummary, frozen=True, kw_only=True):
    """A goal in the list of all goals."""

    strategy: str
    area_id: UUID
    area: Text
    objective: Text
    edition: Annotated[int, Meta(ge=1, description="The number of the edition that stands.")]


class GoalList(Shape):
    """A page of the goals that stand."""

    items: list[GoalListed]
    total: Count
    page: Annotated[int, Meta(ge=1)]
    page_size: Annotated[int, Meta(ge=1, le=200)]
    next: Address | None
    previous: Address | None
    url: Address
    api_url: Address
    language: Language


class Words(Shape):
    """Words that are in both, only in the earlier, or only in the later."""

    kind: Literal["same", "removed", "added"]
    text: str


class DataDifference(Shape):
    """A value beside the wording that is not as it was."""

    name: str
    old: Annotated[object, Meta(description="What the row held before; its form is the field's.")]
    new: Annotated[object, Meta(description="What the row holds now; its form is the field's.")]


class RowDifference(Shape):
    """A row that is not as it was."""

    id: UUID
    kind: RowKindName
    change: Literal["added", "removed", "changed", "moved"]
    is_moved: bool
    old: Annotated[str | None, Meta(description="The wording before; null where it is new.")]
    new: Annotated[str | None, Meta(description="The wording now; null where it is taken out.")]
    text: list[Words]
    body: list[Words]
    data: list[DataDifference]
    url: Address | None


class Changes(Shape):
    """What an edition changed against an earlier one; nothing for the first."""

    strategy: str
    edition: EditionSummary
    since: EditionSummary | None
    items: list[RowDifference]
    total: Count
    url: Address
    api_url: Address
    language: Language


class FoundWords(Shape):
    """A piece of a text; `is_hit` where it is a word that was found."""

    text: str
    is_hit: bool


class FoundStep(Shape):
    """A row that what was found hangs below."""

    kind: RowKindName
    id: UUID
    title: Text


class Found(Shape):
    """A row that was found, and where it hangs."""

    kind: RowKindName
    id: UUID
    strategy: str
    edition: Annotated[int, Meta(ge=1)]
    is_proposal: bool
    title: list[FoundWords]
    excerpt: list[FoundWords]
    chain: list[FoundStep]
    url: Address
    api_url: Address | None


class SearchResults(Shape):
    """A page of what was found, best first. Twin of the search page."""

    items: list[Found]
    total: Count
    suggestions: Annotated[list[str], Meta(description="Questions that would find something.")]
    page: Annotated[int, Meta(ge=1)]
    page_size: Annotated[int, Meta(ge=1, le=200)]
    next: Address | None
    previous: Address | None
    url: Address
    api_url: Address
    language: Language


class Fault(Shape):
    """A parameter that cannot be used, and why."""

    parameter: str
    detail: str


class Problem(Shape):
    """What went wrong, after RFC 9457."""

    type: Address
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: str
    instance: str
    errors: list[Fault] = []
