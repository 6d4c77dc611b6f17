"""A CSV file is read exactly or not at all, and every fault is named with its row and mend."""

import csv
import io
import os
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.ledger.csv_files import (
    MOST_PROBLEMS,
    Row,
    check_known,
    check_unique,
    read_rows,
    suggest,
)
from tests.cases.small_study import problems_of

# The same examples on every machine; no deadline, which would measure the machine.
repeatable = settings(derandomize=True, deadline=None)

COLUMNS = ("id", "text")
AGREED = "write exactly: id,text"

cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def write(folder, content, encoding="utf-8"):
    path = folder / "small.csv"
    path.write_bytes(content.encode(encoding))
    return path


def faults(folder, content, encoding="utf-8"):
    return problems_of(read_rows, write(folder, content, encoding), COLUMNS)


def test_rows_keep_their_text_and_line_numbers(tmp_path):
    """Row 1 is the header; cells keep spaces and zeros; a row of several lines has its first."""
    path = write(tmp_path, 'id,text\na, 6.0 \n\nb,"two\nlines"\nc,007\n')
    rows, problems = read_rows(path, COLUMNS)
    assert problems == []
    assert rows == [
        Row(2, {"id": "a", "text": " 6.0 "}),
        Row(4, {"id": "b", "text": "two\nlines"}),
        Row(6, {"id": "c", "text": "007"}),
    ]
    assert rows[2]["text"] == "007"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_marks_and_line_ends_of_other_systems_are_accepted(tmp_path, line_end, encoding):
    """What spreadsheets add (a byte-order mark, carriage returns) changes no cell."""
    content = line_end.join(["id,text", "a,первый", "b,второй", ""])
    rows, problems = read_rows(write(tmp_path, content, encoding), COLUMNS)
    assert problems == []
    assert [(row.number, row["id"], row["text"]) for row in rows] == [
        (2, "a", "первый"),
        (3, "b", "второй"),
    ]


@repeatable
@given(table=st.lists(st.tuples(cells, cells).filter(any), min_size=1, max_size=6))
def test_whatever_a_csv_writer_writes_is_read_back(tmp_path_factory, table):
    """Commas, quotes, line breaks and any alphabet come back unchanged."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *table])
    path = write(tmp_path_factory.getbasetemp(), text.getvalue())
    rows, problems = read_rows(path, COLUMNS)
    assert problems == []
    assert [(row["id"], row["text"]) for row in rows] == table


def test_a_missing_file_is_named(tmp_path):
    """A file that is not there is reported like any other problem; git has the repository's own."""
    assert problems_of(read_rows, paths.PUBLISHED / "gone.csv", COLUMNS) == [
        "gone.csv: the file is missing; restore it from git"
    ]
    assert problems_of(read_rows, tmp_path / "small.csv", COLUMNS) == [
        "small.csv: the file is missing; check its name"
    ]


def test_a_directory_is_named(tmp_path):
    """It is no file, and the message says what to name instead."""
    assert problems_of(read_rows, tmp_path, COLUMNS) == [
        f"{tmp_path.name}: this is a directory; name a CSV file in it"
    ]


@pytest.mark.parametrize("content", ["", "\ufeff", " \n\n"])
def test_an_empty_file_is_named(tmp_path, content):
    """Nothing but white space is no data."""
    assert faults(tmp_path, content) == ["small.csv: the file is empty; write header and rows"]


AS_UTF_8 = "save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,text\na,Да\n".encode("utf-16"), f"the file is UTF-16; {AS_UTF_8}"),
        ("id,text\na,Да\n".encode("utf-16-le"), f"the file is UTF-16; {AS_UTF_8}"),
        (
            b"PK\x03\x04\x14\0\x06\0",
            f"this is a spreadsheet or another archive, not text; {AS_UTF_8}",
        ),
        (b"\x7fELF\x02\x01\x01\0\x03", "this is no text but a binary file; name a CSV file"),
        (b"\0" * 99, "this is no text but a binary file; name a CSV file"),
    ],
)
def test_what_is_no_text_is_named(tmp_path, content, message):
    """Other encodings, spreadsheets and programs are told apart by their first bytes."""
    path = tmp_path / "small.csv"
    path.write_bytes(content)
    assert problems_of(read_rows, path, COLUMNS) == [f"small.csv: {message}"]


@pytest.mark.parametrize("content", [b"x" * 20_000, b"id,text\n" + b"x" * 2_000_000])
def test_a_line_longer_than_any_row_is_named_before_the_file_is_read(tmp_path, content):
    """So a large file without lines takes no memory to refuse."""
    path = tmp_path / "small.csv"
    path.write_bytes(content)
    row, longest = (1, 10_000) if content.startswith(b"x") else (2, 1_000_000)
    assert problems_of(read_rows, path, COLUMNS) == [
        f"small.csv, row {row}: the line is longer than {longest} characters; "
        "is this the right file?"
    ]


def test_a_pipe_is_read_like_a_file(tmp_path):
    """The file is read once from its beginning, so what a program prints can be read too."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("id,text\na,b\n", "utf-8"))
    writer.start()
    rows, problems = read_rows(pipe, COLUMNS)
    writer.join()
    assert (rows, problems) == ([Row(2, {"id": "a", "text": "b"})], [])


def test_problems_without_end_stop_at_a_number(tmp_path):
    """A file of another kind with the right header is not reported row by row."""
    found = faults(tmp_path, "id,text\n" + "x\n" * 2000)
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-2:] == [
        f"small.csv, row {MOST_PROBLEMS + 1}: 1 cells instead of 2; quote cells that hold a comma",
        f"small.csv: there are more than these {MOST_PROBLEMS} problems; mend them and try again",
    ]


@pytest.mark.parametrize("content", ["id,text", "id,text\n\n\n"])
def test_a_header_alone_is_no_data(tmp_path, content):
    """A file that lost its rows is not read as a study without numbers."""
    assert faults(tmp_path, content) == [
        "small.csv: there is a header and no row; add a row for each entry"
    ]


def test_another_encoding_is_named_with_byte_and_row(tmp_path):
    """The row of the first letter that is not UTF-8 is given, and how to save the file."""
    assert faults(tmp_path, "id,text\na,ok\nb,Да\n", encoding="cp1251") == [
        "small.csv, row 3: byte 0xc4 is not UTF-8; save the file as UTF-8 "
        "(in a spreadsheet: 'CSV UTF-8')"
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("id", f"column text: the columns are not as agreed (missing: text); {AGREED}"),
        ("id,text,more", f"the columns are not as agreed (unknown: more); {AGREED}"),
        ("id,text,text", f"the columns are not as agreed (one stands twice); {AGREED}"),
        ("text,id", f"the columns are not as agreed (they stand in another order); {AGREED}"),
    ],
)
def test_other_columns_are_named(tmp_path, header, expected):
    """What is missing, unknown, repeated or misplaced is said, and what to write."""
    separator = ", " if expected.startswith("column") else ": "
    assert faults(tmp_path, f"{header}\na,b\n") == [f"small.csv, row 1{separator}{expected}"]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("above", ["", "sep=;\n"])
@pytest.mark.parametrize("end", ["", "\x1a", "\x1a\r\n"])
def test_what_spreadsheets_add_is_passed_over(tmp_path, sign, above, end):
    """Their separator, a line that names it, empty columns, Ctrl-Z; rows keep their numbers."""
    lines = ["id,text,,", '"a","b;,",,', "", "c,d,,", "e,f,,g"]
    text = "\n".join(lines).replace(",", sign).replace(f"b;{sign}", "b;,\t") + "\n"
    rows, problems = read_rows(write(tmp_path, above + text + end), COLUMNS)
    below = 1 if above else 0
    assert [(row.number - below, row["text"]) for row in rows] == [(2, "b;,\t"), (4, "d")]
    assert [str(each) for each in problems] == [
        f"small.csv, row {5 + below}: 4 cells instead of 2; quote cells that hold a comma"
    ]


def test_every_row_of_another_length_is_named(tmp_path):
    """Rows with too few or too many cells are collected; the good rows are kept."""
    path = write(tmp_path, "id,text\na,b\nc\nd,e\nf,g,h\n")
    rows, problems = read_rows(path, COLUMNS)
    assert [row.number for row in rows] == [2, 4]
    assert [str(problem) for problem in problems] == [
        "small.csv, row 3: 1 cells instead of 2; quote cells that hold a comma",
        "small.csv, row 5: 3 cells instead of 2; quote cells that hold a comma",
    ]


def test_an_open_quote_is_reported_where_it_opens(tmp_path):
    """Not at the end of the file, where Python's reader notices it."""
    assert faults(tmp_path, 'id,text\na,b\nc,"open\nd,e\nf,g\n') == [
        "small.csv, row 3: the row that begins here is not CSV: unexpected end of data; "
        "close its quotes"
    ]


def test_text_after_a_closing_quote_is_reported(tmp_path):
    """A quote inside a quoted cell has to be doubled."""
    assert faults(tmp_path, 'id,text\na,"b"c\n') == [
        "small.csv, row 2: the row that begins here is not CSV: ',' expected after '\"'; "
        "close its quotes"
    ]


def test_every_repeated_id_names_its_first_row(tmp_path):
    """The second and the third use of an id are each a problem; the first is none."""
    path = write(tmp_path, "id,text\na,1\nb,2\na,3\na,4\n")
    rows, _ = read_rows(path, COLUMNS)
    assert [str(problem) for problem in check_unique(path, rows, "id")] == [
        "small.csv, row 4, column id: 'a' stands in row 2 already; give each row its own id",
        "small.csv, row 5, column id: 'a' stands in row 2 already; give each row its own id",
    ]


@pytest.mark.parametrize(("value", "empty"), [("a", False), ("", True)])
def test_a_known_id_is_no_problem(tmp_path, value, empty):
    """Nor is an empty cell where one is allowed."""
    row = Row(2, {"id": value})
    assert check_known(tmp_path, row, "id", known=["a"], where="the list", empty=empty) == []


def test_an_empty_cell_is_a_problem_where_an_id_is_needed(tmp_path):
    """Empty is allowed only where the column says so."""
    row = Row(2, {"id": ""})
    found = check_known(tmp_path / "x.csv", row, "id", known=["a", "b"], where="the list")
    assert [str(problem) for problem in found] == [
        "x.csv, row 2, column id: '' is not in the list; use one of: a, b"
    ]


@pytest.mark.parametrize(
    ("value", "known", "expected"),
    [
        ("akmolla", ["astana", "akmola"], "did you mean 'akmola'?"),
        ("zzz", ["one", "two"], "use one of: one, two"),
        ("zzz", list("abcdefghi"), "use one of: a, b, c, d, e, f, g, h, …"),
        ("zzz", [], "none is defined"),
        ("claim_51", [f"claim_{n}0" for n in range(5000)], "did you mean 'claim_510'?"),
    ],
)
def test_a_suggestion_is_the_nearest_id_or_the_first_few(value, known, expected):
    """A slip of the pen is named; otherwise some of what may be written is listed."""
    assert suggest(value, known) == expected


@pytest.mark.parametrize("end", [",,\n,,\n", "\x1a", ",,,,,\r\n"])
def test_what_a_spreadsheet_leaves_below_is_passed_over(tmp_path, end):
    """Empty rows, of any width, and Ctrl-Z behind the last cell."""
    path = tmp_path / "table.csv"
    path.write_bytes(f"a,b,c\n1,2,3{'' if end == chr(26) else chr(10)}{end}".encode())
    rows, problems = read_rows(path, ["a", "b", "c"])
    assert ([row.cells for row in rows], problems) == ([{"a": "1", "b": "2", "c": "3"}], [])
