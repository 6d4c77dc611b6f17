"""Do the towns' order and levels hold whatever points an answer earned, and whatever it should?

By the report's own points only rounding matters, whatever these points are. What a reader's points
do is decided over all that fall from the most to the least engaged answer: `solving.variants`
proves statements, `solving.turned` has the forms that contradict them. What neither settles is
open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations, groupby
from typing import TYPE_CHECKING

from helpers.chapters.implied.solving.towns import READING
from helpers.chapters.implied.solving.turned import pattern_of
from helpers.chapters.implied.solving.variants import Variant, is_above
from helpers.chapters.implied.towns import RULES, levels_anyhow, printed_cuts
from helpers.interface import marked
from helpers.ledger.reported import ValueRange
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, EDGE, INK, LIGHT_BLUE, MUTED, PALE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from helpers.chapters.implied.solving import Implied
    from helpers.chapters.implied.solving.turned import Turned
    from helpers.outputs.figures import Drawing, Sheet
    from helpers.outputs.tables import Markdown
    from helpers.scale.schemes import Scheme
    from helpers.study import Study

# How a table calls its sets of forms.
SET_NUMBERS = ("I", "II", "III", "IV")

# How far a statement is safe, the widest first: in words, and its cell's fill, ink and sign.
SAFE_WORDS = {
    "all": marked("holds with all points that fall from the most to the least engaged answer"),
    "some": marked("proved for all points a reader may prefer, if the report used"),
    "open": marked("holds with the report's own points; with others undecided"),
    "printed": marked("holds with the report's own points only: others turn it"),
    "": marked("not even then, because means are rounded"),
}
LOOKS = {
    "all": (BLUE, "white", "●"),
    "some": (LIGHT_BLUE, INK, "◐"),
    "open": (PALE, MUTED, "◌"),
    "printed": (PALE, INK, "○"),
    "": ("white", MUTED, "?"),
}
DRAWN = ("place", "other", "safe", "scorings")


def orders(study: Study, found: Implied) -> pd.DataFrame:
    """For every two towns: does the one with the higher printed mean score above the other?

    Columns place, other, claim_ids; printed (does the order hold with the report's own points,
    whatever they are?); proved (under how many scorings of the report it is proved for all points a
    reader may prefer); turned (how many sets of forms contradict it); scorings (of the report, for
    which it is proved, as text); safe (the widest of `SAFE_WORDS`).
    """
    import pandas as pd

    ranked = sorted(study.scores(), key=lambda claim: claim.value, reverse=True)
    spans = _spans(study)
    rows = []
    for one, other in combinations(ranked, 2):
        proved = [
            report
            for report, own in _by_report(found.variants)
            if is_above(own, one.place, other.place)
        ]
        turned = [e for e in found.turned if e.preferred[one.place] < e.preferred[other.place]]
        row = {"place": one.place, "other": other.place}
        row["claim_ids"] = f"{one.claim_id} {other.claim_id}"
        is_printed = _is_below(spans[other.place], spans[one.place])
        rows.append(row | _judged(study, found, is_printed, proved, turned))
    return pd.DataFrame(rows)


def levels(study: Study, found: Implied) -> pd.DataFrame:
    """For every town: does its printed level hold, whatever thresholds agree with the printed ones?

    Columns place, level, claim_ids, and as `orders`.
    """
    import pandas as pd

    cuts, spans = printed_cuts(study), _spans(study)
    rows = []
    for claim in study.scores():
        place, level = claim.place, study.levels[claim.place]
        proved = [
            report
            for report, own in _by_report(found.variants)
            if levels_anyhow(_hull(each.means[place] for each in own), cuts) == (level,)
        ]
        turned = [
            each
            for each in found.turned
            if level not in levels_anyhow(_hull([(each.preferred[place],) * 2]), cuts)
        ]
        row = {"place": place, "level": level, "claim_ids": claim.claim_id}
        is_printed = levels_anyhow(spans[place], cuts) == (level,)
        rows.append(row | _judged(study, found, is_printed, proved, turned))
    return pd.DataFrame(rows)


def statements(study: Study, found: Implied) -> pd.DataFrame:
    """The rows of `orders`, place above other, and of `levels`, where other is empty."""
    import pandas as pd

    own = levels(study, found).assign(other="")
    return pd.concat([orders(study, found), own], ignore_index=True)


def draw_multiverse(frame: pd.DataFrame, study: Study, *, name: str) -> Drawing:
    """Which statements on the order and the levels of the towns survive other points?

    Draws the rows of `statements`, one cell each.
    """
    tables.check_columns(frame, DRAWN, "draw_multiverse", rows=True)
    rows = list(dict.fromkeys(frame["place"]))
    columns = [*dict.fromkeys(frame.loc[frame["other"] != "", "other"]), ""]

    def chart(sheet: Sheet) -> None:
        axes = sheet.axes
        for cell in frame.itertuples():
            _draw_cell(axes, columns.index(cell.other), rows.index(cell.place), cell.safe)
        sheet.label_rows([study.label("places", place) for place in rows])
        names = [study.label("places", each) for each in columns[:-1]]
        names.append(study.text("its level"))
        turn = 60 if sheet.is_narrow else 30
        axes.set_xticks(range(len(columns)), names, rotation=turn, ha="left", fontsize=8)
        axes.xaxis.set_ticks_position("top")
        axes.set_xlim(-0.55, len(columns) - 0.45)
        axes.spines["bottom"].set_visible(False)
        axes.set_title(study.text("… scores above:"), fontsize=8.5, loc="left", pad=4)
        axes.grid(visible=False)
        axes.tick_params(length=0)
        _draw_legend(sheet, study, frame, len(rows))

    text = study.text("Points are the same for every question, and 3 for its best answer.")
    return figures.draw(
        chart,
        frame,
        study,
        name=name,
        note=f"{study.source_note} {text}",
        height=2.4 + 0.42 * len(rows),
    )


def turned_towns(study: Study, found: Implied) -> pd.DataFrame:
    """Every town in every set of forms that turns the order: one row each.

    Columns set (its number), averaged (forms: a score is the mean of the forms' scores; questions:
    the sum of the questions' means), missing, report, reader (points), place, claim_id, printed,
    n_forms (with an answer to some of the questions), score and preferred (with the report's and
    with the reader's points).
    """
    import pandas as pd

    rows = [
        {
            "set": number,
            "averaged": each.averaged,
            "missing": each.report.missing,
            "report": each.report.name,
            "reader": each.reader.name,
            "place": claim.place,
            "claim_id": claim.claim_id,
            "printed": study.printed(claim),
            "n_forms": sum(n for own, n in each.forms[claim.place].items() if any(pattern_of(own))),
            "score": float(each.printed[claim.place]),
            "preferred": float(each.preferred[claim.place]),
        }
        for number, each in enumerate(found.turned, start=1)
        for claim in study.scores()
    ]
    return pd.DataFrame(rows)


def show_turned(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """Towns by sets of forms of `turned_towns`: forms, and scores with both points."""
    import pandas as pd

    needed = ("set", "report", "reader", "place", "claim_id", "printed", "n_forms")
    tables.check_columns(frame, (*needed, "score", "preferred"), "show_turned", rows=True)
    headings = {"label": study.text("Town"), "printed": study.text("Printed")}
    first = frame.drop_duplicates("place")
    shown = pd.DataFrame(
        {
            "label": [study.label("places", place) for place in first["place"]],
            "printed": first["printed"].tolist(),
            "claim_id": first["claim_id"].tolist(),
        }
    )
    text = study.text("Forms")
    for number, (_, own) in zip(SET_NUMBERS, frame.groupby("set", sort=False), strict=False):
        for column, heading in (
            ("n_forms", text),
            ("score", study.edition.points(own["report"].iloc[0])),
            ("preferred", study.edition.points(own["reader"].iloc[0])),
        ):
            shown[f"{column}_{number}"] = own[column].tolist()
            headings[f"{column}_{number}"] = f"{heading} ({number})"
    return tables.show_table(shown, study, name=name, columns=headings)


def multiverse_numbers(study: Study, found: Implied) -> dict[str, str]:
    """Numbers for the prose.

    orders_all (pairs of towns), and of these: orders_printed (hold with the report's own points),
    orders_never (do not, for rounding), orders_some (proved for all points a reader may prefer,
    under some scoring of the report), orders_turned (contradicted under every rule for gaps and
    every way to average, turned_ways of them); scorings_some (scorings under which some order is
    proved); levels_all, levels_printed, levels_turned (contradicted by some forms); points of the
    sets of forms, turned_<averaged>_<missing>_report and _reader.
    """
    frame, own = orders(study, found), levels(study, found)
    ways = {(each.averaged, each.report.missing): set() for each in found.turned}
    pairs = list(zip(frame["place"], frame["other"], strict=True))
    for each in found.turned:
        turned = {pair for pair in pairs if each.preferred[pair[0]] < each.preferred[pair[1]]}
        ways[each.averaged, each.report.missing] |= turned
    numbers = {
        "orders_all": len(frame),
        "orders_printed": int(frame["printed"].sum()),
        "orders_never": int((~frame["printed"]).sum()),
        "orders_some": int((frame["proved"] > 0).sum()),
        "orders_turned": len(set.intersection(*ways.values())) if ways else 0,
        "turned_ways": len(ways),
        "scorings_some": len({e for each in frame["scorings"] for e in each.split("; ") if e}),
        "levels_all": len(own),
        "levels_printed": int(own["printed"].sum()),
        "levels_turned": int((own["turned"] > 0).sum()),
    }
    texts = {name: study.edition.number(number) for name, number in numbers.items()}
    for each in found.turned:
        stem = f"turned_{each.averaged}_{each.report.missing}"
        texts |= {f"{stem}_report": each.report.name, f"{stem}_reader": each.reader.name}
    return texts


def _spans(study: Study) -> dict[str, ValueRange]:
    return {claim.place: READING.range_of(claim.printed) for claim in study.scores()}


def _by_report(found: Iterable[Variant]) -> list[tuple[Scheme, list[Variant]]]:
    return [(key, list(own)) for key, own in groupby(found, key=lambda each: each.report)]


def _hull(ends: Iterable[tuple[Fraction, Fraction]]) -> ValueRange:
    lows, highs = zip(*ends, strict=True)
    return ValueRange(min(lows), max(highs))


def _is_below(one: ValueRange, other: ValueRange) -> bool:
    if one.high == other.low:
        return not (one.high_included and other.low_included)
    return one.high < other.low


def _judged(
    study: Study,
    found: Implied,
    is_printed: bool,
    proved: Sequence[Scheme],
    turned: Sequence[Turned],
) -> dict[str, object]:
    n_reports = len(_by_report(found.variants))
    safe = "printed" if turned else "open"
    if not is_printed:
        safe = ""
    elif proved:
        safe = "all" if len(proved) == n_reports and not turned else "some"
    names = [f"{each.name}, {study.text(RULES[each.missing])}" for each in proved]
    counts = {"proved": len(proved), "turned": len(turned), "scorings": "; ".join(names)}
    return {"printed": is_printed, **counts, "safe": safe}


def _draw_cell(axes: Axes, x: int, y: int, safe: str) -> None:
    from matplotlib.patches import Rectangle

    fill, ink, sign = LOOKS[safe]
    edge = {"edgecolor": MUTED, "linewidth": 0.5}
    axes.add_patch(Rectangle((x - 0.45, y - 0.42), 0.9, 0.84, facecolor=fill, **edge))
    axes.text(x, y, sign, ha="center", va="center", color=ink, fontsize=9)


def _draw_legend(sheet: Sheet, study: Study, frame: pd.DataFrame, n_rows: int) -> None:
    """Every kind of cell that occurs."""
    from matplotlib.patches import Patch, Rectangle

    axes, handles = sheet.axes, []
    scorings = "; ".join(dict.fromkeys(each for each in frame["scorings"] if each))
    occurring = [safe for safe in SAFE_WORDS if (frame["safe"] == safe).any()]
    for place, safe in enumerate(occurring):
        fill, ink, sign = LOOKS[safe]
        y = n_rows + 0.1 + 0.62 * place
        box = {"edgecolor": MUTED, "linewidth": 0.5, "clip_on": False}
        text = study.text(SAFE_WORDS[safe])
        if safe == "some":
            text += (" " if sheet.is_narrow else "\n") + scorings
        if sheet.is_narrow:
            handles.append(Patch(facecolor=fill, label=f"{sign} {text}", **EDGE))
            continue
        axes.add_patch(Rectangle((-0.45, y - 0.26), 0.5, 0.52, facecolor=fill, **box))
        axes.text(-0.2, y, sign, ha="center", va="center", color=ink, fontsize=8)
        axes.text(0.2, y, text, va="center", fontsize=8, linespacing=1.1)
    if handles:
        sheet.legend(handles)
    else:
        axes.set_ylim(n_rows + 2.5, -0.6)
