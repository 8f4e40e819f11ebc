"""Whether a message that points at another may touch it: same patient, same other party (HISD 1154)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plo_desktop.domain.log_rows import MessageRow

# O is the old "Oppdatert og erstatter" and counts as a change (wire-format 11).
CHANGES = ("M", "O")
CANCELS = "C"


@dataclass(frozen=True, slots=True)
class Concerning:
    """Whom a message is about and who is at the other end, as far as it says."""

    patient_name: str
    patient_number: str
    born_on: date | None
    counterpart: str
    counterpart_id: str = ""


def concerning(row: MessageRow) -> Concerning:
    """Return what a row of the log says of patient and other party."""
    return Concerning(row.patient_name, row.patient_number, row.born_on, row.counterpart, row.counterpart_id)


def same_patient(one: Concerning, other: Concerning) -> bool:
    """Tell whether both are about one patient; by number, and only without one by name and birth date."""
    numbers = [_compact(each.patient_number) for each in (one, other)]
    if all(numbers):
        return numbers[0] == numbers[1]
    return (_plain(one.patient_name), one.born_on) == (_plain(other.patient_name), other.born_on)


def same_counterpart(one: Concerning, other: Concerning) -> bool:
    """Tell whether both came from (or went to) the same organisation; by HER-id, else by name."""
    if one.counterpart_id and other.counterpart_id:
        return _compact(one.counterpart_id) == _compact(other.counterpart_id)
    return _plain(one.counterpart) == _plain(other.counterpart)


def _compact(number: str) -> str:
    return "".join(number.split()).casefold()


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
