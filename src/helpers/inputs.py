"""What the pipeline's tasks read, as groups of files that count as one input.

A group is hashed by names and contents, so a page added or deleted is noticed like a page changed;
a list of single files would miss both.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from bookmaker.project.notebooks import joined, split_head
from helpers import imported, paths

# Decide no result of a notebook: changing them repeats none. A room's command line is `command`.
# What takes in questionnaires decides the clean tables, which are an input of their own.
NO_RESULTS = (
    "confidential",
    "dossier",
    "intake",
    "register",
    "staging",
    "transcription",
    "translation",
    "review",
    "workshop",
    "__main__.py",
    "command",
    "command.py",
)

# Tags that decide how a cell runs, of papermill and of nbclient; others say how a page shows it.
RUN_TAGS = frozenset({"injected-parameters", "parameters", "raises-exception", "skip-execution"})

# What Quarto writes into a project it renders: made from the site, not part of it.
QUARTO_OWN = ("_book", ".quarto", "_publish.yml", "site_libs", ".gitignore")

# Left behind by Python, JupyterLab, and interrupted writes.
IGNORED = ("__pycache__", ".ipynb_checkpoints", ".DS_Store")


# States of sources that a run has asked for; None outside of a run.
_STATES: dict[str, str | None] | None = None


@contextmanager
def seen_once() -> Iterator[None]:
    """Sources have the state meanwhile that they had when it was first asked for.

    For one run of the pipeline: it asks hundreds of times, and notes after a task what that has
    read. What is saved while a task runs counts as changed then.
    """
    global _STATES
    _STATES = {}
    try:
        yield
    finally:
        _STATES = None


@dataclass(kw_only=True)
class FileTree:
    """All files below `root` that match one of `patterns`, as one node of the pipeline.

    `required` trees that are empty have no state, which the pipeline reads as missing: right for
    products. A tree of sources may be empty; whoever reads it says better what is absent.
    """

    name: str
    root: Path
    patterns: tuple[str, ...] = ("**/*",)
    excluded: tuple[str, ...] = ()
    required: bool = False
    attributes: dict[Any, Any] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """Identity of the group: where it is and what belongs to it, not what is in it."""
        return hashlib.sha256(repr((self.root, self.patterns, self.excluded)).encode()).hexdigest()

    def files(self) -> Iterator[Path]:
        """The files, sorted by path."""
        for name in self._names():
            yield self.root / name

    def _names(self) -> list[str]:
        """Their names below the root. Of strings: there are tens of thousands in a build."""
        start, unwanted = len(str(self.root)) + 1, {*IGNORED, *self.excluded}
        found = {str(path) for pattern in self.patterns for path in self.root.glob(pattern)}
        kept = [
            path[start:].replace(os.sep, "/")
            for path in found
            if not path.endswith((".pyc", ".tmp")) and os.path.isfile(path)  # noqa: PTH113
        ]
        return sorted(name for name in kept if unwanted.isdisjoint(name.split("/")))

    def state(self) -> str | None:
        """Digest of names and contents; None when a required tree holds nothing."""
        if self.required or _STATES is None:
            return self._state()
        if self.signature not in _STATES:
            _STATES[self.signature] = self._state()
        return _STATES[self.signature]

    def _state(self) -> str | None:
        digest, empty, root = hashlib.sha256(), True, str(self.root)
        for name in self._names():
            empty = False
            digest.update(name.encode() + b"\0")
            digest.update(digest_of(f"{root}/{name}").encode())
        return None if empty and self.required else digest.hexdigest()

    def load(self, is_product: bool = False) -> Path:  # noqa: ARG002 (the pipeline's signature)
        """What a task receives: the directory."""
        return self.root

    def save(self, value: Any) -> None:
        """Tasks write their files themselves."""
        raise NotImplementedError(f"{self.name} is written by its task, not returned: {value!r}")


@dataclass(kw_only=True)
class Reached(FileTree):
    """The code that a notebook can reach by its imports, see `imported`, and what matches."""

    notebook: Path

    @property
    def signature(self) -> str:
        """Identity of the group: whose code it is, not what that is."""
        return hashlib.sha256(repr((super().signature, self.notebook)).encode()).hexdigest()

    def _names(self) -> list[str]:
        cells = _code_of(self.notebook) if self.notebook.is_file() else []
        codes = [code for code, *_ in cells]
        return sorted({*super()._names(), *imported.reached(codes, self.root)})


@dataclass(kw_only=True)
class Code:
    """What a notebook computes with: its code cells in their order, nothing of its prose.

    Options of cells, such as captions, are prose, too. A file that is no notebook counts as it is;
    whoever executes it says what is wrong.
    """

    name: str
    path: Path
    attributes: dict[Any, Any] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """Identity of the notebook: where it is, not what is in it."""
        return hashlib.sha256(repr((type(self), self.path)).encode()).hexdigest()

    def state(self) -> str | None:
        """Digest of the code; None where there is no notebook."""
        if not self.path.is_file():
            return None
        code = _code_of(self.path)
        return hashlib.sha256(json.dumps(code).encode()).hexdigest()

    def load(self, is_product: bool = False) -> Path:  # noqa: ARG002 (the pipeline's signature)
        """What a task receives: the notebook."""
        return self.path

    def save(self, value: Any) -> None:
        """Authors write notebooks."""
        raise NotImplementedError(f"{self.name} is no task's to write: {value!r}")


@dataclass(kw_only=True)
class Written:
    """All that a notebook wrote for an edition, as one node: the files that its manifest lists.

    The node is missing, and the notebook executed again, when one of them is not what was written,
    or when it was written by other code than the notebook has now.
    """

    name: str
    path: Path
    outputs: Path
    code: Code
    attributes: dict[Any, Any] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """Identity of the group: where its manifest is, not what is in it."""
        return hashlib.sha256(repr((type(self), self.path)).encode()).hexdigest()

    def manifest(self) -> dict[str, Any]:
        """What ran, on what, and the files below the outputs, as digests; empty when unknown."""
        try:
            read = json.loads(self.path.read_text(encoding="utf-8"))
            files = {str(name): str(digest) for name, digest in read["files"].items()}
            return {"code": str(read["code"]), "ran_on": str(read["ran_on"]), "files": files}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def files(self) -> dict[str, str]:
        """Digests of the files by their names below the outputs; none when unknown."""
        return self.manifest().get("files", {})

    @property
    def is_current(self) -> bool:
        """Whether what the manifest lists was written by the code that the notebook has now."""
        return self.manifest().get("code", "") == self.code.state()

    @property
    def ran_on(self) -> str:
        """Digest of all that the run was made from; empty when unknown."""
        return self.manifest().get("ran_on", "")

    def note(self, code: str | None, files: Iterable[Path], *, ran_on: str = "") -> None:
        """Write the manifest: the last thing that whoever executes a notebook does.

        `code` is the state of the code that ran, which may have been changed meanwhile; `ran_on`
        tells whoever executes it next whether anything else has changed.
        """
        listed = {path.relative_to(self.outputs).as_posix(): digest_of(path) for path in files}
        manifest = {"code": code, "ran_on": ran_on, "files": dict(sorted(listed.items()))}
        self.path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")

    def state(self) -> str | None:
        """Digest of the manifest; None when a file in it is missing or another one."""
        files = self.files()
        found = {name: self.outputs / name for name in files}
        is_there = all(p.is_file() and digest_of(p) == files[name] for name, p in found.items())
        return digest_of(self.path) if files and is_there and self.is_current else None

    def load(self, is_product: bool = False) -> Path:  # noqa: ARG002 (the pipeline's signature)
        """What a task receives: the manifest."""
        return self.path

    def save(self, value: Any) -> None:
        """Tasks write their files themselves."""
        raise NotImplementedError(f"{self.name} is written by its task, not returned: {value!r}")


def digest_of(path: Path | str) -> str:
    """SHA-256 of a file, read again only when it may have changed.

    A time of modification can be set back, that of the last change to a file's entry can not.
    """
    stat = os.stat(path)  # noqa: PTH116
    return _digest(str(path), stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


@cache
def _digest(path: str, *_of: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def what_runs(cell: Mapping[str, Any]) -> tuple[str, ...]:
    """The code of a cell without its `#|` lines, and the tags that decide how it runs.

    >>> what_runs({"source": "#| fig-cap: A\\nplot()", "metadata": {"tags": ["sortable"]}})
    ('plot()',)
    """
    _, code = split_head(joined(cell["source"]))
    tags = (cell.get("metadata") or {}).get("tags") or ()
    return ("\n".join(code), *sorted(RUN_TAGS.intersection(tags)))


def _code_of(notebook: Path) -> list[tuple[str, ...]]:
    """What runs of each code cell; of a file that is no notebook all of it."""
    return _cells(notebook, digest_of(notebook))


@cache
def _cells(notebook: Path, digest: str) -> list[tuple[str, ...]]:
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return [what_runs(cell) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return [(digest,)]


DATA = FileTree(name="data", root=paths.PUBLISHED)
LOCK = FileTree(name="lock", root=paths.ROOT, patterns=("requirements.lock",))
ANALYSIS = FileTree(name="analysis code", root=paths.ROOT / "src" / "helpers", excluded=NO_RESULTS)
# What a kernel is closed with, whatever its notebook imports.
_GUARDING = ("helpers/disclosure/guard.py", "helpers/disclosure/closed/**/*")
# What says whether the data are valid.
VALIDATION = FileTree(
    name="validation code",
    root=paths.ROOT / "src",
    patterns=(
        *("helpers/*.py", "helpers/ledger/**/*", "bookmaker/*.py", "bookmaker/project/**/*"),
        "bookmaker/filters/read_texts.lua",
    ),
    excluded=NO_RESULTS,
)
# What staging reads the data with. What chapters draw it has from their files.
STUDY = FileTree(
    name="study code", root=paths.ROOT / "src" / "helpers", excluded=(*NO_RESULTS, "chapters")
)
# The notebook that reads what the solver found, and the code that finds it: the engine and what it
# is asked. How the answers are shown repeats no solving.
SOLVED_FOR = "07_implied"
SOLVING = FileTree(
    name="solving code",
    root=paths.ROOT / "src" / "helpers",
    patterns=(
        *("*.py", "ledger/**/*", "audit/**/*", "bounds/**/*", "scale/**/*", "synthetic/**/*"),
        "chapters/implied/solving/**/*",
    ),
    # They say which code was asked, and change no answer.
    excluded=(*NO_RESULTS, "inputs.py", "imported.py"),
)
STAGING = FileTree(
    name="staging code",
    root=paths.ROOT / "src",
    patterns=(
        *("helpers/staging/**/*", "helpers/translation/**/*", "helpers/agreement.py"),
        # All but the looks of the embedded renderer's pages, which it adds itself.
        *("bookmaker/**/*.py", "bookmaker/filters/*", "bookmaker/project/**/*"),
        *("bookmaker/rendering/*/*", "bookmaker/rendering/embedded/paper/**/*"),
    ),
)
# What reads the texts of the book and their translations.
TRANSLATION = FileTree(
    name="translation code",
    root=paths.ROOT / "src",
    patterns=(
        *("helpers/*.py", "helpers/translation/**/*", "helpers/ledger/**/*"),
        *("bookmaker/*.py", "bookmaker/project/**/*"),
    ),
)
RENDERING = FileTree(name="rendering code", root=paths.ROOT / "src" / "bookmaker")
# The questionnaires of a wave and what decides which of their numbers leave; see `release`.
INSTRUMENTS = FileTree(name="instruments", root=paths.INSTRUMENTS)
DISCLOSURE = FileTree(name="rules", root=paths.ROOT / "data", patterns=("disclosure.yaml",))
PROJECT = FileTree(
    name="book project",
    root=paths.ROOT,
    patterns=("_quarto*.yml", "*.qmd", "*.bib", "*.csl", "*.css", "*.scss", "assets/**/*"),
)


# Chapters that only a book from questionnaires has, and the fewest waves that each needs.
OF_QUESTIONNAIRES = {"08_recomputed": 1, "09_respondents": 1, "10_waves": 2}


def notebooks() -> list[Path]:
    """The source notebooks of the book that is built, in the order of their numbers."""
    n_waves = len(paths.WAVES) if paths.DATA == "microdata" else 0
    return [
        path
        for path in sorted(paths.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
        if OF_QUESTIONNAIRES.get(path.stem, 0) <= n_waves
    ]


def interface(language: str) -> FileTree:
    """What the code itself says in an edition; in English there is no file, the code says it."""
    name = f"interface texts {language}"
    return FileTree(name=name, root=paths.ROOT / "locale", patterns=(f"{language}/interface.po",))


def translations(language: str) -> FileTree:
    """All that is translated into the language of an edition."""
    name = f"translations {language}"
    return FileTree(name=name, root=paths.ROOT / "locale", patterns=(f"{language}/*.po",))


def leaflet(language: str) -> FileTree:
    """What only an edition's leaflet is made from: its own code, the book's title and texts."""
    patterns = (
        *("_quarto*.yml", f"locale/{language}/book.po", f"locale/{language}/interface.po"),
        *("src/helpers/workshop/leaflet/**/*", "src/helpers/staging/description.py"),
        *("src/bookmaker/**/*.py", "src/bookmaker/project/**/*"),
        "src/bookmaker/rendering/embedded/paper/assets/*.typ",
    )
    return FileTree(name=f"leaflet {language}", root=paths.ROOT, patterns=patterns)


def clean_tables(wave: str) -> FileTree:
    """The clean questionnaires of a wave; there may be none, which the release says better."""
    return FileTree(name=f"clean tables {wave}", root=paths.clean(wave), patterns=("*.parquet",))


def released() -> Path | None:
    """What a book from questionnaires waits for: their release; None in any other book."""
    return paths.release() if paths.DATA == "microdata" else None


def code(notebook: str) -> Code:
    """The code of the notebook of this name."""
    return Code(name=f"code {notebook}", path=paths.NOTEBOOKS / f"{notebook}.ipynb")


def used(notebook: str) -> Reached:
    """The code that the notebook of this name can reach, and no other notebook's."""
    path, name = paths.NOTEBOOKS / f"{notebook}.ipynb", f"code used by {notebook}"
    return Reached(name=name, root=paths.ROOT / "src", patterns=_GUARDING, notebook=path)


def written(language: str, notebook: str) -> Written:
    """What the notebook of this name wrote for an edition: its executed copy, figures and more."""
    path, name = (
        paths.executed(language) / f"{notebook}.files.json",
        f"written {language} {notebook}",
    )
    return Written(name=name, path=path, outputs=paths.OUTPUTS, code=code(notebook))


def site(language: str) -> FileTree:
    """The staged project of an edition: every file in it is a product of staging."""
    return FileTree(
        name=f"site {language}", root=paths.site(language), excluded=QUARTO_OWN, required=True
    )


def book(language: str) -> FileTree:
    """The rendered book of an edition: every file in it is a product of the renderer."""
    return FileTree(name=f"book {language}", root=paths.book(language), required=True)
