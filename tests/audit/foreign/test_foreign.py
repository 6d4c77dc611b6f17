"""Other people's reports: what the audit flags in them is what is wrong with them.

Each ledger has a README with its source and the arithmetic, done apart from the audit, by which
every claim and finding named here was judged by hand. What is flagged and not named here is a
false alarm; what is named and not flagged is missed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from helpers.audit import Audit, audit
from helpers.audit.command.files import open_file

HERE = Path(__file__).parent
LEDGERS = sorted(path.parent.name for path in HERE.glob("*/claims.csv"))
FOLLOWS = ("exact", "not_derivable", "external")

# Possible if rounded up, which a number of the same table that follows by halves refutes.
REFUTED_BY_THE_TABLE = (
    "hungry_then_eight",
    "overall_taste_eight",
    "first_satisfying_eight",
    "middle_taste_eight",
    "middle_satisfying_eight",
    "middle_enjoyable_four",
)

RUST_LANGUAGES = (
    *("english", "chinese", "german", "french", "japanese", "polish", "portuguese", "spanish"),
    *("korean", "italian", "swedish", "vietnamese"),
)

# By ledger: the verdict of every claim that does not follow as printed.
FLAGGED = {
    "buffet_2014": dict.fromkeys(REFUTED_BY_THE_TABLE, "contradiction")
    | {
        "male_four_pct": "base",
        "male_eight_pct": "base",
        "hungry_then_four": "rounding",
        "hungry_now_four": "rounding",
        "middle_enjoyable_eight_sd": "contradiction",
        "last_satisfying_four": "contradiction",
        "last_satisfying_eight": "contradiction",
    },
    "masculinity_2018": {},
    "rust_2017": {"editor_vscode_text": "contradiction", "install_rustup_text": "base"},
    "rust_2018": {},
    "rust_2019": {},
    "strategy_players_2024": {"target_pct": "contradiction"},
}

# By ledger: the claims of every finding that is not consistent, by its status and check.
FOUND = {
    "buffet_2014": {
        ("inconsistent", "means"): {
            *("last_satisfying_four", "last_satisfying_eight", *REFUTED_BY_THE_TABLE),
        },
        ("inconsistent", "spreads"): {"middle_enjoyable_eight", "middle_enjoyable_eight_sd"},
        ("open", "means"): {"hungry_then_four", "hungry_now_four"},
        ("open", "percents"): {"male_four_pct", "male_eight_pct"},
    },
    "masculinity_2018": {},
    "rust_2017": {
        ("inconsistent", "repeats"): {"editor_vscode", "editor_vscode_text"},
        ("open", "shares"): {"install_rustup_n", "install_rustup_text"},
        ("open", "question_bases"): {
            *("install_rustup", "install_distros", "install_homebrew", "install_msi"),
            *("install_tarball", "install_mac_pkg", "install_rustup_n"),
        },
        ("open", "percent_sums"): {
            *("how_often_daily_2016", "how_often_weekly_2016"),
            *("work_full_time_2016", "work_part_time_2016"),
        },
    },
    "rust_2018": {
        ("open", "percent_sums"): {"full_time", "part_time", "full_time_2017", "part_time_2017"},
    },
    "rust_2019": {
        ("open", "percent_sums"): {
            *(f"language_{each}" for each in RUST_LANGUAGES),
            *("use_2018_now", "use_2018_past", "use_2018_never", "lines_small", "lines_large"),
            *("ide_rls", "ide_intellij", "ide_rust_analyzer", "ide_no_or_ctags", "ide_racer"),
            *("target_linux", "target_windows", "target_macos", "target_wasm"),
        },
    },
    "strategy_players_2024": {
        ("open", "multiple_answers"): {"luck", "waiting", "concept", "survey_praised", "tester"},
    },
}


@cache
def audited(name: str) -> Audit:
    """The audit of one ledger, by itself: nothing of this study is there."""
    file = open_file(HERE / name / "claims.csv")
    return audit(file.ledger, levels=file.levels)


def verdicts(name: str) -> dict[str, str]:
    """The verdict of every claim that does not follow as printed."""
    by_claim = audited(name).by_claim
    return {key: each.verdict for key, each in by_claim.items() if each.verdict not in FOLLOWS}


def findings(name: str) -> dict[tuple[str, str], set[str]]:
    """The claims of findings by status and check, without bases and what another test asks for."""
    found: dict[tuple[str, str], set[str]] = {}
    ledger = audited(name).ledger
    for result in audited(name).checks:
        for finding in result.findings:
            parts = {each for each in finding.claim_ids if ledger[each].kind != "base"}
            if parts and finding.status != "consistent":
                found.setdefault((finding.status, finding.check), set()).update(parts)
    return found


def test_every_ledger_is_judged() -> None:
    """A new ledger needs its faults here, and a README that shows them."""
    assert sorted(FLAGGED) == sorted(FOUND) == LEDGERS
    assert all((HERE / name / "README.md").exists() for name in LEDGERS)


@pytest.mark.parametrize("name", LEDGERS)
def test_exactly_the_claims_with_faults_are_flagged(name: str) -> None:
    """No fault judged by hand is missed, and nothing else is flagged."""
    assert sorted(verdicts(name)) == sorted(FLAGGED[name])


@pytest.mark.parametrize("name", LEDGERS)
def test_flagged_claims_have_the_verdict_they_were_judged_by_hand(name: str) -> None:
    """What more answers or another rounding would explain is open, all else a contradiction."""
    assert verdicts(name) == FLAGGED[name]


def test_a_table_refutes_rounding_up_by_one_number_that_follows() -> None:
    """7.08 of 62 and 3.28 of 60 follow by halves and are impossible rounded up."""
    found = verdicts("buffet_2014")
    assert {found[each] for each in REFUTED_BY_THE_TABLE} == {"contradiction"}


@pytest.mark.parametrize("name", LEDGERS)
def test_exactly_the_findings_judged_true_are_there(name: str) -> None:
    """Inconsistent and open ones; the README says what each of them means."""
    assert findings(name) == FOUND[name]


@pytest.mark.parametrize("name", LEDGERS)
def test_the_readme_shows_the_arithmetic_of_every_flagged_claim(name: str) -> None:
    """Whoever doubts a flag finds it in the ledger's README."""
    text = (HERE / name / "README.md").read_text(encoding="utf-8")
    assert [each for each in FLAGGED[name] if each not in text] == []
