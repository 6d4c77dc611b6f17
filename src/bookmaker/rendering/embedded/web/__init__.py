"""The HTML site: one page per chapter, styles, scripts and pictures as files, a search index.

Nothing here asks another host for anything, and every link is relative: the site works from a
folder and from any path of a web server. Scripts only add to pages that read whole without them.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bookmaker.errors import InputError
from bookmaker.project import pandoc
from bookmaker.project.addresses import relative
from bookmaker.project.description import Book
from bookmaker.project.directories import read_editions, write_whole
from bookmaker.project.pandoc import Node
from bookmaker.rendering.embedded.citations import citation_arguments, mark_languages
from bookmaker.rendering.embedded.numbering import Heading, Leaf
from bookmaker.rendering.embedded.pages import problems_of
from bookmaker.rendering.embedded.pictures import file_of
from bookmaker.rendering.embedded.sizes import COLUMN_WIDTHS
from bookmaker.rendering.embedded.web.blocks import PageWriter, add_anchors
from bookmaker.rendering.embedded.web.page import ASSETS, TITLE_NOTES, Site, page_html
from bookmaker.rendering.languages import with_languages, write_script
from bookmaker.rendering.policy import with_policy

__all__ = ["ASSETS", "FORMATS", "Site", "copy_assets", "copy_notebook", "write_page"]

FORMATS = ("html",)
THEME = Path(__file__).parents[2] / "theme"
FILTERS = Path(__file__).parents[3] / "filters"
_SITE_ASSETS = "site_libs"
# Bytes; see `narrow.lua`.
_READ_BY_FILTER = 4096
_OUTPUT = re.compile(r"-output-[0-9]+$")
# On every page where they exist; a page that needs more links it in a raw HTML block.
_STYLES = (ASSETS / "book.css", THEME / "claims.css", THEME / "figures.css", THEME / "media.css")
_SHARED = (ASSETS / "theme.js", *_STYLES, ASSETS / "book.js", THEME / "enlarge.js")


def write_page(site: Site, leaf: Leaf, *, directory: Path) -> list[Path]:
    """Write a page of a numbered book with resolved references, and its pictures; returns them."""
    book, page = site.book, directory / leaf.href
    pictures = _pictures(book, leaf)
    text = page_html(site, leaf, body_html(book, leaf, pictures))
    label, editions = book.words["language-label"], read_editions(book.directory)
    text = with_languages(text, leaf.href, book.language, editions=editions, label=label)
    base = directory / posixpath.dirname(leaf.page.source)
    for name, content in pictures.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    write_whole(page, with_policy(text))
    return [page, *(base / name for name in pictures)]


def copy_notebook(book: Book, source: str, *, directory: Path) -> None:
    """Copy a notebook beside its page, as it was executed; another page has none."""
    if source.endswith(".ipynb"):
        shutil.copyfile(book.directory / source, directory / source)


def copy_assets(directory: Path) -> list[str]:
    """Write what all pages share; returns its addresses."""
    (directory / _SITE_ASSETS).mkdir(parents=True, exist_ok=True)
    for source in _SHARED:
        shutil.copyfile(source, directory / _SITE_ASSETS / source.name)
    write_script(directory)
    return [f"{_SITE_ASSETS}/{source.name}" for source in _SHARED]


def body_html(book: Book, leaf: Leaf, pictures: dict[str, bytes]) -> str:
    """A chapter's text as HTML; `pictures` are those beside it."""
    marks = list(pandoc.nodes(leaf.title, "Note"))
    noted = [pandoc.div("", [TITLE_NOTES], [{"t": "Plain", "c": marks}])] if marks else []
    anchored = [*noted, *add_anchors(leaf.blocks, book.words["anchor-label"])]
    absent = {f"{book.output_file}.{each}" for each in book.listed_downloads}
    absent -= {f"{book.output_file}.{each}" for each in book.downloads}
    blocks = PageWriter(book.words, pictures, absent).blocks(anchored)
    arguments = ["--to", "html5", "--mathml", "--section-divs", "--wrap=none"]
    arguments += [COLUMN_WIDTHS, f"--lua-filter={FILTERS / 'narrow.lua'}"]
    if any(pandoc.nodes(blocks, "Cite")):
        blocks = [*blocks, *references(leaf, book.words["section-title-references"])]
        arguments += citation_arguments(book)
    meta = {"lang": book.language, "project-offset": relative(".", leaf.href)}
    content, directory = json.dumps(pandoc.document(blocks, meta=meta)), book.directory
    drawings = (part for name in sorted(pictures) for part in narrow(directory, name))
    try:
        html = book.memory.text(
            chain(pandoc.deciding(content, arguments, directory), drawings),
            lambda: pandoc.write(content, arguments, directory=directory),
        )
    except pandoc.PandocError as error:
        raise InputError(problems_of([leaf.page], str(error))) from None
    return mark_languages(finished(html), book)


def narrow(directory: Path, name: str) -> Iterator[str | bytes]:
    """The drawing for phones that `narrow.lua` puts beside a picture, as far as it reads it."""
    label = _OUTPUT.sub("", Path(name).stem)
    path = directory / "figures" / f"{label}.narrow.svg"
    if path.is_file():
        with path.open("rb") as file:
            yield from (path.name, file.read(_READ_BY_FILTER))


def finished(html: str) -> str:
    """A chapter's HTML with what Pandoc's writer cannot say.

    A box that scrolls must be reachable by keyboard; pictures below the first load when they come
    near; the heading of the references is the renderer's own, not the author's.

    >>> finished("<pre><code>1</code></pre>")
    '<pre tabindex="0"><code>1</code></pre>'
    """
    html = re.sub(r"<pre(?=[ >])(?![^>]*tabindex)", '<pre tabindex="0"', html)
    html = re.sub(r'(<section id="references"[^>]*>\s*<h2)', r"\1 data-furniture", html)
    first, mark, rest = html.partition("<img ")
    return first + mark + rest.replace("<img ", '<img loading="lazy" ')


def references(leaf: Leaf, title: str) -> list[Node]:
    """The heading and the empty place of a page's list of references."""
    leaf.headings.append(Heading(2, "references", "", title))
    heading = [2, ["references", ["unnumbered"], []], [{"t": "Str", "c": title}]]
    return [{"t": "Header", "c": heading}, pandoc.div("refs", ["references"], [])]


def _pictures(book: Book, leaf: Leaf) -> dict[str, bytes]:
    """The pictures of a page, by their path relative to it."""
    pictures = dict(leaf.page.files)
    base = posixpath.dirname(leaf.page.source)
    for image in pandoc.nodes([leaf.title, leaf.blocks], "Image"):
        name = file_of(image)
        if name not in pictures:
            pictures[name] = (book.directory / base / name).read_bytes()
    return pictures
