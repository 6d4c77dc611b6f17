"""Every link leads somewhere, or is named with its line before anything is rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.errors import InputError
from bookmaker.project.description import read_staged
from bookmaker.rendering import embedded, quarto
from bookmaker.rendering.embedded import links, reading
from tests.cases.small_books import markdown, write_notebook, write_project

PAGE = """# A {#sec-a}

Words. LINK

## Раздел

$$x = 1$$ {#eq-one}

[mark]{#mark}

```{=html}
<p id='raw'></p>
```

::: {.callout-note #box}
Text.
:::
"""
CELLS = [markdown("# One {#sec-one}\n\n## Part {#sec-part}"), markdown("Text.\n\nLINK")]
ALIVE = """
[](notebooks/01_one.ipynb#sec-part) [](notebooks/01%5Fone.html#sec-one) [](a.qmd?x=1#mark)
[](#%D1%80%D0%B0%D0%B7%D0%B4%D0%B5%D0%BB) [](#раздел) [](#eq-one) [](#raw) [](#box) [](#sec-a)
[](data/a.csv) [](data) [](small.pdf) [](https://example.org/x#y) [](mailto:a@b.kz)
<a href="a.html">x</a>
"""
DEAD = {
    "[x](notebooks/01_one.ipynb#sec-nowhere)": "01_one.html has no part with the id 'sec-nowhere'",
    "[x](#sec-part)": "has no part with the id 'sec-part'; notebooks/01_one.html has one",
    "[x](#Mark)": "has no part with the id 'Mark'; did you mean #mark?",
    "[x](#%E0%A4%A)": "link to '#%E0%A4%A': a.html has no part",
    "[x](none.qmd)": "none.qmd is no page of the book and no file that goes with it",
    "[x](none.html)": "none.html is no page",
    "[x](README.md)": "README.md is no page",
    "[x](../outside.html)": "../outside.html is no page",
    "[x](/a.html)": "the book may stand in any folder",
    "[x]()": "it leads nowhere",
    "[x](#)": "it leads nowhere",
    "[x][1]\n\n[1]: #nowhere": "has no part with the id 'nowhere'",
    "[x](JavaScript:a)": "addresses begin with http:, https:, mailto:; write one of these",
    "[x](//a.org/x)": "addresses begin with http:",
    '<a class="b" href="gone.html">x</a>': "gone.html is no page",
}


def project(folder: Path, link: str, *, in_cell: str = "") -> Path:
    """A project of a page and a notebook, with a folder of data and a file that no list names."""
    site = write_project(folder / "site", {"a.qmd": PAGE.replace("LINK", link)})
    text = (site / "_quarto.yml").read_text(encoding="utf-8")
    text = text.replace("- a.qmd", "- a.qmd\n  - notebooks/01_one.ipynb\n  downloads: [pdf]")
    text = text.replace("type: book", "type: book\n  resources: [data/]")
    (site / "_quarto.yml").write_text(text, encoding="utf-8")
    cells = [{**cell, "source": cell["source"].replace("LINK", in_cell)} for cell in CELLS]
    write_notebook(site / "notebooks" / "01_one.ipynb", *cells)
    (site / "data").mkdir()
    (site / "data" / "a.csv").write_text("a\n", encoding="utf-8")
    (site / "README.md").write_text("Read.\n", encoding="utf-8")
    return site


def test_links_that_lead_somewhere_pass(tmp_path: Path) -> None:
    """Pages, ids of all kinds, percent signs, files of the project, downloads, other hosts."""
    site = project(tmp_path, ALIVE, in_cell="[](../a.qmd#mark) [](01_one.ipynb) [](#sec-part)")
    reading.check_project(read_staged(site))


def test_dead_links_are_named_with_their_lines(tmp_path: Path) -> None:
    """All at once, in a notebook with the cell."""
    text = "\n\n".join(DEAD)
    site = project(tmp_path, text, in_cell="[x](../a.qmd#nowhere)")
    with pytest.raises(InputError) as caught:
        reading.check_project(read_staged(site))
    *found, last = map(str, caught.value.problems)
    assert last.startswith("notebooks/01_one.ipynb, cell 2, row 3: link to '../a.qmd#nowhere': a.h")
    lines = PAGE.replace("LINK", text).split("\n")
    for link, message in DEAD.items():
        row = next(n for n, line in enumerate(lines, 1) if link.split("\n")[-1] in line)
        assert any(p.startswith(f"a.qmd, row {row}: ") and message in p for p in found), link
    assert len(found) == len(DEAD)


def test_both_renderers_refuse_a_dead_link(tmp_path: Path) -> None:
    """Before they begin: Quarto need not even be there."""
    site = project(tmp_path, "[x](#nowhere)")
    with pytest.raises(InputError, match=r"a\.qmd, row 3: link to '#nowhere'"):
        embedded.render(site, tmp_path / "book")
    with pytest.raises(InputError, match=r"a\.qmd, row 3: link to '#nowhere'"):
        quarto.render(site, tmp_path / "book", command=Path("quarto"))


def test_an_id_that_stands_twice_is_named(tmp_path: Path) -> None:
    """On a page; over the book when a reference can name it."""
    site = project(tmp_path, "[x]{#mark}", in_cell="[y]{#sec-a} [z]{#mark}")
    book = read_staged(site)
    pages = reading.read_pages(book)
    trees = reading.read_trees(pages)
    found = [
        (page, "", list(links.identifiers(tree))) for page, tree in zip(pages, trees, strict=True)
    ]
    assert [str(each) for each in links.doubles(found)] == [
        "a.qmd, row 9: id 'mark' is used twice (first in a.qmd, row 3); rename one",
        "notebooks/01_one.ipynb, cell 2, row 3: id 'sec-a' is used twice; rename one",
    ]
