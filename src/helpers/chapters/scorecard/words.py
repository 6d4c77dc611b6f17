"""Words and signs of the audit's figures and tables, in three languages, and the names of claims.

The sentences of the arithmetic are `consistency.wording`'s.
"""

from __future__ import annotations

from helpers.interface import phrases, text_of

AUDIT_WORDS: dict[str, dict[str, str]] = phrases(
    "audit_words.audit_words",
    {
        "verdict": "Verdict",
        "meaning": "What it means",
        "numbers": "Numbers",
        "chapter": "Chapter of the report",
        "all": "All",
        "printed": "Printed number",
        "arithmetic": "Arithmetic",
        "may_be": "What may have happened",
        "touches": "What it bears on",
        "nothing_rests": "none of the sentences examined below",
        "check": "Check",
        "compared": "Compared",
        "inconsistent": "Inconsistent",
        "open": "Left open",
        "consistent": "Agrees",
        "result": "Result",
        "counts": "What it counts",
        "claims": "Numbers compared",
        "reach": "What checks it",
        "reach_derived": "other printed numbers give it",
        "reach_source": "it gives other printed numbers",
        "reach_compared": "a check compares it with others",
        "reach_alone": "nothing in the report",
        "scorecard_note": "One mark per printed number; in each chapter from worst to best, then "
        "how many "
        "they are. A small mark: the report has nothing to derive it from.",
        "bases_axis": "possible base, respondents",
        "bases_all": "all at once",
        "bases_half_up": "works, rounded to nearest",
        "bases_truncated": "works only if further digits are cut off",
        "bases_stated": "base printed for the question",
        "bases_sum": "sum of the printed answers",
        "bases_note": "Up to {limit}, the participants of the discussions. A base below the "
        "count itself "
        "cannot be.",
        "bases_none": "none",
        "percent_of": "{percent} for {count}",
    },
    {"bases_none": "base"},
)


def audit_word(key: str, language: str) -> str:
    """A word or phrase of the audit in a language.

    Raises `ArgumentError` for an unknown key or language.

    >>> audit_word("arithmetic", "en")
    'Arithmetic'
    """
    return text_of(AUDIT_WORDS, key, language, module="audit_words")
