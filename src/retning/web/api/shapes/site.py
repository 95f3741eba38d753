"""The site, and what goes wrong."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from retning.web.api.shapes.terms import Address, Language, Shape


class Contact(Shape, frozen=True, kw_only=True):
    """How to reach the municipality; empty where it has not said."""

    address: str
    phone: str
    email: str
    website: str


class Municipality(Shape, frozen=True, kw_only=True):
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


class RootLinks(Shape, frozen=True, kw_only=True):
    """Where everything begins; `goal` and the like are templates after RFC 6570."""

    municipality: Address
    strategies: Address
    strategy: str
    verdicts: str
    goals: str
    goal: str
    theme: str
    indicators: Address
    indicator: str
    figures: str
    profile: str
    compare: str
    survey: str
    hearings: Address
    hearing: str
    comments: str
    events: Address
    event: str
    minutes: str
    search: str
    openapi: Address
    documentation: Address
    feed: Address


class Root(Shape, frozen=True, kw_only=True):
    """The API's front page. Twin of the front page."""

    name: str
    municipality: str
    version: str
    updated_at: datetime | None
    links: RootLinks
    url: Address
    api_url: Address
    language: Language


class Fault(Shape, frozen=True, kw_only=True):
    """A parameter that cannot be used, and why."""

    parameter: str
    detail: str


class Problem(Shape, frozen=True, kw_only=True):
    """What went wrong, after RFC 9457."""

    type: Address
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: str
    instance: str
    errors: list[Fault] = []
