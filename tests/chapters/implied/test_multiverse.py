"""Which orders and levels of the towns survive another scoring."""

from dataclasses import replace

import pytest

from helpers import paths
from helpers.chapters.implied import multiverse
from helpers.chapters.implied.solving.variants import outer_range
from helpers.ledger.reported import rounding_range
from helpers.scale.schemes import DISTINCT_SCHEMES
from helpers.scale.scores import PATTERNS, mean_score

# Nearly all of them take the solver's answers, which take seconds.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def variants(found):
    return found.variants


def test_outer_bounds_hold_every_town_of_forms():
    """Whatever forms print a mean under one scoring, their mean under another lies within."""
    import random

    chance = random.Random(5)
    patterns = [p for p in PATTERNS if any(p)]
    schemes = [
        replace(s, missing=m) for s in DISTINCT_SCHEMES.values() for m in ("zero", "person_mean")
    ]
    for _ in range(60):
        report, reader = chance.sample(schemes, 2)
        forms = {}
        for _ in range(chance.randrange(1, 12)):
            pattern = chance.choice(patterns)
            forms[pattern] = forms.get(pattern, 0) + 1
        printed = f"{float(mean_score(forms, report).mean):.1f}"
        low, high = outer_range(rounding_range(printed, "nearest"), report, reader)
        assert low <= float(mean_score(forms, reader).mean) <= high


def test_orders_count_every_pair_of_scorings(study, variants):
    """Each of 21 pairs of towns in each of 64 variants."""
    frame = multiverse.orders(study, variants)
    counts = [c for c in frame.columns if c.endswith(("_holds", "_open", "_reversed"))]
    assert len(frame) == 21
    assert (frame[counts].sum(axis=1) == len(variants)).all()
    assert len(variants) == 64


def test_esik_is_lowest_by_the_reports_own_points(study, variants):
    """And below three towns whatever the points; Talgar and Ushtobe are within rounding."""
    frame = multiverse.orders(study, variants).set_index(["place", "other"])["safe"]
    assert all(frame[town, "esik"] for town, other in frame.index if other == "esik")
    safe = {pair for pair, kind in frame.items() if kind in ("points", "missing")}
    assert safe == {(town, "esik") for town in ("talgar", "ushtobe", "kokshetau")}
    assert frame["talgar", "ushtobe"] == frame["konaev", "atbasar"] == ""


def test_no_level_is_safe_from_other_points(study, variants):
    """Levels hold at most as printed."""
    assert set(multiverse.levels(study, variants)["safe"]) <= {"", "same"}


def test_numbers_for_the_prose(study, variants):
    """Orders that hold in print, and those that do not even there, are all of them."""
    texts = multiverse.multiverse_numbers(study, variants)
    assert int(texts["orders_printed"]) + int(texts["orders_never"]) == int(texts["orders_all"])


@pytest.mark.usefixtures("own_outputs")
def test_a_picture_has_a_row_for_each_statement(study, variants):
    """All of them, or those that a reader kept, with their claims."""
    statements = multiverse.statements(study, variants)
    esik = statements[statements["other"] == "esik"]
    for frame, n_rows in ((statements, 28), (esik, 6)):
        multiverse.draw_multiverse(frame, study, name="fig-x")
        lines = (paths.figures("en") / "fig-x.csv").read_text(encoding="utf-8").splitlines()
        assert len(lines) == n_rows + 1
        assert "claim_id" in lines[0]
