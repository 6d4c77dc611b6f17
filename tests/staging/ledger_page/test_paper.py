"""The ledger on paper."""

from __future__ import annotations

from pathlib import Path

from bookmaker.project import pandoc
from helpers.staging.ledger_page.paper import table
from tests.cases.small_ledger import small_facts


def test_a_row_has_its_anchor_and_arithmetic_where_it_is_not_exact(tmp_path: Path) -> None:
    """The word of a verdict comes first: Typst reads an equals sign in front as a heading."""
    text = table(small_facts(tmp_path), "1", ["zero_pct", "zero", "score_esik"])
    assert (
        "| [72%]{#claim-zero_pct} | Reports: zero, percent | [«два слова»]{lang=ru} "
        "| contradiction (≠): 357 / 487 = 73.3%, printed 72%."
    ) in text
    assert (
        "| not derivable; other end: contradiction (≠): 72% of 487 (Reports: zero, percent) allows "
        "349 to 353 here. |"
    ) in text
    assert text.count("not derivable |") == 1


def test_words_of_the_report_are_russian_on_paper_too(tmp_path: Path) -> None:
    """In a Russian edition they need no mark."""
    assert "| «два слова» |" in table(small_facts(tmp_path, "ru"), "1", ["zero"])


def test_a_figure_of_the_report_is_named(tmp_path: Path) -> None:
    """Its place is enough to find a number there."""
    facts = small_facts(tmp_path, zero={"location": "figure 2"})
    assert "| Reports: zero | figure 2 |" in table(facts, "1", ["zero"])


def test_derived_numbers_have_their_formula(tmp_path: Path) -> None:
    """With the numbers put in, and the name under which the data hold it."""
    text = table(small_facts(tmp_path), "derived", ["not_zero"])
    assert "| [130]{#derived-not_zero} | 487 − 357 | `not_zero` |" in text


def test_words_of_the_report_are_no_markup(tmp_path: Path) -> None:
    """A bar does not end a cell, a bracket begins no link, and no sign of Typst is one."""
    facts = small_facts(tmp_path, zero={"find": "два | [слова] #x $5"})
    blocks = pandoc.read(table(facts, "1", ["zero"]))["blocks"]
    (found,) = pandoc.nodes(blocks, "Table")
    assert "«два | [слова] #x $5»" in pandoc.text_of(found["c"][4])
