"""axe-core over a page as it stands, by the browser's own door, so that our CSP stays on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules whose answer may be another in another colour scheme."""


def violations(
    page: Page, *, within: str | None = None, rules: Sequence[str] | None = None
) -> list[str]:
    """What axe-core finds wrong, one line each: rule, how grave, where, and what to do.

    All its rules are asked, unless some are named.
    """
    where = json.dumps(within) if within else "document"
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules is not None:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    run = f"axe.run({where}, {json.dumps(options)}).then(found => found.violations)"
    page.wait_for_load_state()
    session = page.context.new_cdp_session(page)
    try:
        if not _evaluate(session, "typeof axe !== 'undefined'"):
            _evaluate(session, f"{_source()}; undefined")
        found = _evaluate(session, run)
    finally:
        session.detach()
    return [_line(rule, node) for rule in found for node in rule["nodes"]]


@cache
def _source() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def axe(page: Page, *, within: str | None = None) -> None:
    """Fail where axe-core finds a single violation on the page (or `within` a selector)."""
    found = violations(page, within=within)
    listed = "\n".join(f"  {line}" for line in found)
    assert not found, f"{page.url} is not accessible:\n{listed}"


def _evaluate(session: Any, expression: str) -> Any:
    answer = session.send(
        "Runtime.evaluate",
        {"expression": expression, "awaitPromise": True, "returnByValue": True},
    )
    if "exceptionDetails" in answer:
        raise RuntimeError(f"axe-core did not run: {answer['exceptionDetails']}")
    return answer["result"].get("value")


def _line(rule: dict[str, Any], node: dict[str, Any]) -> str:
    target = " ".join(str(part) for part in node["target"])
    summary = " ".join(node.get("failureSummary", "").split())
    return f"{rule['id']} ({rule['impact']}) at {target}: {summary} [{node['html'][:120]}]"
