"""The number to ring, large, where something urgent was ticked (SSHF 5.8)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.theme.theme import Theme


class CallBox(QFrame):
    """Whom to ring and on which number; an unknown number is said to be so."""

    def __init__(self, theme: Theme, whom: str, number: str) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        self.setProperty("part", "rowedit")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(IconWidget(theme, "telefon", "text", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(f"Ring {whom}".rstrip(), "strong", wrap=True))
        large = number or "Telefon ikke kjent. Se adresseboken."
        words.addWidget(label(large, "title", wrap=True, selectable=True))
        said = "Det som haster, må også ringes. Skriv nedenfor hvem du ringte, og når."
        words.addWidget(label(said, "dense2", wrap=True))
        row.addLayout(words, 1)
        self.setAccessibleName(f"Ring {whom}, {number or 'telefon ikke kjent'}")
