"""Executing one notebook: complete and reproducible, or not there and explained."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from helpers import paths
from helpers.workshop import processes
from helpers.workshop.execution import (
    LeavingError,
    NotebookError,
    _refuse_leaving,
    execute_notebook,
    load_kernels,
    partial_of,
)

# Starts a kernel for each notebook.
pytestmark = pytest.mark.slow

PARAMETERS = ("parameters", 'language = "en"')


def write_notebook(path: Path, *cells: str | tuple[str, str]) -> Path:
    """A small notebook; a pair is a tag and a source, a source with `# ` first is Markdown."""
    written = []
    for number, cell in enumerate(cells):
        tag, source = cell if isinstance(cell, tuple) else ("", cell)
        kind = "markdown" if source.startswith("# ") else "code"
        code = {"outputs": [], "execution_count": None} if kind == "code" else {}
        metadata = {"tags": [tag]} if tag else {}
        names = {"cell_type": kind, "id": f"c{number}", "metadata": metadata, "source": source}
        written.append({**names, **code})
    notebook = {"cells": written, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def templates() -> Iterator[Path]:
    """The folder of a command, in which its notebooks share what their kernels are forked from."""
    with processes.folder() as own:
        yield own / "kernels"


@pytest.fixture(autouse=True)
def _warm(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As within a command: kernels are warm."""
    monkeypatch.delenv("WARM", raising=False)
    monkeypatch.setenv(processes.TEMPLATES, str(templates))


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """Where the executed notebook goes; a name that papermill would fill in, if it were let."""
    return tmp_path / "{braces}" / "executed" / "a.ipynb"


def execute(source: Path, product: Path, language: str = "ru") -> dict:
    execute_notebook(source, product, parameters={"language": language})
    return json.loads(product.read_text(encoding="utf-8"))


def text_of(notebook: dict) -> str:
    outputs = [o for cell in notebook["cells"] for o in cell.get("outputs", [])]
    return "".join("".join(output.get("text", "")) for output in outputs)


def test_two_runs_give_the_same_bytes_and_no_times(tmp_path: Path, product: Path) -> None:
    """Parameters arrive, and nothing that differs between two runs stays in the product."""
    source = write_notebook(
        tmp_path / "a.ipynb",
        "# Title",
        PARAMETERS,
        "import os, sys\nprint(language, hash('a'), os.environ['MPLBACKEND'], os.getcwd())",
        "print('on stderr', file=sys.stderr)",
    )
    notebook = execute(source, product)
    first = product.read_bytes()
    assert text_of(notebook).startswith("ru ")
    assert f" agg {tmp_path}\n" in text_of(notebook)
    execute(source, product)
    assert product.read_bytes() == first
    assert b"papermill" not in first
    assert b"_time" not in first
    assert [cell["id"] for cell in notebook["cells"]] == [
        *("c0", "c1", "injected-parameters", "c2", "c3"),
    ]
    assert not partial_of(product).exists()


def test_the_kernel_is_this_environments(tmp_path: Path, product: Path) -> None:
    """The notebook runs in the interpreter that runs the build, activated or not."""
    source = write_notebook(tmp_path / "a.ipynb", "import sys\nprint(sys.executable)")
    assert text_of(execute(source, product)) == f"{sys.executable}\n"


def test_what_is_loaded_beforehand_is_what_workers_fork(
    tmp_path: Path, product: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One template a build, though its workers search the outputs, too, and products come in."""
    with processes.folder() as own:
        monkeypatch.setenv(processes.TEMPLATES, str(own / "kernels"))
        monkeypatch.setattr(paths, "OUTPUTS", tmp_path)
        monkeypatch.setenv("PYTHONPATH", str(paths.ROOT / "src"))
        load_kernels()
        wait_until(lambda: sockets(own / "kernels"))
        loaded = sockets(own / "kernels")
        monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{paths.ROOT / 'src'}")
        # What the build tells its workers of memory.
        monkeypatch.setenv("LOKY_MAX_MEMORY_LEAK_SIZE", "1")
        source = write_notebook(tmp_path / "a.ipynb", "import os\nprint(os.getppid())")
        for name in ("a", "b"):
            execute(source, product.with_stem(name))
            (tmp_path / f"{name}.txt").touch()
        assert sockets(own / "kernels") == loaded


def sockets(folder: Path) -> list[tuple[str, int]]:
    """Name and inode of what templates are reached by."""
    found = [path for path in folder.glob("*") if path.is_socket() and "." not in path.name]
    return [(path.name, path.stat().st_ino) for path in found]


def wait_until(condition: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_warm_and_ordinary_kernels_give_the_same_bytes(
    tmp_path: Path, product: Path, templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`WARM=0` is what there is where nothing can be forked; a kernel is closed in both."""
    source = write_notebook(
        tmp_path / "a.ipynb",
        # Some set variables when they are imported, wherever that is.
        "import altair, geopandas, matplotlib.pyplot as plt, numpy, pandas, pyogrio, seaborn",
        "table = pandas.DataFrame({'x': numpy.arange(9) ** 0.5})\ntable",
        "seaborn.histplot(table, x='x')\nplt.show()",
        "a = numpy.sin(numpy.arange(90_000.0)).reshape(300, 300)\nprint((a @ a).sum().hex())",
        "import os\nprint(sorted(set(os.environ) - {'JPY_PARENT_PID', 'WARM'}))",
        "try:\n    open(os.environ['CIVIC_VOICE_CLOSED'] + '/x')\n"
        "except Exception as error:\n    print(error)",
    )
    warm = execute(source, product)
    first = product.read_bytes()
    assert "this process is closed" in text_of(warm)
    assert [path for path in templates.iterdir() if path.is_socket()]
    assert not list(templates.glob("*.refused"))
    monkeypatch.setenv("WARM", "0")
    execute(source, product)
    assert product.read_bytes() == first


def test_a_failed_cell_is_named_and_leaves_no_product(tmp_path: Path, product: Path) -> None:
    """The reader's cell number, its first line, the error, the partial copy; no stale product."""
    source = write_notebook(
        tmp_path / "02_a.ipynb", "# Title", PARAMETERS, "x = 0", "\nshare = 1 / x\nshare"
    )
    product.parent.mkdir(parents=True)
    product.write_text("of an earlier run", encoding="utf-8")
    with pytest.raises(NotebookError) as caught:
        execute(source, product)
    assert str(caught.value).splitlines() == [
        f"{source}, cell 4: ZeroDivisionError: division by zero",
        "  the cell begins: share = 1 / x",
        f"  what ran so far: {partial_of(product)}",
    ]
    assert not product.exists()
    assert "ZeroDivisionError" in partial_of(product).read_text(encoding="utf-8")


def test_a_kernel_that_dies_is_told_with_its_cell(tmp_path: Path, product: Path) -> None:
    """Out of memory or a crash: the cell that was running is named, not the last one."""
    cells = ("# Title", PARAMETERS, "import os\nos._exit(9)", "print('never')")
    source = write_notebook(tmp_path / "a.ipynb", *cells)
    with pytest.raises(
        NotebookError, match=r"cell 3: the kernel died: out of memory.*\n.*import os"
    ):
        execute(source, product)
    assert not product.exists()


def test_a_cell_that_never_ends_is_stopped_with_its_place(tmp_path: Path, product: Path) -> None:
    """Though it hears no interrupt; and what it had started is gone, too."""
    deaf = "try:\n        while True: pass\n    except KeyboardInterrupt: pass"
    start = "import subprocess as s\nc = s.Popen(['sleep', '300'], start_new_session=True)"
    note = "_ = open('child', 'w').write(str(c.pid))"
    source = write_notebook(
        tmp_path / "a.ipynb", "# T", f"{start}\n{note}", f"while 1:\n    {deaf}"
    )
    with pytest.raises(NotebookError) as caught:
        execute_notebook(source, product, parameters={}, seconds=1)
    assert str(caught.value).splitlines() == [
        f"{source}, cell 3: the cell did not end within 1 s and was stopped; mend it, or give it "
        "more time: make book CELL_SECONDS=2",
        "  the cell begins: while 1:",
        f"  what ran so far: {partial_of(product)}",
    ]
    assert not product.exists()
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def test_a_cell_that_quits_has_failed(tmp_path: Path, product: Path) -> None:
    """As the last cell, too, which looks like a notebook that went well."""
    source = write_notebook(tmp_path / "a.ipynb", "# Title", PARAMETERS, "quit")
    with pytest.raises(NotebookError, match=r"cell 3: the cell leaves the notebook"):
        execute(source, product)
    assert not product.exists()


@pytest.mark.parametrize(
    "content",
    [
        {"status": "error", "ename": "SystemExit", "evalue": "0", "payload": []},
        {"status": "error", "ename": "SystemExit", "evalue": ""},
        {"status": "ok", "payload": [{"source": "ask_exit", "keepkernel": False}]},
    ],
)
def test_leaving_a_notebook_is_no_success(content: dict) -> None:
    """What kernels reply to `sys.exit()`, `raise SystemExit` and `exit()`."""
    with pytest.raises(LeavingError):
        _refuse_leaving(cell={}, cell_index=1, execute_reply={"content": content})
    _refuse_leaving(execute_reply={"content": {"status": "ok", "payload": [{"source": "page"}]}})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"a\.ipynb is not a notebook \(Expecting value.*restore it from git"),
        ('{"nbformat": 4}', r"a\.ipynb is not a notebook \('cells'\)"),
        ("[1]", r"a\.ipynb is not a notebook"),
    ],
)
def test_a_file_that_is_no_notebook_is_refused(
    tmp_path: Path, product: Path, text: str, message: str
) -> None:
    """A damaged file is told apart from a failed cell, before a kernel starts."""
    source = tmp_path / "a.ipynb"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(NotebookError, match=message):
        execute(source, product)


def test_a_missing_notebook_is_told(tmp_path: Path, product: Path) -> None:
    """The path is the message."""
    with pytest.raises(NotebookError, match=r"a\.ipynb does not exist"):
        execute(tmp_path / "a.ipynb", product)
