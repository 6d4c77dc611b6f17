"""The book's description in an edition's language.

`_quarto.yml` is the one description; its texts are translated, and what an edition alone needs is
laid over it from `_quarto-<language>.yml`, a Quarto profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.publishing import project, strings
from helpers.publishing.edition import Edition
from helpers.translation.catalogues import Catalogue
from helpers.translation.pages import BOOK, translated_book


def describe(edition: Edition) -> dict[str, Any]:
    """The edition's `_quarto.yml`: translated, its language's own on top, `lang` set."""
    description = project.read_description(edition.root / project.FILE)
    texts = Catalogue.open(edition.language, BOOK, edition.root)
    description = translated_book(description, texts.text)
    profile = edition.root / f"_quarto-{edition.language}.yml"
    if profile.is_file():
        description = merged(description, project.read_description(profile))
    description.pop("profile", None)
    words = description.get("language") or {}
    if edition.language != "en":
        words = {**strings.for_quarto(edition.language), **words}
    return {**description, "lang": edition.language, **({"language": words} if words else {})}


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Two descriptions as one: mappings key by key, everything else replaced.

    >>> merged({"book": {"title": "A", "date": "1"}}, {"book": {"title": "B"}})
    {'book': {'title': 'B', 'date': '1'}}
    """
    result = dict(base)
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(result.get(key), Mapping)
        result[key] = merged(result[key], value) if both else value
    return result
