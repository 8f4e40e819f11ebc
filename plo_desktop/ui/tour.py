"""Walks through the main job with real key events and writes down what a person would have seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from plo_desktop.base.clock import SetClock
from plo_desktop.domain.log_rows import MessageFilter
from plo_desktop.services import print_out, read
from plo_desktop.services.desk import Desk
from plo_desktop.ui.frame.main_window import MainWindow
from plo_desktop.ui.reader.print_sheet import PrintSheet
from plo_desktop.ui.stay.admit_sheet import AdmitSheet

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_HOLD = timedelta(seconds=11)
_DIGITS = {"1": Qt.Key.Key_1, "2": Qt.Key.Key_2, "3": Qt.Key.Key_3, "7": Qt.Key.Key_7}


class TourStopped(Exception):
    """The program did not come where the tour expected it; the text says where."""


@dataclass
class Tour:
    """One walk. `said` are the lines to print at the end."""

    window: MainWindow
    clock: SetClock
    desk: Desk
    out: Path
    said: list[str] = field(default_factory=list)
    _number: int = 0

    def walk(self) -> None:
        """Do the whole main job. Raises TourStopped when a step has no effect."""
        self._key(Qt.Key.Key_3, _CTRL)
        self._picture("pasienter")
        self._admit()
        self._notify()
        self._read_and_sign()
        self._write_helseopplysninger()
        self._declare_ready()
        self._ask()
        self._report_a_fault()
        self._print()
        self._write_files()

    # --- steps ----------------------------------------------------------------------------------------------

    def _admit(self) -> None:
        self._key(Qt.Key.Key_N, _CTRL | _SHIFT)
        sheet = self.window.sheets.open
        if not isinstance(sheet, AdmitSheet):
            raise TourStopped("Arket «Legg inn pasient» åpnet seg ikke.")
        for widget, text in (
            (sheet.family, "Leistad"),
            (sheet.given, "Ann Kristin"),
            (sheet.number, "11079500412"),
            (sheet.bed, "313-1"),
        ):
            widget.setFocus()
            widget.selectAll()
            self._type(text)
        sheet.born.setFocus()
        sheet.kommune.setFocus()
        self._type("Alvdal")
        self._picture("legg-inn-pasient")
        self._key(Qt.Key.Key_Return, _CTRL)
        if sheet.isVisible():
            raise TourStopped("Pasienten ble ikke lagt inn.")
        self._picture("pasienten-er-lagt-inn")

    def _notify(self) -> None:
        self._compose("1")
        self._picture("melding-om-innlagt-pasient")
        self._key(Qt.Key.Key_Return, _CTRL)
        self._picture("sendes-om-10-sekunder")
        self._pass(_HOLD)
        self._sent("LOG_INNLAGT")
        for _ in range(6):
            self._pass(timedelta(seconds=30))
        self._picture("kommunen-har-svart")

    def _read_and_sign(self) -> None:
        self._key(Qt.Key.Key_1, _CTRL)
        self._picture("frister-med-usignert-innleggelsesrapport")
        opened = self.window.workspace.deadlines.reader.opened
        if opened is None or not opened.primary:
            raise TourStopped("Innleggelsesrapporten står ikke i Frister.")
        row = self.desk.store.message(opened.msg_id)
        if row is None or row.signed_at is not None:
            raise TourStopped("Meldingen ble signert av å bli lest.")
        self._key(Qt.Key.Key_Return, _CTRL)
        self._picture("signert-kan-angres-i-10-sekunder")
        self._pass(_HOLD)
        row = self.desk.store.message(opened.msg_id)
        if row is None or row.signed_at is None:
            raise TourStopped("Innleggelsesrapporten ble ikke signert.")
        self._picture("frister-etter-signering")

    def _write_helseopplysninger(self) -> None:
        self._key(Qt.Key.Key_3, _CTRL)
        self._compose("2")
        for name, text in (
            ("pasientens_status", "Innlagt i natt etter fall hjemme. Smertelindret, oppegående med gåstol."),
            ("antatt_forlop", "Opereres i dag. Ventes mobilisert i morgen, hjem etter tre til fire døgn."),
            ("forventet_utskrivningsklar", "+3"),
            ("funksjon_og_behov", "Trenger hjelp til personlig hygiene og til å gå i trapp."),
        ):
            self._fill(name, text)
        self._picture("helseopplysninger-fylt-ut")
        self._key(Qt.Key.Key_Return, _CTRL)
        self._pass(_HOLD)
        self._sent("HELSEOPPL_SOKNAD")
        self._picture("helseopplysninger-sendt")

    def _declare_ready(self) -> None:
        for _ in range(4):
            self._pass(timedelta(seconds=30))
        self._key(Qt.Key.Key_3, _CTRL)
        self._compose("3")
        self._fill("besluttet_av", "Magnar Koman")
        self._fill("besluttet_av_yrke", "Lege")
        self._fill("besluttet_av_hpr", "9144889")
        self._picture("utskrivningsklar")
        self._key(Qt.Key.Key_Return, _CTRL)
        self._fill("sykepleiesammenfatning", "Mobilisert etter operasjon. Går med gåstol med tilsyn.")
        self._fill("praktisk", "Pårørende er informert. Gåstol følger med hjem.")
        self._picture("utskrivningsrapport")
        self._key(Qt.Key.Key_Return, _CTRL)
        self._pass(_HOLD)
        self._sent("LOG_UTSKRIVNINGSKLAR")
        self._sent("UTSKRIVNINGSRAPPORT")
        for _ in range(4):
            self._pass(timedelta(seconds=30))
        self._picture("oppholdet-etter-utskrivningsklar")

    def _ask(self) -> None:
        self._key(Qt.Key.Key_3, _CTRL)
        self._compose("7")
        self._key(Qt.Key.Key_2, _NONE)
        self._fill("sporsmal", "Hvilken dosering av blodfortynnende hadde pasienten hjemme?")
        self._picture("foresporsel")
        self._key(Qt.Key.Key_Return, _CTRL)
        self._pass(_HOLD)
        self._sent("DIALOG_FORESPORSEL")
        for _ in range(8):
            self._key(Qt.Key.Key_Shift, _NONE)
            self._pass(timedelta(seconds=30))
        answers = self.desk.store.messages(MessageFilter(type_code="DIALOG_SVAR", direction="inn"))
        if not answers:
            raise TourStopped("Kommunen svarte ikke på forespørselen.")
        self.window.workspace.show_message(answers[0].msg_id)
        self._picture("svaret-i-traden")

    def _report_a_fault(self) -> None:
        self._key(Qt.Key.Key_D, _CTRL)
        self._picture("hva-er-galt")
        self._key(Qt.Key.Key_2, _NONE)
        self._fill("tekst", "Styrken på legemiddelet mangler i svaret.")
        self._picture("avvik")
        self._key(Qt.Key.Key_Return, _CTRL)
        self._pass(_HOLD)
        self._sent("DIALOG_AVVIK")

    def _print(self) -> None:
        self._key(Qt.Key.Key_2, _CTRL)
        self._picture("innboks")
        self._key(Qt.Key.Key_P, _CTRL)
        sheet = self.window.sheets.open
        if not isinstance(sheet, PrintSheet):
            raise TourStopped("Forhåndsvisningen åpnet seg ikke.")
        self._picture("forhandsvisning-av-utskrift")
        sheet.save_to(self.out / "utskrift.pdf")
        self.said.append("Utskrift: utskrift.pdf")

    def _write_files(self) -> None:
        rows = list(reversed(self.desk.store.messages(MessageFilter(receipts=True, limit=1000))))
        for number, row in enumerate(rows, start=1):
            stem = f"melding-{number:02}-{row.direction}-{row.type_code.lower()}"
            (self.out / f"{stem}.xml").write_bytes(read.raw(self.desk, row.msg_id))
            if not row.is_receipt:
                (self.out / f"{stem}.pdf").write_bytes(print_out.preview(self.desk, row.msg_id))
        self.said.insert(0, f"{self._number} skjermbilder, {len(rows)} meldinger med PDF i {self.out}")

    # --- hands ----------------------------------------------------------------------------------------------

    def _compose(self, digit: str) -> None:
        self._key(Qt.Key.Key_N, _CTRL)
        self._key(_DIGITS[digit], _NONE)
        if not self.window.workspace.writing.is_open:
            told = self.window.notice.text
            raise TourStopped(f"Skjema {digit} åpnet seg ikke. {told}".strip())

    def _fill(self, name: str, text: str) -> None:
        form = self.window.workspace.compose.form
        if form is None:
            raise TourStopped("Ingen melding skrives.")
        if name in self.window.workspace.compose.content().by_name():
            return
        form.focus_field(name)
        self._type(text)

    def _sent(self, type_code: str) -> None:
        rows = self.desk.store.messages(MessageFilter(type_code=type_code, direction="ut"))
        if not rows or rows[0].handed_over_at is None:
            raise TourStopped(f"{type_code} ble ikke sendt.")

    def _key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        QTest.keyClick(self._target(), key, modifiers)
        QApplication.sendPostedEvents()

    def _type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        if focused is None:
            raise TourStopped("Ingen felt har fokus.")
        QTest.keyClicks(focused, text)

    def _target(self) -> QWindow:
        top = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window.frame
        handle = top.windowHandle()
        if handle is None:
            raise TourStopped("Vinduet er ikke vist.")
        return handle

    def _pass(self, step: timedelta) -> None:
        self.clock.advance(step)
        self.window.pulse()

    def _picture(self, name: str) -> None:
        self._number += 1
        QApplication.sendPostedEvents()
        top = QApplication.activeModalWidget() or self.window.frame
        top.grab().save(str(self.out / f"{self._number:02}-{name}.png"))
