"""Editor for a yes/no value and for an agreed wording that a tick adds."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from plo_desktop.forms.editors.editor import Editor
from plo_desktop.forms.look import Look
from plo_desktop.forms.style import yielding_label


class TickEditor(Editor):
    """A tick with its own words, and beside it what the tick does."""

    def __init__(self, look: Look, words: str, effect: str = "", tip: str = "") -> None:
        super().__init__(look)
        self.box = QCheckBox(words)
        self.box.clicked.connect(lambda _on: self.edited.emit())
        self.box.setToolTip(tip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box)
        self.effect = yielding_label(effect, "caption")
        self.effect.setToolTip(tip)
        if effect:
            row.addWidget(self.effect)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Set the font."""
        self.box.setFont(self._look.font("dense"))

    def value(self) -> object | None:
        """Return True when ticked, else None: no is not sent."""
        return True if self.box.isChecked() else None

    def put(self, value: object | None) -> None:
        """Set the tick."""
        self.box.setChecked(value is True)

    def tick(self) -> None:
        """Set the tick as the person's own act."""
        if not self.box.isChecked():
            self.box.setChecked(True)
            self.edited.emit()

    def target(self) -> QWidget:
        """Return the tick box."""
        return self.box
