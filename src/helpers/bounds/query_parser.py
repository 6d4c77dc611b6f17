"""From words to `queries.Query`, or an error with the place of the fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from helpers.audit.index import SINGLE
from helpers.bounds.blocks import CITY, PLACE, REGION, SOURCES
from helpers.bounds.conditions import And, Condition, Is, Missing, Not, Or
from helpers.bounds.queries import Difference, Query, QueryError
from helpers.ledger import csv_files

if TYPE_CHECKING:
    from helpers.ledger.codebook import Codebook

# Numbers of organisations by region, and of staff, are counts, of which `Block.asked` knows more.
ASKED = (*SINGLE, "multiple", "count")
DEEPEST = 50
LONGEST = 5000

_TOKEN = re.compile(r"\s*(?:(?P<id>[^\W\d]\w*|'\w+'|\"\w+\")|(?P<sign>!=|=|\(|\)|,|-))")


def parse_query(text: str, codebook: Codebook) -> Query | Difference:
    """Read a query. Raises `QueryError` with the query, the fault's place and how to mend it.

    >>> from helpers.ledger import codebook
    >>> print(parse_query("difficulty = finance and need = finance", codebook.load()))
    count of difficulty = finance and need = finance
    """
    parser = _Parser(text, codebook)
    left = parser.measure()
    if not parser.take("minus", "-"):
        parser.end()
        return left
    right = parser.measure()
    parser.end()
    if left.block != right.block:
        raise parser.fault(_unlinked(left.block, right.block), at=0)
    return Difference(left, right)


class _Parser:
    """Reads tokens from left to right; every rule of the grammar is a method."""

    def __init__(self, text: str, codebook: Codebook) -> None:
        self.text, self.codebook = text, codebook
        if len(text) > LONGEST:
            raise QueryError(f"the query has {len(text)} letters; ask in {LONGEST} at most")
        self.tokens: list[tuple[str, int]] = []
        self.place, self.depth = 0, 0
        at = 0
        while text[at:].strip():
            match = _TOKEN.match(text, at)
            if match is None:
                at += len(text[at:]) - len(text[at:].lstrip())
                raise self.fault(f"{text[at]!r} has no meaning here", at=at)
            self.tokens.append((match["id"] or match["sign"], match.end() - len(match[0].lstrip())))
            at = match.end()
        if not self.tokens:
            raise QueryError("the query is empty; write one such as: difficulty = finance")

    def measure(self) -> Query:
        """A count, share, size or mean."""
        if self._are("size", "of"):
            return self._size()
        if self._are("mean", "score", "of"):
            town = self._town()
            return Query("mean", "form_a", subject=town)
        if self._are("share", "of"):
            condition = self._condition()
            given = self._condition() if self.take("given") else None
            return Query("share", self._block(condition, given), condition, given)
        self._are("count", "of")
        condition = self._condition()
        if self._next().lower() == "given":
            raise self.fault("'given' goes with a share: share of … given …")
        return Query("count", self._block(condition), condition)

    def take(self, *words: str) -> bool:
        """Go past the next word if it is one of these."""
        found = self._next().lower() in words
        self.place += found
        return found

    def end(self) -> None:
        """Nothing may follow."""
        if self.place < len(self.tokens):
            raise self.fault(f"{self._next()!r} is left over; join conditions by and, or")

    def fault(self, message: str, *, at: int | None = None) -> QueryError:
        """The error for a place of the query, that of the next word unless given."""
        if at is None:
            ended = self.place >= len(self.tokens)
            at = len(self.text) if ended else self.tokens[self.place][1]
        start = max(0, at - 60)
        shown = self.text[start : at + 40]
        return QueryError(f"{message}\n  {shown}\n  {' ' * (at - start)}^")

    def _condition(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fault(f"more than {DEEPEST} parentheses or negations inside each other")
        parts = [self._both()]
        while self.take("or"):
            parts.append(self._both())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self) -> Condition:
        parts = [self._one()]
        while self.take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Condition:
        denials = 0
        while self.take("not"):
            denials += 1
        if self.take("("):
            inner = self._condition()
            if not self.take(")"):
                raise self.fault("a parenthesis is not closed; add ')'")
        else:
            inner = self._comparison()
        return Not(inner) if denials % 2 else inner

    def _comparison(self) -> Condition:
        variable = self._variable()
        if self.take("is"):
            if self.take("missing"):
                return Missing(variable)
            if self.take("answered"):
                return Not(Missing(variable))
            raise self.fault("after 'is' write missing or answered")
        if self.take("in"):
            return Is(variable, self._list(variable))
        if self.take("="):
            return Is(variable, (self._answer(variable),))
        if self.take("!="):
            return Not(Is(variable, (self._answer(variable),)))
        raise self.fault(f"after {variable!r} write = or != and an answer, or is missing")

    def _list(self, variable: str) -> tuple[str, ...]:
        if not self.take("("):
            raise self.fault("after 'in' write answers in parentheses: (a, b)")
        answers = [self._answer(variable)]
        while self.take(","):
            answers.append(self._answer(variable))
        if not self.take(")"):
            raise self.fault("the list of answers is not closed; add ')'")
        return tuple(dict.fromkeys(answers))

    def _variable(self) -> str:
        name = self._name("a question")
        if name == PLACE:
            return name
        entry = self.codebook.variables.get(name)
        asked = [key for key, each in self.codebook.variables.items() if each.answer in ASKED]
        if entry is None:
            raise self._back(f"no question {name!r}; {csv_files.suggest(name, asked)}")
        if entry.answer not in ASKED or not any(entry.source in each for each in SOURCES.values()):
            message = f"{name!r} is no question that respondents answered"
            raise self._back(f"{message}; {csv_files.suggest(name, asked)}")
        return name

    def _answer(self, variable: str) -> str:
        known = list(self.codebook.variables[variable].categories) if variable != PLACE else []
        if not known:
            kinds = (CITY, REGION) if variable != PLACE else (CITY, REGION, "town")
            known = [place.id for place in self.codebook.places.values() if place.kind in kinds]
        name = self._name(f"an answer to {variable}")
        if name not in known:
            raise self._back(f"{variable} has no answer {name!r}; choose from {', '.join(known)}")
        return name

    def _town(self) -> str:
        towns = [place.id for place in self.codebook.towns()]
        name = self._name("a town")
        if name not in towns:
            raise self._back(f"{name!r} is no town on the scale; choose from {', '.join(towns)}")
        return name

    def _size(self) -> Query:
        name = self._next()
        if name in SOURCES:
            self.place += 1
            return Query("size", name, subject=name)
        towns = [place.id for place in self.codebook.towns()]
        if name not in towns:
            known = ", ".join((*SOURCES, *towns))
            raise self.fault(f"{name!r} is no block and no town; choose from {known}")
        self.place += 1
        return Query("size", "form_a", subject=name)

    def _name(self, what: str) -> str:
        word = self._next()
        if not word or not (word[0].isalpha() or word[0] in "_'\""):
            raise self.fault(f"{what} is missing here")
        self.place += 1
        return word.strip("'\"")

    def _back(self, message: str) -> QueryError:
        """The error for the word just read."""
        self.place -= 1
        return self.fault(message)

    def _next(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def _are(self, *words: str) -> bool:
        """Go past the next words if they are these."""
        found = [word.lower() for word, _ in self.tokens[self.place : self.place + len(words)]]
        is_there = found == list(words)
        self.place += len(words) * is_there
        return is_there

    def _block(self, *conditions: Condition | None) -> str:
        """The one block of all questions named."""
        blocks: dict[str, str] = {}
        for condition in conditions:
            for variable in condition.variables if condition else ():
                if variable != PLACE:
                    blocks.setdefault(self._block_of(variable), variable)
        if len(blocks) > 1:
            raise self.fault(_unlinked(*list(blocks)[:2]), at=0)
        return next(iter(blocks), "form_a")

    def _block_of(self, variable: str) -> str:
        source = self.codebook.variables[variable].source
        return next(block for block, sources in SOURCES.items() if source in sources)


def _unlinked(one: str, other: str) -> str:
    return (
        f"the query joins the blocks {one} and {other}, but the report links no respondent of one "
        "to a respondent of the other; ask about one block"
    )
