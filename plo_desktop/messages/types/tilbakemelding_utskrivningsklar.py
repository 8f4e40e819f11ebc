"""Tilbakemelding på utskrivningsklar: the municipality's answer as PLO 2.0 has it (wire-format 19)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import Choice, LineText, Moment, Prose, Rows, YesNo
from plo_desktop.messages.spec import Direction, Family, Field, MessageType, Place, Section, Step, listed

CHILD = "p1:TilbakemeldingUtskrivningsklarPasient"

HENDELSE_KODE = Field(
    "kode", Choice("9121"), QT_TRANSLATE_NOOP("messages", "Hendelse"), Place((Step("po:Hendelsekode"),))
)
HENDELSE_TEKST = Field(
    "beskrivelse",
    LineText(500),
    QT_TRANSLATE_NOOP("messages", "Beskrivelse"),
    Place((Step("po:BeskrivelseAvHendelse"),)),
)
HENDELSE_TID = Field(
    "tidspunkt",
    Moment(),
    QT_TRANSLATE_NOOP("messages", "Tidspunkt"),
    Place((Step("po:TidspunktForHendelse"),)),
    required=True,
)
HENDELSE_ANSLAG = Field(
    "anslag", YesNo(), QT_TRANSLATE_NOOP("messages", "Anslagsvis"), Place((Step("po:Anslag"),))
)
HENDELSE_MERKNAD = Field(
    "merknad", Prose(2), QT_TRANSLATE_NOOP("messages", "Merknad"), Place((Step("po:Merknad"),))
)
HENDELSER = Field(
    "hendelser",
    Rows(
        listed(HENDELSE_KODE, HENDELSE_TEKST, HENDELSE_TID, HENDELSE_ANSLAG, HENDELSE_MERKNAD),
        noun="hendelse",
    ),
    QT_TRANSLATE_NOOP("messages", "Kommunens svar"),
    Place((Step(CHILD), Step("po:TidsfestetHendelse"))),
    required=True,
)

TILBAKEMELDING = MessageType(
    code="LOG_TILBAKEMELDING",
    title=QT_TRANSLATE_NOOP("messages", "Tilbakemelding på utskrivningsklar pasient"),
    wire_title="Tilbakemelding på utskrivningsklar pasient",
    root="p1:Pasientlogistikk",
    child=CHILD,
    family=Family.LOGISTIKK,
    direction=Direction.IN,
    sections=(Section("svar", QT_TRANSLATE_NOOP("messages", "Kommunens svar"), listed(HENDELSER)),),
    version="2.0",
    aliases=("tilbakemelding",),
    number=15,
)
