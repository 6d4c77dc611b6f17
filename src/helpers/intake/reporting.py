"""The report of an intake: an HTML file for people, a CSV of the same lines, a few in a terminal.

Every row that went in is in the table or has a line that says why not; every answer that is missing
although something was written has one, too. Personal questions and free text are never shown, and
what looks personal in other cells is masked before it comes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from helpers.intake.rules import EFFECTS, RULES
from helpers.intake.tables import Table

if TYPE_CHECKING:
    import polars as pl

# More lines than a page can hold are in the CSV alone.
MOST_LINES = 5_000
MOST_IN_TERMINAL = 25

HEADINGS = {
    "left_out": "Rows that are not in the table",
    "missing": "Answers that are missing in the table",
    "mended": "Answers that were read with care",
    "noted": "Noted, nothing changed",
}


@dataclass(frozen=True)
class Section:
    """The lines of one effect, and how many there are of each rule."""

    effect: str
    heading: str
    rules: list[tuple[str, str, int]]
    lines: list[dict[str, object]]
    n_lines: int


def lines_of(table: Table) -> pl.DataFrame:
    """All lines of a table: the notes with the rule's effect and mend; blank rows as runs."""
    import polars as pl

    lines = _runs_of_blanks(table.notes.frame())
    rules = pl.DataFrame(
        {
            "rule": list(RULES),
            "effect": [rule.effect for rule in RULES.values()],
            "says": [rule.says for rule in RULES.values()],
            "mend": [rule.mend for rule in RULES.values()],
        }
    )
    return lines.join(rules, on="rule", how="left", maintain_order="left")


def sections_of(lines: pl.DataFrame) -> list[Section]:
    """The lines by effect, as many as a page can hold."""
    import polars as pl

    found = []
    for effect in EFFECTS:
        own = lines.filter(pl.col("effect") == effect)
        if own.height:
            rules = own.group_by("rule", "says").len().sort("rule").rows()
            shown = own.head(MOST_LINES).to_dicts()
            found.append(Section(effect, HEADINGS[effect], rules, shown, own.height))
    return found


def html(table: Table, lines: pl.DataFrame, wave: str) -> str:
    """The report as one self-contained page."""
    import jinja2

    template = resources.files("helpers.intake") / "assets" / "report.html"
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.from_string(template.read_text(encoding="utf-8"))
    return page.render(
        instrument=table.instrument,
        wave=wave,
        files=table.files,
        rows_in=sum(count.rows_in for count in table.files),
        rows_out=sum(count.rows_out for count in table.files),
        sections=sections_of(lines),
        latest=table.latest,
        csv_name=csv_name(table),
        is_matched=_is_matched,
    )


def terminal(table: Table, lines: pl.DataFrame) -> str:
    """The report in a terminal: counts, and the first of the lines that change something."""
    import polars as pl

    told = []
    for count in table.files:
        left = count.rows_in - count.rows_out
        told.append(
            f"{count.source.name} ({table.instrument.name}): {count.rows_in:,} rows in, "
            f"{count.rows_out:,} out, {left:,} left out"
        )
    for section in sections_of(lines):
        told.append(f"{section.heading}: {section.n_lines:,}")
        told += [f"{number:>9,}  {rule}: {says}" for rule, says, number in section.rules]
    changes = lines.filter(pl.col("effect").is_in(["left_out", "missing"]))
    for line in changes.head(MOST_IN_TERMINAL).to_dicts():
        told.append("  " + one_line(line))
    if changes.height > MOST_IN_TERMINAL:
        told.append(f"  … and {changes.height - MOST_IN_TERMINAL:,} more, all in {csv_name(table)}")
    return "\n".join(told)


def one_line(line: dict[str, object]) -> str:
    """A line of the report as text: "survey.csv, row 12, «Сколько…»: «10-15»: no whole number"."""
    where = [str(line["file"])] + ([f"row {line['row']}"] if line["row"] else [])
    where += [f"«{line['column']}»"] if line["column"] else []
    value = f" «{line['value']}»:" if line["value"] else ""
    detail = f" ({line['detail']})" if line["detail"] else ""
    return f"{', '.join(where)}:{value} {line['says']}{detail}; {line['mend']}"


def csv_name(table: Table) -> str:
    """The file of all lines."""
    return f"{table.instrument.name}.report.csv"


def html_name(table: Table) -> str:
    """The page."""
    return f"{table.instrument.name}.report.html"


def _is_matched(count: object) -> dict[str, int]:
    """How many headings of a file were found in which way."""
    ways: dict[str, int] = {}
    for heading in count.headings:  # type: ignore[attr-defined]
        ways[heading.how] = ways.get(heading.how, 0) + 1
    return ways


def _runs_of_blanks(lines: pl.DataFrame) -> pl.DataFrame:
    """Blank rows that follow one another are one line."""
    import polars as pl

    is_blank = pl.col("rule") == "blank_row"
    blank = lines.filter(is_blank).with_columns(
        run=pl.col("row") - pl.int_range(pl.len()).over("file")
    )
    runs = blank.group_by("file", "run", maintain_order=True).agg(
        pl.col("row").min(), pl.len().alias("n"), pl.exclude("row", "file", "run").first()
    )
    last = (pl.col("row") + pl.col("n") - 1).cast(pl.String)
    detail = pl.when(pl.col("n") > 1).then(pl.lit("to row ") + last).otherwise(pl.lit(""))
    runs = runs.with_columns(detail=detail).select(lines.columns)
    return pl.concat([lines.filter(~is_blank), runs]).sort(lines.columns, maintain_order=True)
