"""Interactive charts as files of the site: specification, library and the script that ties them.

All are scripts, because a page opened from a folder may load scripts beside it but may not fetch
data. A reader who does not press the button loads the small script only. The library is Vega's own,
taken from the package that carries it: no other host is asked.
"""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

from bookmaker.project.remembered import NOTHING, Memory, version_of

FOLDER = "figures/interactive"
SCRIPT = "interactive.js"
LIBRARY = "vega.js"

_ASSETS = Path(__file__).parent / "assets"
_LICENCE = """\
/* Vega, Vega-Lite and Vega-Embed, as bundled by vl-convert-python. BSD 3-Clause License.
Copyright (c) 2015-2025, University of Washington Interactive Data Lab. All rights reserved.
Redistribution and use in source and binary forms, with or without modification, are permitted
provided that the following conditions are met: 1. Redistributions of source code must retain the
above copyright notice, this list of conditions and the following disclaimer. 2. Redistributions in
binary form must reproduce the above copyright notice, this list of conditions and the following
disclaimer in the documentation and/or other materials provided with the distribution. 3. Neither
the name of the copyright holder nor the names of its contributors may be used to endorse or promote
products derived from this software without specific prior written permission.
THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR
IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER
IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF
THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE. */
"""


def write_chart(source: Path, target: Path) -> None:
    """Write a chart's specification as a script that keeps it under the chart's name."""
    chart = json.loads(source.read_text(encoding="utf-8"))
    # An address that is never asked for, but looks as if it were.
    chart.pop("$schema", None)
    text = json.dumps(chart, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    name = json.dumps(target.stem)
    target.write_text(f"(window.civicVoiceCharts ??= {{}})[{name}] = {text};\n", encoding="utf-8")


def write_library(directory: Path, memory: Memory = NOTHING) -> None:
    """Write Vega and the script with the buttons into a project that has interactive charts."""
    folder = directory / FOLDER
    if folder.is_dir():
        shutil.copyfile(_ASSETS / SCRIPT, folder / SCRIPT)
        (folder / LIBRARY).write_text(library(memory), encoding="utf-8")


def library(memory: Memory = NOTHING) -> str:
    """Vega with its licence; to put it together takes two seconds."""
    return _LICENCE + memory.text(["vega", library_version()], _bundle)


def library_version() -> str:
    """Version of the package that carries Vega."""
    return version_of("vl-convert-python")


@cache
def _bundle() -> str:
    import vl_convert

    return vl_convert.javascript_bundle()
