"""Says in words what stands round the form: title, deadline, receiver, what is checked. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from plo_desktop.domain.guards import HELSEOPPLYSNINGER_MISSING
from plo_desktop.domain.log_rows import DeadlineRow, MessageRow
from plo_desktop.domain.message_state import state_words
from plo_desktop.domain.routing import ELECTRONIC, PAPER
from plo_desktop.messages.spec import Family, Problem, Severity
from plo_desktop.ui import banner_facts, words
from plo_desktop.ui.compose.gather import Opened
from plo_desktop.ui.compose.model import (
    ALONE,
    BACK,
    FETCH,
    RETURN,
    CheckLine,
    CheckState,
    Frame,
    Heading,
    OtherAction,
    Parcel,
    SendAction,
    Side,
)
from plo_desktop.ui.compose.package import Package
from plo_desktop.ui.compose.writing import Writing

_OWN_DEADLINE = {
    "HELSEOPPL_SOKNAD": ("helseopplysninger-første", "ny-helseopplysninger-etter-avmelding"),
}
_INNLAGT, _HELSEOPPLYSNINGER, _KLAR = "LOG_INNLAGT", "HELSEOPPL_SOKNAD", "LOG_UTSKRIVNINGSKLAR"
_ANSWER = "svar-saksbehandler"


def has_side(opened: Opened) -> bool:
    """Tell whether the right column says what will be sent; fagmeldinger have reuse there instead."""
    return opened.mtype.family is Family.LOGISTIKK


def frame_of(opened: Opened, now: datetime, changed: int, package: Package | None = None) -> Frame:
    """Return what stands round the form."""
    stay = opened.stay
    channel = opened.channel if opened.receiver else "ikke koblet"
    banner = banner_facts.of_stay(stay, now, channel, opened.same_name, opened.tags)
    return Frame(
        banner=banner,
        heading=_heading(opened, now) if package is None else _package_heading(package),
        action=_action(opened) if package is None else _package_action(package),
        person=banner.name,
        number=banner.number,
        to=receivers_of(opened) if package is None else _package_receivers(package),
        changed_note=_changed_note(opened, changed),
    )


def receivers_of(opened: Opened) -> str:
    """Return who gets the message, copies too: "Alvdal kommune, Saksbehandling. Kopi: August September"."""
    copies = "; ".join(copy.name for copy in opened.copies if copy.chosen)
    return f"{opened.receiver}. Kopi: {copies}" if copies and opened.receiver else opened.receiver


def _package_receivers(package: Package) -> str:
    openeds = [part.opened for part in package.parts]
    names = dict.fromkeys(opened.receiver for opened in openeds if opened.receiver)
    if not names:
        return ""
    copies = sum(copy.chosen for opened in openeds for copy in opened.copies)
    kommune = openeds[0].stay.kommune
    services = f"{len(names)} tjenester" if len(names) > 1 else next(iter(names)).removeprefix(f"{kommune}, ")
    tail = words.count(copies, "kopi", "kopier")
    return ", ".join(part for part in (kommune, services, tail if copies else "") if part)


def short_kommune(name: str) -> str:
    """Return "Alvdal" for "Alvdal kommune"."""
    return name.removesuffix(" kommune")


def _heading(opened: Opened, now: datetime) -> Heading:
    title = opened.mtype.title
    if opened.mtype.family is Family.FAG:
        title = f"{title} nr. {opened.number}"
    state, said = "", ""
    running = _own_deadline(opened)
    if opened.is_change and running is None:
        said = "oppdatering, uten frist"
    elif running is not None:
        state, said = _deadline_words(running, now)
    return Heading(title, said, state, opened.receiver)


def _package_heading(package: Package) -> Heading:
    first = package.parts[0].opened
    return Heading(first.mtype.title, f"steg {package.step + 1} av 2", "", package.shown.opened.receiver)


def _own_deadline(opened: Opened) -> DeadlineRow | None:
    rules = _OWN_DEADLINE.get(opened.mtype.code, ())
    return next((d for d in opened.deadlines if d.rule in rules and d.ended_at is None), None)


def _deadline_words(row: DeadlineRow, now: datetime) -> tuple[str, str]:
    if row.due <= now:
        return "forfalt", f"Forfalt {words.duration(now - row.due)}"
    state = "snart" if row.state == "snart" else "venter"
    return state, f"Frist om {words.duration(row.due - now)}"


def _action(opened: Opened) -> SendAction:
    printable = opened.mtype.printable
    others = _approval_actions([opened])
    if opened.to_be_approved:
        return SendAction("Send til godkjenning", "ut", printable, others=others)
    if opened.prepared_by and opened.channel != PAPER:
        return SendAction("Godkjenn og send", "ut", printable, others=others)
    if opened.prepared_by:
        return SendAction("Godkjenn og skriv ut", "skriver", printable, others=others)
    if opened.channel == ELECTRONIC or not opened.receiver:
        kommune = short_kommune(opened.stay.kommune)
        return SendAction(f"Send til {kommune}" if kommune else "Send", "ut", printable)
    if opened.channel == PAPER:
        return SendAction("Skriv ut og legg i post", "skriver", printable)
    return SendAction("Ring og loggfør", "telefon", printable)


def _approval_actions(openeds: Sequence[Opened]) -> tuple[OtherAction, ...]:
    """Return what a nurse and the one who prepared can do with what waits, besides approving it."""
    if not any(opened.prepared_by for opened in openeds):
        return ()
    if any(opened.to_be_approved for opened in openeds) or not openeds[0].may_approve:
        return (OtherAction(FETCH, "Hent tilbake"),)
    return (OtherAction(RETURN, "Send tilbake …"),)


def _package_action(package: Package) -> SendAction:
    openeds = [part.opened for part in package.parts]
    printable = package.shown.opened.mtype.printable
    others = _approval_actions(openeds)
    if package.step == 0:
        alone = OtherAction(ALONE, "Send uten rapport …")
        title = openeds[1].mtype.title
        return SendAction(f"Neste: {title}", "", printable, key="Enter", others=(alone, *others))
    back = (OtherAction(BACK, "Forrige steg", "Alt+Venstre"), *others)
    if any(opened.to_be_approved for opened in openeds):
        return SendAction("Send begge til godkjenning", "ut", printable, others=back)
    if any(opened.prepared_by for opened in openeds):
        return SendAction("Godkjenn og send begge (2)", "ut", printable, others=back)
    if any(opened.channel == PAPER for opened in openeds):
        return SendAction("Skriv ut begge (2)", "skriver", printable, others=back)
    return SendAction("Send begge (2)", "ut", printable, others=back)


def _changed_note(opened: Opened, changed: int) -> str:
    if not opened.is_change or opened.last is None:
        return ""
    count = f"{changed} endret" if changed else "Ingenting er endret"
    sent = words.day_clock(opened.last.at)
    return (
        f"{count} siden nr. {opened.number - 1}, sendt {sent}. "
        "Kommunen får hele meldingen, med endringene merket."
    )


def side_of(opened: Opened, shown: Sequence[Problem], found: Sequence[Problem], now: datetime) -> Side:
    """Return the right column of a logistic message; what is only not filled in yet is not called wrong."""
    title = opened.mtype.title
    parcels = [Parcel(f"1. {title}", opened.receiver or "ingen mottaker", _progress(shown, found))]
    if opened.mtype.together_with:
        follows = CheckLine(CheckState.DONE, "Utskrivningsrapport er sendt", "Ny sendes når noe er endret")
        parcels.append(Parcel("2. Utskrivningsrapport", "", follows))
    return Side(
        heading="Sendes nå",
        count="1 melding",
        parcels=tuple(parcels),
        checks=tuple(_checks(opened, now)),
        note=_note(opened),
    )


def side_of_package(
    package: Package,
    shown: tuple[Sequence[Problem], Sequence[Problem]],
    found: tuple[Sequence[Problem], Sequence[Problem]],
    now: datetime,
) -> Side:
    """Return the right column of a package: both messages with their receivers, and what is checked."""
    parcels = []
    for number, part in enumerate(package.parts):
        line = _waiting(part, _progress(shown[number], found[number]))
        if number == 1 and not package.seen:
            waits = (
                "Fylles ut i steg 2" if line.state is CheckState.OPEN else "Fylt ut. Leses gjennom i steg 2"
            )
            line = CheckLine(CheckState.OPEN, waits)
        title = part.opened.mtype.title.removeprefix("Melding om ").removesuffix(" pasient")
        said = f"{number + 1}. {title[:1].upper()}{title[1:]}"
        parcels.append(Parcel(said, receivers_of(part.opened) or "ingen mottaker", line))
    first = package.parts[0].opened
    if package.step == 0:
        note = (
            "Utskrivningsklar og utskrivningsrapport går sammen. Uten rapport må du skrive hvorfor, "
            "og posten får en åpen oppgave."
        )
    elif any(part.opened.channel == PAPER for part in package.parts):
        note = _note(first)
    else:
        note = (
            "Begge ligger i utboks i 10 s og kan angres med Ctrl+Z. "
            "Sendt er ikke levert: følg kvitteringen under Ikke framme."
        )
    return Side("Sendes samlet", "2 meldinger", tuple(parcels), tuple(_checks(first, now)), note)


def _progress(shown: Sequence[Problem], found: Sequence[Problem]) -> CheckLine:
    stop = sum(p.severity is Severity.ERROR for p in shown)
    left = sum(p.severity is Severity.ERROR for p in found)
    if stop:
        return CheckLine(CheckState.WRONG, f"{stop} ting må rettes")
    if left:
        return CheckLine(CheckState.OPEN, f"{left} felt gjenstår")
    return CheckLine(CheckState.DONE, "Klar til å sendes")


def _waiting(part: Writing, line: CheckLine) -> CheckLine:
    """Return "klar" with what is reused and not confirmed: that does not stop sending, and is not hidden."""
    filled = part.content.by_name()
    left = sum(name in filled for name in part.reused.unconfirmed())
    if not left or line.state is not CheckState.DONE:
        return line
    return CheckLine(CheckState.WAITING, f"Klar. {words.count(left, 'avsnitt', 'avsnitt')} ikke bekreftet")


def _note(opened: Opened) -> str:
    if opened.channel == PAPER:
        return "Kommunen tar ikke imot elektronisk. Meldingen skrives ut og sendes i posten."
    held = (
        "Meldingen ligger i utboks i 10 s og kan angres med Ctrl+Z. Sendt er ikke levert: følg kvitteringen."
    )
    if opened.mtype.code == _INNLAGT:
        return f"{held} Kommunen skal svare med innleggelsesrapport, helst innen 4 t og senest innen 24 t."
    return held


def _checks(opened: Opened, now: datetime) -> list[CheckLine]:
    stay = opened.stay
    lines = [_kommune_line(opened)]
    services = {
        "ja": (CheckState.DONE, "Har kommunale tjenester fra før"),
        "nei": (CheckState.OPEN, "Har ikke kommunale tjenester fra før"),
    }
    state, said = services.get(stay.services, (CheckState.WAITING, "Kommunale tjenester: ikke avklart"))
    lines.append(CheckLine(state, said))
    lines.append(_consent_line(stay.consent))
    if opened.mtype.code == _KLAR:
        lines.append(_earlier_line(opened, now))
    if (answer := next((d for d in opened.deadlines if d.rule == _ANSWER), None)) is not None:
        if answer.ended_at is not None:
            lines.append(CheckLine(CheckState.DONE, "Saksbehandler har svart"))
        else:
            detail = f"venter til {words.until(answer.due, now)}"
            lines.append(CheckLine(CheckState.WAITING, "Saksbehandlers svar", detail))
    return lines


def _kommune_line(opened: Opened) -> CheckLine:
    kommune = opened.stay.kommune
    if not kommune:
        return CheckLine(CheckState.WRONG, "Ingen kommune er knyttet", "Velg kommune på oppholdet")
    if not opened.receiver:
        return CheckLine(CheckState.WRONG, f"{kommune} finnes ikke i adresseboken", "Be IT legge den inn")
    return CheckLine(CheckState.DONE, f"Kommune er knyttet: {short_kommune(kommune)}", opened.channel)


def _consent_line(consent: str) -> CheckLine:
    if consent.startswith("motsetter"):
        return CheckLine(CheckState.WRONG, "Pasienten motsetter seg", consent)
    if consent == "presumert":
        return CheckLine(CheckState.DONE, "Samtykke er presumert", "pasienten har kommunale tjenester")
    return CheckLine(
        CheckState.DONE if consent else CheckState.WAITING, "Samtykke", consent or "ikke registrert"
    )


def _earlier_line(opened: Opened, now: datetime) -> CheckLine:
    sent = [
        row
        for row in opened.messages
        if row.type_code == _HELSEOPPLYSNINGER and row.direction == "ut" and not row.cancelled_send
    ]
    if not sent:
        return CheckLine(CheckState.WRONG, "Helseopplysninger er ikke sendt")
    newest: MessageRow = sent[0]
    detail = f"nr. {len(sent)}, {words.day_clock(newest.at)}, {state_words(newest, now).word}"
    if any(problem.code == HELSEOPPLYSNINGER_MISSING for problem in opened.standing_problems):
        # Cancelled, refused, or with the municipality that the patient had before.
        said = f"Helseopplysninger er ikke hos {opened.stay.kommune or 'kommunen'}"
        return CheckLine(CheckState.WRONG, said, f"{newest.counterpart}, {detail}")
    return CheckLine(CheckState.DONE, "Helseopplysninger er sendt", detail)
