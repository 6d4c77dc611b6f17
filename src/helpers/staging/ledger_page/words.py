"""Words of the ledger's page, by language.

`{shown}` and `{all}` stand for numbers of entries; scripts put them in.
"""

from __future__ import annotations

from helpers.errors import InputError, Problem
from helpers.interface import by_language, phrases

LEDGER_WORDS: dict[str, dict[str, str]] = by_language(
    phrases(
        "ledger_words.ledger_words",
        {
            "title": "Ledger: every printed number",
            "lead": "Every number the report prints, in its order, with the place where it stands, "
            "the formula that should give it, and a verdict computed from the other numbers. "
            "A number with a dotted underline in the chapters leads to its entry here, and the "
            "entry's last lines lead back.",
            "signs": "A sign beside a number in the chapters says that it is not exact: ≠, ÷ or ≈. "
            "A number without a sign is exact, or has nothing in the report to be checked against, "
            "which casts no doubt on it.",
            "paper": "The website has more on each number: the bases that would work, ranges, "
            "notes, "
            "and where the book uses it; its list can be searched.",
            "find": "Search the ledger",
            "find-hint": "number, word or words of the report",
            "chapter": "Chapter of the report",
            "all-chapters": "All chapters",
            "verdicts": "Verdict",
            "reset": "Show all",
            "count-all": "All {all} numbers are shown.",
            "count": "{shown} of {all} numbers are shown.",
            "count-none": "No number fits. Shorten the search, or show all.",
            "kept": "One more is shown because the address of the page names it.",
            "may-be": "What may have happened",
            "where": "Where",
            "search-words": "search for",
            "base": "Stated base",
            "formula": "Formula",
            "stands-for": "{number} is {name}",
            "bases": "Other bases",
            "range-wilson": "If the respondents were a random sample",
            "range-bounds": "Whatever the silent organisations would say",
            "range-akmola": "Whatever the weight of Akmola Region",
            "note": "Note",
            "again": "Also printed",
            "repeats": "Repeats",
            "gives": "Gives",
            "used": "In the text",
            "drawn": "In figures and tables",
            "not-used": "nowhere in this book",
            "id": "Name in the data",
            "derived": "Numbers derived in this book",
            "derived-lead": "They are not printed in the report: the book computes them from "
            "numbers "
            "that are.",
            "derived-title": "derived number",
            "number": "Number",
            "what": "What it is",
            "verdict": "Verdict and arithmetic",
            "location-text": "text",
            "location-figure": "figure {n}",
            "location-table": "table {n}",
        },
        {"search-words": "ledger", "note": "ledger", "number": "ledger"},
    )
)


def ledger_words(language: str) -> dict[str, str]:
    """The words of a language. Raises `InputError` for a language that has none.

    >>> ledger_words("en")["where"]
    'Where'
    """
    if language not in LEDGER_WORDS:
        message = f"no words for language '{language}'; add them to ledger_words.py"
        raise InputError([Problem("ledger_words.py", "", "", message)])
    return LEDGER_WORDS[language]
