"""Templates escape what they are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from bookmaker.templates import template


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A template of a list."""
    path = tmp_path / "list.html"
    text = "<ul>\n{% for each in items %}\n  <li>{{ each }}</li>\n{% endfor %}\n</ul>\n"
    path.write_text(text, encoding="utf-8")
    return path


def test_text_is_escaped_as_everywhere_in_the_pages(file: Path) -> None:
    """And HTML is left as it is; lines of statements leave no line."""
    items = ['it\'s "A" & <b>', Markup("<i>own</i>"), 7]
    assert template(file).render(items=items) == (
        "<ul>\n  <li>it&#x27;s &quot;A&quot; &amp; &lt;b&gt;</li>\n"
        "  <li><i>own</i></li>\n  <li>7</li>\n</ul>\n"
    )


def test_a_name_that_is_not_given_is_an_error(file: Path) -> None:
    """Never an empty place in a page."""
    with pytest.raises(UndefinedError, match="'items' is undefined"):
        template(file).render()
