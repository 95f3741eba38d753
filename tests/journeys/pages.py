"""Every page type, from the address book itself: a new address without a sample here fails a test.

An address is a page with samples below, or it is named with its reason in `NO_PAGES`. What an
address shows in other states (refused, in conflict, empty) stands in `test_accessibility`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from tests.helpers.addresses import addresses

NO_PAGES = {
    "public:robots": "plain text",
    "public:favicon": "a picture",
    **dict.fromkeys(
        ("public:whole_file", "public:area_file", "public:edition_file", "public:changes_file"),
        "a file; the page that waits for one is looked at in test_downloads_journey",
    ),
    "public:outlook_skill_picture": "a picture",
    "public:feed": "an Atom feed",
    "public:oembed": "for programs",
    "public:sitemap": "XML",
    "public:sitemap_part": "XML, where one file is too little",
    "public:edition_document": "JSON",
    "public:goal_picture": "a file",
    "public:indicator_picture": "a file",
    "public:compare_picture": "a file",
    "public:verdicts_picture": "a file",
    "public:hearing_challenge": "JSON",
    "public:hearing_feed": "an Atom feed",
    "public:hearing_add": "only a deed",
    "public:hearing_withdraw": "only a deed",
    "public:response_file": "a file",
    "public:own_profile": "leads to the municipality's own profile",
    "public:event_calendar": "a file",
    "staff:event_deeds": "only a deed",
    "public:theme": "leads to the theme's place on its area's page",
    "ui:appearance": "a style sheet",
    "ui:logo": "a picture",
    "staff:logout": "only a deed",
    "staff:document_progress": "for a script",
    "staff:document_repeat": "only a deed",
    "staff:document_discard": "only a deed",
    "staff:passage_deeds": "only a deed",
    "staff:unplaced_drop": "only a deed",
    "staff:review_next": "leads to a passage on its page",
    "staff:review_at": "leads to a passage on its page",
    "staff:page_picture": "a picture",
    "staff:node_deeds": "only a deed",
    "staff:lineage_deeds": "only a deed",
    "staff:survey_close": "only a deed",
    "staff:figures_outlooks": "only a deed",
    "staff:release_decide": "only a deed",
    "staff:release_file": "a file",
    "staff:proof_file": "a file",
    "staff:figures_progress": "for a script",
    **dict.fromkeys(
        (f"staff:hearing_{deed}" for deed in ("handle", "conclude", "call_back", "delete")),
        "only a deed",
    ),
    "staff:meeting_remove": "only a deed",
    "staff:hearing_decide": "only a deed",
    "staff:invitation_deeds": "only a deed",
    "staff:invitations_file": "a file",
    "staff:hearing_file": "a file",
    "staff:record_retry": "only a deed",
    "staff:archive_make": "only a deed",
    "staff:archive_filed": "only a deed",
    "staff:archive_file": "a file",
    "staff:request_search": "only a deed; its answer is looked at in test_hearing_record",
    "staff:request_choose": "only a deed",
    "staff:request_package": "only a deed",
    "staff:request_decide": "only a deed",
}
MOVABLE = ("goal", "objective", "theme")
ANONYMOUS = {
    "staff:login",
    "staff:password_reset",
    "staff:password_reset_sent",
    "staff:password_reset_confirm",
    "staff:password_reset_complete",
    "staff:first_password",
}


@dataclass(frozen=True)
class Sample:
    """A page: the name of its address, where it is, and whether one must be logged in."""

    name: str
    path: str
    is_staff: bool


def names() -> set[str]:
    """The name of every address that the site answers."""
    return {address.name for address in addresses()}


def samples(facts: Mapping[str, Any]) -> list[Sample]:
    """Every page type in Danish, some with several objects."""
    found = []
    for name in sorted(names() - NO_PAGES.keys()):
        if name.startswith("api:"):
            continue  # JSON and tables
        wanted = _arguments(facts).get(name, [{}])
        for arguments in wanted:
            is_staff = name.startswith("staff:") and name not in ANONYMOUS
            try:
                found.append(Sample(name, reverse(name, kwargs=arguments), is_staff))
            except NoReverseMatch as problem:
                message = (
                    f"{name} needs a sample in tests/journeys/pages.py, or a reason in NO_PAGES"
                )
                raise LookupError(message) from problem
    return found


def _arguments(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Objects for the addresses that name one; `reverse` fails where an address is not here."""
    return (
        _surveys(facts)
        | _events(facts)
        | _figures(facts)
        | _public(facts)
        | _documents(facts)
        | _strategies(facts)
        | _nodes(facts)
        | _units(facts)
        | _hearings(facts)
        | _life(facts)
        | _moderation(facts)
        | _record(facts)
    )


def _public(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    strategy = facts["strategy"]
    slug = {"slug": strategy["slug"]}
    measured = [{"key": key} for key in facts["measured"]["goals"]]
    return {
        "public:strategy": [slug],
        "public:whole": [slug],
        "public:lineage": [slug],
        "public:area": [slug | {"key": strategy["area"]["key"]}],
        "public:editions": [slug],
        "public:edition": [slug | {"number": 1}, slug | {"number": 2}],
        "public:changes": [slug | {"number": 1}, slug | {"number": 2}],
        "public:verdicts": [slug],
        "public:goal": [{"key": strategy["goal"]["key"]}, *measured],
        "public:embed": [{"key": strategy["goal"]["key"]}, *measured[:1]],
        "public:profile": [{"place": "vallensbaek"}, {"place": "ishoej"}],
        "public:indicator": [{"code": code} for code in facts["measured"]["indicators"]],
        "staff:password_reset_confirm": [facts["links"], facts["links"] | {"token": "forkert"}],
        "staff:first_password": [facts["links"]],
    }


def _hearings(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    slug = {"slug": facts["hearings"]["open"]["slug"]}
    both = [slug, {"slug": facts["hearings"]["over"]["slug"]}]
    return {
        "public:comment_report": [slug | {"key": facts["hearings"]["shown"]}],
        "public:hearing": both,
        "public:hearing_comments": both,
        "public:hearing_follow": both,
        "public:hearing_embed": [slug],
        "public:follow_confirm": [{"secret": facts["hearings"]["follower"]["confirm"]}],
        "public:follow_leave": [{"secret": facts["hearings"]["follower"]["leave"]}],
        "public:hearing_answer": [slug, {"slug": facts["hearings"]["over"]["slug"]}],
        "public:hearing_receipt": [slug | {"secret": facts["hearings"]["response"]["secret"]}],
    }


def _life(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The hearing that is open and the one that is over, as they are run."""
    going, over = ({"key": facts["hearings"][which]["key"]} for which in ("open", "over"))
    both = ("hearing", "hearing_change", "hearing_timetable")
    one = ("hearing_announce", "hearing_days", "hearing_extend")
    return {
        **{f"staff:{name}": [going, over] for name in both},
        **{f"staff:{name}": [going] for name in one},
        "staff:hearing_renew": [over],
    }


def _moderation(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """What has come in to the open hearing, and who was asked."""
    heard = facts["hearings"]
    hearing = {"key": heard["open"]["key"]}
    whole = ("hearing_queue", "hearing_responses", "response_enter", "invitations")
    more = ("invitation_add", "invitations_load")
    return {f"staff:{name}": [hearing] for name in (*whole, *more)} | {
        "staff:response": [
            hearing | {"response": heard["response"]["key"]},
            hearing | {"response": heard["typed_in"]},
        ],
        "staff:hearing_groups": [hearing],
        "staff:hearing_group": [hearing | {"group": number} for number in heard["groups"]],
        "staff:comment_redact": [hearing | {"comment": heard["comment"]}],
        "staff:comment_correct": [hearing | {"comment": heard["typed"]}],
        "staff:invitation": [hearing | {"invitation": heard["invited"]["key"]}],
        "public:hearing_invited": [
            {"slug": heard["open"]["slug"], "secret": heard["invited"]["secret"]}
        ],
    }


def _record(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    hearing = {"key": facts["hearings"]["open"]["key"]}
    subjects = [{"subject": key} for key in facts["record"]["requests"]]
    return {
        "staff:hearing_record": [hearing],
        "staff:hearing_requests": [hearing],
        "staff:hearing_request": [hearing | subject for subject in subjects],
    }


def _events(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    known = facts["events"]
    states = ("held", "over", "tonight", "full", "off", "hidden")
    keys = {state: {"key": known[state]} for state in states}
    tonight, table = keys["tonight"], known["table"]
    of_tonight = ("event_change", "event_sign_up", "event_table_add", "event_notes")
    return {
        "public:event": [keys[state] for state in ("held", "tonight", "full", "off")],
        "public:event_sign_up": [tonight, keys["full"]],
        "public:event_minutes": [keys["held"]],
        "public:sign_up": [{"secret": known["coming"]}, {"secret": known["waiting"]}],
        "public:event_table": [{"secret": table["secret"]}],
        "staff:event": [keys[state] for state in states],
        "staff:event_call_off": [keys["full"]],
        "staff:event_minutes": [tonight, keys["held"]],
        "staff:event_minutes_publish": [keys["over"]],
        "staff:event_table": [tonight | {"table": table["key"]}],
        "staff:event_note": [tonight | {"note": known["note"]}],
        "staff:hearing_events": [{"key": facts["hearings"]["open"]["key"]}],
        **{f"staff:{name}": [tonight] for name in of_tonight},
    }


def _surveys(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    keys = {name: {"key": key} for name, key in facts["surveys"].items()}
    states = [keys["open"], keys["counted"], keys["planned"]]
    return {
        "public:survey": states,
        "public:survey_thanks": [keys["open"]],
        "public:survey_results": [*states, keys["few"]],
        "staff:survey": [*states, keys["few"]],
        "staff:survey_change": [keys["planned"]],
        "staff:survey_results": [keys["open"]],
    }


def _figures(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    figures = facts["figures"]
    return {
        "staff:release": [{"release": release} for release in figures["releases"]],
        "staff:figures_file": [{"sha256": file} for file in figures["files"]],
        "staff:figure_trace": [{"code": figures["code"], "area": "187", "period": "2022"}],
    }


def _documents(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    documents = facts["documents"]
    review = {"document": documents["review"]}
    states = ("taken_over", "unreadable", "away")
    return {
        "staff:document": [{"document": documents[state]} for state in states],
        "staff:review": [
            review,
            {"document": documents["taken_over"]},
            {"document": documents["pdf"]},
        ],
        "staff:passage": [review | {"passage": documents["passage"]}],
        "staff:passage_split": [review | {"passage": documents["passage"]}],
        "staff:passage_targets": [review | {"passage": documents["passage"]}],
        "staff:repairs": [review],
        "staff:passage_add": [review],
        "staff:document_take_over": [review],
    }


def _strategies(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    strategy, draft = {"key": facts["strategy"]["key"]}, {"key": facts["draft"]["key"]}
    return {
        "staff:strategy": [strategy, draft],
        "staff:unplaced": [strategy | {"passage": facts["documents"]["unplaced"]}],
        "staff:strategy_fields": [strategy],
        "staff:strategy_preview": [strategy],
        "staff:strategy_trail": [strategy],
        "staff:publish": [strategy, draft],
        "staff:successor": [strategy],
        "staff:lineage": [strategy, draft],
        "staff:resolution_record": [strategy],
        "staff:edition": [strategy | {"number": 2}],
        "staff:node_add": [draft | {"kind": "area"}],
        "staff:measuring": [strategy, draft],
        "staff:adopted": [strategy, draft],
        "staff:interpretation": [strategy | facts["targets"]["share"]],
        "staff:proof": [strategy | facts["targets"]["date"]],
        "staff:judgement": [strategy | facts["targets"]["people"]],
    }


def _nodes(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    draft = facts["draft"]
    nodes = [{"kind": kind, "key": draft[kind]["key"]} for kind in ("area", "goal")]
    goal = [{"key": draft["goal"]["key"]}]
    return {
        "staff:node": nodes,
        "staff:node_remove": nodes[:1],
        "staff:goal_owner": goal,
        "staff:goal_targets": goal,
        "staff:goal_target": [goal[0] | {"number": 1}],
        "staff:node_place": [{"kind": kind, "key": draft[kind]["key"]} for kind in MOVABLE],
        "staff:node_ancestor": nodes,
    }


def _units(facts: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    organisation = facts["organisation"]
    unit, position = {"key": organisation["unit"]}, {"key": organisation["position"]}
    of_unit = ("unit", "unit_rename", "unit_move", "unit_end", "position_add")
    return {f"staff:{name}": [unit] for name in of_unit} | {
        "staff:holder_add": [position],
        "staff:position_end": [position],
        "staff:holder_end": [{"holder": organisation["holder"]}],
        "staff:member_end": [{"membership": facts["membership"]}],
    }
