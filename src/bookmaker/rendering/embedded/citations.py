"""Citations: how Pandoc is told of the sources, and the language of each entry it lists.

Pandoc knows the language of a source (`langid` in its bibliography) and does not write it; with it
a Russian title is read aloud as Russian.
"""

from __future__ import annotations

import re

from bookmaker.project.description import Book

CODES = {"english": "en", "russian": "ru", "kazakh": "kk"}
_SOURCE = re.compile(r"^@\w+\{(?P<key>[^,\s]+),(?P<fields>.*?)^\}", re.MULTILINE | re.DOTALL)
_LANGUAGE = re.compile(r"^\s*langid\s*=\s*[{\"](?P<name>\w+)", re.MULTILINE)
_ENTRY = re.compile(r'<div id="ref-(?P<key>[^"]+)" class="csl-entry"')


def citation_arguments(book: Book) -> list[str]:
    """Pandoc's arguments for citations in the style of the project."""
    files = [f"--bibliography={name}" for name in book.bibliography]
    style = [f"--csl={book.csl}"] if book.csl else []
    return ["--citeproc", "--metadata=link-citations:true", *files, *style]


def source_languages(bibliography: str) -> dict[str, str]:
    """The language of each source of a BibTeX text that names one of ours.

    >>> source_languages("@book{a,\\n  langid = {russian},\\n}\\n@book{b,\\n  year = {1927},\\n}")
    {'a': 'ru'}
    """
    found = (
        (each["key"], _LANGUAGE.search(each["fields"])) for each in _SOURCE.finditer(bibliography)
    )
    return {key: CODES[match["name"]] for key, match in found if match and match["name"] in CODES}


def mark_languages(html: str, book: Book) -> str:
    """A page whose references in another language than the book's say so."""
    languages: dict[str, str] = {}
    for name in book.bibliography:
        languages |= source_languages((book.directory / name).read_text(encoding="utf-8"))

    def marked(match: re.Match[str]) -> str:
        language = languages.get(match["key"], book.language)
        return match[0] + (f' lang="{language}"' if language != book.language else "")

    return _ENTRY.sub(marked, html)
