"""The instruments' files: who feeds what, and what a reader is told who breaks them."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from helpers import paths
from helpers.errors import InputError
from helpers.instruments import load_instruments
from helpers.instruments.command import SOURCES, without_question
from helpers.instruments.loading import load_words
from helpers.ledger import codebook

LANGUAGES = {"ru", "kk", "en"}


def test_every_variable_of_the_questionnaires_is_fed_by_exactly_one_question(instruments) -> None:
    """Neither a variable nobody asks for, nor two questions for one, nor an unknown variable."""
    codes = codebook.load()
    wanted = {v.id for v in codes.variables.values() if v.source in SOURCES}
    fed = Counter(v for each in instruments.values() for q in each.questions for v in q.feeds)
    assert fed == Counter(wanted)
    assert without_question(instruments, codes) == []


def test_a_question_feeds_variables_of_its_own_instrument(instruments) -> None:
    """What the codebook calls form A's is asked in form A; the scale is worked out from it."""
    codes = codebook.load()
    for name, instrument in instruments.items():
        sources = {codes.variables[v].source for q in instrument.questions for v in q.feeds}
        assert sources <= {name, *(["scale"] if name == "form_a" else [])}


def test_every_text_stands_in_three_languages(instruments) -> None:
    for instrument in instruments.values():
        labels = [instrument.title, instrument.introduction, instrument.unknown.note]
        labels += [section.label for section in instrument.sections]
        for question in instrument.questions:
            labels += [question.label, *(choice.label for choice in question.choices)]
            labels += [each for each in (question.hint, question.constraint_message) if each]
        assert all(set(label) == LANGUAGES for label in labels)


def test_what_the_report_says_is_marked(instruments) -> None:
    """25 questions are stated of the survey; its forms' own numbers nowhere."""
    assert instruments["survey"].unknown.stated == 25
    assert "25" in instruments["survey"].note("en")
    assert instruments["form_a"].unknown.stated is None
    worded = [
        q.name for each in instruments.values() for q in each.questions if q.wording == "report"
    ]
    assert worded == ["organisation_type"]
    assert instruments["form_a"].numbers["proposal"] == 5


def test_who_answers_is_no_column_of_a_clean_table(instruments) -> None:
    survey = instruments["survey"]
    assert [q.name for q in survey.questions if q.personal] == ["organisation_name", "bin"]
    assert survey["bin"].columns == ()


def test_five_faults_are_named_at_once_with_row_and_mend(tmp_path: Path) -> None:
    """An unknown key, a missing language, an unknown list, a name used twice, a rule that errs."""
    found = _faults(
        tmp_path,
        ("    required: true\n    source: 88", "    requird: true\n    source: 88"),
        ("      kk: Ұйымыңыз қай жылы тіркелген?\n", ""),
        ("    choices: regions\n", "    choices: oblasts\n"),
        ("- name: need_words\n", "- name: need\n"),
        ("constraint: . >= 0 and . <= ${staff}\n", "constraint: . >= 0 and . <= ${stuff}\n"),
    )
    assert found == [
        ("requird: true", "requird", "the key is unknown; did you mean 'required'?"),
        (
            "choices: oblasts",
            "choices",
            "'oblasts' is no list of choices; write one of codebook, regions, towns, own",
        ),
        (
            "label:",
            "label",
            "the label in 'kk' is missing; write it, in quotes if it is yes or no",
        ),
        (
            "constraint: . >= 0 and . <= ${stuff}",
            "constraint",
            "'stuff' is no whole number asked before it; did you mean 'staff'?",
        ),
        ("- name: need", "name", "the name is there already; choose another"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("feeds: [difficulty]", "feeds: [difficulti]", "'difficulti' is no variable"),
        ("feeds: [staff_age]", "feeds: [staff_size]", "is fed by staff of survey.yaml already"),
        ("feeds: [need]", "feeds: need", "'need' is no list; write [need]"),
        ("feeds: []\n    personal", "feeds: [staff_age]\n    personal", "feeds no variable"),
        ("${obstacle}, 'none'", "${obstacle}, 'nothing'", "'nothing' is no choice of obstacle"),
        ("${obstacle}, 'none'", "${need}, 'staff'", "'need' is no question before it"),
        ("not(selected(${obstacle}", "unless(selected(${obstacle}", "is not understood; write sel"),
        ("exclusive: [none]", "exclusive: [nothing]", "'nothing' is no choice; use one of: state"),
        ("    without: [other]\n", "", "there is a choice 'other' already"),
        ("kind: integer", "kind: number", "'number' is no kind; use one of: select_one"),
        (
            "'no':\n        ru: нет",
            "no:\n        ru: нет",
            "reads no as bool, not as text; put",
        ),
        ("ru: госсоцзаказ и", "ru: госсоцзаказ,", "has a comma, which separates answers"),
        ("source: обозначено 81 из 100", "source: обозначено", "1 words; write two to five"),
        ("  wording: report\n  source: цель", "  wording: reprot\n  source: цель", "'reprot': wr"),
        ("^[0-9]{12}$", "^[0-9{12}$", "is no pattern: unterminated character set"),
        ("  - name: staff_men\n", "  - name: source\n", "a clean table has a column 'source'"),
        ("title:\n", "titel:\n", "the key is unknown; did you mean 'title'?"),
        ("sections:\n", "sections: here\nrest:\n", "is no list of entries"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert any(message in found for _, _, found in _faults(tmp_path, (old, new)))


def test_a_file_that_is_missing_or_no_yaml_is_named_beside_the_others(tmp_path: Path) -> None:
    directory = Path(shutil.copytree(paths.INSTRUMENTS, tmp_path / "here"))
    (directory / "form_a.yaml").unlink()
    (directory / "form_b.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"No such file.*restore it(.|\n)*row 1: not YAML"):
        load_instruments(directory)


def test_words_need_every_language_too(tmp_path: Path) -> None:
    text = (paths.INSTRUMENTS / "words.yaml").read_text(encoding="utf-8")
    text = text.replace('kk: "басқа", ', "")
    (tmp_path / "words.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"row 3, column other: the label in 'kk' is missing"):
        load_words(tmp_path)


def _faults(tmp_path: Path, *changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Of each problem the line that its row leads to, the key named and what is said."""
    directory = Path(shutil.copytree(paths.INSTRUMENTS, tmp_path / "here"))
    file = directory / "survey.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_instruments(directory)
    lines = ["", *(line.strip() for line in text.splitlines())]
    return [
        (lines[int(each.row)], each.column.rpartition(".")[2], each.message)
        for each in caught.value.problems
        if each.row
    ]
