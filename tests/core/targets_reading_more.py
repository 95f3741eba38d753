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
80 % af kommunens elever vurderer, at undervisningen er varieret | survey_level | up | 80 | %
Vores ældre skal opleve, at hjælpen kommer til tiden | qualitative
Sagsbehandlingstiden i byggesager er i gennemsnit under 45 dage i 2026 | level | down | 45 | dage | 2026
Mindst hver anden medarbejder har deltaget i et kursus inden udgangen af 2025 | ratio | up | 0.5 | ratio | 2025
Antallet af sygedage pr. medarbejder nedbringes fra 13 til 10 i løbet af de næste tre år | level | down | 10 | sygedage | - | - | 13
Vi vil nedbringe antallet af klager over hjemmeplejen med en fjerdedel inden 2027 | trend | down | 25 | % | 2027
Gennemsnitskarakteren ved 9. klasses prøver er på niveau med landsgennemsnittet | compare | up | - | - | - | landet
Karaktergennemsnittet skal være mindst 0,5 over landsgennemsnittet i 2026 | compare | up | 0.5 | - | 2026 | landet
Kommunen skal være nummer ét i regionen på genanvendelse | rank | up | 1 | plads | - | region
Vi er i top 3 i hovedstadsområdet i 2026 på borgertilfredshed | rank | up | 3 | plads | 2026 | region
Flere unge skal vælge en erhvervsuddannelse | trend | up
Færre børn og unge skal mistrives | trend | down
Den nye daginstitution i Østbyen er klar til brug i august 2026 | milestone | - | - | - | 2026
Senest i 2027 er der fundet en løsning på trafikken ved skolen | milestone | - | - | - | 2027
Kommunen skal være CO2-neutral som geografi i 2040 | level | down | 0 | - | 2040
Den gennemsnitlige ventetid til misbrugsbehandling må ikke overstige 14 dage | level | down | 14 | dage
Alle børn skal kunne svømme, når de forlader 5. klasse | level | up | 100 | %
Ni ud af ti nyuddannede er i job efter et år | ratio | up | 0.9 | ratio
Andelen af økologisk mad i køkkenerne er mindst 75 % i 2026 | level | up | 75 | % | 2026
Mindst 3 ud af 4 borgere kender kommunens app i 2025 | ratio | up | 0.75 | ratio | 2025
Sygefraværet skal være faldet til 4,8 % ved udgangen af 2025 | level | down | 4.8 | % | 2025
Ved udgangen af 2026 er ledigheden højst 3 % | level | down | 3 | % | 2026
60 % af de unge skal have et fritidsjob | level | up | 60 | %
Vandforbruget pr. indbygger skal falde med 1 % årligt frem til 2030 | trend | down | 1 | % | 2030
Trafikken på Hovedgaden skal reduceres med 3.000 biler i døgnet | trend | down | 3000 | biler
Erhvervslivets tilfredshed med kommunens service skal stige hvert år | trend | up
Tilfredsheden med hjemmeplejen skal stige fra 82 % i 2021 til 88 % i 2025 | survey_level | up | 88 | % | 2025 | - | 82
Befolkningen vokser med 400 personer om året frem til 2032 | trend | up | 400 | personer | 2032
Skatten sættes ikke op i byrådsperioden | qualitative
Antallet af overnatninger skal op på 250.000 i 2028 | level | up | 250000 | overnatninger | 2028
I 2030 er energiforbruget i de kommunale bygninger 30 % lavere end i 2018 | trend | down | 30 | % | 2030
Fra 2025 køber kommunen kun elbiler | milestone | - | - | - | 2025
Samtlige skoler har indført en mobilpolitik senest i 2025 | milestone | - | - | - | 2025
Ingen børn skal vente mere end 14 dage på en skolepsykolog | level | down | 14 | dage
Højst 20 elever i hver klasse i indskolingen | level | down | 20 | elever
Klassekvotienten må højst være 24 elever | level | down | 24 | elever
Kun 5 % af de unge må stå uden uddannelse i 2030 | level | down | 5 | % | 2030
Halvdelen af alle ture under fem kilometer skal ske på cykel i 2028 | level | up | 50 | % | 2028
Byens grønne arealer skal øges med 5 % inden 2030 | trend | up | 5 | % | 2030
Kommunen skal have landets laveste sygefravær i 2028 | rank | down | 1 | plads | 2028 | landet
Skolerne skal ligge i den bedste tredjedel på landsplan målt på trivsel | quantile | up | 33.33 | % | - | landet
Vi skal være blandt de 20 pct. kommuner med lavest udgift til administration | quantile | down | 20 | % | - | kommuner
Beskæftigelsesgraden skal være højere end gennemsnittet for landets kommuner | compare | up | - | - | - | kommuner
Antallet af iværksættere skal vokse mere end i resten af landet | compare | up | - | - | - | landet
Udgifterne til specialområdet skal holdes i ro | qualitative
Den grønne strøm skal dække 100 % af forbruget i 2030 | level | up | 100 | % | 2030
Der er opført 500 nye boliger i 2030 | level | up | 500 | boliger | 2030
Biblioteket får 10 % flere besøgende i 2025 | trend | up | 10 | % | 2025
Andelen af vejene i dårlig stand må ikke overstige 7 % | level | down | 7 | %
Mindst 70 % af de unge mellem 13 og 17 år skal gå til en fritidsaktivitet i 2026 | level | up | 70 | % | 2026
Ventetiden på en plads i dagpleje er højst to måneder i 2025 | level | down | 2 | måneder | 2025
Over 90 % af forældrene skal være tilfredse med dagtilbuddet | survey_level | up | 90 | %
Vi vil ligge i top 25 i den nationale erhvervsundersøgelse i 2027 | rank | up | 25 | plads | 2027 | landet
Antallet af besøgende på museet øges med 15 % inden 2026 | trend | up | 15 | % | 2026
Fald i antallet af anbringelser på 10 % | trend | down | 10 | %
Borgerne møder et rådhus, der lytter | qualitative
Et levende handelsliv i bymidten | qualitative
Sygefraværet nedbringes med 1 procentpoint årligt | trend | down | 1 | procentpoint
Kommunens køretøjer er fossilfrie i 2030 | milestone | - | - | - | 2030
Halv så stor CO2-udledning pr. indbygger i 2030 som i 2018 | trend | down | 50 | % | 2030
80 ud af 100 borgere vil anbefale kommunen til andre | ratio | up | 0.8 | ratio
Der er højst 15 minutter til nærmeste busstop for 90 % af borgerne | level | up | 90 | %
Vi skal have den laveste ungdomsledighed i regionen i 2028 | rank | down | 1 | plads | 2028 | region
Andelen af ufaglærte skal reduceres til 12 % i 2030 | level | down | 12 | % | 2030
Mere end 4.000 borgere er aktive som frivillige i 2025 | level | up | 4000 | borgere | 2025
Grundskylden må aldrig overstige gennemsnittet i nabokommunerne | compare | down | - | - | - | nabokommuner
Ventetiden på genoptræning skal være i den hurtigste tredjedel af landets kommuner | quantile | down | 33.33 | % | - | kommuner
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
Vi har haft en stigning på 4 % i antallet af turister | no | status
Statistikken viser, at 12 % af de unge ryger | no | status
Regeringen har en målsætning om, at 80 % af de unge tager en uddannelse | no | national
Der er afsat 12 mio. kr. til nye cykelstier i 2025 | no | budget
Hvor mange borgere dyrker motion mindst en gang om ugen? | no | question
Ifølge Danmarks Statistik ventes 5 % flere ældre i 2030 | no | forecast
Målingen gennemføres hvert andet år blandt alle brugere | no | method
Byrådet følger op på målene hvert år i forbindelse med budgettet | no | process
Klager skal være modtaget senest fire uger efter afgørelsen | no | rule
Spørgsmålene besvares på en skala fra 1 til 5 | no | method
Kommunen modtog 1.200 ansøgninger i 2021 | no | status
Der bor i dag 48.000 mennesker i kommunen | no | status
Lejen for salen er 400 kr. pr. time | no | rule
Skolen har 520 elever fordelt på 24 klasser | no | status
Udvalget drøfter status for målene to gange om året | no | process
I alt 32 % af borgerne svarede på undersøgelsen | no | status
Landets kommuner skal spare 2 % om året ifølge aftalen | no | national
Kommunen bruger 45 mio. kr. om året på vedligeholdelse | no | budget
Målt i faste priser er udgiften steget med 3 % | no | status
Befolkningen ventes at vokse med 2.000 personer frem mod 2035 | no | forecast
Du kan få tilskud, hvis du har boet i kommunen i mindst to år | no | rule
"""
