"""What each data file is, who made it, and on what terms: `data_files.csv`.

Everything is read from `data/README.md`: the table of files says what a row is and who made it, and
a directory stands there for its files. What is restricted stands in the table, too, and is not
provided. READMEs and schemas are documentation, not data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path, PurePosixPath

_ROW = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<rows>.+?) \| (?P<made_by>.+?) \|$", re.MULTILINE)
_LINK = re.compile(r" \(\[[^\]]*\]\([^)]*\)\)|\[([^\]]*)\]\([^)]*\)")
_DOCUMENTATION = ("README.md", ".schema.json")
WITHHELD = "restricted/"


@dataclass(frozen=True)
class DataFile:
    """A data file: its path in the package, what a row of it is, its source, and its terms."""

    file: str
    description: str
    source: str
    provided: str
    access: str
    licence: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as texts, in the order of `COLUMNS`."""
        return astuple(self)


COLUMNS = tuple(column.name for column in fields(DataFile))


def is_data(name: str) -> bool:
    """Whether a file of the repository is data that has to be described.

    >>> [is_data(each) for each in ("data/published/claims.csv", "data/README.md", "index.qmd")]
    [True, False, False]
    """
    return name.startswith("data/") and not name.endswith(_DOCUMENTATION)


def list_data(readme: str, names: Iterable[str], licence: str) -> list[DataFile]:
    """The data files among `names`, as the README describes them, then what is not provided.

    `licence` is the SPDX id of theirs.
    A file that the README does not describe has an empty description, which the checklist tells.
    """
    told = {match["name"]: match for match in _ROW.finditer(readme)}
    found = [_provided(name, told, licence) for name in sorted(filter(is_data, names))]
    return [*found, *_withheld(told)]


def _provided(name: str, told: dict[str, re.Match[str]], licence: str) -> DataFile:
    inside = PurePosixPath(name).relative_to("data")
    places = [str(inside), *(f"{parent}/" for parent in inside.parents if str(parent) != ".")]
    match = next((told[place] for place in places if place in told), None)
    rows, made_by = (_plain(match["rows"]), _plain(match["made_by"])) if match else ("", "")
    return DataFile(name, rows, made_by, "yes", "public, in this package", licence)


def _withheld(told: dict[str, re.Match[str]]) -> Iterator[DataFile]:
    if match := told.get(WITHHELD):
        yield DataFile(
            f"data/{WITHHELD}",
            _plain(match["made_by"]),
            "respondents",
            "no",
            "confidential; no result of the book rests on it",
            "none",
        )


def _plain(text: str) -> str:
    return _LINK.sub(r"\1", text).replace("`", "").strip()


def read_tracked(root: Path) -> list[str]:
    """Every file below a directory, by its path there."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
