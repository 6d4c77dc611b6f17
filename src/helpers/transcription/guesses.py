"""What the words around a number say of it: its kind, its unit and how far it is hedged.

Nothing else is guessed. A unit is the word that follows, as the report prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.transcription.numbers import DATE, SHARE, folded
from helpers.transcription.report import ROW
from helpers.transcription.rules import Place

# As a ledger writes them; the longest phrases first, so that "no more than" is no "more than".
_BEFORE = {
    "en": (
        ("at most", r"at most|no more than|not more than|up to|a maximum of|maximum|≤"),
        ("at least", r"at least|no less than|no fewer than|not less than|a minimum of|minimum|≥"),
        ("less than", r"less than|fewer than|under|(?<!the )below|younger than|<"),
        (
            "more than",
            r"more than|over|(?<!the )above|exceed(?:s|ed|ing)?|older than|greater than|>",
        ),
        (
            "about",
            r"about|around|approximately|roughly|some|nearly|almost|circa|ca\.|close to|[~≈]",
        ),
    ),
    "ru": (
        ("at most", r"не более(?: чем)?|не больше|не свыше|максимум|≤"),
        (
            "at least",
            r"не менее(?: чем)?|не меньше|минимум|по меньшей мере|по крайней мере|≥",
        ),
        ("less than", r"менее(?: чем)?|меньше(?: чем)?|младше|моложе|реже|<"),
        ("more than", r"более(?: чем)?|больше(?: чем)?|свыше|старше|чаще|превы\w+|>"),
        ("about", r"около|примерно|порядка|приблизительно|почти|ориентировочно|[~≈]"),
    ),
    "kk": (
        ("at least", r"кемінде|≥"),
        ("at most", r"ең көбі|≤"),
        ("less than", r"<"),
        ("more than", r">"),
        ("about", r"шамамен|жуықтап|[~≈]"),
    ),
}
_AFTER = {
    "en": (
        ("at least", r"\+(?!\d)|\s(?:or|and) (?:more|over|older)\b"),
        ("at most", r"\s(?:or|and) (?:less|fewer|under|younger)\b"),
    ),
    "ru": (
        ("at least", r"\+(?!\d)|\sи (?:более|больше|старше)\b"),
        ("at most", r"\sи (?:менее|меньше|младше)\b"),
    ),
    "kk": (
        ("at least", r"\+(?!\d)|(?:\s?%)?(?:-\w+)?\s(?:\w+\s)?кем емес"),
        ("at most", r"(?:\s?%)?(?:-\w+)?\s(?:\w+\s)?(?:артық|көп) емес"),
        ("less than", r"(?:\s?%)?(?:-\w+)?\s(?:\w+\s)?(?:кем|аз)\b"),
        ("more than", r"(?:\s?%)?(?:-\w+)?\s(?:\w+\s)?(?:астам|артық|асады|асты|көп)\b"),
        ("about", r"(?:\s?%)?(?:-\w+)?\s(?:\w+\s)?(?:жуық|шамасында|таяу)\b"),
    ),
}
_LATE = {"en": r"(?:\s(?:a|the|only|just))?", "ru": "", "kk": ""}
_PERCENT = re.compile(r"\s?-?(?:%|per ?cent\b|процент(?!н\w+ пункт)\w*|пайыз\w*)")
_POINTS = re.compile(
    r"\s?-?(?:pp\b|p\.p\.|percentage points?|п\.\s?п\.|процентн\w+ пункт\w*|пайыздық \w+)"
)
_SIGN = re.compile(r"(?:US|CA|AU)?[$€£₸₽¥]\s?$|\b(?:USD|EUR|KZT|GBP|RUB)\s?$")
_SCALE = re.compile(
    r"[\s\u00a0](thousand|million|billion|тыс\.|млн\.?|млрд\.?|тысяч\w{0,2}|миллион\w{0,2}"
    r"|миллиард\w{0,2}|мың|миллион)(?=[\s\u00a0,.;)]|$)"
)
_SCALES = {
    "тыс": "thousand",
    "млн": "million",
    "мил": "million",
    "млр": "billion",
    "мың": "thousand",
}
_MONEY = re.compile(
    r"[\s\u00a0]*((?:us |американск\w+ )?(?:dollars?|euros?|tenge|roubles?|rubles?|pounds?"
    r"|доллар\w*(?: сша)?|евро|тенге|рубл\w*|теңге\w*|usd|eur|kzt|gbp|rub|[$€£₸₽]))"
)
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
_YEAR_WORD = re.compile(r"\s?(?:(?:год\w{0,3}|гг|-?жыл\w*)(?!\w)|гг?\.|-?ж\.)")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|from|to|until|till|of|during|between|and|after|before|year|fy|summer|spring"
    r"|autumn|winter|fall|early|late|mid)[ -]$"
)
# Words that say what a number is, with up to three between it and them: "median of the sample: 43".
_KINDS = (
    ("sd", r"sd|s\.d\.|standard deviation|стандартн\w+ отклонени\w+|стандартты ауытқу\w*"),
    ("median", r"median|mdn|медиан\w*"),
)
_BETWEEN = r"(?:\s+[^\W\d]+){0,3}[\s\u00a0=:,(–—-]*$"
_NEXT = re.compile(r"\+?[\s\u00a0]*([^\W\d_]+(?:-[^\W\d_]+)*)")
# The first of "2–6 times", "37 of 100 forms" and "от 18 до 30 лет" counts what the second does.
_LINKED = re.compile(
    r"(?:\s?[-\u2013\u2014]\s?|\s(?:of the|out of|of|to|and|из|до|по|и)\s)"
    r"[0-9][0-9.,\s\u00a0]*(?=\s)"
)
_VERB = re.compile(r"(?:ются|ется|ится|ятся|ают|ает|яют|яет|уют|ует|ались|ились)$")
# Words that count nothing; what follows them is not looked for.
_SKIPPED = {
    "en": "of in out to and or were was are is have had has from the a an at for with by that said "
    "who which did do per on as not could would will",
    "ru": "из и или в на с от до по а но что как для к не были был была указали отметили имеют же "
    "лишь при их",
    "kk": "және мен бен пен де да осы ғана",
}
_ADJECTIVE = {
    "en": re.compile(r"(?:ed|ing)$"),
    "ru": re.compile(r"(?:[ыи]х|[ыи]е|ого|его|[ыи]ми|ую|юю|ная|ное)$"),
    "kk": re.compile(r"(?!)"),
}


@dataclass(frozen=True)
class Guess:
    """What a draft says of a number: its hedge (as a ledger writes it), kind and unit."""

    hedge: str
    kind: str
    unit: str


def guess(place: Place) -> Guess:
    """Kind, unit and hedge of a number.

    >>> from helpers.transcription.numbers import find_numbers
    >>> from helpers.transcription.report import TEXT, Piece
    >>> piece = Piece("около 35% из 100 опрошенных НПО, 40 млн долларов США", TEXT)
    >>> for number in find_numbers(piece.text, "ru"):
    ...     print(guess(Place(piece, number, "ru")))
    Guess(hedge='about', kind='percent', unit='percent')
    Guess(hedge='', kind='count', unit='НПО')
    Guess(hedge='', kind='money', unit='million долларов США')
    """
    hedge = _hedge(place)
    if place.number.form == DATE:
        return Guess("", "date", "date")
    if place.number.form == SHARE:
        more = hedge == "more than"
        return Guess("" if more else hedge, "rank", "more than one in N" if more else "one in N")
    return Guess(hedge, *_kind_and_unit(place))


def _hedge(place: Place) -> str:
    before, after = folded(place.before[-40:]), folded(place.after[:40])
    before = re.sub(r"[$€£₸₽]\s?$", "", before)
    if place.piece.kind == ROW:
        before, after = before.rpartition("\t")[2], after.partition("\t")[0]
    late = _LATE[place.language]
    for hedge, words in _BEFORE[place.language]:
        if re.search(rf"(?:(?<!\w)(?:{words})){late}[\s\u00a0]*$", before):
            return hedge
    for hedge, words in _AFTER[place.language]:
        if re.match(words, after):
            return hedge
    return ""


def _kind_and_unit(place: Place) -> tuple[str, str]:
    after, small = place.after, folded(place.after)
    if place.piece.kind == ROW:
        after, small = after.partition("\t")[0], small.partition("\t")[0]
    if _PERCENT.match(small) or _first_of_range(place):
        return "percent", "percent"
    if _POINTS.match(small):
        return "count", "percentage points"
    scale, rest, small = _scaled(after, small)
    if sign := _SIGN.search(place.before):
        return "money", f"{scale} {sign[0].strip()}".strip()
    if money := _MONEY.match(small):
        start, end = money.span(1)
        return "money", f"{scale} {rest[start:end]}".strip()
    if not scale and _is_year(place, small):
        return "year", "year"
    unit = _next_word(rest, place.language)
    # A count is whole.
    kind = "mean" if "." in place.number.printed and not scale else "count"
    kind = _said_kind(place) or kind
    if not unit and place.head and not scale:
        head = " ".join(place.head.split())
        return ("percent", "percent") if _PERCENT.search(folded(head)) else (kind, head)
    return kind, f"{scale} {unit}".strip()


def _said_kind(place: Place) -> str:
    """The kind that the words before a number, or its heading, give it; mostly none."""
    before, head = folded(place.before[-60:]), folded(place.head).strip()
    before = before.rpartition("\t")[2] if place.piece.kind == ROW else before
    for kind, words in _KINDS:
        if re.search(rf"(?<!\w)(?:{words}){_BETWEEN}", before) or re.fullmatch(words, head):
            return kind
    return ""


def _first_of_range(place: Place) -> bool:
    """In "5–10 %" both are percentages."""
    return bool(re.match(r"\s?[-–—]\s?[0-9]+(?:[.,][0-9]+)?\s?%", place.after))


def _scaled(after: str, small: str) -> tuple[str, str, str]:
    found = _SCALE.match(small)
    if not found:
        return "", after, small
    word = found[1]
    scale = _SCALES.get(word[:3], "thousand" if word.startswith("тысяч") else word)
    if word.startswith("миллиард"):
        scale = "billion"
    return scale, after[found.end() :], small[found.end() :]


def _is_year(place: Place, small: str) -> bool:
    number = place.piece.text[place.number.start : place.number.end]
    if not _YEAR.fullmatch(number):
        return False
    if _YEAR_WORD.match(small):
        return True
    if not re.match(r"[\s\u00a0]*[^\W_]", small):
        return True
    return place.language == "en" and bool(_YEAR_BEFORE.search(folded(place.before)[-12:]))


def _next_word(after: str, language: str) -> str:
    """The word that follows; an adjective is passed over."""
    if linked := _LINKED.match(after):
        after = after[linked.end() :]
    found = _NEXT.match(after)
    if (
        not found
        or folded(found[1]) in _SKIPPED[language].split()
        or _VERB.search(folded(found[1]))
    ):
        return ""
    word = found[1]
    further = re.match(r"[\s\u00a0]+([^\W\d_]+(?:-[^\W\d_]+)*)", after[found.end() :])
    if further and _ADJECTIVE[language].search(folded(word)):
        return word if folded(further[1]) in _SKIPPED[language].split() else further[1]
    return word
