"""What was solved, kept as JSON in outputs/computed/: for this data and code, exact.

A file says what it was computed from and has a checksum, so that neither a stale one nor one that
was changed or cut off is read; deleting it costs time.
"""

from __future__ import annotations

import hashlib
import json
import os
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

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
    data = repr((tuple(study.ledger.values()), study.codebook))
    text = "\0".join([data, inputs.SOLVING.state() or "", *libraries])
    return hashlib.sha256(text.encode()).hexdigest()


def read(name: str, of: str, kind: type[Result]) -> Result | None:
    """What outputs/computed/<name>.json holds, if it is whole and computed from `of`, or None."""
    try:
        kept = json.loads(paths.computed(name).read_text(encoding="utf-8"))
        is_ours = kept["computed_from"] == of and kept["checksum"] == _checksum(of, kept["found"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return from_json(kind, kept["found"]) if is_ours else None


def write(name: str, of: str, found: object) -> Path:
    """Keep results in outputs/computed/<name>.json, whole or not at all; returns the file."""
    path = paths.computed(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    kept = to_json(found)
    checked = {"computed_from": of, "checksum": _checksum(of, kept), "found": kept}
    text = json.dumps(checked, indent=1)
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(path)
    return path


def _checksum(of: str, kept: Any) -> str:
    return hashlib.sha256(f"{of}{json.dumps(kept)}".encode()).hexdigest()


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
