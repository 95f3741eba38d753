"""The words that are looked for, and those that say it is something else."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


STREETS = _words(
    """
    vej vejen gade gaden allé alle alléen stræde strædet plads pladsen torv torvet vænge vænget
    vang vangen have haven haverne park parken bakke bakken boulevard boulevarden sti stien toft
    toften tofte lund lunden mark marken eng engen dal dalen høj høje højen kær kæret mose mosen
    ager ageren bo boet skov skoven sø søen kaj kajen bro broen hegn hegnet gård gården gårde
    huse husene led leddet krog krogen løkke løkken ås åsen bjerg bjerget klint holm holmen banke
    banken passage port række rækken rækkerne tværvej ringen kvarter esplanaden
    """
)
"""What names of streets end with."""

THINGS = _words(
    """
    gange gang år års dage dag uger uge måneder timer time minutter min km kilometer meter m mio
    mia kr kroner procent pct biler bil busser træer bænke børn boliger lejligheder huse hold
    personer mennesker borgere etager cyklister elever ture steder spor baner nye ekstra store
    små gamle andre
    """
)
"""What a number counts when it follows a street by chance."""

GIVEN = _words(
    """
    aase agnete ahmed aksel albert alberte alexander alfred ali allan alma amalie amir anders
    andreas ane anette anita anja ann anna anne annette annika anton arne arthur asbjørn asger
    asta astrid august aya bente benny bertha birger birgit birgitte birthe bjarne bodil brian
    britta camilla carina carl carla caroline carsten casper cecilie charlotte christian
    christina christoffer clara claus conny connie dagmar daniel daniella david dennis dorte
    dorthe ebbe ebba edith egon einar elias elin eline elisabeth ella ellen else elvira emil
    emilie emily emma erik erling erna esben esther eva fatima filip finn flemming freja frederik
    frederikke frida gerda gitte grete grethe gudrun gunnar gustav hanne hannah hans harald
    hassan heidi heine helene helge helle henning henriette henrik herdis hugo hussein ibrahim
    ida inga inge ingeborg inger ingrid irene iris isabella jacob jakob jan jane janne jannik
    jeanette jens jeppe jesper jette joachim johan johanne johannes john johnny jonas jonathan
    jonna josefine jørgen jørn julie julius kaj karen karin karina karl karla karoline kasper
    katja katrine keld kenneth kim kirsten kirstine kjeld klaus knud kristian kristina kristine
    kristoffer kurt lars lasse laura laurits leif lena lene leon lily lilly lina linda line lis
    lisbeth lise liselotte lissi lone lotte louise lucas ludvig lukas lykke mads magnus maja
    majbritt malene malthe maren margit margrethe maria mariam marianne marie marius markus
    martha martin mathias mathilde matilde mattias merete mette michael mia mie mikael mikkel
    mohamed mohammed mogens morten muhammad mustafa nadia nanna natasja nicolai niels nikolaj
    nina noah nora ole oliver olivia omar oscar oskar otto palle patrick paul paula pauline peder
    peer pernille peter pia pil poul preben rasmus rebecca regitze richard rikke robert rolf rosa
    ruth saga sandra sanne sara sarah sebastian selma signe sigrid silas silje simon simone sofia
    sofie sofus solveig søren sonja stefan steffen stig stine sune susanne svend sven tage tanja
    theis theo theodor thea therese thomas thor thora thorkild tim tina tine tobias tom tommy
    tone torben tove trine troels uffe ulla ulrik ulrikke valdemar vera verner vibeke victor
    victoria viggo viktor vilhelm villads villy vita vivi vivian viola walter werner william
    yasmin yusuf yvonne zahra
    """
)
"""Given names that are common in Denmark and are no other word of the language."""

HEALTH_STEMS = _words(
    """
    kræft tumor leukæmi diabet sukkersyg depress angst adhd autis asperger skizofren demens
    dement alzheimer parkinson skleros scleros epilep psykisk psykiat psykos bipolar spiseforstyr
    anoreks bulim hjernerystel hjerneskad blodprop apopleks hjertesyg hjerteproblem gigt astma
    hepatit misbrug alkoholi narkoman selvmord selvskad handicap udviklingshæm spasti lammelse
    kørestol rollator svagtseend hørehæm ordblind sygemeld sygdom diagnos indlagt indlæggelse
    opereret medicin kemoterapi stråleterapi stress udbrændt gravid fertilitet førtidspension
    fleksjob bevægelseshæm inkontinen tourette
    """
)
"""Parts of words about somebody's health."""

HEALTH_WORDS = _words(
    """
    syg syge alvorligt-syg døende blind blinde døv døve lam kol hiv ocd ptsd borderline operation
    operationen abort aborten traume traumer kræftsyg
    """
)
"""Words about health that are too short to be parts of others."""

MINE = _words(
    """
    min mit mine vores hans hendes deres naboens my our his her
    """
)
"""What stands before one's own."""

KIN = _words(
    """
    mor far moder fader søn sønnen datter datteren mand manden kone konen hustru kæreste bror
    søster barn barnet børn dreng pige mormor morfar farmor farfar bedstemor bedstefar barnebarn
    børnebørn nabo naboen genbo underbo overbo ven veninde kollega tante onkel moster faster
    svigermor svigerfar svigersøn svigerdatter ægtefælle samlever forælder forældre tvillinger
    ældste yngste chef elev mother father son daughter husband wife brother sister child
    neighbour
    """
)
"""People one has."""

PERSONS = _words(
    """
    jeg hun han i she he
    """
)
"""One person."""

STATES = _words(
    """
    har havde er var lider led fik får blev bliver døjer kæmper tager tog går gik lever bor
    blevet haft været has have had am is was suffers
    """
)
"""What somebody does with an illness."""

THINKING = _words(
    """
    synes mener tror håber foreslår ønsker vil ville kunne kan skal skulle bør arbejder arbejdet
    arbejde læst hørt læser skrevet undersøgt forslag idé ide spørgsmål brug for savner mangler
    ser frivillig ansat uddannet undervist fagperson hjælper hjulpet om mod imod forebygge
    """
)
"""Where these stand, somebody has an opinion on health, and tells nothing of it."""
