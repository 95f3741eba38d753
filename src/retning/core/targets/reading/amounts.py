"""Figures to reach: level, ratio and what people answer."""

import re
from decimal import Decimal
from fractions import Fraction

from retning.core.danish.dates import Role
from retning.core.danish.numbers import Form, Quantity
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Comparator, Direction, Level, Ratio, SurveyLevel
from retning.core.targets.polarity import polarity
from retning.core.targets.reading.candidates import NOWHERE, Candidate, Place, built, exact
from retning.core.targets.reading.inner import is_inner
from retning.core.targets.reading.phrases import is_actor, share_of, subject
from retning.core.targets.reading.signs import DOWN_VERBS, UP_VERBS, comparator_of
from retning.core.targets.reading.units import KIND_UNIT, unit_of
from retning.core.targets.reading.verbs import MODALS, is_participle
from retning.core.targets.reading.view import View
from retning.core.targets.readings import Doubt

_SURVEY = pattern(
    r"\b(?:(?:meget\s|u)?tilfredse?|tilfredshed\w*|\w*tilfredshed(?:en)?"
    r"|glade?\sfor|glade|tryg(?:ge|hed|heden)?|oplever"
    r"|opleve|oplevelse\w*|føler|føle|synes|synes|svarer"
    r"|svare|vurderer|vurdere"
    r"|angiver|angive|mener|mene|siger|sige|anbefaler"
    r"|anbefale|har\stillid|stoler\spå|skala|trivselsmåling\w*"
    r"|i\s\S*undersøgelse\w*|trives|udtrykker|erklærer"
    r"|enige|stolte?|motiverede|\w*trivsel(?:en)?|social\skapital"
    r"|arbejdsglæde\w*)\b"
)
_FROM = pattern(
    r"\b(?:fra|på)\s(?:cirka\s|ca\.\s|omkring\s|de\snuværende\s"
    r"|nuværende\s|niveauet\spå\s|i\sdag\s|over\s|knap\s"
    r"|godt\s)*$"
)
_TO = pattern(
    r"^[^.;]{0,45}?\btil\s(?:mindst\s|højst\s|under\s"
    r"|over\s|omkring\s|maksimalt\s|ca\.\s|minimum\s)?$"
)
_BASELINE_NOTE = pattern(
    r"\((?:i dag|nu|baseline|udgangspunkt\w*|(?:19|20)\d\d"
    r"|\d{4}-tal)[^)]{0,12}:?\s?(?:er\s)?$|\bmod\s(?:i dag\s)?$"
    r"|\b(?:i dag|nu)\s(?:er\s)?(?:den|det|tallet)?\s?$"
    r"|\bend\s(?:de\s)?nuværende\s$"
)
_ADDRESS = pattern(
    r"\b(?:klasse|verdensmål|mål|nr\.|nummer|§|kapitel"
    r"|bilag|fase|side|punkt|kategori|zone|trin|afsnit"
    r"|artikel|temaer?|uge|sp[øo]rgsmål)\s$"
)
_KEPT = pattern(r"\b(?:fastholdes?|holdes|bevares|forblive[rs]?)\s(?:\w+\s)?på\b")
_DOWNWARDS = pattern(r"\b(?:(?<!revet\s)(?<!rives\s)ned|må)\b")
_UPWARDS = pattern(r"\bop\b")
_MOVED_TO = pattern(r"\btil\s(?:ca\.\s|cirka\s|omkring\s|i alt\s|samlet\s)?$")
_COUNTS = pattern(r"\b(?:andel|antal|gennemsnit|karakter|score|indeks)\w*")


def ratio(view: View) -> Candidate | None:
    """ "7 ud af 10", "hver tiende", in the sense of "at least" where nothing else is said."""
    found = next((each for each in view.quantities if each.form is Form.RATIO), None)
    if found is not None and any(_is_same_share(view, found, each) for each in view.quantities):
        return None
    if found is None or found.parts is None or view.low[: found.start].rstrip().endswith("end i"):
        return None
    said = comparator_of(view, found)
    comparator = said[0] if said else Comparator.AT_LEAST
    num, den = found.parts
    target = built(lambda: Ratio(num, den, comparator, view.by))
    if target is None:
        return None
    evidence = {"kind": (found.start, found.end), "value": (found.start, found.end)}
    if said:
        evidence["comparator"] = said[1:]
    indicator = _of_share(view, found)
    survey = is_survey(view, indicator)
    candidate = Candidate(target, 0.93 if view.verbs else 0.7, indicator, evidence)
    if survey:
        value = exact(found.value, 100)
        other = built(lambda: SurveyLevel(comparator, value, "%", by=view.by))
        candidate.alternatives = (other,) if other else ()
        candidate.doubt = Doubt.RATIO_OR_SURVEY
    return candidate


def _is_same_share(view: View, ratio_of: Quantity, each: Quantity) -> bool:
    """ "tre ud af fire, dvs. 75 %": the ratio is said once more, as a share."""
    if each.form is not Form.PERCENT or Fraction(each.value) / 100 != ratio_of.value:
        return False
    return bool(_AGAIN.fullmatch(view.low, ratio_of.end, max(ratio_of.end, each.start)))


_AGAIN = pattern(r"(?:\s\w+)?(?:,|\s\()\s?(?:\S+\s){0,3}")


def _of_share(view: View, found: Quantity) -> Place:
    """What is counted: of "N af <people> <do so>" what they do, of "medhold i N" the whole."""
    verbs = [verb for verb in view.verbs if verb.start < found.start]
    head = view.low[: found.start].rstrip()
    if verbs and head and re.search(r"\b(?:i|af|på|til|med|have|får|genanvende)$", head):
        return view.trimmed(
            verbs[-1].end if head.endswith(" i") else verbs[-1].start, len(view.low)
        )
    return share_of(view, found.end)


_ASKED = pattern(
    r"\b(?:oplever|føler|synes|mener|vurderer|svarer|angiver|finder)"
    r"(?:\s(?:mindst|minimum|over|mere end|højst|under))?\s*$"
)


def is_survey(view: View, indicator: Place) -> bool:
    words = view.low[slice(*indicator)] if indicator != NOWHERE else view.low
    return bool(_SURVEY.search(words))


def level(view: View) -> Candidate | None:
    """A threshold in figures, of the world or of what people answer."""
    found = _chosen(view)
    if found is None:
        return None
    baseline = _baseline(view, found)
    indicator = _measured(view, found, baseline)
    said = comparator_of(view, found)
    comparator, sure = _comparator(view, found, baseline, indicator, said)
    scale, scale_place = view.scale or (None, None)
    since = view.moment(Role.BASELINE)
    value = _value(found, comparator)
    before = exact(baseline.value, 100) if baseline else None
    year = since.year if since and baseline else None
    unit = unit_of(view, found, indicator)
    survey = is_survey(view, indicator) or _ASKED.search(view.low[: found.start]) is not None
    if scale or (survey and unit in {"%", "point", "indeks", ""}):
        target = built(
            lambda: SurveyLevel(
                comparator, value, "" if scale else unit, scale, before, year, view.by
            )
        )
    else:
        target = built(lambda: Level(comparator, value, unit, before, year, view.by))
    if target is None:
        return None
    evidence = {"kind": (found.start, found.end), "value": (found.start, found.end)}
    if said:
        evidence["comparator"] = evidence["kind"] = (said[1], max(said[2], found.end))
    if baseline:
        evidence["baseline"] = (baseline.start, baseline.end)
    if scale_place:
        evidence["scale"] = scale_place
    if found.form is Form.PLAIN and not unit and not scale and not said and value:
        sure -= 0.1 if _is_moved_to(view, found) else 0.25
    if _KEPT.search(view.low):
        sure = min(sure, 0.7)
    return Candidate(target, sure, indicator, evidence)


def _is_moved_to(view: View, found: Quantity) -> bool:
    """ "skal vokse til 25.000": a moving verb says where to."""
    head = view.low[: found.start]
    if not _MOVED_TO.search(head):
        return False
    return bool(UP_VERBS.search(head) or DOWN_VERBS.search(head))


def _value(found: Quantity, comparator: Comparator) -> Decimal:
    """A share as per cent; of a range the end that must at least be reached."""
    if found.high is not None and comparator.direction is Direction.DOWN:
        return found.high
    return exact(found.value, 100)


def _chosen(view: View) -> Quantity | None:
    """The quantity that is the goal's, not one that names a thing or stands in the indicator."""
    usable = [each for each in view.quantities if _is_usable(view, each)]
    for at, each in enumerate(usable):
        after = usable[at + 1] if at + 1 < len(usable) else None
        if after and _goes_to(view, each, after):
            return after
    usable = [each for each in usable if not _BASELINE_NOTE.search(view.low[: each.start])]
    usable = [each for each in usable if not is_inner(view, each)]
    shares = [each for each in usable if each.form in {Form.PERCENT, Form.FRACTION}]
    points = [each for each in usable if each.form is Form.POINTS]
    if shares or points:
        return (shares or points)[0]
    plain = [each for each in usable if each.form is Form.PLAIN]
    compared = [each for each in plain if comparator_of(view, each)]
    modal = [each for each in plain if each.unit or any(v.end < each.start for v in view.verbs)]
    return next(iter(compared or modal or plain), None)


def _goes_to(view: View, first: Quantity, then: Quantity) -> bool:
    """ "fra 12 % til 8 %"."""
    if not _FROM.search(view.low[: first.start]):
        return False
    return bool(_TO.match(view.low[first.end : then.start]))


def _is_usable(view: View, each: Quantity) -> bool:
    if each.form is Form.RATIO or _ADDRESS.search(view.low[: each.start]):
        return False
    if each.form is Form.PLAIN and not _is_figure(view, each):
        return False
    tail = view.low[each.end : each.end + 12]
    if re.search(
        r"\b(?:heraf|hvoraf|herunder|fx|f\.eks\.|bl\.a\.)\s(?:\w+\s){0,2}$", view.low[: each.start]
    ):
        return False
    if _ROUND_THE_CLOCK.match(view.low, each.start) or _is_promise(view, each):
        return False
    if each.form is Form.PERCENT and each.value > 100 and not comparator_of(view, each):
        return False
    if each.form is Form.FRACTION and not re.match(
        r"\s(?:eller\s\w+\s)?(?:af|så)\b", view.low[each.end : each.end + 20]
    ):
        return False
    if each.form is Form.PERCENT and re.match(
        r"\s(?:op i|klar|engager|til stede|\w+isk\b|sikker"
        r"|fokus)",
        tail,
    ):
        return False
    if (
        re.match(r"-\w|\.\s?klasse|\.\s?kl\b|\.\s[a-zæøå]|:\d|\s?klasse", tail)
        and each.form is Form.PLAIN
    ):
        return False
    return not (
        each.form is Form.PLAIN and re.search(r"[a-zæøå]-?$|\d[-/]$", view.low[: each.start])
    )


_ROUND_THE_CLOCK = pattern(
    r"(?:24|tyve|fireogtyve)\stimer(?!s)|(?:7|syv)\sdage\s(?:om|i)\sugen|365\sdage|\S+\stimer\si\sdøgnet"
)


def _is_promise(view: View, each: Quantity) -> bool:
    """ "Naturen er aldrig mere end ti minutter væk": nobody will measure that."""
    head = view.low[: each.start]
    if "aldrig" not in head or view.deadline is not None:
        return False
    return not any(verb.text in MODALS for verb in view.verbs)


def _is_figure(view: View, each: Quantity) -> bool:
    """Whether a bare number can be a threshold: "én kommune" and "to stole" are words."""
    if comparator_of(view, each) or _FROM.search(view.low[: each.start]):
        return True
    if view.low[each.start].isdigit():
        return True
    if each.value == 0 and re.search(r"\b(?:være|er|på|til)\s$", view.low[: each.start]):
        return True
    return bool(each.unit) or view.scale is not None or bool(_COUNTS.search(view.low))


def _baseline(view: View, found: Quantity) -> Quantity | None:
    for each in view.quantities:
        if each.start < found.start and _goes_to(view, each, found):
            return each
        if each is not found and _BASELINE_NOTE.search(view.low[: each.start]):
            return each
    return None


def _comparator(
    view: View,
    found: Quantity,
    baseline: Quantity | None,
    indicator: Place,
    said: tuple[Comparator, int, int] | None,
) -> tuple[Comparator, float]:
    """The comparator, and how sure: said, from the baseline, from the verb, or from polarity."""
    if said:
        return said[0], 0.95
    if found.value == 0:
        return Comparator.AT_MOST, 0.92
    if baseline is not None:
        down = found.value < baseline.value
        return (Comparator.AT_MOST if down else Comparator.AT_LEAST), 0.95
    clause = view.low
    if _DOWNWARDS.search(clause) or DOWN_VERBS.search(clause):
        return Comparator.AT_MOST, 0.9
    if _UPWARDS.search(clause) or UP_VERBS.search(clause):
        return Comparator.AT_LEAST, 0.92
    words = view.text[slice(*indicator)] if indicator != NOWHERE else view.text
    told = _doing(view) or polarity(words)
    if told is Direction.DOWN:
        return Comparator.AT_MOST, 0.8
    return Comparator.AT_LEAST, 0.92 if found.form is Form.PERCENT else 0.75


def _doing(view: View) -> Direction | None:
    """What verbs of the clause say about more of it: "genanvender", "fjernes"."""
    return next((way for verb in view.verbs if (way := polarity(verb.text))), None)


def _measured(view: View, found: Quantity, baseline: Quantity | None) -> Place:
    """The indicator of a level: the subject, or what people do of whom it counts a share."""
    first = min(found.start, baseline.start) if baseline else found.start
    behind = _OF.match(view.low, found.end)
    if found.form in {Form.PERCENT, Form.FRACTION} and behind:
        verbs = [verb for verb in view.verbs if verb.start < found.start]
        acting = [verb for verb in verbs if verb.text.endswith("e") and verb.text not in _BEING]
        if acting:
            return acting[-1].start, acting[-1].end
        own = subject(view, first)
        if own[0] < own[1] and not is_actor(view, own) and verbs and own[1] <= verbs[0].start:
            return own
        return share_of(view, behind.start("of"))
    again = next((each for each in view.quantities if each.form is Form.RATIO), None)
    if again and _is_same_share(view, again, found):
        return share_of(view, again.end)
    own = subject(view, first)
    said = comparator_of(view, found)
    if said and said[1] < own[1]:
        own = view.trimmed(own[0], max(own[0], said[1]))
    if own[0] >= own[1] or is_actor(view, own) or is_participle(view.low[slice(*own)]):
        return _object(view, found, own)
    if _has_counted(view, found) or re.match(
        r"^(?:hver|hvert|den enkelte|enhver)\b", view.low[own[0] : own[1]]
    ):
        return _object(view, found, own)
    return own


_OF = pattern(r",?\s(?:eller\s\w+\s)?(?P<of>af)\s")
_HAVING = frozenset(("har", "have", "får", "få", "når", "nå"))
_BEING = frozenset("være ligge udgøre nå have få komme ses opnå blive".split())  # noqa: SIM905


def _has_counted(view: View, found: Quantity) -> bool:
    """ "Museerne skal have mindst 900 gæster": what one has so many of is what is measured."""
    before = [verb for verb in view.verbs if verb.end <= found.start]
    if found.form is not Form.PLAIN or found.unit or not before:
        return False
    return before[-1].text in _HAVING and KIND_UNIT.match(view.low, found.end) is not None


def _object(view: View, found: Quantity, own: Place) -> Place:
    """ "35 % genanvendelse af pap", "må højst smide 110 kg ud": what stands around the figure."""
    acting = [
        verb
        for verb in view.verbs
        if verb.start < found.start and verb.text not in _BEING and verb.text.endswith("e")
    ]
    if acting:
        return view.trimmed(acting[-1].start, len(view.low))
    behind = view.trimmed(found.end, len(view.low))
    if behind[0] < behind[1]:
        return behind
    had = next(
        (verb for verb in view.verbs if verb.text in _HAVING and verb.end < found.start), None
    )
    thing = view.trimmed(had.end, found.start) if had else own
    return thing if thing[0] < thing[1] else own
