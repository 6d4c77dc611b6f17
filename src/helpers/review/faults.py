"""What a reader of a built book would stumble over, aspect by aspect, whatever renderer made it.

Pages are held to what they say, files for paper to the pages: a table of a page has all its cells
in print, a chapter its title in the running heads, a picture its description. Each aspect is a list
of faults with their place; an empty one means that none was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from bookmaker.project.description import Book, read_staged
from helpers.editions import SOURCE
from helpers.review import words
from helpers.review.documents import Document, bare, read_document
from helpers.review.screens import Screens, look_at

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_EPOCH = re.compile(r"1970")
# Said in print before the first and after the last chapter.
_LISTS = ("toc-title-document", "crossref-lof-title", "crossref-lot-title")


@dataclass(frozen=True)
class Built:
    """A rendered edition: its pages, parsed, its files for paper, its description."""

    directory: Path
    book: Book
    pages: Mapping[str, BeautifulSoup]
    documents: Mapping[str, Document]


def read_built(directory: Path, site: Path) -> Built:
    """What was rendered into `directory` from the staged project in `site`."""
    book = read_staged(site)
    names = [chapter.href for chapter in book.chapters]
    pages = {
        name: BeautifulSoup((directory / name).read_text(encoding="utf-8"), "html.parser")
        for name in names
    }
    files = {kind: directory / f"{book.output_file}.{kind}" for kind in book.downloads}
    return Built(directory, book, pages, {kind: read_document(files[kind]) for kind in files})


def faults_of(built: Built, browser: Browser | None = None) -> dict[str, list[str]]:
    """Every aspect's faults; those that need a browser only where there is one."""
    found = {
        "title, authors and credits": list(_front(built)),
        "language, keywords and dates": list(_metadata(built)),
        "pictures without words or without PNG": list(_pictures(built)),
        "chapters and running heads": list(_heads(built)),
        "cells of tables lost on paper": list(_cells(built)),
        "words that lie on each other": list(_overlaps(built)),
        "English words": list(_english(built)),
        "scripts or no cover in the EPUB": list(_epub(built)),
    }
    if browser is not None:
        screens = look_at(browser, built.directory)
        found["pages too wide"] = screens.too_wide
        found["console, pictures, requests"] = screens.faults or _unasked(screens)
        files = look_at(browser, built.directory, widths=[1280], from_files=True)
        found["the same, opened from a folder"] = files.faults
    return found


def _unasked(screens: Screens) -> list[str]:
    return [] if screens.n_requests else ["no page asked for anything"]


def _front(built: Built) -> Iterator[str]:
    book = built.book
    said = [book.title, book.subtitle, *book.authors, *book.footer]
    front = next(iter(built.pages.values()))
    texts = {"the front page": bare(front.get_text())}
    texts |= {kind: document.words for kind, document in built.documents.items()}
    for place, text in texts.items():
        yield from (f"{place}: '{each}' is missing" for each in said if bare(each) not in text)
    for kind, document in built.documents.items():
        if document.title != book.title:
            yield f"{kind}: its title is '{document.title}'"
        if not all(author in document.authors for author in book.authors):
            yield f"{kind}: its authors are '{document.authors}'"


def _metadata(built: Built) -> Iterator[str]:
    for name, page in built.pages.items():
        if page.html.get("lang") != built.book.language:
            yield f"{name}: its language is '{page.html.get('lang', '')}'"
    for kind, document in built.documents.items():
        if document.language != built.book.language:
            yield f"{kind}: its language is '{document.language}'"
        if not document.keywords:
            yield f"{kind}: has no keywords"
        if _EPOCH.search(document.date):
            yield f"{kind}: its date is {document.date}"


def _pictures(built: Built) -> Iterator[str]:
    n_figures = 0
    for name, page in built.pages.items():
        n_figures += len([part for part in page.select("main [id^=fig-]") if part.find("img")])
        for image in page.find_all("img"):
            if not str(image.get("alt", "")).strip():
                yield f"{name}: {image.get('src')} has no words"
    for kind, document in built.documents.items():
        silent = sum(not text for text in document.pictures)
        if silent:
            yield f"{kind}: {silent} of {len(document.pictures)} pictures have no words"
        if len(document.pictures) < n_figures:
            yield f"{kind}: {len(document.pictures)} pictures, {n_figures} figures on the pages"
        if document.vector_only:
            yield f"{kind}: {document.vector_only} pictures are SVG only"


def _heads(built: Built) -> Iterator[str]:
    """Files name the chapters that pages are called by, and no others."""
    titles = [_title(page) for page in built.pages.values()]
    lists = [built.book.words[key] for key in (*_LISTS, "section-title-references")]
    known = {_called(each) for each in (*titles, *lists, built.book.title)}
    for kind, document in built.documents.items():
        names = {"its heading": document.headings, "a running head": document.heads}
        for what, found in names.items():
            strange = [each for each in found if _called(each) not in known]
            yield from (f"{kind}: {what} '{each}' is no chapter's" for each in strange)
    all_files = {
        _called(each) for document in built.documents.values() for each in document.headings
    }
    for kind, document in built.documents.items():
        lost = all_files - {
            _called(each) for each in (*document.headings, *lists, built.book.title)
        }
        yield from (f"{kind}: no chapter '{each}'" for each in sorted(lost))


def _called(title: str) -> str:
    """A title with its number, whether a dot follows the number or not."""
    return re.sub(r"^(\d+)\.", r"\1", bare(title))


def _title(page: BeautifulSoup) -> str:
    headings = page.select("main h1")
    texts = headings[-1].find_all(string=True) if headings else []
    marks = ("anchor", "anchorjs-link")
    return " ".join(text for text in texts if not text.find_parent(class_=marks))


def _cells(built: Built) -> Iterator[str]:
    for name, page in built.pages.items():
        for table in page.select("[id^=tbl-] table"):
            cells = {bare(cell.get_text()) for cell in table.find_all(["td", "th"])}
            owner = table.find_parent(id=re.compile("^tbl-"))
            for kind, document in built.documents.items():
                lost = sorted(cell for cell in cells if cell not in document.words)
                if lost:
                    yield f"{kind}: {name}#{owner['id']} lost {len(lost)} cells, '{lost[0]}'"


def _english(built: Built) -> Iterator[str]:
    if built.book.language == SOURCE:
        return
    for name, page in built.pages.items():
        found = words.english_in(page)
        yield from [f"{name}: {', '.join(dict.fromkeys(found))}"] if found else []
    for kind, document in built.documents.items():
        said = (*document.heads, *document.headings, document.title, document.keywords)
        found = [word for text in said for word in words.english_words(text)]
        yield from [f"{kind}: {', '.join(dict.fromkeys(found))}"] if found else []


def _overlaps(built: Built) -> Iterator[str]:
    for kind, document in built.documents.items():
        yield from (f"{kind}, {place}" for place in document.overlaps)


def _epub(built: Built) -> Iterator[str]:
    document = built.documents.get("epub")
    if document and document.scripts:
        yield f"{document.scripts} scripts"
    if document and not document.has_cover:
        yield "no cover"


def faults_table(columns: Mapping[str, Mapping[str, Iterable[str]]]) -> str:
    """How many faults each aspect has in each rendering, as a Markdown table.

    >>> print(faults_table({"embedded": {"dates": []}, "quarto": {"dates": ["pdf: 1970"]}}))
    | What readers see | embedded | quarto |
    |:---|---:|---:|
    | dates | 0 | 1 |
    """
    aspects = list(next(iter(columns.values())))
    lines = [f"| What readers see | {' | '.join(columns)} |", f"|:---|{'---:|' * len(columns)}"]
    for aspect in aspects:
        counts = " | ".join(str(len(list(each[aspect]))) for each in columns.values())
        lines.append(f"| {aspect} | {counts} |")
    return "\n".join(lines)
