"""Pasienter on the screen: the ward by bed at the left, the chosen stay at the right."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from plo_desktop.ui import actions, words
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.empty import EmptyPage
from plo_desktop.ui.parts.fields import SearchField
from plo_desktop.ui.parts.labels import column, frame, label
from plo_desktop.ui.parts.last_input import LastInput
from plo_desktop.ui.parts.painting import (
    ChipFace,
    chip_width,
    draw_chip,
    draw_line_below,
    draw_row_ground,
    draw_row_ring,
    draw_text,
)
from plo_desktop.ui.parts.pane_pair import PanePair
from plo_desktop.ui.stay.presenter import PatientLine, PatientsPresenter
from plo_desktop.ui.stay.stay_pane import StayPane
from plo_desktop.ui.theme.theme import Theme

ROW = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LIST = 356


class _PatientModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[PatientLine, ...] = ()

    def set_lines(self, lines: tuple[PatientLine, ...]) -> None:
        if [line.stay_id for line in lines] == [line.stay_id for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == ROW:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.sentence
        return None


class _PatientDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: PatientList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self._theme.px("pasienter"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(ROW)
        if not isinstance(line, PatientLine):
            return
        theme = self._theme
        rect: QRect = option.rect
        selected = self._view.currentIndex().row() == index.row()
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        draw_row_ground(painter, theme, rect, selected=selected, hover=hover)
        draw_line_below(painter, theme, rect)
        draw_text(painter, rect.adjusted(16, 0, 0, 0), line.bed, theme.font("dense"), theme.color("text"))
        x = rect.x() + 16 + theme.px(64)
        right = rect.right() - 14
        if line.chip is not None:
            face = ChipFace(*line.chip)
            width, height = chip_width(theme, face), theme.px(22)
            right -= width
            draw_chip(
                painter, theme, QRect(right, rect.y() + (rect.height() - height) // 2, width, height), face
            )
        half = rect.height() // 2
        upper = QRect(x, rect.y() + theme.px(3), right - x - 8, half - theme.px(3))
        lower = QRect(x, rect.y() + half, right - x - 8, half - theme.px(4))
        draw_text(painter, upper, line.name, theme.prose_font("dense", 600), theme.color("text"))
        draw_text(painter, lower, line.line, theme.font("caption"), theme.color("text2"), elide=True)
        if self._view.rings(index.row()):
            draw_row_ring(painter, theme, rect)


class PatientList(QListView):
    """Patients by bed; `opened` on Enter."""

    opened = Signal()

    def __init__(self, theme: Theme, last_input: LastInput) -> None:
        super().__init__()
        self._last = last_input
        self.setAccessibleName("Pasienter på posten")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_PatientDelegate(theme, self))
        theme.changed.connect(self.doItemsLayout)

    def rings(self, number: int) -> bool:
        """Tell whether this row wears the focus ring."""
        return self.hasFocus() and self._last.by_key and self.currentIndex().row() == number

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; plain keys do not search, since scanners type letters."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return
        if event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)


class PatientsView(QWidget):
    """The list and the stay."""

    def __init__(
        self, theme: Theme, presenter: PatientsPresenter, stay: StayPane, last_input: LastInput
    ) -> None:
        super().__init__()
        self._theme = theme
        self.presenter = presenter
        self.stay = stay
        self._model = _PatientModel()
        self._filling = False
        self.pair = PanePair(theme, "Pasienter", self._build_list(last_input), stay, self._list_width)
        self.pair.next_wanted.connect(lambda: self.step(1))
        self.pair.back.connect(self.focus_list)
        column(self).addWidget(self.pair)
        presenter.shown = self._show

    def _build_list(self, last_input: LastInput) -> QWidget:
        theme = self._theme
        pane = QWidget()
        pane.setProperty("surface", "page")
        box = column(pane)
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 8)
        top.addWidget(label("Pasienter", "title"))
        top.addStretch(1)
        self._fetched = label("", "caption2")
        top.addWidget(self._fetched)
        box.addLayout(top)
        filter_bar = frame("page", "bottom")
        row = QHBoxLayout(filter_bar)
        row.setContentsMargins(16, 4, 16, 8)
        row.setSpacing(8)
        self.filter = SearchField(
            theme, "Navn, nummer eller seng", actions.hint("filter"), "Søk blant pasientene"
        )
        self.filter.textChanged.connect(self.presenter.set_text)
        row.addWidget(self.filter, 1)
        box.addWidget(filter_bar)
        head = QHBoxLayout()
        head.setContentsMargins(16, 5, 16, 5)
        head.setSpacing(8)
        head.addWidget(label("Inne", "strong"))
        self._count = label("", "dense2")
        head.addWidget(self._count)
        head.addStretch(1)
        box.addLayout(head)
        line = frame("page", "top")
        line.setFixedHeight(1)
        box.addWidget(line)
        self.list = PatientList(theme, last_input)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.clicked.connect(lambda index: self.pair.show_detail())
        self.list.opened.connect(self._open_stay)
        self.filter.left.connect(self.focus_list)
        self._empty = EmptyPage(theme)
        self._list_stack = QStackedWidget()
        self._list_stack.addWidget(self.list)
        self._list_stack.addWidget(self._empty)
        box.addWidget(self._list_stack, 1)
        foot = frame("page", "top")
        foot_row = QHBoxLayout(foot)
        foot_row.setContentsMargins(16, 10, 16, 10)
        self.admit = KeyHintButton(theme, "Legg inn pasient …", actions.hint("admit"), icon="ny")
        foot_row.addWidget(self.admit)
        foot_row.addStretch(1)
        box.addWidget(foot)
        return pane

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.pair.show_list()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stay_id(self) -> str:
        """Return the chosen stay."""
        return self.presenter.selected

    def step(self, direction: int) -> None:
        """Choose the next or previous patient."""
        number = self.list.currentIndex().row() + direction
        if 0 <= number < self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(number))

    def _show(self, lines: tuple[PatientLine, ...], total: int, fetched_at: datetime | None) -> None:
        self._filling = True
        self._model.set_lines(lines)
        self._count.setText(str(total))
        fetched = f"Sist hentet kl. {words.clock(fetched_at)}" if fetched_at else "Ikke hentet ennå"
        self._fetched.setText(fetched)
        if not lines:
            if total:
                self._empty.say("info", "Ingen treff", f"{total} pasienter er skjult av søket.")
            else:
                self._empty.say("info", "Ingen pasienter på posten", "Legg inn den første med knappen under.")
        self._list_stack.setCurrentIndex(0 if lines else 1)
        number = next((n for n, line in enumerate(lines) if line.stay_id == self.presenter.selected), -1)
        if number >= 0:
            self.list.setCurrentIndex(self._model.index(number))
        self._filling = False
        if self.isVisible():
            self.open_selected()

    def open_selected(self) -> None:
        """Show the chosen stay at the right."""
        self.stay.presenter.open(self.presenter.selected)

    def _open_stay(self) -> None:
        self.pair.show_detail()
        self.stay.events.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def primary(self) -> None:
        """Do the main action of the stay, once it is on the screen."""
        if self.pair.hides_detail:
            self._open_stay()
        else:
            self.stay.primary()

    def _chosen(self, current: QModelIndex, previous: QModelIndex) -> None:
        if self._filling or not current.isValid():
            return
        self.presenter.selected = self._model.lines[current.row()].stay_id
        self.open_selected()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its width."""
        super().resizeEvent(event)
        self.pair.resize(event.size())
        self.pair.measure()

    def _list_width(self, width: int) -> int:
        return min(self._theme.px(_LIST), int(width * 0.45))
