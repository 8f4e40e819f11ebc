"""`receive`: takes message files in as if they had arrived."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from plo_desktop.base.errors import EnvironmentProblem, ExitCode
from plo_desktop.commands.files import print_json, read_input, require_readable, write_file
from plo_desktop.commands.opening import opened
from plo_desktop.services.desk import Desk
from plo_desktop.services.receive import Outcome, take_in

_WORDS = {
    "accepted": "tatt inn",
    "refused": "avvist",
    "duplicate": "har kommet før",
    "quarantined": "i karantene",
}
_BAD = frozenset({"refused", "quarantined"})


def run(arguments: Namespace, folder: Path) -> int:
    """Take the files in, in order; returns 5 when any was refused or quarantined.

    Raises UserError with exit code 5, and takes nothing in, when a file cannot be read.
    """
    for name in arguments.files:
        require_readable(name)
    outcomes: list[tuple[str, Outcome]] = []
    with opened(arguments, folder) as place:
        for name in arguments.files:
            outcome = take_in(place.desk, read_input(name))
            if arguments.apprec_dir is not None:
                _write_receipts(place.desk, outcome, arguments.apprec_dir)
            outcomes.append((name, outcome))
            if not arguments.json:
                print(_sentence(name, outcome))
        place.desk.store.index_waiting()
    if arguments.json:
        print_json([_plain(name, outcome) for name, outcome in outcomes])
    return ExitCode.DATA if any(outcome.outcome in _BAD for _, outcome in outcomes) else ExitCode.OK


def _write_receipts(desk: Desk, outcome: Outcome, folder: Path) -> None:
    """Write what was answered; the receipts still wait in the outbox for the transport."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            "OUTPUT_UNWRITABLE", f"Kan ikke lage {folder}.", "Velg en annen mappe med --apprec-dir."
        ) from error
    for name, content in _receipts(desk, outcome):
        write_file(folder / f"{name}.xml", content)


def _receipts(desk: Desk, outcome: Outcome) -> Iterator[tuple[str, bytes]]:
    for receipt in outcome.receipts:
        row = desk.store.message(receipt)
        content = desk.store.document(row.sha256) if row else None
        if content is not None:
            yield receipt, content


def _plain(name: str, outcome: Outcome) -> dict[str, object]:
    return {
        "file": name,
        "outcome": outcome.outcome,
        "codes": list(outcome.codes),
        "msg_id": outcome.msg_id,
        "sha256": outcome.sha256,
        "receipts": list(outcome.receipts),
        "warnings": [{"code": each.code, "message": each.message} for each in outcome.warnings],
    }


def _sentence(name: str, outcome: Outcome) -> str:
    codes = f" {' '.join(outcome.codes)}" if outcome.codes else ""
    said = "".join(f"; {each.message}" for each in outcome.warnings)
    return f"{name}: {outcome.outcome}{codes} ({_WORDS[outcome.outcome]}){said}"
