"""The codebook is complete in three languages, or everything it lacks is named in one report."""

import pytest

from bookmaker.project import yaml_text
from helpers import paths
from helpers.errors import ArgumentError, InputError
from helpers.ledger import claims, codebook, derived, quotes, sentences
from helpers.ledger.measures import load_measures
from helpers.ledger.pathways import load_pathways
from helpers.ledger.town_facts import load_town_facts
from tests.cases.small_study import CODEBOOK, problems_of, write_codebook

REGION = (
    '  akmola: {kind: region, iso: KZ-11, label: {ru: "Акмолинская", kk: "Ақмола", en: "Akmola"}}'
)


@pytest.fixture
def faults(tmp_path):
    """A function: pairs of old and new text -> the problems of the changed file."""
    return lambda *changes: problems_of(codebook.load, write_codebook(tmp_path, *changes))


@pytest.fixture
def faults_of_bytes(tmp_path):
    """A function: a file's bytes -> its problems."""

    def load(content):
        path = tmp_path / "codebook.yaml"
        path.write_bytes(content)
        return problems_of(codebook.load, path)

    return load


def test_labels_by_section_and_language(tmp_path):
    """Every label a reader sees is found by section, id and language."""
    codes = codebook.load(write_codebook(tmp_path))
    assert codes.label("chapters", "1", "en") == "Picture"
    assert codes.label("variables", "score", "ru") == "Балл"
    assert codes.label("places", "esik", "kk") == "Есік"
    assert codes.category_label("financial_report", "not_zero", "kk") == "нөлдік емес"


def test_what_stands_behind_an_answer(tmp_path):
    """A description belongs to a category and a language; where none is written it is empty."""
    described = '    descriptions: {zero: {ru: "а", kk: "б", en: "no money"}}\n    categories:\n'
    path = write_codebook(tmp_path, ("    categories:\n      zero", f"{described}      zero"))
    codes = codebook.load(path)
    assert codes.description("financial_report", "zero", "en") == "no money"
    assert codes.description("financial_report", "not_zero", "en") == ""


def test_variables_and_places_keep_the_order_of_the_file(tmp_path):
    """The file's order is the order of display; what does not apply is empty."""
    codes = codebook.load(write_codebook(tmp_path))
    assert list(codes.variables) == ["register_size", "financial_report", "start", "score"]
    assert list(codes.variables["financial_report"].categories) == ["zero", "not_zero"]
    assert codes.variables["score"].id == "score"
    assert (codes.variables["score"].categories, codes.variables["score"].notes) == ({}, "")
    assert [rule["en"] for rule in codes.quote_rules] == ["One coder."]


def test_regions_and_towns_are_told_apart(tmp_path):
    """Cities of the first level count as regions; towns have coordinates in degrees."""
    codes = codebook.load(write_codebook(tmp_path))
    assert [place.id for place in codes.regions()] == ["akmola", "astana"]
    (town,) = codes.towns()
    assert (town.id, town.region, town.lon, town.lat) == ("esik", "akmola", 77.4, 43.3)


def test_a_changed_file_is_read_anew(tmp_path):
    """What was read before is not shown for a file that was edited since."""
    assert codebook.load(write_codebook(tmp_path)).label("units", "points", "en") == "points"
    path = write_codebook(tmp_path, ('en: "points"', 'en: "scores"'))
    assert codebook.load(path).label("units", "points", "en") == "scores"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '  staff: {ru: "Кадры"',
            '  funding: {ru: "Кадры"',
            "row 14, column funding: 'funding' is written twice; keep one",
        ),
        (
            'kk: "ұйым", ',
            "",
            "column units.organisations.kk: the label is missing; write it",
        ),
        (
            'en: "Esik"',
            'en: " "',
            "column places.esik.en: the label is missing; write it",
        ),
        (
            '{ru: "нулевой", kk: "нөлдік", en: "zero"}',
            '"zero"',
            "column variables.financial_report.categories.zero: 'zero' is no label; "
            "write {ru: …, kk: …, en: …}",
        ),
        (
            "answer: mean",
            "answer: average",
            "column variables.score.answer: 'average': "
            "write single, multiple, ordinal, count, mean",
        ),
        (
            "source: survey\n    answer: mean",
            "source: interviews\n    answer: mean",
            "column variables.score.source: 'interviews' is not in sources",
        ),
        (
            "source: survey\n    answer: mean",
            "source: [survey]\n    answer: mean",
            "column variables.score.source: ['survey'] is not in sources",
        ),
        (
            "    asked: towns\n",
            "",
            "column variables.score.asked: the key is missing; write it",
        ),
        (
            "asked: towns\n",
            "asked: towns\n    colour: blue\n",
            "column variables.score.colour: the key is unknown; remove it",
        ),
        (
            "    categories:\n      zero",
            "    categories: []\n    notes:\n      zero",
            "column variables.financial_report.categories: []: "
            "write ids with a label each, or remove the key",
        ),
        (
            "    categories:\n      zero",
            "    descriptions: []\n    categories:\n      zero",
            "column variables.financial_report.descriptions: []: "
            "write ids of categories with a text each, or remove the key",
        ),
        (
            "    categories:\n      zero",
            '    descriptions: {half: {ru: "а", kk: "б", en: "c"}}\n    categories:\n      zero',
            "column variables.financial_report.descriptions.half: no such category; remove it",
        ),
        (
            "    categories:\n      zero",
            '    descriptions: {zero: {ru: "а", en: "c"}}\n    categories:\n      zero',
            "column variables.financial_report.descriptions.zero.kk: the label is missing; "
            "write it",
        ),
        (
            "kind: town",
            "kind: village",
            "column places.esik.kind: 'village': write region, city, town",
        ),
        (
            "region: akmola",
            "region: akmolla",
            "column places.esik.region: 'akmolla' is no place of this file",
        ),
        (
            '  - {ru: "Один кодировщик.", ',
            "  - {",
            "column quote_rules.1.ru: the label is missing; write it",
        ),
        (
            "quote_rules:\n",
            "quote_rules:\n  one:\n",
            "column quote_rules, quote_codes: write a list of labels, and ids with entries",
        ),
        ("lat: 43.3", "lat: north", "column places.esik.lat: 'north': write degrees"),
        (", lon: 77.4", "", "column places.esik.lon: None: write degrees"),
        (
            " iso: KZ-71,",
            "",
            "column places.astana.iso: the code is missing; write KZ-10 or the like",
        ),
        (
            REGION,
            "  akmola: Akmola",
            "column places.akmola: 'Akmola' is no entry; write its keys below it",
        ),
        (
            "pathways:\n  money:",
            "pathways:\ngenders_too:\n  money:",
            "column pathways: the section is missing; write it",
        ),
        (
            'pathways:\n  money: {ru: "Деньги", kk: "Ақша", en: "Money"}',
            "pathways: [money]",
            "column pathways: the section is missing; write it",
        ),
    ],
)
def test_every_fault_is_named_with_its_mend(faults, old, new, expected):
    """The key path says where it stands, the message what was found and what to write."""
    assert faults((old, new)) == [f"codebook.yaml, {expected}"]


def test_a_code_without_its_meaning_is_named(faults):
    """Where codes are explained at all, every theme and direction is, and nothing else."""
    label = '{ru: "а", kk: "ә", en: "a"}'
    entries = (
        f"  staff: {{definition: {label}, example: {label}}}",
        f"  funding: {{definition: {label}}}",
        f"  negative: {{definition: {label}, example: {{ru: а}}}}",
        f"  stafff: {{definition: {label}, example: {label}}}",
    )
    assert faults(("quote_rules:\n", "\n".join(["quote_codes:", *entries, "quote_rules:\n"]))) == [
        f"codebook.yaml, column quote_codes.{fault}"
        for fault in (
            "funding: the entry is missing or incomplete; write definition and example, "
            "a label each",
            "negative.example.en: the label is missing; write it",
            "negative.example.kk: the label is missing; write it",
            "positive: the entry is missing or incomplete; write definition and example, "
            "a label each",
            "stafff: no theme or direction; did you mean 'staff'?",
        )
    ]


@pytest.mark.parametrize(
    ("key", "kind"), [("no", "bool"), ("Yes", "bool"), ("7", "int"), ("2024-12-02", "timestamp")]
)
def test_a_key_that_yaml_does_not_read_as_text_is_named(faults, key, kind):
    """An answer `no` without quotes is a truth value to YAML, and no id of the ledger."""
    found = faults(("      not_zero:", f"      {key}:"))
    assert found == [
        f"codebook.yaml, row 41, column {key}: YAML reads {key} as {kind}, not as text; "
        "put it in quotes"
    ]


def test_all_problems_of_a_file_are_in_one_report(faults):
    """A repeated key, missing labels and an unknown answer type come together."""
    found = faults(
        ("  not_zero:", "  zero:"),
        ('ru: "анкеты", ', ""),
        ('kk: "Есептілік", ', ""),
        ("answer: mean", "answer: average"),
    )
    assert found == [
        "codebook.yaml, row 41, column zero: 'zero' is written twice; keep one",
        "codebook.yaml, column sources.survey.ru: the label is missing; write it",
        "codebook.yaml, column variables.financial_report.kk: the label is missing; write it",
        "codebook.yaml, column variables.score.answer: 'average': "
        "write single, multiple, ordinal, count, mean",
    ]


def test_every_missing_section_is_named(faults_of_bytes):
    """A file that is YAML and nothing else of what is needed."""
    assert faults_of_bytes(b"chapters: {}\nunits: 7\n") == [
        f"codebook.yaml, column {section}: the section is missing; write it"
        for section in ("variables", "places", *codebook.LABEL_SECTIONS)
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ": the file is empty or no mapping; name a codebook"),
        (b"# nothing\n", ": the file is empty or no mapping; name a codebook"),
        (b"- a\n- b\n", ": the file is empty or no mapping; name a codebook"),
        (
            b"units:\n  a: {ru: x\n  b: y\n",
            ", row 3: not YAML: expected ',' or '}', but got ':'; mend it",
        ),
        (
            b"units:\n\tpercent: x\n",
            ", row 2: not YAML: found character '\\t' that cannot start any token; mend it",
        ),
        (
            CODEBOOK.encode("cp1251", "replace"),
            ", row 2: byte 0xc2 is not UTF-8; save the file as UTF-8",
        ),
    ],
)
def test_a_file_that_is_no_codebook_is_named(faults_of_bytes, content, expected):
    """Empty, of another shape, not YAML, and in another encoding are told apart."""
    assert faults_of_bytes(content) == [f"codebook.yaml{expected}"]


def test_a_missing_file_is_named(tmp_path):
    """The message says where to get the repository's own file back; another one has to be named."""
    assert problems_of(codebook.load, paths.PUBLISHED / "gone.yaml") == [
        "gone.yaml: the file is missing; restore it from git"
    ]
    assert problems_of(codebook.load, tmp_path / "codebook.yaml") == [
        "codebook.yaml: the file is missing; name a codebook"
    ]


def test_what_is_no_codebook_is_refused_before_it_is_read(tmp_path, monkeypatch):
    """A directory and a file far too large are named as what they are."""
    assert problems_of(codebook.load, tmp_path) == [
        f"{tmp_path.name}: cannot be read: Is a directory; name a codebook"
    ]
    monkeypatch.setattr(yaml_text, "MOST_BYTES", 1000)
    assert problems_of(codebook.load, write_codebook(tmp_path)) == [
        "codebook.yaml: larger than 1,000 bytes; name a codebook"
    ]


def test_a_ledger_alone_needs_fewer_sections(tmp_path):
    """All but the questions may be absent; ids of absent sections are their own labels."""
    codes = short(tmp_path, "variables:\n  gender: {label: Gender, answer: single}\n")
    assert (codes.places, codes.labels["quote_themes"], codes.complete) == ({}, {}, False)
    assert codes.label("units", "points", "kk") == "points"
    assert codes.category_label("gender", "woman", "ru") == "woman"
    assert len(problems_of(codebook.load, tmp_path / "codebook.yaml")) == len(codebook.SECTIONS) - 1
    with pytest.raises(ArgumentError, match="no 'age' in the codebook's variables"):
        codes.label("variables", "age", "en")


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Gender", ("Gender", "Gender", "Gender")),
        ('{en: "Gender"}', ("Gender", "Gender", "Gender")),
        ("{ru: Пол, en: Gender}", ("Пол", "Пол", "Gender")),
        ("{kk: Жынысы, en: ''}", ("Жынысы", "Жынысы", "Жынысы")),
        ("", ("gender", "gender", "gender")),
        ("2024", ("2024", "2024", "2024")),
    ],
)
def test_a_label_in_one_language_serves_all(tmp_path, label, expected):
    """A missing one is shown in the language that its reader most likely reads."""
    codes = short(tmp_path, f"variables:\n  gender:\n    answer: Single\n    label: {label}\n")
    gender = codes.variables["gender"]
    assert tuple(gender.label[language] for language in ("ru", "kk", "en")) == expected
    assert (gender.answer, gender.source, gender.asked, gender.location) == ("single", "", "", "")


def test_sections_and_categories_may_be_plain_lists(tmp_path):
    """Of ids, which are then their labels; a question may be its type of answer alone."""
    codes = short(
        tmp_path,
        "units: [people, points]\nplaces: [north, south]\nvariables:\n  age: ordinal\n"
        "  gender: {answer: single, categories: [woman, man]}\n"
        "  city: {answer: single, categories: {a: Almaty, b: }}\n",
    )
    assert codes.label("units", "people", "ru") == "people"
    assert codes.label("places", "south", "en") == "south"
    assert codes.category_label("gender", "man", "kk") == "man"
    assert codes.category_label("city", "a", "ru") == "Almaty"
    assert codes.category_label("city", "b", "ru") == "b"
    assert (codes.variables["age"].answer, codes.variables["age"].label["en"]) == ("ordinal", "age")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("units: {a: b}\n", "column variables: the section is missing or no mapping; write ids"),
        ("variables:\n  a: {label: A}\n", "variables.a.answer: the key is missing; write it"),
        ("variables:\n  a: average\n", "variables.a.answer: 'average': write single, multiple"),
        ("variables:\n  a: {label: no, answer: mean}\n", "variables.a: YAML reads this as false"),
        (
            "variables:\n  a: {label: {de: X}, answer: mean}\n",
            "column variables.a: there is no label in",
        ),
        ("variables:\n  a: {answer: single, categories: [yes, no]}\n", "variables.a.categories: ["),
        ("sources: [poll]\nvariables:\n  a: {answer: mean, source: pol}\n", "'pol' is not in sou"),
        ("variables:\n  a: {answer: mean, labell: A}\n", "a.labell: the key is unknown; remove it"),
        ("places: {a: {kind: hamlet}}\nvariables:\n  a: mean\n", "places.a.kind: 'hamlet': write"),
    ],
)
def test_a_short_codebook_means_something_or_is_refused(tmp_path, text, said):
    """What is there must be right, though much may be absent."""
    (tmp_path / "codebook.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        codebook.load(tmp_path / "codebook.yaml", needed=codebook.LEDGER_SECTIONS)
    assert said in str(caught.value.problems[0])


def test_the_projects_codebook_has_all_three_languages(tmp_path):
    """A label missing in one is a fault of the project's own, though none of somebody else's."""
    text = paths.CODEBOOK.read_text(encoding="utf-8")
    assert codebook.load().complete
    path = tmp_path / "codebook.yaml"
    path.write_text(text.replace("kk:", "zz:", 1), encoding="utf-8")
    assert [line.endswith(".kk: the label is missing; write it") for line in faults_in(path)] == [
        True
    ]
    assert not codebook.load(path, needed=codebook.LEDGER_SECTIONS).complete


def faults_in(path):
    return problems_of(codebook.load, path)


def short(folder, text):
    """A codebook of a few lines, as the audit reads it."""
    path = folder / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    return codebook.load(path, needed=codebook.LEDGER_SECTIONS)


def test_a_byte_order_mark_is_accepted(faults_of_bytes):
    """What some editors write before the first key is no part of it."""
    assert faults_of_bytes(CODEBOOK.encode("utf-8-sig")) == []


SHORT = """complete: false
report_language: kk
chapters: {one: First}
variables:
  work: {label: Work, answer: single, categories: {full: Full time, part: Part time}}
"""


def test_a_study_may_have_less_and_say_so(tmp_path):
    """`complete: false` serves a book: labels in one language, no places, no data files but one."""
    path = tmp_path / "codebook.yaml"
    path.write_text(SHORT, encoding="utf-8")
    codes = codebook.load(path)
    assert not codes.complete
    assert codes.report_language == "kk"
    assert codes.label("chapters", "one", "ru") == "First"
    assert quotes.load(tmp_path / "quotes.csv", codes) == ()
    assert load_town_facts(tmp_path / "town_facts.csv", codes) == ()
    ledger = claims.Ledger({}, codes)
    assert load_measures(ledger, tmp_path / "measures.csv") == ()
    assert sentences.load(ledger, tmp_path / "sentences.csv") == ()
    assert derived.load(ledger, tmp_path / "derived.csv") == ()
    assert load_pathways(ledger, tmp_path / "pathways.csv") == ()
    (tmp_path / "quotes.csv").write_text("id\n", encoding="utf-8")
    assert problems_of(quotes.load, tmp_path / "quotes.csv", codes) != []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("complete: false\n", "", "the section is missing; write it"),
        ("chapters: {one: First}\n", "", "chapters: the section is missing"),
        ("language: kk", "language: de", "report_language: 'de': write en, ru, kk"),
    ],
)
def test_a_short_codebook_of_a_book_needs_chapters(tmp_path, old, new, fault):
    """What is left out without saying so is a fault, as it was."""
    path = tmp_path / "codebook.yaml"
    path.write_text(SHORT.replace(old, new), encoding="utf-8")
    assert any(fault in line for line in faults_in(path))


def test_a_complete_study_needs_its_files(tmp_path):
    """A file of this study that is gone is restored, not done without."""
    codes = codebook.load(write_codebook(tmp_path))
    assert codes.complete
    assert "the file is missing" in problems_of(quotes.load, tmp_path / "quotes.csv", codes)[0]
