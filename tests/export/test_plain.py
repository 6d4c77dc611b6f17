"""CSV, data package and Parquet, cell by cell; frictionless finds them valid, or what is wrong."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import frictionless
import polars as pl
import pytest

from helpers.export import Table
from helpers.export.plain import LABEL_END, with_labels, write_parquet, write_values
from helpers.spreadsheets import guarded, typed


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, without what keeps a spreadsheet from computing."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: typed(cell) for key, cell in row.items()} for row in csv.DictReader(file)]


def shown(cell: object) -> str:
    """A cell as CSV has it."""
    return "" if cell is None else str(cell)


def test_csv_has_every_cell(exported, tables, russian):
    """Ids, and words beside them."""
    for table in tables.values():
        worded = with_labels(table, russian)
        rows = read(exported / "ru" / f"{table.name}.csv")
        assert len(rows) == len(table.rows)
        for one in worded.fields:
            assert [row[one.name] for row in rows] == [shown(c) for c in worded.column(one.name)]
        for one in (each for each in table.fields if each.kind == "code"):
            words = [one.codes.get(row[one.name], "") for row in rows]
            assert [row[one.name + LABEL_END] for row in rows] == words


def test_no_cell_of_csv_is_a_formula(awkward: Table, tmp_path):
    """And each reads back as it was."""
    write_values(awkward, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        cells = [row["text"] for row in csv.DictReader(file)]
    assert cells[0] == "'=1+1"
    assert all(guarded(cell) == cell or cell.startswith("'") for cell in cells)
    assert [typed(cell) for cell in cells] == [shown(c) for c in awkward.column("text")]


def test_parquet_has_every_cell_exactly(exported, tables, russian, awkward, tmp_path):
    """Numbers as numbers, formulas as text, titles of the columns beside them."""
    write_parquet(awkward, tmp_path / "awkward.parquet")
    assert pl.read_parquet(tmp_path / "awkward.parquet").rows() == list(awkward.rows)
    for table in tables.values():
        worded, path = with_labels(table, russian), exported / "ru" / f"{table.name}.parquet"
        assert pl.read_parquet(path).rows() == list(worded.rows)
        titles = json.loads(pl.read_parquet_metadata(path)["titles"])
        assert titles == {one.name: one.title for one in worded.fields}


def faults(directory: Path) -> set[str]:
    """The kinds of error that frictionless finds in a package."""
    report = frictionless.validate(directory / "datapackage.json")
    return {error.type for task in report.tasks for error in task.errors} | {
        error.type for error in report.errors
    }


def test_the_package_is_valid(exported):
    """Types, codes, keys, checksums; and its fields have titles."""
    assert faults(exported / "ru") == set()
    package = json.loads((exported / "ru" / "datapackage.json").read_text(encoding="utf-8"))
    assert all(
        field["title"] for each in package["resources"] for field in each["schema"]["fields"]
    )
    survey = next(each for each in package["resources"] if each["name"] == "synthetic_survey")
    impact = next(each for each in survey["schema"]["fields"] if each["name"] == "local_impact")
    assert {"value": "yes", "label": "да"} in impact["categories"]
    assert impact["missingValues"] == ["", "not_answered"]


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("quotes.csv", "opaque_funding", "opaque_founding", "constraint-error"),
        ("claims.csv", ",survey_size,", ",survey_sise,", "constraint-error"),
        ("places.csv", "\nakmola,", "\nakmolla,", "foreign-key"),
        ("places.csv", "zhetysu,", "abai,", "primary-key"),
        ("claims.csv", ",100.0,", ",hundred,", "type-error"),
    ],
)
def test_a_package_that_was_changed_is_not(exported, tmp_path, file, old, new, kind):
    """So that the test before could fail."""
    copy = shutil.copytree(exported / "ru", tmp_path / "ru")
    content = (copy / file).read_text(encoding="utf-8")
    assert old in content
    (copy / file).write_text(content.replace(old, new), encoding="utf-8")
    assert kind in faults(copy)
