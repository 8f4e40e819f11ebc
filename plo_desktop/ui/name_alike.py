"""Finds patients of the same name, who must never be taken for each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from plo_desktop.domain.log_rows import StayRow


def name_key(stay: StayRow) -> tuple[str, str]:
    """Return what makes two names alike at a glance: family name and first given name."""
    return stay.patient.family.casefold(), stay.patient.given.split(" ")[0].casefold()


def same_names(stays: Sequence[StayRow]) -> Mapping[str, str]:
    """Return, for every stay that shares its name with another, "f. 1958"."""
    counts = Counter(name_key(stay) for stay in stays)
    found = {}
    for stay in stays:
        born = stay.patient.birth_date
        if counts[name_key(stay)] > 1:
            found[stay.stay_id] = f"f. {born.year}" if born else "fødselsår ikke kjent"
    return found
