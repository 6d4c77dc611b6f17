"""The book as two renderers made it of one staged project: what readers of each meet.

Two things are asked. Of each book, what its reader would stumble over (`faults`). Of both together,
where they say different things: the pages, and on each page the headings, the numbers of figures
and tables, the targets of references, alternative texts, and the text after normalising white
space.
"""

from __future__ import annotations

import argparse
import difflib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from bookmaker.quarto_command import find_quarto
from bookmaker.rendering import quarto
from helpers import paths
from helpers.editions import LANGUAGES, SOURCE
from helpers.errors import BookError
from helpers.review.browser import MISSING, chromium, find_browser
from helpers.review.contact_sheet import make_sheets
from helpers.review.faults import Built, faults_of, faults_table, read_built
from helpers.review.page_content import PageContent, read_page

# Of one aspect in one book: enough to mend the kind.
_SHOWN = 12


@dataclass(frozen=True)
class PageDifference:
    """One place where two books differ: on which page, in what, and what each says there."""

    page: str
    part: str
    first: str
    second: str

    def __str__(self) -> str:
        lines = [f"{self.page}: {self.part}"]
        lines += [f"  - {self.first}"] if self.first else []
        lines += [f"  + {self.second}"] if self.second else []
        return "\n".join(lines)


def compare_books(first: Path, second: Path) -> list[PageDifference]:
    """Everything in which two rendered books differ; an empty list means that nothing does.

    Raises `BookError` when a directory holds no page.
    """
    here, there = _pages(first), _pages(second)
    found = [PageDifference(name, "page", name, "") for name in sorted(here - there)]
    found += [PageDifference(name, "page", "", name) for name in sorted(there - here)]
    for name in sorted(here & there):
        found += compare_pages(name, read_page(first, name), read_page(second, name))
    return found


def compare_pages(name: str, first: PageContent, second: PageContent) -> list[PageDifference]:
    """The differences of one page, part by part."""
    return [
        PageDifference(name, field.name, *pair)
        for field in fields(PageContent)
        for pair in _unequal(getattr(first, field.name), getattr(second, field.name))
    ]


def _unequal(first: Sequence, second: Sequence) -> Iterator[tuple[str, str]]:
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag != "equal":
            yield _shown(first[start:end]), _shown(second[other_start:other_end])


def _shown(items: Sequence) -> str:
    """Items of one list as one text: parts of an item apart by a bar, items by a slash."""
    return " / ".join(item if isinstance(item, str) else " | ".join(item) for item in items)


def _pages(root: Path) -> set[str]:
    names = {path.relative_to(root).as_posix() for path in root.rglob("*.html")}
    if not names:
        raise BookError(f"{root} has no HTML page; render a book into it first")
    return names


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the built book with what Quarto makes of the same project, or two rendered books."""
    parser = argparse.ArgumentParser(prog="parity", description=main.__doc__)
    parser.add_argument("books", nargs="*", type=Path, help="one or two rendered books")
    parser.add_argument("--language", default=SOURCE, choices=LANGUAGES, help="their edition")
    parser.add_argument("--sheets", type=Path, help="photograph the pages side by side into this")
    options = parser.parse_args(arguments)
    if len(options.books) > 2:
        parser.error("name at most two books")
    site = paths.site(options.language)
    if options.books:
        return _report(dict(zip(("first", "second"), options.books, strict=False)), site, options)
    if find_quarto() is None:
        raise BookError(
            "Quarto is not installed; install it, or name the books: "
            "python -m helpers parity FIRST SECOND"
        )
    with tempfile.TemporaryDirectory() as scratch:
        other = Path(scratch).resolve() / options.language
        quarto.render(site, other)
        return _report({"embedded": paths.book(options.language), "Quarto": other}, site, options)


def _report(books: Mapping[str, Path], site: Path, options: argparse.Namespace) -> int:
    built = {name: read_built(directory.resolve(), site) for name, directory in books.items()}
    found = _all_faults(built)
    for name, aspects in found.items():
        for aspect, faults in aspects.items():
            print("".join(_lines(f"{name}: {aspect}", faults)), end="")
    directories = list(books.values())
    differences = compare_books(*directories) if len(directories) == 2 else []
    for difference in differences:
        print(difference)
    print(faults_table(found))
    if len(directories) == 2:
        n_pages = len(_pages(directories[0]) | _pages(directories[1]))
        print(f"{n_pages} pages compared: {len(differences)} differences (- first, + second).")
    if options.sheets:
        for path in make_sheets(directories[0], options.sheets, beside=directories[1:]):
            print(path)
    n_faults = sum(len(faults) for aspects in found.values() for faults in aspects.values())
    return 1 if differences or n_faults else 0


def _lines(title: str, faults: Sequence[str]) -> Iterator[str]:
    if faults:
        yield f"{title}\n"
        yield from (f"  {fault}\n" for fault in faults[:_SHOWN])
        yield f"  and {len(faults) - _SHOWN} more\n" if len(faults) > _SHOWN else ""


def _all_faults(built: Mapping[str, Built]) -> dict[str, dict[str, list[str]]]:
    if not find_browser():
        print(f"Pages are not opened: {MISSING}.")
        return {name: faults_of(each) for name, each in built.items()}
    with chromium() as browser:
        return {name: faults_of(each, browser) for name, each in built.items()}
