"""The audit as lines of text and as JSON, in the language and width that are asked for."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from helpers.audit import audit
from helpers.audit.command.report import (
    MOST_NAMES,
    Report,
    claim_lines,
    decimal_text,
    json_lines,
    table_lines,
)
from helpers.editions import Edition
from helpers.errors import ArgumentError
from tests.audit.small_ledgers import ledger_of, row

LEDGER = ledger_of(
    row("whole", "487", kind="base"),
    row("part", "357", base="whole"),
    row("pct", "72", kind="percent", unit="percent", base="whole", formula="100 * part / whole"),
)


def report(ledger=LEDGER, language="en", **options):
    """The audit of a ledger: by default 357 of 487 printed as 72 %, which is 73.3 %."""
    return Report(audit(ledger), Edition(language), **options)


def test_one_claim_shows_everything_that_explains_it() -> None:
    """Verdict, place, formula and base, the arithmetic, and what may have happened."""
    lines = list(claim_lines(report(), "pct"))
    assert lines[:5] == [
        "pct: contradiction",
        "  printed: 72 (percent)",
        "  in the report: 1, Раздел, text; search for: два слова",
        "  formula: 100 * part / whole",
        "  stated base: whole = 487",
    ]
    assert any(line.startswith("  357 / 487 = 73.3%, printed 72%.") for line in lines)
    assert any(line.startswith("  what may have happened: ") for line in lines)


def test_an_unknown_claim_is_named() -> None:
    """Before anything is shown."""
    with pytest.raises(ArgumentError, match="'pc'"):
        list(claim_lines(report(), "pc"))


@pytest.mark.parametrize("width", [60, 100])
def test_paragraphs_keep_to_the_width(width: int) -> None:
    """In every language, whose words differ in length."""
    for language in ("en", "ru", "kk"):
        lines = list(claim_lines(report(language=language, width=width), "pct"))
        assert max(map(len, lines)) <= width


def test_labels_are_those_of_the_language() -> None:
    """No English word of the report is left in a Russian one."""
    lines = list(claim_lines(report(language="ru"), "pct"))
    assert lines[1].startswith("  в отчёте: 72")
    assert "искать: два слова" in lines[2]


def test_a_table_counts_what_it_does_not_list() -> None:
    """One contradiction is listed, the two other claims only with --all."""
    short, whole = ("\n".join(table_lines(report(lists_all=x))) for x in (False, True))
    assert "Claims: 3 (rounded, halves up)" in short
    assert "\npart " not in short
    assert "\npart " in whole


def test_a_long_list_of_claims_is_cut() -> None:
    """A finding names a few claims and how many there are."""
    rows = [row(f"print_{n}", "5", variable="one", kind="base") for n in range(MOST_NAMES + 2)]
    rows[-1] |= {"printed": "6"}
    lines = "\n".join(table_lines(report(ledger_of(*rows))))
    assert f"print_{MOST_NAMES - 1}, … ({MOST_NAMES + 2})]" in " ".join(lines.split())


def test_json_is_one_list_in_the_order_of_the_ledger() -> None:
    """All claims, or those asked for; what the formula gives has six digits."""
    everything = json.loads("".join(json_lines(report())))
    assert [each["claim_id"] for each in everything] == ["whole", "part", "pct"]
    (pct,) = json.loads("".join(json_lines(report(), ["pct"])))
    assert (pct["verdict"], pct["recomputed"]) == ("contradiction", "73.305955")


@pytest.mark.parametrize(
    ("value", "text"), [("-1/3", "-0.333333"), ("1/10000000", "0"), ("-1/10000000", "0")]
)
def test_recomputed_numbers_are_decimal_text(value: str, text: str) -> None:
    """Six digits after the point at most, and no minus before a zero."""
    assert decimal_text(Fraction(value)) == text


def test_the_other_end_of_an_inconsistency_says_what_would_fit() -> None:
    """The count is not judged by itself; the percentage bounds it, in the text and in JSON."""
    lines = [line.strip() for line in claim_lines(report(), "part")]
    assert lines[0] == "part: not derivable"
    said = "72% of 487 (pct) allows 349 to 353 here."
    assert f"other end: contradiction: {said}" in lines
    (part,) = json.loads("".join(json_lines(report(), ["part"])))
    end = {"of": "pct", "verdict": "contradiction", "explanation": said}
    assert part["other_ends"] == [end]
    assert "(2): whole, part" in "\n".join(table_lines(report()))
