"""Vedlegg under a message: what is attached, opened only when somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from plo_desktop.ui import words
from plo_desktop.ui.message_attachments import AttachmentLine
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import clear, column, label
from plo_desktop.ui.theme.theme import Theme


class AttachmentRows(QWidget):
    """`open_wanted` and `save_wanted` have an attachment's line; nothing is opened by itself.

    `rebuilt` comes after new buttons.
    """

    open_wanted = Signal(object)
    save_wanted = Signal(object)
    rebuilt = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[AttachmentLine, ...] = ()
        self.setProperty("surface", "page")
        self._column = column(self, (24, 0, 16, 16))
        self._column.setSpacing(4)
        self.buttons: list[KeyHintButton] = []
        self._rows: list[QWidget] = []
        theme.changed.connect(self._rebuild)

    def show_lines(self, lines: Sequence[AttachmentLine]) -> None:
        """Show these attachments."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._rebuild()

    def _rebuild(self) -> None:
        clear(self._column)
        self.buttons, self._rows = [], []
        self.setVisible(bool(self._lines))
        if self._lines:
            self._keep(label(words.count(len(self._lines), "vedlegg", "vedlegg").capitalize(), "field"))
        for line in self._lines:
            self._keep(self._row(line))
            for note in line.notes:
                said = label(note, "dense2", wrap=True, selectable=True)
                said.setContentsMargins(self._theme.px(16) + 10, 0, 0, 0)
                self._keep(said)
            if line.size:
                self._keep(self._choices(line))
        self.rebuilt.emit()

    def _keep(self, widget: QWidget) -> None:
        self._rows.append(widget)
        self._column.addWidget(widget)

    def _row(self, line: AttachmentLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(10)
        icon = IconWidget(self._theme, "vedlegg")
        said = label(line.said, "value", wrap=True, selectable=True)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(said, 1)
        self._rows += [icon, said]
        return holder

    def _choices(self, line: AttachmentLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(self._theme.px(16) + 10, 0, 0, 4)
        row.setSpacing(8)
        if line.shows:
            show = self._button(f"Åpne {line.name} …", "Åpne …")
            show.clicked.connect(lambda _=False: self.open_wanted.emit(line))
            row.addWidget(show)
        if line.size:
            save = self._button(f"Lagre {line.name} …", "Lagre …")
            save.clicked.connect(lambda _=False: self.save_wanted.emit(line))
            row.addWidget(save)
        row.addStretch(1)
        return holder

    def _button(self, name: str, text: str) -> KeyHintButton:
        button = KeyHintButton(self._theme, text, kind="small")
        button.setAccessibleName(f"{name} Vedlegg {len(self.buttons) + 1}" if self._is_used(name) else name)
        self.buttons.append(button)
        return button

    def _is_used(self, name: str) -> bool:
        return any(button.accessibleName() == name for button in self.buttons)
