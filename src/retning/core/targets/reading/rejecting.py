"""Why a sentence holds no target of this municipality: what speaks against it, by reason."""

import re

from retning.core.danish.patterns import pattern
from retning.core.targets.readings import NoTarget

_MONEY = r"(?:mio\.?|mia\.?|millioner|milliarder|million|t?kr\.?|kroner)"
_FIRST: tuple[tuple[NoTarget, re.Pattern[str]], ...] = (
    (NoTarget.QUESTION, pattern(r"\?[\"»”’')\s]*$|^\s*(?:hvordan|hvorfor|hvorledes)\b")),
    (NoTarget.CONTENTS, pattern(r"(?:\.\s?){4,}\s*\d*\s*$|(?:\.\s?){4,}\d|…{2,}|_{4,}|^\s*indhold(?:sfortegnelse)?\b|\bside \d+(?:\s?(?:af|/)\s?\d+)?\s*$")),
    (NoTarget.PROCESS, pattern(
        r"\bsidst opdateret\b|^\s*(?:vedtaget|godkendt|behandlet|revideret|udgivet)\b.{0,40}\d{4}\W*$|\bfølges (?:der )?op\b|\bfølger (?:vi |udvalget |byrådet )?op\b|\bopfølgning(?:en)? (?:sker|på målene)|\bi høring\b|\bmidtvejs"
        r"|\b(?:evalueres|drøftes|afrapporteres|rapporteres|opdateres|justeres|behandles|forelægges|fremlægges|orienteres|gøres status|præsenteres|revurderes|genbesøges)\b.{0,60}\b(?:årligt|år|gang|gange|løbende|kvartal\w*|halvår\w*|måned\w*|byrådet|udvalget|udvalg|kommunalbestyrelsen|årsregnskab\w*|budget\w*|forbindelse med)"
        r"|^\s*der gøres status|\b(?:udvalget|byrådet|kommunalbestyrelsen|direktionen) (?:får|modtager|drøfter|behandler|orienteres|forelægges|godkender|vedtager|beslutter)\b|\bstatus på målene\b|\bmålene (?:evalueres|gælder|beskriver|revideres|følges|er udvalgt|skal diskuteres|er formuleret|vurderes|justeres|drøftes)|\bde (?:\w+ )?mål beskriver\b|\bhandleplan(?:en)?,? (?:som|der) bliver\b"
    )),
    (NoTarget.METHOD, pattern(
        r"\bbaseline(?:n)?\b|\b(?:opgøres|beregnes|udregnes|indsamles|lægges sammen|omregnes|defineres|vægtes|hentes)\b|\bmåles (?:ud fra|ved|hvert|på|i|som|med|via|gennem|årligt|af|hver|hvor|én|to|en)\b|\bmålingen (?:foretages|gennemføres|sker|bygger)\b|\b(?:tallene|tallet|data|indikatoren|kilden?|opgørelsen|indekset|svarprocenten|undersøgelsen|målingen)\b:? (?:er (?:opgjort|hentet|baseret|beregnet|trukket|fra)|stammer|dækker|omfatter|bygger|kommer fra|viser antal|måler|hentes|består|gennemføres|bliver)|^\s*kilde\b|\bsvarene\b|\bspørgeskema\w*|\bstikprøve\w*|\bafventer data\b|^\s*(?:vis udviklingen|note\b|\*)"
    )),
)  # fmt: skip
_SECOND: tuple[tuple[NoTarget, re.Pattern[str]], ...] = (
    (NoTarget.FORECAST, pattern(
        r"\b(?:beregning(?:er|erne|en)?|fremskrivning(?:er|erne|en)?|prognose(?:n|r|rne)?|modelberegning\w*|scenari\w+|estimat(?:et|er)?)\b.{0,40}\b(?:viser|peger|giver|forudser|siger|tyder)|\b(?:forventes|forventer|ventes|skønnes|anslås|estimeres|forudses|spås) (?:\w+ ){0,4}?(?:at|til|der)\b|\bder ventes\b|\bifølge (?:prognosen?|fremskrivning\w*|beregning\w*)|\bprognosen\b|^\s*hvis (?:det|vi|alt|udviklingen)\b|\bvil (?:\w+ )?ifølge\b|\bmed den nuværende udvikling\b|\buden (?:yderligere|nye) (?:tiltag|indsatser)\b|\bforventningen er\b|\bforventes\b"
    )),
    (NoTarget.NATIONAL, pattern(
        r"\b(?:ifølge|efter|i henhold til|i følge) (?:klimalov\w*|\w*lov(?:en|givningen)|statens|regeringens?|eu\w*|fn\w*|folketinget|parisaftalen|den nationale|de nationale|nationale|kravene i)\b|^\W*(?:i \d{4} |inden \d{4} |senest i \d{4} )?(?:skal |vil |har )?(?:danmark|eu|fn|regeringen|staten|folketinget|danskerne|verdens lande|medlemslandene|europa|kl|regionen|den nationale|de nationale|klimaloven|det nationale|nationalt|loven|landets kommuner skal)\b(?!s (?:bedste|laveste|højeste|mest|største|mindste|første|grønneste))(?!.{0,30}\bkommunen skal)|\b(?:eu|eu's|eus|fn's|fns|regeringens|statens|folketingets|det nationale|nationale|danmarks) (?:\w+ )?(?:mål\b|målet|målsætning\w*|klimamål\w*|krav\w*|målsætninger|måltal|affaldsplan|ambition|\d{4}-mål)|\bverdensmål\b|\bdanmark skal\b|\bnationalt mål\b|\bregeringen (?:har|vil|ønsker|kræver)\b|\blovkrav\b|\bloven kræver\b|\bparisaftalen\b|\beu (?:kræver|har)\b|\bkrav fra (?:eu|staten)"
    )),
    (NoTarget.RULE, pattern(
        r"\b(?:ansøgning(?:er)?|tilmelding(?:er)?|høringssvar|svar|bemærkninger|indsigelser|klager) (?:skal|må|kan) (?:\w+ ){0,3}?(?:være modtaget|sendes|indsendes|modtages|afleveres|indgives|være (?:\w+ )?i hænde|fremsendes|ske|søges|stiles)|\bansøgningsfrist\w*|\bfristen (?:for|er)\b|\bfrist for\b|\btilmelding\b|^\W*(?:du|de) (?:skal|kan|må) (?:\w+ )?(?:søge|sende|bestille|tilmelde|huske|aflevere|betale|have)|\bdu (?:skal|kan|må)\b|^\W*(?:husk|ring|skriv|klik|kontakt|læs mere|send|søg)\b|\bforbudt\b|\bskal (?:indsendes|afleveres|indbetales|anmeldes|søges)\b|\btilladelse\b|\bdispensation\b|\bskal være (?:skrevet op|tilmeldt|anmeldt|indskrevet|betalt|afleveret|indsendt|modtaget)\b|\båbningstid\w*|\bgebyret\b|\btræder i kraft\b|\bgælder fra\b|§|\bmå (?:kun )?(?:parkeres|brændes|afbrændes|køres|medbringes)|\bpligt(?:ig)? til\b"
    )),
    (NoTarget.BUDGET, pattern(
        rf"\d\s?{_MONEY}(?!\w).{{0,60}}\b(?:findes|afsættes|afsat|spares|bruges|anvendes|investeres|bevilget|bevilges|fordeles|tilføres|hentes|prioriteres|lægges|gives|koster|finansier\w+|øremærk\w+|besparelse\w*|frigøres|til rådighed|udmøntes)|\b(?:afsættes|afsat|afsætter|investerer|investeres|bevilger|bevilget|koster|sparer|spares|budgetter\w+|bruger|tilfører|har sat)\b.{{0,40}}\d[\d.,]*\s?{_MONEY}|\b(?:budgettet|budget \d{{4}}|anlægsramme\w*|bevilling\w*|driftsramme\w*|servicerammen|budgetaftalen?|finansieres|råderum\w*|anlægsbudget\w*)\b"
    )),
    (NoTarget.HISTORY, pattern(
        r"\b(?:formulerede|vedtog|besluttede|igangsatte|begyndte|startede|indgik|lancerede|oprettede|stiftede|satte|fik|tog|gav|blev|gik|kom|åbnede|indførte|skabte|valgte|udarbejdede|underskrev|indviede|fejrede|satsede|arbejdede|opstod|lykkedes|kunne|skulle|måtte|nåede|byggede)\b|\bhar (?:\w+ )?(?:altid|siden|gennem (?:de seneste|mange)|i (?:de seneste|mange|en årrække)|allerede|længe|tidligere)\b|\bsiden da\b|^\W*allerede i \d{4}|\bder (?:er|blev) lavet\b|\bsiden \d{4} (?:er|har)\b"
    )),
    (NoTarget.STATUS, pattern(
        r"\b(?:var|lå|viste|udgjorde|steg|faldt|havde|svarede|opnåede|endte|angav|vurderede|landede|deltog|modtog|voksede|oplevede|følte|scorede|rykkede|placerede|sagde|boede|arbejdede|røg|brugte|kostede|udledte|genanvendte)\b|\bi dag (?:er|ligger|har|udgør|bor|ryger)\b|\b(?:er|ligger|har|udgør) (?:\w+ )?(?:i dag|pt\.?|aktuelt|i øjeblikket|lige nu|nu på)\b|\b(?:pt|p\.t)\.|^\W*(?:aktuelt|i øjeblikket|status)\b|\b(?:seneste|sidste|nyeste) (?:måling|undersøgelse|opgørelse|tal|år)\b.{0,40}\b(?:viser|er|lå|ligger)\b|\b(?:undersøgelse\w*|profil\w*|måling\w*|tallene|opgørelse\w*|analyse\w*|statistik\w*)\b.{0,40}\b(?:viser|fortæller|peger|vidner)\b|\b(?:er|har) (?:steget|faldet|vokset|blevet reduceret|øget sig)\b|\bi forhold til året før\b|\bikke opfyldt\b|\bmålet (?:er|blev) (?:ikke )?(?:nået|opfyldt|opnået|indfriet)|\bresultatet (?:er|blev|for)\b|\bplanen rummer\b|\bplanen indeholder\b|\bstrategien indeholder\b"
    )),
)  # fmt: skip
_MEANS = pattern(
    r"^\W*(?:derfor |samtidig |også |i perioden |i \d{4}(?:-\d{4})? |frem mod \d{4} |således |her |desuden )*(?:(?:vil|skal|vi|kommunen|forvaltningen|byrådet|[\wæøå-]+ kommune|centret|skolerne|[A-ZÆØÅa-zæøå-]+) )?(?:(?:vi|kommunen|der) )?(?:(?:skal|vil) (?:vi |kommunen |der )?(?:derfor |gerne |også |fortsat |bl\.a\. |fx |blandt andet |løbende |i højere grad |aktivt |sammen )*)"
    r"(?:arbejde|nedbryde|udbygge|ansætte|lave|udvikle|undersøge|invitere|etablere|afholde|udarbejde|oprette|igangsætte|begynde|starte|samarbejde|afprøve|indgå|søge|bruge|udnytte|inddrage|understøtte|styrke|prioritere|fokusere|sætte|tage|tilbyde|bygge|tiltrække|skabe|investere|indføre|give|gøre|gennemføre|satse|stille|følge|se|kigge|have fokus|have færre|møde|lytte|invitere|fremme|sikre|kortlægge|teste|formidle|koordinere|uddanne|opkvalificere|holde|informere|opfordre|besøge|gå i dialog|blive ved|lade|støtte|analysere|kigge|målrette|samle|dele|lære|turde|åbne|implementere|renovere|bevare|forenkle|motivere|rekruttere|afsætte|opsøge|drøfte|forebygge|bane|nytænke|digitalisere|effektivisere|forny)\b"
)
_PASSIVE_DEED = pattern(
    r"^\W*der\s(?:afsættes|arbejdes|sættes|laves|udarbejdes|skal\sarbejdes|skal\ssættes|ydes|tilbydes|investeres|igangsættes|lægges|etableres|indledes|samarbejdes)\b"
)
_WE_DO = pattern(
    r"^\W*(?:derfor |samtidig |nu |her )?(?:vi|forvaltningen|centret|vi har|kommunen(?= (?:laver|ansætter|udarbejder|inviterer|investerer|afholder|opretter|arbejder|samarbejder|iværksætter|igangsætter))) (?:derfor )?(?:laver|ansætter|arbejder|udarbejder|samarbejder|inviterer|udvikler|opretter|etablerer|afholder|tilbyder|investerer|styrker|undersøger|har ansvar|bruger|følger|sætter|iværksætter|igangsætter|deltager|understøtter|prioriterer|fokuserer|fortsætter|gennemfører|indgår|søger|skaber)\b|^\W*(?:ved|gennem) at\b|^\W*det (?:gør|sker) vi\b|^\W*det kræver\b"
)
_WE_ARE = pattern(
    r"^\W*(?:vi|her) (?:ser|tør|tror|siger|tænker|mener|lytter|tager|møder|gør|handler|viser|kender|finder|deler|drømmer)\b"
)
_FINISHED = pattern(r"[.!:;]\s*$")
_GOAL_FRAME = pattern(r"\b(?:skal|må (?:ikke|højst)|ønsker(?:,)? at|vil være)\b")
_REAL = pattern(r"\b(?:høj|god|gode|godt|bedre|stærk|stærke|stærkt|attraktiv\w*|sund\w*|top-?\w+|professionel\w*|effektiv\w*|øget|styrket|fri|lige|trygge?|tilgængelig\w*|sikker|smidig|hurtig|levende|grøn\w*|bæredygtig\w*|inkluderende|kvalitet|mulighed\w*|rammer|velfungerende|mangfoldig\w*|rent|ren|let|nem|fælles|flere|færre)\b")


def rejected(low: str) -> NoTarget | None:
    """Why small-lettered words hold no target, whatever figures stand in them; None otherwise."""
    for reason, each in _FIRST:
        if each.search(low):
            return reason
    return None


def is_contents(low: str) -> bool:
    """Whether small-lettered words are a line of a table of contents."""
    return bool(_FIRST[1][1].search(low))


def told_of(low: str) -> NoTarget | None:
    """Why words of the main clause tell of something else: forecast, others' goals, the past."""
    for reason, each in _SECOND:
        if each.search(low):
            return reason
    return None


def is_means(low: str) -> bool:
    """Whether the words say what somebody does or will do, with nothing to be counted."""
    return bool(_MEANS.search(low) or _WE_DO.search(low) or _PASSIVE_DEED.search(low))


def is_heading(low: str, has_verb: bool) -> bool:
    """Whether the words stand over something: a slogan of "we", or no sentence and no goal."""
    if _FINISHED.search(low) and not low.rstrip().endswith(":"):
        return False
    words = low.split()
    if _WE_ARE.match(low) and len(words) <= 12 and not _GOAL_FRAME.search(low):
        return True
    if re.match(r"^\W*(?:sammen|tæt|plads|tid|klar|fra|på|mod|med|vejen|rum|mere|mod) (?:om|på|til|med|vej)\b", low) and len(words) <= 7:
        return True
    if re.match(r"^\W*(?:en|et|den|det|byen|kommunen|sammen),? [^.]{0,40}, (?:der|som|hvor)\b|^\W*\w+,? hvor\b", low):
        return True
    return not has_verb and not (_REAL.search(low) and len(words) >= 4) and len(words) <= 9
