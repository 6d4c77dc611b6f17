"""Words that are numbers, in English, Russian and Kazakh, with all their endings.

A word alone is looked up here; `helpers.transcription.numbers` puts words together ("сто двадцать
пять", "one hundred and five") and knows what stands around them. Words of no definite number
("thousands", "several", "most") are in no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

# What multiplies the words before it; alone it is no definite number.
SCALES = {
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
    "ru": {"тыс": 1000, "млн": 10**6, "млрд": 10**9},
    "kk": {"жүз": 100, "мың": 1000, "млн": 10**6, "миллион": 10**6, "млрд": 10**9},
}
SCALES["ru"] |= {
    f"{stem}{end}": value
    for stem, ends, value in (
        ("тысяч", ("а", "и", "", "у", "е", "ей", "ам", "ами", "ах"), 1000),
        ("миллион", ("", "а", "ов", "у", "ом", "е", "ы", "ам", "ами", "ах"), 10**6),
        ("миллиард", ("", "а", "ов", "у", "ом", "е", "ы", "ам", "ами", "ах"), 10**9),
    )
    for end in ends
}

_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

# "Семью" is the family, "одни" are some.
_RUSSIAN = {
    0: "ноль нуля нулю нулем нуле",
    1: "один одна одно одного одной одному одним одну одном",
    2: "два две двух двум двумя двое двоих двоим оба обе обоих обеих обоим обеим обоими обеими",
    3: "три трех трем тремя трое троих троим",
    4: "четыре четырех четырем четырьмя четверо четверых",
    5: "пять пяти пятью пятеро пятерых",
    6: "шесть шести шестью шестеро шестерых",
    7: "семь семи семеро семерых",
    8: "восемь восьми восемью",
    9: "девять девяти девятью",
    10: "десять десяти десятью",
    40: "сорок сорока",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот двумстам двумястами двухстах",
    300: "триста трехсот тремстам тремястами трехстах",
    400: "четыреста четырехсот четыремстам четырьмястами четырехстах",
}
_RUSSIAN_TEENS = "один две три четыр пят шест сем восем девят"
_RUSSIAN_ROUND = {20: "двадцат", 30: "тридцат"}
_RUSSIAN_TENS = {50: "пят", 60: "шест", 70: "сем", 80: "восем"}
_RUSSIAN_HUNDREDS = {500: "пят", 600: "шест", 700: "сем", 800: "восем", 900: "девят"}

_KAZAKH_UNITS = "нөл бір екі үш төрт бес алты жеті сегіз тоғыз он"
_KAZAKH_TENS = "жиырма отыз қырық елу алпыс жетпіс сексен тоқсан"
_KAZAKH_ENDINGS = (
    "нің ның дің дың тің тың ге ға ке қа не на ні ны ді ды ті ты де да те та нде нда ден дан тен "
    "тан нен нан мен бен пен і ы сі сы ін ын сін сын інің ының сінің сының еуі ауы еуінің еуін "
    "еуіне еуі еу ауын ауының"
)

# One, when nothing else says how many: told apart because it mostly counts nothing.
ONE = frozenset({"one", "бір", *_RUSSIAN[1].split()})
# What a ledger may have noted as one.
SOLE = ("only", "single", "sole", "единственн", "жалғыз")

# Ordinals from the first to the tenth; of the Russian ones the stems.
_ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth",
    "ru": "перв втор трет четверт пят шест седьм восьм девят десят",
    "kk": "бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы оныншы",
}
_RUSSIAN_ADJECTIVES = (
    "ый ий ой ая ое ые ого его ому ему ым им ом ем ую ей ых их ыми ими ья ье ью ьего ьей ьему ьим "
    "ьем ьи ьих"
)

# What says that an answer leads or comes last: a rank is to be entered by hand.
_SUPERLATIVES = {
    "en": "most least largest highest lowest smallest greatest biggest",
    "ru": "наиболее наименее наибольш наименьш наивысш наиниз самый самая самое самые самым",
    "kk": "ең",
}


def _english() -> dict[str, int]:
    found = {word: n for n, word in enumerate(_ENGLISH.split())}
    found |= {word: 10 * n for n, word in enumerate(_ENGLISH_TENS.split(), start=2)}
    return found | {"both": 2}


def _russian() -> dict[str, int]:
    found = {word: n for n, words in _RUSSIAN.items() for word in words.split()}
    stems = {n: f"{stem}надцат" for n, stem in enumerate(_RUSSIAN_TEENS.split(), start=11)}
    for n, stem in {**stems, **_RUSSIAN_ROUND}.items():
        found |= {f"{stem}{end}": n for end in ("ь", "и", "ью")}
    for n, stem in _RUSSIAN_TENS.items():
        oblique = "восьмидесяти" if stem == "восем" else f"{stem}идесяти"
        found |= {f"{stem}ьдесят": n, oblique: n, f"{stem}ьюдесятью": n}
    for n, stem in _RUSSIAN_HUNDREDS.items():
        oblique = "восьмисот" if stem == "восем" else f"{stem}исот"
        found |= {f"{stem}ьсот": n, oblique: n}
    return found


def _kazakh() -> dict[str, int]:
    words = dict(enumerate(_KAZAKH_UNITS.split()))
    words |= {10 * n: word for n, word in enumerate(_KAZAKH_TENS.split(), start=2)}
    found = {}
    for n, word in words.items():
        # "екеуі", "алтауы": the vowel at the end gives way.
        stems = {word, word[:-1]} if word[-1] in "іы" else {word}
        found |= {
            f"{stem}{end}": n
            for stem in stems
            for end in ("", *_KAZAKH_ENDINGS.split())
            if stem == word or end.startswith(("еу", "ау"))
        }
    # "Оны" is him, "онда" there.
    return {word: n for word, n in found.items() if word not in ("оны", "онда")}


@cache
def cardinals(language: str) -> MappingProxyType[str, int]:
    """The numbers up to 900 by their words, in small letters, ё written е.

    >>> cardinals("ru")["восьмидесяти"], cardinals("en")["both"], cardinals("kk")["алтауы"]
    (80, 2, 6)
    """
    return MappingProxyType({"en": _english, "ru": _russian, "kk": _kazakh}[language]())


@cache
def ordinals(language: str) -> MappingProxyType[str, int]:
    """The ordinals first to tenth by their words.

    >>> ordinals("ru")["третьей"], ordinals("kk")["екінші"], ordinals("en")["third"]
    (3, 2, 3)
    """
    known = {stem: n for n, stem in enumerate(_ORDINALS[language].split(), start=1)}
    if language == "ru":
        ends = _RUSSIAN_ADJECTIVES.split()
        known = {f"{stem}{end}": n for stem, n in known.items() for end in ends}
    return MappingProxyType(known)


def ranks_of(small: str, language: str) -> Iterator[re.Match[str]]:
    """Superlatives and ordinals of a text in small letters: words that may rank an answer.

    >>> [found[0] for found in ranks_of("at least 5, the largest third; most often", "en")]
    ['largest', 'third', 'most']
    """
    for found in re.finditer(r"(?<!at )\b[^\W\d_]+", small):
        if found[0] in ordinals(language) or is_superlative(found[0], language):
            yield found


def is_superlative(word: str, language: str) -> bool:
    """Does a word in small letters say that something leads or comes last?

    >>> is_superlative("наибольшее", "ru"), is_superlative("almost", "en")
    (True, False)
    """
    known = tuple(_SUPERLATIVES[language].split())
    return word.startswith(known) if language == "ru" else word in known
