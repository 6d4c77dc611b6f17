"""Pages that examine the report itself, in a book that shows its numbers counted anew elsewhere.

`{{< var name >}}` has one value in the whole book. Notebooks whose numbers are the report's say so
(`numbers_of: report` in their JSON); where such a number differs from what the other pages show, it
has a name of its own, `printed_<name>`, and its page is written with that one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from bookmaker.project import variables
from helpers.outputs.numbers import NUMBERS_OF

_SHORTCODE = re.compile(r"(\{\{< var )([a-z][a-z0-9_]*)( >\}\})")


@dataclass(frozen=True)
class Numbers:
    """Numbers for the prose: those of the book, and by notebook those that are the report's."""

    values: Mapping[str, str]
    printed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, directory: Path) -> Numbers:
        """Read what the notebooks wrote. Raises `InputError` as `variables.read_numbers`."""
        files = sorted(directory.glob("*.json"))
        of_report = [path for path in files if _is_of_report(path)]
        values = variables.read_numbers(path for path in files if path not in of_report)
        variables.read_numbers(of_report)
        printed = {path.stem: variables.read_numbers([path]) for path in of_report}
        for own in printed.values():
            own.pop(NUMBERS_OF)
        more = {name: value for own in printed.values() for name, value in own.items()}
        return cls({**more, **values}, printed)

    def of_page(self, source: str) -> Mapping[str, str]:
        """The numbers as a page shows them."""
        return {**self.values, **self.printed.get(PurePosixPath(source).stem, {})}

    def is_printed(self, source: str) -> bool:
        """Whether a page shows the report's own numbers."""
        return PurePosixPath(source).stem in self.printed

    def all(self) -> dict[str, str]:
        """Every number by the name it has in the staged project."""
        renamed = {
            f"printed_{name}": value
            for own in self.printed.values()
            for name, value in own.items()
            if self.values[name] != value
        }
        return dict(sorted({**self.values, **renamed}.items()))

    def rename(self, text: str, source: str) -> str:
        """A staged page with the names that the report's own numbers have."""
        own = self.printed.get(PurePosixPath(source).stem, {})

        def renamed(match: re.Match[str]) -> str:
            before, name, after = match.groups()
            differs = name in own and self.values[name] != own[name]
            return f"{before}{'printed_' if differs else ''}{name}{after}"

        return _SHORTCODE.sub(renamed, text) if own else text


def _is_of_report(path: Path) -> bool:
    try:
        return NUMBERS_OF in json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
