"""Draws the icons in a colour of the tokens at exactly the size they are used at."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from plo_desktop.base.resources import read_text


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return read_text(f"icons/{name}.svg")


@lru_cache(maxsize=1024)
def icon_pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """Return the icon `name` in `colour` ("#RRGGBB"), `size` logical pixels square, for a device ratio."""
    data = QByteArray(_source(name).replace("currentColor", colour).encode())
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(data).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, colour: str, size: int = 16, ratio: float = 1.0) -> QIcon:
    """Return the icon as QIcon, for menus and line edits."""
    return QIcon(icon_pixmap(name, colour, size, ratio))


def icon_bytes(name: str) -> bytes:
    """Return the drawing itself; tests tell states apart by it."""
    return _source(name).encode()
