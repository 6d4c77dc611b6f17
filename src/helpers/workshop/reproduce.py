"""Two builds from clean clones: every file that readers get must be the same, byte for byte.

The clones lie in different directories, and the second build runs in another time zone, with
another salt for hashes: what depends on any of these shows. Where the checkout has a current book,
that may stand for the first clone, in half the time.

What two clones gave is kept in outputs/reproduced until the next two:

    record.json               commit, machine, and of each run seconds, memory and disk
    first.log, the-second.log what each build said
    comparison.txt            the table of kinds, and every file that differs
    results.sha256            figures, tables, numbers and PDFs of the first, by their places there
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookmaker.project.directories import read_editions, replacing
from helpers import inputs, paths
from helpers.errors import BookError
from helpers.workshop.build import Settings
from helpers.workshop.differences import Comparison, compare_trees
from helpers.workshop.measuring import Sampler, machine

# All that readers get, and the project it is rendered from. Executed notebooks hold their timings.
COMPARED = ("book", "figures", "numbers", "site", "tables")

# Named even when the book has none of them.
PROMISED = ("csv", "json", "png", "svg", "html", "epub", "docx", "pdf")

_CIRCUMSTANCES: tuple[Mapping[str, str], ...] = (
    {"TZ": "UTC", "PYTHONHASHSEED": "1"},
    {"TZ": "Asia/Almaty", "PYTHONHASHSEED": "2"},
)
_SHOWN_PER_KIND = 5

RECORD = "record.json"
COMPARISON = "comparison.txt"
RESULTS = "results.sha256"
# What the first run made, for whoever asks whether a book elsewhere is this one.
_SUMMED = ("figures/*/*", "tables/*/*", "numbers/*/*", "book/*/*.pdf")

# Builds a clone and returns what the build said.
Builder = Callable[[Path, Mapping[str, str]], str]


class ReproduceError(BookError):
    """The two builds cannot be made; the message says which step failed."""


@dataclass(frozen=True)
class Run:
    """A clean clone that was built: what it said, and what it took.

    Megabytes are millions of bytes: the most that all its processes held together, and what its
    outputs take on disk.
    """

    clone: str
    commit: str
    circumstances: Mapping[str, str]
    seconds: float
    peak_megabytes: float
    outputs_megabytes: float
    digests: Mapping[str, str]
    log: str


def reproduce(
    settings: Settings,
    *,
    root: Path = paths.ROOT,
    build: Builder | None = None,
    record: Path | None = None,
) -> Comparison:
    """Clone the last commit twice, build both clones and compare what they built.

    The environment is shared, so that only the sources are cloned. The directory `record`, where it
    is given, then holds the logs and what was compared. Raises `ReproduceError` when the checkout
    is no git repository, a build fails, or something is committed between the two.
    """
    with tempfile.TemporaryDirectory(prefix="civic-voice-") as scratch:
        clones, runs = [Path(scratch) / "first", Path(scratch) / "the-second"], []
        for clone, circumstances in zip(clones, _CIRCUMSTANCES, strict=True):
            _git(root, "clone", "--quiet", str(root), str(clone))
            print(f"Building clone {clone.name} ({_words(circumstances)}).", flush=True)
            runs.append(_run(settings, clone, circumstances, build=build or _build))
        if len({run.commit for run in runs}) > 1:
            raise ReproduceError("something was committed between the two clones; run it again")
        comparison = compare_trees(*(clone / "outputs" for clone in clones), below=COMPARED)
    if record:
        _note(runs, comparison, settings, record=record)
    return comparison


def recorded() -> Path:
    """Where the logs and the result of the last two clones are."""
    return paths.OUTPUTS / "reproduced"


def _run(
    settings: Settings, clone: Path, circumstances: Mapping[str, str], *, build: Builder
) -> Run:
    start = time.perf_counter()
    with Sampler() as sampler:
        said = build(clone, _environment(settings, clone, circumstances))
    seconds = time.perf_counter() - start
    return Run(
        clone.name,
        _git(clone, "rev-parse", "HEAD").strip(),
        circumstances,
        round(seconds, 1),
        round(sampler.peak / 1e6),
        round(megabytes(clone / "outputs")),
        _digests(clone / "outputs"),
        _without_places(said, clone),
    )


def _without_places(log: str, clone: Path) -> str:
    """A log without the directories of this machine."""
    for place, name in ((clone, clone.name), (sys.prefix, ".venv"), (Path.home(), "~")):
        log = log.replace(str(place), name)
    return log


def _digests(outputs: Path) -> dict[str, str]:
    files = sorted(path for pattern in _SUMMED for path in outputs.glob(pattern))
    return {path.relative_to(outputs).as_posix(): inputs.digest_of(path) for path in files}


def megabytes(directory: Path) -> float:
    """What the files of a directory hold, in millions of bytes; links count as themselves."""
    # An environment has some 50,000 files, for which `Path.rglob` takes three times as long.
    names = (os.path.join(here, name) for here, _, names in os.walk(directory) for name in names)  # noqa: PTH118
    return sum(os.lstat(name).st_size for name in names) / 1e6


def _note(runs: Sequence[Run], comparison: Comparison, settings: Settings, *, record: Path) -> None:
    """Write the directory of the record, whole, in place of an earlier one."""
    content = {
        "commit": runs[0].commit,
        "editions": settings.editions,
        "renderer": settings.renderer,
        "machine": machine(),
        "environment_megabytes": round(megabytes(Path(sys.prefix))),
        "runs": [
            {
                "clone": run.clone,
                "circumstances": dict(run.circumstances),
                "seconds": run.seconds,
                "peak_megabytes": run.peak_megabytes,
                "outputs_megabytes": run.outputs_megabytes,
            }
            for run in runs
        ],
        "n_compared": comparison.n_compared,
        "differing": [each.name for each in comparison.differences],
    }
    differing = "".join(f"{each}\n" for each in comparison.differences)
    with replacing(record) as directory:
        for run in runs:
            (directory / f"{run.clone}.log").write_text(run.log, encoding="utf-8")
        text = f"{report(comparison)}\n{differing}"
        (directory / COMPARISON).write_text(text, encoding="utf-8")
        sums = "".join(f"{digest}  {name}\n" for name, digest in runs[0].digests.items())
        (directory / RESULTS).write_text(sums, encoding="utf-8")
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (directory / RECORD).write_text(text + "\n", encoding="utf-8")


def reproduce_book(
    settings: Settings,
    *,
    root: Path = paths.ROOT,
    outputs: Path = paths.OUTPUTS,
    build: Builder | None = None,
) -> Comparison:
    """Compare the editions that the checkout has built with those of one clean clone.

    Raises `ReproduceError` when an edition is not built there, or was built with other changes than
    the last commit's.
    """
    together = {each: read_editions(outputs / "site" / each) for each in settings.editions}
    for edition, others in together.items():
        if not others:
            raise ReproduceError(f"there is no book ({edition}) to compare with: make book")
    if changes := uncommitted(root):
        raise ReproduceError(
            f"{len(changes)} uncommitted changes are in this book and in no clone: commit them"
        )
    with tempfile.TemporaryDirectory(prefix="civic-voice-") as scratch:
        clone, circumstances = Path(scratch) / "the-second", _CIRCUMSTANCES[1]
        _git(root, "clone", "--quiet", str(root), str(clone))
        print(f"Building a clone ({_words(circumstances)}).", flush=True)
        environment = _environment(settings, clone, circumstances)
        environment["TOGETHER"] = " ".join(together[settings.editions[0]])
        (build or _build)(clone, environment)
        below = [f"{part}/{edition}" for part in COMPARED for edition in settings.editions]
        return compare_trees(outputs, clone / "outputs", below=below)


def uncommitted(root: Path = paths.ROOT) -> list[str]:
    """Changes of the checkout that no clone has, as git lists them."""
    return _git(root, "status", "--porcelain").splitlines()


def report(comparison: Comparison) -> str:
    """The table of kinds, and of each kind that differs the first files with their reasons."""
    kinds = [*PROMISED, *sorted(set(comparison.n_compared) - set(PROMISED))]
    lines = [f"{'kind':<20}{'compared':>10}{'differing':>11}"]
    lines += [
        f"{kind:<20}{comparison.n_compared.get(kind, 0):>10}{len(comparison.differing(kind)):>11}"
        for kind in kinds
    ]
    for kind in kinds:
        found = comparison.differing(kind)
        lines += [f"  {each}" for each in found[:_SHOWN_PER_KIND]]
        if len(found) > _SHOWN_PER_KIND:
            lines.append(f"  and {len(found) - _SHOWN_PER_KIND} more of kind {kind}")
    total = sum(comparison.n_compared.values())
    lines.append(f"{total} files compared, {len(comparison.differences)} differing.")
    return "\n".join(lines)


def run(settings: Settings, *, against_book: bool = False) -> int:
    """Build twice, or `against_book` once; exit status 0 when nothing differs, 1 otherwise."""
    changes = uncommitted()
    if changes and not against_book:
        print(f"{len(changes)} uncommitted changes are not part of this: clones have commits only.")
    if against_book:
        comparison = reproduce_book(settings)
    else:
        comparison = reproduce(settings, record=recorded())
    print(report(comparison))
    return 1 if comparison.differences else 0


def _words(circumstances: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in circumstances.items())


def _environment(
    settings: Settings, clone: Path, circumstances: Mapping[str, str]
) -> dict[str, str]:
    # The shared environment's own copy of the helpers is that of the checkout, not of the clone.
    # Workers elsewhere do not see the clones.
    apart = ("CIVIC_VOICE_OUTPUTS", "CLUSTER")
    kept = {name: value for name, value in os.environ.items() if name not in apart}
    choice = {"EDITIONS": " ".join(settings.editions), "RENDERER": settings.renderer}
    # The whole book, whatever is built here meanwhile.
    choice["FORMATS"] = ""
    return {**kept, **choice, **circumstances, "PYTHONPATH": str(clone / "src")}


def _build(clone: Path, environment: Mapping[str, str]) -> str:
    if not (clone / "src/helpers/__main__.py").is_file():
        # Python would fall back to the checkout's own helpers, and build the checkout.
        raise ReproduceError("the last commit has no src/helpers; commit the project first")
    done = subprocess.run(
        [sys.executable, "-m", "helpers", "build"],
        cwd=clone,
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ReproduceError(f"the clone does not build; its last lines:\n{done.stdout[-3000:]}")
    return done.stdout


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise ReproduceError("there is no git on the PATH; install it") from None
    if done.returncode:
        raise ReproduceError(f"git {arguments[0]} failed in {root}: {done.stderr.strip()}")
    return done.stdout
