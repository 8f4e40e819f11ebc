"""The log's word search: one entry per message, written once when its transaction ends.

The facts of a row and the words of its document come in two calls; waiting for both saves two
writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.store.connection import Connection
from plo_desktop.store.search_words import folded


@dataclass(frozen=True, slots=True)
class _Waiting:
    msg_id: str
    seq: int
    text: str


class WordIndex:
    """What waits to be indexed in this transaction, and how it is written."""

    def __init__(self, connection: Connection, find: Callable[[str], MessageRow | None]) -> None:
        self._connection = connection
        self._find = find
        self._facts: list[_Waiting] = []
        self._texts: list[tuple[str, str]] = []

    def add_row(self, row: MessageRow) -> None:
        """Make the facts of a new row findable."""
        self._facts.append(_Waiting(row.msg_id, row.seq, facts_of(row)))

    def add_text(self, msg_id: str, text: str) -> None:
        """Make the words of a message findable, in place of those given before."""
        self._texts.append((msg_id, text))

    def mark(self) -> tuple[int, int]:
        """Return how much waits now, for `back_to`."""
        return len(self._facts), len(self._texts)

    def back_to(self, mark: tuple[int, int]) -> None:
        """Forget what came after the mark, when its transaction came to nothing."""
        del self._facts[mark[0] :]
        del self._texts[mark[1] :]

    def write(self) -> None:
        """Write what waits; raises KeyError for the words of a message that is not in the log."""
        if not self._facts and not self._texts:
            return
        facts, texts = self._facts, dict(self._texts)
        self._facts, self._texts = [], []
        for waiting in facts:
            text = texts.pop(waiting.msg_id, "")
            words = f"{waiting.text}\n{folded(text)}" if text else waiting.text
            self._connection.run(
                "insert into message_words(rowid, words) values (?, ?)", (waiting.seq, words)
            )
        for msg_id, text in texts.items():
            row = self._find(msg_id)
            if row is None:
                raise KeyError(msg_id)
            self._connection.run(
                "insert or replace into message_words(rowid, words) values (?, ?)",
                (row.seq, f"{facts_of(row)}\n{folded(text)}"),
            )


def facts_of(row: MessageRow) -> str:
    """Return the folded words of a row that people search by: name, number, counterpart, title."""
    return folded(
        f"{row.patient_name} {row.patient_number} {row.counterpart} {row.counterpart_service} {row.title}"
    )
