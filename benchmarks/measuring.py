"""What all benchmarks share: one run measured, runs in alternating order, the results.

Seconds are of the wall clock; processor seconds and memory are those of a command and of all the
processes below it, whoever started them (`helpers.workshop.measuring`).
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from helpers.workshop.measuring import Sampler, below

ROOT = Path(__file__).resolve().parents[1]
_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER

Clock = Callable[[], float]


class RunError(RuntimeError):
    """A contender failed, or did not make what it was to make."""


@dataclass(frozen=True)
class Run:
    """One run: seconds, processor seconds and megabytes, None where not measured."""

    seconds: float
    processor_seconds: float | None = None
    megabytes: float | None = None

    def times(self, factor: float) -> Run:
        """The run of so many times the work, in proportion; memory is left as it was."""
        busy = self.processor_seconds
        return Run(self.seconds * factor, busy and busy * factor, self.megabytes)


@dataclass(frozen=True)
class Contender:
    """One way to do the work.

    run     does it once
    did     what it did besides, or did not do, for the table
    skip    why it does not take part; empty when it does
    factor  the work in the table over the work that is done: above 1 for what would take hours
    """

    name: str
    run: Callable[[], Run] | None = None
    did: str = ""
    skip: str = ""
    factor: float = 1


@dataclass(frozen=True)
class Contest:
    """The same work done by several, the first of them ours."""

    key: str
    work: str
    contenders: Sequence[Contender]
    rounds: int = 3


@dataclass
class Results:
    """The runs of all contests as a file that a later call completes."""

    path: Path
    content: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Results:
        """What is there already, or nothing."""
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return cls(path, found)

    def runs(self, contest: Contest, contender: Contender) -> list[dict[str, float | None]]:
        """The runs so far, to which more can be appended; what is said of both is kept beside."""
        contests = self.content.setdefault("contests", {})
        kept = contests.setdefault(contest.key, {"contenders": {}})
        kept["work"] = contest.work
        entry = kept["contenders"].setdefault(contender.name, {"runs": [], "failed": ""})
        said = {"did": contender.did, "skipped": contender.skip, "factor": contender.factor}
        entry.update(said)
        return entry["runs"]

    def seconds_of(self, contest: Contest) -> float:
        """How long the last run of all its contenders took, preparations included."""
        kept = [self.runs(contest, each) for each in contest.contenders]
        return sum(runs[-1]["took"] for runs in kept if runs)

    def note_failure(self, contest: Contest, contender: Contender, why: str) -> None:
        """Keep why there are no runs of it, or no more, until one succeeds."""
        self.runs(contest, contender)
        self.content["contests"][contest.key]["contenders"][contender.name]["failed"] = why

    def write(self) -> None:
        """Write the file; an interrupted run leaves the last complete one."""
        partial = self.path.with_suffix(".json.tmp")
        text = json.dumps(self.content, ensure_ascii=False, indent=1)
        partial.write_text(text + "\n", encoding="utf-8")
        partial.replace(self.path)


def play(
    contests: Iterable[Contest],
    results: Results,
    *,
    seconds: float,
    say: Callable[[str], None] = print,
    clock: Clock = time.monotonic,
) -> None:
    """Run all contests round by round, every other round backwards, while there is time.

    A round of everything comes before the second of anything, and from then on the short contests
    come first; a run that would not end in time, as the one before it tells, is left to a later
    call. Each run is written at once.
    """
    contests = list(contests)
    players = _Players(results, say, clock, end=clock() + seconds)
    for number in range(max((contest.rounds for contest in contests), default=0)):
        for contest in contests if number == 0 else sorted(contests, key=results.seconds_of):
            for contender in in_order(contest.contenders, number):
                players.turn(contest, contender, number)
    results.write()


class _Players:
    """Whose turn it is, and what came of it."""

    def __init__(
        self, results: Results, say: Callable[[str], None], clock: Clock, *, end: float
    ) -> None:
        self._results, self._say, self._clock, self._end = results, say, clock, end
        self._failed: set[tuple[str, str]] = set()

    def turn(self, contest: Contest, contender: Contender, number: int) -> None:
        """Run it, unless it has had this turn, cannot take part or would not end in time."""
        name, runs = f"{contest.key}: {contender.name}", self._results.runs(contest, contender)
        if contender.skip:
            if number == 0:
                self._say(f"{name}: skipped: {contender.skip}")
        elif (contest.key, contender.name) in self._failed or number >= contest.rounds:
            pass
        elif len(runs) <= number:
            if self._end - self._clock() > (runs[-1]["took"] if runs else 0):
                self._run(contest, contender, runs)
                self._results.write()
            else:
                self._say(f"{name}: no time left, {len(runs)} runs so far")

    def _run(
        self, contest: Contest, contender: Contender, runs: list[dict[str, float | None]]
    ) -> None:
        began, name = self._clock(), f"{contest.key}: {contender.name}"
        try:
            found = contender.run()
        except (RunError, OSError, ValueError) as error:
            self._failed.add((contest.key, contender.name))
            self._results.note_failure(contest, contender, str(error))
            self._say(f"{name}: failed: {error}")
            return
        self._results.note_failure(contest, contender, "")
        told = asdict(found.times(contender.factor)) | {"took": self._clock() - began}
        runs.append({name: each and round(each, 6) for name, each in told.items()})
        memory = f", {found.megabytes:,.0f} MB" if found.megabytes else ""
        mark = f" (times {contender.factor:g})" if contender.factor != 1 else ""
        self._say(f"{name}: {found.seconds:.3g} s{memory}{mark}")


def in_order(contenders: Sequence[Contender], number: int) -> list[Contender]:
    """Forwards in even rounds and backwards in odd ones: what warms or tires favours nobody."""
    return list(contenders if number % 2 == 0 else reversed(contenders))


def measured(
    command: Sequence[str],
    *,
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> Run:
    """Run a command and wait for it and all that it leaves; raise `RunError` when it fails."""
    adopt_orphans()
    strangers = {process.pid for process in below()}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with (log or Path(os.devnull)).open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=None if environment is None else dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            with Sampler(strangers) as sampler:
                status = process.wait()
            seconds = time.perf_counter() - start
        finally:
            _end_all_but(strangers)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if status:
        where = f"; see {log.name}" if log else ""
        raise RunError(f"{Path(command[0]).name} ended with status {status}{where}")
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, busy, sampler.peak / 1e6)


def end_when_told() -> None:
    """SIGTERM ends what runs below this process, as Ctrl+C does."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def adopt_orphans() -> None:
    """What a command leaves behind becomes a child of this process, to be counted and ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)


def _end_all_but(strangers: Container[int]) -> None:
    # Those below one that is killed come up to this process, and are met in the next turn.
    while left := [process for process in below() if process.pid not in strangers]:
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(process.pid, 0)


def peak_megabytes() -> float:
    """The most memory this process has held so far."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def versions(packages: Iterable[str]) -> dict[str, str]:
    """The versions of installed packages; what is not installed is left out."""
    found = {}
    for package in packages:
        with suppress(metadata.PackageNotFoundError):
            found[package] = metadata.version(package)
    return found
