"""What a heading says about the text under it.

Each rule is a named pattern over the folded heading. They are general Danish planning words; a
municipality's own words for its parts are found by structure instead (see `outline`).
"""

import re
from enum import StrEnum

from retning.core.danish import fold, is_question
from retning.core.danish.patterns import pattern


class Role(StrEnum):
    """What the text under a heading is."""

    GOALS = "goals"
    OBJECTIVE = "objective"
    QUESTIONS = "questions"
    VISION = "vision"
    STATES = "states"  # tells how it will be, sentence by sentence
    ACTIONS = "actions"
    AREA = "area"
    CONTACT = "contact"
    BACKGROUND = "background"
    NONE = "none"


_GOAL_NOUN = (
    r"(?:maal|maalene|maalsaetning(?:er|erne)?|delmaal|effektmaal|milepael(?:e|ene)?|maaltal"
    r"|pejlemaerke(?:r|rne)?|resultatmaal)"
)
_AREA_NOUN = (
    r"(?:delvision|tema|fokusomraade|indsatsomraade|strategispor|spor|hovedspor|ambition"
    r"|omraade|satsning)"
)
_GOAL_LABEL = (
    r"(?:(?:overordnet |strategisk |hoved|effekt|del|resultat)?maal(?:saetning)?|pejlemaerke)"
)
_NUMBER = r"(?:\d{1,2}|[ivx]{1,4}|[a-h])"
# In the order asked: the first that fits decides.
_RULES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.CONTACT,
        pattern(r"kontakt(?: os|oplysninger|personer|information)?|har du spoergsmaal\?"),
    ),
    (
        Role.QUESTIONS,
        pattern(
            r"(?:(?:aabne |vores |de |udvalgte )?(?:spoergsmaal|temaer|temaspoergsmaal)"
            r"|temaer og spoergsmaal|spoergsmaal (?:til|vi|vi stiller|der) .{0,60}"
            r"|(?:det|her|hvad)(?: er| vil)? vi (?:er |gerne |vil )?(?:nysgerrige paa|undersoege"
            r"|blive klogere paa|vide mere om|nysgerrige)\b.{0,30}|nysgerrighedsspoergsmaal"
            r"|det vil vi (?:gerne )?(?:undersoege|vide mere om|blive klogere paa)\b.{0,30})"
        ),
    ),
    (
        Role.GOALS,
        pattern(
            r"hvad vil vi(?: gerne)? (?:opnaa|naa|have)\b.{0,40}"
            r"|(?:det|hvor) (?:vil|skal) vi hen\b.{0,40}"
            r"|(?:i|inden|senest i?|frem mod|ved udgangen af) ?20\d\d"
            r"|saadan (?:ser|er) .{0,60}\bi 20\d\d"
            r"|det (?:vil vi|(?:gaar|stiler|sigter) vi efter|vil vi gaa efter)"
        ),
    ),
    (
        Role.ACTIONS,
        pattern(
            r"(?:det|saadan|her|dette|hvad|hvordan) goer (?:vi|kommunen)\b.{0,60}"
            r"|.{0,60}\b(?:indsatser|handlinger"
            r"|aktiviteter|initiativer|tiltag|virkemidler)"
        ),
    ),
    (
        Role.BACKGROUND,
        pattern(
            r"(?:\d+ )?(?:status|baggrund|indhold|indholdsfortegnelse|dokumenter|bilag|links"
            r"|laes mere"
            r"|laes ogsaa|se ogsaa|relateret|noter|kilder|ordliste|forord|proces|processen|hoering"
            r"|opfoelgning|redegoerelse|retningslinjer|bestemmelser|beslutning|indledning"
            r"|historik|fakta|resume|evaluering|lovgivning|om )\b.{0,40}"
            r"|(?:de )?(?:nationale|statens|regeringens|eu'?s|fn'?s) .{0,60}|verdensmaal.{0,60}"
            r"|(?:saadan|hvordan|hvad|hvorfor|hvem|om) .{0,80}"
        ),
    ),
    (Role.AREA, pattern(rf"{_AREA_NOUN}(?: (?:nr\.? )?{_NUMBER}\b|\s?[:–-]).{{0,160}}")),
    (
        Role.OBJECTIVE,
        pattern(
            rf"{_GOAL_LABEL} (?:nr\.? )?{_NUMBER}\b.{{0,180}}"
            rf"|(?:overordne(?:t|de) |strategisk |hoved)?(?:maal"
            rf"|maalsaetning)(?:en)? ?: ?\S.{{0,180}}"
        ),
    ),
    (
        Role.GOALS,
        pattern(
            rf"(?:.{{0,60}}\b)?\w*(?<!verdens){_GOAL_NOUN}"
            rf"|(?:politiske|overordnede|vores|strategiske|konkrete) {_GOAL_NOUN}\b.{{0,80}}"
            rf"|(?:\w+ ){{0,2}}{_GOAL_NOUN} (?:for|i|paa|med|og|frem mod|inden for"
            rf"|\d{{4}}).{{0,80}}"
            rf"|(?:nr\.? )?(?:\w+ )?{_GOAL_NOUN} (?:indikator|succeskriteri|resultatkrav"
            rf"|maaltal).{{0,60}}"
            rf"|{_GOAL_NOUN} (?:og )?(?:ansvarlig|status|frist).{{0,60}}"
            rf"|nr\.? .{{0,40}}\b{_GOAL_NOUN}\b.{{0,60}}"
            r"|tegn paa succes\b.{0,60}|succeskriterier\w*|indikatorer"
            r"|(?:det|her) vil vi(?: gerne)? (?:opnaa|naa|hen|have)\b.{0,40}|.{0,80}\bmaal,? at:?"
        ),
    ),
    (
        Role.VISION,
        pattern(r"(?:(?:vores|kommunens|byens|den|den faelles) )?vision(?:en)?\b.{0,60}"),
    ),
)
_NUMBERED = pattern(r"^\d{1,2}(?:\.\d{1,2})*[.)]? (?=\D)")
_LABEL = pattern(
    r"(?:delmål|effektmål|resultatmål|mål|målsætning|pejlemærke|milepæl|indikator|succeskriterium)"
    r"(?:\s+(?:nr\.?\s*)?\d{1,2}(?:\.\d{1,2})*(?:\s?[:.–—-]|[ \t]*(?=\n))|\s?:)\s+(?=\S)",
    re.IGNORECASE,
)
_GOAL_LEAD_IN = pattern(
    rf"\b(?:foelgende|disse|vores|de|\w+s) (?:\w+ )?{_GOAL_NOUN}:$"
    r"|\b(?:vi|byraadet|kommunen|kommunalbestyrelsen) (?:vil|oensker|arbejder for|stiler efter)"
    r"(?: gerne)?(?: have)?,? at:?$"
    rf"|\b{_GOAL_NOUN},? (?:er,? )?at:?$|\b{_GOAL_NOUN} (?:er|lyder):$|\bambition\w* (?:er,? at"
    rf"|er):$"
)
_BARE_LABEL = pattern(rf"{_GOAL_LABEL} (?:nr\.? )?{_NUMBER}[:.]?")
_YEAR = pattern(r"(?:(?:i|inden|senest i?|ved udgangen af|maal for|mål i) )?(20\d\d) ?:?")
_LONGEST = 200


def is_bare_label(heading: str) -> bool:
    """Whether a heading is a goal's label and nothing more: "Pejlemærke 3"."""
    return bool(_BARE_LABEL.fullmatch(fold(heading)))


def year_of(heading: str) -> int | None:
    """The year that a heading consists of: "2025", "Inden 2030:"."""
    found = _YEAR.fullmatch(fold(heading))
    return int(found[1]) if found is not None else None


def label_end(text: str) -> int:
    """Where the words begin behind a goal's label ("Mål 4: …", "Delmål 2.1 – …"); 0 without one."""
    found = _LABEL.match(text[:60])
    return found.end() if found is not None else 0


def role_of(heading: str) -> Role:
    """The role of the text under `heading`, `Role.NONE` where the words do not say."""
    if len(heading) > _LONGEST:
        return Role.NONE
    folded = _NUMBERED.sub("", fold(heading)).rstrip(":").strip()
    for role, rule in _RULES:
        if rule.fullmatch(folded):
            if role is Role.GOALS and is_question(heading) and not folded.startswith("hvad vil vi"):
                return Role.BACKGROUND
            return role
    return Role.NONE


def is_goal_lead_in(text: str) -> bool:
    """Whether a line of prose says that what follows it are goals: "Vores mål er:"."""
    folded = fold(text)
    return len(text) <= _LONGEST and bool(_GOAL_LEAD_IN.search(folded))


def is_lead_in(text: str) -> bool:
    """Whether a line only announces the list after it: "Det er Byrådets mål, at:"."""
    folded = fold(text)
    if not folded.endswith(":"):
        return False
    return bool(
        re.search(rf"\bfoelgende\b|\bnedenfor\b|\bat:$|\b{_GOAL_NOUN}\b|\ber:$|\bskal:$", folded)
    )
