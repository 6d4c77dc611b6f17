"""Words and signs of the audit's figures and tables, in three languages, and the names of claims.

The sentences of the arithmetic are `consistency.wording`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from helpers.consistency.word_shares import SHARE_UNITS
from helpers.interface import phrases, text_of

if TYPE_CHECKING:
    from helpers.study import Study

# One character per verdict, drawn beside its word: colour is never the only sign.
SIGNS = {
    "contradiction": "≠",
    "base": "÷",
    "rounding": "≈",
    "exact": "=",
    "not_derivable": "·",
    "external": "↗",
}

# Verdicts of numbers that follow from others, from worst to best; the rest has nothing to follow.
JUDGED = ("contradiction", "base", "rounding", "exact")

# As figures and tables show them: worst first, and last what has nothing to follow from.
ORDER = (*JUDGED, "not_derivable", "external")

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
        "kind_base": "base",
        "kind_total": "total",
        "kind_rank": "place in the order",
        "kind_words": "share in words",
        "kind_percent": "percent",
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


def claim_name(study: Study, claim_id: str, *, kind: bool = True, question: bool = True) -> str:
    """What a claim counts, by the codebook's labels: "Level of influence: active, percent".

    Without `kind` the last word is left out, where the number itself shows that it is a percentage;
    without `question` the first, unless nothing would be left.
    """
    claim = study.ledger[claim_id]
    parts = [study.category_label(claim.variable, claim.category)] if claim.category else []
    parts += [study.label("places", claim.place)] if claim.place else []
    key = "kind_words" if claim.unit in SHARE_UNITS else f"kind_{claim.kind}"
    parts += [audit_word(key, study.language)] if kind and key in AUDIT_WORDS else []
    name = study.label("variables", claim.variable)
    if question or not parts:
        return f"{name}: {', '.join(parts)}" if parts else name
    return ", ".join(parts)


def namer(study: Study) -> Callable[[str], str]:
    """A function from claim ids to names, as `consistency.wording` asks for it."""
    return lambda claim_id: claim_name(study, claim_id)
