"""The log's word search: derived from rows and documents, written after what must be durable at once.

A transaction notes only that a message waits for its words, or the words where its writer has them. They are
merged into the index later, in transactions of their own (`catch_up`); a search looks through what still
waits, and so misses nothing, whenever the program stopped in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.store import documents
from plo_desktop.store.connection import Connection
from plo_desktop.store.projector import MESSAGES
from plo_desktop.store.search_words import begins_all, folded, query

BATCH: Final = 50
"""How many messages are merged in one transaction; other writers wait for it some tens of milliseconds."""
_MANY: Final = 100
"""How many with words of their own a search looks through before it has them merged first."""

_INDEX = "insert or replace into message_words (rowid, words) values (?, ?)"
_PUT = "insert or replace into words_waiting (seq, words) values (?, ?)"
_WAITING = "select seq, words from words_waiting order by seq limit ?"
_FROM_DOCUMENT: Final = ""
"""Stands for words that are yet to be read from the kept bytes; words that were given are never empty."""

WordsOf = Callable[[bytes], str]
"""Gives the words of a kept document, for search."""


class WordIndex:
    """What waits to be indexed, and how it is written; `words_of` is None where no document may wait."""

    def __init__(
        self, connection: Connection, find: Callable[[str], MessageRow | None], words_of: WordsOf | None
    ) -> None:
        self._connection = connection
        self._find = find
        self._words_of = words_of
        self._rows: list[MessageRow] = []
        self._texts: list[tuple[str, str | None]] = []

    def add_row(self, row: MessageRow) -> None:
        """Make the facts of a new row findable."""
        self._rows.append(row)

    def add_text(self, msg_id: str, text: str) -> None:
        """Make the words of a message findable, in place of those given before."""
        self._texts.append((msg_id, text))

    def add_document(self, msg_id: str) -> None:
        """Make the words of a message's kept bytes findable, in place of those given before."""
        self._texts.append((msg_id, None))

    def mark(self) -> tuple[int, int]:
        """Return how much waits now, for `back_to`."""
        return len(self._rows), len(self._texts)

    def back_to(self, mark: tuple[int, int]) -> None:
        """Forget what came after the mark, when its transaction came to nothing."""
        del self._rows[mark[0] :]
        del self._texts[mark[1] :]

    def write(self) -> None:
        """Note what this transaction brought; raises KeyError for the words of an unknown message."""
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

    def _put(self, row: MessageRow, text: str | None) -> None:
        words = _FROM_DOCUMENT if text is None else f"{facts_of(row)}\n{text}"
        self._connection.later(_PUT, (row.seq, words))

    def catch_up(self) -> bool:
        """Move a batch of what waits into the index, in the caller's transaction; tell whether any did."""
        batch = [
            (seq, self._folded(seq, str(words)))
            for seq, words in self._connection.rows(_WAITING, (BATCH,))
            if isinstance(seq, int)
        ]
        for seq, words in batch:
            # The index keeps each word once (detail=none), however often the text has it.
            self._connection.later(_INDEX, (seq, words))
            self._connection.later("delete from words_waiting where seq = ?", (seq,))
        return bool(batch)

    def worth_catching_up(self) -> bool:
        """Tell whether a search would look through more than it should: documents, or many messages."""
        found = self._connection.row(
            "select count(*), coalesce(sum(words = ?), 0) from words_waiting", (_FROM_DOCUMENT,)
        )
        many, unread = found if found is not None else (0, 0)
        return bool(unread) or (isinstance(many, int) and many >= _MANY)

    def condition(self, search: str) -> tuple[str, list[str | int]]:
        """Return an SQL condition on `seq`, with its values, that holds for what a search finds."""
        expression = query(search)
        if not expression:
            return "0", []
        waiting = [seq for seq, words in self._waiting() if begins_all(search, words)]
        indexed = "seq in (select rowid from message_words where message_words match ?)"
        if not waiting:
            return indexed, [expression]
        return f"({indexed} or seq in ({', '.join('?' * len(waiting))}))", [expression, *waiting]

    def _waiting(self) -> Iterator[tuple[int, str]]:
        for seq, words in self._connection.rows(_WAITING, (-1,)):
            if isinstance(seq, int):
                yield seq, self._folded(seq, str(words))

    def _folded(self, seq: int, words: str) -> str:
        return folded(self._read(seq) if words == _FROM_DOCUMENT else words)

    def _read(self, seq: int) -> str:
        """Return what a message can be found by, from its row and its document.

        Raises LookupError in a store that was not told how to read documents: it would miss the message.
        """
        if self._words_of is None:
            raise LookupError("the store was opened without words_of, and documents wait for their words")
        found = self._connection.rows(MESSAGES.select + "where seq = ?", (seq,))
        if not found:
            # Its bytes were judged anew since, and are listed under another number.
            return ""
        row = MESSAGES.read(found[0])
        try:
            content = documents.read(self._connection, row.sha256)
        except UserError:
            # `verify` tells of it; one document that is no longer what was kept must not end every search.
            content = None
        return f"{facts_of(row)}\n{self._words_of(content) if content is not None else ''}"


def facts_of(row: MessageRow) -> str:
    """Return what people search a row by: name, number, counterpart, title."""
    return f"{row.patient_name} {row.patient_number} {row.counterpart} {row.counterpart_service} {row.title}"
