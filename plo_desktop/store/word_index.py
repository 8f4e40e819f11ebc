"""The log's word search, written in batches: a message must be durable at once, its words only findable.

Writing the index message by message costs more than the rest of the transaction. So the words lie in a plain
table until there are many of them; a search looks through those as well, and misses nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.store.connection import Connection
from plo_desktop.store.search_words import begins_all, folded, query

BATCH: Final = 100
"""How many messages may wait; a search reads through them."""

_INDEX = "insert or replace into message_words (rowid, words) values (?, ?)"
_PUT = "insert or replace into words_waiting (seq, words) values (?, ?)"


class WordIndex:
    """What waits to be indexed in this transaction, and how it is written."""

    def __init__(self, connection: Connection, find: Callable[[str], MessageRow | None]) -> None:
        self._connection = connection
        self._find = find
        self._rows: list[MessageRow] = []
        self._texts: list[tuple[str, str]] = []
        self._waiting = 0

    def add_row(self, row: MessageRow) -> None:
        """Make the facts of a new row findable."""
        self._rows.append(row)

    def add_text(self, msg_id: str, text: str) -> None:
        """Make the words of a message findable, in place of those given before."""
        self._texts.append((msg_id, text))

    def mark(self) -> tuple[int, int]:
        """Return how much waits now, for `back_to`."""
        return len(self._rows), len(self._texts)

    def back_to(self, mark: tuple[int, int]) -> None:
        """Forget what came after the mark, when its transaction came to nothing."""
        del self._rows[mark[0] :]
        del self._texts[mark[1] :]

    def write(self) -> None:
        """Write what this transaction brought; raises KeyError for the words of an unknown message."""
        if not self._rows and not self._texts:
            return
        rows, texts = self._rows, dict(self._texts)
        self._rows, self._texts = [], []
        for row in rows:
            self._put(row, texts.pop(row.msg_id, ""))
        for msg_id, text in texts.items():
            found = self._find(msg_id)
            if found is None:
                raise KeyError(msg_id)
            self._put(found, text)
        if self._waiting >= BATCH:
            self.merge()

    def _put(self, row: MessageRow, text: str) -> None:
        self._connection.later(_PUT, (row.seq, f"{facts_of(row)}\n{text}"))
        self._waiting += 1

    def merge(self) -> None:
        """Move what waits into the index, inside the caller's transaction."""
        for seq, words in self._connection.rows("select seq, words from words_waiting"):
            # The index keeps each word once (detail=none), however often the text has it.
            self._connection.later(_INDEX, (seq, folded(str(words))))
        self._connection.run("delete from words_waiting")
        self._waiting = 0


def facts_of(row: MessageRow) -> str:
    """Return what people search a row by: name, number, counterpart, title."""
    return f"{row.patient_name} {row.patient_number} {row.counterpart} {row.counterpart_service} {row.title}"


def condition(connection: Connection, search: str) -> tuple[str, list[str | int]]:
    """Return an SQL condition on `seq`, with its values, that holds for the messages that a search finds."""
    expression = query(search)
    if not expression:
        return "0", []
    waiting = [
        int(seq)
        for seq, words in connection.rows("select seq, words from words_waiting")
        if isinstance(seq, int) and begins_all(search, folded(str(words)))
    ]
    indexed = "seq in (select rowid from message_words where message_words match ?)"
    if not waiting:
        return indexed, [expression]
    return f"({indexed} or seq in ({', '.join('?' * len(waiting))}))", [expression, *waiting]
