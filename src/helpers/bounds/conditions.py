"""Conditions on a respondent's answers: `difficulty = finance and not (need = training)`.

A condition holds or does not hold for an answer pattern, a mapping of each question to the answers
chosen, an empty set where none was. Logic is classical: `!=` and `not` are plain complements, so
that a respondent who did not answer `need` has `need != training`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from helpers.ledger.roles import WORDS

Pattern = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Condition:
    """What all conditions share: the questions and answers they name."""

    def atoms(self) -> Iterator[Atom]:
        """The comparisons in the condition, from left to right."""
        raise NotImplementedError

    def holds(self, pattern: Pattern) -> bool:
        """Whether a respondent with these answers fulfils the condition."""
        raise NotImplementedError

    @property
    def variables(self) -> tuple[str, ...]:
        """The questions named, each once."""
        return tuple(dict.fromkeys(atom.variable for atom in self.atoms()))

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """The answers named of each question, each once."""
        named: dict[str, dict[str, None]] = {}
        for atom in self.atoms():
            named.setdefault(atom.variable, {}).update(dict.fromkeys(atom.answers))
        return {variable: tuple(answers) for variable, answers in named.items()}


class Atom(NamedTuple):
    """A question and the answers a comparison names of it."""

    variable: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Is(Condition):
    """One of the answers is among those chosen.

    >>> Is("need", ("finance", "training")).holds({"need": frozenset({"training"})})
    True
    """

    variable: str
    chosen: tuple[str, ...]

    def atoms(self) -> Iterator[Atom]:
        """The comparison itself."""
        yield Atom(self.variable, self.chosen)

    def holds(self, pattern: Pattern) -> bool:
        """Whether at least one of the answers was chosen."""
        return not pattern[self.variable].isdisjoint(self.chosen)

    def __str__(self) -> str:
        if len(self.chosen) == 1:
            return f"{self.variable} = {self.chosen[0]}"
        return f"{self.variable} in ({', '.join(self.chosen)})"


@dataclass(frozen=True)
class Missing(Condition):
    """No answer to the question was given; a printed "not answered" says so, and is none.

    >>> Missing("impact").holds({"impact": frozenset({"not_answered"})})
    True
    """

    variable: str

    def atoms(self) -> Iterator[Atom]:
        """The comparison itself, which names no answer."""
        yield Atom(self.variable, ())

    def holds(self, pattern: Pattern) -> bool:
        """Whether no answer was chosen."""
        return pattern[self.variable] <= WORDS.unanswered

    def __str__(self) -> str:
        return f"{self.variable} is missing"


@dataclass(frozen=True)
class Not(Condition):
    """The condition does not hold."""

    inner: Condition

    def atoms(self) -> Iterator[Atom]:
        """Those of the condition denied."""
        return self.inner.atoms()

    def holds(self, pattern: Pattern) -> bool:
        """Whether the condition denied does not hold."""
        return not self.inner.holds(pattern)

    def __str__(self) -> str:
        return f"not ({self.inner})"


@dataclass(frozen=True)
class _Several(Condition):
    parts: tuple[Condition, ...]

    def atoms(self) -> Iterator[Atom]:
        """Those of all parts."""
        for part in self.parts:
            yield from part.atoms()

    def _joined(self, word: str) -> str:
        texts = [f"({part})" if isinstance(part, _Several) else str(part) for part in self.parts]
        return f" {word} ".join(texts)


class And(_Several):
    """All conditions hold."""

    def holds(self, pattern: Pattern) -> bool:
        """Whether every part holds."""
        return all(part.holds(pattern) for part in self.parts)

    def __str__(self) -> str:
        return self._joined("and")


class Or(_Several):
    """At least one condition holds."""

    def holds(self, pattern: Pattern) -> bool:
        """Whether any part holds."""
        return any(part.holds(pattern) for part in self.parts)

    def __str__(self) -> str:
        return self._joined("or")
