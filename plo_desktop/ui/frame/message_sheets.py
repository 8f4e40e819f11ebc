"""Does what is asked of the open message: answer, report, change, cancel, send anew, ring, register."""

from __future__ import annotations

from plo_desktop.ui import words
from plo_desktop.ui.frame.stay_sheets import StaySheets
from plo_desktop.ui.frame.workspace import Workspace
from plo_desktop.ui.message_acts import CALL
from plo_desktop.ui.reader.act_sheets import CallSheet
from plo_desktop.ui.reader.presenter import OpenMessage
from plo_desktop.ui.session import Session

QUESTION = "DIALOG_FORESPORSEL"


class MessageSheets:
    """One method per action. What opens a form goes through the draft that a service made for it."""

    def __init__(self, session: Session, workspace: Workspace, sheets: StaySheets) -> None:
        self._session = session
        self._work = workspace
        self._sheets = sheets
        workspace.act_wanted.connect(self.act)

    def act(self, act: str) -> None:
        """Do an action on the open message, if it makes sense there."""
        reader = self._work.reader()
        opened = reader.opened if reader is not None else None
        if opened is None or act not in opened.acts:
            return
        if act == CALL:
            self._call(opened)

    def ask(self, stay_id: str) -> None:
        """Open a question to the municipality about a stay."""
        if stay_id:
            self._work.write(stay_id, QUESTION)

    def _call(self, opened: OpenMessage) -> None:
        whom = opened.row.counterpart
        card = self._session.addresses.find(whom)
        numbers = ((whom, words.phone(card.phone)),) if card is not None and card.phone else ()
        patient = f"Om {opened.row.patient_name}. " if opened.row.patient_name else ""
        about = f"{patient}{opened.row.title}, {words.day_clock(opened.row.at)}."
        self._sheets.show(CallSheet(self._sheets.theme, self._sheets.window, whom, numbers, about))
