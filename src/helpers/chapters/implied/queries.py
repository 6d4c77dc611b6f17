"""Your own question to the printed numbers: at least, at most, and whether that is proved.

What was asked once is kept beside the chapter's other answers (`solving.results`), for this data
and this code.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.bounds import bounds
from helpers.bounds.assumptions import WEAKEST, Assumptions
from helpers.bounds.blocks import PLACE
from helpers.bounds.queries import Difference, Query
from helpers.bounds.query_parser import parse_query
from helpers.chapters.implied.solving import Range, results
from helpers.errors import ArgumentError
from helpers.interface import marked
from helpers.outputs import tables
from helpers.scale.schemes import SCHEMES

if TYPE_CHECKING:
    import pandas as pd

    from helpers.editions import End
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

STATUS_WORDS = {
    "proved": marked("proved"),
    "undecided": marked("undecided in time"),
    "infeasible": marked("no such group"),
}


def assume(
    *,
    points: str = "3/2/1",
    missing: str = "zero",
    rounding: str = WEAKEST.rounding,
    bases: str = WEAKEST.bases,
    units: str = WEAKEST.units,
    totals: str = WEAKEST.totals,
) -> Assumptions:
    """What has to be assumed before the printed numbers can be asked.

    Points per answer (a name of `SCHEMES`) and the rule for missing answers (zero, person_mean,
    complete_cases) of the towns' scores; rounding (nearest, truncated, either) and bases (stated,
    question, form) of percentages; units (same, apart) and totals (unprinted, printed) of what is
    counted, see `bounds.assumptions`. Raises `ArgumentError` for a word that is none of these.

    >>> assume(points="3/2/0").scheme.name
    '3/2/0'
    """
    if points not in SCHEMES:
        raise ArgumentError(f"points {points!r} are unknown; use {', '.join(SCHEMES)}")
    scheme = replace(SCHEMES[points], missing=missing)
    return Assumptions(rounding, bases, scheme, units=units, totals=totals)


def ask(study: Study, queries: Sequence[str], assumed: Assumptions) -> pd.DataFrame:
    """What can the answer to each query be? One row per query.

    Columns query, measure (count, share, size or mean), low, high (exact fractions; None where no
    world has the number, or nothing limits it), status (proved, undecided, infeasible), unreached
    (the ends, "low" or "high", that nothing limits, or to which a share only comes near) and
    claim_ids (the printed counts of the answers named). A query that was not asked before takes
    the solver a second or more, which is said. Raises `QueryError` for a query that cannot be read
    or answered, `ArgumentError` for a text in place of a list of them.
    """
    import pandas as pd

    if isinstance(queries, str):
        raise ArgumentError(f"ask takes a list of queries; write [{queries!r}]")
    rows = []
    for text, found in zip(queries, _answers(study, queries, assumed), strict=True):
        query = parse_query(text, study.codebook)
        measure = query.left.measure if isinstance(query, Difference) else query.measure
        row = {"query": text, "measure": measure, "low": found.low, "high": found.high}
        claim_ids = " ".join(_claims(study, query))
        row |= {"status": found.status, "unreached": " ".join(found.unreached)}
        rows.append(row | {"claim_ids": claim_ids})
    columns = ("query", "measure", "low", "high", "status", "unreached", "claim_ids")
    return pd.DataFrame(rows, columns=columns, dtype=object)


def show_queries(answers: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `ask`: a count as it is, a share in percent, a mean with two decimals."""
    needed = ("query", "measure", "low", "high", "status", "unreached")
    tables.check_columns(answers, needed, "show_queries")
    shown = answers.assign(
        query=[f"`{text}`" for text in answers["query"]],
        low=_written(study, answers, "low"),
        high=_written(study, answers, "high"),
        status=[study.text(STATUS_WORDS[status]) for status in answers["status"]],
    )
    headings = {
        "query": study.text("Question"),
        "low": study.text("At least"),
        "high": study.text("At most"),
        "status": study.text("Status"),
    }
    return tables.show_table(shown, study, name=name, columns=headings)


def _answers(study: Study, queries: Sequence[str], assumed: Assumptions) -> list[Range]:
    """The bounds, which are the same in every language, each asked once."""
    of = results.digest(study)
    kept = results.read("queries", of, dict[str, Range]) or {}
    keys = [f"{text} | {assumed!r}" for text in queries]
    for text, key in zip(queries, keys, strict=True):
        if key not in kept:
            print(f"Asking the solver: {text} …", file=sys.stderr)
            kept[key] = Range.of(bounds(text, study.ledger, assumed))
            results.write("queries", of, kept)
    return [kept[key] for key in keys]


def _written(study: Study, answers: pd.DataFrame, end: End) -> list[str]:
    """One end of each range, rounded outward; in words where no number is reached."""
    no_limit = {"low": study.text("no lower bound"), "high": study.text("no upper bound")}
    texts = []
    for row in answers.itertuples():
        value, is_reached = getattr(row, end), end not in row.unreached.split()
        if value is None:
            texts.append("–" if is_reached else no_limit[end])
            continue
        if row.measure == "share":
            text = study.edition.percent(100 * value, end=end)
        else:
            text = study.edition.number(value, 0 if value.denominator == 1 else 2, end=end)
        texts.append(text if is_reached else study.text("comes near to {value}").format(value=text))
    return texts


def _claims(study: Study, query: Query | Difference) -> list[str]:
    """The printed counts of the answers that a query names, and the means of its towns."""
    parts = (query.left, query.right) if isinstance(query, Difference) else (query,)
    found: dict[str, None] = {}
    for part in parts:
        conditions = [each for each in (part.condition, part.given) if each]
        places = [place for each in conditions for place in each.answers.get(PLACE, ())]
        for condition in conditions:
            for variable, answers in condition.answers.items():
                for answer in answers:
                    claims = study.ledger.select(variable=variable, category=answer, kind="count")
                    named = [claim for claim in claims if claim.place in (places or (claim.place,))]
                    found.update(dict.fromkeys(claim.claim_id for claim in named[:1]))
        scores = [claim for claim in study.scores() if claim.place == part.subject]
        found.update(dict.fromkeys(claim.claim_id for claim in scores))
    return list(found)
