"""Words the book says by itself, by language.

English is complete and first: a word a language lacks is an error at build time, never a silent
English word in a Kazakh page. `_quarto.yml` may override any of them under `language:`, with the
keys Quarto uses where Quarto has one. `{query}`, `{count}`, `{title}`, `{name}` and `{date}` stand
for what the page puts in.
"""

from __future__ import annotations

from collections.abc import Mapping

from bookmaker.errors import InputError, Problem
from helpers.interface import by_language, phrases

SITE_PHRASES = phrases(
    "site_words.site_words",
    {
        "skip-to-content": "Skip to the text",
        "nav-previous": "Previous",
        "nav-next": "Next",
        "rendered-by": "Rendered by",
        "download-pdf": "The book as PDF",
        "download-docx": "The book for Word (DOCX)",
        "download-epub": "The book for e-readers (EPUB)",
        "search-label": "Search the book",
        "search-short": "Search",
        "search-none": "Nothing found for “{query}”",
        "search-found": "Pages found: {count}",
        "search-offline": "Search needs a web server: run “make preview”, "
        "or read the book on the web.",
        "language-label": "Language",
        "theme-label": "Colours",
        "theme-auto": "Auto",
        "theme-light": "Light",
        "theme-dark": "Dark",
        "copy": "Copy",
        "copied": "Copied",
        "enlarge": "Enlarge",
        "close": "Close",
        "code-show": "Show all code",
        "code-hide": "Hide all code",
        "notebook-download": "Executed notebook",
        "jupyter-title": "Open in JupyterLab",
        "jupyter-how": "The executed notebook holds the results and opens in any JupyterLab. "
        "To run it again, get a copy of the book's sources, and enter there:",
        "jupyter-then": "JupyterLab opens in the browser; choose {name} in its list of files.",
        "anchor-label": "Link to: {title}",
        "cite-chapter": "Cite this chapter",
        "cite-book": "Cite this book",
        "cite-in": "In:",
        "cite-chapter-number": "chapter {number}",
        "sources-of": "Sources as of {date}",
    },
)

SITE_WORDS = by_language(SITE_PHRASES)

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
            "add them to bookmaker/project/words.py or under 'language:'"
        )
        raise InputError([Problem("_quarto.yml", "", "language", message)])
    return known
