"""From a page to the same page, and the same section, in another language."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from html import escape, unescape
from pathlib import Path

from bookmaker.project.addresses import relative
from bookmaker.project.language import read_words
from bookmaker.rendering.policy import with_policy
from bookmaker.templates import template

_ASSETS = Path(__file__).parent / "assets"

# Where a template wants the switch; pages of Quarto have no such place and get it atop their text.
MARK = "<!-- languages -->"

# Where an edition has the script of its switch; the page above the editions takes it from there.
SCRIPT = "site_libs/languages.js"


def write_script(directory: Path) -> None:
    """Write the script of the switch into the directory of an edition."""
    target = directory / SCRIPT
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_ASSETS / target.name, target)


def with_languages(
    html: str, href: str, language: str, *, editions: Sequence[str], label: str
) -> str:
    """A page with links to its other editions, in its head and for its readers.

    `href` is the page's path within its edition, which has the script (`write_script`); `label`
    names the switch for those who hear it.
    """
    if len(editions) < 2 or language not in editions:
        return html.replace(MARK, "")
    addresses = {each: relative(f"{each}/{href}", f"{language}/{href}") for each in editions}
    head = "".join(
        f'<link rel="alternate" hreflang="{each}" href="{escape(address)}">\n'
        for each, address in addresses.items()
    )
    items = "".join(_item(each, address, language) for each, address in addresses.items())
    nav = f'<nav class="languages" aria-label="{escape(label)}">{items}</nav>'
    script = f'<script defer src="{relative(SCRIPT, href)}"></script>\n'
    html = html.replace("</head>", f"{head}{script}</head>", 1)
    if MARK in html:
        return html.replace(MARK, nav, 1)
    return re.sub(r"(<main\b[^>]*>)", lambda match: match[1] + nav, html, count=1)


def _item(each: str, address: str, language: str) -> str:
    name = f'lang="{each}" hreflang="{each}"'
    if each == language:
        return f'<span lang="{each}" aria-current="true">{name_of(each)}</span>'
    return f'<a {name} href="{escape(address)}">{name_of(each)}</a>'


def name_of(language: str) -> str:
    """What a language calls itself.

    >>> name_of("kk")
    'Қазақша'
    """
    return read_words(language)["language-name"]


def write_root_page(page: Path, editions: Iterable[str]) -> None:
    """Write the page above the editions, with the titles their front pages have."""
    titles = {}
    for each in editions:
        text = (page.parent / each / "index.html").read_text(encoding="utf-8")
        found = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
        titles[each] = unescape(found[1].strip()) if found else name_of(each)
    page.write_text(root_page(titles), encoding="utf-8")


def root_page(titles: dict[str, str]) -> str:
    """The page above the editions: all of them, and the way to the one the browser asks for.

    `titles` maps each language to the book's title in it; a single one is opened at once. With
    `#choose` nobody is sent on.
    """
    first = next(iter(titles))
    page = template(_ASSETS / "root.html").render(
        titles=titles, first=first, name_of=name_of, script=f"{first}/{SCRIPT}"
    )
    return with_policy(page)
