"""The instruments as a wave was asked them: a JSON file beside its clean tables.

data/instruments holds the current ones, which change from wave to wave. Whoever takes in
questionnaires leaves a copy of those they were checked with, `instruments.json`, so that a later
wave can be compared with what was asked then, to the word.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from helpers.errors import InputError, Problem
from helpers.instruments.questions import Choice, Instrument, Question, Section, Unknown

FILE = "instruments.json"


def write_copy(path: Path, instruments: Mapping[str, Instrument]) -> None:
    """Write instruments by name; the same ones give the same bytes."""
    text = json.dumps(_plain(instruments), ensure_ascii=False, indent=1, sort_keys=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def read_copy(path: Path) -> dict[str, Instrument]:
    """Read instruments as `write_copy` wrote them.

    Raises `InputError` for a file that holds none.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {name: _instrument(each) for name, each in data.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"holds no instruments ({error}); take in the questionnaires of this wave again"
        raise InputError([Problem(path.name, "", "", message)]) from None


def _plain(value: Any) -> Any:
    """Mappings and dataclasses as plain dictionaries, which `asdict` leaves as what they are."""
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, (tuple, list)) else value


def _instrument(data: Mapping[str, Any]) -> Instrument:
    sections = tuple(
        _made(Section, {**each, "questions": tuple(map(_question, each["questions"]))})
        for each in data["sections"]
    )
    unknown = _made(Unknown, data.get("unknown", {}))
    return _made(Instrument, {**data, "sections": sections, "unknown": unknown})


def _question(data: Mapping[str, Any]) -> Question:
    choices = tuple(_made(Choice, each) for each in data["choices"])
    return _made(Question, {**data, "choices": choices})


def _made(kind: type, data: Mapping[str, Any]) -> Any:
    """An earlier or later version of the code may know more of a question than this one."""
    known = {each.name for each in fields(kind)}
    given = {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}
    return kind(**{key: value for key, value in given.items() if key in known})
