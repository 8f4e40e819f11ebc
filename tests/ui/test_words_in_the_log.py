"""Where words go into an event and not into a message, the field says that clinical text is not for it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from plo_desktop.app.application import make_application
from plo_desktop.ui.compose.word_sheet import WordSheet
from plo_desktop.ui.frame.sheets import Sheet
from plo_desktop.ui.reader.act_sheets import AnswerSheet
from plo_desktop.ui.stay.change_sheets import DischargeSheet
from plo_desktop.ui.words import NOT_CLINICAL
from tests.ui.accessibility import settle
from tests.ui.form_kit import a_theme
from tests.unit.domain.rows import A_STAY, FRIDAY


def ignore(word: str) -> None:
    """Nothing is done with what is written here."""


def test_fields_whose_words_are_kept_in_the_log_say_so() -> None:
    make_application()
    theme = a_theme()
    parent = QWidget()
    parent.resize(1366, 768)
    asked = ("Send tilbake", "Hva må rettes?", "Send tilbake")
    word = WordSheet(theme, parent, asked, ignore)
    answer = AnswerSheet(theme, parent, "Danser, Line", "Alvdal kommune", FRIDAY.date())
    leaving = DischargeSheet(theme, parent, A_STAY, FRIDAY)
    fields = (word.line, answer.said, leaving.reason)
    sheets: tuple[Sheet, ...] = (word, answer, leaving)
    for sheet, field in zip(sheets, fields, strict=True):
        sheet.show()
        settle()
        (said,) = (each for each in sheet.findChildren(QLabel) if NOT_CLINICAL in each.text())
        assert said.visibleRegion().boundingRect() == said.rect()
        assert NOT_CLINICAL in field.accessibleDescription()
        sheet.close()
