"""The words of the command line: commands, options and their help (product.md 10, a stable contract)."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Protocol

from plo_desktop import __version__

EXIT_CODES = "exit codes: 0 ok, 1 failed, 2 usage, 3 configuration, 4 network, 5 data"
_MOST_ROWS = 1_000_000_000
FORMATS = ("text", "html", "pdf", "json")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; usage errors end with exit code 2."""
    top = argparse.ArgumentParser(
        prog="plo-desktop",
        description="Pleie- og omsorgsmeldinger on a hospital ward. Without a command: the window.",
        epilog=EXIT_CODES,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"plo-desktop {__version__}")
    _shared(top)
    _first_paint(top)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for add in (
        _demo,
        _show,
        _validate,
        _compose,
        _receive,
        _exchange,
        _log,
        _deadlines,
        _doctor,
        _verify,
        _init,
        _pin_hash,
    ):
        _shared(add(commands))
    return top


class Commands(Protocol):
    """What argparse gives to add commands to; its own class is private."""

    def add_parser(self, name: str, *, help: str, allow_abbrev: bool) -> argparse.ArgumentParser:
        """Add one command."""
        ...


def _shared(command: argparse.ArgumentParser) -> None:
    """Add the options that may stand before and after the command; the one after it wins."""
    command.add_argument(
        "--data-dir",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="where the log lies (else PLO_DESKTOP_HOME, else the system's place for application data)",
    )
    command.add_argument(
        "--config",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="FILE",
        help="configuration in TOML (else config.toml in the data directory)",
    )


def _first_paint(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--exit-after-first-paint",
        action="store_true",
        default=argparse.SUPPRESS,
        help="open the window, leave with 0 after its first interactive paint",
    )


def _now(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--now",
        default="",
        metavar="ISO8601",
        help="act as at this moment; only in a data directory made with init --test",
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="answer for programs")


def _out(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument(
        "-o", "--output", default="", metavar="OUT", help=f"{what} ('-' for standard output)"
    )


def _demo(commands: Commands) -> argparse.ArgumentParser:
    demo = commands.add_parser(
        "demo", help="the window on a practice ward with a simulated municipality", allow_abbrev=False
    )
    demo.add_argument("--fresh", action="store_true", help="begin the practice ward anew")
    demo.add_argument(
        "--tour",
        type=Path,
        metavar="DIR",
        help="walk through the main job without a screen; write screenshots, messages and PDFs to DIR",
    )
    _first_paint(demo)
    return demo


def _show(commands: Commands) -> argparse.ArgumentParser:
    show = commands.add_parser("show", help="show one message file as it is read", allow_abbrev=False)
    show.add_argument("file", metavar="FILE", help="a message ('-' for standard input)")
    show.add_argument("--format", choices=FORMATS, default="text")
    _out(show, "write here")
    return show


def _validate(commands: Commands) -> argparse.ArgumentParser:
    validate = commands.add_parser(
        "validate", help="tell what is wrong with message files; 5 when any is invalid", allow_abbrev=False
    )
    validate.add_argument("files", nargs="+", metavar="FILE")
    _json(validate)
    return validate


def _compose(commands: Commands) -> argparse.ArgumentParser:
    compose = commands.add_parser("compose", help="build a message from values in a file", allow_abbrev=False)
    compose.add_argument("type", metavar="TYPE", help="type code or title, e.g. LOG_INNLAGT")
    source = compose.add_mutually_exclusive_group(required=True)
    source.add_argument("--template", action="store_true", help="print a commented values file")
    source.add_argument("--from", dest="values", type=Path, metavar="VALUES.toml", help="the values")
    _out(compose, "write here")
    return compose


def _receive(commands: Commands) -> argparse.ArgumentParser:
    receive = commands.add_parser(
        "receive",
        help="take message files in as if they had arrived; 5 when any was refused or quarantined",
        allow_abbrev=False,
    )
    receive.add_argument("files", nargs="+", metavar="FILE")
    receive.add_argument("--apprec-dir", type=Path, metavar="DIR", help="write the receipts here")
    _json(receive)
    _now(receive)
    return receive


def _exchange(commands: Commands) -> argparse.ArgumentParser:
    exchange = commands.add_parser(
        "exchange", help="run the configured transport without a window", allow_abbrev=False
    )
    exchange.add_argument("--once", action="store_true", help="one round, then leave")
    _now(exchange)
    return exchange


def _log(commands: Commands) -> argparse.ArgumentParser:
    log = commands.add_parser("log", help="list the messages of the log, newest first", allow_abbrev=False)
    log.add_argument("--search", default="", metavar="TEXT", help="names, numbers, municipality, words")
    log.add_argument("--limit", type=_count, default=100, metavar="N", help="at most N (100)")
    log.add_argument("--raw", default="", metavar="MSG_ID", help="write the original bytes of one message")
    _out(log, "where --raw writes")
    _json(log)
    _now(log)
    return log


def _deadlines(commands: Commands) -> argparse.ArgumentParser:
    deadlines = commands.add_parser("deadlines", help="list the running deadlines", allow_abbrev=False)
    _json(deadlines)
    _now(deadlines)
    return deadlines


def _doctor(commands: Commands) -> argparse.ArgumentParser:
    doctor = commands.add_parser(
        "doctor", help="check configuration, log, key, clock, files and transport", allow_abbrev=False
    )
    _json(doctor)
    return doctor


def _verify(commands: Commands) -> argparse.ArgumentParser:
    verify = commands.add_parser(
        "verify", help="prove that the log is whole and unaltered", allow_abbrev=False
    )
    _json(verify)
    return verify


def _init(commands: Commands) -> argparse.ArgumentParser:
    init = commands.add_parser("init", help="make a data directory without a window", allow_abbrev=False)
    init.add_argument(
        "--test", action="store_true", help="for tests: the key lies beside the log and --now is allowed"
    )
    return init


def _count(text: str) -> int:
    """Return a number of rows; argparse tells the user when it is none."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return min(number, _MOST_ROWS)


def _pin_hash(commands: Commands) -> argparse.ArgumentParser:
    return commands.add_parser(
        "pin-hash",
        help="ask for a user's PIN (or read it from a pipe) and print the line for the configuration",
        allow_abbrev=False,
    )
