"""Makes our own application receipts, messages of type APPREC that never wait for a signature."""

from __future__ import annotations

from datetime import datetime

from plo_desktop.domain.events import Queued
from plo_desktop.domain.message_state import APPREC_TYPE
from plo_desktop.domain.party import HER, Organisation
from plo_desktop.domain.routing import ELECTRONIC
from plo_desktop.messages.head import ApprecError, Head
from plo_desktop.services.desk import Desk
from plo_desktop.wire.apprec import apprec_version_for, build_apprec

TITLE = "Applikasjonskvittering"


def lowest_her_id(party: Organisation | None) -> str:
    """Return the HER-id of service or person, else of the entity, else empty (HIS 1037: level 2 routes)."""
    if party is None:
        return ""
    person = next((i.id for i in party.person.idents if i.type.value == HER), "") if party.person else ""
    return (party.service.her_id if party.service else "") or person or party.her_id


def receipt(
    desk: Desk,
    head: Head,
    *,
    about: str,
    our_party: Organisation,
    role: str,
    errors: tuple[ApprecError, ...],
    at: datetime,
) -> Queued:
    """Keep the bytes of one receipt and return the event that queues it. No errors means OK.

    `about` is the log's handle of the message. The caller appends the event in the transaction that takes the
    message in, so that neither can be there without the other.
    """
    apprec_id = desk.store.new_id()
    data = build_apprec(
        head,
        status_ok=not errors,
        errors=errors,
        our_party=our_party,
        role=role,
        apprec_id=apprec_id,
        generated_at=at,
    )
    sender = head.sender or Organisation("")
    return Queued(
        msg_id=apprec_id,
        sha256=desk.store.keep(data),
        type_code=APPREC_TYPE,
        title=TITLE,
        version=apprec_version_for(head),
        standing="",
        stay_id="",
        patient=None,
        counterpart=sender.name,
        counterpart_service=sender.service.name if sender.service else "",
        receiver_her_id=lowest_her_id(sender),
        our_service=our_party.service.name if our_party.service else our_party.name,
        generated_at=at,
        parent="",
        conversation="",
        channel=ELECTRONIC,
        not_before=at,
        about=about,
    )
