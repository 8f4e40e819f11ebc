"""The practice ward (øvelse): official test actors and a scripted history, so that anyone can try everything.

`configuration()` sets the ward up, `fill` gives it a past, `empty_ward` only patients; `answers()` gives the
simulated municipality (`transport.demo`) its hands, `coming` what it sends by itself.
All people are test actors or made up.
"""

from __future__ import annotations

from datetime import datetime

from plo_desktop.services.desk import Desk
from plo_desktop.services.practice.coming import Coming, coming
from plo_desktop.services.practice.dialogue import answers
from plo_desktop.services.practice.history import tell
from plo_desktop.services.practice.ward import configuration, empty_ward, user

__all__ = ["Coming", "answers", "coming", "configuration", "empty_ward", "fill", "user"]


def fill(desk: Desk, now: datetime | None = None) -> None:
    """Give an empty practice ward its patients and their history up to `now` (aware; else the desk's clock).

    All of it is committed together, or nothing. Run it on a fresh store only.
    """
    with desk.store.transaction():
        tell(desk, now or desk.now())
