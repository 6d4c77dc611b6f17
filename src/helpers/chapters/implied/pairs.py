"""What two answers to the questionnaires have in common, and what the silent could change.

Cross-tables are not printed. Bounds of the number of organisations with two answers come from the
engine (`feasibility.bounds`), and so does the difference between two groups. What could be said of
all organisations of the register depends on those that did not answer: to be a majority, an answer
would need

    more than half of the register - those who gave it      of the silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from helpers.bounds import bounds
from helpers.bounds.extremes import Bounds
from helpers.chapters.implied.survey_words import survey_word
from helpers.outputs import tables
from helpers.statistics.intervals import no_assumption_bounds
from helpers.statistics.survey import unplaced

if TYPE_CHECKING:
    import pandas as pd

    from helpers.ledger.claims import Ledger
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# The answers that the report's main sentences rest on, by claim.
HEADLINES = (
    *("difficulty_finance", "need_finance", "need_training", "training_finance"),
    *("technology_limits", "outside_cities", "impact_yes", "obstacle_none", "funding_state"),
)
OUTSIDE = "survey_location = outside_three_cities"
LIMITS = "technology_limits = 'yes'"
GAP = f"share of {LIMITS} given {OUTSIDE} minus share of {LIMITS} given not {OUTSIDE}"


@dataclass(frozen=True)
class Pair:
    """Two answers, by claim, and how many can have given both."""

    one: str
    other: str
    bounds: Bounds


def bound_pairs(ledger: Ledger, claims: tuple[str, ...] = HEADLINES) -> tuple[Pair, ...]:
    """How many organisations can have given two answers, for every two headline answers?"""
    return tuple(
        Pair(one, other, bounds(f"{_atom(ledger, one)} and {_atom(ledger, other)}", ledger))
        for one, other in combinations(claims, 2)
    )


def bound_gap(ledger: Ledger) -> Bounds:
    """By how much can limits of technology be more frequent outside the three cities than inside?

    Shares as fractions; the other group holds whoever is not printed as outside.
    """
    return bounds(GAP, ledger)


def pair_frame(study: Study, found: tuple[Pair, ...]) -> pd.DataFrame:
    """One row per pair: one, other (claims), labels, low, high, independent (as if unrelated),
    status, claim_ids."""
    import pandas as pd

    size = study.size("survey")
    rows = []
    for pair in found:
        values = [study.ledger[claim].value for claim in (pair.one, pair.other)]
        row = {"one": pair.one, "other": pair.other}
        row |= {"one_label": study.name(pair.one)}
        row |= {"other_label": study.name(pair.other)}
        row |= {"low": int(pair.bounds.low or 0), "high": int(pair.bounds.high or 0)}
        row |= {"independent": float(values[0] * values[1] / size), "status": pair.bounds.status}
        rows.append(row | {"claim_ids": f"{pair.one} {pair.other}"})
    return pd.DataFrame(rows)


def majority_frame(study: Study, claims: tuple[str, ...] = HEADLINES) -> pd.DataFrame:
    """What of the silent would an answer need to be that of a majority of the register?

    Columns claim_id, label, count, low, high (no-assumption bounds, fractions), needed (of the
    silent), needed_share (of the silent, a fraction).
    """
    import pandas as pd

    register = study.size("register")
    size = study.size("survey")
    rows = []
    for claim_id in claims:
        claim = study.ledger[claim_id]
        count, missing = int(claim.value), unplaced(study, claim, size)
        ends = no_assumption_bounds(count, size, n_population=register, n_item_missing=missing)
        needed = max(register // 2 + 1 - count, 0)
        row = {"claim_id": claim_id, "label": study.name(claim_id), "count": count}
        row |= {"low": float(ends.low), "high": float(ends.high), "needed": needed}
        rows.append(row | {"needed_share": needed / (register - size)})
    return pd.DataFrame(rows)


def show_majorities(study: Study, *, name: str) -> Markdown:
    """The headline answers over the whole register, and what a majority would need."""
    frame = majority_frame(study)
    percent = study.edition.percent
    frame["share"] = [
        f"{percent(100 * row.low, 0)} – {percent(100 * row.high, 0)}" for row in frame.itertuples()
    ]
    frame["silent"] = [
        f"{study.edition.number(row.needed)} ({percent(100 * row.needed_share, 0)})"
        for row in frame.itertuples()
    ]
    columns = ("label", "count", "share", "silent")
    headings = {column: survey_word(f"column_{column}", study.language) for column in columns}
    return tables.markdown(frame, study, name=name, columns=headings)


def survey_numbers(study: Study, pairs: tuple[Pair, ...], gap: Bounds) -> dict[str, str]:
    """Numbers for the prose.

    both_<one>_<other>_low and _high for every pair; gap_above and gap_below (percentage points
    above and below no difference); pairs_asked, pairs_forced (that must overlap); needed_least and
    needed_most (of the silent, for a majority), and their shares, needed_<which>_pct.
    """
    edition, numbers = study.edition, {}
    for row in pair_frame(study, pairs).itertuples():
        numbers[f"both_{row.one}_{row.other}_low"] = edition.number(row.low)
        numbers[f"both_{row.one}_{row.other}_high"] = edition.number(row.high)
    numbers["pairs_asked"] = edition.number(len(pairs))
    numbers["pairs_forced"] = edition.number(sum((pair.bounds.low or 0) > 0 for pair in pairs))
    if gap.low is not None and gap.high is not None:
        numbers["gap_below"] = edition.number(round(-100 * gap.low))
        numbers["gap_above"] = edition.number(round(100 * gap.high))
    frame = majority_frame(study)
    for name, place in (("least", frame["needed"].idxmin()), ("most", frame["needed"].idxmax())):
        row = frame.loc[place]
        numbers[f"needed_{name}"] = edition.number(int(row["needed"]))
        numbers[f"needed_{name}_pct"] = edition.percent(100 * row["needed_share"], 0)
    return numbers


def _atom(ledger: Ledger, claim_id: str) -> str:
    claim = ledger[claim_id]
    return f"{claim.variable} = '{claim.category}'"
