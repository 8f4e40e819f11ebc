"""Utskrivningsrapport: all that the municipality needs to go on with the care (SSHF 5.6, HIS 1148)."""

from __future__ import annotations

from dataclasses import replace

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.contacts import INFORMERT, KONTAKTPERSONER, SENDT_DOKUMENT
from plo_desktop.messages.diagnoses import (
    DIAGNOSER,
    SYKDOMMER,
    codes_have_their_shape,
    one_main_diagnosis,
)
from plo_desktop.messages.follow_up import (
    BESTILLER_SELV,
    KONTROLLTIMER,
    TENTATIVE_TIMER,
    TJENESTEBEHOV,
    appointments_are_ahead,
)
from plo_desktop.messages.kinds import LineText, Moment, Prose, Rows, When, YesNo
from plo_desktop.messages.medicines import LEGEMIDLER_SECTION, MEDICINE_DATES
from plo_desktop.messages.nursing_parts import (
    ANBEFALTE_TILTAK,
    BANDASJE,
    BANDASJE_MERKNAD,
    ENDRET_FUNKSJON,
    FAGRAPPORTER,
    MAAL,
    MAPPING,
    UTFORTE_TILTAK,
    VURDERINGER,
    plans_have_a_start,
    professions_are_whole,
    summary_has_a_function,
)
from plo_desktop.messages.patient_parts import (
    BOR_ALENE,
    FASTE_HJELPEMIDLER,
    FORBEHOLD,
    HJELPEMIDLER,
    KOMMUNIKASJON,
    RESERVASJONER,
    SIVILSTAND,
    SPRAK,
)
from plo_desktop.messages.places import NURSING, at, event, note, professional, responsible
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
    Direction,
    Family,
    Field,
    MessageType,
    Place,
    Section,
    Step,
    listed,
)
from plo_desktop.messages.stay_events import admitted, not_ahead, not_before
from plo_desktop.messages.types.helseopplysninger import FUNKSJON

_KIND = Step("po:TypeInnholdIMelding")
_CAME = Step("po:OpplysningOpphold", key="innlagt")
_LEFT = event((Step("po:OpplysningOpphold", key="utskrevet"),), "2", estimate=False)

SYKEPLEIE = replace(note("sykepleiesammenfatning", "9141", "8", lines=6), required=True)
PRAKTISK = replace(
    note(
        "praktisk",
        "9141",
        "14",
        lines=4,
        hint=QT_TRANSLATE_NOOP("messages", "Hjemreise, nøkler, eiendeler, hvem som tar imot"),
    ),
    required=True,
)
STATUS = note("status_ved_utskrivning", "9141", "12", lines=4)
INNKOMST = note("innkomststatus", "9141", "1")
SYKEPLEIEDIAGNOSE = note("sykepleiediagnose", "9141", "7")
EGNE_VURDERINGER = note("egne_vurderinger", "9141", "13")
# Not sought everywhere: the other important notes below have the same heading.
_OTHER_HEADING = Step("epj2:Journaltekst", coded=(("epj2:Overskriftskode", "9141", "88"),))
ANNET = replace(note("annet", "9141", "88"), place=Place((*NURSING, _OTHER_HEADING, Step("epj2:Notat"))))
ENDRING = Field(
    "endring",
    Prose(2),
    QT_TRANSLATE_NOOP("messages", "Hva er endret"),
    Place((_KIND, Step("po:Merknad"))),
    hint=QT_TRANSLATE_NOOP("messages", "Bare i en endret rapport"),
)

INNLAGT_TID = admitted(_CAME)
INNLAGT_FRA = Field(
    "innlagt_fra",
    LineText(200),
    QT_TRANSLATE_NOOP("messages", "Innlagt fra"),
    Place((*event((_CAME,), "1", estimate=False), Step("po:Merknad"))),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel bosted eller sykehjem"),
)
UTSKREVET_TID = Field(
    "utskrevet",
    Moment(),
    QT_TRANSLATE_NOOP("messages", "Utskrevet"),
    at(_LEFT),
    hint=QT_TRANSLATE_NOOP("messages", "Dato og klokkeslett, når det er kjent"),
    prefill="stay.discharged_at",
)
_EVENT = Step("po:TidsfestetHendelse", texts=(("po:Anslag", "false"),))
HENDELSER = Field(
    "hendelser",
    Rows(
        listed(
            Field(
                "hendelse",
                LineText(300),
                QT_TRANSLATE_NOOP("messages", "Hendelse"),
                Place((_EVENT, Step("po:BeskrivelseAvHendelse"))),
                required=True,
            ),
            Field(
                "tidspunkt",
                When(),
                QT_TRANSLATE_NOOP("messages", "Tidspunkt"),
                Place((_EVENT, Step("po:TidspunktForHendelse")), attr="V"),
                required=True,
            ),
            Field(
                "anslagsvis",
                YesNo(),
                QT_TRANSLATE_NOOP("messages", "Anslagsvis"),
                Place((_EVENT, Step("po:Anslag"))),
            ),
            Field(
                "sted",
                LineText(200),
                QT_TRANSLATE_NOOP("messages", "Sted"),
                Place((_EVENT, Step("po:StedForHendelse"), Step("po:StedHendelse"))),
            ),
            Field(
                "merknad",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Merknad"),
                Place((_EVENT, Step("po:Merknad"))),
            ),
        ),
        noun="hendelse",
    ),
    QT_TRANSLATE_NOOP("messages", "Andre hendelser i oppholdet"),
    Place(
        (
            Step(
                "po:OpplysningOpphold",
                never=(("po:TidsfestetHendelse/po:Hendelsekode", "9121", ""),),
            ),
        )
    ),
    hint=QT_TRANSLATE_NOOP("messages", "For eksempel operasjon, prosedyre eller overflytting"),
)

ARSAK = note("arsak", "9142", "AAI")
PROBLEM = note("aktuell_problemstilling", "9142", "PROB")
BEHANDLING = note("forlop_og_behandling", "9142", "FO", lines=5)
FUNN = note("funn", "9142", "FU")
VURDERING = note("vurdering", "9142", "VU")
TIDLIGERE = note("tidligere_sykdommer", "9142", "TS")
FAMILIE = note("familie_sosialt", "9142", "FA")
SYKMELDING = note("sykmelding", "9142", "SYKM")
PLANER = note("videre_oppfolging", "9142", "OP", lines=4)
UTREDNING = note("utredning", "9142", "UTRED")
INFORMASJON = note("informasjon_gitt", "9142", "IP")

ANDRE_OPPLYSNINGER = Field(
    "andre_opplysninger",
    Rows(
        listed(
            Field(
                "opplysning",
                Prose(2),
                QT_TRANSLATE_NOOP("messages", "Opplysning"),
                Place((Step("epj2:Notat"),)),
                required=True,
            ),
            Field(
                "merknad",
                LineText(200),
                QT_TRANSLATE_NOOP("messages", "Registrert"),
                Place((Step("epj2:Merknad"),)),
            ),
        ),
        noun="opplysning",
    ),
    QT_TRANSLATE_NOOP("messages", "Andre viktige opplysninger"),
    Place(
        (
            Step("po:InfoAndreViktigeOpplysninger"),
            Step("epj2:GenereltJournalnotat", attrs=(("m1:informasjonskategori", "Andre notater"),)),
            _OTHER_HEADING,
        )
    ),
)

LEGE, LEGE_YRKE, LEGE_HPR, LEGE_TELEFON = professional(
    "utskrivende_lege",
    QT_TRANSLATE_NOOP("messages", "Utskrivende lege"),
    responsible("utskrivende lege", "10|3|1|2|7|19|20"),
    user=False,
)
SYKEPLEIER, SYKEPLEIER_YRKE, SYKEPLEIER_HPR, SYKEPLEIER_TELEFON = professional(
    "utskrivende_sykepleier",
    QT_TRANSLATE_NOOP("messages", "Utskrivende sykepleier"),
    responsible("utskrivende sykepleier", "11"),
    user=True,
)

UTSKRIVNINGSRAPPORT = MessageType(
    code="UTSKRIVNINGSRAPPORT",
    title=QT_TRANSLATE_NOOP("messages", "Utskrivningsrapport"),
    wire_title="Utskrivningsrapport",
    root="p8:TverrfagligEpikrise",
    family=Family.FAG,
    direction=Direction.OUT,
    sections=(
        Section(
            "sammenfatning",
            QT_TRANSLATE_NOOP("messages", "Sammenfatning"),
            listed(ENDRING, SYKEPLEIE, PRAKTISK, STATUS),
        ),
        LEGEMIDLER_SECTION,
        Section(
            "oppfolging",
            QT_TRANSLATE_NOOP("messages", "Videre oppfølging"),
            listed(
                PLANER,
                KONTROLLTIMER,
                TENTATIVE_TIMER,
                BESTILLER_SELV,
                ANBEFALTE_TILTAK,
                TJENESTEBEHOV,
                UTREDNING,
            ),
        ),
        KRITISK_SECTION,
        Section(
            "funksjon",
            QT_TRANSLATE_NOOP("messages", "Funksjon og pleie"),
            (
                *listed(FUNKSJON, ENDRET_FUNKSJON, UTFORTE_TILTAK, MAAL, VURDERINGER),
                *listed(BANDASJE, BANDASJE_MERKNAD),
                *MAPPING,
                *listed(INNKOMST, SYKEPLEIEDIAGNOSE),
            ),
        ),
        Section(
            "hjelpemidler",
            QT_TRANSLATE_NOOP("messages", "Hjelpemidler"),
            listed(HJELPEMIDLER, FASTE_HJELPEMIDLER),
        ),
        Section(
            "medisinsk",
            QT_TRANSLATE_NOOP("messages", "Medisinske opplysninger"),
            listed(
                DIAGNOSER,
                PROBLEM,
                BEHANDLING,
                FUNN,
                VURDERING,
                ARSAK,
                TIDLIGERE,
                SYKDOMMER,
                FAMILIE,
                SYKMELDING,
            ),
        ),
        Section(
            "pasienten",
            QT_TRANSLATE_NOOP("messages", "Pasientens ønsker"),
            listed(EGNE_VURDERINGER, RESERVASJONER, FORBEHOLD),
        ),
        Section(
            "parorende",
            QT_TRANSLATE_NOOP("messages", "Pårørende"),
            listed(PARORENDE, BOR_ALENE, SIVILSTAND),
        ),
        Section(
            "kommunikasjon",
            QT_TRANSLATE_NOOP("messages", "Språk og tolk"),
            (*listed(SPRAK), *KOMMUNIKASJON),
        ),
        Section(
            "informert", QT_TRANSLATE_NOOP("messages", "Informasjon gitt"), listed(INFORMASJON, INFORMERT)
        ),
        Section("faggrupper", QT_TRANSLATE_NOOP("messages", "Andre faggrupper"), listed(FAGRAPPORTER)),
        Section("annet", QT_TRANSLATE_NOOP("messages", "Annet"), listed(ANNET, ANDRE_OPPLYSNINGER)),
        Section(
            "opphold",
            QT_TRANSLATE_NOOP("messages", "Opphold"),
            listed(INNLAGT_TID, INNLAGT_FRA, UTSKREVET_TID, HENDELSER),
        ),
        Section(
            "ansvar",
            QT_TRANSLATE_NOOP("messages", "Utskrevet av"),
            listed(
                SYKEPLEIER,
                SYKEPLEIER_YRKE,
                SYKEPLEIER_HPR,
                SYKEPLEIER_TELEFON,
                LEGE,
                LEGE_YRKE,
                LEGE_HPR,
                LEGE_TELEFON,
            ),
        ),
        KONTAKT_SECTION,
        Section(
            "andre",
            QT_TRANSLATE_NOOP("messages", "Andre kontakter"),
            listed(KONTAKTPERSONER, SENDT_DOKUMENT),
        ),
    ),
    checks=(
        not_ahead(INNLAGT_TID, "Innleggelsen er fram i tid. Rett tidspunktet."),
        not_before(
            UTSKREVET_TID,
            INNLAGT_TID,
            "Utskrivningen er før innleggelsen. Rett ett av tidspunktene.",
            "FOR_INNLEGGELSEN",
        ),
        MEDICINE_DATES,
        appointments_are_ahead,
        one_main_diagnosis,
        codes_have_their_shape,
        substances_have_a_code,
        summary_has_a_function,
        plans_have_a_start,
        professions_are_whole,
        children_are_under_18,
        describes_needs(SYKEPLEIE, PRAKTISK, STATUS, FUNKSJON, PLANER, UTREDNING, ANNET),
        whole_contact,
        whole_person(LEGE, LEGE_YRKE, LEGE_HPR, LEGE_TELEFON),
        whole_person(SYKEPLEIER, SYKEPLEIER_YRKE, SYKEPLEIER_HPR, SYKEPLEIER_TELEFON),
    ),
    by_standing=(
        ByStanding(Place((_KIND, Step("po:TypeInnhold"))), "9139", (("N", "11"), ("M", "11"), ("C", "11"))),
    ),
    digit=5,
    needs_approval=True,
    receiver_service="sykepleie",
    standings=("N", "M", "C"),
    aliases=("utskrivningsrapport", "tverrfaglig epikrise"),
    number=6,
    also_sent=("1.5",),
)
