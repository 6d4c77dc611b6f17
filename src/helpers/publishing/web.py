"""The HTML site: one page per chapter, styles, scripts and pictures as files, a search index.

Nothing here asks another host for anything, and every link is relative: the site works from a
folder and from any path of a web server. Scripts only add to pages that read whole without them.
"""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from string import Template

from helpers.publishing import built, pandoc, search
from helpers.publishing.anchors import add_anchors
from helpers.publishing.languages import read_editions, with_languages
from helpers.publishing.numbering import Heading, Leaf
from helpers.publishing.page_parts import Site, page_parts
from helpers.publishing.pandoc import Node
from helpers.publishing.project import Book
from helpers.publishing.reference_languages import mark_languages
from helpers.publishing.web_blocks import PageWriter

FORMATS = ("html",)
ASSETS = Path(__file__).parent / "assets"
_SITE_ASSETS = "site_libs"
# On every page where they exist; a page that needs more links it in a raw HTML block.
_SHARED_ASSETS = ("book.css", "claims.css", "figures.css", "book.js", "figures.js")


def write_site(book: Book, leaves: Sequence[Leaf], *, directory: Path, colophon: str) -> list[Path]:
    """Write the site of a numbered book with resolved references; returns its pages in order.

    `colophon` names the renderer. Each notebook is copied beside its page, as it was executed.
    """
    assets = _copy_assets(directory)
    template = Template((ASSETS / "page.html").read_text(encoding="utf-8"))
    with ThreadPoolExecutor(max_workers=4) as pool:
        bodies = list(pool.map(lambda leaf: body_html(book, leaf, directory=directory), leaves))
    site = Site(book, leaves, assets=assets, rendered=colophon, day=built.source_date())
    editions = read_editions(book.directory)
    written = {}
    for leaf, body in zip(leaves, bodies, strict=True):
        path = directory / leaf.href
        path.parent.mkdir(parents=True, exist_ok=True)
        text = template.substitute(page_parts(site, leaf), body=body)
        label = book.words["language-label"]
        text = with_languages(text, leaf.href, book.language, editions=editions, label=label)
        path.write_text(text, encoding="utf-8")
        written[leaf.href] = path
        if leaf.page.source.endswith(".ipynb"):
            shutil.copyfile(book.directory / leaf.page.source, directory / leaf.page.source)
    search.write_index(written, directory=directory)
    return list(written.values())


def _copy_assets(directory: Path) -> list[str]:
    names = [name for name in _SHARED_ASSETS if (ASSETS / name).is_file()]
    (directory / _SITE_ASSETS).mkdir(parents=True)
    for name in names:
        shutil.copyfile(ASSETS / name, directory / _SITE_ASSETS / name)
    return [f"{_SITE_ASSETS}/{name}" for name in names]


def body_html(book: Book, leaf: Leaf, *, directory: Path) -> str:
    """A chapter's text as HTML; its pictures are written beside it."""
    pictures = _copy_pictures(book, leaf, directory=directory)
    anchored = add_anchors(leaf.blocks, book.words["anchor-label"])
    blocks = PageWriter(book.words, pictures).blocks(anchored)
    arguments = ["--to", "html5", "--mathml", "--section-divs", "--wrap=none"]
    if any(pandoc.nodes(blocks, "Cite")):
        blocks = [*blocks, *references(leaf, book.words["section-title-references"])]
        arguments += citation_arguments(book)
    meta = {"lang": book.language}
    html = pandoc.write(pandoc.document(blocks, meta=meta), arguments, directory=book.directory)
    return mark_languages(finished(html), book)


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


def citation_arguments(book: Book) -> list[str]:
    """Pandoc's arguments for citations in the style of the project."""
    files = [f"--bibliography={name}" for name in book.bibliography]
    style = [f"--csl={book.csl}"] if book.csl else []
    return ["--citeproc", "--metadata=link-citations:true", *files, *style]


def references(leaf: Leaf, title: str) -> list[Node]:
    """The heading and the empty place of a page's list of references."""
    leaf.headings.append(Heading(2, "references", "", title))
    heading = [2, ["references", ["unnumbered"], []], [{"t": "Str", "c": title}]]
    return [{"t": "Header", "c": heading}, pandoc.div("refs", ["references"], [])]


def _copy_pictures(book: Book, leaf: Leaf, *, directory: Path) -> dict[str, bytes]:
    """Write the pictures a page shows, by their path relative to the page."""
    pictures = dict(leaf.page.files)
    base = posixpath.dirname(leaf.page.source)
    for image in pandoc.nodes(leaf.blocks, "Image"):
        name = posixpath.normpath(image["c"][2][0])
        if name not in pictures:
            pictures[name] = (book.directory / base / name).read_bytes()
    for name, content in pictures.items():
        path = directory / base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return pictures
