"""How much a cell may show: a loop that prints for ever is stopped while it runs.

A notebook keeps what its cells print, show and draw, the builder holds it in memory, and every page
and archive made of it carries it on. The largest cell of the book shows 600 kB.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

MOST_BYTES = 5_000_000
# nbclient seeks carriage returns in time that grows with the square of a line.
MOST_SIGNS_OF_A_LINE = 2_000
ENGINE = "bounded"

# Papermill would write the whole copy before and after each cell, a quarter of a chapter's time.
SAVED_EVERY = 10


class OutputError(RuntimeError):
    """A cell has shown more than it may, and its kernel was ended."""

    def __init__(self) -> None:
        super().__init__(
            f"the cell shows more than {MOST_BYTES // 1_000_000} MB and was stopped; print less, "
            "or draw less"
        )


@cache
def engine() -> str:
    """Name of papermill's engine that stops such a cell with `OutputError`."""
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import NBClientEngine, papermill_engines

    class Client(PapermillNotebookClient):
        """Counts what arrives; of what is too much nothing is kept."""

        shown = 0

        def execute_cell(self, cell: Any, cell_index: int, **options: Any) -> Any:
            self.shown, self.coalesce_streams = 0, True
            try:
                done = super().execute_cell(cell, cell_index, **options)
                if not self.coalesce_streams:
                    cell.outputs = _coalesced(cell.outputs)
                return done
            finally:
                # Also of a cell that was done before its kernel was ended.
                if self.shown > MOST_BYTES:
                    cell.outputs = []
                    raise OutputError from None

        def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
            had_room = self.shown <= MOST_BYTES
            self.shown += size(msg["content"])
            if msg["msg_type"] == "status":
                self.coalesce_streams = _longest_line(cell.outputs) <= MOST_SIGNS_OF_A_LINE
            if self.shown <= MOST_BYTES or msg["msg_type"] == "status":
                return super().process_message(msg, cell, cell_index)
            if had_room:
                self._end()
            return None

        def _end(self) -> None:
            import asyncio

            from nbclient.util import ensure_async

            # An interrupt would be an exception, which a cell may catch to go on.
            self.ending = asyncio.ensure_future(ensure_async(self.km.shutdown_kernel(now=True)))

    class Engine(NBClientEngine):
        """Papermill's own, with this client."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
            options.pop("input_path", None)
            seconds = {
                "timeout": options.pop("execution_timeout", None),
                "startup_timeout": options.pop("start_timeout", 60),
            }
            kept = {key: value for key, value in options.items() if not key.endswith("_file")}
            # After the last cell there is nothing that a kernel should still do.
            ending = {"shutdown_kernel": "immediate"}
            client = Client(nb_man, kernel_name=kernel_name, **ending, **seconds, **kept)
            whole = nb_man.save

            def save() -> None:
                since = nb_man.now() - nb_man.last_save_time
                if since.total_seconds() >= SAVED_EVERY:
                    whole()

            nb_man.save = save
            try:
                return client.execute()
            except BaseException:
                whole()
                # Whatever else the end of its kernel led to.
                if client.shown > MOST_BYTES:
                    raise OutputError from None
                raise
            finally:
                nb_man.save = whole

    papermill_engines.register(ENGINE, Engine)
    return ENGINE


def _streams(outputs: Iterable[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for output in outputs:
        if output["output_type"] == "stream":
            found.setdefault(output["name"], []).append(output["text"])
    return found


def _longest_line(outputs: Iterable[Any]) -> int:
    texts = map("".join, _streams(outputs).values())
    return max((len(line) for text in texts for line in text.split("\n")), default=0)


def _coalesced(outputs: list[Any]) -> list[Any]:
    """Each stream as one, where it began: how it came in pieces differs from run to run."""
    texts = {name: "".join(parts) for name, parts in _streams(outputs).items()}
    kept = []
    for output in outputs:
        if output["output_type"] != "stream":
            kept.append(output)
        elif (text := texts.pop(output["name"], None)) is not None:
            output["text"] = text
            kept.append(output)
    return kept


def size(content: Any) -> int:
    """Signs of all texts in a message.

    >>> size({"text": "abc", "data": {"image/png": "ab", "x": [1, "c"]}})
    6
    """
    if isinstance(content, str):
        return len(content)
    if isinstance(content, Mapping):
        return sum(map(size, content.values()))
    return sum(map(size, content)) if isinstance(content, list | tuple) else 0
