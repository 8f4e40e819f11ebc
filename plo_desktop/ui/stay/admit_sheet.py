"""The sheets about a stay: admit, set the expected day, change facts, discharge, tie a message to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from plo_desktop.base.errors import UserError
from plo_desktop.domain import codebook
from plo_desktop.domain.log_rows import StayRow
from plo_desktop.domain.party import Identifier, Patient
from plo_desktop.domain.person_number import birth_date_of, fault, kind_of
from plo_desktop.forms.date_words import NotUnderstood, day_words, read_day, read_moment
from plo_desktop.services.admit import NewStay
from plo_desktop.ui import words
from plo_desktop.ui.frame.sheets import Sheet
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.theme.theme import Theme

SERVICES = ("ja", "nei", "vet ikke")
SECTORS = ("somatikk", "psykisk helsevern", "rus/TSB")
REQUIRED, OPTIONAL = "Må fylles ut", "Valgfritt"
_NO_CHOICE = "Ikke kjent"


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
        self.sex = _combo([_NO_CHOICE, "Kvinne", "Mann"])
        self.kommune = _combo([_NO_CHOICE, *kommuner])
        self.sector = _combo(SECTORS)
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
            kommune="" if kommune == _NO_CHOICE else kommune,
            services=SERVICES[self._services.checkedId()],
            expects_needs=self.needs.isChecked(),
            admitted_at=at if isinstance(at, datetime) else None,
            sector=self.sector.currentText(),
            responsible=self._responsible,
        )


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
        self.kommune = _combo([_NO_CHOICE, *kommuner])
        self.kommune.setCurrentText(stay.kommune or _NO_CHOICE)
        self.services = _combo(SERVICES)
        self.services.setCurrentText(stay.services)
        self.responsible = _combo([_NO_CHOICE, *people])
        self.responsible.setCurrentText(stay.responsible or _NO_CHOICE)
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
        return "" if field.currentText() == _NO_CHOICE else field.currentText()


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
        self.to = _combo([code.text for code in self._codes])
        self.body.addLayout(FieldBox("Utskrevet til", REQUIRED, self.to))
        self.reason = QLineEdit()
        lacking = "Bare når Utskrivningsrapport ikke er sendt"
        self.body.addLayout(FieldBox("Hvorfor rapporten må vente", lacking, self.reason))
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


def _combo(texts: Sequence[str]) -> QComboBox:
    made = QComboBox()
    made.addItems(list(texts))
    return made


def _digits(text: str) -> str:
    return "".join(text.split())
