"""Lists to paste into Google Forms, which read no file: a Markdown page per language.

Google Forms have no codes: an answer comes back in the words in which it was offered, and the
intake finds it by them. What such a form cannot hold people to is said, so that nobody counts on
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpers.instruments.phrases import Phrases
from helpers.instruments.questions import Instrument, Label, Question
from helpers.instruments.rules import OWN, THIS_YEAR, parse_constraint

# A longer list of single answers is easier to read as one that opens.
_LONGEST_LIST = 10


def google_page(instrument: Instrument, words: Mapping[str, Label], language: str) -> str:
    """The list of an instrument's questions in one language, as Markdown."""
    phrases = Phrases(words, language)
    lines = [
        f"# {phrases['google_title']}: {instrument.title[language]}",
        *("", phrases["google_steps"]),
        *("", f"> {phrases['about']}. {instrument.note(language)}"),
    ]
    if instrument.introduction:
        lines += ["", f"{phrases['hint']}: {instrument.introduction[language]}"]
    for number, section in enumerate(instrument.sections, start=1):
        lines += ["", f"## {phrases['section']} {number}. {section.label[language]}"]
        for question in section.questions:
            lines += ["", *_question(instrument, question, phrases)]
    return "\n".join(lines) + "\n"


def _question(instrument: Instrument, question: Question, phrases: Phrases) -> Iterator[str]:
    # Numbers are for whoever makes the form; a header with one would be another question to match.
    number = instrument.numbers.get(question.name)
    yield f"### {f'{number}. ' if number else ''}{question.label[phrases.language]}"
    yield ""
    required = [phrases["required"]] if question.required else []
    other = [phrases["add_other"]] if question.other else []
    yield f"- {phrases['type']}: {'; '.join([phrases[_type(question)], *required, *other])}"
    if hint := " ".join(filter(None, (phrases.hint(question), phrases.alone(question)))):
        yield f"- {phrases['hint']}: {hint}"
    if asked_of := phrases.asked_of(instrument, question):
        yield f"- {phrases['shown']}: {asked_of}. {phrases['by_hand']}"
    if question.constraint:
        how = f"`{question.constraint}`" if _can_check(question) else phrases["by_hand"]
        yield f"- {phrases['check']}: {question.constraint_message[phrases.language]} {how}"
    if question.choices:
        yield ""
        yield "```text"
        yield from (choice.label[phrases.language] for choice in question.choices)
        yield "```"


def _type(question: Question) -> str:
    if question.kind == "select_one" and len(question.choices) > _LONGEST_LIST:
        return "type_dropdown"
    return "type_integer" if question.personal else f"type_{question.kind}"


def _can_check(question: Question) -> bool:
    """Whether Google Forms can hold an answer to its constraint: a pattern, or fixed numbers."""
    terms = {
        term
        for each in parse_constraint(question.constraint).comparisons
        for term in (*each.left, *each.right)
    }
    return all(isinstance(term, int) or term == OWN for term in terms - {THIS_YEAR})
