"""The sheet that admits a patient: who, where from, and what the municipality is to be told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from plo_desktop.base.errors import UserError
from plo_desktop.domain import codebook
from plo_desktop.domain.party import Identifier, Patient
from plo_desktop.domain.person_number import birth_date_of, fault, kind_of
from plo_desktop.forms.date_words import NotUnderstood, read_day, read_moment
from plo_desktop.services.admit import NewStay
from plo_desktop.ui import words
from plo_desktop.ui.frame.sheets import Sheet
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.stay.field_box import NOT_KNOWN, OPTIONAL, REQUIRED, SERVICES, FieldBox, combo
from plo_desktop.ui.theme.theme import Theme

SECTORS = ("somatikk", "psykisk helsevern", "rus/TSB")


class AdmitSheet(Sheet):
    """Legg inn pasient. `admit` is called with what was filled in; it says what is wrong, or closes."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        kommuner: Sequence[str],
        sector: str,
        now: datetime,
        admit: Callable[[NewStay, Callable[[], None], Callable[[UserError], None]], None],
        responsible: str,
    ) -> None:
        super().__init__(theme, parent, "Legg inn pasient")
        self._now = now
        self._admit = admit
        self._responsible = responsible
        self._tried = False
        self.family = QLineEdit()
        self.given = QLineEdit()
        self.number = QLineEdit()
        self.born = QLineEdit()
        self.bed = QLineEdit()
        self.admitted = QLineEdit(f"{words.local(now):%d.%m.%Y %H:%M}")
        self.sex = combo([NOT_KNOWN, "Kvinne", "Mann"])
        self.kommune = combo([NOT_KNOWN, *kommuner])
        self.sector = combo(SECTORS)
        self.sector.setCurrentText(sector)
        self._boxes = {
            "family": FieldBox("Etternavn", REQUIRED, self.family),
            "given": FieldBox("Fornavn", REQUIRED, self.given),
            "number": FieldBox("Fødselsnummer, D-nummer eller hjelpenummer", OPTIONAL, self.number),
            "born": FieldBox("Fødselsdato", "Må fylles ut uten nummer", self.born),
            "sex": FieldBox("Kjønn", OPTIONAL, self.sex),
            "bed": FieldBox("Seng", OPTIONAL, self.bed),
            "sector": FieldBox("Sektor", REQUIRED, self.sector),
            "kommune": FieldBox("Kommune", OPTIONAL, self.kommune),
            "admitted": FieldBox("Innlagt", REQUIRED, self.admitted),
        }
        self._lay_out()
        self._wrong = label("", "fault", wrap=True)
        self._wrong.hide()
        self.body.addWidget(self._wrong)
        self.body.addStretch(1)
        self.main = self.add_button("Legg inn pasienten", "Ctrl+Enter", primary=True)
        self.bind("Ctrl+Return", self.main)
        leave = self.add_button("Avbryt", "Esc")
        self.main.clicked.connect(self._try)
        leave.clicked.connect(self.reject)
        self.number.editingFinished.connect(self._number_left)
        for field in (self.family, self.given, self.number, self.born, self.admitted):
            field.textChanged.connect(lambda _: self._check() if self._tried else None)
        self.resize(theme.px(620), theme.px(560))
        self.family.setFocus()

    def _lay_out(self) -> None:
        for names in (("family", "given"), ("number", "born"), ("sex", "bed"), ("sector", "admitted")):
            row = QHBoxLayout()
            row.setSpacing(16)
            for name in names:
                cell = QVBoxLayout()
                cell.addLayout(self._boxes[name])
                cell.addStretch(1)
                row.addLayout(cell, 1)
            self.body.addLayout(row)
        self.body.addLayout(self._boxes["kommune"])
        group = QWidget()
        group.setAccessibleName("Har pasienten kommunale tjenester?")
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        self._services = QButtonGroup(self)
        for number, text in enumerate(SERVICES):
            button = QRadioButton(text[:1].upper() + text[1:])
            button.setAccessibleDescription("Har pasienten kommunale tjenester?")
            self._services.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._services.button(0).setChecked(True)
        self.body.addWidget(label("Har pasienten kommunale tjenester?", "field"))
        self.body.addWidget(group)
        self.needs = QCheckBox("Forventer behov for kommunale tjenester etter utskrivning")
        self.needs.setChecked(True)
        self.body.addWidget(self.needs)

    def _number_left(self) -> None:
        number = _digits(self.number.text())
        kind = kind_of(number)
        if kind and not fault(number, kind):
            born = birth_date_of(number)
            if born is not None and not self.born.text().strip():
                self.born.setText(words.day(born))

    def _check(self) -> dict[str, str]:
        found: dict[str, str] = {}
        if not self.family.text().strip():
            found["family"] = "Etternavn mangler. Skriv pasientens etternavn."
        if not self.given.text().strip():
            found["given"] = "Fornavn mangler. Skriv pasientens fornavn."
        number = _digits(self.number.text())
        if number:
            kind = kind_of(number) or "FNR"
            if said := fault(number, kind):
                found["number"] = said
        born = read_day(self.born.text(), words.local(self._now).date())
        if isinstance(born, NotUnderstood):
            found["born"] = born.sentence
        elif born is None and not number:
            found["born"] = "Fødselsdato mangler. Skriv dato eller nummer."
        at = read_moment(self.admitted.text(), self._now)
        if isinstance(at, NotUnderstood):
            found["admitted"] = at.sentence
        elif at is None:
            found["admitted"] = "Tidspunkt mangler. Skriv når pasienten ble lagt inn."
        for name, box in self._boxes.items():
            box.say(found.get(name, ""))
        return found

    def _try(self) -> None:
        self._tried = True
        wrong = self._check()
        if wrong:
            self._boxes[next(iter(wrong))].field.setFocus()
            return
        self._admit(self.new_stay(), self.accept, self._refused)

    def _refused(self, error: UserError) -> None:
        self._wrong.setText(f"{error.text} {error.next_step}")
        self._wrong.show()

    def new_stay(self) -> NewStay:
        """Return what was filled in."""
        number = _digits(self.number.text())
        kind = (kind_of(number) or "FNR") if number else ""
        born = read_day(self.born.text(), words.local(self._now).date())
        at = read_moment(self.admitted.text(), self._now)
        sex = {"Kvinne": "2", "Mann": "1"}.get(self.sex.currentText(), "")
        patient = Patient(
            family=self.family.text().strip(),
            given=self.given.text().strip(),
            birth_date=born if isinstance(born, date) else None,
            sex=codebook.code("3101", sex) if sex else None,
            idents=(Identifier(number, codebook.code("8116", kind)),) if number else (),
        )
        kommune = self.kommune.currentText()
        return NewStay(
            patient=patient,
            bed=self.bed.text().strip(),
            kommune="" if kommune == NOT_KNOWN else kommune,
            services=SERVICES[self._services.checkedId()],
            expects_needs=self.needs.isChecked(),
            admitted_at=at if isinstance(at, datetime) else None,
            sector=self.sector.currentText(),
            responsible=self._responsible,
        )


def _digits(text: str) -> str:
    return "".join(text.split())
