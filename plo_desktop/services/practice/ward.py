"""Sets up the practice ward: its configuration, its people, and its patients without any history."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from plo_desktop.base.clock import SetClock, to_oslo
from plo_desktop.base.resources import read_text
from plo_desktop.domain.log_rows import Actor
from plo_desktop.services import admit
from plo_desktop.services.configuration import Configuration, parse_configuration
from plo_desktop.services.desk import Desk
from plo_desktop.services.practice.patients import BEDS, Bed

CONFIG = "practice/config.toml"


@cache
def configuration() -> Configuration:
    """Return the practice ward's configuration, which ships with the program."""
    return parse_configuration(read_text(CONFIG), CONFIG)


def user(name: str) -> Actor:
    """Return a user of the practice ward by id or short name. Raises KeyError for anybody else."""
    found = configuration().user(name)
    if found is None:
        raise KeyError(name)
    return found


def desk_at(desk: Desk, moment: datetime, name: str = "") -> Desk:
    """Return the desk as it stood at a moment, with the user of that short name at it."""
    moved = replace(desk, clock=SetClock(moment))
    return moved.as_actor(user(name)) if name else moved


def admit_to(desk: Desk, bed: Bed, now: datetime) -> str:
    """Admit the patient of a bed, `bed.ago` before `now`, and return the stay's id."""
    admitted_at = now - bed.ago
    then = desk_at(desk, admitted_at, bed.responsible or "Berg")
    new = admit.NewStay(
        patient=bed.patient,
        bed=bed.bed,
        kommune=bed.kommune,
        services=bed.services,
        expects_needs=bed.expects_needs,
        admitted_at=admitted_at,
        consent=bed.consent,
        responsible=bed.responsible,
    )
    stay_id, _ = admit.admit(then, new)
    if bed.expected_in is not None:
        day = to_oslo(now).date() + timedelta(days=bed.expected_in)
        admit.set_expected(then, stay_id, day, bed.uncertain)
    return stay_id


def empty_ward(desk: Desk, now: datetime | None = None, *, patients: bool = True) -> None:
    """Admit the practice ward's patients within the last hours before `now`, without any message.

    Without `patients` nobody lies on the ward. For the tour and for journeys, which make their own history.
    """
    moment = now or desk.now()
    with desk.store.transaction():
        for number, bed in enumerate(BEDS if patients else ()):
            short = replace(bed, ago=timedelta(minutes=20 + 9 * number))
            admit_to(desk, short, moment)
        desk.store.note_fetched(moment)
