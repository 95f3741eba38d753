"""The verbs of municipal goals: finite ones, infinitives and participles, told by form and list.

A closed list, since Danish plural nouns look like verbs in the present ("boliger", "bygger").
"""

# ruff: noqa: SIM905  (lists of words read best as words)

from functools import lru_cache

from retning.core.danish.patterns import pattern

MODALS = frozenset("skal må vil kan bør skulle kunne måtte".split())
_PRESENT = frozenset(
    "er har får bliver ligger står kommer går bor lever deltager gennemfører fuldfører afslutter "
    "begynder starter oplever føler synes mener vurderer angiver svarer s"
    "iger udtrykker angav anbefaler "
    "ryger drikker spiser dyrker bruger benytter anvender klarer klager trives"
    " udvikler vokser stiger falder "
    "øger sænker reducerer mindsker forbedrer styrker sikrer skaber giver tager tilbyder "
    "leverer modtager opnår består besøger kender kommer forlader vælger "
    "finder mestrer lærer læser "
    "arbejder cykler kører sorterer genanvender udleder bidrager indgår møder mødes hjælper "
    "støtter løfter lægger holder deler kendetegner kendetegnes fremstår "
    "udgør overstiger opfylder overholder "
    "indeholder omfatter dækker når rækker mangler savner bevæger træner "
    "motionerer vender søger venter "
    "behøver tror stoler viser ser hører tager mærker fastholder bevarer "
    "fordobles halveres vurderes bygger "
    "etablerer åbner indfører udarbejder implementerer gælder sker foregår "
    "tilfredsstiller tiltrækker "
    "tegner melder scorer køber bestiller ansætter uddanner rummer nyder afholder besvarer lykkes "
    "overgår fremgår producerer placerer rangerer figurerer optræder undgår slipper dropper "
    "vaccineres tilhører stemmer stopper behandler handler gør præger præges"
    " flytter tilflytter betaler forventer "
    "respekterer accepterer inddrager inddrages udnytter passer interesserer "
    "engagerer identificerer "
    "tilmelder samarbejder pendler transporterer varetager råder opretholder "
    "formår genbruger tolererer behersker runder rykker forbliver accepterer "
    "tillader fjerner afskaffer foreligger "
    "forsvinder fylder koster".split()
)
_INFINITIVES = frozenset(
    "være have få blive ligge stå komme gå bo leve deltage gennemføre fuldføre afslutte begynde "
    "opleve føle svare sige klare stige falde vokse øge sænke reducere mindske nedbringe begrænse "
    "forbedre styrke sikre skabe give tage tilbyde opnå nå udgøre overstige "
    "foregå ske bruge benytte "
    "smide holde bevare fastholde hæve løfte halvere fordoble tredoble firedoble "
    "genanvende sortere udlede "
    "nedsætte minimere eliminere afskaffe bygge etablere åbne indføre udarbejde placere skære "
    "dyrke trives mærke kunne finde modtage levere opfylde overholde tiltrække overskride gøre "
    "begynde afvige svinge forblive figurere rangere bidrage anvende møde "
    "måles findes vurdere angive mene "
    "runde rykke rykkes fylde koste gælde "
    "producere forøge forhøje bringe sætte tilfredsstille".split()
)
_NO_PASSIVES = frozenset(
    "fælles deres vores jeres alles indes ellers stedes ydermeres kommunes landes undertiden "
    "johannes anders dets dens hvis sådes tilfældes aarhus andres byes samtliges"
    " dages uges mange forskelliges hvores"
    " diabetes herpes ældres unges lediges studerendes ansattes"
    " unges ældres lediges ansattes frivilliges sårbares svages syges handicappedes pårørendes"
    " studerendes rejsendes fattiges nyankomnes".split()
)
_PASSIVE = pattern(
    r".{1,}[^n]es|(?:ses|fås|gås|nås|tages|findes|åbnes"
    r"|kendes|dannes|lånes|tjenes|øges)|.*(?:åbn|kend"
    r"|dann|udn|anerkend|anvend|tegn|regn|udregn|uddann"
    r"|ordn|genn)es"
)
_PARTICIPLE = pattern(
    r".{3,}(?:eret|ført|lagt|sat|bygget|nnet|taget|truffet"
    r"|skrevet|vedtaget|gjort|ltet|ndet|rdet|blet|øget"
    r"|stet|ttet"
    r"|ndt|tjent|glemt|bestemt|gemt|rbejdet|tablet|gået|ret|get|ket|vet|det|budt"
    r"|mset|løst|købt|søgt|solgt|hentet|nået|åbnet"
    r"|lukket|bragt)"
)
_NO_PARTICIPLES = pattern(
    r".*(?:heden|itet|året|rådet|området|øret|beredskabet"
    r"|antallet|arbejdet|miljøet|landet|kontoret|centret"
    r"|teatret"
    r"|indholdet|netværket|forbruget|folketallet|beskæftiget"
    r"|fraværet|markedet|fremmødet|sproget|sundhedsvæsenet"
    r"|budget"
    r"|niveauet|grundlaget|behovet|biblioteket|meget|noget"
    r"|det|andet|hvert|stedet|budskabet|året|huset|anlægget"
    r"|projektet)"
    r"|(?:hvoraf|samt|nemt|rent|blandt|mindst|langt|helt"
    r"|kendt|sådant|grønt|sundt|godt|trygt|kort|stort"
    r"|fast|ansat)"
)


def is_finite(word: str) -> bool:
    """Whether a word (in small letters) is a verb in the present, a modal or a passive."""
    return word in MODALS or word in _PRESENT or is_passive(word)


@lru_cache(maxsize=4096)
def is_passive(word: str) -> bool:
    """Whether a word is a passive: "afsluttes", "gives"; not "kommunernes"."""
    return len(word) > 3 and word not in _NO_PASSIVES and bool(_PASSIVE.fullmatch(word))


def is_infinitive(word: str) -> bool:
    """Whether a word is an infinitive that goals use."""
    return word in _INFINITIVES


@lru_cache(maxsize=4096)
def is_participle(word: str) -> bool:
    """Whether a word may be a past participle: "indført", "vedtaget"; not "området"."""
    return bool(_PARTICIPLE.fullmatch(word)) and not _NO_PARTICIPLES.fullmatch(word)
