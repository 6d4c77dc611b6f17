"""Tables for SPSS and Stata: words instead of ids, and missing answers declared as such.

A code becomes a number with a value label (`Field.numbers`). Codes that count as no answer are
user-missing in SPSS, and .a, .b, .c in Stata. A label that is longer than the format allows is cut
at a letter and ends in "…"; its full text is a note of the file in SPSS (`DISPLAY DOCUMENTS`), a
note of the variable in Stata (`notes`). The same table gives the same bytes: the moment of writing
in the header of both is replaced.
"""

from __future__ import annotations

import struct
import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from helpers.export.tables import Cell, Field, Table

# Bytes that SPSS keeps of the label of a file, of a variable, of a value, and in a line of a note.
SPSS_TITLE, SPSS_LABEL, SPSS_VALUE, SPSS_LINE = 64, 255, 120, 80
# How many codes of no answer SPSS takes for a variable.
SPSS_MISSING = 3
# Letters that Stata keeps of a label of a variable or a file. Its value labels are long enough.
STATA_LABEL = 80
# Release 118, which Stata reads since version 14: the first in UTF-8.
STATA_VERSION = 14
_WRITTEN = (92, b"01 Jan 8000:00:00")
# Of Stata: what stands before it (its own length is a byte), and the same moment.
_STAMP, _STAMPED = b"<timestamp>\x11", b"01 Jan 1980 00:00"
_MEASURES = {"code": "nominal", "flag": "nominal", "text": "nominal"}
_CUT = "…"


def write_sav(table: Table, path: Path) -> None:
    """Write a table for SPSS."""
    import pyreadstat

    labels = {one.short_name: _within(one.title, SPSS_LABEL) for one in table.fields}
    coded = [one for one in table.fields if one.codes]
    values = {
        one.short_name: {one.numbers[c]: _within(t, SPSS_VALUE) for c, t in one.codes.items()}
        for one in coded
    }
    missing = {one.short_name: _declared(one) for one in coded if one.missing}
    full = [f"{where}: {text}" for where, text in _long_labels(table)]
    pyreadstat.write_sav(
        _frame(table, {one.name: one.numbers for one in coded}),
        path,
        file_label=_within(table.title, SPSS_TITLE),
        column_labels=labels,
        variable_value_labels=values,
        missing_ranges=missing,
        variable_measure={one.short_name: _measure(one) for one in table.fields},
        variable_format=_formats(table, "F8.0", "F12.4"),
        note=[line for text in full for line in _lines(text)] or None,
        row_compress=True,
    )
    content = bytearray(path.read_bytes())
    start, moment = _WRITTEN
    content[start : start + len(moment)] = moment
    path.write_bytes(content)


def write_dta(table: Table, path: Path) -> None:
    """Write a table for Stata."""
    import pyreadstat

    coded = [one for one in table.fields if one.codes]
    numbers = {one.name: {**one.numbers, **one.missing} for one in coded}
    pyreadstat.write_dta(
        _frame(table, numbers),
        path,
        file_label=_short(table.title),
        column_labels={one.short_name: _short(one.title) for one in table.fields},
        version=STATA_VERSION,
        variable_value_labels={
            one.short_name: {numbers[one.name][code]: text for code, text in one.codes.items()}
            for one in coded
        },
        missing_user_values={
            one.short_name: list(one.missing.values()) for one in coded if one.missing
        },
        variable_format=_formats(table, "%8.0g", "%10.0g"),
    )
    full = {one.short_name: _stata_note(one) for one in table.fields if _stata_note(one)}
    content = _with_notes(path.read_bytes(), full)
    start = content.index(_STAMP) + len(_STAMP)
    path.write_bytes(content[:start] + _STAMPED + content[start + len(_STAMPED) :])


def _frame(table: Table, numbers: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    """The cells under their short names; ids as `numbers` has them, missing text as no text."""
    import pandas as pd

    columns = {}
    for one in table.fields:
        cells = [_number(cell, numbers.get(one.name)) for cell in table.column(one.name)]
        if one.kind == "text":
            cells = ["" if cell is None else cell for cell in cells]
        is_mixed = any(isinstance(cell, str) for cell in cells)
        whole_or_not = "Float64" if one.kind == "number" else "Int32"
        columns[one.short_name] = pd.Series(cells, dtype=object if is_mixed else whole_or_not)
    return pd.DataFrame(columns)


def _number(cell: Cell, numbers: Mapping[str, Any] | None) -> Any:
    return cell if cell is None or numbers is None else numbers[str(cell)]


def _formats(table: Table, whole: str, other: str) -> dict[str, str]:
    """How numbers are shown; text has the width of its longest cell without being told."""
    shown = {"number": other}
    return {o.short_name: shown.get(o.kind, whole) for o in table.fields if o.kind != "text"}


def _declared(one: Field) -> list[Any]:
    """The codes of no answer: up to three in SPSS, or a range, in which no other code lies."""
    codes = [one.numbers[code] for code in one.missing]
    return codes if len(codes) <= SPSS_MISSING else [{"lo": min(codes), "hi": max(codes)}]


def _measure(one: Field) -> str:
    return "ordinal" if one.is_ordered else _MEASURES.get(one.kind, "scale")


def _within(text: str, n_bytes: int) -> str:
    """The text, or as much of it as fits with the sign of a cut.

    >>> _within("Қазақ", 8)
    'Қа…'
    """
    content = text.encode()
    if len(content) <= n_bytes:
        return text
    return content[: n_bytes - len(_CUT.encode())].decode(errors="ignore") + _CUT


def _short(text: str) -> str:
    return text if len(text) <= STATA_LABEL else text[: STATA_LABEL - 1] + _CUT


def _long_labels(table: Table) -> Iterator[tuple[str, str]]:
    """What SPSS cuts: where it stands, and the whole of it."""
    if len(table.title.encode()) > SPSS_TITLE:
        yield table.name, table.title
    for one in table.fields:
        if len(one.title.encode()) > SPSS_LABEL:
            yield one.short_name, one.title
        for code, text in one.codes.items():
            if len(text.encode()) > SPSS_VALUE:
                yield f"{one.short_name} = {one.numbers[code]}", text


def _lines(text: str) -> list[str]:
    """A text in lines of so many bytes as SPSS takes; a letter has one to four of them."""
    tried = (textwrap.wrap(text, SPSS_LINE // n_bytes) for n_bytes in (1, 2, 3, 4))
    return next(made for made in tried if all(len(line.encode()) <= SPSS_LINE for line in made))


def _stata_note(one: Field) -> str:
    """What a note of the variable says: its title where that is cut, and its description."""
    title = one.title if len(one.title) > STATA_LABEL else ""
    return ". ".join(text for text in (title, one.description) if text)


def _with_notes(content: bytes, notes: Mapping[str, str]) -> bytes:
    """A Stata file of release 118 with a note for each of these variables.

    Notes are characteristics `note0`, how many there are, and `note1`. What follows them moves, and
    with it its place in the map at the head of the file: 14 whole numbers of 8 bytes, of which the
    first nine lie before the end of the characteristics.
    """
    made = b""
    for name, text in notes.items():
        for key, value in (("note0", "1"), ("note1", text)):
            entry = name.encode().ljust(129, b"\0") + key.encode().ljust(129, b"\0")
            entry += value.encode() + b"\0"
            made += b"<ch>" + struct.pack("<I", len(entry)) + entry + b"</ch>"
    end = content.index(b"</characteristics>")
    start = content.index(b"<map>") + len(b"<map>")
    places = struct.unpack_from("<14Q", content, start)
    moved = [place + len(made) * (place > end) for place in places]
    head = content[:start] + struct.pack("<14Q", *moved) + content[start + 14 * 8 : end]
    return head + made + content[end:]
