"""What is said of verdicts, as tables: Danish and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from retning.core.targets.verdicts import Mean, Reason, Status
from retning.core.targets.words import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWords:
    """One language's sentences, with places to fill in."""

    statuses: Mapping[Status, str]
    endings: Mapping[Status, str]
    """The sentence that ends a verdict; ON_TRACK, AT_RISK and OFF_TRACK with an outlook."""
    no_outlook: Mapping[bool, str]
    met_now: Mapping[bool, str]
    reasons: Mapping[Reason, str]
    means: Mapping[Mean, str]
    months: tuple[str, ...]
    quarter: str
    school_year: str
    figure: str
    figure_budget: str
    on_budget: str
    must: str
    must_move: str
    moving: tuple[str, ...]
    that_is: str
    bounds: Mapping[str, str]
    baseline: str
    baseline_budget: str
    from_plan: str
    from_year_before: str
    points: str
    too_low: str
    too_high: str
    too_far: str
    spare_gap: str
    alone: str
    tied: str
    tied_one: str
    strict: str
    of_with: str
    end_lowest: str
    end_highest: str
    cut_share: str
    cut_rank: str
    cut_first: str
    cut_none: str
    today_asks: str
    places_spare: tuple[str, str, str]
    places_missing: tuple[str, str]
    against: str
    level_better: str
    answered: str
    awaited: str
    no_later: str
    done: Mapping[bool, str]
    proof: str
    opinion: Mapping[bool, str]
    proxy: str
    chance: tuple[str, str, str]


DANISH = VerdictWords(
    statuses={
        Status.MET: "Nået",
        Status.MISSED: "Ikke nået inden fristen",
        Status.NOT_MET: "Ikke nået endnu",
        Status.ON_TRACK: "På vej",
        Status.AT_RISK: "Usikkert",
        Status.OFF_TRACK: "Langt fra",
        Status.UNKNOWN: "Kan ikke afgøres",
    },
    endings={
        Status.MET: "Målet er nået.",
        Status.MISSED: "Målet blev ikke nået inden fristen {deadline}.",
        Status.NOT_MET: "Målet er ikke nået endnu.",
        Status.ON_TRACK: "Udsigten er god: {chance} for, at målet nås til tiden.",
        Status.AT_RISK: "Det er usikkert, om målet nås: {chance} for, at det nås til tiden.",
        Status.OFF_TRACK: "Udsigten er, at målet ikke nås til tiden: {chance} for, at det gør.",
        Status.UNKNOWN: "",
    },
    no_outlook={
        True: "Målet er nået nu. Fristen er {deadline}, og der gives ingen udsigt.",
        False: "Målet er ikke nået endnu. Fristen er {deadline}, og der gives ingen udsigt.",
    },
    met_now={
        True: "Lige nu er målet nået; fristen er {deadline}.",
        False: "Lige nu er målet ikke nået; fristen er {deadline}.",
    },
    reasons={
        Reason.NO_SOURCE: "Der er ingen national kilde, og kommunen har ikke egne tal endnu.",
        Reason.NO_FIGURES: "Der er ingen tal endnu.",
        Reason.MISSING: "Kommunens tal mangler i kilden.",
        Reason.SUPPRESSED: "Kommunens tal er ikke vist i kilden, fordi det er for småt.",
        Reason.NOT_PUBLISHED: "Vi har endnu ikke det tal, som målet holdes op mod.",
        Reason.UNDEFINED: "Tallet kan ikke regnes ud her: der er intet at dele med.",
        Reason.COVERAGE: "Kun {known} af de {of}, der sammenlignes, har et tal; 90 % skal have.",
        Reason.BREAK: "Tallene kan ikke sammenlignes: fra {since} er de gjort op på en anden måde.",
        Reason.NO_BASELINE: "Der er intet tal for det, som målet regnes fra.",
        Reason.NO_GROUP: "Det vides ikke, hvem der skal sammenlignes med.",
        Reason.NO_POLARITY: "Det er ikke fastlagt, om et højt eller et lavt tal er bedst.",
        Reason.UNIT: "Målet og tallene er ikke i samme enhed ({asked} og {counted}).",
        Reason.NO_AVERAGE: "Der er intet gennemsnit at sammenligne med.",
        Reason.NOT_REPRESENTATIVE: (
            "Undersøgelsen er ikke repræsentativ: de, der svarede, har selv valgt at gøre det."
        ),
        Reason.NOT_JUDGED: "Målet har ingen tal: det skal vurderes, og det er ikke sket endnu.",
        Reason.NO_PROOF: "Fristen var {day}, og ingen har meldt, at det er gjort.",
        Reason.AHEAD: "Det skal være gjort {deadline}; fristen er ikke gået endnu.",
    },
    means={
        Mean.PUBLISHED: "det offentliggjorte tal for landet",
        Mean.WEIGHTED: "gennemsnittet efter indbyggertal",
        Mean.PLAIN: "det simple gennemsnit",
    },
    months=(
        *("januar", "februar", "marts", "april", "maj", "juni", "juli"),
        *("august", "september", "oktober", "november", "december"),
    ),
    quarter="{number}. kvartal {year}",
    school_year="skoleåret {year}/{next}",
    figure="Tallet for {period} er {amount}.",
    figure_budget="Tallet for {period} er {amount}; det er et budgettal, ikke et regnskab.",
    on_budget="{status} (budgettal)",
    must="Målet er {said}.",
    must_move="Målet er, at tallet {said}.",
    moving=("skal ",),
    that_is="det vil sige {threshold}",
    bounds={
        ">=": "mindst {amount}",
        "<=": "højst {amount}",
        ">": "over {amount}",
        "<": "under {amount}",
    },
    baseline="Tallet for {period} var {amount}.",
    baseline_budget="Tallet for {period} var {amount}; det var et budgettal.",
    from_plan="Målet nævner intet udgangspunkt, så der regnes fra planens begyndelse, {period}.",
    from_year_before="Målet nævner intet udgangspunkt, så der regnes fra året før, {period}.",
    points="procentpoint",
    too_low="Tallet er {amount} for lavt.",
    too_high="Tallet er {amount} for højt.",
    too_far="Der er {amount} for langt imellem.",
    spare_gap="Der er {amount} at give af.",
    alone="nr. {rank}",
    tied="delt nr. {rank} med {tied} andre",
    tied_one="delt nr. {rank} med én anden",
    strict="de, der står lige, tæller med, så det regnes som nr. {rank}",
    of_with="Det er {place} af {n} med et tal{end}.",
    end_lowest=", talt fra det laveste",
    end_highest=", talt fra det højeste",
    cut_share="{share} af {n} er {cut}, så målet er nr. {cut} eller bedre",
    cut_rank="Målet er nr. {cut} eller bedre",
    cut_first="Målet er nr. 1",
    cut_none="{share} af {n} er færre end én, så ingen kan være med",
    today_asks="; i dag kræver det {threshold}",
    places_spare=(
        "Der er ingen pladser at give af.",
        "Der er én plads at give af.",
        "Der er {places} pladser at give af.",
    ),
    places_missing=("Der mangler én plads.", "Der mangler {places} pladser."),
    against="Der sammenlignes med {mean}: {amount}.",
    level_better="Et bedre tal tæller også som på niveau.",
    answered="{answers} har svaret.",
    awaited="Målet holdes op mod tallet for {period}, og det har vi ikke endnu.",
    no_later="Målet regnes fra {period}, og vi har ikke et senere tal endnu.",
    done={
        True: "Det er gjort den {day}, inden fristen {deadline}.",
        False: "Det er gjort den {day}, efter fristen {deadline}.",
    },
    proof="Vist ved: {proof}",
    opinion={
        True: "De, der vurderer målet, siger, at det holder.",
        False: "De, der vurderer målet, siger, at det ikke holder endnu.",
    },
    proxy="Tallet ligger tæt på målet, men er ikke det samme: {proxy}",
    chance=("under 5 % sandsynlighed", "{percent} % sandsynlighed", "over 95 % sandsynlighed"),
)

ENGLISH = VerdictWords(
    statuses={
        Status.MET: "Met",
        Status.MISSED: "Not met in time",
        Status.NOT_MET: "Not met yet",
        Status.ON_TRACK: "On track",
        Status.AT_RISK: "Uncertain",
        Status.OFF_TRACK: "Far off",
        Status.UNKNOWN: "Cannot be told",
    },
    endings={
        Status.MET: "The target is met.",
        Status.MISSED: "The target was not met by its deadline, {deadline}.",
        Status.NOT_MET: "The target is not met yet.",
        Status.ON_TRACK: "The outlook is good: {chance} that the target is met in time.",
        Status.AT_RISK: "It is uncertain whether the target is met: {chance} that it is in time.",
        Status.OFF_TRACK: "The outlook is that the target is not met in time: {chance} that it is.",
        Status.UNKNOWN: "",
    },
    no_outlook={
        True: "The target is met now. Its deadline is {deadline}, and no outlook is given.",
        False: "The target is not met yet. Its deadline is {deadline}, and no outlook is given.",
    },
    met_now={
        True: "Right now the target is met; its deadline is {deadline}.",
        False: "Right now the target is not met; its deadline is {deadline}.",
    },
    reasons={
        Reason.NO_SOURCE: "There is no national source, and the municipality has no figures yet.",
        Reason.NO_FIGURES: "There are no figures yet.",
        Reason.MISSING: "The municipality's figure is missing in the source.",
        Reason.SUPPRESSED: "The source does not show the municipality's figure: it is too small.",
        Reason.NOT_PUBLISHED: "We do not have the figure that the target is judged on yet.",
        Reason.UNDEFINED: "The figure cannot be reckoned here: there is nothing to divide by.",
        Reason.COVERAGE: "Only {known} of the {of} compared have a figure; 90% must have one.",
        Reason.BREAK: "The figures cannot be compared: from {since} they are counted differently.",
        Reason.NO_BASELINE: "There is no figure for what the target counts from.",
        Reason.NO_GROUP: "It is not known whom to compare with.",
        Reason.NO_POLARITY: "It is not settled whether a high or a low figure is best.",
        Reason.UNIT: "The target and the figures are not in the same unit ({asked} and {counted}).",
        Reason.NO_AVERAGE: "There is no average to compare with.",
        Reason.NOT_REPRESENTATIVE: (
            "The survey is not representative: those who answered chose themselves to do so."
        ),
        Reason.NOT_JUDGED: "The target has no figures: people are to judge it, and have not yet.",
        Reason.NO_PROOF: "The deadline was {day}, and nobody has said that it is done.",
        Reason.AHEAD: "It must be done {deadline}; the deadline is still ahead.",
    },
    means={
        Mean.PUBLISHED: "the published figure of the country",
        Mean.WEIGHTED: "the average by inhabitants",
        Mean.PLAIN: "the plain average",
    },
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    quarter="quarter {number} of {year}",
    school_year="the school year {year}/{next}",
    figure="The figure for {period} is {amount}.",
    figure_budget="The figure for {period} is {amount}; it is a budget figure, not an account.",
    on_budget="{status} (budget figure)",
    must="The target is {said}.",
    must_move="The target is that the figure {said}.",
    moving=("must ",),
    that_is="that is {threshold}",
    bounds={
        ">=": "at least {amount}",
        "<=": "at most {amount}",
        ">": "over {amount}",
        "<": "under {amount}",
    },
    baseline="The figure for {period} was {amount}.",
    baseline_budget="The figure for {period} was {amount}; that was a budget figure.",
    from_plan="The target names no starting point, so it is the plan's beginning, {period}.",
    from_year_before="The target names no starting point, so it is the year before, {period}.",
    points="percentage points",
    too_low="The figure is {amount} too low.",
    too_high="The figure is {amount} too high.",
    too_far="The two are {amount} too far apart.",
    spare_gap="There is {amount} to spare.",
    alone="number {rank}",
    tied="tied number {rank} with {tied} others",
    tied_one="tied number {rank} with one other",
    strict="those who tie count too, so it is taken as number {rank}",
    of_with="That is {place} of {n} with a figure{end}.",
    end_lowest=", counted from the lowest",
    end_highest=", counted from the highest",
    cut_share="{share} of {n} is {cut}, so the target is number {cut} or better",
    cut_rank="The target is number {cut} or better",
    cut_first="The target is number 1",
    cut_none="{share} of {n} is less than one, so nobody can be among them",
    today_asks="; today that takes {threshold}",
    places_spare=(
        "There are no places to spare.",
        "There is one place to spare.",
        "There are {places} places to spare.",
    ),
    places_missing=("One place is missing.", "{places} places are missing."),
    against="It is compared with {mean}: {amount}.",
    level_better="A better figure counts as level too.",
    answered="{answers} have answered.",
    awaited="The target is judged on the figure for {period}, and we do not have it yet.",
    no_later="The target counts from {period}, and we do not have a later figure yet.",
    done={
        True: "It was done on {day}, by the deadline, {deadline}.",
        False: "It was done on {day}, after the deadline, {deadline}.",
    },
    proof="Shown by: {proof}",
    opinion={
        True: "Those who judge the target say that it holds.",
        False: "Those who judge the target say that it does not hold yet.",
    },
    proxy="The figure comes close to the target, but is not the same: {proxy}",
    chance=("less than a 5% chance", "a {percent}% chance", "more than a 95% chance"),
)

VERDICT_WORDS: dict[LanguageCode, VerdictWords] = {"da": DANISH, "en": ENGLISH}
