"""Reads the instruments and says everything that is wrong with them at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.editions import LANGUAGES
from helpers.errors import ArgumentError, InputError, Problem
from helpers.instruments.questions import (
    INSTRUMENTS,
    KINDS,
    OTHER,
    SELECTS,
    WORDINGS,
    Choice,
    Instrument,
    Label,
    Question,
    Section,
    Unknown,
)
from helpers.instruments.rules import parse_constraint, parse_relevant
from helpers.instruments.sources import Entry, read_yaml
from helpers.ledger import codebook as codebooks
from helpers.ledger.codebook import Codebook
from helpers.ledger.csv_files import suggest

WORDS_FILE = "words.yaml"

# The keys of each part, those that must be there first.
_INSTRUMENT = (("title", "introduction", "unknown", "sections"), ())
_UNKNOWN = (("note",), ("stated", "source"))
_SECTION = (("name", "label", "questions"), ("wording", "source"))
_OF_CHOICES = ("choices", "more", "without", "exclusive", "other")
_QUESTION = (
    ("name", "kind", "label", "feeds"),
    (
        *("hint", "wording", "source", "personal", "required"),
        *("relevant", "constraint", "constraint_message"),
        *_OF_CHOICES,
    ),
)
_LISTS = ("feeds", "without", "exclusive")
_FLAGS = ("other", "personal", "required")
_SOURCES = ("codebook", "regions", "towns", "own")
# Columns of a clean table that no question may take.
_TAKEN = ("row", "source", "submitted", "language", "organisation", "synthetic")
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def load_instruments(
    directory: Path = paths.INSTRUMENTS, codebook: Codebook | None = None
) -> dict[str, Instrument]:
    """Read all instruments, by name.

    Raises `InputError` with every problem of all files: a key that is unknown, missing or written
    twice, a label without one of the languages, a name used twice or not usable as a column, an
    unknown kind, list of choices, choice or codebook variable, a variable that two questions feed,
    a rule that cannot be read or names what is not there.
    """
    codes = codebook or codebooks.load()
    read = [_Reader(directory / f"{name}.yaml", codes) for name in INSTRUMENTS]
    made = {reader.path.stem: reader.instrument() for reader in read}
    problems = [problem for reader in read for problem in reader.problems]
    problems += _fed_twice(read)
    if problems:
        raise InputError(problems)
    return made


def load_words(directory: Path = paths.INSTRUMENTS) -> Mapping[str, Label]:
    """The words around the questions (other, page, tick all that apply), by id.

    Raises `InputError` for a label without one of the languages.
    """
    path = directory / WORDS_FILE
    content, problems = read_yaml(path)
    for key, label in content.items():
        row = str(content.rows[key])
        problems += [Problem(path.name, row, key, fault) for fault in _label_faults(label)]
    if problems:
        raise InputError(problems)
    return content


def _label_faults(label: object) -> Iterator[str]:
    if not isinstance(label, Mapping):
        yield f"{label!r} is no label; write ru, kk and en below it"
        return
    for language in LANGUAGES:
        text = label.get(language)
        if not isinstance(text, str) or not text.strip():
            yield f"the label in {language!r} is missing; write it, in quotes if it is yes or no"
    for key in label:
        if key not in LANGUAGES:
            yield f"{key!r} is no language of the book; {suggest(str(key), LANGUAGES)}"


def _fed_twice(read: Sequence[_Reader]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for reader in read:
        for entry, variable in reader.fed:
            where = f"{entry.get('name')} of {reader.path.name}"
            if variable in first:
                message = f"{variable!r} is fed by {first[variable]} already; keep one"
                yield reader.problem(entry, "feeds", message)
            first.setdefault(variable, where)


class _Reader:
    """One file: its instrument as far as it can be made, and its problems."""

    def __init__(self, path: Path, codes: Codebook) -> None:
        self.path, self.codes = path, codes
        self.problems: list[Problem] = []
        self.fed: list[tuple[Entry, str]] = []
        self.questions: dict[str, Question] = {}
        self.names: set[str] = set()
        self.columns: set[str] = set(_TAKEN)

    def problem(self, entry: Entry, key: str, message: str) -> Problem:
        name = entry.get("name")
        column = ".".join(str(part) for part in (name, key) if part)
        return Problem(self.path.name, str(entry.rows.get(key, entry.row)), column, message)

    def note(self, entry: Entry, key: str, *messages: str) -> None:
        self.problems += [self.problem(entry, key, message) for message in messages]

    def instrument(self) -> Instrument:
        try:
            content, faults = read_yaml(self.path)
        except InputError as error:
            self.problems += error.problems
            return Instrument(self.path.stem, {}, ())
        self.problems += faults
        self._check_keys(content, *_INSTRUMENT)
        self._check_labels(content, "title", "introduction")
        sections = tuple(self._section(each) for each in self._entries(content, "sections"))
        unknown = self._unknown(content)
        title, introduction = content.get("title", {}), content.get("introduction", {})
        return Instrument(self.path.stem, title, sections, introduction, unknown)

    def _unknown(self, content: Entry) -> Unknown:
        entry = content.get("unknown", Entry())
        if not isinstance(entry, Entry):
            self.note(content, "unknown", "is no entry; write its keys below it")
            return Unknown()
        if entry:
            self._check_keys(entry, *_UNKNOWN)
            self._check_labels(entry, "note")
            self._check_source(entry)
        if not isinstance(entry.get("stated", 0), int):
            self.note(entry, "stated", f"{entry['stated']!r} is no number; write digits")
        return Unknown(**{key: entry[key] for key in ("note", "stated", "source") if key in entry})

    def _section(self, entry: Entry) -> Section:
        self._check_keys(entry, *_SECTION)
        self._check_name(entry)
        self._check_labels(entry, "label")
        self._check_source(entry)
        questions = tuple(self._question(each) for each in self._entries(entry, "questions"))
        kept = {key: entry[key] for key in ("wording", "source") if key in entry}
        return Section(entry.get("name", ""), entry.get("label", {}), questions, **kept)

    def _entries(self, entry: Entry, key: str) -> list[Entry]:
        found = entry.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, Entry) for each in found):
            self.note(entry, key, "is no list of entries; write '- name: …' below it")
            return []
        return found

    def _question(self, entry: Entry) -> Question:
        self._check_keys(entry, *_QUESTION)
        self._check_name(entry)
        self._check_labels(entry, "label", "hint", "constraint_message")
        self._check_source(entry)
        self._check_values(entry)
        self._check_feeds(entry)
        choices = tuple(self._choices(entry))
        self._check_choices(entry, choices)
        plain = {key: entry[key] for key in entry if key in Question.__dataclass_fields__}
        lists = {key: _texts(entry.get(key)) for key in ("feeds", "exclusive")}
        own = {"choices": choices, "listed": str(entry.get("choices", ""))}
        question = Question(**{"name": "", "kind": "", "label": {}, **plain, **lists, **own})
        self._check_rules(entry, question)
        if question.name not in self.questions:
            self._check_columns(entry, question)
        self.questions[question.name] = question
        return question

    def _check_keys(self, entry: Entry, needed: Collection[str], free: Collection[str]) -> None:
        known = (*needed, *free)
        for key in needed:
            if key not in entry:
                self.note(entry, key, "the key is missing; write it")
        for key in entry:
            if key not in known:
                self.note(entry, str(key), f"the key is unknown; {suggest(str(key), known)}")

    def _check_labels(self, entry: Entry, *keys: str) -> None:
        for key in keys:
            if key in entry:
                self.note(entry, key, *_label_faults(entry[key]))

    def _check_name(self, entry: Entry) -> None:
        name = entry.get("name", "")
        if name in self.names:
            self.note(entry, "name", "the name is there already; choose another")
        elif not isinstance(name, str) or ("name" in entry and not _NAME.fullmatch(name)):
            self.note(entry, "name", f"{name!r}: write small letters, digits, single underscores")
        self.names.add(str(name))

    def _check_source(self, entry: Entry) -> None:
        wording, source = entry.get("wording", "ours"), entry.get("source", "")
        if wording not in WORDINGS:
            self.note(entry, "wording", f"{wording!r}: write {' or '.join(WORDINGS)}")
        if wording == "report" and not source:
            self.note(entry, "source", "is missing; write two to five words of the report")
        elif source and not 2 <= len(str(source).split()) <= 5:
            number = len(str(source).split())
            self.note(entry, "source", f"{number} words; write two to five of the report")

    def _check_values(self, entry: Entry) -> None:
        kind = entry.get("kind", "text")
        if kind not in KINDS:
            self.note(entry, "kind", f"{kind!r} is no kind; {suggest(str(kind), KINDS)}")
        elif kind not in SELECTS:
            for key in _OF_CHOICES:
                if key in entry:
                    self.note(entry, key, f"a question of kind {kind} has no choices; remove it")
        for key in _FLAGS:
            if not isinstance(entry.get(key, False), bool):
                self.note(entry, key, f"{entry[key]!r}: write true or false")
        for key in _LISTS:
            if not _is_list(entry.get(key, [])):
                self.note(entry, key, f"{entry[key]!r} is no list; write [{entry[key]}]")

    def _check_feeds(self, entry: Entry) -> None:
        fed = _texts(entry.get("feeds"))
        if fed and entry.get("personal"):
            self.note(entry, "personal", "what tells who answers feeds no variable; empty 'feeds'")
        for variable in fed:
            if variable not in self.codes.variables:
                hint = suggest(variable, self.codes.variables)
                self.note(entry, "feeds", f"{variable!r} is no variable of the codebook; {hint}")
            else:
                self.fed.append((entry, variable))

    def _choices(self, entry: Entry) -> Iterator[Choice]:
        more = entry.get("more", Entry())
        if not isinstance(more, Entry):
            self.note(entry, "more", "is no mapping; write ids with a label each below it")
            more = Entry()
        for name, label in more.items():
            self.note(
                more, str(name), *(f"of {entry.get('name')}: {f}" for f in _label_faults(label))
            )
        without = _texts(entry.get("without"))
        labels = {k: v for k, v in self._listed(entry).items() if k not in without} | more
        yield from (Choice(str(name), label) for name, label in labels.items())

    def _listed(self, entry: Entry) -> dict[str, Label]:
        """The labels that `choices` stands for, checked against `without`."""
        source, labels = entry.get("choices"), {}
        if source == "codebook":
            variable = self.codes.variables.get(next(iter(_texts(entry.get("feeds"))), ""))
            labels = dict(variable.categories) if variable else {}
            if not labels:
                self.note(entry, "choices", "the first variable in 'feeds' has no categories")
        elif source in ("regions", "towns"):
            places = self.codes.regions() if source == "regions" else self.codes.towns()
            labels = {place.id: place.label for place in places}
        for name in _texts(entry.get("without")):
            if name not in labels:
                self.note(entry, "without", f"{name!r} is no choice; {suggest(name, labels)}")
        return labels

    def _check_choices(self, entry: Entry, choices: Sequence[Choice]) -> None:
        source, names = entry.get("choices"), [choice.name for choice in choices]
        if entry.get("kind") in SELECTS and source not in _SOURCES:
            fault = f"{source!r} is no list of choices" if source else "is missing"
            self.note(entry, "choices", f"{fault}; write one of {', '.join(_SOURCES)}")
            return
        if source == "own" and not names:
            self.note(entry, "more", "'own' needs the choices; write ids with a label each")
        for name in names:
            if not _NAME.fullmatch(name):
                self.note(entry, "more", f"{name!r}: write small letters, digits, underscores")
        if entry.get("kind") == "select_multiple":
            self._check_commas(entry, choices)
        if entry.get("other") and OTHER in names:
            message = f"there is a choice {OTHER!r} already; name it in 'without' or drop this key"
            self.note(entry, "other", message)
        for name in _texts(entry.get("exclusive")):
            if name not in names:
                self.note(entry, "exclusive", f"{name!r} is no choice; {suggest(name, names)}")
        if entry.get("exclusive") and entry.get("kind") == "select_one":
            self.note(entry, "exclusive", "one answer excludes the others anyway; remove it")

    def _check_commas(self, entry: Entry, choices: Sequence[Choice]) -> None:
        """Google Forms and Excel return several answers with commas or semicolons between them."""
        for choice in choices:
            for text in choice.label.values() if isinstance(choice.label, Mapping) else ():
                if "," in str(text) or ";" in str(text):
                    message = f"{text!r} has a comma, which separates answers; say it in 'more'"
                    self.note(entry, "choices", message)

    def _check_rules(self, entry: Entry, question: Question) -> None:
        pair = ("constraint", "constraint_message")
        for there, gone in (pair, pair[::-1]):
            if there in entry and gone not in entry:
                self.note(entry, gone, f"is missing beside {there!r}; write both or neither")
        try:
            if question.relevant:
                self._check_relevant(entry, question)
        except ArgumentError as error:
            self.note(entry, "relevant", str(error))
        try:
            if question.constraint:
                self._check_constraint(entry, question)
        except ArgumentError as error:
            self.note(entry, "constraint", str(error))

    def _check_relevant(self, entry: Entry, question: Question) -> None:
        for test in parse_relevant(question.relevant).tests:
            asked = self.questions.get(test.question)
            names = [choice.name for choice in asked.choices] if asked else []
            if asked and asked.other:
                names.append(OTHER)
            if not asked:
                hint = suggest(test.question, self.questions)
                self.note(entry, "relevant", f"{test.question!r} is no question before it; {hint}")
            elif test.choice not in names:
                hint = suggest(test.choice, names)
                message = f"{test.choice!r} is no choice of {test.question}; {hint}"
                self.note(entry, "relevant", message)

    def _check_constraint(self, entry: Entry, question: Question) -> None:
        if question.kind in SELECTS:
            message = "choices are held by 'exclusive' and 'required'; remove it"
            self.note(entry, "constraint", message)
        for name in parse_constraint(question.constraint).names:
            asked = self.questions.get(name)
            if not asked or asked.kind != "integer":
                whole = [each.name for each in self.questions.values() if each.kind == "integer"]
                message = f"{name!r} is no whole number asked before it; {suggest(name, whole)}"
                self.note(entry, "constraint", message)

    def _check_columns(self, entry: Entry, question: Question) -> None:
        for column in question.columns or (question.name,):
            if column in self.columns:
                message = f"a clean table has a column {column!r} already; choose another name"
                self.note(entry, "name", message)
        self.columns |= {*question.columns, question.name}


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(value) if _is_list(value) else ()
