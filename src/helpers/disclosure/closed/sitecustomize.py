"""Closes a Python process to restricted files, before it runs a line of anybody else's.

Python imports a module of this name when it starts, if its directory stands in PYTHONPATH; then
CIVIC_VOICE_CLOSED says which directories are closed. Libraries that open files by themselves, past
Python, are not imported there at all. Standard library only: it runs before everything, in every
kernel. `helpers.disclosure.guard` has the environment that brings both about.

An audit hook cannot be taken out again. It is no prison: whoever writes C can leave it. It is there
for the honest cell that reads a file because it is at hand.
"""

from __future__ import annotations

import os
import sys

VARIABLE = "CIVIC_VOICE_CLOSED"

# They read files in their own code, where no hook is called.
NATIVE = frozenset(
    {"polars", "pyarrow", "fastparquet", "duckdb", "python_calamine", "fastexcel", "pyreadstat"}
)

# Rooms and modules that open questionnaires.
OPENING = (
    "helpers.microdata.clean",
    "helpers.coding",
    "helpers.intake",
    "helpers.register",
)

_BY_PATH = frozenset(
    {
        "open",
        "os.listdir",
        "os.scandir",
        "os.rename",
        "os.link",
        "os.symlink",
        "os.chdir",
        "shutil.copyfile",
        "shutil.move",
        "shutil.copytree",
        "sqlite3.connect",
        "glob.glob",
    }
)
_BY_WORDS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"})
# A shell finds files by patterns that no word tells.
_SHELLS = frozenset({"sh", "bash", "dash", "zsh", "ksh", "fish", "cmd.exe", "powershell", "pwsh"})

_closed: list[str] = []


class ClosedError(RuntimeError):
    """Something reached for questionnaires in a process that is closed to them."""


class ClosedImportError(ImportError):
    """A library that opens files past Python was imported in a closed process."""


def close(*directories: str) -> None:
    """From now on, this process opens nothing in these directories. It cannot be undone."""
    if not _closed:
        sys.addaudithook(_hook)
    _closed.extend(os.path.realpath(each) for each in directories)
    loaded = [name for name in sys.modules if _opens(name)]
    if loaded:
        raise ClosedError(f"{loaded[0]} is loaded already: close the process before it")


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "import":
        _check_import(str(arguments[0]))
    elif event in _BY_PATH:
        for each in arguments[:2]:
            _check_path(event, each)
    elif event in _BY_WORDS:
        _check_words(event, arguments)


def _opens(module: str) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in OPENING)


def _check_import(module: str) -> None:
    if module.split(".", 1)[0] in NATIVE:
        raise ClosedImportError(
            f"{module} opens files past Python, and this process is closed to questionnaires; "
            "read the release (study.release)"
        )
    if _opens(module):
        raise ClosedError(
            f"{module} opens questionnaires, and this process is closed to them; read the release "
            "(study.release)"
        )


def _check_path(event: str, given: object) -> None:
    if not isinstance(given, (str, bytes, os.PathLike)):
        return
    path = os.path.realpath(os.fsdecode(given))
    for directory in _closed:
        if path == directory or path.startswith(directory + os.sep):
            raise ClosedError(
                f"{event} in the directory of questionnaires, to which this process is closed; "
                "read the release (study.release)"
            )


def _check_words(event: str, arguments: tuple[object, ...]) -> None:
    given = arguments[0] if event != "os.spawn" else arguments[1]
    path = os.fsdecode(given) if isinstance(given, (str, bytes, os.PathLike)) else ""
    name = path.replace("\\", "/").rpartition("/")[2]
    if event == "os.system" or name.casefold() in _SHELLS:
        raise ClosedError(f"{event} of a shell: not in a process closed to questionnaires")
    words = repr(arguments)
    for directory in _closed:
        if directory in words or "data/restricted" in words:
            raise ClosedError(f"{event} with the directory of questionnaires: not in this process")


# Not when the package is imported for its names.
if __name__ == "sitecustomize" and os.environ.get(VARIABLE):
    close(*os.environ[VARIABLE].split(os.pathsep))
