"""Helseopplysninger: what the patient can and needs, first as Varsel, then as Oppdaterte (HIS 1144)."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.kinds import Day, Prose, Wording
from plo_desktop.messages.service_orders import describes_needs
from plo_desktop.messages.shared_sections import (
    BOR_ALENE,
    DIAGNOSE_HOVED,
    DIAGNOSER,
    KONTAKT_SECTION,
    KRITISK_SECTION,
    PARORENDE,
    PARORENDE_FODSELSAR,
    at,
    event,
    heading,
    note,
    nursing,
    whole_contact,
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
)
USIKKER = Field(
    "usikker",
    Wording(QT_TRANSLATE_NOOP("messages", "Datoen er usikker.")),
    QT_TRANSLATE_NOOP("messages", "Datoen er usikker"),
    Place((*_EXPECTED, Step("po:Merknad"))),
    prefill="stay.uncertain",
)
ENDRING = Field(
    "endring",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Hva er endret"),
    Place((_KIND, Step("po:Merknad"))),
    hint=QT_TRANSLATE_NOOP("messages", "Bare i oppdaterte opplysninger"),
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


def children_are_under_18(content: Content, facts: Facts) -> Iterator[Problem]:
    """HIS 1144: the birth year is given of children under 18, and of nobody else."""
    this_year = to_oslo(facts.now).year
    for row in content.rows(PARORENDE):
        born = row[PARORENDE_FODSELSAR]
        if born is not None and not this_year - 18 <= born <= this_year:
            yield Problem(
                "FODSELSAR",
                f"Fødselsåret {born} er ikke et barn under 18 år. Rett året, eller fjern det.",
                Severity.WARNING,
                PARORENDE.name,
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
        Section("parorende", QT_TRANSLATE_NOOP("messages", "Pårørende"), listed(PARORENDE, BOR_ALENE)),
        Section(
            "medisinsk",
            QT_TRANSLATE_NOOP("messages", "Medisinske opplysninger"),
            listed(
                DIAGNOSER,
                PROBLEM,
                BEHANDLING,
                FUNN,
                VURDERING,
                TIDLIGERE,
                FAMILIE,
                PLANER,
                UTREDNING,
                INFORMASJON,
            ),
        ),
        KONTAKT_SECTION,
    ),
    checks=(
        expected_after_admission,
        says_what_changed,
        children_are_under_18,
        one_main_diagnosis,
        describes_needs(*_FREE_TEXT),
        whole_contact,
    ),
    by_standing=(
        ByStanding(Place((_KIND, Step("po:TypeInnhold"))), "9140", (("N", "1"), ("M", "2"), ("C", "2"))),
    ),
    digit=2,
    needs_approval=True,
    receiver_service="saksbehandler",
    standings=("N", "M", "C"),
    aliases=("helseopplysninger", "helseopplysninger ved søknad"),
    number=3,
    also_sent=("1.5",),
)
