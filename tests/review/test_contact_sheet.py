"""A contact sheet shows every page in every look, at one scale per look."""

from __future__ import annotations

from PIL import Image

from helpers.review.contact_sheet import LOOKS, sheet


def photos(height: int) -> list[Image.Image]:
    """A photograph per look, each in a colour of its own."""
    return [Image.new("RGB", (look.width, height), (40 * k, 0, 0)) for k, look in enumerate(LOOKS)]


def test_rows_stand_below_each_other_at_the_width_of_the_looks() -> None:
    """Each look has its column, each page its row as high as its tallest photograph."""
    whole = sheet([("index.html", photos(1280)), ("a.html", photos(640))])
    assert whole.width == sum(look.shown for look in LOOKS) + 16 * (len(LOOKS) + 1)
    rows = [
        max(round(height * look.shown / look.width) for look in LOOKS) for height in (1280, 640)
    ]
    assert whole.height == sum(rows) + 2 * (18 + 16) + 16
    left = 16
    for k, look in enumerate(LOOKS):
        assert whole.getpixel((left + look.shown // 2, 60)) == (40 * k, 0, 0)
        left += look.shown + 16
