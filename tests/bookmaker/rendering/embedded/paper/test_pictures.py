"""Pictures for DOCX and EPUB, and what Typst refuses."""

from __future__ import annotations

from pathlib import Path

import matplotlib
import pytest

from bookmaker.rendering.embedded.paper.pictures import (
    TypstError,
    as_png,
    fonts,
    set_pages,
    set_pdf,
    without_document_types,
)

_HEAD = (
    '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n  "http://x/svg.dtd">\n'
)
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}pt" height="36pt"></svg>'


def test_svg_becomes_png_of_its_width_or_the_texts(tmp_path: Path) -> None:
    """Word gets a picture as wide as it was drawn, and none wider than its text."""
    for name, width in (("narrow", 72), ("wide", 2000)):
        (tmp_path / f"{name}.svg").write_text(_SVG.format(width), encoding="utf-8")
    (tmp_path / "photo.png").write_bytes(b"kept")
    find = as_png(sorted(tmp_path.iterdir()), work=tmp_path, figures=tmp_path / "none")
    assert find("narrow.svg") == ("narrow.png", "1.00in")
    assert find("wide.svg") == ("wide.png", "6.22in")
    assert find("photo.png") == ("photo.png", "")
    assert (tmp_path / "narrow.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "photo.png").read_bytes() == b"kept"


def test_a_picture_of_the_same_name_stays_as_it_is(tmp_path: Path) -> None:
    """A drawing beside pixels of its name, and one whose ending is in capitals."""
    for name in ("a.svg", "b.svg", "b.SVG"):
        (tmp_path / name).write_text(_SVG.format(72), encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"kept")
    find = as_png(sorted(tmp_path.iterdir()), work=tmp_path, figures=tmp_path / "none")
    found = [find(name)[0] for name in ("a.svg", "a.png", "b.svg", "b.SVG")]
    assert found == ["a.svg.png", "a.png", "b.png", "b.SVG.png"]
    assert all((tmp_path / name).is_file() for name in found)
    assert (tmp_path / "a.png").read_bytes() == b"kept"


def test_a_figure_is_not_set_again_where_it_was_drawn_as_png(tmp_path: Path) -> None:
    """Unless the PNG belongs to another drawing of the name."""
    figures, work = tmp_path / "figures", tmp_path / "work"
    for folder, width in ((figures, 72), (work, 72)):
        folder.mkdir()
        for name in ("same", "other"):
            (folder / f"{name}.svg").write_text(_SVG.format(width), encoding="utf-8")
    (figures / "other.svg").write_text(_SVG.format(36), encoding="utf-8")
    for name in ("same", "other"):
        (figures / f"{name}.png").write_bytes(b"drawn")
    find = as_png(sorted(work.iterdir()), work=work, figures=figures)
    assert find("same.svg") == ("same.png", "1.00in")
    assert (work / "same.png").read_bytes() == b"drawn"
    assert (work / "other.png").read_bytes().startswith(b"\x89PNG")


def test_fonts_are_where_matplotlib_has_its_own() -> None:
    """They are found without importing it, which the sites do not need."""
    assert fonts() == Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    assert (fonts() / "DejaVuSans.ttf").is_file()


def test_the_document_type_is_taken_out_and_the_picture_stays(tmp_path: Path) -> None:
    """The type names a file on another host."""
    path = tmp_path / "a.svg"
    path.write_text(_HEAD + _SVG.format(72), encoding="utf-8")
    without_document_types([path, path])
    assert path.read_text(encoding="utf-8") == '<?xml version="1.0"?>\n' + _SVG.format(72)


def test_a_formula_without_a_description_is_refused(tmp_path: Path) -> None:
    """PDF/UA wants words for what is not text."""
    source = tmp_path / "a.typ"
    source.write_text('#set document(title: "a")\n$ x^2 $', encoding="utf-8")
    with pytest.raises(TypstError, match="missing alt text"):
        set_pdf(source, tmp_path / "a.pdf")


def test_each_page_is_one_picture(tmp_path: Path) -> None:
    """One page or more: always a list."""
    source = tmp_path / "a.typ"
    source.write_text("a", encoding="utf-8")
    assert len(set_pages(source, dots_per_inch=20)) == 1
    source.write_text("a #pagebreak() b", encoding="utf-8")
    assert len(set_pages(source, dots_per_inch=20)) == 2
