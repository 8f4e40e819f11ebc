"""The row under the banner: which message, that it is a draft, its deadline, its receiver, when kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from plo_desktop.ui.compose.model import Heading
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import Chip
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.parts.painting import ChipFace
from plo_desktop.ui.theme.theme import Theme

_NARROW = 820
_GAPS = 120
"""Pixels of margins, spaces and a little air; they do not grow with the text."""


class TitleRow(QFrame):
    """48 px high at text 100 %."""

    change_receiver = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "page")
        self.setProperty("line", "bottom2")
        self._title = label("", "title")
        self._chip = Chip(theme, ChipFace("utkast", "Utkast"))
        self._deadline = label("", "dense2")
        self._deadline_chip = Chip(theme, ChipFace("venter", ""))
        self._to = label("Til", "dense2")
        self._receiver = label("", "strong")
        self._change = KeyHintButton(theme, "Endre", kind="small")
        self._change.setAccessibleName("Endre mottaker: kommune, tjenester og samtykke")
        self._change.clicked.connect(self.change_receiver)
        self._saved = label("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addSpacing(4)
        row.addWidget(self._chip)
        row.addSpacing(4)
        row.addWidget(self._deadline_chip)
        row.addWidget(self._deadline)
        row.addStretch(1)
        row.addWidget(self._to)
        row.addWidget(self._receiver)
        row.addWidget(self._change)
        row.addSpacing(8)
        row.addWidget(self._saved)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_heading(self, heading: Heading) -> None:
        """Show another message."""
        self._title.setText(heading.title)
        self._receiver.setText(heading.receiver or "ingen mottaker")
        urgent = bool(heading.deadline_state)
        self._deadline.setText("" if urgent else heading.deadline_words)
        self._deadline_chip.setVisible(urgent)
        if urgent:
            self._deadline_chip.show_face(ChipFace(heading.deadline_state, heading.deadline_words))
        self._fit()

    def show_saved(self, words: str) -> None:
        """Show when the draft was last on disk, or why it is not."""
        self._saved.setText(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the receiver stands only beside the send button."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        chip = self._deadline if self._deadline_chip.isHidden() else self._deadline_chip
        parts = (self._title, self._chip, chip, self._to, self._receiver, self._change, self._saved)
        needed = sum(part.sizeHint().width() for part in parts) + _GAPS
        wide = self.width() >= max(needed, self._theme.px(_NARROW))
        for part in (self._to, self._receiver):
            part.setVisible(wide)

    def _restyle(self) -> None:
        self.setFixedHeight(self._theme.px("form_title"))
        self._fit()
