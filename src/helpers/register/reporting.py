"""The funnel for people: a table in the terminal, CSV files and a page; beside it what was printed.

Nothing here shows a cell of the register: rows are numbers, reasons are rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from helpers.ledger.claims import Ledger
from helpers.ledger.codebook import Codebook
from helpers.register.funnel import Funnel
from helpers.register.reasons import REASONS
from helpers.register.rules import Rules

if TYPE_CHECKING:
    import polars as pl

# The wave whose register the report counted.
PRINTED_WAVE = "2024"

# More lines than a page can hold are in the CSV alone.
MOST_LINES = 5_000


class Comparison(NamedTuple):
    """A count beside the report's: what is counted, ours, the printed one and its claim."""

    what: str
    count: int
    printed: int
    claim: str

    @property
    def difference(self) -> str:
        """How far ours is from the printed one: "+3", "−2", "0"."""
        difference = self.count - self.printed
        return f"{difference:+,}".replace("-", "−") if difference else "0"


@dataclass(frozen=True)
class Report:
    """All that is shown: the funnel, comparisons (none for another wave), remarks on the file."""

    name: str
    wave: str
    funnel: Funnel
    comparisons: Mapping[str, Comparison]
    remarks: Sequence[str]

    @property
    def reasons(self) -> list[tuple[str, str, str, int]]:
        """Rule, what it says, the mend and the number of its lines, the most frequent first."""
        import polars as pl

        counts = (
            self.funnel.lines.group_by("rule")
            .agg(n=pl.len())
            .sort("n", "rule", descending=[True, False])
        )
        return [(rule, REASONS[rule].says, REASONS[rule].mend, n) for rule, n in counts.rows()]


def compare(
    funnel: Funnel, rules: Rules, ledger: Ledger, codebook: Codebook
) -> dict[str, Comparison]:
    """Counts that the report prints, too: of steps, of zero reports, of regions."""
    own = {step.name: (step.title, step.organisations) for step in funnel.steps}
    own["zero_report"] = ("zero reports in the frame", int(funnel.kept["zero_report"].sum()))
    found = {
        name: Comparison(*own[name], int(ledger[claim].value), claim)
        for name, claim in rules.printed.items()
        if name in own and claim in ledger
    }
    for claim in ledger.select(variable="register_region", kind="count"):
        count = funnel.kept.filter(place=claim.place).height
        what = codebook.label("places", claim.place, "en")
        found[claim.claim_id] = Comparison(what, count, int(claim.value), claim.claim_id)
    return found


def steps_frame(report: Report) -> pl.DataFrame:
    """The funnel as a table, a row for each step."""
    import polars as pl

    rows = []
    for step in report.funnel.steps:
        same = report.comparisons.get(step.name)
        rows.append(
            {
                "step": step.name,
                "what": step.title,
                "rows_before": step.rows_before,
                "left_out": step.n_left_out,
                "rows_after": step.rows_after,
                "organisations": step.organisations,
                "printed": same and same.printed,
                "difference": same and same.count - same.printed,
                "claim": same and same.claim,
                "not_applied": f"no column: {step.missing}" if step.missing else None,
            }
        )
    schema = {
        "printed": pl.Int64,
        "difference": pl.Int64,
        "claim": pl.String,
        "not_applied": pl.String,
    }
    return pl.DataFrame(rows, schema_overrides=schema)


def lines_frame(report: Report) -> pl.DataFrame:
    """A line for each row that was left out, mended or noted."""
    import polars as pl

    rules = pl.DataFrame(
        [(rule, *vars(reason).values()) for rule, reason in REASONS.items()],
        schema=["rule", "effect", "says", "mend"],
        orient="row",
    )
    file = pl.lit(report.name).alias("file")
    lines = report.funnel.lines.join(rules, on="rule", how="left", maintain_order="left")
    return lines.select(file, "row", "step", "effect", "rule", "says", "detail", "mend")


def terminal(report: Report) -> str:
    """The funnel and the reasons as aligned text."""
    heads = (
        "step",
        "what is left",
        "before",
        "left out",
        "after",
        "organisations",
        "printed",
        "diff.",
    )
    rows = [heads]
    for step in report.funnel.steps:
        same = report.comparisons.get(step.name)
        counts = (step.rows_before, step.n_left_out, step.rows_after, step.organisations)
        shown = ["–"] * 4 if step.missing else [f"{count:,}" for count in counts]
        printed = [f"{same.printed:,}", same.difference] if same else ["", ""]
        rows.append((step.name, step.title, *shown, *printed))
    told = [f"{report.name}: {report.funnel.steps[0].rows_after:,} rows", *_aligned(rows)]
    told += [
        f"  {step.name}: not applied, the file has no column for {step.missing}"
        for step in report.funnel.steps
        if step.missing
    ]
    told += [
        "",
        *_aligned([(rule, f"{n:,}", f"{says}; {mend}") for rule, says, mend, n in report.reasons]),
    ]
    told += ["", *_beside(report)]
    return "\n".join([*told, *(f"Note: {remark}" for remark in report.remarks)])


def html(report: Report) -> str:
    """The same as one self-contained page."""
    import jinja2

    template = resources.files("helpers.register") / "assets" / "funnel.html"
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    page = environment.from_string(template.read_text(encoding="utf-8"))
    lines = lines_frame(report)
    return page.render(report=report, lines=lines.head(MOST_LINES).to_dicts(), n_lines=lines.height)


def _beside(report: Report) -> Iterator[str]:
    """Counts beside the printed ones, but for those of steps."""
    steps = {step.name for step in report.funnel.steps}
    rows = [
        (each.what, f"{each.count:,}", f"{each.printed:,}", each.difference, each.claim)
        for name, each in report.comparisons.items()
        if name not in steps
    ]
    if rows:
        yield from _aligned([("in the frame", "here", "printed", "diff.", "claim"), *rows])


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns of equal width, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    is_number = [
        all(not cell.strip("0123456789,+−–") for cell in column[1:]) and len(column) > 1
        for column in zip(*rows, strict=True)
    ]
    return [
        "  "
        + "  ".join(
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, is_number, strict=True)
        ).rstrip()
        for row in rows
    ]
