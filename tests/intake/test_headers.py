"""Whose column a heading is, found in steps and never guessed."""

from __future__ import annotations

import pytest

from helpers.intake.headers import Headings, Role
from helpers.intake.mapping import Mapping


@pytest.fixture
def survey(instruments) -> Headings:
    """Headings of the online questionnaire."""
    return Headings(instruments["survey"])


def found(headings: Headings, text: str, mapping: Mapping | None = None):
    """The role of one heading and how it was found."""
    (heading,) = headings.match("a.csv", [text], mapping or Mapping(None))
    role = heading.role
    return role and (role.kind, role.question, role.part), heading.how


@pytest.mark.parametrize(
    ("text", "role", "how"),
    [
        ("staff", ("answer", "staff", ""), "as it stands"),
        ("organisation/staff", ("answer", "staff", ""), "below its group"),
        ("organisation-staff", ("answer", "staff", ""), "below its group"),
        ("a/b/need/finance", ("choice", "need", "finance"), "below its group"),
        ("need/finance", ("choice", "need", "finance"), "as it stands"),
        ("need_finance", ("choice", "need", "finance"), "as it stands"),
        ("need_other", ("other", "need", ""), "as it stands"),
        ("bin", ("personal", "bin", ""), "as it stands"),
        ("Уақыт белгісі", ("service", "", "when"), "as it stands"),
        ("_submission_time", ("service", "", "when"), "as it stands"),
        ("meta-instanceID", ("service", "", "id"), "as it stands"),
        ("Адрес электронной почты", ("personal", "", "personal"), "as it stands"),
        ("", ("ignored", "", ""), "as it stands"),
    ],
)
def test_known_headings(survey, text, role, how):
    """By name, wording, number or choice; below groups; what tools add."""
    assert found(survey, text) == (role, how)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_wordings(survey, language):
    """As it stands; without marks, in capitals, with a number before; its number alone."""
    wording = survey.questions["staff_women"].label[language]
    role = ("answer", "staff_women", "")
    assert found(survey, wording) == (role, "as it stands")
    assert found(survey, f"5. {wording.upper().rstrip('?')} *") == (role, "normalised")
    number = survey.instrument.numbers["staff_women"]
    assert found(survey, f"№ {number}.") == (role, "by number")


@pytest.mark.parametrize("text", ["Ваш регион", "staff2", "Комментарий", "99"])
def test_unknown_headings(survey, text):
    """Near is not enough."""
    assert found(survey, text)[0] is None


def test_labels_as_headings_of_split_columns(survey):
    """KoboToolbox with labels: the wording, a slash, the option."""
    question = survey.questions["need"]
    choice = question.choices[0]
    for language in ("ru", "kk", "en"):
        text = f"{question.label[language]}/{choice.label[language]}"
        assert found(survey, text)[0] == ("choice", "need", choice.name)
        assert found(survey, f"Группа/{text}")[0] == ("choice", "need", choice.name)


def test_the_mapping_file_explains_headings(survey, tmp_path):
    """A question, one of its choices, or "not needed"; for one file or for any."""
    mapping = Mapping(tmp_path / "mapping.csv")
    mapping.said = {
        ("a.csv", "Ваш регион", ""): "survey_region",
        ("", "Деньги нужны", ""): "need__finance",
        ("", "Комментарий", ""): "-",
        ("", "Нечто", ""): "nothing_known",
        ("b.csv", "Чужое", ""): "staff",
    }
    assert found(survey, "Ваш регион", mapping) == (
        ("answer", "survey_region", ""),
        "mapping file",
    )
    assert found(survey, "Деньги нужны", mapping)[0] == ("choice", "need", "finance")
    assert found(survey, "Комментарий", mapping)[0] == ("ignored", "", "")
    assert found(survey, "Нечто", mapping)[0] is None
    assert found(survey, "Чужое", mapping)[0] is None


def test_every_question_is_found_by_each_of_its_wordings(instruments):
    """In every instrument and language; two questions never share a wording."""
    for instrument in instruments.values():
        headings = Headings(instrument)
        for question in instrument.questions:
            for text in (question.name, *question.label.values()):
                (heading,) = headings.match("a.csv", [text], Mapping(None))
                assert isinstance(heading.role, Role), text
                assert heading.role.question == question.name
