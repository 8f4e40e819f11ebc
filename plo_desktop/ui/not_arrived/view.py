"""Ikke framme on the screen: grouped by where it stopped, with what was checked and found empty."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QWidget

from plo_desktop.ui import words
from plo_desktop.ui.deadlines.delegate import TaskDelegate
from plo_desktop.ui.deadlines.model import TaskModel
from plo_desktop.ui.deadlines.rows import Group, TaskRow
from plo_desktop.ui.deadlines.view import TaskTable
from plo_desktop.ui.not_arrived.presenter import NotArrivedPresenter
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import column, frame, label
from plo_desktop.ui.parts.last_input import LastInput
from plo_desktop.ui.parts.pane_pair import PanePair
from plo_desktop.ui.reader.reader_pane import ReaderPane
from plo_desktop.ui.stay.stay_pane import StayPane
from plo_desktop.ui.theme.theme import Theme

_WIDE = 620


class NotArrivedView(QWidget):
    """The list, and the message or the stay it is about.

    `draft_wanted` has the id of a draft to go on with, `act_wanted` an action on what is shown.
    """

    draft_wanted = Signal(str)
    act_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        presenter: NotArrivedPresenter,
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
        self.pair = PanePair(theme, "Ikke framme", self._build(last_input), self.right, self._list_width)
        self.pair.list_resized.connect(self._measure)
        self.pair.next_wanted.connect(lambda: self.table.step(1))
        self.pair.back.connect(self.focus_list)
        column(self).addWidget(self.pair)
        presenter.shown = self._show
        presenter.picked = self._pick
        reader.say_empty("Velg en linje i listen for å se hvor den stoppet.")
        theme.changed.connect(self._measure)

    def _build(self, last_input: LastInput) -> QWidget:
        theme = self._theme
        pane = QWidget()
        pane.setProperty("surface", "page")
        box = column(pane)
        head = frame("page", "bottom")
        top = QHBoxLayout(head)
        top.setContentsMargins(16, 10, 16, 10)
        top.setSpacing(10)
        top.addWidget(label("Ikke framme", "title"))
        self._count = label("", "title")
        self._count.setProperty("role", "body2")
        top.addWidget(self._count)
        top.addStretch(1)
        self._fetched = label("", "caption2")
        top.addWidget(self._fetched)
        box.addWidget(head)
        self.table = TaskTable("Ikke framme", last_input)
        self._delegate = TaskDelegate(theme, self.table)
        self.table.setModel(self._model)
        self.table.setItemDelegate(self._delegate)
        self.table.row_changed.connect(self._row_changed)
        self.table.activated_row.connect(self._open_row)
        self.table.button_pressed.connect(self._row_button)
        self.table.clicked.connect(lambda index: self.pair.show_detail())
        box.addWidget(self.table, 1)
        foot = frame("page", "top")
        checked = QHBoxLayout(foot)
        checked.setContentsMargins(16, 10, 16, 10)
        checked.setSpacing(8)
        self._icon = IconWidget(theme, "ferdig", "ferdig")
        self._checked = label("", "dense2", wrap=True)
        checked.addWidget(self._icon)
        checked.addWidget(self._checked, 1)
        box.addWidget(foot)
        return pane

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.pair.show_list()
        self.presenter.select_first()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stay_id(self) -> str:
        """Return the stay that is chosen, or an empty string."""
        row = self.presenter.selected
        return row.stay_id if row else ""

    def primary(self) -> None:
        """Do the main action of what is shown."""
        if self.pair.hides_detail:
            self._open_row(self.table.currentIndex().row())
            return
        row = self.presenter.selected
        if row is not None and row.act == "approve" and row.draft_id:
            self.draft_wanted.emit(row.draft_id)
        elif row is not None and row.act == "call":
            self.act_wanted.emit(row.act)
        elif self.right.currentWidget() is self.reader:
            self.reader.primary()
        else:
            self.stay.primary()

    def _row_button(self, number: int) -> None:
        row = self._model.row_at(number)
        if isinstance(row, TaskRow):
            self.presenter.select(row.key)
            self.primary()

    def _show(self, rows: tuple[Group | TaskRow, ...], selected: str, fetched_at: datetime | None) -> None:
        self._filling = True
        self._model.set_rows(rows)
        self._measure()
        tasks = [row for row in rows if isinstance(row, TaskRow)]
        self._count.setText(str(len(tasks)))
        self._fetched.setText(
            f"Sist hentet kl. {words.clock(fetched_at)}" if fetched_at else "Ikke hentet ennå"
        )
        found = {row.rule for row in tasks}
        empty = [
            kind
            for kind in ("karantene", "avvist", "uten svar", "utkast", "til utskrift")
            if kind not in found
        ]
        when = words.clock(fetched_at) if fetched_at else "ikke ennå"
        self._checked.setText(
            f"Tomt og kontrollert {when}: {', '.join(empty)}" if empty else "Alt er vist over."
        )
        self._icon.setVisible(bool(empty))
        self.table.choose_row(self._model.number_of(selected))
        self._filling = False

    def _measure(self) -> None:
        slim = self.pair.list_width < self._theme.px(470)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its width."""
        super().resizeEvent(event)
        self.pair.resize(event.size())
        self.pair.measure()
        self._measure()

    def _list_width(self, width: int) -> int:
        return min(self._theme.px(_WIDE), int(width * 0.5))

    def _open_row(self, number: int) -> None:
        self.pair.show_detail()
        self.reader.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _row_changed(self, number: int) -> None:
        row = self._model.row_at(number)
        if isinstance(row, TaskRow) and not self._filling:
            self.presenter.select(row.key)

    def _pick(self, row: TaskRow) -> None:
        if row.msg_id:
            self.right.setCurrentWidget(self.reader)
            self.reader.presenter.open(row.msg_id)
        else:
            self.right.setCurrentWidget(self.stay)
            self.stay.presenter.open(row.stay_id)
