"""The neighbour sees nothing: every address, with every object of ours, by everyone who is not us.

The walk is generated from the address book, so a new address is walked by itself; one with a
parameter of a new name fails until `World.samples` has one. That the samples and the posted data
are good is shown by the owner, for whom each address answers and each form changes something.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from retning.foundation.attachments.models import Attachment
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.queries import find, find_by_key
from tests.cast import PEOPLE, Cast
from tests.factories.neighbours import OURS, SECRET, World, make_world
from tests.factories.organisation import host_of
from tests.helpers.addresses import Address, addresses
from tests.helpers.source import nothing
from tests.helpers.tables import Table, changes, every_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock", "quick_hashing")]

# Whoever holds a link from a mail may use it under any host name: it is a person's, not a place's.
PERSONAL_LINKS = {"staff:password_reset_confirm", "staff:first_password"}
# Whoever holds a secret that we made is told that it is over, wherever it is no longer or never was
# of use: the page says nothing of anybody.
OVER = {"public:follow_confirm", "public:follow_leave"}
OPEN_TO_ALL = PERSONAL_LINKS | {
    "staff:login",
    "staff:logout",
    "staff:password_reset",
    "staff:password_reset_sent",
    "staff:password_reset_complete",
    "staff:password_changed",
}
NOWHERE = {"api:nothing_here"}
# Its number counts pages of a host's own map; it names nothing of anybody's.
COUNTS = {"public:sitemap_part"}
# It shows what its query asks for: tests/web/test_picture_files.py.
ASKED_FOR = {"public:compare_picture"}
# The 98 municipalities, the country's figures of them and what outlooks were worth are
# everybody's.
EVERYBODYS = {
    "public:profile",
    "public:compare",
    "public:outlook_skill_picture",
    "api:profile",
    "api:compare",
    "api:comparison_table",
    "ui:pictures",
}
# Forms that everyone can send: without a copy of ours they are drawn once more, and keep nothing.
DRAWN_AGAIN = {
    "public:comment_report",
    "public:event_sign_up",
    "public:hearing_answer",
    "public:hearing_follow",
}
# They search, and are sent so that nobody's name stands in an address.
SEARCHES = {"staff:hearing_responses", "staff:request_search"}
FOR_EVERY_USER = {"staff:password_change"}


# --- Who is there, and what they may be told -------------------------------------------


@pytest.fixture
def world(cast: Cast) -> World:
    return make_world(cast)


@dataclass(frozen=True)
class Visitor:
    """Somebody who is not ours. `knows` are our words they may read: what we have published."""

    is_member_next_door: bool
    is_at_our_host: bool

    def browser(self, cast: Cast) -> Client:
        host = host_of(cast.municipality if self.is_at_our_host else cast.neighbour)
        client = Client(SERVER_NAME=host)
        if self.is_member_next_door:
            client.force_login(
                cast.neighbour_consultant, backend="django.contrib.auth.backends.ModelBackend"
            )
        return client

    def may_be_told(self, address: Address) -> set[int]:
        """The statuses an address that names something of ours may answer with."""
        if address.name in PERSONAL_LINKS:
            return {200, 302}
        if address.name in COUNTS | EVERYBODYS | OVER:
            return {200, 404, 405}
        if address.name in DRAWN_AGAIN and self.is_at_our_host:
            return {200, 302, 404, 405, 409, 422}
        if address.door in {"public", "ui", "api"}:
            return {200, 202, 302, 404, 405} if self.is_at_our_host else {404, 405}
        if not self.is_member_next_door:
            return {302, 405}
        return {403, 405} if self.is_at_our_host else {404, 405}

    def may_not_read(self, address: Address) -> set[str]:
        if self.is_at_our_host and address.door in {"public", "api"}:
            return {SECRET}
        words = {OURS, SECRET, *PEOPLE.values(), "Egholmskolen", "Center for Børn og Unge"}
        if self.is_at_our_host or address.name in EVERYBODYS:
            return words
        return words | {"allensbæk", "allensbaek"}


VISITORS = {
    "neighbour-at-home": Visitor(is_member_next_door=True, is_at_our_host=False),
    "neighbour-at-ours": Visitor(is_member_next_door=True, is_at_our_host=True),
    "citizen-at-ours": Visitor(is_member_next_door=False, is_at_our_host=True),
    "citizen-next-door": Visitor(is_member_next_door=False, is_at_our_host=False),
}


def told(response: HttpResponse, path: str) -> str:
    """All that an answer says, without the address itself, which whoever asked has brought."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return (body.decode(errors="replace") + response.headers.get("Location", "")).replace(path, "")


def is_refusal(visitor: Visitor, address: Address, response: HttpResponse) -> bool:
    """Whether a page behind login has sent a stranger to the login page, or said no."""
    if address.name in OPEN_TO_ALL or address.door != "staff" or response.status_code == 405:
        return True
    if not visitor.is_member_next_door:
        return response.status_code == 302 and "/log-ind/" in response.headers["Location"]
    own = address.name in FOR_EVERY_USER or not visitor.is_at_our_host
    return own or response.status_code == 403


def complaints(
    visitor: Visitor, address: Address, path: str, method: str, response: HttpResponse
) -> Iterator[str]:
    where = f"{method} {path} ({address.name}): {response.status_code}"
    if address.parameters and response.status_code not in visitor.may_be_told(address):
        yield f"{where} is not in {sorted(visitor.may_be_told(address))}"
    if response.status_code >= 500:
        yield where
    if not is_refusal(visitor, address, response):
        yield f"{where} is no refusal"
    text = told(response, path).casefold()
    for word in visitor.may_not_read(address):
        if word.casefold() in text:
            yield f"{where} says “{word}”"


# --- The walk --------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """A thousand pages that are not found are what this is about, and no news."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("name", VISITORS)
def test_nobody_else_sees_or_changes_anything(world: World, name: str) -> None:
    visitor, found = VISITORS[name], list[str]()
    # Logging out comes last, as nothing can be tried after it.
    book = sorted(addresses(), key=lambda address: address.name == "staff:logout")
    client = visitor.browser(world.cast)
    before = every_row()
    for address in book:
        # Whoever holds a secret address is the one it was sent to; next door it opens nothing.
        is_held = "secret" in address.parameters and visitor.is_at_our_host
        for path in () if is_held else world.paths(address):
            for method in ("GET", "POST"):
                data = world.posted(address.name) if method == "POST" else {}
                response = getattr(client, method.lower())(path, data)
                found += complaints(visitor, address, path, method, response)
        after = every_row()
        done, before = changes(before, after), after
        found += [
            f"{address.name} changed {row}"
            for row in (*done.gone, *done.new)
            if address.parameters or not _is_theirs(row)
        ]
    nothing(found)


def _is_theirs(row: str) -> bool:
    """Whether a row is plainly the neighbour's own, made by a form that names no object."""
    return any(f"('{column}', '183')" in row for column in ("municipality_id", "tenant"))


# --- The owner, so that the walk is known to knock at real doors -----------------------


def test_for_the_owner_every_sample_answers(world: World) -> None:
    silent: list[str] = []
    owner = Client(SERVER_NAME=host_of(world.cast.municipality))
    owner.force_login(world.cast.administrator)
    for address in addresses():
        if address.parameters and address.name not in NOWHERE | ASKED_FOR:
            answers = {owner.get(path).status_code for path in world.paths(address)}
            if not answers & {200, 202, 302, 405}:
                silent.append(f"{address.name} answers the owner {answers}")
    nothing(silent)


def test_for_the_owner_every_form_changes_something(world: World) -> None:
    owner = Client(SERVER_NAME=host_of(world.cast.municipality))
    owner.force_login(world.cast.administrator)
    before, idle = every_row(), []
    for address in addresses():
        answers = set()
        if address.door == "staff" and address.parameters and address.name not in OPEN_TO_ALL:
            answers = set(_tried(owner, world, address, before))
        is_idle = "changed" not in answers and address.name not in SEARCHES
        if answers and answers != {"refused"} and is_idle:
            idle.append(address.name)
    assert idle == []


def _tried(
    owner: Client, world: World, address: Address, before: dict[str, Table]
) -> Iterator[str]:
    """What became of each post by the owner; afterwards it is undone."""
    for path in world.paths(address):
        with transaction.atomic():
            response = owner.post(path, world.posted(address.name))
            is_changed = bool(changes(before, every_row())) if response.status_code < 400 else False
            transaction.set_rollback(True)
        yield "refused" if response.status_code == 405 else "changed" if is_changed else "nothing"


def test_an_address_without_a_sample_fails_the_walk(world: World) -> None:
    with pytest.raises(LookupError, match=r"staff:new: World.samples needs one of .'ruling'."):
        world.paths(Address("staff:new", ("key", "ruling")))


def test_no_file_and_no_job_of_ours_is_there_for_the_neighbour(world: World) -> None:
    client = VISITORS["neighbour-at-home"].browser(world.cast)
    files, jobs = Attachment.objects.filter(tenant="187"), Job.objects.filter(tenant="187")
    assert len(files) >= 3
    assert len(jobs) >= 2
    for file in files:
        name = f"{file.sha256[:2]}/{file.sha256}"
        for folder in ("/", "/files/", "/media/", "/static/", "/attachments/187/", "/files/187/"):
            assert client.get(f"{folder}{name}").status_code == 404
            assert client.get(f"{folder}{file.sha256}").status_code == 404
    for job in jobs:
        assert find(job.pk, tenant="187") is not None
        assert find(job.pk, tenant="183") is None
        assert find_by_key(job.key, tenant="187") is not None
        assert find_by_key(job.key, tenant="183") is None
