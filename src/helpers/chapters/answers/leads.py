"""Is one answer ahead of another by more than chance, when it is not printed how many gave both?

That two intervals overlap does not show that two answers are level: the same respondents gave both,
and the difference has an interval of its own. It depends on how many gave both answers, so each
lead is judged with the fewest that can have and with the most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.errors import ArgumentError
from helpers.outputs import tables
from helpers.statistics.leads import lead_interval, possible_overlaps
from helpers.statistics.survey import CONFIDENCE, count_of
from helpers.synthetic.watermark import WITHHELD

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from helpers.ledger.claims import Claim
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# How many gave both: the fewest that can have, and the most.
OVERLAPS = ("few", "many")


def leads(study: Study, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """How far is the first answer of each pair ahead of the second, and what does chance leave?

    `pairs` are claims of the questionnaires with the same base. One row per pair:

        one, other              claims; one_label, other_label as the codebook names their answers
        lead                    percentage points between the printed shares
        few, many               the fewest and the most that can have given both; equal where the
                                question takes one answer or one of the two excludes all others
        few_low, few_high       95 % interval of the lead, in points, as if the respondents were a
        many_low, many_high     random sample, for each; missing for synthetic data

    Raises `ArgumentError` for claims that are no counts of respondents or differ in their base.
    """
    import pandas as pd

    return pd.DataFrame([_row(study, study.ledger[a], study.ledger[b]) for a, b in pairs])


def show_leads(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Show the leads of a frame as `leads` makes it: ahead of whom, by how much, and the ranges."""
    needed = ("one", "other", "other_label", "lead")
    tables.check_columns(frame, needed, "show_leads", rows=True)
    shown = frame.assign(
        claim_ids=frame["one"] + " " + frame["other"],
        lead=[study.edition.number(lead) for lead in frame["lead"]],
        **{kind: _ranges(study, frame, kind) for kind in OVERLAPS},
    )
    headings = {
        "other_label": study.text("Ahead of"),
        "lead": study.text("By, points"),
        "few": study.text("Interval, if as few as possible gave both"),
        "many": study.text("Interval, if as many as possible did"),
    }
    return tables.show_table(shown, study, name=name, columns=headings)


def lead_numbers(frame: pd.DataFrame, study: Study) -> dict[str, str]:
    """The ends of each lead for the prose: <one>_over_<other>_<few or many>_<low or high>, points.

    `frame` has the columns of `leads`.
    """
    numbers = {}
    for row in frame.to_dict("records"):
        for kind in OVERLAPS:
            for end in ("low", "high"):
                value = row[f"{kind}_{end}"]
                numbers[f"{row['one']}_over_{row['other']}_{kind}_{end}"] = (
                    study.text(WITHHELD)
                    if study.is_synthetic
                    else study.edition.number(value, end=end)
                )
    return numbers


def _row(study: Study, one: Claim, other: Claim) -> dict[str, object]:
    base = int(study.ledger[one.base].value) if one.base else 0
    counts = count_of(study, one), count_of(study, other)
    if None in counts or study.ledger[other.base].value != base:
        raise ArgumentError(
            f"{one.claim_id} and {other.claim_id} are not counts of the same respondents; "
            "a lead needs two answers with one base"
        )
    possible = possible_overlaps(*counts, base)
    single = study.codebook.variables[one.variable].answer in ("single", "ordinal")
    excluded = {one.category, other.category} & study.codebook.roles.exclusive
    if one.variable == other.variable and (single or excluded):
        possible = range(1)
    row = {
        "one": one.claim_id,
        "other": other.claim_id,
        "one_label": study.category_label(one.variable, one.category),
        "other_label": study.category_label(other.variable, other.category),
        "lead": 100 * (counts[0] - counts[1]) / base,
        "few": possible[0],
        "many": possible[-1],
    }
    for kind in OVERLAPS:
        ends = (None, None)
        if not study.is_synthetic:  # an interval of made-up rows would measure how they were made
            ends = lead_interval(*counts, base, n_both=row[kind], confidence=CONFIDENCE)
            ends = tuple(100 * end for end in ends)
        row |= dict(zip((f"{kind}_low", f"{kind}_high"), ends, strict=True))
    return row


def _ranges(study: Study, frame: pd.DataFrame, kind: str) -> list[str]:
    if study.is_synthetic:
        return [study.text(WITHHELD)] * len(frame)
    number, text = study.edition.number, study.text("{low} to {high}")
    return [
        text.format(low=number(low, end="low"), high=number(high, end="high"))
        for low, high in zip(frame[f"{kind}_low"], frame[f"{kind}_high"], strict=True)
    ]
