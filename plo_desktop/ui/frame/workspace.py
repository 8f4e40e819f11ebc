"""Makes the views with their presenters and keeps which one is open; what the window moves between."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from plo_desktop.ui.compose.joining import make_compose
from plo_desktop.ui.deadlines.presenter import DeadlinesPresenter
from plo_desktop.ui.deadlines.view import DeadlinesView
from plo_desktop.ui.frame.rail import DEADLINES, INBOX, STAYS
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.inbox.presenter import InboxPresenter
from plo_desktop.ui.inbox.view import InboxView, Thread
from plo_desktop.ui.not_arrived.presenter import NotArrivedPresenter
from plo_desktop.ui.not_arrived.view import NotArrivedView
from plo_desktop.ui.parts.last_input import LastInput
from plo_desktop.ui.reader.presenter import ReaderPresenter
from plo_desktop.ui.reader.reader_pane import ReaderPane
from plo_desktop.ui.session import Session
from plo_desktop.ui.stay.presenter import PatientsPresenter, StayPresenter
from plo_desktop.ui.stay.stay_pane import StayPane
from plo_desktop.ui.stay.view import PatientsView
from plo_desktop.ui.theme.theme import Theme

NOT_ARRIVED, COMPOSE = 3, 4


class Workspace(QStackedWidget):
    """Frister, Innboks, Pasienter, Ikke framme and the form."""

    print_wanted = Signal(object)
    match_wanted = Signal(object)
    act_wanted = Signal(str)
    attachment_wanted = Signal(object, object)
    attachment_saved = Signal(object, object)
    paper_wanted = Signal(object, str)
    posted = Signal(str)
    new_wanted = Signal()
    expected_wanted = Signal()
    edit_stay_wanted = Signal(str)
    view_changed = Signal()

    def __init__(self, theme: Theme, session: Session, holds: Holds, last_input: LastInput) -> None:
        super().__init__()
        self._theme = theme
        self._session = session
        self._holds = holds
        self._last = last_input
        self._before = DEADLINES
        self.deadlines = DeadlinesView(
            theme, DeadlinesPresenter(session, holds), self._reader(), self._stay(), last_input
        )
        thread = Thread(theme, last_input)
        self.inbox = InboxView(theme, InboxPresenter(session), self._reader(thread), thread, last_input)
        self.patients = PatientsView(theme, PatientsPresenter(session), self._stay(), last_input)
        self.not_arrived = NotArrivedView(
            theme, NotArrivedPresenter(session), self._reader(), self._stay(), last_input
        )
        self.compose, self.writing = make_compose(theme, session, holds)
        for view in (self.deadlines, self.inbox, self.patients, self.not_arrived, self.compose):
            self.addWidget(view)
        self.deadlines.write_wanted.connect(self.write)
        self.deadlines.act_wanted.connect(self.act_wanted)
        self.not_arrived.act_wanted.connect(self.act_wanted)
        self.not_arrived.draft_wanted.connect(lambda draft_id: self.writing.open_again(draft_id))
        self._connect_compose()

    def _reader(self, above: QWidget | None = None) -> ReaderPane:
        reader = ReaderPane(self._theme, ReaderPresenter(self._session, self._holds), above)
        reader.print_wanted.connect(lambda: self.print_wanted.emit(reader))
        reader.match_wanted.connect(lambda: self.match_wanted.emit(reader))
        reader.act_wanted.connect(self.act_wanted)
        reader.message_wanted.connect(self.show_message)
        reader.attachment_wanted.connect(lambda line: self.attachment_wanted.emit(reader, line))
        reader.attachment_saved.connect(lambda line: self.attachment_saved.emit(reader, line))
        reader.changed.connect(self.view_changed)
        return reader

    def _stay(self) -> StayPane:
        pane = StayPane(self._theme, StayPresenter(self._session), self._last)
        pane.write_wanted.connect(self.write)
        pane.message_wanted.connect(self.show_message)
        pane.new_wanted.connect(self.new_wanted)
        pane.expected_wanted.connect(self.expected_wanted)
        pane.act_wanted.connect(self.act_wanted)
        return pane

    def _connect_compose(self) -> None:
        writing = self.writing
        writing.opened = lambda: self.open(COMPOSE)
        writing.closed = lambda: self.open(self._before)
        writing.edit_stay = self.edit_stay_wanted.emit
        writing.paper = self.paper_wanted.emit
        writing.posted = self.posted.emit

    # --- which view -----------------------------------------------------------------------------------------

    def open(self, number: int) -> None:
        """Show a view and fetch it anew; a form that is left is saved first."""
        if number != COMPOSE:
            self._before = number
            if self.currentWidget() is self.compose and self.writing.is_open:
                self.writing.close()
                return
        self.setCurrentIndex(number)
        self._enter(number)
        self.view_changed.emit()

    def _enter(self, number: int) -> None:
        if number == DEADLINES:
            self.deadlines.presenter.refresh(then_oldest=True)
            self.deadlines.focus_list()
        elif number == INBOX:
            self.inbox.presenter.refresh()
            self.inbox.focus_list()
        elif number == STAYS:
            self.patients.presenter.refresh()
            self.patients.open_selected()
            self.patients.focus_list()
        elif number == NOT_ARRIVED:
            self.not_arrived.presenter.refresh()
            self.not_arrived.focus_list()

    def write(self, stay_id: str, type_code: str) -> None:
        """Open the form of a type for a stay."""
        self.writing.open(stay_id, type_code)

    def show_message(self, msg_id: str) -> None:
        """Show a message in the log."""
        self.open(INBOX)
        self.inbox.show_message(msg_id)

    def stay_id(self) -> str:
        """Return the stay that is chosen in the open view, or an empty string."""
        number = self.currentIndex()
        if number == COMPOSE:
            return self.writing.stay_id
        views = (self.deadlines, self.inbox, self.patients, self.not_arrived)
        return views[number].stay_id()

    def reader(self) -> ReaderPane | None:
        """Return the reading pane in view, or None."""
        number = self.currentIndex()
        if number == INBOX:
            return self.inbox.reader
        for view in (self.deadlines, self.not_arrived):
            if self.currentWidget() is view and view.right.currentWidget() is view.reader:
                return view.reader
        return None

    def stay_pane(self) -> StayPane | None:
        """Return the stay in view, or None."""
        if self.currentWidget() is self.patients:
            return self.patients.stay
        for view in (self.deadlines, self.not_arrived):
            if self.currentWidget() is view and view.right.currentWidget() is view.stay:
                return view.stay
        return None

    # --- acts of the open view ------------------------------------------------------------------------------

    def primary(self) -> None:
        """Do the main action of the open view."""
        number = self.currentIndex()
        if number == COMPOSE:
            self.writing.send()
        elif number == DEADLINES:
            self.deadlines.primary()
        elif number == INBOX:
            self.inbox.primary()
        elif number == NOT_ARRIVED:
            self.not_arrived.primary()
        else:
            self.patients.primary()

    def step(self, direction: int) -> None:
        """Choose the next or previous row of the open list."""
        view = self.currentWidget()
        if view is self.patients:
            self.patients.step(direction)
        elif view is self.inbox:
            self.inbox.table.step(direction)
        elif view is self.deadlines:
            self.deadlines.table.step(direction)
        elif view is self.not_arrived:
            self.not_arrived.table.step(direction)

    def focus_filter(self) -> None:
        """Put the keyboard into the filter of the open view."""
        view = self.currentWidget()
        for candidate in (self.deadlines, self.inbox, self.patients):
            if view is candidate:
                candidate.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
                candidate.filter.selectAll()

    def next_pane(self) -> None:
        """F6: between the list and what it is about."""
        view = self.currentWidget()
        if view is self.compose:
            self.compose.next_pane()
            return
        reader, pane = self.reader(), self.stay_pane()
        for candidate in (self.deadlines, self.inbox, self.patients, self.not_arrived):
            if view is candidate and candidate.pair.hides_detail:
                candidate.pair.show_detail()
        right: QWidget | None = reader.page if reader else (pane.events if pane else None)
        if right is not None and not right.hasFocus():
            right.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        for candidate in (self.deadlines, self.inbox, self.patients, self.not_arrived):
            if view is candidate:
                candidate.focus_list()

    def minute(self) -> None:
        """Let all clocks go on."""
        self.deadlines.presenter.tick()
        self.inbox.presenter.tick()
        self.not_arrived.presenter.tick()
        for view in (self.deadlines, self.inbox, self.not_arrived):
            view.reader.presenter.tick()

    def refresh(self) -> None:
        """Fetch every list."""
        self.deadlines.presenter.refresh()
        self.inbox.presenter.refresh()
        self.patients.presenter.refresh()
        self.not_arrived.presenter.refresh()
