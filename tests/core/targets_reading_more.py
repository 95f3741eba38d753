# ruff: noqa: E501  (a table reads best with its rows unbroken)
"""More sentences for the tests of the reader, written after own documents had shown what it could
not read: other nouns, numbers and orders of each weakness. Laid out as targets_reading_sentences.
"""

TAUGHT = """
Andelen af børn med mindst ét fritidstilbud skal op fra 62 % til 75 % i 2026 | level | up | 75 | % | 2026 | - | 62
Andelen af ældre, der falder mere end to gange om året, skal falde | trend | down
Elever med over 10 % fravær skal udgøre højst 8 % i 2025 | level | down | 8 | % | 2025
Andelen af virksomheder med mindst fem ansatte skal stige med 12 % | trend | up | 12 | %
Andelen af familier, som har mere end 5 km til en dagpleje, skal ned under 3 % | level | down | 3 | %
Antallet af borgere, der har ventet mere end 30 dage på hjælp, skal halveres inden 2027 | trend | down | 50 | % | 2027
Boliger inden for 500 meter af en station skal udgøre mindst 40 % af nybyggeriet | level | up | 40 | %
Naturarealet udvides med 120 hektar inden 2030 | trend | up | 120 | hektar | 2030
Cykelstinettet skal forlænges med 35 km frem mod 2028 | trend | up | 35 | km | 2028
Havnens kaj udvides med 200 meter i 2026 | trend | up | 200 | meter | 2026
Kommunen vil være blandt de 15 kommuner med færrest anbragte børn | rank | down | 15 | plads | - | kommuner
Vi skal være blandt de ti kommuner med flest iværksættere pr. indbygger i 2028 | rank | up | 10 | plads | 2028 | kommuner
Byen skal være blandt Danmarks fem mest besøgte købstæder | rank | up | 5 | plads | - | kommuner
Kommunen hører til blandt landets ti mest cykelvenlige kommuner i 2027 | rank | up | 10 | plads | 2027 | kommuner
Vi vil rykke ind blandt de 25 bedste i Dansk Industris måling | rank | up | 25 | plads | - | kommuner
Der skal bygges mindst 150 almene boliger om året | level | up | 150 | boliger pr. år
Museet skal have mindst 40.000 gæster om året i 2026 | level | up | 40000 | gæster pr. år | 2026
Der plantes mindst 5.000 træer hvert år | level | up | 5000 | træer pr. år
Halvt så mange trafikuheld i 2028 som i 2022 | trend | down | 50 | % | 2028
Dobbelt så mange elever skal vælge en erhvervsuddannelse i 2027 | trend | up | 100 | % | 2027
Antallet af lærepladser skal være dobbelt så stort i 2029 | trend | up | 100 | % | 2029
Produktionen af solenergi tredobles frem mod 2030 | trend | up | 200 | % | 2030
Tre gange så mange elbiler i 2028 | trend | up | 200 | % | 2028
Halvt så meget restaffald i 2030 | trend | down | 50 | % | 2030
Driften gøres 2 % billigere om året | trend | down | 2 | %
Kortere ventetid på genoptræning | trend | down
40 % mindre vandforbrug i 2030 | trend | down | 40 | % | 2030
1.200 flere arbejdspladser i 2027 | trend | up | 1200 | arbejdspladser | 2027
Ingen ældre må vente længere end tre uger på en plejebolig | level | down | 3 | uger
Inden udgangen af 2025 har alle dagtilbud en plan for sprog | milestone | - | - | - | 2025
I 2026 har alle plejehjem en handleplan mod ensomhed | milestone | - | - | - | 2026
Ledigheden skal falde med 10 pct. fra januar 2023 til januar | trend | down | 10 | %
Sygefraværet skal være under gennemsnittet for hovedstadsområdet | compare | down | - | - | - | region
Udgifterne skal ligge under gennemsnittet i Region Midtjylland | compare | down | - | - | - | region
Tilfredsheden skal ligge over gennemsnittet for kystkommunerne | compare | up | - | - | - | kystkommunerne
Højst ni kommuner må have et lavere sygefravær | rank | down | 10 | plads | - | kommuner
Ingen kommune skal have flere elever i lære end os | rank | up | 1 | plads | - | kommuner
Andelen af unge i uddannelse skal være højest i regionen i 2027 | rank | up | 1 | plads | 2027 | region
Vores skatteprocent er lavest i regionen | rank | down | 1 | plads | - | region
Vi går fra nr. 54 til nr. 20 i erhvervsmålingen i 2026 | rank | up | 20 | plads | 2026 | kommuner
Energiforbruget skal 15 pct. ned inden 2028 | trend | down | 15 | % | 2028
Udgifterne til vikarer presses 20 % ned | trend | down | 20 | %
Driftsoverskuddet skal udgøre mellem 3 og 4 pct. af indtægterne | level | up | 3 | %
Kassebeholdningen skal ligge på 5-7 pct. af driftsudgifterne | level | up | 5 | %
Trivslen på arbejdspladserne skal være mindst 5,5 (skala 1-7) | survey_level | up | 5.5 | skala 1-7
Brugernes vurdering skal stige fra 3,8 til 4,2 (skala: 1-5) i 2026 | survey_level | up | 4.2 | skala 1-5 | 2026 | - | 3.8
Hjælpen er der, når du har brug for den, 24 timer i døgnet | qualitative
Byen er åben syv dage om ugen | qualitative
I vores by er der aldrig mere end ti minutter til stranden | qualitative
Hos os er der aldrig langt til den nærmeste skov | qualitative
Den stigende tendens i antallet af sygemeldte skal brydes | trend | down
Kurven for ensomhed skal knækkes | trend | down
Vi skal bremse stigningen i udgifterne til anbringelser | trend | down
Afstanden mellem rige og fattige kvarterer skal mindskes | trend | down
Forskellen i karakterer mellem drenge og piger skal indsnævres inden 2027 | trend | down | - | - | 2027
En større andel af de ældre skal deltage i mindst én aktivitet om ugen | trend | up
Et stigende antal virksomheder skal have mindst én lærling | trend | up
Vi accepterer ingen dødsfald i trafikken | level | down | 0
Kommunen tolererer ingen mobning | level | down | 0
Folketallet passerer 40.000 inden 2035 | level | up | 40000 | indbyggere | 2035
Antallet af tomme huse er nede på 60 i 2026 | level | down | 60 | huse | 2026
Fire ud af fem borgere, dvs. 80 %, oplever god service | survey_level | up | 80 | %
I 2028 bor der flere børnefamilier i landsbyerne end i 2022 | trend | up | - | - | 2028
I 2026 sker der færre ulykker på vejene end i 2021 | trend | down | - | - | 2026
Vores erhvervsvækst skal være stærkere end naboernes | compare | up | - | - | - | nabokommuner
Udgiften pr. elev må ikke overstige landsgennemsnittet med mere end 3 pct. | compare | down | 3 | % | - | landet
En højere andel unge i uddannelse end nabokommunerne | compare | up | - | - | - | nabokommuner
Lavere ledighed end i Region Sjælland | compare | down | - | - | - | region
Vi skal ikke ligge i den dårligste fjerdedel af kommunerne, når sygefraværet måles | quantile | down | 75 | % | - | kommuner
Mindst halvdelen af kommunens biler kører på el i 2026 | level | up | 50 | % | 2026
I 2027 genbruger vi 45 % af byggeaffaldet | level | up | 45 | % | 2027
Højst 4 % af affaldet må deponeres i 2028 | level | down | 4 | % | 2028
Kassebeholdningen må aldrig være mindre end 2.500 kr. pr. indbygger | level | up | 2500 | kr. pr. indbygger
Medarbejdernes trivsel skal i trivselsmålingen 2025 ligge på mindst 80 på en skala fra 0-100 | survey_level | up | 80 | skala 0-100 | 2025
I 2027 producerer hver husstand højst 300 kg affald | level | down | 300 | kg pr. husstand | 2027
Flere ledige i job end ved udgangen af 2021 | trend | up
Alle boligområder har mindst én legeplads | level | up | 100 | %
Alle elever besøger teatret mindst to gange i skoletiden | level | up | 100 | %
Tomgangen i butikslokalerne skal ned på 5 % | level | down | 5 | %
Vi hører til de 10 % bedste kommuner i landet på skoletrivsel | quantile | up | 10 | % | - | kommuner
Byrådet vil have 100 nye ungdomsboliger inden 2027 | level | up | 100 | ungdomsboliger | 2027
Der etableres 25 ladestandere om året frem mod 2030 | level | up | 25 | ladestandere pr. år | 2030
Medarbejderne skal i gennemsnit have højst ni sygedage | level | down | 9 | sygedage
Tre af fire unge gennemfører en ungdomsuddannelse i 2028 | ratio | up | 0.75 | ratio | 2028
Andelen af 25-34-årige med en videregående uddannelse øges med 3 procentpoint inden 2029 | trend | up | 3 | procentpoint | 2029
Fra 2024 til 2028 skal CO2-udledningen fra kommunens biler reduceres med 60 % | trend | down | 60 | % | 2028
Antallet af frivillige i idrætten skal stige med mindst 200 i 2026 | trend | up | 200 | frivillige | 2026
"""

REJECTED = """
Prognosen peger på 900 flere ældre i 2032 | no | forecast
Fremskrivningen peger på, at der kommer 300 flere børn | no | forecast
Indsatserne bliver drøftet i fagudvalget til foråret | no | process
Målene vil blive evalueret i 2026 | no | process
Tallet er et gennemsnit af tre års målinger | no | method
Andelen er beregnet ud fra de seneste to år | no | method
Støtten kan højst udgøre 75 % af udgifterne | no | rule
Puljen dækker højst 50.000 kr. pr. projekt | no | rule
Ansøgningen skal være indsendt senest den 1. maj 2025 | no | rule
"""
