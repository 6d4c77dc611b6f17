"""What belongs to somebody is found where it stands, and nothing else."""

from __future__ import annotations

import time

import pytest

from helpers.confidential.detecting import KINDS, Finding, find, needs, organisation_name
from helpers.editions import LANGUAGES
from helpers.ledger import quotes
from tests.confidential.sentences import NAMES, marked, plain

NAMED = frozenset(NAMES)
MARKED = [(text, marks) for _, text, marks in marked()]


@pytest.mark.parametrize(("text", "marks"), MARKED)
def test_finds_what_is_marked(text: str, marks: list[tuple[str, str, bool]]) -> None:
    """Each thing is found with its kind, whole, and only where it is."""
    found = [(each.kind, text[each.start : each.end]) for each in find(text, NAMED)]
    for kind, value, is_known in marks:
        hits = [1 for found_kind, part in found if found_kind == kind and value in part]
        assert len(hits) == is_known
    for kind, part in found:
        assert any(kind == marked_kind and value in part for marked_kind, value, _ in marks)


@pytest.mark.parametrize("text", plain())
def test_finds_nothing_in_plain_sentences(text: str) -> None:
    """Money, years, towns, regions, months, and words like names at the beginning."""
    assert find(text, NAMED) == []


def test_finds_nothing_in_the_paraphrases() -> None:
    """The published paraphrases are about nobody."""
    for quote in quotes.load():
        for language, text in ((each, quote.paraphrase(each)) for each in LANGUAGES):
            assert find(text) == [], (quote.quote_id, language)


def test_precision_and_recall() -> None:
    """What is known not to be found counts as missed: 86 of 93 marks found, nothing besides."""
    marks = [mark for _, mark in MARKED]
    n_marks = sum(map(len, marks))
    n_found = sum(is_known for each in marks for _, _, is_known in each)
    assert (n_found, n_marks, len(plain())) == (86, 93, 68)


def test_a_finding_never_says_what_it_found() -> None:
    """Logs print findings."""
    text = "Почта eco.test@example.kz"
    assert repr(find(text)) == "[<email, 19 characters from 6>]"
    assert "eco" not in str(Finding("email", 6, 25))


def test_overlaps_are_one_finding() -> None:
    """A name inside an organisation's name belongs to it."""
    text = "Помогает ИП Примерова Айгуль Сериковна"
    assert [each.kind for each in find(text)] == ["organisation"]


def test_names_of_one_word_need_quotes() -> None:
    """The register has names such as Unity, which is a word."""
    name = organisation_name('ОФ "Бірлік"')
    assert name == "бірлік"
    assert find("Бірлік болса, тірлік болады", frozenset({name})) == []
    assert len(find("Біз «Бірлік» атынан", frozenset({name}))) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ОФ Тестовый мир", "тестовый мир"),
        ("Тестовый мир қоғамдық қоры", "тестовый мир"),
        ("Филиал ОФ «Центр «Пример» в г. Алматы", "центр пример"),
        ("ОБЩЕСТВЕННОЕ ОБЪЕДИНЕНИЕ “ЗЕЛЁНЫЙ ПРИМЕР”", "зеленый пример"),
        ("Ассоциация экологических организаций", "ассоциация экологических организаций"),
        ('Public Fund "Example-1"', "example 1"),
    ],
)
def test_names_are_compared_without_legal_form(name: str, words: str) -> None:
    """What stands in quotes, or else what the form leaves."""
    assert organisation_name(name) == words


def test_a_name_of_forms_alone_keeps_them() -> None:
    """Otherwise nothing would be left of it."""
    assert organisation_name("Общественный фонд") == "общественный фонд"


def test_every_kind_says_what_it_needs() -> None:
    """A new kind without needs would never be looked for."""
    assert tuple(sorted(needs())) == tuple(sorted(KINDS))


@pytest.mark.parametrize(
    "part", ["a", "a.", "аб-", "Аа ", "1 ", "«а ", "А. ", "кв 1 ", "ИИН ", "Серик ", "http://"]
)
def test_a_long_answer_takes_no_longer_than_its_length(part: str) -> None:
    """Nobody stops an intake by an answer of repeated letters; quadratic ones took minutes."""
    start = time.process_time()
    find(part * 20_000 + "@ ОФ")
    assert time.process_time() - start < 5
