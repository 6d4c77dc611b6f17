"""A ledger is proved row by row, and what it lacks is listed with its reason."""

import pytest

from helpers.transcription.coverage import hold_against
from helpers.transcription.reading import pieces_of
from helpers.transcription.report import Report, arranged

TEXT = """# Trust

About 70 of 1,240 libraries, one in five in towns, answered on 12 May 2023. The largest is open.

Both rooms are 6.0 m wide.

Table 1. Staff

| Size | Libraries |
|---|---|
| small | 40 |
| large | 40 |
"""


def _held(*rows, text=TEXT, language="en"):
    keys = ("claim_id", "printed", "find", "kind", "unit", "location")
    cells = [dict(zip(keys, row, strict=False)) | {"section": "Trust"} for row in rows]
    cells = [{"kind": "count", "unit": "u", "location": "text"} | each for each in cells]
    return hold_against(
        cells, Report("a", tuple(arranged(list(pieces_of(text)))), "line", language)
    )


FULL = (
    ("a", "about 70", "About 70 of"),
    ("b", "1240", "of 1240 libraries"),
    ("c", "5", "one in five", "rank", "one in N"),
    ("d", "2023-05-12", "answered on", "date"),
    ("e", "1", "The largest is", "rank", "rank"),
    ("f", "2", "Both rooms are"),
    ("g", "6.0", "6.0 m wide"),
    ("h", "40", "small 40", "count", "u", "table 1"),
    ("i", "40", "", "count", "u", "table 1"),
)


def test_a_full_ledger_is_proved():
    found = _held(*FULL)
    assert found.is_proved
    assert {each.reason for each in found.explained} == {"label"}
    assert not found.ranks


def test_how_many_are_named_together_is_no_printed_number():
    """The words must stand there; "the largest" of several is counted by whoever enters them."""
    row = ("j", "3", "The largest is", "rank", "among the first N")
    assert not _held(row).faults
    assert _held(("j", "3", "The smallest is", "rank", "among the first N")).faults


@pytest.mark.parametrize("n", range(len(FULL)))
def test_a_row_that_is_taken_out_is_missed(n):
    found = _held(*FULL[:n], *FULL[n + 1 :])
    assert not found.faults
    assert len(found.unexplained) + len(found.ranks) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("a", "71", "About 70 of"), "does not stand beside"),
        (("a", "70", "about 70 forms"), "are not in the report"),
        (("a", "6", "6.0 m wide"), "the report prints"),
        (("a", "41", "", "count", "u", "table 1"), "is not left in"),
        (("a", "70", ""), "no words to find"),
        (("a", "many", "About 70 of"), "is no number"),
        (("a", "2023-05-13", "answered on", "date"), "does not stand beside"),
    ],
)
def test_a_row_that_is_not_proved_says_why(row, said):
    (fault,) = _held(row).faults
    assert said in fault.sentence


def test_the_same_number_of_a_table_is_taken_once():
    cell = ("40", "", "count", "u", "table 1")
    assert len(_held(("a", *cell), ("b", *cell), ("c", *cell)).faults) == 1


@pytest.mark.parametrize(
    ("text", "language", "row"),
    [
        ("превысило 23\u00a0000 НПО", "ru", ("a", "23000", "превысило 23 000")),
        ("обе анкеты из двадцати пяти", "ru", ("a", "25", "из двадцати пяти")),
        ("сауалнамаға екеуі жауап берді", "kk", ("a", "2", "сауалнамаға екеуі")),
        ("балл 7,5 из возможных", "ru", ("a", "7.5", "балл 7,5")),
    ],
)
def test_a_number_is_known_in_figures_and_words_of_each_language(text, language, row):
    assert not _held(row, text=text, language=language).faults
