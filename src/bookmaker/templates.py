"""HTML templates of Jinja: every value is escaped that is not said to be HTML already."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup


@cache
def template(path: Path) -> Template:
    """A template file; a line that holds only a statement leaves no line in the page."""
    environment = Environment(
        loader=FileSystemLoader(path.parent),
        autoescape=True,
        finalize=_escaped,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template(path.name)


def _escaped(value: Any) -> Markup:
    # Jinja would spell an apostrophe in another way than the rest of the page.
    return value if hasattr(value, "__html__") else Markup(escape(str(value)))
