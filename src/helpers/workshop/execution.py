"""One notebook executed for one edition: a complete product, or none and a clear reason.

A reader who opens `outputs/` must never meet a half-executed notebook that looks finished, and two
runs on the same inputs must give the same bytes, or nothing built from them could be compared.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import machine
from helpers.errors import BookError
from helpers.paths import ROOT
from helpers.workshop import cell_output, processes
from warmkernels import DIRECTORY, SWITCH

if TYPE_CHECKING:
    from traitlets.config import Config

KERNEL = "python3"

# A kernelspec of the project's own: kernels whose libraries were imported before, by `warmkernels`.
WARM_KERNEL = "warm"
_KERNELS = Path(__file__).parent / "assets"

# A cold start reads some hundred megabytes of libraries; slow disks need more than the usual 60 s.
KERNEL_START_SECONDS = 180

# Sockets in a private directory: two kernels started at once can never pick the same port.
KERNEL_TRANSPORT = "tcp" if sys.platform == "win32" else "ipc"

# A cell that runs longer never ends: the slowest of the book takes a minute on a slow machine.
CELL_SECONDS = 600

# Named by their classes: importing them would load the machinery that only a run needs.
KERNEL_DEATHS = {
    "DeadKernelError": "the kernel died: out of memory, a crash inside a library, or os._exit",
    "CellTimeoutError": "the cell did not end within {seconds} s and was stopped; mend it, or give "
    "it more time: make book CELL_SECONDS={more}",
    "BlockingIOError": "the system starts no more processes for this user: end some, or raise the "
    "limit (ulimit -u)",
    "LeavingError": "the cell leaves the notebook (SystemExit, exit or quit), whose last cell the "
    "book needs; take that out",
}

# What decides a result besides the code: hash order, drawing back end, zone, dates inside SVG.
KERNEL_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "agg",
    "TZ": "UTC",
    "SOURCE_DATE_EPOCH": "0",
    "PYTHONIOENCODING": "utf-8",
    # The environment's own kernel before one installed for the user, activated or not.
    "JUPYTER_PREFER_ENV_PATH": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    # Notebooks share the cores; and how a sum is split over threads can show in its last digits.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


class NotebookError(BookError):
    """A notebook could not be executed; the message names notebook, cell and error."""


class LeavingError(RuntimeError):
    """A cell asked to end the kernel, which papermill takes for a notebook that went well."""


def execute_notebook(
    source: Path,
    product: Path,
    *,
    parameters: Mapping[str, Any],
    working_directory: Path | None = None,
    seconds: int = CELL_SECONDS,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Execute `source` with `parameters` and leave the executed copy in `product`.

    The copy grows in `partial_of(product)` and takes the product's place only when the last cell
    has run; a product of an earlier run is removed first. The same inputs give the same bytes:
    no times, durations, paths or random cell ids stay in the copy.

    Args:
        source: the notebook, without outputs.
        product: where the executed notebook goes; its directory is made.
        parameters: values for the cell tagged `parameters`.
        working_directory: where the cells run; the notebook's own directory when not given, as
            in JupyterLab.
        seconds: how long a cell may take.
        environment: variables that the cells have besides this process's.

    Raises:
        NotebookError: the file is not a notebook, a cell failed, left the notebook or took longer
            than `seconds`, or the kernel died.
    """
    source, product = source.resolve(), product.resolve()
    partial = partial_of(product)
    product.parent.mkdir(parents=True, exist_ok=True)
    for stale in (product, partial):
        remove(stale)
    notebook = _read(source)
    execution = {
        "cwd": str(working_directory or source.parent),
        "execution_timeout": seconds,
        # What a cell has printed does not arrive earlier than the cell ends.
        "iopub_timeout": seconds,
    }
    executed = _run(source, partial, dict(parameters), execution, environment or {})
    _make_reproducible(executed, ids=[cell.get("id", "") for cell in notebook["cells"]])
    _write(executed, partial)
    partial.replace(product)


def load_kernels() -> None:
    """Begin to load, in a process of its own, what the kernels of this command are forked from.

    Nothing waits for it, and whatever fails there is said by the first notebook.
    """
    if _kernel() == WARM_KERNEL:
        nothing = subprocess.DEVNULL
        command = [sys.executable, "-m", __name__]
        subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing, cwd=ROOT)


def _load_kernels() -> None:
    from jupyter_client.manager import KernelManager

    with _kernel_environment({}) as config:
        manager = KernelManager(kernel_name=_kernel(), config=config)
        manager.start_kernel()
        manager.shutdown_kernel(now=True)


def partial_of(product: Path) -> Path:
    """Where an unfinished copy of `product` is kept: beside it, and openable in JupyterLab.

    >>> partial_of(Path("executed/en/02_challenges.ipynb")).as_posix()
    'executed/en/02_challenges.partial.ipynb'
    """
    return product.with_suffix(f".partial{product.suffix}")


def remove(path: Path) -> None:
    """Delete a file, a link or a directory, if there is one in this place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _read(source: Path) -> dict[str, Any]:
    try:
        notebook = json.loads(source.read_text(encoding="utf-8"))
        return {**notebook, "cells": [dict(cell) for cell in notebook["cells"]]}
    except FileNotFoundError:
        raise NotebookError(f"{_shown(source)} does not exist") from None
    except (ValueError, KeyError, TypeError) as error:
        raise NotebookError(
            f"{_shown(source)} is not a notebook ({error}); restore it from git or save it again "
            "in JupyterLab"
        ) from None


def _run(
    source: Path,
    partial: Path,
    parameters: dict[str, Any],
    options: Mapping[str, Any],
    environment: Mapping[str, str],
) -> Any:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    try:
        with _kernel_environment(environment) as config:
            return papermill.execute_notebook(
                _literal(source),
                _literal(partial),
                parameters,
                engine_name=cell_output.engine(),
                kernel_name=_kernel(),
                language="python",
                progress_bar=False,
                start_timeout=KERNEL_START_SECONDS,
                record_timing=False,
                coalesce_streams=True,
                on_cell_executed=_refuse_leaving,
                config=config,
                **options,
            )
    except PapermillExecutionError as error:
        number = _cell_number(partial, error.cell_index)
        said = f"{error.ename}: {error.evalue}".rstrip(": ")
        what = machine.explained_text(said) or said
        raise NotebookError(_message(source, partial, number, error.source, what)) from None
    except Exception as error:
        number, text = _running_cell(partial)
        known = KERNEL_DEATHS.get(type(error).__name__, f"{type(error).__name__}: {error}")
        seconds = options["execution_timeout"]
        what = known.replace("{seconds}", f"{seconds}").replace("{more}", f"{2 * seconds}")
        if isinstance(error, cell_output.OutputError):
            what = str(error)
        what = machine.explained(error) or what
        raise NotebookError(_message(source, partial, number, text, what)) from error


def _kernel() -> str:
    """An ordinary kernel with `WARM=0`, and outside a command, where no second one would follow."""
    if os.environ.get(SWITCH) == "0" or DIRECTORY not in os.environ:
        return KERNEL
    from warmkernels.provisioner import register

    register()
    return WARM_KERNEL


def _refuse_leaving(*, execute_reply: Mapping[str, Any], **_: object) -> None:
    """Called after each cell with what the kernel replied."""
    reply = execute_reply["content"]
    asked_for = {each.get("source") for each in reply.get("payload") or ()}
    if reply.get("ename") == "SystemExit" or "ask_exit" in asked_for:
        raise LeavingError


def _literal(path: Path) -> str:
    """Papermill fills `{names}` in paths; a directory may really be called so."""
    return str(path).replace("{", "{{").replace("}", "}}")


@contextmanager
def _kernel_environment(environment: Mapping[str, str]) -> Iterator[Config]:
    """The kernel inherits this process's environment; start-up files of the user stay out.

    It is closed to questionnaires before its first line. At the end of the block it is gone,
    whatever a cell was doing, and so is all that its cells have started.
    """
    from traitlets.config import Config

    from helpers.disclosure.guard import kernel_environment

    before = dict(os.environ)
    with processes.folder() as own:
        search = filter(None, [str(_KERNELS), os.environ.get("JUPYTER_PATH")])
        private = {
            "IPYTHONDIR": str(own),
            "JUPYTER_RUNTIME_DIR": str(own),
            "JUPYTER_PATH": os.pathsep.join(search),
            **processes.mark(own),
        }
        # Without an address of its own a socket is a fixed name in the working directory.
        address = {"transport": KERNEL_TRANSPORT}
        if KERNEL_TRANSPORT == "ipc":
            address["ip"] = f"{own}/socket"
        try:
            os.environ.update({**environment, **KERNEL_ENVIRONMENT, **private})
            os.environ.update(kernel_environment())
            yield Config(KernelManager=address)
        finally:
            os.environ.clear()
            os.environ.update(before)


def _message(source: Path, partial: Path, number: int, text: str, what: str) -> str:
    where = f"{_shown(source)}, cell {number}" if number else f"{_shown(source)}, before any cell"
    first = next((line for line in text.splitlines() if line.strip()), "")
    lines = [f"{where}: {what}"]
    if first:
        lines.append(f"the cell begins: {first.strip()}")
    if partial.exists():
        lines.append(f"what ran so far: {_shown(partial)}")
    return "\n  ".join(lines)


def _cell_number(partial: Path, index: int) -> int:
    """The reader's number, from 1 over all cells, of the cell papermill counts as `index`.

    Papermill adds cells to the partial copy: the injected parameters above the failed cell, which
    it counts, and two marked ones for the error, which it does not.
    """
    cells = [cell for cell in _cells(partial) if not _tagged(cell, "papermill-error-cell-tag")]
    injected = sum(_tagged(cell, "injected-parameters") for cell in cells[:index])
    return index + 1 - injected


def _running_cell(partial: Path) -> tuple[int, str]:
    """Number and text of the cell that was running when the kernel died; 0 when none was.

    Papermill marks every cell as completed even then, so it is the last that had a start.
    """
    cells = _cells(partial)
    for index in reversed(range(len(cells))):
        if cells[index]["metadata"].get("papermill", {}).get("start_time"):
            return _cell_number(partial, index), "".join(cells[index]["source"])
    return 0, ""


def _cells(partial: Path) -> list[dict[str, Any]]:
    try:
        return json.loads(partial.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return []


def _tagged(cell: Mapping[str, Any], tag: str) -> bool:
    return tag in cell["metadata"].get("tags", [])


def _make_reproducible(notebook: Any, *, ids: list[str]) -> None:
    """Remove what differs between two runs of the same notebook."""
    language = notebook.metadata.get("language_info", {})
    kernel = {"name": KERNEL, "display_name": "Python 3", "language": "python"}
    notebook.metadata = type(notebook)(kernelspec=kernel, language_info=language)
    language.pop("version", None)
    known = set(ids)
    for number, cell in enumerate(notebook.cells, start=1):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if _tagged(cell, "injected-parameters"):
            cell["id"] = "injected-parameters"
        elif cell.get("id") not in known:
            cell["id"] = f"cell-{number}"


def _write(notebook: Any, path: Path) -> None:
    import nbformat

    notebook.nbformat, notebook.nbformat_minor = 4, max(5, notebook.nbformat_minor)
    nbformat.write(notebook, path, version=nbformat.NO_CONVERT)


def _shown(path: Path) -> str:
    """The path as a reader types it, from the checkout when it lies inside."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    _load_kernels()
