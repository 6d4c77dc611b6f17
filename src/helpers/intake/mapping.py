"""The mapping file: what an author says about headings and answers that nothing matched.

    file      name of the file it is about; empty for any
    heading   a heading as it stands in the file; `*` for a whole row
    answer    an answer as it stands there, or the number of the row; empty for a heading
    means     a question of the instrument (or question__choice, question_other), a choice (several
              with + between them), `-` for "leave it out", `other` for "keep it as text"

An intake that cannot go on writes the lines it needs with an empty `means`; the author fills them
in a spreadsheet and runs it again. Lines that are there already stay as they are.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from helpers import spreadsheets
from helpers.errors import InputError, Problem

FIELDS = ("file", "heading", "answer", "means")
ROW = "*"
# More answers of one column than anybody would fill in are not asked for.
MOST_ASKED = 200
LEAVE_OUT = "-"

Key = tuple[str, str, str]


@dataclass
class Mapping:
    """What has been said, and what is still to be asked."""

    path: Path
    said: dict[Key, str] = field(default_factory=dict)
    asked: dict[Key, None] = field(default_factory=dict)
    _n_asked: Counter[tuple[str, str]] = field(default_factory=Counter)

    def heading(self, file: str, heading: str) -> str:
        """What a heading means, "" where nobody has said it."""
        return self._means(file, heading, "")

    def answer(self, file: str, heading: str, answer: str) -> str:
        """What an answer means, "" where nobody has said it."""
        return self._means(file, heading, answer)

    def rows_left_out(self, file: str) -> set[int]:
        """Rows that the author wants left out."""
        lines = [key for key, means in self.said.items() if means == LEAVE_OUT and key[1] == ROW]
        return {int(row) for name, _, row in lines if name in (file, "") and row.isdecimal()}

    def ask(self, file: str, heading: str, answer: str = "") -> None:
        """Put a line into the file, to be filled."""
        key = _key(file, heading, answer)
        if key in self.said or key in self.asked:
            return
        self._n_asked[file, heading] += 1
        if self._n_asked[file, heading] <= MOST_ASKED:
            self.asked[key] = None

    def _means(self, file: str, heading: str, answer: str) -> str:
        own = self.said.get(_key(file, heading, answer), "")
        return own or self.said.get(_key("", heading, answer), "")

    def write(self) -> bool:
        """Add what is asked to the file; whether there was anything to add."""
        if not self.asked:
            return False
        known = {**self.said, **dict.fromkeys(self.asked, "")}
        rows = [FIELDS, *((*key, means) for key, means in known.items())]
        spreadsheets.write_csv(self.path, rows, marked=True)
        return True


def _key(file: str, heading: str, answer: str) -> Key:
    """Spaces and line breaks do not tell headings or answers apart."""
    return file.strip(), " ".join(heading.split()), " ".join(answer.split())


def _text_of(path: Path) -> str:
    """The file's text; Excel's plain "CSV" is cp1251, with "?" for Kazakh letters."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = (
            "not saved as UTF-8, so that its letters may be lost: in Excel choose "
            "“CSV UTF-8 (comma delimited)” when saving"
        )
        raise InputError([Problem(path.name, None, None, message)]) from None


def read_mapping(path: Path) -> Mapping:
    """What the file says, nothing if there is none yet.

    Raises `InputError` for other columns, or an encoding that may have lost letters.
    """
    mapping = Mapping(path)
    if not path.is_file():
        return mapping
    text = _text_of(path)
    first = text.partition("\n")[0]
    separator = next((sign for sign in ";\t" if first.count(sign) >= len(FIELDS) - 1), ",")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        heading, *lines = [row for row in rows if any(row)] or [[]]
    except csv.Error as error:
        message = f"not CSV from here on: {error}; close the quotes"
        raise InputError([Problem(path.name, rows.line_num, None, message)]) from None
    if [cell.strip() for cell in heading[: len(FIELDS)]] != list(FIELDS):
        expected = ",".join(FIELDS)
        message = f"the columns are {','.join(heading)!r}, expected {expected!r}"
        raise InputError([Problem(path.name, 1, None, message)])
    for line in lines:
        name, head, answer, means, *_ = map(spreadsheets.typed, [*line, "", "", "", ""])
        mapping.said[_key(name, head, answer)] = means.strip()
    return mapping
