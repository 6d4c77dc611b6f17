"""Claims as tidy tables: variable x category x place -> value, base, share.

A tidy table has one row per variable, category, place and kind. Of a quantity printed twice the
first print is kept; the others are the audit's concern. Columns:

    claim_id, variable, category, place, kind, unit
    printed        text, as in the report
    value          float, in the claim's unit (for display; exact arithmetic uses `Ledger`)
    base           claim_id of the stated base, empty when none
    base_value     float, missing when the report states no base
    share          float, 0 to 1: value / base_value, or value / 100 for a percent; else missing
    label          the category's or place's label in the edition's language

Which claims a figure or table draws is read off its data, never listed by hand. A frame that is
written names them in up to three columns, which its CSV keeps whether or not readers are shown
them: `claim_id`, the claim whose number the row draws, empty where it draws none; `claim_ids`,
those of a row that combines several, separated by spaces; `base`, the claim of the base. A `base`
may be a number in frames that are not of the ledger; it names no claim then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from numbers import Real
from typing import TYPE_CHECKING

from helpers import paths, spreadsheets
from helpers.errors import ArgumentError
from helpers.ledger.csv_files import suggest
from helpers.outputs import figures
from helpers.synthetic.watermark import COLUMN, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from helpers.ledger.claims import Claim
    from helpers.study import Study

COLUMNS = ("claim_id", "claim_ids", "base")

_ID = re.compile(r"[a-z][a-z0-9_]*")

MEASURES = ("count", "total", "percent", "mean", "money", "base")


def drawn_in(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The claims that rows of a CSV name, each once: what is drawn in its order, then the bases.

    >>> drawn_in([{"claim_id": "women", "base": "all"}, {"claim_ids": "all men", "base": ""}])
    ('women', 'all', 'men')
    >>> drawn_in([{"label": "limit", "base": "487"}])
    ()
    """
    rows = list(rows)
    names = [name for row in rows for key in COLUMNS[:2] for name in (row.get(key) or "").split()]
    bases = [base for row in rows if _ID.fullmatch(base := row.get("base") or "")]
    return tuple(dict.fromkeys([*names, *bases]))


def tidy(study: Study, variable: str, *, kind: str = "count") -> pd.DataFrame:
    """What does the report print for a variable? One row per category and place.

    `kind` is one of `MEASURES`. Rows follow the codebook's order of categories and places; claims
    without category and place (bases, totals) are left out. Raises `ArgumentError` when the
    codebook has no such variable or the ledger no such claim.
    """
    import pandas as pd

    if kind not in MEASURES:
        raise ArgumentError(f"kind {kind!r} is no measure; choose one of {', '.join(MEASURES)}")
    check_variable(study, variable)
    claims = study.ledger.select(variable=variable)
    claims = [claim for claim in claims if claim.category or claim.place]
    rows = [_row(study, claim) for claim in claims if claim.kind == kind]
    if not rows:
        kinds = [each for each in MEASURES if any(claim.kind == each for claim in claims)]
        mend = " or ".join(f"kind={each!r}" for each in kinds)
        raise ArgumentError(
            f"the ledger prints no {kind} for {variable!r} by category or place; "
            + (f"write {mend}" if mend else "choose another variable")
        )
    frame = pd.DataFrame(rows).drop_duplicates(["category", "place"])
    categories = list(study.codebook.variables[variable].categories)
    places = list(study.codebook.places)
    order = frame.apply(
        lambda row: (_rank(categories, row.category), _rank(places, row.place)), axis=1
    )
    return frame.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def show_table(
    frame: pd.DataFrame,
    study: Study,
    *,
    name: str,
    columns: Mapping[str, str] | None = None,
    links: Mapping[str, Sequence[str]] | None = None,
    side_by_side: bool = True,
) -> Markdown:
    """Show a table and write it to outputs/tables/<language>/<name>.csv.

    `columns` maps columns of the frame to headings (default: all, under their own names); numbers
    are written as the edition writes them (as few decimals as they need, at most two), missing
    cells as "not published". The file also keeps the columns that name the claims drawn, shown or
    not. `links` maps a column to the addresses its cells lead to, empty where one leads nowhere;
    the file has no addresses. In a book from questionnaires a column more has what the report
    printed where that is another number, unless `side_by_side` is false.

    Returns an object that notebooks show as a Markdown table in every output format. Raises
    `ArgumentError` for a column that is not there, and for a name as `figures.check_name`.
    """
    figures.check_name(name)
    check_frame(frame, "show_table")
    if columns is None:
        columns = {column: str(column) for column in frame.columns}
    check_columns(frame, tuple(columns), "show_table")
    if side_by_side and study.release and not study.shows_printed:
        frame, columns = _with_printed(frame, columns, study)
    folder = paths.tables(study.language)
    folder.mkdir(parents=True, exist_ok=True)
    kept = [column for column in COLUMNS if column in frame and column not in columns]
    data = frame[[*columns, *kept]]
    if study.is_synthetic:
        data = data.assign(**{COLUMN: TEXT})
    text = data.to_csv(index=False, lineterminator="\r\n")
    spreadsheets.write_csv(folder / f"{name}.csv", text)
    cells = [[_cell(study, value) for value in row] for row in frame[list(columns)].to_numpy()]
    for column, addresses in (links or {}).items():
        place = list(columns).index(column)
        for row, address in zip(cells, addresses, strict=True):
            row[place] = f"[{row[place]}]({address})" if address else row[place]
    numeric = [all(_is_number(value) for value in frame[column].dropna()) for column in columns]
    rules = ["---:" if is_number else ":---" for is_number in numeric]
    lines = [list(columns.values()), rules, *cells]
    return Markdown("\n".join("| " + " | ".join(line) + " |" for line in lines))


def _with_printed(
    frame: pd.DataFrame, columns: Mapping[str, str], study: Study
) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """The table with the report's numbers beside those that are others; as it was without any."""
    named = [column for column in COLUMNS[:2] if column in frame]
    if not named:
        return frame, columns
    texts = []
    for cells in frame[named].fillna("").astype(str).to_numpy():
        names = [name for cell in cells for name in cell.split() if name in study.ledger]
        others = [study.printed_ledger[name] for name in names if study.is_anew(name)]
        texts.append("; ".join(map(study.printed, others)) or "")
    if not any(texts):
        return frame, columns
    heading = study.text("Printed in the report")
    return frame.assign(printed_before=texts), {**columns, "printed_before": heading}


def check_variable(study: Study, variable: str) -> None:
    """Raise `ArgumentError` for a variable that the codebook does not hold, with the nearest."""
    if not isinstance(variable, str):
        raise ArgumentError(f"{variable!r} is no variable; write its id, such as 'difficulty'")
    if variable not in study.codebook.variables:
        hint = suggest(variable, study.codebook.variables)
        raise ArgumentError(f"no variable {variable!r} in the codebook; {hint}")


def check_columns(
    frame: pd.DataFrame, columns: Sequence[str], function: str, *, rows: bool = False
) -> None:
    """Raise `ArgumentError` for a frame that a function cannot use, naming it and the mend.

    A frame must be a table and have the columns; with `rows` it must not be empty either.
    """
    check_frame(frame, function)
    missing = [str(column) for column in columns if column not in frame]
    if missing:
        raise ArgumentError(
            f"{function} needs the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            f"the frame has {', '.join(map(str, frame.columns)) or 'none'}: keep or rename them "
            "before the call"
        )
    if rows and not len(frame):
        raise ArgumentError(f"{function} needs a row; the frame has none: loosen its filter")


def check_frame(frame: object, function: str) -> None:
    """Raise `ArgumentError` for what is no table, and for a study that stands in its place."""
    import pandas as pd

    if isinstance(frame, pd.DataFrame):
        return
    kind = type(frame).__name__
    mends = {
        "Study": "give the table first, then the study",
        "Series": "keep several columns, frame[[...]], or call .to_frame()",
    }
    mend = mends.get(kind, "give a pandas DataFrame")
    raise ArgumentError(f"{function} needs a table and received a {kind}; {mend}")


class Markdown:
    """A Markdown text that a notebook stores as `text/markdown`."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_markdown_(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text


def claim_rows(study: Study, claim_ids: Iterable[str]) -> pd.DataFrame:
    """Claims as rows of a tidy table, in the order given; the columns of `tidy`.

    Raises `ArgumentError` for a claim that the ledger does not hold.
    """
    import pandas as pd

    return pd.DataFrame([_row(study, study.ledger[claim_id]) for claim_id in claim_ids])


def number_text(study: Study, value: Real) -> str:
    """A number as the edition writes it, with as few decimals as it needs, at most two."""
    shortest = f"{float(value):.2f}".rstrip("0").partition(".")[2]
    return study.edition.number(value, len(shortest))


def _row(study: Study, claim: Claim) -> dict[str, object]:
    base = study.ledger[claim.base] if claim.base else None
    value = float(claim.value)
    base_value = float(base.value) if base else None
    if claim.kind == "percent":
        share = value / 100
    else:
        share = value / base_value if base_value and claim.kind in ("count", "total") else None
    columns = ("claim_id", "variable", "category", "place", "kind", "unit", "printed", "base")
    label = (
        study.category_label(claim.variable, claim.category)
        if claim.category
        else study.label("places", claim.place)
    )
    return {column: getattr(claim, column) for column in columns} | {
        "value": value,
        "base_value": base_value,
        "share": share,
        "label": label,
    }


def _rank(order: list[str], key: str) -> int:
    return order.index(key) if key in order else -1


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)


def _cell(study: Study, value: object) -> str:
    import pandas as pd

    if pd.isna(value):
        return study.text("not published")
    if _is_number(value):
        return number_text(study, value)
    return str(value).replace("|", "\\|").replace("\n", " ")
