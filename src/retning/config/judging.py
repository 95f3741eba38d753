"""`retning judge "TEXT" …`: whether a target is met on the figures in a folder, no database."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import zlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.conf import settings

from retning.config.judging_data import Named, NoFigures, find
from retning.config.judging_sentences import SENTENCES, Trouble

if not settings.configured:  # names of regions are Django's to translate; no database is touched
    settings.configure(USE_I18N=False)

from retning.apps.indicators.queries.geography import peers_of
from retning.apps.indicators.sources.areas import area_of_code, area_of_name, names
from retning.apps.indicators.sources.reply import Unavailable
from retning.core.benchmark.figures import Evidence
from retning.core.benchmark.ranking import place_of
from retning.core.periods import NoPeriod, Period, period_of
from retning.core.targets import (
    Context,
    Direction,
    Measured,
    Target,
    Ties,
    Verdict,
    WordingError,
    canonical,
    direction_of,
    judge,
    kind_of,
    read,
    said_status,
    say,
    say_verdict,
    typed,
)
from retning.core.targets.judging.basis import municipal_figures
from retning.foundation import clock
from retning.foundation.clock import date_in_denmark

SCHEMA = 1


class Refused(Exception):
    """It cannot be judged as it was asked: the sentence says why."""


def main(argv: Sequence[str]) -> int:
    """Judge and print: 0 if there is a verdict (Unknown is one), else 2 and a sentence."""
    options = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        answer = _Asked(options).answer()
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    try:
        print(json.dumps(answer, ensure_ascii=False, indent=1) if options.json else _plain(answer))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="retning judge", description=__doc__)
    parser.add_argument("text", metavar="TEXT", help='the target, "blandt de 10 %% laveste"')
    parser.add_argument("--indicator", required=True, metavar="CODE", help="its code or name")
    parser.add_argument("--municipality", required=True, metavar="CODE", help="187 or its name")
    parser.add_argument("--on", metavar="DAY", help="2019, 2019M08 or 2019-06-30; today")
    parser.add_argument("--data", required=True, metavar="DIR", help="where the figures lie")
    parser.add_argument("--plan", metavar="YEARS", help="the plan's years, 2018-2022")
    parser.add_argument("--unit", help="of the indicator, where the file does not say it")
    parser.add_argument("--polarity", choices=("up", "down"), help="which way is better")
    parser.add_argument("--ties", choices=[each.value for each in Ties], default="standard")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument(
        "--language",
        choices=("da", "en"),
        default="en" if os.environ.get("LANG", "").startswith("en") else "da",
        help="of the sentences printed",
    )
    return parser


class _Asked:
    """One question."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.language = options.language

    def answer(self) -> dict[str, Any]:
        """Everything about the first target in the text; `more` are the others'."""
        plan = self._plan()
        targets = self._targets(plan)
        on = self._day()
        municipality = self._municipality()
        indicator = self._indicator()
        measured = self._measured(indicator, municipality, on, plan)
        first, *more = [self._one(target, measured, indicator, on) for target in targets]
        head = {
            "schema": SCHEMA,
            "indicator": indicator.code,
            "indicator_name": indicator.name,
            "unit": measured.unit,
            "municipality": municipality,
            "municipality_name": names()[municipality],
            "on": on.isoformat(),
        }
        return head | first | {"more": more}

    def _refuse(self, trouble: Trouble, **said: object) -> Refused:
        return Refused(SENTENCES[trouble][self.language == "en"].format(**said))

    def _targets(self, plan: tuple[int, int] | None) -> list[Target]:
        """As people type a target, else what a natural sentence holds."""
        text = self.options.text
        try:
            return [typed(text, self.language)]
        except WordingError as wording:
            if (said := canonical(text)) is not None:  # in the other language
                return [said]
            found = read(text, Context(listed=True, period=plan)).targets
            numbered = [each.target for each in found if kind_of(each.target) != "qualitative"]
            if numbered or found:
                return numbered or [each.target for each in found]
            raise Refused(str(wording)) from None

    def _day(self) -> date:
        said = self.options.on
        if said is None:
            return date_in_denmark(clock.now())
        try:
            return date.fromisoformat(said) if said.count("-") == 2 else period_of(said).last_day
        except (ValueError, NoPeriod):
            raise self._refuse(Trouble.DAY, said=said) from None

    def _plan(self) -> tuple[int, int] | None:
        said = self.options.plan
        if not said:
            return None
        years = re.fullmatch(r"(\d{4})\s*[-–]\s*(\d{4})", said, re.ASCII)
        if not years or not 1900 <= int(years[1]) <= int(years[2]) <= 2199:
            raise self._refuse(Trouble.PLAN, said=said)
        return int(years[1]), int(years[2])

    def _municipality(self) -> str:
        said = self.options.municipality.strip()
        code = area_of_code(said) or area_of_name(said)
        if code not in names():
            near = get_close_matches(said, names().values(), n=1)
            hint = f" {near[0]}?" if near else ""
            raise self._refuse(Trouble.MUNICIPALITY, said=said, hint=hint)
        return code or ""

    def _indicator(self) -> Named:
        folder = Path(self.options.data)
        asked = self.options.indicator
        try:
            return find(folder, asked)
        except NoFigures as none:
            near = get_close_matches(asked, none.there_are, n=3, cutoff=0.3)
            trouble = Trouble.ELSEWHERE if none.is_known else Trouble.INDICATOR
            trouble = trouble if none.there_are else Trouble.NOTHING
            raise self._refuse(
                trouble, said=asked, folder=folder, near="; ".join(near) or "–"
            ) from None
        except Unavailable as broken:
            raise self._refuse(Trouble.BROKEN, detail=broken, folder=folder) from None
        except (OSError, EOFError, zlib.error) as error:
            raise self._refuse(Trouble.FOLDER, folder=folder, detail=error) from None

    def _measured(
        self, indicator: Named, municipality: str, on: date, plan: tuple[int, int] | None
    ) -> Measured:
        told = self.options.polarity
        return Measured(
            panel=indicator.panel,
            municipality=municipality,
            unit=indicator.unit if self.options.unit is None else self.options.unit,
            polarity=Direction(told) if told else indicator.polarity,
            breaks=indicator.breaks,
            peers=peers_of(municipality, on),
            population=_nearest(indicator, on),
            evidence=indicator.evidence,
            ties=Ties(self.options.ties),
            period=plan,
        )

    def _one(
        self, target: Target, measured: Measured, indicator: Named, on: date
    ) -> dict[str, Any]:
        verdict = judge(target, measured, on=on)
        proxy = indicator.proxies[self.language == "en"]
        said = say_verdict(verdict, target, measured, self.language, proxy=proxy)
        answer = _told(verdict, target, measured) | {"sentence": said}
        answer["target"] = say(target, self.language)
        answer["status_said"] = said_status(
            verdict.status, self.language, is_budget=verdict.is_budget
        )
        return answer


def _nearest(indicator: Named, on: date) -> dict[str, int]:
    """The inhabitants of the newest year that has begun, which weigh an average."""
    begun: list[Period] = [each for each in indicator.population if each.first_day <= on]
    return dict(indicator.population[max(begun)]) if begun else {}


def _told(verdict: Verdict, target: Target, measured: Measured) -> dict[str, Any]:
    standing, evidence = verdict.standing, verdict.evidence
    rank, tied, n = _place(verdict, target, measured)
    return {
        "kind": kind_of(target).value,
        "verdict": verdict.status.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "met_now": verdict.met_now,
        "value": _number(verdict.value),
        "period": verdict.period.code if verdict.period else None,
        "rank": rank,
        "tied": tied,
        "n": n,
        "k": standing.cut if standing else None,
        "comparator": verdict.comparator.value if verdict.comparator else None,
        "threshold": _number(verdict.threshold),
        "gap": _number(verdict.gap),
        "baseline": _number(verdict.baseline),
        "baseline_period": verdict.baseline_period.code if verdict.baseline_period else None,
        "against": _number(verdict.against),
        "mean": verdict.mean.value if verdict.mean else None,
        "coverage": list(verdict.coverage) if verdict.coverage else None,
        "deadline": verdict.deadline.isoformat() if verdict.deadline else None,
        "evidence": _shown(evidence, verdict) if evidence else None,
    }


def _shown(evidence: Evidence, verdict: Verdict) -> dict[str, Any]:
    """Where the figure comes from; `state` tells a budget figure from a published one, of the
    figure and of what it is counted from."""
    return {
        "source": evidence.source,
        "table": evidence.table or None,
        "updated": evidence.updated.isoformat() if evidence.updated else None,
        "state": _state(evidence, verdict.period),
        "baseline_state": _state(evidence, verdict.baseline_period),
    }


def _state(evidence: Evidence, period: Period | None) -> str | None:
    if period is None:
        return None
    return "budget" if evidence.is_budget(period) else "published"


def _place(
    verdict: Verdict, target: Target, measured: Measured
) -> tuple[int | None, int | None, int | None]:
    """Rank, how many share it, and of how many; of other kinds than ranks, among all of them."""
    if verdict.standing is not None:
        return verdict.standing.rank, verdict.standing.tied, verdict.standing.n
    if verdict.value is None or verdict.period is None:
        return None, None, None
    direction = direction_of(target)
    wished = measured.polarity if direction in {None, Direction.BETTER} else direction
    figures = municipal_figures(measured.panel, verdict.period)
    if wished not in {Direction.UP, Direction.DOWN} or len(figures) < 2:
        return None, None, len(figures)
    lowest = wished is Direction.DOWN
    place = place_of(figures[measured.municipality], figures.values(), lowest=lowest)
    return place.rank, place.tied, place.n


def _number(value: Decimal | Fraction | None) -> int | float | None:
    if value is None:
        return None
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else float(exact)


def _plain(answer: dict[str, Any]) -> str:
    each = [answer, *answer["more"]]
    head = f"{answer['municipality_name']}: {answer['indicator_name']}"
    return "\n".join([head, *(f"{one['status_said']}. {one['sentence']}" for one in each)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
