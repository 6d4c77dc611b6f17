"""The pipeline on a small project: what runs when, what is left when something fails.

The project is the real code and data with two small notebooks, built once by a run of the tests and
copied for each; the pipeline's memory is relative to the outputs, so a copy is as current as the
original. It is made as pages and PDF: the other files for paper are made by the same task.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
import pytest

from helpers import inputs, paths
from helpers.inputs import FileTree
from helpers.workshop import processes
from helpers.workshop.differences import compare_trees
from tests import shared_build
from tests.conftest import SHARED

NUMBERS = "target = paths.numbers(language) / '{stem}.json'"
FIRST, SECOND = "execute_en_00_first", "execute_en_01_second"
BOOK = ("stage_en", "render_en")
ROOT = "task_root_page"


@dataclass(frozen=True)
class Project:
    """A checkout in a temporary directory."""

    root: Path

    @property
    def outputs(self) -> Path:
        return self.root / "outputs"

    def notebook(self, stem: str) -> Path:
        return self.root / "notebooks" / f"{stem}.ipynb"

    def replace(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def start(self, **environment: str) -> subprocess.Popen[str]:
        settings = {"EDITIONS": "en", "RENDERER": "embedded", "FORMATS": "html pdf"}
        settings |= {"COLUMNS": "100", **environment}
        clean = {k: v for k, v in os.environ.items() if k != "CIVIC_VOICE_OUTPUTS"}
        return subprocess.Popen(
            [sys.executable, "-m", "helpers", "build"],
            cwd=self.root,
            env={**clean, "PYTHONPATH": str(self.root / "src"), **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # A job in the background inherits Ctrl+C as ignored; the build must be able to see it.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def build(self, **environment: str) -> Build:
        process = self.start(**environment)
        output, _ = process.communicate(timeout=300)
        return Build(process.returncode, output)


@dataclass(frozen=True)
class Build:
    """What a build printed and how it ended."""

    status: int
    output: str
    # How many kinds of kernels had libraries loaded for them.
    kinds: int = 0

    @property
    def outcomes(self) -> dict[str, str]:
        """Outcome of each task that ran: `.` or `F`."""
        return dict(re.findall(r"│ task_\w+\.py::(\w+) +│ (\S+)", self.output))


def write_small_notebook(project: Project, stem: str, title: str) -> None:
    sources = [
        ("markdown", f"# {title} {{#sec-{title.lower()}}}", []),
        ("code", 'language = "en"', ["parameters"]),
        ("code", "import json\nfrom helpers import paths", []),
        (
            "code",
            f"{NUMBERS.format(stem=stem)}\ntarget.parent.mkdir(parents=True, exist_ok=True)",
            [],
        ),
        ("code", f"_ = target.write_text(json.dumps({{'{title.lower()}_count': 'few'}}))", []),
    ]
    cells = []
    for number, (kind, source, tags) in enumerate(sources):
        extra = {"outputs": [], "execution_count": None} if kind == "code" else {}
        cell = {"cell_type": kind, "id": f"c{number}", "metadata": {"tags": tags}}
        cells.append({**cell, "source": source, **extra})
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    project.notebook(stem).parent.mkdir(exist_ok=True)
    project.notebook(stem).write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest) -> tuple[Project, Build]:
    """The small project, built. Do not write into it."""
    made = shared_build.made_once(request.config.stash[SHARED], "small-project", build_small)
    said = json.loads((made / "said.json").read_text(encoding="utf-8"))
    return Project(made / "checkout"), Build(**said)


def build_small(directory: Path) -> None:
    """Write the small project, build it, and keep what the build printed beside it."""
    project = Project(directory / "checkout")
    # Compiled modules go along: they are those of the same sources.
    for name in ("src/bookmaker", "src/helpers", "pipeline", "data/published"):
        shutil.copytree(paths.ROOT / name, project.root / name)
    shutil.copy(paths.ROOT / "requirements.lock", project.root)
    chapters = "[index.qmd, notebooks/00_first.ipynb, notebooks/01_second.ipynb]"
    (project.root / "_quarto.yml").write_text(
        "project: {type: book}\nlang: en\nbook:\n  title: Small\n  author: Nobody\n"
        f"  chapters: {chapters}\nformat: {{html: {{toc: true}}}}\n",
        encoding="utf-8",
    )
    (project.root / "index.qmd").write_text("# Welcome {.unnumbered}\n\nWords.\n", encoding="utf-8")
    write_small_notebook(project, "00_first", "First")
    write_small_notebook(project, "01_second", "Second")
    with processes.folder() as own:
        kernels = own / "kernels"
        said = asdict(project.build(**{processes.TEMPLATES: str(kernels)}))
        said["kinds"] = len(list(kernels.glob("*.log")))
    (directory / "said.json").write_text(json.dumps(said), encoding="utf-8")


@pytest.fixture
def project(built: tuple[Project, Build], tmp_path: Path) -> Project:
    """A copy of the built project, to be changed."""
    shutil.copytree(built[0].root, tmp_path / "copy")
    return Project(tmp_path / "copy")


def test_a_first_build_runs_everything_and_says_where_the_book_is(
    built: tuple[Project, Build],
) -> None:
    """The last lines name the renderer, the page to open, the PDF and the time."""
    project, build = built
    assert build.status == 0, build.output
    assert build.outcomes == dict.fromkeys(
        ["task_data", "task_library", "task_prose", FIRST, SECOND, "leaflet_en", *BOOK, ROOT], "."
    )
    assert re.search(
        r"Book \(en\), rendered by the embedded renderer \(Pandoc .*, Typst .*\):\n"
        r"  outputs/book/en/index\.html\n  outputs/book/en/\S+\.pdf\n"
        r"  without EPUB, DOCX, as FORMATS says; .*\nFinished in [\d.]+ s\.\n\Z",
        build.output,
    ), build.output
    assert (project.outputs / "book/en/index.html").is_file()


def test_a_build_loads_the_libraries_of_its_kernels_once(built: tuple[Project, Build]) -> None:
    """What is begun at once is what all workers' notebooks are forked from."""
    assert built[1].kinds == 1


def test_an_unchanged_build_runs_nothing(project: Project) -> None:
    """Nothing runs, and the last lines are the same; then the pipeline is not even asked."""
    build = project.build()
    assert build.status == 0, build.output
    assert build.outcomes == {}
    said = re.search(r"(?s)Book \(en\), rendered by the embedded renderer.*Finished", build.output)
    assert said, build.output
    assert "pytask" in build.output
    again = project.build()
    assert again.status == 0
    assert again.output.startswith(f"Nothing has changed since the last build.\n{said[0]}")
    (project.outputs / "book/en/index.html").unlink()
    assert project.build().outcomes == {"render_en": "."}


def test_only_what_depends_on_a_change_runs(project: Project) -> None:
    """Prose executes nothing; what was changed in the outputs is made again."""
    project.replace(project.notebook("00_first"), "# First", "# Firstborn")
    assert set(project.build().outcomes) == {"task_prose", *BOOK, ROOT}
    for page in ("notebooks/00_first.html", "notebooks/00_first.ipynb"):
        assert "Firstborn" in (project.outputs / "book/en" / page).read_text(encoding="utf-8")
    (project.outputs / "book/en/notebooks/01_second.html").unlink()
    numbers = project.outputs / "numbers/en/00_first.json"
    right = numbers.read_bytes()
    numbers.write_bytes(right.replace(b"few", b"one"))
    (project.outputs / "figures/en").mkdir(parents=True)
    (project.outputs / "figures/en/fig-x.svg").write_text("<svg/>", encoding="utf-8")
    (project.outputs / "tables/en/a/b").mkdir(parents=True)
    build = project.build()
    assert build.outcomes == {FIRST: ".", "render_en": "."}
    assert numbers.read_bytes() == right
    assert not list((project.outputs / "tables/en").iterdir())


def test_another_renderer_renders_again_and_nothing_else(project: Project) -> None:
    """RENDERER is an input of rendering alone."""
    assert project.build(RENDERER="auto").outcomes == {"render_en": "."}


def test_a_failing_notebook_is_explained_and_resumed(project: Project) -> None:
    """Short message, no product, no traceback; after the mend only the rest runs."""
    first = project.notebook("00_first")
    project.replace(first, "'few'", "1 / 0")
    build = project.build()
    assert build.status == 1
    assert build.outcomes[FIRST] == "F"
    assert (
        "\nnotebooks/00_first.ipynb, cell 5: ZeroDivisionError: division by zero\n"
        "  the cell begins: _ = target.write_text(json.dumps({'first_count': 1 / 0}))\n"
        "  what ran so far: outputs/executed/en/00_first.partial.ipynb\n"
    ) in build.output
    assert "Mend this and run the same command again" in build.output
    assert "Traceback" not in build.output
    executed = project.outputs / "executed/en"
    assert not (executed / "00_first.ipynb").exists()
    project.replace(first, "1 / 0", "'some'")
    mended = project.build()
    assert mended.status == 0, mended.output
    assert set(mended.outcomes) == {"task_prose", FIRST, *BOOK, ROOT}
    assert sorted(path.name for path in executed.iterdir()) == [
        f"{stem}.{suffix}"
        for stem in ("00_first", "01_second")
        for suffix in ("files.json", "ipynb")
    ]


def test_an_interrupted_build_leaves_nothing_half_written_and_resumes(
    project: Project, built: tuple[Project, Build]
) -> None:
    """Ctrl+C ends it with its own status; of one that was killed the next one keeps nothing."""
    first = project.notebook("00_first")
    waiting = "import json; open('started', 'w').close()\\nwhile True: pass"
    project.replace(first, "import json", waiting)
    process = project.start()
    await_kernel(project)
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 130, output
    assert "Interrupted. What was finished is kept" in output
    assert "Traceback" not in output
    assert not (project.outputs / "executed/en/00_first.ipynb").exists()
    assert not list(below(project))
    # As the preview starts it, which is a command, too.
    process = project.start(PYTHONWARNINGS="ignore:resource_tracker:UserWarning")
    await_kernel(project)
    process.kill()
    _, left = psutil.wait_procs(below(project), timeout=5)
    assert not left
    process.communicate(timeout=60)
    (project.outputs / "book/.en-x.tmp/new").mkdir(parents=True)
    project.replace(first, waiting, "import json")
    assert project.build().status == 0
    kinds = ("executed", "numbers", "site", "book", "checked", "leaflet")
    found = compare_trees(built[0].outputs, project.outputs, below=kinds)
    assert found.n_compared
    assert not found.differences


def await_kernel(project: Project) -> None:
    """Wait until the cell that never ends has begun."""
    started = project.root / "notebooks/started"
    deadline = time.monotonic() + 120
    while not started.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    started.unlink()


def below(project: Project) -> list[psutil.Process]:
    """Kernels and workers in the project: all that runs there."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if Path(process.cwd()).is_relative_to(project.root):
                found.append(process)
    return found


def test_a_notebook_without_numbers_is_told(project: Project) -> None:
    """The prose needs the numbers of every notebook."""
    project.replace(project.notebook("01_second"), "_ = target.write_text", "_ = str")
    assert "notebooks/01_second.ipynb wrote no 01_second.json" in project.build().output


def test_invalid_data_stop_everything_with_one_report(project: Project) -> None:
    """Problems of several files are in one report, and no notebook runs."""
    data = project.root / "data/published"
    for name in ("claims.csv", "quotes.csv"):
        header, first, rest = (data / name).read_text(encoding="utf-8").split("\n", 2)
        (data / name).write_text("\n".join([header, first, first, rest]), encoding="utf-8")
    build = project.build()
    assert build.status == 1
    assert build.outcomes == {"task_data": "F"}
    (report,) = re.findall(
        r"\d+ problems in the input; nothing was built:\n(?:  .*\n)+", build.output
    )
    assert "claims.csv, row 3, column claim_id" in report
    assert "quotes.csv, row 3" in report


def test_a_typed_number_in_prose_stops_the_book(project: Project) -> None:
    """The message names page and row."""
    project.replace(project.root / "index.qmd", "Words.", "There are 487 words.")
    build = project.build()
    assert build.status == 1
    assert "index.qmd, row 3: typed number '487'" in build.output
    assert set(build.outcomes) == {"task_prose"}


def test_two_builds_of_one_directory_do_not_mix(project: Project) -> None:
    """The second says so and changes nothing."""
    import fcntl

    with (project.outputs / ".building").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        build = project.build()
    assert build == Build(1, "another build is writing to outputs; wait until it has ended\n")


def test_a_tree_of_files_changes_with_names_and_contents(tmp_path: Path) -> None:
    """Added, changed, renamed and removed files count; caches and unfinished files do not."""
    tree = FileTree(name="t", root=tmp_path, required=True, excluded=("skipped",))
    assert tree.state() is None
    (tmp_path / "a").write_text("1", encoding="utf-8")
    states = [tree.state()]
    for name in ("skipped", "__pycache__", ".ipynb_checkpoints"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "b").write_text("1", encoding="utf-8")
    (tmp_path / "b.tmp").write_text("1", encoding="utf-8")
    assert tree.state() == states[0]
    (tmp_path / "b").write_text("1", encoding="utf-8")
    states.append(tree.state())
    (tmp_path / "b").rename(tmp_path / "c")
    states.append(tree.state())
    (tmp_path / "c").write_text("2", encoding="utf-8")
    states.append(tree.state())
    assert len(set(states)) == 4
    (tmp_path / "c").unlink()
    assert tree.state() == states[0]


def test_a_run_sees_a_source_once_and_a_product_as_it_is(tmp_path: Path) -> None:
    """What is saved while a task runs is not taken for what the task has read."""
    source = FileTree(name="source", root=tmp_path)
    product = FileTree(name="product", root=tmp_path, required=True)
    (tmp_path / "a").write_text("1", encoding="utf-8")
    with inputs.seen_once():
        before = source.state(), product.state()
        (tmp_path / "a").write_text("2", encoding="utf-8")
        assert source.state() == before[0]
        assert product.state() != before[1]
    assert source.state() != before[0]


def test_a_book_from_questionnaires_counts_them_first() -> None:
    """A task of its own; any other book has none of it."""
    code = "import json, pipeline.task_release as t; print(json.dumps(sorted(vars(t))))"
    found = {}
    for data in ("published", "microdata"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=paths.ROOT,
            env={**os.environ, "CIVIC_VOICE_DATA": data},
            capture_output=True,
            text=True,
            check=True,
        )
        found[data] = set(json.loads(run.stdout))
    assert found["microdata"] - found["published"] == {"ROWS", "release"}
