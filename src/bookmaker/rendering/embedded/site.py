"""The site page by page: each is made anew when something has changed that decides it.

Its numbers, references, links and the ways through the book need of the other pages only what they
are called and what stands in them: an outline, which is remembered for each page, as the page is.
So one page can also be made alone, for who writes on it, in its place among the others; what only
the whole book shows, such as one id on two pages, and the search are left to the whole site then.
"""

from __future__ import annotations

import io
import json
import posixpath
import shutil
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from bookmaker.errors import BookError, InputError, Problem
from bookmaker.project import pandoc, variables
from bookmaker.project.description import FILE, FORMATS, Book, Chapter, read_staged
from bookmaker.project.directories import FILE as EDITIONS
from bookmaker.project.language import LANGUAGES
from bookmaker.project.remembered import Memory, digest_of, files_in, own_code, version_of
from bookmaker.rendering.embedded import (
    features,
    floats,
    links,
    notes,
    numbering,
    pictures,
    reading,
    references,
    web,
)
from bookmaker.rendering.embedded.imprint import Imprint, imprint_of
from bookmaker.rendering.embedded.numbering import Leaf, Target
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.pictures import file_of
from bookmaker.rendering.embedded.reading import Read
from bookmaker.rendering.embedded.web import search

__all__ = ["copy_resources", "is_known", "render_page", "write_site"]

_AT_ONCE = 4

# What decides an answer of the memory.
Deciding = Iterable[str | bytes]


def write_site(
    book: Book, directory: Path, imprint: Imprint, read: Mapping[str, Read] | None = None
) -> list[Path]:
    """Write the site of a staged project; returns its pages in order.

    Each notebook is copied beside its page. `read` are pages that are read already, by their
    source. Raises `InputError` with whatever is wrong with any.
    """
    pages = _Pages.of(book, read or {})
    pages.require_unique()
    site = web.Site(book, pages.leaves, web.copy_assets(directory), imprint)
    write = partial(_write, site, pages, shared=_deciding_all(site), directory=directory)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = list(pool.map(write, range(len(book.chapters))))
    if problems := [problem for each in found for problem in each]:
        raise InputError(problems)
    written = {chapter.href: directory / chapter.href for chapter in book.chapters}
    search.write_index(written, directory=directory, memory=book.memory)
    return list(written.values())


def render_page(
    project: Path,
    source: str,
    target: Path,
    *,
    day: date | None = None,
    formats: Sequence[str] = FORMATS,
    memory: Path | None = None,
) -> Path:
    """Render the page `source` of the staged `project` into the book in `target`.

    Returns the page, the same as `render` would write; the other arguments are those of `render`.
    What the page needs beside it is written where it is missing or older than what is staged.

    Raises `BookError` for a page that the book does not list, and `InputError` as `render` does
    for what this page says; the page that was there stays then.
    """
    book = read_staged(project.absolute(), formats=formats, memory=Memory(memory))
    place = next((n for n, each in enumerate(book.chapters) if each.source == source), None)
    if place is None:
        listed = ", ".join(each.source for each in book.chapters)
        raise BookError(f"{source} is no page of the book; its pages are {listed}")
    pages = _Pages.of(book, {})
    leaf = pages.leaf(place)
    site = web.Site(book, pages.leaves, web.copy_assets(target), imprint_of(book, day))
    copy_resources(book, target)
    page, *_ = web.write_page(site.with_leaf(leaf, place), leaf, directory=target)
    web.copy_notebook(book, source, directory=target)
    return page


def copy_resources(book: Book, directory: Path) -> list[Path]:
    """Copy the files that `project: resources:` names, a folder as `name/`, into the built book.

    What is there already, and younger, is not copied again.

    Raises `InputError` for an entry that is no file or folder of the project, or leads out of it.
    """
    listed = (book.options.get("project") or {}).get("resources") or []
    names = [str(name) for name in (listed if isinstance(listed, list) else [listed])]
    found = {name: _files(book.directory, name) for name in names}
    problems = [
        Problem(FILE, "", "project.resources", f"'{name}' is not in the project; take it out")
        for name, files in found.items()
        if not files
    ]
    if problems:
        raise InputError(problems)
    copies = []
    for source in sorted({path for files in found.values() for path in files}):
        target = directory / source.relative_to(book.directory)
        if not _is_current(target, source):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        copies.append(target)
    return copies


def _is_current(copy: Path, source: Path) -> bool:
    if not copy.is_file():
        return False
    made, given = copy.stat(), source.stat()
    return made.st_size == given.st_size and made.st_mtime_ns > given.st_mtime_ns


def _files(root: Path, name: str) -> list[Path]:
    if name.startswith(("/", "!")) or ".." in Path(name).parts:
        return []
    pattern = f"{name.rstrip('/')}/**/*" if (root / name).is_dir() else name
    return [path for path in root.glob(pattern) if path.is_file()]


def is_known(book: Book) -> bool:
    """Whether the site can be made of what is remembered, but for pages that have changed."""
    return book.memory.has(_deciding_outline(book, _deciding_outlines(book), book.chapters[0], 0))


@dataclass(frozen=True)
class _Draft:
    """A page that is read: with its tree as Pandoc gave it, and what stands in it unnumbered."""

    page: Page
    tree: list
    leaf: Leaf

    @classmethod
    def of(cls, book: Book, chapter: Chapter, read: Read | None = None) -> _Draft:
        """Read a page, unless it is read. Raises `InputError` with what is wrong with it."""
        if read is None:
            page = reading.read_page(book, chapter, variables.read_variables(book.directory))
            [tree] = reading.read_trees([page], book.memory)
        else:
            page, tree = read
        blocks = floats.normalise(features.select(tree, web.FORMATS), page)
        leaf = numbering.take_title(page, chapter.href, blocks=blocks, part=chapter.part)
        return cls(page, tree, leaf)

    def numbered(self, book: Book, n_before: int) -> tuple[Leaf, list[Target]]:
        """The page when so many numbered chapters come before, and what references can name."""
        leaf = replace(self.leaf, headings=[])
        targets = numbering.number_book(
            [leaf], depth=book.number_depth, words=book.words, n_before=n_before
        )
        return leaf, list(targets.values())

    def facts(self, book: Book, n_before: int) -> dict[str, Any]:
        """What an outline says, for JSON."""
        leaf, targets = self.numbered(book, n_before)
        # Also what other formats show is checked.
        shown = pandoc.nodes([leaf.title, leaf.blocks, self.tree], "Image")
        return {
            "leaf": {
                "identifier": leaf.identifier,
                "title": leaf.title,
                "is_numbered": leaf.is_numbered,
                "number": leaf.number,
            },
            "targets": [astuple(each) for each in targets],
            "parts": sorted(links.parts_of(self.tree)),
            "identifiers": list(links.identifiers(leaf.blocks)),
            "links": list(dict.fromkeys(links.targets_of(self.tree))),
            "references": sorted(references.keys_of(leaf.blocks)),
            "pictures": sorted(set(map(file_of, shown))),
        }


@dataclass(frozen=True)
class _Outline:
    """A page as the others see it, and what it wants of them.

    Its leaf has no text. `parts` are the ids that a link to it may have, `identifiers` those of its
    text as it is shown; `links`, `references` and `pictures` are what it leads to, names and shows.
    `n_before` numbered chapters come before it; a page that was read has its `draft`.
    """

    chapter: Chapter
    leaf: Leaf
    targets: tuple[Target, ...]
    parts: tuple[str, ...]
    identifiers: tuple[str, ...]
    links: tuple[str, ...]
    references: tuple[str, ...]
    pictures: tuple[str, ...]
    n_before: int
    draft: _Draft | None

    @classmethod
    def of(
        cls, book: Book, chapter: Chapter, n_before: int, shared: Deciding, read: Read | None
    ) -> _Outline:
        """The outline from memory, or of the page."""
        drafts: list[_Draft] = []

        def written() -> str:
            drafts.append(_Draft.of(book, chapter, read))
            return json.dumps(drafts[0].facts(book, n_before))

        decided_by = _deciding_outline(book, shared, chapter, n_before)
        facts = json.loads(book.memory.text(decided_by, written))
        own = facts.pop("leaf")
        leaf = Leaf(Page(chapter.source, ()), chapter.href, [], part=chapter.part, **own)
        targets = tuple(Target(*each) for each in facts.pop("targets"))
        listed = {name: tuple(each) for name, each in facts.items()}
        draft = drafts[0] if drafts else None
        return cls(chapter, leaf, targets, **listed, n_before=n_before, draft=draft)


@dataclass(frozen=True)
class _Pages:
    """The pages of a book, in order, those that are unchanged only in outline."""

    book: Book
    outlines: list[_Outline]
    read: Mapping[str, Read]

    @classmethod
    def of(cls, book: Book, read: Mapping[str, Read]) -> _Pages:
        """Raises `InputError` with whatever is wrong with pages that had to be read."""
        shared, outlines, problems, n_before = _deciding_outlines(book), [], [], 0
        for chapter in book.chapters:
            try:
                known = read.get(chapter.source)
                outlines.append(_Outline.of(book, chapter, n_before, shared, known))
                n_before += bool(outlines[-1].leaf.number)
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(problems)
        return cls(book, outlines, read)

    @property
    def leaves(self) -> list[Leaf]:
        """The pages without their texts."""
        return [each.leaf for each in self.outlines]

    @cached_property
    def targets(self) -> dict[str, Target]:
        """What references can name."""
        return {each.identifier: each for outline in self.outlines for each in outline.targets}

    @cached_property
    def addresses(self) -> links.Addresses:
        """What links can lead to."""
        parts = {each.leaf.href: set(each.parts) for each in self.outlines}
        return links.Addresses(self.book, parts)

    def require_unique(self) -> None:
        """Raise `InputError` for ids that stand twice in the book."""
        n_named = sum(len(each.targets) for each in self.outlines)
        found = ((each.leaf.page, each.leaf.identifier, each.identifiers) for each in self.outlines)
        if len(self.targets) < n_named or links.doubles(found):
            drafts = [self._draft(each) for each in self.outlines]
            pages, trees = [each.page for each in drafts], [each.tree for each in drafts]
            reading.number(self.book, pages, trees=trees, formats=web.FORMATS)

    def leaf(self, place: int) -> Leaf:
        """A page, its references resolved. Raises `InputError` for whatever is wrong with it."""
        book, outline = self.book, self.outlines[place]
        draft = self._draft(outline)
        page, tree = draft.page, draft.tree
        leaf, _ = draft.numbered(book, outline.n_before)
        problems = links.page_problems(self.addresses, page, tree)
        problems += pictures.check(book.directory, page, tree)
        problems += notes.check(page, tree)
        problems += references.resolve(leaf, self.targets, words=book.words)
        if problems:
            raise InputError(problems)
        return leaf

    def _draft(self, outline: _Outline) -> _Draft:
        known = self.read.get(outline.chapter.source)
        return outline.draft or _Draft.of(self.book, outline.chapter, known)

    def deciding(self, place: int) -> Deciding:
        """What decides a page besides what decides all of them."""
        outline, directory = self.outlines[place], self.book.directory
        source = outline.chapter.source
        yield from (source, str(outline.n_before), _content(directory / source))
        faults = [self.addresses.fault(each, outline.leaf.href) for each in outline.links]
        named = [self.targets.get(each) for each in outline.references]
        yield json.dumps([faults, [astuple(each) for each in named if each]])
        for name in outline.pictures:
            yield from (name, _content(directory / posixpath.dirname(source) / name))
            yield from web.narrow(directory, name)


def _write(
    site: web.Site, pages: _Pages, place: int, *, shared: str, directory: Path
) -> list[Problem]:
    """Write a page with its pictures, from memory if it is there; returns what is wrong with it."""
    book, is_fresh = site.book, False

    def made() -> bytes:
        nonlocal is_fresh
        is_fresh, leaf = True, pages.leaf(place)
        files = web.write_page(site.with_leaf(leaf, place), leaf, directory=directory)
        return _packed(files, directory)

    try:
        packed = book.memory.answer(["page", shared, *pages.deciding(place)], made)
    except InputError as error:
        return list(error.problems)
    if not is_fresh:
        with zipfile.ZipFile(io.BytesIO(packed)) as files:
            for name in files.namelist():
                path = directory / name
                # `extractall` fails where another page makes the same folder.
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(files.read(name))
    web.copy_notebook(book, book.chapters[place].source, directory=directory)
    return []


def _packed(files: Iterable[Path], directory: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in files:
            name = posixpath.normpath(path.relative_to(directory).as_posix())
            archive.writestr(name, path.read_bytes())
    return packed.getvalue()


def _deciding_outlines(book: Book) -> Deciding:
    """What decides the outlines of all pages."""
    files = [_content(book.directory / name) for name in (FILE, variables.FILE)]
    return ["outline", own_code(), pandoc.version(), *files]


def _deciding_outline(book: Book, shared: Deciding, chapter: Chapter, n_before: int) -> Deciding:
    content = _content(book.directory / chapter.source)
    return [*shared, chapter.source, content, str(n_before)]


def _deciding_all(site: web.Site) -> str:
    """A digest of what decides all pages: the book, its words and ways, our code and templates."""
    book, imprint = site.book, site.imprint
    said = [dict(book.words), book.formats, imprint.rendered, str(imprint.day)]
    ways = [[leaf.href, leaf.part, leaf.title, leaf.number] for leaf in site.leaves]
    names = [FILE, variables.FILE, EDITIONS, *book.bibliography, *([book.csl] if book.csl else [])]
    return digest_of(
        [
            *(own_code(), pandoc.version(), search.version(), json.dumps([said, ways])),
            *(version_of(name) for name in ("babel", "jinja2", "markupsafe")),
            *(part for folder in (web.ASSETS, web.FILTERS, LANGUAGES) for part in files_in(folder)),
            *(_content(book.directory / name) for name in names),
        ]
    )


def _content(path: Path) -> bytes:
    # An empty file is another thing than none.
    return path.read_bytes() if path.is_file() else b"\0"
