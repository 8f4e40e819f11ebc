"""The lock screen: people at the left, one PIN field at the right, counts without names below."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QSpacerItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from plo_desktop.domain.log_rows import Actor
from plo_desktop.ui import words
from plo_desktop.ui.lock.presenter import LockPresenter, LockState, Person
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import Chip, IconWidget
from plo_desktop.ui.parts.labels import column, frame, label, rule
from plo_desktop.ui.parts.mark_tag import MarkTag
from plo_desktop.ui.parts.painting import (
    CENTER,
    RIGHT,
    ChipFace,
    draw_line_below,
    draw_row_ground,
    draw_text,
)
from plo_desktop.ui.parts.room import has_one_pane
from plo_desktop.ui.theme.theme import Theme, hair

_BOX = (880, 500)


class _PersonDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self.people: tuple[Person, ...] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, self._theme.px("step"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not 0 <= index.row() < len(self.people):
            return
        person, theme = self.people[index.row()], self._theme
        rect: QRect = option.rect
        chosen = self._view.currentIndex().row() == index.row()
        draw_row_ground(painter, theme, rect, selected=chosen, hover=False)
        draw_line_below(painter, theme, rect)
        radius = theme.px(18)
        middle = QPointF(rect.x() + 16 + radius, rect.center().y())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(hair(theme.color("edge")))
        painter.setBrush(theme.color("page"))
        painter.drawEllipse(middle, radius - 0.5, radius - 0.5)
        painter.restore()
        circle = QRect(int(middle.x()) - radius, int(middle.y()) - radius, 2 * radius, 2 * radius)
        name = person.actor.name
        draw_text(
            painter, circle, words.initials(name), theme.font("dense", 600), theme.color("text"), CENTER
        )
        x = circle.right() + 13
        half = rect.height() // 2
        upper = QRect(x, rect.y() + theme.px(9), rect.right() - x - 16, half - theme.px(9))
        lower = QRect(x, rect.y() + half, rect.right() - x - 16, half - theme.px(9))
        draw_text(painter, upper, name, theme.font("body", 500), theme.color("text"))
        role = person.actor.profession or person.actor.role
        draw_text(painter, lower, role, theme.font("caption"), theme.color("text2"))
        note = rect.adjusted(0, 0, -16, 0)
        draw_text(painter, note, person.note, theme.font("caption"), theme.color("text2"), RIGHT)


class _PinField(QLineEdit):
    """The arrows choose another person without leaving the PIN."""

    def __init__(self, people: QListView) -> None:
        super().__init__()
        self._people = people

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the people."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            row = self._people.currentIndex().row() + step
            if 0 <= row < self._people.model().rowCount():
                self._people.setCurrentIndex(self._people.model().index(row, 0))
            return
        super().keyPressEvent(event)


class LockView(QWidget):
    """Takes the place of everything else while the workstation is locked."""

    def __init__(self, theme: Theme, presenter: LockPresenter, ward: str, house: str, mark: str) -> None:
        super().__init__()
        self._theme = theme
        self.presenter = presenter
        self._state: LockState | None = None
        self._mark = mark
        self.setProperty("surface", "chrome")
        self._outer = outer = column(self, (48, 32, 48, 40))
        self._counted = False
        self._top = self._build_top(ward, house)
        outer.addLayout(self._top)
        outer.addStretch(1)
        outer.addWidget(self._build_box(), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(1)
        self._foot = self._build_foot()
        outer.addLayout(self._foot)
        presenter.shown = self._show
        presenter.refused = self._refuse
        theme.changed.connect(self._measure)
        self._measure()

    def _build_top(self, ward: str, house: str) -> QHBoxLayout:
        row = QHBoxLayout()
        left = column()
        name = QHBoxLayout()
        name.setSpacing(12)
        name.addWidget(label(ward, "page"))
        if self._mark:
            name.addWidget(MarkTag(self._theme, self._mark))
        name.addStretch(1)
        left.addLayout(name)
        left.addWidget(label(house, "body2"))
        row.addLayout(left)
        row.addStretch(1)
        right = column()
        self._clock = label("", "page")
        self._day = label("", "body2")
        for part in (self._clock, self._day):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            right.addWidget(part)
        row.addLayout(right)
        return row

    def _build_box(self) -> QFrame:
        theme = self._theme
        self._box = frame("sheet")
        row = QHBoxLayout(self._box)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        left = QWidget()
        people = column(left)
        head = QHBoxLayout()
        head.setContentsMargins(16, 16, 16, 14)
        head.addWidget(label("Hvem er du?", "subtitle"))
        head.addStretch(1)
        head.addWidget(label("pil opp og ned", "caption2"))
        people.addLayout(head)
        people.addWidget(rule())
        self.people = QListView()
        self.people.setAccessibleName("Hvem er du?")
        self.people.setFrameShape(QFrame.Shape.NoFrame)
        self.people.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.people.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStringListModel()
        self.people.setModel(self._model)
        self._delegate = _PersonDelegate(theme, self.people)
        self.people.setItemDelegate(self._delegate)
        self.people.selectionModel().currentChanged.connect(self._person_chosen)
        people.addWidget(self.people, 1)
        row.addWidget(left, 4)
        row.addWidget(rule("v"))
        row.addWidget(self._build_pin(), 5)
        return self._box

    def _build_pin(self) -> QWidget:
        theme = self._theme
        right = QWidget()
        self._pin_column = box = column(right, (48, 38, 48, 34))
        self._gaps = tuple(QSpacerItem(0, 0) for _ in range(3))
        self._name = label("", "page")
        self._role = label("", "body2")
        box.addWidget(self._name)
        box.addWidget(self._role)
        box.addItem(self._gaps[0])
        caption = QHBoxLayout()
        caption.setSpacing(8)
        pin_label = label("PIN-kode", "field")
        caption.addWidget(pin_label)
        caption.addWidget(label("4 til 8 sifre", "caption2"))
        caption.addStretch(1)
        box.addLayout(caption)
        box.addItem(self._gaps[1])
        self.pin = _PinField(self.people)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setProperty("fieldsize", "pin")
        self.pin.setMaxLength(8)
        self.pin.returnPressed.connect(self.unlock)
        pin_label.setBuddy(self.pin)
        box.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignLeft)
        box.addSpacing(6)
        self._said = label("", "caption2", wrap=True)
        box.addWidget(self._said)
        box.addItem(self._gaps[2])
        self.open = KeyHintButton(theme, "Lås opp", "Enter", kind="signin")
        self.open.clicked.connect(self.unlock)
        box.addWidget(self.open)
        box.addStretch(1)
        self._saved_rule = rule()
        box.addWidget(self._saved_rule)
        box.addSpacing(14)
        saved = QHBoxLayout()
        saved.setSpacing(8)
        self._saved_icon = IconWidget(theme, "ferdig", "ferdig")
        self._saved = label("", "dense")
        saved.addWidget(self._saved_icon)
        saved.addWidget(self._saved)
        saved.addStretch(1)
        box.addLayout(saved)
        return right

    def _build_foot(self) -> QHBoxLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconWidget(theme, "laas"))
        row.addWidget(label("Låst", "strong"))
        self._why = label("", "body2")
        row.addWidget(self._why)
        row.addStretch(1)
        self._now_words = label("Posten nå, uten navn:", "dense2")
        row.addWidget(self._now_words)
        self._chips = {
            "forfalt": Chip(theme, ChipFace("forfalt", "")),
            "snart": Chip(theme, ChipFace("snart", "")),
            "ikkelevert": Chip(theme, ChipFace("ikkelevert", "")),
        }
        for chip in self._chips.values():
            row.addWidget(chip)
        row.addSpacing(16)
        self._net = Chip(theme, ChipFace("ferdig", ""), calm=True)
        row.addWidget(self._net)
        return row

    def _measure(self) -> None:
        tight = has_one_pane(self._theme, self.window())
        self._outer.setContentsMargins(*((24, 12, 24, 12) if tight else (48, 32, 48, 40)))
        self._pin_column.setContentsMargins(*((32, 16, 32, 12) if tight else (48, 38, 48, 34)))
        for gap, room in zip(self._gaps, (10, 4, 8) if tight else (34, 6, 22), strict=True):
            gap.changeSize(0, room)
        self._now_words.setVisible(not tight and self._counted)
        margins = self._outer.contentsMargins()
        width = min(self._theme.px(_BOX[0]), self.width() - margins.left() - margins.right())
        taken = self._top.sizeHint().height() + self._foot.sizeHint().height() + 24
        height = self.height() - margins.top() - margins.bottom() - taken
        self._box.setFixedSize(max(width, 320), max(min(self._theme.px(_BOX[1]), height), 240))
        self.pin.setFixedWidth(min(self._theme.px(300), max(width * 5 // 9 - 96, 160)))
        self._clock.setFont(self._theme.font("page", 600))

    def show_ward(
        self, overdue: int, soon: int, undelivered: int, fetched_at: datetime | None, problem: str
    ) -> None:
        """Show how the ward stands, in numbers only."""
        words_of = {"forfalt": "Forfalt", "snart": "Snart", "ikkelevert": "Ikke levert"}
        counts = {"forfalt": overdue, "snart": soon, "ikkelevert": undelivered}
        for state, chip in self._chips.items():
            chip.show_face(ChipFace(state, f"{words_of[state]} {counts[state]}"))
            chip.setVisible(counts[state] > 0)
        self._counted = any(counts.values())
        self._measure()
        if problem:
            self._net.show_face(ChipFace("forfalt", "Ikke tilkoblet"), calm=True)
        else:
            when = f", hentet {words.clock(fetched_at)}" if fetched_at else ""
            self._net.show_face(ChipFace("ferdig", f"Tilkoblet{when}"), calm=True)

    def unlock(self) -> None:
        """Try the PIN for the chosen person."""
        actor = self._chosen()
        pin = self.pin.text()
        self.pin.clear()
        if actor is not None:
            self.presenter.try_pin(actor, pin)

    def _chosen(self) -> Actor | None:
        row = self.people.currentIndex().row()
        people = self._delegate.people
        return people[row].actor if 0 <= row < len(people) else None

    def _show(self, state: LockState) -> None:
        first = self._state is None or self._state.locked_at != state.locked_at
        self._state = state
        self._clock.setText(words.clock(state.now))
        self._day.setText(words.weekday_day(words.local(state.now).date()))
        self._why.setText(state.why)
        self._delegate.people = state.people
        chosen = state.chosen if first else self.people.currentIndex().row()
        self._model.setStringList([f"{p.actor.name}, {p.actor.role} {p.note}" for p in state.people])
        self.people.setCurrentIndex(self._model.index(max(chosen, 0)))
        self._saved.setText(state.drafts_saved)
        for part in (self._saved, self._saved_icon, self._saved_rule):
            part.setVisible(bool(state.drafts_saved))
        if first:
            self._say_attempts(f"{state.attempts_left} forsøk igjen", "caption2")
            self.pin.clear()
            self.pin.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _refuse(self, text: str) -> None:
        self._say_attempts(text, "fault")
        self.pin.setAccessibleDescription(text)
        self.pin.setFocus()

    def _say_attempts(self, text: str, role: str) -> None:
        self._said.setText(text)
        self._said.setProperty("role", role)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def _person_chosen(self, current: QModelIndex, previous: QModelIndex) -> None:
        actor = self._chosen()
        if actor is None:
            return
        self._name.setText(actor.name)
        hpr = f", HPR {actor.hpr}" if actor.hpr else ""
        self._role.setText(f"{actor.profession or actor.role}{hpr}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the box inside the window."""
        self._measure()
