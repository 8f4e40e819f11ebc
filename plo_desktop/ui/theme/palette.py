"""Turns tokens into the palette that Fusion draws with."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from plo_desktop.ui.theme.tokens import Tokens

_ROLES = {
    QPalette.ColorRole.Base: "page",
    QPalette.ColorRole.Window: "chrome",
    QPalette.ColorRole.Button: "page",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line2",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Light: "page",
    QPalette.ColorRole.Shadow: "line2",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "text",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Highlight: "sel",
    QPalette.ColorRole.Accent: "ink",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.ToolTipBase: "page",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "text",
    QPalette.ColorRole.LinkVisited: "text",
}


def make_palette(tokens: Tokens) -> QPalette:
    """Return the palette of one mode; what cannot be used is `text3`."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(tokens.colors[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.colors["text3"]))
    return palette
