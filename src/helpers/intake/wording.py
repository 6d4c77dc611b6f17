"""Two wordings that a reader takes for the same: case, spaces, punctuation, look-alike letters.

plain("5. Сколько  «ЛЮДЕЙ»?*")        сколько людей        with numbering=True
plain("Тіл") == plain("Tіл")          Latin letters among Cyrillic ones, as keyboards leave them
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A Kazakh or Russian word typed on another keyboard; only where the word has Cyrillic letters too.
_LOOK_ALIKES = str.maketrans("aceopxyihkmtbəɵ", "асеорхуіһкмтвәө")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"[^\w%+<>]+|_+")
_NUMBERING = re.compile(
    r"^\s*(?:(?:вопрос|сұрақ|question|q|в|с)\s*)?№?\s*\d{1,2}(?:\.\d{1,2})*\s*"
    r"(?:[.):]|-?\s*(?:сұрақ|вопрос)\b[.:]?)\s*",
    re.IGNORECASE,
)
_NUMBER_ALONE = re.compile(
    r"^\s*(?:вопрос|сұрақ|question|q|в|с)?\s*№?\s*(\d{1,2})\s*[.):]?\s*(?:-?\s*сұрақ)?\s*$",
    re.IGNORECASE,
)

# A cell that says nothing was answered, as `plain` leaves it. A bare "нет", "жоқ" or "no" is an
# answer and none of these.
BLANKS = frozenset(
    {
        "", "na", "n a", "nan", "null", "none", "no answer", "нет ответа", "без ответа",
        "не ответил", "не ответила", "не ответили", "жауап жоқ", "жауабы жоқ", "жауапсыз",
    }
)  # fmt: skip
DONT_KNOW = frozenset(
    {
        "не знаю", "незнаю", "затрудняюсь", "затрудняюсь ответить", "не могу сказать",
        "затрудняемся ответить", "білмеймін", "білмейміз", "жауап беру қиын", "айта алмаймын",
        "жауап беруге қиналамын", "жауап беруге қиналамыз", "don t know", "dont know",
        "do not know", "not sure", "dk",
    }
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def plain(text: str, *, numbering: bool = False) -> str:
    """The words of a text alone: lower case, ё as е, no punctuation; `numbering` takes "5." off.

    >>> plain("Нет\u00a0ответа…")
    'нет ответа'
    """
    text = unicodedata.normalize("NFKC", text)
    if numbering:
        text = _NUMBERING.sub("", text, count=1)
    text = text.casefold().replace("ё", "е")
    text = " ".join(_NO_WORD.sub(" ", text).split())
    return _WORD.sub(_one_alphabet, text)


def number_alone(text: str) -> int | None:
    """The number that a heading consists of, "5", "5." or "Вопрос 5"; None for another."""
    found = _NUMBER_ALONE.match(text)
    return int(found[1]) if found else None


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no answer."""
    return plain(text) in BLANKS


def is_dont_know(text: str) -> bool:
    """Whether a cell says that somebody does not know."""
    return plain(text) in DONT_KNOW


def _one_alphabet(word: re.Match[str]) -> str:
    return word[0].translate(_LOOK_ALIKES) if _CYRILLIC.search(word[0]) else word[0]
