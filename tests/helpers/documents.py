"""Strategy documents of any size, without randomness and each one different."""

from __future__ import annotations

import html

GOALS_AN_OBJECTIVE = 4
PLACES = ("skolen", "hallen", "havnen", "torvet", "biblioteket", "stranden", "skoven", "byen")
DEEDS = ("mødes", "lærer", "bygger", "passer på naturen", "dyrker idræt", "hjælper hinanden")


def strategy_text(number: int = 1, *, areas: int = 2, paragraphs: int = 3) -> str:
    """A strategy as plain text. `areas` of two objectives with four goals each and two questions;
    `paragraphs` of prose in each area are what makes it long."""
    parts = [f"Retning for egn nummer {number}", "Strategi 2026-2029"]
    for area in range(1, areas + 1):
        parts += [f"Delvision {area}: Liv i by nummer {number}.{area}"]
        parts += [paragraph(number, area, index) for index in range(paragraphs)]
        parts += ["Målsætninger"]
        for objective in (1, 2):
            parts += [f"Flere er fælles om sag {number}.{area}.{objective}"]
            parts += ["\n".join(f"- {one}" for one in goals(number, area, objective))]
        parts += ["Temaer og spørgsmål", "\n".join(f"- {one}" for one in questions(number, area))]
    return "\n\n".join(parts) + "\n"


def strategy_html(number: int = 1, *, areas: int = 2, paragraphs: int = 3) -> str:
    """The same as a web page."""
    said = [f"<h1>Retning for egn nummer {number}</h1>", "<p>Strategi 2026-2029</p>"]
    for area in range(1, areas + 1):
        said += [f"<h2>Delvision {area}: Liv i by nummer {number}.{area}</h2>"]
        said += [f"<p>{paragraph(number, area, index)}</p>" for index in range(paragraphs)]
        said += ["<h3>Målsætninger</h3>"]
        for objective in (1, 2):
            said += [f"<h4>Flere er fælles om sag {number}.{area}.{objective}</h4>"]
            said += [_list(goals(number, area, objective))]
        said += ["<h3>Temaer og spørgsmål</h3>", _list(questions(number, area))]
    body = "\n".join(said)
    return f'<!doctype html><html lang="da"><title>Strategi</title><body>{body}</body></html>'


def goals(number: int, area: int, objective: int) -> list[str]:
    return [
        f"Mindst {50 + place} % af borgerne i kreds {number}.{area}.{objective} "
        f"{DEEDS[place % len(DEEDS)]} ved {PLACES[(number + place) % len(PLACES)]} i 2029"
        for place in range(GOALS_AN_OBJECTIVE)
    ]


def questions(number: int, area: int) -> list[str]:
    return [
        f"Hvordan {DEEDS[(area + place) % len(DEEDS)]} vi i kreds {number}.{area}.{place}?"
        for place in range(2)
    ]


def paragraph(number: int, area: int, index: int) -> str:
    """About six hundred characters of prose."""
    sentences = [
        f"Der er liv ved {PLACES[(number + area + index + step) % len(PLACES)]}, "
        f"hvor unge og ældre {DEEDS[(index + step) % len(DEEDS)]} i hverdagen."
        for step in range(7)
    ]
    return f"Om sted {number}.{area}.{index}. " + " ".join(sentences)


def _list(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{html.escape(one)}</li>" for one in items) + "</ul>"
