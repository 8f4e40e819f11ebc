"""The standard's headings for free text, one field each, for the types that are only read (wire-format 9)."""

from __future__ import annotations

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import Choice, LineText, Prose, Rows
from plo_desktop.messages.places import MEDICAL, NOTES, note
from plo_desktop.messages.spec import Field, Place, Step, listed

_HEADINGS = ("9141", "9142", "9143", "9145")
_UNTITLED = Step("epj2:Journaltekst", never=tuple(("epj2:Overskriftskode", each, "") for each in _HEADINGS))
ANDRE_NOTATER = Field(
    "andre_notater",
    Rows(
        listed(
            Field(
                "tekst",
                Prose(3),
                QT_TRANSLATE_NOOP("messages", "Tekst"),
                Place((Step("epj2:Notat"),)),
                required=True,
            ),
            Field(
                "merknad",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Merknad"),
                Place((Step("epj2:Merknad"),)),
            ),
        ),
        noun="notat",
    ),
    QT_TRANSLATE_NOOP("messages", "Andre notater"),
    Place((MEDICAL, NOTES, _UNTITLED)),
)
"""Medical notes that have none of the standard's headings."""

_BLOOD = (MEDICAL, Step("po:RegistrertBlodtype"))
BLOD = listed(
    Field(
        "blodtype",
        Choice("9160", bare=True),
        QT_TRANSLATE_NOOP("messages", "Blodtype"),
        Place((*_BLOOD, Step("po:Blodtype"))),
    ),
    Field(
        "rhesus",
        Choice("9161", bare=True),
        QT_TRANSLATE_NOOP("messages", "Rhesus"),
        Place((*_BLOOD, Step("po:Rhesusgruppe"))),
    ),
    Field(
        "blodtype_merknad",
        LineText(200),
        QT_TRANSLATE_NOOP("messages", "Om blodtypen"),
        Place((*_BLOOD, Step("po:Merknad"))),
    ),
)
"""Read, and never sent by a ward: the blood bank is asked anew."""

MEDISINSKE_NOTATER = listed(
    note("aktuell_problemstilling", "9142", "PROB"),
    note("arsak", "9142", "AAI"),
    note("forlop_og_behandling", "9142", "FO"),
    note("funn", "9142", "FU"),
    note("vurdering", "9142", "VU"),
    note("tidligere_sykdommer", "9142", "TS"),
    note("familie_sosialt", "9142", "FA"),
    note("funksjon_og_behov", "9142", "HJ"),
    note("videre_oppfolging", "9142", "OP"),
    note("utredning", "9142", "UTRED"),
    note("informasjon_gitt", "9142", "IP"),
    note("sykmelding", "9142", "SYKM"),
    ANDRE_NOTATER,
)
SYKEPLEIENOTATER = listed(
    note("sykepleiesammenfatning", "9141", "8"),
    note("sykepleiediagnose", "9141", "7"),
    note("praktisk", "9141", "14"),
    note("egne_vurderinger", "9141", "13"),
    note("annet", "9141", "88"),
)
