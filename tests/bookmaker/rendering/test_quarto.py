"""The real Quarto, played by a small script."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bookmaker.rendering import quarto
from bookmaker.rendering.quarto import QuartoError, add_colophon
from tests.cases.fake_quarto import fake_quarto

# Renders books.
pytestmark = pytest.mark.slow


def test_the_book_lands_where_the_embedded_one_does(staged: Path, tmp_path: Path) -> None:
    """Same products in the same place, and the staged project untouched."""
    before = sorted((staged / "site").rglob("*"))
    products = quarto.render(
        staged / "site/en", staged / "book/en", command=fake_quarto(tmp_path / "bin")
    )
    names = ["index.html", "notebooks/00_method.html", "notebooks/01_sector.html", "small-book.pdf"]
    assert products == [staged / "book" / "en" / name for name in names]
    assert all(path.is_file() for path in products)
    assert sorted((staged / "site").rglob("*")) == before


@pytest.mark.parametrize(
    ("said", "status", "message"),
    [
        ("ERROR: bad yaml", 1, r"quarto render failed:\n(.|\n)*ERROR: bad yaml"),
        ("Unable to resolve crossref @sec-method", 0, "quarto left unresolved: @sec-method"),
        ("?var:nothere", 0, "quarto left unresolved: nothere"),
    ],
)
def test_quartos_failures_and_silent_gaps_are_errors(
    staged: Path, tmp_path: Path, said: str, status: int, message: str
) -> None:
    """Quarto takes an unresolved reference for a warning; a book must not."""
    command = fake_quarto(tmp_path / "bin", said=said, status=status)
    with pytest.raises(QuartoError, match=message):
        quarto.render(staged / "site/en", staged / "book/en", command=command)
    assert not (staged / "book").exists()


def test_the_colophon_joins_the_projects_own_footer(staged: Path) -> None:
    """Every page says what rendered it, and so does the front page in print."""
    project = staged / "site" / "en"
    description = yaml.safe_load((project / "_quarto.yml").read_text(encoding="utf-8"))
    assert description["book"]["page-footer"]["center"] == "A fund paid."
    add_colophon(project, "Rendered by Quarto 1.9.38")
    seen = yaml.safe_load((project / "_quarto.yml").read_text(encoding="utf-8"))
    assert seen["book"]["page-footer"] == {
        "left": "The study: A. Author (House).",
        "center": "A fund paid.",
        "right": "Text: CC BY. Rendered by Quarto 1.9.38",
    }
    description["book"]["page-footer"] = "Own words."
    (project / "_quarto.yml").write_text(yaml.safe_dump(description), encoding="utf-8")
    add_colophon(project, "Rendered by Quarto 1.9.38")
    seen = yaml.safe_load((project / "_quarto.yml").read_text(encoding="utf-8"))
    assert seen["book"]["page-footer"]["center"] == "Own words. Rendered by Quarto 1.9.38"
    assert "Rendered by Quarto" in (project / "index.qmd").read_text(encoding="utf-8")
