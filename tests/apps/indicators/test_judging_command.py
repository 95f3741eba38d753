"""`retning judge`: what it prints, how it ends, and that it needs no database."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from retning.config import cli
from tests.helpers.baseline import EXPORT, LIST, by_name, differing, export_of

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
YEARS = ("2017", "2018", "2019")
MUNICIPALITIES = {"101": "København", "147": "Frederiksberg", "187": "Vallensbæk"}


def _export(blocks: dict[str, dict[str, str]]) -> str:
    """As noegletal.dk writes it, for three municipalities."""
    lines = ["Nøgletal;;;;", ";;;;", f";Kom.nr;{';'.join(YEARS)}", ";;;;"]
    for name, rows in blocks.items():
        lines.append(f"{name};;;;")
        lines += [f"{MUNICIPALITIES[code]} Kommune;{code};{said}" for code, said in rows.items()]
        lines.append("Gennemsnit (3);;1;1;1")
    return "\n".join([*lines, "Tegnforklaring:;;;;", "Ministeriet d. 10. september 2019;;;;", ""])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    blocks = {
        "Andel 25-64-årige med videregående uddannelse": {
            "101": "50,1;50,5;51,0",
            "147": "31,0;32,5;32,9",
            "187": "31,5;32,0;33,0",
        },
        "Udg. til forsørgelse (netto) pr. 17-64/66-årig": {
            "101": "7.000;7.100;7.200",
            "147": "5.000;5.100;5.200",
            "187": "6.900;6.950;6.979",
        },
        "Udg. til kaffe pr. indb.": {"101": "4;3;2", "147": "7;6;5", "187": "5;4;3"},
        "Fællesarealer pr. indb.": {"101": "4;3;-", "147": "7;6;M", "187": "1.234;U;5"},
    }
    (tmp_path / "export.csv").write_bytes(_export(blocks).encode("latin-1"))
    months = [
        "indikator,kommunekode,kommune,periode,vaerdi",
        "ledige_pct,187,Vallensbæk,2019M06,3.1",
        "ledige_pct,187,Vallensbæk,2019M07,2.9",
        "ledige_pct,101,København,2019M07,2.9",
        "ledige_pct,411,Christiansø,2019M07,0.1",
        "ledige_pct,000,Hele landet,2019M07,..",
    ]
    with gzip.open(tmp_path / "ledige.csv.gz", "wt", encoding="utf-8") as stream:
        stream.write("\n".join(months))
    table = "\ufeffBOPOMR;TID;INDHOLD\r\n187;2019;40,5\r\n084;2019;90\r\n147;2019;..\r\n"
    (tmp_path / "TABEL1.csv").write_text(table, encoding="utf-8")
    two = "OMRÅDE;KØN;TID;INDHOLD\n187;M;2019;1\n187;K;2019;2\n"
    (tmp_path / "TABEL2.csv").write_text(two, encoding="utf-8")
    return tmp_path


@pytest.fixture
def judged(folder, capsys):
    """What is printed for a target and more arguments, as JSON."""

    def ask(text, *arguments, indicator="higher-education", on="2019"):
        told = ["judge", text, "--indicator", indicator, "--municipality", "187", "--on", on]
        code = cli.main([*told, "--data", str(folder), "--language", "da", "--json", *arguments])
        captured = capsys.readouterr()
        assert (code, captured.err) == (0, "")
        return json.loads(captured.out)

    return ask


def test_json_for_programs(judged):
    said = judged("skal stige")
    assert said["schema"] == 1
    assert (said["verdict"], said["value"], said["period"]) == ("met", 33, "2019")
    assert (said["rank"], said["n"], said["threshold"], said["baseline"]) == (2, 3, 32, 32)
    assert said["evidence"] == {
        "source": "De Kommunale Nøgletal", "table": "noegletal", "updated": "2019-09-10",
        "state": "published", "baseline_state": "published",
    }  # fmt: skip
    assert said["sentence"].startswith("Tallet for 2019 er 33,0 %. Tallet for 2018 var 32,0 %.")
    assert "korte videregående uddannelser" in said["sentence"], "it is a near proxy"
    assert (said["indicator"], said["municipality_name"]) == ("higher-education", "Vallensbæk")
    assert said["more"] == []


def test_money_of_the_last_two_years_is_a_budget_and_says_so(judged):
    said = judged("blandt de 67 % laveste", indicator="support-costs")
    assert (said["verdict"], said["evidence"]["state"]) == ("met", "budget")
    assert said["status_said"] == "Nået (budgettal)"
    assert "6.979 kr.; det er et budgettal, ikke et regnskab." in said["sentence"]
    before = judged("blandt de 67 % laveste", indicator="support-costs", on="2017")
    assert (before["status_said"], before["evidence"]["state"]) == ("Nået", "published")
    assert "budget" not in before["sentence"]
    coffee = judged("skal falde", "--plan", "2017-2021", indicator="Udg. til kaffe pr. indb.")
    states = coffee["evidence"]["state"], coffee["evidence"]["baseline_state"]
    assert states == ("budget", "published"), "the catalogue lacks it: known by its name"
    english = judged("must fall", "--language", "en", indicator="support-costs")
    assert (english["status_said"], english["evidence"]["baseline_state"]) == (
        "Not met yet (budget figure)", "budget",
    )  # fmt: skip
    assert "6,950 kr.; that was a budget figure." in english["sentence"]


def test_a_rank_has_k_and_a_threshold(judged):
    said = judged("blandt de 67 % højeste i landet")
    assert (said["verdict"], said["rank"], said["n"], said["k"]) == ("met", 2, 3, 2)
    assert (said["threshold"], said["gap"], said["comparator"]) == (33, 0, ">=")


def test_on_a_year_a_month_or_a_day(judged):
    assert judged("mindst 32 %", on="2018")["value"] == 32
    assert judged("mindst 32 %", on="2018-12-31")["on"] == "2018-12-31"
    assert judged("mindst 32 %", on="2017M03")["value"] == 31.5


def test_several_targets_in_one_natural_sentence(judged):
    said = judged("Andelen skal være mindst 30 % i 2018 og mindst 35 % i 2019.")
    assert [said["verdict"], *(each["verdict"] for each in said["more"])] == ["met", "missed"]


def test_english_wording_and_sentences(judged):
    said = judged("at least 85%", "--language", "en")
    assert (said["verdict"], said["target"]) == ("not_met", "at least 85%")
    assert said["sentence"].startswith("The figure for 2019 is 33.0%.")


def test_the_plan_settles_deadline_and_baseline(judged):
    said = judged("skal stige over de næste fire år", "--plan", "2017-2021")
    assert (said["deadline"], said["baseline_period"]) == ("2021-12-31", "2017")


def test_the_exports_own_names_and_what_is_missing(judged):
    name = "Fællesarealer pr. indb."
    said = judged("mindst 5", indicator=name)
    assert (said["value"], said["verdict"], said["unit"]) == (5, "met", "")
    assert judged("mindst 5", indicator="fællesareal")["indicator_name"] == name
    undefined = judged("mindst 5", indicator=name, on="2018")
    assert (undefined["verdict"], undefined["reason"]) == ("unknown", "undefined")
    ranked = judged("lavest i landet", "--polarity", "down", indicator=name)
    assert (ranked["reason"], ranked["coverage"]) == ("coverage", [2, 3])


def test_unit_polarity_and_ties_can_be_told(judged):
    said = judged("mindst 5 dage", "--unit", "kr.", indicator="Fællesarealer pr. indb.")
    assert said["reason"] == "unit"
    assert judged("skal forbedres", "--polarity", "down")["verdict"] == "not_met"
    said = judged("lavest i landet", "--ties", "strict", indicator="ledige_pct")
    assert (said["verdict"], said["rank"], said["tied"]) == ("not_met", 2, 1)


def test_months_in_a_long_table_packed_or_not(judged):
    said = judged("højst 3 %", indicator="ledige_pct")
    assert (said["period"], said["value"], said["unit"], said["n"]) == ("2019M07", 2.9, "%", 2)


def test_a_table_of_statistics_denmark_is_called_as_its_file(judged):
    said = judged("mindst 40", indicator="TABEL1")
    assert (said["value"], said["n"], said["evidence"]["source"]) == (40.5, 1, "TABEL1")


def test_for_people(folder, capsys):
    arguments = ["--indicator", "higher-education", "--municipality", "vallensbæk"]
    arguments += ["--data", str(folder), "--on", "2019", "--language", "da"]
    assert cli.main(["judge", "mindst 35 % i 2022", *arguments]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head == "Vallensbæk: 25-64-årige med videregående uddannelse"
    assert line.startswith("Usikkert. Tallet for 2019 er 33,0 %. Målet er mindst 35 % i 2022.")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--on", "engang"], "»engang« er ingen dag."),
        (["--on", "2019-13-01"], "»2019-13-01« er ingen dag."),
        (["--plan", "2022-2018"], "»2022-2018« er ikke en plans år."),
        (
            ["--municipality", "Valensbæk"],
            "Der er ingen kommune, der hedder »Valensbæk«. Vallensbæk?",
        ),
        (["--municipality", "000"], "Der er ingen kommune"),
        (["--indicator", "higher-educatoin"], "Dem, der ligner mest: higher-education"),
        (["--indicator", "youth-unemployment"], "»youth-unemployment« står i kataloget"),
        (["--indicator", "TABEL2"], "Der er ingen tal for »TABEL2«"),
        (["--data", "/findes/ikke"], "/findes/ikke kan ikke læses"),
    ],
)
def test_what_it_cannot_do_it_says(folder, capsys, arguments, said):
    told = {
        "--indicator": "higher-education", "--municipality": "187", "--on": "2019",
        "--data": str(folder), "--language": "da",
    }  # fmt: skip
    told |= {arguments[0]: arguments[1]}
    line = [part for pair in told.items() for part in pair]
    assert cli.main(["judge", "mindst 35 %", *line]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err


def test_a_text_that_cannot_be_read_is_pointed_at(folder, capsys):
    line = ["--indicator", "higher-education", "--municipality", "187", "--on", "2019"]
    line += ["--data", str(folder), "--language", "da"]
    assert cli.main(["judge", "", *line]) == 2
    assert "Begynd med mindst" in capsys.readouterr().err


def test_a_broken_export_and_an_empty_folder(folder, tmp_path, capsys):
    line = ["--indicator", "x", "--municipality", "187", "--on", "2019", "--language", "da"]
    empty = tmp_path / "tom"
    empty.mkdir()
    assert cli.main(["judge", "mindst 5", *line, "--data", str(empty)]) == 2
    assert "læg eksporten fra noegletal.dk" in capsys.readouterr().err
    whole = (folder / "export.csv").read_bytes()
    (empty / "halv.csv").write_bytes(whole[: len(whole) // 2])
    assert cli.main(["judge", "mindst 5", *line, "--data", str(empty)]) == 2
    assert "kan ikke læses" in capsys.readouterr().err
    (empty / "halv.csv").unlink()
    (empty / "halv.csv.gz").write_bytes(b"\x1f\x8bnot quite")
    assert cli.main(["judge", "mindst 5", *line, "--data", str(empty)]) == 2
    assert "kan ikke læses" in capsys.readouterr().err


@pytest.mark.skipif(not (DATA / LIST).is_file(), reason="../shared/data is not on this machine")
def test_vallensbaeks_ranks_and_medians_are_as_somebody_else_has_them(capsys):
    assert (DATA / EXPORT).is_file()
    panels, names, _ = export_of(DATA)
    lines, wrong = differing(DATA, by_name(panels, names))
    assert (lines, wrong) == (76, [])
    line = ["--indicator", "support-costs", "--municipality", "187", "--json"]
    line += ["--data", str((DATA / EXPORT).parent)]
    assert cli.main(["judge", "blandt de 10 % laveste i landet", *line, "--on", "2019"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["verdict"], said["value"], said["period"]) == ("met", 6979, "2019")
    assert (said["rank"], said["n"], said["k"], said["gap"]) == (8, 98, 9, -1)
