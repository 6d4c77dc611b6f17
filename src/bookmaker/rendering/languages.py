"""From a page to the same page, and the same section, in another language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape
from pathlib import Path

from bookmaker.project.addresses import relative
from bookmaker.project.language import read_words

# Where a template wants the switch; pages of Quarto have no such place and get it atop their text.
MARK = "<!-- languages -->"

# The section at the top of the window is where the other edition opens; the choice is remembered
# for the root page.
_SCRIPT = (
    "<script>for(const a of document.querySelectorAll('.languages a'))"
    "a.addEventListener('click',()=>{let id='';"
    "for(const s of document.querySelectorAll('main section[id]'))"
    "if(s.getBoundingClientRect().top<innerHeight/3)id=s.id;"
    "if(id)a.hash=id;try{localStorage.setItem('book-language',a.lang)}catch{}})</script>"
)

_ROOT_PAGE = """<!doctype html>
<html lang="{first}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{links}{alone}
<script>
let wanted = [...navigator.languages];
try {{ wanted.unshift(localStorage.getItem("book-language") || ""); }} catch {{}}
const built = {built};
const found = wanted.map((tag) => tag.slice(0, 2)).find((tag) => built.includes(tag));
if (found && location.hash !== "#choose") location.replace(found + "/index.html");
</script>
<style>
body {{ max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem; }}
body {{ font: 1.15rem/1.6 system-ui, sans-serif; }}
li {{ margin: 1rem 0; }}
a {{ font-weight: 650; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<ul>
{items}
</ul>
</main>
</body>
</html>
"""


def with_languages(
    html: str, href: str, language: str, *, editions: Sequence[str], label: str
) -> str:
    """A page with links to its other editions, in its head and for its readers.

    `href` is the page's path within its edition; `label` names the switch for those who hear it.
    """
    if len(editions) < 2 or language not in editions:
        return html.replace(MARK, "")
    addresses = {each: relative(f"{each}/{href}", f"{language}/{href}") for each in editions}
    head = "".join(
        f'<link rel="alternate" hreflang="{each}" href="{escape(address)}">\n'
        for each, address in addresses.items()
    )
    items = "".join(_item(each, address, language) for each, address in addresses.items())
    nav = f'<nav class="languages" aria-label="{escape(label)}">{items}</nav>{_SCRIPT}'
    html = html.replace("</head>", f"{head}</head>", 1)
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
    links = "\n".join(
        f'<link rel="alternate" hreflang="{each}" href="{each}/index.html">' for each in titles
    )
    items = "\n".join(
        f'<li lang="{each}"><a hreflang="{each}" href="{each}/index.html">{name_of(each)}</a><br>'
        f"{escape(title)}</li>"
        for each, title in titles.items()
    )
    refresh = f'\n<meta http-equiv="refresh" content="0; url={first}/index.html">'
    return _ROOT_PAGE.format(
        alone=refresh if len(titles) == 1 else "",
        first=first,
        title=escape(titles[first]),
        links=links,
        built=list(titles),
        items=items,
    )
