"""Questions to the engine in words: `share of need = finance given difficulty = finance`.

    query       measure, or measure minus measure
    measure     condition, or count of condition       how many gave such answers
                share of condition [given condition]   of the block, or of a part of it
                size of PLACE or BLOCK                 forms of a town, respondents of a block
                mean score of PLACE                    on the 9-point scale
    condition   comparisons joined by and, or, not, ( )
    comparison  QUESTION = ANSWER, != ANSWER, in (ANSWER, …), is missing, is answered
                place = PLACE          a town of the scale, or the region of a question by region

Questions, answers and places are ids of the codebook, in quotes if one likes. All questions of a
query belong to one block, since the report links no respondent of one to another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.errors import ArgumentError

if TYPE_CHECKING:
    from helpers.bounds.conditions import Condition


class QueryError(ArgumentError):
    """A query cannot be read or answered; the message says where and how to mend it."""


@dataclass(frozen=True)
class Query:
    """One measure. `subject` is a town or block of a size or a mean."""

    measure: str
    block: str
    condition: Condition | None = None
    given: Condition | None = None
    subject: str = ""

    def __str__(self) -> str:
        if self.measure in ("size", "mean"):
            return f"{'mean score' if self.measure == 'mean' else 'size'} of {self.subject}"
        text = f"{self.measure} of {self.condition}"
        return f"{text} given {self.given}" if self.given else text


@dataclass(frozen=True)
class Difference:
    """One measure minus another, of the same block."""

    left: Query
    right: Query

    @property
    def block(self) -> str:
        """The block of both."""
        return self.left.block

    def __str__(self) -> str:
        return f"{self.left} minus {self.right}"
