"""Can the printed numbers of each body of data hold together, and if not, which must give?

Asked under every rounding and base; `bounds.corrections` says what a smallest set is. In the
picture one row per printed number, one column per reading.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import BASES, ROUNDINGS
from helpers.chapters.implied.solving.towns import FORM
from helpers.interface import marked
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, MUTED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.chapters.implied.solving import Corrections
    from helpers.outputs.figures import Drawing
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# How often a printed number is in the smallest sets of a reading, in words and as a mark: face and
# size; full, ring and dot differ in grey, too.
IN_ALL, IN_SOME, IN_NONE = "all", "some", "none"
IN_WORDS = {
    IN_ALL: marked("in every smallest set"),
    IN_SOME: marked("in some of them"),
    IN_NONE: marked("in none"),
}
LOOKS = {IN_ALL: (BLUE, 95), IN_SOME: ("white", 80), IN_NONE: (MUTED, 3)}

ROUNDING_WORDS = {
    "nearest": marked("nearest"),
    "truncated": marked("cut off"),
    "either": marked("either"),
}
BASE_WORDS = {
    "stated": marked("as stated"),
    "question": marked("one per question"),
    "form": marked("one per form"),
}

ROW = 0.19  # inches
HEAD = 1.9  # rows above the first one for the names of the readings
LABEL_WIDTH = 62  # letters
QUESTION_WIDTH = 46
BASE_WIDTH = 14


def smallest_sets(found: Iterable[Corrections]) -> pd.DataFrame:
    """Do all numbers hold, how many must give, in how many ways? One row per block and reading.

    Columns block, rounding, bases, n_claims, status (feasible, infeasible, undecided), n_dropped
    (numbers in a smallest set), n_sets, complete (whether these are all), sets (claim ids, sets
    separated by semicolons), shared (claim ids that are in every set).
    """
    import pandas as pd

    rows = [
        {
            "block": each.block,
            "rounding": each.rounding,
            "bases": each.bases,
            "n_claims": each.n_claims,
            "status": each.status,
            "n_dropped": each.n_dropped,
            "n_sets": len(each.sets),
            "complete": each.complete,
            "sets": "; ".join(" ".join(one) for one in each.sets),
            "shared": " ".join(each.shared),
        }
        for each in found
    ]
    return pd.DataFrame(rows)


def given_up(study: Study, found: Iterable[Corrections]) -> pd.DataFrame:
    """How often is each printed number given up? One row per number and reading.

    Only numbers that some smallest set gives up. Columns block, claim_id, label, rounding, bases,
    n_dropped (numbers in a set), n_sets, n_with (sets that hold the number), how (`IN_ALL`,
    `IN_SOME`, `IN_NONE`).
    """
    import pandas as pd

    blocks: dict[str, list[Corrections]] = {}
    for each in found:
        blocks.setdefault(each.block, []).append(each)
    rows = []
    for readings in blocks.values():
        in_sets = {claim for r in readings for one in r.sets for claim in one}
        for claim_id in (claim for claim in study.ledger if claim in in_sets):
            rows += [_row(study, claim_id, reading) for reading in readings]
    return pd.DataFrame(rows)


def named(study: Study, claim_id: str) -> str:
    """A claim's name with its printed number, which tells two prints of one quantity apart."""
    return f"{study.name(claim_id)} ({study.printed(study.ledger[claim_id])})"


def draw_corrections(given: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Which printed numbers are given up under which reading? Full: in every smallest set.

    Draws the rows of `given_up`. Above the columns stands how many numbers of form A must give.
    """
    needed = ("block", "claim_id", "label", "rounding", "bases", "n_dropped", "how")
    tables.check_columns(given, needed, "draw_corrections", rows=True)
    questions, labels = zip(*map(_split, given["label"]), strict=True)
    data = given.reset_index(drop=True).assign(question=questions, row=labels)
    groups = data["block"] + "|" + data["question"]
    rows = list(dict.fromkeys(zip(groups, data["claim_id"], strict=True)))
    places = {key: row for row, key in enumerate(_spaced(rows)) if key}
    shown = set(zip(data["rounding"], data["bases"], strict=True))
    readings = [(r, bases) for bases in BASES for r in ROUNDINGS if (r, bases) in shown]
    with figures.canvas(height=1.5 + ROW * (max(places.values()) + HEAD + 2)) as (figure, axes):
        for mark, group in zip(data.itertuples(), groups, strict=True):
            x = readings.index((mark.rounding, mark.bases))
            face, size = LOOKS[mark.how]
            row = places[group, mark.claim_id]
            axes.scatter(x, row, s=size, facecolor=face, edgecolor=BLUE, linewidth=1.2, zorder=3)
        _label(axes, study, data, places, readings)
        _legend(axes, study)
        _write_sizes(axes, study, data, readings)
        text = study.text(
            "Numbers that no smallest set gives up are not drawn. Above each column: how many "
            "numbers of form A must give."
        )
        note = f"{study.source_note} {text}"
        return figures.write(figure, data.drop(columns="n_dropped"), study, name=name, note=note)


def show_corrections(sets: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `smallest_sets`, those of a block with the same result as one."""
    import pandas as pd

    same = ["block", "status", "n_dropped", "sets"]
    tables.check_columns(sets, (*same, "rounding", "bases", "shared"), "show_corrections")
    groups = sets.groupby(same, sort=False, dropna=False)
    frame = pd.DataFrame([_summary(study, group) for _, group in groups])
    headings = {
        "block": study.text("Block"),
        "readings": study.text("Rounding: base"),
        "n_claims": study.text("Printed numbers"),
        "result": study.text("Result"),
        "n_sets": study.text("Smallest sets"),
        "shared": study.text("In every set"),
    }
    return tables.show_table(frame, study, name=name, columns=headings)


def correction_numbers(study: Study, found: Iterable[Corrections]) -> dict[str, str]:
    """Numbers for the prose.

    sets_<block>_<rounding>_<bases> (how many sets), drop_<block>_<rounding>_<bases> (how many
    numbers each gives up), drop_<block>_min and _max over the readings, n_readings, n_blocks,
    n_blocks_holding (under every reading).
    """
    numbers: dict[str, int] = {"n_readings": len(ROUNDINGS) * len(BASES)}
    blocks = smallest_sets(found).groupby("block", sort=False)
    for block, readings in blocks:
        sizes = readings["n_dropped"].dropna().astype(int)
        numbers |= {f"drop_{block}_min": sizes.min(), f"drop_{block}_max": sizes.max()}
        for r in readings.itertuples():
            key = f"{block}_{r.rounding}_{r.bases}"
            numbers |= {f"drop_{key}": sizes.get(r.Index, 0), f"sets_{key}": r.n_sets}
    numbers["n_blocks"] = len(blocks)
    numbers["n_blocks_holding"] = sum((own["status"] == "feasible").all() for _, own in blocks)
    return {name: study.edition.number(int(number)) for name, number in numbers.items()}


def _row(study: Study, claim_id: str, reading: Corrections) -> dict[str, object]:
    n_with = sum(claim_id in each for each in reading.sets)
    partly = IN_SOME if n_with else IN_NONE
    return {
        "block": reading.block,
        "claim_id": claim_id,
        "label": named(study, claim_id),
        "rounding": reading.rounding,
        "bases": reading.bases,
        "n_dropped": reading.n_dropped,
        "n_sets": len(reading.sets),
        "n_with": n_with,
        "how": IN_ALL if claim_id in reading.shared else partly,
    }


def _split(label: str) -> tuple[str, str]:
    """The question of a claim's name, and the rest."""
    question, _, rest = label.partition(": ")
    return question, rest or question


def _spaced(rows: list[tuple[str, str]]) -> list[tuple[str, str] | None]:
    """The rows, with an empty one above each question for its name."""
    spaced: list[tuple[str, str] | None] = []
    for place, row in enumerate(rows):
        if not place or rows[place - 1][0] != row[0]:
            spaced.append(None)
        spaced.append(row)
    return spaced


def _label(
    axes: Axes,
    study: Study,
    data: pd.DataFrame,
    places: dict[tuple[str, str], int],
    readings: list[tuple[str, str]],
) -> None:
    labels = data.drop_duplicates("claim_id").set_index("claim_id")["row"]
    axes.set_yticks(list(places.values()), [_short(labels[key]) for _, key in places], fontsize=8)
    for group in dict.fromkeys(group for group, _ in places):
        top = min(row for (own, _), row in places.items() if own == group) - 1
        question = group.partition("|")[2]
        style = {"fontsize": 8, "weight": "bold", "va": "center", "ha": "right", "color": INK}
        at = (-0.012, top)
        axes.annotate(
            _short(question, QUESTION_WIDTH), at, xycoords=("axes fraction", "data"), **style
        )
    names = [study.text(ROUNDING_WORDS[rounding]) for rounding, _ in readings]
    axes.set_xticks(range(len(readings)), names, fontsize=7.5, rotation=35, ha="left")
    axes.xaxis.set_ticks_position("top")
    axes.set(xlim=(-0.6, len(readings) - 0.4), ylim=(max(places.values()) + 0.7, -0.9))
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    for x in range(1, len(readings)):
        if readings[x][1] != readings[x - 1][1]:
            axes.axvline(x - 0.5, color=MUTED, linewidth=0.6)


def _short(text: str, width: int = LABEL_WIDTH) -> str:
    return textwrap.shorten(text, width, placeholder="…")


def _write_sizes(
    axes: Axes, study: Study, data: pd.DataFrame, readings: list[tuple[str, str]]
) -> None:
    """Above the columns: the base assumed, and how many numbers of form A must give."""
    form = data[data["block"] == FORM]
    sizes = form.drop_duplicates(["rounding", "bases"]).set_index(["rounding", "bases"])
    for x, reading in enumerate(readings):
        if reading in sizes.index:
            text = study.edition.number(int(sizes.loc[reading, "n_dropped"] or 0))
            style = {"ha": "center", "va": "center", "fontsize": 8.5, "weight": "bold"}
            axes.text(x, -0.45, text, **style)
    for bases in dict.fromkeys(bases for _, bases in readings):
        own = [x for x, reading in enumerate(readings) if reading[1] == bases]
        text = textwrap.fill(study.text(BASE_WORDS[bases]), BASE_WIDTH)
        at = ((own[0] + own[-1]) / 2, 1.0)
        style = {"xytext": (8, 46), "textcoords": "offset points", "ha": "center", "fontsize": 8}
        axes.annotate(text, at, xycoords=("data", "axes fraction"), **style)


def _legend(axes: Axes, study: Study) -> None:
    for how, text in IN_WORDS.items():
        face, size = LOOKS[how]
        style = {"facecolor": face, "edgecolor": BLUE, "linewidth": 1.2}
        axes.scatter([], [], s=size, label=study.text(text), **style)
    style = {"ncols": 3, "fontsize": 8, "frameon": False, "loc": "upper right"}
    axes.legend(bbox_to_anchor=(1.0, 0), borderaxespad=0.2, **style)


def _summary(study: Study, group: pd.DataFrame) -> dict[str, object]:
    """A row of the table: what readings with the same result have in common."""
    found, number = group.iloc[0], study.edition.number
    printed = [study.printed(study.ledger[claim]) for claim in found["shared"].split()]
    shared = "; ".join(printed) or study.text_in("printed numbers", "none")
    n_sets = number(found["n_sets"])
    if not found["complete"]:
        n_sets = study.text("at least {n}").format(n=n_sets)
    row = {
        "block": study.label("sources", found["block"]),
        "readings": _readings(study, group),
        "n_claims": found["n_claims"],
        "n_sets": n_sets,
        "shared": shared,
        "claim_ids": found["shared"],
    }
    match found["status"]:
        case "feasible":
            return row | {"result": study.text("all hold together"), "n_sets": "–", "shared": "–"}
        case "infeasible":
            gives = study.text("{n} must give").format(n=number(int(found["n_dropped"])))
            return row | {"result": gives}
    return row | {"result": study.text("undecided in time")}


def _readings(study: Study, group: pd.DataFrame) -> str:
    """Which readings a row of the table speaks of, as "nearest: as stated, one per question"."""
    if len(group) == len(ROUNDINGS) * len(BASES):
        return study.text("any")
    parts = []
    for rounding, own in group.groupby("rounding", sort=False):
        bases = ", ".join(study.text(BASE_WORDS[each]) for each in own["bases"])
        if len(own) == len(BASES):
            bases = study.text("any base")
        parts.append(f"{study.text(ROUNDING_WORDS[rounding])}: {bases}")
    return "; ".join(parts)
