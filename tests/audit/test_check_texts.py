"""The sentences of the checks: complete in three languages, with the same slots in each."""

import re
from string import Formatter

from helpers.audit.check_texts import POSSIBLE, TEMPLATES
from helpers.editions import LANGUAGES

# A letter right after a slot would be an ending, which Russian and Kazakh numbers cannot take.
ENDING = re.compile(r"\}-?[а-яёәіңғүұқөһ]", re.IGNORECASE)


def slots(text):
    """The names of a template's slots."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_sentence_is_written_in_three_languages():
    """English, Russian and Kazakh, each a whole sentence."""
    for key, texts in (TEMPLATES | POSSIBLE).items():
        assert tuple(texts) == LANGUAGES, key
        assert all(text.endswith(".") for text in texts.values()), key


def test_languages_say_the_same_numbers():
    """A slot of one language stands in the others, so no reader is told less."""
    for key, texts in TEMPLATES.items():
        assert len({frozenset(slots(text)) for text in texts.values()}) == 1, key


def test_no_slot_needs_an_ending():
    """A number or name is followed by a space or a sign."""
    for key, texts in TEMPLATES.items():
        assert not any(ENDING.search(text) for text in texts.values()), key


def test_sentences_accuse_nobody():
    """Numbers disagree; nobody is said to have lied."""
    said = " ".join(texts["en"] for texts in (TEMPLATES | POSSIBLE).values()).lower()
    assert not re.search(r"\b(false|falsif|wrong|fake|lie)", said)
