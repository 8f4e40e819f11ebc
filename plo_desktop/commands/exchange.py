"""`exchange`: runs the configured transport without a window."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from threading import Event

from plo_desktop.base.errors import EnvironmentProblem, ExitCode
from plo_desktop.commands.boundary import say
from plo_desktop.commands.opening import folder_transport, opened
from plo_desktop.services.exchange import ExchangeReport, once

_PAUSE_SECONDS = 30.0


def run(arguments: Namespace, folder: Path) -> int:
    """Send what is due, fetch what waits; until Ctrl+C, or one round with --once.

    Raises EnvironmentProblem with exit code 4 when the transport cannot be reached in the only round; in the
    long run it is told and tried again.
    """
    with opened(arguments, folder) as place:
        transport = folder_transport(place.configuration, place.desk.clock)
        try:
            if arguments.once:
                print(_sentence(once(place.desk, transport)))
                return ExitCode.OK
            never = Event()
            while True:
                try:
                    print(_sentence(once(place.desk, transport)), flush=True)
                except EnvironmentProblem as error:
                    say(f"feil: {error.text} {error.next_step}")
                never.wait(_PAUSE_SECONDS)
        finally:
            transport.close()


def _sentence(report: ExchangeReport) -> str:
    return str(report)
