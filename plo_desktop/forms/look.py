"""What a form needs to know of the theme, as a protocol, because the theme itself lives above the forms."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QColor, QFont, QIcon, QPixmap


class StateColours(Protocol):
    """How one state looks: its icon, and "#RRGGBB" for chip and plain text."""

    @property
    def icon(self) -> str: ...
    @property
    def fill(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def edge(self) -> str: ...
    @property
    def plain(self) -> str: ...


class Look(Protocol):
    """Colours, icons, type and measures of the theme in force.

    Labels get their type by the property `role`, buttons by `kind`, fields that must be mended by `fault`.
    """

    def color(self, name: str) -> QColor:
        """Return a colour of the tokens."""
        ...

    def state(self, name: str) -> StateColours:
        """Return how a state looks."""
        ...

    def font(self, face: str, weight: int = 0) -> QFont:
        """Return a face of the type scale; `weight` overrides its own."""
        ...

    def pixmap(self, name: str, colour: str, size: int = 16) -> QPixmap:
        """Return an icon; `colour` is a token's name or "#RRGGBB", `size` grows with the text."""
        ...

    def icon(self, name: str, colour: str = "text", size: int = 16) -> QIcon:
        """Return an icon for buttons and lists."""
        ...

    def px(self, size: int) -> int:
        """Return a length that grows with the text, in pixels."""
        ...
