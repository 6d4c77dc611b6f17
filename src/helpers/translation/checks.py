"""What a text and its translation must share, whatever the language.

Numbers that the build fills in stand in the same order, so that the editions can be compared number
by number. Cross-references, citations, link targets, attributes, code and formulas are the same, in
any order. A numeral in the text is the same numeral in the translation: nobody translates 76 as 67.
A text of one line has a translation of one line, or a heading would be cut at the line break.
Brackets with what depends on a number stand beside one (`helpers.agreement`). Terms of the
glossary are translated as it says.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bookmaker.project.admission import UNSEEN
from helpers import paths
from helpers.agreement import disagreements, words_only
from helpers.editions import SOURCE
from helpers.errors import InputError, Problem
from helpers.translation.catalogues import LANGUAGES, Translated, translated

_VARIABLE = re.compile(r"\{\{<\s*var\s+(\S+)\s*>\}\}")
# Every part that is fixed has one of these; most texts have none.
_MAY_BE_FIXED = re.compile(r"[{@`$<\d%(]")
_KINDS = {
    "link": re.compile(r"(?<=\])\([^)]*\)"),
    "reference": re.compile(r"(?<![\w.])@[\w:-]*\w"),
    "attribute": re.compile(r"\{[#.][^}]*\}"),
    "code": re.compile(r"`[^`]*`"),
    "formula": re.compile(r"\$[^$]+\$"),
    "tag": re.compile(r"<[^>]*>"),
    "field": re.compile(r"\{\w*\}|%s"),
}
# What Markdown takes for the start of a heading, list, quotation, table, division, note or code.
_BLOCK_START = re.compile(
    r"\s|#{1,6} |[-*+>|:%] |\(?(?:\d+|[a-z]|[ivx]+|#|@)[.)] |:{3}|`{3}|~{3}|\[[^\]]+\]: ?|---"
)
_OPEN_END = re.compile(r"(?<!\\)(?:\\\\)*\\$")
# Bars within square brackets part the forms of a word (`helpers.agreement`).
_BAR = re.compile(r"(?<!\\)\|")
_FORMS = re.compile(r"\[[^\[\]]*\]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_NUMERAL = re.compile(r"\d+(?:[.,\u202f\u00a0]\d+)*")
_GROUP = re.compile(r"(?<!\b0)[,\u202f\u00a0](?=\d{3}(?!\d))")
# No translation is so much longer than its text.
_MOST_TIMES, _MOST_MORE = 4, 500
GLOSSARY = paths.ROOT / "locale" / "glossary.csv"


def mistranslations(
    root: Path = paths.ROOT,
    languages: Iterable[str] = LANGUAGES,
    page: str = "",
    values: Mapping[str, str] | None = None,
) -> list[Problem]:
    """Every translation, of one page or of all, whose fixed parts differ from its text's.

    With the `values` of the numbers also those with which nothing can agree.
    """
    return [
        _problem(each, message)
        for language in languages
        for each in translated(language, root, page)
        for message in (
            *compare(each.text, each.translation),
            *disagreements(each.text, SOURCE),
            *disagreements(each.translation, language, values),
        )
    ]


def require_translations(root: Path = paths.ROOT) -> None:
    """Raise `InputError` for catalogues that cannot be read and translations unlike their texts."""
    problems = mistranslations(root)
    if problems:
        raise InputError(problems)


def _problem(each: Translated, message: str) -> Problem:
    return Problem(f"{each.file}, {each.place}", "", "", message)


def compare(text: str, translation: str) -> Iterator[str]:
    """What is wrong with a translation; nothing if all that is fixed agrees.

    >>> list(compare("{{< var n >}} of 9", "{{< var n >}} из 8"))
    ["the numeral 9 is missing; '8' is too many"]
    """
    if len(translation) > _MOST_TIMES * len(text) + _MOST_MORE:
        # What follows would take minutes over a text of a whole file.
        lengths = f"{len(translation):,} signs and its text {len(text):,}"
        yield f"the translation has {lengths}; shorten it"
        return
    yield from _unlike(text, translation)
    if not _MAY_BE_FIXED.search(text) and not _MAY_BE_FIXED.search(translation):
        return
    wanted, found = _VARIABLE.findall(text), _VARIABLE.findall(translation)
    if wanted != found:
        if sorted(wanted) == sorted(found):
            yield f"numbers must stand in the order {', '.join(wanted)}; here {', '.join(found)}"
        else:
            yield from _unequal("number", wanted, found)
    text, translation = _VARIABLE.sub("", text), _VARIABLE.sub("", translation)
    for kind, pattern in _KINDS.items():
        yield from _unequal(kind, pattern.findall(text), pattern.findall(translation))
        text, translation = pattern.sub(" ", text), pattern.sub(" ", translation)
    yield from _unequal("numeral", _numerals(text), _numerals(translation))


def _unlike(text: str, translation: str) -> Iterator[str]:
    """What would make something else of a text than it is: two lines, a list, a column more."""
    if len(f"{translation}.".splitlines()) > len(f"{text}.".splitlines()) == 1:
        yield "the text is one line and the translation has a line break; write it without"
    elif _BLANK_LINE.search(translation) and not _BLANK_LINE.search(text):
        yield "an empty line would cut the paragraph in two; write the translation without"
    if signs := set(UNSEEN.findall(translation)) - set(UNSEEN.findall(text)):
        named = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(signs))
        yield f"the translation has a sign that nobody sees and no format can hold: {named}"
    if (start := _BLOCK_START.match(translation)) and not _BLOCK_START.match(text):
        yield f"{start[0]!r} at the start makes something else of it; write it without"
    if _OPEN_END.search(translation) and not _OPEN_END.search(text):
        yield "a backslash at the end takes what follows into the text; write it without"
    if len(_bars(translation)) > len(_bars(text)):
        yield "the sign | would begin another cell of a table; write \\|"


def _bars(text: str) -> list[str]:
    return _BAR.findall(_FORMS.sub("", text))


def _numerals(text: str) -> list[str]:
    """Numerals by value: 4.8 is 4,8, and 23,335 is 23 335."""
    whole = (_GROUP.sub("", numeral) for numeral in _NUMERAL.findall(text))
    return [numeral.replace(",", ".") for numeral in whole]


def _unequal(kind: str, wanted: list[str], found: list[str]) -> Iterator[str]:
    if sorted(wanted) == sorted(found):
        return
    lost, extra = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    parts = []
    if lost:
        parts.append(f"the {kind} {', '.join(lost.elements())} is missing")
    if extra:
        parts.append(f"{', '.join(map(repr, extra.elements()))} is too many")
    if parts:
        yield "; ".join(parts)


@dataclass(frozen=True)
class Term:
    """A term of the glossary: its English form and, by language, stems one of which must occur."""

    english: str
    stems: dict[str, tuple[str, ...]]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The term as a whole word, singular or plural."""
        return re.compile(rf"\b{re.escape(self.english)}(?:s|es)?\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def glossary(path: Path = GLOSSARY) -> tuple[Term, ...]:
    """The terms that are checked: those with stems."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Term(row["en"], {lang: tuple(row[f"{lang}_stem"].split("|")) for lang in LANGUAGES})
        for row in rows
        if all(row[f"{lang}_stem"] for lang in LANGUAGES)
    )


def glossary_violations(root: Path = paths.ROOT) -> list[Problem]:
    """Every translation of a text with a term of the glossary that has none of the term's stems."""
    # A book in one language has no terms to translate, and no list of them.
    terms = glossary() if LANGUAGES else ()
    found = []
    for language in LANGUAGES:
        for each in translated(language, root):
            found += [_violation(each, term) for term in _violated(each, terms)]
    return found


def _violated(each: Translated, terms: Iterable[Term]) -> Iterator[Term]:
    text, translation = plain(each.text), plain(each.translation).lower()
    for term in terms:
        stems = (stem.lower() for stem in term.stems[each.language])
        if term.pattern.search(text) and not any(stem in translation for stem in stems):
            yield term


def _violation(each: Translated, term: Term) -> Problem:
    stems = " or ".join(f"{stem}…" for stem in term.stems[each.language])
    message = f"'{term.english}' is {stems} in the glossary; mend the translation or the glossary"
    return _problem(each, message)


def plain(text: str) -> str:
    """A text without numbers and endings that are filled in, links, references, code, formulas."""
    text = words_only(text)
    for pattern in (_VARIABLE, *_KINDS.values()):
        text = pattern.sub(" ", text)
    return text
