"""Does what is asked of the open message: answer, report, change, cancel, send anew, ring, register."""

from __future__ import annotations

from collections.abc import Callable

from plo_desktop.domain.deviation import Wrong
from plo_desktop.domain.log_rows import StayRow
from plo_desktop.services import answering, kommunes_answer
from plo_desktop.services.desk import Desk
from plo_desktop.services.kommunes_answer import Proposal
from plo_desktop.services.ports import Changes
from plo_desktop.ui import words
from plo_desktop.ui.frame.cancelling import Cancelling
from plo_desktop.ui.frame.notice import NoticeStrip
from plo_desktop.ui.frame.stay_sheets import StaySheets
from plo_desktop.ui.frame.workspace import Workspace
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.message_acts import ANEW, CALL, CANCEL, CHANGE, DEVIATE, REGISTER, REPLY
from plo_desktop.ui.reader.act_sheets import AnswerSheet, CallSheet, GuideSheet
from plo_desktop.ui.reader.presenter import OpenMessage
from plo_desktop.ui.session import Session

ASK, ANSWER = "ask", "answer"
QUESTION = "DIALOG_FORESPORSEL"


class MessageSheets:
    """One method per action. What opens a form goes through the draft that a service made for it."""

    def __init__(
        self,
        session: Session,
        holds: Holds,
        workspace: Workspace,
        sheets: StaySheets,
        notice: NoticeStrip,
    ) -> None:
        self._session = session
        self._cancelling = Cancelling(session, holds, workspace, sheets)
        self._work = workspace
        self._sheets = sheets
        self._notice = notice
        workspace.act_wanted.connect(self.act)

    def act(self, act: str) -> None:
        """Do an action on the open message, if it makes sense there."""
        if act == ASK:
            self.ask(self._work.stay_id())
            return
        if act == ANSWER:
            self.answer_by_hand(self._work.stay_id())
            return
        reader = self._work.reader()
        opened = reader.opened if reader is not None else None
        if opened is None:
            if act == CALL:
                self._call_kommune(self._work.stay_id())
            return
        if act in opened.acts:
            self._acts()[act](opened)

    def _acts(self) -> dict[str, Callable[[OpenMessage], None]]:
        return {
            REPLY: lambda o: self._work.writing.open_answer(o.msg_id),
            DEVIATE: self._deviate,
            CHANGE: lambda o: self._work.writing.open_change(o.msg_id),
            ANEW: lambda o: self._cancelling.write_anew(o.msg_id),
            CANCEL: self._cancelling.ask,
            CALL: self._call,
            REGISTER: self._register,
        }

    # --- the other side -------------------------------------------------------------------------------------

    def _deviate(self, opened: OpenMessage) -> None:
        msg_id = opened.msg_id

        def chosen(answer: Wrong) -> None:
            if answer.type_code == QUESTION:
                self._work.writing.open_question(msg_id)
            else:
                self._work.writing.open_avvik(msg_id, answer.reason)
            if answer.also_internally:
                self._notice.show_words(answer.say)

        about = f"{opened.row.title}, {opened.between}, {words.day_clock(opened.row.at)}."
        sheet = GuideSheet(self._sheets.theme, self._sheets.window, about, answering.guide(), chosen)
        self._sheets.show(sheet)

    def ask(self, stay_id: str) -> None:
        """Open a question to the municipality: about the open message, else about the stay."""
        reader = self._work.reader()
        opened = reader.opened if reader is not None else None
        if opened is not None and opened.row.stay_id == stay_id and opened.row.type_code != QUESTION:
            self._work.writing.open_question(opened.msg_id)
        elif stay_id:
            self._work.write(stay_id, QUESTION)

    def _numbers(self, whom: str) -> tuple[tuple[str, str], ...]:
        card = self._session.addresses.find(whom) if whom else None
        return ((card.name, words.phone(card.phone)),) if card is not None and card.phone else ()

    def _call(self, opened: OpenMessage) -> None:
        whom, msg_id = opened.row.counterpart, opened.msg_id
        patient = f"Om {opened.row.patient_name}. " if opened.row.patient_name else ""
        about = f"{patient}{opened.row.title}, {words.day_clock(opened.row.at)}."
        numbers = self._numbers(whom)
        sheet = CallSheet(self._sheets.theme, self._sheets.window, whom, numbers, about, notes=True)

        def note() -> None:
            spoken_to = sheet.spoken_to.text()
            self._session.act(lambda desk: answering.note_call(desk, msg_id, spoken_to))

        self._sheets.show(sheet, note)

    def _call_kommune(self, stay_id: str) -> None:
        def show(stay: StayRow) -> None:
            whom, about = stay.kommune or "kommunen", f"Om {stay.patient.list_name}."
            numbers = self._numbers(stay.kommune)
            self._sheets.show(
                CallSheet(self._sheets.theme, self._sheets.window, whom, numbers, about, notes=False)
            )

        self._sheets.with_stay(stay_id, show)

    # --- the municipality's answer --------------------------------------------------------------------------

    def _register(self, opened: OpenMessage) -> None:
        found = opened.proposal
        if found is None:
            return
        if found.answer:
            self._registered(found)
        else:
            self._sheets.with_stay(found.stay_id, lambda stay: self._ask_answer(stay, found))

    def _registered(self, found: Proposal) -> None:
        def work(desk: Desk) -> Changes:
            return kommunes_answer.register(
                desk,
                found.stay_id,
                found.answer,
                from_on=found.from_on,
                by=found.by,
                msg_id=found.msg_id,
            )

        self._session.act(work)

    def answer_by_hand(self, stay_id: str) -> None:
        """Kommunens svar: entered from a call."""
        self._sheets.with_stay(stay_id, lambda stay: self._ask_answer(stay, None))

    def _ask_answer(self, stay: StayRow, found: Proposal | None) -> None:
        today = words.local(self._session.now()).date()
        sheet = AnswerSheet(
            self._sheets.theme,
            self._sheets.window,
            stay.patient.list_name,
            stay.kommune,
            today,
            by=found.by if found else "",
            quoted=found.text if found else "",
        )

        def save() -> None:
            answer, from_on, by, text = sheet.answer(), sheet.from_on(), sheet.by.text(), sheet.said.text()
            msg_id = found.msg_id if found else ""

            def work(desk: Desk) -> Changes:
                return kommunes_answer.register(
                    desk, stay.stay_id, answer, from_on=from_on, by=by, text=text, msg_id=msg_id
                )

            self._session.act(work)

        self._sheets.show(sheet, save)
