"""A kernel from the template of its kind, which is started for the first that asks.

Templates live in a private directory, one socket for each kind: the digest of all that a process
inherits or is started with, so that no kernel gets libraries that were imported under other
circumstances than its own. Only on Linux, whose keepers can adopt what a kernel leaves.
"""

from __future__ import annotations

import fnmatch
import hashlib
import json
import os
import select
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warmkernels import DIRECTORY, SWITCH

# Differ from run to run, and nothing reads them while it is imported. All others tell kinds apart.
PASSING = (
    *("JPY_*", "JUPYTER*", "IPYTHONDIR", "IPYKERNEL_CELL_NAME", "PAPERMILL_*", "QUARTO_*"),
    *("TMPDIR", "TEMP", "TMP", "PWD", "OLDPWD", "SHLVL", "_", "COLUMNS", "LINES", "WINDOWID"),
    *("PYTEST_*", "SSH_*", "XDG_SESSION_*", SWITCH, DIRECTORY),
)
# Their pools of threads would be lost in a fork; whoever wants threads says so in the environment.
SINGLE = {
    f"{library}_NUM_THREADS": "1"
    for library in ("OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR", "VECLIB", "GOTO")
}
# What ipykernel gives a kernel without a back end, before its libraries are imported.
INLINE = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}

_READY_SECONDS = 120
_ANSWER_SECONDS = 30
# For so long nobody tries again what has failed.
_REFUSED_SECONDS = 600
_STREAMS = ("stdin", "stdout", "stderr")

# Templates that this process has started are its children and want to be waited for.
_started: list[subprocess.Popen[str]] = []


class ColdError(Exception):
    """There is no warm kernel to be had; the message says why."""


@dataclass(frozen=True)
class Start:
    """What a kernel is started with: a command `python … -m module …`, directory, environment."""

    command: Sequence[str]
    cwd: str
    env: Mapping[str, str]
    preload: Sequence[str] = ()
    passing: Sequence[str] = ()
    idle: float = 600

    @property
    def python(self) -> list[str]:
        """The interpreter with its options.

        >>> Start(["python", "-X", "dev", "-m", "ipykernel_launcher", "-f", "k"], "/", {}).python
        ['python', '-X', 'dev']
        """
        return list(self.command[: self._place])

    @property
    def module(self) -> str:
        """Name of the module that runs."""
        return self.command[self._place + 1]

    @property
    def arguments(self) -> list[str]:
        """What the module gets in `sys.argv`, without its own name."""
        return list(self.command[self._place + 2 :])

    @property
    def _place(self) -> int:
        if "-m" not in self.command[:-1]:
            raise ColdError("its command is not `python -m …`")
        return self.command.index("-m")

    @property
    def lasting(self) -> dict[str, str]:
        """The environment of the template: without what passes with a run."""
        names = (*PASSING, *self.passing)
        return {
            key: value
            for key, value in self.env.items()
            if not any(fnmatch.fnmatchcase(key, each) for each in names)
        }

    @property
    def key(self) -> str:
        """Digest of all that decides what a template has imported, and what its forks inherit."""
        found = shutil.which(self.python[0], path=self.env.get("PATH"))
        if found is None:
            raise ColdError(f"there is no {self.python[0]}")
        interpreter = Path(found).stat()
        parts = [
            self.python,
            [interpreter.st_ino, interpreter.st_mtime_ns],
            self.module,
            list(self.preload),
            self.idle,
            sorted(self.lasting.items()),
            _inherited(),
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]


class WarmProcess:
    """A kernel, to whoever started it: what `jupyter_client` uses of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, start: Start, streams: Sequence[int], directory: Path) -> None:
        """Raises `ColdError` when there is no template and none can be started."""
        self.args, self.returncode = list(start.command), None
        self._said = b""
        for _ in range(2):
            self._keeper = _asked(start, streams, directory)
            said = self._hear(_ANSWER_SECONDS)
            if "pid" in said:
                self.pid = said["pid"]
                return
            if not said:
                _kill_silent(self._keeper)
            self._keeper.close()
            if "refused" in said:
                raise ColdError(said["refused"])
            if not said:
                raise ColdError(f"the template did not answer within {_ANSWER_SECONDS} s")
            # A template that is older than its libraries has ended instead.
        raise ColdError("the template ended instead of an answer")

    def _hear(self, seconds: float | None) -> dict[str, Any]:
        """What the keeper says next: nothing yet, or that all is over when it is gone itself."""
        while b"\n" not in self._said:
            if not select.select([self._keeper], [], [], seconds)[0]:
                return {}
            part = b""
            with suppress(ConnectionError):
                part = self._keeper.recv(1024)
            if not part:
                return {"status": -signal.SIGKILL}
            self._said += part
        line, self._said = self._said.split(b"\n", 1)
        return json.loads(line)

    def poll(self) -> int | None:
        """The exit status, negative for a signal; None while the kernel runs."""
        return self._status(0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit status when the kernel, and all that it has started, is gone."""
        status = self._status(timeout)
        if status is None:
            raise subprocess.TimeoutExpired(self.args, timeout or 0)
        return status

    def _status(self, seconds: float | None) -> int | None:
        if self.returncode is None and (said := self._hear(seconds)):
            self.returncode = said["status"]
            self._keeper.close()
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel, if it has not ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)


def _asked(start: Start, streams: Sequence[int], directory: Path) -> socket.socket:
    """A connection on which a kernel was asked for; the template is started if there is none."""
    name = start.key
    request = {
        "command": list(start.command),
        "module": start.module,
        "arguments": start.arguments,
        "cwd": start.cwd,
        "env": dict(start.env),
    }
    text = json.dumps(request).encode()
    connection = _connected(directory, name)
    if connection is None:
        with _alone(directory / f"{name}.lock"):
            connection = _connected(directory, name)
            if connection is None:
                _start_template(start, directory, name)
                connection = _connected(directory, name)
    if connection is None:
        raise ColdError("the template ended as soon as it was ready")
    try:
        socket.send_fds(connection, [len(text).to_bytes(8, "big")], list(streams))
        connection.sendall(text)
    except OSError:
        # It says nothing, then, which is heard.
        pass
    return connection


def _kill_silent(connection: socket.socket) -> None:
    """End a template that hangs, or each that asks would wait for it; its kernels go on."""
    numbers = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    with suppress(ProcessLookupError):
        os.kill(int.from_bytes(numbers[:4], sys.byteorder), signal.SIGKILL)


def _connected(directory: Path, name: str) -> socket.socket | None:
    """A connection to this user's template of that name, if one answers."""
    # By a short path: sockets have room for about 100 characters.
    opened = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(_ANSWER_SECONDS)
    try:
        found = os.stat(name, dir_fd=opened, follow_symlinks=False)
        if found.st_uid != os.geteuid() or not stat.S_ISSOCK(found.st_mode):
            raise ColdError(f"{directory / name} is no socket of this user; remove it")
        connection.connect(f"/proc/self/fd/{opened}/{name}")
    except (FileNotFoundError, ConnectionRefusedError):
        connection.close()
        return None
    except BaseException:
        connection.close()
        raise
    finally:
        os.close(opened)
    return connection


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Only one process starts a template; the others wait for it."""
    import fcntl

    deadline = time.monotonic() + _READY_SECONDS
    with lock.open("a") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ColdError("another process is still starting the template") from None
                time.sleep(0.02)
        yield


def _start_template(start: Start, directory: Path, name: str) -> None:
    """Start the template and wait until it answers; a refusal is remembered for some minutes."""
    refused = directory / f"{name}.refused"
    with suppress(OSError):
        if time.time() - refused.stat().st_mtime < _REFUSED_SECONDS:
            raise ColdError(refused.read_text(encoding="utf-8"))
    log = directory / f"{name}.log"
    kept = {key: value for key, value in start.env.items() if key == DIRECTORY}
    with log.open("w") as file:
        process = subprocess.Popen(
            [*start.python, str(Path(__file__).with_name("template.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=file,
            cwd="/",
            env={**start.lasting, **kept},
            start_new_session=True,
            text=True,
        )
    _started[:] = [each for each in _started if each.poll() is None] + [process]
    said = _first_words(process, _config(start, directory, name))
    if "ready" in said:
        return
    process.kill()
    status = process.wait()
    why = said.get("refused", f"the template ended with status {status} while it imported; {log}")
    refused.write_text(why, encoding="utf-8")
    raise ColdError(why)


def _config(start: Start, directory: Path, name: str) -> dict[str, Any]:
    defaults = {**SINGLE, **(INLINE if start.module == "ipykernel_launcher" else {})}
    return {
        "preload": list(start.preload),
        "defaults": {k: v for k, v in defaults.items() if k not in start.env},
        "directory": str(directory),
        "name": name,
        "idle": start.idle,
    }


def _first_words(process: subprocess.Popen[str], config: dict[str, Any]) -> dict[str, Any]:
    """What a template says when it has imported everything, or cannot."""
    assert process.stdin
    assert process.stdout
    with process.stdin, process.stdout, suppress(OSError, ValueError):
        process.stdin.write(json.dumps(config))
        process.stdin.close()
        if select.select([process.stdout], [], [], _READY_SECONDS)[0]:
            return json.loads(process.stdout.readline())
        return {"refused": f"the template was still importing after {_READY_SECONDS} s"}
    return {}


def check(start: Start) -> None:
    """Raise `ColdError` where only an ordinary kernel is what was asked for."""
    if not sys.platform.startswith("linux") or not hasattr(os, "pidfd_open"):
        raise ColdError("only Linux has what warm kernels need")
    if not Path(start.cwd).is_dir():
        raise ColdError(f"there is no directory {start.cwd}")
    search = start.env.get("PYTHONPATH", "").split(os.pathsep)
    if not all(Path(each).is_absolute() for each in search if each):
        raise ColdError("PYTHONPATH has a path that is not absolute")
    has_settings = (Path(start.cwd) / "matplotlibrc").exists()
    if has_settings and any(each.startswith(("matplotlib", "seaborn")) for each in start.preload):
        raise ColdError("its directory has a matplotlibrc, which is read once")


def private(directory: Path) -> Path:
    """The directory, made if it is not there; `ColdError` when others may enter it."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = directory.lstat()
    is_private = found.st_uid == os.geteuid() and not found.st_mode & 0o077
    if not stat.S_ISDIR(found.st_mode) or not is_private:
        raise ColdError(f"{directory} must be a directory that only this user may enter")
    return directory


def _inherited() -> list[Any]:
    """What a template takes over from who starts it and hands on to kernels."""
    import resource

    limits = sorted(name for name in dir(resource) if name.startswith("RLIMIT_"))
    status = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return [
        [resource.getrlimit(getattr(resource, name)) for name in limits],
        [line for line in status if line.startswith(("Umask", "SigIgn", "Groups", "Uid", "Gid"))],
        [os.nice(0), sorted(os.sched_getaffinity(0))],
        [Path("/proc/self/cgroup").read_text(encoding="utf-8")],
        [str(Path(f"/proc/self/ns/{each}").readlink()) for each in ("mnt", "net", "pid", "user")],
    ]
