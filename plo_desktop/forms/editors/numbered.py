"""Editor for a choice among a few: all of them are seen, and each has its digit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from plo_desktop.domain.party import Code
from plo_desktop.forms.editors.editor import Editor
from plo_desktop.forms.look import Look

MOST = 5
"""With more options than this a list that drops down is read faster."""


class NumberedEditor(Editor):
    """Radio buttons "1  Mangelfulle opplysninger"; the digit chooses and goes on, the arrows choose."""

    def __init__(self, look: Look, options: tuple[Code, ...]) -> None:
        super().__init__(look)
        self._options = options
        self._kept: Code | None = None
        self._unknown = QLabel()
        self._unknown.setTextFormat(Qt.TextFormat.PlainText)
        self._unknown.hide()
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        self.buttons: list[QRadioButton] = []
        for number, option in enumerate(options, start=1):
            button = QRadioButton(f"{number}   {option.text}".replace("&", "&&"))
            button.clicked.connect(self._on_clicked)
            button.installEventFilter(self)
            self._group.addButton(button, number)
            self.buttons.append(button)
            column.addWidget(button)
        column.addWidget(self._unknown)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.restyle()

    def restyle(self) -> None:
        """Set the font."""
        for button in self.buttons:
            button.setFont(self._look.font("body"))
        self._unknown.setFont(self._look.font("dense"))

    def value(self) -> object | None:
        """Return the chosen option, what came and is none of them, or None."""
        number = self._group.checkedId()
        return self._options[number - 1] if number > 0 else self._kept

    def put(self, value: object | None) -> None:
        """Show an option; one that is not offered is kept as it came, and named."""
        self._group.setExclusive(False)
        for button, option in zip(self.buttons, self._options, strict=True):
            button.setChecked(isinstance(value, Code) and option.value == value.value)
        self._group.setExclusive(True)
        self._kept = value if isinstance(value, Code) and self._group.checkedId() < 0 else None
        self._unknown.setText(self._kept.text if self._kept else "")
        self._unknown.setVisible(self._kept is not None)

    def type_text(self, text: str) -> None:
        """Choose by digit or by the option's words."""
        said = text.strip().casefold()
        for number, option in enumerate(self._options, start=1):
            if said in (str(number), option.text.casefold(), option.value.casefold()):
                self._choose(number)
                return

    def target(self) -> QWidget:
        """Return the chosen button, else the first one."""
        return self._group.checkedButton() or self.buttons[0]

    def name_it(self, name: str) -> None:
        """Name each button with what it is a choice of."""
        for button, option in zip(self.buttons, self._options, strict=True):
            button.setAccessibleName(f"{option.text}, {name}")

    def describe(self, description: str) -> None:
        """Describe every button, for only one of them has the focus."""
        for number, button in enumerate(self.buttons, start=1):
            button.setAccessibleDescription(f"Tast {number}. {description}")

    def mark_problem(self, on: bool) -> None:
        """Nothing to draw: the words stand under the choice."""

    def mark_reused(self, on: bool) -> None:
        """Nothing to tint: the head above says it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by a digit."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            digit = event.text()
            if digit.isascii() and digit.isdecimal() and 0 < int(digit) <= len(self.buttons):
                self._choose(int(digit))
                self.chosen.emit()
                return True
        return super().eventFilter(watched, event)

    def _choose(self, number: int) -> None:
        self.buttons[number - 1].setChecked(True)
        self.buttons[number - 1].setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_clicked()

    def _on_clicked(self) -> None:
        self._kept = None
        self._unknown.hide()
        self.edited.emit()
        self.left.emit()


class NumberedSentenceEditor(NumberedEditor):
    """A choice among a few agreed sentences, which are sent as they stand."""

    def __init__(self, look: Look, sentences: tuple[str, ...]) -> None:
        super().__init__(look, tuple(Code(str(n), text, "") for n, text in enumerate(sentences, start=1)))

    def value(self) -> object | None:
        """Return the sentence, or None."""
        chosen = super().value()
        return chosen.text if isinstance(chosen, Code) else None

    def put(self, value: object | None) -> None:
        """Show a sentence; one that is not offered is kept as it came."""
        found = next((option for option in self._options if option.text == value), None)
        super().put(found or (Code("", value, "") if isinstance(value, str) else None))
