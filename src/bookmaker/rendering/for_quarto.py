"""What a staged project holds for Quarto alone, so that `quarto render` gives the whole book.

    _book.json        what the filters of `bookmaker/filters` say: words, credits, citations
    reference.docx    the styles of the DOCX, which `_quarto.yml` names
    cover.png         the cover of the EPUB
    fonts/            the figures' own font, for Typst
    scripts/          what pages do besides Quarto's own scripts

The embedded renderer makes all of it itself, from the same functions.
"""

from __future__ import annotations

import json
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from bookmaker.project import pandoc
from bookmaker.project.description import Book, Chapter, read_book
from bookmaker.project.directories import read_editions
from bookmaker.project.lines import outside_code, page_lines
from bookmaker.project.notebooks import joined, read_notebook
from bookmaker.project.remembered import Memory
from bookmaker.rendering.dates import long_date
from bookmaker.rendering.embedded.imprint import Imprint
from bookmaker.rendering.embedded.paper.docx_parts import write_reference
from bookmaker.rendering.embedded.paper.office import NAMESPACE
from bookmaker.rendering.embedded.paper.pictures import fonts, write_cover
from bookmaker.rendering.embedded.paper.whole_book import keywords
from bookmaker.rendering.embedded.web.how_to_cite import bibtex, in_words
from bookmaker.rendering.languages import name_of

FILE = "_book.json"
_SCRIPTS = ("theme/quarto.js", "theme/enlarge.js", "assets/languages.js")
_HEADING = re.compile(r"^# .*", re.MULTILINE)


@dataclass(frozen=True)
class _Cited:
    """A page as a citation names it."""

    href: str
    plain_title: str
    number: str


def write(project: Path, *, day: date | None = None, memory: Path | None = None) -> None:
    """Write into a staged project what Quarto needs besides; `day` is that of the sources, and what
    is in the directory `memory` is not made again."""
    book = replace(read_book(project), memory=Memory(memory))
    text = json.dumps(_facts(book, day), ensure_ascii=False, indent=1, sort_keys=True)
    (project / FILE).write_text(text + "\n", encoding="utf-8")
    write_reference(project / "reference.docx")
    write_cover(book, project / "cover.png")
    # What the cover was set from.
    for name in ("book.typ", "cover.typ"):
        (project / name).unlink()
    _name_language(project / book.csl, book.language)
    _copy(fonts().glob("DejaVuSans*.ttf"), project / "fonts")
    _copy((Path(__file__).parent / name for name in _SCRIPTS), project / "scripts")


def _name_language(style: Path, language: str) -> None:
    """Write the language into the style of the citations; see `filters/paper.lua`."""
    if style.is_file():
        text = style.read_text(encoding="utf-8")
        text = text.replace("<style ", f'<style default-locale="{language}" ', 1)
        style.write_text(text, encoding="utf-8")


def _copy(files: Iterable[Path], directory: Path) -> None:
    directory.mkdir(exist_ok=True)
    for file in files:
        shutil.copyfile(file, directory / file.name)


def _facts(book: Book, day: date | None) -> dict[str, Any]:
    editions = read_editions(book.directory)
    others = editions if len(editions) > 1 and book.language in editions else ()
    return {
        "language": book.language,
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": list(book.authors),
        "date": long_date(book.date, book.language),
        "credits": list(book.footer),
        "keywords": keywords(book),
        "words": dict(book.words),
        "sources": Imprint("", day).sources(book),
        "identifier": f"urn:uuid:{_identifier(book)}",
        "editions": [{"code": each, "name": name_of(each)} for each in others],
        "parts": {each.source: each.part for each in book.chapters},
        "scripts": [PurePosixPath(name).name for name in _SCRIPTS],
        "pages": {page.href: _page(book, page, day) for page in _pages(book)},
    }


def _page(book: Book, page: _Cited, day: date | None) -> dict[str, str]:
    is_front = page.href == book.chapters[0].href
    chapter = next(each for each in book.chapters if each.href == page.href)
    return {
        "notebook": PurePosixPath(chapter.source).name if chapter.is_notebook else "",
        "cited": in_words(book, page, is_front=is_front, day=day),
        "bibtex": bibtex(book, page, is_front=is_front, day=day),
    }


def _pages(book: Book) -> Iterator[_Cited]:
    """The pages with their titles and numbers, as the book counts them."""
    text = "\n\n".join(_heading(book, chapter) for chapter in book.chapters)
    headings = list(pandoc.nodes(pandoc.read(text, memory=book.memory)["blocks"], "Header"))
    number = 0
    for chapter, heading in zip(book.chapters, headings, strict=True):
        _, (_, classes, _), title = heading["c"]
        counts = "unnumbered" not in classes and bool(book.number_depth)
        number += counts
        yield _Cited(chapter.href, pandoc.text_of(title), str(number) if counts else "")


def _heading(book: Book, chapter: Chapter) -> str:
    path = book.directory / chapter.source
    if chapter.is_notebook:
        cells = read_notebook(path, chapter.source)["cells"]
        texts = [joined(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    else:
        lines = outside_code(page_lines(path.read_text(encoding="utf-8"), chapter.source))
        texts = ["\n".join(line.text for line in lines)]
    found = next((match for text in texts if (match := _HEADING.search(text))), None)
    # A page without one is the renderer's to report.
    return found[0] if found else "# -"


def _identifier(book: Book) -> uuid.UUID:
    """The same for the same pages, another one when a word of them changes."""
    digest = sha256(book.language.encode())
    for chapter in book.chapters:
        digest.update((book.directory / chapter.source).read_bytes())
    return uuid.uuid5(NAMESPACE, digest.hexdigest())
