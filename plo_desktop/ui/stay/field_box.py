"""A labelled field of a sheet, with what is wrong under it, and choices that several sheets offer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from plo_desktop.ui.parts.labels import label

REQUIRED, OPTIONAL = "Må fylles ut", "Valgfritt"
SERVICES = ("ja", "nei", "vet ikke")
NOT_KNOWN = "Ikke kjent"


class FieldBox(QVBoxLayout):
    """A label row over its field, with what is wrong under it."""

    def __init__(self, text: str, mark: str, field: QWidget) -> None:
        super().__init__()
        self.field = field
        self.setSpacing(3)
        self.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(8)
        name = label(text, "field")
        name.setBuddy(field)
        if isinstance(field, QComboBox):
            # Qt names a list of choices by its choice, whatever its label says.
            field.setAccessibleName(text)
        row.addWidget(name)
        if mark:
            row.addWidget(label(mark, "caption2"))
        row.addStretch(1)
        self.addLayout(row)
        self.addWidget(field)
        self._said = label("", "caption2", wrap=True)
        self._said.hide()
        self.addWidget(self._said)

    def say(self, text: str, *, wrong: bool = True) -> None:
        """Say what is wrong, or an echo, under the field."""
        self._said.setProperty("role", "fault" if wrong else "caption2")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self.field.setAccessibleDescription(text)
        self.field.setProperty("fault", wrong and bool(text))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    @property
    def said(self) -> str:
        """What stands under the field."""
        return self._said.text()


def combo(texts: Sequence[str]) -> QComboBox:
    """Return a list of choices."""
    made = QComboBox()
    made.addItems(list(texts))
    return made
