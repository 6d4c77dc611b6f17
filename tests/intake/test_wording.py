"""Which wordings are the same for a reader."""

from __future__ import annotations

import pytest

from helpers.intake.wording import is_blank, is_dont_know, number_alone, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сколько из них женщин?", "5. СКОЛЬКО  из них «женщин» *"),
        ("Ещё", "еще"),
        ("Қай жылы тіркелген?", "Қай жылы тiркелген"),
        ("Әйелдер", "Əйелдер"),
        ("нет\u00a0ответа", "Нет ответа."),
        ("Вопрос 7. Как?", "как"),
        ("5-сұрақ. Қалай?", "қалай"),
    ],
)
def test_the_same_for_a_reader(one, other):
    """Case, marks, numbering, ё and letters of another keyboard make no difference."""
    assert plain(one, numbering=True) == plain(other, numbering=True)


def test_a_number_inside_is_no_numbering():
    """Only what numbers a question is taken off."""
    assert plain("18–30 лет", numbering=True) == "18 30 лет"
    assert plain("С 2020 года", numbering=True) == "с 2020 года"


def test_a_heading_that_is_a_number():
    """As in tables of paper forms."""
    said = ["5", "5.", "№5", "Вопрос 5", "5-сұрақ", "Q5", "5 лет"]
    assert [number_alone(each) for each in said] == [5, 5, 5, 5, 5, 5, None]


def test_no_answer_is_not_no():
    """ "Нет", "жоқ" and "no" are answers."""
    assert all(map(is_blank, ["-", "—", " ", "нет ответа", "Жауап жоқ", "N/A"]))
    assert not any(map(is_blank, ["нет", "жоқ", "no", "0"]))
    assert all(map(is_dont_know, ["Не знаю", "білмеймін!", "Don't know", "затрудняюсь ответить"]))
