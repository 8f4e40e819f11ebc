"""The sheets that change a stay: its expected day, its facts, its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

from plo_desktop.domain import codebook
from plo_desktop.domain.log_rows import StayRow
from plo_desktop.forms.date_words import NotUnderstood, day_words, read_day, read_moment
from plo_desktop.ui import words
from plo_desktop.ui.frame.sheets import Sheet
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.stay.field_box import NOT_KNOWN, OPTIONAL, REQUIRED, SERVICES, FieldBox, combo
from plo_desktop.ui.theme.theme import Theme


class ExpectedSheet(Sheet):
    """Forventet utskrivningsklar: a day in any words, and whether it is unsure."""

    def __init__(self, theme: Theme, parent: QWidget, stay: StayRow, today: date) -> None:
        super().__init__(theme, parent, "Forventet utskrivningsklar")
        self._today = today
        self.day = QLineEdit(words.day(stay.expected_on) if stay.expected_on else "")
        self.day.setPlaceholderText("+3, tor, 23.11 …")
        self._box = FieldBox("Dato", OPTIONAL, self.day)
        self.body.addWidget(label(stay.patient.list_name, "subtitle"))
        self.body.addLayout(self._box)
        self.unsure = QCheckBox("Usikker dato")
        self.unsure.setChecked(stay.expected_uncertain)
        self.body.addWidget(self.unsure)
        self.body.addStretch(1)
        self.main = self.add_button("Sett dato", "Enter", primary=True)
        leave = self.add_button("Avbryt", "Esc")
        self.main.clicked.connect(self._try)
        leave.clicked.connect(self.reject)
        self.day.textChanged.connect(self._echo)
        self.resize(theme.px(420), theme.px(280))
        self.day.setFocus()
        self.day.selectAll()
        self._echo()

    def value(self) -> date | None:
        """Return the day, or None when it is not set."""
        found = read_day(self.day.text(), self._today)
        return found if isinstance(found, date) else None

    def _echo(self) -> bool:
        found = read_day(self.day.text(), self._today)
        if isinstance(found, NotUnderstood):
            self._box.say(found.sentence)
            return False
        self._box.say(f"= {day_words(found)}" if found else "", wrong=False)
        return True

    def _try(self) -> None:
        if self._echo():
            self.accept()


class EditStaySheet(Sheet):
    """Endre opphold: bed, kommune, services and who is responsible."""

    def __init__(
        self, theme: Theme, parent: QWidget, stay: StayRow, kommuner: Sequence[str], people: Sequence[str]
    ) -> None:
        super().__init__(theme, parent, "Endre opphold")
        self.body.addWidget(label(stay.patient.list_name, "subtitle"))
        self.bed = QLineEdit(stay.bed)
        self.kommune = combo([NOT_KNOWN, *kommuner])
        self.kommune.setCurrentText(stay.kommune or NOT_KNOWN)
        self.services = combo(SERVICES)
        self.services.setCurrentText(stay.services)
        self.responsible = combo([NOT_KNOWN, *people])
        self.responsible.setCurrentText(stay.responsible or NOT_KNOWN)
        for text, field in (
            ("Seng", self.bed),
            ("Kommune", self.kommune),
            ("Har kommunale tjenester", self.services),
            ("Ansvarlig", self.responsible),
        ):
            self.body.addLayout(FieldBox(text, "", field))
        self.needs = QCheckBox("Forventer behov for kommunale tjenester etter utskrivning")
        self.needs.setChecked(stay.expects_needs)
        self.body.addWidget(self.needs)
        self.body.addStretch(1)
        self.main = self.add_button("Lagre endringene", "Enter", primary=True)
        leave = self.add_button("Avbryt", "Esc")
        self.main.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        self.resize(theme.px(460), theme.px(430))
        self.bed.setFocus()

    def chosen(self, field: QComboBox) -> str:
        """Return a choice; "Ikke kjent" is empty."""
        return "" if field.currentText() == NOT_KNOWN else field.currentText()


class DischargeSheet(Sheet):
    """Registrer utskrivning: when, and where to (code set 8408)."""

    def __init__(self, theme: Theme, parent: QWidget, stay: StayRow, now: datetime) -> None:
        super().__init__(theme, parent, "Registrer utskrivning")
        self._now = now
        self.body.addWidget(label(stay.patient.list_name, "subtitle"))
        self.at = QLineEdit(f"{words.local(now):%d.%m.%Y %H:%M}")
        self._box = FieldBox("Utskrevet", REQUIRED, self.at)
        self.body.addLayout(self._box)
        self._codes = codebook.choices("8408")
        self.to = combo([code.text for code in self._codes])
        self.body.addLayout(FieldBox("Utskrevet til", REQUIRED, self.to))
        self.reason = QLineEdit()
        lacking = "Bare når Utskrivningsrapport ikke er sendt"
        self._why = FieldBox("Hvorfor rapporten må vente", lacking, self.reason)
        self._why.say(words.NOT_CLINICAL, wrong=False)
        self.body.addLayout(self._why)
        self.body.addStretch(1)
        self.main = self.add_button("Registrer utskrivning", "Enter", primary=True)
        leave = self.add_button("Avbryt", "Esc")
        self.main.clicked.connect(self._try)
        leave.clicked.connect(self.reject)
        self.resize(theme.px(460), theme.px(400))
        self.at.setFocus()

    def moment(self) -> datetime | None:
        """Return when the patient left."""
        found = read_moment(self.at.text(), self._now)
        return found if isinstance(found, datetime) else None

    def where(self) -> str:
        """Return the code of where to."""
        number = self.to.currentIndex()
        return self._codes[number].value if 0 <= number < len(self._codes) else ""

    def _try(self) -> None:
        found = read_moment(self.at.text(), self._now)
        if isinstance(found, datetime):
            self.accept()
        else:
            self._box.say(found.sentence if found else "Skriv når pasienten dro.")
