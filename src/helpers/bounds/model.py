"""The programme that the printed numbers of a block amount to.

Variables, all whole and at least 0: those of `printed_rows`, of `joint_rows` for questions that are
modelled jointly, of `towns` where the means of towns are asked about. No variable stands for a
respondent, so the size of the programme does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpers.bounds.assumptions import Assumptions
from helpers.bounds.blocks import Block
from helpers.bounds.joint_rows import JointRows
from helpers.bounds.printed_rows import PrintedRows
from helpers.bounds.programme import Programme
from helpers.bounds.towns import write_towns
from helpers.errors import ArgumentError


def programme_of(
    block: Block,
    assumptions: Assumptions = Assumptions(),  # noqa: B008 (frozen)
    *,
    joint: Mapping[str, Sequence[str]] | None = None,
) -> Programme:
    """Write the programme of a block.

    `joint` maps the questions to be modelled jointly to the answers to be told apart (of a
    single-answer question all that are printed are). Raises `ArgumentError` for a question that the
    block does not ask, and for a block about which the ledger prints nothing; `ModelTooLargeError`
    for too many combinations.
    """
    if not block.claims:
        raise ArgumentError(f"the ledger prints no number about {block.name}; nothing to solve")
    rows = PrintedRows(block, assumptions)
    rows.write()
    if joint:
        JointRows(rows).write(joint)
    if assumptions.scheme and block.means:
        write_towns(rows.programme, block, assumptions)
    return rows.programme
