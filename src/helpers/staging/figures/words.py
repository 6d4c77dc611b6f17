"""Words around the files of figures and tables, and of their index, by language."""

from __future__ import annotations

from helpers.errors import InputError, Problem
from helpers.interface import by_language, phrases

FIGURE_WORDS: dict[str, dict[str, str]] = by_language(
    phrases(
        "figure_words.figure_words",
        {
            "csv": "Data (CSV)",
            "svg": "SVG",
            "png": "PNG",
            "made": "How it was made",
            "claims": "Claims ({count})",
            "interactive-show": "Interactive version",
            "interactive-hide": "Close the interactive version",
            "interactive-failed": "The interactive version could not be loaded; the figure above "
            "and "
            "its data hold the same numbers.",
            "index-title": "Figures and tables",
            "index-lead": "Every figure and table that the chapters draw from the data, with its "
            "numbers (CSV), its picture (SVG for print and editing, PNG for slides), the code that "
            "made it, and the report's numbers it draws.",
        },
    )
)


def figure_words(language: str) -> dict[str, str]:
    """The words of a language. Raises `InputError` for a language that has none.

    >>> figure_words("ru")["csv"]
    'Данные (CSV)'
    """
    if language not in FIGURE_WORDS:
        message = f"no words for language '{language}'; add them to figure_words.py"
        raise InputError([Problem("figure_words.py", "", "", message)])
    return FIGURE_WORDS[language]
