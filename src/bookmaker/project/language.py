"""Words the book says by itself, by language: `languages/<language>.yml`, as Quarto keeps its own.

English is complete and first: a word a language lacks is an error at build time, never a silent
English word in a Kazakh page. `_quarto.yml` may override any of them under `language:`. The first
document of a file has Quarto's keys, the second those of the site, for which Quarto has none.
`{query}`, `{count}`, `{title}`, `{name}`, `{date}`, `{word}` and `{number}` stand for what the page
puts in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from bookmaker.errors import InputError, Problem

LANGUAGES = Path(__file__).parent / "languages"
FIRST = "en"


def read_words(language: str) -> dict[str, str]:
    """The words of a language by key, as its file has them; none for a language without a file.

    >>> read_words("ru")["crossref-fig-title"]
    'Рисунок'
    """
    return {key: word for part in _parts(language) for key, word in part.items()}


def for_quarto(language: str) -> dict[str, str]:
    """The words to give Quarto under `language:`: it lacks Kazakh and translates in part.

    >>> for_quarto("kk")["crossref-tbl-title"]
    'Кесте'
    """
    return dict(_parts(language)[0])


def words_of(language: str, overrides: Mapping[str, str] | None = None) -> dict[str, str]:
    """The words of a language, with the project's own in their place.

    Raises `InputError` when neither the language's file nor the project knows a word.
    """
    known = {**read_words(language), **(overrides or {})}
    missing = [key for key in read_words(FIRST) if key not in known]
    if missing:
        message = (
            f"no words for language '{language}': {', '.join(missing)}; add them to "
            f"bookmaker/project/{LANGUAGES.name}/{language}.yml or under 'language:'"
        )
        raise InputError([Problem("_quarto.yml", "", "language", message)])
    return known


def numbered(word: str, number: str, words: Mapping[str, str]) -> str:
    """A word and its number in the order of the language.

    >>> numbered("Figure", "2.1", words_of("en")), numbered("Сурет", "2.1", words_of("kk"))
    ('Figure 2.1', '2.1-сурет')
    """
    pattern = words["numbered"]
    word = word if pattern.startswith("{word}") else word.lower()
    return pattern.format(word=word, number=number)


@cache
def _parts(language: str) -> list[dict[str, str]]:
    path = LANGUAGES / f"{language}.yml"
    if not path.is_file():
        return [{}]
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))
