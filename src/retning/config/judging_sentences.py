"""What `retning judge` says when it cannot judge, in Danish and in English."""

from enum import Enum, auto


class Trouble(Enum):
    """Why it cannot be judged as it was asked."""

    DAY = auto()
    PLAN = auto()
    MUNICIPALITY = auto()
    INDICATOR = auto()
    ELSEWHERE = auto()
    NOTHING = auto()
    BROKEN = auto()
    FOLDER = auto()


# Danish first, then English.
SENTENCES: dict[Trouble, tuple[str, str]] = {
    Trouble.DAY: (
        "»{said}« er ingen dag. Skriv et år (2019), en måned (2019M08) eller en dato (2019-06-30).",
        "'{said}' is no day. Write a year (2019), a month (2019M08) or a date (2019-06-30).",
    ),
    Trouble.PLAN: (
        "»{said}« er ikke en plans år. Skriv det første og det sidste, fx 2018-2022.",
        "'{said}' are not the years of a plan. Write the first and the last, such as 2018-2022.",
    ),
    Trouble.MUNICIPALITY: (
        "Der er ingen kommune, der hedder »{said}«.{hint} Skriv navnet eller koden, fx 187.",
        "There is no municipality called '{said}'.{hint} Write its name or code, such as 187.",
    ),
    Trouble.INDICATOR: (
        "Der er ingen tal for »{said}« i {folder}. Dem, der ligner mest: {near}.",
        "There are no figures of '{said}' in {folder}. The nearest: {near}.",
    ),
    Trouble.ELSEWHERE: (
        "»{said}« står i kataloget, men {folder} har ingen tal for den: hent dens tabel dertil.",
        "'{said}' is in the catalogue, but {folder} has no figures of it: fetch its table there.",
    ),
    Trouble.NOTHING: (
        "Der er ingen tal i {folder}: læg eksporten fra noegletal.dk eller en CSV-tabel der.",
        "There are no figures in {folder}: put the export of noegletal.dk or a CSV table there.",
    ),
    Trouble.BROKEN: (
        "Eksporten i {folder} kan ikke læses ({detail}). Hent den på ny.",
        "The export in {folder} cannot be read ({detail}). Fetch it anew.",
    ),
    Trouble.FOLDER: (
        "{folder} kan ikke læses ({detail}). Angiv mappen med tallene efter --data.",
        "{folder} cannot be read ({detail}). Name the folder of the figures after --data.",
    ),
}
