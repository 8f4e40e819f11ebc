"""The rules that stand between a finished message and sending it; each says why (product.md 6).

Guard 5 (date of utskrivningsklar), 11 (describe needs, order nothing) and 12 (phone what is urgent) are
checks of the message types; 13 is `domain.deviation`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from plo_desktop.domain.addresses import Kommunekort
from plo_desktop.domain.clocks import DOGN
from plo_desktop.domain.deadline_rules import SOMATIKK, sector_named
from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.message_state import OUTGOING, refused_by_receiver
from plo_desktop.domain.party import Organisation
from plo_desktop.domain.receivers import went_to
from plo_desktop.domain.type_codes import (
    AVMELDING,
    AVVIK,
    HELSEOPPLYSNINGER,
    INNLAGT,
    UTSKRIVNINGSKLAR,
    UTSKRIVNINGSRAPPORT,
)

STOP, WARN, HINT = "feil", "advarsel", "råd"
APPROVERS = frozenset({"sykepleier", "leder"})
OBJECTS = "motsetter seg"
WEIGHED = "veid:"
HELSEOPPLYSNINGER_MISSING = "HELSEOPPLYSNINGER_MANGLER"
"""What guard 4 says when this municipality has no Helseopplysninger that stand."""
NATIONAL = ("FNR", "DNR", "FHN")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a guard says. `weight`: "feil" stops, "advarsel" is told, "råd" is a hint."""

    code: str
    text: str
    weight: str = STOP


@dataclass(frozen=True, slots=True)
class Sending:
    """What the guards look at: the stay, its earlier messages, and what is about to be sent.

    `stay` is None for an answer about somebody who has none; `is_reply`: it goes back to a sender.
    `opened_for` is what named the receiver when the draft was opened, `receiver_known_as` what does now.
    `changed_at` is when the stay's facts last changed. `agreements_settled`: the agreements around the
    discharge are ticked. `without_report` is why no Utskrivningsrapport follows; `report_follows`: it
    is begun. `known_without_number`: a person has confirmed the patient without a national number. `card` is
    the address card of the stay's municipality.
    """

    stay: StayRow | None
    type_code: str
    messages: Sequence[MessageRow] = ()
    others: Sequence[StayRow] = ()
    receiver: Organisation | None = None
    opened_for: str = ""
    changed_at: datetime | None = None
    agreements_settled: bool = False
    receiver_known_as: str = ""
    without_report: str = ""
    report_follows: bool = False
    is_reply: bool = False
    known_without_number: bool = False
    card: Kommunekort | None = None


Guard = Callable[[Sending], Iterator[Refusal]]


def only_overnight_stays(sending: Sending) -> Iterator[Refusal]:
    """Guard 1, SSHF 3.0: not for outpatients or day treatment."""
    if sending.stay and sending.type_code != AVVIK and sending.stay.stay_type != DOGN:
        yield Refusal(
            "BARE_DOGN",
            f"Oppholdet er «{sending.stay.stay_type}». PLO-meldinger brukes bare for døgnopphold.",
        )


def innlagt_only_with_services(sending: Sending) -> Iterator[Refusal]:
    """Guard 2, SSHF 5.1: only when the patient already has municipal services."""
    if sending.type_code == INNLAGT and sending.stay and sending.stay.services != "ja":
        yield Refusal(
            "INGEN_TJENESTER",
            "Melding om innlagt pasient sendes bare når pasienten har kommunale tjenester fra før. "
            "Sett «Har kommunale tjenester» til ja, eller send Helseopplysninger i stedet.",
        )


def consent_is_clear(sending: Sending) -> Iterator[Refusal]:
    """Guard 3, SSHF 4.0: presumed with services, else obtained; an objection stops unless it was weighed."""
    stay = sending.stay
    if stay is None or sending.type_code == AVVIK:
        # An avvik tells of a message and repeats nothing of the patient but what its sender wrote.
        return
    consent = stay.consent.strip().lower()
    if consent.startswith(OBJECTS):
        if WEIGHED not in consent or not consent.split(WEIGHED, 1)[1].strip():
            yield Refusal(
                "MOTSETTER_SEG",
                "Pasienten motsetter seg at opplysninger sendes til kommunen. Ingenting sendes før det er "
                "skrevet en vurdering av fare for liv og helse.",
            )
        return
    if stay.services != "ja" and consent in ("", "presumert"):
        yield Refusal(
            "SAMTYKKE_IKKE_INNHENTET",
            "Presumert samtykke gjelder bare når pasienten har kommunale tjenester. "
            "Innhent samtykke, og skriv på oppholdet hvem som innhentet det og når.",
            STOP if stay.services == "nei" else WARN,
        )


def municipality_is_linked(sending: Sending) -> Iterator[Refusal]:
    """Guard 4, SSHF 5.4: the patient must be tied to the right municipality first."""
    if sending.is_reply or sending.stay is None:
        return
    if not sending.stay.kommune.strip():
        yield Refusal(
            "KOMMUNE_MANGLER", "Pasienten er ikke knyttet til en kommune. Velg kommune på oppholdet."
        )
    elif sending.receiver is None:
        yield Refusal(
            "MOTTAKER_MANGLER",
            f"{sending.stay.kommune} finnes ikke i adresseboken. "
            "Velg en annen kommune, eller be IT legge den inn.",
        )


def helseopplysninger_come_first(sending: Sending) -> Iterator[Refusal]:
    """Guard 4, P-03: utskrivningsklar presupposes current Helseopplysninger, sent to this municipality."""
    if sending.type_code != UTSKRIVNINGSKLAR:
        return
    told = [row for row in sending.messages if _stands(row) and row.type_code == HELSEOPPLYSNINGER]
    kommune = sending.stay.kommune if sending.stay else ""
    sent = [row for row in told if went_to(row, kommune, sending.card)]
    if not sent:
        where = f" til {kommune}, bare til {told[-1].counterpart}" if told else ""
        yield Refusal(
            HELSEOPPLYSNINGER_MISSING,
            f"Helseopplysninger er ikke sendt{where}. "
            "Kommunen skal ha dem før pasienten meldes utskrivningsklar.",
            WARN,
        )
    elif sending.changed_at is not None and max(row.at for row in sent) < sending.changed_at:
        yield Refusal(
            "HELSEOPPLYSNINGER_GAMLE",
            "Oppholdet er endret etter siste Helseopplysninger. Send oppdaterte opplysninger først.",
            WARN,
        )


def report_follows_utskrivningsklar(sending: Sending) -> Iterator[Refusal]:
    """Guard 6, SSHF 5.4: the two go together; one alone needs a reason, and the report stays an open task."""
    if sending.type_code != UTSKRIVNINGSKLAR or sending.without_report.strip() or sending.report_follows:
        return
    if not any(row.type_code == UTSKRIVNINGSRAPPORT for row in since_withdrawal(sending.messages)):
        yield Refusal(
            "RAPPORT_SKAL_FOLGE",
            "Utskrivningsrapport skal sendes samtidig. Skriv grunnen hvis den må vente; "
            "fristen for den starter når denne meldingen er sendt.",
            WARN,
        )


def since_withdrawal(messages: Sequence[MessageRow]) -> Iterator[MessageRow]:
    """Yield our standing messages that were sent after the last Avmelding, oldest first."""
    standing = sorted((row for row in messages if _stands(row)), key=lambda row: row.seq)
    last = max((at for at, row in enumerate(standing) if row.type_code == AVMELDING), default=-1)
    yield from standing[last + 1 :]


def is_declared_ready(messages: Sequence[MessageRow]) -> bool:
    """Tell whether a Melding om utskrivningsklar pasient stands and is not withdrawn."""
    return any(row.type_code == UTSKRIVNINGSKLAR for row in since_withdrawal(messages))


def avmelding_needs_an_open_period(sending: Sending) -> Iterator[Refusal]:
    """Guard 8, SSHF 5.5: only who is declared ready can be withdrawn."""
    if sending.type_code == AVMELDING and not is_declared_ready(sending.messages):
        yield Refusal(
            "IKKE_MELDT_UTSKRIVNINGSKLAR",
            "Pasienten er ikke meldt utskrivningsklar, så det er ingenting å avmelde.",
        )


def new_helseopplysninger_follow(sending: Sending) -> Iterator[Refusal]:
    """Guard 8, SSHF 5.5: an avmelding is followed by Helseopplysninger that give the reason."""
    if sending.type_code == AVMELDING:
        yield Refusal(
            "HELSEOPPLYSNINGER_SKAL_FOLGE",
            "Avmelding skal følges av nye Helseopplysninger med begrunnelse. "
            "Fristen for dem starter når avmeldingen er sendt, og blir stående til de er sendt.",
            HINT,
        )


def discharge_waits_for_report(stay: StayRow, messages: Sequence[MessageRow]) -> Refusal | None:
    """Guard 9, SSHF 5.6: who leaves for the municipality's care has a report with her, at the latest now."""
    told = [row for row in messages if _stands(row)]
    followed = any(row.type_code in (HELSEOPPLYSNINGER, UTSKRIVNINGSKLAR) for row in told)
    reported = any(row.type_code == UTSKRIVNINGSRAPPORT for row in since_withdrawal(messages))
    if stay.stay_type != DOGN or not followed or reported:
        return None
    return Refusal(
        "RAPPORT_MANGLER",
        "Utskrivningsrapport er ikke sendt. Den skal være hos kommunen senest når pasienten skrives ut.",
    )


def agreements_are_settled(sending: Sending) -> Iterator[Refusal]:
    """Guard 7, SSHF 5.4: in psychiatry and TSB the agreements come first, for opening hours are few."""
    psychiatric = sending.stay is not None and sector_named(sending.stay.sector) != SOMATIKK
    if sending.type_code == UTSKRIVNINGSKLAR and psychiatric and not sending.agreements_settled:
        yield Refusal(
            "AVTALER_IKKE_AVKLART",
            "Avtaler rundt utskrivelsen bør være avklart med kommunen før meldingen sendes.",
            WARN,
        )


def similar_names_are_marked(sending: Sending) -> Iterator[Refusal]:
    """Guard 15: a person of the same or a similar name lies on the ward."""
    for other in sending.others:
        if sending.stay and other.stay_id != sending.stay.stay_id and alike(sending.stay, other):
            born = f" (f. {other.patient.birth_date.year})" if other.patient.birth_date else ""
            yield Refusal(
                "NAVNELIKHET",
                f"{other.patient.list_name}{born} ligger også på posten. Se etter at det er rett pasient.",
                HINT,
            )


def recipient_is_the_same(sending: Sending) -> Iterator[Refusal]:
    """Guard 16: a recipient that changed since the draft was opened is confirmed again."""
    now = sending.receiver_known_as or receiver_key(sending.receiver)
    if sending.opened_for and now and sending.opened_for != now:
        name = sending.receiver.full_name if sending.receiver else ""
        yield Refusal(
            "MOTTAKER_ENDRET",
            f"Mottakeren er endret siden utkastet ble åpnet, og er nå {name}. Bekreft mottakeren.",
        )


def patient_has_a_number(sending: Sending) -> Iterator[Refusal]:
    """T-02: without a national number a person confirms name, birth date and sex: all there is."""
    patient = sending.stay.patient if sending.stay else None
    if patient is None or any(patient.ident(kind) for kind in NATIONAL):
        return
    if patient.birth_date is None or patient.sex is None:
        yield Refusal(
            "KAN_IKKE_KJENNES_IGJEN",
            "Pasienten har ikke nasjonalt nummer, og fødselsdato eller kjønn mangler. Mottakeren vil avvise "
            "meldingen. Ring kommunen, og skaff opplysningene først.",
        )
        return
    yield Refusal(
        "UTEN_NUMMER",
        "Pasienten har ikke fødselsnummer. Mottakeren kjenner pasienten bare på navn, fødselsdato og kjønn. "
        "Bekreft at de er riktige.",
        WARN if sending.known_without_number else STOP,
    )


GUARDS: tuple[Guard, ...] = (
    only_overnight_stays,
    patient_has_a_number,
    innlagt_only_with_services,
    consent_is_clear,
    municipality_is_linked,
    helseopplysninger_come_first,
    report_follows_utskrivningsklar,
    avmelding_needs_an_open_period,
    new_helseopplysninger_follow,
    agreements_are_settled,
    recipient_is_the_same,
    similar_names_are_marked,
)


def refusals(sending: Sending) -> tuple[Refusal, ...]:
    """Return what all guards say, in the order of the list."""
    return tuple(refusal for guard in GUARDS for refusal in guard(sending))


def may_approve(role: str, needs_approval: bool) -> Refusal | None:
    """Guard 10, SSHF 4.0: nurse or leader approves a fagmelding before it is sent; a secretary cannot."""
    if needs_approval and role not in APPROVERS:
        return Refusal(
            "KAN_IKKE_GODKJENNE", "Meldingen må godkjennes av sykepleier eller leder før den sendes."
        )
    return None


def receiver_key(receiver: Organisation | None) -> str:
    """Return the HER-id of the receiving service, else of the entity, else its name."""
    if receiver is None:
        return ""
    return (receiver.service.her_id if receiver.service else "") or receiver.her_id or receiver.name


def _stands(row: MessageRow) -> bool:
    return (
        row.direction == OUTGOING
        and not row.cancelled_send
        and not row.cancelled_by
        and row.standing != "C"
        and not refused_by_receiver(row)
    )


def _letters(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if letter.isalpha())


def alike(one: StayRow, other: StayRow) -> bool:
    """Tell whether two patients are easily mixed up: same family and first given name, or one letter off."""
    first = (_letters(one.patient.family), _letters(one.patient.given.split(" ")[0]))
    second = (_letters(other.patient.family), _letters(other.patient.given.split(" ")[0]))
    if not all(first) or not all(second):
        return False
    return sum(_letters_apart(a, b) for a, b in zip(first, second, strict=True)) <= 1


def _letters_apart(one: str, other: str) -> int:
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    shorter, longer = sorted((one, other), key=len)
    same = next((i for i, letter in enumerate(shorter) if letter != longer[i]), len(shorter))
    tail = shorter[same + 1 :] if len(one) == len(other) else shorter[same:]
    return 1 if tail == longer[same + 1 :] else 2


def name_alikes(stays: Iterable[StayRow]) -> frozenset[str]:
    """Return the stays whose patient shares a same or similar name with another one (guard 15)."""
    rows = list(stays)
    return frozenset(
        one.stay_id for one in rows for other in rows if one.stay_id != other.stay_id and alike(one, other)
    )
