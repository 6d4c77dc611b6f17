"""The audit's sentences: complete in three languages, with the same slots in each."""

import re
from string import Formatter

import pytest

from helpers.audit import texts
from helpers.audit.results import VERDICTS
from helpers.audit.shares import RULES
from helpers.editions import LANGUAGES
from helpers.interface import text

# A letter right after a slot would be an ending, which Russian and Kazakh numbers cannot take.
ENDING = re.compile(r"\}-?[а-яёәіңғүұқөһ]", re.IGNORECASE)
SENTENCES = [*texts.TEMPLATES.values(), *texts.POSSIBLE.values()]


def slots(template):
    """The names of a template's slots, and "%s" where it names a rounding rule."""
    named = {name for _, name, _, _ in Formatter().parse(template) if name}
    return named | {"%s"} if "%s" in template else named


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_a_whole_one(language):
    """Also in translation."""
    assert [s for s in SENTENCES if not text(s, language).endswith(".")] == []


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_every_text_is_translated_with_the_same_numbers(language):
    """A slot of one language stands in the others, so no reader is told less."""
    tables = texts.VERDICT_NAMES, texts.VERDICT_MEANINGS, texts.RULE_NAMES, texts.WHEN
    names = [name for table in tables for name in table.values()]
    assert [each for each in (*SENTENCES, *names) if text(each, language) == each] == []
    assert [s for s in SENTENCES if slots(text(s, language)) != slots(s)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_needs_an_ending(language):
    """A number or name is followed by a space or a sign."""
    assert [s for s in SENTENCES if ENDING.search(text(s, language))] == []


def test_sentences_accuse_nobody():
    """Numbers disagree; nobody is said to have lied."""
    assert not re.search(
        r"\b(false|falsif|wrong|fake|lie(?!s within))", " ".join(SENTENCES).lower()
    )


def test_every_verdict_and_rule_has_its_names():
    """A new one needs a name and, for a legend, a meaning."""
    assert set(texts.VERDICT_NAMES) == set(texts.VERDICT_MEANINGS) == set(VERDICTS)
    assert set(texts.WHEN) == set(RULES) <= set(texts.RULE_NAMES)
