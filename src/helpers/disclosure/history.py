"""Earlier releases, so that the next one is not taken from them.

    data/restricted/releases/<digest>.json          tables as they left, and whose rows they counted
    data/restricted/releases/prepared/<digest>.json the same of the last book built, not published

A book may be built again and again while its questionnaires are mended; only what is published has
left. `digest` is that of the release's own file.

The files name rows, so they stay where the questionnaires are. Two releases of nearly the same rows
are refused outright: whatever they show, counts, means or tests, their difference is about a few.
Others are attacked together with what leaves now (`gate`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.disclosure.layout import Seen
from helpers.disclosure.parts import Earlier
from helpers.disclosure.released import Table
from helpers.disclosure.rules import RELEASES, DisclosureError, Rules
from helpers.disclosure.tables import CountTable, Key, Magnitudes

DIRECTORY = "releases"
PREPARED = "prepared"


def directory() -> Path:
    """Where releases are kept: beside the questionnaires."""
    return paths.RESTRICTED / DIRECTORY


def check_releases(
    rows: Mapping[str, Iterable[str]], history: Sequence[Earlier], rules: Rules
) -> None:
    """Stop a release that differs from an earlier one by the rows of a few.

    `rows` has the ids of every population, as `gate.protect` takes them. Raises `DisclosureError`
    naming both populations and how many rows only one of them has.
    """
    for population, ids in rows.items():
        own = set(ids)
        for each in history:
            for old, old_ids in each.rows.items():
                ways = (len(own - old_ids), len(old_ids - own)) if own & old_ids else (0, 0)
                few = [number for number in ways if 0 < number < rules.minimum]
                if few:
                    raise DisclosureError(
                        f"{population}: rule {RELEASES}: it differs from {old}, released before, "
                        f"by {few[0]} questionnaires, fewer than {rules.minimum}; wait for more "
                        "of them, or release the same ones again"
                    )


def record(
    released: Sequence[Table],
    tables: Sequence[CountTable | Magnitudes],
    rows: Mapping[str, Iterable[str]],
    *,
    release: Path,
) -> Path:
    """Keep what the file `release` holds until it is published; returns the kept file.

    What was kept of the build before goes.
    """
    counted = [each.as_counts() if isinstance(each, Magnitudes) else each for each in tables]
    data = {
        "tables": [_table(one, own) for one, own in zip(released, counted, strict=True)],
        "rows": {name: sorted(set(ids)) for name, ids in rows.items()},
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    prepared = directory() / PREPARED
    prepared.mkdir(parents=True, exist_ok=True)
    for old in prepared.glob("*.json"):
        old.unlink()
    path = prepared / _name(release)
    path.write_text(text, encoding="utf-8")
    return path


def require_record(release: Path) -> None:
    """Stop where nothing was kept of the file `release`: the next could not be held against it.

    Raises `DisclosureError`.
    """
    kept = directory() / PREPARED / _name(release), directory() / _name(release)
    if not any(path.is_file() for path in kept):
        raise DisclosureError(
            "data/restricted/releases has no record of this release, so that the next one could "
            "not be held against it; build the book again: make book DATA=microdata"
        )


def publish(release: Path) -> None:
    """From now on every release is held against what the file `release` holds."""
    require_record(release)
    kept = directory() / PREPARED / _name(release)
    if kept.is_file():
        kept.replace(directory() / kept.name)


def _name(release: Path) -> str:
    return f"{sha256(release.read_bytes()).hexdigest()[:16]}.json"


def load_history() -> tuple[Earlier, ...]:
    """All releases that were published, in the order of their names."""
    return tuple(_earlier(path) for path in sorted(directory().glob("*.json")))


def _table(released: Table, table: CountTable) -> dict[str, Any]:
    hidden = [table.key(cell.key) for cell in released.cells if cell.value is None]
    seen = Seen.of(table, hidden)
    return {
        "name": seen.name,
        "cells": [[key[0], sorted(key[1]), value] for key, value in seen.cells.items()],
        "scopes": [sorted(scope) for scope in seen.scopes],
        "categories": {name: list(each) for name, each in seen.categories.items()},
        "several": list(seen.several),
        "exclusive": list(seen.exclusive),
    }


def _earlier(path: Path) -> Earlier:
    data = json.loads(path.read_text(encoding="utf-8"))
    name = path.stem

    def key(population: str, pairs: list[list[str]]) -> Key:
        return f"{name}:{population}", frozenset((one, other) for one, other in pairs)

    tables = tuple(
        Seen(
            f"{name}:{each['name']}",
            {key(population, pairs): value for population, pairs, value in each["cells"]},
            tuple(frozenset(scope) for scope in each["scopes"]),
            {variable: tuple(known) for variable, known in each["categories"].items()},
            tuple(each["several"]),
            tuple(each["exclusive"]),
        )
        for each in data["tables"]
    )
    rows = {f"{name}:{each}": frozenset(ids) for each, ids in data["rows"].items()}
    return Earlier(name, tables, rows, {each: len(ids) for each, ids in rows.items()})
