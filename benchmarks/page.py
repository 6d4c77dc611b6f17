"""The page of the results: tables and the picture, made from `results.json` and nothing else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

OURS = "ours"
PICTURE = "speed.svg"
_DARK, _LIGHT = "#0b5c8a", "#e69f00"

# What the project has set itself: medians of two contests compared, ours over the other's.
TARGETS = (
    (
        "three editions, all formats, over one edition executed by papermill",
        ("all-formats", OURS),
        ("executed", "papermill, one after the other"),
        1.0,
    ),
    (
        "one edition, HTML, over one edition executed by papermill",
        ("one-html", OURS),
        ("executed", "papermill, one after the other"),
        1 / 3,
    ),
)


class PageError(ValueError):
    """The page has no place for the results."""


@dataclass(frozen=True)
class Row:
    """One contender's place in the table; `ratio` is its median over ours, None for ours."""

    work: str
    name: str
    seconds: float | None
    ratio: float | None
    n_runs: int = 0
    processor_seconds: float | None = None
    megabytes: float | None = None
    scaled: bool = False
    did: str = ""
    skipped: str = ""


def rows_of(content: Mapping[str, Any]) -> Iterator[Row]:
    """A row for each contender of each contest, in their order."""
    for contest in content.get("contests", {}).values():
        ours = median_of(contest, OURS)
        for name, entry in contest["contenders"].items():
            seconds = median_of(contest, name)
            has_ratio = name != OURS and seconds and ours
            yield Row(
                contest["work"],
                name,
                seconds,
                seconds / ours if has_ratio else None,
                len(entry["runs"]),
                _median(entry["runs"], "processor_seconds"),
                max((run["megabytes"] for run in entry["runs"] if run["megabytes"]), default=None),
                entry["factor"] != 1,
                entry["did"],
                entry["skipped"] or (f"failed, {entry['failed']}" if entry["failed"] else ""),
            )


def median_of(contest: Mapping[str, Any], name: str) -> float | None:
    """A contender's median seconds; None without a run."""
    return _median(contest["contenders"].get(name, {}).get("runs", ()), "seconds")


def _median(runs: Sequence[Mapping[str, float]], name: str) -> float | None:
    values = [run[name] for run in runs if run[name] is not None]
    return median(values) if values else None


def targets_of(content: Mapping[str, Any]) -> Iterator[tuple[str, float, float]]:
    """Each target that was measured: its words, the ratio, and what it may be at most."""
    for words, *places, most in TARGETS:
        contests = content.get("contests", {})
        found = [median_of(contests.get(key, {"contenders": {}}), name) for key, name in places]
        if all(found):
            yield words, found[0] / found[1], most


def write(content: Mapping[str, Any], folder: Path) -> None:
    """Bring `README.md` and the picture in the folder in step with the results."""
    page = folder / "README.md"
    rows = list(rows_of(content))
    parts = {
        "machine": machine_text(content),
        "picture": f"![{alt_text(rows)}]({PICTURE})",
        "results": table(rows),
        "targets": target_lines(content),
        "loop": loop_table(content),
        "changes": changes_table(content),
    }
    text = page.read_text(encoding="utf-8")
    for name, part in parts.items():
        text = with_part(text, name, part)
    page.write_text(text, encoding="utf-8")
    draw(rows, folder / PICTURE)


def with_part(text: str, name: str, part: str) -> str:
    """The text with a part between its marks replaced.

    >>> with_part("a\\n<!-- x -->\\nold\\n<!-- /x -->\\nb", "x", "new")
    'a\\n<!-- x -->\\nnew\\n<!-- /x -->\\nb'
    """
    begin, end = f"<!-- {name} -->\n", f"\n<!-- /{name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    found, n_found = pattern.subn(lambda _: f"{begin}{part}{end}", text)
    if n_found != 1:
        raise PageError(f"README.md needs one pair of marks {begin.strip()} and {end.strip()}")
    return found


def table(rows: Sequence[Row]) -> str:
    """Markdown: the work named once, then a line for each contender."""
    lines = [
        "| work | who | seconds | × ours | runs | processor s | peak MB | what it did |",
        "|:--|:--|--:|--:|--:|--:|--:|:--|",
    ]
    before = ""
    for row in rows:
        work, before = "" if row.work == before else row.work, row.work
        mark = "~" if row.scaled and row.seconds else ""
        cells = [
            *(work, row.name, mark + number(row.seconds)),
            f"**{number(row.ratio)}**" if row.ratio else "",
            *(str(row.n_runs or ""), number(row.processor_seconds), whole(row.megabytes)),
            f"not measured: {row.skipped}" if row.skipped else row.did,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def target_lines(content: Mapping[str, Any]) -> str:
    """One line for each target."""
    lines = [
        f"- {words}: **{ratio:.2f}** (at most {most:.2f}: {'met' if ratio <= most else 'missed'})"
        for words, ratio, most in targets_of(content)
    ]
    return "\n".join(lines) or "Not measured yet."


def machine_text(content: Mapping[str, Any]) -> str:
    """The machine and the versions, in one line each."""
    if not content.get("machine"):
        return "Not measured yet."
    found = content["machine"]
    words = f"{found['cores']} cores ({found['processor']}), {found['memory']}, {found['system']}"
    listed = ", ".join(f"{name} {each}" for name, each in content.get("versions", {}).items())
    commit = content.get("commit")
    return f"{words}; Python {found['Python']}, commit {commit}.\n\n{listed}."


def loop_table(content: Mapping[str, Any]) -> str:
    """From the save of a source to the page that shows it."""
    loop = content.get("loop")
    if not loop:
        return "Not measured yet."
    lines = ["| saved | median s | worst s | times |", "|:--|--:|--:|--:|"]
    lines += [
        f"| {name} | {median(seconds):.2f} | {max(seconds):.2f} | {len(seconds)} |"
        if seconds
        else f"| {name} | not measured | | |"
        for name, seconds in loop.items()
    ]
    return "\n".join(lines)


def changes_table(content: Mapping[str, Any]) -> str:
    """What changed, what ran, and how long it took."""
    changes = content.get("changes")
    if not changes:
        return "Not measured yet."
    lines = ["| what changed | what ran | seconds |", "|:--|:--|--:|"]
    lines += [
        f"| {name} | {each['ran']} | {number(each['seconds'])} |" for name, each in changes.items()
    ]
    return "\n".join(lines)


def number(value: float | None) -> str:
    """Three digits that count, and no power of ten.

    >>> [number(each) for each in (0.01234, 1.5, 31.46, 1234.5, None)]
    ['0.0123', '1.50', '31.5', '1,234', '']
    """
    if value is None:
        return ""
    if value >= 100 or value <= 0:
        return f"{value:,.0f}"
    return f"{value:.{2 - math.floor(math.log10(value))}f}"


def whole(value: float | None) -> str:
    """Without decimals."""
    return "" if value is None else f"{value:,.0f}"


def alt_text(rows: Sequence[Row]) -> str:
    """The picture in words."""
    bars = [f"{row.work}, {row.name}: {number(row.ratio)}" for row in rows if row.ratio]
    return "Bars on a logarithmic scale: how many times our time others take. " + "; ".join(bars)


def draw(rows: Sequence[Row], path: Path) -> None:
    """Bars of the ratios on a logarithmic scale; the same rows give the same bytes."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    bars = [row for row in rows if row.ratio]
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "speed", "font.size": 9}):
        figure, axes = plt.subplots(figsize=(9, 1 + 0.34 * max(1, len(bars))), layout="tight")
        _bars(axes, bars)
        figure.savefig(path, metadata={"Date": None, "Creator": None})
        plt.close(figure)


def _bars(axes: Any, bars: Sequence[Row]) -> None:
    places = range(len(bars))
    slower = [row.ratio >= 1 for row in bars]
    axes.set_xscale("log")
    drawn = axes.barh(
        places,
        [row.ratio - 1 for row in bars],
        left=1,
        color=[_DARK if each else _LIGHT for each in slower],
        height=0.7,
    )
    for bar, each in zip(drawn, slower, strict=True):
        # In print without colours the few that are faster are the hatched ones.
        bar.set_hatch("" if each else "////")
    for place, row in zip(places, bars, strict=True):
        axes.annotate(
            f"× {number(row.ratio)}",
            (max(row.ratio, 1), place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
        )
    axes.axvline(1, color="#333333", linewidth=1)
    axes.set_yticks(places, [f"{row.work}: {row.name}" for row in bars])
    axes.invert_yaxis()
    axes.margins(x=0.15)
    axes.set_xlabel("times ours (logarithmic; hatched: below 1)")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
