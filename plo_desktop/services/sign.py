"""Reading, responsibility and signature of incoming messages; reading never signs (SSHF 5.2)."""

from __future__ import annotations

from plo_desktop.base.errors import NotPossible
from plo_desktop.domain.events import Event, Opened, PatientViewed, ResponsibilityTaken, Signed
from plo_desktop.domain.guards import APPROVERS
from plo_desktop.domain.log_rows import MessageRow
from plo_desktop.domain.message_state import INCOMING, needs_signature
from plo_desktop.services.desk import Desk
from plo_desktop.services.ports import Changes


def open_message(desk: Desk, msg_id: str) -> Changes:
    """Note that the user had the message on screen, and looked at its patient."""
    row = desk.message(msg_id)
    events: list[Event] = [Opened(msg_id=row.msg_id)] if row.direction == INCOMING else []
    if row.stay_id:
        events.append(PatientViewed(stay_id=row.stay_id))
    desk.store.append(events, actor=desk.actor, at=desk.now())
    first = row.direction == INCOMING and row.opened_at is None
    return Changes(messages=frozenset({row.msg_id})) if first else Changes()


def view_patient(desk: Desk, stay_id: str) -> Changes:
    """Note that the user looked at a patient."""
    desk.store.append([PatientViewed(stay_id=stay_id)], actor=desk.actor, at=desk.now())
    return Changes()


def is_responsible(desk: Desk, row: MessageRow) -> bool:
    """Tell whether the user at the desk is the responsible nurse of the message, or of its stay."""
    stay = desk.store.stay(row.stay_id) if row.stay_id else None
    holder = row.responsible or (stay.responsible if stay else "")
    return holder != "" and holder in (desk.actor.short_name, desk.actor.user_id, desk.actor.name)


def take(desk: Desk, msg_id: str, by: str) -> Changes:
    """Give the responsibility for a message to a user, by short name ("Jones")."""
    row = desk.message(msg_id)
    if not needs_signature(row):
        raise NotPossible(
            "TRENGER_IKKE_ANSVAR", "Meldingen venter ikke på signatur.", "Velg en annen melding."
        )
    if row.responsible == by:
        return Changes()
    taken = ResponsibilityTaken(msg_id=row.msg_id, by=by)
    desk.store.append([taken], actor=desk.actor, at=desk.now())
    return Changes(messages=frozenset({row.msg_id}), stays=frozenset({row.stay_id} - {""}))


def sign(desk: Desk, msg_id: str) -> Changes:
    """Sign as the responsible nurse; somebody else takes the responsibility first ("Ta ansvar og signer").

    Raises UserError when the user's role may not sign, when the message is in triage, or needs no signature.
    """
    if desk.actor.role not in APPROVERS:
        raise NotPossible(
            "KAN_IKKE_SIGNERE",
            "Bare sykepleier eller leder kan signere.",
            "Be ansvarlig pleiepersonell signere.",
        )
    with desk.store.transaction():
        row = desk.message(msg_id)
        if row.signed_at is not None:
            return Changes()
        if not needs_signature(row):
            raise NotPossible(
                "TRENGER_IKKE_SIGNATUR", "Meldingen venter ikke på signatur.", "Velg en annen melding."
            )
        if row.triage:
            raise NotPossible(
                "IKKE_KNYTTET",
                f"Meldingen er ikke knyttet til et opphold ({row.triage}).",
                "Knytt den til riktig pasient først.",
            )
        events: list[Event] = []
        if not is_responsible(desk, row):
            events.append(ResponsibilityTaken(msg_id=row.msg_id, by=desk.actor.short_name))
        events.append(Signed(msg_id=row.msg_id))
        desk.store.append(events, actor=desk.actor, at=desk.now())
    return Changes(
        messages=frozenset({row.msg_id}),
        stays=frozenset({row.stay_id} - {""}),
        announce=(f"{row.title} er signert",),
    )
