"""All pages of the book on a few sheets: on a desktop, on a phone, in the dark, in print.

One row per page, one column per way of reading. What is wrong in a page is seen here first: a
figure too wide, a caption apart from its figure, white on white. Of two renderings of a book the
rows of a page stand below each other.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from helpers import paths
from helpers.editions import SOURCE
from helpers.review.browser import chromium, page_names, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES_PER_SHEET = 3
# Pictures that wait until a reader comes near would be blank on the sheet.
_LOAD_PICTURES = """async () => {
    const pictures = [...document.images].filter(one => one.checkVisibility());
    pictures.forEach(one => { one.loading = 'eager'; });
    await Promise.all(pictures.map(one => one.decode().catch(() => null)));
}"""
_GAP = 16
_LABEL = 18
_BACKGROUND = "#8a9099"


@dataclass(frozen=True)
class Look:
    """A way of reading: the window's width, what it emulates, and how wide it is on the sheet."""

    name: str
    width: int
    shown: int
    scheme: str = "light"
    media: str = "screen"


LOOKS = (
    Look("desktop", 1280, 520),
    Look("phone", 360, 240),
    Look("dark", 1280, 520, scheme="dark"),
    Look("dark phone", 320, 220, scheme="dark"),
    Look("print", 720, 360, media="print"),
)


def photograph(browser: Browser, address: str, look: Look, *, tallest: int) -> Image.Image:
    """One page from top to `tallest` pixels of its own, in one look."""
    with _window(browser, look) as page:
        page.goto(address, wait_until="networkidle")
        height = min(page.evaluate("() => document.documentElement.scrollHeight"), tallest)
        page.set_viewport_size({"width": look.width, "height": max(height, 400)})
        page.evaluate(_LOAD_PICTURES)
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


@contextmanager
def _window(browser: Browser, look: Look) -> Iterator[Page]:
    size = {"width": look.width, "height": 900}
    with browser.new_context(viewport=size, color_scheme=look.scheme) as context:
        page = context.new_page()
        page.emulate_media(media=look.media, color_scheme=look.scheme)
        yield page


def sheet(rows: Sequence[tuple[str, Sequence[Image.Image]]]) -> Image.Image:
    """Rows of photographs as one picture, each row under its page's address."""
    heights = [_row_height(photos) for _, photos in rows]
    width = sum(look.shown + _GAP for look in LOOKS) + _GAP
    height = sum(each + _LABEL + _GAP for each in heights) + _GAP
    whole = Image.new("RGB", (width, height), _BACKGROUND)
    top = _GAP
    for (name, photos), row_height in zip(rows, heights, strict=True):
        ImageDraw.Draw(whole).text((_GAP, top), name, fill="white")
        _paste_row(whole, photos, top + _LABEL)
        top += row_height + _LABEL + _GAP
    return whole


def _paste_row(whole: Image.Image, photos: Sequence[Image.Image], top: int) -> None:
    left = _GAP
    for photo, look in zip(photos, LOOKS, strict=True):
        whole.paste(photo.resize(_shown(photo, look), Image.Resampling.LANCZOS), (left, top))
        left += look.shown + _GAP


def _row_height(photos: Sequence[Image.Image]) -> int:
    return max(_shown(photo, look)[1] for photo, look in zip(photos, LOOKS, strict=True))


def _shown(photo: Image.Image, look: Look) -> tuple[int, int]:
    return look.shown, max(1, round(photo.height * look.shown / photo.width))


def make_sheets(
    directory: Path, into: Path, *, beside: Iterable[Path] = (), tallest: int = 6000
) -> list[Path]:
    """Photograph every page of a rendered book and write the sheets; returns their paths.

    `beside` are other renderings of the same book, whose pages follow those of the same name.
    """
    rows = []
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        books = [directory, *beside]
        addresses = [stack.enter_context(served(each)) for each in books]
        for name in page_names(directory):
            for book, address in zip(books, addresses, strict=True):
                if (book / name).is_file():
                    page = f"{address}/{name}"
                    photos = [photograph(browser, page, k, tallest=tallest) for k in LOOKS]
                    rows.append((name, photos))
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for start in range(0, len(rows), PAGES_PER_SHEET):
        path = into / f"sheet-{start // PAGES_PER_SHEET + 1}.png"
        sheet(rows[start : start + PAGES_PER_SHEET]).save(path)
        written.append(path)
    return written


def main(arguments: Sequence[str] | None = None) -> int:
    """Photograph every page of the built book and print where the contact sheets are."""
    parser = argparse.ArgumentParser(prog="sheet", description=main.__doc__)
    parser.add_argument("--language", default=SOURCE, help="edition of the built book")
    parser.add_argument("--book", type=Path, help="a rendered book elsewhere")
    parser.add_argument("--into", type=Path, help="directory of the sheets")
    parser.add_argument("--tallest", type=int, default=6000, help="pixels of a page shown at most")
    options = parser.parse_args(arguments)
    book = options.book or paths.book(options.language)
    into = options.into or paths.OUTPUTS / "review" / options.language
    for path in make_sheets(book, into, tallest=options.tallest):
        print(path)
    return 0
