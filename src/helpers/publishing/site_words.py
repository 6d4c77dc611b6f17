"""Words of the site's own buttons and boxes, by language; Quarto brings its own for its pages.

`{query}`, `{count}`, `{title}`, `{name}` and `{date}` stand for what the page puts in.
"""

from __future__ import annotations

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
