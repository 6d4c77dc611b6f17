"""The build on a Dask cluster: separate processes that share the checkout and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from helpers import paths
from helpers.workshop import cluster
from helpers.workshop.build import Settings, SettingsError
from helpers.workshop.differences import compare_trees
from tests import shared_build
from tests.conftest import SHARED
from tests.repository.test_pipeline import Build, Project, below, built  # noqa: F401

KINDS = ("executed", "numbers", "site", "book", "checked", "leaflet")
# The first time that this runs it says which process it is, and goes on for ever.
WAITING = (
    "import json, os, time\\n"
    "started = paths.ROOT / 'started'\\n"
    "if not started.exists():\\n"
    "    _ = started.with_suffix('.tmp').write_text(str(os.getpid()))\\n"
    "    _ = started.with_suffix('.tmp').rename(started)\\n"
    "    time.sleep(600)"
)


class Processes:
    """A scheduler and workers, each with a directory, a home and an environment of its own."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.started: dict[str, subprocess.Popen[bytes]] = {}
        where = directory / "scheduler.json"
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.start("scheduler", *options, "--scheduler-file", str(where))
        await_that(where.exists)
        self.address = json.loads(where.read_text(encoding="utf-8"))["address"]

    def start(self, name: str, *options: str) -> None:
        own = self.directory / name
        own.mkdir()
        kind = "scheduler" if name == "scheduler" else "worker"
        with (own / "log").open("wb") as log:
            self.started[name] = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options],
                cwd=own,
                env={"PATH": os.environ["PATH"], "HOME": str(own), "TMPDIR": str(own)},
                stdout=log,
                stderr=log,
            )

    def start_worker(self, name: str) -> None:
        options = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
        self.start(name, self.address, *options, "--local-directory", ".")
        log = self.directory / name / "log"
        await_that(lambda: "Registered to" in log.read_text(encoding="utf-8"))

    def end(self) -> None:
        for process in self.started.values():
            process.kill()
            process.wait()


def await_that(is_so: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Processes]:
    """A scheduler and a worker."""
    own = Processes(tmp_path)
    try:
        own.start_worker("one")
        yield own
    finally:
        own.end()


@pytest.fixture
def waiting(
    built: tuple[Project, Build],  # noqa: F811
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> Iterator[Project]:
    """The small project, of which a notebook waits for ever the first time it is executed."""
    made = shared_build.made_once(
        request.config.stash[SHARED],
        "waiting-project",
        lambda directory: build_waiting(built[0], directory),
    )
    project = Project(Path(shutil.copytree(made / "checkout", tmp_path / "checkout")))
    (project.outputs / "executed/en/00_first.ipynb").unlink()
    (project.root / "started").unlink()
    yield project
    for each in below(project):
        each.kill()


def build_waiting(small: Project, directory: Path) -> None:
    """Copy the small project and build it with a notebook that waits, but not this time."""
    project = Project(Path(shutil.copytree(small.root, directory / "checkout")))
    project.replace(
        project.notebook("00_first"),
        "import json\\nfrom helpers import paths",
        f"from helpers import paths\\n{WAITING}",
    )
    (project.root / "started").touch()
    assert project.build().status == 0
    shutil.copytree(project.outputs, project.root / "expected")


def kernel_of(project: Project) -> psutil.Process:
    """The process that waits."""
    started = project.root / "started"
    await_that(started.exists)
    return psutil.Process(int(started.read_text(encoding="utf-8")))


def is_gone(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.status() == psutil.STATUS_ZOMBIE
    return True


@pytest.mark.slow
def test_a_killed_worker_costs_only_time(running: Processes, waiting: Project) -> None:
    """Another one runs its task from the beginning, the book is the same, and nothing is left."""
    running.start_worker("two")
    shutil.rmtree(waiting.outputs)
    build = waiting.start(CLUSTER=running.address)
    kernel = kernel_of(waiting)
    above = {each.pid for each in kernel.parents()}
    (worker,) = [each for each in running.started.values() if each.pid in above]
    worker.kill()
    output, _ = build.communicate(timeout=300)
    assert build.returncode == 0, output
    assert f"Cluster {running.address}: 2 tasks at a time." in output
    assert "Finished in" in output
    assert is_gone(kernel)
    await_that(lambda: not list(below(waiting)), 20)
    found = compare_trees(waiting.root / "expected", waiting.outputs, below=KINDS)
    assert found.n_compared
    assert not found.differences


@pytest.mark.slow
def test_an_interrupted_build_and_a_lost_scheduler_leave_nothing_running(
    running: Processes, waiting: Project
) -> None:
    """What no build waits for is ended on its worker; that the scheduler was lost is said."""
    build = waiting.start(CLUSTER=running.address)
    kernel = kernel_of(waiting)
    os.killpg(build.pid, signal.SIGINT)
    output, _ = build.communicate(timeout=60)
    assert build.returncode == 130, output
    await_that(lambda: is_gone(kernel), 20)
    (waiting.root / "started").unlink()
    build = waiting.start(CLUSTER=running.address)
    kernel = kernel_of(waiting)
    running.started["scheduler"].kill()
    output, _ = build.communicate(timeout=120)
    assert build.returncode == 1, output
    lost = f"the scheduler at {running.address} was lost, and with it what its workers were doing"
    assert lost in output
    assert "Traceback" not in output
    await_that(lambda: is_gone(kernel), 60)
    await_that(lambda: not list(below(waiting)), 20)


@pytest.mark.slow
def test_a_worker_that_does_not_see_the_checkout_is_named(
    running: Processes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is built."""
    monkeypatch.setattr(paths, "ROOT", Path("/nowhere"))
    monkeypatch.setattr(cluster, "facts", dict)
    with (
        pytest.raises(cluster.ClusterError, match=r"worker tcp://\S+ does not see /nowhere"),
        cluster.connected(running.address),
    ):
        pass


def answered(value: object) -> Future[object]:
    answer: Future[object] = Future()
    answer.set_result(value)
    return answer


def test_a_worker_must_have_the_same_environment(tmp_path: Path) -> None:
    """Its Python, the lock's packages and Quarto; files that it writes are seen here."""
    here = cluster.facts()
    assert {"Python", "pandas", "renderer"} <= here.keys()
    assert cluster._difference(here, answered(here), tmp_path) == ""
    other = here | {"pandas": "2.0"}
    said = cluster._difference(here, answered(other), tmp_path)
    assert said == (
        f"pandas is 2.0 there and {here['pandas']} here; use the environment of this checkout"
    )
    for answer, written in (({}, tmp_path), (here, tmp_path / "unseen")):
        said = cluster._difference(here, answered(answer), written)
        assert said.startswith(f"{paths.ROOT} is another directory there, or files are seen late")


def test_the_settings_of_a_build_travel_with_its_tasks() -> None:
    """A worker was started elsewhere; what is of a machine stays on it."""
    variables = {"EDITIONS": "en", "CIVIC_VOICE_DATA": "synthetic", "TMPDIR": "/a", "PATH": "/b"}
    found = cluster.settings_of(variables | {"CIVIC_VOICE_FOLDERS": "x", "WARM": "1"})
    assert (found["EDITIONS"], found["CIVIC_VOICE_DATA"]) == ("en", "synthetic")
    assert not {"TMPDIR", "PATH", "CIVIC_VOICE_FOLDERS"} & found.keys()
    assert found["WARM"] == "0"


def test_no_scheduler_is_said_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to start."""
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1)
    said = re.escape("CLUSTER: no scheduler answers at tcp://127.0.0.1:1 (")
    with (
        pytest.raises(cluster.ClusterError, match=said),
        cluster.connected("tcp://127.0.0.1:1"),
    ):
        pass


@pytest.mark.parametrize("address", ["host:8786", "http://host:8786", "tcp://host", "tcp://h:x"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    """Before anything is built."""
    with pytest.raises(SettingsError, match=f"CLUSTER: '{address}' is no address"):
        Settings.of({"CLUSTER": address})


def test_without_a_cluster_nothing_of_it_is_imported() -> None:
    """Whoever builds on one machine waits for none of it."""
    code = (
        "import sys; from helpers.workshop import build; build.workers('');"
        "mine = ('distributed', 'dask', 'helpers.workshop.cluster');"
        "print([name for name in sys.modules if name.startswith(mine)])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
