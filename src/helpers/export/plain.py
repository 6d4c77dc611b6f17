"""CSV with a Frictionless data package, and Parquet: ids, with their words in a column beside them.

The column `theme_label` holds the words of the ids in `theme`. CSV is guarded against spreadsheets
(`helpers.spreadsheets`); Parquet holds every text exactly. `datapackage.json` describes the CSV
files: what each column holds, its codes with their words, what counts as missing, which column
leads to which table (Data Package 1, with `categories` as in Data Package 2).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bookmaker.project.directories import write_whole
from helpers import spreadsheets
from helpers.export.about import SPDX
from helpers.export.columns import IN_WORDS
from helpers.export.tables import Field, Table

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.export.about import About
    from helpers.study import Study

_TYPES = {"integer": "integer", "number": "number", "flag": "integer"}
LABEL_END = "_label"


def with_labels(table: Table, study: Study) -> Table:
    """The table with a column of words after each column of ids."""
    columns: list[Field] = []
    for one in table.fields:
        columns.append(one)
        if one.kind == "code":
            title = study.text(IN_WORDS).format(title=one.title)
            columns.append(Field(one.name + LABEL_END, title))
    rows = [tuple(_labelled(table, row)) for row in table.rows]
    return replace(table, fields=tuple(columns), rows=rows)


def _labelled(table: Table, row: Sequence[Any]) -> Iterator[Any]:
    for one, cell in zip(table.fields, row, strict=True):
        yield cell
        if one.kind == "code":
            yield None if cell is None else one.codes[cell]


def write_values(table: Table, path: Path) -> None:
    """Write a table as CSV, a text that a spreadsheet would compute made harmless."""
    cells = [["" if cell is None else cell for cell in row] for row in table.rows]
    spreadsheets.write_csv(path, [[one.name for one in table.fields], *cells])


def write_parquet(table: Table, path: Path) -> None:
    """Write a table as Parquet; titles of the table and its columns are the file's metadata."""
    import polars as pl

    types = {"integer": pl.Int64, "number": pl.Float64, "flag": pl.Int8}
    schema = {one.name: types.get(one.kind, pl.String) for one in table.fields}
    titles = {one.name: one.title for one in table.fields}
    metadata = {"title": table.title, "titles": json.dumps(titles, ensure_ascii=False)}
    pl.DataFrame(list(table.rows), schema=schema, orient="row").write_parquet(
        path, compression="zstd", metadata=metadata
    )


def write_package(tables: Sequence[Table], directory: Path, study: Study, about: About) -> None:
    """Write `datapackage.json` beside the CSV files of these tables."""
    package = {
        "profile": "tabular-data-package",
        "title": about.title,
        "description": about.abstract,
        "languages": [study.language],
        "keywords": list(about.keywords),
        "licenses": [{"name": about.licence, "path": SPDX + about.licence}],
        "sources": [{"title": about.report["title"]}],
        "contributors": [{"title": name, "role": "author"} for name in about.authors],
        "resources": [_resource(table, directory) for table in tables],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    write_whole(directory / "datapackage.json", text + "\n")


def _resource(table: Table, directory: Path) -> dict[str, Any]:
    name = f"{table.name}.csv"
    content = (directory / name).read_bytes()
    keys = [
        {"fields": one.name, "reference": {"resource": resource, "fields": column}}
        for one in table.fields
        if one.references
        for resource, column in [one.references.split(".")]
    ]
    schema: dict[str, Any] = {
        "fields": [_field(one) for one in table.fields],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = table.key
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": name,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(one: Field) -> dict[str, Any]:
    made: dict[str, Any] = {"name": one.name, "type": _TYPES.get(one.kind, "string")}
    made["title"] = one.title
    if one.description:
        made["description"] = one.description
    if one.codes:
        made["categories"] = [
            {"value": int(code) if one.kind == "flag" else code, "label": label}
            for code, label in one.codes.items()
        ]
        valid = [each["value"] for each in made["categories"] if each["value"] not in one.missing]
        made["constraints"] = {"enum": valid}
    if one.missing:
        made["missingValues"] = ["", *one.missing]
    return made
