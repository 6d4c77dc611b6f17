"""Questions counted jointly: a variable for every answer pattern, added to what is printed.

With x(p) for those who answered in the pattern p, and for all of whom the questions were asked:

    cells          sum of x(p) with an answer = Q of the answer; sum of all x(p) = N; more of them
                   in `patterns`, where answers not told apart are left
    base           sum of x(p) with an answer to any question of a base <= the base
    nested         x(p) = 0 for who answered a question outside the answer that is its base
    locations      x(p) = 0 for a region and a location that do not go together
    rank r         as in `printed_rows`, among all answers, those without a printed number included
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from helpers.audit import rankings
from helpers.bounds.blocks import LOCATIONS, NUMBERS, OTHER, PLACE, REGION, Question
from helpers.bounds.patterns import Sheet, joined, sheet_of
from helpers.bounds.printed_rows import ANSWERED, PrintedRows
from helpers.bounds.programme import combine
from helpers.bounds.worlds import Cell, cell_name
from helpers.errors import ArgumentError

# The variable of all households of whom a question is asked, where they are not the respondents.
HOUSEHOLDS = "households:"


class JointRows:
    """Adds the cells of some questions to the rows of what is printed."""

    def __init__(self, rows: PrintedRows) -> None:
        self.rows, self.block, self.programme = rows, rows.block, rows.programme
        # Question -> the answers to other questions without which nobody was asked it.
        self.inside: dict[str, list[tuple[str, str]]] = {}

    def write(self, joint: Mapping[str, Sequence[str]]) -> None:
        """The joint distribution of some questions, of all who were asked them."""
        named = {variable: list(answers) for variable, answers in joint.items()}
        for variable in list(named):
            self._add_linked(named, variable)
        asked = {variable: self._asked(variable) for variable in named}
        populations = {variable: self._population(asked[variable]) for variable in named}
        if len(set(populations.values())) > 1:
            one = next(iter(named))
            other = next(v for v in named if populations[v] != populations[one])
            mend = "ask about one of the two"
            if any(name.startswith(HOUSEHOLDS) for name in populations.values()):
                mend += ", or take a respondent for a household: units the same"
            raise ArgumentError(
                f"{one!r} and {other!r} count different things, which the report does not link; "
                f"{mend}"
            )
        self.programme.population = next(iter(populations.values()))
        bases = {variable: self._bases(asked[variable]) for variable in named}
        sheets = {v: sheet_of(asked[v], named[v], bases=bases[v]) for v in named}
        self._write_sheets(sheets, bases)
        self._write_full_ranks(asked)

    def _population(self, questions: Sequence[Question]) -> str:
        """The quantity of all of whom a question is asked: the block, its staff, or households."""
        variable = questions[0].variable
        written = self.block.modelled[variable, questions[0].place]
        if written.answer in ANSWERED and not self.rows.is_of_block(written):
            return self.rows.quantity(f"{HOUSEHOLDS}{variable}")
        return self.block.population(variable)

    def _add_linked(self, named: dict[str, list[str]], variable: str) -> None:
        """Questions without which the answers to one are told apart too little."""
        for location, (region, _) in LOCATIONS.items():
            if variable == region and self.block.asked(location):
                named.setdefault(location, [])
        bases = {question.base for question in self.block.asked(variable)}
        self.inside[variable] = [
            (other.variable, answer)
            for other in self.block.modelled.values()
            for answer, quantity in other.answers.items()
            if quantity in bases and other.variable != variable and self.block.asked(other.variable)
        ]
        for other, answer in self.inside[variable]:
            answers = named.setdefault(other, [])
            if answer not in answers:
                answers.append(answer)
                self._add_linked(named, other)

    def _bases(self, questions: Sequence[Question]) -> dict[str, list[str]]:
        """Place -> the quantities that hold all who answered there, that of all asked first."""
        percents = [c for c in self.block.claims if c.kind == "percent"]
        written = {(q.variable, q.place) for q in map(self.block.question_of, percents)}
        bases = {}
        for question in questions:
            bases[question.place] = own = [self.rows.base(question)]
            if (question.variable, question.place) in written:
                by_question = f"{question.variable}:{question.place}"
                keys = (by_question,) if question.place else (self.block.name, by_question)
                assumed = (f"base_of:{key}" for key in keys)
                own += [name for name in assumed if name in self.programme.variables]
        return bases

    def _write_sheets(
        self, sheets: Mapping[str, Sheet], bases: Mapping[str, Mapping[str, list[str]]]
    ) -> None:
        parts: dict[Cell, dict[str, int]] = {}
        everybody, inside_base = {}, {}
        for patterns in product(*(sheet.patterns for sheet in sheets.values())):
            cell = joined(patterns)
            if cell is None or not self._is_possible(cell):
                continue
            name = self.rows.quantity(cell_name(cell))
            everybody[name] = 1
            for pattern in patterns:
                parts.setdefault(pattern, {})[name] = 1
            for variable, answer in cell:
                own = bases.get(variable, {}) if answer else {}
                for base in own.get("") or own.get(dict(cell).get(PLACE, ""), ()):
                    inside_base.setdefault(base, {})[name] = 1
        population = {self.programme.population: 1}
        self.rows.require(combine((everybody, 1), (population, -1)), 0, 0, "cells")
        # All who answered any of the questions of one base are in it.
        for base, inside in inside_base.items():
            self.rows.require(combine((inside, 1), ({base: 1}, -1)), None, 0, "cells")
        for sheet in sheets.values():
            for margin in sheet.margins:
                for name in margin.terms:
                    self.rows.quantity(name)
                inside = combine(*((parts.get(pattern, {}), 1) for pattern in margin.patterns))
                terms = combine((inside, 1), (margin.terms, -1))
                self.rows.require(terms, margin.low, margin.high, "cells")

    def _is_possible(self, cell: Cell) -> bool:
        answers: dict[str, set[str]] = {}
        for variable, answer in cell:
            answers.setdefault(variable, set()).add(answer)
        for location, (region, outside) in LOCATIONS.items():
            places = answers.get(region, set()) - {"", OTHER}
            if places and location in answers:
                kinds = {self.block.ledger.codebook.places[place].kind for place in places}
                if (kinds == {REGION}) != (answers[location] == {outside}):
                    return False
        return all(
            answer in answers[other]
            for variable, own in answers.items()
            if own != {""}
            for other, answer in self.inside.get(variable, ())
        )

    def _write_full_ranks(self, asked: Mapping[str, Sequence[Question]]) -> None:
        """Ranks among all answers, those without a printed number included."""
        for claim in self.block.ranks:
            questions = asked.get(claim.variable, ())
            own, others = rankings.compared(self.block.index, claim)
            if len(questions) == 1 and own is not None and own.kind in NUMBERS:
                names = [self.rows.number(each) for each in others]
                named = rankings.named_together(self.block.index, claim)
                uncounted = self.rows.uncounted(questions[0], named)
                names += [self.rows.quantity(name) for name in uncounted]
                unknown = len(self.block.ledger) if questions[0].is_open else 0
                self.rows.write_order(claim, self.rows.number(own), names, n_unknown=unknown)

    def _asked(self, variable: str) -> tuple[Question, ...]:
        questions = self.block.asked(variable)
        if not questions:
            asked = sorted({v for v, _ in self.block.questions if self.block.asked(v)})
            raise ArgumentError(
                f"{variable!r} is no question of {self.block.name}; choose from {', '.join(asked)}"
            )
        return questions
