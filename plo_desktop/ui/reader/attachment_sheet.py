"""Shows one attachment inside the program, from memory, so that no file is left behind on the machine."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from plo_desktop.messages.attachment import PDF, TEXT
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.labels import column, frame, label
from plo_desktop.ui.reader.pdf_pages import first_pages
from plo_desktop.ui.theme.theme import Theme

_MOST_PAGES = 20
_MARGIN = 64
_LARGEST = QSize(20_000, 20_000)


class AttachmentSheet(QDialog):
    """A picture, the pages of a PDF, or text. What cannot be drawn says so and offers to be saved.

    `save` is the button that saves; whoever opens the sheet connects it.
    """

    def __init__(
        self, theme: Theme, parent: QWidget, name: str, facts: str, media_type: str, data: bytes
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Vedlegg")
        self.setModal(True)
        self.resize(min(parent.width() - 80, theme.px(980)), max(parent.height() - 80, 480))
        box = column(self)
        head = frame("chrome", "bottom")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 10, 24, 10)
        row.addWidget(label(name, "title", wrap=True), 1)
        row.addWidget(label(facts, "caption2"))
        box.addWidget(head)
        self.shows = True
        box.addWidget(self._view(name, media_type, data), 1)
        bar = frame("chrome", "top2")
        foot = QHBoxLayout(bar)
        foot.setContentsMargins(24, 11, 24, 11)
        foot.setSpacing(8)
        self.leave = KeyHintButton(theme, "Lukk", "Esc", kind="primary")
        self.save = KeyHintButton(theme, "Lagre …")
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        foot.addStretch(1)
        self.leave.clicked.connect(self.accept)
        box.addWidget(bar)
        self.leave.setFocus()

    def _view(self, name: str, media_type: str, data: bytes) -> QWidget:
        if media_type == TEXT:
            return _text(name, data)
        room = max(300, self.width() - _MARGIN)
        images, left = first_pages(data, _MOST_PAGES, room) if media_type == PDF else (_image(data, room), 0)
        if not images:
            self.shows = False
            return _broken()
        return _pages(name, images, left)


def _text(name: str, data: bytes) -> QWidget:
    text = QPlainTextEdit(data.decode("utf-8-sig", errors="replace"))
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(f"Teksten i {name}")
    return text


def _image(data: bytes, room: int) -> list[QImage]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() > _LARGEST.width() or size.height() > _LARGEST.height():
        return []
    if size.width() > room:
        reader.setScaledSize(size.scaled(room, _LARGEST.height(), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return [] if image.isNull() else [image]


def _pages(name: str, images: list[QImage], left: int) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName(f"Innholdet i {name}")
    inner = QWidget()
    inner.setProperty("surface", "sunken")
    sheets = QVBoxLayout(inner)
    sheets.setSpacing(16)
    for number, image in enumerate(images, start=1):
        page = QLabel()
        page.setPixmap(QPixmap.fromImage(image))
        page.setAccessibleName(f"Side {number} av {len(images) + left}")
        sheets.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
    if left:
        said = f"{left} sider til vises ikke her. Lagre filen for å lese dem."
        sheets.addWidget(label(said, "strong"), 0, Qt.AlignmentFlag.AlignHCenter)
    sheets.addStretch(1)
    area.setWidget(inner)
    return area


def _broken() -> QWidget:
    page = frame("page")
    box = column(page, (24, 24, 24, 24))
    said = "Filen lar seg ikke vise. Den kan være skadet eller låst med passord."
    box.addWidget(label(said, "body", wrap=True))
    box.addWidget(label("Lagre den, eller be avsenderen sende den på nytt som PDF.", "body2", wrap=True))
    box.addStretch(1)
    return page
