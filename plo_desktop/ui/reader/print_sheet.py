"""Shows a message as it will look on paper, and prints or saves exactly those bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.labels import column, frame, label
from plo_desktop.ui.theme.theme import Theme

_SCREEN_DPI = 110
_PAPER_DPI = 300


def page_images(pdf: bytes, dpi: int) -> list[QImage]:
    """Return every page of a PDF as a picture of its own."""
    # 70 ms to load, which the first window need not wait for.
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    images = []
    for page in document:
        bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
        data = bytes(bitmap.buffer)
        form = QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBA8888
        images.append(QImage(data, bitmap.width, bitmap.height, bitmap.stride, form).copy())
    document.close()
    return images


class PrintSheet(QDialog):
    """Preview with two ways out: paper and file; `printed` and `saved` are called when it went that way."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        pdf: bytes,
        title: str,
        file_name: str,
        printed: Callable[[], None],
        saved: Callable[[], None],
    ) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._file_name = file_name
        self._printed = printed
        self._saved = saved
        self.setWindowTitle("Skriv ut")
        self.setModal(True)
        self.resize(min(parent.width() - 80, theme.px(980)), max(parent.height() - 80, 480))
        box = column(self)
        head = frame("chrome", "bottom")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 10, 24, 10)
        images = page_images(pdf, _SCREEN_DPI)
        row.addWidget(label(title, "title"))
        row.addStretch(1)
        self.pages = len(images)
        row.addWidget(label(f"{len(images)} {'side' if len(images) == 1 else 'sider'}, A4", "caption2"))
        box.addWidget(head)
        box.addWidget(self._preview(images), 1)
        box.addWidget(self._bar(theme))

    def _preview(self, images: list[QImage]) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName("Forhåndsvisning av utskriften")
        inner = QWidget()
        inner.setProperty("surface", "sunken")
        sheets = QVBoxLayout(inner)
        sheets.setSpacing(16)
        for number, image in enumerate(images, start=1):
            page = QLabel()
            page.setPixmap(QPixmap.fromImage(image))
            page.setAccessibleName(f"Side {number} av {len(images)}")
            page.setStyleSheet("border: 1px solid #B9C2CC;")
            sheets.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        sheets.addStretch(1)
        area.setWidget(inner)
        return area

    def _bar(self, theme: Theme) -> QWidget:
        bar = frame("chrome", "top2")
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 11, 24, 11)
        row.setSpacing(8)
        self.print = KeyHintButton(theme, "Skriv ut …", "Enter", icon="skriver", kind="primary")
        self.save = KeyHintButton(theme, "Lagre som PDF …")
        self.leave = KeyHintButton(theme, "Lukk", "Esc")
        for button in (self.print, self.save, self.leave):
            row.addWidget(button)
        row.addStretch(1)
        self._reason = label("", "dense2")
        row.addWidget(self._reason)
        if not QPrinterInfo.availablePrinterNames():
            self.print.setEnabled(False)
            self._reason.setText("Ingen skriver er satt opp på denne maskinen. Lagre som PDF.")
        self.print.setDefault(True)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.reject)
        (self.print if self.print.isEnabled() else self.save).setFocus()
        return bar

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(_PAPER_DPI)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        painter = QPainter()
        if not painter.begin(printer):
            self._reason.setText("Skriveren svarer ikke. Lagre som PDF, eller velg en annen skriver.")
            return
        for number, image in enumerate(page_images(self._pdf, _PAPER_DPI)):
            if number:
                printer.newPage()
            painter.drawImage(painter.viewport(), image)
        painter.end()
        self._printed()
        self.accept()

    def _save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Lagre som PDF", self._file_name, "PDF (*.pdf)")
        if path:
            self.save_to(Path(path))

    def save_to(self, path: Path) -> None:
        """Write the PDF and tell that it left the program; a place that cannot be written to is said."""
        try:
            path.write_bytes(self._pdf)
        except OSError as wrong:
            self._reason.setText(f"Kunne ikke lagre: {wrong.strerror}. Velg en annen mappe.")
            return
        self._saved()
        self.accept()
