"""What the page that checks a table knows: words, rules and headings, in the edition's language."""

import re

import pytest

from helpers import paths
from helpers.ledger.reported import ROUNDING_RULES
from helpers.staging import checker
from helpers.staging.admission import page_problems
from helpers.study import open_study

SCRIPTS = [name for name in checker.PAGE.files if name.endswith(".js")]
CODE = "\n".join(checker.PAGE.file(name).read_text(encoding="utf-8") for name in SCRIPTS)


@pytest.fixture(scope="module", params=["en", "ru", "kk"])
def content(request):
    return checker.build(open_study(request.param))


def test_every_rule_of_rounding_is_offered(content):
    """All but the two that are no way of printing a table; the usual one comes first."""
    rules = [rule["id"] for rule in content["rules"]]
    assert rules[0] == "half_up"
    assert set(rules) == set(ROUNDING_RULES) - {"exact", "nearest"}


def test_numbers_are_written_as_in_the_edition(content):
    """A decimal comma and a space between thousands, except in English."""
    is_english = content["language"] == "en"
    signs = content["decimal_sign"], content["group_sign"]
    assert signs == ((".", ",") if is_english else (",", "\u202f"))


def test_no_heading_stands_for_two_columns():
    """A word in any of the languages names one kind of column, in the form that is looked up."""
    words = [name for names in checker.HEADINGS.values() for name in names]
    assert len(words) == len(set(words))
    assert [word for word in words if word != " ".join(word.lower().split())] == []


def test_every_verdict_has_a_sign_and_a_word():
    """No verdict is told by colour alone."""
    statuses = {key.removeprefix("status_") for key in checker.TEXTS if key.startswith("status_")}
    assert statuses == set(checker.SIGNS)
    assert all(sign.strip() for sign in checker.SIGNS.values())


def test_the_scripts_ask_for_every_text_and_for_no_other():
    """A text is written once, and one that no script asks for is gone."""
    direct = set(re.findall(r"\bwords\.(\w+)", CODE))
    by_name = {"label", "printed", "count", "n", "items", "step", "example", "clear", "add"}
    assert direct | by_name == set(checker.TEXTS)


def test_nothing_leaves_the_page():
    """No script can send or store anything, names another host, or writes HTML."""
    forbidden = ("fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "EventSource", "Storage")
    forbidden += ("cookie", "indexedDB", "http:", "https:", "import(", "innerHTML", "eval(")
    texts = [checker.PAGE.file(n).read_text(encoding="utf-8") for n in checker.PAGE.files]
    assert [word for word in forbidden for text in texts if word in text] == []


def test_the_page_asks_for_what_is_written_and_is_admitted(tmp_path):
    """Every file that is written is loaded, and the page itself is no more than words."""
    source = paths.ROOT / checker.PAGE.source
    path = checker.write(open_study("en"), tmp_path)
    page = checker.PAGE.with_scripts(source.read_text(encoding="utf-8"))
    names = {file.name for file in path.parent.iterdir()}
    assert names == set(re.findall(r'"check/([\w.-]+)"', page))
    assert page_problems(paths.ROOT, [source]) == []
