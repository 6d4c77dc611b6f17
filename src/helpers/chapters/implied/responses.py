"""Who answered, by place, and how many would have to answer next time."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from helpers.bounds.blocks import CITY
from helpers.outputs import tables
from helpers.statistics.precision import interval_width, respondents_needed
from helpers.statistics.survey import CONFIDENCE, place_sizes

if TYPE_CHECKING:
    import pandas as pd

    from helpers.outputs.tables import Markdown
    from helpers.study import Study

AKMOLA = "survey_akmola"
HALF = Fraction(1, 2)  # the share whose interval is the widest
# What the prose asks for: ten points from end to end, and what comes of so many that answer.
WIDTH = Fraction(1, 10)
EXAMPLE = 200


def responses(study: Study) -> pd.DataFrame:
    """How large a part of the register answered, by place? One row per place or group of places.

    Columns label (the place's name), answered_low, answered_high, registered_low, registered_high
    (how many organisations, at least and at most), low, high (answered of registered, exact
    proportions) and claim_ids. Assumed: see `survey.place_sizes`.
    """
    import pandas as pd

    size, register = study.size("survey"), study.size("register")
    registered = study.ledger.select(variable="register_region", kind="count")
    printed = [c for c in registered if study.codebook.places[c.place].kind == CITY]
    named = int(sum(claim.value for claim in printed))
    sizes = place_sizes(study)
    cities, akmola = sizes["cities"], sizes["akmola"]
    names = " + ".join(study.label("places", claim.place) for claim in printed)
    outside = study.ledger["outside_cities"]
    rows = [
        (
            names,
            (0, cities.answered),
            (named, named),
            " ".join(claim.claim_id for claim in printed),
        ),
        (
            study.text("the three cities of republican significance"),
            (cities.answered, cities.answered),
            (cities.registered_low, cities.registered_high),
            "outside_cities",
        ),
        (
            study.category_label(outside.variable, outside.category),
            (size - cities.answered, size - cities.answered),
            (register - cities.registered_high, register - cities.registered_low),
            "outside_cities",
        ),
        (
            study.label("places", "akmola"),
            (akmola.answered, akmola.answered),
            (akmola.registered_low, akmola.registered_high),
            AKMOLA,
        ),
        (study.text("all"), (size, size), (register, register), "survey_size register_size"),
    ]
    return pd.DataFrame([_response(*row) for row in rows])


def show_responses(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `responses`: how many answered, of how many, and what share that is."""
    needed = ("label", "answered_low", "answered_high", "registered_low", "registered_high")
    tables.check_columns(frame, (*needed, "low", "high"), "show_responses")
    shown = frame.assign(
        answered=[_whole(study, r.answered_low, r.answered_high) for r in frame.itertuples()],
        registered=[_whole(study, r.registered_low, r.registered_high) for r in frame.itertuples()],
        response=[_share(study, r.low, r.high) for r in frame.itertuples()],
    )
    headings = {
        "label": study.text("Place"),
        "answered": study.text("Answered"),
        "registered": study.text("In the register"),
        "response": study.text("Share that answered"),
    }
    return tables.show_table(shown, study, name=name, columns=headings)


def precision(
    study: Study, sizes: Sequence[int], *, claim_id: str = "difficulty_finance"
) -> pd.DataFrame:
    """How wide is the interval of a share that so many questionnaires give, in points?

    One row per number of questionnaires, drawn at random. Columns n; half, half_register (of a
    share of 50 %, the widest, without and with the finite population correction for the register);
    like, like_register (of a share like that of `claim_id` in this survey); silent (distance of the
    no-assumption bounds if all others stay silent). All in percentage points; the columns on the
    register are missing beyond its size.
    """
    import pandas as pd

    register = study.size("register")
    claim = study.ledger[claim_id]
    share = claim.value / study.ledger[claim.base].value
    rows = []
    for n in sizes:
        row = {"n": n, "claim_id": claim_id}
        for column, p in (("half", HALF), ("like", share)):
            row[column] = 100 * interval_width(p, n, confidence=CONFIDENCE)
            inside = n <= register
            row[f"{column}_register"] = (
                100 * interval_width(p, n, n_population=register, confidence=CONFIDENCE)
                if inside
                else None
            )
            row["silent"] = 100 * Fraction(register - n, register) if inside else None
        rows.append(row)
    return pd.DataFrame(rows)


def show_precision(frame: pd.DataFrame, study: Study, *, name: str) -> Markdown:
    """The rows of `precision`, in points with one decimal."""
    columns = ("half", "half_register", "like", "like_register", "silent")
    tables.check_columns(frame, ("n", *columns, "claim_id"), "show_precision", rows=True)
    shown = frame.assign(
        **{
            column: [
                "–" if value != value or value is None else study.edition.number(value, 1)
                for value in frame[column]
            ]
            for column in columns
        }
    )
    claim = study.ledger[frame["claim_id"].iloc[0]]
    like = study.edition.percent(100 * claim.value / study.ledger[claim.base].value)
    half = study.edition.percent(50)
    plain = study.text("Share of {share}")
    drawn = study.text("Share of {share}, drawn from the register")
    headings = {
        "n": study.text("Questionnaires"),
        "half": plain.format(share=half),
        "half_register": drawn.format(share=half),
        "like": plain.format(share=like),
        "like_register": drawn.format(share=like),
        "silent": study.text("Bounds, if all others stay silent"),
    }
    return tables.show_table(shown, study, name=name, columns=headings)


def response_numbers(study: Study) -> dict[str, str]:
    """Numbers for the prose.

    register_cities (organisations in Almaty and Astana), register_unprinted_most (that a place
    without a printed number is taken to have at most), response_cities_high and
    response_akmola_low (shares, rounded outward); next_points, next_n, next_n_register (how many
    questionnaires make the interval of a share of 50 % so many points wide, without and with the
    correction), next_example, next_example_points (what so many leave if the others are silent).
    """
    number, percent = study.edition.number, study.edition.percent
    akmola = place_sizes(study)["akmola"]
    frame = responses(study)
    register = study.size("register")
    example = Fraction(register - EXAMPLE, register)
    places = frame.set_index("claim_ids")
    return {
        "register_cities": number(int(frame["registered_low"].iloc[0])),
        "register_unprinted_most": number(akmola.registered_high),
        "response_cities_high": percent(100 * frame["high"].iloc[0], end="high"),
        "response_akmola_low": percent(100 * places.loc[AKMOLA, "low"], end="low"),
        "next_points": number(100 * WIDTH),
        "next_n": number(respondents_needed(WIDTH, confidence=CONFIDENCE)),
        "next_n_register": number(
            respondents_needed(WIDTH, n_population=register, confidence=CONFIDENCE)
        ),
        "next_example": number(EXAMPLE),
        "next_example_points": number(100 * example),
    }


def _response(
    label: str, answered: tuple[int, int], registered: tuple[int, int], claim_ids: str
) -> dict[str, object]:
    row = {"label": label, "answered_low": answered[0], "answered_high": answered[1]}
    row |= {"registered_low": registered[0], "registered_high": registered[1]}
    row |= {"low": Fraction(answered[0], registered[1])}
    return row | {"high": Fraction(answered[1], registered[0]), "claim_ids": claim_ids}


def _whole(study: Study, low: int, high: int) -> str:
    ends = dict.fromkeys((low, high))
    return "–".join(study.edition.number(end) for end in ends)


def _share(study: Study, low: Fraction, high: Fraction) -> str:
    if low == high:
        share = low  # known, and no range
        return study.edition.percent(100 * share, 1)
    return study.edition.percent_range(100 * low, 100 * high)
