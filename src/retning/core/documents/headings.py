"""What a heading says about the text under it.

Each rule is a named pattern over the folded heading. They are general Danish planning words; a
municipality's own words for its parts are found by structure instead (see `outline`).
"""

import re
from enum import StrEnum

from retning.core.danish import fold, is_question


class Role(StrEnum):
    """What the text under a heading is."""

    GOALS = "goals"
    OBJECTIVE = "objective"
    QUESTIONS = "questions"
    VISION = "vision"
    ACTIONS = "actions"
    AREA = "area"
    CONTACT = "contact"
    BACKGROUND = "background"
    NONE = "none"


_GOAL_NOUN = (
    r"(?:maal|maalene|maalsaetning(?:er|erne)?|delmaal|effektmaal|milepael(?:e|ene)?|maaltal)"
)
_AREA_NOUN = (
    r"(?:delvision|tema|fokusomraade|indsatsomraade|pejlemaerke|strategispor|spor|hovedspor|ambition"
    r"|omraade|satsning)"
)
_NUMBER = r"(?:\d{1,2}|[ivx]{1,4}|[a-h])"
# In the order asked: the first that fits decides.
_RULES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.CONTACT,
        re.compile(r"kontakt(?: os|oplysninger|personer|information)?|har du spoergsmaal\?"),
    ),
    (
        Role.BACKGROUND,
        re.compile(
            r"(?:status|baggrund|indhold|indholdsfortegnelse|dokumenter|bilag|links|laes mere"
            r"|relateret|noter|kilder|ordliste|forord|proces|hoering|opfoelgning)\b.{0,40}"
            r"|(?:saadan|hvordan|hvad|hvorfor|hvem|om) .{0,80}"
        ),
    ),
    (Role.AREA, re.compile(rf"{_AREA_NOUN}(?: (?:nr\.? )?{_NUMBER}\b|\s?[:–-]).{{0,160}}")),
    (
        Role.OBJECTIVE,
        re.compile(
            rf"(?:(?:overordnet |hoved)?maal(?:saetning)?) (?:nr\.? )?{_NUMBER}\b.{{0,160}}"
        ),
    ),
    (
        Role.QUESTIONS,
        re.compile(
            r"(?:(?:aabne |vores |de |udvalgte )?(?:spoergsmaal|temaer|temaspoergsmaal)"
            r"|temaer og spoergsmaal|spoergsmaal (?:til|vi) .{0,60}|det er vi nysgerrige paa)"
        ),
    ),
    (
        Role.ACTIONS,
        re.compile(
            r"(?:det|saadan|her|dette) goer vi\b.{0,60}|.{0,60}\b(?:indsatser|handlinger"
            r"|aktiviteter|initiativer|tiltag|virkemidler)"
        ),
    ),
    (
        Role.GOALS,
        re.compile(
            rf"(?:.{{0,60}}\b)?\w*(?<!verdens){_GOAL_NOUN}"
            rf"|(?:politiske|overordnede|vores|strategiske) {_GOAL_NOUN}\b.{{0,80}}"
            r"|tegn paa succes|succeskriterier"
            r"|(?:det|her) vil vi(?: gerne)? (?:opnaa|naa|hen|have)\b.{0,40}|.{0,80}\bmaal,? at:?"
        ),
    ),
    (
        Role.VISION,
        re.compile(r"(?:(?:vores|kommunens|byens|den|den faelles) )?vision(?:en)?\b.{0,60}"),
    ),
)
_LONGEST = 200


def role_of(heading: str) -> Role:
    """The role of the text under `heading`, `Role.NONE` where the words do not say."""
    if len(heading) > _LONGEST:
        return Role.NONE
    folded = fold(heading).rstrip(":").strip()
    for role, pattern in _RULES:
        if pattern.fullmatch(folded):
            if role is Role.GOALS and is_question(heading):
                return Role.BACKGROUND
            return role
    return Role.NONE


def is_lead_in(text: str) -> bool:
    """Whether a line only announces the list after it: "Det er Byrådets mål, at:"."""
    folded = fold(text)
    if not folded.endswith(":"):
        return False
    return bool(
        re.search(rf"\bfoelgende\b|\bnedenfor\b|\bat:$|\b{_GOAL_NOUN}\b|\ber:$|\bskal:$", folded)
    )
