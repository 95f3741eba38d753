"""Two municipalities side by side: ours with something of every kind, and words to know it by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from retning.apps.indicators.models import Release, Survey
from retning.apps.indicators.services.loading import keep_file
from retning.apps.indicators.services.own import create_indicator, enter_figures
from retning.apps.organisation import services as organisation
from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Field, Membership, Municipality, Resolution
from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Edition, Goal, Passage, Proof, Reading, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.rows import draft_checksum
from retning.apps.strategy.services.renditions import changes_file, edition_file
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.reporting.structure import Format
from retning.web.staff.login.mail import TOKENS
from tests.cast import Cast
from tests.factories import drafts
from tests.factories import indicators as figures
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories import surveys as asking
from tests.factories.goal_targets import DATE, PEOPLE, SHARE, aimed, proved
from tests.factories.neighbour_hearings import Heard, make_heard
from tests.factories.organisation import NOW, TESTER
from tests.factories.pictures import png
from tests.helpers.addresses import Address
from tests.helpers.typeset import STRATEGY, as_pdf

OURS = "zebrafinke"
"""A word in everything that Vallensbæk has written."""
SECRET = "kolibri"
"""A word in everything that Vallensbæk has not published."""
DOCUMENT = f"En {OURS} og en {SECRET}\n\nVi plejer vores natur.\n"


# What the fields of our forms are given, whichever form it is.
CHANGED: dict[str, Any] = {
    "title": "Ændret",
    "text": "Ændret udefra",
    "body": "Ændret",
    "version": 1,
    "kind": "goal",
    "period_from": 2031,
    "period_to": 2034,
    "legal_basis": "none",
    "into": "new",
    "valid_to": "2026-03-03",
    "email": "ukendt@ishoej.example",
    "password": "ikke det rigtige",
    "link_colour": "#123456",
    "primary_colour": "#123456",
    "site_name": "Ændret",
    "name": "Ændret",
    "valid_from": "2026-03-02",
}

NATIONAL = "national-share"
"""An indicator that is everybody's."""
SURVEY: dict[str, Any] = {
    "mode": "web",
    "population": "Borgere",
    "opens_on": "2031-01-01",
    "closes_on": "2031-02-01",
    "counted": 1,
    "question_1": "Er du tilfreds?",
    "choices_1": "Ja\nNej",
}
RESULTS: dict[str, Any] = {
    "proof": "En rapport",
    **{f"count_0_{place}": 9 for place in range(4)},
    **{f"count_1_{place}": 9 for place in range(2)},
}

MEASURED: dict[str, Any] = {
    "wording": "mindst 85 % i 2027",
    "no_source": "on",
    "ties": "standard",
    "reason": "Ændret",
    "decided_by": "Ændret",
    "decided_on": "2026-03-02",
    "done_on": "2026-03-02",
    "question": "Ændret?",
    "lowest": 1,
    "highest": 5,
    "counts_from": 4,
    "share": "2/3",
    "asked": "Ændret",
    "asked_number": 9,
    "judged_on": "2026-03-02",
    "marks": "5; Ændret",
}


TYPED: dict[str, Any] = {"period_1": "2026", "figure_1": "1", "proof": "Ændret"}


@dataclass(frozen=True)
class World:
    """Vallensbæk with something of every kind, and Ishøj with a little of its own."""

    cast: Cast
    published: Strategy
    resolution: Resolution
    review: Reading
    field: Field
    logo: str
    their_strategy: Strategy
    their_review: Reading
    own_code: str
    figures_file: str
    heard: Heard

    @cached_property
    def samples(self) -> dict[str, list[Any]]:
        """Parameter of an address → each value of it that names something of Vallensbæk's."""
        ours = {"municipality": self.cast.municipality}
        outline = draft_outline(self.published).areas[0]
        consultant = self.cast.consultant
        return {
            **self.heard.samples,
            "slug": [*(each.slug for each in Strategy.drafts.filter(**ours)), *self.heard.slugs],
            "key": [
                *(each.key for each in Strategy.drafts.filter(**ours)),
                outline.area.key,
                outline.objectives[0].objective.key,
                *(goal.key for goal in outline.all_goals),
                outline.themes[0].key,
                self.cast.units.other_centre.key,
                self.cast.centre_chief_position.key,
                *(each.key for each in Survey.objects.filter(**ours)),
            ],
            "kind": ["area", "objective", "goal", "theme"],
            "goal": [goal.key for goal in outline.all_goals],
            "path": ["ukendt"],
            "number": [1, 2],
            "document": [each.pk for each in Reading.drafts.filter(**ours)],
            "passage": [each.pk for each in Passage.drafts.filter(**ours)],
            "membership": [each.pk for each in Membership.objects.filter(**ours)[:2]],
            "holder": [each.pk for each in self.cast.centre_chief_position.holders.all()],
            "checksum": [self.logo],
            "uidb64": [urlsafe_base64_encode(force_bytes(consultant.pk))],
            "form": ["pdf", "csv"],
            "code": [self.own_code],
            "name": ["placering", "bedre-end-nu"],
            "place": ["vallensbaek"],
            "proof": [each.pk for each in Proof.objects.filter(**ours)],
            "release": [each.pk for each in Release.objects.filter(**ours)],
            "sha256": [self.figures_file],
            "area": [self.cast.municipality.pk],
            "period": ["2024"],
            "token": [TOKENS.make_token(consultant)],
        }

    @cached_property
    def goal(self) -> Goal:
        """One of ours that has not been changed since it was made."""
        return draft_outline(self.published).all_goals[1]

    def paths(self, address: Address) -> list[str]:
        """The address with every combination of samples."""
        at = self.heard.keys_at(address.name)
        samples = self.samples if at is None else self.samples | {"key": at}
        unknown = set(address.parameters) - samples.keys()
        if unknown:
            raise LookupError(f"{address.name}: World.samples needs one of {sorted(unknown)}")
        question = f"?maal={NATIONAL}" if address.name == "staff:figures_file" else ""
        return [
            reverse(address.name, kwargs=dict(zip(address.parameters, values, strict=True)))
            + question
            for values in product(*(samples[name] for name in address.parameters))
        ]

    def posted(self, name: str) -> dict[str, Any]:
        """What an owner would send to change something; the rest of a form's fields do no harm."""
        goal = self.goal
        unit, position = self.cast.units.centre, self.cast.centre_chief_position
        common = CHANGED | {
            "owner": f"{unit.pk}:{position.pk}",
            "parent": str(goal.area.key),
        }
        special: dict[str, dict[str, Any]] = {
            "staff:unit_move": {"parent": self.cast.units.council.pk},
            "staff:position_add": {"kind": "leader"},
            "staff:publish": {
                "kind": "proposal",
                "is_read": "on",
                "checksum": draft_checksum(draft_outline(self.published)),
            },
            "staff:resolution_record": {
                "body": self.cast.units.council.pk,
                "met_on": "2026-02-25",
                "item": "1",
            },
            "staff:survey_change": SURVEY | {"title_da": f"Nyt om en {SECRET}"},
            "staff:survey_results": RESULTS,
            "staff:lineage_deeds": {"anew": f"goal:{goal.key}:1"},
            "staff:node_ancestor": {"ancestor": "None"},
            "staff:release_decide": {"deed": "take_back", "reason": "Ændret"},
            "staff:figures_enter": TYPED | {"indicator": self.own_code},
            "staff:node_deeds": {"up": f"goal:{goal.key}"},
            "staff:passage_split": {"at": 4, "second_kind": ""},
            "staff:passage_targets": {"t0-wording": "mindst 85 % i 2027"},
            "staff:goal_targets": {"t0-wording": "mindst 85 % i 2027"},
            "staff:goal_target": {"indicator": "-none"},
            "staff:measuring": {f"m-{goal.pk}-0": "-none"},
            "staff:interpretation": MEASURED,
            "staff:proof": MEASURED,
            "staff:judgement": MEASURED,
            "staff:passage_deeds": {"drop": Passage.drafts.filter(reading=self.review)[0].pk},
        }
        return common | special.get(name, {}) | self.heard.posted.get(name, {})


def make_world(cast: Cast) -> World:
    """Both municipalities, in the database."""
    mine, theirs = cast.municipality, cast.neighbour
    org.membership(cast.neighbour_consultant, theirs, Role.ADMINISTRATOR)
    deed: dict[str, Any] = {"by": TESTER, "now": NOW}
    resolution = organisation.record_resolution(
        body=cast.units.council, met_on=NOW.date(), item=OURS, text=f"En {OURS} vedtaget.", **deed
    )
    published = _published(cast, resolution)
    drafts.strategy(mine, f"{SECRET} og {OURS}")
    passages = [
        (PassageKind.AREA, f"Område for en {OURS}"),
        (PassageKind.GOAL, f"Mål for en {SECRET}"),
    ]
    field = organisation.create_field(municipality=mine, name=f"Felt for en {OURS}", **deed)
    look = organisation.set_logo(
        municipality=mine, chunks=[png()], name="logo.png", text="Byens mærke", **deed
    )
    their_strategy = drafts.strategy(theirs, "Vores egen plan", goals=2)
    drafts.edition(their_strategy)
    drafts.waiting_document(mine, DOCUMENT, name=f"{OURS}.txt")
    drafts.printed_document(mine, [[f"En {SECRET} på en side"]], file=as_pdf(STRATEGY))
    drafts.unplaced(published, f"Billede af en {SECRET}")
    _surveys(mine)
    own_code, figures_file = _figures(mine, deed)
    return World(
        cast=cast,
        published=published,
        resolution=resolution,
        review=drafts.reviewed_document(mine, passages, name=f"{SECRET}.txt"),
        field=field,
        logo=look.logo_key,
        their_strategy=their_strategy,
        their_review=drafts.reviewed_document(theirs, [(PassageKind.GOAL, "Vores eget mål")]),
        own_code=own_code,
        figures_file=figures_file,
        heard=make_heard(cast, published, ours=OURS, secret=SECRET),
    )


def _surveys(mine: Municipality) -> None:
    for first, last in ((30, 40), (-40, -30)):  # none takes answers: those are for everybody
        asking.survey(
            mine,
            title_da=f"Om en {OURS}",
            opens_on=asking.days(first),
            closes_on=asking.days(last),
        )


def _figures(mine: Municipality, deed: dict[str, Any]) -> tuple[str, str]:
    """The code of an own indicator that has figures, and a file that waits to be taken in."""
    counted = create_indicator(municipality=mine, name_da=f"Antal af hver {OURS}", **deed)
    figures.series(counted.code, {"2024": 31415, "2025": 31416}, municipality=mine)
    enter_figures(
        municipality=mine,
        code=counted.code,
        figures={"2023": figures.figure(31414)},
        enclosure=Enclosure([f"En {SECRET}".encode()], f"{OURS}.txt"),
        **deed,
    )
    table = f"År;Antal af hver {SECRET}\n2026;31417\n".encode()
    kept = keep_file(municipality=mine, data=table, name=f"{OURS}.csv", **deed)
    return counted.code, kept.sha256


def _national() -> str:
    """An indicator with figures of the 98: a goal measured by it has pictures."""
    code = figures.indicator(NATIONAL).code
    figures.release({code: {"2025": figures.country()}})
    return code


def _published(cast: Cast, resolution: Resolution) -> Strategy:
    """Two editions of a strategy, and a draft that has gone on since."""
    before = make.strategy(cast.municipality, f"Plan før en {OURS}", period=(2022, 2025))
    make.goal(make.area(before, f"Før en {OURS}"), f"En {OURS} før")
    make.published(before)
    make.adopted(before, resolution)
    made = make.strategy(
        cast.municipality,
        f"Plan for en {OURS}",
        introduction=f"Om en {OURS}.",
        predecessor=before,
    )
    area = make.area(made, f"Område for en {OURS}", body=f"Om en {OURS}.")
    goals = make.goals(make.objective(area, f"En {OURS} trives"), [f"En {OURS} til"] * 2)
    make.theme(area, f"Hvor er en {OURS}?")
    aimed(goals[0], (SHARE, DATE), indicator=_national())
    aimed(goals[1], (SHARE, PEOPLE))
    make.published(made, note=f"Om en {OURS}")
    make.own(goals[0], cast.centre_chief_position)
    make.adopted(made, resolution)
    proved(made, goals[0], place=1, text=f"En {OURS} er talt", file=f"{OURS} og {SECRET}")
    _ask_for_files(before)
    _ask_for_files(made)
    make.reword(goals[0], f"En {OURS} og en {SECRET}")
    return made


def _ask_for_files(of: Strategy) -> None:
    """Somebody has asked for each file already: it is queued, and asking again changes nothing."""
    area = draft_outline(of).areas[0].area
    deed: dict[str, Any] = {"form": Format.PDF, "language": "da", "by": TESTER, "now": NOW}
    first, second = Edition.objects.filter(strategy=of).order_by("number")
    for edition in (first, second):
        edition_file(edition=edition, **deed)
    edition_file(edition=second, part=area.key, part_title=area.text, **deed)
    changes_file(old=first, new=second, **deed)
