"""Editor for a person's name that offers who was written before: two letters, and Enter, Tab or an arrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QListWidget, QScrollArea, QWidget

from plo_desktop.forms.editors.text import LineEditor
from plo_desktop.forms.look import Look
from plo_desktop.forms.offers import Offer, fitting, the_only
from plo_desktop.forms.style import popup_sheet

_MOST_ROWS = 6


class PersonEditor(LineEditor):
    """A line for a name. `taken` carries the number of the offer that a person took.

    The list below the field is no window of its own, so that keys go on coming to the field.
    """

    taken = Signal(int)

    def __init__(self, look: Look, characters: int, longest: int) -> None:
        self._offers: tuple[Offer, ...] = ()
        self._shown: tuple[int, ...] = ()
        self._list: QListWidget | None = None
        super().__init__(look, characters, longest)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._find)
        self.left.connect(self._on_left)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer these from now on."""
        self._offers = tuple(offers)
        self.line.setToolTip("Skriv to bokstaver, eller trykk Alt+Pil ned" if self._offers else "")

    def offered(self) -> tuple[str, ...]:
        """Return what the list shows now; empty when there is none."""
        if self._list is None or self._list.isHidden():
            return ()
        return tuple(self._list.item(row).text() for row in range(self._list.count()))

    def restyle(self) -> None:
        """Take field and list from the theme again."""
        super().restyle()
        if self._list is not None:
            self._dress(self._list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let keys walk in the list, take from it and close it, before the field or the form has them."""
        if (
            watched is not self.line
            or event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
        ):
            return super().eventFilter(watched, event)
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.offered():
            return self._in_list(key)
        if self._offers and (key == Qt.Key.Key_F4 or (alt and key == Qt.Key.Key_Down)):
            self._show(tuple(range(len(self._offers))))
            return True
        return False

    def _in_list(self, key: Qt.Key) -> bool:
        shown = self._list
        if shown is None:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            shown.setCurrentRow((shown.currentRow() + step) % shown.count())
            self._say(shown.currentItem().text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(shown.currentRow())
        elif key == Qt.Key.Key_Escape:
            shown.hide()
        else:
            return False
        return True

    def _find(self, text: str) -> None:
        self._show(fitting(self._offers, text))

    def _show(self, numbers: tuple[int, ...]) -> None:
        self._shown = numbers
        if not numbers:
            if self._list is not None:
                self._list.hide()
            return
        shown = self._made()
        shown.clear()
        shown.addItems([_row_words(self._offers[number]) for number in numbers])
        shown.setCurrentRow(0)
        self._place(shown)
        shown.show()
        shown.raise_()
        count = "1 forslag" if len(numbers) == 1 else f"{len(numbers)} forslag"
        self._say(f"{count}: {shown.item(0).text()}. Enter tar det, pil ned går til neste.")

    def _made(self) -> QListWidget:
        if self._list is None:
            made = QListWidget(self.window())
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.setAccessibleName("Forslag")
            made.clicked.connect(self._on_clicked)
            self.destroyed.connect(made.deleteLater)
            self._dress(made)
            self._list = made
            area: QWidget | None = self
            while area is not None and not isinstance(area, QScrollArea):
                area = area.parentWidget()
            if isinstance(area, QScrollArea):
                area.verticalScrollBar().valueChanged.connect(made.hide)
        return self._list

    def _dress(self, shown: QListWidget) -> None:
        shown.setStyleSheet(popup_sheet(self._look))
        shown.setFont(self._look.font("dense"))

    def _place(self, shown: QListWidget) -> None:
        """Stand below the field, or above it where there is no room."""
        window = self.window()
        metrics = QFontMetricsF(shown.font())
        widest = max(metrics.horizontalAdvance(shown.item(row).text()) for row in range(shown.count()))
        row = max(shown.sizeHintForRow(0), self._look.px(30))
        height = min(shown.count(), _MOST_ROWS) * row + 10
        width = max(round(widest) + self._look.px(36), self.line.width())
        below = self.line.mapTo(window, QPoint(0, self.line.height() + 2))
        top = below.y()
        if top + height > window.height():
            top = max(0, self.line.mapTo(window, QPoint(0, -2)).y() - height)
        shown.setGeometry(QRect(below.x(), top, min(width, window.width() - below.x() - 8), height))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        if self._list is not None:
            self._list.hide()
        if 0 <= row < len(self._shown):
            self.taken.emit(self._shown[row])

    def _on_left(self) -> None:
        """Take the only one that fits when the field is left, as every list of choices does."""
        waits = bool(self.offered())
        if self._list is not None:
            self._list.hide()
        if waits and (number := the_only(self._offers, self.line.text())) is not None:
            self.taken.emit(number)

    def _say(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, words))


def _row_words(offer: Offer) -> str:
    return f"{offer.words}   {offer.detail}".rstrip()
