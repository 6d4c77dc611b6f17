"""A study small enough to check by hand, written as real files, and broken where a test says so."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

from helpers.errors import InputError
from helpers.ledger import claims, codebook

CODEBOOK = """\
chapters:
  intro: {ru: "Введение", kk: "Кіріспе", en: "Introduction"}
  "1": {ru: "Картина", kk: "Көрініс", en: "Picture"}
sources:
  register: {ru: "реестр", kk: "тізілім", en: "register"}
  survey: {ru: "анкеты", kk: "сауалнамалар", en: "questionnaires"}
units:
  organisations: {ru: "организации", kk: "ұйым", en: "organisations"}
  percent: {ru: "%", kk: "%", en: "%"}
  points: {ru: "баллы", kk: "балл", en: "points"}
  date: {ru: "дата", kk: "күні", en: "date"}
quote_themes:
  funding: {ru: "Финансирование", kk: "Қаржыландыру", en: "Funding"}
  staff: {ru: "Кадры", kk: "Кадрлар", en: "Staff"}
directions:
  negative: {ru: "Негативное", kk: "Теріс", en: "Negative"}
  positive: {ru: "Позитивное", kk: "Оң", en: "Positive"}
genders:
  woman: {ru: "женщина", kk: "әйел", en: "woman"}
pathways:
  money: {ru: "Деньги", kk: "Ақша", en: "Money"}
places:
  akmola: {kind: region, iso: KZ-11, label: {ru: "Акмолинская", kk: "Ақмола", en: "Akmola"}}
  astana: {kind: city, iso: KZ-71, label: {ru: "Астана", kk: "Астана", en: "Astana"}}
  esik: {kind: town, region: akmola, lon: 77.4, lat: 43.3, label: {ru: Есик, kk: Есік, en: "Esik"}}
variables:
  register_size:
    label: {ru: "Реестр", kk: "Тізілім", en: "Register"}
    source: register
    answer: count
    asked: the country
    location: text
  financial_report:
    label: {ru: "Отчётность", kk: "Есептілік", en: "Reports"}
    source: register
    answer: single
    asked: the register
    location: figure 2
    categories:
      zero: {ru: "нулевой", kk: "нөлдік", en: "zero"}
      not_zero: {ru: "не нулевой", kk: "нөлдік емес", en: "not zero"}
  start:
    label: {ru: "Начало", kk: "Басы", en: "Start"}
    source: survey
    answer: count
    asked: the team
    location: text
  score:
    label: {ru: "Балл", kk: "Балл", en: "Score"}
    source: survey
    answer: mean
    asked: towns
    location: figure 15
addressees:
  ngo: {ru: "НПО", kk: "ҮЕҰ", en: "NGOs"}
  state: {ru: "государство", kk: "мемлекет", en: "the state"}
measure_origins:
  plan: {ru: "планы", kk: "жоспар", en: "plans"}
quote_rules:
  - {ru: "Один кодировщик.", kk: "Бір кодтаушы.", en: "One coder."}
report_language: ru
"""


def claim(claim_id, variable, printed, **cells):
    """A row of the ledger: the cells that matter to a test, and good ones for the rest."""
    defaults = dict.fromkeys(claims.COLUMNS, "") | {
        "chapter": "1",
        "section": "Раздел",
        "location": "text",
        "kind": "count",
        "unit": "organisations",
        "find": "два слова",
    }
    return defaults | {"claim_id": claim_id, "variable": variable, "printed": printed} | cells


# Rows 2 to 7 of the file.
LEDGER = (
    claim("register_size", "register_size", "487"),
    claim("zero", "financial_report", "357", category="zero", base="register_size"),
    claim(
        "zero_pct",
        "financial_report",
        "72",
        category="zero",
        kind="percent",
        unit="percent",
        base="register_size",
        formula="100 * zero / register_size",
    ),
    claim("survey_start", "start", "2024-09", kind="date", unit="date"),
    claim("score_esik", "score", "6.0", place="esik", kind="mean", unit="points"),
    claim("zero_akmola", "financial_report", "7", category="zero", place="akmola"),
)


def csv_text(columns, rows):
    """Rows, given as mappings, as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def write_ledger(folder, **changes):
    """Write claims.csv; `changes` maps a claim_id of `LEDGER` to the cells it gets instead."""
    rows = [row | changes.pop(row["claim_id"], {}) for row in LEDGER]
    assert not changes, f"no such rows: {changes}"
    path = Path(folder) / "claims.csv"
    path.write_text(csv_text(claims.COLUMNS, rows), encoding="utf-8")
    return path


def write_codebook(folder, *changes):
    """Write codebook.yaml; each change is a pair: text that stands in it, and its replacement."""
    text = CODEBOOK
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = Path(folder) / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def load_ledger(folder, **changes):
    """The small ledger with its codebook, both read from files in the folder."""
    codes = codebook.load(write_codebook(folder))
    return claims.load(write_ledger(folder, **changes), codes)


def problems_of(load, *arguments):
    """Every problem a loader reports, as the lines a reader sees; empty when it reports none."""
    try:
        load(*arguments)
    except InputError as error:
        return [line.removeprefix("  ") for line in str(error).splitlines()[1:]]
    return []


def run(code, outputs):
    """Run Python code in a fresh process that writes below `outputs`; the JSON that it prints.

    The outputs directory is fixed when `helpers.paths` is imported, so another one takes another
    process.
    """
    environment = os.environ | {"CIVIC_VOICE_OUTPUTS": str(outputs), "MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
