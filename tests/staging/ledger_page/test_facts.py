"""What the ledger's page says of each number."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from helpers.disclosure.released import Cell, Release
from tests.cases.small_ledger import small_facts


def test_parts_follow_the_codebook_and_derived_numbers_come_last(tmp_path: Path) -> None:
    """A chapter without numbers is left out."""
    parts = [(chapter, names[0]) for chapter, _, names in small_facts(tmp_path).chapters()]
    assert parts == [("1", "register_size"), ("derived", "not_zero")]


def test_numbers_are_written_as_the_edition_writes_them(tmp_path: Path) -> None:
    """Decimals too; what is counted agrees, and is said only where the number does not say it."""
    facts = small_facts(tmp_path, "ru")
    assert facts.number("score_esik") == "6,0"
    names = ("zero", "zero_pct", "survey_start", "not_zero")
    assert [facts.counted(name) for name in names] == ["357 организаций", "", "", ""]


def test_a_formula_gives_more_digits_than_are_printed(tmp_path: Path) -> None:
    """So that a reader sees on which side of the printed digits it lies."""
    facts = small_facts(tmp_path)
    assert (facts.result("zero_pct"), facts.result("not_zero")) == ("73.3%", "130")


def test_a_repeat_is_not_what_follows_from_a_number(tmp_path: Path) -> None:
    """The two are told apart."""
    facts = small_facts(tmp_path, zero_akmola={"formula": "zero"})
    assert facts.repeats == {"zero": ("zero_akmola",)}
    assert facts.followers["zero"] == ("zero_pct", "not_zero")


def test_only_what_is_not_exact_needs_a_supposition(tmp_path: Path) -> None:
    """What may have happened is said of the one that is inconsistent."""
    facts = small_facts(tmp_path)
    assert [name for name in facts.study.ledger if facts.may_be(name)] == ["zero_pct"]


def test_an_entry_says_what_the_questionnaires_give(tmp_path: Path) -> None:
    """The number with its difference; the word alone where it is withheld; nothing of others."""
    facts = small_facts(tmp_path)
    assert facts.anew("zero") == ""
    cells = {"zero": Cell((), Fraction(350)), "register_size": Cell((), None, "protected")}
    study = replace(facts.study, release=Release(claims=cells))
    facts = replace(facts, study=study)
    said = [facts.anew(name) for name in ("zero", "register_size", "zero_pct")]
    assert said == ["350 (difference −7): differs", "withheld", ""]
