"""Kernels to run code in, from kernelspecs of the tests' own."""

from __future__ import annotations

import itertools
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_client.manager import KernelManager

from helpers.paths import ROOT
from warmkernels.client import WarmProcess
from warmkernels.provisioner import NAME, register

PRELOAD = ("numpy", "pandas", "matplotlib.pyplot", "helpers.agreement")


class Kernel(KernelManager):
    """A kernel that says what a cell prints."""

    def begin(self, **options: Any) -> Kernel:
        self.start_kernel(**options)
        self.asking = self.client()
        self.asking.start_channels()
        self.asking.wait_for_ready(timeout=60)
        return self

    @property
    def is_warm(self) -> bool:
        return isinstance(self.provisioner.process, WarmProcess)

    @property
    def pid(self) -> int:
        return self.provisioner.pid

    def ask(self, code: str) -> str:
        """What the cell writes, or the name and text of its error."""
        said = []

        def hear(message: dict[str, Any]) -> None:
            content = message["content"]
            said.append(content.get("text", "") or content.get("ename", ""))
            said.append(content.get("evalue", ""))

        self.asking.execute_interactive(code, output_hook=hear, timeout=60)
        return "".join(said)

    def end(self) -> None:
        if hasattr(self, "asking"):
            self.asking.stop_channels()
        if self.has_kernel:
            self.shutdown_kernel(now=True)


def write_spec(folder: Path, name: str, provisioner: dict[str, Any]) -> None:
    """A kernelspec of this Python."""
    place = folder / "kernels" / name
    place.mkdir(parents=True)
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": name,
        "language": "python",
        "metadata": {"kernel_provisioner": provisioner} if provisioner else {},
    }
    (place / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")


def processes_of(folder: Path) -> list[psutil.Process]:
    """Templates, keepers and kernels whose sockets are in a folder, and what kernels started."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("WARM_KERNELS_DIR") == str(folder):
                found.append(process)
        except psutil.Error:
            continue
    return [each for each in found if each.pid != os.getpid()]


def _kill_all(folder: Path) -> None:
    for each in processes_of(folder):
        # Some end by themselves.
        with suppress(psutil.NoSuchProcess):
            each.kill()


def _strangers(folder: Path) -> list[psutil.Process]:
    """Processes of a folder that this one has not started."""
    own = {each.pid for each in psutil.Process().children()}
    return [each for each in processes_of(folder) if each.pid not in own]


@pytest.fixture(scope="session")
def shared() -> Iterator[Path]:
    """The directory of sockets that tests share which do their template no harm."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name) / "w"
        yield folder
        _kill_all(folder)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """A directory of sockets for one test; its path is too long for a socket's."""
    folder = tmp_path / ("long" * 20) / "w"
    yield folder
    _kill_all(folder)


@pytest.fixture
def kernel(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Kernel]]:
    """Starts a kernel, by default a warm one from the shared template, in its own directory.

    When they have ended, at the end of the test, none of their processes may be left.
    """
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "specs"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("WARM_KERNELS_DIR", str(shared))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    monkeypatch.delenv("WARM", raising=False)
    register()
    begun: list[Kernel] = []
    numbers = itertools.count()

    def begin(
        preload: tuple[str, ...] = PRELOAD, *, name: str = "warm", cwd: Path = tmp_path, **more: Any
    ) -> Kernel:
        number = next(numbers)
        spec = f"{name}{number}"
        config = {"preload": list(preload), "idle": 60}
        warm = {"provisioner_name": NAME, "config": config} if name == "warm" else {}
        write_spec(tmp_path / "specs", spec, warm)
        each = Kernel(kernel_name=spec, transport="ipc", ip=str(tmp_path / f"k{number}"))
        begun.append(each)
        return each.begin(cwd=str(cwd), **more)

    yield begin
    for each in begun:
        each.end()
    # This process starts templates and ordinary kernels; all else is a kernel's, or its keeper.
    folder = Path(os.environ["WARM_KERNELS_DIR"])
    assert not begun or eventually(lambda: not _strangers(folder)), _strangers(folder)


@pytest.fixture
def apart(kernel: Callable[..., Kernel], own: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Templates of the test's own, that it can do harm to."""
    monkeypatch.setenv("WARM_KERNELS_DIR", str(own))
    return kernel


def eventually(is_so: Callable[[], object], seconds: float = 10) -> bool:
    """Whether it becomes so within a time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
