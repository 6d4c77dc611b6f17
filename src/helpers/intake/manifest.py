"""`manifest.json` beside the clean tables: what each was made of, so that it can be made again.

    tables      by name: sha256, rows, time (the latest submission in it, or what `--time` says),
                files (name, sha256, rows_in, rows_out each), lines of the report by rule,
                sha256 of the instrument and of the mapping file
    versions    of the packages that read, checked and wrote

No clock is asked: the same files give the same manifest. A table's entry is replaced when the table
is; entries of other tables stay.
"""

from __future__ import annotations

import json
import tomllib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import paths
from helpers.intake.reading import sha256_of
from helpers.intake.tables import Table

if TYPE_CHECKING:
    import polars as pl

NAME = "manifest.json"
PACKAGES = ("pandera", "polars", "python-calamine")


def manifest_of(table: Table, lines: pl.DataFrame, mapping: Path, time: str) -> dict[str, object]:
    """The entry of one table."""
    source = paths.INSTRUMENTS / f"{table.instrument.name}.yaml"
    counted = lines.group_by("rule").len().sort("rule").rows()
    return {
        "sha256": sha256_of(table.path),
        "rows": sum(count.rows_out for count in table.files),
        "time": time or table.latest or None,
        "files": [
            {
                "name": count.source.name,
                "sha256": count.source.sha256,
                "rows_in": count.rows_in,
                "rows_out": count.rows_out,
            }
            for count in table.files
        ],
        "lines": dict(counted),
        "instrument": sha256_of(source),
        "mapping": sha256_of(mapping) if mapping.is_file() else None,
    }


def files_of(directory: Path) -> dict[str, set[str]]:
    """Names of the files that each table of a directory was made of."""
    return {name: {file["name"] for file in entry["files"]} for name, entry in _tables(directory)}


def _tables(directory: Path) -> list[tuple[str, dict]]:
    path = directory / NAME
    if not path.is_file():
        return []
    return list(json.loads(path.read_text(encoding="utf-8"))["tables"].items())


def written(directory: Path, entries: dict[str, dict[str, object]]) -> str:
    """The manifest of a directory with these entries, as text."""
    tables = dict(sorted({**dict(_tables(directory)), **entries}.items()))
    own = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = {own["name"]: own["version"], **{name: metadata.version(name) for name in PACKAGES}}
    text = json.dumps({"tables": tables, "versions": versions}, ensure_ascii=False, indent=1)
    return text + "\n"
