"""Diagnoses and earlier diseases, with codes of ICD-10, ICPC-2 or ICPC-2-B (wire-format 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.domain.codebook import oid
from plo_desktop.domain.party import Code
from plo_desktop.messages.kinds import CodeSystem, LineText, Prose, Rows, YesNo
from plo_desktop.messages.places import MEDICAL
from plo_desktop.messages.spec import Content, Facts, Field, Place, Problem, Severity, Step, listed

ICD_10 = "7110"
_SYSTEMS = (ICD_10, "7170", "7171")
_CODE = Step("po:Diagnosekode", attrs=(("S", oid(ICD_10)),))
_SHAPES = {
    ICD_10: re.compile(r"[A-Z][0-9]{2}(\.?[0-9A-Z]{1,2})?[*+]?", re.IGNORECASE),
    "7170": re.compile(r"[A-Z][0-9]{2}", re.IGNORECASE),
    "7171": re.compile(r"[A-Z][0-9]{2}(\.?[0-9]{4})?", re.IGNORECASE),
}

DIAGNOSE_TEKST = Field(
    "diagnose",
    LineText(200, "Lårhalsbrudd"),
    QT_TRANSLATE_NOOP("messages", "Diagnose"),
    Place((Step("po:DiagnoseBeskrivelse"),)),
    required=True,
    echo=(Place((_CODE,), attr="DN"),),
)
DIAGNOSE_KODE = Field(
    "kode", LineText(10, "L75"), QT_TRANSLATE_NOOP("messages", "Kode"), Place((_CODE,), attr="V")
)
DIAGNOSE_KODEVERK = Field(
    "kodeverk",
    CodeSystem(_SYSTEMS),
    QT_TRANSLATE_NOOP("messages", "Kodeverk"),
    Place((_CODE,), attr="S"),
    hint=QT_TRANSLATE_NOOP("messages", "ICD-10 når feltet er tomt"),
)
DIAGNOSE_HOVED = Field(
    "hoveddiagnose",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Hoveddiagnose"),
    Place((Step("po:Hoveddiagnose"),)),
)
DIAGNOSE_NAVN = Field(
    "kodens_navn",
    LineText(200, "Brudd lårben"),
    QT_TRANSLATE_NOOP("messages", "Kodens navn"),
    Place((_CODE,), attr="DN"),
    hint=QT_TRANSLATE_NOOP("messages", "Bare når kodeverket kaller diagnosen noe annet"),
)
DIAGNOSER = Field(
    "diagnoser",
    Rows(
        listed(DIAGNOSE_TEKST, DIAGNOSE_KODE, DIAGNOSE_KODEVERK, DIAGNOSE_NAVN, DIAGNOSE_HOVED),
        noun="diagnose",
    ),
    QT_TRANSLATE_NOOP("messages", "Diagnoser"),
    Place((Step("po:InfoMedisinskDiagnose"), Step("po:MedisinskDiagnose"))),
    hint=QT_TRANSLATE_NOOP("messages", "Hoveddiagnosen først"),
)

# The schema demands the tick: no is said of a disease that is not lasting.
_EARLIER = Step("po:TidligereSykdomFragment", texts=(("po:FunksjonshemmingKroniskSykdom", "false"),))
SYKDOM = Field(
    "sykdom",
    LineText(200, "Hjerteinfarkt 2019"),
    QT_TRANSLATE_NOOP("messages", "Sykdom"),
    Place((_EARLIER, Step("po:TidligereSykdom"))),
    required=True,
    echo=(Place((_EARLIER, _CODE), attr="DN"),),
)
SYKDOM_KODE = Field(
    "kode", LineText(10, "L75"), QT_TRANSLATE_NOOP("messages", "Kode"), Place((_EARLIER, _CODE), attr="V")
)
SYKDOM_KODEVERK = Field(
    "kodeverk",
    CodeSystem(_SYSTEMS),
    QT_TRANSLATE_NOOP("messages", "Kodeverk"),
    Place((_EARLIER, _CODE), attr="S"),
)
SYKDOM_NAVN = Field(
    "kodens_navn",
    LineText(200, "Brudd lårben"),
    QT_TRANSLATE_NOOP("messages", "Kodens navn"),
    Place((_EARLIER, _CODE), attr="DN"),
)
SYKDOM_KRONISK = Field(
    "kronisk",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Kronisk sykdom eller funksjonshemming"),
    Place((_EARLIER, Step("po:FunksjonshemmingKroniskSykdom"))),
)
SYKDOM_OM = Field(
    "beskrivelse",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Beskrivelse"),
    Place((Step("epj2:Journaltekst"), Step("epj2:Notat"))),
)
SYKDOMMER = Field(
    "sykdommer",
    Rows(listed(SYKDOM, SYKDOM_KRONISK, SYKDOM_KODE, SYKDOM_KODEVERK, SYKDOM_NAVN, SYKDOM_OM), noun="sykdom"),
    QT_TRANSLATE_NOOP("messages", "Tidligere og kroniske sykdommer"),
    Place((MEDICAL, Step("po:InfoTidligereSykdommer"))),
)


def one_main_diagnosis(content: Content, facts: Facts) -> Iterator[Problem]:
    """HIS 80704: one diagnosis is the main one, and it comes first."""
    main = [number for number, row in enumerate(content.rows(DIAGNOSER)) if row[DIAGNOSE_HOVED]]
    if main not in ([], [0]):
        yield Problem(
            "HOVEDDIAGNOSE",
            "Bare den første diagnosen kan være hoveddiagnose. Flytt den øverst, eller fjern haken.",
            Severity.WARNING,
            DIAGNOSER.name,
        )


def codes_have_their_shape(content: Content, facts: Facts) -> Iterator[Problem]:
    """A code that does not look like one of its system is mentioned; the registers are not ours to know."""
    given = [(DIAGNOSER, row, DIAGNOSE_KODE, DIAGNOSE_KODEVERK) for row in content.rows(DIAGNOSER)]
    given += [(SYKDOMMER, row, SYKDOM_KODE, SYKDOM_KODEVERK) for row in content.rows(SYKDOMMER)]
    for field, row, code_field, system_field in given:
        said, system = row[code_field], row[system_field] or Code(ICD_10, "ICD-10")
        shape = _SHAPES.get(system.value)
        if said and shape is not None and not shape.fullmatch(said.strip()):
            yield Problem(
                "DIAGNOSEKODE",
                f"«{said}» ligner ikke en kode i {system.text}. Se etter at kode og kodeverk er riktige.",
                Severity.ADVICE,
                field.name,
            )
