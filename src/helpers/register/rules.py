"""The rules of a register as data: `data/instruments/register.yaml`, which explains them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookmaker.project import yaml_text
from helpers import paths
from helpers.errors import InputError, Problem
from helpers.intake.wording import plain
from helpers.ledger.csv_files import suggest

RULES = paths.INSTRUMENTS / "register.yaml"
FIELDS = (
    *("bin", "name", "region", "activity", "status", "year"),
    *("submitted", "zero", "income", "expenses", "phone", "email"),
)
_SECTIONS = ("columns", "activity", "states", "silent", "zero", "printed")


@dataclass(frozen=True)
class Rules:
    """What is read and what is left out.

    columns    heading as `plain` leaves it -> field
    activity   pattern over a plain text
    states     "liquidated" and "active" -> beginnings of plain texts
    years      without a report, after which an organisation is silent
    without_contact    whether who cannot be reached is left out
    zero       plain text -> whether it says that a report is a zero report
    printed    step or count -> id of the claim that the report prints of it
    """

    columns: Mapping[str, str]
    activity: re.Pattern[str]
    states: Mapping[str, tuple[str, ...]]
    years: int
    without_contact: bool
    zero: Mapping[str, bool]
    printed: Mapping[str, str]

    def state(self, text: str) -> str | None:
        """ "liquidated", "active", or None for a state that the rules do not know."""
        said = plain(text)
        for state in ("active", "liquidated"):
            if said.startswith(self.states[state]):
                return state
        return None


def load_rules(path: Path = RULES) -> Rules:
    """Read the rules. Raises `InputError` for a file that is missing or says something else."""
    data = _read(path)
    problems = list(_check(path, data))
    if problems:
        raise InputError(problems)
    silent, zero = data["silent"], data["zero"]
    return Rules(
        columns={
            plain(heading, numbering=True): field
            for field, headings in data["columns"].items()
            for heading in headings
        },
        activity=re.compile("|".join(_sequence(entry["words"]) for entry in data["activity"])),
        states={state: tuple(map(plain, words)) for state, words in data["states"].items()},
        years=silent["years"],
        without_contact=silent["without_contact"],
        zero={plain(word): said == "said" for said in ("said", "denied") for word in zero[said]},
        printed=data["printed"],
    )


def _read(path: Path) -> Mapping[str, Any]:
    refusal = f"the rules cannot be read ({{cause}}); give a copy of {RULES.name}"
    data = yaml_text.load_file(path, refusal=refusal)
    return data if isinstance(data, dict) else {}


def _check(path: Path, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Faults of a copy that somebody edits: what is missing, and what nothing reads."""
    for section in _SECTIONS:
        if not isinstance(data.get(section), list if section == "activity" else dict):
            message = f"this section is missing or of another kind; see {RULES.name}"
            yield Problem(path.name, "", section, message)
            return
    for field in data["columns"]:
        if field not in FIELDS:
            yield Problem(
                path.name, "", f"columns: {field}", f"no such column; {suggest(field, FIELDS)}"
            )
    if "bin" not in data["columns"]:
        yield Problem(path.name, "", "columns", "headings of `bin` are missing")
    years = data["silent"].get("years")
    if not isinstance(years, int) or years < 1:
        yield Problem(path.name, "", "silent: years", f"{years!r} is no whole number from 1")
    for state in ("liquidated", "active"):
        if not data["states"].get(state):
            yield Problem(path.name, "", f"states: {state}", "a list of words is missing")


def _sequence(words: str) -> str:
    """A pattern for words that follow one another, each given by its beginning."""
    return r"\b" + r"\w*\s+".join(map(re.escape, plain(words).split()))
