"""The search index: Pagefind reads the rendered pages and writes an index of static files.

Only the text of a page goes in: no code, no lists of links. Pagefind's own interface stays out;
`book.js` asks its engine in the browser.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version as package_version
from pathlib import Path, PurePosixPath

from bs4 import BeautifulSoup
from pagefind.service import PagefindService

DIRECTORY = "pagefind"
_LEFT_OUT = (
    "[data-furniture], .code-fold, pre, script, style, math, .anchor, .footnote-ref, "
    ".claim-entry > p, .claim-entry > dl"
)
# Hundreds of entries of the ledger must not come before the chapters.
_ENTRY_WEIGHT = "0.5"
# Files of Pagefind's ready-made interfaces, which the book does not use.
_INTERFACES = re.compile(r"\bpagefind-(?:\w+-ui|ui|highlight)\.|playground")


@cache
def version() -> str:
    """Version of Pagefind in use."""
    return package_version("pagefind")


def write_index(pages: Mapping[str, Path], *, directory: Path) -> Path:
    """Write the index of a site's pages, given by their address in it; returns its directory."""
    contents = {
        href: searchable(path.read_text(encoding="utf-8")) for href, path in sorted(pages.items())
    }
    # A thread of its own: the caller's may run an event loop already.
    with ThreadPoolExecutor(max_workers=1) as pool:
        files = pool.submit(asyncio.run, _index(contents)).result()
    for name, content in files.items():
        path = directory / DIRECTORY / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return directory / DIRECTORY


async def _index(contents: Mapping[str, str]) -> dict[str, bytes]:
    async with PagefindService() as service:
        index = await service.create_index()
        for href, content in contents.items():
            await index.add_html_file(content=content, url=f"/{href}")
        files = await index.get_files()
    return {file["path"]: file["content"] for file in files if not _INTERFACES.search(file["path"])}


def searchable(html: str) -> str:
    """What search reads of a page: its language, its title, its text with ids on the headings.

    Pagefind leads to a section only if the heading itself has an id; pages have it on the section.
    """
    page = BeautifulSoup(html, "html.parser")
    main = page.main
    for part in main.select(_LEFT_OUT):
        part.decompose()
    for section in main.select("section[id]"):
        heading = section.find(re.compile(r"^h[2-6]$"), recursive=False)
        if heading is not None:
            heading["id"] = section["id"]
            del section["id"]
    for heading in main.select(".claim-entry > h3"):
        heading["data-pagefind-weight"] = _ENTRY_WEIGHT
    title = main.select("h1")[-1]
    title["data-pagefind-meta"] = "title"
    language = page.html["lang"]
    return f'<html lang="{language}"><body>{main}</body></html>'
