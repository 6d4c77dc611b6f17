"""Queries and their bounds as a table, for readers who want to ask their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.bounds import bounds
from helpers.bounds.queries import Difference
from helpers.bounds.query_parser import parse_query
from helpers.chapters.implied.implied_words import implied_word
from helpers.outputs import tables
from helpers.outputs.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from helpers.bounds.assumptions import Assumptions
    from helpers.bounds.extremes import Bounds
    from helpers.outputs.tables import Markdown
    from helpers.study import Study


def show_queries(
    study: Study, queries: Sequence[str], assumptions: Assumptions, *, name: str
) -> Markdown:
    """Each query with the least and the largest answer, and whether these are proved."""
    import pandas as pd

    rows = []
    for text, found in zip(queries, _answers(study, queries, assumptions), strict=True):
        ends = (_written(study, text, end) for end in (found.low, found.high))
        low, high = ends
        status = implied_word(f"status_{found.status}", study.language)
        row = {"query": f"`{text}`", "low": low, "high": high, "status": status}
        rows.append(row | {"claim_ids": " ".join(_claims(study, text))})
    columns = ("query", "low", "high", "status")
    headings = {column: implied_word(f"column_{column}", study.language) for column in columns}
    return tables.markdown(pd.DataFrame(rows), study, name=name, columns=headings)


def _answers(study: Study, queries: Sequence[str], assumptions: Assumptions) -> list[Bounds]:
    """The bounds, which are the same in every language."""
    claims = tuple(study.ledger.values())
    return remembered(
        "queries",
        lambda: [bounds(text, study.ledger, assumptions) for text in queries],
        of=(tuple(queries), assumptions, claims, study.codebook),
    )


def _written(study: Study, text: str, value: Fraction | None) -> str:
    """A count as it is, a share in percent, a mean with two decimals."""
    if value is None:
        return "–"
    query = parse_query(text, study.codebook)
    measure = query.left.measure if isinstance(query, Difference) else query.measure
    if measure == "share":
        return study.edition.percent(100 * value, 0)
    return study.edition.number(value, 0 if value.denominator == 1 else 2)


def _claims(study: Study, text: str) -> list[str]:
    """The printed counts of the answers that a query names."""
    query = parse_query(text, study.codebook)
    parts = (query.left, query.right) if isinstance(query, Difference) else (query,)
    found: dict[str, None] = {}
    for part in parts:
        for condition in (part.condition, part.given):
            for variable, answers in condition.answers.items() if condition else ():
                for answer in answers:
                    claims = study.ledger.select(variable=variable, category=answer, kind="count")
                    found.update(dict.fromkeys(claim.claim_id for claim in claims[:1]))
        means = study.ledger.select(variable="interaction_score", place=part.subject or "-")
        found.update(dict.fromkeys(claim.claim_id for claim in means if claim.kind == "mean"))
    return list(found)
