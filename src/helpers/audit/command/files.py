"""Any ledger file with what explains it: its codebook and the levels printed for its places.

A codebook named for the file, or `codebook.yaml` beside it, is the file's own, and every id must
be in it. A file without one is read with the project's codebook, and ids that this does not know
are taken as they are: then nothing is known of the type of a question, and checks that need it
leave the question out. Columns, numbers, formulas and bases are checked for every file.

Levels come from `town_facts.csv` beside the file. A file that knows no other ids than the project's
is a version of its ledger and gets the project's levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from helpers import paths
from helpers.errors import InputError, Problem
from helpers.ledger import claims, csv_files, town_facts
from helpers.ledger import codebook as codebooks
from helpers.ledger.claims import Ledger
from helpers.ledger.codebook import Codebook
from helpers.ledger.town_facts import TownFact, levels_of


@dataclass(frozen=True)
class LedgerFile:
    """A ledger, the levels of its places, and by column the ids its codebook does not know."""

    path: Path
    ledger: Ledger
    levels: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def open_file(path: Path = paths.CLAIMS, *, codebook: Path | None = None) -> LedgerFile:
    """Read and check a ledger with its codebook.

    Raises `InputError` with every problem of the first file that has any.
    """
    path = path.absolute()
    try:
        own = codebook or _beside(path, paths.CODEBOOK.name)
        facts = _beside(path, paths.TOWN_FACTS.name)
    except OSError as error:  # a name too long for the file system, among others
        message = f"cannot be read: {error.strerror}; check its name"
        raise InputError([Problem(path.name[:80], "", "", message)]) from error
    codes = codebooks.load(own or paths.CODEBOOK, needed=codebooks.LEDGER_SECTIONS)
    ledger = claims.load(path, codes, accept_unknown=not own)
    unknown = {} if own else unknown_ids(ledger)
    if facts is None and not own and not unknown:
        facts, own = paths.TOWN_FACTS, paths.CODEBOOK
    return LedgerFile(path, ledger, _levels(facts, codes if own else None), unknown)


def unknown_ids(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Which ids of a ledger are not in its codebook? By column, in the order of the ledger.

    Categories of an unknown variable are not listed beside it.
    """
    codes = ledger.codebook
    known = {
        "chapter": codes.labels["chapters"],
        "variable": codes.variables,
        "unit": codes.labels["units"],
        "place": codes.places,
    }
    found: dict[str, dict[str, None]] = {column: {} for column in (*known, "category")}
    for claim in ledger.values():
        for column, ids in known.items():
            value = getattr(claim, column)
            if value and value not in ids:
                found[column][value] = None
        variable = codes.variables.get(claim.variable)
        if variable and claim.category and claim.category not in variable.categories:
            found["category"][claim.category] = None
    return {column: tuple(ids) for column, ids in found.items() if ids}


def _beside(path: Path, name: str) -> Path | None:
    found = path.with_name(name) if path.name else path / name
    return found if found.is_file() else None


def _levels(facts: Path | None, codes: Codebook | None) -> dict[str, str]:
    """Without a codebook of the file's own its places are taken as they are, too."""
    if facts is None:
        return {}
    if codes:
        return levels_of(town_facts.load_town_facts(facts, codes), codes.roles)
    rows, problems = csv_files.read_rows(facts, [column.name for column in fields(TownFact)])
    csv_files.raise_problems(facts, problems)
    return levels_of(TownFact(**row.cells) for row in rows)
