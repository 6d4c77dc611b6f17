"""No cell of a table that people download starts a formula, and our own tools read it as it was."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import paths, spreadsheets
from helpers.spreadsheets import csv_of, guarded, typed


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"),
        *("\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "'=1", '"=1', "＝1+1", "＋1"),
        *("＠a", "－1", "- no", "+7-701", "sep=;", "Sep=,", "\ttext", '=HYPERLINK("http://a","b")'),
        *("-5;=1", "text;=1", "text; @a", "a\n=1", "a\t+b", "a\r\n -b", "-5+A1", "-5;-a"),
    ],
)
def test_a_text_cannot_start_a_formula(text: str) -> None:
    """Neither where the cell begins nor where another spreadsheet would cut it."""
    for cell in re.split("[;\t\r\n]", guarded(text)):
        assert re.match(r"\s*(?:'|[-+]?\d+$|[^\s=+\-@＝＋－＠\"]|$)", cell), cell
    assert guarded(text).startswith(("'", "text", "a", "-5;'"))
    assert not guarded(text).lower().startswith("sep=")
    assert typed(guarded(text)) == text


@pytest.mark.parametrize(
    "text", ["-5", "-5,3", "+7 701 123", "-12.5 %", "-1e-5", "-", "a-b", "б=2"]
)
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    """A spreadsheet goes on reading -5 as a number."""
    assert (guarded(text), typed(text)) == (text, text)


@given(st.text("'=+-@5a; \t\r\n\"＝", max_size=12))
def test_what_is_guarded_is_read_as_it_was(text: str) -> None:
    """Also where somebody typed the apostrophe; and nothing guarded needs a guard of its own."""
    assert typed(guarded(text)) == text
    (row,) = csv.reader(io.StringIO(csv_of([["x", text]]), newline=""))
    assert row == ["x", guarded(text)]


def test_a_table_is_written_whole(tmp_path: Path) -> None:
    """As rows, or as another writer's CSV; with a mark where it is opened in a spreadsheet."""
    spreadsheets.write_csv(tmp_path / "a.csv", 'a,"b"\r\n-5,"c\rd"\r\n"",""\r\n')
    assert (tmp_path / "a.csv").read_bytes().decode() == 'a,b\n-5,"c\rd"\n,\n'
    spreadsheets.write_csv(tmp_path / "a.csv", [["қ", "=1", -5, None]], marked=True)
    assert (tmp_path / "a.csv").read_bytes().decode() == "\ufeffқ,'=1,-5,\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_no_table_is_written_otherwise() -> None:
    """Whoever writes one writes it here."""
    writers = re.compile(
        r"csv\.writer|DictWriter|\.to_csv\((?!index)|\.write_csv\((?!line_t)|to_excel"
    )
    found = {
        path.name
        for path in (paths.ROOT / "src").rglob("*.py")
        if writers.search(path.read_text(encoding="utf-8").replace("spreadsheets.write_csv", ""))
    }
    assert found == {"spreadsheets.py"}
