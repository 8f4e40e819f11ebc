"""Who decided earlier is offered from what the ward has sent (SSHF 5.4, 5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from plo_desktop.services import dispatch, draft
from plo_desktop.services.deciders import deciders
from plo_desktop.services.desk import Desk
from tests.ui.ward_kit import practice_desk, set_clock, stay_of

KLAR = "LOG_UTSKRIVNINGSKLAR"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The practice ward with its history: Koman has declared one patient ready."""
    with practice_desk(tmp_path) as found:
        yield found


def declare_ready(desk: Desk, family: str, name: str, hpr: str, profession: str = "LE") -> str:
    """Declare a patient ready by somebody's decision; return the message's id."""
    row = draft.open_draft(desk, stay_of(desk, family).stay_id, KLAR)
    decided = {"besluttet_av": name, "besluttet_av_yrke": profession, "besluttet_av_hpr": hpr}
    set_clock(desk).advance(timedelta(minutes=1))
    return dispatch.queue(desk, replace(row, content={**row.content, **decided})).msg_id


def test_the_newest_comes_first_and_each_once(desk: Desk) -> None:
    declare_ready(desk, "Danser", "Kari Lege", "9144897")
    declare_ready(desk, "Bog", "Kari Marie Lege", "9144897")
    assert [(each.name, each.hpr) for each in deciders(desk)] == [
        ("Kari Marie Lege", "9144897"),
        ("Magnar Koman", "9144889"),
    ]


def test_name_profession_and_number_come_together(desk: Desk) -> None:
    (koman,) = deciders(desk)
    assert koman.profession.text == "Lege"
    assert set(koman.values()) == {"besluttet_av", "besluttet_av_yrke", "besluttet_av_hpr"}


def test_what_was_taken_back_offers_nobody(desk: Desk) -> None:
    dispatch.undo(desk, declare_ready(desk, "Danser", "Kari Lege", "9144897"))
    assert [each.name for each in deciders(desk)] == ["Magnar Koman"]
