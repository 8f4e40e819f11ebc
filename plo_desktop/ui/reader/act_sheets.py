"""Sheets that act on a message or its stay: cancel it, ring, and note the municipality's answer by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QPlainTextEdit, QRadioButton, QSizePolicy, QWidget

from plo_desktop.domain.deviation import Wrong
from plo_desktop.forms.date_words import NotUnderstood, day_words, read_day
from plo_desktop.services.kommunes_answer import ANSWERS, CAN_FROM
from plo_desktop.ui import words
from plo_desktop.ui.frame.sheets import Sheet
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.labels import label
from plo_desktop.ui.stay.field_box import OPTIONAL, REQUIRED, FieldBox
from plo_desktop.ui.theme.theme import Theme


class CancelSheet(Sheet):
    """Kanseller: who is told, and why. `writes_new` is true when a new message was asked for as well."""

    def __init__(
        self, theme: Theme, parent: QWidget, patient: str, title: str, receivers: str, *, logistics: bool
    ) -> None:
        super().__init__(theme, parent, "Kanseller meldingen")
        self.writes_new = False
        self.body.addWidget(label(patient, "subtitle"))
        said = f"{title} til {receivers} blir ugyldig. Mottakeren får en kansellering med begrunnelsen."
        self.body.addWidget(label(said, "body", wrap=True))
        if logistics:
            advice = "En logistikkmelding kan ikke endres. Er noe galt i den, kanseller og skriv en ny."
            self.body.addWidget(label(advice, "dense2", wrap=True))
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setProperty("written", True)
        self.reason.setMinimumHeight(theme.px(84))
        self._box = FieldBox("Hvorfor kanselleres den?", REQUIRED, self.reason)
        self.body.addLayout(self._box)
        self.body.addStretch(1)
        self.main = self.add_button("Kanseller meldingen", "Ctrl+Enter", primary=True)
        self.bind("Ctrl+Return", self.main)
        self.main.clicked.connect(lambda: self._try(writes_new=False))
        self.anew = self.add_button("Kanseller og skriv ny")
        self.anew.clicked.connect(lambda: self._try(writes_new=True))
        leave = self.add_button("Avbryt", "Esc")
        leave.clicked.connect(self.reject)
        self.resize(theme.px(560), theme.px(360))
        self.reason.setFocus()

    def text(self) -> str:
        """Return the reason."""
        return self.reason.toPlainText().strip()

    def _try(self, *, writes_new: bool) -> None:
        if not self.text():
            self._box.say("Begrunnelse mangler. Skriv hvorfor meldingen kanselleres.")
            self.reason.setFocus()
            return
        self.writes_new = writes_new
        self.accept()


class CallSheet(Sheet):
    """Ring: the numbers, large enough to be read from the phone, and who was spoken to.

    `notes` is false when the call is about nothing that can hold a note of it.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        whom: str,
        numbers: Sequence[tuple[str, str]],
        about: str,
        *,
        notes: bool,
    ) -> None:
        super().__init__(theme, parent, f"Ring {whom}")
        if about:
            self.body.addWidget(label(about, "dense2", wrap=True))
        for name, number in numbers:
            self.body.addWidget(label(name, "field"))
            self.body.addWidget(label(number, "page", selectable=True))
        if not numbers:
            said = "Adresseboken har ikke noe telefonnummer. Ring sentralbordet, og be IT legge inn nummeret."
            self.body.addWidget(label(said, "body", wrap=True))
        self.spoken_to = QLineEdit()
        self._box = FieldBox("Hvem snakket dere med", "Må fylles ut for å loggføre", self.spoken_to)
        if notes:
            self.body.addLayout(self._box)
        self.body.addStretch(1)
        if notes:
            self.main = self.add_button("Loggfør samtalen", "Ctrl+Enter", primary=True)
            self.bind("Ctrl+Return", self.main)
            self.main.clicked.connect(self._try)
        leave = self.add_button("Lukk", "Esc", primary=not notes)
        leave.clicked.connect(self.reject)
        if numbers:
            copy = self.add_button("Kopier nummeret")
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(numbers[0][1]))
        self.resize(theme.px(500), theme.px(300))
        (self.spoken_to if notes else leave).setFocus()

    def _try(self) -> None:
        if self.spoken_to.text().strip():
            self.accept()
        else:
            self._box.say("Navn mangler. Skriv hvem dere snakket med.")
            self.spoken_to.setFocus()


class GuideSheet(Sheet):
    """Hva er galt?: the answer decides whether an avvik is written, a question asked, or IT told (SSHF 5.9).

    `chosen` is called with the answer, when it leads to a message; a digit chooses.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        about: str,
        answers: Sequence[Wrong],
        chosen: Callable[[Wrong], None],
    ) -> None:
        super().__init__(theme, parent, "Hva er galt?")
        self._answers = answers
        self._chosen = chosen
        self.body.addWidget(label(about, "dense2", wrap=True))
        self.choices: list[KeyHintButton] = []
        for number, answer in enumerate(answers, start=1):
            button = KeyHintButton(theme, answer.label, str(number))
            button.setProperty("align", "left")
            button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, answer=answer: self._choose(answer))
            self.choices.append(button)
            self.body.addWidget(button)
        self._said = label("", "body", wrap=True)
        self._said.hide()
        self.body.addWidget(self._said)
        self.body.addStretch(1)
        leave = self.add_button("Lukk", "Esc")
        leave.clicked.connect(self.reject)
        self.resize(theme.px(620), theme.px(420))
        self.choices[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses, as in the menu of types."""
        place = int(event.text()) - 1 if event.text().isdecimal() else -1
        if 0 <= place < len(self._answers) and not event.modifiers():
            self._choose(self._answers[place])
        else:
            super().keyPressEvent(event)

    @property
    def said(self) -> str:
        """What a choice that sends nothing says instead."""
        return self._said.text()

    def _choose(self, answer: Wrong) -> None:
        if answer.type_code:
            self.accept()
            self._chosen(answer)
            return
        self._said.setText(f"{answer.say} Ingenting blir sendt.")
        self._said.show()


class AnswerSheet(Sheet):
    """Kommunens svar: what the municipality said on the phone, from when, and who said it."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        patient: str,
        kommune: str,
        today: date,
        *,
        by: str = "",
        quoted: str = "",
    ) -> None:
        super().__init__(theme, parent, "Kommunens svar på utskrivningsklar")
        self._today = today
        self.body.addWidget(label(patient, "subtitle"))
        if quoted:
            self.body.addWidget(label(f"«{quoted}»", "body", wrap=True, selectable=True))
        self.body.addWidget(label(f"Hva svarte {kommune or 'kommunen'}?", "field"))
        group = QWidget()
        group.setAccessibleName("Kommunens svar")
        self._answers = QButtonGroup(group)
        for number, answer in enumerate(ANSWERS):
            button = QRadioButton(f"&{number + 1}  {answer[:1].upper()}{answer[1:]}")
            self._answers.addButton(button, number)
            self.body.addWidget(button)
        self._wrong = label("", "fault", wrap=True)
        self._wrong.hide()
        self.body.addWidget(self._wrong)
        self.day = QLineEdit()
        self._day = FieldBox("Kan ta imot fra", "Må fylles ut ved «fra», som 23.11 eller +3", self.day)
        self.by = QLineEdit(by)
        self._by = FieldBox("Hvem svarte", REQUIRED, self.by)
        self.said = QLineEdit()
        self._said = FieldBox("Merknad", OPTIONAL, self.said)
        self._said.say(words.NOT_CLINICAL, wrong=False)
        for box in (self._day, self._by, self._said):
            self.body.addLayout(box)
        self.body.addStretch(1)
        self.main = self.add_button("Registrer svaret", "Ctrl+Enter", primary=True)
        self.bind("Ctrl+Return", self.main)
        leave = self.add_button("Avbryt", "Esc")
        self.main.clicked.connect(self._try)
        leave.clicked.connect(self.reject)
        self.day.textChanged.connect(self._echo)
        self._answers.idClicked.connect(lambda _: self._wrong.hide())
        self.resize(theme.px(520), theme.px(500))
        self._answers.button(0).setFocus()

    def answer(self) -> str:
        """Return the chosen answer, or an empty string."""
        number = self._answers.checkedId()
        return ANSWERS[number] if number >= 0 else ""

    def from_on(self) -> date | None:
        """Return the day from which the municipality can receive the patient."""
        found = read_day(self.day.text(), self._today)
        return found if isinstance(found, date) and self.answer() == CAN_FROM else None

    def _echo(self) -> bool:
        found = read_day(self.day.text(), self._today)
        if isinstance(found, NotUnderstood):
            self._day.say(found.sentence)
            return False
        self._day.say(f"= {day_words(found)}" if found else "", wrong=False)
        return True

    def _try(self) -> None:
        if not self.answer():
            self._wrong.setText("Velg hva kommunen svarte.")
            self._wrong.show()
            self._answers.button(0).setFocus()
        elif not self._echo() or (self.answer() == CAN_FROM and self.from_on() is None):
            if self._echo():
                self._day.say("Dato mangler. Skriv fra hvilken dag kommunen kan ta imot.")
            self.day.setFocus()
        elif not self.by.text().strip():
            self._by.say("Navn mangler. Skriv hvem som svarte.")
            self.by.setFocus()
        else:
            self.accept()
