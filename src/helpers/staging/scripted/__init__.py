"""Pages that compute in the reader's browser: their data, their scripts, and where these stand.

Such a page is one of ours in Markdown with a mark for its scripts and an element that they fill.
The scripts are files beside the page, since a page may run no others; what they know of the study
comes as a script, too, since a page opened from a folder may not load JSON. Arithmetic that several
pages need is one file (assets/fractions.js), and so are the parts of their forms (page-parts.js).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parent / "assets"
# Where a page wants its style and its scripts; not in EPUB, which Quarto counts as HTML.
_SCREEN = '.content-visible when-format="html:js"'


@dataclass(frozen=True)
class ScriptedPage:
    """A page that computes.

    source     the page in Markdown
    directory  where its files are staged, named in `project: resources:`
    mark       the comment in the page that its style and scripts replace
    assets     where its own files are
    files      the shared files, then its own, in the order in which they are loaded
    data       the name of the file with its data; `variable` is what the scripts call it
    """

    source: str
    directory: str
    mark: str
    assets: Path
    files: tuple[str, ...]
    data: str
    variable: str

    def file(self, name: str) -> Path:
        """One of the files, where it is kept: the page's own, or else shared."""
        own = self.assets / name
        return own if own.is_file() else SHARED / name

    def write(self, content: Mapping[str, Any], project: Path) -> Path:
        """Write data, scripts and style into the staged project; return the data's path."""
        target = project / self.directory
        target.mkdir(parents=True, exist_ok=True)
        for name in self.files:
            shutil.copyfile(self.file(name), target / name)
        path = target / self.data
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(f"window.{self.variable} = {text};\n", encoding="utf-8")
        return path

    def with_scripts(self, text: str) -> str:
        """The page with its style and scripts in the place that it keeps for them."""
        styles = [name for name in self.files if name.endswith(".css")]
        scripts = [self.data, *(name for name in self.files if name.endswith(".js"))]
        tags = [f'<link rel="stylesheet" href="{self.directory}/{name}">' for name in styles]
        tags += [f'<script src="{self.directory}/{name}" defer></script>' for name in scripts]
        html = "\n".join(tags)
        return text.replace(self.mark, f":::: {{{_SCREEN}}}\n```{{=html}}\n{html}\n```\n::::")
