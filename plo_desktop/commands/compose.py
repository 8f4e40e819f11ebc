"""`compose`: builds a message from a values file, by the same rules as the form."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from plo_desktop.base.clock import SystemClock
from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.ids import new_uuid
from plo_desktop.commands.boundary import say
from plo_desktop.commands.files import STANDARD, read_input, write_output
from plo_desktop.messages.attachment import Attachment, sending_faults, sniff
from plo_desktop.messages.head import Standing
from plo_desktop.messages.registry import all_types, by_name
from plo_desktop.messages.spec import Facts, MessageType, Problem, Severity
from plo_desktop.messages.validation import problems
from plo_desktop.messages.values import ComposeValues, ValuesError, load_values, template
from plo_desktop.messages.values_context import AttachedFile
from plo_desktop.wire.codec import further_gaps
from plo_desktop.wire.envelope import BuildContext, build_message
from plo_desktop.wire.inbox import Finding, inspect


def run(arguments: Namespace) -> int:
    """Write the template, or the message; returns 5 when the values may not be sent, and then writes nothing.

    Raises UserError with exit code 2 for an unknown type.
    """
    mtype = by_name(arguments.type)
    if mtype is None:
        known = ", ".join(each.code for each in all_types())
        raise UserError(
            "UNKNOWN_TYPE", f"Ukjent meldingstype {arguments.type}.", f"Typene er {known}.", ExitCode.USAGE
        )
    if arguments.template:
        write_output(arguments.output, template(mtype).encode())
        return ExitCode.OK
    try:
        values = load_values(mtype, _text(str(arguments.values)))
    except ValuesError as error:
        for problem in error.problems:
            _tell("feil", problem)
        return ExitCode.DATA
    folder = Path() if str(arguments.values) == STANDARD else Path(str(arguments.values)).parent
    attachments = tuple(_attached(folder, each) for each in values.attachments)
    return _compose(mtype, values, attachments, arguments.output)


def _attached(folder: Path, named: AttachedFile) -> Attachment:
    """Return the file that the values name; its path is counted from the folder of the values file."""
    content = read_input(str(folder / named.file))
    return Attachment(named.description, sniff(content), content)


def _compose(
    mtype: MessageType, values: ComposeValues, attachments: tuple[Attachment, ...], output: str
) -> int:
    now = SystemClock().now()
    facts = Facts(now=now, patient=values.patient, receiver=values.receiver, version=values.version)
    found = problems(mtype, values.content, facts)
    found += tuple(sending_faults(attachments))
    if values.standing == Standing.CANCEL:
        # A cancellation repeats what identifies the message; the rest may be left out (HISD 1154).
        found = tuple(problem for problem in found if problem.code != "MANGLER")
    else:
        found += further_gaps(mtype, values.content, values.version, found)
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    for problem in found:
        _tell("feil" if problem.severity is Severity.ERROR else problem.severity.value, problem)
    if errors:
        return ExitCode.DATA
    built = build_message(
        mtype,
        values.content,
        BuildContext(
            msg_id=values.msg_id or new_uuid(),
            generated_at=values.generated_at or now,
            sender=values.sender,
            receiver=values.receiver,
            patient=values.patient,
            standing=values.standing,
            parent=values.parent,
            conversation=values.conversation,
            processing=values.processing,
            reason=values.reason,
            version=values.version,
            question=values.question,
            copies=values.copies,
            attachments=attachments,
        ),
    )
    # What is built is judged as if a stranger had sent it, before anybody can.
    verdict = inspect(built)
    said = {problem.message for problem in found}
    _tell_findings(finding for finding in verdict.findings() if finding.message not in said)
    if not verdict.acceptable:
        return ExitCode.DATA
    write_output(output, built)
    return ExitCode.OK


def _tell(weight: str, problem: Problem) -> None:
    key = problem.field_name or problem.path
    say(f"{weight}: {f'{key}: ' if key else ''}{problem.message}")


def _tell_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        say(f"{'feil' if finding.forbids else 'advarsel'}: {finding.message}")


def _text(name: str) -> str:
    try:
        return read_input(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            "VALUES_ENCODING", f"{name} er ikke skrevet i UTF-8.", "Lagre filen som UTF-8.", ExitCode.DATA
        ) from error
