"""Words of the audit's report at the terminal, in three languages."""

from __future__ import annotations

from helpers.interface import phrases

REPORT_WORDS: dict[str, dict[str, str]] = phrases(
    "audit_report_words.report_words",
    {
        "claim": "claim",
        "verdict": "verdict",
        "printed": "printed",
        "arithmetic": "arithmetic",
        "all_follow": "Every number that can be derived follows.",
        "listed": "Listed above: what does not follow as printed. --all lists every number.",
        "claims": "Claims",
        "checks": "Checks",
        "idle": "Nothing to compare for",
        "inconsistent": "inconsistent",
        "open": "open",
        "consistent": "consistent",
        "formula": "formula",
        "base": "stated base",
        "bases": "other bases that work",
        "may_be": "what may have happened",
        "place": "in the report",
        "find": "search for",
        "notice": "{file} has no codebook beside it. The project's codebook is used, and these "
        "ids, "
        "which it does not know, are taken as they are: {ids}. Checks that need the type of a "
        "question leave them out. To name a codebook: --codebook FILE.",
    },
    {"find": "audit report"},
)


def report_word(key: str, language: str) -> str:
    """A word of the report in a language of the editions."""
    return REPORT_WORDS[key][language]
