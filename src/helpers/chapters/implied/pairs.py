"""What two answers to the questionnaires have in common.

Cross-tables are not printed; bounds of the number of organisations with two answers, and of the
difference between two groups, come from the solver (`solving.bound_pairs`, `bound_gap`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from helpers.chapters.implied.solving import Pair, Range
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, PALE

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.study import Study

LABEL_WIDTH = 42


def answer_pairs(study: Study, found: Sequence[Pair]) -> pd.DataFrame:
    """How many organisations can have given both of two answers? One row per pair.

    Columns one, other (claims), one_label, other_label, low, high, independent (as if the answers
    were unrelated), status (see `Range`), claim_ids.
    """
    import pandas as pd

    size = study.size("survey")
    rows = []
    for pair in found:
        values = [study.ledger[claim].value for claim in (pair.one, pair.other)]
        row = {"one": pair.one, "other": pair.other}
        row |= {"one_label": study.name(pair.one), "other_label": study.name(pair.other)}
        row |= {"low": int(pair.both.low or 0), "high": int(pair.both.high or 0)}
        row |= {"independent": float(values[0] * values[1] / size), "status": pair.both.status}
        rows.append(row | {"claim_ids": f"{pair.one} {pair.other}"})
    return pd.DataFrame(rows)


def draw_pairs(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """How many organisations can have given both of two answers? A cell for each pair.

    Draws the rows of `answer_pairs`; of every answer with every other for a whole triangle.
    """
    from matplotlib.patches import Rectangle

    tables.check_columns(frame, ("one", "other", "low", "high"), "draw_pairs", rows=True)
    claims = list(dict.fromkeys([*frame["one"], *frame["other"]]))

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        for cell in frame.itertuples():
            x, y = claims.index(cell.one), claims.index(cell.other)
            fill, ink = (BLUE, "white") if cell.low else (PALE, INK)
            axes.add_patch(Rectangle((x - 0.48, y - 0.44), 0.96, 0.88, facecolor=fill))
            ends = [study.edition.number(end) for end in (cell.low, cell.high)]
            style = {"ha": "center", "va": "center", "fontsize": 8}
            dash = "–\n" if sheet.is_narrow else "–"
            axes.text(x, y, dash.join(ends), color=ink, **style)
        labels = [f"{place}. {_counted(study, c)}" for place, c in enumerate(claims, start=1)]
        sheet.label_rows(labels, width=LABEL_WIDTH)
        axes.set_xticks(range(len(claims) - 1), [f"{n}." for n in range(1, len(claims))])
        axes.set_xlim(-0.55, len(claims) - 1.45)
        axes.grid(visible=False)
        axes.tick_params(length=0)
        axes.spines["bottom"].set_visible(False)

    text = study.text(
        "In each cell how many organisations can have given both answers, at least and at "
        "most. Dark: some must have given both."
    )
    note = f"{study.source_note} {text}"
    return figures.draw(chart, frame, study, name=name, note=note, height=0.9 + 0.5 * len(claims))


def survey_numbers(study: Study, pairs: Sequence[Pair], gap: Range) -> dict[str, str]:
    """Numbers for the prose.

    both_<one>_<other>_low and _high for every pair; gap_above and gap_below (percentage points
    above and below no difference); pairs_asked, pairs_forced (that must overlap).
    """
    edition, numbers = study.edition, {}
    for row in answer_pairs(study, pairs).itertuples():
        numbers[f"both_{row.one}_{row.other}_low"] = edition.number(row.low)
        numbers[f"both_{row.one}_{row.other}_high"] = edition.number(row.high)
    numbers["pairs_asked"] = edition.number(len(pairs))
    numbers["pairs_forced"] = edition.number(sum((pair.both.low or 0) > 0 for pair in pairs))
    if gap.low is not None and gap.high is not None:
        numbers["gap_below"] = edition.number(-100 * gap.low, end="high")
        numbers["gap_above"] = edition.number(100 * gap.high, end="high")
    return numbers


def _counted(study: Study, claim_id: str) -> str:
    """An answer with its number, for an axis."""
    return f"{study.name(claim_id)} ({study.edition.number(study.ledger[claim_id].value)})"
