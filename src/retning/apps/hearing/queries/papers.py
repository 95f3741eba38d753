"""What an entry of the record says: one document for people, and the same as data for a system.

Everything is written in Danish, the language of the record, whatever the sender read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from retning.apps.hearing.enums import Channel, JournalKind, SenderKind
from retning.apps.hearing.models import (
    Comment,
    Event,
    Invitation,
    JournalEntry,
    Response,
    ResponseFile,
    SubjectRequest,
)
from retning.apps.hearing.queries.corrections import Words, corrected_at, words_at
from retning.apps.hearing.queries.happenings import moments_of
from retning.apps.hearing.queries.paper_blocks import (
    comment_blocks,
    corrected_blocks,
    fact,
    heading,
    minutes_blocks,
    paragraphs,
    request_blocks,
)
from retning.foundation.clock import COPENHAGEN, date_in_denmark
from retning.foundation.reporting.structure import Block, Paragraph, Report, Run, Runs, Style

LANGUAGE = "da"
FORMAT = "retning-journal/1"
"""Named in every document's data: raise it when the shape changes."""

Facts = tuple[tuple[str, Runs], ...]


@dataclass(frozen=True)
class Paper:
    """One document of the record. `name` is what its folder is called: `000007-response-AB12CD`,
    nothing personal in it. `data` is JSON; `files` came with what it is about."""

    key: UUID
    name: str
    report: Report
    data: dict[str, Any]
    files: tuple[ResponseFile, ...] = ()


def key_of(entry: JournalEntry) -> UUID:
    """The same for the same happening, whoever asks and however often: what a receiving system
    knows a document by that it has had before."""
    return uuid5(entry.hearing.key, entry.happening)


def paper_of(entry: JournalEntry) -> Paper:
    """The document of an entry. Reads what the entry is about, with its comments and files."""
    with translation.override(LANGUAGE):
        match JournalKind(entry.kind):
            case JournalKind.RESPONSE | JournalKind.ADDITION:
                return _response(entry, _there(entry.response))
            case JournalKind.CORRECTION:
                return _correction(entry, _there(entry.response))
            case JournalKind.WITHDRAWAL:
                return _withdrawal(entry, _there(entry.response))
            case JournalKind.NO_REMARKS:
                return _no_remarks(entry, _there(entry.invitation))
            case JournalKind.MINUTES:
                return _minutes(entry, _there(entry.event))
            case JournalKind.DECISION:
                return _decision(entry, _there(entry.request))


def moment_said(moment: datetime) -> str:
    """In Denmark's time."""
    return date_format(moment.astimezone(COPENHAGEN), "DATETIME_FORMAT")


def day_said(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def sender_of(response: Response) -> dict[str, Any]:
    """Who sent it, as data; empty texts where they did not say."""
    return {
        "kind": response.sender_kind,
        "name": response.name,
        "organisation": response.organisation,
        "on_behalf_of": response.on_behalf_of,
        "email": response.email,
        "postcode": response.postcode,
        "shows_name": response.shows_name,
    }


def response_data(response: Response) -> dict[str, Any]:
    """A response without its comments, as data."""
    dated, withdrawn = response.dated_on, response.withdrawn_at
    return {
        "reference": response.reference,
        "channel": response.channel,
        "received_at": response.received_at.isoformat(),
        "dated_on": dated.isoformat() if dated else None,
        "is_late": response.is_late,
        "source_note": response.source_note,
        "withdrawn_at": withdrawn.isoformat() if withdrawn else None,
        "sender": sender_of(response),
    }


def comment_data(comment: Comment, words: Words | None = None) -> dict[str, Any]:
    """A comment as it reads, or as it read with other `words`, and the wording it is about."""
    said = words or Words(comment.text, comment.suggestion)
    return {
        "about": {"kind": comment.row.kind, "key": str(comment.row_key), "text": comment.row.text},
        "kind": comment.kind,
        "text": said.text,
        "suggestion": said.suggestion,
        "received_at": comment.received_at.isoformat(),
        "shown": comment.showing,
    }


def file_data(file: ResponseFile) -> dict[str, Any]:
    stored = file.attachment
    return {
        "name": file.name,
        "media_type": stored.media_type,
        "size": stored.size,
        "sha256": stored.sha256,
        "examined": file.scan,
    }


def response_facts(response: Response) -> Facts:
    """What stands below the title of a response."""
    channel = Channel(response.channel).label
    said = [
        (gettext("Received"), moment_said(response.received_at)),
        (gettext("Came by"), str(channel)),
        (gettext("Dated"), day_said(response.dated_on) if response.dated_on else ""),
        (gettext("Came too late"), gettext("Yes") if response.is_late else ""),
        (gettext("Where it came from"), response.source_note),
        (gettext("Sender"), capfirst(str(SenderKind(response.sender_kind).label))),
        (gettext("Name"), response.name),
        (gettext("Organisation"), response.organisation),
        (gettext("On behalf of"), response.on_behalf_of),
        (gettext("E-mail"), response.email),
        (gettext("Postcode"), response.postcode),
        (
            gettext("The name may be shown"),
            gettext("Yes") if response.shows_name else gettext("No"),
        ),
    ]
    return tuple(fact(name, value) for name, value in said if value)


def _response(entry: JournalEntry, response: Response) -> Paper:
    is_first = entry.kind == JournalKind.RESPONSE
    moments = moments_of(response)
    at = (moments[0] if moments else entry.occurred_at) if is_first else entry.occurred_at
    comments = [one for one in response.comments.all() if one.received_at == at]
    files = tuple(one for one in response.files.all() if one.received_at == at)
    first = [(one, words_at(one)) for one in comments]
    title = gettext("Response %(reference)s") if is_first else gettext("Addition to %(reference)s")
    facts = response_facts(response)
    if not is_first:
        facts = (fact(gettext("Addition received"), moment_said(entry.occurred_at)), *facts)
    return _paper(
        entry,
        response.reference,
        title % {"reference": response.reference},
        facts=facts,
        blocks=(
            *_erased(response),
            *_all(comment_blocks(one, words) for one, words in first),
            *_file_list(files),
        ),
        data={
            "response": response_data(response),
            "comments": [comment_data(one, words) for one, words in first],
        },
        files=files,
    )


def _correction(entry: JournalEntry, response: Response) -> Paper:
    """What staff have corrected in what they typed: how it reads from then on, how it read before,
    and why."""
    at, blocks, said = entry.occurred_at, list(_erased(response)), []
    for comment in response.comments.all():
        made = corrected_at(comment, at)
        if made is not None:
            words, before = words_at(comment, at), Words(made.text, made.suggestion)
            blocks += corrected_blocks(comment, words, before, made.reason)
            told = {"reason": made.reason, "before": asdict(before)}
            said.append({**comment_data(comment, words), **told})
    return _paper(
        entry,
        response.reference,
        gettext("Correction to %(reference)s") % {"reference": response.reference},
        facts=(
            fact(gettext("Corrected"), moment_said(at)),
            fact(gettext("Came by"), str(Channel(response.channel).label)),
        ),
        blocks=tuple(blocks),
        data={"response": {"reference": response.reference}, "corrections": said},
    )


def _erased(response: Response) -> Iterator[Block]:
    if response.erased_at is not None:
        said = gettext("Erased here on %(day)s. The record has it as it was received.")
        day = day_said(date_in_denmark(response.erased_at))
        yield Paragraph((Run(said % {"day": day}),), Style.QUIET)


def _file_list(files: Iterable[ResponseFile]) -> Iterator[Block]:
    found = list(files)
    if found:
        yield heading(gettext("Files that came with it"))
        for file in found:
            yield Paragraph((Run(file.name),), close=True)


def _withdrawal(entry: JournalEntry, response: Response) -> Paper:
    text = gettext(
        "The sender has withdrawn the response from publication. It is no longer shown to anyone; "
        "on record it stays as it was received."
    )
    return _paper(
        entry,
        response.reference,
        gettext("Withdrawn from publication: %(reference)s") % {"reference": response.reference},
        facts=(fact(gettext("Withdrawn"), moment_said(entry.occurred_at)),),
        blocks=(Paragraph((Run(text),)),),
        data={"response": {"reference": response.reference}},
    )


def _no_remarks(entry: JournalEntry, invitation: Invitation) -> Paper:
    said = gettext("%(name)s was asked to answer, and has no remarks.") % {"name": invitation.name}
    return _paper(
        entry,
        str(invitation.key)[:8],
        gettext("No remarks"),
        facts=(fact(gettext("Received"), moment_said(entry.occurred_at)),),
        blocks=(Paragraph((Run(said),)),),
        data={"invitation": {"kind": invitation.kind, "name": invitation.name}},
    )


def _minutes(entry: JournalEntry, event: Event) -> Paper:
    held = f"{moment_said(event.starts_at)} – {moment_said(event.ends_at)}"
    where = ", ".join(filter(None, (event.place, event.address)))
    facts = [(gettext("Held"), held), (gettext("Where it was held"), where)]
    return _paper(
        entry,
        str(event.key)[:8],
        gettext("Minutes: %(title)s") % {"title": event.title},
        facts=tuple(fact(name, value) for name, value in facts if value),
        blocks=(*paragraphs(event.minutes), *minutes_blocks(event)),
        data={
            "event": {
                "key": str(event.key),
                "kind": event.kind,
                "title": event.title,
                "starts_at": event.starts_at.isoformat(),
                "ends_at": event.ends_at.isoformat(),
            }
        },
    )


def _decision(entry: JournalEntry, request: SubjectRequest) -> Paper:
    decided = request.decided_on
    return _paper(
        entry,
        str(request.key)[:8],
        gettext("Decision on a request"),
        facts=(
            fact(gettext("Asked"), day_said(request.asked_on)),
            fact(gettext("Answered"), day_said(decided) if decided else ""),
        ),
        blocks=tuple(request_blocks(request)),
        data={
            "request": {
                "kind": request.kind,
                "asker": request.asker,
                "asked_on": request.asked_on.isoformat(),
                "state": request.state,
                "reason": request.reason,
                "kept": request.kept,
                "responses": sorted(one.reference for one in request.responses.all()),
            }
        },
    )


def _paper(
    entry: JournalEntry,
    reference: str,
    title: str,
    *,
    facts: Facts,
    blocks: tuple[Block, ...],
    data: dict[str, Any],
    files: tuple[ResponseFile, ...] = (),
) -> Paper:
    hearing = entry.hearing
    municipality = hearing.municipality
    number = fact(gettext("Number in the hearing"), str(entry.number))
    case = (fact(gettext("Case number"), hearing.case_number),) if hearing.case_number else ()
    report = Report(
        title=title,
        subtitle=hearing.title,
        language=LANGUAGE,
        sender=municipality.official_name,
        facts=(*case, number, *facts),
        blocks=blocks or (Paragraph((Run(gettext("No text.")),), Style.QUIET),),
        made_on=entry.occurred_at.astimezone(COPENHAGEN).date().isoformat(),
    )
    whole = {**_entry_data(entry, title), **data, "files": [file_data(file) for file in files]}
    plain = re.sub(r"[^A-Za-z0-9-]", "", reference)
    name = f"{entry.number:06d}-{entry.kind.replace('_', '-')}-{plain}"
    return Paper(key_of(entry), name, report, whole, files)


def _entry_data(entry: JournalEntry, title: str) -> dict[str, Any]:
    """What stands first in every document's data."""
    hearing = entry.hearing
    municipality = hearing.municipality
    return {
        "format": FORMAT,
        "municipality": {"code": municipality.code, "name": municipality.official_name},
        "hearing": {
            "key": str(hearing.key),
            "address": hearing.slug,
            "title": hearing.title,
            "case_number": hearing.case_number,
        },
        "entry": {
            "key": str(key_of(entry)),
            "number": entry.number,
            "kind": entry.kind,
            "occurred_at": entry.occurred_at.isoformat(),
            "title": title,
        },
    }


def _all(parts: Iterable[Iterator[Block]]) -> Iterator[Block]:
    for part in parts:
        yield from part


def _there(row: Any) -> Any:
    if row is None:
        raise LookupError("An entry of the record is about nothing")
    return row
