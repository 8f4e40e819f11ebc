"""What must be phoned as well as sent stays open until somebody has noted the call (SSHF 5.8, guard 12)."""

from __future__ import annotations

from plo_desktop.domain.log_rows import MessageRow

TO_PHONE = "Haster: mottakeren skal ringes i tillegg."


def waits_for_call(row: MessageRow) -> bool:
    """Tell whether an urgent message of ours has no noted call."""
    return TO_PHONE in row.warnings and not row.cancelled_send


def asked_to_phone(warnings: tuple[str, ...]) -> tuple[str, ...]:
    """Return a message's warnings when it is urgent."""
    return warnings if TO_PHONE in warnings else (*warnings, TO_PHONE)


def phoned(warnings: tuple[str, ...]) -> tuple[str, ...]:
    """Return a message's warnings when its receiver has been phoned."""
    return tuple(said for said in warnings if said != TO_PHONE)
