"""Printed forms, lists to paste, and what the command says."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from helpers.editions import LANGUAGES
from helpers.instruments.paper import content, write_form
from helpers.instruments.phrases import Phrases
from helpers.instruments.questions import INSTRUMENTS

# A size in which an older reader fills in a form.
SMALLEST_PT = 10.5


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_printed_form_has_every_question_and_says_whose_words_they_are(
    name: str, language: str, products, instruments
) -> None:
    pages = PdfReader(products.directory / f"{name}.{language}.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for question in instruments[name].questions:
        assert question.label[language] in text
        assert all(choice.label[language] in text for choice in question.choices)
    assert instruments[name].note(language) in text


def test_a_printed_form_counts_its_pages_and_has_the_letters_of_kazakh(products) -> None:
    reader = PdfReader(products.directory / "survey.kk.pdf")
    last = len(reader.pages)
    assert f"{last}-бет, барлығы {last}" in reader.pages[-1].extract_text()
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert all("Libertinus" in font for font in fonts)


def test_text_is_large_enough_to_read(products) -> None:
    sizes: set[float] = set()
    for page in PdfReader(products.directory / "form_a.ru.pdf").pages:
        page.extract_text(
            visitor_text=lambda *part: sizes.add(part[4]) if part[0].strip() else None
        )
    assert min(sizes) >= SMALLEST_PT


def test_the_same_form_gives_the_same_bytes(tmp_path, products, instruments, words) -> None:
    again = write_form(instruments["form_b"], words, "kk", tmp_path / "again.pdf")
    assert again.read_bytes() == (products.directory / "form_b.kk.pdf").read_bytes()


def test_answers_have_a_place_to_be_written(instruments, words) -> None:
    """A box for each digit, lines for words, and the skip rule said in words."""
    sections = content(instruments["survey"], Phrases(words, "ru"))["sections"]
    asked = {q["label"]: q for part in sections for both in part["questions"] for q in both}
    assert asked["БИН организации"]["boxes"] == 12
    assert asked["В каком году зарегистрирована ваша организация?"]["boxes"] == 4
    obstacles = asked["Расскажите об этих препятствиях своими словами"]
    assert (obstacles["number"], obstacles["lines"]) == ("", 4)
    assert obstacles["asked_of"] == "Если в вопросе 13 не отмечено «нет препятствий»"


def test_a_list_to_paste_has_one_choice_a_line_and_says_what_google_cannot_check(products) -> None:
    text = (products.directory / "survey.ru.google.md").read_text(encoding="utf-8")
    assert "```text\nда\nчастично\nнет\nзатрудняюсь ответить\n```" in text
    assert "- Тип: несколько из списка; добавьте вариант «Другое»" in text
    assert "- Тип: раскрывающийся список; обязательный вопрос" in text
    assert "Женщин не может быть больше, чем всех работающих. Google Формы этого не" in text
    assert "Нами добавлено: № 6, 9, 10" in text


def test_two_choices_in_a_skip_rule_are_joined(instruments, words) -> None:
    form = instruments["form_a"]
    question = form["monitoring_participation_words"]
    assert Phrases(words, "kk").asked_of(form, question) == (
        "Егер 4-сұрақта «иә, тұрақты түрде» немесе «иә, сирек» деген белгіленсе"
    )


def test_the_command_writes_everything_and_finds_nobody_without_a_partner(products) -> None:
    assert products.status == 0
    names = {path.name for path in products.directory.iterdir()}
    kinds = ["xlsx", *(f"{each}.{end}" for each in LANGUAGES for end in ("pdf", "google.md"))]
    assert names == {f"{name}.{kind}" for name in INSTRUMENTS for kind in kinds}
    assert "variables without a question: none" in products.said
    assert "asked by the report: 14 of 25; the wording is ours" in products.said
    assert products.said.count("pyxform: no errors, no warnings") == len(INSTRUMENTS)
