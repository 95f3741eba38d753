"""What is said in the demonstration's hearing: all of it invented, by nobody."""

from __future__ import annotations

from dataclasses import dataclass

from retning.apps.hearing.enums import CommentKind, SenderKind

WHOLE = ""
"""The place of what is said about the whole proposal."""


@dataclass(frozen=True)
class Said:
    """One comment: a few words of the row it is about (`WHOLE` for none), and what is said."""

    about: str
    text: str
    suggestion: str = ""
    kind: CommentKind = CommentKind.COMMENT


@dataclass(frozen=True)
class Sender:
    """One response, sent `days_ago` at noon. `is_shown`: a moderator has shown it already."""

    days_ago: int
    said: tuple[Said, ...]
    kind: SenderKind = SenderKind.CITIZEN
    name: str = ""
    organisation: str = ""
    postcode: str = "2665"
    shows_name: bool = False
    is_shown: bool = True


CAMPAIGN = (
    "Vi er mange forældre, der hver morgen cykler med børn ad Skolegade. Der er ingen cykelsti, og "
    "bilerne kører tæt. Giv os en cykelsti hele vejen, før der sker en ulykke."
)

SENDERS: tuple[Sender, ...] = (
    Sender(
        13,
        (
            Said(
                "gå eller cykle til skole",
                "Godt mål. Men det kræver, at de store børn kan krydse ringvejen alene.",
            ),
            Said(
                "lys på alle skoleveje",
                "2029 er sent. Mine børn går i skole nu.",
                "Der skal være lys på alle skoleveje senest i 2028",
                CommentKind.WORDING,
            ),
        ),
        name="Else Eksempel",
        shows_name=True,
    ),
    Sender(
        12,
        (
            Said(
                "færre uheld",
                "Færre er ikke nok. Skriv, hvor mange færre, så vi kan se, om det lykkes.",
                "Der skal være halvt så mange uheld med cyklister i 2030 som i 2026",
                CommentKind.WORDING,
            ),
            Said("plads til både biler", "Luk gaden for biler i en halv time om morgenen."),
        ),
        SenderKind.ASSOCIATION,
        organisation="Eksempelby Cyklistforening",
        shows_name=True,
    ),
    Sender(
        11,
        (
            Said("vild natur", "Vildt græs er smukt, men klip en kant, så man kan se stien."),
            Said("grønt sted med en bænk", "Husk armlæn på bænkene. Ellers kan vi ikke rejse os."),
        ),
        postcode="2625",
    ),
    Sender(
        9,
        (Said("2.000 træer", "Hvem vander dem? Skriv driften med, ellers går de ud."),),
        SenderKind.COMPANY,
        organisation="Eksempel Anlæg ApS",
        shows_name=True,
    ),
    Sender(
        8,
        (
            Said(
                WHOLE,
                "Der står ikke et ord om kollektiv trafik.",
                "Ingen skal have mere end ti minutter til en bus, der kører hver halve time",
                CommentKind.NEW_GOAL,
            ),
        ),
        name="Bo Bilfri",
        shows_name=True,
    ),
    Sender(7, (Said("gå eller cykle til skole", CAMPAIGN),), name="Ida Eksempel"),
    Sender(6, (Said("gå eller cykle til skole", CAMPAIGN + " Hilsen en far i Eksempelparken."),)),
    Sender(
        6,
        (
            Said(
                "gå eller cykle til skole",
                "Jeg skriver også om Skolegade. " + CAMPAIGN.replace("mange forældre", "flere"),
            ),
        ),
    ),
    Sender(5, (Said("træ står i vejen", "Spørg naboerne først. Et træ er også en udsigt."),)),
    Sender(
        4,
        (Said(WHOLE, "Klart og kort. Det kan man forstå uden at være ingeniør. Tak."),),
        name="Karen Klar",
        shows_name=True,
        postcode="2660",
    ),
    Sender(
        2,
        (
            Said(
                "lys på alle skoleveje",
                "Ring til mig på 12 34 56 78, så viser jeg jer, hvor mørkt der er ved banen.",
            ),
        ),
        name="Lars Lygte",
        is_shown=False,
    ),
    Sender(
        1,
        (Said("grønt sted med en bænk", "Min mand har demens og skal have en bænk tæt på."),),
        is_shown=False,
    ),
    Sender(1, (Said("2.000 træer", "Plant frugttræer, så børnene kan plukke."),), is_shown=False),
)

COUNCILS = {
    "Ældrerådet": ("elders_council", "aeldreraad@example.org"),
    "Handicaprådet": ("disability_council", "handicapraad@example.org"),
    "Skolebestyrelsen på Eksempelskolen": ("school_board", "skolebestyrelse@example.org"),
    "Grundejerforeningen Eksempelparken": ("owners_association", "grundejere@example.org"),
    "Nabokommunen": ("authority", "nabokommune@example.org"),
}

OF_THE_ADOPTED: tuple[Sender, ...] = (
    Sender(
        20,
        (
            Said(
                "lokalplan",
                "Lokalplaner er skrevet, så kun dem, der har skrevet dem, forstår dem. "
                "Skriv, at alle skal kunne læse dem.",
            ),
        ),
        name="Else Eksempel",
        shows_name=True,
    ),
    Sender(
        12,
        (Said("private arbejdspladser", "Husk, at de skal kunne nås med bus og cykel."),),
        SenderKind.COMPANY,
        organisation="Eksempel Erhverv",
        shows_name=True,
    ),
    Sender(3, (Said(WHOLE, "Godt, at målene kan måles. Bliv ved med at vise, hvordan det går."),)),
)

# Topic → the row it is about, and what was noted, with its dots and whether it is a goal.
NOTED: tuple[tuple[str, str, tuple[tuple[str, int, bool], ...]], ...] = (
    (
        "Trygt til skole",
        "gå eller cykle til skole",
        (
            ("Krydset ved ringvejen er det sted, forældrene er bange for.", 9, False),
            ("Følgekæder om morgenen virker. Skolen vil gerne være med.", 4, False),
        ),
    ),
    (
        "Lys",
        "lys på alle skoleveje",
        (
            ("Begynd med stien ved banen.", 6, False),
            ("Der skal være lys ved alle stoppesteder i 2028", 3, True),
        ),
    ),
)
MINUTES = (
    "Opdigtet til demonstrationen: 24 deltagere gik en tur ad Skolegade og talte ved to borde.\n\n"
    "Mest blev der talt om **krydset ved ringvejen**."
)
