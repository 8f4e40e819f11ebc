"""Beside Melding om utskrivningsklar pasient stands whether this municipality has Helseopplysninger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from plo_desktop.services import admit, dispatch, draft
from plo_desktop.services.desk import Desk
from plo_desktop.ui.compose.framing import side_of
from plo_desktop.ui.compose.gather import open_new
from plo_desktop.ui.compose.model import CheckLine, CheckState
from tests.unit.services.desks import SECOND, Wire, a_desk, a_stay, later

WRITTEN = {
    "pasientens_status": "Stabil.",
    "antatt_forlop": "Hjem mandag.",
    "forventet_utskrivningsklar": "2026-11-23",
}


def line_of(desk: Desk, stay_id: str) -> CheckLine:
    opened = open_new(desk, stay_id, "LOG_UTSKRIVNINGSKLAR")
    side = side_of(opened, (), (), desk.now())
    (line,) = (each for each in side.checks if each.words.startswith("Helseopplysninger er"))
    return line


def test_what_the_former_municipality_got_is_not_called_sent(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    stay_id = a_stay(desk)
    opened = draft.open_draft(desk, stay_id, "HELSEOPPL_SOKNAD")
    dispatch.queue(desk, draft.save(desk, replace(opened, content={**opened.content, **WRITTEN})))
    later(desk, 11 * SECOND)
    dispatch.release(desk, Wire())
    assert line_of(desk, stay_id).state is CheckState.DONE
    admit.change(desk, stay_id, kommune="Tynset")
    line = line_of(desk, stay_id)
    assert (line.state, line.words) == (CheckState.WRONG, "Helseopplysninger er ikke hos Tynset")
    assert line.detail.startswith("Alvdal kommune, nr. 1")
