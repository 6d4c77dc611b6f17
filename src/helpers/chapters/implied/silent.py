"""What the organisations that stayed silent could change about the headline answers.

To be the answer of a majority of the register it would take

    more than half of the register - those who gave it      of the silent.

How unlike the respondents the silent would be, if it turned there, comes from `selection`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.chapters.implied.solving import HEADLINES
from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, MUTED, PALE
from helpers.statistics.intervals import (
    no_assumption_bounds,
    post_stratified_bounds,
    wilson_interval,
)
from helpers.statistics.selection import bounded_selection, majority_breakdown
from helpers.statistics.survey import CONFIDENCE, place_sizes, place_strata, unplaced
from helpers.synthetic.watermark import WITHHELD

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# Where an organisation is, the register says; the silent have no answer to give.
ANSWERS = tuple(claim for claim in HEADLINES if claim != "outside_cities")
FINANCE = "difficulty_finance"
NO_P_VALUES = marked("There are no p-values in this book.")
P_VALUES_FROM_ROWS = marked("P-values stand only in the chapters on what rows tell.")

PANELS = 2  # side by side
PANEL_HEIGHT = 1.65  # inches
TITLE_WIDTH = 40  # letters
TITLE_POINTS = 190  # of a narrow drawing's panel

COLUMNS = (
    *("label", "count", "share", "low", "high", "placed_low", "placed_high"),
    *("silent", "needed", "needed_share", "gap", "response"),
)
# Exact in the table, decimals in the file.
PROPORTIONS = (*COLUMNS[2:7], *COLUMNS[9:])


def majorities(study: Study, claims: Sequence[str] = ANSWERS) -> pd.DataFrame:
    """What of the silent would an answer need to be that of a majority of the register?

    One row per claim:

        claim_id, label
        count, share              those who gave it, and of those who answered the question
        low, high                 no-assumption bounds over the register
        placed_low, placed_high   if within each place the silent are like those who answered
        silent                    organisations that did not answer the question
        needed, needed_share      of the silent, for a majority; missing where they decide nothing
        gap                       needed_share less share
        response                  how many times as often one side answered (see `Breakdown`)

    Shares are proportions, 0 to 1.
    """
    import pandas as pd

    return pd.DataFrame([_row(study, claim_id) for claim_id in claims])


def draw_majorities(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """How different may the silent be before an answer gains or loses the majority?

    Draws the rows of `majorities`, a panel each: what share of the register the answer can have if
    the silent differ from the respondents by at most so many points. Dark until the band reaches
    half.
    """
    tables.check_columns(frame, (*COLUMNS, "claim_id"), "draw_majorities", rows=True)
    n_lines = math.ceil(len(frame) / PANELS)

    def chart(sheet: Sheet) -> None:
        sheet.axes.remove()
        shape = (len(frame), 1) if sheet.is_narrow else (n_lines, PANELS)
        panels = sheet.figure.subplots(*shape, sharex=True, sharey=True, squeeze=False).flat
        for axes, row in zip(panels, frame.itertuples(), strict=False):
            _draw_panel(axes, study, row)
            title = sheet.wrap(row.label, TITLE_WIDTH, points=TITLE_POINTS)
            axes.set_title(title, fontsize=8.5)
        for axes in list(panels)[len(frame) :]:
            axes.set_visible(False)
        handles, _ = sheet.figure.axes[0].get_legend_handles_labels()
        sheet.legend(handles, fontsize=8)
        sheet.figure.supylabel(study.text("share of the register, %"), fontsize=9, color=INK)

    text = study.text(
        "Across: by how many percentage points the silent differ from the respondents, at "
        "most. Left: not at all; right: nothing is assumed."
    )
    note = f"{study.source_note} {text}"
    data = frame.assign(**{column: frame[column].astype(float) for column in PROPORTIONS})
    return figures.draw(
        chart, data, study, name=name, note=note, height=1.3 + PANEL_HEIGHT * n_lines
    )


def show_majorities(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `majorities`: the answer over the whole register, under two assumptions."""
    tables.check_columns(frame, COLUMNS[:7], "show_majorities")
    shown = frame.assign(
        bounds=[_range(study, r.low, r.high) for r in frame.itertuples()],
        placed=[_range(study, r.placed_low, r.placed_high) for r in frame.itertuples()],
    )
    headings = {
        "label": study.text("Answer"),
        "count": study.text("Gave it"),
        "bounds": study.text("Share of the register if nothing is assumed"),
        "placed": study.text("… if within each place the silent are like those who answered"),
    }
    return tables.show_table(shown, study, name=name, columns=headings)


def show_breakdowns(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `majorities`, one sentence each: what the silent would have to be like."""
    needed = ("label", "share", "silent", "needed", "needed_share", "gap", "response")
    tables.check_columns(frame, needed, "show_breakdowns")
    shown = frame.assign(sentence=[_sentence(study, row) for row in frame.itertuples()])
    headings = {"label": study.text("Answer"), "sentence": study.text("In plain words")}
    return tables.show_table(shown, study, name=name, columns=headings)


def silent_numbers(study: Study) -> dict[str, str]:
    """Numbers for the prose.

    majority_asked, majority_certain, majority_excluded (headline answers, those that are the answer
    of a majority of the register whatever the silent think, and those that cannot be),
    majority_respondents (of those who answered) and majority_placed (also if the silent of each
    place are like those who answered there, however these did); for each headline <claim>_needed
    and _needed_pct (of the silent, for a majority), _gap (points between these and the
    respondents), _response (times as often, rounded down), _placed (range by place).
    """
    edition, frame = study.edition, majorities(study)
    half = frame["share"] > Fraction(1, 2)
    counts = {
        "majority_asked": len(frame),
        "majority_certain": sum(frame["low"] > Fraction(1, 2)),
        "majority_excluded": sum(frame["high"] <= Fraction(1, 2)),
        "majority_respondents": sum(half),
        "majority_placed": sum(frame["placed_low"] > Fraction(1, 2)),
    }
    numbers = {name: edition.number(int(count)) for name, count in counts.items()}
    for row in frame.itertuples():
        numbers[f"{row.claim_id}_placed"] = _range(study, row.placed_low, row.placed_high)
        if row.needed is not None:
            numbers[f"{row.claim_id}_needed"] = edition.number(row.needed)
            numbers[f"{row.claim_id}_needed_pct"] = edition.percent(100 * row.needed_share, 0)
            numbers[f"{row.claim_id}_gap"] = _points(study, row.gap)
            numbers[f"{row.claim_id}_response"] = _times(study, row.response)
    return numbers


def reading_numbers(study: Study) -> dict[str, str]:
    """What two choices behind the ranges would change, for finance as a difficulty.

    finance_interval and finance_interval_register (95 % interval without and with the finite
    population correction for the register, one decimal); finance_bounds; and, if all
    outside_example respondents from Akmola region were outside the register,
    finance_bounds_outside, finance_needed_outside (of the silent, for a majority, at most) and
    finance_silent_outside (how many are silent then). p_values says in a sentence where any stand.
    """
    edition, register, size = study.edition, study.size("register"), study.size("survey")
    count, outside = int(study.ledger[FINANCE].value), place_sizes(study)["akmola"].answered
    given = {"n_population": register}
    without = no_assumption_bounds(count, size, **given, n_outside=outside)
    most_needed = register // 2 + 1 - max(count - outside, 0)
    numbers = {
        "outside_example": edition.number(outside),
        "finance_bounds": _range(study, *no_assumption_bounds(count, size, **given)),
        "finance_bounds_outside": _range(study, *without),
        "finance_needed_outside": edition.number(most_needed),
        "finance_silent_outside": edition.number(register - size + outside),
        "p_values": study.text(P_VALUES_FROM_ROWS if study.release else NO_P_VALUES),
    }
    for name, n_population in (("finance_interval", None), ("finance_interval_register", register)):
        if study.is_synthetic:  # an interval of made-up rows would measure how they were made
            numbers[name] = study.text(WITHHELD)
            continue
        low, high = wilson_interval(count, size, confidence=CONFIDENCE, n_population=n_population)
        numbers[name] = edition.percent_range(100 * low, 100 * high, 1)
    return numbers


def _row(study: Study, claim_id: str) -> dict[str, object]:
    claim, size = study.ledger[claim_id], study.size("survey")
    count, missing = int(claim.value), unplaced(study, claim, size)
    given = {"n_population": study.size("register"), "n_item_missing": missing}
    bounds = no_assumption_bounds(count, size, **given)
    placed = [
        post_stratified_bounds(yes, size, place_strata(study)) for yes in (count, count + missing)
    ]
    found = majority_breakdown(count, size, **given)
    return {
        "claim_id": claim_id,
        "label": study.name(claim_id),
        "count": count,
        "share": Fraction(count, size - missing),
        "low": bounds.low,
        "high": bounds.high,
        "placed_low": placed[0].low,
        "placed_high": placed[1].high,
        "silent": study.size("register") - size + missing,
        "needed": found.needed if found else None,
        "needed_share": found.share if found else None,
        "gap": found.gap if found else None,
        "response": found.response if found else None,
    }


def _draw_panel(axes: Axes, study: Study, row: tuple) -> None:
    """The band of one answer, from the respondents' share to the no-assumption bounds."""
    gap = abs(row.gap) if row.gap is not None else Fraction(1)
    parts = (
        ((Fraction(0), gap), BLUE, study.text("on one side of half, however the silent deviate")),
        ((gap, Fraction(1)), PALE, study.text("a majority or not: both are possible")),
    )
    bends = {Fraction(0), Fraction(1), gap, row.share, 1 - row.share}
    for (start, end), color, label in parts:
        at = sorted(bend for bend in bends if start <= bend <= end)
        ends = [_band(study, row, deviation) for deviation in at]
        points = [100 * float(deviation) for deviation in at]
        low, high = ([100 * float(each) for each in side] for side in zip(*ends, strict=True))
        axes.fill_between(points, low, high, color=color, label=label, **EDGE)
    half = study.text("half of the register")
    axes.axhline(50, color=INK, linewidth=1, linestyle="--", label=half)
    dot = study.text("share of those who answered")
    axes.plot([0], [100 * float(row.share)], "o", color=INK, clip_on=False, label=dot)
    if row.gap is not None:
        # On the side of half that the band has not reached: there is room at every gap.
        edge, inside = (0, 12) if row.gap < 0 else (100, 88)
        x = 100 * float(gap)
        axes.plot([x, x], [50, edge], color=INK, linewidth=0.9, linestyle=":")
        text = study.text("{n} points").format(n=_points(study, row.gap))
        style = {"textcoords": "offset points", "va": "center", "fontsize": 8.5, "color": INK}
        axes.annotate(text, (x, inside), (4, 0), **style)
    axes.set(xlim=(0, 100), ylim=(0, 100), xticks=range(0, 101, 25), yticks=(0, 50, 100))
    axes.tick_params(labelsize=8, colors=MUTED)


def _band(study: Study, row: tuple, deviation: Fraction) -> tuple[Fraction, Fraction]:
    size, register = study.size("survey"), study.size("register")
    return bounded_selection(
        row.count,
        size,
        n_population=register,
        deviation=deviation,
        n_item_missing=row.silent - (register - size),
    )


def _sentence(study: Study, row: tuple) -> str:
    """What the silent would have to be like for the answer to gain or lose the majority."""
    if row.needed is None:
        return study.text("The silent cannot change whether it is that of a majority.")
    stays = row.gap < 0
    text = (
        study.text(
            "A majority, unless fewer than {needed} of the {silent} silent ({share}) would give "
            "it: {gap} points below those who answered ({own})."
        )
        if stays
        else study.text(
            "No majority, unless at least {needed} of the {silent} silent ({share}) would give "
            "it: {gap} points above those who answered ({own})."
        )
    )
    if row.response is not None and row.response >= Fraction(11, 10):
        more = (
            study.text(
                "Organisations that would give it must then have answered more than {n} times as "
                "often as the others."
            )
            if stays
            else study.text(
                "Organisations that would not give it must then have answered at least {n} times "
                "as often as the others."
            )
        )
        text = f"{text} {more.format(n=_times(study, row.response))}"
    number, percent = study.edition.number, study.edition.percent
    return text.format(
        needed=number(row.needed),
        silent=number(row.silent),
        share=percent(100 * row.needed_share, 0),
        gap=_points(study, row.gap),
        own=percent(100 * row.share, 0),
    )


def _points(study: Study, gap: Fraction) -> str:
    """A difference in percentage points, whole from one on."""
    points = 100 * abs(gap)
    return study.edition.number(points, 0 if points >= 1 else 1)


def _times(study: Study, ratio: Fraction) -> str:
    """A ratio to one decimal, never more than it is."""
    return study.edition.number(ratio, 1, end="low")


def _range(study: Study, low: Fraction, high: Fraction) -> str:
    return study.edition.percent_range(100 * low, 100 * high)
