"""What the code of the study itself says: axes, legends, headings, messages.

English stands where it is used, `study.text("share, %")`; Russian and Kazakh in one catalogue for
each language, `locale/<language>/interface.po`, under the English text. `make translations` reads
the texts from the code and brings the catalogues up to date, so that a translator never opens a
Python file. What depends on a number stands in brackets beside it (`helpers.agreement`).
"""

from __future__ import annotations

from functools import cache

from helpers import paths
from helpers.agreement import Agreeing
from helpers.editions import CODE, LANGUAGES
from helpers.errors import ArgumentError

CATALOGUE = "interface"


def text(english: str, language: str) -> str:
    """An English text in a language; the English one where there is no translation.

    The text is written out in the call, or `marked` where a table holds it. Values are filled in
    afterwards: `text("{n} of {m}", language).format(n=3, m=9)`. Raises `ArgumentError` for a
    language that has no edition, `InputError` for a catalogue that cannot be read.

    >>> text("not published", "ru"), text("not published", "en")
    ('не опубликовано', 'not published')
    """
    return _translations(language).get(("", english), english)


def text_in(context: str, english: str, language: str) -> str:
    """The same for a text with several translations; the context says which one is meant.

    >>> text_in("printed numbers", "none", "ru"), text_in("base", "none", "ru")
    ('ни одно', 'нет такой')
    """
    return _translations(language).get((context, english), english)


def marked(english: str) -> str:
    """The text itself; marks one that a table holds and `text` translates later.

    >>> COLUMNS = {"share": marked("share, %")}
    >>> text(COLUMNS["share"], "ru")
    'доля, %'
    """
    return english


@cache
def _translations(language: str) -> dict[tuple[str, str], str]:
    """The usable translations by context and English text; a text without context has ""."""
    if language not in LANGUAGES:
        raise ArgumentError(
            f"language {language!r} has no edition; choose one of {', '.join(LANGUAGES)}"
        )
    if language == CODE:
        return {}
    from helpers import po_files

    file = po_files.read(paths.ROOT / "locale" / language / f"{CATALOGUE}.po")
    return {
        (entry.context or "", entry.id): Agreeing.of(entry.string, language)
        for entry in file.entries
        if po_files.usable(entry)
    }
