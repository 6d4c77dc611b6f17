"""A measure names a pathway, addressees and evidence that exist, in three languages."""

from dataclasses import fields

import pytest

from helpers.ledger import measures
from tests.cases.small_study import csv_text, load_ledger, problems_of

MEASURE = {
    "measure_id": "save",
    "pathway": "money",
    "origin": "plan",
    "addressee": "ngo state",
    "find": "два слова",
    "claims": "zero register_size",
    "quote_themes": "funding",
    "leaflet": "yes",
    "measure_en": "Save money",
    "measure_ru": "Беречь деньги",
    "measure_kk": "Ақшаны үнемдеу",
}


def write(folder, *rows):
    path = folder / "measures.csv"
    columns = [field.name for field in fields(measures.Measure)]
    path.write_text(csv_text(columns, rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"measure_id": "save"}, "column measure_id: 'save' stands in row 2 already"),
        ({"pathway": "mony"}, "column pathway: 'mony' is not in the codebook; did you mean"),
        ({"origin": ""}, "column origin: '' is not in the codebook; use one of: plan"),
        ({"addressee": "ngo stat"}, "column addressee: 'stat' is not in the codebook; did you"),
        ({"addressee": ""}, "column addressee: '' is not in the codebook; use one of"),
        ({"claims": "zero zeros"}, "column claims: 'zeros' is not in the list of claims; did you"),
        ({"quote_themes": "rain"}, "column quote_themes: 'rain' is not in the codebook; use one"),
        ({"leaflet": "no"}, "column leaflet: 'no' is not in the marks"),
        ({"find": "одно"}, "column find: 1 words; write two to five"),
        ({"measure_kk": ""}, "column measure_kk: 0 words; write 1 to 20 of your own"),
        ({"measure_en": "word " * 21}, "column measure_en: 21 words; write 1 to 20 of your own"),
    ],
)
def test_a_bad_measure_is_named(tmp_path, cells, message):
    """Every cell that names something names what exists, and no language is left out."""
    path = write(tmp_path, MEASURE, MEASURE | {"measure_id": "other"} | cells)
    (problem,) = problems_of(measures.load_measures, load_ledger(tmp_path), path)
    assert problem.startswith(f"measures.csv, row 3, {message}")


def test_nobody_named_stands_alone(tmp_path):
    """A measure is addressed to somebody or to nobody."""
    ledger = load_ledger(tmp_path)
    codes = ledger.codebook.labels["addressees"]
    assert measures.UNNAMED not in codes
    (unknown, beside) = problems_of(
        measures.load_measures, ledger, write(tmp_path, MEASURE | {"addressee": "ngo unnamed"})
    )
    assert "'unnamed' is not in the codebook" in unknown
    assert "stands beside a name" in beside


def test_measures_keep_their_order_and_languages(tmp_path):
    """Addressees are a list; what may be empty is; texts are found by language."""
    bare = {"measure_id": "plan", "pathway": "", "claims": "", "quote_themes": "", "leaflet": ""}
    path = write(tmp_path, MEASURE, MEASURE | bare)
    first, second = measures.load_measures(load_ledger(tmp_path), path)
    assert (first.addressees, first.in_leaflet) == (("ngo", "state"), True)
    assert first.text("kk") == "Ақшаны үнемдеу"
    assert (second.measure_id, second.pathway, second.in_leaflet) == ("plan", "", False)
