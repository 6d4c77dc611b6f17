"""Who answered, as a pseudonym: by the organisation's BIN, else by its name.

The same organisation has the same pseudonym in every wave, if it gives the same; a name that the
wave's register knows leads to the pseudonym of its BIN. A BIN with a wrong check digit is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from helpers.confidential.detecting import organisation_name
from helpers.confidential.identifiers import is_bin
from helpers.confidential.keys import pseudonym

if TYPE_CHECKING:
    import polars as pl

_SHORTEST_NAME = 2


@dataclass(frozen=True)
class Secrets:
    """What pseudonyms and masks are made with: the key; organisations' names as compared; of those
    in the register the pseudonym, "" where several have the name.
    """

    key: bytes
    names: frozenset[str]
    registered: Mapping[str, str]


@dataclass
class Identities:
    """Pseudonyms of what stands in columns; each different text is hashed once."""

    secrets: Secrets
    _bins: dict[str, str | None] = field(default_factory=dict)
    _names: dict[str, str | None] = field(default_factory=dict)

    def by_bin(self, texts: pl.Series) -> pl.Series:
        """Pseudonyms of BINs, missing for what is none."""
        return _mapped(texts, self._bins, self._of_bin)

    def by_name(self, texts: pl.Series) -> pl.Series:
        """Pseudonyms of names, missing for one that several organisations of the register have."""
        return _mapped(texts, self._names, self._of_name)

    def _of_bin(self, text: str) -> str | None:
        digits = re.sub(r"\D", "", text)
        return pseudonym(digits, self.secrets.key) if is_bin(digits) else None

    def _of_name(self, text: str) -> str | None:
        name = organisation_name(text)
        if len(name) < _SHORTEST_NAME:
            return None
        known = self.secrets.registered.get(name)
        return pseudonym(name, self.secrets.key) if known is None else known or None


def _mapped(
    texts: pl.Series, known: dict[str, str | None], of: Callable[[str], str | None]
) -> pl.Series:
    import polars as pl

    distinct = texts.drop_nulls().unique().to_list()
    for text in distinct:
        if text not in known:
            known[text] = of(text)
    told = [known[text] for text in distinct]
    return texts.replace_strict(distinct, told, default=None, return_dtype=pl.String)
