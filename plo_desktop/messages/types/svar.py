"""Svar på forespørsel: answers one question and repeats it, so that the asker sees both (HIS 1152)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.dialog_sections import (
    ALSO_SENT,
    DATO,
    NOTE,
    ROOT,
    contact,
    named_contact,
    text_field,
    theme,
)
from plo_desktop.messages.spec import Direction, Family, MessageType, Section, listed

SVAR_TEKST = text_field(QT_TRANSLATE_NOOP("messages", "Svar"))

SVAR = MessageType(
    code="DIALOG_SVAR",
    title=QT_TRANSLATE_NOOP("messages", "Svar på forespørsel"),
    wire_title="Svar på forespørsel",
    root=ROOT,
    child="dia:Notat",
    family=Family.DIALOG,
    direction=Direction.BOTH,
    sections=(
        Section("svar", QT_TRANSLATE_NOOP("messages", "Svar"), listed(SVAR_TEKST, DATO)),
        contact(NOTE),
    ),
    version="1.0",
    checks=(named_contact,),
    printable=False,
    standings=("N",),
    aliases=("svar",),
    # Told apart by the theme, which is not shown; received ones with an older theme show its words.
    by_standing=(theme("9069", "5"),),
    number=9,
    also_sent=ALSO_SENT,
    answers=True,
    repeats_question=True,
)
