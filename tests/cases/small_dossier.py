"""A checkout of a few files with a built book, and its dossier, whose slow parts are stand-ins."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfWriter

from bookmaker.rendering import RenderResult
from helpers import paths, staging
from helpers.dossier import checklist, making
from helpers.workshop import build as builder
from helpers.workshop import reproduce as reproducing
from helpers.workshop.build import Settings
from tests.cases import small_books
from tests.cases.small_books import SVG

DESCRIPTION = """\
project: {type: book}
lang: en
book:
  title: Small
  author: Tester
  date: "2026-01-15"
  output-file: small
  chapters: [index.qmd, notebooks/01_needs.ipynb]
number-sections: true
"""
INDEX = """\
# Front {#sec-front .unnumbered}

Of them {{< var difficulty_finance >}} name money.

![Needs again.](figures/fig-needs.svg){#fig-needs-front fig-alt="Bars."}

| A | B |
|---|---|
| 1 | 2 |

: Typed. {#tbl-typed}
"""
LOCK = """\
jinja2==9.9 ; python_version < '3'
    --hash=sha256:00
pyyaml=={yaml}
    --hash=sha256:00
"""
# A component as cyclonedx-bom writes it; the whole environment takes seconds.
BILL = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "version": 1,
    "components": [{"type": "library", "name": "PyYAML", "bom-ref": "a"}],
}


def identified(identifier: str, cell: dict[str, object]) -> dict[str, object]:
    """A cell with an id, as JupyterLab writes it."""
    return {**cell, "id": identifier}


def write_checkout(root: Path) -> None:
    """Sources as in this repository, few of them, and what a build made of them."""
    from importlib.metadata import version

    for name in ("LICENSE", "LICENSE-DATA", "CITATION.cff", "Makefile", "pyproject.toml"):
        shutil.copyfile(paths.ROOT / name, root / name)
    shutil.copytree(
        paths.ROOT / "data", root / "data", ignore=shutil.ignore_patterns("restricted", ".*")
    )
    (root / "data/restricted").mkdir()
    shutil.copyfile(paths.ROOT / "data/restricted/README.md", root / "data/restricted/README.md")
    (root / "requirements.lock").write_text(LOCK.format(yaml=version("pyyaml")), "utf-8")
    (root / "_quarto.yml").write_text(DESCRIPTION, encoding="utf-8")
    (root / "index.qmd").write_text(INDEX, encoding="utf-8")
    small_books.write_executed(root, "01_needs", *_cells())
    (root / ".gitignore").write_text("outputs\n", encoding="utf-8")
    for name in ("pipeline/task_book.py", "src/helpers/charts.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text('"""A program."""\n', encoding="utf-8")
    _write_outputs(root)
    staging.stage("en", root=root, outputs=root / "outputs")
    (root / "outputs/rendered").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "OUTPUTS", root / "outputs")
        builder.write_record("en", RenderResult("embedded", "1", (), ()))


def commit(root: Path) -> None:
    """Make a repository of a checkout, everything committed but its outputs."""
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-q", "-m", "One"]):
        subprocess.run(["git", "-C", root, *command], check=True, capture_output=True)


def _cells() -> list[dict[str, object]]:
    figure = '#| label: fig-needs\n#| fig-cap: "Needs named."\n#| fig-alt: "Bars."\ndraw()'
    table = '#| label: tbl-needs\n#| tbl-cap: "Needs. Base: {{< var survey_size >}}."\nshow()'
    return [
        identified("title", small_books.markdown("# Needs {#sec-needs}\n\n{{< var silent >}}.")),
        identified("setup", small_books.code('write_numbers(study, "01_needs", chapters=("2",))')),
        identified("draws", small_books.code(figure, small_books.display(svg=SVG))),
        identified("shows", small_books.code(table, small_books.display(markdown="| a |\n|--|"))),
    ]


def _write_outputs(root: Path) -> None:
    for name, text in _outputs().items():
        path = root / "outputs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pdf = root / "outputs/book/en/small.pdf"
    pdf.parent.mkdir(parents=True)
    page = PdfWriter()
    page.add_blank_page(72, 72)
    page.write(pdf)


def _outputs() -> dict[str, str]:
    numbers = {"difficulty_finance": "76", "survey_size": "100", "silent": "387"}
    return {
        "figures/en/fig-needs.svg": SVG,
        "figures/en/fig-needs.csv": "claim_id,count\ndifficulty_finance,76\n",
        "tables/en/tbl-needs.csv": "claim_id,count\nneed_finance,81\n",
        "numbers/en/01_needs.json": json.dumps(numbers),
    }


def build(clone: Path, environment: Mapping[str, str]) -> str:
    """Stands for the build of a clean clone."""
    _write_outputs(clone)
    page = clone / "outputs/book/en/index.html"
    page.write_text(environment["EDITIONS"], encoding="utf-8")
    return f"Book (en):\n  {page}\n"


def write_bill(path: Path, project: Path) -> None:  # noqa: ARG001 (as the real one)
    """Stands for the bill of the environment."""
    from importlib.metadata import version

    bill = json.loads(json.dumps(BILL))
    bill["components"][0]["version"] = version("pyyaml")
    path.write_text(json.dumps(bill), encoding="utf-8")


def make(checkout: Path, target: Path, *, with_runs: bool = True, certified_by: str = "") -> Path:
    """Make a dossier of a checkout whose builds and bill are stand-ins, with its checklist."""

    def reproduce(record: Path) -> None:
        reproducing.reproduce(Settings(), root=checkout, build=build, record=record)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "OUTPUTS", checkout / "outputs")
        making.make(
            target,
            with_runs=with_runs,
            certified_by=certified_by,
            root=checkout,
            reproduce=reproduce,
            bill=write_bill,
        )
    text = checklist.as_markdown(checklist.go_through(target), checklist.yours(target))
    (target / making.CHECKLIST).write_text(text, encoding="utf-8")
    return target
