"""Fetches everything that has not arrived, so that no folder holds what this list does not count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.services import overview
from plo_desktop.services.desk import Desk
from plo_desktop.ui.deadlines.rows import Group, TaskRow, grouped
from plo_desktop.ui.not_arrived.rows import ORDER, rows_of
from plo_desktop.ui.session import Session


@dataclass(frozen=True, slots=True)
class _Fetched:
    items: tuple[overview.NotArrived, ...]
    messages: dict[str, MessageRow]
    stays: tuple[StayRow, ...]
    fetched_at: datetime | None


def _fetch(desk: Desk) -> _Fetched:
    items = overview.not_arrived(desk)
    rows = (desk.store.message(item.msg_id) for item in items if item.msg_id)
    messages = {row.msg_id: row for row in rows if row is not None}
    return _Fetched(
        items, messages, tuple(desk.store.stays(include_discharged=True)), desk.store.fetched_at()
    )


class NotArrivedPresenter:
    """Behind Ikke framme."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._fetched = _Fetched((), {}, (), None)
        self._rows: tuple[TaskRow, ...] = ()
        self._selected = ""
        self.shown: Callable[[tuple[Group | TaskRow, ...], str, datetime | None], None] = lambda *state: None
        self.picked: Callable[[TaskRow], None] = lambda row: None
        session.listen(lambda changes: self.refresh())

    @property
    def selected(self) -> TaskRow | None:
        """The chosen row."""
        return next((row for row in self._rows if row.key == self._selected), None)

    def refresh(self) -> None:
        """Fetch anew."""
        self._session.ask(_fetch, self._arrived)

    def tick(self) -> None:
        """Let the clocks go on."""
        self._arrived(self._fetched)

    def select(self, key: str) -> None:
        """Show what a row is about."""
        self._selected = key
        row = self.selected
        if row is not None:
            self.picked(row)

    def select_first(self) -> None:
        """Show the first row when none is chosen."""
        if self.selected is None and self._rows:
            self.select(next(row.key for group in ORDER for row in self._rows if row.group == group))
            self.tick()

    def _arrived(self, fetched: _Fetched) -> None:
        self._fetched = fetched
        self._rows = rows_of(fetched.items, fetched.messages, fetched.stays, self._session.now())
        self.shown(grouped(self._rows, ORDER), self._selected, fetched.fetched_at)
