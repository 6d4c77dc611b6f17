"""Results that take long and no language changes, kept in `outputs/computed/` between editions.

A result is found again only by the digest of what it was computed from: the values given, and the
code that analyses them. So a stale one is never read, and deleting the directory costs only time.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable
from importlib.metadata import version
from typing import TypeVar

from helpers import inputs, paths

Result = TypeVar("Result")

# Libraries whose release can change a result.
LIBRARIES = ("ortools", "numpy", "scipy")


def remembered(name: str, compute: Callable[[], Result], *, of: object) -> Result:
    """What `compute` returns, from the last time if nothing it depends on has changed.

    Args:
        name: of the file, and of the result among others.
        compute: takes nothing, returns something that can be pickled.
        of: the values it computes from; their `repr` must say all of them.
    """
    directory = paths.OUTPUTS / "computed"
    path = directory / f"{name}-{_digest(of)}.pickle"
    if path.is_file():
        return pickle.loads(path.read_bytes())
    result = compute()
    directory.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    partial.write_bytes(pickle.dumps(result))
    partial.replace(path)
    for older in directory.glob(f"{name}-*.pickle"):
        if older != path:
            older.unlink(missing_ok=True)
    return result


def _digest(of: object) -> str:
    libraries = [f"{library} {version(library)}" for library in LIBRARIES]
    text = "\0".join([repr(of), inputs.ANALYSIS.state() or "", *libraries])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
