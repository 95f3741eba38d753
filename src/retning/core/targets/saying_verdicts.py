"""Verdicts as sentences: where we are, where we must be, whether we are getting there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from retning.core.charts.numbers import UNSAID
from retning.core.periods import Period, PeriodKind
from retning.core.targets.judging.comparing import rounded
from retning.core.targets.judging.deadlines import period_for
from retning.core.targets.judging.units import Family, unit_of
from retning.core.targets.kinds import (
    Change,
    Comparator,
    Compare,
    Direction,
    Judged,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    Target,
)
from retning.core.targets.numerals import number_said, unit_said
from retning.core.targets.saying import WORDS, say, share_said
from retning.core.targets.verdict_words import VERDICT_WORDS, VerdictWords
from retning.core.targets.verdicts import Measured, Reason, Standing, Status, Ties, Verdict
from retning.core.targets.words import LanguageCode, Words

NEVER_SURER = 0.95
"""Chances are said no surer than this: an outlook never knows."""


def said_status(status: Status, language: LanguageCode = "da", *, is_budget: bool = False) -> str:
    """A status in a word or two: "Nået", "Ikke nået endnu", "Nået (budgettal)"."""
    words = VERDICT_WORDS[language]
    said = words.statuses[status]
    return words.on_budget.format(status=said) if is_budget else said


def say_verdict(
    verdict: Verdict,
    target: Target,
    measured: Measured,
    language: LanguageCode = "da",
    *,
    proxy: str = "",
) -> str:
    """The verdict in sentences that stand alone. `proxy`: how the indicator differs from what the
    target is about, where it does."""
    return _Saying(verdict, target, measured, language).said(proxy)


def say_reason(
    verdict: Verdict, target: Target, measured: Measured, language: LanguageCode = "da"
) -> str:
    """Why a verdict is unknown, without the figure and the rule; empty where it is known."""
    return _Saying(verdict, target, measured, language).reason()


def said_period(period: Period, language: LanguageCode = "da") -> str:
    """A period as people say it: "2019", "juli 2026", "3. kvartal 2025", "skoleåret 2024/25"."""
    words = VERDICT_WORDS[language]
    year = period.year
    match period.kind:
        case PeriodKind.YEAR:
            return str(year)
        case PeriodKind.SCHOOL_YEAR:
            return words.school_year.format(year=year, next=f"{(year + 1) % 100:02}")
        case PeriodKind.QUARTER:
            return words.quarter.format(number=period.number, year=year)
        case PeriodKind.MONTH:
            return f"{words.months[period.number - 1]} {year}"


class _Saying:
    """One verdict in one language."""

    def __init__(
        self, verdict: Verdict, target: Target, measured: Measured, language: LanguageCode
    ) -> None:
        self.verdict, self.target, self.measured = verdict, target, measured
        self.language: LanguageCode = language
        self.words: VerdictWords = VERDICT_WORDS[language]
        self.marks: Words = WORDS[language]

    def said(self, proxy: str) -> str:
        sentences = [*self._where(), *self._judged(), *self._end()]
        if proxy:
            sentences.append(self.words.proxy.format(proxy=proxy))
        return " ".join(_closed(sentence) for sentence in sentences if sentence)

    def reason(self) -> str:
        is_unknown = self.verdict.status is Status.UNKNOWN
        return " ".join(map(_closed, self._why_unknown())) if is_unknown else ""

    # Where we are

    def _where(self) -> Iterator[str]:
        verdict, words = self.verdict, self.words
        if verdict.value is not None and verdict.period is not None:
            period = said_period(verdict.period, self.language)
            figure = words.figure_budget if verdict.is_budget else words.figure
            yield figure.format(period=period, amount=self._amount(verdict.value))
        if verdict.answers is not None:
            answers = number_said(Decimal(verdict.answers), self.marks)
            yield words.answered.format(answers=answers)
        if verdict.baseline is not None and verdict.baseline_period is not None:
            period = said_period(verdict.baseline_period, self.language)
            evidence = verdict.evidence
            is_budget = evidence is not None and evidence.is_budget(verdict.baseline_period)
            baseline = words.baseline_budget if is_budget else words.baseline
            yield baseline.format(period=period, amount=self._amount(verdict.baseline))
        if verdict.standing is not None:
            yield self._place(verdict.standing)
        if verdict.against is not None and verdict.mean is not None:
            mean = words.means[verdict.mean]
            yield words.against.format(mean=mean, amount=self._amount(verdict.against))

    def _place(self, standing: Standing) -> str:
        words = self.words
        is_strict = self.measured.ties is Ties.STRICT and standing.tied
        rank = standing.rank - standing.tied if is_strict else standing.rank
        tied = {0: words.alone, 1: words.tied_one}.get(standing.tied, words.tied)
        place = tied.format(rank=rank, tied=standing.tied)
        if is_strict:
            place += f" ({words.strict.format(rank=standing.rank)})"
        lowest = self.verdict.comparator is Comparator.AT_MOST
        end = words.end_lowest if lowest else words.end_highest
        return words.of_with.format(place=place, n=standing.n, end=end)

    # Where we must be

    def _judged(self) -> Iterator[str]:
        verdict, words = self.verdict, self.words
        if isinstance(self.target, Milestone | Judged):
            yield from self._people()
        elif verdict.met_now is None:
            yield self._must()
        elif verdict.standing is not None:
            yield self._cut(verdict.standing)
            yield self._places()
        else:
            yield self._must()
            yield self._counted_from()
            if self._is_level_with() and verdict.comparator is not None:
                yield words.level_better
            yield self._gap()

    def _must(self) -> str:
        said = say(self.target, self.language)
        words = self.words
        threshold = self.verdict.threshold
        tells_more = isinstance(self.target, Ratio) or (
            isinstance(self.target, Change) and self.target.size is not None
        )
        if tells_more and threshold is not None and self.verdict.comparator is not None:
            said += ", " + words.that_is.format(threshold=self._bound(threshold))
        opening = words.must_move if said.startswith(words.moving) else words.must
        return opening.format(said=said)

    def _counted_from(self) -> str:
        target, since = self.target, self.verdict.baseline_period
        if not isinstance(target, Change) or target.baseline_year is not None or since is None:
            return ""
        by_plan = self.measured.period is not None
        sentence = self.words.from_plan if by_plan else self.words.from_year_before
        return sentence.format(period=said_period(since, self.language))

    def _cut(self, standing: Standing) -> str:
        words, cut = self.words, standing.cut or 0
        target = self.target
        share = share_said(target.share, self.marks) if isinstance(target, Quantile) else ""
        if share:
            sentence = words.cut_share if cut else words.cut_none
        else:
            sentence = words.cut_first if cut == 1 else words.cut_rank
        said = sentence.format(share=share, n=standing.n, cut=number_said(Decimal(cut), self.marks))
        said = said[:1].upper() + said[1:]
        if standing.threshold is not None:
            said += words.today_asks.format(threshold=self._bound(standing.threshold))
        return said + "."

    def _places(self) -> str:
        gap, words = int(self.verdict.gap or 0), self.words
        if gap > 0:
            return words.places_missing[gap > 1].format(places=gap)
        if isinstance(self.target, Rank) and self.target.at_most == 1:
            return ""
        return words.places_spare[min(-gap, 2)].format(places=-gap)

    def _gap(self) -> str:
        gap, words = self.verdict.gap, self.words
        if gap is None or gap == 0 or (gap < 0 and self._is_direction_alone()):
            return ""
        amount = self._difference(abs(Fraction(gap)))
        if gap < 0:
            return words.spare_gap.format(amount=amount)
        if self.verdict.comparator is None:
            return words.too_far.format(amount=amount)
        upwards = self.verdict.comparator.direction is Direction.UP
        return (words.too_low if upwards else words.too_high).format(amount=amount)

    def _is_direction_alone(self) -> bool:
        return isinstance(self.target, Change) and self.target.size is None

    def _is_level_with(self) -> bool:
        target = self.target
        return isinstance(target, Compare) and target.comparator is None and target.margin is None

    def _people(self) -> Iterator[str]:
        measured, words = self.measured, self.words
        if isinstance(self.target, Milestone):
            if self.verdict.met_now is not None and measured.done_on is not None:
                day = self._day(measured.done_on)
                yield words.done[self.verdict.met_now].format(day=day, deadline=self._deadline())
                yield words.proof.format(proof=measured.proof) if measured.proof else ""
        elif self.verdict.met_now is not None:
            yield words.opinion[self.verdict.met_now]

    # Whether we are getting there

    def _end(self) -> Iterator[str]:
        verdict, words = self.verdict, self.words
        if verdict.status is Status.UNKNOWN:
            yield from self._why_unknown()
            return
        is_ahead = verdict.status in {Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK}
        deadline = self._deadline()
        if is_ahead and verdict.probability is None:
            yield words.no_outlook[bool(verdict.met_now)].format(deadline=deadline)
            return
        if is_ahead:
            yield words.met_now[bool(verdict.met_now)].format(deadline=deadline)
        chance = self._chance(verdict.probability or 0.0)
        yield words.endings[verdict.status].format(chance=chance, deadline=deadline)

    def _why_unknown(self) -> Iterator[str]:
        verdict, words = self.verdict, self.words
        reason = verdict.reason or Reason.NO_FIGURES
        known, of = verdict.coverage or (0, 0)
        broken = verdict.broken_at
        if reason is Reason.NOT_PUBLISHED and (awaited := self._awaited()):
            yield awaited
            return
        yield words.reasons[reason].format(
            known=known,
            of=of,
            since=said_period(broken.period, self.language) if broken else "",
            asked=_named(getattr(self.target, "unit", ""), self.marks),
            counted=_named(self.measured.unit, self.marks),
            deadline=say(self.target, self.language) if isinstance(self.target, Milestone) else "",
            day=self._deadline(),
        )
        if broken is not None:
            yield broken.why_da if self.language == "da" else broken.why_en or broken.why_da

    def _awaited(self) -> str:
        """Which figure is not there yet; empty where that cannot be told."""
        verdict, words = self.verdict, self.words
        newest, since = verdict.period, verdict.baseline_period
        if since is not None:
            return words.no_later.format(period=said_period(since, self.language))
        if newest is not None and verdict.value is not None and verdict.deadline is not None:
            newest = period_for(verdict.deadline, newest.kind)
        return words.awaited.format(period=said_period(newest, self.language)) if newest else ""

    def _deadline(self) -> str:
        deadline = self.verdict.deadline
        return self._day(deadline) if deadline is not None else ""

    def _chance(self, probability: float) -> str:
        rare, usual, sure = self.words.chance
        if probability < 1 - NEVER_SURER:
            return rare
        if probability > NEVER_SURER:
            return sure
        return usual.format(percent=round(probability * 100))

    # Numbers

    def _bound(self, threshold: Decimal | Fraction) -> str:
        comparator = self.verdict.comparator or Comparator.AT_LEAST
        return self.words.bounds[comparator.value].format(amount=self._amount(threshold))

    def _amount(self, number: Decimal | Fraction) -> str:
        """A figure as it is published: with its decimals, zeros too; a reckoned one with one
        more."""
        return self._with_unit(self._figure(number), self.measured.unit)

    def _difference(self, number: Decimal | Fraction) -> str:
        is_share = unit_of(self.measured.unit).family is Family.SHARE and self.measured.unit
        unit = self.words.points if is_share else self.measured.unit
        return self._with_unit(self._figure(number), unit)

    def _figure(self, number: Decimal | Fraction) -> str:
        decimals = self.measured.panel.decimals
        exact = Fraction(number)
        if rounded(exact, decimals) != exact:
            decimals += 1
        shown = rounded(exact, decimals)
        scaled = abs(shown.numerator * 10**decimals // shown.denominator)
        whole, rest = divmod(scaled, 10**decimals)
        said = number_said(Decimal(whole), self.marks)
        if decimals:
            said += f"{self.marks.decimal_mark}{rest:0{decimals}}"
        return f"-{said}" if shown < 0 else said

    def _with_unit(self, said: str, unit: str) -> str:
        if unit == "%":
            return said + self.marks.percent
        return f"{said} {unit}" if unit and unit not in UNSAID else said

    def _day(self, day: date) -> str:
        month = self.words.months[day.month - 1]
        return f"{day.day}{self.marks.day_mark} {month} {day.year}"


def _closed(sentence: str) -> str:
    """With one full stop where an abbreviation has its own ("kr.")."""
    ends_twice = sentence.endswith("..") and not sentence.endswith("...")
    return sentence[:-1] if ends_twice else sentence


def _named(unit: str, marks: Words) -> str:
    return unit_said(unit, marks) if unit else "–"
