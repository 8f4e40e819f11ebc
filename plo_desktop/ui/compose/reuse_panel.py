"""Earlier messages beside the form: choose one, and put its paragraphs where they belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from plo_desktop.forms.reuse import Part, Source
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import clear, frame, label
from plo_desktop.ui.parts.painting import draw_line_below, draw_row_ground, draw_text
from plo_desktop.ui.theme.theme import Theme


class _SourceRow(QAbstractButton):
    """One earlier message: title over time and sender; the chosen one carries the ink bar."""

    def __init__(self, theme: Theme, source: Source) -> None:
        super().__init__()
        self._theme = theme
        self._source = source
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(source.title)
        self.setAccessibleName(f"{source.title}, {source.detail}")
        self.setToolTip(source.detail)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self._theme.px(200), self._theme.px(48))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, title and detail."""
        theme, rect = self._theme, self.rect()
        painter = QPainter(self)
        draw_row_ground(painter, theme, rect, selected=self.isChecked(), hover=self.underMouse())
        half = rect.height() // 2
        upper = QRect(16, 4, rect.width() - 32, half - 2)
        lower = QRect(16, half, rect.width() - 32, half - 6)
        title_font = theme.font("dense", 600 if self.isChecked() else 500)
        draw_text(painter, upper, self._source.title, title_font, theme.color("text"), elide=True)
        draw_text(
            painter, lower, self._source.detail, theme.font("caption"), theme.color("text2"), elide=True
        )
        draw_line_below(painter, theme, rect)
        painter.end()


class ReusePanel(QFrame):
    """The right column of a fagmelding. `insert_asked` carries the source and the part."""

    insert_asked = Signal(object, object)
    closed = Signal()
    rebuilt = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sources: tuple[Source, ...] = ()
        self._used: dict[str, str] = {}
        self._chosen = 0
        self._rows: list[_SourceRow] = []
        self.buttons: list[KeyHintButton] = []
        self.setProperty("surface", "sunken")
        self.setProperty("line", "left")
        self.setAccessibleName("Gjenbruk")
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 6)
        head.setSpacing(8)
        head.addWidget(label("Gjenbruk", "strong"))
        head.addWidget(label("Ctrl+G", "caption"))
        head.addStretch(1)
        self._close = KeyHintButton(theme, "", icon="lukk", kind="bar")
        self._close.setAccessibleName("Lukk gjenbruk")
        self._close.setToolTip("Lukk gjenbruk (Ctrl+G)")
        self._close.clicked.connect(self.closed)
        head.addWidget(self._close)
        head_box = frame("sunken", "bottom")
        head_box.setLayout(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._parts_widget = QWidget()
        self._parts = QVBoxLayout(self._parts_widget)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._parts_widget)
        self._scroll.setProperty("surface", "sunken")
        self._parts_widget.setProperty("surface", "sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head_box)
        column.addLayout(self._list)
        column.addWidget(self._scroll, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_sources(self, sources: Sequence[Source]) -> None:
        """Show what may be reused, newest first, the first one open."""
        self._sources = tuple(sources)
        self._chosen = 0
        clear(self._list)
        self._rows = []
        for number, source in enumerate(self._sources):
            row = _SourceRow(self._theme, source)
            row.setChecked(number == 0)
            row.clicked.connect(lambda _on=False, number=number: self.choose(number))
            self._list.addWidget(row)
            self._rows.append(row)
        self._build_parts()

    @property
    def sources(self) -> tuple[Source, ...]:
        """What may be reused."""
        return self._sources

    def show_used(self, used: Mapping[str, str]) -> None:
        """Show which paragraphs stand in the form: text of the paragraph → label of the field."""
        if dict(used) != self._used:
            self._used = dict(used)
            self._build_parts()

    def choose(self, number: int) -> None:
        """Open another source."""
        self._chosen = number
        self._rows[number].setChecked(True)
        self._build_parts()

    def take_focus(self) -> None:
        """Put the focus on the first paragraph that may be inserted, else on the source."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._rows:
            self._rows[self._chosen].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._close.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter inserts or opens; the arrows go through sources and paragraphs."""
        steps: list[QAbstractButton] = [*self._rows, *self.buttons]
        focused = next((n for n, button in enumerate(steps) if button.hasFocus()), None)
        key = Qt.Key(event.key())
        if event.modifiers() or focused is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            steps[focused].click()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            target = steps[(focused + (1 if key == Qt.Key.Key_Down else -1)) % len(steps)]
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(target, _SourceRow):
                target.click()
        else:
            super().keyPressEvent(event)

    def _build_parts(self) -> None:
        held = next((number for number, button in enumerate(self.buttons) if button.hasFocus()), None)
        clear(self._parts)
        self.buttons = []
        if not self._sources:
            empty = QVBoxLayout()
            empty.setContentsMargins(16, 14, 16, 14)
            said = "Ingen tidligere meldinger å gjenbruke for dette oppholdet."
            empty.addWidget(label(said, "dense2", wrap=True))
            self._parts.addLayout(empty)
        else:
            source = self._sources[self._chosen]
            for part in source.parts:
                self._parts.addWidget(self._part(source, part))
        self._parts.addStretch(1)
        if held is not None and self.buttons:
            self.buttons[min(held, len(self.buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.rebuilt.emit()

    def _part(self, source: Source, part: Part) -> QWidget:
        holder = frame("sunken", "bottom")
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 8, 12, 10)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label(part.heading, "strong", wrap=True), 1)
        field = self._used.get(part.text, "")
        if field:
            row.addWidget(IconWidget(self._theme, "hake", "text2", 14))
            row.addWidget(label("brukt", "caption"))
        else:
            hint = "Enter" if not self.buttons else ""
            button = KeyHintButton(self._theme, "Sett inn", hint, kind="small")
            button.setAccessibleName(f"Sett inn {part.heading} fra {source.title}")
            button.clicked.connect(lambda: self.insert_asked.emit(source, part))
            row.addWidget(button)
            self.buttons.append(button)
        column.addLayout(row)
        if field and field != part.heading:
            column.addWidget(label(f"i {field}", "caption", wrap=True))
        text = label(part.text, "caption2", wrap=True)
        text.setFont(self._theme.font("dense"))
        column.addWidget(text)
        return holder

    def sizeHint(self) -> QSize:
        """The width of the design; the height is the form's."""
        return QSize(self._theme.px("reuse_panel"), super().sizeHint().height())

    def _restyle(self) -> None:
        self.setMinimumWidth(self._theme.px(280))
        self.setMaximumWidth(self._theme.px("reuse_panel"))

    def reveal(self) -> None:
        """Bring the paragraph with the focus into view."""
        for button in self.buttons:
            if button.hasFocus():
                place = button.mapTo(self._parts_widget, QPoint(0, 0))
                self._scroll.ensureVisible(0, place.y(), 0, 60)
