"""Avvik: tells the sender what is wrong with a message we have accepted (SSHF 5.9, HIS 1151).

The profile has one text for all of it, so consequences and proposals (Q-05) stand in the description.
"""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.dialog_sections import ALSO_SENT, NOTE, ROOT, contact, named_contact, text_field
from plo_desktop.messages.kinds import Choice
from plo_desktop.messages.spec import Direction, Family, Field, MessageType, Place, Section, Step, listed

WRONG_ADDRESS, LACKING, OTHER = "1", "2", "9"
"""Feilsending, Mangelfulle opplysninger and Annet of SSHF 5.9; 8117 calls the first one «Feil adressat»."""

ARSAK = Field(
    "arsak",
    Choice("8117", (WRONG_ADDRESS, LACKING, OTHER)),
    QT_TRANSLATE_NOOP("messages", "Hva er galt"),
    Place((NOTE, Step("dia:TemaKodet"))),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Feilsending (feil adressat), mangelfulle opplysninger eller annet"),
)
BESKRIVELSE = text_field(
    QT_TRANSLATE_NOOP("messages", "Beskrivelse"),
    QT_TRANSLATE_NOOP(
        "messages", "Hva som er galt, hva dere ønsker, og gjerne konsekvens og forslag til forbedring"
    ),
)
AVVIK = MessageType(
    code="DIALOG_AVVIK",
    title=QT_TRANSLATE_NOOP("messages", "Avvik"),
    wire_title="Tilbakemelding om feil i mottatt melding",
    root=ROOT,
    child="dia:Notat",
    family=Family.DIALOG,
    direction=Direction.BOTH,
    sections=(
        Section("avvik", QT_TRANSLATE_NOOP("messages", "Avvik"), listed(ARSAK, BESKRIVELSE)),
        contact(NOTE),
    ),
    version="1.0",
    checks=(named_contact,),
    printable=False,
    standings=("N",),
    aliases=("avvik", "avviksmelding"),
    number=10,
    also_sent=ALSO_SENT,
    answers=True,
)
