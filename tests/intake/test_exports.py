"""Exports without a fault come back as the questionnaires they were made from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.intake.reading import sha256_of
from tests.intake import exports
from tests.intake.conftest import clean, lines, without_empty_ticks

FORMATS = ("google_ru", "google_kk", "branched", "kobo", "kobo_kk", "odk", "xlsx")
OF = {"google_kk": "form_a", "kobo": "form_b"}
# Of these a cell says 0 where somebody did not tick.
SPLIT = ("kobo", "kobo_kk")


def export(kind: str, tables, instruments, directory: Path) -> Path:
    """One file of a kind."""
    name = OF.get(kind, "survey")
    rows, instrument = tables[name], instruments[name]
    path = directory / f"{kind}.csv"
    if kind == "google_kk":
        return exports.write_csv(path, exports.google(rows, instrument, "kk", ";"))
    if kind == "branched":
        cells = exports.google_branched(rows, instrument, ("ru", "kk"))
        return exports.write_csv(path, cells, encoding="utf-8-sig")
    if kind == "kobo":
        return exports.write_csv(path, exports.kobo(rows, instrument), separator=";")
    if kind == "kobo_kk":
        cells = exports.kobo_labels(rows, instrument, "kk")
        return exports.write_csv(path, cells, separator=";", encoding="utf-8-sig")
    if kind == "odk":
        return exports.write_csv(path, exports.odk(rows, instrument))
    cells = exports.google(rows, instrument, "ru")
    if kind == "xlsx":
        return exports.write_xlsx(directory / "google.xlsx", cells)
    return exports.write_csv(path, cells)


@pytest.mark.parametrize("kind", FORMATS)
def test_comes_back_as_it_was(kind, tables, instruments, intake, restricted, tmp_path):
    """Every answer is the one the export was made from, and no row or answer is missing."""
    name = OF.get(kind, "survey")
    path = export(kind, tables, instruments, tmp_path)
    before = sha256_of(path)
    got = intake(path)[name]
    want = tables[name]
    if kind not in SPLIT:
        want = without_empty_ticks(want, instruments[name])
    columns = [c for q in exports.asked(instruments[name]) for c in q.columns]
    assert got.select(columns).to_dicts() == want.select(columns).to_dicts()
    assert got.columns == list(tables[name].columns)
    assert got["row"].to_list() == list(range(1, len(want) + 1))
    assert got["source"].to_list() == [f"{path.name}:{row + 1}" for row in got["row"]]
    assert got["submitted"].null_count() == 0
    assert sha256_of(path) == before
    assert set(lines(restricted, name)["rule"]) <= {"column_kept_out", "not_asked"}


def test_languages(tables, instruments, intake, tmp_path):
    """A questionnaire's language is what it says, and else that of the form's wording."""
    got = intake(export("branched", tables, instruments, tmp_path))["survey"]
    said = {"russian": "ru", "kazakh": "kk"}
    assert got["language"].to_list() == [said[each] for each in tables["survey"]["survey_language"]]
    assert set(
        intake(export("google_kk", tables, instruments, tmp_path))["form_a"]["language"]
    ) == {"kk"}


def test_the_language_is_taken_from_the_form_where_nobody_was_asked(
    tables, instruments, intake, restricted, tmp_path
):
    """A form in one language does not ask which it is; the report says where that comes from."""
    cells = exports.google(tables["survey"], instruments["survey"], "kk")
    at = cells[0].index(instruments["survey"]["survey_language"].label["kk"])
    path = exports.write_csv(tmp_path / "kk.csv", [row[:at] + row[at + 1 :] for row in cells])
    assert set(intake(path)["survey"]["survey_language"]) == {"kazakh"}
    assert "language_of_form" in lines(restricted, "survey")["rule"].to_list()


def test_the_same_files_give_the_same_bytes(tables, instruments, intake, restricted, tmp_path):
    """Tables, reports and manifest of a second run are those of the first."""
    files = [export(kind, tables, instruments, tmp_path) for kind in ("google_ru", "google_kk")]
    intake(*files)
    first = {path.name: sha256_of(path) for path in clean(restricted).iterdir()}
    intake(*files)
    assert {path.name: sha256_of(path) for path in clean(restricted).iterdir()} == first
    manifest = json.loads((clean(restricted) / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["tables"]) == {"survey", "form_a"}
    assert manifest["tables"]["survey"]["sha256"] == first["survey.parquet"]
    assert manifest["tables"]["survey"]["files"][0]["rows_out"] == 100


def test_exports_that_overlap(tables, instruments, intake, restricted, tmp_path):
    """Rows that an earlier export has already are told with where they stand there."""
    heading, *rows = exports.odk(tables["survey"], instruments["survey"])
    early = exports.write_csv(tmp_path / "may.csv", [heading, *rows[:60]])
    late = exports.write_csv(tmp_path / "june.csv", [heading, *rows[50:]])
    got = intake(early, late)["survey"]
    assert got.height == 100
    told = lines(restricted, "survey").filter(rule="duplicate")
    assert told.select("file", "row", "detail").row(0) == ("june.csv", 2, "see may.csv:52")
    assert told.height == 10


def test_nothing_half_written_stays(tables, instruments, intake, restricted, tmp_path, monkeypatch):
    """When it stops in the middle, the earlier tables are as they were and no scratch is left."""
    from helpers.intake.tables import Table

    path = export("google_ru", tables, instruments, tmp_path)
    intake(path)
    before = {path.name: sha256_of(path) for path in clean(restricted).iterdir()}
    monkeypatch.setattr(Table, "finish", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        intake(export("odk", tables, instruments, tmp_path))
    assert {path.name: sha256_of(path) for path in clean(restricted).iterdir()} == before
    assert [each.name for each in (restricted / "2024").iterdir()] == ["clean"]


def test_made_up_rows_keep_their_mark(tables, instruments, intake, tmp_path):
    """A column `synthetic` becomes the first of the clean table."""
    heading, *rows = exports.odk(tables["survey"], instruments["survey"])
    marked = [["synthetic", *heading], *(["synthetic row: no respondent", *row] for row in rows)]
    got = intake(exports.write_csv(tmp_path / "odk.csv", marked))["survey"]
    assert got.columns[0] == "synthetic"
    assert set(got["synthetic"]) == {"synthetic row: no respondent"}
