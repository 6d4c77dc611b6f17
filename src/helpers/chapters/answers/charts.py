"""Shares of answers with their intervals and bounds, and counts of answers, as tables and charts.

A share is of the base that the report states. The interval is that of chance, as if the respondents
were a random sample; the bounds hold whatever the organisations of the register that stayed silent
are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.errors import ArgumentError
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, PALE
from helpers.statistics import survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.ledger.claims import Claim
    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

SHARES = ("answer", "share", "text", "wilson_low", "wilson_high", "bounds_low", "bounds_high")


def shares(study: Study, variable: str, *, kind: str = "count") -> pd.DataFrame:
    """Which share of the respondents gave each answer, and how far can the truth lie from it?

    One row per answer with a stated base, in the codebook's order:

        answer                    as the codebook labels it
        count, base               how many gave the answer, and how many were asked
        share                     percent of the base, as printed or recomputed from the count
        text                      the printed number as the edition writes it
        wilson_low, wilson_high   95 % interval as if a random sample (percent)
        bounds_low, bounds_high   bounds over the register (percent; survey only)
        claim_id                  the printed number in the ledger

    A range is missing where it does not apply, `count` where a percentage is printed (`kind` is
    "count" or "percent"). Raises `ArgumentError` as `tables.tidy`, and where no answer has a
    stated base.
    """
    found = tables.tidy(study, variable, kind=kind)
    if found["share"].isna().all():
        more = "" if kind == "count" else f", kind={kind!r}"
        raise ArgumentError(
            f"the report states no base for {variable!r}, and a share needs one; "
            f"use answers.counts(study, {variable!r}{more})"
        )
    return _shares(study, found.loc[found["share"].notna(), "claim_id"])


def shares_of(study: Study, claim_ids: Sequence[str]) -> pd.DataFrame:
    """The same for single numbers of the ledger; `answer` is "question: answer".

    Raises `ArgumentError` for a claim without a stated base, and for a text in place of a list.
    """
    if isinstance(claim_ids, str):
        raise ArgumentError(f"shares_of needs a list of claims; write [{claim_ids!r}]")
    without = [claim_id for claim_id in claim_ids if not study.ledger[claim_id].base]
    if without:
        raise ArgumentError(f"claim {without[0]} states no base; a share needs one")
    frame = _shares(study, claim_ids)
    variables = [study.ledger[claim_id].variable for claim_id in claim_ids]
    questions = [study.label("variables", variable) for variable in variables]
    pairs = zip(questions, frame["answer"], strict=True)
    return frame.assign(answer=[f"{question}: {answer}" for question, answer in pairs])


def draw_shares(frame: pd.DataFrame, study: Study, *, name: str, color: str = BLUE) -> Drawing:
    """Draw shares: a dot for the printed one, a bar for the interval, a band for the bounds.

    One row per row of the frame, the first on top; columns as `shares` makes them. `color` is that
    of the dots. Raises `ArgumentError` for a frame that lacks a column.
    """
    tables.check_columns(frame, (*SHARES, "claim_id"), "draw_shares", rows=True)
    frame = frame.reset_index(drop=True)

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        band = study.text("bounds if nothing is assumed about the silent")
        figures.draw_ranges(axes, frame, "bounds", height=0.62, color=PALE, label=band)
        interval = study.text("95% interval, as if a random sample")
        figures.draw_ranges(axes, frame, "wilson", height=0.3, color=LIGHT_BLUE, label=interval)
        label = study.text("share by the printed number")
        axes.plot(frame["share"], frame.index, "o", color=color, label=label)
        for row in frame.itertuples():
            _value_label(axes, row.text, (row.share, row.Index))
        sheet.label_rows(list(frame["answer"]), reach=20)
        axes.set(xlim=(0, 100), xlabel=study.text("share, %"))
        sheet.legend(fontsize=8)

    data = with_claims(frame, study)
    data["share_pct"] = frame["share"]
    data[list(SHARES[2:])] = frame[list(SHARES[2:])]
    note = _note(frame, study)
    return figures.draw(chart, data, study, name=name, note=note, n_rows=len(frame))


def counts(study: Study, variable: str, *, kind: str = "count") -> pd.DataFrame:
    """How often was each answer given? For answers without a base, or where a share would mislead.

    One row per answer, in the codebook's order: answer, count, base (how many were asked; missing
    where the report does not say), claim_id. Raises `ArgumentError` as `tables.tidy`.
    """
    found = tables.tidy(study, variable, kind=kind)
    return _answers(found).assign(claim_id=found["claim_id"])


def draw_counts(frame: pd.DataFrame, study: Study, *, name: str, color: str = BLUE) -> Drawing:
    """Draw counts as bars with their numbers, one per row of the frame, the first on top.

    Columns as `counts` makes them. Raises `ArgumentError` for a frame that lacks one, or a count.
    """
    tables.check_columns(frame, ("answer", "count", "claim_id"), "draw_counts", rows=True)
    if frame["count"].isna().any():
        claim_id = frame.loc[frame["count"].isna(), "claim_id"].iloc[0]
        raise ArgumentError(
            f"draw_counts: {claim_id} is printed without a count; draw a percentage with "
            "answers.draw_shares(answers.shares(study, …, kind='percent'), …)"
        )
    frame = frame.reset_index(drop=True)
    values = frame["count"].astype(float)

    def chart(sheet: Sheet) -> None:
        draw_bars(sheet.axes, study, values, color=color)
        sheet.label_rows(list(frame["answer"]))
        unit = study.ledger[frame["claim_id"].iloc[0]].unit
        sheet.axes.set_xlabel(study.label("units", unit))

    data = with_claims(frame, study).assign(value=values)
    note = _note(frame, study)
    return figures.draw(chart, data, study, name=name, note=note, n_rows=len(frame))


def with_claims(frame: pd.DataFrame, study: Study) -> pd.DataFrame:
    """What a figure's file holds: the ledger's columns for the claims of a frame, its answers."""
    return tables.claim_rows(study, frame["claim_id"]).assign(label=frame["answer"].to_list())


def draw_bars(axes: Axes, study: Study, values: pd.Series, *, color: str = BLUE) -> None:
    """Draw horizontal bars, one per value, with the edition's numbers at their ends."""
    from matplotlib.ticker import MaxNLocator

    axes.barh(range(len(values)), values, height=0.62, color=color)
    for row, value in enumerate(values):
        axes.annotate(
            study.edition.number(value),
            (value, row),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            color=INK,
        )
    axes.set_xlim(0, values.max() * 1.12)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def _answers(rows: pd.DataFrame) -> pd.DataFrame:
    """Answer, count and base of rows of `tables.tidy`; whole numbers stay whole."""
    import pandas as pd

    values = rows["value"].mask(rows["kind"] == "percent")
    return pd.DataFrame(
        {
            "answer": rows["label"],
            "count": values,
            "base": rows["base_value"].astype("Int64"),
        }
    ).convert_dtypes()


def _shares(study: Study, claim_ids: Iterable[str]) -> pd.DataFrame:
    rows = tables.claim_rows(study, claim_ids)
    claims = [study.ledger[claim_id] for claim_id in rows["claim_id"]]
    frame = _answers(rows).assign(share=100 * rows["share"], text=list(map(study.printed, claims)))
    for kind in ("wilson", "bounds"):
        ranges = [_range(study, claim, kind) for claim in claims]
        frame[f"{kind}_low"] = [low for low, _ in ranges]
        frame[f"{kind}_high"] = [high for _, high in ranges]
    return frame.assign(claim_id=rows["claim_id"])


def _range(study: Study, claim: Claim, kind: str) -> tuple[float, float]:
    found = survey.survey_intervals(study, claim).get(kind)
    return tuple(100 * float(end) for end in found) if found else (float("nan"), float("nan"))


def _note(frame: pd.DataFrame, study: Study) -> str:
    """Source and base of the question drawn; of several questions, the report."""
    claims = [study.ledger[claim_id] for claim_id in frame["claim_id"]]
    if len({claim.variable for claim in claims}) > 1:
        return study.source_note
    return figures.source_note(study, claims[0].variable, base=claims[0].base)


def _value_label(axes: Axes, text: str, point: tuple[float, int]) -> None:
    axes.annotate(
        text,
        point,
        (0, 14.5),  # in the gap above the bars
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=8.5,
        color=INK,
    )
