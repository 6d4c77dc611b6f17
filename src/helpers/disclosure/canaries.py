"""Canaries: values planted in restricted rows that must never be seen in a product.

Each kind of value has one that occurs nowhere else: a name, a phone, an e-mail, a BIN with right
check digits, a rare word in free text, an odd number of staff, a pseudonym. A row that carries them
is a test submission with the mark of made-up rows: it is planted where a scan is rehearsed and
never among questionnaires that are counted for a book (`synthetic` is refused by all inference).

Real rows need no planting: every free text and every pseudonym of the clean tables is a canary by
itself (`own_canaries`). Canaries are kept in data/restricted/canaries.json and named by their ids
in every message.
"""

from __future__ import annotations

import csv
import io
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.errors import BookError

if TYPE_CHECKING:
    import polars as pl

FILE = "canaries.json"

# Prime, and larger than any organisation of this sector: seen in a product, it was not computed.
STAFF = "7919"

# Letters of words that no language here has, so that a find is no chance.
_CONSONANTS = "bdfghjklmnpqrstvwxz"

# Free texts of fewer letters stand in every dictionary.
SHORTEST_TEXT = 12

# In files as they came: so many digits are no amount, so many words no choice.
LONG_DIGITS, LONG_WORDS = 9, 4

# Columns that identify the organisation behind a row.
PSEUDONYMS = ("organisation",)


@dataclass(frozen=True)
class Canary:
    """A value to look for, and the id by which a find is told."""

    canary_id: str
    value: str


def make_canaries(token: str = "") -> tuple[Canary, ...]:
    """New canaries; the same token gives the same ones, none a token of its own."""
    digits = token or secrets.token_hex(8)
    number = int(digits, 16)
    letters = "".join(_CONSONANTS[(number >> shift) % 19] for shift in range(0, 48, 4))
    cyrillic = "".join("бвгджзклмнпрстфхцчшщ"[(number >> shift) % 19] for shift in range(0, 48, 4))
    plain = f"{number % 10**9:09d}"
    return (
        Canary("name", f"Ъ{cyrillic} Ыюэтегин"),
        Canary("phone", f"+7 7{plain[:2]} {plain[2:5]} {plain[5:7]} {plain[7:9]}"),
        Canary("email", f"{letters}@qwx-zv.example"),
        Canary("bin", _bin(plain)),
        Canary("text", f"ответ {cyrillic}ъ: «{letters}»"),
        Canary("staff", STAFF),
        Canary("pseudonym", digits.rjust(16, "f") * 2),
    )


def _bin(plain: str) -> str:
    """A business number with right check digits, of a month that does not exist."""
    for last in range(100):
        digits = [int(each) for each in f"9913{plain[:5]}{last:02d}"]
        check = sum(d * w for d, w in zip(digits, range(1, 12), strict=True)) % 11
        if check < 10:
            return "".join(map(str, (*digits, check)))
    raise BookError("no business number for this token; use another")


def plant(frame: pl.DataFrame, canaries: Iterable[Canary]) -> pl.DataFrame:
    """The rows with one more that carries the canaries in whatever columns can hold them.

    Texts go round the free texts, the staff into whole numbers named staff; other columns repeat
    the last row. The row is marked as made up.
    """
    import polars as pl

    values = {each.canary_id: each.value for each in canaries}
    last = frame.tail(1).to_dicts()[0]
    texts = [values[key] for key in ("text", "name", "phone", "email", "bin") if key in values]
    free = [name for name in frame.columns if name.endswith("_other") or name in ("source",)]
    for place, name in enumerate(free):
        own = texts[place % len(texts)] if place < len(free) - 1 else " ".join(texts)
        last[name] = own
    if "organisation" in last and "pseudonym" in values:
        last["organisation"] = values["pseudonym"]
    if "staff" in last and "staff" in values:
        last["staff"] = int(values["staff"])
    if "synthetic" in last:
        last["synthetic"] = "synthetic row: no respondent"
    return pl.concat([frame, pl.DataFrame([last], schema=frame.schema)])


def own_canaries(
    tables: Mapping[str, pl.DataFrame], free_text: Mapping[str, Iterable[str]] | None = None
) -> tuple[Canary, ...]:
    """Every free text and pseudonym of clean tables, as canaries.

    `free_text` names the columns of free text of each table, beside those that end in "_other", and
    "source". Texts of fewer than `SHORTEST_TEXT` letters or of one word are left out: they would be
    found where nobody leaked them.
    """
    found: dict[str, str] = {}
    for table, frame in tables.items():
        for column in frame.columns:
            is_free = column in (free_text or {}).get(table, ()) or column.endswith("_other")
            if not (is_free or column in (*PSEUDONYMS, "source")):
                continue
            for row, value in enumerate(frame[column].to_list(), start=1):
                text = "" if value is None else str(value).strip()
                is_telling = column in PSEUDONYMS or len(re.split(r"\W+", text)) > 1
                if len(text) >= SHORTEST_TEXT and is_telling:
                    found.setdefault(text, f"{table}.{column} row {row}")
    return tuple(Canary(canary_id, value) for value, canary_id in found.items())


def raw_canaries(directory: Path) -> tuple[Canary, ...]:
    """What is personal in the files as they came, anywhere below a directory: CSV and workbooks.

    Addresses of e-mail, numbers of nine digits or more that are no dates (BIN, IIN, telephones),
    and texts of `LONG_WORDS` words or more, which no list of choices has.
    """
    found: dict[str, str] = {}
    for path in sorted(directory.rglob("*")):
        for row, cells in enumerate(_rows(path), start=1):
            for column, cell in enumerate(cells, start=1):
                text = str(cell).strip()
                if text not in found and _is_personal(text):
                    found[text] = f"{path.relative_to(directory)} row {row} column {column}"
    return tuple(Canary(canary_id, value) for value, canary_id in found.items())


def _is_personal(text: str) -> bool:
    if "@" in text:
        return len(text) >= SHORTEST_TEXT
    if re.fullmatch(r"[\d\s()+.-]+", text):
        is_date = re.search(r"\d{4}-\d\d|\d\d\.\d\d\.\d{4}|\d\.\d", text)
        return len(re.sub(r"\D", "", text)) >= LONG_DIGITS and not is_date
    return len(text.split()) >= LONG_WORDS and len(text) >= 2 * SHORTEST_TEXT


def _rows(path: Path) -> Iterator[Sequence[object]]:
    """Rows of a file as it came; none of a file of another kind."""
    if path.suffix.casefold() in (".xlsx", ".xls", ".ods"):
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            yield from book.get_sheet_by_name(name).to_python()
    elif path.suffix.casefold() in (".csv", ".tsv", ".txt"):
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1251", "replace")
        for delimiter in (";", ",", "\t"):
            if delimiter in text.partition("\n")[0]:
                yield from csv.reader(io.StringIO(text), delimiter=delimiter)
                return
        yield from ([line] for line in text.splitlines())


def write_canaries(canaries: Iterable[Canary], directory: Path) -> Path:
    """Keep canaries in a restricted directory."""
    path = directory / FILE
    directory.mkdir(parents=True, exist_ok=True)
    data = {each.canary_id: each.value for each in canaries}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def load_canaries(directory: Path) -> tuple[Canary, ...]:
    """Canaries kept in a restricted directory; none where none were planted."""
    path = directory / FILE
    if not path.exists():
        return ()
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Canary(name, value) for name, value in data.items())
