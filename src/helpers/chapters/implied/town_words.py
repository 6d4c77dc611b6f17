"""Words of the figures on the towns' forms, scorings and order, in three languages."""

from __future__ import annotations

from helpers.interface import phrases, text_of

TOWN_WORDS: dict[str, dict[str, str]] = phrases(
    "implied_town_words.town_words",
    {
        "forms": "Forms a town can have filled in",
        "zero": "no answer earns no points",
        "person_mean": "no answer earns the mean of the others",
        "complete_cases": "forms with gaps are left out",
        "column_points": "Points",
        "column_missing": "Missing answers",
        "column_result": "Printed means",
        "column_forms": "Forms in all",
        "column_unasked": "Town that can be without monitoring",
        "agree": "agree",
        "cost": "cost {n} more printed number",
        "undecided": "undecided in time",
        "any_town": "any of the seven",
        "none": "–",
        "sizes_note": "Every line is one scoring that agrees with the printed means; both ends "
        "are proved.",
        "can": "can be the town",
        "cannot": "cannot",
        "unasked_note": "Below a mark: the level of the town's mean once it is read on the whole "
        "scale.",
        "safe_missing": "holds under every scoring",
        "safe_points": "holds whatever the points, with the report's rule for gaps",
        "safe_same": "holds only with the report's own points",
        "safe_": "not even then, because means are rounded",
        "lower": "… scores above:",
        "level": "its level",
        "multiverse_note": "Outer bounds over {n} pairs of scorings: what they prove is safe, "
        "the rest is open.",
    },
)


def town_word(key: str, language: str) -> str:
    """A word in a language. Raises `ArgumentError` for a key or language there is not."""
    return text_of(TOWN_WORDS, key, language, module="implied_town_words")
