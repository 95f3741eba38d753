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
