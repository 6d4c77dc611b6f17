"""What the pipeline's tasks read, as groups of files that count as one input.

A group is hashed by names and contents, so a page added or deleted is noticed like a page changed;
a list of single files would miss both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from helpers import paths

# Decide no result of a notebook: changing them repeats none. A room's command line is `command`.
# What takes in questionnaires decides the clean tables, which are an input of their own.
NO_RESULTS = (
    "confidential",
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

# What Quarto writes into a project it renders: made from the site, not part of it.
QUARTO_OWN = ("_book", ".quarto", "_publish.yml", "site_libs", ".gitignore")

# Left behind by Python, JupyterLab, and interrupted writes.
IGNORED = ("__pycache__", ".ipynb_checkpoints", ".DS_Store")


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
        found = {path for pattern in self.patterns for path in self.root.glob(pattern)}
        for path in sorted(found):
            inside = path.relative_to(self.root)
            unwanted = {*IGNORED, *self.excluded}.intersection(inside.parts)
            if not unwanted and path.suffix not in {".pyc", ".tmp"} and path.is_file():
                yield path

    def state(self) -> str | None:
        """Digest of names and contents; None when a required tree holds nothing."""
        digest, empty = hashlib.sha256(), True
        for path in self.files():
            empty = False
            digest.update(path.relative_to(self.root).as_posix().encode() + b"\0")
            digest.update(digest_of(path).encode())
        return None if empty and self.required else digest.hexdigest()

    def load(self, is_product: bool = False) -> Path:  # noqa: ARG002 (the pipeline's signature)
        """What a task receives: the directory."""
        return self.root

    def save(self, value: Any) -> None:
        """Tasks write their files themselves."""
        raise NotImplementedError(f"{self.name} is written by its task, not returned: {value!r}")


@dataclass(kw_only=True)
class Written:
    """All that a notebook wrote for an edition, as one node: the files that its manifest lists.

    The node is missing, and the notebook executed again, when one of them is not what was written.
    """

    name: str
    path: Path
    outputs: Path
    attributes: dict[Any, Any] = field(default_factory=dict)

    @property
    def signature(self) -> str:
        """Identity of the group: where its manifest is, not what is in it."""
        return hashlib.sha256(repr((type(self), self.path)).encode()).hexdigest()

    def manifest(self) -> dict[str, Any]:
        """The notebook's digest and its files below the outputs with theirs; empty when unknown."""
        try:
            read = json.loads(self.path.read_text(encoding="utf-8"))
            files = {str(name): str(digest) for name, digest in read["files"].items()}
            return {"notebook": str(read["notebook"]), "files": files}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def files(self) -> dict[str, str]:
        """Digests of the files by their names below the outputs; none when unknown."""
        return self.manifest().get("files", {})

    def note(self, notebook: Path, files: Iterable[Path]) -> None:
        """Write the manifest: the last thing that whoever executes a notebook does."""
        listed = {path.relative_to(self.outputs).as_posix(): digest_of(path) for path in files}
        manifest = {"notebook": digest_of(notebook), "files": dict(sorted(listed.items()))}
        self.path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")

    def state(self) -> str | None:
        """Digest of the manifest; None when a file in it is missing or another one."""
        files = self.files()
        found = {name: self.outputs / name for name in files}
        is_there = all(p.is_file() and digest_of(p) == files[name] for name, p in found.items())
        return digest_of(self.path) if files and is_there else None

    def load(self, is_product: bool = False) -> Path:  # noqa: ARG002 (the pipeline's signature)
        """What a task receives: the manifest."""
        return self.path

    def save(self, value: Any) -> None:
        """Tasks write their files themselves."""
        raise NotImplementedError(f"{self.name} is written by its task, not returned: {value!r}")


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read again only when it may have changed.

    A time of modification can be set back, that of the last change to a file's entry can not.
    """
    stat = path.stat()
    return _digest(path, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)


@cache
def _digest(path: Path, *_of: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


DATA = FileTree(name="data", root=paths.PUBLISHED)
LOCK = FileTree(name="lock", root=paths.ROOT, patterns=("requirements.lock",))
ANALYSIS = FileTree(name="analysis code", root=paths.ROOT / "src" / "helpers", excluded=NO_RESULTS)
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
    excluded=NO_RESULTS,
)
STAGING = FileTree(
    name="staging code",
    root=paths.ROOT / "src",
    patterns=(
        *("helpers/staging/**/*", "helpers/translation/**/*", "helpers/agreement.py"),
        "bookmaker/**/*",
    ),
)
RENDERING = FileTree(name="rendering code", root=paths.ROOT / "src" / "bookmaker")
LEAFLET = FileTree(
    name="leaflet",
    root=paths.ROOT,
    patterns=(
        *("_quarto*.yml", "locale/*/book.po", "locale/*/interface.po"),
        "src/helpers/workshop/leaflet/**/*",
    ),
)
# The questionnaires of a wave and what decides which of their numbers leave; see `release`.
INSTRUMENTS = FileTree(name="instruments", root=paths.INSTRUMENTS)
DISCLOSURE = FileTree(name="rules", root=paths.ROOT / "data", patterns=("disclosure.yaml",))
INTERFACE = FileTree(
    name="interface texts", root=paths.ROOT / "locale", patterns=("*/interface.po",)
)
TRANSLATIONS = FileTree(name="translations", root=paths.ROOT / "locale")
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


def clean_tables(wave: str) -> FileTree:
    """The clean questionnaires of a wave; there may be none, which the release says better."""
    return FileTree(name=f"clean tables {wave}", root=paths.clean(wave), patterns=("*.parquet",))


def released() -> Path | None:
    """What a book from questionnaires waits for: their release; None in any other book."""
    return paths.release() if paths.DATA == "microdata" else None


def written(language: str, notebook: str) -> Written:
    """What the notebook of this name wrote for an edition: its executed copy, figures and more."""
    path = paths.executed(language) / f"{notebook}.files.json"
    return Written(name=f"written {language} {notebook}", path=path, outputs=paths.OUTPUTS)


def site(language: str) -> FileTree:
    """The staged project of an edition: every file in it is a product of staging."""
    return FileTree(
        name=f"site {language}", root=paths.site(language), excluded=QUARTO_OWN, required=True
    )


def book(language: str) -> FileTree:
    """The rendered book of an edition: every file in it is a product of the renderer."""
    return FileTree(name=f"book {language}", root=paths.book(language), required=True)
