"""Words that agree with a number which is filled in later: Russian forms, Kazakh endings.

A translator writes what depends on a number in square brackets beside it:

    ru  {{< var n >}} [город|города|городов]       1 город, 2 города, 7 городов
        в {{< var n >}} [городе|городах]           oblique cases: 1, 21, 31 …, and all others
        [остался|осталось|осталось] {{< var n >}} [город|города|городов]
    kk  {{< var n >}} ұйымның {{< var m >}}-[сы]   100 ұйымның 76-сы, 5-і, 38 %-ы

In texts of the code `{n}` stands for `{{< var n >}}`. A bracket belongs to the number before it, or
else to the one after it; only another bracket may stand between. A bracket holds several words
where several agree: [сельский район|сельских района|сельских районов].

Russian: the forms are those of Unicode's plural categories one, few and many, as Babel chooses them
(https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html). A fraction
takes the second form (7,5 города), or a fourth of its own. A percentage governs the genitive plural
whatever its number (38 % городов), so that a bracket beside it is a mistake.

Kazakh: after a figure an ending follows a hyphen and agrees with the word that is read last, its
vowels with the word's last vowel and its first consonant with the word's last sound. Decimals end
in their last digits (7,5 is "жеті бүтін оннан бес"), a percentage in "пайыз". A translator writes
every ending as 6 (алты) takes it: [сы], [сының], [сына], [сын], [сында], [сынан], [сымен] with a
possessive; [ның], [ға], [ны], [да], [дан], [мен] without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise

from babel import Locale
from babel.plural import PluralRule

from helpers import paths
from helpers.errors import InputError, Problem

_NUMBER = re.compile(r"\{\{<\s*var\s+(?P<var>\S+)\s*>\}\}|\{(?P<field>\w+)\}")
# No link, span, citation or footnote.
_BRACKET = re.compile(r"\[(?P<forms>[^\[\]@^]*[^\W\d_][^\[\]@^]*)\](?![({\[])")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# What stands between a number and its bracket: a space or a hyphen, and signs of emphasis.
_GAP = {"en": r"[*_]*[\s-][*_]*", "ru": r"[*_]*\s+[*_]*", "kk": r"[*_]*-"}
_EXAMPLE = {"ru": "{{< var n >}} [город|города|городов]", "kk": "{{< var n >}}-[сы]"}
# The number at a text's end. "3/1/0" is the name of a scoring; a date ends in a word.
_VALUE = re.compile(
    r"(?<![\w.,/])(?P<whole>\d{1,3}(?:[\u2009\u202f\u00a0 ]\d{3})+|\d+)(?:[.,](?P<decimals>\d+))?"
    r"\s*(?P<percent>%)?$"
)

_UNITS = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
# The last word of a number that this is the first not to divide.
_LARGE = {1000: "жүз", 10**6: "мың", 10**9: "миллион", 10**12: "миллиард"}
_PERCENT = "пайыз"
_BACK, _FRONT = "аоұыя", "әеөүі"
_TO_FRONT = str.maketrans("аығқ", "еігк")
# Endings after a vowel; after м, н, ң; after р, л, у, й; after з, ж; after other consonants.
_SOUNDS = (_BACK + _FRONT, "мнң", "рлуй", "зж")
_BARE = {
    "ның": ("ның", "ның", "дың", "дың", "тың"),
    "ға": ("ға", "ға", "ға", "ға", "қа"),
    "ны": ("ны", "ды", "ды", "ды", "ты"),
    "да": ("да", "да", "да", "да", "та"),
    "дан": ("дан", "нан", "дан", "дан", "тан"),
    "мен": ("мен", "мен", "мен", "бен", "пен"),
}
# "Its": the first с stands after a vowel only.
_POSSESSIVE = ("сы", "сының", "сына", "сын", "сында", "сынан", "сымен")
ENDINGS = (*_POSSESSIVE, *_BARE)


@dataclass(frozen=True)
class Number:
    """A number as an edition writes it: its digits, those of its decimals, and whether % follows.

    >>> Number.last_of("15–23,5\\u202f%")
    Number(whole=23, decimals='5', is_percent=True)
    >>> Number.last_of("23\\u202f335").whole, Number.last_of("2 декабря 2024 г.")
    (23335, None)
    """

    whole: int
    decimals: str = ""
    is_percent: bool = False

    @classmethod
    def last_of(cls, text: str) -> Number | None:
        """The number a text ends in, of a range or a list the last one; None for a date, a word."""
        match = _VALUE.search(text)
        if match is None:
            return None
        whole = int(re.sub(r"\D", "", match["whole"]))
        return cls(whole, match["decimals"] or "", bool(match["percent"]))


def russian_form(number: Number) -> int:
    """Which of the forms one, few, many, fraction a Russian word takes, counted from 0.

    >>> [russian_form(Number(n)) for n in (21, 3, 11)], russian_form(Number(7, "5"))
    ([0, 1, 2], 3)
    """
    value = Decimal(f"{number.whole}.{number.decimals}") if number.decimals else number.whole
    return ("one", "few", "many", "other").index(_russian_rules()(value))


@cache
def _russian_rules() -> PluralRule:
    return Locale("ru").plural_form


def kazakh_end(number: Number) -> str:
    """The word that is read last of a number.

    >>> [kazakh_end(Number(n)) for n in (76, 1300, 20_000)], kazakh_end(Number(7, "5"))
    (['алты', 'жүз', 'мың'], 'бес')
    """
    if number.is_percent:
        return _PERCENT
    n = int(number.decimals or number.whole)
    if n % 10 or n == 0:
        return _UNITS[n % 10]
    if n % 100:
        return _TENS[n % 100 // 10]
    return next(word for limit, word in _LARGE.items() if n % limit)


@cache
def kazakh_ending(ending: str, word: str) -> str:
    """An ending, written as 6 (алты) takes it, as a word takes it.

    >>> [kazakh_ending("сы", word) for word in ("алты", "жеті", "тоғыз", "жүз")]
    ['сы', 'сі', 'ы', 'і']
    >>> [kazakh_ending("дан", word) for word in ("сексен", "төрт", "отыз")]
    ['нен', 'тен', 'дан']
    """
    sound = next((i for i, letters in enumerate(_SOUNDS) if word[-1] in letters), len(_SOUNDS))
    if ending in _BARE:
        form = _BARE[ending][sound]
    else:
        form = ending if sound == 0 else ending.removeprefix("с")
    vowels = [letter for letter in word if letter in _BACK + _FRONT]
    return form.translate(_TO_FRONT) if vowels[-1] in _FRONT else form


def agreed(text: str, language: str, values: Mapping[str, object]) -> str:
    """A translation with the brackets agreeing with the values; the numbers stay variables.

    A bracket that `disagreements` names stays as it is.

    >>> agreed("{n} [город|города|городов]", "ru", {"n": "23"})
    '{n} города'
    >>> agreed("{n} ұйымның {m}-[сы]", "kk", {"n": "100", "m": "38\\u202f%"})
    '{n} ұйымның {m}-ы'
    """
    for bracket in reversed(_brackets(text, language)):
        value = str(values.get(bracket.number, ""))
        if not bracket.mistake(language) and not bracket.misfit(value, language):
            form = bracket.form(value, language)
            before = text[: bracket.start] if form else text[: bracket.start].removesuffix("-")
            text = before + form + text[bracket.end :]
    return text


def stands_in(value: str) -> bool:
    """Whether a value is a word where a number is withheld, as a book from rows may have it.

    In the book of the report every number is there, and a word in its place is a mistake.
    """
    return paths.DATA != "published" and bool(value) and not re.search(r"\d", value)


def disagreements(
    text: str, language: str, values: Mapping[str, object] | None = None
) -> Iterator[str]:
    """What is wrong with the brackets of a text, and how to mend it; with values, if there are any.

    >>> list(disagreements("{n}-[ші]", "kk"))
    ['[ші] is no ending; write one as 6 (алты) takes it: сы, сының, ...']
    """
    for bracket in _brackets(text, language):
        mistake = bracket.mistake(language)
        if not mistake and values and bracket.number in values:
            mistake = bracket.misfit(str(values[bracket.number]), language)
        if mistake:
            yield mistake


def words_only(text: str) -> str:
    """A text without the endings in brackets, which are no words."""
    return re.sub(r"-\[\w+\]", " ", text)


def forms_of(text: str, language: str) -> str:
    """A text with all forms of each bracket in its place: everything that it may come to say.

    >>> forms_of("{n} [город|города|городов]", "ru")
    '{n} город города городов'
    """
    for bracket in reversed(_brackets(text, language)):
        if not bracket.mistake(language):
            text = text[: bracket.start] + " ".join(bracket.forms) + text[bracket.end :]
    return text


class Agreeing(str):
    """A text of the code whose brackets agree when `format` fills its numbers in.

    >>> Agreeing.of("{n} [город|города|городов]", "ru").format(n="7")
    '7 городов'
    """

    __slots__ = ("language",)
    language: str

    @classmethod
    def of(cls, text: str, language: str) -> str:
        """The text; a plain one if nothing in it depends on a number."""
        if not _brackets(text, language):
            return text
        new = cls(text)
        new.language = language
        return new

    def format(self, *args: object, **values: object) -> str:
        """As `str.format`. Raises `InputError` for a value with which nothing can agree."""
        if found := list(disagreements(self, self.language, values)):
            where = f"locale/{self.language}/interface.po, '{self}'"
            raise InputError([Problem(where, "", "", message) for message in found])
        return agreed(self, self.language, values).format(*args, **values)

    def replace(self, *args: str) -> str:  # type: ignore[override]
        """As `str.replace`; what depends on a number still does."""
        return Agreeing.of(super().replace(*args), self.language)


@dataclass(frozen=True)
class _Bracket:
    """A bracket, where it stands, and the name of its number; "" for one without."""

    start: int
    end: int
    forms: tuple[str, ...]
    number: str

    def __str__(self) -> str:
        return f"[{'|'.join(self.forms)}]"

    def mistake(self, language: str) -> str:
        """What is wrong with it whatever the value."""
        if language not in _EXAMPLE:
            return f"{self} is for translations; English words do not agree with numbers here"
        if not self.number:
            return (
                f"{self} stands beside no number; write it as '{_EXAMPLE[language]}', or in round "
                "brackets if it depends on no number"
            )
        if language == "kk" and "|".join(self.forms) not in ENDINGS:
            return f"{self} is no ending; write one as 6 (алты) takes it: {', '.join(ENDINGS)}"
        if language == "ru" and (len(self.forms) not in (2, 3, 4) or not all(self.forms)):
            return (
                f"{self} has not two, three or four forms; write them as [город|города|городов], "
                "in an oblique case as [городе|городах]"
            )
        return ""

    def misfit(self, value: str, language: str) -> str:
        """Why nothing can agree with the value."""
        number, start = Number.last_of(value), f"{self}: the number {self.number} is '{value}'"
        if number is None:
            if stands_in(value):
                return ""
            return f"{start}, which does not end in a number; write the sentence without brackets"
        if language == "ru" and number.is_percent:
            return (
                f"{start}, and beside a percentage nothing changes; write the genitive plural "
                "without brackets"
            )
        if language == "ru" and number.decimals and len(self.forms) == 2:
            return f"{start}; write four forms, [one|few|many|fraction]"
        return ""

    def form(self, value: str, language: str) -> str:
        """The one that agrees with the value; beside a word for a number that of many, or none."""
        number = Number.last_of(value)
        if number is None:
            return "" if language == "kk" else self.forms[min(2, len(self.forms) - 1)]
        if language == "kk":
            return kazakh_ending(self.forms[0], kazakh_end(number))
        place = russian_form(number)
        if place == 3 and len(self.forms) == 3:
            place = 1
        return self.forms[min(place, len(self.forms) - 1)]


def _brackets(text: str, language: str) -> list[_Bracket]:
    """The brackets of a text that depend on a number, or look like it."""
    brackets = list(_BRACKET.finditer(text))
    if not brackets:
        return []
    parts = sorted([*_NUMBER.finditer(text), *brackets], key=lambda match: match.start())
    numbers = [each.groupdict().get("var") or each.groupdict().get("field") or "" for each in parts]
    gap = re.compile(_GAP[language])
    joins = [
        bool(gap.fullmatch(text, left.end(), right.start())) for left, right in pairwise(parts)
    ]
    for i, joined in enumerate(joins, start=1):
        if joined and not numbers[i]:
            numbers[i] = numbers[i - 1]
    for i in reversed(range(len(joins))):
        if joins[i] and not numbers[i] and language == "ru":
            numbers[i] = numbers[i + 1]
    return [
        _Bracket(part.start(), part.end(), tuple(part["forms"].split("|")), number)
        for part, number in zip(parts, numbers, strict=True)
        if part.re is _BRACKET and _depends(part["forms"], number, language)
    ]


def _depends(forms: str, number: str, language: str) -> bool:
    """Whether a bracket is one of these: in English with a bar or a number, else with a letter."""
    if language == "en":
        return "|" in forms or bool(number)
    return bool(_CYRILLIC.search(forms))
