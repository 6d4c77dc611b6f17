"""Words of the chapter on what the printed numbers imply, in three languages."""

from __future__ import annotations

from helpers.interface import phrases, text_of

IMPLIED_WORDS: dict[str, dict[str, str]] = phrases(
    "implied_words.implied_words",
    {
        "column_block": "Block",
        "column_readings": "Rounding: base",
        "all_readings": "any",
        "all_bases": "any base",
        "column_n_claims": "Printed numbers",
        "column_result": "Result",
        "column_n_sets": "Smallest sets",
        "column_shared": "In every set",
        "rounding_nearest": "nearest",
        "rounding_truncated": "cut off",
        "rounding_either": "either",
        "bases_stated": "as stated",
        "bases_question": "one per question",
        "bases_form": "one per form",
        "column_query": "Question",
        "column_low": "At least",
        "column_high": "At most",
        "column_status": "Status",
        "status_proved": "proved",
        "status_undecided": "undecided in time",
        "status_infeasible": "no such group",
        "all_hold": "all hold together",
        "gives": "{n} must give",
        "undecided": "undecided in time",
        "at_least": "at least {n}",
        "nothing_shared": "none",
        "in_all": "in every smallest set",
        "in_some": "in some of them",
        "in_none": "in none",
        "corrections_note": "Numbers that no smallest set gives up are not drawn. Above each "
        "column: how many "
        "numbers of form A must give.",
    },
    {"nothing_shared": "printed numbers"},
)


def implied_word(key: str, language: str) -> str:
    """A word in a language. Raises `ArgumentError` for a key or language there is not."""
    return text_of(IMPLIED_WORDS, key, language, module="implied_words")
