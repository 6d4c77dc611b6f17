"""What cells mean, on questions of the instruments and on small ones made here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.instruments import Choice, Question
from helpers.intake.answers import One, Several, Tick, Whole


def nobody(_: str) -> str:
    """A mapping file that says nothing."""
    return ""


def question(kind: str, labels: dict[str, str], **more: object) -> Question:
    """A question with Russian labels."""
    choices = tuple(Choice(name, {"ru": label}) for name, label in labels.items())
    return Question("asked", kind, {"ru": "Спросили?"}, choices=choices, **more)


FUNDS = {
    "state": "госсоцзаказ, государственные программы",
    "programmes": "государственные программы",
    "own": "собственные средства",
    "funds": "средства",
    "none": "нет, не финансируется",
}
SEVERAL = question("select_multiple", FUNDS)


def ticked(text: str, asked: Question = SEVERAL) -> tuple[list[str], str | None, str | None]:
    """Names, text of "other", rule."""
    answer = Several(asked, nobody)(text)
    names = [c.name for i, c in enumerate(asked.choices) if int(answer.value or 0) >> i & 1]
    return names, answer.other, answer.rule


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("госсоцзаказ, государственные программы, собственные средства", ["state", "own"]),
        ("Собственные средства;Средства", ["own", "funds"]),
        ("собственные средства средства", ["own", "funds"]),
        ("own funds", ["own", "funds"]),
        ("funds", ["funds"]),
        ("Собственные   «средства», средства", ["own", "funds"]),
        ("нет, не финансируется", ["none"]),
        ("государственные программы\nсредства", ["programmes", "funds"]),
    ],
)
def test_several_answers_in_a_cell(text, names):
    """The longest option first, whatever separates; options may have commas."""
    assert ticked(text) == (names, None, None)


def test_what_is_between_is_other_or_unknown():
    """An option inside somebody's sentence is no answer."""
    asked = replace(SEVERAL, other=True)
    assert ticked("средства, помогают друзья, соседи", asked) == (
        ["funds"],
        "помогают друзья, соседи",
        None,
    )
    assert ticked("Другое: чужие средства", asked) == ([], "чужие средства", None)
    assert ticked("средства, лотерея") == (["funds"], None, "unknown_part")
    assert ticked("лотерея") == ([], None, "unknown_answer")
    assert ticked("own xyz") == (["own"], None, "unknown_part")


def test_the_mapping_file_goes_first():
    """One choice, several, other text, or nothing; a word it does not know is told."""
    said = {"лотерея": "own+funds", "друзья": "other", "нечто": "-", "иное": "what"}
    decode = Several(replace(SEVERAL, other=True), lambda text: said.get(text, ""))
    assert decode("лотерея").value == 4 + 8
    assert decode("средства, лотерея").value == 4 + 8
    assert (decode("друзья").value, decode("друзья").other) == (0, "друзья")
    assert decode("нечто").value is None
    assert decode("иное").rule == "unknown_answer"


def test_one_answer():
    """Code, label, normalised label; blanks and "don't know" unless they are options."""
    asked = question("select_one", {"yes": "да", "no": "нет", "unsure": "затрудняюсь ответить"})
    decode = One(asked, nobody)
    assert [decode(text).value for text in ("yes", "Да!", "НЕТ", "не знаю", "-")] == [
        *("yes", "yes", "no", "unsure"),
        None,
    ]
    assert decode("может быть").rule == "unknown_answer"
    assert decode("может быть").unknown == ("может быть",)
    assert decode("да, нет").rule == "several_for_one"
    assert One(question("select_one", {"yes": "да"}), nobody)("білмеймін").value == "dont_know"


def test_an_option_with_the_words_of_no_answer():
    """Where "нет ответа" can be ticked it is an answer."""
    asked = question("select_one", {"yes": "да", "silent": "нет ответа"})
    assert One(asked, nobody)("Нет ответа").value == "silent"


def test_two_options_that_differ_in_marks_only():
    """Neither is taken, unless the cell is one of them to the letter."""
    asked = question("select_one", {"a": "вода", "b": "Вода."})
    assert One(asked, nobody)("вода").value == "a"
    assert One(asked, nobody)("ВОДА").rule == "ambiguous_answer"


def test_ticks():
    """What tools and hands write for a tick."""
    decode = Tick(SEVERAL, "own", nobody)
    assert [decode(t).value for t in ("1", "TRUE", "да", "x", "✓", "собственные средства")] == [
        1
    ] * 6
    assert [decode(t).value for t in ("0", "False", "жоқ")] == [0] * 3
    assert decode("-").value is None
    assert decode("2").rule == "not_a_tick"


@pytest.mark.parametrize(
    ("text", "value", "rule"),
    [
        ("12", 12, None),
        ("12.0", 12, None),
        ("1 200", 1200, None),
        ("-3", -3, None),
        ("12 чел.", 12, "written_out"),
        ("20 адам", 20, "written_out"),
        ("10-15", None, "range_of_numbers"),
        ("около 20", None, "range_of_numbers"),
        ("10+", None, "range_of_numbers"),
        ("более десяти", None, "not_a_number"),
        ("12,5", None, "not_a_number"),
        ("жоқ", None, "not_a_number"),
        ("білмеймін", None, "dont_know"),
        ("нет ответа", None, None),
        ("123456789012", None, "not_a_number"),
    ],
)
def test_whole_numbers(text, value, rule):
    """A number as such or with a unit; an estimate is none."""
    answer = Whole(question("integer", {}), nobody)(text)
    assert (answer.value, answer.rule) == (value, rule)
