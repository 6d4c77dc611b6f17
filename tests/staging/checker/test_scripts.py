"""The page's scripts against the engine, to the last count, base and fraction; and what a reader
sees for numbers that are known. In node or else in Chromium."""

import json
import shutil

import pytest

from helpers import paths
from helpers.staging import checker
from helpers.study import open_study
from tests.cases import check_cases
from tests.cases.page_scripts import evaluator

CHECK = paths.ROOT / "tests" / "cases" / "check_check.js"
FILES = (
    *("check-data.js", "fractions.js", "page-parts.js", "check.js", "check-input.js"),
    "check-judge.js",
)
SHARED = ("check-check.js", "cases.js")
MODULES = {"check": "check.js", "checkInput": "check-input.js", "checkJudge": "check-judge.js"}


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    """The page's files, the shared cases and what compares them."""
    directory = checker.write(open_study("en"), tmp_path_factory.mktemp("page")).parent
    shutil.copyfile(CHECK, directory / "check-check.js")
    cases = f"window.checkCases = {json.dumps(check_cases.cases())};"
    (directory / "cases.js").write_text(cases, encoding="utf-8")
    return directory


@pytest.fixture(scope="module")
def evaluate(directory):
    """Run an expression on the page's own scripts and return its value."""
    return evaluator(directory, FILES, MODULES)


@pytest.fixture(scope="module")
def compare(directory):
    """The same with the shared cases."""
    return evaluator(directory, (*FILES, *SHARED), MODULES | {"checkCheck": SHARED[0]})


def judged(evaluate, *rows, n="", design="none"):
    """Verdicts of rows of (kind, printed, count, n, items, step), and that of the question."""
    fields = ("kind", "printed", "count", "n", "items", "step")
    typed = [dict(zip(fields, (*row, *[""] * 6)[:6], strict=True)) for row in rows]
    given = f"{json.dumps(typed)}, {{ n: {json.dumps(n)} }}, {json.dumps(design)}"
    found = evaluate(f"checkJudge.judging(checkData).judgeTable({given})")
    return found["rows"], found["question"]


def said(verdict):
    """Everything that stands beside a number."""
    lists = [
        f"{each['title']}: "
        + "; ".join(f"{group['text']} ({group['rules']})" for group in each["groups"])
        for each in verdict["lists"]
    ]
    return " ".join([*verdict["sentences"], *lists])


def statuses(evaluate, *rows, **given):
    """The status of each row and of the question."""
    found, question = judged(evaluate, *rows, **given)
    return [each and each["status"] for each in found], question and question["status"]


def read(evaluate, *texts):
    """The rows that each pasted table stands for, without what is empty."""
    call = f"{json.dumps(texts)}.map((text) => checkInput.readTable(text, checkData).rows)"
    return [
        [{key: value for key, value in row.items() if value} for row in rows]
        for rows in evaluate(call)
    ]


def test_scripts_agree_with_the_engine(compare):
    """Ranges, counts, bases up to 100,000, means and questions: not one disagreement."""
    assert len(check_cases.cases()) > 2000
    assert compare("checkCheck.disagreements(check, checkCases)") == []


def test_the_comparison_notices_a_wrong_answer(compare):
    """One expected answer of each kind, changed, is one disagreement each."""
    wrong = (
        "[...new Set(checkCases.map((c) => c.kind))].map((kind) => ({"
        "...checkCases.find((c) => c.kind === kind), expected: 'other' }))"
    )
    found = compare(f"checkCheck.disagreements(check, {wrong})")
    assert len(found) == 5
    assert found[0].startswith('case 0 {"kind":"range"')


def test_the_table_covers_what_can_go_wrong():
    """Bases of 100,000, every rule, ties, nothing possible, and questions that do not fit."""
    cases = check_cases.cases()
    of_kind = {kind: [c for c in cases if c["kind"] == kind] for kind in ("counts", "fit", "mean")}
    assert {c["rule"] for c in cases} >= {"half_up", "half_even", "half_down", "truncated", "up"}
    assert {c["expected"] is None for c in of_kind["counts"]} == {True, False}
    assert max(c["base"] for c in of_kind["counts"]) == check_cases.MOST
    assert {c["expected"][0] == len(c["answers"]) for c in of_kind["fit"]} == {True, False}
    assert {bool(c["expected"][2]) for c in of_kind["fit"]} == {True, False}
    assert {tuple(c["expected"][:2]) for c in of_kind["mean"]} == {
        (True, True),
        (True, False),
        (False, True),
    }


def test_the_widest_search_is_quick(evaluate):
    """Ten answers of a question on every base up to 100,000, under every rule in turn: well below
    a second, and far from the time that a search over counts would take."""
    answers = json.dumps([{"printed": f"{9 + place % 2}.4", "count": None} for place in range(10)])
    search = "check.RULES.slice(2).forEach((rule) => check.bestFit(answers, { ...ends, rule }))"
    ends = "{ first: 1, last: check.MOST, isSingle: true }"
    names = f"const [answers, ends, start] = [{answers}, {ends}, Date.now()];"
    assert evaluate(f"(() => {{ {names} {search}; return Date.now() - start; }})()") < 5000


def test_numbers_too_long_for_plain_ones_are_exact(evaluate):
    """Twelve decimals go beyond what a double holds; the counts are the engine's all the same."""
    call = "check.possibleBases('33.333333333333', 2, 9, 'half_up')"
    assert evaluate(call) == [[3, 3], [6, 6], [9, 9]]


def test_the_published_share_by_hand(evaluate):
    """357 of 487 is 73.3 %, not 72 %: that needs 349 to 353 people, or a base of 493 to 499."""
    (found,), _ = judged(evaluate, ("percent", "72", "357", "487"))
    assert found["status"] == "impossible"
    text = said(found)
    assert "357 of 487 is 73.3 %; printed is 72 %." in text
    assert "Counts of 487 that print as 72 %: 349–353 (to the nearest); 351–355" in text
    assert "Bases on which 357 prints as 72 %: 493–499 (to the nearest)" in text


def test_a_tie_is_possible_under_some_rules(evaluate):
    """29 of 40 is 72.5 %: 73 ordinarily, 72 only if halves go down, to the even, or are cut off."""
    (up, down), _ = judged(evaluate, ("percent", "73", "29", "40"), ("percent", "72", "29", "40"))
    assert [up["status"], down["status"]] == ["possible", "rule"]
    assert "rounded so: halves to the even digit, halves down, digits cut off." in said(down)


def test_a_percentage_with_n_alone_is_tested_while_it_can_fail(evaluate):
    """33 % of 7 cannot be; of 487 every whole percentage can, so that nothing is tested."""
    found, _ = judged(evaluate, ("percent", "33", "", "7"), ("percent", "33", "", "487"))
    assert [each["status"] for each in found] == ["impossible", "open"]
    assert "2 of 7 is 28.6 %. 3 of 7 is 42.9 %." in said(found[0])
    assert "Smaller bases on which it is possible: 3, 6." in said(found[0])
    assert "161–163" not in said(found[1])
    assert "159–163 (to the nearest)" in said(found[1])


def test_a_count_without_n_names_the_bases(evaluate):
    """Up to 100,000; 99 of 66,000 is 0.15 %, a tie."""
    (found,), _ = judged(evaluate, ("percent", "0.1", "99"))
    assert "99 prints as 0.1 % on a base of 66,001–100,000." in said(found)
    assert "66,000–100,000 (halves down)" in said(found)


VERDICTS = (
    (("mean", "5.19", "", "28"), "impossible"),
    (("mean", "3.45", "", "20"), "possible"),
    (("mean", "7.1", "", "25"), "open"),
    (("mean", "2.5", "", "3"), "impossible"),
    (("mean", "2.5", "", "3", "2"), "possible"),
    (("mean", "2.5", "", "3", "", "0.5"), "possible"),
    (("mean", "-1.5", "", "2"), "possible"),
    (("mean", "3.1"), "open"),
    (("median", "3.5", "", "28"), "possible"),
    (("median", "3.5", "", "27"), "impossible"),
    (("count", "12", "", "11"), "impossible"),
    (("count", "11", "", "11"), "possible"),
    (("count", "11"), "open"),
    (("percent", "104"), "impossible"),
    (("percent", "50", "12", "11"), "impossible"),
    (("percent", "abc"), "unread"),
    (("percent", "50", "1.5"), "unread"),
    (("percent", "50", "", "100001"), "unread"),
    (("percent", "50", "", "0"), "unread"),
    (("mean", "3", "", "5", "", "0"), "unread"),
    (("mean", "3", "", "5", "0"), "unread"),
)


def test_verdicts_by_hand(evaluate):
    """Each kind: possible, impossible, out of reach of a test, and not readable."""
    rows = [row for row, _ in VERDICTS]
    assert statuses(evaluate, *rows) == ([status for _, status in VERDICTS], None)


def test_n_typed_once_serves_rows_without_their_own(evaluate):
    """The row's own n comes first."""
    rows = ("mean", "5.19"), ("mean", "5.19", "", "27"), ("count", "")
    assert statuses(evaluate, *rows, n="28") == (["impossible", "possible", None], None)


def test_valid_answers_fewer_than_n_are_one_finding(evaluate):
    """41, 29, 20 and 10 % work on 41 of 43, two without an answer; no row is impossible then."""
    rows = [("percent", text) for text in ("41", "29", "20", "10")]
    found, question = judged(evaluate, *rows, n="43", design="one")
    assert "Together they work not on 43, but on 41. Without an answer: 2." in said(question)
    assert {each["status"] for each in [*found, question]} == {"base"}


def test_one_table_is_rounded_in_one_way(evaluate):
    """57, 29 and 10 % for 43, 22 and 8 work together on 75 only with digits cut off."""
    rows = ("percent", "57", "43"), ("percent", "29", "22"), ("percent", "10", "8")
    _, question = judged(evaluate, *rows, design="one")
    assert question["status"] == "rule"
    assert "75 (digits cut off)" in said(question)
    assert "none (to the nearest, always up)" in said(question)


def test_a_sum_over_100_is_none_of_one_answer_each(evaluate):
    """60, 29 and 20 % are 109 %: impossible with one answer each, not with several."""
    rows = [("percent", text) for text in ("60", "29", "20")]
    assert statuses(evaluate, *rows, design="one")[1] == "impossible"
    assert statuses(evaluate, *rows, design="many")[1] == "possible"


def test_percentages_adjusted_to_100_are_named(evaluate):
    """A third each, printed 34, 33, 33: no rounding gives them, the wish for 100 does."""
    rows = [("percent", text, "1") for text in ("34", "33", "33")]
    found, question = judged(evaluate, *rows, n="3", design="one")
    assert "They look adjusted to add up to 100" in said(question)
    assert [each["status"] for each in found] == ["rule", "possible", "possible"]


def test_a_question_says_what_it_lacks(evaluate):
    """One percentage is no question; two bases are none; an unreadable number is mended first."""
    half = ("percent", "50")
    for rows, text in (
        ([half], "at least two"),
        ([half, ("percent", "x")], "First mend"),
        ([("percent", "50", "", "2"), ("percent", "50", "", "4")], "different n"),
        ([("percent", "50", "9"), ("percent", "50", "9")], "add up to 18, more than 10"),
    ):
        _, question = judged(evaluate, *rows, n="10", design="one")
        assert text in said(question)


TYPED = (
    ("72", "72", "72"),
    ("6.0", "6.0", "6"),
    ("7,5", "7.5", None),
    ("72 %", "72", "72"),
    ("1 327,5", "1327.5", None),
    ("1\u202f327", "1327", "1327"),
    ("1,327", "1.327", "1327"),
    ("1.327,50", "1327.50", None),
    ("1,327,000", "1327000", "1327000"),
    ("\u22125", "-5", None),
    (".5", "0.5", None),
    ("1 2", None, None),
    ("1e3", None, None),
    ("1.2.3", None, None),
    ("\u0665", None, None),
    ("12345678901234567", None, None),
)


def test_numbers_are_read_as_people_print_them(evaluate):
    """Decimal commas, grouped thousands and percent signs are known; the rest is no number."""
    texts = json.dumps([text for text, *_ in TYPED])
    call = (
        "((text) => [text, checkInput.readNumber(text, false), checkInput.readNumber(text, true)])"
    )
    assert evaluate(f"{texts}.map{call}") == [list(each) for each in TYPED]


TABLES = (
    "Yes\t357\t73,3 %",
    "Yes\t357\t73,3",
    "Yes;73,3;357",
    "sep=;\r\nAnswer;Count;%;\r\nYes;357;73,3;\r\n;;;\r\n\x1a",
    "\ufeffОтвет\tЧисло\tПроцент\nYes\t357\t73,3",
    "Жауап;Саны;Пайыз\nYes;357;73,3",
    'Answer,Percent,Count\nYes,"73,3",357',
    "\tcount\tpercent\nYes\t357\t73,3",
)


def test_spreadsheets_are_read_as_they_come(evaluate):
    """Tabs, semicolons and commas; headings in three languages or none; blanks at the end."""
    for (row,) in read(evaluate, *TABLES):
        assert row.pop("printed").startswith("73,3")
        assert row == {"label": "Yes", "kind": "percent", "count": "357"}


def test_columns_say_what_a_number_is(evaluate):
    """Means, several printed numbers in one line, a column of kinds, and counts alone."""
    mean, percent = {"kind": "mean", "printed": "3.4"}, {"kind": "percent", "printed": "12"}
    n = {"n": "44"}
    wide, typed, counts, words = read(
        evaluate,
        "percent\tmean\tN\n12\t3.4\t44",
        "kind;value\nсреднее;3.4\n%;12",
        "a;357\nb;130",
        "no numbers here",
    )
    assert wide == [percent | n, mean | n]
    assert typed == [mean, percent]
    assert counts[1] == {"label": "b", "kind": "count", "printed": "130"}
    assert words == []
