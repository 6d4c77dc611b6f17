"""From rows to canaries, and through all that was built: the last check before a book goes out.

    plant_waves     put a row with canaries into made-up waves, for a rehearsal
    scan_outputs    seek planted canaries, every free text and pseudonym of the rows, and what is
                    personal in the files as they came, in all products; write down how much

What the repository says by itself (notebooks, labels, translations) is no leak: a free text that
stands there, too, is not sought.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import paths
from helpers.disclosure.canaries import (
    Canary,
    load_canaries,
    make_canaries,
    own_canaries,
    plant,
    raw_canaries,
    write_canaries,
)
from helpers.disclosure.scan import ScanResult, found_in, scan
from helpers.errors import BookError

if TYPE_CHECKING:
    import polars as pl

# What anybody can read of the repository, in which a respondent's words may stand by chance.
_PUBLIC = ("*.qmd", "*.md", "notebooks/*.ipynb", "data/**/*", "locale/**/*.po", "src/**/*.py")


def plant_waves(waves: Iterable[str], token: str = "") -> tuple[Canary, ...]:
    """Plant new canaries in every clean table of made-up waves, and keep them.

    Raises `BookError` for a table without the mark of made-up rows: real ones are canaries already.
    """
    canaries = make_canaries(token)
    for wave in waves:
        for name, frame in _clean(wave):
            if "synthetic" not in frame.columns:
                raise BookError(
                    f"{wave}/{name}: these rows are not made up; nothing is planted among "
                    "respondents, whose own words are sought anyway"
                )
            plant(frame, canaries).write_parquet(paths.clean(wave) / f"{name}.parquet")
    write_canaries(canaries, paths.RESTRICTED)
    return canaries


def scan_outputs(report: Path, outputs: Path | None = None) -> ScanResult:
    """Scan everything below `outputs` and write to `report` what was done, without any value.

    Raises `DisclosureError` that lists every find.
    """
    canaries = canaries_of(paths.WAVES)
    result = scan(outputs or paths.OUTPUTS, canaries)
    done = {
        "canaries": len(canaries),
        "products": result.products,
        "bytes": result.bytes,
        "unpacked_bytes": result.unpacked,
        "finds": len(result.finds),
    }
    result.require_clean()
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")
    return result


def canaries_of(waves: Iterable[str]) -> tuple[Canary, ...]:
    """Planted canaries, and those that rows and files as they came are by themselves."""
    free = _free_text()
    own: list[Canary] = []
    for wave in waves:
        tables = {f"{wave}/{name}": frame for name, frame in _clean(wave)}
        own += own_canaries(tables, {name: free.get(name.split("/")[1], ()) for name in tables})
    own += raw_canaries(paths.RESTRICTED)
    public = found_in(_public_files(), own)
    return (*load_canaries(paths.RESTRICTED), *(c for c in own if c.canary_id not in public))


def canaries_here() -> tuple[Canary, ...]:
    """Those of all waves on this machine; none where there are none."""
    is_there = paths.RESTRICTED.is_dir()
    waves = [path.name for path in paths.RESTRICTED.iterdir() if path.is_dir()] if is_there else []
    return canaries_of(sorted(waves)) if waves else ()


def _clean(wave: str) -> Iterator[tuple[str, pl.DataFrame]]:
    import polars as pl

    for path in sorted(paths.clean(wave).glob("*.parquet")):
        yield path.stem, pl.read_parquet(path)


def _free_text() -> dict[str, tuple[str, ...]]:
    """Columns of free text, by instrument."""
    from helpers.instruments import load_instruments

    return {
        name: tuple(each.name for each in instrument.questions if each.kind == "text")
        for name, instrument in load_instruments().items()
    }


def _public_files() -> Iterator[Path]:
    for pattern in _PUBLIC:
        for path in sorted(paths.ROOT.glob(pattern)):
            if path.is_file() and not path.is_relative_to(paths.ROOT / "data" / "restricted"):
                yield path
