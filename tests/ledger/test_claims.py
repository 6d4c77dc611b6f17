"""The ledger is read whole and exact, or every fault of its file is named in one report."""

from fractions import Fraction

import pytest

from helpers.errors import ArgumentError
from helpers.ledger import claims, codebook
from tests.cases.small_study import (
    LEDGER,
    claim,
    csv_text,
    load_ledger,
    problems_of,
    write_codebook,
    write_ledger,
)

HEADER = ",".join(claims.COLUMNS)


@pytest.fixture
def codes(tmp_path):
    return codebook.load(write_codebook(tmp_path))


@pytest.fixture
def faults(tmp_path, codes):
    """A function: cells of rows that change -> the problems of the file."""
    return lambda **changes: problems_of(claims.load, write_ledger(tmp_path, **changes), codes)


@pytest.fixture
def faults_of_text(tmp_path, codes):
    """A function: a file's content -> the problems of the file."""

    def load(content, encoding="utf-8"):
        path = tmp_path / "claims.csv"
        path.write_bytes(content.encode(encoding))
        return problems_of(claims.load, path, codes)

    return load


def test_claims_keep_the_order_and_text_of_the_file(tmp_path):
    """Trailing zeros stay in `printed`; the value is exact; the order is the report's."""
    ledger = load_ledger(tmp_path)
    assert list(ledger) == [row["claim_id"] for row in LEDGER]
    assert len(ledger) == len(LEDGER)
    assert ledger["score_esik"].printed == "6.0"
    assert ledger["score_esik"].value == 6
    assert ledger["survey_start"].printed == "2024-09"


def test_a_formula_is_recomputed_from_printed_numbers(tmp_path):
    """357 of 487 is 73.3 %, where 72 % is printed; a claim without a formula gives nothing."""
    ledger = load_ledger(tmp_path)
    assert ledger.recompute("zero_pct") == Fraction(35700, 487)
    assert round(float(ledger.recompute("zero_pct")), 1) == 73.3
    assert ledger["zero_pct"].value == 72
    assert ledger.recompute("zero") is None


def test_selection_is_by_cells(tmp_path):
    """All claims that have every cell asked for, in the order of the report."""
    ledger = load_ledger(tmp_path)
    found = ledger.select(variable="financial_report", kind="count")
    assert [each.claim_id for each in found] == ["zero", "zero_akmola"]
    assert ledger.select(variable="nothing") == ()


def test_a_ledger_is_a_mapping(tmp_path):
    """`in` and `get` work as with any mapping, for ids that are not there too."""
    ledger = load_ledger(tmp_path)
    assert "zero" in ledger
    assert "nil" not in ledger
    assert ledger.get("zero") is ledger["zero"]
    assert ledger.get("nil") is None


def test_an_unknown_id_suggests_the_nearest(tmp_path):
    """A slip in a notebook is told what was probably meant."""
    with pytest.raises(ArgumentError) as error:
        load_ledger(tmp_path)["zero_pc"]
    assert str(error.value) == "no claim 'zero_pc' in the ledger; did you mean 'zero_pct'?"


def test_a_date_has_no_number(tmp_path):
    """Computing with a date is refused by name."""
    with pytest.raises(
        ArgumentError, match=r"^claim survey_start is a date \(2024-09\), not a number$"
    ):
        load_ledger(tmp_path)["survey_start"].value  # noqa: B018 (reading it is the test)


def test_a_changed_file_is_read_anew(tmp_path, codes):
    """What was read before is not shown for a file that was edited since."""
    path = write_ledger(tmp_path)
    assert claims.load(path, codes)["zero"].value == 357
    path.write_text(path.read_text("utf-8").replace(",357,", ",358,"), "utf-8")
    assert claims.load(path, codes)["zero"].value == 358


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        (
            "variable",
            "finance_report",
            "'finance_report' is not in the codebook's variables; did you mean 'financial_report'?",
        ),
        (
            "category",
            "nil",
            "'nil' is not in the categories of financial_report in the codebook; "
            "use one of: zero, not_zero",
        ),
        (
            "place",
            "akmolla",
            "'akmolla' is not in the codebook's places; did you mean 'akmola'?",
        ),
        ("kind", "cuont", "'cuont' is not in the kinds of claim; did you mean 'count'?"),
        (
            "kind",
            "",
            "'' is not in the kinds of claim; use one of: "
            "count, percent, mean, median, sd, total, base, year, …",
        ),
        (
            "unit",
            "organizations",
            "'organizations' is not in the codebook's units; did you mean 'organisations'?",
        ),
        ("chapter", "7", "'7' is not in the codebook's chapters; use one of: intro, 1"),
        (
            "base",
            "register",
            "'register' is not in the ledger's claim_ids; did you mean 'register_size'?",
        ),
        ("base", "survey_start", "'survey_start' prints 2024-09; name a number other than zero"),
        ("printed", "357,5", "'357,5' has decimal comma; write 357.5"),
        ("printed", "1 327", "'1 327' has thousands space; write 1327"),
        ("printed", "1\u00a0327", "'1\\xa0327' has thousands space; write 1327"),
        ("printed", "72%", "'72%' has percent sign; write 72, and kind percent instead of count"),
        ("printed", "", "'' is empty; write the number as printed, such as 7.5"),
        (
            "printed",
            "many",
            "'many' is not a number; write digits with a decimal point, such as 7.5",
        ),
        (
            "location",
            "fig. 2",
            "'fig. 2' is no place in the report; write text, figure 3, table A1 or annex 2",
        ),
        (
            "claim_id",
            "Нуль",
            "'Нуль' is not snake_case; use small Latin letters, digits and _",
        ),
        ("section", " ", "the heading is missing; copy it"),
        ("find", "один", "1 words; write two to five"),
        ("find", "раз два три четыре пять шесть", "6 words; write two to five"),
    ],
)
def test_every_bad_cell_is_named_with_its_mend(faults, column, value, message):
    """File, row, column, the value received, and what to write instead."""
    found = faults(zero_akmola={column: value})
    assert found == [f"claims.csv, row 7, column {column}: {message}"]


@pytest.mark.parametrize("printed", ["2024-13", "2024-02-30", "20240902", "2024W36", "09.2024", ""])
def test_a_bad_date_is_named(faults, printed):
    """A date is written as 2024-12-02 or 2024-12, in no other of the forms ISO 8601 knows."""
    assert faults(survey_start={"printed": printed}) == [
        f"claims.csv, row 5, column printed: {printed!r} is no date; "
        "write 2024-12-02, or 2024-12 for a month"
    ]


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (
            "100 * zeros / register_size",
            "'zeros' is no claim_id of the ledger; did you mean 'zero'?",
        ),
        (
            "100 *",
            "formula '100 *' is not arithmetic; use claim ids, numbers, + - * / and ( )",
        ),
        (
            "round(zero)",
            "formula 'round(zero)' holds 'round(zero)'; use claim ids, numbers, + - * / and ( )",
        ),
        (
            "zero / (zero - zero)",
            "formula 'zero / (zero - zero)' divides by zero; check the claim below the line",
        ),
        ("survey_start + 1", "'survey_start' is a date and cannot be computed with"),
        (
            "zero_pct + 1",
            "the formulas lead in a circle: zero_pct -> zero_pct; empty one of them",
        ),
    ],
)
def test_every_bad_formula_is_named_with_its_mend(faults, formula, message):
    """An unknown id, a syntax error, a call, a division by zero, a date, and itself."""
    assert faults(zero_pct={"formula": formula}) == [
        f"claims.csv, row 4, column formula: {message}"
    ]


def test_a_circle_of_several_claims_names_them_all(faults):
    """The row is that of the first claim of the circle."""
    found = faults(
        register_size={"formula": "zero + 130"},
        zero={"formula": "zero_akmola * 51"},
        zero_akmola={"formula": "register_size"},
    )
    assert found == [
        "claims.csv, row 2, column formula: the formulas lead in a circle: "
        "register_size -> zero -> zero_akmola -> register_size; empty one of them"
    ]


def test_every_circle_is_named_beside_other_bad_formulas(faults):
    """Two circles and a misspelt id elsewhere are three problems of one report."""
    found = faults(
        register_size={"formula": "register_size"},
        zero={"formula": "zero_akmola"},
        zero_pct={"formula": "nil"},
        zero_akmola={"formula": "zero"},
    )
    assert found == [
        "claims.csv, row 2, column formula: the formulas lead in a circle: "
        "register_size -> register_size; empty one of them",
        "claims.csv, row 3, column formula: the formulas lead in a circle: "
        "zero -> zero_akmola -> zero; empty one of them",
        "claims.csv, row 4, column formula: 'nil' is no claim_id of the ledger; "
        "use one of: register_size, zero, zero_pct, survey_start, score_esik, zero_akmola",
    ]


def test_a_base_of_zero_is_named(faults):
    """Nothing is a share of zero; the row that names the base is the one to mend."""
    found = faults(score_esik={"base": "zero_akmola"}, zero_akmola={"printed": "0"})
    assert found == [
        "claims.csv, row 6, column base: 'zero_akmola' prints 0; name a number other than zero"
    ]


def test_a_repeated_id_names_the_row_that_has_it(faults):
    """The same quantity printed twice is two claims, each with its own id."""
    assert faults(zero_akmola={"claim_id": "zero"}) == [
        "claims.csv, row 7, column claim_id: 'zero' stands in row 3 already; "
        "give each row its own id"
    ]


def test_all_problems_of_a_file_are_in_one_report(tmp_path, codes):
    """Bad cells, links and rows of another length come together, in the order of the rows."""
    path = write_ledger(
        tmp_path,
        register_size={"unit": "organisation", "find": "одно"},
        zero={"printed": "35 7", "kind": "cuont"},
        zero_pct={"formula": "100 * zer / register_size"},
        score_esik={"claim_id": "zero"},
    )
    path.write_text(path.read_text("utf-8") + "late,1\n", "utf-8")
    assert problems_of(claims.load, path, codes) == [
        "claims.csv, row 2, column unit: 'organisation' is not in the codebook's units; "
        "did you mean 'organisations'?",
        "claims.csv, row 2, column find: 1 words; write two to five",
        "claims.csv, row 3, column kind: 'cuont' is not in the kinds of claim; "
        "did you mean 'count'?",
        "claims.csv, row 3, column printed: '35 7' has thousands space; write 357",
        "claims.csv, row 4, column formula: 'zer' is no claim_id of the ledger; "
        "did you mean 'zero'?",
        "claims.csv, row 6, column claim_id: 'zero' stands in row 3 already; "
        "give each row its own id",
        "claims.csv, row 8: 2 cells instead of 14; quote cells that hold a comma",
    ]


def test_a_missing_file_is_named(tmp_path, codes):
    """It is a problem like any other."""
    assert problems_of(claims.load, tmp_path / "claims.csv", codes) == [
        "claims.csv: the file is missing; check its name"
    ]


def test_a_missing_column_is_named(faults_of_text):
    """The agreed header is quoted whole, to be copied."""
    columns = [column for column in claims.COLUMNS if column != "unit"]
    rows = [{column: row[column] for column in columns} for row in LEDGER]
    assert faults_of_text(csv_text(columns, rows)) == [
        "claims.csv, row 1, column unit: the columns are not as agreed (missing: unit); "
        f"write exactly: {HEADER}"
    ]


def test_an_extra_column_is_named(faults_of_text):
    """A column of one's own has no place in the ledger; `note` has."""
    rows = [row | {"remark": "x"} for row in LEDGER]
    assert faults_of_text(csv_text([*claims.COLUMNS, "remark"], rows)) == [
        "claims.csv, row 1: the columns are not as agreed (unknown: remark); "
        f"write exactly: {HEADER}"
    ]


def test_another_encoding_is_named(faults_of_text):
    """A file saved in a Russian Windows encoding is told apart from UTF-8."""
    assert faults_of_text(csv_text(claims.COLUMNS, LEDGER), "cp1251") == [
        "claims.csv, row 2: byte 0xd0 is not UTF-8; save the file as UTF-8 "
        "(in a spreadsheet: 'CSV UTF-8')"
    ]


def test_a_byte_order_mark_is_accepted(faults_of_text):
    """What spreadsheets write before the first column is no part of its name."""
    assert faults_of_text(csv_text(claims.COLUMNS, LEDGER), "utf-8-sig") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty; write header and rows"),
        (HEADER + "\n", "there is a header and no row; add a row for each entry"),
    ],
)
def test_a_file_without_claims_is_named(faults_of_text, content, message):
    """An empty file and a header alone are told apart."""
    assert faults_of_text(content) == [f"claims.csv: {message}"]


def test_an_open_quote_is_named_where_it_opens(faults_of_text):
    """Row 4 opens a quote that no row closes."""
    content = csv_text(claims.COLUMNS, LEDGER).replace("zero_pct,1,Раздел", 'zero_pct,1,"Раздел')
    assert faults_of_text(content) == [
        "claims.csv, row 4: the row that begins here is not CSV: unexpected end of data; "
        "close its quotes"
    ]


def test_a_comma_outside_quotes_is_named(faults_of_text):
    """The row then has a cell too many."""
    content = csv_text(claims.COLUMNS, [claim("a", "start", "1")]).replace(
        "два слова", "два, слова"
    )
    assert faults_of_text(content) == [
        "claims.csv, row 2: 15 cells instead of 14; quote cells that hold a comma"
    ]


@pytest.mark.parametrize("base", ["487", "register_size - zero_akmola"])
def test_a_base_may_be_a_number_or_arithmetic(faults, base):
    """Reports say "of 101", "of those who answered"; such a base needs no row of its own."""
    assert faults(zero_akmola={"base": base}) == []


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("register_size - register_siz", "'register_siz' is not in the ledger's claim_ids"),
        ("0", "a base is a whole number above zero"),
        ("survey_start + 1", "'survey_start' is a date and cannot be computed with"),
        ("48.5", "a base is a whole number above zero"),
        ("a man", "is not arithmetic"),
    ],
)
def test_a_base_that_is_none_is_named(faults, base, message):
    """With what was received and what a base is."""
    (said,) = faults(zero_akmola={"base": base})
    assert message in said
    assert "column base" in said


@pytest.mark.parametrize("formula", ["zero_akmola", "100 * zero_akmola / register_size"])
def test_a_share_in_words_follows_from_no_formula(faults, formula):
    """3/4 is held against the number of its category; only a repeat of a share is one."""
    cells = {"kind": "rank", "printed": "3/4", "formula": formula}
    (said,) = faults(zero_pct=cells)
    assert "column formula" in said
    assert "held against the number of its category" in said


def test_a_base_computed_from_a_rough_number_is_rough(tmp_path):
    """About 487 less those who have none is about as many."""
    base = "register_size - zero_akmola"
    changes = {"register_size": {"printed": "about 487"}, "zero_pct": {"base": base}}
    path = write_ledger(tmp_path, **changes)
    ledger = claims.load(path, codebook.load(write_codebook(tmp_path)))
    assert ledger[base].hedge == "about"
