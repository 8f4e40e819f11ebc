"""`verify`: proves from the stored bytes that the log is whole and unaltered."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from plo_desktop.base.errors import ExitCode
from plo_desktop.commands.boundary import say
from plo_desktop.commands.files import print_json
from plo_desktop.store.open_store import open_store


def run(arguments: Namespace, folder: Path) -> int:
    """Print what was counted and the hash of the last event; returns 5 when anything is wrong."""
    with open_store(folder, reading=True) as store:
        report = store.verify()
    if arguments.json:
        problems = [{"event": number, "message": text} for number, text in report.problems]
        print_json(
            {
                "ok": report.ok,
                "events": report.events,
                "documents": report.documents,
                "head": report.head,
                "problems": problems,
            }
        )
    else:
        for _, text in report.problems:
            say(text)
        verdict = "hel og uendret" if report.ok else "IKKE hel"
        print(f"Loggen er {verdict}: {report.events} hendelser, {report.documents} dokumenter.")
        print(f"Siste segl: {report.head}")
    return ExitCode.OK if report.ok else ExitCode.DATA
