"""Loads Inter and gives every face of the type scale with tabular figures."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from plo_desktop.base.resources import resource_dir

FAMILY = "Inter"
MONO = "DejaVu Sans Mono"
FRAME_CUTS = ("Regular", "Medium", "SemiBold")
"""What the frame round the screens is written in."""
OTHER_CUTS = ("Bold",)
_loaded: set[str] = set()


def load_fonts(cuts: tuple[str, ...]) -> None:
    """Make bundled cuts known to Qt; harmless when repeated."""
    for cut in cuts:
        if cut not in _loaded:
            _loaded.add(cut)
            QFontDatabase.addApplicationFont(str(resource_dir() / "fonts" / f"Inter-{cut}.ttf"))


def make_font(pt: float, weight: int, features: tuple[str, ...] = ("tnum", "cv05")) -> QFont:
    """Return Inter at `pt` points and `weight` 400–700, by default with figures of one width.

    `cv05` gives the l a tail. Inter's `tnum` also widens the hyphen, so names and prose are set without it.
    """
    font = QFont([FAMILY, "Segoe UI", "DejaVu Sans"])
    font.setPointSizeF(pt)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in features:
        font.setFeature(QFont.Tag(feature), 1)
    return font
