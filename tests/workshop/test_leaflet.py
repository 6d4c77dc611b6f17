"""The leaflet: two pages in each language, with the study's words and numbers and nothing typed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from bookmaker.rendering.embedded.paper.pictures import set_pages
from helpers.ledger.measures import UNNAMED
from helpers.study import open_study
from helpers.workshop import leaflet

SMALLEST_PT = 9.5


def shown(study) -> str:
    """Everything the leaflet says, as one text."""
    return json.dumps(leaflet.content(study), ensure_ascii=False)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_has_two_pages(language: str, tmp_path: Path) -> None:
    """One sheet of paper, whatever the language needs of words."""
    study = open_study(language)
    assert leaflet.write_leaflet(study, tmp_path / "leaflet.pdf").read_bytes()[:5] == b"%PDF-"
    shutil.copyfile(leaflet.LAYOUT, tmp_path / leaflet.LAYOUT.name)
    (tmp_path / "leaflet.json").write_text(shown(study), encoding="utf-8")
    assert len(set_pages(tmp_path / leaflet.LAYOUT.name, dots_per_inch=20)) == 2


def test_no_letter_is_small() -> None:
    """Every size that the layout names can be read without glasses."""
    sizes = re.findall(r"(?:size|small)\s*[:=]\s*([\d.]+)pt", leaflet.LAYOUT.read_text("utf-8"))
    assert sizes
    assert min(map(float, sizes)) >= SMALLEST_PT


def test_it_is_written_the_same_each_time(study, tmp_path: Path) -> None:
    """Two runs give the same file."""
    first, second = (leaflet.write_leaflet(study, tmp_path / name) for name in ("a.pdf", "b.pdf"))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_marked_measure_stands_once(language: str) -> None:
    """What the data mark for the leaflet is in it, and no other measure."""
    study = open_study(language)
    text = shown(study)
    for measure in study.measures:
        n_times = text.count(f'"{measure.text(language)}')
        assert n_times == int(measure.in_leaflet), measure.measure_id


def test_what_nobody_is_named_for_is_left_out(study) -> None:
    """A reader of the leaflet asks who should do it."""
    assert not [each for each in study.measures if each.in_leaflet and UNNAMED in each.addressees]


def test_its_numbers_are_the_ledgers(study) -> None:
    """Bars, scores and sizes are read from the claims, most first."""
    content = leaflet.content(study)
    bars = {row["label"]: row["number"] for row in content["sources"]}
    assert next(iter(bars.items())) == ("state orders and programmes", "40")
    assert sum(map(int, bars.values())) == sum(
        int(claim.value) for claim in study.ledger.select(variable="funding_source", kind="count")
    )
    scores = content["score"]["scores"]
    assert (scores[0]["label"], scores[0]["number"], len(scores)) == ("Talgar", "8", 7)
