"""`validate`: says of each file what it is and every fault in it, with its place."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.commands.files import print_json, read_input
from plo_desktop.wire.inbox import Finding, Inspected, inspect

_RECEIPT_CODE_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one file. `type` and the like are None when they cannot be read."""

    file: str
    type: str | None
    version: str | None
    status: str | None
    valid: bool
    findings: tuple[Finding, ...]

    def plain(self) -> dict[str, object]:
        """Return the JSON shape of product.md 10."""
        return {
            "file": self.file,
            "valid": self.valid,
            "type": self.type,
            "version": self.version,
            "status": self.status,
            "problems": [
                {
                    "path": finding.path,
                    "message": finding.message,
                    "code": _receipt_code(finding),
                    "rule": finding.code,
                    "structural": finding.structural,
                    "forbids": finding.forbids,
                }
                for finding in self.findings
            ],
        }


def run(arguments: Namespace) -> int:
    """Say the verdict on each file, in order; returns 5 when any is invalid."""
    verdicts = [_verdict(name) for name in arguments.files]
    if arguments.json:
        print_json([verdict.plain() for verdict in verdicts])
    else:
        for verdict in verdicts:
            _print(verdict)
    return ExitCode.OK if all(verdict.valid for verdict in verdicts) else ExitCode.DATA


def _verdict(name: str) -> Verdict:
    try:
        found = inspect(read_input(name))
    except UserError as error:
        unread = Finding("", f"{error.text} {error.next_step}", error.code, structural=False, forbids=True)
        return Verdict(name, None, None, None, valid=False, findings=(unread,))
    return Verdict(name, *_known(found), valid=found.acceptable, findings=found.findings())


def _known(found: Inspected) -> tuple[str | None, str | None, str | None]:
    """Return type, version and standing (an AppRec's: its verdict), each None when it is not there."""
    if found.apprec:
        return "APPREC", found.apprec.version or None, found.apprec.status or None
    if found.head is None:
        return None, None, None
    return found.head.type_code or None, found.head.version or None, str(found.head.standing) or None


def _receipt_code(finding: Finding) -> str:
    """Return the code that a receipt would carry: every breach of the schema is T02 there (8221)."""
    known = len(finding.code) == _RECEIPT_CODE_LENGTH and finding.code[1:].isdigit()
    return "T02" if finding.structural and not known else finding.code


def _print(verdict: Verdict) -> None:
    word = "gyldig" if verdict.valid else "UGYLDIG"
    known = " ".join(part for part in (verdict.type, verdict.version, verdict.status) if part)
    print(f"{verdict.file}: {word}{f' ({known})' if known else ''}")
    for finding in verdict.findings:
        weight = "feil" if finding.forbids else "merk"
        place = f"{finding.path}: " if finding.path else ""
        print(f"  {weight} {_receipt_code(finding)}: {place}{finding.message}")
