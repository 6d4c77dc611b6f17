"""What `_quarto.yml` says about the book, as far as this repository's book needs it.

The file is Quarto's; this reads the keys the embedded renderer honours. A key of the book that
would change the reader's page and is not honoured here is refused, so that the two renderers
cannot drift apart in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from bookmaker.errors import InputError, Problem
from bookmaker.project import yaml_text
from bookmaker.project.language import words_of
from bookmaker.project.remembered import NOTHING, Memory

# What a book can be made as; its pages (html) always are.
FORMATS = ("html", "pdf", "epub", "docx")

FILE = "_quarto.yml"

# Keys this renderer honours, and those that change nothing it writes.
BOOK_KEYS = frozenset(
    ["title", "subtitle", "author", "date", "chapters", "output-file", "page-footer", "downloads"]
)
FOOTER_SIDES = ("left", "center", "right")
IDLE_KEYS = frozenset(
    [
        "bread-crumbs",
        "description",
        "favicon",
        "page-navigation",
        "reader-mode",
        "search",
        "sharing",
    ]
)


@dataclass(frozen=True)
class Chapter:
    """A page of the book by its path in the project, and the title of the part it stands in."""

    source: str
    part: str = ""

    @property
    def href(self) -> str:
        """The HTML page made of it.

        >>> Chapter("notebooks/01_sector_picture.ipynb").href
        'notebooks/01_sector_picture.html'
        """
        return str(PurePosixPath(self.source).with_suffix(".html"))

    @property
    def is_notebook(self) -> bool:
        """Whether the page is a Jupyter notebook."""
        return self.source.endswith(".ipynb")


@dataclass(frozen=True)
class Book:
    """The book project: everything a renderer needs to know besides the pages.

    `footer` is what stands left, in the middle and right below each page, in Markdown; on paper
    the left part follows the title. `options` is the whole description with the keys of
    `format: html:` over it. `formats` are those that are made now, and `memory` has what was made
    before.
    """

    directory: Path
    language: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    date: str
    chapters: tuple[Chapter, ...]
    bibliography: tuple[str, ...]
    csl: str
    output_file: str
    footer: tuple[str, str, str]
    options: Mapping[str, Any]
    words: Mapping[str, str]
    formats: tuple[str, ...] = FORMATS
    memory: Memory = NOTHING

    @property
    def credits(self) -> tuple[str, ...]:
        """The parts of the footer that say something."""
        return tuple(part for part in self.footer if part)

    @property
    def typst(self) -> Mapping[str, Any]:
        """What the description says of print, under `format: typst:`."""
        return _mapping(_mapping(self.options.get("format")).get("typst"))

    @property
    def number_depth(self) -> int:
        """Deepest heading level that gets a number; 0 when sections are not numbered."""
        numbered = self.options.get("number-sections", True)
        return int(self.options.get("number-depth", 6)) if numbered else 0

    @property
    def downloads(self) -> tuple[str, ...]:
        """The whole book in other formats that are made, by their suffix: pdf, epub, docx."""
        return tuple(each for each in self.listed_downloads if each in self.formats)

    @property
    def listed_downloads(self) -> tuple[str, ...]:
        """Those that the description lists."""
        return _texts((self.options.get("book") or {}).get("downloads"))

    @property
    def toc_depth(self) -> int:
        """Deepest heading level listed in a page's table of contents."""
        return int(self.options.get("toc-depth", 3))


def read_description(path: Path) -> dict[str, Any]:
    """Parse a project file. Raises `InputError` when it is missing or is not a YAML mapping."""
    if not path.is_file():
        raise InputError([Problem(path.name, "", "", "file is missing; the book needs it")])
    return yaml_text.load_mapping(path, refusal="is not YAML: {cause}")


def read_book(directory: Path) -> Book:
    """Read the book's description from a staged project.

    Raises `InputError` for a missing title, no chapters, a part without a title or chapters,
    appendices (not supported by the embedded renderer), or an unknown key under `book:`.
    """
    content = read_description(directory / FILE)
    book = content.get("book") or {}
    problems = _problems(book)
    if problems:
        raise InputError(problems)
    language = str(content.get("lang", "en"))
    return Book(
        directory=directory,
        language=language,
        title=str(book["title"]),
        subtitle=str(book.get("subtitle", "")),
        authors=_names(book.get("author")),
        date=str(book.get("date", "")),
        chapters=chapters_of(content),
        bibliography=_texts(content.get("bibliography")),
        csl=str(content.get("csl", "")),
        output_file=str(book.get("output-file", "book")),
        footer=_footer(book.get("page-footer")),
        options={**content, **_mapping(_mapping(content.get("format")).get("html"))},
        words=words_of(language, _overrides(content.get("language"))),
    )


def read_staged(site: Path, *, formats: Iterable[str] = FORMATS, memory: Memory = NOTHING) -> Book:
    """The same for a renderer. Raises `InputError` when nothing is staged there, too."""
    if not (site / FILE).is_file():
        message = f"no staged project in {site}; stage it first"
        raise InputError([Problem(FILE, "", "", message)])
    return replace(read_book(site), formats=tuple(formats), memory=memory)


def chapters_of(content: Mapping[str, Any]) -> tuple[Chapter, ...]:
    """The pages a project description lists, in order, those of its parts among them.

    >>> parts = [{"part": "The study", "chapters": ["notebooks/01_sector_picture.ipynb"]}]
    >>> [(c.source, c.part) for c in chapters_of({"book": {"chapters": ["index.qmd", *parts]}})]
    [('index.qmd', ''), ('notebooks/01_sector_picture.ipynb', 'The study')]
    """
    found = []
    for entry in (content.get("book") or {}).get("chapters") or []:
        if isinstance(entry, dict):
            listed = entry.get("chapters") or []
            found += [Chapter(each, str(entry.get("part", ""))) for each in listed]
        else:
            found.append(Chapter(entry))
    return tuple(found)


def _problems(book: Mapping[str, Any]) -> list[Problem]:
    problems = []
    if not book.get("title"):
        problems.append(Problem(FILE, "", "book.title", "is missing; give the book a title"))
    if not book.get("chapters"):
        problems.append(Problem(FILE, "", "book.chapters", "is empty; list at least index.qmd"))
    for entry in book.get("chapters") or []:
        if not isinstance(entry, str) and not _is_part(entry):
            message = (
                f"{entry!r} is neither a file name nor a part: title and chapters, plain files"
            )
            problems.append(Problem(FILE, "", "book.chapters", message))
    for key in sorted(set(book) - BOOK_KEYS - IDLE_KEYS):
        message = (
            f"'{key}' is not supported by the embedded renderer; "
            f"supported are {', '.join(sorted(BOOK_KEYS))}"
        )
        problems.append(Problem(FILE, "", f"book.{key}", message))
    return problems


def _is_part(entry: Any) -> bool:
    """Whether it is `part: title` with its `chapters:`; a part by a file of its own is not."""
    if not isinstance(entry, dict) or set(entry) != {"part", "chapters"}:
        return False
    title, listed = entry["part"], entry["chapters"]
    named = isinstance(title, str) and title and not title.endswith((".qmd", ".md", ".ipynb"))
    return bool(named and isinstance(listed, list) and all(isinstance(e, str) for e in listed))


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(item) for item in (value if isinstance(value, list) else [value]))


def _names(value: Any) -> tuple[str, ...]:
    entries = value if isinstance(value, list) else [value] if value else []
    return tuple(str(e["name"] if isinstance(e, dict) else e) for e in entries)


def _overrides(value: Any) -> dict[str, str]:
    return {str(k): str(v) for k, v in _mapping(value).items()}


def _mapping(value: Any) -> dict[str, Any]:
    """The keys of a part; none where it is a bare name, as in `format: html`."""
    return value if isinstance(value, dict) else {}


def _footer(value: Any) -> tuple[str, str, str]:
    parts = value if isinstance(value, dict) else {"center": value}
    left, center, right = (str(parts.get(side) or "") for side in FOOTER_SIDES)
    return left, center, right
