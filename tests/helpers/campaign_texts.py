"""A campaign's text, as three senders sent it, and texts that have nothing to do with it."""

from __future__ import annotations

CAMPAIGN = (
    "Vi boldspillere fra Nordmarken beder om kunstgræs og lysmaster på den gamle bane, fordi "
    "efteråret gør grusbanen ubrugelig, og holdene rejser til nabobyen hver eneste tirsdag aften."
)
CHANGED = (
    "Vi boldspillere beder jer om kunstgræs og nye lysmaster på den gamle bane, fordi vinteren gør "
    "grusbanen helt ubrugelig, og holdene rejser til nabobyen hver tirsdag."
)
IN_A_LETTER = (
    "Min mormor flyttede hertil i halvtredserne, og familien har sunget i kirkekoret siden. "
    f"{CHANGED} Til sidst: postkassen ved stationen vælter, når lastbilerne bakker om hjørnet, og "
    "trappen ned til stranden mangler to trin og et gelænder."
)
OTHERS = (
    "Biblioteket burde have åbent søndag formiddag, så skiftearbejdere også kan låne noder.",
    "Plejehjemmets køkken skal blive, for duften af frokost vækker appetitten hos de gamle.",
    "Åen oversvømmer kolonihaverne hvert forår; grav bassinet dybere og flyt rørene.",
)
WORDS = (
    "skole",
    "bus",
    "sti",
    "hal",
    "havn",
    "kunst",
    "lys",
    "vand",
    "jord",
    "støj",
    "handel",
    "fisk",
    "tag",
    "mur",
)
"""For texts that are drawn."""
