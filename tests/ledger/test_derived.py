"""Derived numbers follow exactly from claims, or what keeps them from it is named."""

from fractions import Fraction

import pytest

from helpers.ledger import derived
from tests.cases.small_study import load_ledger, problems_of


@pytest.fixture
def ledger(tmp_path):
    return load_ledger(tmp_path)


def write(folder, *rows):
    path = folder / "derived.csv"
    path.write_text("\n".join(["name,chapter,formula", *rows, ""]), encoding="utf-8")
    return path


def test_values_are_exact_and_in_file_order(tmp_path, ledger):
    """487 - 357 = 130 organisations, 130/487 = 26.7 % of the register."""
    path = write(
        tmp_path,
        "not_zero,1,register_size - zero",
        "not_zero_pct,1,100 * (register_size - zero) / register_size",
    )
    count, percent = derived.load(ledger, path)
    assert (count.name, count.chapter, count.value) == ("not_zero", "1", 130)
    assert percent.value == Fraction(13000, 487)
    assert round(float(percent.value), 1) == 26.7


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "x,9,zero",
            "column chapter: '9' is not in the codebook's chapters; use one of: intro, 1",
        ),
        (
            "zero,1,register_size",
            "column name: 'zero' is a claim_id already; choose another name",
        ),
        (
            "x,1,zeros + 1",
            "column formula: no claim 'zeros' in the ledger; did you mean 'zero'?",
        ),
        (
            "x,1,zero +",
            "column formula: formula 'zero +' is not arithmetic; "
            "use claim ids, numbers, + - * / and ( )",
        ),
        (
            "x,1,abs(zero)",
            "column formula: formula 'abs(zero)' holds 'abs(zero)'; "
            "use claim ids, numbers, + - * / and ( )",
        ),
        (
            "x,1,1 / (zero - 357)",
            "column formula: formula '1 / (zero - 357)' divides by zero; "
            "check the claim below the line",
        ),
        (
            "x,1,survey_start",
            "column formula: claim survey_start is a date (2024-09), not a number",
        ),
        ("x,1", "2 cells instead of 3; quote cells that hold a comma"),
    ],
)
def test_every_fault_is_named_with_its_mend(tmp_path, ledger, row, expected):
    """Row 2 is good, row 3 is not."""
    separator = ", " if expected.startswith("column") else ": "
    assert problems_of(derived.load, ledger, write(tmp_path, "good,1,zero", row)) == [
        f"derived.csv, row 3{separator}{expected}"
    ]


def test_all_problems_are_in_one_report_in_the_order_of_rows(tmp_path, ledger):
    """A repeated name does not hide the faults of the rows before it."""
    path = write(tmp_path, "x,9,zero", "y,1,zero", "y,1,nil * 2")
    assert problems_of(derived.load, ledger, path) == [
        "derived.csv, row 2, column chapter: '9' is not in the codebook's chapters; "
        "use one of: intro, 1",
        "derived.csv, row 4, column name: 'y' stands in row 3 already; give each row its own id",
        "derived.csv, row 4, column formula: no claim 'nil' in the ledger; use one of: "
        "register_size, zero, zero_pct, survey_start, score_esik, zero_akmola",
    ]


def test_a_missing_file_is_named(tmp_path, ledger):
    """It is a problem like any other."""
    assert problems_of(derived.load, ledger, tmp_path / "derived.csv") == [
        "derived.csv: the file is missing; check its name"
    ]
