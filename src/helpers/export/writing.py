"""All of `outputs/export`, written whole or not at all.

README.md, CITATION.cff, LICENSE-DATA, citation.bib, citation.ris     what it is, how to cite it
ro-crate-metadata.json    every file with its type, size and checksum
codes.jsonld              the codes of the quotes, in all languages
read.R                    reads every file in R
<language>/               every table in every format, in the words of this language
chapters/<language>/      each chapter as one HTML file and as a script, where the book is built
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bookmaker.project.directories import replacing, write_whole
from helpers import paths
from helpers.editions import SOURCE, Edition
from helpers.export import about as abouts
from helpers.export import ddi, plain, skos, statistics, workbook
from helpers.export.tables import Table, tables_of
from helpers.study import Study, open_study

ASSETS = Path(__file__).parent / "assets"
CHAPTERS = "chapters"

# What writes the chapters of an edition to a directory.
WriteChapters = Callable[[Path, Path], object]


@dataclass(frozen=True)
class Export:
    """What was written: how many files, and the languages whose chapters are not staged."""

    directory: Path
    n_files: int
    without_chapters: tuple[str, ...] = ()


def write_export(
    languages: Sequence[str],
    directory: Path | None = None,
    *,
    write_chapters: WriteChapters | None = None,
) -> Export:
    """Write the tables of these languages in every format, and the chapters where they are built.

    `write_chapters(site, target)` writes the chapters of a staged edition. Raises `InputError` for
    data that are not valid, `BookError` as `tables_of` does; an earlier export stays then.
    """
    target = directory or paths.export()
    about, study = abouts.About.read(), open_study()
    with replacing(target) as fresh:
        tables: dict[str, tuple[Table, ...]] = {}
        for language in languages:
            # The same ledger, so that the solver makes up the rows once.
            study = replace(study, edition=Edition(language))
            tables[language] = tables_of(study)
            write_tables(tables[language], fresh / language, study, about)
        without = tuple(_without_chapters(languages, fresh, write_chapters))
        _write_about(fresh, tables, study, about)
        n_files = sum(path.is_file() for path in fresh.rglob("*"))
    return Export(target, n_files, without)


def write_tables(
    tables: Sequence[Table], directory: Path, study: Study, about: abouts.About
) -> None:
    """Write tables of one language in every format."""
    directory.mkdir(parents=True, exist_ok=True)
    labelled = [plain.with_labels(table, study) for table in tables]
    for table, worded in zip(tables, labelled, strict=True):
        statistics.write_sav(table, directory / f"{table.name}.sav")
        statistics.write_dta(table, directory / f"{table.name}.dta")
        plain.write_values(worded, directory / f"{table.name}.csv")
        plain.write_parquet(worded, directory / f"{table.name}.parquet")
    plain.write_package(labelled, directory, study, about)
    workbook.write_workbook(labelled, directory / "tables.xlsx")
    ddi.write_ddi(labelled, directory / "ddi.xml", study.language, about)


def _without_chapters(
    languages: Sequence[str], fresh: Path, write_chapters: WriteChapters | None
) -> list[str]:
    """Write the chapters of the editions that are staged; returns the others."""
    if write_chapters is None:
        return list(languages)
    staged = [each for each in languages if (paths.site(each) / "_quarto.yml").is_file()]
    for language in staged:
        write_chapters(paths.site(language), fresh / CHAPTERS / language)
    return [each for each in languages if each not in staged]


def _write_about(
    fresh: Path, tables: dict[str, tuple[Table, ...]], study: Study, about: abouts.About
) -> None:
    for name in abouts.COPIED:
        if (paths.ROOT / name).is_file():
            shutil.copyfile(paths.ROOT / name, fresh / name)
    shutil.copyfile(ASSETS / "read.R", fresh / "read.R")
    report = (paths.ROOT / "report.bib").read_text(encoding="utf-8")
    write_whole(fresh / "citation.bib", abouts.bibtex(about, report))
    write_whole(fresh / "citation.ris", abouts.ris(about))
    write_whole(fresh / "codes.jsonld", skos.codes(study.codebook, about))
    write_whole(fresh / "README.md", abouts.readme(about, tables))
    named = tables.get(SOURCE) or next(iter(tables.values()))
    titles = {table.name: table.title for table in named}
    write_whole(fresh / abouts.CRATE, abouts.crate(about, fresh, titles))
