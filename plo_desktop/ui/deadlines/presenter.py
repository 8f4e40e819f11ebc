"""Frister: fetches what is due, keeps filter and selection, and goes on to the next unsigned message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from plo_desktop.domain.log_rows import DeadlineRow, StayRow
from plo_desktop.services import overview
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes
from plo_desktop.ui.deadlines.rows import (
    DONE,
    FOLDED,
    GROUPS,
    LATER,
    OVERDUE,
    SIGN,
    SOON,
    UNDELIVERED,
    Group,
    TaskRow,
    approval_rows,
    grouped,
    rows_of,
)
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.session import Session

MINE, WARD, UNOWNED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the panel is shown."""

    tab: int = WARD
    text: str = ""
    unsigned: bool = False
    undelivered: bool = False
    paper: bool = False

    @property
    def is_on(self) -> bool:
        """Tell whether anything may be hidden beside the tab."""
        return bool(self.text or self.unsigned or self.undelivered or self.paper)


@dataclass(frozen=True, slots=True)
class DeadlinesState:
    """All that the view shows."""

    rows: tuple[Group | TaskRow, ...]
    tab_counts: tuple[int, int, int]
    chip_counts: tuple[int, int, int]
    shown: int
    total: int
    hidden: int
    later: int
    done: int
    overdue: int
    fetched_at: datetime | None
    selected: str
    folded: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Fetched:
    deadlines: tuple[DeadlineRow, ...]
    stays: tuple[StayRow, ...]
    fetched_at: datetime | None
    waiting: tuple[overview.NotArrived, ...] = ()


def _fetch(desk: Desk) -> _Fetched:
    stays = tuple(desk.store.stays(include_discharged=True))
    waiting = tuple(overview.to_approve(desk))
    return _Fetched(tuple(overview.deadlines(desk)), stays, desk.store.fetched_at(), waiting)


class DeadlinesPresenter:
    """Behind Frister. Selecting opens; only the reader's main action signs."""

    def __init__(self, session: Session, holds: Holds) -> None:
        self._session = session
        self._holds = holds
        self._fetched = _Fetched((), (), None)
        self._filter = Filter()
        self._open_groups: frozenset[str] = frozenset()
        self._rows: tuple[TaskRow, ...] = ()
        self._selected = ""
        self._waits_for_rows = False
        self.shown: Callable[[DeadlinesState], None] = lambda state: None
        self.picked: Callable[[TaskRow | None], None] = lambda row: None
        session.listen(self._changed)

    @property
    def overdue(self) -> int:
        """How many deadlines of the ward are overdue."""
        return sum(row.group == OVERDUE for row in self._rows)

    @property
    def soon(self) -> int:
        """How many are due within four hours."""
        return sum(row.group == SOON for row in self._rows)

    @property
    def undelivered(self) -> int:
        """How many messages have not been receipted."""
        return sum(row.group == UNDELIVERED for row in self._rows)

    @property
    def selected(self) -> TaskRow | None:
        """The selected row."""
        return next((row for row in self._rows if row.key == self._selected), None)

    def refresh(self, *, then_oldest: bool = False) -> None:
        """Fetch everything anew; `then_oldest` selects the oldest unsigned message when it is there."""
        self._waits_for_rows = self._waits_for_rows or then_oldest
        self._session.ask(_fetch, self._arrived)

    def tick(self) -> None:
        """Let the clocks in the list go on."""
        self._publish()

    def set_filter(self, wanted: Filter) -> None:
        """Change tab, text or chips."""
        self._filter = wanted
        self._publish()

    def set_tab(self, tab: int) -> None:
        """Show mine, the ward's, or those without owner."""
        self.set_filter(replace(self._filter, tab=tab))

    def clear_filter(self) -> None:
        """Show everything of the tab."""
        self._filter = Filter(tab=self._filter.tab)
        self._publish()

    @property
    def filter(self) -> Filter:
        """The filter in force."""
        return self._filter

    def toggle_group(self, group: str) -> None:
        """Open or fold Senere or Ferdig i dag."""
        self._open_groups = self._open_groups ^ {group}
        self._publish()

    @property
    def open_groups(self) -> frozenset[str]:
        """The folded groups that are open."""
        return self._open_groups

    def select(self, key: str) -> None:
        """Show what a row is about."""
        if key != self._selected:
            self._selected = key
            self.picked(self.selected)

    def select_oldest_unsigned(self) -> None:
        """Select and show the unsigned message with least time left; mine first when there are any."""
        unsigned = self._unsigned()
        mine = [row for row in unsigned if row.owner == self._session.actor.short_name]
        for row in (*mine, *unsigned, *self._visible()):
            self._selected = row.key
            self._publish()
            self.picked(row)
            return
        self.picked(None)

    def go_on(self, msg_id: str) -> None:
        """After a signature: take the row away and show the next unsigned message, or the next row."""
        before = self._visible()
        place = next((n for n, row in enumerate(before) if row.msg_id == msg_id and row.rule == SIGN), 0)
        self._make_rows()
        rest = [row for row in before if not (row.rule == SIGN and row.msg_id in self._holds.waiting())]
        later = [row for row in before[place:] if row in rest and row.act == "sign"]
        for row in (
            *later,
            *(row for row in rest if row.act == "sign"),
            *rest[place : place + 1],
            *rest[-1:],
        ):
            self._selected = row.key
            self._publish()
            self.picked(row)
            return
        self._selected = ""
        self._publish()
        self.picked(None)

    def place_words(self) -> str:
        """Return "1 av 3" among the unsigned, or an empty string."""
        unsigned = self._unsigned()
        for number, row in enumerate(unsigned, start=1):
            if row.key == self._selected:
                return f"{number} av {len(unsigned)} usignerte"
        return ""

    def _unsigned(self) -> list[TaskRow]:
        return [row for row in self._rows if row.act == "sign"]

    def _changed(self, changes: Changes) -> None:
        self.refresh()

    def _arrived(self, fetched: _Fetched) -> None:
        self._fetched = fetched
        self._publish()
        if self._waits_for_rows:
            self._waits_for_rows = False
            self.select_oldest_unsigned()
        elif self._selected and self.selected is None:
            self._selected = ""

    def _make_rows(self) -> None:
        fetched, session = self._fetched, self._session
        paper = {stay.stay_id: session.channel_of(stay.kommune) == "papir" for stay in fetched.stays}
        rows = (
            *rows_of(fetched.deadlines, fetched.stays, session.now(), paper, self._holds.waiting()),
            *approval_rows(fetched.waiting, fetched.stays, session.now()),
        )
        self._rows = tuple(row for group in GROUPS for row in rows if row.group == group)

    def _in_tab(self, row: TaskRow, tab: int) -> bool:
        if tab == MINE:
            return row.owner == self._session.actor.short_name
        return tab == WARD or (row.ours and not row.owner)

    def _passes(self, row: TaskRow) -> bool:
        wanted = self._filter
        said = f"{row.name} {row.bed} {row.task} {row.owner}".casefold()
        return (
            self._in_tab(row, wanted.tab)
            and wanted.text.strip().casefold() in said
            and (not wanted.unsigned or row.act == "sign")
            and (not wanted.undelivered or row.state == "ikkelevert")
            and (not wanted.paper or row.paper)
        )

    def _folded(self, visible: list[TaskRow]) -> frozenset[str]:
        """Return the groups that are folded; Senere stands open when nothing else is left to show."""
        only_later = all(row.group in FOLDED for row in visible)
        return frozenset(FOLDED) - self._open_groups - ({LATER} if only_later else set())

    def _visible(self) -> list[TaskRow]:
        return [row for row in self._rows if self._passes(row)]

    def _publish(self) -> None:
        self._make_rows()
        open_rows = [row for row in self._rows if row.group != DONE]
        in_tab = [row for row in self._rows if self._in_tab(row, self._filter.tab)]
        visible = self._visible()
        running = [row for row in visible if row.group != DONE]
        counts = [sum(self._in_tab(row, tab) for row in open_rows) for tab in (MINE, WARD, UNOWNED)]
        chips = [
            sum(row.act == "sign" for row in in_tab),
            sum(row.state == "ikkelevert" for row in in_tab),
            sum(row.paper and row.group != DONE for row in in_tab),
        ]
        self.shown(
            DeadlinesState(
                rows=grouped(visible, GROUPS, self._folded(visible)),
                tab_counts=(counts[0], counts[1], counts[2]),
                chip_counts=(chips[0], chips[1], chips[2]),
                shown=len(running),
                total=counts[self._filter.tab],
                hidden=len(in_tab) - len(visible),
                later=sum(row.group == LATER for row in visible),
                done=sum(row.group == DONE for row in visible),
                overdue=self.overdue,
                fetched_at=self._fetched.fetched_at,
                selected=self._selected,
                folded=self._folded(visible),
            )
        )
