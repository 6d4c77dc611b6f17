"""The processes that execute tasks are forked from one that has imported what all of them need.

Nothing waits for it. Where forks are unwanted or no use each worker imports for itself. The library
that forks imports a module by its name and ends when that fails: it is given this one, which tries
what it is told.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module

from warmkernels import SWITCH

_TOLD = "CIVIC_VOICE_WORKERS_IMPORT"


def load_workers(modules: Iterable[str]) -> None:
    """Begin to import modules for the workers of this command; none that starts a thread.

    What does not import is left to the task that needs it, which says why.
    """
    if not sys.platform.startswith("linux") or os.environ.get(SWITCH) == "0":
        return
    import multiprocessing
    from multiprocessing import forkserver

    # In a directory of its own it would miss that at its end: the command's is removed before.
    multiprocessing.current_process()._config["tempdir"] = tempfile.gettempdir()
    multiprocessing.set_forkserver_preload([__name__])
    os.environ[_TOLD] = " ".join(modules)
    try:
        forkserver.ensure_running()
    finally:
        del os.environ[_TOLD]
    from loky.backend.context import set_start_method

    set_start_method("forkserver", force=True)


def _import_told() -> None:
    for name in os.environ.pop(_TOLD, "").split():
        with suppress(Exception):
            import_module(name)


_import_told()
