"""The bundled font can write every name of the country, on screen and on paper."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QRawFont

import dev

pytestmark = pytest.mark.usefixtures("qapp")  # Qt reads fonts only once an application lives

FONTS = dev.ROOT / "resources" / "fonts"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
NORWEGIAN = "æøåÆØÅäöüéèêòóôÄÖÔ"
SAMI = "áčđŋšŧžÁČĐŊŠŦŽñïǩǥǧʒǯǨǤǦƷǮ"
SIGNS = "½✓–—•≥≤→←…«»×°µ²□"


@pytest.mark.parametrize("weight", WEIGHTS)
def test_each_weight_holds_the_letters(weight: str) -> None:
    """No box ever stands for a letter in a name."""
    font = QRawFont(str(FONTS / f"Inter-{weight}.ttf"), 16, QFont.HintingPreference.PreferNoHinting)
    assert font.isValid()
    missing = [sign for sign in NORWEGIAN + SAMI + SIGNS if not font.supportsCharacter(ord(sign))]
    assert missing == []


def test_the_four_files_are_one_family_with_four_weights() -> None:
    """`QFont("Inter")` with a weight finds the drawn weight, not a thickened one."""
    for weight in WEIGHTS:
        assert QFontDatabase.addApplicationFont(str(FONTS / f"Inter-{weight}.ttf")) >= 0
    for wanted in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold):
        font = QFont("Inter")
        font.setWeight(wanted)
        found = QFontInfo(font)
        assert (found.family(), found.weight()) == ("Inter", wanted.value)


@pytest.mark.parametrize("weight", WEIGHTS)
def test_each_weight_is_truetype_with_the_features_the_screens_use(weight: str) -> None:
    """ReportLab takes `glyf` outlines only; lists need figures of one width and an l unlike I and 1."""
    font = QRawFont(str(FONTS / f"Inter-{weight}.ttf"), 16)
    assert font.fontTable("glyf").size() > 0
    assert font.fontTable("CFF ").size() == 0
    features = bytes(font.fontTable("GSUB").data())
    assert b"tnum" in features
    assert b"cv05" in features


def test_the_licence_lies_beside_the_font() -> None:
    """The Open Font License asks for it."""
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")
