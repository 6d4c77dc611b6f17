"""Words of the figure on what published numbers of forms would give away, in three languages."""

from __future__ import annotations

from helpers.interface import phrases, text_of

DISCLOSURE_WORDS: dict[str, dict[str, str]] = phrases(
    "disclosure_words.disclosure_words",
    {
        "n_forms": "Number of forms, if it were published",
        "outsider": "Score sets that fit the mean, to anyone",
        "insider": "… to somebody who knows one of the forms, at worst",
        "chance": "random answers",
        "note": "Points {scheme}, forms with all three answers. 1: every score is worked out; –: "
        "no "
        "scores of so many forms print this mean. Last row above: what random answers leave on "
        "average.",
    },
)


def disclosure_word(key: str, language: str) -> str:
    """A word in a language. Raises `ArgumentError` for a key or language there is not."""
    return text_of(DISCLOSURE_WORDS, key, language, module="disclosure_words")
