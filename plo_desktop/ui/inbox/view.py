"""Innboks on the screen: search and chips, the log, and at the right the thread with the open message."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QHeaderView, QSizePolicy, QStackedWidget, QWidget

from plo_desktop.ui import actions, words
from plo_desktop.ui.inbox.presenter import (
    ALL,
    INCOMING,
    OUTGOING,
    QUARANTINE,
    UNDELIVERED,
    UNSIGNED,
    InboxPresenter,
    InboxState,
    LogLine,
)
from plo_desktop.ui.inbox.table import TYPE, LogDelegate, LogModel
from plo_desktop.ui.parts.buttons import FilterChip, KeyHintButton
from plo_desktop.ui.parts.empty import EmptyPage
from plo_desktop.ui.parts.fields import SearchField
from plo_desktop.ui.parts.flow import FlowBox
from plo_desktop.ui.parts.labels import column, frame, label
from plo_desktop.ui.parts.last_input import LastInput
from plo_desktop.ui.parts.pane_pair import PanePair
from plo_desktop.ui.parts.row_table import RowTable
from plo_desktop.ui.reader.reader_pane import ReaderPane
from plo_desktop.ui.stay.story import DayHead, StoryEvent
from plo_desktop.ui.stay.timeline import StoryList
from plo_desktop.ui.theme.theme import Theme

_CHIPS = (
    (ALL, "Alle"),
    (INCOMING, "Inn"),
    (OUTGOING, "Ut"),
    (UNSIGNED, "Usignert"),
    (UNDELIVERED, "Ikke levert"),
    (QUARANTINE, "Karantene"),
)
_MOST_THREAD, _LEAST_THREAD = 5, 2
_LEAST_WINDOW = 480
_ONE_PANE_BELOW = 1160


class Thread(QWidget):
    """The messages of one stay, the oldest on top, above the open one."""

    def __init__(self, theme: Theme, last_input: LastInput) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "page")
        box = column(self)
        head = frame("page", "bottom")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 6, 16, 6)
        self._title = label("Tråd for oppholdet", "strong")
        self._count = label("", "dense2")
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(label("eldste øverst", "caption2"))
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        box.addWidget(head)
        self.list = StoryList(theme, "Tråd for oppholdet", last_input, compact=True)
        box.addWidget(self.list)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_events(self, events: Sequence[DayHead | StoryEvent], msg_id: str) -> None:
        """Show the thread; one message alone needs none, and a low window has room for the message only."""
        self.setVisible(len(events) > 1 and self.window().height() >= self._theme.px(_LEAST_WINDOW))
        self._count.setText(str(len(events)))
        self.list.show_rows(tuple(events))
        row = self._theme.px("thread_min")
        room = max(row * _LEAST_THREAD, self.window().height() // 8)
        self.list.setFixedHeight(min(self.list.wanted_height(), row * _MOST_THREAD, room))
        self.updateGeometry()
        self.list.choose(msg_id)


class InboxView(QWidget):
    """The log and the reader."""

    def __init__(
        self,
        theme: Theme,
        presenter: InboxPresenter,
        reader: ReaderPane,
        thread: Thread,
        last_input: LastInput,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.presenter = presenter
        self.reader = reader
        self.thread_list = thread
        self._filling = False
        self.pair = PanePair(
            theme, "Innboks", self._build(last_input), reader, self._list_width, one_below=_ONE_PANE_BELOW
        )
        self.pair.next_wanted.connect(lambda: self.table.step(1))
        self.pair.back.connect(self.focus_list)
        column(self).addWidget(self.pair)
        presenter.shown = self._show
        presenter.added = self._model.add_lines
        presenter.picked = reader.presenter.open
        presenter.thread = thread.show_events
        thread.list.picked.connect(self._open_event)
        thread.list.opened.connect(self._open_event)
        reader.say_empty("Velg en melding i loggen for å lese den.")
        theme.changed.connect(self._measure)

    def _build(self, last_input: LastInput) -> QWidget:
        theme = self._theme
        pane = QWidget()
        pane.setProperty("surface", "page")
        box = column(pane)
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 8)
        top.setSpacing(12)
        top.addWidget(label("Innboks", "title"))
        top.addWidget(label("korrespondanselogg, begge retninger", "dense2"))
        top.addStretch(1)
        self._fetched = label("", "caption2")
        top.addWidget(self._fetched)
        box.addLayout(top)
        search = QHBoxLayout()
        search.setContentsMargins(16, 2, 16, 8)
        self.filter = SearchField(
            theme,
            "Navn, nummer, kommune eller ord i meldingen",
            actions.hint("filter"),
            "Filter i Innboks",
        )
        search.addWidget(self.filter)
        box.addLayout(search)
        holder = FlowBox()
        holder.flow.setContentsMargins(16, 0, 16, 8)
        self._group = QButtonGroup(self)
        self.chips: dict[str, FilterChip] = {}
        for key, text in _CHIPS:
            chip = FilterChip(theme, text)
            self._group.addButton(chip)
            self.chips[key] = chip
            chip.clicked.connect(self._filter_changed)
            holder.add(chip)
        self.chips[ALL].setChecked(True)
        box.addWidget(holder)
        box.addWidget(self._build_words())
        self.table = RowTable("Korrespondanselogg", last_input)
        self._model = LogModel(self, lambda: self.presenter.has_more, self.presenter.fetch_more)
        self._delegate = LogDelegate(theme, self.table)
        self.table.setModel(self._model)
        self.table.setItemDelegate(self._delegate)
        self.table.horizontalHeader().setVisible(True)
        self.table.row_changed.connect(self._row_changed)
        self.table.activated_row.connect(self._open_row)
        self.table.clicked.connect(lambda index: self.pair.show_detail())
        self._empty = EmptyPage(theme)
        self._list_stack = QStackedWidget()
        self._list_stack.addWidget(self.table)
        self._list_stack.addWidget(self._empty)
        box.addWidget(self._list_stack, 1)
        self.filter.textChanged.connect(self._filter_changed)
        self.filter.left.connect(self.focus_list)
        return pane

    def _build_words(self) -> QWidget:
        bar = frame("sunken", "top")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        self._shown = label("", "strong")
        self._hidden = label("", "dense")
        self._clear = KeyHintButton(self._theme, "Fjern filter", kind="link")
        self._clear.clicked.connect(self.clear_filter)
        for part in (self._shown, self._hidden, self._clear):
            row.addWidget(part)
        row.addStretch(1)
        bar.setMinimumHeight(self._theme.px(32))
        return bar

    # --- showing --------------------------------------------------------------------------------------------

    def _show(self, state: InboxState, lines: Sequence[LogLine]) -> None:
        self._filling = True
        self._delegate.hit = self.presenter.text
        self._model.set_lines(lines)
        self._measure()
        counts = dict(state.counts)
        for key, chip in self.chips.items():
            chip.set_count(None if key == ALL else counts.get(key, 0))
        fetched = (
            f"Sist hentet kl. {words.clock(state.fetched_at)}" if state.fetched_at else "Ikke hentet ennå"
        )
        self._fetched.setText(fetched)
        self._shown.setText(f"{state.shown} av {state.total} vises.")
        filtered = self.presenter.is_filtered
        self._hidden.setText(
            f"Filter på: {state.total - state.shown} skjult." if filtered else "Nyeste øverst."
        )
        self._clear.setVisible(filtered)
        if not lines:
            if filtered:
                self._empty.say("info", "Ingen treff", f"{state.total} meldinger er skjult av filteret.")
            elif state.fetched_at is None:
                self._empty.say(
                    "forfalt", "Ikke hentet ennå", "Loggen kan mangle meldinger. Trykk F5 for å hente."
                )
            else:
                when = words.clock(state.fetched_at)
                self._empty.say("ferdig", "Ingen meldinger ennå", f"Tomt og kontrollert {when}.")
        self._list_stack.setCurrentIndex(0 if lines else 1)
        self.table.choose_row(self._model.number_of(state.selected))
        self._filling = False

    def _measure(self) -> None:
        header = self.table.horizontalHeader()
        header.setFixedHeight(self._theme.px("table_head"))
        self.table.verticalHeader().setDefaultSectionSize(self._theme.px("innboks"))
        widths = self._delegate.widths(self._model.lines)
        for section in range(self._model.columnCount()):
            stretches = section == TYPE
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(section, mode)
            if section in widths:
                header.resizeSection(section, widths[section])
        room = self.table.viewport().width() - sum(widths.values())
        self.table.setColumnHidden(6, room < self._theme.px(120))
        self.table.setColumnHidden(4, room + widths[6] < self._theme.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the reader its width of the breakpoint."""
        super().resizeEvent(event)
        self.pair.resize(event.size())
        self.pair.measure()
        self._measure()

    def _list_width(self, width: int) -> int:
        return width - min(max(self._theme.px(420), int(width * 0.36)), int(width * 0.5))

    def _open_row(self, number: int) -> None:
        self.pair.show_detail()
        self.reader.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def primary(self) -> None:
        """Sign the message, once it is on the screen."""
        if self.pair.hides_detail:
            self._open_row(self.table.currentIndex().row())
        else:
            self.reader.primary()

    # --- acts -----------------------------------------------------------------------------------------------

    def focus_list(self) -> None:
        """Put the keyboard into the log; the newest message is chosen when none is."""
        self.pair.show_list()
        if self.table.currentIndex().row() < 0 and self._model.rowCount():
            self.table.choose_row(0)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stay_id(self) -> str:
        """Return the stay of the open message, or an empty string."""
        opened = self.reader.presenter.current
        return opened.row.stay_id if opened else ""

    def show_message(self, msg_id: str) -> None:
        """Open a message, wherever it was asked for."""
        self.presenter.select(msg_id)
        self.table.choose_row(self._model.number_of(msg_id))
        self.pair.show_detail()

    def search(self, text: str) -> None:
        """Search from the field in the menu row."""
        self.filter.setText(text)

    def clear_filter(self) -> None:
        """Show everything."""
        self.chips[ALL].setChecked(True)
        self.filter.clear()
        self._filter_changed()

    def _filter_changed(self) -> None:
        chosen = next((key for key, chip in self.chips.items() if chip.isChecked()), ALL)
        self.presenter.set_filter(chosen, self.filter.text())

    def _row_changed(self, number: int) -> None:
        if not self._filling and 0 <= number < len(self._model.lines):
            self.presenter.select(self._model.lines[number].row.msg_id)

    def _open_event(self, event: object) -> None:
        if isinstance(event, StoryEvent) and event.msg_id:
            self.show_message(event.msg_id)
