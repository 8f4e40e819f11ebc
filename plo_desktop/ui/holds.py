"""The 10 seconds in which an act can be taken back before anything is written.

A signature that waits is only in memory: a crash, or leaving the program, leaves the message unsigned.
Locking does not take it back. A message that waits to be sent lies in the log with the moment it may go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

HOLD = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Hold:
    """One act that waits. `verb`: "Sender svar til Alvdal", `undo_text`: "Angre signering".

    `by` is the user who did it and alone can take it back.
    """

    key: str
    by: str
    verb: str
    undo_text: str
    until: datetime
    commit: Callable[[], None] | None
    undo: Callable[[], None]

    def seconds_left(self, now: datetime) -> int:
        """Return whole seconds left, at least 0."""
        return max(0, -int((now - self.until).total_seconds() // 1))


class Holds:
    """All acts that wait, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Hold] = []
        self.changed: Callable[[], None] = lambda: None

    def add(self, hold: Hold) -> None:
        """Let an act wait."""
        self._waiting.append(hold)
        self.changed()

    def waiting(self) -> frozenset[str]:
        """Return the keys of the acts that wait."""
        return frozenset(hold.key for hold in self._waiting)

    def newest(self, user_id: str) -> Hold | None:
        """Return the act that Angre takes back for this user; another's acts are not theirs to undo."""
        return next((hold for hold in reversed(self._waiting) if hold.by == user_id), None)

    def unwritten(self) -> int:
        """Return how many waiting acts exist only in memory."""
        return sum(hold.commit is not None for hold in self._waiting)

    def undo_newest(self, user_id: str) -> bool:
        """Take back the user's newest act; tell whether there was one."""
        hold = self.newest(user_id)
        if hold is None:
            return False
        self._waiting.remove(hold)
        hold.undo()
        self.changed()
        return True

    def tick(self, now: datetime) -> None:
        """Carry out what has waited long enough."""
        due = [hold for hold in self._waiting if hold.until <= now]
        if not due:
            return
        self._waiting = [hold for hold in self._waiting if hold.until > now]
        for hold in due:
            if hold.commit is not None:
                hold.commit()
        self.changed()

    def forget(self) -> None:
        """Drop what exists only in memory: the program is leaving, and nothing was written."""
        self._waiting = []
