"""What stands around a question in one language: whom it concerns, how to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from helpers.instruments.questions import OTHER, Instrument, Label, Question
from helpers.instruments.rules import Ticked, parse_relevant


@dataclass(frozen=True)
class Phrases:
    """The words of `data/instruments/words.yaml` in one language, put together for a question."""

    words: Mapping[str, Label]
    language: str

    def __getitem__(self, key: str) -> str:
        return self.words[key][self.language]

    def hint(self, question: Question) -> str:
        """How to answer: tick one or all that apply, what goes alone, and the question's hint."""
        parts = []
        if question.kind == "select_multiple":
            parts.append(self["all_that_apply"])
        parts += [question.hint[self.language]] if question.hint else []
        return " ".join(parts)

    def alone(self, question: Question) -> str:
        """Which answers cannot go with others; empty where all can."""
        return " ".join(
            self["alone"].format(choice=choice.label[self.language])
            for choice in question.choices
            if choice.name in question.exclusive
        )

    def asked_of(self, instrument: Instrument, question: Question) -> str:
        """Whom a question concerns, by the answers before it; empty where it concerns all."""
        if not question.relevant:
            return ""
        condition = parse_relevant(question.relevant)
        clauses = [
            self._clause(instrument, name, wanted, list(tests), condition.joined)
            for (name, wanted), tests in groupby(
                condition.tests, lambda test: (test.question, test.wanted)
            )
        ]
        rest = [clause[0].lower() + clause[1:] for clause in clauses[1:]]
        return f" {self[condition.joined]} ".join([clauses[0], *rest])

    def _clause(
        self, instrument: Instrument, name: str, wanted: bool, tests: list[Ticked], joined: str
    ) -> str:
        labels = {each.name: each.label[self.language] for each in instrument[name].choices}
        labels.setdefault(OTHER, self["other"])
        quoted = [self["quoted"].format(text=labels[test.choice]) for test in tests]
        choices = f" {self[joined]} ".join(quoted)
        key = "if_ticked" if wanted else "if_not_ticked"
        return self[key].format(number=instrument.numbers[name], choices=choices)
