"""What an instrument is: questions with their choices, in sections, under a title.

`data/instruments/<instrument>.yaml` holds one each:

    title        {ru, kk, en}
    introduction {ru, kk, en}: what whoever answers reads first
    unknown      what the report leaves open: `stated`, the number of questions it says there were,
                 if it does; `source`; and a `note` for every product, in which {stated}, {here},
                 {report} and {own} become numbers (see `Instrument.note`)
    sections     a list, each with `name`, `label`, `wording`, `source` and `questions`:
      name         column of the clean table, snake_case; the codebook variable's id where it is one
      kind         select_one, select_multiple, integer, text, date
      label        the question, {ru, kk, en}; `hint` likewise
      feeds        ids of the codebook variables that are counted from it; may be empty. What is
                   worked out from several questions stands at the first of them
      choices      for a select: `codebook` (the categories of the first variable it feeds),
                   `regions` (the 20 units), `towns` (the towns of the codebook) or `own`
      more         further choices with labels, by id; for `own` all of them. An id that is there
                   already gets this label, where the codebook's is no answer to the question
      without      categories that nobody can tick, such as not_answered
      exclusive    choices that exclude every other
      other        whether an open "other" follows; its text is the column `<name>_other`
      personal     whether it tells who answers: such an answer is no column of the clean table
      wording      `report` where the report gives the words, else `ours`
      source       two to five words of the report that show that it was asked; none where the
                   question is our addition
      required     whether it cannot be left out
      relevant, constraint, constraint_message    as in XLSForm, see `helpers.instruments.rules`

A text question named `<question>_words` asks for the same in one's own words: it has no number of
its own. Nobody is offered "don't know" that the report's question did not have, so that answers of
several waves compare; instead every question can be left empty, and hints say when to.

A clean table (`helpers.microdata.clean`) has a column of choice ids for a `select_one`, a column
of 0 and 1 per choice, `<name>__<choice>`, for a `select_multiple`, missing in all of them where the
question was not answered, whole numbers, ISO dates and text for the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

INSTRUMENTS = ("survey", "form_a", "form_b")
KINDS = ("select_one", "select_multiple", "integer", "text", "date")
SELECTS = KINDS[:2]
WORDINGS = ("ours", "report")
OTHER = "other"
WORDS_END = "_words"

Label = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    """One answer that can be ticked."""

    name: str
    label: Label


@dataclass(frozen=True)
class Question:
    """One question of an instrument; the fields are the keys of the file."""

    name: str
    kind: str
    label: Label
    feeds: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    exclusive: tuple[str, ...] = ()
    other: bool = False
    wording: str = "ours"
    hint: Label = field(default_factory=dict)
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Label = field(default_factory=dict)
    personal: bool = False
    source: str = ""
    # Where the choices come from: "codebook", "regions", "towns", "own", or nothing.
    listed: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the clean table that the question fills; a personal one fills none."""
        if self.personal:
            return ()
        names = (self.name,)
        if self.kind == "select_multiple":
            names = tuple(f"{self.name}__{choice.name}" for choice in self.choices)
        return (*names, self.other_name) if self.other else names

    @property
    def other_name(self) -> str:
        """Name of the open answer beside the choices."""
        return f"{self.name}_{OTHER}"


@dataclass(frozen=True)
class Section:
    """Questions under one heading."""

    name: str
    label: Label
    questions: tuple[Question, ...]
    wording: str = "ours"
    source: str = ""


@dataclass(frozen=True)
class Unknown:
    """What the report leaves open about an instrument; `stated` is its number of questions."""

    note: Label = field(default_factory=dict)
    stated: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Instrument:
    """One questionnaire."""

    name: str
    title: Label
    sections: tuple[Section, ...]
    introduction: Label = field(default_factory=dict)
    unknown: Unknown = Unknown()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for section in self.sections for question in section.questions)

    def __getitem__(self, name: str) -> Question:
        return next(question for question in self.questions if question.name == name)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Number of each question, from 1, without those that ask the same in one's own words."""
        names = [question.name for question in self.questions]
        counted = [
            name
            for name in names
            if not (name.endswith(WORDS_END) and name.removesuffix(WORDS_END) in names)
        ]
        return {name: number for number, name in enumerate(counted, start=1)}

    @property
    def reported(self) -> tuple[Question, ...]:
        """Numbered questions of which the report shows that they were asked."""
        return tuple(q for q in self.questions if q.source and q.name in self.numbers)

    def note(self, language: str) -> str:
        """Whose wording this is and what is not known, for whoever uses a product.

        {stated} is how many questions the report says there were, {here} how many of them are
        here, {report} the numbers of those in the report's words, {own} of those we added.
        """
        known = {question.name for question in self.reported}
        worded = [q.name for q in self.questions if q.wording == "report"]
        return self.unknown.note[language].format(
            stated=self.unknown.stated,
            here=len(known),
            report=", ".join(str(self.numbers[name]) for name in worded),
            own=", ".join(str(n) for name, n in self.numbers.items() if name not in known),
        )
