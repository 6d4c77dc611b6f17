"""Pictures that no format can show are named with their line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bookmaker.project.lines import lines_of
from bookmaker.project.pandoc import read
from bookmaker.rendering.embedded import pictures
from bookmaker.rendering.embedded.pages import Page
from tests.cases.small_books import SVG

HEAD = '<svg xmlns="http://www.w3.org/2000/svg"'


def faults(folder: Path, text: str) -> list[str]:
    """What is wrong with the pictures of a page."""
    page = Page("n/a.qmd", lines_of(text, "n/a.qmd"), {"figures/own.svg": b""})
    return [str(each) for each in pictures.check(folder, page, read(page.text)["blocks"])]


def picture(form: str, size: tuple[int, int] = (2, 3)) -> bytes:
    """A small picture."""
    target = BytesIO()
    Image.new("RGB", size).save(target, form)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", SVG.encode()),
        ("a.svg", f'{HEAD} viewBox="0 0 9 9"/>'.encode()),
        ("a b.PNG", picture("PNG")),
        ("а.jpeg", picture("JPEG")),
    ],
)
def test_a_good_picture_passes(tmp_path: Path, name: str, content: bytes) -> None:
    """With a space and other letters in its name; a notebook's own is taken as it is."""
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / name).write_bytes(content)
    assert faults(tmp_path, f"![a](<{name}>){{width=60%}}\n\n![b](figures/own.svg)") == []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.svg", b"", "cannot be read as SVG (no element found"),
        ("a.svg", f"{HEAD}><path".encode(), "cannot be read as SVG (unclosed token"),
        ("a.svg", f"{HEAD}/>".encode(), "cannot be read as SVG (it has neither width and height"),
        ("a.svg", b"<html/>", "cannot be read as SVG (its first element is <html>"),
        ("a.svg", f'{HEAD} width="0" height="5"/>'.encode(), "is 0 by 5; a side has more than 0"),
        ("a.svg", f'{HEAD} width="1e6" height="5"/>'.encode(), "is 1e+06 by 5; a side has more"),
        ("a.png", b"\x89PNG\r\n\x1a\nxxxx", "cannot be read as PNG"),
        ("a.png", picture("JPEG"), "cannot be read as PNG (it is JPEG)"),
        ("a.png", picture("PNG", (30_000, 1)), "is 30000 by 1; a side has more than 0"),
        ("a.txt", b"text", "is none that all formats can show"),
        ("b.png", b"", "is not in the project"),
    ],
)
def test_a_bad_picture_is_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    """Before Typst stops at it, or falls over."""
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / name.replace("b", "c")).write_bytes(content)
    (found,) = faults(tmp_path, f"Text.\n\n![a]({name})")
    assert found.startswith(f"n/a.qmd, row 3: picture {name} {message}")


@pytest.mark.parametrize("mark", "#?")
def test_a_picture_of_which_browsers_see_half_the_name_is_named(tmp_path: Path, mark: str) -> None:
    """Spelled in code it is shown."""
    (tmp_path / "n").mkdir()
    (tmp_path / "n" / f"a{mark}b.svg").write_text(SVG, encoding="utf-8")
    [found] = faults(tmp_path, f"![a](a{mark}b.svg)")
    assert "is cut off by browsers at its # or ?; write %23 or %3F there" in found
    assert faults(tmp_path, f"![a](a%{ord(mark):X}b.svg)") == []


def test_a_width_that_is_no_length_is_named(tmp_path: Path) -> None:
    """Typst would take it for the name of something."""
    (found,) = faults(tmp_path, "![a](figures/own.svg){width=5parsec height=3cm}")
    assert "n/a.qmd, row 1: picture figures/own.svg has width '5parsec'; write a length" in found


@pytest.mark.parametrize("target", ["../../a.svg", "/etc/a.svg", "..%2F..%2Fa.svg"])
def test_a_picture_outside_is_none(tmp_path: Path, target: str) -> None:
    """Though it is one: it is no part of the project."""
    [found] = faults(tmp_path, f"![a]({target})")
    assert "leads out of the project; keep a copy in it" in found
