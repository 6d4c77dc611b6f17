"""What a command starts ends with it: workers, kernels, renderers, and what these start in turn.

A command has a temporary folder of its own, and the processes below it carry the folder's name in
their environment, which no session or process group of their own takes away. Whatever carries it is
killed when the command ends or is told to end; when the command was killed itself, by a small guard
that waits for its death; and where the guard was killed, too, by the next command, which knows a
dead one's folder by its lock and removes it.

Run as a script, this file is the guard.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psutil

# Names of the folders above a process, separated by spaces.
VARIABLE = "CIVIC_VOICE_FOLDERS"

# Directory, in the command's folder, of what kernels are forked from. The system tells a fork's
# environment as that of its template, which serves all notebooks and has no other mark.
TEMPLATES = "WARM_KERNELS_DIR"

_PREFIX = "civic-voice-run-"
# A socket's path has room for about 100 characters, which some temporary directories use up.
_LONGEST = 60

# The exit status of a command that was told to end.
INTERRUPTED = 130
_SHOW_CURSOR = b"\x1b[?25h"

_ROUNDS = 40


@contextmanager
def ending_together(last_words: str) -> Iterator[None]:
    """Run a command: at the end of the block no process below this one is left, nor its files.

    SIGTERM, SIGHUP and SIGINT end what the command has started and then this process, at once: what
    waits for a worker would wait for one that is gone. A command that make runs ends with make.
    """
    remove_leftovers()
    before = dict(os.environ)
    with folder() as own:
        os.environ.update(mark(own), TMPDIR=str(own), TEMP=str(own), TMP=str(own))
        # A command within another one uses, and leaves, those of the outer.
        os.environ.setdefault(TEMPLATES, str(own / "kernels"))
        # It frees what interrupted workers held, and need not tell.
        os.environ["PYTHONWARNINGS"] = "ignore:resource_tracker:UserWarning"
        tempfile.tempdir = None
        guard = _start_guard(own.name, before)
        handler = _ending(own, guard, last_words)
        handlers = {number: signal.signal(number, handler) for number in _signals()}
        try:
            yield
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            os.environ.clear()
            os.environ.update(before)
            tempfile.tempdir = None
            end(own.name)
            guard.kill()
            guard.communicate()


@contextmanager
def folder() -> Iterator[Path]:
    """A temporary folder with a short path; who carries its name ends with the block."""
    near = Path(tempfile.gettempdir())
    if len(str(near)) > _LONGEST and Path("/tmp").is_dir():
        near = Path("/tmp")
    own = near / f"{_PREFIX}{secrets.token_hex(4)}"
    lock = own.with_suffix(".lock")
    try:
        with locked(lock):
            own.mkdir(mode=0o700)
            yield own
    finally:
        end(own.name)
        shutil.rmtree(own, ignore_errors=True)
        lock.unlink(missing_ok=True)


def mark(own: Path) -> dict[str, str]:
    """The variable that makes processes end with the block of their `folder`."""
    return {VARIABLE: " ".join([*os.environ.get(VARIABLE, "").split(), own.name])}


def remove_leftovers() -> None:
    """Kill what belongs to folders whose commands are dead, and remove these."""
    for near in {Path(tempfile.gettempdir()), Path("/tmp")}:
        for lock in near.glob(f"{_PREFIX}*.lock"):
            # Those of other people cannot be opened.
            with suppress(OSError), locked(lock) as file:
                if file:
                    end(lock.stem)
                    shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
                    lock.unlink()


@contextmanager
def locked(path: Path) -> Iterator[IO[str] | None]:
    """Hold a file's lock, which goes with this process; None while another process has it."""
    with path.open("a", encoding="utf-8") as file:
        try:
            _lock(file)
        except OSError:
            yield None
        else:
            yield file


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def end(name: str) -> None:
    """Kill all processes that carry the name of a folder, until there are none."""
    import psutil

    seen: set[psutil.Process] = set()
    for _ in range(_ROUNDS):
        others = [each for each in psutil.process_iter() if each.pid != os.getpid()]
        told = {process: _environment(process) for process in others}
        carrying = [process for process in others if _carries(process, told[process], name)]
        for process in carrying:
            with suppress(psutil.Error):
                process.kill()
        # In the moment in which it becomes another program a process has no environment.
        starting = {each for each in others if told[each] == {} and not _is_systems(each)} - seen
        if not carrying and not starting:
            return
        seen |= starting
        time.sleep(0.05)


def _environment(process: psutil.Process) -> dict[str, str] | None:
    """What a process was started with; None where that cannot be read, as of one that has ended."""
    import psutil

    try:
        return process.environ()
    except (psutil.Error, OSError):
        return None


def _is_systems(process: psutil.Process) -> bool:
    """Whether it is one of Linux's own threads, which never have an environment."""
    import psutil

    with suppress(psutil.Error):
        return 2 in (process.pid, process.ppid())
    return False


def _carries(process: psutil.Process, told: dict[str, str] | None, name: str) -> bool:
    import psutil

    told = told or {}
    if name not in [*told.get(VARIABLE, "").split(), *Path(told.get(TEMPLATES, "")).parts]:
        return False
    # Python's own helper ends with the last process that has its pipe, and complains if killed;
    # others have its name among their options, as a warning that is ignored.
    with suppress(psutil.Error, OSError):
        return not any("resource_tracker import" in word for word in process.cmdline())
    return False


def _signals() -> list[signal.Signals]:
    """Signals that end a command, less those that it shall not hear, as under nohup."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    return [number for number in known if signal.getsignal(number) is not signal.SIG_IGN]


def _ending(own: Path, guard: subprocess.Popen[bytes], last_words: str) -> Any:
    # The terminal, also while the pipeline catches what is printed.
    screen = os.dup(1)

    def handler(_number: int, _frame: object) -> None:
        for each in _signals():
            signal.signal(each, signal.SIG_IGN)
        end(own.name)
        guard.kill()
        shutil.rmtree(own, ignore_errors=True)
        own.with_suffix(".lock").unlink(missing_ok=True)
        # A terminal that was closed takes no words.
        with suppress(OSError):
            os.write(screen, _SHOW_CURSOR if os.isatty(screen) else b"")
            os.write(screen, f"\n{last_words}\n".encode())
        os._exit(INTERRUPTED)

    return handler


def _start_guard(name: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    above = os.getppid() if "MAKELEVEL" in environment and hasattr(os, "getppid") else 0
    return subprocess.Popen(
        [sys.executable, "-P", __file__, name, str(os.getpid()), str(above)],
        env=environment,
        # Its end of the pipe tells the guard when this process has gone.
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Not reached by what a terminal sends to the commands in it.
        start_new_session=True,
        cwd=Path(__file__).anchor,
    )


def _guard(name: str, command: int, above: int) -> None:
    """Wait for the death of a command and kill what carries its name; end it with make."""
    import psutil

    gone = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.buffer.read(), gone.set()), daemon=True).start()
    while not gone.wait(1):
        with suppress(psutil.Error):
            if above and psutil.Process(command).ppid() != above:
                os.kill(command, signal.SIGTERM)
                above = 0
    end(name)


if __name__ == "__main__":
    _guard(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
