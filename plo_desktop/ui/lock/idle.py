"""Locks after a while without use, with a warning 30 seconds before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

WARNING = timedelta(seconds=30)


class IdleWatch:
    """Compares how much has been typed and clicked with last time; asked every second."""

    def __init__(self, after: timedelta, lock: Callable[[], None], warn: Callable[[int], None]) -> None:
        self._after = after
        self._lock = lock
        self._warn = warn
        self._seen = -1
        self._since: datetime | None = None

    def tick(self, inputs: int, now: datetime) -> None:
        """Take note of the number of inputs so far; warn (seconds left, 0 = no warning) or lock."""
        if inputs != self._seen or self._since is None:
            self._seen = inputs
            self._since = now
            self._warn(0)
            return
        left = self._after - (now - self._since)
        if left <= timedelta():
            self._since = now
            self._warn(0)
            self._lock()
        elif left <= WARNING:
            self._warn(int(left.total_seconds()) + 1)
