"""Innboks: pages of the log by number, filter said in words, and the thread of the chosen message's stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from plo_desktop.base.ids import same_id
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import Token, needs_signature
from plo_desktop.domain.references import CANCELS
from plo_desktop.domain.type_codes import FORESPORSEL, HELSEFAGLIG, HELSEOPPLYSNINGER, SVAR
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import MessageFilter
from plo_desktop.ui import words
from plo_desktop.ui.message_words import StateFace, line_words, list_name, list_state, question_state
from plo_desktop.ui.session import Session
from plo_desktop.ui.stay.story import DayHead, StoryEvent, events_of

PAGE = 100
_LONGEST_THREAD = 200
_MOST_ANSWERS = 1000


@dataclass(frozen=True, slots=True)
class LogLine:
    """One message as a line of the log."""

    row: MessageRow
    direction: str
    icon: str
    time: str
    name: str
    born: str
    type: str
    kommune: str
    state: StateFace
    owner: str
    unread: bool
    past: bool
    attached: bool = False

    @property
    def sentence(self) -> str:
        """The line for a screen reader."""
        unread = "ulest" if self.unread else ""
        parts = (
            self.direction,
            self.time,
            self.name,
            self.type,
            self.kommune,
            self.state.text,
            self.owner,
            "har vedlegg" if self.attached else "",
            unread,
        )
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class InboxState:
    """What the view shows beside the lines."""

    shown: int
    total: int
    counts: tuple[tuple[str, int], ...]
    wanted: MessageFilter
    fetched_at: datetime | None
    selected: str


@dataclass(frozen=True, slots=True)
class _Fetched:
    rows: Sequence[MessageRow]
    found: int
    total: int
    counts: tuple[tuple[str, int], ...]
    fetched_at: datetime | None
    answers: Mapping[str, datetime]


ALL, INCOMING, OUTGOING, UNSIGNED, UNDELIVERED, QUARANTINE = (
    "alle",
    "inn",
    "ut",
    "usignert",
    "ikke levert",
    "karantene",
)


def filter_of(chip: str, text: str) -> MessageFilter:
    """Return the log filter of a chip and a text."""
    match chip:
        case "inn" | "ut":
            return MessageFilter(search=text, direction=chip, limit=PAGE)
        case "usignert":
            return MessageFilter(search=text, unsigned=True, quarantined=False, limit=PAGE)
        case "karantene":
            return MessageFilter(search=text, unsigned=True, quarantined=True, limit=PAGE)
        case "ikke levert":
            return MessageFilter(search=text, not_delivered=True, limit=PAGE)
        case _:
            return MessageFilter(search=text, limit=PAGE)


def _fetch(desk: Desk, chip: str, text: str, many: int) -> _Fetched:
    store = desk.store
    wanted = replace(filter_of(chip, text), limit=max(PAGE, many))
    chips = (ALL, INCOMING, OUTGOING, UNSIGNED, UNDELIVERED, QUARANTINE)
    counts = tuple((name, store.message_count(filter_of(name, text))) for name in chips)
    return _Fetched(
        store.messages(wanted),
        store.message_count(wanted),
        store.message_count(MessageFilter()),
        counts,
        store.fetched_at(),
        _answers(desk),
    )


def _answers(desk: Desk) -> dict[str, datetime]:
    """Return when each question was answered first, by the question's id; both ways."""
    found: dict[str, datetime] = {}
    for code in (SVAR, HELSEFAGLIG, HELSEOPPLYSNINGER):
        for row in desk.store.messages(MessageFilter(type_code=code, limit=_MOST_ANSWERS)):
            if row.parent and not row.cancelled_send and row.standing != CANCELS:
                known = found.get(same_id(row.parent), row.at)
                found[same_id(row.parent)] = min(known, row.at)
    return found


class InboxPresenter:
    """Behind Innboks. `lines` are what is fetched so far; `fetch_more` takes the next page."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._chip = ALL
        self._text = ""
        self._rows: list[MessageRow] = []
        self._answers: Mapping[str, datetime] = {}
        self._state = InboxState(0, 0, (), MessageFilter(), None, "")
        self._fetching = False
        self.selected = ""
        self.shown: Callable[[InboxState, Sequence[LogLine]], None] = lambda state, lines: None
        self.added: Callable[[Sequence[LogLine]], None] = lambda lines: None
        self.picked: Callable[[str], None] = lambda msg_id: None
        self.thread: Callable[[Sequence[DayHead | StoryEvent], str], None] = lambda rows, msg_id: None
        session.listen(lambda changes: self.refresh())

    @property
    def chip(self) -> str:
        """The chip that is on."""
        return self._chip

    @property
    def text(self) -> str:
        """The words searched for."""
        return self._text

    @property
    def is_filtered(self) -> bool:
        """Tell whether anything is hidden."""
        return bool(self._text) or self._chip != ALL

    @property
    def has_more(self) -> bool:
        """Tell whether the log holds more lines than are fetched."""
        return len(self._rows) < self._state.shown

    def refresh(self) -> None:
        """Fetch what is shown anew."""
        chip, text, many = self._chip, self._text, len(self._rows)

        def arrived(found: _Fetched) -> None:
            if (chip, text) == (self._chip, self._text):
                self._arrived(found)

        self._session.ask(lambda desk: _fetch(desk, chip, text, many), arrived)

    def set_filter(self, chip: str, text: str) -> None:
        """Search, or choose a chip."""
        if (chip, text.strip()) == (self._chip, self._text):
            return
        self._chip, self._text = chip, text.strip()
        self._rows = []
        self.refresh()

    def lines(self) -> list[LogLine]:
        """Return the lines that are fetched."""
        return [self.line(row) for row in self._rows]

    def fetch_more(self) -> None:
        """Fetch the next page of 100."""
        if self._fetching or not self.has_more or not self._rows:
            return
        self._fetching = True
        wanted = replace(filter_of(self._chip, self._text), before_seq=self._rows[-1].seq)

        def arrived(rows: Sequence[MessageRow]) -> None:
            self._fetching = False
            self._rows.extend(rows)
            self.added([self.line(row) for row in rows])

        self._session.ask(lambda desk: desk.store.messages(wanted), arrived)

    def select(self, msg_id: str) -> None:
        """Open a message and show the thread of its stay."""
        if not msg_id or msg_id == self.selected:
            return
        self.selected = msg_id
        self.picked(msg_id)
        self._fetch_thread()

    def tick(self) -> None:
        """Let the clocks go on."""
        self.shown(replace(self._state, selected=self.selected), [self.line(row) for row in self._rows])

    def line(self, row: MessageRow) -> LogLine:
        """Return a message as a line."""
        now = self._session.now()
        same_year = words.local(row.at).year == words.local(now).year
        incoming = row.direction == "inn"
        return LogLine(
            row=row,
            direction="Inn" if incoming else "Ut",
            icon="inn" if incoming else ("papir" if row.channel == "papir" else "ut"),
            time=words.short_day_clock(row.at) if same_year else words.day_clock(row.at),
            name=list_name(row.patient_name),
            born=str(row.born_on.year) if row.born_on else "",
            type=line_words(row),
            kommune=row.counterpart.removesuffix(" kommune").removesuffix(" Kommune"),
            state=self._state_of(row, now),
            owner=row.responsible,
            unread=incoming and row.opened_at is None and needs_signature(row),
            past=bool(row.cancelled_by or row.replaced_by),
        )

    def _state_of(self, row: MessageRow, now: datetime) -> StateFace:
        """Return a question's answer or age once nothing of its own is more urgent."""
        face = list_state(row, now)
        asked = row.type_code == FORESPORSEL and face.state == Token.FERDIG and not row.cancelled_by
        return question_state(row, self._answers.get(same_id(row.msg_id)), now) if asked else face

    def _arrived(self, found: _Fetched) -> None:
        self._rows = list(found.rows)
        self._answers = found.answers
        self._state = InboxState(
            found.found,
            found.total,
            found.counts,
            filter_of(self._chip, self._text),
            found.fetched_at,
            self.selected,
        )
        self.tick()
        if self.selected:
            self._fetch_thread()

    def _fetch_thread(self) -> None:
        msg_id, now = self.selected, self._session.now()

        def work(desk: Desk) -> list[StoryEvent]:
            row = desk.store.message(msg_id)
            stay = desk.store.stay(row.stay_id) if row is not None and row.stay_id else None
            if row is None or stay is None:
                return []
            messages = desk.store.messages(MessageFilter(stay_id=stay.stay_id, limit=_LONGEST_THREAD))
            drafts = desk.store.drafts(stay_id=stay.stay_id)
            return [event for event in reversed(events_of(stay, messages, drafts, now)) if event.msg_id]

        def arrived(events: list[StoryEvent]) -> None:
            if msg_id == self.selected:
                self.thread(events, msg_id)

        self._session.ask(work, arrived)
