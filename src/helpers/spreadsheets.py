"""Tables that people open in a spreadsheet, where a text must not become a formula.

A cell that begins with = + - @ (also full-width, after a space or a quotation mark) or with a tab
or a line break can make Excel or LibreOffice compute, and send, what a stranger wrote. Such a text
gets an apostrophe in front (`guarded`), and loses it when our own tools read the table again
(`typed`); numbers stay numbers, and a sign alone is none. The same holds after a semicolon, tab or
line break inside a cell, since a spreadsheet whose lists are separated by semicolons, as a Russian
one, cuts a row there.
Refusing such texts instead would refuse honest ones: answers such as "- no", "@name", "+7-701-…".

OWASP, CSV Injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bookmaker.project.directories import write_whole

_SKIPPED = "'\"`\\s\u200b\u2060\ufeff"
_NUMBER = r"[-+][ \u00a0\u202f]?[\d.,]+(?:[ \u00a0\u202f][\d.,]+)*(?:[eE][-+]?\d+)?[ \u00a0]?%?"
_FORMULA = rf"[{_SKIPPED}]*+(?!(?:{_NUMBER}|[-+=@])(?:[;\t\r\n]|\Z))[=+\-@＝＋－＠]"
# Excel takes such a first line for an order how to read the file.
_AT_START = rf"(?i:sep=)|['\"` \u00a0]*+[\t\r\n]|{_FORMULA}"
_PLACE = re.compile(rf"\A(?='*+(?:{_AT_START}))|(?<=[;\t\r\n])(?={_FORMULA})")
_GUARD = re.compile(rf"\A'(?='*+(?:{_AT_START}))|(?<=[;\t\r\n])'(?={_FORMULA})")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    >>> [guarded(text) for text in ("=1+1", "-5,3", "a;=1", "- no", "a-b")]
    ["'=1+1", '-5,3', "a;'=1", "'- no", 'a-b']
    """
    return _PLACE.sub("'", text)


def typed(text: str) -> str:
    """The text that `guarded` was given.

    >>> typed(guarded("'=1+1;@a"))
    "'=1+1;@a"
    """
    return _GUARD.sub("", text) if "'" in text else text


def csv_of(table: str | Iterable[Sequence[object]]) -> str:
    """A table as CSV with every cell guarded; it is given in rows, or as CSV with CRLF."""
    if isinstance(table, str):
        table = csv.reader(io.StringIO(table, newline=""))
    sheet = io.StringIO(newline="")
    # Its end of a line decides what a writer puts in quotes: with "\n" alone not a "\r".
    writer = csv.writer(sheet, lineterminator="\r\n")
    for row in table:
        writer.writerow([guarded(each) if isinstance(each, str) else each for each in row])
        sheet.seek(sheet.tell() - 2)
        sheet.write("\n")
        sheet.truncate()
    return sheet.getvalue()


def write_csv(path: Path, table: str | Iterable[Sequence[object]], *, marked: bool = False) -> None:
    """Write a table as `csv_of` gives it, whole or not at all.

    With `marked` it begins with a mark, so that a spreadsheet opens Kazakh letters as they are.
    """
    write_whole(path, csv_of(table).encode("utf-8-sig" if marked else "utf-8"))
