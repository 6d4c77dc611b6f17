"""Whom could a publication expose? Score sets that a printed mean leaves possible.

A town's mean says little while the number of its forms is unknown. Once that number n is published,
the scores behind it are a multiset of n scores whose mean prints as the mean does, and there may be
few of these: with one, every score is worked out. For a scheme with possible scores S, a printed
mean with range [a, b) and n forms, counted exactly:

    outsider     multisets of n scores from S with a n <= sum < b n
    insider      knows the score s of one form; multisets of the other n - 1 that go with it,
                 the fewest over all s that are possible
    chance       what a town with answers at random would leave on average: 2 to the mean of
                 log2(multisets), weighted by how likely each sum is when all patterns are

Forms with all three questions answered are counted, and means rounded to nearest. A missing rule
adds scores: it leaves more multisets where there are some, and some where there were none, so that
other towns can be exposed. Dinur & Nissim (2003), doi:10.1145/773153.773173, on what sums give
away.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import log2, prod
from typing import TYPE_CHECKING

from helpers.bounds.assumptions import Assumptions
from helpers.bounds.programme import cleared
from helpers.errors import ArgumentError
from helpers.ledger.reported import ValueRange, to_whole
from helpers.outputs import figures, tables
from helpers.outputs.figures import BLUE, INK, LIGHT_BLUE, MUTED, ORANGE, PALE
from helpers.scale.scores import PATTERNS, score_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from helpers.outputs.figures import Drawing, Sheet
    from helpers.scale.schemes import Scheme
    from helpers.study import Study

# Numbers of forms that are tried; towns of more are told apart no more.
MOST_FORMS = 10
# Below this many possible score sets, a guess at a colleague's form is worth something.
FEW_SETS = 3
# From so many on, a cell of the picture is white.
MANY = 30
HEIGHT = 6.1  # inches
NARROW_ROW = 16  # points of a row whose label stands above it
COLUMNS = ["place", "label", "claim_id", "n_forms", "outsider", "insider", "chance"]


@dataclass(frozen=True)
class Exposure:
    """What a mean leaves possible when the number of forms is published; see the module.

    outsider, insider    numbers of score sets; 0 when no score sets of so many forms print the mean
    chance               score sets left on average by answers at random, to one decimal printed
    """

    place: str
    n_forms: int
    outsider: int
    insider: int
    chance: float


def exposures(
    study: Study, scheme: Scheme, *, rounding: str = "nearest", most_forms: int = MOST_FORMS
) -> tuple[Exposure, ...]:
    """What would each town's mean give away, for every number of forms up to `most_forms`?"""
    means = study.scores()
    assumptions = Assumptions(rounding=rounding)
    return tuple(
        exposure(
            claim.place,
            assumptions.range_of(claim.printed),
            n_forms,
            scheme=scheme,
        )
        for claim in means
        for n_forms in range(1, most_forms + 1)
    )


def exposure(place: str, span: ValueRange, n_forms: int, *, scheme: Scheme) -> Exposure:
    """What would one mean give away if `n_forms` were published?

    `span` holds the means that print so, in points. Raises `ArgumentError` unless `n_forms` is a
    whole number of at least 1.
    """
    number = to_whole(n_forms, "n_forms", at_least=1)
    scores, factor = _scores(scheme)
    sums = _sums(span, number, factor, scores)
    outsider = sum(n_multisets(scores, number, total) for total in sums)
    return Exposure(
        place, number, outsider, _insider(scores, number, sums), _chance(scheme, number)
    )


def n_multisets(scores: tuple[int, ...], n_forms: int, total: int) -> int:
    """How many multisets of `n_forms` scores have this sum? Order does not count.

    >>> n_multisets((1, 2, 3), 2, 4)  # 1 + 3 and 2 + 2
    2
    """
    if n_forms < 0 or total < 0:
        raise ArgumentError(f"{n_forms} forms with a sum of {total}; neither can be negative")
    return _table(scores, n_forms).get((n_forms, total), 0)


def exposed_towns(study: Study, scheme: Scheme, *, most_forms: int = MOST_FORMS) -> pd.DataFrame:
    """What would each town's mean give away? One row per town and number of forms.

    Columns points (the scheme's name), place, label, claim_id, n_forms (up to `most_forms`),
    outsider, insider and chance (as of `Exposure`, the last with two decimals).
    """
    import pandas as pd

    claims = {claim.place: claim.claim_id for claim in study.scores()}
    rows = [
        {
            "points": scheme.name,
            "place": each.place,
            "label": study.label("places", each.place),
            "claim_id": claims[each.place],
            "n_forms": each.n_forms,
            "outsider": each.outsider,
            "insider": each.insider,
            "chance": round(each.chance, 2),
        }
        for each in exposures(study, scheme, most_forms=most_forms)
    ]
    return pd.DataFrame(rows)


def draw_exposure(frame: pd.DataFrame, study: Study, *, name: str, few: int = FEW_SETS) -> Drawing:
    """How many score sets fit each mean, for every number of forms that could be published?

    Draws the rows of `exposed_towns`, above for anyone, below for somebody who knows one form. Up
    to `few` sets are marked.
    """
    import matplotlib.pyplot as plt

    tables.check_columns(frame, ("points", *COLUMNS), "draw_exposure", rows=True)
    grids = {
        "outsider": study.text("Score sets that fit the mean, to anyone"),
        "insider": study.text("… to somebody who knows one of the forms, at worst"),
    }

    def chart(sheet: Sheet) -> None:
        sheet.axes.remove()
        upper, lower = sheet.figure.subplots(2, 1)
        for axes, (column, title) in zip((upper, lower), grids.items(), strict=True):
            _draw_grid(replace(sheet, axes=axes), study, frame, column, few=few)
            axes.set_title(sheet.wrap(title, figures.NOTE_WIDTH), fontsize=9.5)
        lower.set_xlabel(study.text("Number of forms, if it were published"))
        plt.setp(upper.get_xticklabels(), visible=True)

    text = study.text(
        "Points {scheme}, forms with all three answers. 1: every score is worked out; –: no "
        "scores of so many forms print this mean. Last row above: what random answers leave "
        "on average."
    )
    note = f"{study.source_note} {text.format(scheme=frame['points'].iloc[0])}"
    return figures.draw(chart, frame[COLUMNS], study, name=name, note=note, height=HEIGHT)


def safe_from(found: tuple[Exposure, ...], *, few: int = FEW_SETS) -> dict[str, int | None]:
    """From how many forms on are more than `few` score sets left, even to an insider?

    For every town; None if that is not reached within the numbers tried. Numbers of forms that the
    mean rules out expose nobody.
    """
    safe: dict[str, int | None] = {}
    for place in dict.fromkeys(each.place for each in found):
        own = [each for each in found if each.place == place]
        exposed = [each.n_forms for each in own if 0 < each.insider <= few]
        first = max(exposed, default=0) + 1
        safe[place] = first if first <= max(each.n_forms for each in own) else None
    return safe


def disclosure_numbers(study: Study, schemes: Mapping[str, Scheme]) -> dict[str, str]:
    """Numbers for the prose, over all schemes given.

    exposed_towns (towns whose scores are all worked out for some number of forms from 2 on, by an
    insider, under some scheme), exposed_outsider_towns (by anyone), safe_forms (from how many forms
    on no town is exposed under any scheme), excluded_town_sizes (pairs of town and number of forms
    that no scheme's scores allow), most_forms, few_sets.
    """
    found = [each for scheme in schemes.values() for each in exposures(study, scheme)]
    several = [each for each in found if each.n_forms > 1]
    safe = [safe_from(exposures(study, scheme)) for scheme in schemes.values()]
    possible = {(each.place, each.n_forms) for each in found if each.outsider}
    tried = {(each.place, each.n_forms) for each in found}
    numbers = {
        "exposed_towns": len({each.place for each in several if each.insider == 1}),
        "exposed_outsider_towns": len({each.place for each in several if each.outsider == 1}),
        "excluded_town_sizes": len(tried - possible),
        "tried_town_sizes": len(tried),
        "most_forms": MOST_FORMS,
        "few_sets": FEW_SETS,
    }
    ends = [end for each in safe for end in each.values()]
    if None not in ends:
        numbers["safe_forms"] = max(ends)
    return {name: study.edition.number(number) for name, number in numbers.items()}


def _draw_grid(sheet: Sheet, study: Study, data: pd.DataFrame, column: str, *, few: int) -> None:
    from matplotlib.collections import PatchCollection
    from matplotlib.patches import Rectangle

    axes, cells = sheet.axes, []
    places = list(dict.fromkeys(data["place"]))
    for cell in data.itertuples():
        value, row = getattr(cell, column), places.index(cell.place)
        fill, ink = _look(value, few)
        corner = (cell.n_forms - 0.47, row - 0.44)
        cells.append(Rectangle(corner, 0.94, 0.88, facecolor=fill, edgecolor="white"))
        text = study.edition.number(value) if value else "–"
        axes.text(cell.n_forms, row, text, ha="center", va="center", fontsize=8, color=ink)
    axes.add_collection(PatchCollection(cells, match_original=True))
    chance = data.drop_duplicates("n_forms")
    if column == "outsider":
        for cell in chance.itertuples():
            text = study.edition.number(round(cell.chance))
            style = {"ha": "center", "va": "center", "fontsize": 8, "color": MUTED}
            axes.text(cell.n_forms, len(places), text, style="italic", **style)
    labels = [data.loc[data["place"] == place, "label"].iloc[0] for place in places]
    if column == "outsider":
        labels.append(study.text("random answers"))
    if sheet.is_narrow:
        replace(sheet, row=NARROW_ROW).label_rows(labels)
    else:
        axes.set_yticks(range(len(labels)), labels, fontsize=8.5)
    axes.set_xticks(chance["n_forms"].tolist())
    axes.set(xlim=(0.5, chance["n_forms"].max() + 0.5), ylim=(len(labels) - 0.5, -0.5))
    axes.grid(visible=False)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _look(value: int, few: int) -> tuple[str, str]:
    """Fill and ink of a cell: worked out, few, some, many, impossible."""
    if value == 0:
        return "white", MUTED
    if value == 1:
        return ORANGE, "white"
    if value <= few:
        return LIGHT_BLUE, INK
    return (PALE, INK) if value < MANY else ("white", BLUE)


def _insider(scores: tuple[int, ...], n_forms: int, sums: range) -> int:
    """The fewest multisets of the others that the holder of any possible score is left with."""
    left = [
        sum(n_multisets(scores, n_forms - 1, total - own) for total in sums if total >= own)
        for own in scores
    ]
    return min((number for number in left if number), default=0)


@lru_cache(maxsize=512)
def _chance(scheme: Scheme, n_forms: int) -> float:
    """What random answers would leave: the means are printed to one decimal, as the report's."""
    scores, factor = _scores(scheme)
    likely = _likely_sums(scheme, n_forms)
    by_print: dict[Fraction, list[int]] = {}
    for total in likely:
        by_print.setdefault(_printed(Fraction(total, factor * n_forms)), []).append(total)
    bits = 0.0
    for totals in by_print.values():
        n_sets = sum(n_multisets(scores, n_forms, total) for total in totals)
        bits += log2(n_sets) * float(sum(likely[total] for total in totals))
    return 2**bits


def _likely_sums(scheme: Scheme, n_forms: int) -> dict[int, Fraction]:
    """How likely is each sum of scores when every answer to every question is equally likely?"""
    factor = _scores(scheme)[1]
    complete = [pattern for pattern in PATTERNS if None not in pattern]
    one = Counter(int(score_pattern(pattern, scheme) * factor) for pattern in complete)
    sums: dict[int, int] = {0: 1}
    for _ in range(n_forms):
        grown: Counter[int] = Counter()
        for total, ways in sums.items():
            for score, more in one.items():
                grown[total + score] += ways * more
        sums = dict(grown)
    everything = prod([len(complete)] * n_forms)
    return {total: Fraction(ways, everything) for total, ways in sums.items()}


def _printed(mean: Fraction) -> Fraction:
    return Fraction(int(10 * mean + Fraction(1, 2)), 10)


@lru_cache(maxsize=64)
def _scores(scheme: Scheme) -> tuple[tuple[int, ...], int]:
    """The scores of complete forms as whole numbers, and the factor that made them so."""
    scores = {score_pattern(p, scheme) for p in PATTERNS if None not in p}
    terms, factor = cleared({str(score): score for score in scores})
    return tuple(sorted(terms.values())), factor


def _sums(span: ValueRange, n_forms: int, factor: int, scores: tuple[int, ...]) -> range:
    """The sums of scores, times the factor, whose mean is in the range."""
    scale = factor * n_forms
    ends = span.low * scale, span.high * scale
    whole = ValueRange(*ends, span.low_included, span.high_included).integers()
    return range(max(whole.start, 0), min(whole.stop, max(scores) * n_forms + 1))


@lru_cache(maxsize=512)
def _table(scores: tuple[int, ...], most_forms: int) -> dict[tuple[int, int], int]:
    """Multisets by number of forms and sum: one score after the other, each any number of times."""
    table = {(0, 0): 1}
    for score in scores:
        grown: Counter[tuple[int, int]] = Counter()
        for (n_forms, total), ways in table.items():
            for more in range(most_forms - n_forms + 1):
                grown[n_forms + more, total + more * score] += ways
        table = dict(grown)
    return table
