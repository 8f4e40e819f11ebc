"""The right column of a logistic message: what will be sent, to whom, and what is checked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from plo_desktop.ui.compose.model import CheckLine, CheckState, Side
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import clear, frame, label
from plo_desktop.ui.theme.theme import Theme


class SideColumn(QFrame):
    """Shows a Side; nothing in it can be clicked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._side: Side | None = None
        self.setProperty("surface", "sunken")
        self.setProperty("line", "left")
        self.setAccessibleName("Hva som sendes, og hva som er kontrollert")
        self._page = QWidget()
        self._page.setProperty("surface", "sunken")
        self._inner = QVBoxLayout(self._page)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(0)
        # Held here, for Python's garbage collection does not see all that Qt holds.
        self._scroll = scroll = QScrollArea()
        scroll.setProperty("surface", "sunken")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        self._note_box = frame("sunken", "top")
        self._note = label("", "caption2", wrap=True)
        note = QVBoxLayout(self._note_box)
        note.setContentsMargins(16, 12, 16, 12)
        note.addWidget(self._note)
        outer.addWidget(self._note_box)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_side(self, side: Side) -> None:
        """Show what will be sent and what is checked."""
        if side == self._side:
            return
        self._side = side
        clear(self._inner)
        head = self._box()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 12, 16, 12)
        row.addWidget(label(side.heading, "strong"), 1)
        row.addWidget(label(side.count, "caption"))
        self._inner.addWidget(head)
        for parcel in side.parcels:
            box = self._box()
            column = QVBoxLayout(box)
            column.setContentsMargins(16, 12, 16, 12)
            column.setSpacing(4)
            column.addWidget(label(parcel.title, "strong", wrap=True))
            if parcel.receiver:
                column.addWidget(label(parcel.receiver, "caption2", wrap=True))
            column.addWidget(self._line(parcel.line))
            self._inner.addWidget(box)
        if side.checks:
            title = label("Kontroll", "strong")
            title.setContentsMargins(16, 14, 16, 4)
            self._inner.addWidget(title)
            for check in side.checks:
                holder = QWidget()
                column = QVBoxLayout(holder)
                column.setContentsMargins(16, 6, 16, 6)
                column.addWidget(self._line(check))
                self._inner.addWidget(holder)
        self._inner.addStretch(1)
        self._note.setText(side.note)
        self._note_box.setVisible(bool(side.note))

    def _box(self) -> QFrame:
        return frame("sunken", "bottom")

    def _line(self, line: CheckLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        colour = "text2" if line.state is CheckState.OPEN else line.state.value
        icon = IconWidget(self._theme, line.state.value, colour)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(line.words, "dense", wrap=True))
        if line.detail:
            words.addWidget(label(line.detail, "caption2", wrap=True))
        row.addLayout(words, 1)
        return holder

    def _restyle(self) -> None:
        self.setFixedWidth(self._theme.px("reuse_panel"))
