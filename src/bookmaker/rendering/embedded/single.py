"""One page of the site alone, for who writes on it: in its place among the others.

Its numbers, references, links and the ways through the book need of the other pages only what they
are called and what stands in them: an outline, which is remembered for each page. What only the
whole book shows, such as one id on two pages, and the search are left to the next whole rendering.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path

from bookmaker.errors import BookError, InputError
from bookmaker.project import pandoc, variables
from bookmaker.project.description import FILE, FORMATS, Book, Chapter, read_staged
from bookmaker.project.remembered import Memory, own_code
from bookmaker.rendering import embedded
from bookmaker.rendering.embedded import (
    features,
    floats,
    links,
    notes,
    numbering,
    pictures,
    references,
    web,
)
from bookmaker.rendering.embedded.numbering import Heading, Leaf, Target
from bookmaker.rendering.embedded.pages import Page, fill_page

__all__ = ["render_page"]


def render_page(
    site: Path,
    source: str,
    target: Path,
    *,
    day: date | None = None,
    formats: Sequence[str] = FORMATS,
    memory: Path | None = None,
) -> Path:
    """Render the page `source` of the staged project in `site` into the book in `target`.

    Returns the page, the same as `render` would write; the other arguments are those of `render`.
    What the page needs beside it is written where it is missing or older than what is staged.

    Raises `BookError` for a page that the book does not list, and `InputError` as `render` does
    for what this page says; the page that was there stays then.
    """
    book = read_staged(site.absolute(), formats=formats, memory=Memory(memory))
    place = next((n for n, each in enumerate(book.chapters) if each.source == source), None)
    if place is None:
        listed = ", ".join(each.source for each in book.chapters)
        raise BookError(f"{source} is no page of the book; its pages are {listed}")
    drafts: dict[str, _Draft] = {}
    outlines = list(_outlines(book, drafts))
    draft = drafts.get(source) or _draft(book, book.chapters[place], outlines[place].n_before)
    _check(book, draft, outlines)
    leaves = [outline.leaf for outline in outlines]
    leaves[place] = draft.leaf
    shared = web.Site(book, leaves, web.copy_assets(target), embedded.imprint_of(book, day))
    embedded.copy_resources(book, target)
    return web.write_page(shared, draft.leaf, directory=target)


@dataclass(frozen=True)
class _Draft:
    """A page that is read and numbered, with its tree as Pandoc gave it."""

    page: Page
    tree: list
    leaf: Leaf
    targets: tuple[Target, ...]


@dataclass(frozen=True)
class _Outline:
    """A page as the others see it, and how many numbered chapters come before it.

    Its leaf has no text; `parts` are the ids that a link to it may have.
    """

    leaf: Leaf
    targets: tuple[Target, ...]
    parts: tuple[str, ...]
    n_before: int


def _draft(book: Book, chapter: Chapter, n_before: int) -> _Draft:
    page = embedded.read_page(book, chapter)
    problems = features.check_page(page)
    if problems:
        raise InputError(problems)
    page = fill_page(page, variables.read_variables(book.directory))
    [tree] = embedded.read_trees([page], book.memory)
    blocks = floats.normalise(features.select(tree, web.FORMATS), page)
    leaf = numbering.take_title(page, chapter.href, blocks=blocks, part=chapter.part)
    targets = numbering.number_book(
        [leaf], depth=book.number_depth, words=book.words, n_before=n_before
    )
    return _Draft(page, tree, leaf, tuple(targets.values()))


def _outlines(book: Book, drafts: dict[str, _Draft]) -> Iterator[_Outline]:
    """The outline of each page, those that are unchanged from memory; the others in `drafts`."""
    shared = [own_code(), pandoc.version()]
    shared += [_content(book.directory / name) for name in (FILE, variables.FILE)]
    n_before = 0
    for chapter in book.chapters:
        content = _content(book.directory / chapter.source)
        decided_by = ["outline", *shared, chapter.source, content, str(n_before)]

        def outlined(chapter: Chapter = chapter, n_before: int = n_before) -> str:
            drafts[chapter.source] = _draft(book, chapter, n_before)
            return _written(drafts[chapter.source])

        outline = _read(book.memory.text(decided_by, outlined), chapter, n_before)
        yield outline
        n_before += bool(outline.leaf.number)


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _written(draft: _Draft) -> str:
    leaf = draft.leaf
    facts = {
        "identifier": leaf.identifier,
        "title": leaf.title,
        "is_numbered": leaf.is_numbered,
        "number": leaf.number,
        "headings": [astuple(each) for each in leaf.headings],
        "targets": [astuple(each) for each in draft.targets],
        "parts": sorted(links.parts_of(draft.tree)),
    }
    return json.dumps(facts)


def _read(kept: str, chapter: Chapter, n_before: int) -> _Outline:
    facts = json.loads(kept)
    targets = tuple(Target(*each) for each in facts.pop("targets"))
    parts = tuple(facts.pop("parts"))
    facts["headings"] = [Heading(*each) for each in facts["headings"]]
    leaf = Leaf(Page(chapter.source, ()), chapter.href, [], part=chapter.part)
    return _Outline(replace(leaf, **facts), targets, parts, n_before)


def _check(book: Book, draft: _Draft, outlines: Iterable[_Outline]) -> None:
    """Resolve the page's references. Raises `InputError` for whatever is wrong with the page."""
    page, tree = draft.page, draft.tree
    parts = {outline.leaf.href: set(outline.parts) for outline in outlines}
    targets = {each.identifier: each for outline in outlines for each in outline.targets}
    problems = links.page_problems(links.Site(book, parts), page, tree)
    problems += pictures.check(book.directory, page, tree)
    problems += notes.check(page, tree)
    problems += references.resolve(draft.leaf, targets, words=book.words)
    if problems:
        raise InputError(problems)
