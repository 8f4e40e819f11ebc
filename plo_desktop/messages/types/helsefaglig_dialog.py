"""Helsefaglig dialog: Dialogmelding 1.1, with which some regions ask, answer and tell (HIS 1077)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.dialog_sections import (
    DATO,
    NOTE,
    ROOT,
    contact,
    named_contact,
    text_field,
    theme,
    wanted,
)
from plo_desktop.messages.kinds import LineText
from plo_desktop.messages.spec import Direction, Family, Field, MessageType, Place, Section, Step, listed

EMNE = Field(
    "emne",
    LineText(200),
    QT_TRANSLATE_NOOP("messages", "Emne"),
    Place((NOTE, Step("dia:Tema"))),
    required=True,
)
DIALOG_TEKST = text_field(QT_TRANSLATE_NOOP("messages", "Tekst"))

HELSEFAGLIG_DIALOG = MessageType(
    code="DIALOG_HELSEFAGLIG",
    title=QT_TRANSLATE_NOOP("messages", "Helsefaglig dialog"),
    wire_title="Helsefaglig dialog",
    root=ROOT,
    child="dia:Notat",
    family=Family.DIALOG,
    direction=Direction.BOTH,
    sections=(
        Section("dialog", QT_TRANSLATE_NOOP("messages", "Dialog"), listed(EMNE, DIALOG_TEKST, DATO)),
        wanted(NOTE),
        contact(NOTE),
    ),
    version="1.1",
    checks=(named_contact,),
    printable=False,
    standings=("N",),
    aliases=("helsefaglig",),
    by_standing=(theme("7322", "6"),),
    number=12,
    answers=True,
    attachments=True,
)
