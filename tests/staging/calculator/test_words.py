"""Words of the score's page: complete in every language, with the same places to fill."""

import re

import pytest

from helpers.outputs.words import WORDS
from helpers.staging import calculator
from helpers.staging.calculator.words import SCORE_WORDS, SHARED_WORDS


@pytest.mark.parametrize("key", SCORE_WORDS)
def test_languages_say_the_same(key):
    """Three languages, none empty, with the same `{names}` in each."""
    texts = SCORE_WORDS[key]
    assert set(texts) == {"en", "ru", "kk"}
    names = {language: set(re.findall(r"{(\w+)}", text)) for language, text in texts.items()}
    assert names["en"] == names["ru"] == names["kk"]
    assert all(text.strip() == text != "" for text in texts.values())


def test_words_have_one_home():
    """A word is shared or the page's own, and every one the scripts ask for exists, and is used."""
    assert not set(SCORE_WORDS) & set(SHARED_WORDS)
    assert set(SHARED_WORDS) <= set(WORDS)
    scripts = [name for name in calculator.SCRIPTS if name.endswith(".js")]
    text = "\n".join((calculator.ASSETS / name).read_text(encoding="utf-8") for name in scripts)
    asked = set(re.findall(r"\bwords\.(\w+)", text))
    rules = {"complete_cases", "zero", "person_mean"}
    assert asked | rules == set(SCORE_WORDS) | set(SHARED_WORDS)
