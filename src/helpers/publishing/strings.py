"""Words the book says by itself, by language.

English is complete and first: a word a language lacks is an error at build time, never a silent
English word in a Kazakh page. `_quarto.yml` may override any of them under `language:`, with the
keys Quarto uses where Quarto has one.
"""

from __future__ import annotations

from collections.abc import Mapping

from helpers.errors import InputError, Problem
from helpers.interface import by_language, phrases
from helpers.publishing.site_words import SITE_PHRASES, SITE_WORDS

WORDS: dict[str, dict[str, str]] = by_language(
    phrases(
        "strings.words",
        {
            "crossref-fig-title": "Figure",
            "crossref-tbl-title": "Table",
            "crossref-eq-prefix": "Equation",
            "crossref-sec-prefix": "Section",
            "crossref-ch-prefix": "Chapter",
            "callout-note-title": "Note",
            "callout-tip-title": "Tip",
            "callout-warning-title": "Warning",
            "callout-important-title": "Important",
            "callout-caution-title": "Caution",
            "code-summary": "Code",
            "toc-title-document": "Contents",
            "toc-title-website": "On this page",
            "section-title-references": "References",
            "crossref-lof-title": "List of figures",
            "crossref-lot-title": "List of tables",
        },
        {"callout-note-title": "callout"},
    )
    | SITE_PHRASES
)


# Words only the embedded renderer says; Quarto has no key for them.
OWN = frozenset(SITE_WORDS["en"])


def for_quarto(language: str) -> dict[str, str]:
    """The words to give Quarto under `language:`, which lacks Kazakh and translates in part.

    >>> for_quarto("kk")["crossref-tbl-title"]
    'Кесте'
    """
    return {key: word for key, word in words(language).items() if key not in OWN}


def words(language: str, overrides: Mapping[str, str] | None = None) -> dict[str, str]:
    """The interface words of a language, with the project's own in their place.

    Raises `InputError` when neither this module nor the project knows a word of the language.

    >>> words("ru")["crossref-fig-title"]
    'Рисунок'
    """
    known = {**WORDS.get(language, {}), **(overrides or {})}
    missing = [key for key in WORDS["en"] if key not in known]
    if missing:
        message = (
            f"no words for language '{language}': {', '.join(missing)}; "
            "add them to helpers/publishing/strings.py or under 'language:'"
        )
        raise InputError([Problem("_quarto.yml", "", "language", message)])
    return known
