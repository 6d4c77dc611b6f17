"""Every planted fault has its line in the report, and no value of a person stands in it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from helpers import paths
from helpers.errors import InputError
from helpers.intake import command
from helpers.intake.reading import sha256_of
from tests.intake import exports, faults
from tests.intake.conftest import clean, lines
from tests.intake.faults import PLANTED, READ, REGION

# What a fault brings along elsewhere, and questions that this form does not ask.
BESIDE = {"not_asked"}


@dataclass(frozen=True)
class Report:
    """What came of the file with all faults."""

    directory: Path
    lines: pl.DataFrame
    table: pl.DataFrame
    asked: str


@pytest.fixture(scope="module")
def report(tables, instruments, tmp_path_factory):
    """The file with all faults, read once its heading is explained."""
    directory = tmp_path_factory.mktemp("faults")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "RESTRICTED", directory / "restricted")
        asked = _read(tables, instruments, directory)
    clean_directory = clean(directory / "restricted")
    table = pl.read_parquet(clean_directory / "survey.parquet")
    return Report(clean_directory, lines(directory / "restricted", "survey"), table, asked)


def _read(tables, instruments, directory: Path) -> str:
    """Write the file, run the command twice; what it asked the first time."""
    branched = exports.google_branched(tables["survey"], instruments["survey"], ("ru", "kk"))
    cells, torn = faults.faulty(branched, instruments["survey"])
    path = exports.write_csv(directory / "mixed.csv", cells)
    with path.open("a", encoding="utf-8") as file:
        file.write(torn + "\r\n")
    with pytest.raises(InputError) as asked:
        command.main([str(path)])
    mapping = directory / "restricted" / "2024" / "mapping.csv"
    text = mapping.read_text(encoding="utf-8-sig")
    assert text == f"file,heading,answer,means\nmixed.csv,{REGION},,\n"
    mapping.write_text(text.replace(",,\n", ",,survey_region\n"), encoding="utf-8")
    command.main([str(path), "--wave", "2024"])
    return str(asked.value)


def test_each_planted_fault_has_its_line(report, record_property):
    """File, row, column and rule of each; and nothing is told that was not planted."""
    told, asked = report.lines, report.asked
    assert f"mixed.csv, row 1, column {REGION}: no question has this heading" in asked
    found = Counter(told.select("row", "rule").rows())
    missing = [fault for fault in PLANTED if not found[fault.row, fault.rule]]
    assert missing == []
    planted = {(fault.row, fault.rule) for fault in PLANTED}
    others = [line for line in found if line not in planted and line[1] not in BESIDE]
    assert others == []
    assert set(told["file"]) == {"mixed.csv"}
    record_property("planted faults", {"found": len(PLANTED) + 1, "not found": 0})


def test_lines_name_column_and_value(report, instruments):
    """A line shows the heading as it stands in the file and what was typed there."""
    told = report.lines
    for fault in faults.IN_CELLS:
        (line,) = told.filter(row=fault.row, rule=fault.rule).to_dicts()
        if fault.question not in ("when", "survey_region"):
            assert instruments["survey"][fault.question].label["ru"] in line["column"]
        if fault.question != "when" and fault.rule in (
            "not_a_number",
            "range_of_numbers",
            "unknown_answer",
            "written_out",
        ):
            assert line["value"] == fault.typed
        if fault.rule == "personal" or fault.question == "bin":
            assert line["value"] == "•••"


def test_nothing_of_a_person_leaves_the_raw_file(report):
    """Neither the table nor any report holds a name, a number or an address."""
    secrets = ["701 123", "example.kz", "Ахметов", "123456789012", "Тестовая организация"]
    secrets += [faults.bin_of(number) for number in range(100)]
    table = report.table
    texts = [table.write_csv()]
    texts += [p.read_text(encoding="utf-8-sig") for p in report.directory.glob("*.*ml")]
    texts += [p.read_text(encoding="utf-8-sig") for p in report.directory.glob("*.csv")]
    texts += [(report.directory / "manifest.json").read_text(encoding="utf-8")]
    assert [secret for secret in secrets for text in texts if secret in text] == []


def test_rows_in_are_rows_out_and_lines(report):
    """Every row is in the table or has a line that says why not."""
    told, table = report.lines, report.table
    manifest = json.loads((report.directory / "manifest.json").read_text(encoding="utf-8"))
    (file,) = manifest["tables"]["survey"]["files"]
    out = told.filter(effect="left_out")["row"].n_unique()
    assert (file["rows_in"], file["rows_out"], out) == (108, 103, 5)
    assert table.height == 103


def test_answers_that_cannot_be_are_missing(report):
    """A fault costs its own cell and no other."""
    table = report.table
    rows = {int(row["source"].split(":")[1]): row for row in table.to_dicts()}
    for fault in faults.IN_CELLS:
        if fault.rule in ("impossible", "not_a_number", "range_of_numbers", "ambiguous_place"):
            assert rows[fault.row].get(fault.question) is None
    assert rows[5]["staff"] == 120
    assert rows[13]["registration_year"] == 2015
    assert rows[15]["survey_region"] == "astana"
    assert rows[19]["obstacle__mistrust"] is None
    assert rows[21]["difficulty_words"] == "Звоните бухгалтеру: [телефон]"
    assert (rows[23]["funding_source__crowdfunding"], rows[23]["funding_source_other"]) == (
        1,
        "помог [имя]",
    )


@pytest.mark.parametrize("planted", READ, ids=[str(each[0]) for each in READ])
def test_other_ways_to_say_it(planted, report):
    """Case, spaces, abbreviations, look-alike letters and blanks cost no line."""
    told, table = report.lines, report.table
    row, _, _, column, value = planted
    (read,) = table.filter(source=f"mixed.csv:{row}").to_dicts()
    assert read[column] == value
    assert told.filter(row=row).height == 0


def test_the_same_organisation_has_the_same_pseudonym(report):
    """By its BIN, else by its name; the key stays in the restricted directory."""
    table = report.table
    by_row = dict(table.select("source", "organisation").rows())
    assert by_row["mixed.csv:43"] == by_row["mixed.csv:105"]
    assert len(by_row["mixed.csv:43"]) == 16


def test_a_second_run_gives_the_same_bytes(report, monkeypatch):
    """Also with a mapping file that still asks, and with everything that was noticed."""
    restricted = report.directory.parents[1]
    monkeypatch.setattr(paths, "RESTRICTED", restricted)
    before = {path.name: sha256_of(path) for path in restricted.rglob("*.*")}
    command.main([str(restricted.parent / "mixed.csv"), "--wave", "2024"])
    assert {path.name: sha256_of(path) for path in restricted.rglob("*.*")} == before
