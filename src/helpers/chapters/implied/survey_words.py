"""Words of the figures on staff, on pairs of answers and on the silent, in three languages."""

from __future__ import annotations

from helpers.interface import phrases, text_of

SURVEY_WORDS: dict[str, dict[str, str]] = phrases(
    "implied_survey_words.survey_words",
    {
        "column_label": "Answer",
        "column_count": "Gave it",
        "column_share": "Share of the register, at least – at most",
        "column_silent": "Silent needed for a majority",
        "largest_share": "Share of all staff in the largest organisations (over 30 staff)",
        "women_others": "Women among staff of all other organisations",
        "women_largest": "Women among staff of the largest",
        "youth_others": "Young people among staff of all other organisations",
        "youth_largest": "Young people among staff of the largest",
        "can_be": "can be anywhere here",
        "printed_share": "among all staff, from the printed counts",
        "share_axis": "Share",
        "pairs_note": "In each cell how many organisations can have given both answers, at least "
        "and at "
        "most. Dark: some must have given both.",
        "majority_axis": "Of the silent, so many would have to agree",
        "majority_note": "For the answer to be that of more than half of the register's "
        "organisations.",
    },
)


def survey_word(key: str, language: str) -> str:
    """A word in a language. Raises `ArgumentError` for a key or language there is not."""
    return text_of(SURVEY_WORDS, key, language, module="implied_survey_words")
