"""Every number of a text, in figures or in words, with where it stands and what it is worth.

Figures: thousands may be parted by a space of any kind or, in English, by a comma; in Russian and
Kazakh a comma begins the decimals, a point does in every language where it cannot part thousands.
English also writes decimals without their zero, ".9%".
Words: `helpers.transcription.number_words`. A date is one number, and so is a share in words:
"half", "a third", "three quarters", "every third", "one in five", and their counterparts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from helpers.transcription import dates
from helpers.transcription.number_words import ONE, SCALES, cardinals, ordinals

FIGURES, WORDS, SHARE, DATE = "figures", "words", "share", "date"
SPACES = " \u00a0\u2007\u2009\u202f"

_GROUPED = rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?![0-9])"
_TIGHT = r"[0-9]{1,3}(?:[\u00a0\u2007\u2009\u202f][0-9]{3})+(?![0-9])"
_TAIL = r"(?:[.,][0-9]+)*"
_ALONE = r"[0-9]+"
# Behind a space or a sign, not at the end of a sentence.
_BARE = r"(?<![^\s(\[<>=~\u2212-])\.[0-9]+(?![0-9.,]*[0-9])"
_FRACTION = re.compile(r"(?<![0-9/.,])([1-9])/([1-9]|10)(?![0-9/]|[.,][0-9])")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_FIGURES = re.compile(r"[0-9][\s\u00a0\u202f]{1,2}\Z")
_BETWEEN = re.compile(r"[\s\u00a0\u202f]+|-|\s+and\s+")
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4)}


@dataclass(frozen=True)
class Number:
    """A number and its place in a text, [start, end); `printed` is as a ledger writes it.

    `form` is one of figures, words, share (in words) and date; a date has no value.
    """

    start: int
    end: int
    printed: str
    value: Fraction | None
    form: str = FIGURES


def folded(text: str) -> str:
    """A text in small letters, ё written е, every letter in its place.

    >>> folded("Трёх НПО")
    'трех нпо'
    """
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small.replace("ё", "е")


def find_numbers(text: str, language: str, *, grouped_by_space: bool = True) -> list[Number]:
    """Which numbers does a text in a language hold, from left to right?

    `grouped_by_space` says whether a plain space may part thousands: not where the report writes
    "1,327".

    >>> [n.printed for n in find_numbers("1 327,5 из двадцати пяти, половина; 12.04.2005", "ru")]
    ['1327.5', '25', '2', '2005-04-12']
    >>> [n.printed for n in find_numbers("1,327.50 of one hundred and five, three quarters", "en")]
    ['1327.50', '105', '3/4']
    """
    small = folded(text)
    found: list[Number] = []
    taken = bytearray(len(text))
    for number in (
        *_dates(small, language),
        *_shares(small, language),
        *_figures(small, language, grouped_by_space),
        *_words(small, language),
    ):
        if not any(taken[number.start : number.end]):
            taken[number.start : number.end] = b"\1" * (number.end - number.start)
            found.append(number)
    return sorted(found, key=lambda number: number.start)


def plain(figures: str, language: str) -> str:
    """Figures as printed to a ledger's decimal text.

    >>> plain("23 000", "ru"), plain("7,50", "kk"), plain("1,327", "en"), plain("12,5", "en")
    ('23000', '7.50', '1327', '12.5')
    >>> plain(".9", "en")
    '0.9'
    """
    bare = re.sub(rf"[{SPACES}]", "", figures)
    if bare.startswith("."):
        return f"0{bare}"
    if _POINTS.fullmatch(bare):
        return bare.replace(".", "")
    whole = bare.partition(".")[0]
    if (language == "en" and _COMMAS.fullmatch(whole)) or bare.count(",") > 1:
        return bare.replace(",", "")
    return bare.replace(",", ".")


def _dates(small: str, language: str) -> Iterator[Number]:
    for start, end, iso in dates.find_dates(small, language):
        yield Number(start, end, iso, None, DATE)


def _figures(small: str, language: str, grouped_by_space: bool) -> Iterator[Number]:
    for found in _FRACTION.finditer(small):
        if int(found[1]) < int(found[2]):
            share = Fraction(int(found[1]), int(found[2]))
            yield Number(*found.span(), found[0], share, SHARE)
    for place, sign in enumerate(small):
        if sign in _VULGAR:
            top, bottom = _VULGAR[sign]
            yield Number(place, place + 1, f"{top}/{bottom}", Fraction(top, bottom), SHARE)
    for found in _figure_pattern(grouped_by_space, language).finditer(small):
        yield from _read(found, language)


def _read(found: re.Match[str], language: str) -> Iterator[Number]:
    """One number, or several where points part more than decimals: 3.2.1, 5,10,15."""
    text, start = found[0], found.start()
    printed = plain(text, language)
    if printed.count(".") < 2:
        minus = "-" if _is_negative(found.string, start) else ""
        yield Number(start - len(minus), found.end(), minus + printed, Fraction(minus + printed))
        return
    for part in re.finditer("[0-9]+", text):
        yield Number(start + part.start(), start + part.end(), part[0], Fraction(part[0]))


def _is_negative(text: str, start: int) -> bool:
    """A hyphen is a minus where it stands alone before figures; between figures it is a range."""
    before = text[max(start - 2, 0) : start]
    return before[-1:] in ("-", "\u2212") and before[:-1] in ("", " ", "(", "\t", "\u00a0")


@cache
def _figure_pattern(grouped_by_space: bool, language: str) -> re.Pattern[str]:
    grouped = _GROUPED if grouped_by_space else _TIGHT
    bare = f"{_BARE}|" if language == "en" else ""
    return re.compile(rf"{bare}(?<![0-9])(?:{grouped}|{_ALONE}){_TAIL}")


def _words(small: str, language: str) -> Iterator[Number]:
    """Numbers in words, as long as the words go on making one number."""
    known, scales = cardinals(language), SCALES[language]
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(small):
        if run and not _goes_on(small, run, word, language):
            yield _number_of(run, language)
            run = []
        if word[0] in known or (run and word[0] in scales):
            run.append(word)
        elif language == "kk" and scales.get(word[0], 10**6) <= 1000:
            # "Жүз" and "мың" are a hundred and a thousand, but not in "70 мың".
            run += [] if _AFTER_FIGURES.search(small, 0, word.start()) else [word]
    if run:
        yield _number_of(run, language)


def _goes_on(small: str, run: list[re.Match[str]], word: re.Match[str], language: str) -> bool:
    """Does a word add to the number before it?  "Пять, шесть" are two numbers."""
    known, scales = cardinals(language), SCALES[language]
    between = small[run[-1].end() : word.start()]
    if word[0] == "and" and language == "en":
        return run[-1][0] in scales  # what follows decides
    if not _BETWEEN.fullmatch(between):
        return False
    before = _worth([each for each in run if each[0] != "and"], language)
    if word[0] in scales:
        return (before > 0 and before % scales[word[0]] != 0) or before < scales[word[0]]
    if word[0] not in known:
        return False
    value = known[word[0]]
    room = 10 ** len(str(value)) if value else 1
    tens = (10, 20) if language == "kk" else (20,)
    joins_tens = before % 100 >= tens[0] and before % 10 == 0 and 0 < value < 10
    return (
        joins_tens
        or (before % 100 == 0 and before >= 100 and value < 100)
        or (before % 1000 == 0 and before >= 1000 and 0 < value < room <= 1000)
    )


def _worth(run: list[re.Match[str]], language: str) -> int:
    known, scales = cardinals(language), SCALES[language]
    whole, group = 0, 0
    for word in run:
        if word[0] not in scales:
            group += known.get(word[0], 0)
        elif scales[word[0]] == 100:
            group = (group or 1) * 100
        else:
            whole, group = whole + (group or 1) * scales[word[0]], 0
    return whole + group


def _number_of(run: list[re.Match[str]], language: str) -> Number:
    if run[-1][0] == "and":
        run = run[:-1]
    value = _worth([each for each in run if each[0] != "and"], language)
    return Number(run[0].start(), run[-1].end(), str(value), Fraction(value), WORDS)


def _shares(small: str, language: str) -> Iterator[Number]:
    for found in _share_pattern(language).finditer(small):
        share = _share_of(found, language)
        if share is not None and 0 < share < 1:
            printed = f"{share.numerator}/{share.denominator}"
            is_one_in = share.numerator == 1
            yield Number(*found.span(), printed[2:] if is_one_in else printed, share, SHARE)


_TOPS = {
    "en": "a|an|one|two|three|four",
    "ru": "одна|одной|одну|две|двух|двумя|три|трех|тремя",
    "kk": "бір|екі|үш|төрт",
}
_PARTS = {
    "en": {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5,
           "fifths": 5, "tenth": 10, "tenths": 10},
    "ru": {**dict.fromkeys(["половина", "половины", "половину", "половиной", "половине"], 2),
           **dict.fromkeys(["треть", "трети", "третей", "третями"], 3),
           **dict.fromkeys(["четверть", "четверти", "четвертей", "четвертью", "четвертями"], 4)},
    "kk": {**dict.fromkeys(["жартысы", "жартысын", "жартысының", "жартысына", "жартысында"], 2),
           **dict.fromkeys(["ширегі", "ширегін", "ширегінің"], 4)},
}  # fmt: skip
_FROM_KAZAKH = {"екіден": 2, "үштен": 3, "төрттен": 4, "бестен": 5, "алтыдан": 6, "оннан": 10}


@cache
def _share_pattern(language: str) -> re.Pattern[str]:
    tops, parts = _TOPS[language], "|".join(sorted(_PARTS[language], key=len, reverse=True))
    ranks = "|".join(sorted(ordinals(language), key=len, reverse=True))
    if language == "en":
        small = "|".join(word for word in cardinals("en"))
        return re.compile(
            rf"\b(?P<every>every|each)[ -](?:(?P<rank>{ranks})|(?P<nth>[0-9]+)(?:th|rd|nd))\b"
            rf"|\b(?P<n>{small})(?: in | out of )(?:every )?(?P<m>[0-9]{{1,2}}|{small})\b"
            rf"(?![ ][0-9])"
            rf"|(?<!first )(?<!second )(?<!other )(?<!latter )(?<!last )\b"
            rf"(?:(?P<top>{tops})[ -])?(?P<part>{parts})\b"
        )
    if language == "ru":
        return re.compile(
            rf"\bкажд\w{{2,3}} (?:(?P<rank>{ranks})|(?P<nth>[0-9]+)-\w{{1,3}})\b"
            rf"|(?<!перв\w\w )(?<!втор\w\w )(?<!последней )\b"
            rf"(?:(?P<top>{tops}) )?(?P<part>{parts})\b"
        )
    froms = "|".join(_FROM_KAZAKH)
    return re.compile(
        rf"\bәр(?:бір)? (?:(?P<rank>{ranks})|(?P<nth>[0-9]+)-\w{{2,3}})\b"
        rf"|\b(?P<part>{froms}) (?P<top>{tops})\w{{0,4}}|\b(?P<whole>{parts})\b"
    )


def _share_of(found: re.Match[str], language: str) -> Fraction | None:
    named = found.groupdict()
    if named.get("rank"):
        n = ordinals(language)[named["rank"]]
        return Fraction(1, n) if n > 1 else None
    if named.get("nth"):
        return Fraction(1, int(named["nth"])) if int(named["nth"]) > 1 else None
    if named.get("m"):
        m = int(named["m"]) if named["m"].isdecimal() else cardinals("en")[named["m"]]
        n = cardinals("en")[named["n"]]
        return Fraction(n, m) if 0 < n < m <= 20 else None
    if named.get("whole"):
        return Fraction(1, _PARTS["kk"][named["whole"]])
    parts = _FROM_KAZAKH if language == "kk" else _PARTS[language]
    part, top = parts[named["part"]], named.get("top")
    if top is None:
        # "Third" and "quarter" alone number things, or are months.
        return Fraction(1, part) if language != "en" or part == 2 else None
    return Fraction(1 if top in ("a", "an") or top in ONE else cardinals(language)[top], part)
