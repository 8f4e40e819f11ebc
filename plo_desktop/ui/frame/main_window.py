"""What the window does: actions to the open screen, the pulse that lets time pass, and the words round it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMenu

from plo_desktop.base.errors import UserError
from plo_desktop.domain.log_rows import Actor
from plo_desktop.messages import registry
from plo_desktop.services import exchange, overview
from plo_desktop.services.desk import Desk
from plo_desktop.services.exchange import ExchangeReport
from plo_desktop.services.ports import Changes
from plo_desktop.ui import words
from plo_desktop.ui.actions import BY_ID, When
from plo_desktop.ui.frame.attachment_sheets import AttachmentSheets
from plo_desktop.ui.frame.curtain import Curtain
from plo_desktop.ui.frame.frame import Frame
from plo_desktop.ui.frame.last_delivery import last_delivery
from plo_desktop.ui.frame.message_sheets import MessageSheets
from plo_desktop.ui.frame.rail import DEADLINES, INBOX, STAYS
from plo_desktop.ui.frame.sheets import About, CrashSheet, Question
from plo_desktop.ui.frame.stay_sheets import StaySheets
from plo_desktop.ui.frame.workspace import COMPOSE, NOT_ARRIVED, Workspace
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.lanes import Lanes
from plo_desktop.ui.lock.idle import IdleWatch
from plo_desktop.ui.lock.lock_view import LockView
from plo_desktop.ui.lock.presenter import LockPresenter
from plo_desktop.ui.message_acts import ACTS
from plo_desktop.ui.parts.focus_ring import FocusRing
from plo_desktop.ui.parts.room import has_one_pane
from plo_desktop.ui.session import Session
from plo_desktop.ui.theme.tokens import Mode

_EXCHANGE_EVERY = timedelta(seconds=10)
_VIEW_NAMES = {
    DEADLINES: "Frister",
    INBOX: "Innboks",
    STAYS: "Pasienter",
    NOT_ARRIVED: "Ikke framme",
    COMPOSE: "Ny melding",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the window stands: ward and house names, who may sign in, and how."""

    ward: str
    house: str
    people: tuple[Actor, ...]
    pins: Mapping[str, str]
    mark: str
    lock_after: timedelta


class MainWindow:
    """One ward, one signed-in person, in the `frame` that stands on the screen."""

    def __init__(self, frame: Frame, session: Session, holds: Holds, lanes: Lanes, place: Place) -> None:
        self.frame = frame
        self.theme = frame.theme
        self.session = session
        self.holds = holds
        self.notice = frame.notice
        self.status = frame.status
        self._lanes = lanes
        self._place = place
        self._counts: overview.Counts | None = None
        self._last_exchange: datetime | None = None
        self._exchanging = False
        self._fetched_at: datetime | None = None
        self._problem = ""
        self._minute = -1
        self._last_text = ""
        self._closing = False
        self.workspace = Workspace(self.theme, session, holds, frame.last_input)
        session.people = place.people
        self.locker = LockPresenter(session, place.people, place.pins)
        self.lock_view = LockView(self.theme, self.locker, place.ward, place.house, place.mark)
        self.sheets = StaySheets(
            frame, self.theme, session, self.workspace, tuple(person.short_name for person in place.people)
        )
        self.letters = MessageSheets(session, holds, self.workspace, self.sheets, self.notice)
        self.attachments = AttachmentSheets(self.workspace, self.sheets, self.notice)
        ring = FocusRing(self.theme, frame, frame.last_input)
        self._curtain = Curtain(frame, session, self.locker, self.workspace, ring)
        minutes = round(place.lock_after.total_seconds() / 60)
        self.idle = IdleWatch(
            place.lock_after, lambda: self.lock(f"etter {minutes} min uten bruk"), self._warn_of_lock
        )
        frame.context.show_ward(place.ward, place.mark)
        frame.context.show_user(session.actor.name, session.actor.profession or session.actor.role)
        frame.hold(self.workspace, self.lock_view)
        self._connect()
        self._pulse = QTimer(frame)
        self._pulse.setInterval(1000)
        self._pulse.timeout.connect(self.pulse)
        self._retitle()

    def _connect(self) -> None:
        frame = self.frame
        handlers = self._handlers()
        frame.act_wanted.connect(lambda action_id: handlers[action_id]())
        frame.menus.about_to_show.connect(self._refresh_actions)
        frame.search.textEdited.connect(self._search)
        frame.search.left.connect(lambda: self.workspace.inbox.focus_list())
        frame.left.connect(self.workspace.writing.save_now)
        frame.may_close = self._may_close
        self.workspace.new_wanted.connect(self.new_message)
        self.workspace.view_changed.connect(self._view_changed)
        self.holds.changed = self._holds_changed
        self.session.listen(self._changed)
        self._curtain.moved = self._curtain_moved

    def _handlers(self) -> dict[str, Callable[[], object]]:
        work = self.workspace
        return {
            "print": lambda: self.sheets.print_open(),
            "lock": lambda: self.lock("av deg"),
            "new": self.new_message,
            "primary": work.primary,
            "take": lambda: self.sheets.take(),
            "match": lambda: self.sheets.match_open(),
            **{act: partial(self.letters.act, act) for act in ACTS},
            "answer": lambda: self.letters.answer_by_hand(work.stay_id()),
            "ask": lambda: self.letters.ask(work.stay_id()),
            "undo": self.undo,
            "details": lambda: self.sheets.raw_open(),
            "admit": lambda: self.sheets.admit(),
            "expected": lambda: self.sheets.expected(),
            "edit_stay": lambda: self.sheets.edit_stay(),
            "discharge": lambda: self.sheets.discharge(),
            "view_deadlines": lambda: self.open_view(DEADLINES),
            "view_inbox": lambda: self.open_view(INBOX),
            "view_stays": lambda: self.open_view(STAYS),
            "view_not_arrived": lambda: self.open_view(NOT_ARRIVED),
            "filter": work.focus_filter,
            "search": self._focus_search,
            "next_row": lambda: work.step(1),
            "previous_row": lambda: work.step(-1),
            "next_pane": work.next_pane,
            "reuse": lambda: work.compose.toggle_reuse(),
            "phrase": lambda: work.compose.open_phrases(),
            "larger": lambda: self.theme.step(1),
            "smaller": lambda: self.theme.step(-1),
            "normal_size": lambda: self.theme.step(0),
            "dark": self._toggle_dark,
            "exchange": self.exchange,
            "copy_id": lambda: self.sheets.copy_id(),
            "keys": lambda: self.sheets.key_list(),
            "about": lambda: About(self.theme, self.frame, self._place.ward, self._place.mark).exec(),
        }

    # --- time -----------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Open Frister and let time pass."""
        self.open_view(DEADLINES)
        self.workspace.refresh()
        self._fetch_counts()
        # The log's lane works in order: what was typed meanwhile comes when the rows are there.
        self.session.ask(lambda desk: None, lambda _: self.frame.take_over(), self._cannot_read)
        self.exchange()
        self._pulse.start()

    def _cannot_read(self, error: UserError) -> None:
        self.frame.take_over()
        self.show_error(error)

    def pulse(self) -> None:
        """Once a second: holds, idle lock; once a minute: every clock; every ten seconds: the exchange."""
        now = self.session.now()
        self.holds.tick(now)
        self._show_hold()
        if not self.locker.is_locked:
            self.idle.tick(self.frame.last_input.count, now)
        if self._last_exchange is None or now - self._last_exchange >= _EXCHANGE_EVERY:
            self.exchange()
        minute = int(now.timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self.workspace.minute()
            self._retitle()
            if self.locker.is_locked:
                self.locker.publish()

    def exchange(self) -> None:
        """Send what is due and fetch what waits, on the network lane."""
        if self._exchanging:
            return
        self._exchanging = True
        self._last_exchange = self.session.now()
        self._lanes.network(exchange.round_trip, self._exchanged, self._exchange_failed)

    def _exchanged(self, report: ExchangeReport) -> None:
        self._exchanging = False
        self._problem = f"{report.problem.text} {report.problem.next_step}" if report.problem else ""
        self._fetch_counts()
        if report.changes != Changes():
            self.session.tell(report.changes)

    def _exchange_failed(self, error: UserError) -> None:
        self._exchanging = False
        self._problem = f"{error.text} {error.next_step}"
        self._show_network()

    # --- what is shown round the views ----------------------------------------------------------------------

    def _fetch_counts(self) -> None:
        def work(desk: Desk) -> tuple[overview.Counts, datetime | None, str]:
            return overview.counts(desk), desk.store.fetched_at(), last_delivery(desk)

        self.session.ask(work, self._counted)

    def _counted(self, found: tuple[overview.Counts, datetime | None, str]) -> None:
        counts, self._fetched_at, self._last_text = found
        self._counts = counts
        self.frame.rail.set_counts(counts.overdue, counts.unsigned, counts.patients)
        self.frame.context.show_counts(counts.outbox, counts.not_arrived)
        self._show_network()
        deadlines = self.workspace.deadlines.presenter
        self.lock_view.show_ward(
            counts.overdue, deadlines.soon, deadlines.undelivered, self._fetched_at, self._problem
        )
        self._show_hold()
        self._retitle()

    def _show_network(self) -> None:
        fetched = words.clock(self._fetched_at) if self._fetched_at else ""
        self.frame.context.show_network(self._problem, fetched)

    def _changed(self, changes: Changes) -> None:
        self._fetch_counts()
        for said in changes.announce:
            self.announce(said)

    def announce(self, said: str) -> None:
        """Say something to a screen reader without moving the focus."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.frame, said))

    def _holds_changed(self) -> None:
        self.workspace.deadlines.presenter.tick()
        self._show_hold()

    def _show_hold(self) -> None:
        hold = self.holds.newest(self.session.actor.user_id)
        if hold is None:
            self.status.show_last(self._last_text)
        else:
            self.status.show_hold(hold.verb, hold.seconds_left(self.session.now()), hold.undo_text)
        self.frame.show_status(always=hold is not None)

    def _retitle(self) -> None:
        mark = f"{self._place.mark}, " if self._place.mark else ""
        if self.locker.is_locked:
            self.frame.setWindowTitle(f"{mark}Låst, {self._place.ward}, PLO Desktop")
            return
        overdue = f"{self._counts.overdue} forfalt, " if self._counts and self._counts.overdue else ""
        view = _VIEW_NAMES[self.workspace.currentIndex()]
        self.frame.setWindowTitle(f"{mark}{overdue}{view}, {self._place.ward}, PLO Desktop")

    def _view_changed(self) -> None:
        number = self.workspace.currentIndex()
        self.frame.rail.choose(number if number in (DEADLINES, INBOX, STAYS) else -1)
        self.frame.context.not_arrived.setChecked(number == NOT_ARRIVED)
        self._retitle()

    # --- acts -----------------------------------------------------------------------------------------------

    def open_view(self, number: int) -> None:
        """Open a view; the locked screen opens nothing."""
        if not self.locker.is_locked:
            self.workspace.open(number)

    def new_message(self) -> None:
        """Open the menu of types; each has its digit."""
        stay_id = self.workspace.stay_id()
        menu = QMenu(self.frame)
        menu.setAccessibleName("Ny melding")
        if not stay_id:
            self.notice.show_words("Velg en pasient først. Åpne Pasienter med Ctrl+3.")
            self.open_view(STAYS)
            return
        # What answers a message has no digit: it is opened from the message.
        for mtype in (each for each in registry.composable() if each.digit):
            title = mtype.title.removeprefix("Melding om ")
            action = menu.addAction(f"&{mtype.digit}  {title[:1].upper()}{title[1:]}")
            action.triggered.connect(lambda _=False, code=mtype.code: self.workspace.write(stay_id, code))
        below = self.frame.rail.new.mapToGlobal(QPoint(0, self.frame.rail.new.height() + 2))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(below)
        self.new_menu = menu

    def undo(self) -> None:
        """Take back the newest act that waits, unless a text field has something to undo."""
        if not self.holds.undo_newest(self.session.actor.user_id):
            self.notice.show_words("Det er ingenting å angre.")

    def crash(self, error: BaseException, bug_id: str) -> None:
        """Show a bug with the id under which it was written down."""
        CrashSheet(self.theme, self.frame, error, bug_id).exec()

    def show_error(self, error: UserError) -> None:
        """Show what the user can mend."""
        self.notice.show_error(error)
        self.announce(f"{error.text} {error.next_step}")

    def _search(self, text: str) -> None:
        if self.workspace.currentIndex() != INBOX and text:
            self.workspace.setCurrentIndex(INBOX)
            self._view_changed()
        self.workspace.inbox.search(text)

    def _focus_search(self) -> None:
        if has_one_pane(self.theme, self.frame):
            self.open_view(INBOX)
            self.workspace.focus_filter()
            return
        self.frame.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.frame.search.selectAll()

    def _toggle_dark(self) -> None:
        self.theme.set_mode(Mode.LIGHT if self.theme.mode is Mode.DARK else Mode.DARK)

    def _refresh_actions(self) -> None:
        reader, stay_id = self.workspace.reader(), self.workspace.stay_id()
        hold = self.holds.newest(self.session.actor.user_id)
        opened = reader.opened if reader else None
        acts = opened.acts if opened else frozenset()
        present = {
            When.ALWAYS: True,
            When.MESSAGE: opened is not None,
            When.UNSIGNED: opened is not None and bool(opened.primary),
            When.TRIAGE: opened is not None and bool(opened.row.triage) and not opened.row.stay_id,
            When.STAY: bool(stay_id),
            When.HELD: hold is not None,
            When.PRIMARY: True,
            When.WRITING: self.workspace.currentIndex() == COMPOSE,
            When.IT: opened is not None and self.session.actor.role == "it",
            **{BY_ID[act].when: act in acts for act in ACTS},
        }
        self.frame.menus.show_present(present)
        undo = self.frame.menus.by_id["undo"]
        undo.setText(f"&{hold.undo_text}" if hold else "&Angre")
        self.frame.menus.by_id["dark"].setChecked(self.theme.mode is Mode.DARK)

    # --- lock and leave -------------------------------------------------------------------------------------

    def lock(self, why: str) -> None:
        """Save what is being written, hide every patient, and ask for the PIN."""
        self._curtain.lock(why)

    def _curtain_moved(self) -> None:
        self._retitle()
        if self.locker.is_locked:
            self.announce("Arbeidsstasjonen er låst")
        else:
            self._fetch_counts()

    def _warn_of_lock(self, seconds: int) -> None:
        if seconds:
            self.notice.show_words(f"Låser om {seconds} s uten bruk. Trykk en tast for å fortsette.")
        elif self.notice.text.startswith("Låser om"):
            self.notice.hide()

    def _may_close(self) -> bool:
        """Save drafts; a signature that is not yet written is named before it is lost."""
        if self.holds.unwritten() and not self._closing:
            text = (
                f"{self.holds.unwritten()} signering er ikke skrevet ennå. "
                "Avslutter du nå, er meldingen fortsatt usignert."
            )
            question = Question(
                self.theme,
                self.frame,
                "Avslutte uten å signere?",
                text,
                ("Vent til den er skrevet", "Avslutt usignert"),
            )
            question.exec()
            if question.answer != 1:
                return False
        self._closing = True
        self.workspace.writing.save_now()
        self._pulse.stop()
        return True


def people_of(users: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return who may sign in at the window: everybody but the system itself."""
    return tuple(user for user in users if user.role != "system")
