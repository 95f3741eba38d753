"""Frameworks typed line by line: a heading word, its lead and its list are one; who signed is
nothing more."""

from retning.core.documents.frameworks import Framework, framework
from retning.core.documents.reading import read_document


def _read(text: str) -> Framework:
    name = "grundlag.md" if text.startswith("#") else "grundlag.txt"
    return framework(read_document(text.encode(), name=name))


def _values(found: Framework) -> dict[str, list[str]]:
    return {v.name.clean: [each.clean for each in v.behaviours] for v in found.core_values}


def test_a_word_its_lead_and_its_list_are_one_value() -> None:
    found = _read(
        "Vores værdier\n\n"
        "Mod\nMed mod mener vi, at\n- vi siger tingene, som de er\n- vi prøver nyt af\n\n"
        "Omsorg\nDet betyder, at vi\n- ser hinanden\n- hjælper, når det brænder på\n"
    )
    assert _values(found) == {
        "Mod": ["vi siger tingene, som de er", "vi prøver nyt af"],
        "Omsorg": ["ser hinanden", "hjælper, når det brænder på"],
    }


def test_a_lead_with_a_colon_goes_on_about_the_heading_above_it() -> None:
    found = _read(
        "# Vores værdier\n\n## Tillid\n\nDet betyder, at vi:\n\n- giver ansvar fra os\n"
        "- holder ord\n\n## Respekt\n\nMed respekt mener vi:\n\n- lytter\n- siger tak\n"
    )
    assert _values(found) == {
        "Tillid": ["giver ansvar fra os", "holder ord"],
        "Respekt": ["lytter", "siger tak"],
    }


def test_names_of_values_without_leads_stay_names() -> None:
    found = _read("# Vores værdier\n\n- Mod\n- Omsorg\n- Tillid\n")
    assert _values(found) == {"Mod": [], "Omsorg": [], "Tillid": []}


_EXPECTED = (
    "Forventninger til ledere\n\nSom leder forventes du at:\n- gå forrest\n- lytte først\n\n"
)


def test_who_signed_is_expected_nothing_of() -> None:
    found = _read(
        _EXPECTED + "På rådhuset i maj\n\n"
        "- Anne Holm, kommunaldirektør, formand for Hoved-MED\n"
        "- Peter Lund, fællestillidsrepræsentant, næstformand for Hoved-MED\n"
    )
    assert [each.name.clean for each in found.signatories] == ["Anne Holm", "Peter Lund"]
    listed = [item.clean for group in found.expectations for item in group.expectations]
    assert listed == ["gå forrest", "lytte først"]


def test_expectations_that_name_a_post_are_still_expected() -> None:
    found = _read(_EXPECTED.replace("lytte først", "inddrage formand og direktør"))
    listed = [item.clean for group in found.expectations for item in group.expectations]
    assert listed == ["gå forrest", "inddrage formand og direktør"]
    assert found.signatories == ()
