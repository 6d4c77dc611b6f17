"""The summary agrees with the exit status and praises nothing that was not checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.audit import audit
from helpers.audit.command.summary import summary
from helpers.editions import Edition
from tests.audit.small_ledgers import ledger_of, row

EN = Edition("en")


def of(*rows, **known) -> str:
    """The summary of a ledger."""
    return summary(audit(ledger_of(*rows, **known)), EN)


def share(printed: str, part: str = "357") -> list[dict]:
    """A part of 487 and its percentage."""
    formula = "100 * part / whole"
    return [
        row("whole", "487", kind="base"),
        row("part", part, base="whole"),
        row("pct", printed, kind="percent", unit="percent", base="whole", formula=formula),
    ]


def test_a_contradiction_is_counted() -> None:
    """72 % of 487 is not 357."""
    assert of(*share("72")) == (
        "Inconsistent: 1 of 3 numbers. Of 3 numbers, 1 could be recomputed from others "
        "(contradiction 1) and 2 could not (not derivable 2)."
    )


def test_a_group_is_counted_where_no_number_of_it_is_a_contradiction() -> None:
    """Percentages of a question with one answer each that are more than 100 together."""
    cells = {"variable": "one", "kind": "percent", "unit": "percent"}
    rows = [row(f"p{n}", "60", category=f"c{n}", **cells) for n in range(2)]
    said = of(*rows, answers={"one": "single"})
    assert said.startswith("Inconsistent: one group of numbers that cannot all hold.")


def test_what_follows_is_said_with_what_could_not_be_recomputed() -> None:
    """357 of 487 is 73 %."""
    assert of(*share("73")).startswith("No numbers contradict each other. Of 3 numbers, 1 could")


def test_nothing_to_compare_is_not_called_consistent() -> None:
    """One number by itself is neither right nor wrong."""
    assert of(row("alone", "5")) == (
        "Nothing could be checked. Of 1 numbers, none could be recomputed from others "
        "(not derivable 1)."
    )


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_language_has_a_summary(language: str) -> None:
    """Numbers agree or stand alone; no bracket of a template is left."""
    said = summary(audit(ledger_of(*share("72"))), Edition(language))
    assert said
    assert not set("[]{}") & set(said)


@given(
    st.integers(0, 60),
    st.integers(1, 60),
    st.integers(0, 100),
    st.lists(st.integers(0, 100), max_size=3),
)
def test_it_says_inconsistent_exactly_when_the_exit_status_is_1(
    part: int, whole: int, percent: int, others: list[int]
) -> None:
    """Whatever small ledger: the first line and the status never differ."""
    cells = {"variable": "one", "kind": "percent", "unit": "percent", "base": "whole"}
    formula = "100 * part / whole"
    rows = [
        row("whole", str(whole), kind="base", unit="respondents"),
        row("part", str(part), base="whole", unit="respondents", variable="one", category="a"),
        row("pct", str(percent), category="a", formula=formula, **cells),
        *(row(f"p{n}", str(each), category=f"c{n}", **cells) for n, each in enumerate(others)),
    ]
    audited = audit(ledger_of(*rows, answers={"one": "single"}, sources={"one": "survey"}))
    assert summary(audited, EN).startswith("Inconsistent") == audited.has_contradictions
