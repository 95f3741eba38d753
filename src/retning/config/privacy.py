"""`retning privacy FOLDER`: the record of processing activities (GDPR article 30), the impact
assessment (35) and the annexes of the processor agreement (28), in Danish, filled in from what the
models themselves declare. What only the municipality knows stands in square brackets."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retning.foundation.retention.queries import Held

TEMPLATES = Path(__file__).parent / "privacy_templates"
DOCUMENTS = ("fortegnelse.md", "konsekvensanalyse.md", "databehandleraftale.md")
UNNAMED = "[kommunens navn]"
_PLACE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True)
class Activity:
    """A kind of processing: what it is called, and whom it is about."""

    title: str
    persons: str


ACTIVITIES = {
    "hearing": Activity(
        "Høringer, borgermøder og anmodninger om indsigt",
        "Borgere, virksomheder, foreninger og myndigheder, der svarer, bliver spurgt, følger med, "
        "tilmelder sig et møde eller anmoder om indsigt eller sletning",
    ),
    "accounts": Activity("Brugere og login", "Medarbejdere og politikere med adgang"),
    "axes": Activity("Beskyttelse af login", "Enhver, der forsøger at logge ind"),
    "sessions": Activity("Login, mens man arbejder", "Medarbejdere og politikere med adgang"),
    "organisation": Activity("Organisation og roller", "Medarbejdere, ledere og politikere"),
    "audit": Activity("Sporing af, hvem der gjorde hvad", "Medarbejdere og politikere med adgang"),
    "outbox": Activity("Mails, der sendes", "Modtagere af mails"),
    "jobs": Activity("Arbejde, der køres i baggrunden", "Medarbejdere med adgang"),
    "strategy": Activity(
        "Strategier og dokumenter", "Medarbejdere, og personer nævnt i dokumenter"
    ),
}

# Fields whose models call them by no Danish name.
NAMES = {
    "actor_key": "bruger-id",
    "attachment": "ZIP-fil med høringens dokumenter",
    "created_by_key": "bruger-id på den, der satte det i gang",
    "get_data": "det, der blev sendt i adressen (adgangskoder skjult)",
    "html": "tekst som HTML",
    "ip_address": "netværksadresse",
    "organisation": "organisation",
    "post_data": "det, der blev sendt i formularen (adgangskoder skjult)",
    "session_hash": "hash af sessionens nøgle",
    "unsubscribe": "adresse til afmelding",
    "user": "brugerkonto",
    "user_agent": "browserens navn",
    "username": "brugernavn",
}

# What a model's own name does not say to a stranger.
LABELS = {
    "hearing.AbuseReport.text": "anmeldelse af en kommentar",
    "hearing.CommentGroup.words": "ord, som kommentarer, der ligner hinanden, deler",
    "hearing.Invitation.name": "navn på den, der bliver spurgt",
    "hearing.SubjectRequest.asker": "navn på den, der anmoder",
    "hearing.SubjectRequest.reason": "begrundelsen for svaret",
    "outbox.OutgoingMail.to": "mailadresse på modtageren",
    "strategy.PanelMark.judge": "rollen for den, der vurderer",
    "strategy.ReviewStep.made_by_key": "bruger-id på den, der gennemgik",
    "strategy.Reading.created_by_key": "bruger-id på den, der lagde dokumentet op",
}

SINCE = {
    "asked_at": "bestillingen",
    "asked_on": "anmodningen",
    "attempt_time": "forsøget",
    "at": "handlingen",
    "created_at": "oprettelsen",
    "decided_on": "besvarelsen",
    "discarded_at": "kasseringen",
    "event__ends_at": "mødet",
    "expire_date": "sessionens udløb",
    "hearing__concluded_on": "høringens afslutning",
    "last_login": "seneste login",
    "made_at": "handlingen",
    "positions__valid_to": "den sidste stillings ophør",
    "queued_at": "afsendelsen",
    "reported_at": "anmeldelsen",
    "valid_to": "rollens ophør",
}
SAID_TO_SENDERS = "hearing__erased_on"
"""The end of a path to the day that a hearing's senders are told."""


def main(arguments: Sequence[str]) -> int:
    """Write the three documents into a folder; how it went, as an exit code."""
    parser = argparse.ArgumentParser(prog="retning privacy", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the documents are written")
    parser.add_argument("--name", default=UNNAMED, help="the municipality, as “Egedal Kommune”")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    for name, text in documents(municipality=asked.name).items():
        (asked.folder / name).write_text(text, encoding="utf-8")
        print(asked.folder / name)
    return 0


def documents(*, municipality: str = UNNAMED) -> dict[str, str]:
    """Each document's text by its file's name. Raises KeyError where a model that is new declares
    something that this module has no Danish words for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retning.config.settings")
    import django

    django.setup()
    from django.utils import translation

    with translation.override("da"):
        parts = {
            "kommune": municipality,
            "behandlinger": "\n\n".join(_activities()),
            "kategorier": "\n".join(_categories()),
            "adgang": "\n".join(_access()),
            "bevares": "\n".join(_kept()),
        }
    found = {}
    for name in DOCUMENTS:
        template = (TEMPLATES / name).read_text(encoding="utf-8")
        found[name] = _PLACE.sub(lambda place: parts[place[1]], template)
    return found


def _activities() -> Iterator[str]:
    """One section for each kind of processing, with a table of what is held."""
    from retning.foundation.retention.queries import registry

    held = sorted(registry(), key=lambda one: (_order(one.model._meta.app_label), one.label))
    for label, group in groupby(held, key=lambda one: one.model._meta.app_label):
        activity = ACTIVITIES[label]
        lines = [
            f"### {activity.title}",
            "",
            f"Hvem: {activity.persons}.",
            "",
            "| oplysning | formål | grundlag | slettes |",
            "|---|---|---|---|",
        ]
        rows = [
            (_field_name(one), str(one.retention.purpose), str(one.retention.basis), _end(one))
            for one in group
        ]
        lines += [f"| {' | '.join(row)} |" for row in _merged(rows)]
        yield "\n".join(lines)


def _order(label: str) -> int:
    return list(ACTIVITIES).index(label)


def _merged(rows: list[tuple[str, str, str, str]]) -> Iterator[tuple[str, str, str, str]]:
    """Fields that are held alike stand in one row."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for name, *rest in rows:
        purpose, basis, end = rest
        names = alike.setdefault((purpose, basis, end), [])
        if name not in names:
            names.append(name)
    for (purpose, basis, end), names in alike.items():
        yield ", ".join(names), purpose, basis, end


def _field_name(held: Held) -> str:
    model, field = held.model, held.field
    if held.label in LABELS:
        return LABELS[held.label]
    if field in NAMES:
        return NAMES[field]
    said = next(str(one.verbose_name) for one in model._meta.concrete_fields if one.name == field)
    if said == field.replace("_", " ") and "_" in field:
        raise KeyError(f"{model._meta.label}.{field} has no Danish name in {__name__}.NAMES")
    return said


def _end(held: Held) -> str:
    from retning.foundation.records.classes import Afterwards

    retention = held.retention
    if retention.then is Afterwards.KEEP:
        return "bevares"
    deed = "rækken slettes" if retention.then is Afterwards.ERASE else "feltet tømmes"
    if retention.since.endswith(SAID_TO_SENDERS):
        return f"{deed} på den dag, afsenderen har fået oplyst"
    since = SINCE[retention.since]
    if not retention.keep:
        return f"{deed} ved {since}"
    return f"{deed} {_span(retention.keep)} efter {since}"


def _span(keep: timedelta) -> str:
    years, days = divmod(keep.days, 365)
    return f"{years} år" if not days else f"{keep.days} dage"


def _categories() -> Iterator[str]:
    """Whom data is held about, and of what kind."""
    from retning.foundation.retention.queries import registry

    names: dict[str, list[str]] = {}
    for one in registry():
        found = names.setdefault(one.model._meta.app_label, [])
        said = _field_name(one)
        if said not in found:
            found.append(said)
    for label in sorted(names, key=_order):
        activity = ACTIVITIES[label]
        yield f"- **{activity.title}** ({activity.persons.lower()}): {', '.join(names[label])}."


def _access() -> Iterator[str]:
    """Who may do what in a hearing, by the rules that the program itself follows."""
    from retning.apps.hearing.rules import PERMISSIONS

    yield "| adgang til | roller |"
    yield "|---|---|"
    for permission in PERMISSIONS:
        roles = sorted(str(role.label) for role in permission.roles)
        yield f"| {DEEDS[permission.name]} | {', '.join(roles)} |"


DEEDS = {
    "read_hearings": "at se arbejdet med høringer (ikke svarene, som de blev sendt)",
    "manage_hearings": "at oprette og styre høringer",
    "read_responses": "at læse høringssvar, som de blev sendt, med navn og mailadresse",
    "enter_responses": "at indtaste breve, mails og opkald",
    "moderate": "at beslutte, hvad der vises",
    "manage_events": "at holde møder og se tilmeldte",
    "keep_record": "journal, udlevering og sletning",
}


def _kept() -> Iterator[str]:
    """What is kept for as long as its row is there, and by what reason."""
    from retning.foundation.records.classes import Afterwards
    from retning.foundation.retention.queries import registry

    kept = [one for one in registry() if one.retention.then is Afterwards.KEEP]
    seen = dict.fromkeys(
        f"- {_field_name(one)} ({ACTIVITIES[one.model._meta.app_label].title.lower()}): "
        f"{one.retention.basis}."
        for one in kept
    )
    yield from seen
