"""Copies what we use of Det Fælles Designsystem out of `node_modules`, at set-up.

Three things are done to its style sheet, so that dark mode and a municipality's colours are a few
tokens in a sheet of our own, and a first visit stays light (docs/decisions/0009):

- families of rules that no page of ours uses are left out, whole rules at a time (`UNUSED`);
- each colour becomes a custom property named by what it is used for and by its literal, with the
  literal as fallback: `color:#1a1a1a` → `color:var(--dk-ink-1a1a1a,#1a1a1a)`;
- icons become data URIs behind custom properties, with a light twin for dark mode.

Reports on paper need the same letters as whole TrueType fonts; they go to a folder of their own.

Run it as `python -m tools.assets`; it needs nothing but the standard library, and does nothing
where the result is already there.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules" / "dkfds" / "dist"
TARGET = ROOT / "src" / "retning" / "web" / "ui" / "static" / "ui" / "vendor"

FONTS = ("Regular", "Italic", "SemiBold")
PRINT_TARGET = ROOT / "src" / "retning" / "foundation" / "reporting" / "fonts"
PRINT_FONTS = (*FONTS, "SemiBoldItalic")

# Families of dkfds whose first class a selector of ours never names. A selector goes when any of
# its classes begins with one of these; a rule goes when all of its selectors have gone.
UNUSED = (
    "anchorlist", "back-to-top", "cookie-", "date-picker", "embed-container", "fds-modal",
    "function-link", "has-overlay", "header", "icon-", "language-switcher", "mobile_nav-active",
    "modal", "nav-", "navbar", "navigation-menu", "overflow-", "overlay", "portal-", "sidemenu",
    "sidenav", "solution-", "spinner", "tab-", "table--selectable",
    "table-pagination", "table-actions", "toast", "toggle-", "tooltip", "accordion", "dropdown",
    "search", "language", "tabnav", "card-nav", "card-row",
    "col", "offset-", "order-", "row", "no-gutters", "w-percent", "h-percent", "position-",
    "align-self", "align-content", "justify-content", "align-items", "align-text", "flex-",
    "full-width-image", "weight-thin", "table-sm-", "table-md-", "table-lg-", "table-xl-", "logo",
    "step-indicator-button", "footer-theme", "button-icon-only",
)  # fmt: skip
UTILITIES = re.compile(r"^[mp][trblxy]?-(?:sm|md|lg|xl)-|^[dw]-(?:sm|md|lg|xl)-|^p[trblxy]?-\d")

ROLES = {"background": "ground", "border": "line", "outline": "line", "box": "shade"}
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:white|black)\b|rgba\([^)]*\)")
ICON = re.compile(r"url\(\"?\.\./img/svg-icons/([a-z0-9-]+)\.svg\"?\)")


@dataclass(frozen=True)
class Rule:
    """One rule: its prelude (selectors or an at-rule) and either declarations or inner rules."""

    prelude: str
    declarations: str = ""
    inner: tuple[Rule, ...] = ()


def parse(css: str) -> tuple[Rule, ...]:
    """The rules of a style sheet; comments and statements without a block are passed over."""
    return tuple(_rules(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))


def _rules(css: str) -> Iterator[Rule]:
    position = 0
    while (opening := css.find("{", position)) != -1:
        prelude = css[position:opening].rpartition(";")[2].strip()
        closing = _closing_brace(css, opening)
        content = css[opening + 1 : closing]
        if "{" in content:
            yield Rule(prelude, inner=tuple(_rules(content)))
        else:
            yield Rule(prelude, declarations=content.strip())
        position = closing + 1


def _closing_brace(css: str, opening: int) -> int:
    depth = 0
    for match in re.finditer(r"[{}]", css[opening:]):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return opening + match.start()
    message = f"a block that begins at {opening} never ends"
    raise ValueError(message)


def is_used(selector: str) -> bool:
    """Whether a selector could match on a page of ours."""
    # What is only excluded, as in `:not(.accordion)`, says nothing about use.
    classes = re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r":not\([^)]*\)", "", selector))
    return not any(name.startswith(UNUSED) or UTILITIES.match(name) for name in classes)


def used(rules: tuple[Rule, ...]) -> Iterator[Rule]:
    """The rules without the families we never use, and without dkfds's font faces."""
    for rule in rules:
        if rule.prelude.startswith(("@font-face", "@keyframes")):
            continue
        if rule.inner:
            inner = tuple(used(rule.inner))
            if inner:
                yield Rule(rule.prelude, inner=inner)
        else:
            kept = [part.strip() for part in _selectors(rule.prelude) if is_used(part)]
            if kept and rule.declarations:
                yield Rule(",".join(kept), rule.declarations)


def _selectors(prelude: str) -> list[str]:
    return re.split(r",(?![^(]*\))", prelude)


def token(role: str, literal: str) -> str:
    """The name of the custom property behind a colour: `--dk-ground-f5f5f5`."""
    name = re.sub(r"[^0-9a-z]+", "-", literal.lower().lstrip("#")).strip("-")
    return f"--dk-{role}-{name}"


def with_tokens(declaration: str) -> str:
    """One declaration with its colours behind custom properties."""
    name, _, value = declaration.partition(":")
    role = ROLES.get(name.strip().removeprefix("-webkit-").split("-")[0], "ink")
    if "url(" in value:
        return ICON.sub(lambda match: f"var(--dk-icon-{match.group(1)})", declaration)
    return f"{name}:" + COLOUR.sub(
        lambda match: f"var({token(role, match.group())},{match.group().lower()})", value
    )


def render(rules: tuple[Rule, ...]) -> str:
    """The rules as compact text."""
    parts = []
    for rule in rules:
        prelude = re.sub(r"\s+", " ", rule.prelude)
        if rule.inner:
            parts.append(f"{prelude}{{{render(rule.inner)}}}\n")
        else:
            lines = [re.sub(r"\s+", " ", line.strip()) for line in rule.declarations.split(";")]
            declarations = ";".join(with_tokens(_tight(line)) for line in lines if line)
            parts.append(f"{prelude}{{{declarations}}}\n")
    return "".join(parts)


def _tight(declaration: str) -> str:
    name, _, value = declaration.partition(":")
    return f"{name.strip()}:{value.strip()}"


def icon_sheet(css: str, icons: Path) -> str:
    """Custom properties for the icons that `css` names, dark on light and light on dark."""
    names = sorted(set(re.findall(r"var\(--dk-icon-([a-z0-9-]+)\)", css)))
    plain, light = [], []
    for name in names:
        svg = (icons / f"{name}.svg").read_text(encoding="utf-8").strip()
        plain.append(f"--dk-icon-{name}:{_data_uri(svg)}")
        light.append(f"--dk-icon-{name}:{_data_uri(_inverted(svg))}")
    return (
        f":root{{{';'.join(plain)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{';'.join(light)}}}}}\n"
    )


def _inverted(svg: str) -> str:
    if "#FFFFFF" in svg:
        return svg.replace("#FFFFFF", "#101312")
    return svg.replace("<svg", '<svg fill="#ecebe6"', 1)


def _data_uri(svg: str) -> str:
    return f'url("data:image/svg+xml,{quote(svg, safe=" =:/")}")'.replace("%22", "'")


def style_sheet(source: Path = SOURCE) -> str:
    """What becomes of dkfds's style sheet."""
    css = (source / "css" / "dkfds.css").read_text(encoding="utf-8")
    rendered = render(tuple(used(parse(css))))
    if "url(../" in rendered or 'url("../' in rendered:
        raise ValueError("a rule still points at a picture that is not copied")
    head = "/* From dkfds 11.2.0 (MIT), changed by tools/assets.py */\n"
    return head + icon_sheet(rendered, source / "img" / "svg-icons") + rendered


def fingerprint(source: Path = SOURCE) -> str:
    """Changes when dkfds or this program does."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update((source / "css" / "dkfds.css").read_bytes())
    return digest.hexdigest()


def build(source: Path = SOURCE, target: Path = TARGET, printed: Path = PRINT_TARGET) -> bool:
    """Make the vendor folder and that of fonts for print; False where it was already right."""
    copy_print_fonts(source, printed)
    stamp = target / ".stamp"
    wanted = fingerprint(source)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return False
    shutil.rmtree(target, ignore_errors=True)
    (target / "fonts").mkdir(parents=True)
    (target / "dkfds.css").write_text(style_sheet(source), encoding="utf-8")
    fonts = source / "fonts" / "IBMPlexSans" / "split" / "woff2"
    for weight in FONTS:
        name = f"IBMPlexSans-{weight}-Latin1.woff2"
        shutil.copyfile(fonts / name, target / "fonts" / name)
    shutil.copyfile(fonts / "license.txt", target / "fonts" / "license.txt")
    shutil.copyfile(source / "LICENSE.md", target / "dkfds-license.md")
    stamp.write_text(wanted, encoding="utf-8")
    return True


def copy_print_fonts(source: Path, target: Path) -> None:
    """The fonts that reports are drawn with, and their licence."""
    fonts = source / "fonts" / "IBMPlexSans" / "complete" / "ttf"
    target.mkdir(parents=True, exist_ok=True)
    for name in (*(f"IBMPlexSans-{weight}.ttf" for weight in PRINT_FONTS), "license.txt"):
        if not (target / name).is_file():
            shutil.copyfile(fonts / name, target / name)


def main() -> int:
    """Make the vendor folder, or say which command brings what is missing."""
    if not (SOURCE / "css" / "dkfds.css").is_file():
        print("dkfds is missing: run `npm ci` first (make setup does).", file=sys.stderr)
        return 1
    build()
    return 0


if __name__ == "__main__":
    sys.exit(main())
