"""What the harness promises: the order of runs, what is kept, and what a run is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from measuring import ROOT, Contender, Contest, Results, Run, RunError, play

SCRIPTS = ROOT / "benchmarks"


class Players:
    """Contenders that take so many seconds of a clock of their own, and note who ran."""

    def __init__(self) -> None:
        self.now, self.ran, self.said = 0.0, [], []

    def contender(self, name: str, seconds: float, **options: object) -> Contender:
        """One that takes so long."""

        def run() -> Run:
            self.now += seconds
            self.ran.append(name)
            return Run(seconds, seconds / 2, 10)

        return Contender(name, run, **options)

    def play(self, contests: list[Contest], results: Results, seconds: float = 1000) -> None:
        """Play without a clock of the machine."""
        play(contests, results, seconds=seconds, say=self.said.append, clock=lambda: self.now)


@pytest.fixture
def players() -> Players:
    """Nobody has run yet."""
    return Players()


@pytest.fixture
def results(tmp_path: Path) -> Results:
    """No run is kept yet."""
    return Results.read(tmp_path / "results.json")


def seconds_of(results: Results, contest: str, name: str) -> list[float]:
    """The seconds that the file keeps."""
    content = Results.read(results.path).content
    return [run["seconds"] for run in content["contests"][contest]["contenders"][name]["runs"]]


def test_every_other_round_runs_backwards(players: Players, results: Results) -> None:
    """And a round plays all contests before the next begins."""
    first = Contest("a", "A", [players.contender("1", 1), players.contender("2", 1)], rounds=2)
    second = Contest("b", "B", [players.contender("3", 1), players.contender("4", 1)], rounds=2)
    players.play([first, second], results)
    assert players.ran == ["1", "2", "3", "4", "2", "1", "4", "3"]


def test_a_later_call_adds_what_is_missing(players: Players, results: Results) -> None:
    """No run is made twice; each is in the file."""
    contest = Contest("a", "A", [players.contender("1", 5), players.contender("2", 5)], rounds=2)
    players.play([contest], results, seconds=17)
    assert players.ran == ["1", "2", "2"]
    players.play([contest], Results.read(results.path))
    assert players.ran == ["1", "2", "2", "1"]
    assert seconds_of(results, "a", "1") == [5, 5]


def test_what_would_not_end_in_time_is_left_and_said(players: Players, results: Results) -> None:
    """As the run before it tells; shorter ones still run."""
    contest = Contest("a", "A", [players.contender("1", 1), players.contender("2", 50)], rounds=2)
    players.play([contest], results, seconds=60)
    assert players.ran == ["1", "2", "1"]
    assert "a: 2: no time left, 1 runs so far" in players.said


def test_short_contests_come_first_from_the_second_round_on(
    players: Players, results: Results
) -> None:
    """So that what time is left gives them more runs."""
    long = Contest("a", "A", [players.contender("1", 100)], rounds=2)
    short = Contest("b", "B", [players.contender("2", 1)], rounds=3)
    players.play([long, short], results, seconds=150)
    assert players.ran == ["1", "2", "2", "2"]


def test_shares_are_kept_in_proportion(players: Players, results: Results) -> None:
    """The seconds of a tenth of the work, ten times; memory as it was."""
    players.play([Contest("a", "A", [players.contender("1", 2, factor=10)], rounds=1)], results)
    kept = results.content["contests"]["a"]["contenders"]["1"]["runs"]
    assert kept == [{"seconds": 20, "processor_seconds": 10, "megabytes": 10, "took": 2}]


def test_failing_is_kept_and_not_tried_again(players: Players, results: Results) -> None:
    """The others go on."""
    tries = []

    def fail() -> Run:
        tries.append(1)
        raise RunError("not made: page.html")

    contest = Contest("a", "A", [Contender("1", fail), players.contender("2", 1)], rounds=2)
    players.play([contest], results)
    assert len(tries) == 1
    assert players.ran == ["2", "2"]
    kept = Results.read(results.path).content["contests"]["a"]["contenders"]["1"]
    assert kept["failed"] == "not made: page.html"


def test_whoever_is_not_there_is_said_once(players: Players, results: Results) -> None:
    """With the reason."""
    absent = Contender("1", skip="it is not installed")
    players.play([Contest("a", "A", [absent, players.contender("2", 1)], rounds=2)], results)
    assert players.said.count("a: 1: skipped: it is not installed") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="memory of shared pages is told by Linux")
def test_memory_and_processor_time_are_those_of_all_processes() -> None:
    """A child that outlives its parent is counted and ended."""
    held = "import time; held = b'x' * 60_000_000; time.sleep(60)"
    parent = (
        "import subprocess, sys, time;"
        f"subprocess.Popen([sys.executable, '-c', {held!r}], start_new_session=True);"
        "time.sleep(0.6)"
    )
    # In a process of its own, since whoever measures adopts orphans from then on.
    measuring = (
        "import dataclasses, json, psutil, sys; from measuring import measured;"
        f"run = measured([sys.executable, '-c', {parent!r}]);"
        "left = len(psutil.Process().children());"
        "print(json.dumps(dataclasses.asdict(run) | {'left': left}))"
    )
    command = [sys.executable, "-c", measuring]
    done = subprocess.run(command, cwd=SCRIPTS, capture_output=True, text=True, check=True)
    run = json.loads(done.stdout)
    assert run["megabytes"] > 60
    assert run["seconds"] < 30
    assert run["processor_seconds"] > 0
    assert run["left"] == 0


def test_a_command_that_fails_is_no_run() -> None:
    """Its status is in the message."""
    measuring = (
        "import sys; from measuring import measured; measured([sys.executable, '-c', '1/0'])"
    )
    command = [sys.executable, "-c", measuring]
    done = subprocess.run(command, cwd=SCRIPTS, capture_output=True, text=True, check=False)
    assert "ended with status 1" in done.stderr
