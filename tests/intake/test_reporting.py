"""The report: every line is somewhere, long ones are cut on the page, and it can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from helpers import intake
from helpers.intake import reporting
from helpers.intake.rules import EFFECTS, RULES
from helpers.intake.tables import Table


@pytest.fixture
def table(instruments, tmp_path) -> Table:
    """A table with nothing but notes."""
    return Table(instruments["survey"], tmp_path)


def test_blank_rows_that_follow_one_another_are_one_line(table):
    """A thousand blank rows at the end of a sheet do not hide the others."""
    for row in (3, 4, 5, 9):
        table.notes.add("a.csv", row, "", "blank_row")
    lines = reporting.lines_of(table)
    assert lines.select("row", "detail").rows() == [(3, "to row 5"), (9, "")]


def test_the_page(table):
    """One file, nothing from elsewhere; what was typed is text; headings and labels for all."""
    table.notes.add("a.csv", 7, "Сколько?", "not_a_number", value="<script>alert(1)</script>")
    page = BeautifulSoup(reporting.html(table, reporting.lines_of(table), "2024"), "html.parser")
    assert page.html["lang"] == "en"
    assert not page.select("script, link, img, [src], [href]")
    assert page.select_one("td[data-label=Value]").text == "<script>alert(1)</script>"
    assert all(th.get("scope") for th in page.select("th"))
    assert [h.name for h in page.select("h1, h2")] == ["h1", "h2", "h2", "h2"]
    assert "color-scheme: light dark" in page.style.text


def test_more_lines_than_a_page_holds(table, monkeypatch):
    """The page says how many it shows and where all are."""
    monkeypatch.setattr(reporting, "MOST_LINES", 2)
    for row in range(2, 7):
        table.notes.add("a.csv", row, "Сколько?", "not_a_number", value="?")
    page = reporting.html(table, reporting.lines_of(table), "2024")
    assert "The first 2; all are in survey.report.csv." in page
    assert page.count('data-label="Value"') == 2


def test_a_line_in_the_terminal(table):
    """File, row, column, value, rule, mend."""
    table.notes.add("a.csv", 7, "Сколько?", "not_a_number", value="десять")
    (line,) = reporting.lines_of(table).to_dicts()
    assert reporting.one_line(line) == (
        "a.csv, row 7, «Сколько?»: «десять»: no whole number; ask for the number, or map the answer"
    )


def test_every_rule_is_used_and_explained():
    """A rule that nothing names has no line, and a line without a rule no mend."""
    texts = [p.read_text("utf-8") for p in Path(intake.__file__).parent.glob("*.py")]
    named = "\n".join(text for text in texts if "RULES = {" not in text)
    assert [rule for rule in RULES if not re.search(rf'"{rule}"', named)] == []
    assert {rule.effect for rule in RULES.values()} == set(EFFECTS)
    assert all(rule.says and rule.mend for rule in RULES.values())
