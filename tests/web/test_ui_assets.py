"""What set-up makes of dkfds: lighter, coloured by tokens, without loose ends."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tools import assets

STATIC = Path(assets.TARGET).parent
SHEETS = ("tokens.css", "frame.css", "components.css", "work.css", "print.css")

needs_dkfds = pytest.mark.skipif(
    not (assets.SOURCE / "css" / "dkfds.css").exists(), reason="dkfds is not here: run make setup"
)


def made(css: str) -> str:
    return assets.render(tuple(assets.used(assets.parse(css)))).strip()


def test_a_colour_becomes_a_token_named_by_use() -> None:
    assert made(".button{color:white;background-color:#454545;border:1px solid #BFBFBF}") == (
        ".button{color:var(--dk-ink-white,white);"
        "background-color:var(--dk-ground-454545,#454545);"
        "border:1px solid var(--dk-line-bfbfbf,#bfbfbf)}"
    )


def test_a_shadow_and_a_gradient_become_tokens() -> None:
    sheet = made(
        ".alert{box-shadow:0 0 1px rgba(0, 0, 0, 0.2);"
        "background-image:linear-gradient(to right, #8E8E8E 4px, transparent 4px)}"
    )
    assert "var(--dk-shade-rgba-0-0-0-0-2,rgba(0, 0, 0, 0.2))" in sheet
    assert "var(--dk-ground-8e8e8e,#8e8e8e) 4px, transparent 4px" in sheet


def test_words_that_look_like_colours_are_left_alone() -> None:
    assert made(".a{white-space:nowrap;appearance:none}") == (
        ".a{white-space:nowrap;appearance:none}"
    )


def test_an_icon_becomes_a_property() -> None:
    assert made('.form-select{background-image:url("../img/svg-icons/plus.svg")}') == (
        ".form-select{background-image:var(--dk-icon-plus)}"
    )


@pytest.mark.parametrize(
    ("selector", "is_kept"),
    [
        (".alert", True),
        (".date-picker__button", False),
        (".table .date-picker__button", False),
        ("ul:not(.tab-list)", True),
        ("a:not(.button):not(.card)", True),
        (".mt-4", True),
        (".mt-sm-4", False),
        ("h1", True),
    ],
)
def test_which_selectors_are_kept(selector: str, is_kept: bool) -> None:
    assert assets.is_used(selector) is is_kept


def test_a_rule_goes_only_with_its_last_selector() -> None:
    assert made(".toast,.alert{top:0}\n.toast{left:0}") == ".alert{top:0}"


def test_an_empty_group_goes_with_its_rules() -> None:
    assert made("@media print{.toast{top:0}}\n@media print{.alert{top:0}}") == (
        "@media print{.alert{top:0}\n}"
    )


def test_a_block_that_never_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="never ends"):
        assets.parse(".alert{top:0")


@needs_dkfds
def test_the_sheet_is_light_and_has_no_loose_ends() -> None:
    sheet = assets.style_sheet()
    assert len(gzip.compress(sheet.encode())) < 13_000
    assert "url(../" not in sheet
    assert "@font-face" not in sheet
    for needed in (".alert-error", ".button-primary", ".form-error", ".breadcrumbs", ".details"):
        assert needed in sheet.replace(".button.button", ".button")


@needs_dkfds
def test_every_colour_of_dkfds_has_a_token() -> None:
    named = set(re.findall(r"var\((--dk-(?:ground|ink|line)-[0-9a-z-]+),", assets.style_sheet()))
    tokens = (STATIC / "tokens.css").read_text(encoding="utf-8")
    given = set(re.findall(r"(--dk-[0-9a-z-]+):", tokens))
    # The veil over a page under a dialogue is black in light and dark; we have no dialogues.
    assert {name for name in named - given if "rgba" not in name} == set()


@needs_dkfds
def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "vendor"
    assert assets.build(target=target) is True
    assert assets.build(target=target) is False
    (target / ".stamp").write_text("older", encoding="utf-8")
    assert assets.build(target=target) is True
    assert sorted(path.name for path in (target / "fonts").iterdir()) == [
        "IBMPlexSans-Italic-Latin1.woff2",
        "IBMPlexSans-Regular-Latin1.woff2",
        "IBMPlexSans-SemiBold-Latin1.woff2",
        "license.txt",
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_our_sheets_colour_only_by_tokens(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    if name in {"tokens.css", "print.css"}:
        return
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(", text) == []


def test_every_token_used_is_given() -> None:
    texts = [(STATIC / name).read_text(encoding="utf-8") for name in SHEETS]
    given = set(re.findall(r"(--[a-z][\w-]*):", texts[0]))
    used = {name for text in texts for name in re.findall(r"var\((--[a-z][\w-]*)", text)}
    assert used - given == set()


def test_paper_is_never_dark() -> None:
    for name in SHEETS:
        text = (STATIC / name).read_text(encoding="utf-8")
        assert text.count("prefers-color-scheme") == text.count("screen and (prefers-color-scheme")
