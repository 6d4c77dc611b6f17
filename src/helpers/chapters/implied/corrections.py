"""Can the printed numbers of each body of data hold together, and if not, which must give?

Asked under every reading (`bounds.assumptions`); `bounds.corrections` says what a smallest set is.
Where units or totals make no difference to a block, its rows say "any" of them. In the picture one
row per printed number, one column per rounding and base.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from helpers.bounds.assumptions import BASES, ROUNDINGS, TOTALS, UNITS, WEAKEST
from helpers.chapters.implied.solving import Corrections
from helpers.chapters.implied.solving.towns import FORM
from helpers.interface import marked
from helpers.outputs import figures, sheets, tables
from helpers.outputs.figures import BLUE, INK, MUTED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

Found = TypeVar("Found")

# Of units or totals: whichever, since nothing depends on it.
ANY = "any"
# Which readings a row speaks of.
READING = ("units", "totals", "rounding", "bases")
# What a line of the picture stands for, in words but for the block and the claim.
LINE = ("block", "setting", "question", "claim_id")
Line = tuple[str, str, str, str]

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

UNIT_WORDS = {
    "same": marked("units the same"),
    "apart": marked("units apart"),
}
TOTAL_WORDS = {
    "unprinted": marked("forms of one question"),
    "printed": marked("forms in all"),
}

ROW = 0.19  # inches
HEAD = 2.8  # rows above the first one for the names of the readings
LABEL_WIDTH = 62  # letters
QUESTION_WIDTH = 46
BASE_WIDTH = 14
# Of the narrow drawing: rows in points, room for the numbers on top in rows, names of bases.
NARROW_ROW, FREE, BASE_POINTS = 13, 1.2, 76


def smallest_sets(found: Iterable[Corrections]) -> pd.DataFrame:
    """Do all numbers hold, how many must give, in how many ways? One row per block and reading.

    Columns block, units, totals, rounding, bases (the reading; units and totals are `ANY` where
    nothing depends on them), n_claims, status (feasible, infeasible, undecided), n_dropped (numbers
    in a smallest set), n_sets, complete (whether these are all), sets (claim ids, sets separated by
    semicolons), shared (claim ids that are in every set).
    """
    import pandas as pd

    rows = [
        {
            **reading,
            "n_claims": each.n_claims,
            "status": each.status,
            "n_dropped": each.n_dropped,
            "n_sets": len(each.sets),
            "complete": each.complete,
            "sets": "; ".join(" ".join(one) for one in each.sets),
            "shared": " ".join(each.shared),
        }
        for reading, each in _readings(found)
    ]
    return pd.DataFrame(rows)


def given_up(study: Study, found: Iterable[Corrections]) -> pd.DataFrame:
    """How often is each printed number given up? One row per number and reading.

    Only numbers that some smallest set gives up, of a block under its units and totals. Columns
    block, claim_id, label, units, totals, rounding, bases, n_dropped (numbers in a set), n_sets,
    n_with (sets that hold the number), how (`IN_ALL`, `IN_SOME`, `IN_NONE`).
    """
    import pandas as pd

    settings: dict[tuple[str, ...], list[tuple[dict[str, str], Corrections]]] = {}
    for reading, each in _readings(found):
        key = reading["block"], reading["units"], reading["totals"]
        settings.setdefault(key, []).append((reading, each))
    rows = []
    for readings in settings.values():
        in_sets = {claim for _, each in readings for one in each.sets for claim in one}
        for claim_id in (claim for claim in study.ledger if claim in in_sets):
            rows += [_row(study, claim_id, reading, each) for reading, each in readings]
    return pd.DataFrame(rows)


def named(study: Study, claim_id: str) -> str:
    """A claim's name with its printed number, which tells two prints of one quantity apart."""
    return f"{study.name(claim_id)} ({study.printed(study.ledger[claim_id])})"


def draw_corrections(given: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Which printed numbers are given up under which reading? Full: in every smallest set.

    Draws the rows of `given_up`, those of other units or totals one below the other. Above the
    columns stands how many numbers of form A must give, under the first of its totals.
    """
    needed = ("block", "claim_id", "label", *READING, "n_dropped", "how")
    tables.check_columns(given, needed, "draw_corrections", rows=True)
    questions, labels = zip(*map(_split, given["label"]), strict=True)
    data = given.reset_index(drop=True).assign(question=questions, row=labels)
    data["setting"] = [_setting(study, *each) for each in data[["units", "totals"]].to_numpy()]
    lines = _lines(data)
    places = {line: place for place, line in enumerate(lines)}
    shown = set(zip(data["rounding"], data["bases"], strict=True))
    readings = [(r, bases) for bases in BASES for r in ROUNDINGS if (r, bases) in shown]

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        for how, own in data.groupby("how", sort=False):
            face, size = LOOKS[how]
            columns = own[["rounding", "bases"]].itertuples(index=False, name=None)
            rows = own[["block", "setting", "question", "claim_id"]]
            at = (
                [readings.index(each) for each in columns],
                [places[each] for each in rows.itertuples(index=False, name=None)],
            )
            axes.scatter(*at, s=size, facecolor=face, edgecolor=BLUE, linewidth=1.2, zorder=3)
        _label(sheet, study, data, lines, readings)
        _legend(sheet, study)
        _write_sizes(sheet, study, data, readings)

    text = study.text(
        "Numbers that no smallest set gives up are not drawn. Above each column: how many "
        "numbers of form A must give."
    )
    note = f"{study.source_note} {text}"
    kept = data.drop(columns=["n_dropped", "setting"])
    return figures.draw(
        chart, kept, study, name=name, note=note, height=1.5 + ROW * (len(lines) + HEAD + 1)
    )


def show_corrections(sets: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `smallest_sets`, those of a block with the same result as one."""
    import pandas as pd

    same = ["block", "units", "totals", "status", "n_dropped", "sets"]
    tables.check_columns(sets, (*same, "rounding", "bases", "shared"), "show_corrections")
    groups = sets.groupby(same, sort=False, dropna=False)
    frame = pd.DataFrame([_summary(study, group) for _, group in groups])
    headings = {
        "block": study.text("Block"),
        "setting": study.text("Units and forms"),
        "readings": study.text("Rounding: base"),
        "n_claims": study.text("Printed numbers"),
        "result": study.text("Result"),
        "n_sets": study.text("Smallest sets"),
        "shared": study.text("In every set"),
    }
    return tables.show_table(frame, study, name=name, columns=headings)


def correction_numbers(study: Study, found: Iterable[Corrections]) -> dict[str, str]:
    """Numbers for the prose.

    drop_<block>_<rounding>_<bases> and sets_<block>_<rounding>_<bases> (how many numbers each
    smallest set gives up, and how many sets there are), with units apart and totals not printed;
    drop_<block>_min, _max over all readings, drop_<block>_<units or totals>_min, _max over those
    with these; n_readings, n_blocks, n_blocks_holding and n_blocks_failing (under every reading),
    n_blocks_either (under some), n_readings_<units> and n_holding_<block>_<units> (of these
    readings those under which all numbers of a block hold).
    """
    found = tuple(found)
    blocks: dict[str, list[Corrections]] = {}
    for each in found:
        blocks.setdefault(each.block, []).append(each)
    numbers: dict[str, int] = {"n_readings": len({_key(each) for each in found})}
    for block, readings in blocks.items():
        numbers |= _least_and_most(f"drop_{block}", readings)
        for units in UNITS:
            own = [each for each in readings if each.units == units]
            numbers |= _least_and_most(f"drop_{block}_{units}", own)
            numbers[f"n_holding_{block}_{units}"] = sum(e.status == "feasible" for e in own)
            numbers[f"n_readings_{units}"] = len(own)
        for totals in TOTALS:
            own = [each for each in readings if each.totals == totals]
            numbers |= _least_and_most(f"drop_{block}_{totals}", own)
        for each in readings:
            if (each.units, each.totals) == (WEAKEST.units, WEAKEST.totals):
                key = f"{block}_{each.rounding}_{each.bases}"
                numbers |= {f"drop_{key}": each.n_dropped or 0, f"sets_{key}": len(each.sets)}
    statuses = [{each.status for each in own} for own in blocks.values()]
    numbers["n_blocks"] = len(blocks)
    numbers["n_blocks_holding"] = statuses.count({"feasible"})
    numbers["n_blocks_failing"] = statuses.count({"infeasible"})
    numbers["n_blocks_either"] = statuses.count({"feasible", "infeasible"})
    return {name: study.edition.number(int(number)) for name, number in numbers.items()}


def _least_and_most(name: str, found: Iterable[Corrections]) -> dict[str, int]:
    sizes = [each.n_dropped for each in found if each.n_dropped is not None]
    return {f"{name}_min": min(sizes, default=0), f"{name}_max": max(sizes, default=0)}


def _key(found: Corrections) -> tuple[str, ...]:
    return tuple(getattr(found, name) for name in READING)


def _readings(found: Iterable[Corrections]) -> list[tuple[dict[str, str], Corrections]]:
    """What was found with the reading it holds for, without those that only repeat another.

    Totals under which a block has the same results are one, `ANY`, and so are then its units.
    """
    blocks: dict[str, list[Corrections]] = {}
    for each in found:
        blocks.setdefault(each.block, []).append(each)
    rows = []
    for block, own in blocks.items():
        by_units = {
            units: _merged({totals: _results(own, units, totals) for totals in TOTALS})
            for units in UNITS
        }
        for units, by_totals in _merged(by_units).items():
            for totals, results in by_totals.items():
                setting = {"block": block, "units": units, "totals": totals}
                rows += [
                    (setting | {"rounding": each.rounding, "bases": each.bases}, each)
                    for each in results
                ]
    return rows


def _merged(by_word: Mapping[str, Found]) -> dict[str, Found]:
    """By word, or by `ANY` if all words have the same."""
    first, *others = by_word.values()
    return {ANY: first} if all(_said(each) == _said(first) for each in others) else dict(by_word)


def _said(found: object) -> object:
    """What results say, whatever the reading and the numbers of other blocks it brings in."""
    if isinstance(found, Corrections):
        sets = found.sets if found.complete else None  # else which are listed is chance
        return found.rounding, found.bases, found.status, found.n_dropped, sets, found.shared
    parts = found.items() if isinstance(found, Mapping) else enumerate(found)
    return {word: _said(each) for word, each in parts}


def _results(found: Iterable[Corrections], units: str, totals: str) -> tuple[Corrections, ...]:
    return tuple(each for each in found if (each.units, each.totals) == (units, totals))


def _row(
    study: Study, claim_id: str, reading: Mapping[str, str], found: Corrections
) -> dict[str, object]:
    n_with = sum(claim_id in each for each in found.sets)
    partly = IN_SOME if n_with else IN_NONE
    return {
        "block": reading["block"],
        "claim_id": claim_id,
        "label": named(study, claim_id),
        **{name: reading[name] for name in READING},
        "n_dropped": found.n_dropped,
        "n_sets": len(found.sets),
        "n_with": n_with,
        "how": IN_ALL if claim_id in found.shared else partly,
    }


def _setting(study: Study, units: str, totals: str) -> str:
    """Which units and totals a row speaks of, "" for any."""
    words = ((UNIT_WORDS, units), (TOTAL_WORDS, totals))
    return ", ".join(study.text(known[word]) for known, word in words if word in known)


def _split(label: str) -> tuple[str, str]:
    """The question of a claim's name, and the rest."""
    question, _, rest = label.partition(": ")
    return question, rest or question


def _lines(data: pd.DataFrame) -> list[Line]:
    """The lines of the picture: a head with units and totals, the question's name, its numbers."""
    lines: list[Line] = []
    for block, setting, question, claim in data[list(LINE)].drop_duplicates().to_numpy():
        if setting:
            lines.append((block, setting, "", ""))
        lines += [(block, setting, question, ""), (block, setting, question, claim)]
    return list(dict.fromkeys(lines))


def _label(
    sheet: Sheet,
    study: Study,
    data: pd.DataFrame,
    lines: list[Line],
    readings: list[tuple[str, str]],
) -> None:
    axes = sheet.axes
    labels = data.drop_duplicates("claim_id").set_index("claim_id")["row"]
    names = [study.text(ROUNDING_WORDS[rounding]) for rounding, _ in readings]
    if sheet.is_narrow:
        texts = [
            labels[claim] if claim else question or setting for _, setting, question, claim in lines
        ]
        bold = [row for row, line in enumerate(lines) if line[2] and not line[3]]
        # Whole, with spaces as the wide drawing writes them.
        texts = [_short(text, len(text)) for text in texts]
        replace(sheet, row=NARROW_ROW).label_rows(texts, bold=bold)
        for label, line in zip(axes.texts[-len(lines) :], lines, strict=True):
            label.set_style("normal" if line[2] else "italic")
        axes.set_xticks(range(len(readings)), names, rotation=90)
    else:
        _label_beside(axes, labels, lines)
        axes.set_xticks(range(len(readings)), names, fontsize=7.5, rotation=35, ha="left")
    axes.xaxis.set_ticks_position("top")
    top = -0.6 - 2 * FREE if sheet.is_narrow else -0.9
    axes.set(xlim=(-0.6, len(readings) - 0.4), ylim=(len(lines) - 0.3, top))
    axes.tick_params(length=0)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    for x in range(1, len(readings)):
        if readings[x][1] != readings[x - 1][1]:
            axes.axvline(x - 0.5, color=MUTED, linewidth=0.6)


def _label_beside(axes: Axes, labels: pd.Series, lines: list[Line]) -> None:
    rows = [row for row, line in enumerate(lines) if line[-1]]
    axes.set_yticks(rows, [_short(labels[lines[row][-1]]) for row in rows], fontsize=8)
    for row, (_, setting, question, claim) in enumerate(lines):
        if not claim:
            look = {"weight": "bold", "color": INK} if question else {"style": "italic"}
            style = {"fontsize": 8, "va": "center", "ha": "right"} | look
            text = _short(question or setting, QUESTION_WIDTH)
            axes.annotate(text, (-0.012, row), xycoords=("axes fraction", "data"), **style)


def _short(text: str, width: int = LABEL_WIDTH) -> str:
    return textwrap.shorten(text, width, placeholder="…")


def _write_sizes(
    sheet: Sheet, study: Study, data: pd.DataFrame, readings: list[tuple[str, str]]
) -> None:
    """Above the columns: the base assumed, and how many numbers of form A must give."""
    axes = sheet.axes
    form = data[data["block"] == FORM]
    sizes = form.drop_duplicates(["rounding", "bases"]).set_index(["rounding", "bases"])
    for x, reading in enumerate(readings):
        if reading in sizes.index:
            text = study.edition.number(int(sizes.loc[reading, "n_dropped"] or 0))
            style = {"ha": "center", "va": "center", "fontsize": 8.5, "weight": "bold"}
            axes.text(x, -0.6 - FREE if sheet.is_narrow else -0.45, text, **style)
    words = max(sheets.text_width(study.text(ROUNDING_WORDS[r])) for r, _ in readings)
    for bases in dict.fromkeys(bases for _, bases in readings):
        own = [x for x, reading in enumerate(readings) if reading[1] == bases]
        text = sheet.wrap(study.text(BASE_WORDS[bases]), BASE_WIDTH, points=BASE_POINTS)
        at = ((own[0] + own[-1]) / 2, 1.0)
        above = (0, 12 + words) if sheet.is_narrow else (8, 64)
        style = {"xytext": above, "textcoords": "offset points", "ha": "center", "fontsize": 8}
        axes.annotate(text, at, xycoords=("data", "axes fraction"), **style)


def _legend(sheet: Sheet, study: Study) -> None:
    axes = sheet.axes
    for how, text in IN_WORDS.items():
        face, size = LOOKS[how]
        style = {"facecolor": face, "edgecolor": BLUE, "linewidth": 1.2}
        axes.scatter([], [], s=size, label=study.text(text), **style)
    style = {"ncols": 3, "fontsize": 8, "frameon": False, "loc": "upper right"}
    if sheet.is_narrow:
        sheet.legend()
    else:
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
        "setting": _setting(study, found["units"], found["totals"]) or study.text("any"),
        "readings": _roundings(study, group),
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


def _roundings(study: Study, group: pd.DataFrame) -> str:
    """Roundings and bases of a row of the table, as "nearest: as stated, one per question"."""
    if len(group) == len(ROUNDINGS) * len(BASES):
        return study.text("any")
    parts = []
    for rounding, own in group.groupby("rounding", sort=False):
        bases = ", ".join(study.text(BASE_WORDS[each]) for each in own["bases"])
        if len(own) == len(BASES):
            bases = study.text("any base")
        parts.append(f"{study.text(ROUNDING_WORDS[rounding])}: {bases}")
    return "; ".join(parts)
