"""What a print says besides the message: who printed it, when, for which copy, and to whom it is posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """The print itself.

    `printed_at` is aware UTC; `printed_by` is a name and may be empty (command line). `copy_no` counts
    from 1. `msg_id` stands in the codes for reconciliation; empty for a draft that has none yet. `ward`
    is the letterhead; its lines after the first are smaller. `reason` says why this is on paper. `address`
    is what stands in the envelope's window, line by line; without it the sheet has no window and begins
    higher up. `contact` stands at the right of the letterhead of a posted letter.
    """

    printed_at: datetime
    printed_by: str = ""
    copy_no: int = 1
    msg_id: str = ""
    ward: str = ""
    reason: str = ""
    address: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
