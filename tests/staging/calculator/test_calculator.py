"""What the page of the own town's score knows: exact, complete, in the edition's language."""

import json
import re
from fractions import Fraction
from random import Random

import pytest

from helpers import paths
from helpers.scale.levels import LEVELS, THRESHOLD_ALTERNATIVES
from helpers.scale.schemes import MISSING_RULES, QUESTIONS, SCHEMES
from helpers.scale.scores import PATTERNS
from helpers.staging import calculator
from helpers.study import open_study
from tests.cases import score_cases


@pytest.fixture(scope="module", params=["en", "ru", "kk"])
def study(request):
    return open_study(request.param)


@pytest.fixture(scope="module")
def content(study):
    return calculator.build(study)


def test_schemes_come_whole_and_exact(content):
    """Every scheme has its points as fractions, in the order of the questions and answers."""
    for entry, scheme in zip(content["schemes"], SCHEMES.values(), strict=True):
        assert entry["name"] == scheme.name
        points = [[Fraction(point) for point in row] for row in entry["points"]]
        assert points == [list(row) for row in scheme.points]
        assert Fraction(entry["rescale"]) == scheme.rescale
    assert {rule["id"] for rule in content["rules"]} == set(MISSING_RULES)


def test_a_scheme_that_repeats_another_says_so(content):
    """2/1/0 stretched to the same maximum is 3/1.5/0, and must not be counted twice."""
    same = {entry["name"]: entry["same_as"] for entry in content["schemes"]}
    assert same == {**dict.fromkeys(SCHEMES, ""), "2/1/0": "3/1.5/0"}


def test_thresholds_come_whole_and_exact(content):
    """Every pair of thresholds is there; the default scheme, rule and pair are named."""
    cuts = {e["id"]: tuple(map(Fraction, e["cuts"])) for e in content["thresholds"]}
    assert cuts == {name: tuple(pair) for name, pair in THRESHOLD_ALTERNATIVES.items()}
    default = {"scheme": "3/2/1", "rule": "complete_cases", "thresholds": "default"}
    assert content["default"] == default
    assert (content["score_min"], content["score_max"]) == ("3", "9")


def test_thresholds_say_whether_they_give_the_printed_levels():
    """The page repeats the verdicts of the chapter's table of thresholds."""
    content = calculator.build(open_study("en"))
    verdicts = {e["id"]: e["reproduces"] for e in content["thresholds"]}
    assert verdicts["default"] == "✓ yes"
    assert verdicts["half_and_three_quarters_of_3_to_9"] == "≈ only if scores were rounded"
    assert verdicts["thirds_of_3_to_9"] == "✗ no"


def test_towns_are_the_reports(study, content):
    """Each town with a printed score, highest first, with its printed level and rounding."""
    claims = study.scores()
    facts = [fact for fact in study.town_facts if fact.variable == "interaction_level"]
    levels = {fact.place: fact.category for fact in facts}
    found = {town["id"]: town for town in content["towns"]}
    assert len(found) == len(claims)
    for claim in claims:
        town = found[claim.place]
        low, high = map(Fraction, town["rounding"])
        assert low <= Fraction(town["score"]) == claim.value <= high
        assert LEVELS[town["level"]] == levels[claim.place]
        assert town["label"] == study.label("places", claim.place)
    scores = [Fraction(town["score"]) for town in content["towns"]]
    assert scores == sorted(scores, reverse=True)


def test_no_name_stands_for_two_answers(content):
    """Within a question an id, a label in any language, or a number names one answer only."""
    for question in content["questions"]:
        spelt = [
            {name.casefold() for name in (answer["id"], *answer["names"], str(place))}
            for place, answer in enumerate(question["answers"], start=1)
        ]
        assert sum(map(len, spelt)) == len(set.union(*spelt))


def test_example_has_gaps_and_known_answers(content):
    """The invented group shows what a missing answer does."""
    answers = [answer for person in content["example"] for answer in person]
    assert None in answers
    assert set(answers) - {None} <= {0, 1, 2}
    assert all(len(person) == len(QUESTIONS) for person in content["example"])


def test_files_are_written_where_the_page_asks_for_them(tmp_path):
    """One directory with data, scripts and style; the data is a script, since a page opened from a
    folder may not load JSON. The page asks for exactly these."""
    path = calculator.write(open_study("ru"), tmp_path)
    assert path == tmp_path / "score" / "score-data.js"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("window.scoreData = ")
    content = json.loads(text.removeprefix("window.scoreData = ").rstrip(";\n"))
    assert content["language"] == "ru"
    assert content["decimal_sign"] == ","
    page = calculator.PAGE.with_scripts((paths.ROOT / "score.qmd").read_text(encoding="utf-8"))
    for file in (tmp_path / "score").iterdir():
        assert f'"score/{file.name}"' in page
    assert page.count('="score/') == len(list((tmp_path / "score").iterdir()))


def test_the_scripts_ask_for_every_text_and_for_no_other():
    """A text is written once, and one that no script asks for is gone."""
    scripts = [name for name in calculator.PAGE.files if name.endswith(".js")]
    code = "\n".join(calculator.PAGE.file(name).read_text(encoding="utf-8") for name in scripts)
    asked = set(re.findall(r"\bwords\.(\w+)", code))
    assert asked | set(MISSING_RULES) == set(calculator.TEXTS)


def test_nothing_leaves_the_page():
    """No script of the page can send or store anything, or names another host."""
    forbidden = ("fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource", "Storage")
    forbidden += ("cookie", "indexedDB", "http:", "https:", "import(", "innerHTML", "eval(")
    for name in calculator.PAGE.files:
        text = calculator.PAGE.file(name).read_text(encoding="utf-8")
        assert [word for word in forbidden if word in text] == []


@pytest.mark.slow
def test_table_of_cases_covers_the_scale(score_table):
    """At least 200 cases: every pattern, gaps, groups on each threshold, ranges, and text."""
    assert len(score_table) >= 200
    singles = [case["counts"] for case in score_table if case["kind"] == "patterns"]
    assert all([[list(pattern), 1]] in singles for pattern in PATTERNS)
    means = {
        e["low"] for case in score_table if case["kind"] == "patterns" for e in case["expected"]
    }
    cuts = {str(cut) for pair in THRESHOLD_ALTERNATIVES.values() for cut in pair}
    assert cuts <= means
    counts = [e for case in score_table if case["kind"] == "counts" for e in case["expected"]]
    assert any(e["low"] != e["high"] for e in counts)
    assert any(e["low"] is None for e in counts)


def test_groups_of_the_table_are_the_same_every_time():
    """The same seed gives the same groups."""
    first, second = (list(score_cases._random_groups(Random(1))) for _ in range(2))
    assert first == second
    assert len({tuple(sorted(group.items(), key=repr)) for group in first}) > 50


def test_counts_stand_for_every_group_that_has_them():
    """Two people, one gap in each of two questions: it is one person's or one each."""
    marginals = ((1, 0, 0), (0, 1, 0), (1, 0, 1))
    groups = score_cases.groups_with(marginals, 2)
    gaps = {max(pattern.count(None) for pattern, _ in group) for group in groups}
    assert gaps == {1, 2}
    assert len(groups) == 4
