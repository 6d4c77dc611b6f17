"""Prose checked, then per edition: the project staged, the book rendered."""

import os
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

from pytask import Product, PythonNode, task

from bookmaker.rendering.dates import source_date
from helpers import inputs, paths
from helpers.workshop import build, environment

SETTINGS = build.Settings.of(os.environ)
# Editions that link to each other; a build of one of them that is compared with a build of all
# says so.
TOGETHER = os.environ.get("TOGETHER") or " ".join(SETTINGS.editions)
PROSE = [*sorted(paths.ROOT.glob("*.qmd")), *inputs.notebooks()]
CHECKED = paths.OUTPUTS / "checked" / "prose.txt"
DATA_CHECKED = paths.OUTPUTS / "checked" / "data.txt"
# Says that what stagings look up in their common memory is there.
LIBRARY = paths.OUTPUTS / "checked" / "library.txt"
RELEASED = inputs.released()
# The day of the sources, which the book says.
DATED = str(source_date(paths.ROOT) or "")


def task_prose(
    code: Annotated[Path, inputs.STAGING],
    pages: tuple[Path, ...] = tuple(PROSE),
    checked: Annotated[Path, Product] = CHECKED,
) -> None:
    """No number is typed in prose that should come from the data."""
    from helpers.errors import InputError
    from helpers.staging.prose_numbers import check_prose

    problems = check_prose(list(pages))
    if problems:
        raise InputError(problems)
    checked.write_text("".join(f"{page.name}\n" for page in pages), encoding="utf-8")


def task_library(
    lock: Annotated[Path, inputs.LOCK],
    ready: Annotated[Path, Product] = LIBRARY,
    # Not read: all notebooks wait for that check, which this would slow down.
    checked: Path = DATA_CHECKED,
) -> None:
    """Have the library of interactive charts put together once, and not by each edition."""
    from bookmaker.project.remembered import Memory
    from helpers.staging.figures import interactive

    interactive.library(Memory(build.remembered()))
    ready.write_text(f"{interactive.library_version()}\n", encoding="utf-8")


# The leaflet tells measures; a study that has none has no leaflet.
HAS_LEAFLET = paths.MEASURES.is_file()

for edition in SETTINGS.editions:

    @(task(name=f"leaflet_{edition}") if HAS_LEAFLET else lambda each: each)
    def leaflet(
        data: Annotated[Path, inputs.DATA],
        code: Annotated[Path, inputs.ANALYSIS],
        layout: Annotated[Path, inputs.leaflet(edition)],
        lock: Annotated[Path, inputs.LOCK],
        checked: Path = DATA_CHECKED,
        released: Path | None = RELEASED,
        language: str = edition,
        product: Annotated[Path, Product] = paths.leaflet(edition),
    ) -> None:
        """Two pages to print, from the study's words and numbers."""
        from helpers.study import open_study
        from helpers.workshop.leaflet import write_leaflet

        write_leaflet(open_study(language), product)

    WRITTEN = [inputs.written(edition, source.stem) for source in inputs.notebooks()]

    @task(name=f"stage_{edition}")
    def stage(
        project: Annotated[Path, inputs.PROJECT],
        code: Annotated[Path, inputs.STAGING],
        study: Annotated[Path, inputs.STUDY],
        data: Annotated[Path, inputs.DATA],
        translations: Annotated[Path, inputs.translations(edition)],
        together: Annotated[str, PythonNode(value=TOGETHER, hash=True)],
        dated: Annotated[str, PythonNode(value=DATED, hash=True)],
        site: Annotated[Path, inputs.site(edition), Product],
        checked: Path = CHECKED,
        library: Path = LIBRARY,
        released: Path | None = RELEASED,
        leaflet: Path | None = paths.leaflet(edition) if HAS_LEAFLET else None,
        notebooks: tuple[Path, ...] = tuple(inputs.notebooks()),
        written: tuple[Path, ...] = tuple(WRITTEN),
        language: str = edition,
    ) -> None:
        """Put the edition's Quarto project together."""
        from bookmaker.rendering import for_quarto
        from helpers import staging
        from helpers.workshop.chapters import remove_unwritten

        remove_unwritten(language, inputs.notebooks())
        day = date.fromisoformat(dated) if dated else None
        finish = partial(for_quarto.write, day=day, memory=build.remembered())
        staging.stage(language, editions=together.split(), finish=finish)

    @task(name=f"render_{edition}")
    def render(
        site: Annotated[Path, inputs.site(edition)],
        code: Annotated[Path, inputs.RENDERING],
        lock: Annotated[Path, inputs.LOCK],
        renderer: Annotated[
            str, PythonNode(value=environment.renderer_state(SETTINGS.renderer), hash=True)
        ],
        dated: Annotated[str, PythonNode(value=DATED, hash=True)],
        formats: Annotated[str, PythonNode(value=" ".join(SETTINGS.formats), hash=True)],
        book: Annotated[Path, inputs.book(edition), Product],
        language: str = edition,
        wanted: str = SETTINGS.renderer,
        record: Annotated[Path, Product] = build.record_of(edition),
    ) -> None:
        """Render the staged project."""
        from bookmaker import rendering

        day = date.fromisoformat(dated) if dated else None
        made, memory = formats.split(), build.remembered()
        result = rendering.render(site, book, wanted, day=day, formats=made, memory=memory)
        build.write_record(language, result, made)


def task_root_page(
    together: Annotated[str, PythonNode(value=" ".join(SETTINGS.editions), hash=True)],
    books: tuple[Path, ...] = tuple(inputs.book(each) for each in SETTINGS.editions),
    page: Annotated[Path, Product] = paths.OUTPUTS / "book" / "index.html",
) -> None:
    """The page above the editions."""
    from bookmaker.rendering.languages import write_root_page

    write_root_page(page, together.split())
