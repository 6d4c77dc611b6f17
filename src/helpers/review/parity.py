"""The same staged project through two renderers: what differs for its reader.

Compared are the pages, and on each page the headings, the numbers of figures and tables, the
targets of references, alternative texts, and the text after normalising white space.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from helpers import paths
from helpers.errors import BookError
from helpers.review.page_content import PageContent, read_page


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


def render_with_quarto(language: str, into: Path, *, command: Sequence[str] = ()) -> Path:
    """The staged edition rendered by Quarto into `into`; the staged project is left as it is.

    `command` is called with the project and the output directory; without it a copy of the project
    is rendered by `quarto`. Raises `BookError` when there is no Quarto or it fails.
    """
    book = into / "book"
    if command:
        _run([*command, str(paths.site(language)), str(book), "--to", "html"])
        return book
    quarto = shutil.which("quarto")
    if not quarto:
        raise BookError(
            "Quarto is not installed; install it, or name a second book: "
            "python -m helpers parity FIRST SECOND"
        )
    project = into / "project"
    shutil.copytree(paths.site(language), project)
    _run([quarto, "render", str(project), "--to", "html", "--output-dir", str(book)])
    return book


def _run(command: list[str]) -> None:
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise BookError(f"{command[0]} failed:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare two rendered books, or the built one with what Quarto makes of the same project."""
    parser = argparse.ArgumentParser(prog="parity", description=main.__doc__)
    parser.add_argument("books", nargs="*", type=Path, help="two directories of rendered books")
    parser.add_argument("--language", default="en", help="edition, when no two books are named")
    parser.add_argument(
        "--quarto", nargs="+", default=(), help="command given the project and a directory"
    )
    options = parser.parse_args(arguments)
    if len(options.books) not in (0, 2):
        parser.error("name two books, or none")
    if options.books:
        return _report(*options.books)
    with tempfile.TemporaryDirectory() as temporary:
        other = render_with_quarto(
            options.language, Path(temporary).resolve(), command=options.quarto
        )
        return _report(paths.book(options.language), other)


def _report(first: Path, second: Path) -> int:
    differences = compare_books(first, second)
    for difference in differences:
        print(difference)
    n_pages = len(_pages(first) | _pages(second))
    print(f"{n_pages} pages compared: {len(differences)} differences (- first, + second).")
    return 1 if differences else 0
