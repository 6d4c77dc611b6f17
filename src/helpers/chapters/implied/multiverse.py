"""Do the towns' order and levels survive another scoring?

The bounds of the towns' means under every scoring come from `solving.variants`. What they prove is
safe; what they leave open may still hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from helpers.chapters.implied.solving.variants import Variant
from helpers.chapters.implied.towns import levels_anyhow, printed_cuts
from helpers.interface import marked
from helpers.ledger.reported import ValueRange
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, PALE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing
    from helpers.study import Study

# How far a reader goes from the report's own scoring; each kind holds the ones before it.
KINDS = ("same", "points", "missing")
HOW = HOLDS, OPEN, REVERSED = "holds", "open", "reversed"
COUNTS = [f"{kind}_{how}" for kind in KINDS for how in HOW]

# How far a statement is safe, the widest first: in words, and its cell's fill, ink and sign.
SAFE_WORDS = {
    "missing": marked("holds under every scoring"),
    "points": marked("holds whatever the points, with the report's rule for gaps"),
    "same": marked("holds only with the report's own points"),
    "": marked("not even then, because means are rounded"),
}
LOOKS = {
    "missing": (BLUE, "white", "●"),
    "points": (LIGHT_BLUE, INK, "◐"),
    "same": (PALE, INK, "○"),
    "": ("white", MUTED, "?"),
}


def orders(study: Study, found: Sequence[Variant]) -> pd.DataFrame:
    """For every two towns: does the printed order hold, in which kinds of variants?

    Columns place, other (the higher and the lower, by printed mean), claim_ids, and for each of
    `KINDS` how often: <kind>_holds, <kind>_open, <kind>_reversed; safe (the widest kind in which
    the order always holds, all narrower ones included, "" for none).
    """
    import pandas as pd

    ranked = sorted(study.scores(), key=lambda claim: claim.value, reverse=True)
    rows = []
    for one, other in combinations(ranked, 2):
        row = {"place": one.place, "other": other.place}
        row["claim_ids"] = f"{one.claim_id} {other.claim_id}"
        how = [
            (each.kind, _order(each.means[one.place], each.means[other.place])) for each in found
        ]
        rows.append(row | _counted(how))
    return pd.DataFrame(rows)


def levels(study: Study, found: Sequence[Variant]) -> pd.DataFrame:
    """For every town: does its printed level hold, whatever thresholds agree with the printed ones?

    Columns place, level, claim_ids, and as `orders`; "reversed" means that the level cannot hold.
    """
    import pandas as pd

    cuts = printed_cuts(study)
    rows = []
    for claim in study.scores():
        level = study.levels[claim.place]
        row = {"place": claim.place, "level": level, "claim_ids": claim.claim_id}
        how = [(each.kind, _level(each.means[claim.place], level, cuts)) for each in found]
        rows.append(row | _counted(how))
    return pd.DataFrame(rows)


def statements(study: Study, found: Sequence[Variant]) -> pd.DataFrame:
    """The rows of `orders`, place above other, and of `levels`, where other is empty."""
    import pandas as pd

    own = levels(study, found).assign(other="")
    return pd.concat([orders(study, found), own], ignore_index=True)


def draw_multiverse(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Which statements on the order and the levels of the towns survive another scoring?

    Draws the rows of `statements`, one cell each.
    """
    tables.check_columns(frame, ("place", "other", "safe", *COUNTS), "draw_multiverse", rows=True)
    rows = list(dict.fromkeys(frame["place"]))
    columns = [*dict.fromkeys(frame.loc[frame["other"] != "", "other"]), ""]
    with figures.canvas(height=2.4 + 0.42 * len(rows)) as (figure, axes):
        for cell in frame.itertuples():
            _draw_cell(axes, columns.index(cell.other), rows.index(cell.place), cell.safe)
        figures.label_rows(axes, [study.label("places", place) for place in rows])
        names = [study.label("places", each) for each in columns[:-1]]
        names.append(study.text("its level"))
        axes.set_xticks(range(len(columns)), names, rotation=30, ha="left", fontsize=8)
        axes.xaxis.set_ticks_position("top")
        axes.set_xlim(-0.55, len(columns) - 0.45)
        axes.spines["bottom"].set_visible(False)
        axes.set_title(study.text("… scores above:"), fontsize=8.5, loc="left", pad=4)
        axes.grid(visible=False)
        axes.tick_params(length=0)
        _draw_legend(axes, study, len(rows))
        text = study.text(
            "Outer bounds over {n} pairs of scorings: what they prove is safe, the rest is open."
        )
        n_variants = int(frame[COUNTS].iloc[0].sum())
        note = f"{study.source_note} {text.format(n=study.edition.number(n_variants))}"
        return figures.write(figure, frame, study, name=name, note=note)


def multiverse_numbers(study: Study, found: Sequence[Variant]) -> dict[str, str]:
    """Numbers for the prose.

    variants_tried (pairs of scorings), orders_all (pairs of towns), and how many of these hold: in
    the printed numbers (orders_printed), only there (orders_same), whatever the points
    (orders_points), under every scoring (orders_missing), not even as printed (orders_never);
    levels_<kind> likewise for the towns' levels.
    """
    frame = orders(study, found)
    safe = frame["safe"].value_counts()
    numbers = {f"orders_{kind}": int(safe.get(kind, 0)) for kind in KINDS}
    numbers |= {"variants_tried": len(found), "orders_all": len(frame)}
    numbers["orders_never"] = int(safe.get("", 0))
    numbers["orders_printed"] = len(frame) - numbers["orders_never"]
    own = levels(study, found)["safe"].value_counts()
    numbers |= {f"levels_{kind}": int(own.get(kind, 0)) for kind in KINDS}
    return {name: study.edition.number(number) for name, number in numbers.items()}


def _counted(how: list[tuple[str, str]]) -> dict[str, object]:
    counts = {f"{kind}_{each}": how.count((kind, each)) for kind in KINDS for each in HOW}
    safe = ""
    for kind in KINDS:
        if counts[f"{kind}_open"] or counts[f"{kind}_reversed"]:
            break
        safe = kind
    return counts | {"safe": safe}


def _order(one: tuple[float, float], other: tuple[float, float]) -> str:
    if one[0] > other[1]:
        return HOLDS
    return REVERSED if one[1] < other[0] else OPEN


def _level(ends: tuple[float, float], level: str, cuts: dict[str, ValueRange]) -> str:
    possible = levels_anyhow(ValueRange(*(Fraction(end) for end in ends)), cuts)
    if possible == (level,):
        return HOLDS
    return OPEN if level in possible else REVERSED


def _draw_cell(axes: Axes, x: int, y: int, safe: str) -> None:
    from matplotlib.patches import Rectangle

    fill, ink, sign = LOOKS[safe]
    edge = {"edgecolor": MUTED, "linewidth": 0.5}
    axes.add_patch(Rectangle((x - 0.45, y - 0.42), 0.9, 0.84, facecolor=fill, **edge))
    axes.text(x, y, sign, ha="center", va="center", color=ink, fontsize=9)


def _draw_legend(axes: Axes, study: Study, n_rows: int) -> None:
    from matplotlib.patches import Rectangle

    for place, (safe, text) in enumerate(SAFE_WORDS.items()):
        fill, ink, sign = LOOKS[safe]
        y = n_rows + 0.1 + 0.62 * place
        box = {"edgecolor": MUTED, "linewidth": 0.5, "clip_on": False}
        axes.add_patch(Rectangle((-0.45, y - 0.26), 0.5, 0.52, facecolor=fill, **box))
        axes.text(-0.2, y, sign, ha="center", va="center", color=ink, fontsize=8)
        axes.text(0.2, y, study.text(text), va="center", fontsize=8)
    axes.set_ylim(n_rows + 2.5, -0.6)
