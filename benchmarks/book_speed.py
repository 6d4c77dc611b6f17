"""The book against what people use: notebooks executed, editions built, and what changes cost.

Every contender runs the same notebooks with the same helpers in the same kernel (this Python), and
a run counts only when all its products are there. The solver's minute is in no contender's time.
"""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import copies
from copies import KERNEL_ENVIRONMENT, LANGUAGES, Copy
from measuring import ROOT, Contender, Contest, Run, RunError, measured

OURS = "ours"
PAPERMILL = "papermill, one after the other"
NBCONVERT = "jupyter nbconvert --execute"
NBCLIENT = "nbclient, 2 processes"
JUPYTER_BOOK = "Jupyter Book 1"
QUARTO = "Quarto"

# The chapter and the table in which a paragraph and a cell are changed.
CHANGED, CHANGED_TABLE = "01_sector_picture", "tbl-staff-size"


@dataclass(frozen=True)
class Setting:
    """Where the books are built, of what, and in which editions."""

    copy: Copy
    workspace: Path
    editions: Sequence[str] = LANGUAGES
    chapters: Sequence[str] = ()
    # Whose book is that of the sources as they are: an earlier call may have left another.
    current: set[str] = field(default_factory=set)

    def notebooks(self) -> list[Path]:
        """The notebooks that are executed: all chapters, or those chosen."""
        found = self.copy.chapters()
        return [path for path in found if not self.chapters or path.stem in self.chapters]

    def changed(self) -> str:
        """The notebook that is changed."""
        return CHANGED if not self.chapters else self.chapters[0]

    def log(self, name: str) -> Path:
        """Where what a contender prints is kept."""
        folder = self.workspace / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}.txt"


def contests(setting: Setting) -> list[Contest]:
    """All contests of books, in an order in which each finds what it needs."""
    return [executed(setting), *whole(setting), *changes(setting)]


# One edition executed.


def executed(setting: Setting) -> Contest:
    """All chapters of one edition, executed."""
    ours = "also checks data and notebooks, keeps each notebook from questionnaires"
    contenders = [
        Contender(OURS, lambda: executed_by_us(setting), ours),
        Contender(f"{OURS}, WARM=0", lambda: executed_by_us(setting, WARM="0"), "ordinary kernels"),
        Contender(PAPERMILL, lambda: executed_by(setting, "papermill"), "no checks"),
        Contender(NBCONVERT, lambda: executed_by(setting, "nbconvert"), "no checks"),
        Contender(NBCLIENT, lambda: executed_by(setting, "nbclient"), "no checks"),
    ]
    return Contest("executed", "all chapters, one edition, executed", contenders)


def executed_by_us(setting: Setting, **choices: str) -> Run:
    """The execute tasks of one edition, as the build runs them."""
    outputs = setting.workspace / "ours-executed"
    copies.empty(outputs)
    wanted = f"execute_en_{setting.chapters[0]}" if setting.chapters else "execute_en"
    script = str(ROOT / "benchmarks" / "executing.py")
    command = [sys.executable, script, "--only", wanted, "en"]
    run = measured(
        command,
        cwd=setting.copy.root,
        environment=setting.copy.environment(outputs, **choices),
        log=setting.log("ours-executed"),
    )
    copies.require(outputs / "executed" / "en" / each.name for each in setting.notebooks())
    return run


def executed_by(setting: Setting, tool: str) -> Run:
    """The same notebooks by a tool, into a directory of its own."""
    outputs = setting.workspace / f"{tool}-executed"
    copies.empty(outputs)
    products = outputs / "products"
    products.mkdir()
    run = measured(
        execution_command(tool, setting.notebooks(), products),
        cwd=setting.copy.notebooks,
        environment=kernels(setting, outputs),
        log=setting.log(f"{tool}-executed"),
    )
    copies.require(products / each.name for each in setting.notebooks())
    return run


def execution_command(tool: str, notebooks: Sequence[Path], products: Path) -> list[str]:
    """The command line by which people execute notebooks with a tool."""
    names = [str(path) for path in notebooks]
    if tool == "nbconvert":
        return [
            *(sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute"),
            *("--ExecutePreprocessor.timeout=600", "--output-dir", str(products), *names),
        ]
    if tool == "nbclient":
        script = str(ROOT / "benchmarks" / "nbclient_parallel.py")
        return [sys.executable, script, "2", str(products), *names]
    papermill = [sys.executable, "-m", "papermill", "--no-progress-bar", "-k", "python3"]
    lines = [
        shlex.join([*papermill, name, str(products / Path(name).name), "-p", "language", "en"])
        for name in names
    ]
    return ["sh", "-c", "set -e\n" + "\n".join(lines)]


def kernels(setting: Setting, outputs: Path) -> dict[str, str]:
    """The environment of a tool whose kernels are ordinary ones of this Python."""
    path = str(copies.kernel_path(setting.workspace))
    own = {"JUPYTER_PATH": path, "QUARTO_PYTHON": sys.executable}
    return setting.copy.environment(outputs, **own, **KERNEL_ENVIRONMENT)


# Whole books.


def whole(setting: Setting) -> list[Contest]:
    """Three editions to HTML, and by us in the formats and editions that the targets name."""
    ours = "also translates, checks, links numbers to claims, indexes the search; no notebook twice"
    html, all_formats = {"FORMATS": "html"}, {}
    return [
        Contest(
            "html",
            f"{counted(setting.editions)} to HTML, from nothing",
            [
                Contender(OURS, lambda: whole_by_us(setting, "html", setting.editions, html), ours),
                *compared(setting, lambda tool: tool.from_nothing()),
            ],
        ),
        Contest(
            "one-html",
            "one edition to HTML, from nothing",
            [Contender(OURS, lambda: whole_by_us(setting, "one", ("en",), html), ours)],
        ),
        Contest(
            "all-formats",
            f"{counted(setting.editions)} to HTML, PDF, EPUB and DOCX, from nothing",
            [
                Contender(
                    OURS, lambda: whole_by_us(setting, "all", setting.editions, all_formats), ours
                )
            ],
        ),
    ]


def counted(editions: Sequence[str]) -> str:
    """So many editions, in words."""
    return {1: "one edition", 2: "two editions", 3: "three editions"}[len(editions)]


def whole_by_us(
    setting: Setting, name: str, editions: Sequence[str], formats: dict[str, str]
) -> Run:
    """The build from empty outputs."""
    outputs = setting.workspace / f"ours-{name}"
    copies.empty(outputs)
    run = build(setting, outputs, editions, formats)
    if formats and list(outputs.glob("book/*/*.epub")):
        raise RunError("FORMATS=html made an EPUB all the same: this build does not know FORMATS")
    return run


def build(setting: Setting, outputs: Path, editions: Sequence[str], formats: dict[str, str]) -> Run:
    """What `make book` runs; every chapter's page must be there at its end."""
    command = [sys.executable, "-m", "helpers", "build", "--editions", " ".join(editions)]
    run = measured(
        [*command, "--renderer", "embedded"],
        cwd=setting.copy.root,
        environment=setting.copy.environment(outputs, **formats),
        log=setting.log(outputs.name),
    )
    copies.require(our_pages(setting, outputs, editions))
    return run


def our_pages(setting: Setting, outputs: Path, editions: Sequence[str]) -> list[Path]:
    """The chapters' pages."""
    return [
        outputs / "book" / language / "notebooks" / f"{each.stem}.html"
        for language in editions
        for each in setting.notebooks()
    ]


# What changes cost.


def changes(setting: Setting) -> list[Contest]:
    """Nothing, a paragraph and a cell changed, in HTML of all editions, after a whole build."""
    n = counted(setting.editions)
    asked = {
        "nothing": f"{n} to HTML again, nothing changed",
        "paragraph": f"{n} to HTML again, one paragraph changed",
        "cell": f"{n} to HTML again, one cell of code changed",
    }
    return [
        Contest(
            key,
            work,
            [
                Contender(OURS, lambda key=key: changed_by_us(setting, key)),
                *compared(setting, lambda tool, key=key: tool.changed(key)),
            ],
        )
        for key, work in asked.items()
    ]


def changed_by_us(setting: Setting, key: str) -> Run:
    """Change a source of the copy and build again."""
    outputs, html = setting.workspace / "ours-html", {"FORMATS": "html"}
    if not all(path.is_file() for path in our_pages(setting, outputs, setting.editions)):
        copies.empty(outputs)
    if OURS not in setting.current:
        build(setting, outputs, setting.editions, html)
        setting.current.add(OURS)
    words = apply_change(key, setting.copy.notebooks / f"{setting.changed()}.ipynb")
    run = build(setting, outputs, setting.editions, html)
    pages = our_pages(setting, outputs, setting.editions)
    copies.require([page for page in pages if page.stem == setting.changed()], words)
    return run


def apply_change(key: str, *notebooks: Path) -> str:
    """Make the change in every notebook given; the words that its page must then have."""
    if key == "nothing":
        return ""
    stamp = copies.word()
    for notebook in notebooks:
        if key == "paragraph":
            copies.change_paragraph(notebook, sentence(stamp))
        elif notebook.stem == CHANGED:
            copies.change_result(notebook, CHANGED_TABLE, shown_in_table(stamp))
        else:
            copies.change_code(notebook, f'benchmark = "{stamp}"')
    changed_table = key == "cell" and all(each.stem == CHANGED for each in notebooks)
    return stamp if key == "paragraph" or changed_table else ""


def sentence(stamp: str) -> str:
    """A sentence with the word."""
    return f"Here the benchmark wrote {stamp}."


def shown_in_table(stamp: str) -> str:
    """Code in which the word is in two parts, so that only what it shows has the whole word."""
    return f'sizes["answer"] += " {stamp[:8]}" "{stamp[8:]}"'


# The tools compared with.


@dataclass(frozen=True)
class Tool:
    """A publisher of notebooks with a book for each language and a cache of executed cells."""

    setting: Setting
    name: str

    @property
    def folder(self) -> Path:
        """Where its books are."""
        return self.setting.workspace / self.name

    def book(self, language: str) -> Path:
        """The sources of one language."""
        return self.folder / language

    def pages(self, language: str) -> list[Path]:
        """The HTML of the chapters of one language."""
        raise NotImplementedError

    def configure(self, language: str) -> None:
        """Write what the tool asks for beside the notebooks."""
        raise NotImplementedError

    def command(self, language: str) -> list[str]:
        """The command that brings one language up to date."""
        raise NotImplementedError

    def from_nothing(self) -> Run:
        """All languages, one after the other, with an empty cache."""
        shutil.rmtree(self.folder, ignore_errors=True)
        copies.empty(self.folder / "outputs")
        for language in self.setting.editions:
            for notebook in self.setting.notebooks():
                product = self.book(language) / "notebooks" / notebook.name
                copies.in_language(notebook, product, language)
            self.configure(language)
        return self.build()

    def build(self) -> Run:
        """Bring all languages up to date."""
        commands = [shlex.join(self.command(language)) for language in self.setting.editions]
        run = measured(
            ["sh", "-c", "set -e\n" + "\n".join(commands)],
            cwd=self.folder,
            environment=kernels(self.setting, self.folder / "outputs"),
            log=self.setting.log(self.name),
        )
        copies.require(page for each in self.setting.editions for page in self.pages(each))
        return run

    def changed(self, key: str) -> Run:
        """Change a notebook in every language and build again."""
        editions = self.setting.editions
        if not all(page.is_file() for each in editions for page in self.pages(each)):
            self.from_nothing()
        if self.name not in self.setting.current:
            self.build()
            self.setting.current.add(self.name)
        name = self.setting.changed()
        words = apply_change(
            key, *(self.book(each) / "notebooks" / f"{name}.ipynb" for each in editions)
        )
        run = self.build()
        for each in editions:
            copies.require([page for page in self.pages(each) if page.stem == name], words)
        return run


class JupyterBook(Tool):
    """Jupyter Book 1: Sphinx and MyST-NB, with jupyter-cache."""

    def pages(self, language: str) -> list[Path]:
        """In its own directory of products."""
        html = self.book(language) / "_build" / "html" / "notebooks"
        return [html / f"{each.stem}.html" for each in self.setting.notebooks()]

    def configure(self, language: str) -> None:
        """A failed cell fails the build, as it fails ours."""
        names = [f"notebooks/{each.stem}" for each in self.setting.notebooks()]
        toc = ["format: jb-book", "root: index", "chapters:"]
        toc += [f"- file: {name}" for name in names]
        config = [
            "title: Book",
            "only_build_toc_files: true",
            f"execute: {{execute_notebooks: cache, timeout: 600, cache: {self.folder}/cache}}",
            f"sphinx: {{config: {{language: {language}, nb_execution_raise_on_error: true}}}}",
        ]
        book = self.book(language)
        (book / "_toc.yml").write_text("\n".join(toc) + "\n", encoding="utf-8")
        (book / "_config.yml").write_text("\n".join(config) + "\n", encoding="utf-8")
        (book / "index.md").write_text("# Book\n", encoding="utf-8")

    def command(self, language: str) -> list[str]:
        """As its users call it."""
        program = copies.compared_environment(self.setting.workspace) / "jupyter-book"
        return [str(program), "build", str(self.book(language))]


class Quarto(Tool):
    """Quarto, which executes notebooks by its own Jupyter engine, with `freeze: auto`."""

    def pages(self, language: str) -> list[Path]:
        """In its own directory of products."""
        html = self.book(language) / "_book" / "notebooks"
        return [html / f"{each.stem}.html" for each in self.setting.notebooks()]

    def configure(self, language: str) -> None:
        """A book of the notebooks as they are; numbers in prose stay unfilled."""
        names = [f"notebooks/{each.name}" for each in self.setting.notebooks()]
        lines = ["project: {type: book}", f"lang: {language}", "book:", "  title: Book"]
        lines += ["  chapters:", "  - index.qmd", *(f"  - {name}" for name in names)]
        lines += ["execute: {enabled: true, freeze: auto}", "format: {html: default}"]
        book = self.book(language)
        (book / "_quarto.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (book / "index.qmd").write_text("# Book {.unnumbered}\n", encoding="utf-8")

    def command(self, language: str) -> list[str]:
        """As its users call it."""
        return [self.program(), "render", str(self.book(language)), "--to", "html"]

    @staticmethod
    def program() -> str:
        """Quarto's command, or an empty text."""
        return shutil.which("quarto") or ""


def compared(setting: Setting, run: Callable[[Tool], Run]) -> list[Contender]:
    """The publishers with which ours is compared, those that are not there with the reason."""
    less = "no translation, numbers in prose unfilled, no links of numbers, no check; one language"
    tools = [
        (JUPYTER_BOOK, JupyterBook(setting, "jupyter-book"), ""),
        (QUARTO, Quarto(setting, "quarto"), "" if Quarto.program() else "it is not installed"),
    ]
    return [
        Contender(
            name,
            lambda tool=tool: run(tool),
            f"{less} after the other; its cache on" if not missing else "",
            missing,
        )
        for name, tool, missing in tools
    ]
