"""What goes wrong here, said so that a reader can mend it.

Every error raised on purpose derives from `BookError`. Loaders collect all problems of a file and
raise them together, because mending one line at a time wastes an afternoon. Standard library only:
the set-up uses these before anything is installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class BookError(Exception):
    """Base of every error raised on purpose."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one place of an input file.

    `row` is the line number a text editor shows (1 is the header), `column` a column or key name;
    either may be empty when the problem concerns the whole file.
    """

    file: str
    row: str
    column: str
    message: str

    def __str__(self) -> str:
        """
        >>> print(Problem("claims.csv", "7", "kind", "'cuont' is not a kind; write 'count'"))
        claims.csv, row 7, column kind: 'cuont' is not a kind; write 'count'
        """
        where = self.file
        if self.row:
            where += f", row {self.row}"
        if self.column:
            where += f", column {self.column}"
        return f"{where}: {self.message}"


class InputError(BookError):
    """One or more input files cannot be used; `problems` lists everything found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        noun = "problem" if len(self.problems) == 1 else "problems"
        lines = [f"{len(self.problems)} {noun} in the input; nothing was built:"]
        super().__init__("\n  ".join([*lines, *(str(problem) for problem in self.problems)]))

    def __reduce__(self) -> tuple:
        # Errors travel from worker processes, and unpickling calls the class with its message.
        return type(self), (self.problems,)
