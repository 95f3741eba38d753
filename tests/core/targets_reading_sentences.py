# ruff: noqa: E501  (a table reads best with its rows unbroken)
"""Sentences written for the tests of the reader, with what each must give.

A line is `sentence | kind | direction | value | unit | deadline | population | baseline`; a dash is
none, and what is left off at the end is none. "no" as kind: no target, and the reason beside it.
"""

LEVELS = """
Mindst 80 % af eleverne i 9. klasse består dansk og matematik | level | up | 80 | %
Minimum 70 procent af de ældre på plejehjem er med til fællesspisning | level | up | 70 | %
Over 60 pct. af borgerne har deltaget i en kulturaktivitet | level | up | 60 | %
Højst 10 % af de unge må være uden for job og uddannelse | level | down | 10 | %
Maksimalt 5 procent af børnene må have for højt fravær | level | down | 5 | %
Ikke over 4 % af eleverne må have mere end 10 % fravær | level | down | 4 | %
Andelen af økologi i køkkenerne skal op på 75 % inden 2027 | level | up | 75 | % | 2027
Andelen af langtidsledige skal ned på 1,5 % senest i 2026 | level | down | 1.5 | % | 2026
Sygefraværet skal ned under 4,5 procent i 2025 | level | down | 4.5 | % | 2025
Andelen af elbiler i kommunens flåde hæves til 90 % i 2028 | level | up | 90 | % | 2028
Sygefraværet skal falde fra 6,1 % til 5 % inden udgangen af 2026 | level | down | 5 | % | 2026 | - | 6.1
Genanvendelsen øges fra 48 pct. i 2022 til 65 pct. i 2030 | level | up | 65 | % | 2030 | - | 48
Frafaldet sænkes fra 14 til 9 procent i 2027 | level | down | 9 | % | 2027 | - | 14
I 2030 skal 70 % af husholdningsaffaldet genanvendes | level | up | 70 | % | 2030
Ambitionen er at genbruge 40 % af byggematerialerne inden 2028 | level | up | 40 | % | 2028
50 % genanvendelse af plast i 2025 | level | up | 50 | % | 2025
Andel økologiske råvarer - 60 pct. i 2024 | level | up | 60 | % | 2024
Andel skoler med under 300 meter til en grøn plet - mindst 95 % | level | up | 95 | %
Sagsbehandlingstiden for byggesager må højst være 40 dage | level | down | 40 | dage
Ventetiden til genoptræning må ikke overstige 7 dage | level | down | 7 | dage
Den gennemsnitlige ventetid på bolig skal være under 60 dage i 2026 | level | down | 60 | dage | 2026
Svar på en byggeansøgning gives inden for højst fire uger | level | down | 28 | dage
Der må ikke være ventetid til psykologhjælp | level | down | 0 | ventedage
Mere end to tredjedele af de unge skal vælge en erhvervsuddannelse | level | up | 66.67 | %
Over halvdelen af pendlerne skal tage cyklen eller toget i 2030 | level | up | 50 | % | 2030
Mindst en fjerdedel af maden skal være plantebaseret | level | up | 25 | %
Mindst tre fjerdedele af beboerne deltager i fællesspisning | level | up | 75 | %
Under en tredjedel af eleverne må have bil med i skole | level | down | 33.33 | %
Alle unge under 25 år skal have en uddannelsesplan | level | up | 100 | %
Alle elever skal have en plads i fritidstilbud | level | up | 100 | %
Ingen børn må vokse op i fattigdom i 2030 | level | down | 0 | % | 2030
I 2035 er der ingen husstande, der fyrer med olie | level | down | 0 | % | 2035
Kommunen skal være CO2-neutral senest i 2040 | level | down | 0 | - | 2040
Kommunen er klimaneutral i 2045 | level | down | 0 | - | 2045
Den enkelte borger må højst bruge 90 liter vand i 2030 | level | down | 90 | liter pr. borger | 2030
Antallet af frivillige trænere skal være mindst 250 i 2026 | level | up | 250 | trænere | 2026
Karaktergennemsnittet skal være mindst 7,2 | level | up | 7.2
Grønt areal pr. indbygger skal være mindst 20 kvadratmeter | level | up | 20 | m2
2027: Al belysning er LED | level | up | 100 | % | 2027
Flertallet af kommunens busser kører på el i 2026 | level | up | 50 | % | 2026
Energiforbruget i bygningerne skal være højst 95 kWh pr. m2 i 2027 | level | down | 95 | kWh pr. m2 | 2027
Inden 2029 er 30 % af arealet udlagt til natur | level | up | 30 | % | 2029
85 % eller derover af lejerne betaler til tiden | level | up | 85 | %
Vi vil sikre, at mindst 60 % af medarbejderne arbejder på fuld tid | level | up | 60 | %
Det er Byrådets mål, at højst 3 procent af boligerne står tomme | level | down | 3 | %
"""

SURVEYS = """
Mindst 80 % af forældrene er tilfredse med dagplejen | survey_level | up | 80 | %
Minimum 75 procent af medarbejderne føler sig trygge på arbejdet | survey_level | up | 75 | %
90 pct. af beboerne oplever, at de bliver hørt | survey_level | up | 90 | %
Højst 10 % af eleverne oplever mobning | survey_level | down | 10 | %
Tilfredsheden med hjemmeplejen skal være mindst 4,2 på en skala fra 1 til 5 | survey_level | up | 4.2 | skala 1-5
Trivslen i skolerne ligger på mindst 8 på en skala fra 0-10 | survey_level | up | 8 | skala 0-10
Borgernes tilfredshed med genbrugspladsen skal være over 85 % i 2026 | survey_level | up | 85 | % | 2026
Andel, der oplever byen som tryg - 90 pct. i 2025 | survey_level | up | 90 | % | 2025
Mindst ni procent flere skal svare ja | trend | up | 9 | %
Færre end 5 % af de ældre må svare, at de er ensomme | survey_level | down | 5 | %
"""

RATIOS = """
8 ud af 10 unge gennemfører en ungdomsuddannelse | ratio | up | 0.8 | ratio
Tre ud af fire ture under tre kilometer sker på cykel | ratio | up | 0.75 | ratio
Mindst 9 ud af 10 borgere får svar inden for en uge | ratio | up | 0.9 | ratio
Hver fjerde bil i kommunen skal køre på el i 2026 | ratio | up | 0.25 | ratio | 2026
Hver anden elev tager cyklen i skole | ratio | up | 0.5 | ratio
Højst hver tiende unge må være uden job | ratio | down | 0.1 | ratio
Mindst hver femte lærling skal være kvinde | ratio | up | 0.2 | ratio
Vi skal have medhold i 8 ud af 10 klagesager | ratio | up | 0.8 | ratio
18 ud af 20 opkald besvares inden for tre minutter | ratio | up | 0.9 | ratio
"""

CHANGES = """
Andelen af faglærte skal stige | trend | up
Antallet af cyklister øges over de næste fire år | trend | up
Antallet af indbrud skal falde | trend | down
Gælden nedbringes | trend | down
Sygefraværet skal ned | trend | down
Folketallet vokser | trend | up
Flere borgere dyrker motion | trend | up
Færre børn skal anbringes uden for hjemmet | trend | down
Der skal være flere praktikpladser i kommunen | trend | up
Der skal være færre ulykker på vejene i 2027 | trend | down | - | - | 2027
Vi vil have flere vilde blomster og insekter | trend | up
Der skal ske en stigning i antallet af iværksættere i byrådsperioden | trend | up
Der skal ske et fald i antallet af underretninger | trend | down
Der skal være et faldende antal sygedage | trend | down
En stigende andel af eleverne vælger en erhvervsuddannelse | trend | up
En mindre del af de unge skal være på kontanthjælp | trend | down
Udledningen af CO2 skal reduceres med 60 % inden 2030 | trend | down | 60 | % | 2030
Vi vil reducere energiforbruget i kommunens bygninger med 15 procent inden 2027 | trend | down | 15 | % | 2027
Antallet af besøgende skal øges med 10 procent om året | trend | up | 10 | %
Antallet af frivillige skal vokse med mindst 5 % årligt | trend | up | 5 | %
Andelen af unge i job øges med fire procentpoint inden 2026 | trend | up | 4 | procentpoint | 2026
Vandforbruget er 12 % lavere i 2027 end i 2020 | trend | down | 12 | % | 2027
Madspildet halveres inden 2028 | trend | down | 50 | % | 2028
Antallet af ladestandere tredobles frem mod 2030 | trend | up | 200 | % | 2030
Vi vil fordoble andelen af økologi | trend | up | 100 | %
25 % reduktion af affaldet i 2026 i forhold til 2019 | trend | down | 25 | % | 2026
En stigning på 8 procent i omsætningen i detailhandlen | trend | up | 8 | %
Der skal skabes 1.200 flere arbejdspladser inden 2030 | trend | up | 1200 | arbejdspladser | 2030
Restaffaldet skal være 20 procent mindre i 2028 | trend | down | 20 | % | 2028
Ledigheden blandt unge skal falde med 2 procentpoint | trend | down | 2 | procentpoint
Andel, der bruger biblioteket - skal være stigende | trend | up
Antal klager over hjemmehjælp - skal være faldende | trend | down
Flere ældre klarer sig selv længere | trend | up
Færre falder fra på erhvervsuddannelserne | trend | down
Det er målet, at flere unge tager en erhvervsuddannelse | trend | up
Antallet af overnatninger stiger i valgperioden | trend | up
Vi vil nedbringe antallet af genindlæggelser | trend | down
Lavere sygefravær | trend | down
Gennemsnittet i afgangsprøverne skal være højere i 2026 | trend | up | - | - | 2026
Der skal flere børn i dagpleje | trend | up
Middellevetiden skal op | trend | up
En forbedring af det socioøkonomiske indeks inden for fire år | trend | down
"""

STANDINGS = """
Sygefraværet skal være blandt de 25 % laveste i landet | quantile | down | 25 | % | - | landet
Kommunens skoler skal være blandt de 20 procent bedste på landsplan | quantile | up | 20 | % | - | landet
Trivslen skal ligge i den bedste fjerdedel af landets kommuner | quantile | up | 25 | % | - | kommuner
Karaktererne skal være i den bedste tredjedel i regionen | quantile | up | 33.33 | % | - | region
Udgifterne til administration er i den laveste kvartil blandt kommunerne | quantile | down | 25 | % | - | kommuner
Vi skal være i top 25 % på borgernes tilfredshed | quantile | up | 25 | % | - | landet
Ledigheden skal være i landets laveste fjerdedel | quantile | down | 25 | % | - | landet
Middellevetiden skal høre til de 30 % højeste i landet | quantile | up | 30 | % | - | landet
Vi skal være i top 20 i landet på erhvervsvenlighed i 2026 | rank | up | 20 | plads | 2026 | landet
Kommunen skal være i top fem blandt kommuner med færrest indbrud | rank | down | 5 | plads | - | kommuner
Kommunen skal være blandt de ti kommuner med lavest sygefravær | rank | down | 10 | plads | - | kommuner
Ungeledigheden er blandt de ti laveste i regionen | rank | down | 10 | plads | - | region
Vi vil have landets højeste valgdeltagelse | rank | up | 1 | plads | - | landet
Vi vil være nummer 1 på genbrug i 2030 | rank | up | 1 | plads | 2030 | kommuner
Vi skal have Danmarks laveste udledning pr. indbygger | rank | down | 1 | plads | - | landet
Blandt 6-byerne skal vi være i top to på andelen af cyklister | rank | up | 2 | plads | - | 6-byerne
Målet er en placering i top 30 i målingen af digital service | rank | up | 30 | plads | - | kommuner
Frafaldet skal være blandt de fem laveste af nabokommunerne | rank | down | 5 | plads | - | nabokommuner
Andelen af økologi er blandt landets 15 højeste | rank | up | 15 | plads | - | landet
Sygefraværet skal ligge under landsgennemsnittet | compare | down | - | - | - | landet
Andelen af faglærte skal være højere end landsgennemsnittet i 2027 | compare | up | - | - | 2027 | landet
Karaktererne må ikke være lavere end gennemsnittet i regionen | compare | up | - | - | - | region
Ledigheden skal være mindst 1 procentpoint under landsgennemsnittet | compare | down | 1 | procentpoint | - | landet
Udgifterne må højst være 5 % over landsgennemsnittet | compare | down | 5 | % | - | landet
Trivslen er bedre end i nabokommunerne | compare | up | - | - | - | nabokommuner
Andelen af rygere skal være mindre end på landsplan | compare | down | - | - | - | landet
Væksten skal være større end gennemsnittet i Region Sjælland | compare | up | - | - | - | region
Beskæftigelsen er mindst på niveau med landsgennemsnittet | compare | up | - | - | - | landet
Sygefraværet må ikke ligge over gennemsnittet for kommunerne | compare | down | - | - | - | kommuner
"""

DEEDS = """
Den nye skole er bygget i 2027 | milestone | - | - | - | 2027
Senest den 1. marts 2026 er der vedtaget en ny idrætspolitik | milestone | - | - | - | 2026
Cykelplanen er revideret inden udgangen af 2025 | milestone | - | - | - | 2025
Pr. 1. januar 2027 er den nye organisation på plads | milestone | - | - | - | 2027
Biblioteket åbner i juni 2026 | milestone | - | - | - | 2026
Ved udgangen af 2028 skal alle vuggestuer være renoveret | milestone | - | - | - | 2028
2026: Det første vindmøllelaug er i drift | milestone | - | - | - | 2026
Havneparken tages i brug i 2029 | milestone | - | - | - | 2029
I 2032 er kommunen fri for sprøjtegift | milestone | - | - | - | 2032
Strategien for ældre vedtages senest i 2025 | milestone | - | - | - | 2025
Borgerne oplever, at de bliver mødt med respekt | qualitative
Børn og unge trives og lærer hver dag | qualitative
Det er nemt at komme i kontakt med kommunen | qualitative
Byen er et attraktivt sted at bo for familier | qualitative
Vi er kendt for godt naboskab | qualitative
Skolerne giver eleverne den bedste start på livet | qualitative
Medarbejderne oplever en meningsfuld hverdag | qualitative
Kommunen er en af de foretrukne arbejdspladser | qualitative
Høj faglighed i alle tilbud | qualitative
Vi er 100 % til stede for de pårørende | qualitative
"""

REJECTED = """
Hvordan får vi flere unge til at cykle? | no | question
I 2022 lå kommunen nr. 12 på listen. | no | status
I 2019 var ledigheden 4,2 %. | no | status
Undersøgelsen fra 2021 viser, at 70 % er tilfredse. | no | status
Prognosen viser et fald på 12 % frem mod 2030. | no | forecast
Antallet af ældre forventes at stige med 20 % inden 2030. | no | forecast
Ifølge loven skal alle kommuner have en plan i 2025. | no | national
Regeringen har et mål om 70 % reduktion i 2030. | no | national
EU's mål er 55 % genanvendelse i 2025. | no | national
Danmark skal være klimaneutralt i 2045. | no | national
Udvalget får hvert år en status på målene. | no | process
Målene evalueres en gang om året. | no | process
Sidst opdateret 12.03.2021 | no | process
Andelen opgøres ud fra registerdata. | no | method
Baseline er målingen fra 2018. | no | method
Der er afsat 12 mio. kr. til indsatsen i 2024. | no | budget
I alt 8 millioner kroner skal spares på rådhuset. | no | budget
Tilmelding skal ske senest den 1. juni. | no | rule
Høringssvar skal være modtaget senest den 3. marts 2024. | no | rule
Vi vil arbejde med digitale løsninger. | no | means
Vi vil styrke samarbejdet med foreningerne. | no | means
Kommunen ansætter to naturvejledere. | no | means
I 2015 vedtog byrådet den første plan. | no | history
Hvor mange af vores unge skal have en uddannelse i 2030? | no | question
I 2020 var vi nummer 14 i undersøgelsen. | no | status
Sygefraværet ligger i dag på 5,4 %. | no | status
I 2023 udgjorde andelen 34 %. | no | status
Fremskrivningen viser, at antallet af ældre vokser med 30 % i 2035. | no | forecast
Det forventes, at ledigheden falder til 3 % i 2026. | no | forecast
Folketinget har besluttet, at udledningen skal ned med 70 % i 2030. | no | national
EU kræver, at 65 % af affaldet genanvendes i 2035. | no | national
Direktionen følger op på målene hvert kvartal. | no | process
Status på målene forelægges byrådet to gange om året. | no | process
Tallet er opgjort pr. 1. januar 2021. | no | method
Målingen gennemføres hvert andet år. | no | method
Der afsættes 5 mio. kr. i 2024 og 2025. | no | budget
Besparelsen skal udgøre 30 millioner kroner. | no | budget
Ansøgningsfristen er den 15. marts. | no | rule
Klager skal være modtaget inden fire uger. | no | rule
Vi vil invitere borgerne til dialog. | no | means
Derfor etablerer vi et nyt korps af frivillige. | no | means
I 2008 blev kommunen en del af netværket. | no | history
Forord . . . . . . 3 | no | contents
Vi tør gå nye veje | no | heading
Sammen skaber vi fremtiden | no | heading
Natur og miljø . . . . . . . . . . 14 | no | contents
"""


def rows(table: str) -> list[tuple[str, ...]]:
    """The lines of a table, each as its cells."""
    lines = [line for line in table.strip().splitlines() if line.strip()]
    return [tuple(cell.strip() for cell in line.split(" | ")) for line in lines]


VARIANTS = """
Højst 15 % af turene må ske i bil | level | down | 15 | %
Skolernes karakterer skal ligge i den bedste fjerdedel på landsplan | quantile | up | 25 | % | - | landet
Andelen af unge på overførsler skal være blandt de laveste 25 procent i landet | quantile | down | 25 | % | - | landet
Kommunens udgifter til administration hører til landets 20 % laveste | quantile | down | 20 | % | - | landet
Vi vil ligge i den bedste femtedel af alle kommuner på sygefravær | quantile | down | 20 | % | - | kommuner
Borgernes tilfredshed placerer os i øverste kvartil blandt kommunerne | quantile | up | 25 | % | - | kommuner
Sygefraværet skal være i den laveste tredjedel af landets kommuner i 2026 | quantile | down | 33.33 | % | 2026 | kommuner
Kommunen vil være blandt de 10 pct. bedste til at få ledige i job | quantile | up | 10 | % | - | landet
Vi skal være i top 5 i DI's måling af erhvervsklimaet | rank | up | 5 | plads | - | kommuner
Vi skal ind i top 20 på Danmarks Naturfredningsforenings liste | rank | up | 20 | plads | - | kommuner
Vi vil have landets laveste ungdomskriminalitet | rank | down | 1 | plads | - | landet
Kommunen skal være nr. 1 i landet til affaldssortering | rank | up | 1 | plads | - | landet
Frafaldet på gymnasierne skal være det laveste i landet | rank | down | 1 | plads | - | landet
Blandt nabokommunerne skal vi have den højeste bosætning | rank | up | 1 | plads | - | nabokommuner
Kommunen skal i 2025 ligge blandt de 30 bedste i KL's måling | rank | up | 30 | plads | 2025 | kommuner
Ventetiden skal være blandt de ti korteste i regionen | rank | down | 10 | plads | - | region
Skatten skal være blandt de 15 laveste i hovedstadsområdet | rank | down | 15 | plads | - | region
Vores skoler skal i top 3 i regionen målt på trivsel | rank | up | 3 | plads | - | region
Fire ud af fem borgere med en genoptræningsplan kommer tilbage til arbejde | ratio | up | 0.8 | ratio
Ni ud af ti sager afgøres inden for fristen | ratio | up | 0.9 | ratio
Hver fjerde borger skal være frivillig | ratio | up | 0.25 | ratio
Hver femte nyansat skal komme fra et andet land | ratio | up | 0.2 | ratio
7 af 10 medarbejdere skal være på fuld tid | ratio | up | 0.7 | ratio
Højst 1 ud af 20 elever må have bekymrende fravær | ratio | down | 0.05 | ratio
Mindst 80 pct. af patienterne oplever et sammenhængende forløb | survey_level | up | 80 | %
Brugernes tilfredshed skal i gennemsnit være over 4 på en skala fra 1 til 5 | survey_level | up | 4 | skala 1-5
Under 10 % af medarbejderne må føle sig stressede | survey_level | down | 10 | %
Mindst 90 procent af forældrene synes, at skolen er god | survey_level | up | 90 | %
Medarbejdernes trivsel skal i næste måling være mindst 5,5 på en skala fra 1-7 | survey_level | up | 5.5 | skala 1-7
85 % af virksomhederne vil anbefale kommunen til andre | survey_level | up | 85 | %
Forældretilfredsheden skal være på 90 % i 2025 | survey_level | up | 90 | % | 2025
Middellevetiden skal være højere end landsgennemsnittet | compare | up | - | - | - | landet
Sygefraværet skal være lavere end gennemsnittet for regionens kommuner | compare | down | - | - | - | region
Beskæftigelsen skal være mindst 2 procentpoint over landsgennemsnittet | compare | up | 2 | procentpoint | - | landet
Ungeledigheden må ikke overstige landsgennemsnittet | compare | down | - | - | - | landet
Andelen af overvægtige børn er lavere end i nabokommunerne i 2026 | compare | down | - | - | 2026 | nabokommuner
Udgiften pr. elev skal ligge under gennemsnittet for sammenlignelige kommuner | compare | down | - | - | - | sammenlignelige kommuner
Karaktererne skal være bedre end landsgennemsnittet | compare | up | - | - | - | landet
Væksten i arbejdspladser skal være større end på landsplan | compare | up | - | - | - | landet
Valgdeltagelsen skal som minimum være på niveau med landsgennemsnittet | compare | up | - | - | - | landet
Sygefraværet nedbringes fra 6,2 % i 2022 til 5,0 % i 2025 | level | down | 5 | % | 2025 | - | 6.2
Andelen af grøn energi skal op fra 40 til 80 procent i 2030 | level | up | 80 | % | 2030 | - | 40
Mindre end hver tiende plads i dagtilbud må stå tom | ratio | down | 0.1 | ratio
Flere end halvdelen af eleverne cykler i skole i 2026 | level | up | 50 | % | 2026
Der må ikke være børn på venteliste til dagtilbud | level | down | 0
Der må ikke være brud på grundvandsboringer | level | down | 0
Afgørelser om boligstøtte træffes inden for højst 14 dage | level | down | 14 | dage
Telefoner i borgerservice besvares inden for højst 5 minutter | level | down | 5 | minutter
60% sortering af husholdningsaffald i 2025 | level | up | 60 | % | 2025
100 % vedvarende energi i 2030 | level | up | 100 | % | 2030
15% reduktion af vandforbruget i 2025 i forhold til 2018 | trend | down | 15 | % | 2025
10 % færre bilture i bymidten i 2026 | trend | down | 10 | % | 2026
Antallet af besøg på biblioteket skal stige med 15 procent frem mod 2028 | trend | up | 15 | % | 2028
Andelen af kvinder i ledelse øges med ti procentpoint inden 2027 | trend | up | 10 | procentpoint | 2027
Valgdeltagelsen skal stige med tre procentpoint ved valget i 2025 | trend | up | 3 | procentpoint | 2025
Antallet af lærepladser er fordoblet i 2027 | trend | up | 100 | % | 2027
Antallet af arbejdsulykker er halveret i 2026 | trend | down | 50 | % | 2026
Kommunens energiforbrug skal reduceres med 2 % om året | trend | down | 2 | %
Der skal ske en stigning i andelen af økologiske landbrug inden 2028 | trend | up | - | - | 2028
Der skal ske en reduktion i antallet af magtanvendelser | trend | down
Der skal ske en halvering af antallet af tvangsfjernelser inden 2030 | trend | down | 50 | % | 2030
2.000 nye arbejdspladser inden 2030 | level | up | 2000 | arbejdspladser | 2030
Vi skal have 500 flere indbyggere om året | trend | up | 500 | indbyggere
Antallet af elever pr. klasse må højst være 24 | level | down | 24 | elever
Senest den 1. oktober 2025 er den nye ungestrategi godkendt | milestone | - | - | - | 2025
Den nye idrætshal tages i brug i 2026 | milestone | - | - | - | 2026
Kulturhuset åbner i 2027 | milestone | - | - | - | 2027
Den nye skole står færdig til skolestart i 2026 | milestone | - | - | - | 2026
Spildevandsplanen opdateres senest ved udgangen af 2025 | milestone | - | - | - | 2025
Fra 1. januar 2024 er det nye sundhedshus i drift | milestone | - | - | - | 2024
Inden udgangen af 2024 er der etableret en ungdomsklub | milestone | - | - | - | 2024
Der er indført affaldssortering på alle skoler i 2025 | milestone | - | - | - | 2025
Alle kommunens bygninger er energimærket senest i 2025 | milestone | - | - | - | 2025
Byrådet vedtager en ny boligpolitik i 2025 | milestone | - | - | - | 2025
Kommunen giver den bedste service til virksomhederne | qualitative
Vi yder 110 % for borgerne | qualitative
Borgerne føler sig velkomne på rådhuset | qualitative
Vi vil være en af landets bedste kommuner at bo i | qualitative
Kommunen er kendt for sin natur | qualitative
Skolen er for alle, hele døgnet, året rundt | qualitative
Børn og unge får de bedste muligheder for at lære | qualitative
Alle børn har ret til et godt børneliv | qualitative
"""

INDICATORS = """
Mindst 80 % af eleverne i 9. klasse består dansk og matematik | består dansk og matematik
Andelen af elbiler i kommunens flåde hæves til 90 % i 2028 | Andelen af elbiler i kommunens flåde
Genanvendelsen øges fra 48 pct. i 2022 til 65 pct. i 2030 | Genanvendelsen
Vi vil reducere energiforbruget i kommunens bygninger med 15 % inden 2027 | energiforbruget i kommunens bygninger
Planen forpligter os til at reducere udledningen med 50 % i 2030 | udledningen
Der skal ske et fald i antallet af underretninger | antallet af underretninger
Vi skal være i top 20 i landet på erhvervsvenlighed i 2026 | erhvervsvenlighed
Kommunen skal være blandt de ti kommuner med lavest sygefravær | sygefravær
Målt på karakterer skal skolerne være i landets bedste fjerdedel | karakterer
I 2026 skal sygefraværet være under 4 % | sygefraværet
Senest den 1. marts 2026 er der vedtaget en ny idrætspolitik | en ny idrætspolitik
Andel, der oplever byen som tryg - 90 pct. i 2025 | oplever byen som tryg
Andelen af unge, der ryger, skal falde | Andelen af unge, der ryger
"""
