"""Cancels a message of ours with a reason, and lets it be taken back for ten seconds as any message."""

from __future__ import annotations

from plo_desktop.messages.registry import by_code
from plo_desktop.messages.spec import Family
from plo_desktop.services import correct, dispatch
from plo_desktop.services.dispatch import QueuedMessage
from plo_desktop.ui.frame.stay_sheets import StaySheets
from plo_desktop.ui.frame.workspace import Workspace
from plo_desktop.ui.holds import Hold, Holds
from plo_desktop.ui.reader.act_sheets import CancelSheet
from plo_desktop.ui.reader.presenter import OpenMessage
from plo_desktop.ui.session import Session


class Cancelling:
    """Asks why, sends the cancellation, and opens a new message when that was wanted too."""

    def __init__(self, session: Session, holds: Holds, workspace: Workspace, sheets: StaySheets) -> None:
        self._session = session
        self._holds = holds
        self._work = workspace
        self._sheets = sheets

    def ask(self, opened: OpenMessage) -> None:
        """Ask for the reason."""
        row = opened.row
        mtype = by_code(row.type_code)
        sheet = CancelSheet(
            self._sheets.theme,
            self._sheets.window,
            row.patient_name,
            row.title,
            " og ".join(line.name for line in opened.deliveries) or row.counterpart,
            logistics=mtype is not None and mtype.family is Family.LOGISTIKK,
        )
        self._sheets.show(sheet, lambda: self._cancel(opened, sheet.text(), writes_new=sheet.writes_new))

    def _cancel(self, opened: OpenMessage, reason: str, *, writes_new: bool) -> None:
        row = opened.row

        def done(queued: QueuedMessage) -> None:
            self._hold(queued, f"Kansellerer {row.title} for {row.patient_name}")
            self._session.tell(queued.changes)
            if writes_new:
                self.write_anew(row.msg_id)

        self._session.ask(lambda desk: correct.cancel(desk, row.msg_id, reason), done)

    def write_anew(self, msg_id: str) -> None:
        """Open a new message with the content of one that did not come through, or is void."""
        self._session.ask_here(
            lambda desk: correct.open_anew(desk, msg_id),
            lambda draft: self._work.writing.open_again(draft.draft_id),
        )

    def _hold(self, queued: QueuedMessage, verb: str) -> None:
        self._holds.add(
            Hold(
                key=queued.msg_id,
                by=self._session.actor.user_id,
                verb=verb,
                undo_text="Angre kansellering",
                until=queued.not_before,
                commit=None,
                undo=lambda: self._session.act(lambda desk: dispatch.undo(desk, queued.msg_id)[1]),
            )
        )
