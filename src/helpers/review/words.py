"""Words in another language than the page's: English that a translated book was left with.

An English word is a word in Latin letters. Names of formats and programs are Latin in Russian and
Kazakh, too, and so are the people and works that the text cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from helpers import paths

# Names that stand in Latin letters in every language.
NAMES = re.compile(
    r"\b(CSV|SVG|PNG|PDF|EPUB|DOCX|Word|Jupyter\w*|Pandoc|Typst|Pagefind|Quarto|Python|JavaScript"
    r"|MIT|CC|BY|GRIM|HEJSupport|CP|SAT|make|git|civic|voice|plotly|kz|map|https?|doi|org"
    r"|Google Forms|SPSS|Stata|Excel)\b"
)
_WORD = re.compile(r"\b[A-Za-z]{3,}\b")
# What is not said in the page's language, or not said at all.
_LEFT_OUT = (
    "code, pre, script, style, svg, math, template, nav.languages, #refs, .citation, .cite, "
    ".copyable, [lang=en], option[lang]"
)
# What is heard, or seen in an empty field, without being text of the page.
_SAID = ("aria-label", "title", "placeholder", "alt")


def english_in(page: BeautifulSoup) -> list[str]:
    """English words of a translated page: in its text, and in what is read aloud or hinted at.

    Names, citations and code are left out.

    >>> html = "<p>Данные <code>x.head</code></p><button title='Copy'>CSV</button>"
    >>> english_in(BeautifulSoup(html, "html.parser"))
    ['Copy']
    """
    left_out = {id(part) for part in page.select(_LEFT_OUT)}
    return [word for text in _texts(page.body or page, left_out) for word in english_words(text)]


def _texts(tag: Tag, left_out: set[int]) -> Iterator[str]:
    """The texts below a tag, and what its elements say in attributes."""
    for child in tag.children:
        if isinstance(child, Tag):
            if id(child) not in left_out:
                yield from (str(child[name]) for name in _SAID if child.get(name))
                yield from _texts(child, left_out)
        elif not isinstance(child, PreformattedString):
            yield str(child)


def english_words(text: str) -> list[str]:
    """English words of a text that is in another language.

    >>> english_words("Скачать PDF, copy")
    ['copy']
    """
    return [word for word in _WORD.findall(NAMES.sub("", text)) if word not in _cited()]


@cache
def _cited() -> frozenset[str]:
    """Words of the names of those whom the book cites."""
    authors = re.findall(
        r"(?m)^ *author = (.+)$", (paths.ROOT / "references.bib").read_text("utf-8")
    )
    return frozenset(re.findall(r"[A-Za-z]{3,}", " ".join(authors)))
