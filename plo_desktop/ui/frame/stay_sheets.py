"""Opens the sheets that act on the chosen stay or message, and hands what was filled in to the presenters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from plo_desktop.domain.log_rows import StayRow
from plo_desktop.services import admit, print_out
from plo_desktop.services.desk import Desk
from plo_desktop.services.matching import might_be
from plo_desktop.services.ports import Changes
from plo_desktop.ui import words
from plo_desktop.ui.frame.rail import STAYS
from plo_desktop.ui.frame.sheets import KeyList, RawSheet
from plo_desktop.ui.frame.workspace import Workspace
from plo_desktop.ui.reader.print_sheet import PrintSheet
from plo_desktop.ui.reader.reader_pane import ReaderPane
from plo_desktop.ui.session import Session
from plo_desktop.ui.stay.admit_sheet import AdmitSheet
from plo_desktop.ui.stay.change_sheets import DischargeSheet, EditStaySheet, ExpectedSheet
from plo_desktop.ui.stay.match_sheet import MatchSheet
from plo_desktop.ui.theme.theme import Theme


class StaySheets:
    """One method per sheet. Each opens beside the caller and returns at once."""

    def __init__(
        self, window: QWidget, theme: Theme, session: Session, workspace: Workspace, people: tuple[str, ...]
    ) -> None:
        self.window = window
        self.theme = theme
        self._session = session
        self._work = workspace
        self._people = people
        self.open: QDialog | None = None
        workspace.print_wanted.connect(self._print)
        workspace.match_wanted.connect(self._match)
        workspace.paper_wanted.connect(self.paper)
        workspace.posted.connect(self.print_message)
        workspace.expected_wanted.connect(self.expected)
        workspace.edit_stay_wanted.connect(self._edit_stay)

    def show(self, sheet: QDialog, accepted: Callable[[], None] | None = None) -> None:
        """Open a sheet over the window; `accepted` is called when a person went through with it."""
        if self._session.away:
            # What was asked for before the lock must not open over it.
            sheet.deleteLater()
            return
        self.open = sheet
        if accepted is not None:
            sheet.accepted.connect(accepted)
        # Without a window manager (offscreen, kiosk) nobody else gives the keyboard back.
        sheet.finished.connect(self.window.activateWindow)
        sheet.open()

    # --- patients -------------------------------------------------------------------------------------------

    def admit(self) -> None:
        """Legg inn pasient."""
        patients = self._work.patients.presenter
        sheet = AdmitSheet(
            self.theme,
            self.window,
            patients.kommuner(),
            patients.sector,
            self._session.now(),
            patients.admit,
            self._session.actor.short_name,
        )
        self.show(sheet, lambda: self._work.open(STAYS))

    def with_stay(self, stay_id: str, then: Callable[[StayRow], None]) -> None:
        """Fetch a stay and go on with it; nothing happens without one."""

        def arrived(stay: StayRow | None) -> None:
            if stay is not None:
                then(stay)

        if stay_id:
            self._session.ask_here(lambda desk: desk.store.stay(stay_id), arrived)

    def expected(self) -> None:
        """Forventet utskrivningsklar."""
        self.with_stay(self._work.stay_id(), self._expected)

    def _expected(self, stay: StayRow) -> None:
        sheet = ExpectedSheet(self.theme, self.window, stay, words.local(self._session.now()).date())

        def save() -> None:
            day, unsure = sheet.value(), sheet.unsure.isChecked()
            self._session.act(lambda desk: admit.set_expected(desk, stay.stay_id, day, unsure))

        self.show(sheet, save)

    def edit_stay(self) -> None:
        """Endre opphold."""
        self._edit_stay(self._work.stay_id())

    def _edit_stay(self, stay_id: str) -> None:
        self.with_stay(stay_id, self._edit)

    def _edit(self, stay: StayRow) -> None:
        kommuner = self._work.patients.presenter.kommuner()
        sheet = EditStaySheet(self.theme, self.window, stay, kommuner, self._people)

        def save() -> None:
            bed, kommune = sheet.bed.text().strip(), sheet.chosen(sheet.kommune)
            services, needs = sheet.services.currentText(), sheet.needs.isChecked()
            responsible = sheet.chosen(sheet.responsible)

            def work(desk: Desk) -> Changes:
                return admit.change(
                    desk,
                    stay.stay_id,
                    bed=bed if bed != stay.bed else None,
                    kommune=kommune if kommune != stay.kommune else None,
                    services=services if services != stay.services else None,
                    expects_needs=needs if needs != stay.expects_needs else None,
                    responsible=responsible if responsible != stay.responsible else None,
                )

            self._session.act(work)

        self.show(sheet, save)

    def discharge(self) -> None:
        """Registrer utskrivning."""
        self.with_stay(self._work.stay_id(), self._discharge)

    def _discharge(self, stay: StayRow) -> None:
        sheet = DischargeSheet(self.theme, self.window, stay, self._session.now())

        def save() -> None:
            at, where, reason = sheet.moment() or self._session.now(), sheet.where(), sheet.reason.text()
            self._session.act(
                lambda desk: admit.discharge(desk, stay.stay_id, at, where, without_report=reason)
            )

        self.show(sheet, save)

    # --- the program ----------------------------------------------------------------------------------------

    def key_list(self) -> None:
        """Tastaturliste."""
        self.show(KeyList(self.theme, self.window))

    # --- messages -------------------------------------------------------------------------------------------

    def take(self) -> None:
        """Ta ansvar."""
        reader = self._work.reader()
        if reader is not None:
            reader.presenter.take()

    def match_open(self) -> None:
        """Knytt til opphold."""
        reader = self._work.reader()
        if reader is not None:
            self._match(reader)

    def _match(self, reader: object) -> None:
        if not isinstance(reader, ReaderPane) or reader.opened is None:
            return
        opened = reader.opened
        row = opened.row
        if not row.triage:
            return
        said = ", ".join(
            part for part in (opened.banner.name, opened.banner.person, opened.banner.number) if part
        )

        def show(stays: list[StayRow]) -> None:
            likely = frozenset(s.stay_id for s in stays if might_be(s, row.patient_name, row.born_on))
            sheet = MatchSheet(self.theme, self.window, said, stays, likely)
            self.show(sheet, lambda: reader.presenter.match(sheet.stay_id()) if sheet.stay_id() else None)

        reader.presenter.candidates(show)

    def print_open(self) -> None:
        """Skriv ut: the open message, or the message being written."""
        if self._work.currentWidget() is self._work.compose:
            self._work.writing.print_draft()
            return
        reader = self._work.reader()
        if reader is not None:
            self._print(reader)

    def _print(self, reader: object) -> None:
        if isinstance(reader, ReaderPane) and reader.opened is not None:
            self.print_message(reader.opened.msg_id)

    def print_message(self, msg_id: str) -> None:
        """Show a message as paper; printing or saving it is logged."""

        def show(pdf: bytes) -> None:
            self.show(
                PrintSheet(
                    self.theme,
                    self.window,
                    pdf,
                    "Forhåndsvisning",
                    f"PLO-{msg_id[:8]}.pdf",
                    lambda: self._session.act(lambda desk: print_out.printed(desk, msg_id)),
                    lambda: self._session.act(lambda desk: print_out.copied(desk, "pdf-fil", msg_id=msg_id)),
                )
            )

        self._session.ask_here(lambda desk: print_out.preview(desk, msg_id), show)

    def paper(self, pdf: object, title: str) -> None:
        """Show the message being written as paper."""
        if isinstance(pdf, bytes):
            stay_id = self._work.stay_id()

            def note(how: str) -> None:
                self._session.act(lambda desk: print_out.copied(desk, how, stay_id=stay_id))

            sheet = PrintSheet(
                self.theme,
                self.window,
                pdf,
                f"Utkast: {title}",
                "PLO-utkast.pdf",
                lambda: note("utkast på papir"),
                lambda: note("utkast som pdf-fil"),
            )
            self.show(sheet)

    def raw_open(self) -> None:
        """Detaljer: the exact bytes, for IT only."""
        reader = self._work.reader()
        if reader is None or reader.opened is None or not reader.presenter.is_it:
            return
        title = f"{reader.opened.row.title}  {reader.opened.msg_id}"
        reader.presenter.raw(lambda data: self.show(RawSheet(self.theme, self.window, title, data)))

    def copy_id(self) -> None:
        """Copy the open message's id."""
        reader = self._work.reader()
        if reader is not None and reader.opened is not None:
            QGuiApplication.clipboard().setText(reader.opened.msg_id)
