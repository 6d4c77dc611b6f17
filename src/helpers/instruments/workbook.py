"""XLSForm workbooks: an instrument as KoboToolbox and ODK Central read it.

Sheets `survey`, `choices` and `settings` are XLSForm's; `about` says whose wording it is, and
servers pass it over. Labels stand in three languages. "Other" is a choice and a text question of
its own: XLSForm's `or_other` speaks no language but English. The version is a hash of the form, so
that a server takes a changed form for a new version and nobody can forget to raise it.

The same instrument gives the same bytes, whenever and wherever it is written.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.errors import BookError
from helpers.instruments.phrases import Phrases
from helpers.instruments.questions import OTHER, SELECTS, Instrument, Label, Question
from helpers.instruments.rules import parse_constraint
from helpers.spreadsheets import guarded

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Russian first: most questionnaires of the report were filled in in it.
LANGUAGES = {"ru": "Русский (ru)", "kk": "Қазақша (kk)", "en": "English (en)"}
INTRODUCTION = "introduction"
# Written into every file instead of the time.
_STAMP = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ALONE = "not(selected(., '{name}') and count-selected(.) > 1)"
_SHARED_LISTS = ("regions", "towns")
_WIDEST = 60

Row = Mapping[str, str]


@dataclass(frozen=True)
class Check:
    """What pyxform says of a workbook, and ODK Validate where there is Java to run it."""

    warnings: tuple[str, ...]
    xform: str
    is_validated: bool


def write_workbook(instrument: Instrument, words: Mapping[str, Label], path: Path) -> Path:
    """Write an instrument as XLSForm; returns the path."""
    from openpyxl import Workbook

    survey, choices = list(_survey(instrument, words)), list(_choices(instrument, words))
    about = [{"language": name, "text": instrument.note(key)} for key, name in LANGUAGES.items()]
    sheets = {"survey": survey, "choices": choices, "settings": [_settings(instrument)]}
    sheets["settings"][0]["version"] = _version(sheets)
    book = Workbook()
    book.remove(book.active)
    for name, rows in {**sheets, "about": about}.items():
        _fill(book.create_sheet(name), rows)
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(timeless(content))
    return path


def check_workbook(path: Path, *, validate: bool | None = None) -> Check:
    """Convert a workbook with pyxform; `validate` by ODK Validate too, or if there is Java.

    Raises `BookError` with pyxform's or the validator's message when the form is refused.
    """
    from pyxform.errors import PyXFormError
    from pyxform.validators.odk_validate import ODKValidateError
    from pyxform.xls2xform import convert

    validated = shutil.which("java") is not None if validate is None else validate
    try:
        made = convert(path, validate=validated, form_name=path.stem)
    except (PyXFormError, ODKValidateError) as error:
        raise BookError(f"{path.name} is no valid XLSForm: {error}") from None
    return Check(tuple(made.warnings), made.xform, validated)


def _survey(instrument: Instrument, words: Mapping[str, Label]) -> Iterator[Row]:
    if instrument.introduction:
        yield {"type": "note", "name": INTRODUCTION, **_labels("label", instrument.introduction)}
    for section in instrument.sections:
        row = {"type": "begin_group", "name": section.name}
        yield {**row, **_labels("label", section.label), "wording": section.wording}
        for question in section.questions:
            yield _question(question, words)
            if question.other:
                yield _other(question, words)
        yield {"type": "end_group"}


def _question(question: Question, words: Mapping[str, Label]) -> Row:
    row = {"type": question.kind, "name": question.name, **_labels("label", question.label)}
    if question.kind in SELECTS:
        row["type"] += f" {list_name(question)}"
    phrases = {key: Phrases(words, key) for key in LANGUAGES}
    hint = {key: said.hint(question) for key, said in phrases.items()}
    row |= _labels("hint", hint) if hint["ru"] else {}
    if question.required:
        row |= {"required": "yes", **_labels("required_message", words["required_message"])}
    if question.relevant:
        row["relevant"] = question.relevant
    if question.constraint:
        row["constraint"] = parse_constraint(question.constraint).xlsform()
        row |= _labels("constraint_message", question.constraint_message)
    if question.exclusive:
        row["constraint"] = " and ".join(_ALONE.format(name=name) for name in question.exclusive)
        said = {key: said.alone(question) for key, said in phrases.items()}
        row |= _labels("constraint_message", said)
    marks = {"feeds": " ".join(question.feeds), "wording": question.wording}
    return {**row, **marks, "report": question.source}


def _other(question: Question, words: Mapping[str, Label]) -> Row:
    row = {"type": "text", "name": question.other_name, **_labels("label", words["other_what"])}
    asked = f"selected(${{{question.name}}}, '{OTHER}')"
    message = _labels("required_message", words["other_message"])
    return {**row, "required": "yes", **message, "relevant": asked, "wording": "ours"}


def _choices(instrument: Instrument, words: Mapping[str, Label]) -> Iterator[Row]:
    listed = set()
    for question in instrument.questions:
        name = list_name(question)
        if question.kind not in SELECTS or name in listed:
            continue
        listed.add(name)
        labels = {choice.name: choice.label for choice in question.choices}
        if question.other:
            labels[OTHER] = words["other"]
        for choice, label in labels.items():
            yield {"list_name": name, "name": choice, **_labels("label", label)}


def list_name(question: Question) -> str:
    """Name of a question's list of choices; regions and towns are lists of their own."""
    return question.listed if question.listed in _SHARED_LISTS else question.name


def _settings(instrument: Instrument) -> dict[str, str]:
    title, form = instrument.title["ru"], f"civic_voice_{instrument.name}"
    return {"form_title": title, "form_id": form, "default_language": LANGUAGES["ru"]}


def _labels(column: str, label: Label) -> Row:
    return {f"{column}::{LANGUAGES[key]}": label[key] for key in LANGUAGES if label}


def _version(sheets: Mapping[str, Iterable[Row]]) -> str:
    text = json.dumps({name: list(rows) for name, rows in sheets.items()}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _fill(sheet: Worksheet, rows: Sequence[Row]) -> None:
    from openpyxl.styles import Alignment, Font

    columns = _columns(rows)
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(column) for column in columns])
    sheet.freeze_panes = "A2"
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
            if isinstance(cell.value, str):
                # Never a formula, nor when somebody edits the cell.
                cell.data_type, cell.quotePrefix = "s", guarded(cell.value) != cell.value
    for number, column in enumerate(columns):
        longest = max(len(str(row.get(column) or "")) for row in [*rows, {column: column}])
        letter = sheet.cell(1, number + 1).column_letter
        sheet.column_dimensions[letter].width = min(longest, _WIDEST) + 2


def _columns(rows: Sequence[Row]) -> list[str]:
    """All columns, those of a kind side by side, in the order in which a form's author thinks."""
    order = ("type", "list_name", "name", "label", "hint", "required", "required_message")
    order += ("relevant", "constraint", "constraint_message", "feeds", "wording", "report")
    found = list(dict.fromkeys(column for row in rows for column in row))
    places = {name: place for place, name in enumerate(order)}
    return sorted(found, key=lambda column: places.get(column.partition("::")[0], len(order)))


def timeless(content: io.BytesIO) -> bytes:
    """The workbook's parts packed anew, without the time at which they were written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(packed, "w") as product:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            product.writestr(info, part)
    return packed.getvalue()
