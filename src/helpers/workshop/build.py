"""The build from a reader's side: what to build, its progress, and what came of it.

The order of the work and its inputs are in `pipeline/`; this runs them and says in a few lines
what failed and how to go on, or where the book is. What is up to date is remembered beside the
outputs it describes, so that `make clean`, or a second outputs directory, cannot confuse it.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bookmaker.rendering import FORMATS, RENDERERS, RenderResult
from helpers import inputs, machine, paths
from helpers.editions import LANGUAGES, SOURCE
from helpers.errors import BookError, InputError
from helpers.workshop import environment, leftovers, processes, unchanged
from helpers.workshop.execution import CELL_SECONDS, load_kernels
from helpers.workshop.workers import load_workers

DATA = ("published", "synthetic", "microdata")

# More than this never wait for a free one here.
MAX_WORKERS = 6
# What rendering an edition in all formats needs, the most of all that runs side by side.
WORKER_BYTES = 1_750_000_000

_LISTED = 5

# Between two looks whether a task is done.
_LOOK_SECONDS = 0.03

# What workers need of any task, and those that execute notebooks.
_OF_WORKERS = ("pytask_parallel.wrappers", "helpers.staging", "bookmaker.rendering.embedded.web")
_TO_EXECUTE = ("papermill", "helpers.workshop.chapters")

# Of the processes that execute tasks; told of every task that was running.
_LOST_WORKER = ("TerminatedWorkerError", "BrokenProcessPool")


class SettingsError(BookError):
    """EDITIONS, RENDERER, FORMATS or CELL_SECONDS asks for something there is not."""


@dataclass(frozen=True)
class Settings:
    """What to build, in which order and as what, who renders it, how long a cell may take, where.

    `cluster` is the address of a Dask scheduler, whose workers then run what takes long.
    """

    editions: tuple[str, ...] = LANGUAGES
    renderer: str = "auto"
    cell_seconds: int = CELL_SECONDS
    formats: tuple[str, ...] = FORMATS
    cluster: str = ""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """Read EDITIONS, FORMATS (of each several, separated by spaces or commas), RENDERER,
        CELL_SECONDS and CLUSTER.

        Pages are always made, whatever else FORMATS asks for. Raises `SettingsError` for an
        edition, renderer or format there is not, for no time and no address.

        >>> Settings.of({"EDITIONS": "en, en", "RENDERER": "embedded", "FORMATS": "pdf"})
        Settings(editions=('en',), renderer='embedded', cell_seconds=600, formats=('html', 'pdf'),
                 cluster='')
        """
        wanted = _listed_in(environment.get("EDITIONS", "")) or LANGUAGES
        formats = _listed_in(environment.get("FORMATS", "")) or FORMATS
        renderer = environment.get("RENDERER", "").strip() or "auto"
        for edition in wanted:
            _require("EDITIONS", edition, LANGUAGES)
        for each in formats:
            _require("FORMATS", each, FORMATS)
        _require("RENDERER", renderer, RENDERERS)
        _require("DATA", environment.get("CIVIC_VOICE_DATA") or DATA[0], DATA)
        seconds = environment.get("CELL_SECONDS", "").strip() or str(CELL_SECONDS)
        if not seconds.isdecimal() or not int(seconds):
            raise SettingsError(f"CELL_SECONDS: {seconds!r} is no number of seconds, such as 600")
        made = tuple(each for each in FORMATS if each in ("html", *formats))
        cluster = _address(environment.get("CLUSTER", ""))
        return cls(tuple(dict.fromkeys(wanted)), renderer, int(seconds), made, cluster)


def _listed_in(value: str) -> list[str]:
    return value.replace(",", " ").split()


def build(settings: Settings) -> int:
    """Bring every edition's book up to date and report on it.

    Returns the exit status: 0 when every book is current, 1 when something failed. Whatever was
    finished is kept, also when the build is interrupted, and the next build goes on from there.
    """
    start = time.monotonic()
    with only_build():
        os.environ.update(
            EDITIONS=" ".join(settings.editions),
            RENDERER=settings.renderer,
            FORMATS=" ".join(settings.formats),
        )
        begun = _start_of(settings)
        if said := unchanged.last_words(begun):
            print(f"Nothing has changed since the last build.\n{said}", end="")
            print(f"Finished in {time.monotonic() - start:.1f} s.")
            return 0
        if not settings.cluster:
            executes = _executes(settings.editions)
            load_workers([*_OF_WORKERS, *(_TO_EXECUTE if executes else ())])
            if executes:
                load_kernels()
        if strangers := leftovers.remove_leftovers(settings.editions):
            print(f"Removed, because no notebook of the book wrote it: {_listed(strangers)}")
        if leftovers.forget_unreadable():
            memory = shown(paths.OUTPUTS / "pytask.lock")
            print(f"{memory}, which says what is up to date, cannot be read: building everything.")
        with workers(settings.cluster) as options:
            # The files and not their directory, passed over in a checkout called `build`.
            tasks = sorted((paths.ROOT / "pipeline").glob("task_*.py"))
            session = run_tasks(tasks, options)
        if settings.cluster:
            # What was begun on workers that died; their tasks ran again.
            leftovers.remove_leftovers(settings.editions)
        failures = [each for each in session.execution_reports if each.outcome.name == "FAIL"]
        if not failures and not session.exit_code:
            with inputs.seen_once():
                said = _said_of_books(settings)
            # A source that was changed meanwhile may or may not be in the book.
            if begun == _start_of(settings):
                unchanged.note(begun, said)
    for text in dict.fromkeys(_explanation(report.exc_info) for report in failures):
        print(f"\n{text}")
    if failures:
        print("\nThe book was not finished. Mend this and run the same command again:")
        print("what succeeded is kept and not repeated.")
        return 1
    if session.exit_code:
        return int(session.exit_code)
    print(said, end="")
    print(f"Finished in {time.monotonic() - start:.1f} s.")
    return 0


def _executes(editions: Iterable[str]) -> bool:
    """Whether a notebook has not been executed yet as it is now."""
    written = (inputs.written(each, path.stem) for each in editions for path in inputs.notebooks())
    return any(each.state() is None for each in written)


def _start_of(settings: Settings) -> str | None:
    renderer = environment.renderer_state(settings.renderer)
    return unchanged.start_of(repr(settings), renderer, environment.last_commit(paths.ROOT))


def _said_of_books(settings: Settings) -> str:
    """Where the books are, what is not translated, and what they rest on."""
    lines = []
    for language in settings.editions:
        lines += [_book_lines(language), _untranslated(language)]
    return "".join(f"{line}\n" for line in lines if line) + _kind_of_book()


def _kind_of_book() -> str:
    """What the book rests on, in a line; nothing of the book of the report."""
    is_made_up = paths.DATA == "synthetic"
    if paths.DATA == "microdata":
        from helpers.disclosure.released import Release

        release = Release.read(paths.release())
        is_made_up = release.synthetic
        waves = ", ".join(release.waves)
        if not is_made_up:
            n_withheld = sum(len(each.cells) for each in release.refusals)
            return f"Counted anew from questionnaires ({waves}); {n_withheld} cells withheld.\n"
    said = "This is a rehearsal on synthetic questionnaires, marked on every page and figure.\n"
    return said if is_made_up else ""


def _untranslated(language: str) -> str:
    """Texts of an edition that are still English; nothing where there are none."""
    from bookmaker.project.remembered import Memory
    from helpers.translation.catalogues import missing
    from helpers.translation.commands import summary

    left = missing(language, memory=Memory(remembered())) if language != SOURCE else []
    return summary(language, left) if left else ""


def record_of(language: str) -> Path:
    """Where rendering notes who rendered an edition, with which version, into which files."""
    return paths.OUTPUTS / "rendered" / f"{language}.json"


def remembered() -> Path:
    """Where rendering keeps what it need not make again: pages, pictures, formats for paper."""
    return paths.Directories(SOURCE, outputs=paths.OUTPUTS).remembered


def write_record(language: str, result: RenderResult, formats: Sequence[str] = FORMATS) -> None:
    """Note who rendered an edition, and what: for the last lines of builds, and for publishing."""
    names = [Path(os.path.relpath(path, paths.OUTPUTS)).as_posix() for path in result.products]
    record = {
        "renderer": result.renderer,
        "version": result.version,
        "products": names,
        "warnings": list(result.warnings),
        "formats": list(formats),
        "book": inputs.book(language).state(),
    }
    record_of(language).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def require_as_built(editions: Iterable[str]) -> None:
    """Raise `BookError` for a book of which a file is not what the renderer has written, or that
    was not built in all formats."""
    for language in editions:
        state, record = inputs.book(language).state(), record_of(language)
        try:
            written = json.loads(record.read_text(encoding="utf-8"))
            built, unmade = written["book"], _unmade(written)
        except (OSError, ValueError, KeyError, TypeError):
            built, unmade = None, ""
        if state and state != built:
            raise BookError(
                f"{shown(paths.book(language))} is not what was built there: a file was changed, "
                "added or removed since. Build the book again (`make book`), then publish it"
            )
        if state and unmade:
            raise BookError(
                f"{shown(paths.book(language))} was built without {unmade}. Build all of it "
                "(`make book` without FORMATS), then publish it"
            )


def _unmade(record: Mapping[str, Any]) -> str:
    """The formats that a book was built without, in words; empty for a whole one."""
    return ", ".join(each.upper() for each in FORMATS if each not in record["formats"])


def note_scanned(record: Path, editions: Iterable[str]) -> None:
    """Add to the record of a scan which books it scanned, so that no other is published."""
    done = json.loads(record.read_text(encoding="utf-8"))
    done["books"] = {language: inputs.book(language).state() for language in editions}
    record.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")


def _require(variable: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        known = ", ".join(allowed)
        raise SettingsError(f"{variable}: there is no {value!r}; choose from {known}")


def _address(text: str) -> str:
    """The address of a scheduler of a Dask cluster; nothing for nothing."""
    address = text.strip()
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in ("tcp", "tls") and parts.hostname and parts.port
    except ValueError:
        is_whole = False
    if address and not is_whole:
        raise SettingsError(
            f"CLUSTER: {address!r} is no address of a Dask scheduler, such as tcp://host:8786 "
            "or tls://host:8786"
        )
    return address


def workers(address: str) -> AbstractContextManager[dict[str, Any]]:
    """The pipeline's options for who runs its tasks: processes here, or workers of a cluster."""
    if not address:
        return nullcontext({"n_workers": _n_workers(machine.cores(), _free_bytes())})
    from helpers.workshop import cluster

    return cluster.connected(address)


def _n_workers(n_cores: int, n_bytes: int) -> int:
    """One more than there are cores, since who waits for a kernel needs none, if memory holds them.

    >>> _n_workers(2, 16_000_000_000), _n_workers(2, 4_000_000_000), _n_workers(32, 10**12)
    (3, 2, 6)
    """
    return max(2, min(MAX_WORKERS, n_cores + 1, n_bytes // WORKER_BYTES))


def _free_bytes() -> int:
    import psutil

    return psutil.virtual_memory().available


def run_tasks(files: Iterable[Path], options: Mapping[str, Any]) -> Any:
    """Run what is out of date of the tasks in some files; `options` are of `workers`."""
    # What workers keep between tasks is no leak; they would be started anew, with a warning.
    os.environ.setdefault("LOKY_MAX_MEMORY_LEAK_SIZE", str(WORKER_BYTES))
    import pytask

    _hurry()
    # Workers import the tasks by name; a directory `pipeline` where one stands is not this one.
    sys.path.insert(0, str(paths.ROOT))
    with inputs.seen_once():
        return pytask.build(
            config=_pipeline_memory(),
            # A second memory, used when the first is missing: then everything shall be built.
            database_url="sqlite://",
            paths=list(files),
            **options,
            show_traceback=False,
            disable_warnings=True,
            editor_url_scheme="no_link",
            n_entries_in_table=30,
        )


def _hurry() -> None:
    """Have the pipeline spend no time but on tasks.

    It would look for one that is done once a second, and sleep between finding one unchanged and
    the next; and note what it has found in its second memory, too, which nobody reads.
    """
    from _pytask import state
    from pytask_parallel import execute

    execute._Sleeper = _Sleeper
    state.update_states_in_database = lambda *_: None


class _Sleeper:
    """Lets a moment pass when there was no task to begin."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def increment(self) -> None:
        """There was none."""
        self._seconds = _LOOK_SECONDS

    def reset(self) -> None:
        """One was begun."""

    def sleep(self) -> None:
        """Wait, and look again."""
        time.sleep(self._seconds)
        self._seconds = 0.0


def _pipeline_memory() -> Path:
    """Configuration file in the outputs: the pipeline keeps its memory where that file lies."""
    paths.OUTPUTS.mkdir(parents=True, exist_ok=True)
    config = paths.OUTPUTS / ".pipeline.toml"
    config.write_text("[tool.pytask.ini_options]\n", encoding="utf-8")
    return config


@contextmanager
def only_build() -> Iterator[None]:
    """Two builds of one outputs directory would overwrite each other's pages."""
    paths.OUTPUTS.mkdir(parents=True, exist_ok=True)
    lock = paths.OUTPUTS / unchanged.LOCK
    if lock.is_dir():
        lock.rmdir()
    with processes.locked(lock) as file:
        if file is None:
            raise BookError(
                f"another build is writing to {shown(paths.OUTPUTS)}; wait until it has ended"
            )
        yield


def _explanation(exc_info: tuple[Any, BaseException, Any]) -> str:
    kind, error, trace = exc_info
    if isinstance(error, InputError):
        # Rebuilt, because exceptions lose a message made from arguments between processes.
        return str(InputError(error.problems))
    if isinstance(error, BookError) or kind.__module__.startswith("_pytask"):
        return str(error)
    if said := machine.explained(error):
        return said
    if kind.__name__ in _LOST_WORKER:
        return (
            "a process of the build was ended from outside, most often because memory ran out; "
            "close other programs, or build one edition at a time: EDITIONS=en"
        )
    # Not an error foreseen: whoever mends it needs the place in the code.
    return trace if isinstance(trace, str) else f"{kind.__name__}: {error}"


def _book_lines(language: str) -> str:
    record = json.loads(record_of(language).read_text(encoding="utf-8"))
    result = RenderResult(
        record["renderer"], record["version"], tuple(record["products"]), tuple(record["warnings"])
    )
    names = [paths.OUTPUTS / name for name in result.products]
    entry = [path for path in names if path.name == "index.html" or path.suffix != ".html"]
    lines = [f"Book ({language}), {result}:", *(f"  {shown(path)}" for path in entry)]
    if unmade := _unmade(record):
        lines.append(f"  without {unmade}, as FORMATS says; `make book` without it adds them")
    return "\n".join([*lines, *(f"  warning: {said}" for said in result.warnings)])


def _listed(files: list[Path]) -> str:
    more = f" and {len(files) - _LISTED} more" if len(files) > _LISTED else ""
    return ", ".join(map(shown, files[:_LISTED])) + more


def shown(path: Path) -> str:
    """The path as a reader types it, from the checkout when it lies inside."""
    return path.relative_to(paths.ROOT).as_posix() if path.is_relative_to(paths.ROOT) else str(path)
