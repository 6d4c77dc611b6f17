"""Which claims does a figure or table draw? Read off its data, never listed by hand.

A frame that is published names the claims of each row in up to three columns, which its CSV keeps
whether or not the reader is shown them:

    claim_id     the claim whose number the row draws; empty where it draws none
    claim_ids    the claims of a row that draws or combines several, separated by spaces
    base         the claim of the base that the row's number is a part of

A `base` may be a number in frames that are not of the ledger; it names no claim then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

COLUMNS = ("claim_id", "claim_ids", "base")

_ID = re.compile(r"[a-z][a-z0-9_]*")


def drawn_in(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The claims that rows of a CSV name, each once: what is drawn in its order, then the bases.

    >>> drawn_in([{"claim_id": "women", "base": "all"}, {"claim_ids": "all men", "base": ""}])
    ('women', 'all', 'men')
    >>> drawn_in([{"label": "limit", "base": "487"}])
    ()
    """
    rows = list(rows)
    names = [name for row in rows for key in COLUMNS[:2] for name in (row.get(key) or "").split()]
    bases = [base for row in rows if _ID.fullmatch(base := row.get("base") or "")]
    return tuple(dict.fromkeys([*names, *bases]))
