"""The real Quarto, where it is installed: same staged project, same place for the book.

Quarto writes beside its sources and empties its output directory, so it works on a copy. All
formats are rendered in one call, because `--to` for one format removes the other. What the book
looks like is the staged project's to say (`for_quarto`); nothing is left to do here but what Quarto
cannot be told.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import yaml

from bookmaker.errors import BookError
from bookmaker.project.description import FILE, FORMATS, Book, read_description, read_staged
from bookmaker.project.directories import replacing
from bookmaker.project.language import numbered
from bookmaker.quarto_command import find_quarto
from bookmaker.rendering import for_quarto
from bookmaker.rendering.dates import VARIABLE, epoch
from bookmaker.rendering.embedded import reading
from bookmaker.rendering.languages import write_script
from bookmaker.rendering.policy import with_policy, without_scripts

_OUTPUT = "_book"
# What Quarto's formats make, where their names are others.
_MADE_BY = {"typst": "pdf"}
# What one call of Quarto takes with all its processes, in bytes; see README.
_MEMORY = 1_600_000_000
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_PAGE = re.compile(r"\[ *\d+/\d+\] (?P<page>\S+)$")
_WARNING = re.compile(r"\[?WARN(?:ING)?\b[\]:]? *(?:\([^)]*\))? *(?P<said>.*)$")
_IMPORT = re.compile(r'^import \* as tabsets from "\./tabsets/tabsets\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=function init\b)", re.MULTILINE)
_MODULES = re.compile(
    r'<script src="(?P<folder>[^"]*site_libs/quarto-html/)(?P<name>quarto\.js|tabsets/tabsets\.js)"'
    r' type="module"></script>'
)
# What Quarto calls the files for paper, whatever the language.
_DOWNLOAD = re.compile(
    r'(<a class="dropdown-item[^>]* href="[^"]*\.(pdf|epub|docx)">\s*<i class="bi [^>]*></i>\s*)'
    r"[^<]+"
)
_NUMBERED = (
    *("crossref-fig-title", "crossref-tbl-title", "crossref-eq-prefix"),
    *("crossref-sec-prefix", "crossref-ch-prefix"),
)
_UNRESOLVED = re.compile(r"Unable to resolve crossref (?P<name>@\S+)|\?var:(?P<variable>\w+)")


class QuartoError(BookError):
    """Quarto refused the project; the message ends with what Quarto said."""


def render(
    site: Path,
    target: Path,
    *,
    command: Path | None = None,
    day: date | None = None,
    formats: Sequence[str] = FORMATS,
) -> tuple[list[Path], list[str]]:
    """Render the staged project in `site` into `target`.

    Returns the pages and downloads, and Quarto's warnings, each with its page. `day` is that of the
    sources; `formats` are those that are made. Raises `QuartoError` when there is no Quarto, when
    it fails, or when it left a reference or a variable unresolved, which Quarto itself takes for a
    warning. Raises `InputError`, with file and line, for dead links and whatever else no renderer
    shows as it is meant.
    """
    command = command or find_quarto()
    if command is None:
        raise QuartoError("no Quarto 1.6 or newer on the PATH; install it, or render embedded")
    book = read_staged(site, formats=formats)
    reading.check_project(book)
    with tempfile.TemporaryDirectory() as scratch, _room():
        project = Path(scratch) / "book"
        shutil.copytree(site, project)
        if not (project / for_quarto.FILE).is_file():
            for_quarto.write(project, day=day)
        keep_formats(project, formats)
        warnings = _run(command, project, day)
        _finish(project / _OUTPUT, book)
        with replacing(target) as directory:
            shutil.copytree(project / _OUTPUT, directory, dirs_exist_ok=True)
    names = [chapter.href for chapter in book.chapters]
    names += [f"{book.output_file}.{suffix}" for suffix in book.downloads]
    return [target / name for name in names], warnings


def keep_formats(project: Path, formats: Sequence[str]) -> None:
    """Take out of a project's description the formats that are not made, and links to them."""
    unmade = set(FORMATS) - set(formats)
    if not unmade:
        return
    content = read_description(project / FILE)
    content["format"] = {
        name: options
        for name, options in content["format"].items()
        if _MADE_BY.get(name, name) not in unmade
    }
    downloads = content["book"].get("downloads") or []
    content["book"]["downloads"] = [each for each in downloads if each not in unmade]
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    (project / FILE).write_text(text, encoding="utf-8")


def _run(command: Path, project: Path, day: date | None) -> list[str]:
    # PDF, DOCX and EPUB take their dates from here: the same book gives the same files.
    environment = {**os.environ, VARIABLE: str(epoch(day)), "NO_COLOR": "1"}
    done = subprocess.run(
        [command, "render", project],
        capture_output=True,
        text=True,
        check=False,
        cwd=project,
        env=environment,
    )
    said = _ANSI.sub("", f"{done.stdout}\n{done.stderr}")
    if done.returncode:
        raise QuartoError(f"quarto render failed:\n{said[-3000:]}")
    unresolved = sorted({m["name"] or m["variable"] for m in _UNRESOLVED.finditer(said)})
    if unresolved:
        raise QuartoError(f"quarto left unresolved: {', '.join(unresolved)}")
    return warnings_in(said)


def warnings_in(said: str) -> list[str]:
    """Quarto's warnings, each once, with the page that was rendered when it came.

    >>> warnings_in("[1/2] index.qmd\\n[WARNING] No title.\\nOutput created")
    ['index.qmd: No title.']
    """
    page, found = "", []
    for line in said.splitlines():
        if match := _PAGE.search(line):
            page = match["page"]
        elif match := _WARNING.match(line):
            found.append(f"{page}: {match['said']}" if page else match["said"])
    return list(dict.fromkeys(found))


def _finish(pages: Path, book: Book) -> None:
    """Add what no option of Quarto's says: what a page may run, and a language's name."""
    plain = without_modules(pages / "site_libs" / "quarto-html")
    for chapter in book.chapters:
        path = pages / chapter.href
        text = path.read_text(encoding="utf-8")
        text = _MODULES.sub(_plain_script, text) if plain else text
        text = with_numbers(with_downloads(text, book.words), book.words)
        path.write_text(with_policy(text), encoding="utf-8")
    # The page above the editions takes it from here.
    write_script(pages)
    epub = pages / f"{book.output_file}.epub"
    if epub.is_file():
        without_scripts(epub)
    docx = pages / f"{book.output_file}.docx"
    if docx.is_file():
        with_language(docx, book.language)


def with_downloads(html: str, words: Mapping[str, str]) -> str:
    """A page whose menu calls the files for paper by the book's words."""
    return _DOWNLOAD.sub(lambda match: match[1] + words[f"download-{match[2]}"], html)


def with_numbers(html: str, words: Mapping[str, str]) -> str:
    """A page whose captions and references have word and number in the order of its language.

    Quarto always puts the word first.
    """
    if words["numbered"].startswith("{word}"):
        return html
    names = "|".join(re.escape(words[key]) for key in _NUMBERED)
    return re.sub(
        r'((?:class="quarto-xref"|<figcaption\b[^>]*)>\s*(?:<span>)?)'
        rf"({names})(?:&nbsp;|[ \u00a0])(<span>)?(\d+(?:\.\d+)*)",
        lambda match: match[1] + (match[3] or "") + numbered(match[2], match[4], words),
        html,
    )


def without_modules(directory: Path) -> bool:
    """Make one plain script of Quarto's two modules; returns whether they are those it knows.

    A page opened from a folder may run scripts beside it, but no modules.
    """
    main, part = directory / "quarto.js", directory / "tabsets" / "tabsets.js"
    if not (main.is_file() and part.is_file()):
        return False
    code, n_imports = _IMPORT.subn("", main.read_text(encoding="utf-8"))
    tabsets, n_exports = _EXPORT.subn("", part.read_text(encoding="utf-8"))
    if (n_imports, n_exports) != (1, 1) or _EXPORT.search(code):
        return False
    inner = f"const tabsets = (() => {{\n{tabsets}\nreturn {{ init }};\n}})();"
    text = f'"use strict";\n(() => {{\n{inner}\n{code}\n}})();\n'
    main.write_text(text, encoding="utf-8")
    return True


def _plain_script(match: re.Match[str]) -> str:
    name = match["name"]
    return (
        ""
        if name == "tabsets/tabsets.js"
        else f'<script src="{match["folder"]}{name}" defer></script>'
    )


def with_language(docx: Path, language: str) -> None:
    """Write the language into a DOCX's properties; its text has it (see `filters/paper.lua`)."""
    with zipfile.ZipFile(docx) as packed:
        files = [(info, packed.read(info)) for info in packed.infolist()]
    end = b"</cp:coreProperties>"
    with zipfile.ZipFile(docx, "w") as packed:
        for info, content in files:
            if info.filename == "docProps/core.xml":
                content = re.sub(rb"<dc:language>[^<]*</dc:language>", b"", content)
                said = f"<dc:language>{language}</dc:language>".encode()
                content = content.replace(end, said + end)
            packed.writestr(info, content, compress_type=info.compress_type)


@contextmanager
def _room() -> Iterator[None]:
    """Wait for room in memory: editions render side by side, as many as fit.

    Each call holds one of the places of this machine; there is always one.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    import psutil

    directory = Path(tempfile.gettempdir()) / f"quarto-places-{os.getuid()}"
    directory.mkdir(mode=0o700, exist_ok=True)
    while True:
        for place in range(places(psutil.virtual_memory().available)):
            with (directory / str(place)).open("w") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    continue
                yield
                return
        time.sleep(1)


def places(available: int) -> int:
    """How many calls of Quarto fit into so many bytes; one always.

    >>> places(700_000_000), places(4_000_000_000)
    (1, 2)
    """
    return max(1, available // _MEMORY)
