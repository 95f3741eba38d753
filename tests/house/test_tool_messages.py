"""The catalogue's tool: what it gathers, keeps, merges and finds wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import messages

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
one = _("Save")
two = ngettext("%(count)d goal", "%(count)d goals", count)
three = pgettext("noun", "Order")
"""
PAGE = """
{% load i18n %}
  <h1>{% translate "Save" %}</h1>
      {% translate "Order" context "verb" as order %}
  {% blocktranslate trimmed with name=goal.name %}
    The goal {{ name }} is
    100% ours.
  {% endblocktranslate %}
{% blocktranslate trimmed count counter=total %}
  One area
{% plural %}
  {{ counter }} areas
{% endblocktranslate %}
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "code.py").write_text(CODE)
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_code_and_templates_are_gathered(package: Path) -> None:
    found = {
        (message.context, message.id) for message in messages.gather(package, package) if message.id
    }
    assert found == {
        (None, "Save"),
        (None, ("%(count)d goal", "%(count)d goals")),
        ("noun", "Order"),
        ("verb", "Order"),
        (None, "The goal %(name)s is 100%% ours."),
        (None, ("One area", "%(counter)s areas")),
    }


def test_translations_are_kept_and_the_rest_is_told(package: Path) -> None:
    snippet = write(
        package / "room.po",
        'msgid "Save"\nmsgstr "Gem"\n\n'
        'msgctxt "verb"\nmsgid "Order"\nmsgstr "Sortér"\n\n'
        'msgid "One area"\nmsgid_plural "%(counter)s areas"\n'
        'msgstr[0] "Ét område"\nmsgstr[1] "%(counter)s områder"\n\n'
        'msgid "Gone"\nmsgstr "Væk"\n',
    )
    merged, quarrels = messages.merge([snippet])
    found = messages.gather(package, package)
    messages.translate(found, merged)
    target = package / "django.po"
    messages.write(found, target)
    again = messages.read(target)
    assert quarrels == []
    assert again.get("Save").string == "Gem"
    assert again.get("One area").string == ("Ét område", "%(counter)s områder")
    assert again.get("Order", "noun").string == ""
    report = messages.review(again, messages.gather(package, package))
    assert sorted(report.untranslated) == [
        "'%(count)d goal'", "'Order' (noun)", "'The goal %(name)s is 100%% ours.'",
    ]  # fmt: skip
    assert (report.unknown, report.unused, report.is_complete) == ([], [], False)
    assert "#: code.py templates/page.html\n" in target.read_text()


def test_writing_twice_changes_nothing(package: Path) -> None:
    target = package / "django.po"
    messages.write(messages.gather(package, package), target)
    first = target.read_bytes()
    messages.write(messages.read(target), target)
    assert target.read_bytes() == first


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ('msgid "The goal %(name)s is 100%% ours."\nmsgstr "Målet er 100%% vores."', "unlike"),
        ('#, fuzzy\nmsgid "Save"\nmsgstr "Gem"', "fuzzy"),
        ('msgid "Nobody says this"\nmsgstr "Nej"', "unused"),
        ('msgid "Save"\nmsgstr ""', "untranslated"),
    ],
)
def test_what_is_wrong_is_found(package: Path, entry: str, kind: str) -> None:
    kept = messages.read(write(package / "kept.po", entry))
    report = messages.review(kept, messages.gather(package, package))
    assert len(getattr(report, kind)) == 1
    assert len(report.unknown) == (6 if kind == "unused" else 5)


def test_a_plural_may_leave_its_number_out_of_one_but_not_of_many(package: Path) -> None:
    def unlike(one: str, many: str) -> int:
        entry = 'msgid "One area"\nmsgid_plural "%(counter)s areas"\n'
        said = f'msgstr[0] "{one}"\nmsgstr[1] "{many}"\n'
        kept = messages.read(write(package / "kept.po", entry + said))
        return len(messages.review(kept, messages.gather(package, package)).unlike)

    assert unlike("Ét område", "%(counter)s områder") == 0
    assert unlike("%(counter)s område", "%(counter)s områder") == 0
    assert unlike("Ét område", "områder") == 1
    assert unlike("Ét område", "%(total)s områder") == 1


def test_two_rooms_that_disagree_are_told(package: Path) -> None:
    first = write(package / "a.po", 'msgid "Save"\nmsgstr "Gem"\n')
    second = write(package / "b.po", 'msgid "Save"\nmsgstr "Behold"\n')
    merged, quarrels = messages.merge([first, second])
    assert merged[(None, "Save")].string == "Gem"
    assert quarrels == ["'Save': ['Gem'] stands, b.po says ['Behold']"]
