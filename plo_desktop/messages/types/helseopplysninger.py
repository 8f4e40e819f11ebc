"""Helseopplysninger: what the patient can and needs, first as Varsel, then as Oppdaterte (HIS 1144)."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import INFORMERT, KONTAKTPERSONER, SENDT_DOKUMENT
from plo_desktop.messages.diagnoses import (
    DIAGNOSER,
    SYKDOMMER,
    codes_have_their_shape,
    one_main_diagnosis,
)
from plo_desktop.messages.follow_up import EGENSOKNAD, SOKNAD_MERKNAD, TJENESTEBEHOV
from plo_desktop.messages.kinds import Day, Prose, Wording
from plo_desktop.messages.medicines import HJELP_LEGEMIDLER, MERKNAD_LEGEMIDLER
from plo_desktop.messages.nursing_parts import (
    ANBEFALTE_TILTAK,
    ENDRET_FUNKSJON,
    FAGRAPPORTER,
    MAPPING,
    VURDERINGER,
    plans_have_a_start,
    professions_are_whole,
    summary_has_a_function,
)
from plo_desktop.messages.patient_parts import BOR_ALENE, FORBEHOLD, KOMMUNIKASJON, SIVILSTAND, SPRAK
from plo_desktop.messages.places import at, event, heading, note, nursing, professional, responsible
from plo_desktop.messages.service_orders import describes_needs
from plo_desktop.messages.shared_sections import (
    KONTAKT_SECTION,
    KRITISK_SECTION,
    PARORENDE,
    children_are_under_18,
    substances_have_a_code,
    whole_contact,
    whole_person,
)
from plo_desktop.messages.spec import (
    ByStanding,
    Content,
    Direction,
    Facts,
    Family,
    Field,
    MessageType,
    Place,
    Problem,
    Section,
    Severity,
    Step,
    listed,
)

_KIND = Step("po:TypeInnholdIMelding")
# The official example writes code 3 with Anslag=true; code 5 is the newer, exact one. Both are read.
_EXPECTED = event((Step("po:OpplysningOpphold", key="forventet"),), "5|3", estimate=True)

STATUS = Field(
    "pasientens_status",
    Prose(4),
    QT_TRANSLATE_NOOP("messages", "Pasientens status"),
    heading("9145", "1"),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Hvorfor pasienten er innlagt, og hvordan det går nå"),
)
FORLOP = Field(
    "antatt_forlop",
    Prose(4),
    QT_TRANSLATE_NOOP("messages", "Antatt forløp"),
    heading("9145", "2"),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Videre behandling og forventet funksjon ved utskrivning"),
)
FORVENTET = Field(
    "forventet_utskrivningsklar",
    Day(),
    QT_TRANSLATE_NOOP("messages", "Forventet utskrivningsklar"),
    at(_EXPECTED),
    required=True,
    hint=QT_TRANSLATE_NOOP("messages", "Alltid en dato, også når den er usikker"),
    prefill="stay.expected_on",
    since="1.6",
)
USIKKER = Field(
    "usikker",
    Wording(QT_TRANSLATE_NOOP("messages", "Datoen er usikker.")),
    QT_TRANSLATE_NOOP("messages", "Datoen er usikker"),
    Place((*_EXPECTED, Step("po:Merknad"))),
    prefill="stay.uncertain",
    since="1.6",
)
ENDRING = Field(
    "endring",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Hva er endret"),
    Place((_KIND, Step("po:Merknad"))),
    hint=QT_TRANSLATE_NOOP("messages", "Bare i oppdaterte opplysninger"),
    since="1.6",
)
FUNKSJON = Field(
    "funksjon_og_behov",
    Prose(5),
    QT_TRANSLATE_NOOP("messages", "Funksjon og behov"),
    heading("9142", "HJ"),
    hint=QT_TRANSLATE_NOOP("messages", "Beskriv behovet. Kommunen avgjør hvilken tjeneste som gis"),
)
SYKEPLEIE = Field(
    "sykepleiesammenfatning",
    Prose(5),
    QT_TRANSLATE_NOOP("messages", "Sykepleiesammenfatning"),
    nursing("8"),
)
PRAKTISK = Field(
    "praktisk",
    Prose(3),
    QT_TRANSLATE_NOOP("messages", "Praktiske opplysninger"),
    nursing("14"),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel om pasient og pårørende er informert, og hjelpemidler"),
)
PROBLEM = note("aktuell_problemstilling", "9142", "PROB")
BEHANDLING = note("forlop_og_behandling", "9142", "FO")
FUNN = note("funn", "9142", "FU")
VURDERING = note("vurdering", "9142", "VU")
TIDLIGERE = note("tidligere_sykdommer", "9142", "TS")
FAMILIE = note("familie_sosialt", "9142", "FA")
PLANER = note("videre_oppfolging", "9142", "OP")
UTREDNING = note("utredning", "9142", "UTRED")
INFORMASJON = note("informasjon_gitt", "9142", "IP")
SYKMELDING = note("sykmelding", "9142", "SYKM")
# Not named as in Innleggelsesrapport: its reason for the admission belongs in the patient's status here.
ARSAK = note("arsak_til_innleggelse", "9142", "AAI")
INNKOMST = note("innkomststatus", "9141", "1")
SYKEPLEIEDIAGNOSE = note("sykepleiediagnose", "9141", "7")
EGNE_VURDERINGER = note("egne_vurderinger", "9141", "13")
ANNET = note("annet_sykepleie", "9141", "88")
# The application's own case names the doctor who stands for what is said (SND-HEL-C1).
LEGE, LEGE_YRKE, LEGE_HPR, LEGE_TELEFON = professional(
    "ansvarlig_lege",
    QT_TRANSLATE_NOOP("messages", "Ansvarlig lege"),
    responsible("ansvarlig_lege", "3|10|1|2|7|19|20"),
    user=False,
)

_FREE_TEXT = (
    STATUS,
    FORLOP,
    ENDRING,
    FUNKSJON,
    SYKEPLEIE,
    PRAKTISK,
    PROBLEM,
    BEHANDLING,
    FUNN,
    VURDERING,
    TIDLIGERE,
    FAMILIE,
    PLANER,
    UTREDNING,
    INFORMASJON,
    ARSAK,
    INNKOMST,
    SYKEPLEIEDIAGNOSE,
    EGNE_VURDERINGER,
    ANNET,
)


def expected_after_admission(content: Content, facts: Facts) -> Iterator[Problem]:
    """P-04: the expected day is a day of this stay."""
    day = content[FORVENTET]
    if day is None:
        return
    if facts.admitted_at is not None and day < to_oslo(facts.admitted_at).date():
        yield Problem(
            "FOR_INNLEGGELSEN",
            "Forventet utskrivningsklar dato er før innleggelsen. Rett datoen.",
            field_name=FORVENTET.name,
        )
    elif day < to_oslo(facts.now).date():
        yield Problem(
            "TILBAKE_I_TID",
            "Forventet utskrivningsklar dato er passert. Sett en ny dato, eller se etter at den er riktig.",
            Severity.WARNING,
            FORVENTET.name,
        )


def says_what_changed(content: Content, facts: Facts) -> Iterator[Problem]:
    """SSHF 5.3: every later message tells what is new since the last one."""
    if "HELSEOPPL_SOKNAD" in facts.earlier and not content[ENDRING]:
        yield Problem(
            "ENDRING_MANGLER",
            "Det er ikke skrevet hva som er endret siden forrige Helseopplysninger. Skriv det kort.",
            Severity.WARNING,
            ENDRING.name,
        )


HELSEOPPLYSNINGER = MessageType(
    code="HELSEOPPL_SOKNAD",
    title=QT_TRANSLATE_NOOP("messages", "Helseopplysninger"),
    wire_title="Helseopplysninger",
    root="p5:HelseopplysningerVedSoknad",
    family=Family.FAG,
    direction=Direction.OUT,
    sections=(
        Section("status", QT_TRANSLATE_NOOP("messages", "Status og forløp"), listed(ENDRING, STATUS, FORLOP)),
        Section(
            "forventet", QT_TRANSLATE_NOOP("messages", "Forventet utskrivning"), listed(FORVENTET, USIKKER)
        ),
        Section(
            "funksjon",
            QT_TRANSLATE_NOOP("messages", "Funksjon og behov"),
            listed(FUNKSJON, SYKEPLEIE, PRAKTISK),
        ),
        KRITISK_SECTION,
        Section(
            "parorende",
            QT_TRANSLATE_NOOP("messages", "Pårørende"),
            listed(PARORENDE, BOR_ALENE, SIVILSTAND),
        ),
        Section(
            "medisinsk",
            QT_TRANSLATE_NOOP("messages", "Medisinske opplysninger"),
            listed(
                DIAGNOSER,
                SYKDOMMER,
                ARSAK,
                PROBLEM,
                BEHANDLING,
                FUNN,
                VURDERING,
                TIDLIGERE,
                FAMILIE,
                PLANER,
                UTREDNING,
                SYKMELDING,
            ),
        ),
        Section(
            "sykepleie",
            QT_TRANSLATE_NOOP("messages", "Mer om sykepleien"),
            (
                *listed(INNKOMST, SYKEPLEIEDIAGNOSE, ENDRET_FUNKSJON),
                *MAPPING,
                *listed(VURDERINGER, ANBEFALTE_TILTAK, HJELP_LEGEMIDLER, MERKNAD_LEGEMIDLER),
                *listed(EGNE_VURDERINGER, ANNET),
            ),
        ),
        Section("faggrupper", QT_TRANSLATE_NOOP("messages", "Andre faggrupper"), listed(FAGRAPPORTER)),
        Section(
            "behov",
            QT_TRANSLATE_NOOP("messages", "Behov og søknad"),
            listed(TJENESTEBEHOV, EGENSOKNAD, SOKNAD_MERKNAD),
        ),
        Section(
            "kommunikasjon",
            QT_TRANSLATE_NOOP("messages", "Språk og tolk"),
            (*listed(SPRAK), *KOMMUNIKASJON),
        ),
        Section(
            "informert", QT_TRANSLATE_NOOP("messages", "Informasjon gitt"), listed(INFORMASJON, INFORMERT)
        ),
        KONTAKT_SECTION,
        Section(
            "andre",
            QT_TRANSLATE_NOOP("messages", "Andre kontakter"),
            listed(LEGE, LEGE_YRKE, LEGE_HPR, LEGE_TELEFON, KONTAKTPERSONER, SENDT_DOKUMENT, FORBEHOLD),
        ),
    ),
    checks=(
        expected_after_admission,
        says_what_changed,
        children_are_under_18,
        one_main_diagnosis,
        codes_have_their_shape,
        substances_have_a_code,
        summary_has_a_function,
        plans_have_a_start,
        professions_are_whole,
        describes_needs(*_FREE_TEXT),
        whole_contact,
        whole_person(LEGE, LEGE_YRKE, LEGE_HPR, LEGE_TELEFON),
    ),
    by_standing=(
        ByStanding(
            Place((_KIND, Step("po:TypeInnhold"))), "9140", (("N", "1"), ("M", "2"), ("C", "2")), "1.6"
        ),
    ),
    digit=2,
    needs_approval=True,
    receiver_service="saksbehandler",
    standings=("N", "M", "C"),
    aliases=("helseopplysninger", "helseopplysninger ved søknad"),
    number=3,
    also_sent=("1.5",),
)
