"""The instruments as data: `data/instruments/<instrument>.yaml`, one file each.

    title        {ru, kk, en}
    sections     a list, each with `name`, `label` and `questions`:
      name         column of the clean table, snake_case; the codebook variable's id where it is one
      kind         select_one, select_multiple, integer, text, date
      label        the question, {ru, kk, en}; `hint` likewise
      feeds        ids of the codebook variables that are counted from it; may be empty
      choices      for a select: `codebook` (the categories of the first variable it feeds),
                   `regions` (the 20 units), `towns` (the towns of the codebook) or `own`
      more         further choices with labels, by id; for `own` all of them
      without      categories that nobody can tick, such as not_answered
      exclusive    choices that exclude every other
      other        whether an open "other" follows; its text is the column `<name>_other`
      wording      `report` where the report gives the words, else `ours`
      required, relevant, constraint, constraint_message    as in XLSForm; names as `${name}`

A clean table (`helpers.microdata.clean`) has a column of choice ids for a `select_one`, a column
of 0 and 1 per choice, `<name>__<choice>`, for a `select_multiple`, missing in all of them where the
question was not answered, whole numbers, ISO dates and text for the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.ledger import codebook as codebooks
from helpers.ledger.codebook import Codebook

INSTRUMENTS = ("survey", "form_a", "form_b")
KINDS = ("select_one", "select_multiple", "integer", "text", "date")


@dataclass(frozen=True)
class Choice:
    """One answer that can be ticked."""

    name: str
    label: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """One question of an instrument; the fields are the keys of the file."""

    name: str
    kind: str
    label: Mapping[str, str]
    feeds: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    exclusive: tuple[str, ...] = ()
    other: bool = False
    wording: str = "ours"
    hint: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the clean table that the question fills."""
        names = (self.name,)
        if self.kind == "select_multiple":
            names = tuple(f"{self.name}__{choice.name}" for choice in self.choices)
        return (*names, f"{self.name}_other") if self.other else names


@dataclass(frozen=True)
class Section:
    """Questions under one heading."""

    name: str
    label: Mapping[str, str]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Instrument:
    """One questionnaire."""

    name: str
    title: Mapping[str, str]
    sections: tuple[Section, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for section in self.sections for question in section.questions)

    def __getitem__(self, name: str) -> Question:
        return next(question for question in self.questions if question.name == name)


def load_instruments(
    directory: Path = paths.INSTRUMENTS, codebook: Codebook | None = None
) -> dict[str, Instrument]:
    """Read all instruments, by name."""
    codes = codebook or codebooks.load()
    return {name: _read(directory / f"{name}.yaml", codes) for name in INSTRUMENTS}


def _read(path: Path, codes: Codebook) -> Instrument:
    import yaml

    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    sections = tuple(
        Section(
            each["name"],
            each["label"],
            tuple(_question(question, codes) for question in each["questions"]),
        )
        for each in data["sections"]
    )
    return Instrument(path.stem, data["title"], sections)


def _question(data: Mapping[str, Any], codes: Codebook) -> Question:
    plain = {key: value for key, value in data.items() if key not in ("choices", "more", "without")}
    for key in ("feeds", "exclusive"):
        plain[key] = tuple(plain.get(key, ()))
    return Question(**plain, choices=tuple(_choices(data, codes)))


def _choices(data: Mapping[str, Any], codes: Codebook) -> Iterator[Choice]:
    source = data.get("choices")
    if source == "codebook":
        without = data.get("without", ())
        for name, label in codes.variables[data["feeds"][0]].categories.items():
            if name not in without:
                yield Choice(name, label)
    elif source in ("regions", "towns"):
        places = codes.regions() if source == "regions" else codes.towns()
        yield from (Choice(place.id, place.label) for place in places)
    for name, label in data.get("more", {}).items():
        yield Choice(name, label)
