"""Texts with what belongs to somebody replaced by its kind in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.confidential.detecting import Finding

# What stands in a masked text; an answer keeps its own language, whatever edition shows it.
PLACEHOLDERS = {
    "ru": {
        "account": "счёт",
        "iin": "ИИН",
        "bin": "БИН",
        "phone": "телефон",
        "email": "почта",
        "url": "ссылка",
        "address": "адрес",
        "organisation": "организация",
        "person": "имя",
    },
    "kk": {
        "account": "шот",
        "iin": "ЖСН",
        "bin": "БСН",
        "phone": "телефон",
        "email": "пошта",
        "url": "сілтеме",
        "address": "мекенжай",
        "organisation": "ұйым",
        "person": "есім",
    },
    "en": {
        "account": "account",
        "iin": "IIN",
        "bin": "BIN",
        "phone": "phone",
        "email": "e-mail",
        "url": "link",
        "address": "address",
        "organisation": "organisation",
        "person": "name",
    },
}


def mask(text: str, findings: Sequence[Finding], language: str = "ru") -> str:
    """The text with each finding replaced; a language without words of its own has Russian ones.

    >>> from helpers.confidential.detecting import find
    >>> said = "Звоните: 8 701 000 00 00"
    >>> mask(said, find(said), "ru")
    'Звоните: [телефон]'
    """
    words = PLACEHOLDERS.get(language, PLACEHOLDERS["ru"])
    for finding in reversed(findings):
        text = f"{text[: finding.start]}[{words[finding.kind]}]{text[finding.end :]}"
    return text
