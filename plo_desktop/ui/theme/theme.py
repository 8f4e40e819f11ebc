"""The look in force: mode and text size, and what every widget asks it for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QDir, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from plo_desktop.base.resources import resource_dir
from plo_desktop.ui.theme.fonts import FRAME_CUTS, OTHER_CUTS, load_fonts, make_font
from plo_desktop.ui.theme.icons import icon, icon_pixmap
from plo_desktop.ui.theme.palette import make_palette
from plo_desktop.ui.theme.stylesheet import stylesheet
from plo_desktop.ui.theme.tokens import Mode, StateLook, Tokens, tokens


class Theme(QObject):
    """Mode and text size of the program; `changed` when either moves.

    With `bare`, widgets get their look by `dress`, once all are made: Qt styles a widget and all in it anew
    each time it is put into another, which is more than half the time that a window takes to make.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, mode: Mode = Mode.LIGHT, percent: int = 100, *, bare: bool = False
    ) -> None:
        super().__init__(app)
        self._app = app
        self._bare = bare
        self._mode = mode
        self._percent = percent
        self._fonts: dict[tuple[str, int], QFont] = {}
        load_fonts(FRAME_CUTS if bare else (*FRAME_CUTS, *OTHER_CUTS))
        QDir.addSearchPath("plo", str(resource_dir() / "icons"))
        app.setStyle("Fusion")
        self._apply()

    def dress(self) -> None:
        """Give all widgets their look, when the theme was made `bare`; harmless when repeated."""
        if self._bare:
            self._bare = False
            self._style()

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """Make many widgets inside, and give all their look once at its end; nothing is painted meanwhile."""
        load_fonts(OTHER_CUTS)
        self._bare = True
        self._app.setStyleSheet("")
        try:
            yield
        finally:
            self.dress()

    @property
    def tokens(self) -> Tokens:
        """The tokens of the present mode."""
        return tokens(self._mode)

    @property
    def mode(self) -> Mode:
        """Light or dark."""
        return self._mode

    @property
    def percent(self) -> int:
        """Text size in per cent, 90–200."""
        return self._percent

    def set_mode(self, mode: Mode) -> None:
        """Change to light or dark at once in all windows."""
        if mode != self._mode:
            self._mode = mode
            self._apply()

    def set_percent(self, percent: int) -> None:
        """Set the text size; the nearest allowed step is taken."""
        nearest = min(self.tokens.text_steps, key=lambda step: abs(step - percent))
        if nearest != self._percent:
            self._percent = nearest
            self._apply()

    def step(self, direction: int) -> None:
        """Make the text one step larger (1), smaller (-1), or 100 % (0)."""
        steps = self.tokens.text_steps
        if direction == 0:
            self.set_percent(100)
            return
        place = steps.index(self._percent) + direction
        self.set_percent(steps[max(0, min(len(steps) - 1, place))])

    def px(self, size: int | str) -> int:
        """Return a size in pixels grown by the text size; a name is looked up among sizes and rows."""
        if isinstance(size, str):
            size = self.tokens.sizes.get(size) or self.tokens.rows[size]
        return round(size * self._percent / 100)

    def color(self, name: str) -> QColor:
        """Return a colour of the tokens."""
        return QColor(self.tokens.colors[name])

    def state(self, name: str) -> StateLook:
        """Return how a state looks; an unknown one looks like "annet"."""
        return self.tokens.states.get(name, self.tokens.states["annet"])

    def font(self, face: str, weight: int = 0) -> QFont:
        """Return a face of the type scale at the present size; `weight` overrides its own."""
        known = self.tokens.faces[face]
        key = (face, weight or known.weight)
        if key not in self._fonts:
            self._fonts[key] = make_font(known.pt * self._percent / 100, key[1])
        return self._fonts[key]

    def prose_font(self, face: str, weight: int = 0) -> QFont:
        """Return a face for names and reading text, whose hyphens must not be as wide as a figure."""
        known = self.tokens.faces[face]
        key = (f"{face} prose", weight or known.weight)
        if key not in self._fonts:
            self._fonts[key] = make_font(known.pt * self._percent / 100, key[1], ("cv05",))
        return self._fonts[key]

    def pixmap(self, name: str, colour: str, size: int = 16, ratio: float = 0) -> QPixmap:
        """Return an icon; `colour` is a token name or "#RRGGBB", `size` grows with the text."""
        wanted = colour if colour.startswith("#") else self.tokens.colors[colour]
        return icon_pixmap(name, wanted, self.px(size), ratio or self.ratio())

    def icon(self, name: str, colour: str = "text", size: int = 16) -> QIcon:
        """Return an icon for menus and fields."""
        return icon(name, self.tokens.colors[colour], self.px(size), self.ratio())

    def ratio(self) -> float:
        """Return the device pixel ratio of the main screen."""
        return self._app.devicePixelRatio()

    def _apply(self) -> None:
        self._fonts.clear()
        self._app.setPalette(make_palette(self.tokens))
        self._app.setFont(self.font("dense"))
        if not self._bare:
            self._style()
        self.changed.emit()

    def _style(self) -> None:
        self._app.setStyleSheet(stylesheet(self.tokens, self._percent / 100))


def hair(colour: QColor, width: float = 1, dashed: bool = False) -> QPen:
    """Return a pen that is `width` device pixels wide at every scale."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    if dashed:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
    return pen


def on_half_pixels(rect: QRectF) -> QRectF:
    """Return the rectangle moved so that a one-pixel line is sharp."""
    return QRectF(rect.x() + 0.5, rect.y() + 0.5, rect.width() - 1, rect.height() - 1)
