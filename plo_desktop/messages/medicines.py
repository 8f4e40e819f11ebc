"""Medicines in their groups: in use, stopped, given today, taken along and prescribed (wire-format 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import (
    Choice,
    LineText,
    Moment,
    Prose,
    Quantity,
    Rows,
    When,
    Whole,
    YesNo,
)
from plo_desktop.messages.places import NURSING
from plo_desktop.messages.spec import (
    AnyField,
    Content,
    Facts,
    Field,
    Place,
    Problem,
    Section,
    Severity,
    Step,
    listed,
)

_STATUS = "epj3:ForenkletForskrivning/epj3:StatusTilForskrivningen"
_STOPPED, _HANDED_OUT = "2", "3"
_PRESCRIPTION = Step("epj3:ForenkletForskrivning")
# The official examples say yes or no of every medicine.
_DRUG = Step("epj3:Forskrivningsinfo", texts=(("epj3:SkalIkkeTasSammenMedAnnetLegemiddel", "false"),))
_ATC = Step("epj3:Atc")


def _drug(*parents: Step) -> dict[str, AnyField]:
    """Return the fields of one medicine by name; its description stands below these steps."""
    info = (*parents, _DRUG)
    fields: tuple[AnyField, ...] = (
        Field(
            "navn",
            LineText(200, "Paracetamol"),
            QT_TRANSLATE_NOOP("messages", "Legemiddel"),
            Place((*info, Step("epj3:Navn"))),
            required=True,
        ),
        Field(
            "styrke",
            Quantity("9090"),
            QT_TRANSLATE_NOOP("messages", "Styrke"),
            Place((*info, Step("epj3:Styrke"))),
            hint=QT_TRANSLATE_NOOP("messages", "For eksempel 500 mg"),
        ),
        # The same numbers mean other forms in 1.5, whose list is not this one.
        Field(
            "form",
            Choice("7448", bare=True),
            QT_TRANSLATE_NOOP("messages", "Form"),
            Place((*info, Step("epj3:Legemiddelform"))),
            since="1.6",
        ),
        Field(
            "dosering",
            LineText(300, "1 tablett kl. 8"),
            QT_TRANSLATE_NOOP("messages", "Dosering"),
            Place((*info, Step("epj3:DosVeiledEnkel"))),
            hint=QT_TRANSLATE_NOOP("messages", "Mengde og klokkeslett"),
        ),
        Field(
            "bruk",
            Choice("9101", bare=True),
            QT_TRANSLATE_NOOP("messages", "Bruk"),
            Place((*info, Step("epj3:Bruk"))),
            hint=QT_TRANSLATE_NOOP("messages", "Fast, kur eller ved behov"),
        ),
        Field(
            "fra",
            When(),
            QT_TRANSLATE_NOOP("messages", "Fra"),
            Place((*info, Step("epj3:DoseringStarttidspunkt")), attr="V"),
        ),
        Field(
            "til",
            When(),
            QT_TRANSLATE_NOOP("messages", "Til"),
            Place((*info, Step("epj3:DoseringSluttidspunkt")), attr="V"),
        ),
        Field(
            "bruksomrade",
            LineText(200, "smerter"),
            QT_TRANSLATE_NOOP("messages", "Brukes mot"),
            Place((*info, Step("epj3:BruksomradeTekst"))),
        ),
        Field(
            "merknad",
            Prose(2),
            QT_TRANSLATE_NOOP("messages", "Merknad"),
            Place((*parents, Step("epj3:Merknad"))),
        ),
        Field(
            "multidose",
            Choice("9103", bare=True),
            QT_TRANSLATE_NOOP("messages", "Multidose"),
            Place((*parents, Step("epj3:InngaarIMultidose"))),
        ),
        Field(
            "virkestoff",
            LineText(200, "paracetamol"),
            QT_TRANSLATE_NOOP("messages", "Virkestoff"),
            Place((*info, Step("epj3:GeneriskNavn"))),
            echo=(Place((*info, _ATC), attr="DN"),),
        ),
        Field(
            "atc",
            LineText(10, "N02BE01"),
            QT_TRANSLATE_NOOP("messages", "ATC-kode"),
            Place((*info, _ATC), attr="V"),
        ),
        Field(
            "ikke_sammen",
            YesNo(),
            QT_TRANSLATE_NOOP("messages", "Skal ikke tas sammen med annet legemiddel"),
            Place((*info, Step("epj3:SkalIkkeTasSammenMedAnnetLegemiddel"))),
        ),
        Field(
            "reseptnummer",
            LineText(100, "12345"),
            QT_TRANSLATE_NOOP("messages", "Reseptnummer"),
            Place((*parents, Step("epj3:ReseptId"))),
        ),
    )
    return {each.name: each for each in fields}


def _some(drug: dict[str, AnyField], names: str) -> tuple[AnyField, ...]:
    return tuple(drug[name] for name in names.split())


_PRESCRIBED = _drug(_PRESCRIPTION)
_IN_USE = _some(
    _PRESCRIBED,
    "navn styrke form dosering bruk fra til bruksomrade merknad multidose virkestoff atc ikke_sammen",
)
I_BRUK = Field(
    "i_bruk",
    Rows(listed(*_IN_USE), noun="legemiddel"),
    QT_TRANSLATE_NOOP("messages", "Legemidler i bruk"),
    Place((Step("epj3:Legemiddelinfo", never=((_STATUS, "=9104", f"{_STOPPED}|{_HANDED_OUT}"),)),)),
    hint=QT_TRANSLATE_NOOP("messages", "Faste, kurer og ved behov"),
)
SEPONERT = Field(
    "seponert",
    Rows(
        listed(*_some(_PRESCRIBED, "navn styrke form til merknad multidose virkestoff atc ikke_sammen")),
        noun="seponert legemiddel",
    ),
    QT_TRANSLATE_NOOP("messages", "Seponert, skal ikke brukes"),
    Place((Step("epj3:Legemiddelinfo", coded=((_STATUS, "=9104", _STOPPED),)),)),
)
UTLEVERT = Field(
    "utlevert",
    Rows(
        listed(
            *_some(
                _PRESCRIBED,
                "navn styrke form dosering reseptnummer fra til merknad multidose ikke_sammen",
            )
        ),
        noun="utlevert legemiddel",
    ),
    QT_TRANSLATE_NOOP("messages", "Utlevert eller på resept"),
    Place((Step("epj3:Legemiddelinfo", coded=((_STATUS, "=9104", _HANDED_OUT),)),)),
    hint=QT_TRANSLATE_NOOP("messages", "Antall skrives i merknaden"),
)

_TRANSFER = (Step("po:Sykepleierdokumentasjon"), Step("epj3:LegemidlerAdministrertVedOverforing"))
_LOOSE = _drug()
GITT_NAR = Field(
    "gitt",
    Moment(),
    QT_TRANSLATE_NOOP("messages", "Gitt"),
    Place((Step("epj3:AdmStart"),), attr="V"),
    required=True,
)
GITT = Field(
    "gitt_i_dag",
    Rows(
        listed(
            _LOOSE["navn"],
            GITT_NAR,
            Field(
                "dose",
                Quantity("9090"),
                QT_TRANSLATE_NOOP("messages", "Dose"),
                Place((Step("epj3:AdmEnkeltdose"),)),
            ),
            Field(
                "mengde",
                LineText(100, "2 tabletter"),
                QT_TRANSLATE_NOOP("messages", "Mengde"),
                Place((Step("epj3:AdministrertLegemiddel"), Step("epj3:Kvantum"))),
                hint=QT_TRANSLATE_NOOP("messages", "For eksempel 2 tabletter"),
            ),
            *_some(_LOOSE, "styrke form dosering"),
            Field(
                "status",
                Choice("9083", bare=True),
                QT_TRANSLATE_NOOP("messages", "Status"),
                Place((Step("epj3:AdmStatus"),)),
            ),
            _LOOSE["ikke_sammen"],
        ),
        noun="gitt legemiddel",
    ),
    QT_TRANSLATE_NOOP("messages", "Gitt i dag"),
    Place((*_TRANSFER, Step("epj3:AdmAvHelsepersonell"))),
)
MEDGITT = Field(
    "medgitt",
    Rows(
        listed(
            _LOOSE["navn"],
            Field(
                "antall",
                Whole(1, 9999),
                QT_TRANSLATE_NOOP("messages", "Antall doser"),
                Place((Step("epj3:UtlevertLegemiddel"), Step("epj3:AntEnkeltdoser"))),
                required=True,
            ),
            Field(
                "fra",
                Moment(),
                QT_TRANSLATE_NOOP("messages", "Første dose"),
                Place((Step("epj3:AdmStart"),), attr="V"),
                required=True,
            ),
            *_some(_LOOSE, "styrke form dosering ikke_sammen"),
        ),
        noun="medgitt legemiddel",
    ),
    QT_TRANSLATE_NOOP("messages", "Doser pasienten har med seg"),
    Place((*_TRANSFER, Step("epj3:Egenadministrering"))),
)

# -- help ---------------------------------------------------------------------------------------------------

_FOLLOW_UP = (*NURSING, Step("po:OpplysningerRelevantOppfolging"))
HJELP_LEGEMIDLER = Field(
    "hjelp_legemidler",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Trenger hjelp til legemidler"),
    Place((*_FOLLOW_UP, Step("po:HjelpLegemiddeladm"))),
)
MERKNAD_LEGEMIDLER = Field(
    "merknad_legemidler",
    Prose(3),
    QT_TRANSLATE_NOOP("messages", "Om hjelp til legemidler"),
    Place((*_FOLLOW_UP, Step("po:MerknadTilLegemiddeladministrering"))),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel når neste multidose skal hentes"),
    since="1.6",
)
# The schema demands both ticks once there is an agreement.
_AGREEMENT = (
    Step("po:Sykepleierdokumentasjon"),
    Step("po:InfoAvtaleOmLegemiddeladm"),
    Step(
        "po:AvtaleOmAdmLegemidler",
        texts=(("po:AvtaleAdmLegemidler", "false"), ("po:AvtaleAdmMultidose", "false")),
    ),
)
AVTALE_LEGEMIDLER = Field(
    "avtale_legemidler",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Avtalt at kommunen gir legemidlene"),
    Place((*_AGREEMENT, Step("po:AvtaleAdmLegemidler"))),
)
AVTALE_MULTIDOSE = Field(
    "avtale_multidose",
    YesNo(),
    QT_TRANSLATE_NOOP("messages", "Avtalt multidose"),
    Place((*_AGREEMENT, Step("po:AvtaleAdmMultidose"))),
)
UTLEVERINGSFORM = Field(
    "utleveringsform",
    Choice("9135", bare=True),
    QT_TRANSLATE_NOOP("messages", "Utleveres som"),
    Place((*_AGREEMENT, Step("po:AdmInstrukser"), Step("po:Utleveringsform"))),
)
SARSKILT_TILTAK = Field(
    "sarskilt_tiltak",
    Choice("9136", bare=True),
    QT_TRANSLATE_NOOP("messages", "Særskilt tiltak"),
    Place((*_AGREEMENT, Step("po:AdmInstrukser"), Step("po:SarskilteTiltak"))),
)
AVTALE_MERKNAD = Field(
    "avtale_merknad",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Om avtalen"),
    Place((*_AGREEMENT, Step("po:Merknad"))),
)
HELP = listed(
    HJELP_LEGEMIDLER,
    MERKNAD_LEGEMIDLER,
    AVTALE_LEGEMIDLER,
    AVTALE_MULTIDOSE,
    UTLEVERINGSFORM,
    SARSKILT_TILTAK,
    AVTALE_MERKNAD,
)
GRUPPER = listed(I_BRUK, SEPONERT, UTLEVERT)
"""What stands in the prescriptions themselves; what was given is told by nursing."""

LEGEMIDLER_SECTION = Section(
    "legemidler",
    QT_TRANSLATE_NOOP("messages", "Legemidler"),
    (*listed(I_BRUK, SEPONERT, GITT, MEDGITT, UTLEVERT), *HELP),
)


def ends_after_it_begins(
    *groups: Field[tuple[Content, ...]],
) -> Callable[[Content, Facts], Iterator[Problem]]:
    """Return the check that no medicine ends before it begins."""

    def check(content: Content, facts: Facts) -> Iterator[Problem]:
        for group in groups:
            for row in content.rows(group):
                held = row.by_name()
                begins, ends = str(held.get("fra") or ""), str(held.get("til") or "")
                known = min(len(begins), len(ends), 10)
                if known and ends[:known] < begins[:known]:
                    yield Problem(
                        "LEGEMIDDEL_DATO",
                        f"{held.get('navn', '')}: «Til» er før «Fra». Rett en av datoene.",
                        Severity.WARNING,
                        group.name,
                    )

    return check


MEDICINE_DATES = ends_after_it_begins(I_BRUK, UTLEVERT)
