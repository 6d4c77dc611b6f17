"""What is remembered is what would be made; one page alone is the page of the whole book."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from bookmaker.errors import BookError, InputError
from bookmaker.project import pandoc
from bookmaker.project.description import FORMATS, Book, Chapter
from bookmaker.rendering import embedded
from bookmaker.rendering.embedded import reading, web
from bookmaker.rendering.embedded.pages import Page
from bookmaker.rendering.embedded.site import render_page
from tests.cases.small_books import SVG, write_project

# Renders books.
pytestmark = pytest.mark.slow

FRONT = "# Front {.unnumbered}\n\nSee [@sec-a], @fig-x and [the part](b.qmd#part).\n"
FIRST = """# First {#sec-a}

Of {{< var n_forms >}} forms [@source].

![Needs](x.svg){#fig-x fig-alt="Needs"}

| a | b |
|---|---|
| c | d |

: A table {#tbl-a}
"""
SECOND = "# Second\n\n## Part {#part}\n\nSee @fig-x and the [book](small.pdf).\n"
PAGES = {"index.qmd": FRONT, "a.qmd": FIRST, "b.qmd": SECOND}
BIBLIOGRAPHY = "@book{source,\n  author = {Name, A.},\n  title = {Title},\n  year = {2020},\n}\n"
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>a</title><id>a</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>
"""


def write(root: Path) -> Path:
    """A staged project with references between its pages, a source, a style and a narrow figure."""
    directory = write_project(root / "site", PAGES, variables={"n_forms": "100"})
    description = directory / "_quarto.yml"
    text = "bibliography: a.bib\ncsl: a.csl\n" + description.read_text(encoding="utf-8")
    description.write_text(
        text.replace("title: Small", "title: Small\n  downloads: [pdf, docx, epub]"),
        encoding="utf-8",
    )
    (directory / "a.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (directory / "a.csl").write_text(STYLE, encoding="utf-8")
    (directory / "figures").mkdir()
    (directory / "figures" / "x.narrow.svg").write_text(SVG, encoding="utf-8")
    return directory


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project, to be changed."""
    return write(tmp_path)


@pytest.fixture(scope="module")
def rendered_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is remembered of the project as it was written: of the book, and of each page alone."""
    root = tmp_path_factory.mktemp("before")
    site, memory = write(root), root / "memory"
    embedded.render(site, root / "book", memory=memory)
    for source in PAGES:
        render_page(site, source, root / "book", formats=("html",), memory=memory)
    return memory


@pytest.fixture
def memory(rendered_before: Path, tmp_path: Path) -> Path:
    """A copy of it: what decides an answer is the same in any directory."""
    return Path(shutil.copytree(rendered_before, tmp_path / "memory"))


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of one file of a project."""

    def change(directory: Path) -> None:
        text = (directory / name).read_text(encoding="utf-8")
        assert old in text
        (directory / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


CHANGES = {
    "text": replaced("a.qmd", ">}} forms", ">}} questionnaires"),
    "variable": replaced("_variables.yml", "100", "200"),
    "source": replaced("a.bib", "Title", "Another"),
    "style": replaced("a.csl", 'variable="title"', 'variable="title" prefix="On "'),
    "title of another page": replaced("b.qmd", "# Second", "# Last"),
    "number of another page": replaced("index.qmd", " {.unnumbered}", ""),
    "picture": replaced("x.svg", 'width="72pt"', 'width="36pt"'),
    "narrow picture": replaced("figures/x.narrow.svg", 'width="72pt"', 'width="36pt"'),
    "description": replaced("_quarto.yml", "title: Small", "title: Large"),
    "language": replaced("_quarto.yml", "lang: en", "lang: ru"),
    "option": replaced("_quarto.yml", "lang: en", "lang: en\nnumber-depth: 1"),
}


def files(directory: Path) -> dict[str, bytes]:
    """Every file by its path."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("formats", [FORMATS, ("html",)], ids=["all", "html"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_remembered_is_what_would_be_made(
    project: Path, memory: Path, tmp_path: Path, change: str, formats: tuple[str, ...]
) -> None:
    """Whatever has changed since, in every format."""
    embedded.render(project, tmp_path / "book", memory=memory, formats=formats)
    before = files(tmp_path / "book")
    CHANGES[change](project)
    embedded.render(project, tmp_path / "book", memory=memory, formats=formats)
    embedded.render(project, tmp_path / "fresh", formats=formats)
    assert files(tmp_path / "book") == files(tmp_path / "fresh") != before


def test_nothing_is_made_twice(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an unchanged book nothing, of one with a changed paragraph that page and the paper."""
    memory = tmp_path / "memory"
    embedded.render(project, tmp_path / "book", memory=memory)
    before, asked, run = files(tmp_path / "book"), [], pandoc.run

    def counting(text: str, arguments: list[str], **options: object) -> str:
        asked.append(arguments[arguments.index("--to") + 1])
        return run(text, arguments, **options)

    monkeypatch.setattr(pandoc, "run", counting)
    embedded.render(project, tmp_path / "book", memory=memory)
    assert (files(tmp_path / "book"), asked) == (before, [])
    CHANGES["text"](project)
    embedded.render(project, tmp_path / "book", memory=memory)
    assert sorted(asked) == ["docx", "epub3", "html5", "json", "typst-citations"]


FOR_PRINT = '\n::: {.content-visible when-format="typst"}\n![N](print.svg)\n:::\n'


@pytest.mark.parametrize(
    ("page", "text", "picture", "changed"),
    [
        ("sub/c.qmd", "# Other\n\n![N](../up.svg)\n", "up.svg", "up.svg"),
        ("c.qmd", f"# Other\n{FOR_PRINT}", "print.svg", "print.svg"),
        ("c.qmd", "# Other\n\n![N](y-output-1.svg)\n", "y-output-1.svg", "figures/y.narrow.svg"),
        ("c.qmd", "# Other\n\nText.\n", "a.txt", "empty.bib"),
        ("c.qmd", "# Other\n\n![N](<a b.svg>)\n", "a b.svg", "a b.svg"),
    ],
    ids=["above the page", "of print alone", "narrow of an output", "an empty file", "a blank"],
)
@pytest.mark.parametrize(
    "new", [SVG.replace("72", "36"), "<svg", None], ids=["new", "broken", "gone"]
)
def test_a_file_decides_wherever_it_is_and_whoever_shows_it(
    project: Path, tmp_path: Path, page: str, text: str, picture: str, changed: str, new: str | None
) -> None:
    """Above its page, in print alone, beside a picture of another name, an empty one."""
    (project / page).parent.mkdir(exist_ok=True)
    for name, content in {page: text, picture: SVG, changed: SVG, "empty.bib": ""}.items():
        (project / name).write_text(content, encoding="utf-8")
    replaced("_quarto.yml", "  - b.qmd", f"  - b.qmd\n  - {page}")(project)
    replaced("_quarto.yml", "bibliography: a.bib", "bibliography: [a.bib, empty.bib]")(project)
    memory = tmp_path / "memory"

    def made(target: Path, memory: Path | None = None) -> object:
        try:
            embedded.render(project, target, formats=("html",), memory=memory)
        except (InputError, OSError) as error:
            return str(error)
        return files(target)

    fresh = made(tmp_path / "fresh")
    assert [made(tmp_path / "book", memory) for _ in range(2)] == [fresh] * 2
    if new is None:
        (project / changed).unlink()
    else:
        (project / changed).write_text(new, encoding="utf-8")
    assert made(tmp_path / "book", memory) == made(tmp_path / "fresh")


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("x.svg", "x"),
        ("x-output-2.svg", "x"),
        ("x-output-2-output-1.svg", "x-output-2"),
        ("x.1.svg", "x.1"),
        ("a%20b.svg", "a b"),
        ("50%25.svg", "50%"),
    ],
)
def test_the_narrow_drawing_that_decides_is_the_one_that_is_shown(
    project: Path, tmp_path: Path, address: str, label: str
) -> None:
    """The filter looks it up by the picture's name, and so does what the memory goes by."""
    name, narrow = unquote(address), f"{label}.narrow.svg"
    for each in {label, "x", "x-output-2-output-1"}:
        (project / "figures" / f"{each}.narrow.svg").write_text(SVG, encoding="utf-8")
    replaced("a.qmd", "](x.svg)", f"]({address})")(project)
    (project / name).write_text(SVG, encoding="utf-8")
    embedded.render(project, tmp_path / "book", formats=("html",))
    page = (tmp_path / "book" / "a.html").read_text(encoding="utf-8")
    [shown] = re.findall(r'srcset="./figures/([^" ]+)"', page)
    assert unquote(shown) == next(web.narrow(project, name)) == narrow


def test_pages_in_one_new_folder_come_from_memory_side_by_side(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of them makes the folder, however long that takes."""
    pages = [f"n/p{n}.qmd" for n in range(4)]
    (project / "n").mkdir()
    for page in pages:
        (project / page).write_text(f"# Page {page}\n\nText.\n", encoding="utf-8")
    replaced("_quarto.yml", "  - b.qmd", "\n".join(["  - b.qmd", *(f"  - {p}" for p in pages)]))(
        project
    )
    made, mkdir = {"formats": ("html",), "memory": tmp_path / "memory"}, os.mkdir

    def slow(*arguments: object, **options: object) -> None:
        time.sleep(0.05)
        mkdir(*arguments, **options)

    embedded.render(project, tmp_path / "book", **made)
    before = files(tmp_path / "book")
    monkeypatch.setattr(os, "mkdir", slow)
    embedded.render(project, tmp_path / "book", **made)
    assert files(tmp_path / "book") == before


def test_of_a_site_only_what_has_changed_is_read(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what shows, names or leads to it is made anew; the rest comes as it was."""
    memory, formats = tmp_path / "memory", ("html",)
    embedded.render(project, tmp_path / "book", memory=memory, formats=formats)
    read, read_page = [], reading.read_page

    def noting(book: Book, chapter: Chapter, values: Mapping[str, str]) -> Page:
        read.append(chapter.source)
        return read_page(book, chapter, values)

    monkeypatch.setattr(reading, "read_page", noting)
    for change, pages in {
        "text": ["a.qmd"],
        "picture": ["a.qmd"],
        "title of another page": ["b.qmd", "index.qmd", "a.qmd"],
        "variable": list(PAGES),
    }.items():
        read.clear()
        CHANGES[change](project)
        embedded.render(project, tmp_path / "book", memory=memory, formats=formats)
        assert sorted(read) == sorted(pages), change
    embedded.render(project, tmp_path / "fresh", formats=formats)
    assert files(tmp_path / "book") == files(tmp_path / "fresh")


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("b.qmd", "{#part}", "{#other}", r"index\.qmd, row 3: link to 'b\.qmd#part': .* no part"),
        ("a.qmd", "{#fig-x ", "{#fig-y ", r"index\.qmd, row 3: unknown reference '@fig-x'"),
        ("b.qmd", "# Second", "# Second {#sec-a}", r"b\.qmd, row 1: id 'sec-a' is used twice"),
        ("b.qmd", "See @fig-x", "[See]{#tbl-a} @fig-x", r"b\.qmd, row 5: id 'tbl-a' is used tw"),
    ],
)
def test_what_a_change_breaks_on_another_page_is_said(
    project: Path, tmp_path: Path, name: str, old: str, new: str, message: str
) -> None:
    """Although that page is remembered; the site that was there stays."""
    memory, formats = tmp_path / "memory", ("html",)
    embedded.render(project, tmp_path / "book", memory=memory, formats=formats)
    before = files(tmp_path / "book")
    replaced(name, old, new)(project)
    with pytest.raises(InputError, match=message) as remembered:
        embedded.render(project, tmp_path / "book", memory=memory, formats=formats)
    with pytest.raises(InputError) as fresh:
        embedded.render(project, tmp_path / "fresh", formats=formats)
    assert str(remembered.value) == str(fresh.value)
    assert files(tmp_path / "book") == before


@pytest.mark.parametrize("change", ["none", *CHANGES])
def test_a_page_alone_is_the_page_of_the_book(
    project: Path, memory: Path, tmp_path: Path, change: str
) -> None:
    """With the numbers, references, and titles of the others as they are now."""
    formats = ("html",)
    embedded.render(project, tmp_path / "book", memory=memory, formats=formats)
    if change != "none":
        CHANGES[change](project)
    pages = [
        render_page(project, source, tmp_path / "book", formats=formats, memory=memory)
        for source in PAGES
    ]
    fresh = embedded.render(project, tmp_path / "fresh", formats=formats)
    assert [page.read_bytes() for page in pages] == [page.read_bytes() for page in fresh]


def test_a_page_alone_makes_a_place_for_itself(project: Path, tmp_path: Path) -> None:
    """The first page of a preview is shown before there is a book: nothing that it loads lacks."""
    page = render_page(project, "a.qmd", tmp_path / "book", formats=("html",))
    embedded.render(project, tmp_path / "fresh", formats=("html",))
    made, whole = files(tmp_path / "book"), files(tmp_path / "fresh")
    others = re.compile(r"(index|b)\.html|pagefind/.*")
    assert made == {name: each for name, each in whole.items() if not others.fullmatch(name)}
    assert page == tmp_path / "book" / "a.html"


def test_a_newer_file_beside_the_page_is_copied(project: Path, tmp_path: Path) -> None:
    """A chart whose code has changed is on the page the next time."""
    replaced("_quarto.yml", "type: book", "type: book\n  resources: [figures/]")(project)
    target = tmp_path / "book"
    render_page(project, "a.qmd", target, formats=("html",))
    chart = project / "figures" / "x.narrow.svg"
    chart.write_text(SVG.replace("36", "37"), encoding="utf-8")
    later = (target / "figures" / chart.name).stat().st_mtime + 5
    os.utime(chart, (later, later))
    render_page(project, "a.qmd", target, formats=("html",))
    assert (target / "figures" / chart.name).read_bytes() == chart.read_bytes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# A\n\n@fig-nowhere", r"a\.qmd, row 3: unknown reference '@fig-nowhere'"),
        ("# A\n\n{{< var forms >}}", r"a\.qmd, row 3: no value .*did you mean 'n_forms'"),
        ("# A\n\n[x](c.qmd)", r"a\.qmd, row 3: link to 'c\.qmd': .* is no page of the book"),
        ("# A\n\n[x](b.qmd#par)", r"has no part with the id 'par'; did you mean #part\?"),
        ("# A\n\n![Needs](y.svg)", r"a\.qmd, row 3: picture y\.svg is not in the project"),
        ("# A\n\nx[^1]", r"a\.qmd, row 3: note \[\^1\] has no text"),
        ("# A\n\n::: {.panel-input}\n:::", r"a\.qmd, row 3: Quarto feature 'panels"),
        ("text", r"a\.qmd, row 1: page has no heading of level 1"),
    ],
)
def test_what_the_whole_book_refuses_of_a_page_the_page_alone_does_too(
    project: Path, tmp_path: Path, text: str, message: str
) -> None:
    """With its place; the page that was there stays."""
    page = render_page(project, "a.qmd", tmp_path / "book", memory=tmp_path / "memory")
    before = page.read_bytes()
    (project / "a.qmd").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        render_page(project, "a.qmd", tmp_path / "book", memory=tmp_path / "memory")
    assert page.read_bytes() == before


def test_a_page_that_the_book_does_not_list_is_named(project: Path, tmp_path: Path) -> None:
    """With those it does."""
    with pytest.raises(BookError, match=r"c\.qmd is no page of the book; its pages are index\.qmd"):
        render_page(project, "c.qmd", tmp_path / "book")


def test_a_book_of_pages_leads_to_no_other_format(project: Path, tmp_path: Path) -> None:
    """No file, no link to one, and the colophon says what was made; later the others are added."""
    memory = tmp_path / "memory"
    made = embedded.render(project, tmp_path / "book", formats=("html",), memory=memory)
    assert {path.suffix for path in made} == {".html"}
    names = files(tmp_path / "book")
    assert not [name for name in names if name.endswith((".pdf", ".docx", ".epub"))]
    pages = [content.decode() for name, content in names.items() if name.endswith(".html")]
    assert not [page for page in pages if re.search(r"href=\"[^\"]*\.(pdf|docx|epub)\"", page)]
    assert all("(HTML)" in page for page in pages)
    made = embedded.render(project, tmp_path / "book", formats=("html", "epub"), memory=memory)
    assert {path.suffix for path in made} == {".html", ".epub"}
    embedded.render(project, tmp_path / "book", memory=memory)
    embedded.render(project, tmp_path / "fresh")
    assert files(tmp_path / "book") == files(tmp_path / "fresh")
