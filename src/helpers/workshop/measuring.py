"""What a run takes, and on which machine: the memory of all its processes, and no name of anybody.

Memory is the proportional set size, in which pages that processes share count once, where the
system tells it, and the resident set size elsewhere.
"""

from __future__ import annotations

import platform
import threading
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.machine import cores

if TYPE_CHECKING:
    import psutil

SAMPLE_SECONDS = 0.25


def below() -> list[psutil.Process]:
    """All processes below this one."""
    import psutil

    return psutil.Process().children(recursive=True)


class Sampler:
    """The most bytes that the processes below this one held together, seen four times a second."""

    def __init__(self, strangers: Container[int] = ()) -> None:
        self.peak, self._strangers = 0, strangers
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Sampler:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.is_set():
            self.peak = max(self.peak, sum(_held_by_all_but(self._strangers)))
            self._end.wait(SAMPLE_SECONDS)


def _held_by_all_but(strangers: Container[int]) -> Iterator[int]:
    import psutil

    for process in below():
        if process.pid not in strangers:
            with suppress(psutil.Error, OSError):
                yield _proportional(process.pid) or process.memory_info().rss


def _proportional(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    if not rollup.exists():
        return 0
    lines = rollup.read_text(encoding="ascii").splitlines()
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def machine() -> dict[str, str]:
    """Cores, processor, memory, system: what a time can be compared by, and no name."""
    import psutil

    return {
        "cores": str(cores()),
        "processor": _processor(),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": platform.system(),
        "Python": platform.python_version(),
    }


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
