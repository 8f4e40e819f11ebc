"""The simulated municipality's hands and eyes: judges what it gets, receipts it and writes its reports.

Every answer follows from the message it answers alone: asked twice, it gives the same bytes.
"""

from __future__ import annotations

import hashlib
import itertools
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from plo_desktop.domain.codebook import name_of
from plo_desktop.domain.party import Organisation, Patient
from plo_desktop.messages.head import ApprecError, Head, Question, Standing
from plo_desktop.messages.spec import Content
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.messages.values import from_plain
from plo_desktop.services.practice.texts import Wording, texts
from plo_desktop.services.receipts import lowest_her_id
from plo_desktop.wire.apprec import COPY, PRIMARY, build_apprec
from plo_desktop.wire.envelope import BuildContext, build_message, read_head
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.safe_xml import parse

_IDS = uuid.UUID("6f3b1a52-8c1e-4f0a-9d56-2a9be1c70e11")
_NO_FIELDS = ("pasienter", "alle", "legemidler")
_WHO = ("enhet", "ansvarlig")
"""A cancellation says who can be asked, and nothing of the patient (wire-format 11)."""

_NOBODY = Organisation("")
_AS_WRITTEN = ("navn", "virkestoff", "merknad", "til")
_TABLET, _IN_MULTIDOSE, _FIXED, _AS_NEEDED = "53", "2", "1", "3"
"""Codes of 7448, 9103 and 9101 (wire-format 9)."""


def judge(data: bytes) -> tuple[str, ...]:
    """Return the AppRec error codes with which the municipality refuses `data`; none when it is good."""
    return tuple(dict.fromkeys(refusal.code for refusal in inspect(data).refusals))


def apprec(data: bytes, codes: tuple[str, ...], at: datetime, detail: str = "", *, to: str = "") -> bytes:
    """Return the municipality's receipt for `data`, positive when there are no codes.

    `to` is the HER-id of the copy receiver that answers, empty when the receiver itself does.
    """
    head = read_head(parse(data))
    errors = tuple(ApprecError(code, name_of("8221", code), detail) for code in codes)
    known = str(uuid.uuid5(_IDS, f"{head.msg_id.lower()} kvittering {to}".strip()))
    copy = next((each.party for each in head.copies if to and lowest_her_id(each.party) == to), None)
    return build_apprec(
        head,
        status_ok=not codes,
        errors=errors,
        our_party=copy,
        role=COPY if to else PRIMARY,
        apprec_id=known,
        generated_at=at,
    )


def report(data: bytes, at: datetime) -> bytes:
    """Return the Innleggelsesrapport with which the municipality answers a Melding om innlagt pasient."""
    head = read_head(parse(data))
    return admission_report(
        head.patient or Patient(),
        head.receiver or _NOBODY,
        head.sender or _NOBODY,
        at,
        seed=head.msg_id.lower(),
    )


def report_answering(head: Head, question: Question, at: datetime) -> bytes:
    """Return an Innleggelsesrapport as the answer to a question of ours, which it repeats (HIS 1152)."""
    return admission_report(
        head.patient or Patient(),
        head.receiver or _NOBODY,
        head.sender or _NOBODY,
        at,
        seed=f"{head.msg_id.lower()} svar",
        question=question,
        parent=head.msg_id,
        conversation=head.conversation or head.msg_id,
    )


def admission_report(
    patient: Patient,
    sender: Organisation,
    receiver: Organisation,
    at: datetime,
    *,
    seed: str,
    version: str = "",
    question: Question | None = None,
    parent: str = "",
    conversation: str = "",
) -> bytes:
    """Return a whole Innleggelsesrapport of a municipality; the same `seed` gives the same ids.

    `version` "1.5" is that of an older system. With `parent` it answers `question`.
    """
    new_id = ids(f"{seed} innleggelsesrapport")
    ctx = BuildContext(
        msg_id=new_id(),
        generated_at=at,
        sender=sender,
        receiver=receiver,
        patient=patient,
        new_id=new_id,
        version=version,
        question=question,
        parent=parent,
        conversation=conversation,
    )
    return _report(ctx, {})


def correction(data: bytes, at: datetime, standing: Standing, said: str) -> bytes:
    """Return a change of an Innleggelsesrapport, or its cancellation with the reason `said` (HISD 1154)."""
    head = read_head(parse(data))
    new_id = ids(f"{head.msg_id.lower()} {standing}")
    ctx = BuildContext(
        msg_id=new_id(),
        generated_at=at,
        sender=head.sender or _NOBODY,
        receiver=head.receiver or _NOBODY,
        patient=head.patient or Patient(),
        standing=standing,
        parent=head.msg_id,
        conversation=head.conversation or head.msg_id,
        new_id=new_id,
    )
    if standing is Standing.CANCEL:
        content = inspect(data).content or Content()
        kept = {name: value for name, value in content.by_name().items() if name.startswith(_WHO)}
        return build_message(INNLEGGELSESRAPPORT, Content(kept), replace(ctx, reason=said))
    return _report(ctx, {"annet": said})


def _report(ctx: BuildContext, more: Mapping[str, str]) -> bytes:
    """Write the patient's report; `more` is added to paragraphs by field name."""
    told = Wording(ctx.generated_at, ctx.sender.name).into_table(report_for(ctx.patient))
    fields = {name: plain for name, plain in told.items() if name not in _NO_FIELDS}
    for name, text in more.items():
        fields[name] = f"{fields.get(name, '')}\n\n{text}".strip()
    drugs = told.get("legemidler")
    if isinstance(drugs, list):
        fields["i_bruk"] = [_medicine(drug) for drug in drugs if not drug.get("seponert")]
        fields["seponert"] = [_medicine(drug) for drug in drugs if drug.get("seponert")]
    return build_message(INNLEGGELSESRAPPORT, from_plain(INNLEGGELSESRAPPORT, fields), ctx)


def report_for(patient: Patient) -> Mapping[str, object]:
    """Return the texts of this patient's report: their own, else one that their number picks."""
    reports = texts("innleggelsesrapporter")
    for entry in reports.values():
        own = entry.get("pasienter")
        if isinstance(own, list) and patient.number in own:
            return entry
    common = [entry for entry in reports.values() if entry.get("alle")]
    return common[hashlib.sha256(patient.number.encode()).digest()[0] % len(common)]


def _medicine(said: Mapping[str, object]) -> dict[str, object]:
    """Return one medicine as the form's entry; what the table of texts writes shorter is written out."""
    held = {name: said[name] for name in _AS_WRITTEN if said.get(name)}
    if said.get("styrke"):
        held["styrke"] = f"{str(said['styrke']).replace('.', ',')} mg"
    if said.get("form", True):
        held["form"] = _TABLET
    if said.get("multidose"):
        held["multidose"] = _IN_MULTIDOSE
    if said.get("seponert"):
        return held
    return (
        held
        | {name: said[name] for name in ("dosering", "fra", "bruksomrade") if said.get(name)}
        | {"bruk": _AS_NEEDED if said.get("behov") else _FIXED}
    )


def ids(seed: str) -> Callable[[], str]:
    """Return a maker of MsgIds that gives the same ones for the same seed."""
    numbers = itertools.count()
    return lambda: str(uuid.uuid5(_IDS, f"{seed} {next(numbers)}"))
