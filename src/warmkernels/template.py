"""A process that has imported libraries once and becomes a kernel, in a fork, as often as asked.

Run as a script by the Python of the kernels, which need not have this package: it imports nothing
but the standard library before it is told what. Three processes, one below the other:

template   imports, then waits at a socket; never has a second thread, or it could not be forked.
           It inherits what a keeper leaves that was killed, and kills that
keeper     one for each kernel, in a session of its own; all that the kernel starts is its to reap.
           When the kernel ends, or the client is gone, it kills whatever is left below it
kernel     gets the environment, directory, streams and random states of a process just started,
           and returns to the end of this file, from where it runs as `python -m` runs a module
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import gc
import json
import os
import select
import signal
import socket
import sys
import time
import types
from collections.abc import Iterator
from pathlib import Path

WAKE_SECONDS = 2
REQUEST_SECONDS = 30
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_LIBC = ctypes.CDLL(None, use_errno=True)
# What ends a session shall not end a keeper, who has to see its kernel off.
_DEAF = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class RefusedError(Exception):
    """No kernel can be forked from this process; the message says why."""


def main() -> dict | None:
    """Import, answer on the pipe that started this, serve; a request in the process of a kernel."""
    config, given = json.load(sys.stdin), dict(os.environ)
    if not getattr(sys.flags, "safe_path", False):
        del sys.path[0]
    os.environ.update(config["defaults"])
    # What modules print when they are imported goes to the log.
    answer = os.dup(1)
    os.dup2(2, 1)
    before = dict(os.environ)
    try:
        with _told_of_a_kernel():
            for name in config["preload"]:
                if n_threads := _import(name):
                    print(f"{name} starts threads ({n_threads}): left to kernels", file=sys.stderr)
                    _begin_without(name, config, answer, given)
        added = {key: value for key, value in os.environ.items() if before.get(key) != value}
        stamps = _stamps()
        gc.collect()
        gc.freeze()
        listener, directory = _listen(config["directory"], config["name"])
    except (RefusedError, OSError) as error:
        _answer(answer, {"refused": str(error)})
        return None
    _answer(answer, {"ready": os.getpid()})
    request = _serve(listener, directory, config, stamps)
    return request and {**request, "added": added}


@contextlib.contextmanager
def _told_of_a_kernel() -> Iterator[None]:
    """Modules may ask if they are in a notebook: pandas, by a name of cells, to size its tables."""
    builtins.get_ipython = lambda: types.SimpleNamespace(kernel=None)
    try:
        yield
    finally:
        del builtins.get_ipython


def _import(name: str) -> int:
    """Import a module; returns how many threads there are besides this one."""
    try:
        __import__(name)
    except BaseException as error:
        raise RefusedError(f"{name} does not import ({type(error).__name__}: {error})") from None
    return len(list(Path("/proc/self/task").iterdir())) - 1


def _begin_without(name: str, config: dict, answer: int, given: dict[str, str]) -> None:
    """Become a template anew that does not import what cannot be forked."""
    preload = [each for each in config["preload"] if each != name]
    read, write = os.pipe()
    os.write(write, json.dumps({**config, "preload": preload}).encode())
    os.close(write)
    os.dup2(read, 0)
    os.dup2(answer, 1)
    os.execve(sys.executable, sys.orig_argv, given)


def _answer(pipe: int, said: dict) -> None:
    """One line to who started this; then nothing is left that ends, or waits, with them."""
    sys.stdout.flush()
    os.write(pipe, json.dumps(said).encode() + b"\n")
    os.close(pipe)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
    os.close(null)


def _stamps() -> dict[str, int]:
    """When each file of what is imported changed, and each directory where more is looked for."""
    loaded = [getattr(each, "__file__", None) for each in list(sys.modules.values())]
    return {path: _changed(path) for path in {*sys.path, *filter(None, loaded)}}


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 (of thousands, each time)
    except OSError:
        return 0


def _listen(directory: str, name: str) -> tuple[socket.socket, int]:
    """A socket under its name, which appears when it answers; reached by a short path."""
    opened = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    listener = socket.socket(socket.AF_UNIX)
    draft = f"{name}.{os.getpid()}"
    listener.bind(f"/proc/self/fd/{opened}/{draft}")
    listener.listen(64)
    os.rename(draft, name, src_dir_fd=opened, dst_dir_fd=opened)
    return listener, opened


def _serve(
    listener: socket.socket, directory: int, config: dict, stamps: dict[str, int]
) -> dict | None:
    """Fork for each who asks, until it has no kernel and is not asked for a while.

    Replaced, or older than what it imported, it serves nobody and waits for its last kernel's end.
    Returns a request in the process that is to become its kernel, and nothing in this one.
    """
    own = os.stat(config["name"], dir_fd=directory).st_ino
    # A child's number stays taken until it is waited for.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    keepers, of_modules = set(), _children()
    last = time.monotonic()
    while time.monotonic() - last < config["idle"] and _is_there(config["name"], directory, own):
        is_asked = select.select([listener], [], [], WAKE_SECONDS)[0]
        _reap(keepers, of_modules)
        if is_asked or keepers:
            last = time.monotonic()
        if not is_asked:
            continue
        client, _ = listener.accept()
        with client:
            if any(_changed(path) != stamp for path, stamp in stamps.items()):
                # Gone before the client hears of it, and asks anew.
                os.unlink(config["name"], dir_fd=directory)
                break
            if not _is_own(client):
                continue
            try:
                keeper = os.fork()
            except OSError as error:
                _refuse(client, error)
                continue
            if not keeper:
                listener.close()
                os.close(directory)
                return _keep(client)
            keepers.add(keeper)
    if _is_there(config["name"], directory, own):
        os.unlink(config["name"], dir_fd=directory)
    listener.close()
    while keepers:
        time.sleep(WAKE_SECONDS)
        _reap(keepers, of_modules)
    _end_children(set())
    return None


def _reap(*known: set[int]) -> None:
    """Forget children that have ended, and end those that nobody knows: a killed keeper's."""
    for some in known:
        some.difference_update([each for each in some if os.waitpid(each, os.WNOHANG)[0]])
    _end_children(set().union(*known))


def _refuse(client: socket.socket, error: OSError) -> None:
    with contextlib.suppress(OSError):
        client.sendall(json.dumps({"refused": f"it cannot be forked ({error})"}).encode() + b"\n")


def _is_there(name: str, directory: int, own: int) -> bool:
    try:
        return os.stat(name, dir_fd=directory).st_ino == own
    except OSError:
        return False


def _is_own(client: socket.socket) -> bool:
    """Whether the process at the other end is the same user's."""
    numbers = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    return int.from_bytes(numbers[4:8], sys.byteorder) == os.geteuid()


def _keep(client: socket.socket) -> dict:
    """Fork a kernel, tell how it ends, leave nothing of it; returns only in the kernel."""
    try:
        os.setsid()
        signals = {number: signal.getsignal(number) for number in _DEAF}
        for number in _DEAF:
            signal.signal(number, signal.SIG_IGN)
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)
        client.settimeout(REQUEST_SECONDS)
        request, streams = _receive(client)
    except BaseException:
        os._exit(1)
    keeper = os.getpid()
    try:
        kernel = os.fork()
    except OSError as error:
        _refuse(client, error)
        os._exit(1)
    if not kernel:
        for number, handler in signals.items():
            signal.signal(number, handler)
        _come_out(client, keeper)
        return {**request, "streams": streams}
    try:
        for stream in streams:
            os.close(stream)
        _follow(client, kernel)
    finally:
        os._exit(0)


def _come_out(client: socket.socket, keeper: int) -> None:
    """In the kernel: nothing can reach it before it has a group of its own and ends with others."""
    os.setsid()
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != keeper:
        os._exit(1)
    with client:
        client.sendall(json.dumps({"pid": os.getpid()}).encode() + b"\n")


def _follow(client: socket.socket, kernel: int) -> None:
    """Until the kernel ends or the client is gone, who says nothing more; then nothing is left.

    The kernel's number stays taken while the client may send signals to it.
    """
    client.settimeout(None)
    ended = os.pidfd_open(kernel)
    is_gone = client in select.select([ended, client], [], [])[0]
    if is_gone:
        os.kill(kernel, signal.SIGKILL)
    how = os.waitid(os.P_PID, kernel, os.WEXITED | os.WNOWAIT)
    _end_children({kernel})
    if not is_gone:
        status = how.si_status if how.si_code == os.CLD_EXITED else -how.si_status
        client.sendall(json.dumps({"status": status}).encode() + b"\n")
        client.recv(1)


def _end_children(spared: set[int]) -> None:
    """Kill the others, and what becomes a child when its parent is killed."""
    while left := _children() - spared:
        for each in left:
            try:
                os.kill(each, signal.SIGKILL)
                os.waitpid(each, 0)
            except PermissionError:
                # Another user's by now, as after sudo.
                spared = {*spared, each}


def _children() -> set[int]:
    text = Path(f"/proc/self/task/{os.getpid()}/children").read_text()
    return set(map(int, text.split()))


def _prctl(option: int, value: int) -> None:
    if _LIBC.prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), f"prctl {option}")


def _receive(client: socket.socket) -> tuple[dict, list[int]]:
    header, streams, _, _ = socket.recv_fds(client, 8, 3)
    parts, n_missing = [], int.from_bytes(header, "big")
    while n_missing:
        part = client.recv(min(n_missing, 1 << 20))
        if not part:
            raise ConnectionError
        parts.append(part)
        n_missing -= len(part)
    return json.loads(b"".join(parts)), streams


def _become(request: dict) -> None:
    """Take on what a process that was just started would have."""
    for target, stream in enumerate(request["streams"]):
        os.dup2(stream, target)
        os.close(stream)
    os.environ.clear()
    os.environ.update({**request["added"], **request["env"]}, JPY_PARENT_PID=str(os.getppid()))
    os.chdir(request["cwd"])
    time.tzset()
    sys.stdin = sys.__stdin__ = os.fdopen(0, encoding=sys.stdin.encoding, closefd=False)
    sys.stdout.reconfigure(line_buffering=os.isatty(1))
    sys.orig_argv = request["command"]
    sys.argv = ["-m", *request["arguments"]]
    if not getattr(sys.flags, "safe_path", False):
        sys.path.insert(0, str(Path.cwd()))
    _draw_anew()


def _draw_anew() -> None:
    """What was drawn at random when it was imported, which all kernels would share."""
    if module := sys.modules.get("random"):
        module.seed()
    if module := sys.modules.get("numpy.random"):
        module.seed()
    if module := sys.modules.get("tempfile"):
        module.tempdir = module._name_sequence = None
    if module := sys.modules.get("multiprocessing.process"):
        module.current_process().authkey = os.urandom(32)


if __name__ == "__main__":
    _request = main()
    if _request:
        _become(_request)
        import runpy

        runpy.run_module(_request["module"], run_name="__main__", alter_sys=True)
