"""What journeys find on the site: the demonstration, its neighbour, and a municipality that begins.

Vallensbæk is the demonstration itself, made by its own builders, with a draft beside it that
nobody outside may ever read. Ishøj has a small published strategy. Greve has people and no strategy
yet. It runs in the site's process; what it returns is all that a journey knows.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from retning.apps.accounts.models import User
from retning.apps.accounts.services import create_user
from retning.apps.organisation import services as organisation
from retning.apps.organisation.enums import PositionKind, Role, UnitKind
from retning.apps.organisation.models import Field, Membership, Municipality, Person, Unit
from retning.apps.strategy.enums import EditionKind, MeasuredBy, PassageKind, RowKind
from retning.apps.strategy.models import Edition, Passage, Reading, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.goal_targets import frozen_targets
from retning.apps.strategy.queries.published import edition_rows
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.editions import publish_edition
from retning.apps.strategy.services.goal_targets import Means, Worded, word_goal
from retning.apps.strategy.services.measuring import Decision, interpret
from retning.apps.strategy.services.readings import discard_reading, receive_document
from retning.config.demo.logins import LOGINS, PASSWORD, email_of
from retning.config.demo.organisation import DemoOrganisation, build_organisation
from retning.config.demo.strategy import build_strategy
from retning.core.targets import Deadline, Judged, Milestone, typed
from retning.foundation import clock
from retning.foundation.audit.services import SystemActor
from retning.foundation.jobs.worker import run_waiting
from retning.web.staff.login.mail import TOKENS
from tests.helpers.typeset import STRATEGY, as_pdf
from tests.journeys.seed_events import events_to_see
from tests.journeys.seed_figures import figures_to_see
from tests.journeys.seed_hearings import hearings_to_see
from tests.journeys.seed_measured import measured_to_see
from tests.journeys.seed_record import record_to_see
from tests.journeys.seed_surveys import surveys_to_see

SECRET = "kolibri"
"""A word that stands only in what was never published."""

SINCE = date(2026, 1, 1)
REVIEWED = """Skovbyen 2026-2030

Vi bor tæt på skoven, og det skal vi mærke hver dag. Det kræver stier, lys og steder at mødes.

Indsatsområde 1: Ud i skoven

Stierne er slidte, og om vinteren er der mørkt. Det vil vi lave om på.

Målsætninger

- Mindst 80 % af borgerne skal i 2030 bo højst 500 meter fra en sti.
- Der skal være lys på alle skoleveje senest i 2028.

Indsatsområde 2: Sammen under træerne

Foreningerne bruger skoven, og de må gerne bruge den mere.

Målsætninger

- Antallet af foreninger med et fast sted i skoven skal stige hvert år.

Spørgsmål vi er nysgerrige på

- Hvordan får vi flere unge til at bruge skoven?
"""


def seed() -> dict[str, Any]:
    """Build all three municipalities; logins, addresses and keys for the journeys."""
    now = clock.now()
    with transaction.atomic():
        demo = build_organisation(now=now)
        edition = build_strategy(organisation=demo, now=now)
        secret = _secret_draft(demo, now=now)
        heard = hearings_to_see(edition.strategy, demo, now=now)
        return {
            "password": PASSWORD,
            "roles": {role: email_of(role) for role in LOGINS},
            "secret": SECRET,
            "strategy": _strategy_facts(edition.strategy, edition),
            "draft": _strategy_facts(secret),
            "targets": _targets(demo, edition, secret, now=now),
            "documents": _documents(demo, now=now),
            "links": _password_links(demo.municipality, now=now),
            "membership": Membership.objects.filter(municipality=demo.municipality).latest("pk").pk,
            "organisation": _organisation(demo, now=now),
            "surveys": surveys_to_see(demo.municipality, by=demo.consultant, now=now),
            "measured": measured_to_see(edition, by=demo.consultant, now=now),
            "figures": figures_to_see(demo.municipality, by=demo.consultant, now=now),
            "hearings": heard,
            "record": record_to_see(heard["open"]["key"], "Ib Ibsen", by=demo.consultant, now=now),
            "events": events_to_see(demo.municipality, by=demo.consultant, now=now),
            "names": _names(demo.municipality),
            "neighbour": _neighbour(now=now),
            "beginner": _beginner(now=now),
        }


def _in_use(code: str, host: str, deed: dict[str, Any]) -> Municipality:
    municipality = Municipality.objects.get(pk=code)
    look = organisation.Look(site_name=municipality.name, email="nabo@example.org")
    organisation.set_appearance(municipality=municipality, look=look, **deed)
    organisation.set_host_name(municipality=municipality, host=host, **deed)
    return municipality


def _consultant(municipality: Municipality, name: str, email: str, deed: dict[str, Any]) -> User:
    user = create_user(email=email, name=name, password=PASSWORD, **deed)
    organisation.grant_membership(
        user=user, municipality=municipality, role=Role.CONSULTANT, valid_from=SINCE, **deed
    )
    return user


def _strategy(
    municipality: Municipality, title: str, area: str, goals: list[str], deed: dict[str, Any]
) -> Strategy:
    made = draft.create_strategy(
        municipality=municipality, title=title, period_from=2026, period_to=2029, **deed
    )
    place = draft.add_area(strategy=made, text=area, **deed)
    objective = draft.add_objective(area=place, text=f"{area} for alle", **deed)
    for goal in goals:
        draft.add_goal(parent=objective, text=goal, **deed)
    draft.add_theme(area=place, text=f"Hvordan når vi længere med {area.lower()}?", **deed)
    return made


def _secret_draft(demo: DemoOrganisation, *, now: datetime) -> Strategy:
    deed: dict[str, Any] = {"by": demo.consultant, "now": now}
    goals = ["En kolibri skal kunne leve i hver have", "Halvdelen af haverne skal blomstre i 2028"]
    return _strategy(demo.municipality, "Kolibriplanen", "Kolibrihaver", goals, deed)


def _targets(
    demo: DemoOrganisation, edition: Edition, secret: Strategy, *, now: datetime
) -> dict[str, Any]:
    """A target in the draft, and one of each sort given to goals of the adopted edition."""
    deed: dict[str, Any] = {"by": demo.consultant, "now": now}
    goal = draft_outline(secret).all_goals[0]
    said = [Worded(typed("blandt de 25 % bedste i landet"))]
    word_goal(goal=goal, expected_version=goal.version, targets=said, **deed)
    day = clock.date_in_denmark(now)
    kinds = {"share": said[0].target, "date": Milestone(Deadline(day.year + 2)), "people": Judged()}
    facts = {}
    for row in edition_rows(edition):
        if row.kind != RowKind.GOAL or not kinds:
            continue
        name, target = kinds.popitem()
        place = len(frozen_targets(row))
        interpret(
            strategy=edition.strategy, goal=row.key, place=place, target=target,
            means=Means(MeasuredBy.NONE if name == "share" else None),
            decision=Decision("Ordlyden siger det ikke.", "Kommunalbestyrelsen", day), **deed,
        )  # fmt: skip
        facts[name] = {"goal": str(row.key), "number": place + 1}
    return facts


def _strategy_facts(strategy: Strategy, edition: Edition | None = None) -> dict[str, Any]:
    outline = draft_outline(strategy)
    area = next(each for each in outline.areas if each.objectives)
    goal = outline.all_goals[4 if edition else 0]
    theme = next(each.themes[0] for each in outline.areas if each.themes)
    return {
        "key": str(strategy.key),
        "slug": edition.slug if edition else strategy.slug,
        "title": strategy.title,
        "number": edition.number if edition else 0,
        "area": {"key": str(area.area.key), "text": area.area.text},
        "objective": {"key": str(area.objectives[0].objective.key)},
        "goal": {"key": str(goal.key), "text": goal.text},
        "theme": {"key": str(theme.key), "text": theme.text},
        "goals": [each.text for each in outline.all_goals],
    }


def _documents(demo: DemoOrganisation, *, now: datetime) -> dict[str, int]:
    """A document in each state that a person meets: taken over (the demonstration's own), ready for
    review with one passage left out, unreadable, put away."""
    taken_over = Reading.drafts.get(municipality=demo.municipality)
    review = _received(demo, "skovbyen.txt", REVIEWED, now=now)
    unreadable = _received(demo, "tom-side.html", "<html><body> </body></html>", now=now)
    pdf = _received(demo, "skovbyen.pdf", as_pdf(STRATEGY), now=now)
    away = _received(demo, "gammel.txt", "Gammel plan\n\nDen er afløst.\n", now=now)
    run_waiting()
    away.refresh_from_db()
    discard_reading(reading=away, by=demo.consultant, now=now)
    passage = Passage.drafts.filter(reading=review, kind="goal").first()
    assert passage is not None
    return {
        "taken_over": taken_over.pk,
        "review": review.pk,
        "passage": passage.pk,
        "pdf": pdf.pk,
        "unplaced": _unplaced(taken_over, now=now).pk,
        "unreadable": unreadable.pk,
        "away": away.pk,
    }


def _unplaced(reading: Reading, *, now: datetime) -> Passage:
    """What the document said, and nobody has given a place in the strategy."""
    return Passage.drafts.create(
        municipality=reading.municipality,
        reading=reading,
        order=Passage.drafts.filter(reading=reading).count() + 1,
        kind=PassageKind.UNPLACED,
        text="Fotos: Skovens venner",
        confidence=0.3,
        changed_at=now,
    )


def _received(demo: DemoOrganisation, name: str, text: str | bytes, *, now: datetime) -> Reading:
    return receive_document(
        municipality=demo.municipality,
        chunks=[text if isinstance(text, bytes) else text.encode()],
        name=name,
        limit=1_000_000,
        by=demo.consultant,
        now=now,
    )


def _names(municipality: Municipality) -> list[str]:
    """What is called the same in every language: people, units, fields, the place itself, and the
    other municipalities that stand in every picture of all 98."""
    found = {municipality.official_name, *Municipality.objects.values_list("name", flat=True)}
    for model in (Person, Unit, Field):
        rows = model._base_manager.filter(municipality=municipality)
        found.update(rows.values_list("name", flat=True))
    # The longest first, so that no name is taken out of the middle of another.
    return sorted(found, key=len, reverse=True)


def _password_links(municipality: Municipality, *, now: datetime) -> dict[str, str]:
    """What stands in the mails to somebody who never logs in, so that the link holds."""
    user = create_user(
        email="ny@example.org", name="Nanna Ny", password=None, by=SystemActor("seed"), now=now
    )
    return {
        "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": TOKENS.make_token(user),
    }


def _organisation(demo: DemoOrganisation, *, now: datetime) -> dict[str, Any]:
    """A position that somebody holds, in a unit below another; and a unit that has ended."""
    deed: dict[str, Any] = {"by": demo.consultant, "now": now}
    position = demo.chiefs["care"]
    person = organisation.create_person(
        municipality=demo.municipality, name="Solvej Sund", email="solvej@example.org", **deed
    )
    holder = organisation.hold_position(position=position, person=person, valid_from=SINCE, **deed)
    organisation.create_unit(
        municipality=demo.municipality, kind=UnitKind.CENTRE, name="Center for Alt",
        valid_from=SINCE, valid_to=date(2026, 2, 1), **deed,
    )  # fmt: skip
    return {"unit": str(position.unit.key), "position": str(position.key), "holder": holder.pk}


def _neighbour(*, now: datetime) -> dict[str, Any]:
    deed: dict[str, Any] = {"by": SystemActor("seed"), "now": now}
    host = "ishoej.localhost"
    ishoej = _in_use("183", host, deed)
    email = "konsulent@ishoej.example"
    _consultant(ishoej, "Nina Nabo", email, deed)
    made = _strategy(
        ishoej, "Ishøj ved vandet", "Strandliv", ["Badevandet skal være rent hele året"], deed
    )
    publish_edition(strategy=made, kind=EditionKind.PROPOSAL, **deed)
    return {"host": host, "email": email, "goal": "Badevandet skal være rent hele året"}


def _beginner(*, now: datetime) -> dict[str, Any]:
    deed: dict[str, Any] = {"by": SystemActor("seed"), "now": now}
    host = "greve.localhost"
    greve = _in_use("253", host, deed)
    email = "konsulent@greve.example"
    _consultant(greve, "Gerda Greve", email, deed)
    place: dict[str, Any] = {"municipality": greve, "valid_from": SINCE, **deed}
    organisation.create_unit(kind=UnitKind.COUNCIL, name="Byrådet", parent=None, **place)
    centre = organisation.create_unit(
        kind=UnitKind.CENTRE, name="Center for By og Natur", parent=None, **place
    )
    organisation.create_position(
        unit=centre, kind=PositionKind.CENTRE_CHIEF, title="Centerchef", valid_from=SINCE, **deed
    )
    organisation.create_field(municipality=greve, name="Grønne områder", **deed)
    return {"host": host, "email": email}
