"""Asks for a few words that an act must have: why a report does not follow, what must be mended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from plo_desktop.ui import words
from plo_desktop.ui.frame.sheets import Sheet
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.theme.theme import Theme

_LONGEST = 200


class WordSheet(Sheet):
    """One line and a button with a verb; without words it says that they are missing."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        asked: tuple[str, str, str],
        done: Callable[[str], None],
    ) -> None:
        title, question, verb = asked
        super().__init__(theme, parent, title)
        self._done = done
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        name = label(question, "field", wrap=True)
        name.setBuddy(self.line)
        self.line.setAccessibleDescription(words.NOT_CLINICAL)
        self.body.addWidget(name)
        self.body.addWidget(label(f"Må fylles ut. {words.NOT_CLINICAL}", "caption", wrap=True))
        self.body.addWidget(self.line)
        self._said = label("", "fault", wrap=True)
        self._said.hide()
        self.body.addWidget(self._said)
        self.body.addStretch(1)
        self.main = self.add_button(verb, "Enter", primary=True)
        leave = self.add_button("Avbryt", "Esc")
        self.main.clicked.connect(self._try)
        leave.clicked.connect(self.reject)
        self.resize(theme.px(520), theme.px(260))
        self.line.setFocus()

    def _try(self) -> None:
        word = self.line.text().strip()
        if not word:
            self._said.setText("Skriv en kort begrunnelse.")
            self._said.show()
            self.line.setAccessibleDescription(self._said.text())
            self.line.setFocus()
            return
        self.accept()
        self._done(word)
