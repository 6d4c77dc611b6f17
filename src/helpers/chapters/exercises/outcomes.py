"""What a reader is told of an answer: right, not given yet, or what is off with it.

An answer that is not given is `...`, as the chapter has it. What is off is named, never mended:
the solution stands folded below the exercise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.interface import marked
from helpers.outputs.tables import Markdown

if TYPE_CHECKING:
    from helpers.study import Study

RIGHT = marked("Right.")
OFF = marked("Not yet: {what}.")
UNANSWERED = marked("Not answered yet: write your answer in place of the dots.")

# Said in words as well, for those who hear the page.
_SIGNS = {RIGHT: "✓", OFF: "✗", UNANSWERED: "○"}

NO_TABLE = marked("the answer is a {kind}, and a table is wanted")


def right(study: Study, more: str = "") -> Markdown:
    """The answer is right; `more` is a sentence in the edition's language."""
    return _outcome(study, RIGHT, more=more)


def off(study: Study, what: str, **values: object) -> Markdown:
    """What is off with the answer: a text of the code, with its values."""
    return _outcome(study, OFF, what=study.text(what).format(**values))


def unanswered(study: Study) -> Markdown:
    """There is no answer yet."""
    return _outcome(study, UNANSWERED)


def _outcome(study: Study, said: str, *, more: str = "", **values: object) -> Markdown:
    text = f"{_SIGNS[said]} **{study.text(said).format(**values)}**"
    return Markdown(f"{text} {more}".rstrip())
