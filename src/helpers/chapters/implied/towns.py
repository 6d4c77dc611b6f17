"""How many forms did each town fill in, under which points, and which town was not asked?

The answers come from the solver (`solving.towns`): every scoring with what it says about the towns.
If a town was not asked about monitoring, its mean rests on two questions, and read on the whole
scale it may have another level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from helpers.bounds.blocks import block_of
from helpers.chapters.implied.solving.towns import (
    FORM,
    READING,
    TownScoring,
    agreeing,
    union_of_sizes,
)
from helpers.interface import marked
from helpers.ledger.reported import ValueRange
from helpers.outputs import figures, sheets, tables
from helpers.outputs.figures import BLUE, INK, MUTED, ORANGE
from helpers.scale.levels import admissible_thresholds
from helpers.scale.schemes import DEFAULT_SCHEME, QUESTIONS, SCHEMES, Scheme

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.study import Study

# The rules for missing answers: what each says, and its line and mark, which differ in grey and in
# shape.
RULES = {
    "zero": marked("no answer earns no points"),
    "person_mean": marked("no answer earns the mean of the others"),
    "complete_cases": marked("forms with gaps are left out"),
}
LOOKS = {"zero": (ORANGE, "s"), "person_mean": (BLUE, "o"), "complete_cases": (MUTED, "^")}
# A town without one of three questions earns two thirds of the points at most.
RESCALED = {"zero": (3, 2)}

ROW = 0.95  # inches for a town with all its scorings
SPREAD = 0.82  # of a row, for its scorings
# Of the narrow drawing, in points: a row with a level's name across, a rule below its scorings.
UNASKED_ROW, GROUP_POINTS = 62, 104
NOTHING = "–"
DRAWN = [
    *("scoring", "points", "missing", "place", "claim_id"),
    *("status", "low", "high", "unasked"),
]


def scorings(study: Study, found: Iterable[TownScoring]) -> pd.DataFrame:
    """What does each scoring say about each town? One row per scoring and town.

    Columns scoring (its number), points, missing, status (does it agree with the printed means:
    feasible, infeasible, undecided), n_more (printed numbers it costs), total_low, total_high
    (forms of all towns), place, claim_id, low, high (forms of the town) and unasked (can it be the
    one that was not asked: feasible, infeasible, undecided). All from total_low on are missing or
    empty unless the scoring agrees.
    """
    import pandas as pd

    rows = []
    for number, each in enumerate(found):
        total_low, total_high = each.total or (None, None)
        common = {"scoring": number, "points": each.scheme.name, "missing": each.scheme.missing}
        common |= {"status": each.status, "n_more": each.n_more}
        common |= {"total_low": total_low, "total_high": total_high}
        for claim in study.scores():
            low, high = each.sizes.get(claim.place, (None, None))
            row = {"place": claim.place, "claim_id": claim.claim_id, "low": low, "high": high}
            rows.append(common | row | {"unasked": each.unasked.get(claim.place, "")})
    return pd.DataFrame(rows)


def show_scorings(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Every scoring of `scorings`: do the means agree, how many forms, which town unasked?"""
    import pandas as pd

    needed = (*DRAWN, "n_more", "total_low", "total_high")
    tables.check_columns(frame, needed, "show_scorings")
    rows = [_scoring_row(study, own) for _, own in frame.groupby("scoring", sort=False)]
    headings = {
        "points": study.text("Points"),
        "missing": study.text("Missing answers"),
        "result": study.text("Printed means"),
        "forms": study.text("Forms in all"),
        "unasked": study.text("Town that can be without monitoring"),
    }
    return tables.show_table(pd.DataFrame(rows), study, name=name, columns=headings)


def draw_town_sizes(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """How many forms can each town have had? One line per scoring of `scorings` that agrees."""
    tables.check_columns(frame, DRAWN, "draw_town_sizes", rows=True)
    data = frame.loc[frame["low"].notna(), DRAWN].reset_index(drop=True)
    towns, drawn = list(dict.fromkeys(data["place"])), list(dict.fromkeys(data["scoring"]))

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        for line in data.itertuples():
            color, marker = LOOKS[line.missing]
            y = towns.index(line.place) + _offset(drawn.index(line.scoring), len(drawn))
            ends = [line.low, line.high]
            axes.plot(ends, [y, y], color=color, linewidth=1.6, marker=marker, markersize=4)
            points = study.edition.points(line.points)
            after = line.high + (3.2 if sheet.is_narrow else 1.2)
            axes.text(after, y, points, va="center", fontsize=6.5, color=MUTED)
        labels = [study.label("places", town) for town in towns]
        # A line of type for each scoring.
        row = sheets.LINE * len(drawn) / SPREAD
        replace(sheet, row=row).label_rows(labels)
        axes.set_ylim(len(towns) - 0.45, -0.55)
        axes.set_xlim(0, data["high"].max() * (1.25 if sheet.is_narrow else 1) + 9)
        axes.set_xlabel(study.text("Forms a town can have filled in"))
        for missing in dict.fromkeys(data["missing"]):
            color, marker = LOOKS[missing]
            label = study.text(RULES[missing])
            axes.plot([], [], color=color, marker=marker, markersize=4, label=label)
        _draw_legend(sheet)

    text = study.text(
        "Every line is one scoring that agrees with the printed means; both ends are proved."
    )
    note = f"{study.source_note} {text}"
    return figures.draw(chart, data, study, name=name, note=note, height=1.4 + ROW * len(towns))


def draw_unasked(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Which town can be the one not asked about monitoring, and what would its level be?

    Draws the scorings of `scorings` that agree.
    """
    tables.check_columns(frame, DRAWN, "draw_unasked", rows=True)
    data = frame.loc[frame["status"] == "feasible", DRAWN].astype({"low": int, "high": int})
    # Side by side, whatever was left out before.
    data["scoring"] = data.groupby("scoring", sort=False).ngroup()
    towns = list(dict.fromkeys(data["place"]))

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        above, below = (0.34, -0.2) if sheet.is_narrow else (0.12, 0.1)
        rows = data["place"].map(towns.index)
        can = data["unasked"] == "feasible"
        for shown, (face, edge) in ((can, (BLUE, BLUE)), (~can, ("white", MUTED))):
            at = data["scoring"][shown], rows[shown] - above
            axes.scatter(*at, s=60, facecolor=face, edgecolor=edge, zorder=3)
        for row, cell in zip(rows[can], data[can].itertuples(), strict=True):
            if cell.missing in RESCALED:
                text = _level_names(study, cell.place, cell.points, cell.missing)
                style = {"ha": "center", "va": "top", "fontsize": 6.5, "color": INK}
                style["rotation"] = 90 if sheet.is_narrow else 0
                axes.text(cell.scoring, row + below, text, **style)
        replace(sheet, row=UNASKED_ROW).label_rows([study.label("places", town) for town in towns])
        drawn = data.drop_duplicates("scoring")
        names = [study.edition.points(points) for points in drawn["points"]]
        axes.set_xticks(drawn["scoring"].tolist(), names, fontsize=8)
        if sheet.is_narrow:
            axes.tick_params(axis="x", rotation=90)
        _draw_groups(sheet, study, drawn["missing"].tolist())
        axes.set_xlim(-0.6, len(drawn) - 0.4)
        axes.grid(visible=False)
        axes.scatter(
            [], [], s=60, facecolor=BLUE, edgecolor=BLUE, label=study.text("can be the town")
        )
        axes.scatter([], [], s=60, facecolor="white", edgecolor=MUTED, label=study.text("cannot"))
        _draw_legend(sheet)

    text = study.text(
        "Below a mark: the level of the town's mean once it is read on the whole scale."
    )
    note = f"{study.source_note} {text}"
    return figures.draw(chart, data, study, name=name, note=note, height=2.0 + 0.42 * len(towns))


def middle_needed(study: Study) -> Fraction:
    """At least how many points must a middle answer have earned, if gaps and last answers earn 0?

    With 3/b/0 the answers of all forms earn 3 x best + b x middle points together. Every form
    belongs to a town, so that they earn at least the lowest of the least means m(t) that print as
    the towns' on every form, and what m(t) is above it on one form of each town:

        3 best + b middle  >=  m N + sum over t of (m(t) - m),  N at least the answers to a question

    Every b below the result is excluded, whatever forms there were; some above it may be, too. The
    printed counts of answers are taken as they stand.
    """
    questions = block_of(study.ledger, FORM).questions
    counts = [
        [study.ledger[questions[name, ""].answers[answer]].value for answer in answers]
        for name, answers in QUESTIONS.items()
    ]
    best, middle, _ = map(sum, zip(*counts, strict=True))
    lows = [READING.range_of(claim.printed).low for claim in study.scores()]
    needed = min(lows) * max(map(sum, counts)) + sum(low - min(lows) for low in lows)
    return max(Fraction(0), (needed - DEFAULT_SCHEME.points[0][0] * best) / middle)


def last_allowed(study: Study) -> Fraction:
    """Below how many points must a last answer have earned, if a gap earns the others' mean?

    Every answer earns at least the last one's points then, and so does every mean of a town.
    """
    highs = [READING.range_of(claim.printed).high for claim in study.scores()]
    return min(highs) / len(QUESTIONS)


def town_numbers(study: Study, found: tuple[TownScoring, ...]) -> dict[str, str]:
    """Numbers for the prose.

    scorings_tried, scorings_agreeing, points_tried, town_questions (asked of the solver),
    forms_total_low and _high, for every town forms_<town>_low and _high over all scorings that
    agree, and forms_<town>_<points>_<missing>_low and _high under each of them; middle_needed and
    last_allowed, with two decimals that exclude no more than is proved.
    """
    agree = agreeing(found)
    totals = [each.total for each in agree if each.total]
    numbers = {
        "scorings_tried": len(found),
        "scorings_agreeing": len(agree),
        "points_tried": len({each.scheme.name for each in found}),
        "town_questions": sum(each.n_questions for each in found),
        "forms_total_low": min(low for low, _ in totals),
        "forms_total_high": max(high for _, high in totals),
    }
    for town, (low, high) in union_of_sizes(found).items():
        numbers |= {f"forms_{town}_low": low, f"forms_{town}_high": high}
    for each in agree:
        key = each.scheme.name.replace("/", "").replace(".", "")
        for town, (low, high) in each.sizes.items():
            stem = f"forms_{town}_{key}_{each.scheme.missing}"
            numbers |= {f"{stem}_low": low, f"{stem}_high": high}
    limits = {
        "middle_needed": Fraction(floor(100 * middle_needed(study)), 100),
        "last_allowed": Fraction(ceil(100 * last_allowed(study)), 100),
    }
    texts = {name: study.edition.number(number) for name, number in numbers.items()}
    return texts | {name: study.edition.number(limit, 2) for name, limit in limits.items()}


def rescaled_range(study: Study, town: str, scheme: Scheme) -> ValueRange:
    """The town's printed mean if it answered two questions only, read on the whole scale.

    Under "zero" a form earns nothing for the question that was not asked, so that the mean is one
    of two thirds of the points; under the other rules the answers given count in full already.
    """
    printed = next(claim.printed for claim in study.scores() if claim.place == town)
    span = READING.range_of(printed)
    top, bottom = RESCALED.get(scheme.missing, (1, 1))
    highest = scheme.score_max
    return ValueRange(
        span.low * top / bottom,
        min(span.high * top / bottom, highest),
        span.low_included,
        span.high_included or span.high * top / bottom > highest,
    )


def rescaled_levels(study: Study, town: str, scheme: Scheme) -> tuple[str, ...]:
    """The levels the rescaled mean can have, over all thresholds that give every printed level."""
    return levels_anyhow(rescaled_range(study, town, scheme), printed_cuts(study))


def printed_cuts(study: Study) -> dict[str, ValueRange]:
    """The thresholds that give every town the level printed for it."""
    scores = {claim.place: claim.printed for claim in study.scores()}
    return admissible_thresholds(scores, study.levels)


def levels_anyhow(span: ValueRange, cuts: dict[str, ValueRange]) -> tuple[str, ...]:
    """Which levels can a mean in a range have when the thresholds are known to ranges themselves?

    `cuts` are the ranges of medium_from and high_from; a threshold belongs to the level it opens.
    """
    medium, high = cuts["medium_from"], cuts["high_from"]
    found = []
    if span.low < medium.high:
        found.append("low")
    if span.high > medium.low and span.low < high.high:
        found.append("medium")
    if span.high > high.low:
        found.append("high")
    return tuple(found)


def _scoring_row(study: Study, own: pd.DataFrame) -> dict[str, object]:
    """One scoring, with all its towns."""
    each = own.iloc[0]
    results = {"feasible": study.text("agree")}
    if each["status"] == "infeasible":
        cost = study.text("cost {n} more printed number")
        results["infeasible"] = cost.format(n=study.edition.number(int(each["n_more"])))
    can = own.loc[own["unasked"] == "feasible", "place"]
    names = ", ".join(study.label("places", town) for town in can) or NOTHING
    if len(can) == len(own):
        names = study.text("any of the seven")
    ends = own[["total_low", "total_high"]].iloc[0].dropna()
    return {
        "points": study.edition.points(each["points"]),
        "missing": study.text(RULES[each["missing"]]),
        "result": results.get(each["status"], study.text("undecided in time")),
        "forms": "–".join(study.edition.number(end) for end in ends) or NOTHING,
        "unasked": names,
        "claim_ids": " ".join(own["claim_id"]),
    }


def _offset(scoring: int, n_schemes: int) -> float:
    return (scoring - (n_schemes - 1) / 2) * SPREAD / n_schemes


def _draw_legend(sheet: Sheet) -> None:
    style = {"loc": "lower center", "bbox_to_anchor": (0.4, 1.0), "ncols": 2}
    if sheet.is_narrow:
        sheet.legend()
    else:
        sheet.axes.legend(fontsize=8, frameon=False, **style)


def _draw_groups(sheet: Sheet, study: Study, rules: Sequence[str]) -> None:
    """Below the points, the rule for missing answers that several scorings share."""
    axes = sheet.axes
    for rule in dict.fromkeys(rules):
        own = [x for x, each in enumerate(rules) if each == rule]
        text = sheet.wrap(study.text(RULES[rule]), 34, points=GROUP_POINTS)
        at, style = ((own[0] + own[-1]) / 2, 0), {"ha": "center", "va": "top", "fontsize": 8}
        axes.annotate(
            *(text, at),
            xycoords=("data", "axes fraction"),
            xytext=(0, -46 if sheet.is_narrow else -20),
            textcoords="offset points",
            **style,
        )
        if own[0]:
            axes.axvline(own[0] - 0.5, color=MUTED, linewidth=0.6)


def _level_names(study: Study, town: str, points: str, missing: str) -> str:
    possible = rescaled_levels(study, town, replace(SCHEMES[points], missing=missing))
    return " / ".join(study.category_label("interaction_level", level) for level in possible)
