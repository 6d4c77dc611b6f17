"""The frame of a survey: how many organisations of which kind there were to ask."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

BY = ("region", "zero_report")


def frame(register: pd.DataFrame, answered: Collection[str] = ()) -> pd.DataFrame:
    """Organisations of the frame by region and zero report, and how many of them answered.

    `register` is the clean table of the register, `answered` pseudonyms of organisations in the
    survey. Columns: `region` and `zero_report` (missing where the register does not say),
    `organisations`, `answered`, `response_rate` (0 to 1). The counts of `organisations` add up to
    the rows of the register.

    >>> import pandas as pd
    >>> rows = {"organisation": ["a", "b"], "region": "atyrau", "zero_report": [True, True]}
    >>> frame(pd.DataFrame(rows), {"b"}).to_dict("records")
    [{'region': 'atyrau', 'zero_report': True, 'organisations': 2, 'answered': 1,
      'response_rate': 0.5}]
    """
    rows = register[[*BY]].assign(answered=register["organisation"].isin(set(answered)))
    groups = rows.groupby([*BY], dropna=False, sort=True)["answered"]
    counts = groups.agg(organisations="size", answered="sum").reset_index()
    return counts.assign(response_rate=counts["answered"] / counts["organisations"])
