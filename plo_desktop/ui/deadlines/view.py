"""Frister on the screen: tabs, filter and list at the left, what the chosen row is about at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from plo_desktop.ui import actions, words
from plo_desktop.ui.deadlines.delegate import TaskDelegate
from plo_desktop.ui.deadlines.model import ROW, TaskModel
from plo_desktop.ui.deadlines.presenter import WARD, DeadlinesPresenter, DeadlinesState, Filter
from plo_desktop.ui.deadlines.rows import DONE, LATER, Group, TaskRow
from plo_desktop.ui.parts.buttons import FilterChip, KeyHintButton
from plo_desktop.ui.parts.empty import EmptyPage
from plo_desktop.ui.parts.fields import SearchField, Tabs
from plo_desktop.ui.parts.flow import FlowBox
from plo_desktop.ui.parts.labels import column, frame, label
from plo_desktop.ui.parts.last_input import LastInput
from plo_desktop.ui.parts.pane_pair import PanePair
from plo_desktop.ui.parts.row_table import RowTable
from plo_desktop.ui.reader.reader_pane import ReaderPane
from plo_desktop.ui.stay.stay_pane import StayPane
from plo_desktop.ui.theme.theme import Theme

_TABS = ("Mine", "Posten", "Uten ansvarlig")


class TaskTable(RowTable):
    """The list; a press on the painted button is an act, everything else a choice."""

    button_pressed = Signal(int)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See whether the row's button was hit."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW)
        delegate = self.itemDelegate()
        if not isinstance(row, TaskRow) or not row.button or not isinstance(delegate, TaskDelegate):
            return
        if delegate.slim or index.column() != 2:
            return
        if delegate.button_rect(self.visualRect(index), row.button).contains(event.position().toPoint()):
            self.button_pressed.emit(index.row())


class DeadlinesView(QWidget):
    """List and right side. `write_wanted` (stay, type code) asks for a form, `act_wanted` for an action."""

    write_wanted = Signal(str, str)
    act_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        presenter: DeadlinesPresenter,
        reader: ReaderPane,
        stay: StayPane,
        last_input: LastInput,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.presenter = presenter
        self.reader = reader
        self.stay = stay
        self._model = TaskModel(self)
        self._filling = False
        self.right = QStackedWidget()
        self.right.addWidget(reader)
        self.right.addWidget(stay)
        self.pair = PanePair(theme, "Frister", self._build_list(last_input), self.right, self._list_width)
        self.pair.list_resized.connect(self._measure)
        self.pair.next_wanted.connect(lambda: self.table.step(1))
        self.pair.back.connect(self.focus_list)
        column(self).addWidget(self.pair)
        presenter.shown = self._show
        presenter.picked = self._pick
        reader.say_empty("Velg en frist i listen for å lese den.")
        reader.presenter.signed = presenter.go_on
        reader.changed.connect(self._say_place)
        stay.lead_wanted.connect(self.primary)
        theme.changed.connect(self._measure)
        self._measure()

    # --- building -------------------------------------------------------------------------------------------

    def _build_list(self, last_input: LastInput) -> QWidget:
        theme = self._theme
        pane = QWidget()
        pane.setProperty("surface", "page")
        box = column(pane)
        title = QHBoxLayout()
        title.setContentsMargins(16, 8, 16, 4)
        title.addWidget(label("Frister", "title"))
        title.addStretch(1)
        self._fetched = label("", "caption2")
        title.addWidget(self._fetched)
        box.addLayout(title)
        tabs = frame("page", "bottom")
        tab_row = QHBoxLayout(tabs)
        tab_row.setContentsMargins(12, 0, 16, 0)
        self.tabs = Tabs(theme, _TABS)
        self.tabs.choose(WARD)
        tab_row.addWidget(self.tabs)
        box.addWidget(tabs)
        box.addWidget(self._build_filter())
        self.table = TaskTable("Frister", last_input)
        self._delegate = TaskDelegate(theme, self.table)
        self.table.setModel(self._model)
        self.table.setItemDelegate(self._delegate)
        self.table.row_changed.connect(self._row_changed)
        self.table.button_pressed.connect(self._row_button)
        self.table.activated_row.connect(self._open_row)
        self.table.clicked.connect(lambda index: self.pair.show_detail())
        self._empty = EmptyPage(theme)
        self._list_stack = QStackedWidget()
        self._list_stack.addWidget(self.table)
        self._list_stack.addWidget(self._empty)
        box.addWidget(self._list_stack, 1)
        box.addWidget(self._build_folds())
        self.tabs.chosen.connect(self.presenter.set_tab)
        return pane

    def _build_filter(self) -> QWidget:
        theme = self._theme
        bar = frame("page", "bottom")
        box = QVBoxLayout(bar)
        box.setContentsMargins(16, 7, 16, 7)
        box.setSpacing(6)
        holder = FlowBox()
        self.filter = SearchField(theme, "Filter", actions.hint("filter"), "Filter i Frister")
        self.filter.setFixedWidth(theme.px(178))
        self.chips = {
            "unsigned": FilterChip(theme, "Usignert", 0),
            "undelivered": FilterChip(theme, "Ikke levert", 0),
            "paper": FilterChip(theme, "Papir", 0),
        }
        holder.add(self.filter)
        for chip in self.chips.values():
            holder.add(chip)
        box.addWidget(holder)
        self._hidden_row = QWidget()
        hidden = QHBoxLayout(self._hidden_row)
        hidden.setContentsMargins(0, 0, 0, 0)
        self._hidden = label("", "dense")
        clear = KeyHintButton(theme, "Fjern filter", kind="link")
        clear.clicked.connect(self._clear_filter)
        hidden.addWidget(self._hidden)
        hidden.addWidget(clear)
        hidden.addStretch(1)
        box.addWidget(self._hidden_row)
        self.filter.textChanged.connect(self._filter_changed)
        self.filter.left.connect(lambda: self.table.setFocus(Qt.FocusReason.ShortcutFocusReason))
        for chip in self.chips.values():
            chip.toggled.connect(self._filter_changed)
        return bar

    def _build_folds(self) -> QWidget:
        bar = frame("page", "top")
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 0, 16, 0)
        row.setSpacing(12)
        self.folds = {}
        for group in (LATER, DONE):
            fold = KeyHintButton(self._theme, group, icon="hoyre", kind="bar")
            fold.clicked.connect(lambda _=False, group=group: self.presenter.toggle_group(group))
            self.folds[group] = fold
            row.addWidget(fold)
        row.addStretch(1)
        return bar

    # --- showing --------------------------------------------------------------------------------------------

    def _show(self, state: DeadlinesState) -> None:
        self._filling = True
        structure = self._model.set_rows(state.rows)
        if structure:
            self._measure()
        self.tabs.set_counts(state.tab_counts)
        for chip, count in zip(self.chips.values(), state.chip_counts, strict=True):
            chip.set_count(count)
        fetched = (
            f"Sist hentet kl. {words.clock(state.fetched_at)}" if state.fetched_at else "Ikke hentet ennå"
        )
        self._fetched.setText(f"{state.shown} av {state.total}. {fetched}")
        filtered = self.presenter.filter.is_on
        self._hidden_row.setVisible(filtered)
        self._hidden.setText(f"Filter på: {state.hidden} skjult.")
        for group, count in ((LATER, state.later), (DONE, state.done)):
            opened = bool(count) and group not in state.folded
            self.folds[group].say(group, icon="ned" if opened else "hoyre")
            self.folds[group].set_tail(str(count))
        self._show_empty(state, filtered)
        self.table.choose_row(self._model.number_of(state.selected))
        self._filling = False
        self._say_place()

    def _show_empty(self, state: DeadlinesState, filtered: bool) -> None:
        if any(isinstance(row, TaskRow) for row in state.rows):
            self._list_stack.setCurrentIndex(0)
            return
        if filtered:
            self._empty.say("info", "Ingen treff", f"{state.hidden} skjult av filteret.")
        elif state.fetched_at is None:
            self._empty.say(
                "forfalt", "Ikke hentet ennå", "Listen kan mangle meldinger. Trykk F5 for å hente."
            )
        else:
            when = words.clock(state.fetched_at)
            self._empty.say("ferdig", "Ingen åpne frister her", f"Tomt og kontrollert {when}.")
        self._list_stack.setCurrentIndex(1)

    def _say_place(self) -> None:
        self.reader.say_place(self.presenter.place_words())
        tasks = [row for row in self._model.rows if isinstance(row, TaskRow)]
        keys = [row.key for row in tasks]
        chosen = self.presenter.selected
        place = keys.index(chosen.key) + 1 if chosen is not None and chosen.key in keys else 0
        self.pair.say_place(f"{place} av {len(tasks)}" if place else "")

    def _measure(self) -> None:
        slim = self.list_is_slim()
        self._delegate.slim = slim
        self.table.clearSpans()
        owners: list[str] = []
        chips: list[TaskRow] = []
        for number in range(self._model.rowCount()):
            row = self._model.row_at(number)
            if row is None:
                continue
            if slim or isinstance(row, Group):
                self.table.setSpan(number, 0, 1, 3)
            if isinstance(row, TaskRow):
                owners.append(row.owner)
                chips.append(row)
            self.table.setRowHeight(number, self._delegate.row_height(row))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(0, self._delegate.chip_column(chips))
        header.resizeSection(2, self._delegate.owner_column(owners))
        self.filter.setFixedWidth(self._theme.px(178))
        self.table.viewport().update()

    def list_is_slim(self) -> bool:
        """Tell whether the chip stands under the name, for lack of width."""
        return self.pair.list_width < self._theme.px(470)

    def _list_width(self, width: int) -> int:
        return min(self._theme.px("list_frister"), int(width * 0.46))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the rows for the width of the breakpoint."""
        super().resizeEvent(event)
        self.pair.resize(event.size())
        self.pair.measure()
        self._measure()

    # --- acts -----------------------------------------------------------------------------------------------

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.pair.show_list()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stay_id(self) -> str:
        """Return the stay that is chosen, or an empty string."""
        row = self.presenter.selected
        return row.stay_id if row else ""

    def _open_row(self, number: int) -> None:
        self.pair.show_detail()
        self.reader.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _row_changed(self, number: int) -> None:
        row = self._model.row_at(number)
        if isinstance(row, TaskRow) and not self._filling:
            self.presenter.select(row.key)
            self._say_place()

    def _row_button(self, number: int) -> None:
        row = self._model.row_at(number)
        if not isinstance(row, TaskRow):
            return
        self.presenter.select(row.key)
        self.primary()

    def primary(self) -> None:
        """Do the main action of the chosen row: sign what is read, or write what is due."""
        if self.pair.hides_detail:
            # Nothing is signed that is not on the screen.
            self._open_row(self.table.currentIndex().row())
            return
        row = self.presenter.selected
        if row is not None and row.act in ("write", "approve"):
            self.write_wanted.emit(row.stay_id, row.writes)
        elif row is not None and row.act in ("ask", "call", "reply"):
            self.act_wanted.emit(row.act)
        elif self.right.currentWidget() is self.reader:
            self.reader.primary()
        else:
            self.stay.primary()

    def _pick(self, row: TaskRow | None) -> None:
        if row is None:
            self.reader.presenter.close()
            self.right.setCurrentWidget(self.reader)
        elif row.reads_message:
            self.right.setCurrentWidget(self.reader)
            self.reader.presenter.open(row.msg_id)
        else:
            self.right.setCurrentWidget(self.stay)
            self.stay.lead(row.lead)
            self.stay.presenter.open(row.stay_id)

    def _filter_changed(self) -> None:
        self.presenter.set_filter(
            Filter(
                tab=self.tabs.current(),
                text=self.filter.text(),
                unsigned=self.chips["unsigned"].isChecked(),
                undelivered=self.chips["undelivered"].isChecked(),
                paper=self.chips["paper"].isChecked(),
            )
        )

    def _clear_filter(self) -> None:
        self.filter.clear()
        for chip in self.chips.values():
            chip.setChecked(False)
        self.presenter.clear_filter()
