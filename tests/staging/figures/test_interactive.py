"""Interactive charts as scripts of the site."""

from __future__ import annotations

import json
from pathlib import Path

from helpers.staging.figures import interactive


def test_a_chart_is_a_script_that_keeps_it_under_its_name(tmp_path: Path) -> None:
    """The same each time, and without an address that looks as if it were asked."""
    source, target = tmp_path / "fig-a.vl.json", tmp_path / "fig-a.js"
    chart = {"mark": "bar", "$schema": "https://vega.github.io/schema/v6.json", "data": "Қаржы"}
    source.write_text(json.dumps(chart), encoding="utf-8")
    interactive.write_chart(source, target)
    assert target.read_text(encoding="utf-8") == (
        '(window.civicVoiceCharts ??= {})["fig-a"] = {"data":"Қаржы","mark":"bar"};\n'
    )


def test_the_library_comes_only_with_charts(tmp_path: Path) -> None:
    """A book without interactive charts does not carry it; with one it is there, with licence."""
    interactive.write_library(tmp_path)
    assert not list(tmp_path.iterdir())
    folder = tmp_path / interactive.FOLDER
    folder.mkdir(parents=True)
    interactive.write_library(tmp_path)
    library = (folder / "vega.js").read_text(encoding="utf-8")
    assert library.startswith("/* Vega, Vega-Lite and Vega-Embed")
    assert "window.vegaEmbed=" in library
    assert (folder / "interactive.js").is_file()
