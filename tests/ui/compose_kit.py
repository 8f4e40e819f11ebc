"""A compose screen at work with a real log behind it, and the short ways in which tests fill it in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from plo_desktop.domain.log_rows import MessageFilter, StayRow
from plo_desktop.forms.editors.dates import DayEditor
from plo_desktop.forms.editors.text import ProseEditor
from plo_desktop.forms.message_form import MessageForm
from plo_desktop.services.desk import Desk
from plo_desktop.ui.compose.compose_view import ComposeView
from plo_desktop.ui.compose.presenter import ComposePresenter
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.session import Session
from tests.ui.form_kit import write
from tests.ui.ward_kit import stay_of

HELSEOPPLYSNINGER, KLAR, INNLAGT = "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR", "LOG_INNLAGT"


@dataclass
class Writing:
    """A compose screen at work."""

    desk: Desk
    session: Session
    holds: Holds
    view: ComposeView
    presenter: ComposePresenter

    @property
    def form(self) -> MessageForm:
        """The form on the screen."""
        assert self.view.form is not None
        return self.view.form

    def is_open(self) -> bool:
        """Tell whether a message is being written."""
        return self.presenter.is_open

    def stay(self, family: str) -> StayRow:
        """Return a stay."""
        return stay_of(self.desk, family)

    def open(self, family: str, type_code: str) -> MessageForm:
        """Begin a message."""
        self.presenter.open(self.stay(family).stay_id, type_code)
        return self.form

    def prose(self, name: str) -> QPlainTextEdit:
        """Return a field of several lines."""
        editor = self.form.groups[name].editor
        assert isinstance(editor, ProseEditor)
        return editor.text

    def day(self, name: str) -> DayEditor:
        """Return a date editor."""
        editor = self.form.groups[name].editor
        assert isinstance(editor, DayEditor)
        return editor

    def fill_in(self) -> None:
        """Write the two texts that Helseopplysninger must have."""
        write(self.prose("pasientens_status"), "Innlagt med brystsmerter.")
        write(self.prose("antatt_forlop"), "Utredes, ventes hjem mandag.")

    def sent(self, family: str = "Danser") -> list[str]:
        """Return the types of what lies in the log from us for a patient, the newest first."""
        rows = self.desk.store.messages(MessageFilter(stay_id=self.stay(family).stay_id, direction="ut"))
        return [row.type_code for row in rows if not row.cancelled_send]


def group_texts(group: QWidget) -> str:
    """Return all texts that are to be seen in a group, as one; what is new is shown first."""
    QApplication.sendPostedEvents()
    labels = [str(child.property("text")) for child in group.findChildren(QWidget) if child.isVisible()]
    return " | ".join(labels)
