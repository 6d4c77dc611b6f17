"""What a command starts ends with it, in whatever way the command ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from helpers.paths import ROOT
from helpers.workshop import processes

# The command: a child in a session of its own that does not hear SIGTERM, with an option as the
# workers of a command within a command have it, and a file beside it.
COMMAND = """
import signal, subprocess, sys, tempfile, time
from pathlib import Path
from helpers.workshop import processes
deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(300)"
with processes.ending_together("Ended."):
    options = ["-Wignore:resource_tracker:UserWarning"]
    child = subprocess.Popen([sys.executable, *options, "-c", deaf], start_new_session=True)
    folder = Path(tempfile.mkdtemp()).parent
    print(child.pid, folder.name, flush=True)
    time.sleep(300)
"""
# As make starts it; what this process is killed by reaches no other.
BELOW_MAKE = """
import os, subprocess, sys
subprocess.run([sys.executable, "-c", sys.argv[1]], env={**os.environ, "MAKELEVEL": "1"})
"""


def start(near: Path, *, below_make: bool) -> tuple[subprocess.Popen[str], psutil.Process, Path]:
    """A running command, its child, and its folder."""
    clean = {name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
    process = subprocess.Popen(
        [sys.executable, "-c", *([BELOW_MAKE] if below_make else []), COMMAND],
        env={**clean, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(near)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    child, folder = process.stdout.readline().split()
    return process, psutil.Process(int(child)), near / folder


@pytest.fixture
def near() -> Iterator[Path]:
    """A temporary directory with a short path, which those of tests have not everywhere."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        yield Path(name)


def test_a_process_that_is_just_becoming_another_program_ends_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its environment is empty for a moment, some thousandths of a second on a busy machine."""
    name = "civic-voice-run-just-begun"
    environment = {**os.environ, processes.VARIABLE: name}
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1, env=environment)
    asked, environ = [], psutil.Process.environ

    def becoming(process: psutil.Process) -> dict[str, str]:
        if process.pid != child.pid:
            return environ(process)
        asked.append(process)
        return environ(process) if asked[1:] else {}

    monkeypatch.setattr(psutil.Process, "environ", becoming)
    try:
        processes.end(name)
        assert child.wait(timeout=5) == -signal.SIGKILL
    finally:
        child.kill()
        child.communicate()


def test_a_process_without_an_environment_is_not_waited_for() -> None:
    """As `env -i` starts one: it is looked at twice, not until it has one."""
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1, env={})
    try:
        begun = time.monotonic()
        processes.end("civic-voice-run-nobody")
        assert time.monotonic() - begun < 1
        assert child.poll() is None
    finally:
        child.kill()
        child.communicate()


@pytest.mark.parametrize(
    ("number", "below_make"),
    [(signal.SIGTERM, False), (signal.SIGKILL, False), (signal.SIGKILL, True)],
)
def test_what_a_command_started_ends_with_it(
    near: Path, number: int, below_make: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told to end it takes its files along; those of a killed one are removed by the next."""
    monkeypatch.setattr(processes.tempfile, "tempdir", str(near))
    process, child, folder = start(near, below_make=below_make)
    processes.remove_leftovers()
    was_kept = child.is_running() and folder.is_dir()
    process.send_signal(number)
    process.wait(timeout=10)
    assert was_kept, "a running command was taken for a dead one"
    _, left = psutil.wait_procs([child], timeout=5)
    assert not left
    if number == signal.SIGKILL and not below_make:
        assert folder.is_dir()
        processes.remove_leftovers()
    deadline = time.monotonic() + 5
    while any(near.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not list(near.iterdir())


def test_a_folder_has_room_for_sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their paths hold about a hundred characters."""
    deep = tmp_path / ("long" * 20)
    deep.mkdir()
    monkeypatch.setattr(processes.tempfile, "tempdir", str(deep))
    with processes.folder() as own:
        assert len(f"{own}/socket-1") < 100
        assert processes.mark(own)[processes.VARIABLE].split()[-1] == own.name
    assert not own.exists()
