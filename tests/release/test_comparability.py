"""Only the same question, with the same answers, in the same words is compared."""

from dataclasses import replace

import pytest

from helpers import paths
from helpers.instruments import Choice, Instrument, Question, Section, load_instruments
from helpers.instruments.copies import FILE, write_copy
from helpers.release.comparability import CHANGES, comparable, instruments_of

WORDS = {"ru": "Да?", "kk": "Иә?", "en": "Yes?"}
CHOICES = (Choice("yes", WORDS), Choice("no", WORDS))
QUESTION = Question("asked", "select_one", WORDS, choices=CHOICES, relevant="${staff} > 1")


def instruments(*questions):
    return {"survey": Instrument("survey", {}, (Section("all", {}, questions),))}


def compare(now, then=QUESTION):
    (found,) = comparable(instruments(then), instruments(now))
    return found


def test_the_same_question_can_be_compared():
    assert compare(QUESTION).changes == ()


def test_spaces_and_number_of_rules_on_the_screen_change_nothing_asked():
    """Line breaks, whether an answer is required, and a check of the number typed."""
    words = {**WORDS, "ru": " Да? "}
    now = replace(QUESTION, label=words, required=True, constraint=". < 9")
    assert compare(now).changes == ()


@pytest.mark.parametrize(
    ("field", "value", "change", "languages"),
    [
        ("label", {**WORDS, "kk": "Иә ме?"}, "wording", ("kk",)),
        ("label", {"ru": "Да?", "en": "Yes?"}, "wording", ("kk",)),
        ("hint", {"en": "Think of last year."}, "wording", ("en",)),
        (
            "choices",
            (Choice("yes", WORDS), Choice("no", {**WORDS, "ru": "Нет"})),
            "wording",
            ("ru",),
        ),
        ("kind", "select_multiple", "kind", ()),
        ("exclusive", ("no",), "answers", ()),
        ("other", True, "answers", ()),
        ("relevant", "", "asked", ()),
    ],
)
def test_a_change_is_named_with_its_languages(field, value, change, languages):
    found = compare(replace(QUESTION, **{field: value}))
    assert (found.changes, found.languages) == ((change,), languages)
    assert change in CHANGES


def test_answers_that_came_and_went_are_listed():
    now = replace(QUESTION, choices=(CHOICES[0], Choice("perhaps", WORDS)))
    found = compare(now)
    assert (found.changes, found.added, found.removed) == (("answers",), ("perhaps",), ("no",))


def test_questions_that_came_and_went_stand_in_the_later_order():
    new, gone = replace(QUESTION, name="new"), replace(QUESTION, name="gone")
    found = comparable(instruments(gone, QUESTION), instruments(new, QUESTION))
    assert [(each.name, each.changes) for each in found] == [
        ("new", ("new",)),
        ("asked", ()),
        ("gone", ("gone",)),
    ]


def test_a_wave_has_its_own_instruments_else_the_current_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "RESTRICTED", tmp_path)
    write_copy(paths.clean("2026") / FILE, instruments(QUESTION))
    assert instruments_of("2026")["survey"].questions == (QUESTION,)
    assert instruments_of("2024") == load_instruments()
