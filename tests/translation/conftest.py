"""A book of two pages with its catalogues, small enough to read at once."""

import json
from pathlib import Path

import pytest

PAGE = """# Title {#sec-a}

{{< var n >}} of 9 organisations answered, see @fig-a.

- one item

| Head | Other |
|:-----|:------|
| cell | {{< var n >}} |
"""
CELLS = [
    {"cell_type": "markdown", "source": ["## Heading {#sec-b}\n", "\n", "Text."]},
    {
        "cell_type": "code",
        "source": '#| label: fig-a\n#| fig-cap: "A \\"caption\\""\n#| fig-alt: "Bars"\ndraw()',
    },
]
PROJECT = 'book:\n  title: "The book"\n  page-footer:\n    center: "Footer"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Sources as the repository has them, and no catalogue yet."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "src" / "helpers").mkdir(parents=True)
    (tmp_path / "index.qmd").write_text(PAGE, encoding="utf-8")
    (tmp_path / "notebooks" / "01_one.ipynb").write_text(
        json.dumps({"cells": CELLS}), encoding="utf-8"
    )
    (tmp_path / "_quarto.yml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "src" / "helpers" / "words.py").write_text(
        'BASE = marked("base")\n\ndef axis(study):\n    return study.text("share, %")\n',
        encoding="utf-8",
    )
    return tmp_path
