"""What a staged project takes in of texts, pictures and sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.staging import stage
from helpers.staging.admission import page_problems, picture_fault, source_problems
from tests.cases.small_books import SVG

PNG = b"\x89PNG\r\n\x1a\n"
DRAWING = """<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
<defs><clipPath id="a"><path d="M0 0"/></clipPath><style>path { fill: none }</style></defs>
<use xlink:href="#a" clip-path="url(#a)" style="stroke: #000"/>{more}</svg>"""


def fault(folder: Path, name: str, content: bytes | str) -> str:
    """Why a file with this content is no picture; empty when it is one."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return picture_fault(path, folder)


def test_drawings_and_photographs_are_pictures(tmp_path: Path) -> None:
    """As matplotlib and cameras write them."""
    assert fault(tmp_path, "a.svg", DRAWING.replace("{more}", "")) == ""
    assert fault(tmp_path, "a.png", PNG + b"1") == ""
    assert fault(tmp_path, "a.JPG", b"\xff\xd8\xff\xe0") == ""


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("<script>pwned()</script>", "has <script>"),
        ("<foreignObject/>", "has <foreignObject>"),
        ("<animate/>", "has <animate>"),
        ('<a xlink:href="javascript:pwned()"/>', "has <a>"),
        ('<g onload="pwned()"/>', "has the attribute onload"),
        ('<g ONCLICK="pwned()"/>', "has the attribute ONCLICK"),
        ('<image href="http://pwned.org/x.png"/>', "leads to 'http://pwned.org/x.png'"),
        ('<use href="x.svg#a"/>', "leads to 'x.svg#a'"),
        ('<g style="fill: url(//pwned.org/x)"/>', "has style="),
        ("<style>@import '//pwned.org/x';</style>", "has a style that fetches"),
        ("<style>a<title/>@import '//pwned.org/x';</style>", "has a style that fetches"),
        ("<style>g { fill: image-set('//pwned.org/x' 1x) }</style>", "has a style that fetches"),
        ("<metadata><script>pwned()</script></metadata>", "has <script> in its metadata"),
        ('<g xml:base="//pwned.org/"/>', "has the attribute base"),
    ],
)
def test_what_runs_or_fetches_is_no_part_of_a_drawing(
    tmp_path: Path, more: str, message: str
) -> None:
    """Of the elements, attributes and addresses that drawings have no other is taken."""
    found = fault(tmp_path, "a.svg", DRAWING.replace("{more}", more))
    assert message in found
    assert found.endswith("save it as a plain SVG")


def test_a_file_that_is_no_picture_is_none(tmp_path: Path) -> None:
    """Whatever it is called."""
    assert "is no SVG" in fault(tmp_path, "a.svg", "root:x:0:0")
    assert "is no SVG" in fault(tmp_path, "a.svg", "<html/>")
    assert "entities" in fault(tmp_path, "a.svg", '<!DOCTYPE a [<!ENTITY b "c">]><svg/>')
    styled = '<?xml version="1.0" encoding="utf-16"?><?xml-stylesheet href="//pwned.org"?><svg/>'
    assert "is in UTF-16" in fault(tmp_path, "a.svg", styled.encode("utf-16"))
    assert "is no picture of the kind .png" in fault(tmp_path, "a.png", "root:x:0:0")
    assert "is no picture of the kind .html" in fault(tmp_path, "a.html", "<b>x</b>")


def test_a_picture_stands_in_the_project(tmp_path: Path) -> None:
    """A link does not lead out of it."""
    (tmp_path / "secret.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "a.svg").symlink_to(tmp_path / "secret.svg")
    assert "leads out of the project" in picture_fault(
        tmp_path / "project" / "a.svg", tmp_path / "project"
    )


def test_what_is_held_back_is_no_picture_of_the_book(tmp_path: Path) -> None:
    """A page cannot publish a scanned questionnaire, nor what a program keeps."""
    for folder in ("data/restricted/2026", ".git"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.png").write_bytes(PNG + b"1")
        assert "may be published" in picture_fault(tmp_path / folder / "a.png", tmp_path)


def test_a_source_is_named_with_line_and_field(tmp_path: Path) -> None:
    """And what it may have."""
    path = tmp_path / "a.bib"
    path.write_text("\n@book{b,\n title = {T},\n url = {javascript:pwned()}}\n", encoding="utf-8")
    [found, *_] = map(str, source_problems(path))
    assert found.startswith("a.bib, row 2, column url: source b has the link 'javascript:pwned()'")


def test_a_fault_of_a_page_is_named_with_its_line(tmp_path: Path) -> None:
    """A script in a page of ours, too."""
    page = tmp_path / "index.qmd"
    page.write_text("# A\n\n```{=html}\n<script>pwned()</script>\n```\n", encoding="utf-8")
    [found] = map(str, page_problems(tmp_path, [page]))
    assert found.startswith("index.qmd, row 4: the raw html '<script>pwned()</script>' is not all")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("index.qmd", "# A\n\n<script>pwned()</script>\n", r"index\.qmd, row 3: the raw html"),
        (
            "references.bib",
            "@book{a, title = {\\url{file:///etc}}}",
            r"references\.bib, row 1",
        ),
        ("figures/fig-needs.svg", "root:x:0:0", r"picture figures/fig-needs\.svg is no SVG"),
        (
            "data/published/a.csv",
            "label\n<b>x</b>\n",
            r"a\.csv, row 2, column label",
        ),
    ],
)
def test_nothing_else_is_staged(sources: Path, name: str, text: str, message: str) -> None:
    """So neither renderer ever sees it."""
    figures = sources / "outputs" / "figures" / "en"
    path = figures / Path(name).name if name.startswith("figures/") else sources / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        stage("en", root=sources, outputs=sources / "outputs")
    assert not (sources / "outputs" / "site" / "en").exists()


@pytest.mark.parametrize("name", ["index.qmd", "references.bib", "locale/ru/index.po"])
def test_a_text_is_no_link_to_a_file_of_the_machine(
    sources: Path, tmp_path: Path, name: str
) -> None:
    """Git keeps links, too."""
    (tmp_path / "secret").write_text("a secret", encoding="utf-8")
    path = sources / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(tmp_path / "secret")
    with pytest.raises(InputError, match=rf"{name}: is a link to another file"):
        stage("en", root=sources, outputs=sources / "outputs")


def test_a_translation_with_a_script_is_not_staged(sources: Path) -> None:
    """Nor is one of a caption, of the book's title, or of what the code says."""
    for name in ("executed", "figures", "numbers"):
        (sources / "outputs" / name / "en").rename(sources / "outputs" / name / "ru")
    folder = sources / "locale" / "ru"
    folder.mkdir(parents=True)
    for page, text in {
        "index": "Organisations by need, again.",
        "book": "A Small Book",
        "interface": "share, %",
    }.items():
        entry = f'msgid "{text}"\nmsgstr "Слово `<b>x</b>`{{=html}}"\n'
        (folder / f"{page}.po").write_text(entry, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        stage("ru", root=sources, outputs=sources / "outputs")
    files = [each.file.partition(",")[0] for each in caught.value.problems]
    assert files == [f"locale/ru/{page}.po" for page in ("book", "index", "interface")]
