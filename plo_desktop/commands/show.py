"""`show`: one message file as the reading pane and the printout show it."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from plo_desktop.base.clock import SystemClock
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.commands.files import read_input, write_output
from plo_desktop.messages.outline import Outline
from plo_desktop.wire.inbox import Inspected, inspect


def run(arguments: Namespace) -> int:
    """Render the file; a document with faults is shown as far as it can be read.

    Raises UserError with exit code 5 when nothing can be read, and 3 for a faulty --config.
    """
    found = inspect(read_input(arguments.file))
    outline = found.outline_for(_our_ids(arguments))
    if outline is None:
        text = found.refusal.text if found.refusal else "Filen er ikke en melding."
        raise UserError("UNREADABLE", text, "Be avsenderen sende meldingen på nytt.", ExitCode.DATA)
    if arguments.format == "pdf" and arguments.output == "" and sys.stdout.isatty():
        raise UserError(
            "PDF_TO_TERMINAL", "En PDF kan ikke vises i terminalen.", "Oppgi en fil med -o.", ExitCode.USAGE
        )
    write_output(arguments.output, _rendered(arguments.format, outline, found))
    return ExitCode.OK


def _our_ids(arguments: Namespace) -> frozenset[str]:
    """Return our addresses, by which a copy to us is known; a file can be shown without any configuration."""
    given: Path | None = getattr(arguments, "config", None)
    if given is None:
        return frozenset()
    # Reading the configuration takes a while, and most files are shown without one.
    from plo_desktop.services.configuration import load_configuration

    return load_configuration(given).ward.our_ids()


def _rendered(wanted: str, outline: Outline, found: Inspected) -> bytes:
    # Only the one way of showing that was asked for is loaded.
    match wanted:
        case "pdf":
            from plo_desktop.printing.pdf import Sheet, pdf_of

            return pdf_of(outline, Sheet(SystemClock().now(), msg_id=_msg_id(found)))
        case "html":
            from plo_desktop.messages.safe_html import as_html

            text = as_html(outline)
        case "json":
            from plo_desktop.messages.outline_json import as_json

            text = json.dumps(as_json(outline), ensure_ascii=False, indent=2)
        case _:
            from plo_desktop.messages.plain_text import as_text

            text = as_text(outline)
    return (text.rstrip("\n") + "\n").encode("utf-8", "backslashreplace")


def _msg_id(found: Inspected) -> str:
    if found.head:
        return found.head.msg_id
    return found.apprec.msg_id if found.apprec else ""
