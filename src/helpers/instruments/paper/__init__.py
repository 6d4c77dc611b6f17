"""Printed forms: an instrument as PDF in one language, to be filled in with a pen.

The layout is `form.typ`, which reads the words from `form.json`. Circles are for one answer,
squares for several; what is written by hand has a line, or a box for each digit. Set as the printed
book is: Typst's own fonts, no date, the same bytes each time.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bookmaker.rendering.embedded.paper.pictures import set_pdf
from helpers.instruments.phrases import Phrases
from helpers.instruments.questions import SELECTS, Instrument, Label, Question, Section
from helpers.instruments.rules import parse_constraint

LAYOUT = Path(__file__).parent / "form.typ"
# Choices stand in so many columns when none is longer than so many letters, and there are so many.
_COLUMNS = ((3, 30, 12), (2, 30, 8))
# Lines for an answer in one's own words, and for one that fits a line.
_LINES, _SHORT = 4, 1
_YEAR_DIGITS = 4
_DIGITS = re.compile(r"\[0-9\]\{(\d+)\}")


def write_form(
    instrument: Instrument, words: Mapping[str, Label], language: str, product: Path
) -> Path:
    """Set a printed form; returns its path. Raises `TypstError` for what Typst refuses."""
    with tempfile.TemporaryDirectory() as scratch:
        source = _staged(Path(scratch), instrument, words, language)
        return set_pdf(source, product)


def _staged(work: Path, instrument: Instrument, words: Mapping[str, Label], language: str) -> Path:
    text = json.dumps(content(instrument, Phrases(words, language)), ensure_ascii=False)
    (work / "form.json").write_text(text, encoding="utf-8")
    return Path(shutil.copyfile(LAYOUT, work / LAYOUT.name))


def content(instrument: Instrument, phrases: Phrases) -> dict[str, Any]:
    """Everything the form says, ready for JSON; the keys are those of `form.typ`."""
    language = phrases.language
    return {
        "lang": language,
        "title": instrument.title[language],
        "introduction": instrument.introduction.get(language, ""),
        "sections": [
            {
                "title": section.label[language],
                "questions": _questions(instrument, section, phrases),
            }
            for section in instrument.sections
        ],
        "thanks": phrases["thanks"],
        "about": phrases["about"],
        "note": instrument.note(language),
        "page": phrases["page"],
    }


def _questions(
    instrument: Instrument, section: Section, phrases: Phrases
) -> list[list[dict[str, Any]]]:
    """Each numbered question with what asks for the same in one's own words: one page for both."""
    together: list[list[dict[str, Any]]] = []
    for question in section.questions:
        if question.name in instrument.numbers or not together:
            together.append([])
        together[-1].append(_question(instrument, question, phrases))
    return together


def _question(instrument: Instrument, question: Question, phrases: Phrases) -> dict[str, Any]:
    number = instrument.numbers.get(question.name)
    labels = [choice.label[phrases.language] for choice in question.choices]
    return {
        "number": f"{number}." if number else "",
        "label": question.label[phrases.language],
        "asked_of": phrases.asked_of(instrument, question),
        "hint": " ".join(_how(question, phrases)),
        "kind": question.kind,
        "choices": labels,
        "columns": _columns(labels),
        "other": phrases["other"] if question.other else "",
        "boxes": _boxes(question),
        "lines": 0 if question.kind in SELECTS else _SHORT if question.personal else _LINES,
    }


def _how(question: Question, phrases: Phrases) -> Iterator[str]:
    if question.kind == "select_one":
        yield phrases["one_answer"]
    yield from filter(None, (phrases.hint(question), phrases.alone(question)))


def _columns(labels: list[str]) -> int:
    longest = max(map(len, labels), default=0)
    for columns, most, least in _COLUMNS:
        if longest <= most and len(labels) >= least:
            return columns
    return 1


def _boxes(question: Question) -> int:
    """How many digits an answer has, where each gets a box; 0 where it is not known."""
    if not question.constraint:
        return 0
    constraint = parse_constraint(question.constraint)
    digits = _DIGITS.search(constraint.pattern)
    if digits:
        return int(digits[1])
    return _YEAR_DIGITS if "this_year" in question.constraint else 0
