"""Notat: a word that nobody has asked for, or the municipality's answer to utskrivningsklar."""

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
)
from plo_desktop.messages.kinds import Choice
from plo_desktop.messages.spec import Direction, Family, Field, MessageType, Place, Section, Step, listed

ANSWER_ON_READY = ("9155", "1")
"""Theme of «Tilbakemelding på mottak av utskrivningsklar pasient» (process rules 1, step 11)."""

TEMA = Field(
    "tema",
    Choice("7321", ("6", "4", "1")),
    QT_TRANSLATE_NOOP("messages", "Tema"),
    Place((NOTE, Step("dia:TemaKodet"))),
    required=True,
    prefill="note.theme",
)
NOTAT_TEKST = text_field(QT_TRANSLATE_NOOP("messages", "Notat"))

NOTAT = MessageType(
    code="DIALOG_NOTAT",
    title=QT_TRANSLATE_NOOP("messages", "Notat"),
    wire_title="Notat",
    root=ROOT,
    child="dia:Notat",
    family=Family.DIALOG,
    direction=Direction.BOTH,
    sections=(
        Section("notat", QT_TRANSLATE_NOOP("messages", "Notat"), listed(TEMA, NOTAT_TEKST, DATO)),
        contact(NOTE),
    ),
    version="1.0",
    checks=(named_contact,),
    digit=8,
    printable=False,
    receiver_service="sykepleie",
    standings=("N",),
    aliases=("notat", "melding"),
    number=11,
    also_sent=ALSO_SENT,
)
