"""Copies of the sources in which benchmarks build and edit, so that no reader's book is touched.

All lies in `outputs/bench`, which git ignores and `make clean` removes: a clone of the last commit,
what each contender builds, and the environment of the tools compared with.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measuring import ROOT, RunError, measured

WORKSPACE = ROOT / "outputs" / "bench"
SOLVED = WORKSPACE / "solved"
COMPARED = ROOT / "benchmarks" / "requirements-compared.txt"
LANGUAGES = ("en", "ru", "kk")
# The same in every kernel, as the build sets it: nobody is faster by another drawing back end.
KERNEL_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "MPLBACKEND": "agg",
    "TZ": "UTC",
    "SOURCE_DATE_EPOCH": "0",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONUTF8": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
# The caller's own choices, which would reach one contender and not another.
_NOT_INHERITED = (
    *("EDITIONS", "RENDERER", "FORMATS", "WARM", "CLUSTER", "PYTHONPATH", "PYTHONHOME"),
    *("CIVIC_VOICE_OUTPUTS", "CIVIC_VOICE_WRITES", "CIVIC_VOICE_DATA", "CIVIC_VOICE_WAVES"),
    *("JUPYTER_PATH", "JUPYTER_PREFER_ENV_PATH", "MAKEFLAGS", "MFLAGS", "MAKELEVEL"),
)


@dataclass(frozen=True)
class Copy:
    """A clone of the sources, the environment shared; `outputs` of each contender beside it."""

    root: Path

    @property
    def notebooks(self) -> Path:
        """Its source notebooks."""
        return self.root / "notebooks"

    def environment(self, outputs: Path, **more: str) -> dict[str, str]:
        """What a command needs to use the copy's helpers and to write into `outputs`."""
        own = {"PYTHONPATH": str(self.root / "src"), "CIVIC_VOICE_OUTPUTS": str(outputs)}
        return {**inherited(), "PYTHONUTF8": "1", **own, **more}

    def chapters(self) -> list[Path]:
        """The notebooks of the published book, in order."""
        of_questionnaires = ("08_", "09_", "10_")
        found = sorted(self.notebooks.glob("[0-9][0-9]_*.ipynb"))
        return [path for path in found if not path.name.startswith(of_questionnaires)]


def inherited() -> dict[str, str]:
    """This process's environment without what is meant for one contender."""
    return {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}


def copy_sources(workspace: Path) -> Copy:
    """Clone the last commit anew, and have the solver's results for it."""
    root = workspace / "checkout"
    shutil.rmtree(root, ignore_errors=True)
    root.parent.mkdir(parents=True, exist_ok=True)
    command = ["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RunError(f"the sources cannot be cloned: {done.stderr.strip()}")
    copy = Copy(root)
    solve(copy)
    return copy


def solve(copy: Copy) -> None:
    """Have ready what the solver finds, a minute or more when it was not found before."""
    own = SOLVED / "computed"
    own.mkdir(parents=True, exist_ok=True)
    for known in sorted((ROOT / "outputs" / "computed").glob("*.json")):
        target = own / known.name
        if not target.is_file() or target.stat().st_mtime < known.stat().st_mtime:
            shutil.copy2(known, target)
    asked = (
        "from helpers.chapters.implied import solving; from helpers.study import open_study;"
        "study = open_study().as_printed();"
        "[solving.solve_part(study, part) for part in solving.PARTS];"
        "solving.solved(study)"
    )
    print("asking the solver, unless it was asked before", flush=True)
    command = [sys.executable, "-c", asked]
    environment = copy.environment(SOLVED, **KERNEL_ENVIRONMENT)
    measured(command, cwd=copy.root, environment=environment, log=SOLVED / "log.txt")


def empty(outputs: Path) -> None:
    """Nothing is built there, but what the solver found: its time is in no contender's."""
    shutil.rmtree(outputs, ignore_errors=True)
    shutil.copytree(SOLVED / "computed", outputs / "computed")


def change_paragraph(notebook: Path, words: str) -> None:
    """Add a sentence at the end of the last paragraph of prose."""
    with edited(notebook) as content:
        cell = [each for each in content["cells"] if _is_paragraph(each)][-1]
        cell["source"] = f"{''.join(cell['source']).rstrip()} {words}"


def change_code(notebook: Path, line: str) -> None:
    """Add a line of code above that of the last cell of code."""
    with edited(notebook) as content:
        cell = [each for each in content["cells"] if each["cell_type"] == "code"][-1]
        cell["source"] = with_line("".join(cell["source"]), line)


def change_result(notebook: Path, label: str, line: str) -> None:
    """Add a line of code above the last one of a labelled cell: what the cell shows changes."""
    with edited(notebook) as content:
        mark = f"#| label: {label}\n"
        cells = [each for each in content["cells"] if each["cell_type"] == "code"]
        cell = next(each for each in cells if mark in "".join(each["source"]))
        *before, last = "".join(cell["source"]).split("\n")
        cell["source"] = "\n".join([*before, line, last])


def change_option(notebook: Path, option: str, words: str) -> None:
    """Add words at the end of the first such option of a cell, a caption or an alternative text."""
    begin = f'#| {option}: "'
    with edited(notebook) as content:
        for cell in content["cells"]:
            lines = "".join(cell["source"]).split("\n")
            found = [n for n, line in enumerate(lines) if line.startswith(begin)]
            if cell["cell_type"] == "code" and found:
                lines[found[0]] = f'{lines[found[0]][:-1]} {words}"'
                cell["source"] = "\n".join(lines)
                return
    raise RunError(f"no cell of {notebook.name} has the option {option}")


def change_note(claims: Path, words: str) -> None:
    """Add words to the first note of the ledger."""
    with claims.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    row = next(row for row in rows if row["note"])
    row["note"] += f" {words}"
    with claims.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def change_label(codebook: Path, words: str) -> None:
    """Add words to the English label of a category that a chapter shows."""
    replace_once(codebook, 'en: "membership fees"', f'en: "membership fees {words}"')


def replace_once(path: Path, old: str, new: str) -> None:
    """Change the first occurrence; raise `RunError` when there is none."""
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise RunError(f"{path.name} has no {old!r} to change")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def word() -> str:
    """A word that nothing had before, of letters only: no number that prose may not have."""
    return f"{time.time_ns():x}".translate(str.maketrans("0123456789", "ghijklmnop"))


def with_line(source: str, line: str) -> str:
    """The code with a line before its first one that is no option.

    >>> with_line("#| label: a\\nb()", "c = 1")
    '#| label: a\\nc = 1\\nb()'
    """
    lines = source.split("\n")
    n_options = next((n for n, each in enumerate(lines) if not each.startswith("#|")), len(lines))
    return "\n".join([*lines[:n_options], line, *lines[n_options:]])


class edited:  # noqa: N801 (used as a function)
    """The content of a notebook, written back at the end of the block."""

    def __init__(self, notebook: Path) -> None:
        self._notebook = notebook

    def __enter__(self) -> dict[str, Any]:
        self._content = json.loads(self._notebook.read_text(encoding="utf-8"))
        return self._content

    def __exit__(self, kind: type | None, *_: object) -> None:
        if kind is None:
            text = json.dumps(self._content, ensure_ascii=False, indent=1)
            self._notebook.write_text(text + "\n", encoding="utf-8")


def _is_paragraph(cell: Mapping[str, Any]) -> bool:
    last = "".join(cell["source"]).rstrip().rpartition("\n")[2]
    return cell["cell_type"] == "markdown" and last[:1].isalpha()


def in_language(notebook: Path, product: Path, language: str) -> None:
    """A copy of the notebook whose parameter cell names another language."""
    content = json.loads(notebook.read_text(encoding="utf-8"))
    for cell in content["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = f'#| include: false\nlanguage = "{language}"'
    product.parent.mkdir(parents=True, exist_ok=True)
    product.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def compared_environment(workspace: Path) -> Path:
    """The programs of the environment of the tools compared with, made when it is not there."""
    environment = workspace / "compared"
    stamp = environment / ".complete"
    pinned = COMPARED.read_text(encoding="utf-8")
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != pinned:
        shutil.rmtree(environment, ignore_errors=True)
        print("installing what is compared (once)", flush=True)
        programs = environment / "bin"
        for command in (
            [sys.executable, "-m", "venv", str(environment)],
            [str(programs / "python"), "-m", "pip", "install", "--quiet", "-r", str(COMPARED)],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RunError(f"it cannot be installed: {done.stderr.strip()[-500:]}")
        stamp.write_text(pinned, encoding="utf-8")
    return environment / "bin"


def kernel_path(workspace: Path) -> Path:
    """A directory for JUPYTER_PATH whose kernel `python3` is this Python: everybody's kernel."""
    folder = workspace / "jupyter" / "kernels" / "python3"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    content = {"argv": command, "display_name": "Python 3", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(content), encoding="utf-8")
    return workspace / "jupyter"


def require(files: Iterable[Path], words: str = "") -> None:
    """Raise `RunError` for a product that is not there, or none of which has the words."""
    listed = list(files)
    if missing := [path.name for path in listed if not path.is_file()]:
        raise RunError(f"not made: {', '.join(missing)}")
    if words and not any(words in text for text in _texts(listed)):
        raise RunError(f"nothing says {words!r}")


def _texts(files: Iterable[Path]) -> Iterator[str]:
    for path in files:
        yield " ".join(path.read_text(encoding="utf-8").split())
