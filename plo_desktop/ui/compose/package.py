"""Utskrivningsklar and Utskrivningsrapport as one package in two steps (SSHF 5.4, 5.6). Pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from plo_desktop.domain.message_state import OUTGOING
from plo_desktop.domain.type_codes import UTSKRIVNINGSRAPPORT
from plo_desktop.messages.registry import by_code
from plo_desktop.services.desk import Desk
from plo_desktop.ui.compose.gather import Opened, open_new
from plo_desktop.ui.compose.model import StepFace, Steps
from plo_desktop.ui.compose.writing import Writing


@dataclass
class Package:
    """Two messages that are sent together; `step` 0 or 1 is on the screen."""

    parts: tuple[Writing, Writing]
    step: int = 0
    seen: bool = False
    """Whether the second step has been on the screen: what nobody has looked at is not called ready."""

    @property
    def shown(self) -> Writing:
        """The message on the screen."""
        return self.parts[self.step]

    @property
    def other(self) -> Writing:
        """The message that is not on the screen."""
        return self.parts[1 - self.step]


def follower(desk: Desk, opened: Opened) -> Opened | None:
    """Return the message that goes with this one, opened and filled in, or None when it stands alone.

    A report that was sent since the patient was last declared ready is not written once more.
    """
    code = opened.mtype.together_with
    if not code or by_code(code) is None or not opened.stay.stay_id or _is_sent(opened, code):
        return None
    return open_new(desk, opened.stay.stay_id, code)


def _is_sent(opened: Opened, code: str) -> bool:
    """Tell whether the message stands already, newer than the last of the first kind."""
    for row in opened.messages:
        if row.direction != OUTGOING or row.cancelled_send or row.cancelled_by:
            continue
        if row.type_code == code:
            return True
        if row.type_code in (opened.mtype.code, opened.mtype.withdrawn_by):
            return False
    return False


def steps_of(package: Package, ready: tuple[bool, bool]) -> Steps:
    """Return the bar over the package."""
    return Steps(
        (
            StepFace("Utskrivningsklar", "lege og dato", ready[0]),
            StepFace("Utskrivningsrapport", _filled_from(package.parts[1]), ready[1] and package.seen),
        ),
        package.step,
    )


def _filled_from(report: Writing) -> str:
    """Return "fylt ut fra Helseopplysninger 19.11.2026", from the source most fields have."""
    sources = [mark.words for mark in report.reused.marks.values()]
    if not sources or report.opened.mtype.code != UTSKRIVNINGSRAPPORT:
        return "skrives her"
    most = max(sorted(set(sources)), key=sources.count)
    return f"fylt ut fra {most.partition(',')[0]}"
