"""SPSS and Stata, read back cell by cell: by pandas, and where they are there by PSPP and R."""

from __future__ import annotations

import csv
import math
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from pandas.io.stata import StataMissingValue, StataReader

from helpers.export import Field, Table
from helpers.export.statistics import SPSS_LABEL, SPSS_LINE, SPSS_VALUE, write_dta, write_sav
from tests.export.conftest import ANSWER, LONG

NAMES = (
    "claims",
    "quotes",
    "town_facts",
    "synthetic_survey",
    "synthetic_form_a",
    "synthetic_form_b",
)
AWKWARD = "question__with_a_name_that_is_"


@pytest.fixture(scope="module")
def files(awkward: Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The awkward table in both formats."""
    directory = tmp_path_factory.mktemp("statistics")
    write_sav(awkward, directory / "awkward.sav")
    write_dta(awkward, directory / "awkward.dta")
    return directory


def expected(table: Table, name: str, *, stata: bool) -> list[object]:
    """The cells of a column as a program of statistics should have them."""
    one = next(each for each in table.fields if each.name == name)
    cells = table.column(name)
    if one.codes:
        numbers = {**one.numbers, **(dict(one.missing) if stata else {})}
        return [None if cell is None else numbers[str(cell)] for cell in cells]
    return ["" if cell is None and one.kind == "text" else cell for cell in cells]


def plain(value: object) -> object:
    """A cell as a reader gives it: letters for Stata's missing values, None for none."""
    if isinstance(value, StataMissingValue):
        return value.string.strip(".") or None
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    return value


def require_stata(path: Path, table: Table) -> None:
    """Everything in the file is what the table holds, as pandas' own reader finds it."""
    with StataReader(path, convert_categoricals=False, convert_missing=True) as reader:
        data, labels, titles = reader.read(), reader.value_labels(), reader.variable_labels()
        lists = dict(zip(reader._varlist, reader._lbllist, strict=True))
    for one in table.fields:
        found = [plain(value) for value in data[one.short_name].astype(object)]
        assert found == expected(table, one.name, stata=True), (table.name, one.name)
        assert titles[one.short_name][:79] == one.title[:79]
        valid = {number: one.codes[code] for code, number in one.numbers.items() if number >= 0}
        said = labels.get(lists[one.short_name], {})
        assert {n: text for n, text in said.items() if n < 1000} == valid
        assert [t for n, t in said.items() if n > 1000] == [one.codes[c] for c in one.missing]


@pytest.mark.parametrize("name", NAMES)
def test_stata_has_every_cell_and_label(exported, tables, name):
    """Values, words of values, titles and kinds of missing."""
    require_stata(exported / "ru" / f"{name}.dta", tables[name])


def test_stata_has_what_is_awkward(files, awkward):
    """Long texts whole, a note where a title is cut; the map leads to every part of the file."""
    require_stata(files / "awkward.dta", awkward)
    content = (files / "awkward.dta").read_bytes()
    assert (
        b"answer".ljust(129, b"\0") + b"note1".ljust(129, b"\0") + LONG.strip().encode()
    ) in content
    start = content.index(b"<map>") + 5
    parts = "stata_dta map variable_types varnames sortlist formats value_label_names"
    parts += " variable_labels characteristics data strls value_labels /stata_dta"
    for part, place in zip(parts.split(), struct.unpack_from("<13Q", content, start), strict=True):
        assert content[place:].startswith(f"<{part}>".encode()), part


@pytest.mark.parametrize("name", NAMES)
def test_spss_has_every_cell_and_label(exported, tables, name):
    """The same for SPSS, with the declared codes of no answer."""
    table = tables[name]
    data, meta = pyreadstat.read_sav(exported / "ru" / f"{name}.sav", user_missing=True)
    for one in table.fields:
        found = [plain(value) for value in data[one.short_name].astype(object)]
        cells = expected(table, one.name, stata=False)
        assert [cell or "" if one.kind == "text" else cell for cell in found] == cells
        assert meta.column_names_to_labels[one.short_name] == one.title
        words = {number: one.codes[code] for code, number in one.numbers.items()}
        assert meta.variable_value_labels.get(one.short_name, {}) == words
        declared = {each["lo"] for each in meta.missing_ranges.get(one.short_name, ())}
        assert declared == {one.numbers[code] for code in one.missing}


def test_what_spss_cuts_is_a_note(files, awkward):
    """Cut at a letter, with a sign; the note holds all of it."""
    data, meta = pyreadstat.read_sav(files / "awkward.sav", user_missing=True)
    title, label = meta.column_names_to_labels["answer"], meta.variable_value_labels["answer"][2]
    assert len(title.encode()) <= SPSS_LABEL
    assert len(label.encode()) <= SPSS_VALUE
    assert title.endswith("…")
    assert label == ANSWER[: len(label) - 1] + "…"
    assert all(len(line.encode()) <= SPSS_LINE for line in meta.notes)
    assert f"answer: {LONG.strip()} answer = 2: {ANSWER}" == " ".join(meta.notes)
    assert data["with_"].tolist()[:1] == [0.1]
    assert [cell or "" for cell in data["text"]] == [cell or "" for cell in awkward.column("text")]


def test_a_note_holds_letters_of_any_width(tmp_path):
    """A dash has three bytes, an emoji four; the title of a file that is cut is there, too."""
    title, answer = "Строки, за которыми нет респондентов " * 3, "——№😀" * 40
    table = Table("wide", title.strip(), (Field("q", "", "code", codes={"a": answer}),), [("a",)])
    write_sav(table, tmp_path / "wide.sav")
    notes = pyreadstat.read_sav(tmp_path / "wide.sav")[1].notes
    assert all(len(line.encode()) <= SPSS_LINE for line in notes)
    assert "".join(notes).replace(" ", "") == f"wide:{title}q=1:{answer}".replace(" ", "")


def test_more_kinds_of_missing_than_spss_takes_are_a_range(tmp_path):
    """None of them counts as an answer."""
    codes = dict.fromkeys("vabcd", "слово")
    one = Field("answer", "", "code", codes=codes, missing={code: code for code in "abcd"})
    table = Table("many", "", (one,), [(code,) for code in codes])
    write_sav(table, tmp_path / "many.sav")
    data, meta = pyreadstat.read_sav(tmp_path / "many.sav")
    assert data["answer"].dropna().tolist() == [1]
    assert meta.variable_value_labels["answer"].keys() == {1, -9, -8, -7, -6}
    write_dta(table, tmp_path / "many.dta")
    require_stata(tmp_path / "many.dta", table)


def test_the_same_table_gives_the_same_bytes(files, awkward, tmp_path):
    """Also at another minute: both formats have a place for the time of writing."""
    for end, write in ((".sav", write_sav), (".dta", write_dta)):
        path = files / f"awkward{end}"
        write(awkward, tmp_path / path.name)
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
        assert not re.search(rb"\d\d \w{3} 20?2\d", path.read_bytes()[:400])
    assert b"<timestamp>\x1101 Jan 1980 00:00</timestamp>" in (files / "awkward.dta").read_bytes()


@pytest.mark.skipif(not shutil.which("pspp-convert"), reason="PSPP is not installed")
def test_pspp_reads_what_spss_would(exported, tables, files, awkward, tmp_path):
    """A reader that shares no code with the writer: every cell, in words."""
    for path, table in (
        (exported / "ru" / "synthetic_survey.sav", tables["synthetic_survey"]),
        (exported / "ru" / "quotes.sav", tables["quotes"]),
        (files / "awkward.sav", awkward),
    ):
        target = tmp_path / f"{table.name}.csv"
        command = ["pspp-convert", "--labels", str(path), str(target)]
        subprocess.run(command, check=True, capture_output=True)
        with target.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == len(table.rows)
        for one in table.fields:
            if one.kind in ("number", "integer"):
                continue
            said = [
                one.codes.get(str(cell), cell) if one.codes else cell
                for cell in table.column(one.name)
            ]
            for row, words in zip(rows, said, strict=True):
                found = row[one.short_name].strip()
                cut = found.removesuffix("…")
                assert (words or "").strip().startswith(cut), (one.name, found, words)
                assert cut == found or len(cut) > 40
                assert bool(found) == bool(words)


def has_r(package: str) -> bool:
    """Whether R is here with a package."""
    code = f"quit(status = !requireNamespace('{package}', quietly = TRUE))"
    command = ["Rscript", "-e", code]
    return bool(shutil.which("Rscript")) and not subprocess.run(command, check=False).returncode


def r(code: str) -> list[str]:
    """The lines that R prints."""
    made = subprocess.run(["Rscript", "-e", code], check=True, capture_output=True, text=True)
    return [line.strip() for line in made.stdout.splitlines()]


READ = """
library(haven)
stata <- read_dta(paste0("{base}", ".dta"))
spss <- read_sav(paste0("{base}", ".sav"), user_na = TRUE)
cat(na_tag(stata$local_impact), sep = ",", "\\n")
cat(names(attr(stata$local_impact, "labels")), sep = "|", "\\n")
cat(attr(spss$local_impact, "na_values"), "\\n")
cat(attr(spss$local_impact, "label"), "\\n")
cat(as.character(as_factor(spss$local_impact)), sep = "|", "\\n")
"""


@pytest.mark.skipif(not has_r("haven"), reason="R with haven is not installed")
def test_haven_reads_both(exported, tables):
    """What R's users see: tags of missing answers, labels, factors."""
    code = READ.format(base=(exported / "ru" / "synthetic_survey").as_posix())
    tags, words, missing, title, factor = (line.rstrip("|,") for line in r(code))
    survey = tables["synthetic_survey"]
    one = next(each for each in survey.fields if each.name == "local_impact")
    answers = survey.column("local_impact")
    assert tags.split(",") == ["b" if each == "not_answered" else "NA" for each in answers]
    assert sorted(words.split("|")) == sorted(one.codes.values())
    assert (missing, title) == ("-8", one.title)
    assert factor.split("|") == [one.codes[each] for each in answers]


STATA = """
library(readstata13)
made <- read.dta13("{path}", convert.factors = FALSE, missing.type = TRUE)
for (note in attr(made, "expansion.fields")) cat(note, sep = "|", "\\n")
cat(attr(made, "missing")$answer, "\\n")
cat(sapply(made, typeof), "\\n")
"""


@pytest.mark.skipif(not has_r("readstata13"), reason="R with readstata13 is not installed")
def test_stata_users_find_notes_and_kinds_of_missing(files):
    """By a reader that shares no code with the writer; whole numbers are whole there."""
    lines = r(STATA.format(path=(files / "awkward.dta").as_posix()))
    assert f"answer|note1|{LONG.strip()}. описание|" in lines
    assert "answer|note0|1|" in lines
    assert lines[-2].split() == ["NA", "NA", "1", "2", "3", "0"]
    assert lines[-1].split()[1:5] == ["integer", "integer", "double", "integer"]


def test_pandas_knows_the_categories(exported, tables):
    """What a user of pandas types gives words."""
    frame = pd.read_stata(exported / "ru" / "quotes.dta")
    one = next(each for each in tables["quotes"].fields if each.name == "theme")
    assert frame["theme"].tolist() == [one.codes[each] for each in tables["quotes"].column("theme")]
