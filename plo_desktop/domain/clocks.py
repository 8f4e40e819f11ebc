"""Finds the clocks that run for the ward's stays and messages, each with what started it and what ends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from plo_desktop.domain.addresses import AddressBook, Kommunekort
from plo_desktop.domain.deadline_rules import KOMMUNE, SOMATIKK, DeadlineSettings, limit_after
from plo_desktop.domain.deadlines import limits, state_at
from plo_desktop.domain.delivery import COPY
from plo_desktop.domain.log_rows import DeadlineRow, MessageRow, StayRow
from plo_desktop.domain.message_state import INCOMING, OUTGOING, accepted_by_receiver, refused_by_receiver
from plo_desktop.domain.receivers import deliveries_of, primary, went_to
from plo_desktop.domain.references import on_one_patient
from plo_desktop.domain.type_codes import (
    APPREC,
    AVMELDING,
    AVVIK,
    FORESPORSEL,
    HELSEFAGLIG,
    HELSEOPPLYSNINGER,
    INNLAGT,
    INNLEGGELSESRAPPORT,
    NOTAT,
    SVAR,
    TILBAKEMELDING,
    UTSKRIVNINGSKLAR,
    UTSKRIVNINGSRAPPORT,
)

DOGN = "døgn"

_NO_SECTORS: Mapping[str, str] = MappingProxyType({})
_NEVER_MOVED: Mapping[str, datetime] = MappingProxyType({})
_NO_ADDRESSES = AddressBook()
WITHDRAWN = "Pasienten er avmeldt som utskrivningsklar."
NOT_RECEIPTED = "Kommunen har ikke kvittert ennå; regnet fra da meldingen ble sendt."


@dataclass(frozen=True, slots=True)
class _Clock:
    rule: str
    started_at: datetime
    started_by: str
    ended_at: datetime | None
    title: str = ""
    msg_id: str = ""
    note: str = ""
    responsible: str = ""
    ours: bool | None = None


@dataclass(frozen=True, slots=True)
class _Course:
    """The messages of one stay, oldest first, without those that were taken back or never accepted by us.

    `card` is the stay's municipality in the address book; `moved_at` when the stay got it after another one.
    """

    stay: StayRow
    messages: Sequence[MessageRow]
    card: Kommunekort | None = None
    moved_at: datetime | None = None

    def sent(self, type_code: str) -> Iterator[MessageRow]:
        """Yield messages of ours of one type that have left for the stay's municipality and stand."""
        for row in self.sent_anywhere(type_code):
            if went_to(row, self.stay.kommune, self.card):
                yield row

    def sent_anywhere(self, type_code: str) -> Iterator[MessageRow]:
        """Yield messages of ours of one type that have left and stand, whoever got them."""
        for row in self.messages:
            if row.direction == OUTGOING and row.type_code == type_code and _has_left(row):
                yield row

    def received(self, *types: str) -> Iterator[MessageRow]:
        """Yield accepted messages from the municipality that stand, of the given types or all."""
        for row in self.messages:
            stands = row.direction == INCOMING and not row.cancelled_by and row.standing != "C"
            if stands and _taken_in(row) and (not types or row.type_code in types):
                yield row

    def first_answer_after(self, moment: datetime) -> datetime | None:
        """Return when the municipality first said anything on the stay after `moment`, by message or phone.

        An Innleggelsesrapport answers Melding om innlagt pasient, so it is no answer here.
        """
        answers = [r.at for r in self.received() if r.type_code != INNLEGGELSESRAPPORT and r.at >= moment]
        if self.stay.answer_at is not None and self.stay.answer_at >= moment:
            answers.append(self.stay.answer_at)
        return min(answers, default=None)

    def answer_on(self, ready: MessageRow, delivered: datetime) -> datetime | None:
        """Return when the municipality answered a Melding om utskrivningsklar pasient (§ 11).

        That is when the answer was entered, or when a reply came that refers to the message; the message of
        PLO 2.0 is nothing but such a reply.
        """
        answers = [
            row.at
            for row in self.received(NOTAT, HELSEFAGLIG, SVAR, TILBAKEMELDING)
            if row.at >= delivered
            and (row.type_code == TILBAKEMELDING or ready.msg_id in (row.parent, row.conversation))
        ]
        if self.stay.answer_at is not None and self.stay.answer_at >= delivered:
            answers.append(self.stay.answer_at)
        return min(answers, default=None)

    def withdrawn_after(self, ready: MessageRow) -> MessageRow | None:
        """Return the Avmelding that ended the period which a Melding om utskrivningsklar pasient began."""
        later = (row for row in self.sent(AVMELDING) if _left_at(row) >= _left_at(ready))
        return next((row for row in later if row.seq > ready.seq or row.at > ready.at), None)

    def report_of(self, ready: MessageRow) -> MessageRow | None:
        """Return the Utskrivningsrapport of that period: sent with it, after it, or shortly before."""
        before = [_left_at(row) for row in self.sent(AVMELDING) if _left_at(row) < _left_at(ready)]
        since = max(before, default=None)
        reports = (row for row in self.sent(UTSKRIVNINGSRAPPORT) if since is None or _left_at(row) > since)
        return next(reports, None)


def _has_left(row: MessageRow) -> bool:
    if row.cancelled_send or row.cancelled_by or row.standing == "C":
        return False
    if refused_by_receiver(row) or (primary(row).failed_finally and not accepted_by_receiver(row)):
        return False
    return primary(row).handed_over_at is not None or row.printed > 0


def _left_at(row: MessageRow) -> datetime:
    return primary(row).handed_over_at or row.not_before or row.at


def _taken_in(row: MessageRow) -> bool:
    return not row.quarantine and not row.refused_codes and not row.is_receipt and row.type_code != APPREC


def _delivered_at(row: MessageRow) -> datetime | None:
    return primary(row).at if accepted_by_receiver(row) else None


def running(
    stays: Iterable[StayRow],
    messages: Iterable[MessageRow],
    now: datetime,
    settings: DeadlineSettings,
    sectors: Mapping[str, str] = _NO_SECTORS,
    addresses: AddressBook = _NO_ADDRESSES,
    moved: Mapping[str, datetime] = _NEVER_MOVED,
) -> tuple[DeadlineRow, ...]:
    """Return every deadline of these stays and messages, open and ended, the most urgent first.

    `messages` may hold messages without a stay; they have only the clocks for signing, receipt and answer.
    `sectors` gives the sector of each of our services, for a message whose stay is not known. `moved` says
    when a stay got the municipality it has, where it had another; the clocks look at that municipality alone.
    """
    by_stay = {stay.stay_id: stay for stay in stays}
    rows = sorted(messages, key=lambda row: (row.at, row.seq))
    found: list[DeadlineRow] = []
    for row in rows:
        stay = by_stay.get(row.stay_id)
        found += [_shown(clock, row, stay, now, settings, sectors) for clock in _of_message(row, stay)]
    courses: dict[str, list[MessageRow]] = {stay_id: [] for stay_id in by_stay}
    for row in rows:
        if row.stay_id in courses:
            courses[row.stay_id].append(row)
    answers = _answers(rows)
    for row in rows:
        if row.stay_id not in by_stay:
            found += [_shown(clock, row, None, now, settings, sectors) for clock in _loose(row, answers)]
    for stay in by_stay.values():
        card, moved_at = addresses.find(stay.kommune), moved.get(stay.stay_id)
        for clock in _of_stay(_Course(stay, courses[stay.stay_id], card, moved_at), answers):
            found.append(_shown(clock, None, stay, now, settings, sectors))
    return tuple(sorted(found, key=lambda row: (row.ended_at is not None, row.due, row.patient_name)))


def _of_message(row: MessageRow, stay: StayRow | None) -> Iterator[_Clock]:
    superseded = row.signed_at is None and bool(row.cancelled_by or row.replaced_by)
    if row.direction == INCOMING and _taken_in(row) and not superseded:
        yield _Clock(
            "signer-innkommende",
            row.at,
            f"{row.title} mottatt fra {row.counterpart}",
            row.signed_at,
            title=f"{row.title} usignert" if row.signed_at is None else f"{row.title} signert",
            msg_id=row.msg_id,
            responsible=row.responsible or (stay.responsible if stay else ""),
        )
    if row.direction == OUTGOING and not row.is_receipt and row.type_code != APPREC:
        yield from _receipts(row, stay)


def _receipts(row: MessageRow, stay: StayRow | None) -> Iterator[_Clock]:
    """Yield a clock for each receiver that the message went to; it runs from GenDate (A-03, T-10)."""
    for one in deliveries_of(row):
        if one.handed_over_at is not None:
            who = f" fra {one.full_name}" if one.role == COPY else ""
            yield _Clock(
                "kvittering",
                row.generated_at or one.handed_over_at,
                f"{row.title} overlevert til meldingsserveren",
                one.at,
                title=f"Kvittering på {row.title}{who}",
                msg_id=row.msg_id,
                responsible=stay.responsible if stay else "",
            )


def _of_stay(course: _Course, answers: Mapping[str, datetime]) -> Iterator[_Clock]:
    yield from _innleggelsesrapport(course)
    yield from _first_helseopplysninger(course)
    yield from _answer_of_saksbehandler(course)
    yield from _after_utskrivningsklar(course)
    yield from _after_avmelding(course)
    yield from _requests(course, answers)


def _innleggelsesrapport(course: _Course) -> Iterator[_Clock]:
    notice = next(course.sent(INNLAGT), None)
    if notice is None:
        return
    delivered = _delivered_at(notice)
    report = next(course.received(INNLEGGELSESRAPPORT), None)
    start = delivered or _left_at(notice)
    yield _Clock(
        "innleggelsesrapport",
        start,
        "Melding om innlagt pasient kvittert" if delivered else "Melding om innlagt pasient sendt",
        report.at if report else None,
        msg_id=notice.msg_id,
        note="" if delivered else NOT_RECEIPTED,
    )


def _first_helseopplysninger(course: _Course) -> Iterator[_Clock]:
    stay = course.stay
    if not stay.expects_needs or stay.stay_type != DOGN:
        return
    first = next(course.sent(HELSEOPPLYSNINGER), None)
    before = next((row for row in course.sent_anywhere(HELSEOPPLYSNINGER) if row is not first), None)
    elsewhere = before is not None and not went_to(before, stay.kommune, course.card)
    start, started_by = stay.admitted_at, "Pasienten ble innlagt"
    if elsewhere and course.moved_at and (first is None or _left_at(first) >= course.moved_at):
        start, started_by = course.moved_at, f"Kommunen ble endret til {stay.kommune}"
    if first is None and stay.discharged_at is not None:
        note = "Pasienten er utskrevet uten at Helseopplysninger er sendt."
    elif first is None and elsewhere and before is not None:
        note = f"Sendt til {before.counterpart}, ikke til {stay.kommune}: fristen løper på nytt."
    else:
        note = ""
    yield _Clock(
        "helseopplysninger-første",
        start,
        started_by,
        _left_at(first) if first else None,
        msg_id=first.msg_id if first else "",
        note=note,
    )


def _answer_of_saksbehandler(course: _Course) -> Iterator[_Clock]:
    ended: _Clock | None = None
    for row in course.sent(HELSEOPPLYSNINGER):
        at = _delivered_at(row)
        if at is None:
            continue
        answered = course.first_answer_after(at)
        clock = _Clock("svar-saksbehandler", at, "Helseopplysninger kvittert", answered, msg_id=row.msg_id)
        if answered is None:
            # One answer answers all before it (P-05), but a later message never takes back an old breach:
            # the first one without an answer is the one that counts.
            yield clock
            return
        ended = clock
    if ended is not None:
        yield ended


def _after_utskrivningsklar(course: _Course) -> Iterator[_Clock]:
    for row in course.sent(UTSKRIVNINGSKLAR):
        left, report, withdrawn = _left_at(row), course.report_of(row), course.withdrawn_after(row)
        note = WITHDRAWN if withdrawn else ""
        yield _Clock(
            "utskrivningsrapport",
            left,
            "Melding om utskrivningsklar pasient sendt",
            _first(max(left, _left_at(report)) if report else None, withdrawn),
            msg_id=row.msg_id,
            note="" if report else note,
        )
        if delivered := _delivered_at(row):
            answered = course.answer_on(row, delivered)
            yield _Clock(
                "kommunens-svar-utskrivningsklar",
                delivered,
                "Melding om utskrivningsklar pasient kvittert",
                _first(answered, withdrawn),
                msg_id=row.msg_id,
                note="" if answered else note,
            )


def _first(ended: datetime | None, withdrawn: MessageRow | None) -> datetime | None:
    """Return when a duty ended: with what was owed, or with the withdrawal that made it lapse."""
    moments = [moment for moment in (ended, _left_at(withdrawn) if withdrawn else None) if moment]
    return min(moments, default=None)


def _after_avmelding(course: _Course) -> Iterator[_Clock]:
    for row in course.sent(AVMELDING):
        left = _left_at(row)
        later = (_left_at(sent) for sent in course.sent(HELSEOPPLYSNINGER) if _left_at(sent) >= left)
        yield _Clock(
            "ny-helseopplysninger-etter-avmelding",
            left,
            "Avmelding sendt",
            min(later, default=None),
            msg_id=row.msg_id,
        )


def _requests(course: _Course, answers: Mapping[str, datetime]) -> Iterator[_Clock]:
    for row in course.received(FORESPORSEL):
        yield _asked(row, answers)
    # A question stands where it was asked.
    for row in course.sent_anywhere(FORESPORSEL):
        yield from _we_asked(row, answers)


def _loose(row: MessageRow, answers: Mapping[str, datetime]) -> Iterator[_Clock]:
    """Yield the clock of a question about somebody who has no stay here."""
    if row.type_code == FORESPORSEL and row.direction == INCOMING and _taken_in(row):
        yield _asked(row, answers)
    elif row.type_code == FORESPORSEL and row.direction == OUTGOING and _has_left(row):
        yield from _we_asked(row, answers)


def _we_asked(row: MessageRow, answers: Mapping[str, datetime]) -> Iterator[_Clock]:
    if delivered := _delivered_at(row):
        yield _Clock(
            "svar-på-forespørsel",
            delivered,
            f"Forespørsel kvittert av {row.counterpart}",
            answers.get(row.msg_id),
            msg_id=row.msg_id,
            ours=False,
        )


def _answers(messages: Iterable[MessageRow]) -> Mapping[str, datetime]:
    """Return when each message was first answered: by one of any type that refers to it (HITS 1218).

    A question back and an avvik answer nothing, nor does what is about somebody else (RCV-NEW-03).
    """
    known = {row.msg_id: row for row in messages}
    found: dict[str, datetime] = {}
    for row in known.values():
        asked = known.get(row.parent)
        if asked is None or row.type_code in (FORESPORSEL, AVVIK) or not on_one_patient(asked, row):
            continue
        if _has_left(row) if row.direction == OUTGOING else _taken_in(row):
            at = _left_at(row) if row.direction == OUTGOING else row.at
            found[row.parent] = min(found.get(row.parent, at), at)
    return found


def _asked(row: MessageRow, answers: Mapping[str, datetime]) -> _Clock:
    return _Clock(
        "svar-på-forespørsel",
        row.at,
        f"Forespørsel mottatt fra {row.counterpart}",
        answers.get(row.msg_id),
        msg_id=row.msg_id,
        ours=True,
    )


def _shown(
    clock: _Clock,
    about: MessageRow | None,
    stay: StayRow | None,
    now: datetime,
    settings: DeadlineSettings,
    sectors: Mapping[str, str],
) -> DeadlineRow:
    sector = stay.sector if stay else sectors.get(about.our_service if about else "", SOMATIKK)
    rule = settings.rule(clock.rule, sector)
    bounds = limits(
        rule, clock.started_at, discharged_at=stay.discharged_at if stay else None, settings=settings
    )
    ours = rule.responsible != KOMMUNE if clock.ours is None else clock.ours
    kommune = stay.kommune if stay else (about.counterpart if about else "")
    note = clock.note
    if rule.steps and clock.ended_at is None:
        passed = [text for text in rule.steps if now >= limit_after(text, clock.started_at)]
        note = f"Ikke kvittert på {passed[-1]}: ring mottakeren." if passed else note
    return DeadlineRow(
        rule=rule.id,
        title=clock.title or rule.title,
        msg_id=clock.msg_id,
        stay_id=stay.stay_id if stay else (about.stay_id if about else ""),
        patient_name=_name(about, stay),
        bed=stay.bed if stay else "",
        started_at=clock.started_at,
        started_by=clock.started_by,
        soft=bounds.soft,
        due=bounds.hard,
        state=state_at(bounds, now, clock.ended_at),
        responsible=(clock.responsible or (stay.responsible if stay else "")) if ours else kommune,
        ours=ours,
        ended_at=clock.ended_at,
        note=note,
    )


def _name(about: MessageRow | None, stay: StayRow | None) -> str:
    if stay is not None:
        return stay.patient.list_name
    return about.patient_name if about else ""


def counted(rows: Iterable[DeadlineRow]) -> Mapping[str, int]:
    """Return how many deadlines are in each state."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.state] = totals.get(row.state, 0) + 1
    return totals
