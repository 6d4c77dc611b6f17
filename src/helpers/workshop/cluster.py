"""Tasks on other machines: a Dask cluster whose workers share the checkout and nothing else.

    make book CLUSTER=tcp://host:8786

A worker runs each task in a process of its own, started in the checkout with the build's settings.
So no worker keeps code from before a change, tasks side by side cannot disturb each other, and
whatever a task has started ends with it, with its worker, and with the build that wants it. A task
puts what it writes into place at once: when its worker dies, another one runs it from its start.

Whatever opens questionnaires, and what only checks, runs here. Who reaches a scheduler can run
anything on its workers: `tcp://` is for a network of one's own, `tls://` asks for certificates
(Dask's configuration, `distributed.comm.tls`).

Run as a module, this file is the process of a task: the task on standard input, which stays open as
long as the worker lives, and what came of it on standard output.
"""

from __future__ import annotations

import logging
import os
import pickle
import re
import secrets
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.errors import BookError
from helpers.workshop import environment, processes

# Modules whose tasks run on the cluster: staging and rendering, solver, notebooks, oracles.
ELSEWHERE = ("task_book", "task_implied", "task_notebooks", "task_oracles")
# Tasks here are few and short.
_HERE = 2

ANSWER_SECONDS = 10
# So long a cluster may be without any worker: a batch system starts one again.
ALONE_SECONDS = 60
_PAUSE_SECONDS = 5
# A process that was killed is started again, as Dask does with tasks of dead workers.
_TRIES = 3

# What a task takes from the environment of the build; the rest is the worker's own.
_SETTINGS = (
    *("EDITIONS", "FORMATS", "RENDERER", "TOGETHER", "CELL_SECONDS", "QUARTO"),
    *("SOURCE_DATE_EPOCH", "PYTHONUTF8"),
)
_OWN = "CIVIC_VOICE_"

_LOST = "the scheduler at {address} was lost, and with it what its workers were doing"


class ClusterError(BookError):
    """The cluster cannot be used, or was lost; the message says what to start or to mend."""


@contextmanager
def connected(address: str) -> Iterator[dict[str, Any]]:
    """The pipeline's options for the cluster at an address, whose workers were all asked first.

    Raises `ClusterError` where no scheduler answers, it has no worker, or a worker does not see
    this checkout, with this environment.
    """
    from pytask_parallel import ParallelBackend, WorkerType, registry

    with _client(address) as client:
        cluster = Cluster(client, address)
        n_tasks = _require_alike(cluster)
        registry.register_parallel_backend(
            ParallelBackend.CUSTOM, partial(_opened, cluster), worker_type=WorkerType.PROCESSES
        )
        print(f"Cluster {address}: {n_tasks} tasks at a time.")
        yield {"parallel_backend": ParallelBackend.CUSTOM, "n_workers": max(2, n_tasks)}


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        import distributed
    except ImportError:
        raise ClusterError(
            "CLUSTER needs the package distributed, which requirements.lock has: run make again"
        ) from None
    # What they tell of a lost connection, with tracebacks, is said by this module in a sentence.
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = distributed.Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, TypeError, ValueError) as error:
        raise ClusterError(
            f"CLUSTER: no scheduler answers at {address} ({error}); start one there (dask "
            "scheduler) and workers (dask worker), or build without CLUSTER"
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=ANSWER_SECONDS)
        except TimeoutError:
            raise ClusterError(
                f"CLUSTER: {address} has no worker; start some, in this environment and with this "
                f"checkout in the same place: dask worker {address}"
            ) from None
        yield client


def _opened(cluster: Cluster, n_workers: int) -> Cluster:  # noqa: ARG001 (the registry's signature)
    return cluster


class Cluster(Executor):
    """Runs tasks of the pipeline on the cluster, and some of them here."""

    def __init__(self, client: Any, address: str) -> None:
        import cloudpickle

        self.client, self._address = client, address
        self._settings = settings_of(os.environ)
        self._asked: dict[Future[Any], Any] = {}
        self._here: Executor | None = None
        self._closed = threading.Event()
        # Workers need not have this module, nor its newest state.
        cloudpickle.register_pickle_by_value(sys.modules[__name__])
        self._on_worker = _Carried(cloudpickle.dumps(_on_worker))
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        """Run a task where it belongs: `named["task"]` is the pipeline's."""
        if Path(named["task"].path).stem not in ELSEWHERE:
            return self._local().submit(function, *arguments, **named)
        return self.send(partial(function, *arguments, **named))

    def send(self, call: Callable[[], Any], **options: Any) -> Future[Any]:
        """Run a call on the cluster, in a process of its own; `options` are of `Client.submit`."""
        import cloudpickle

        if self.client.status != "running":
            raise ClusterError(f"{_LOST.format(address=self._address)}; start it, build again")
        asked = (cloudpickle.dumps(call), str(paths.ROOT), self._settings)
        options = {"pure": False, "retries": _TRIES - 1, **options}
        answer: Future[Any] = Future()
        # Dask forgets a task as soon as nobody holds its future.
        self._asked[answer] = self.client.submit(self._on_worker, *asked, **options)
        self._asked[answer].add_done_callback(partial(self._settle, answer))
        return answer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: ARG002
        """No more tasks; those on the cluster are given up."""
        self._closed.set()
        self._asked.clear()
        if self._here:
            self._here.shutdown(wait)

    def _local(self) -> Executor:
        from pytask_parallel import ParallelBackend, registry

        if self._here is None:
            self._here = registry.get_parallel_backend(ParallelBackend.LOKY, n_workers=_HERE)
        return self._here

    def _settle(self, answer: Future[Any], done: Any) -> None:
        try:
            found, error = pickle.loads(done.result()), None
        except Exception as failure:
            found, error = None, self._explained(failure)
        self._asked.pop(answer, None)
        if not answer.done():
            answer.set_exception(error) if error else answer.set_result(found)

    def _explained(self, error: Exception) -> Exception:
        kind = type(error).__name__
        if kind == "KilledWorker":
            return ClusterError(
                "the workers that ran a task died, one after the other, most often because memory "
                "ran out there; give them more, or fewer threads each: dask worker --nthreads 1"
            )
        if kind in ("CancelledError", "FutureCancelledError"):
            return ClusterError(f"{_LOST.format(address=self._address)}; start it, build again")
        if isinstance(error, ChildProcessError):
            return ClusterError(f"{error}: memory ran out there, or the worker's log says why")
        return error

    def _watch(self) -> None:
        """End the build's waiting when there has been no worker for a while."""
        last = time.monotonic()
        while not self._closed.wait(_PAUSE_SECONDS):
            with suppress(Exception):
                if not self._asked or self.client.nthreads():
                    last = time.monotonic()
            if time.monotonic() - last > ALONE_SECONDS:
                gone = ClusterError(f"{self._address} has had no worker for {ALONE_SECONDS} s")
                for answer in list(self._asked):
                    if not answer.done():
                        answer.set_exception(gone)
                return


@dataclass(frozen=True)
class _Carried:
    """A function that arrives as itself, whoever pickles it."""

    pickled: bytes

    def __call__(self) -> None:
        """It is called where it arrives."""

    def __reduce__(self) -> tuple[Any, ...]:
        return pickle.loads, (self.pickled,)


def settings_of(variables: Mapping[str, str]) -> dict[str, str]:
    """The environment of a task, besides that of its worker.

    >>> settings_of({"EDITIONS": "en", "HOME": "/home/a"})["EDITIONS"]
    'en'
    """
    kept = {
        name: value
        for name, value in variables.items()
        # Folders are of this machine, and what carries their names ends with this command.
        if name in _SETTINGS or (name.startswith(_OWN) and name != processes.VARIABLE)
    }
    search = os.pathsep.join([str(paths.ROOT / "src"), str(paths.ROOT)])
    # A template of warm kernels would be made for one notebook.
    return {**kept, "PYTHONPATH": search, "WARM": "0"}


def _on_worker(task: bytes, root: str, settings: dict[str, str]) -> bytes:
    """On a worker: the task in a process of its own, and what it wrote to standard output.

    This function travels; it may only use what Python and Dask have.
    """
    import os
    import subprocess
    import sys
    import threading
    from contextlib import suppress

    from distributed import get_worker

    worker = get_worker()
    key, ended = worker.get_current_task(), threading.Event()
    if not os.path.isdir(root):  # noqa: PTH112 (not known to be there)
        raise FileNotFoundError(f"worker {worker.address} does not see {root}")
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "helpers.workshop.cluster"],
        cwd=root,
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )

    def watch() -> None:
        # Dask lets run on what nobody wants any more; the next build would meet it.
        while not ended.wait(0.5):
            asked = worker.state.tasks.get(key)
            if asked is None or asked.state not in ("executing", "long-running"):
                process.kill()

    threading.Thread(target=watch, daemon=True).start()
    try:
        with suppress(BrokenPipeError):
            process.stdin.write(len(task).to_bytes(8, "big") + task)
            process.stdin.flush()
        found, status = process.stdout.read(), process.wait()
    finally:
        ended.set()
        # A process that is still there ends with this.
        process.stdin.close()
    if status or not found:
        raise ChildProcessError(f"on worker {worker.address} a task's process ended with {status}")
    return found


def _require_alike(cluster: Cluster) -> int:
    """Ask every worker what it sees; returns how many tasks they run at a time."""
    threads = cluster.client.nthreads()
    folder = paths.OUTPUTS / f"cluster-{secrets.token_hex(4)}.tmp"
    folder.mkdir(parents=True)
    try:
        (folder / "asked").touch()
        here = facts()
        asked = {
            worker: cluster.send(
                partial(_answer, folder, number), workers=[worker], allow_other_workers=False
            )
            for number, worker in enumerate(threads)
        }
        problems = [
            f"  worker {worker}: {said}"
            for number, (worker, answer) in enumerate(asked.items())
            if (said := _difference(here, answer, folder / f"{number}"))
        ]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if problems:
        raise ClusterError("\n".join(["CLUSTER: not every worker can build this book:", *problems]))
    return sum(threads.values())


def facts() -> dict[str, str]:
    """What a result can depend on besides the checkout: Python, the lock's packages, Quarto."""
    lock = (paths.ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = {"Python": sys.version.split()[0]}
    for name in re.findall(r"^([\w.-]+)==", lock, flags=re.MULTILINE):
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    wanted = os.environ.get("RENDERER") or "auto"
    return found | {"renderer": environment.renderer_state(wanted)}


def _answer(folder: Path, number: int) -> dict[str, str]:
    if not (folder / "asked").exists():
        return {}
    (folder / f"{number}").touch()
    return facts()


def _difference(here: dict[str, str], answer: Future[dict[str, str]], written: Path) -> str:
    try:
        there = answer.result(timeout=6 * ANSWER_SECONDS)
    except Exception as error:
        return f"{error or type(error).__name__}"
    if not there or not written.exists():
        return (
            f"{paths.ROOT} is another directory there, or files are seen late; share it by a "
            "network file system whose clients do not keep what they saw (NFS: actimeo=0, "
            "lookupcache=none)"
        )
    unlike = sorted(name for name in {*here, *there} if here.get(name) != there.get(name))
    said = [f"{name} is {there.get(name)} there and {here.get(name)} here" for name in unlike[:3]]
    more = [f"and {len(unlike) - 3} more"] if len(unlike) > 3 else []
    mend = "; use the environment of this checkout" if unlike else ""
    return ", ".join([*said, *more]) + mend


def main() -> None:
    """The process of a task, on a worker."""
    import cloudpickle

    # What a task prints is not what came of it.
    result = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    task = _received(int.from_bytes(_received(8), "big"))
    threading.Thread(target=_end_with_worker, daemon=True).start()
    with processes.ending_together("Interrupted."):
        found = cloudpickle.loads(task)()
    result.write(cloudpickle.dumps(found))
    result.close()


def _received(size: int) -> bytes:
    parts = []
    while size and (part := os.read(0, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _end_with_worker() -> None:
    """Wait for the end of the worker, which held the other end; then the guard ends the rest."""
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    from helpers import machine

    machine.speak_utf8()
    main()
