"""Why a sentence holds no target of this municipality: what speaks against it, by reason."""

import re

from retning.core.danish.patterns import pattern
from retning.core.targets.reading.signs import MOVED
from retning.core.targets.readings import NoTarget

_MONEY = r"(?:mio\.?|mia\.?|millioner|milliarder|million|t?kr\.?|kroner)"
_FIRST: tuple[tuple[NoTarget, re.Pattern[str]], ...] = (
    (NoTarget.QUESTION, pattern(r"\?[\"»”’')\s]*$|^\s*(?:hvordan|hvorfor|hvorledes)\b")),
    (
        NoTarget.CONTENTS,
        pattern(
            r"(?:\.\s?){4,}\s*\d*\s*$|(?:\.\s?){4,}\d|…{2,}|_{4,}"
            r"|^\s*indhold(?:sfortegnelse)?\b|\bside \d+(?:\s?(?:af"
            r"|/)\s?\d+)?\s*$"
        ),
    ),
    (
        NoTarget.PROCESS,
        pattern(
            r"\bsidst opdateret\b|^\s*(?:vedtaget|godkendt|behandlet"
            r"|revideret|udgivet)\b.{0,40}\d{4}\W*$|\bfølges (?:der )?op\b"
            r"|\bfølger (?:vi |udvalget |byrådet )?op\b|\bopfølgning(?:en)? (?:sker"
            r"|på målene)|\bi høring\b|\bmidtvejs|\bhøringsfrist"
            r"|\b(?:evalueres|drøftes|afrapporteres|rapporteres"
            r"|opdateres|justeres|revideres|behandles|forelægges|fremlægges"
            r"|orienteres|gøres status|præsenteres|revurderes"
            r"|genbesøges)\b.{0,60}\b(?:årligt|hvert \w+ år|år|gang|gange|løbende"
            r"|kvartal\w*|halvår\w*|måned\w*|byrådet|udvalget"
            r"|udvalg|kommunalbestyrelsen|årsregnskab\w*|budget\w*"
            r"|forbindelse med)"
            r"|^\s*der gøres status|\b(?:udvalget|byrådet|kommunalbestyrelsen"
            r"|direktionen) (?:får|modtager|drøfter|behandler"
            r"|orienteres|forelægges)\b"
            r"|\bstatus på målene\b|\bmålene (?:evalueres|gælder"
            r"|beskriver|revideres|følges|er udvalgt|skal diskuteres"
            r"|er formuleret|vurderes|justeres|drøftes"
            r"|(?:bliver|skal|vil blive) (?:\w+ )?(?:drøftet|evalueret|justeret"
            r"|vurderet|fulgt op|revideret"
            r"|behandlet|formuleret))|\bde (?:\w+ )?mål beskriver\b"
            r"|\bbliver (?:drøftet|evalueret|forelagt|behandlet|fremlagt|præsenteret)\b"
            r"|\bhandleplan(?:en)?,? (?:som|der) bliver\b"
        ),
    ),
    (
        NoTarget.METHOD,
        pattern(
            r"\bbaseline(?:n)?\b|\b(?:opgøres|beregnes|udregnes"
            r"|indsamles|lægges sammen|omregnes|defineres|vægtes"
            r"|hentes)\b|\bmåles (?:ud fra|ved|hvert|på|i|som"
            r"|med|via|gennem|årligt|af|hver|hvor|én|to|en)\b"
            r"|\bmålingen (?:foretages|gennemføres|sker|bygger)\b"
            r"|\b(?:tallene|tallet|data|indikatoren|kilden?|opgørelsen"
            r"|indekset|skalaen|svarprocenten|undersøgelsen|målingen)\b:? (?:er (?:opgjort"
            r"|hentet|baseret|beregnet|trukket|fra)|stammer|dækker"
            r"|omfatter|bygger|kommer fra|viser antal|måler|hentes"
            r"|består|gennemføres|bliver|er konstrueret|er sat"
            r"|er (?:et|den|det|en) (?:\w+ )?(?:gennemsnit|summen|sum|medianen?|vægtet"
            r"|antallet|andelen)|angiver|går fra|løber fra)|\ber (?:beregnet|opgjort|udregnet)\b"
            r"|^\s*kilde\b|\bsvarene\b|\bspørgsmål(?:ene)? besvares\b"
            r"|\bspørgeskema\w*|\bstikprøve\w*(?!\s\|)|\bafventer data\b"
            r"|^\s*(?:vis udviklingen|note\b|\*)"
        ),
    ),
)
_COMPARED = "(?:flere|færre|mere|mindre|bedre|stærkere|kortere|længere)"
_SLOGAN = pattern(rf"^\W*{_COMPARED} \w+, {_COMPARED} \w+\W*$")
_TITLE = pattern(
    r"^\W*(?:mål|status|opfølgning|plan|strategi|politik|vision|handleplan|indsatser)\b"
    r"[\w ]{0,40}\d{4}\s?[-–]\s?\d{4}\W*$"
)
_SECOND: tuple[tuple[NoTarget, re.Pattern[str]], ...] = (
    (
        NoTarget.FORECAST,
        pattern(
            r"\b\w*(?:beregning(?:er|erne|en)?|fremskrivning(?:er"
            r"|erne|en)?|prognose(?:n|r|rne)?|modelberegning\w*"
            r"|scenari\w+|estimat(?:et|er)?)\b.{0,40}\b(?:viser"
            r"|peger|giver|forudser|siger|forudsiger|tyder)|\b(?:forventes"
            r"|forventer|ventes|skønnes|anslås|estimeres|forudses"
            r"|spås) (?:\w+ ){0,4}?(?:at|til|der)\b|\b(?:ventes|spås|skønnes|anslås|forudses)\b"
            r"|\bifølge (?:prognosen?|fremskrivning\w*|beregning\w*)"
            r"|\bprognosen\b|^\s*hvis (?:det|vi|alt|udviklingen)\b"
            r"|\bvil (?:\w+ )?ifølge\b|\bmed den nuværende udvikling\b"
            r"|\buden (?:yderligere|nye) (?:tiltag|indsatser)\b"
            r"|\bforventningen er\b|\bforventes\b"
        ),
    ),
    (
        NoTarget.NATIONAL,
        pattern(
            r"\b(?:ifølge|efter|i henhold til|i følge) (?:klimalov\w*"
            r"|\w*lov(?:en|givningen)|statens|regeringens?|eu\w*"
            r"|fn\w*|folketinget|parisaftalen|den nationale|de nationale"
            r"|nationale|kravene i)\b|^\W*(?:i \d{4} |inden \d{4} "
            r"|senest i \d{4} )?(?:skal |vil |har )?(?:danmark"
            r"|eu|fn|regeringen|staten|folketinget|danskerne|verdens lande"
            r"|medlemslandene|europa|kl|regionen|den nationale"
            r"|de nationale|klimaloven|det nationale|nationalt"
            r"|loven|landets kommuner skal)\b(?!s (?:bedste|laveste"
            r"|højeste|mest|største|mindste|første|grønneste))(?!.{0,30}\bkommunen "
            r"skal)|\b(?:eu|eu's|eus|fn's|fns|regeringens|statens"
            r"|folketingets|det nationale|nationale|danmarks) (?:\w+ )?(?:mål\b"
            r"|målet|målsætning\w*|klimamål\w*|krav\w*|målsætninger"
            r"|måltal|affaldsplan|ambition|\d{4}-mål)|\bverdensmål\b"
            r"|\bdanmark skal\b|\bregionerne (?:skal|overtage|vil)|\bskal regionerne\b"
            r"|\bpå nationalt plan\b|^\W*med \w*reformen\b|\bnationalt mål\b|\bregeringen (?:har"
            r"|vil|ønsker|kræver)\b|\blovkrav\b|\bloven kræver\b"
            r"|\bparisaftalen\b|\beu (?:kræver|har)\b|\bkrav fra (?:eu"
            r"|staten)"
        ),
    ),
    (
        NoTarget.RULE,
        pattern(
            r"\b(?:ansøgning(?:er)?|tilmelding(?:er)?|høringssvar"
            r"|svar|bemærkninger|indsigelser|klager) (?:skal|må"
            r"|kan) (?:\w+ ){0,3}?(?:være modtaget|sendes|indsendes"
            r"|modtages|afleveres|indgives|være (?:\w+ )?i hænde"
            r"|fremsendes|ske|søges|stiles)|\bansøgningsfrist\w*"
            r"|\bfristen (?:for|er)\b|\bfrist for\b|\btilmelding\b"
            r"|^\W*(?:du|de) (?:skal|kan|må) (?:\w+ )?(?:søge"
            r"|sende|bestille|tilmelde|huske|aflevere|betale|have)"
            r"|\bdu (?:skal|kan|må)\b|^\W*(?:husk|ring|skriv|klik"
            r"|kontakt|læs mere|send|søg)\b|\bforbudt\b|\bskal (?:indsendes"
            r"|afleveres|indbetales|anmeldes|søges)\b|\btilladelse\b"
            r"|\bdispensation\b|\bskal være (?:skrevet op|tilmeldt"
            r"|anmeldt|indskrevet|betalt|afleveret|indsendt|modtaget)\b"
            r"|\båbningstid\w*(?=:|\s(?:er|kl)\b)|\bgebyret\b|\btræder i kraft\b"
            r"|\bgælder fra\b|§|\bmå (?:kun )?(?:parkeres|brændes"
            r"|afbrændes|køres|medbringes)|\bpligt(?:ig)? til\b"
            r"|\b(?:lejen|prisen|taksten|entreen|kontingentet|billetten)"
            r" (?:\w+ ){0,3}(?:er|koster|udgør)\b"
            r"|\b(?:tilskud(?:det)?|støtten?|puljen|beløbet|bidraget|refusionen|betalingen|egenbetalingen)"
            r" (?:kan|må|ydes|dækker|gives|udbetales|udgør)\b"
            r"|\bfra den \d{1,2}\. \w+ til (?:og med )?den \d{1,2}\. \w+(?! \d{4})\b"
        ),
    ),
    (
        NoTarget.BUDGET,
        pattern(
            rf"\bbesparelse\w*\b.{{0,40}}\d\s?{_MONEY}|\d\s?{_MONEY}(?!\w).{{0,60}}\b(?:findes|afsættes"
            r"|afsat|spares|bruges|anvendes|investeres|bevilget"
            r"|bevilges|fordeles|tilføres|hentes|prioriteres|lægges"
            r"|gives|koster|finansier\w+|øremærk\w+|(?:besparelse)\w*"
            r"|frigøres|til rådighed|udmøntes)|\b(?:afsættes|afsat"
            r"|afsætter|investerer|investeres|bevilger|bevilget"
            r"|koster|sparer|spares|budgetter\w+|bruger|bruges|tilfører"
            rf"|har sat)\b.{{0,40}}\d[\d.,]*\s?{_MONEY}|\b(?:budgettet"
            rf"|budget \d{{4}}|anlægsramme\w*|bevilling\w*|driftsramme\w*"
            r"|servicerammen|budgetaftalen?|finansieres|råderum\w*"
            r"|anlægsbudget\w*)\b|\d\s?(?:%|procent|pct\.?) af (?:rammen|budgettet)\b"
        ),
    ),
    (
        NoTarget.HISTORY,
        pattern(
            r"\b(?:formulerede|vedtog|besluttede|igangsatte|begyndte"
            r"|startede|indgik|lancerede|oprettede|stiftede|satte"
            r"|fik|tog|gav|blev|gik|kom|åbnede|indførte|skabte"
            r"|valgte|udarbejdede|underskrev|indviede|fejrede"
            r"|satsede|arbejdede|opstod|lykkedes|nåede|byggede)\b|\bhar (?:\w+ )?(?:altid"
            r"|siden|gennem (?:de seneste|mange)|i (?:de seneste"
            r"|mange|en årrække)|allerede|længe|tidligere)\b|\bsiden da\b"
            r"|^\W*allerede i \d{4}|\bder (?:er|blev) lavet\b"
            r"|\bsiden \d{4} (?:er|har)\b"
        ),
    ),
    (
        NoTarget.STATUS,
        pattern(
            r"\b(?:var|lå|viste|udgjorde|steg|faldt|havde|svarede"
            r"|opnåede|endte|angav|landede|deltog|modtog"
            r"|voksede|følte|scorede|rykkede|placerede"
            r"|sagde|boede|arbejdede|kostede"
            r")\b|\bi dag (?:er|ligger|har|udgør|bor"
            r"|ryger)\b|\b(?:er|ligger|har|udgør) (?:\w+ )?(?:i dag"
            r"|pt\.?|aktuelt|i øjeblikket|lige nu|nu på)\b|\b(?:pt"
            r"|p\.t)\.|^\W*(?:aktuelt|i øjeblikket|status)\b|\b(?:seneste"
            r"|sidste|nyeste) (?:måling|undersøgelse|opgørelse"
            r"|tal|år)\b.{0,40}\b(?:viser|er|lå|ligger)\b|\b(?:undersøgelse\w*"
            r"|profil\w*|måling\w*|tallene|opgørelse\w*|analyse\w*"
            r"|statistik\w*)\b.{0,40}\b(?:viser|fortæller|peger"
            r"|vidner)\b|\b(?:er|har) (?:steget|faldet|vokset"
            r"|blevet reduceret|øget sig)\b|\bi forhold til året før\b"
            r"|\b(?:næst|tredje|fjerde|femte)(?:bedste|laveste|højeste|største)\b"
            r"|\b(?:vi|kommunen|der|byen) har (?:\w+ )?(?:haft|oplevet|set)\b"
            r"|\bder (?:bor|er|findes|arbejder|går|kører) i dag\b"
            r"|^(?!.*(?:\b20\d\d|perioden|\bskal\b|\bvil\b)).*\b(?:er|har) (?:\w+ ){1,3}"
            r"(?:steget|faldet|vokset)\b"
            r"|\bikke opfyldt\b|\bmålet (?:er|blev) (?:ikke )?(?:nået"
            r"|opfyldt|opnået|indfriet)|\bresultatet (?:er|blev"
            r"|for)\b|\bplanen rummer\b|\bplanen indeholder\b"
            r"|\bstrategien indeholder\b"
        ),
    ),
)
_MEANS = pattern(
    r"^\W*(?:derfor |samtidig |også |i perioden |i \d{4}(?:-\d{4})? "
    r"|frem mod \d{4} |således |her |desuden )*(?:(?:vil"
    r"|skal|vi|kommunen|forvaltningen|byrådet|[\wæøå-]+ kommune"
    r"|centret|skolerne|[A-ZÆØÅa-zæøå-]+) )?(?:(?:vi|kommunen"
    r"|der) )?(?:(?:skal|vil) (?:vi |kommunen |der )?(?:derfor "
    r"|gerne |også |fortsat |bl\.a\. |fx |blandt andet "
    r"|løbende |i højere grad |aktivt |sammen )*)"
    r"(?:arbejde|nedbryde|udbygge|ansætte|lave|udvikle"
    r"|undersøge|invitere|etablere|afholde|udarbejde|oprette"
    r"|igangsætte|begynde|starte|samarbejde|afprøve|indgå"
    r"|søge|bruge|udnytte|inddrage|understøtte|styrke"
    r"|prioritere|fokusere|sætte|tage|tilbyde|bygge|tiltrække"
    r"|skabe|investere|indføre|give|gøre|gennemføre|satse"
    r"|stille|følge|se|kigge|have fokus|have færre|møde"
    r"|lytte|invitere|fremme|sikre|kortlægge|teste|formidle"
    r"|koordinere|uddanne|opkvalificere|holde|informere"
    r"|opfordre|besøge|gå i dialog|blive ved|lade|støtte"
    r"|analysere|kigge|målrette|samle|dele|lære|turde"
    r"|åbne|implementere|renovere|bevare|forenkle|motivere"
    r"|rekruttere|afsætte|opsøge|drøfte|forebygge|bane"
    r"|nytænke|digitalisere|effektivisere|forny)\b"
)
_PASSIVE_DEED = pattern(
    r"^\W*der\s(?:afsættes|arbejdes|sættes|laves|udarbejdes"
    r"|skal\sarbejdes|skal\ssættes|ydes|tilbydes|investeres"
    r"|igangsættes|lægges|etableres|indledes|samarbejdes|indføres|afholdes|oprettes)\b"
)
_WE_DO = pattern(
    r"^\W*(?:derfor |samtidig |nu |her )?(?:vi|forvaltningen"
    r"|centret|vi har|kommunen(?= (?:laver|ansætter|udarbejder"
    r"|inviterer|investerer|afholder|opretter|arbejder"
    r"|samarbejder|iværksætter|igangsætter|udvider|indfører|udbygger))) (?:derfor )?(?:laver"
    r"|ansætter|arbejder|udarbejder|samarbejder|inviterer"
    r"|udvikler|opretter|etablerer|afholder|tilbyder|investerer"
    r"|styrker|undersøger|har ansvar|bruger|følger|sætter"
    r"|iværksætter|igangsætter|deltager|understøtter|prioriterer"
    r"|fokuserer|fortsætter|gennemfører|indgår|søger|skaber|udvider|indfører|udbygger)\b"
    r"|^\W*(?:vi|[a-zæøå-]+ kommune|kommunen|biblioteket|skolen|centret)"
    r" (?:tilbyder|yder(?! \d)|driver"
    r"|udlåner|uddeler|vejleder|rådgiver)\b"
    r"|^\W*(?:ved|gennem) at\b|^\W*(?:ved hjælp af|med hjælp fra|med afsæt i)\b"
    r"|^\W*det (?:gør|sker) vi\b"
    r"|^\W*det kræver\b|^\W*(?:derfor|samtidig|her|nu) \w+r vi\b"
)
_WE_ARE = pattern(
    r"^\W*(?:vi|her) (?:ser|tør|tror|siger|tænker|mener"
    r"|lytter|tager|møder|gør|handler|viser|kender|finder"
    r"|deler|drømmer)\b"
)
_SHARE = pattern(r"\d\s?(?:%|procent|pct)")
_SHARE_OF_BUDGET = pattern(r"\b(?:skal|må)\b.*\d\s?(?:%|procent|pct)")
_FINISHED = pattern(r"[.!:;]\s*$")
_GOAL_FRAME = pattern(r"\b(?:skal|må (?:ikke|højst)|ønsker(?:,)? at|vil være)\b")
_REAL = pattern(
    r"\b(?:høj|god|gode|godt|bedre|stærk|stærke|stærkt"
    r"|attraktiv\w*|sund\w*|top-?\w+|professionel\w*|effektiv\w*"
    r"|øget|styrket|fri|lige|trygge?|tilgængelig\w*|sikker"
    r"|smidig|hurtig\w*|enkl\w*|levende|grøn\w*|bæredygtig\w*|inkluderende"
    r"|verdensklasse|kvalitet|mulighed\w*|rammer|velfungerende|mangfoldig\w*"
    r"|rent|ren|let|nem|fælles|flere|færre)\b"
)


_GOING_TO = pattern(r"\b(?:skal|må|vil|bør|mål\w*|senest|inden|når)\b")
_MOVED = pattern(
    r"\b(?:har|er)\s"
    r"(?:(?:vi|kommunen|der|allerede|nu|blevet|siden|også|samlet|i \d{4})\s){0,3}"
    rf"(?:\w+\s)?{MOVED}\b"
)
_SAYING = pattern(r"\W*(?:en|et|mange|ingen)\s[^,.;:]{2,40}?\s(?:er|gør|betyder|kræver)\s[^,;:]+$")
_AGING = pattern(
    r"\bantal(?:let)?\s(?:af\s)?(?:\w+\s)?(?:ældre|børn|unge|indbyggere|seniorer|\S*årige|borgere\sover\s\d+)"
    r"(?:\s(?:over|under|mellem)\s[\d-]+\sår)?\s(?:stiger|vokser|falder|øges)\b"
    r"|\b(?:stiger|vokser|falder)\santal(?:let)?\s(?:af\s)?(?:\w+\s)?(?:ældre|børn|\S*årige)"
    r"(?:\sover\s\d+\sår)?(?=[\s,.]|$)(?!\s(?:i|med|der|som)\s(?!\d))"
)


def rejected(low: str) -> NoTarget | None:
    """Why small-lettered words hold no target, whatever figures stand in them; None otherwise."""
    for reason, each in _FIRST:
        if each.search(low):
            return reason
    return NoTarget.HEADING if _SLOGAN.search(low) or _TITLE.search(low) else None


def is_contents(low: str) -> bool:
    """Whether small-lettered words are a line of a table of contents."""
    return bool(_FIRST[1][1].search(low))


def told_of(low: str) -> NoTarget | None:
    """Why words of the main clause tell of something else: forecast, others' goals, the past."""
    for reason, each in _SECOND:
        if each.search(low) and not (reason is NoTarget.BUDGET and _SHARE_OF_BUDGET.search(low)):
            return reason
    return None


def is_means(low: str) -> bool:
    """Whether the words say what somebody does or will do, with nothing to be counted."""
    return bool(_MEANS.search(low) or _WE_DO.search(low) or _PASSIVE_DEED.search(low))


def is_saying(low: str) -> bool:
    """Whether the words say what something is like anywhere: "en god nabo er guld værd"."""
    return bool(_SAYING.match(low)) and not _GOING_TO.search(low)


def has_moved(low: str) -> bool:
    """Whether the words say that something has moved already: "har nedbragt", "er steget"."""
    return bool(_MOVED.search(low)) and not _GOING_TO.search(low)


def is_aging(low: str) -> bool:
    """Whether the words say how the population moves of itself: nobody's goal."""
    return bool(_AGING.search(low)) and not _GOING_TO.search(low)


def is_heading(low: str, has_verb: bool) -> bool:
    """Whether the words stand over something: a slogan of "we", or no sentence and no goal."""
    if _FINISHED.search(low) and not low.rstrip().endswith(":"):
        return False
    if _SHARE.search(low):
        return False
    words = low.split()
    if _WE_ARE.match(low) and len(words) <= 12 and not _GOAL_FRAME.search(low):
        return True
    if (
        re.match(
            r"^\W*(?:sammen|tæt|plads|tid|klar|fra|på|mod|med"
            r"|vejen|rum|mere|mod) (?:om|på|til|med|vej|\w+r vi)\b",
            low,
        )
        and len(words) <= 7
    ):
        return True
    if re.match(
        r"^\W*(?:en|et|den|det|byen|kommunen|sammen),? [^.]{0,40}, (?:der"
        r"|som|hvor)\b|^\W*\w+,? hvor\b",
        low,
    ):
        return True
    has_verb = has_verb or bool(re.match(r"\W*(?:vi|her) \w+r\b", low))
    return not has_verb and not (_REAL.search(low) and len(words) >= 4) and len(words) <= 9
