"""What `audit --json` writes, as a JSON Schema (draft 2020-12) that any validator reads.

`data/audit.schema.json` is its text for those who look for a file:

    python -m helpers audit --schema > data/audit.schema.json

Verdicts, statuses, checks and rules are those of the engine, so a new one changes the schema by
itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from helpers.audit.checks import CHECKS
from helpers.audit.command.report import MOST_IDS
from helpers.audit.results import AT_ODDS, STATUSES, VERDICTS
from helpers.audit.shares import RULES
from helpers.audit.texts import RULE_NAMES, VERDICT_MEANINGS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
CLAIM_ID = "[a-z][a-z0-9_]*"
STATUS_MEANINGS = {
    "inconsistent": "The numbers cannot all hold.",
    "units": "They could not if they counted the same things; they do not.",
    "open": "They can hold, but something follows that a reader must know.",
}

Schema = dict[str, Any]


def schema() -> Schema:
    """The schema of the list that `audit --json` writes.

    >>> schema()["items"]["properties"]["claim_id"]
    {'description': 'The id of the number in the ledger.', '$ref': '#/$defs/claim_id'}
    """
    return {
        "$schema": DIALECT,
        "title": "Verdicts of an audit",
        "description": "What `python -m helpers audit FILE.csv --json` writes: an object for every "
        "number of the ledger, in its order, or with --explain for one of them. Explanations are "
        "in the language of --language, everything else is the same in every language. A number "
        "contradicts others where its verdict is contradiction or a finding is inconsistent; the "
        "exit status is 1 when one in the ledger does.",
        "type": "array",
        "items": _claim(),
        "$defs": {
            "claim_id": {"type": "string", "pattern": f"^{CLAIM_ID}$"},
            "compared": {
                "description": "A claim_id, or a base that the ledger states as a number or sum.",
                "type": "string",
                "minLength": 1,
            },
            "check": _one_of({name: check.question for name, check in CHECKS.items()}),
            "other_end": _other_end(),
            "finding": _finding(),
        },
    }


def text() -> str:
    """The schema as the file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _claim() -> Schema:
    base = {"type": "integer", "minimum": 0}
    return _object(
        claim_id=_said("The id of the number in the ledger.", **_ref("claim_id")),
        verdict=_said(
            "Whether the number follows from the others.",
            **_one_of({name: VERDICT_MEANINGS[name] for name in VERDICTS}),
        ),
        explanation=_said("The arithmetic, in sentences.", type="string", minLength=1),
        printed=_said("The number as the ledger has it from the report.", type="string"),
        recomputed=_said(
            "What the formula gives from the printed numbers: decimal text of at most six digits "
            "after the point; null where there is no formula.",
            type=["string", "null"],
            pattern=r"^-?[0-9]+(\.[0-9]{1,6})?$",
        ),
        rule=_said(
            "The rounding rule under which it follows; empty when it follows under none.",
            enum=["", *RULE_NAMES],
        ),
        bases=_said(
            "By rounding rule, the smallest and the largest base other than the stated one that "
            "gives a percentage.",
            type="object",
            propertyNames={"enum": list(RULES)},
            additionalProperties={
                "type": "array",
                "prefixItems": [base, base],
                "items": False,
                "minItems": 2,
            },
        ),
        case=_said("Which way it was judged, such as share or repeat.", type="string"),
        other_ends=_said(
            "The numbers and checks that are at odds with this one, the worst first.",
            **_list("other_end"),
        ),
        findings=_said(
            "What the checks say of groups to which the number belongs, unless all is consistent.",
            **_list("finding"),
        ),
    )


def _other_end() -> Schema:
    return _object(
        of=_said("A claim_id, or the name of a check.", anyOf=[_ref("check"), _ref("claim_id")]),
        verdict=_said("How badly.", **_one_of({name: VERDICT_MEANINGS[name] for name in AT_ODDS})),
        explanation=_said("What the other number would allow here.", type="string"),
    )


def _finding() -> Schema:
    statuses = {name: STATUS_MEANINGS[name] for name in STATUSES if name != "consistent"}
    return _object(
        check=_said("The check, by the question it asks.", **_ref("check")),
        status=_said("What it found.", **_one_of(statuses)),
        explanation=_said(
            "The arithmetic, in sentences; of a very long one the beginning.", type="string"
        ),
        n_claims=_said("How many numbers it compares.", type="integer", minimum=1),
        claim_ids=_said(
            f"These numbers, in the order of the ledger; of more than {MOST_IDS} the first.",
            **_list("compared"),
        ),
        at_odds=_said(
            "Those of them that do not fit together; empty where they do or may.",
            **_list("compared"),
        ),
    )


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _said(description: str, **rules: Any) -> Schema:
    return {"description": description, **rules}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}


def _one_of(meanings: Mapping[str, str]) -> Schema:
    return {"oneOf": [_said(said, const=name) for name, said in meanings.items()]}
