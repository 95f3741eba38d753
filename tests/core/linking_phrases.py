"""What a goal says it is about, and which indicator of the catalogue measures it.

`BLIND` was written before the linking had answered anything, and is never tuned to: a phrase that
is answered wrongly stays. `SEEN` was written afterwards, some of it to show what was mended. The
first code is the best one; others are as good. NOTHING: the catalogue measures no such thing.
"""

from __future__ import annotations

NOTHING = ""

BLIND: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ledigheden", ("unemployment", "unemployment-yearly", "unemployment-jobindsats")),
    ("arbejdsløsheden blandt unge under 25 år", ("youth-unemployment",)),
    ("andelen af borgere i beskæftigelse", ("employment-rate",)),
    ("antallet af arbejdspladser i private virksomheder", ("private-jobs", "private-workplaces")),
    ("flere iværksættere", ("new-enterprises",)),
    ("antallet af nystartede virksomheder", ("new-enterprises",)),
    ("kontorlokaler", ("office-floor-area",)),
    ("skat fra selskaberne", ("company-tax",)),
    ("det socioøkonomiske indeks", ("socioeconomic-index",)),
    ("borgere med en lang videregående uddannelse", ("medium-long-education", "higher-education")),
    ("borgernes skattegrundlag", ("tax-base",)),
    ("kommunens udgifter til offentlig forsørgelse", ("support-costs",)),
    ("flygtninge i job", ("immigrant-employment",)),
    ("borgere på kontanthjælp", ("cash-benefit-share", "cash-benefit-per-100")),
    ("langtidsledigheden", ("long-term-unemployed",)),
    ("elevernes karakterer i dansk og matematik", ("exam-grades",)),
    ("elever pr. klasse", ("class-size",)),
    ("unge der gennemfører en ungdomsuddannelse", ("youth-education",)),
    ("mobning i folkeskolen", ("pupil-bullying",)),
    ("tilfredsheden med hjemmehjælpen", ("home-care-satisfaction",)),
    ("ensomhed blandt ældre", ("senior-loneliness",)),
    ("ventetiden på en plejebolig", ("nursing-home-wait",)),
    ("sygefraværet i kommunen", ("staff-absence",)),
    ("dagligrygere", ("daily-smokers",)),
    ("borgernes middellevealder", ("life-expectancy",)),
    ("forebyggelige indlæggelser", ("preventable-admissions",)),
    ("kommunens udledning af CO2", ("co2-emission",)),
    ("husholdningernes restaffald", ("household-waste",)),
    ("genanvendelsen af affald", ("recycling",)),
    ("grønne områder tæt på boligen", ("near-park", "green-area")),
    ("antallet af elbiler", ("electric-cars",)),
    ("udgifterne til administration", ("administration-costs",)),
    ("kommunens gæld", ("long-term-debt",)),
    ("indbyggertallet", ("population",)),
    ("anmeldte indbrud", ("burglaries",)),
    ("borgernes tryghed i byen", ("safety",)),
    ("medhold i klagesager", ("appeals-upheld",)),
    ("borgernes tilfredshed med betjeningen i borgerservice", ("citizen-service",)),
    ("antallet af frivillige", ("volunteers", "volunteering")),
    ("partnerskaber med foreninger", ("partnerships",)),
    ("stemmeprocenten ved kommunalvalget", ("turnout",)),
    ("antallet af vindmøller", (NOTHING,)),
    ("krydstogtskibe i havnen", (NOTHING,)),
    ("hundeskove", (NOTHING,)),
)
