"""What was solved, kept as JSON in outputs/computed/: for this data and code, exact.

A file says what it was computed from and bears the checksum of both, so that neither a stale nor a
damaged or edited one is read; deleting it costs time.
"""

from __future__ import annotations

import hashlib
import json
import sys
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from bookmaker.project.directories import write_whole
from helpers import inputs, paths
from helpers.scale.schemes import Scheme, same_points

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.study import Study

Result = TypeVar("Result")

# Libraries whose release can change a result.
LIBRARIES = ("ortools", "numpy", "scipy")


def digest(study: Study) -> str:
    """What results are computed from: the printed numbers, the code that asks, the solvers."""
    libraries = [f"{library} {version(library)}" for library in LIBRARIES]
    # Where a number is found and what a reader must know of it ask no solver anything.
    claims = tuple(replace(claim, section="", find="", note="") for claim in study.ledger.values())
    data = repr((claims, study.codebook))
    text = "\0".join([data, inputs.SOLVING.state() or "", *libraries])
    return hashlib.sha256(text.encode()).hexdigest()


def read(name: str, of: str, kind: type[Result]) -> Result | None:
    """What outputs/computed/<name>.json holds, if it is whole and computed from `of`, or None."""
    path = paths.computed(name)
    if not path.exists():
        return None
    try:
        kept = json.loads(path.read_bytes())
        is_whole = kept["sha256"] == checksum(kept["computed_from"], kept["found"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        is_whole = False
    if not is_whole:
        print(f"{path.name} is damaged: what it held is computed again.", file=sys.stderr)
        return None
    return from_json(kind, kept["found"]) if kept["computed_from"] == of else None


def checksum(of: str, found: Any) -> str:
    """SHA-256 of results as JSON and of what they were computed from."""
    text = json.dumps([of, found], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def write(name: str, of: str, found: object) -> Path:
    """Keep results in outputs/computed/<name>.json, whole or not at all; returns the file."""
    path = paths.computed(name)
    kept = to_json(found)
    content = {"computed_from": of, "sha256": checksum(of, kept), "found": kept}
    write_whole(path, json.dumps(content, indent=1) + "\n")
    return path


def to_json(value: object) -> Any:
    """Results as JSON has them: a dataclass by fields, a fraction as text, a scheme by points."""
    match value:
        case Fraction():
            return str(value)
        case Scheme():
            return [value.name, value.missing]
        case Mapping():
            return {key: to_json(each) for key, each in value.items()}
        case tuple():
            return [to_json(each) for each in value]
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    return value


def from_json(kind: Any, value: Any) -> Any:
    """The results again, by the type that their dataclass states.

    >>> from_json(tuple[Fraction, ...], to_json((Fraction(1, 2), Fraction(3))))
    (Fraction(1, 2), Fraction(3, 1))
    """
    if value is None:
        return None
    if kind is Fraction:
        return Fraction(value)
    if kind is Scheme:
        name, missing = value
        return same_points(name, missing=missing)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: from_json(hints[name], each) for name, each in value.items()})
    arguments = get_args(kind)
    if get_origin(kind) is types.UnionType:
        return from_json(arguments[0], value)
    if get_origin(kind) is tuple:
        kinds = arguments[:1] * len(value) if arguments[-1] is ... else arguments
        return tuple(from_json(own, each) for own, each in zip(kinds, value, strict=True))
    if get_origin(kind) in (dict, Mapping):
        return {key: from_json(arguments[1], each) for key, each in value.items()}
    return value
