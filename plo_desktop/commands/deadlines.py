"""`deadlines`: the rows of the deadline panel."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from plo_desktop.base.clock import to_oslo
from plo_desktop.base.errors import ExitCode
from plo_desktop.commands.files import print_json
from plo_desktop.commands.opening import opened
from plo_desktop.domain.log_rows import DeadlineRow
from plo_desktop.services.overview import deadlines


def run(arguments: Namespace, folder: Path) -> int:
    """List the deadlines in the order of the panel."""
    with opened(arguments, folder, reading=True, needs_configuration=False) as place:
        rows = deadlines(place.desk)
        ward = place.desk.ward.name
    if arguments.json:
        print_json([_plain(row, ward) for row in rows])
    else:
        for row in rows:
            print(_sentence(row, ward))
    return ExitCode.OK


def _plain(row: DeadlineRow, ward: str) -> dict[str, object]:
    return {
        "rule": row.rule,
        "title": row.title,
        "msg_id": row.msg_id,
        "stay_id": row.stay_id,
        "patient": row.patient_name,
        "bed": row.bed,
        "started_at": _moment(row.started_at),
        "started_by": row.started_by,
        "soft": _moment(row.soft),
        "due": _moment(row.due),
        "state": row.state,
        "responsible": _responsible(row, ward),
        "ours": row.ours,
        "ended_at": _moment(row.ended_at),
        "note": row.note,
    }


def _moment(moment: datetime | None) -> str | None:
    return to_oslo(moment).isoformat() if moment else None


def _responsible(row: DeadlineRow, ward: str) -> str:
    """Return who must act: the named person or municipality; what nobody has taken is the ward's."""
    return row.responsible or (ward if row.ours else "kommunen")


def _sentence(row: DeadlineRow, ward: str) -> str:
    parts = (
        f"{row.state:<16}",
        f"{to_oslo(row.due):%d.%m.%Y %H:%M}",
        f"{row.patient_name:<28}",
        f"{row.title:<40}",
        _responsible(row, ward),
    )
    return "  ".join(parts).replace("\n", " ").rstrip()
