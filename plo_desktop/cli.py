"""The command line: parses, calls one command, and ends in an exit code that scripts can rely on."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from plo_desktop.commands.arguments import parser
from plo_desktop.commands.boundary import Boundary
from plo_desktop.commands.streams import speak_utf8


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (product.md 10). Usage errors leave through SystemExit(2)."""
    speak_utf8()
    arguments = parser().parse_args(argv)
    with Boundary() as boundary:
        boundary.exit_code = _run(arguments, boundary)
        # What is still buffered can fail too, and must do so inside the boundary.
        sys.stdout.flush()
    return boundary.exit_code


def _run(arguments: Namespace, boundary: Boundary) -> int:
    # Each command loads what it needs and no more: no Qt without a window, no lxml for a list of deadlines,
    # no database to show a file. Start-up time is counted in tens of milliseconds (feasibility 7).
    match arguments.command:
        case "show":
            from plo_desktop.commands import show

            return show.run(arguments)
        case "validate":
            from plo_desktop.commands import validate

            return validate.run(arguments)
        case "compose":
            from plo_desktop.commands import compose

            return compose.run(arguments)
        case "pin-hash":
            from plo_desktop.commands import pin_hash

            return pin_hash.run()
        case None | "demo":
            from plo_desktop.commands import window

            return window.run(arguments, boundary)
        case _:
            return _run_with_data(arguments, boundary)


def _run_with_data(arguments: Namespace, boundary: Boundary) -> int:
    from plo_desktop.commands.places import data_dir

    folder = data_dir(arguments)
    boundary.log_dir = folder
    match arguments.command:
        case "receive":
            from plo_desktop.commands import receive

            return receive.run(arguments, folder)
        case "exchange":
            from plo_desktop.commands import exchange

            return exchange.run(arguments, folder)
        case "log":
            from plo_desktop.commands import log

            return log.run(arguments, folder)
        case "deadlines":
            from plo_desktop.commands import deadlines

            return deadlines.run(arguments, folder)
        case "doctor":
            from plo_desktop.commands import doctor

            return doctor.run(arguments, folder)
        case "verify":
            from plo_desktop.commands import verify

            return verify.run(arguments, folder)
        case _:
            from plo_desktop.commands import init

            return init.run(arguments, folder)
