"""Exports made to look real, out of clean tables that are made up (`tests.cases.questionnaires`).

Google Forms: headings are the wording of the questions, answers are labels, several of them joined
by ", " (from the spreadsheet) or ";" (downloaded from the form). KoboToolbox with XML values:
codes, "group/question", a column of 0 and 1 per choice, separated by semicolons.
ODK Central: "group-question", codes joined by a space, its own columns around.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.instruments import Instrument, Question
from helpers.instruments.loading import load_words

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, object]
# A table as a tool exports it, the heading first.
Cells = list[list[str]]

TIMESTAMPS = {"ru": "Отметка времени", "kk": "Уақыт белгісі", "en": "Timestamp"}


def asked(instrument: Instrument) -> list[Question]:
    """The questions that a form shows; texts and personal ones are left to the faulty export."""
    return [q for q in instrument.questions if not q.personal and q.kind != "text"]


def google(
    rows: pl.DataFrame, instrument: Instrument, language: str, separator: str = ", "
) -> Cells:
    """A Google form in one language, from its spreadsheet or, with ";", from the form itself."""
    questions = asked(instrument)
    heading = [TIMESTAMPS[language], *(question.label[language] for question in questions)]
    cells = [heading]
    for number, row in enumerate(rows.to_dicts()):
        answers = [label_of(row, question, language, separator) for question in questions]
        cells.append([_google_time(number), *answers])
    return cells


def google_branched(rows: pl.DataFrame, instrument: Instrument, languages: Sequence[str]) -> Cells:
    """A Google form that branches by language: a column per question and language, one filled."""
    questions = asked(instrument)
    cells = [[TIMESTAMPS["ru"], *(q.label[each] for each in languages for q in questions)]]
    for number, row in enumerate(rows.to_dicts()):
        own = "kk" if row.get("survey_language") == "kazakh" else "ru"
        answers = [
            label_of(row, question, each, ", ") if each == own else ""
            for each in languages
            for question in questions
        ]
        cells.append([_google_time(number), *answers])
    return cells


def kobo(rows: pl.DataFrame, instrument: Instrument) -> Cells:
    """KoboToolbox: XML values and headers, groups in headers, select-multiple split."""
    columns = [(group, q) for group, q in _grouped(instrument) if q in asked(instrument)]
    heading = ["start", "end", "introduction"]
    for group, question in columns:
        names = [question.name]
        if question.kind == "select_multiple":
            names = [f"{question.name}/{name}" for name in _choices(question)]
        names += [f"{question.name}_other"] if question.other else []
        heading += [f"{group}/{name}" for name in names]
    return [[*heading, *KOBO_OWN], *(_kobo_row(n, row, columns) for n, row in _numbered(rows))]


def kobo_labels(rows: pl.DataFrame, instrument: Instrument, language: str) -> Cells:
    """KoboToolbox: labels, groups in headers, select-multiple in one column and split."""
    other, asks_other = (load_words()[name][language] for name in ("other", "other_what"))
    groups = {section.name: section.label[language] for section in instrument.sections}
    columns = [(groups[g], q) for g, q in _grouped(instrument) if q in asked(instrument)]
    heading = []
    for group, question in columns:
        wording = question.label[language]
        heading.append(f"{group}/{wording}")
        if question.kind == "select_multiple":
            labels = {choice.name: choice.label[language] for choice in question.choices}
            heading += [f"{group}/{wording}/{labels.get(n, other)}" for n in _choices(question)]
        heading += [f"{group}/{asks_other}"] if question.other else []
    cells = [[*heading, *KOBO_OWN]]
    for number, row in _numbered(rows):
        answers = []
        for _, question in columns:
            ticked = row.get(f"{question.name}_other") and other
            own = {**row, f"{question.name}_other": ticked}
            answers.append(label_of(own, question, language, " "))
            answers += _split(row, question)
        cells.append([*answers, *_kobo_own(number)])
    return cells


def odk(rows: pl.DataFrame, instrument: Instrument) -> Cells:
    """ODK Central: groups before a hyphen, several answers in one column of codes."""
    columns = [(group, q) for group, q in _grouped(instrument) if q in asked(instrument)]
    heading = ["SubmissionDate", "introduction"]
    for group, question in columns:
        heading.append(f"{group}-{question.name}")
        heading += [f"{group}-{question.name}_other"] if question.other else []
    heading += ["meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent"]
    heading += ["AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    cells = [heading]
    for number, row in enumerate(rows.to_dicts()):
        answers = []
        for _, question in columns:
            answers.append(code_of(row, question))
            answers += [_text(row[f"{question.name}_other"])] if question.other else []
        key = f"uuid:{number:08x}-0000-4000-8000-0123456789ab"
        time = f"2024-10-{1 + number % 28:02d}T05:{number % 60:02d}:01.123Z"
        tail = [key, key, "12", "Сборщик Данных", "0", "0", "", "", "collect:x", "0", "1"]
        cells.append([time, "", *answers, *tail])
    return cells


def write_csv(path: Path, cells: Cells, *, separator: str = ",", encoding: str = "utf-8") -> Path:
    """The cells as CSV, quoted where needed."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(cells)
    return path


def write_xlsx(path: Path, cells: Cells) -> Path:
    """The cells as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    book.save(path)
    return path


def label_of(row: Mapping[str, object], question: Question, language: str, separator: str) -> str:
    """An answer as a Google form stores it."""
    labels = {choice.name: choice.label[language] for choice in question.choices}
    labels["dont_know"] = {"ru": "Не знаю", "kk": "Білмеймін", "en": "Don't know"}[language]
    if question.kind != "select_multiple":
        value = _text(row[question.name])
        return labels.get(value, value)
    names = _ticked(row, question)
    other = row.get(f"{question.name}_other")
    return separator.join([*(labels[name] for name in names), *([str(other)] if other else [])])


def code_of(row: Mapping[str, object], question: Question) -> str:
    """An answer as XLSForm's codes."""
    if question.kind == "select_multiple":
        other = ["other"] if question.other and row[f"{question.name}_other"] else []
        return " ".join([*_ticked(row, question), *other])
    return _text(row[question.name])


KOBO_OWN = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_index"]


def _kobo_row(number: int, row: Row, columns: Sequence[tuple[str, Question]]) -> list[str]:
    answers = []
    for _, question in columns:
        answers += [] if question.kind == "select_multiple" else [_text(row[question.name])]
        answers += _split(row, question)
    time = _kobo_own(number)[2]
    return [f"{time}.123+05:00", f"{time}.456+05:00", "", *answers, *_kobo_own(number)]


def _split(row: Row, question: Question) -> list[str]:
    """Ticks and the text of "other", as far as the question has them."""
    other = row.get(f"{question.name}_other") if question.other else None
    cells = []
    if question.kind == "select_multiple":
        cells = [_text(row[f"{question.name}__{choice.name}"]) for choice in question.choices]
        said = any(cell != "" for cell in cells) or other
        cells += [str(int(bool(other))) if said else ""] if question.other else []
    return [*cells, _text(other)] if question.other else cells


def _choices(question: Question) -> list[str]:
    """Names of the choices in an XLSForm, "other" among them."""
    return [*(choice.name for choice in question.choices), *(["other"] if question.other else [])]


def _kobo_own(number: int) -> list[str]:
    time = f"2024-10-{1 + number % 28:02d}T10:{number % 60:02d}:01"
    key = f"{number:08x}-0000-4000-8000-0123456789ab"
    return [str(number + 71), key, time, "", "", str(number + 1)]


def _numbered(rows: pl.DataFrame) -> Iterator[tuple[int, Row]]:
    return enumerate(rows.to_dicts())


def _ticked(row: Mapping[str, object], question: Question) -> list[str]:
    return [c.name for c in question.choices if row[f"{question.name}__{c.name}"] == 1]


def _grouped(instrument: Instrument) -> Iterator[tuple[str, Question]]:
    for section in instrument.sections:
        for question in section.questions:
            yield section.name, question


def _google_time(number: int) -> str:
    """As the spreadsheet of a Russian account shows it."""
    return f"{1 + number % 28:02d}.10.2024 {9 + number % 9}:{number % 60:02d}:{number % 59:02d}"


def _text(value: object) -> str:
    return "" if value is None else str(value)
