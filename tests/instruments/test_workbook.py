"""XLSForm workbooks: what pyxform makes of them, and what is read back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook

from helpers.errors import BookError
from helpers.instruments import Question
from helpers.instruments.questions import INSTRUMENTS, KINDS, OTHER
from helpers.instruments.workbook import LANGUAGES, _fill, check_workbook, write_workbook


def sheet(path: Path, name: str) -> list[dict[str, str]]:
    """A sheet's rows as a server reads them: by the words of the first row, without blanks."""
    head, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()
    return [{key: value for key, value in zip(head, row, strict=True) if value} for row in rows]


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_workbook_read_back_has_the_same_questions_choices_and_codes(
    name: str, products, instruments, words
) -> None:
    """Names, kinds, labels in three languages, codes, rules and variables survive the workbook."""
    path = products.directory / f"{name}.xlsx"
    rows = {row.get("name"): row for row in sheet(path, "survey")}
    listed: dict[str, list[dict[str, str]]] = {}
    for row in sheet(path, "choices"):
        listed.setdefault(row["list_name"], []).append(row)
    asked = [n for n, row in rows.items() if row["type"].partition(" ")[0] in KINDS]
    expected = [n for q in instruments[name].questions for n in _names(q)]
    assert asked == expected
    for question in instruments[name].questions:
        row = rows[question.name]
        kind, _, choices = row["type"].partition(" ")
        assert kind == question.kind
        assert tuple(row.get("feeds", "").split()) == question.feeds
        assert row.get("relevant", "") == question.relevant
        assert _label(row) == question.label
        offered = {choice.name: choice.label for choice in question.choices}
        offered |= {OTHER: words["other"]} if question.other else {}
        assert {each["name"]: _label(each) for each in listed.get(choices, [])} == offered


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_pyxform_converts_without_a_warning(name: str, products, instruments) -> None:
    """The XForm has every question, in three languages with Russian first."""
    check = check_workbook(products.directory / f"{name}.xlsx", validate=False)
    assert check.warnings == ()
    form = BeautifulSoup(check.xform, "xml")
    translations = form.find_all("translation")
    assert [each["lang"] for each in translations] == list(LANGUAGES.values())
    assert translations[0].has_attr("default")
    nodes = {bind["nodeset"].rpartition("/")[2] for bind in form.find_all("bind")}
    assert {n for q in instruments[name].questions for n in _names(q)} <= nodes


@pytest.mark.skipif(shutil.which("java") is None, reason="ODK Validate needs Java")
def test_odk_validate_takes_the_longest_form(products) -> None:
    """It finds a rule that cannot be read, which pyxform lets pass."""
    assert check_workbook(products.directory / "survey.xlsx").is_validated


def test_none_goes_with_no_other_answer(products) -> None:
    rows = {row.get("name"): row for row in sheet(products.directory / "survey.xlsx", "survey")}
    assert rows["obstacle"]["constraint"] == "not(selected(., 'none') and count-selected(.) > 1)"
    assert "кедергі жоқ" in rows["obstacle"]["constraint_message::Қазақша (kk)"]
    assert rows["obstacle_other"]["relevant"] == "selected(${obstacle}, 'other')"


def test_the_same_instrument_gives_the_same_bytes(
    tmp_path: Path, products, instruments, words
) -> None:
    """Written at another time, to another place."""
    again = write_workbook(instruments["form_a"], words, tmp_path / "again.xlsx")
    assert again.read_bytes() == (products.directory / "form_a.xlsx").read_bytes()


def test_a_changed_form_has_another_version(tmp_path: Path, products, instruments, words) -> None:
    changed = replace(instruments["form_a"], title=instruments["form_b"].title)
    path = write_workbook(changed, words, tmp_path / "changed.xlsx")
    (before,) = sheet(products.directory / "form_a.xlsx", "settings")
    (after,) = sheet(path, "settings")
    assert before["form_id"] == after["form_id"] == "civic_voice_form_a"
    assert before["version"] != after["version"]


def test_a_form_that_pyxform_refuses_is_an_error_with_its_reason(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "survey"
    for row in (("type", "name", "label"), ("select_one colours", "colour", "Which?")):
        book.active.append(row)
    book.save(tmp_path / "broken.xlsx")
    with pytest.raises(BookError, match=r"broken\.xlsx is no valid XLSForm: "):
        check_workbook(tmp_path / "broken.xlsx", validate=False)


def _names(question: Question) -> tuple[str, ...]:
    return (question.name, question.other_name) if question.other else (question.name,)


def _label(row: dict[str, str]) -> dict[str, str]:
    return {key: row[f"label::{name}"] for key, name in LANGUAGES.items()}


def test_a_label_cannot_start_a_formula(tmp_path: Path) -> None:
    """A label that begins with a sign of a formula stays a text, also when its cell is edited."""
    from openpyxl import Workbook, load_workbook

    book = Workbook()
    _fill(book.active, [{"label": "=1+1"}, {"label": "#N/A"}, {"label": "a"}])
    book.save(tmp_path / "a.xlsx")
    _, *cells = [row[0] for row in load_workbook(tmp_path / "a.xlsx").active.iter_rows()]
    assert [(cell.value, cell.data_type, bool(cell.quotePrefix)) for cell in cells] == [
        ("=1+1", "s", True),
        ("#N/A", "s", False),
        ("a", "s", False),
    ]
