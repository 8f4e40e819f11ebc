"""The sheet that ties a message to a stay when nobody but a person can tell whose it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from plo_desktop.domain.log_rows import StayRow
from plo_desktop.ui import words
from plo_desktop.ui.frame.sheets import Sheet
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.theme.theme import Theme


class MatchSheet(Sheet):
    """Knytt til opphold: the message's patient above, the ward's patients below."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        said: str,
        stays: Sequence[StayRow],
        likely: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(theme, parent, "Knytt meldingen til et opphold")
        self._stays = list(stays)
        self.body.addWidget(label("I meldingen", "caption"))
        self.body.addWidget(label(said, "strong", wrap=True, selectable=True))
        if likely:
            hint = (
                "Samme navn og fødselsdato, men et annet nummer. Kontroller at det er samme person, "
                "før du knytter. Begge numrene blir tatt vare på."
            )
            self.body.addWidget(label(hint, "body", wrap=True))
        self.list = QListWidget()
        name = label("Pasienter på posten", "field")
        name.setBuddy(self.list)
        self.list.setAccessibleName("Pasienter på posten")
        for stay in self._stays:
            born = words.day(stay.patient.birth_date) if stay.patient.birth_date else "fødselsdato ikke kjent"
            number = words.number(stay.patient.number) or "uten nummer"
            mark = "   forslag" if stay.stay_id in likely else ""
            bed = stay.bed or "uten seng"
            item = QListWidgetItem(f"{bed}   {stay.patient.list_name}   f. {born}   {number}{mark}")
            item.setSizeHint(QSize(0, theme.px(28)))
            self.list.addItem(item)
        self.body.addWidget(name)
        self.body.addWidget(self.list, 1)
        self._wrong = label("", "fault", wrap=True)
        self._wrong.hide()
        self.body.addWidget(self._wrong)
        text = "Ja, samme person: knytt" if likely else "Knytt til valgt opphold"
        self.main = self.add_button(text, "Enter", primary=True)
        leave = self.add_button("Avbryt", "Esc")
        self.main.clicked.connect(self._try)
        leave.clicked.connect(self.reject)
        self.list.itemActivated.connect(self._try)
        self.resize(theme.px(620), theme.px(460))
        if likely:
            # Only a proposal is chosen beforehand: Enter alone never picks a stranger.
            self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _try(self) -> None:
        if self.stay_id():
            self.accept()
            return
        self._wrong.setText("Velg pasienten meldingen gjelder.")
        self._wrong.show()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def stay_id(self) -> str:
        """Return the chosen stay, or an empty string."""
        row = self.list.currentRow()
        return self._stays[row].stay_id if 0 <= row < len(self._stays) else ""
