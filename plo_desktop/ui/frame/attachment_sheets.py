"""Opens and saves attachments when a person asks for it; each opening is noted in the log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from plo_desktop.base.errors import UserError
from plo_desktop.messages.attachment import Attachment
from plo_desktop.ui.frame.notice import NoticeStrip
from plo_desktop.ui.frame.stay_sheets import StaySheets
from plo_desktop.ui.frame.workspace import Workspace
from plo_desktop.ui.message_attachments import AttachmentLine
from plo_desktop.ui.reader.attachment_sheet import AttachmentSheet
from plo_desktop.ui.reader.presenter import ReaderPresenter
from plo_desktop.ui.reader.reader_pane import ReaderPane

SHOWN, SAVED = "vedlegg vist", "vedlegg som fil"


class AttachmentSheets:
    """Shows from memory and writes only where a person said; no file of our own is ever made."""

    def __init__(self, workspace: Workspace, sheets: StaySheets, notice: NoticeStrip) -> None:
        self._sheets = sheets
        self._notice = notice
        workspace.attachment_wanted.connect(self._show)
        workspace.attachment_saved.connect(self._save)

    def _show(self, reader: object, line: object) -> None:
        if not isinstance(reader, ReaderPane) or not isinstance(line, AttachmentLine):
            return
        presenter = reader.presenter

        def show(found: Attachment) -> None:
            sheet = AttachmentSheet(
                self._sheets.theme,
                self._sheets.window,
                line.name,
                f"{found.format_name}, bare til visning",
                found.media_type,
                found.content,
            )
            sheet.save.clicked.connect(lambda: self._save(reader, line))
            self._sheets.show(sheet)

        presenter.attachment(line, SHOWN, show)

    def _save(self, reader: object, line: object) -> None:
        if not isinstance(reader, ReaderPane) or not isinstance(line, AttachmentLine):
            return
        place, _ = QFileDialog.getSaveFileName(self._sheets.window, "Lagre vedlegg", line.file_name)
        if place:
            self.save_to(reader.presenter, line, Path(place))

    def save_to(
        self,
        presenter: ReaderPresenter,
        line: AttachmentLine,
        place: Path,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        """Write an attachment where a person said; a place that cannot be written to is said."""

        def write(found: Attachment) -> None:
            try:
                place.write_bytes(found.content)
            except OSError as wrong:
                said = f"Kunne ikke lagre vedlegget: {wrong.strerror}."
                self._notice.show_error(UserError("KAN_IKKE_LAGRE", said, "Velg en annen mappe."))
                return
            self._notice.show_words(f"Vedlegget er lagret som {place.name}.")
            done()

        presenter.attachment(line, SAVED, write)
