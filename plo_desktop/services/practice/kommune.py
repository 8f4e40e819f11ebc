"""The simulated municipality's hands and eyes: judges what it gets, receipts it and writes its reports.

Every answer follows from the message it answers alone: asked twice, it gives the same bytes.
"""

from __future__ import annotations

import hashlib
import itertools
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from string import Template

from plo_desktop.base.clock import to_oslo
from plo_desktop.domain.codebook import name_of
from plo_desktop.domain.party import Code, Organisation, Patient
from plo_desktop.messages.head import ApprecError, Head
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.messages.values import from_plain
from plo_desktop.services.practice.texts import Wording, template, texts
from plo_desktop.services.receipts import lowest_her_id
from plo_desktop.transport.demo import Answers
from plo_desktop.wire.apprec import COPY, PRIMARY, build_apprec
from plo_desktop.wire.envelope import BuildContext, read_head
from plo_desktop.wire.foreign_parts import build_from_text, build_with_parts
from plo_desktop.wire.inbox import inspect
from plo_desktop.wire.safe_xml import parse

_IDS = uuid.UUID("6f3b1a52-8c1e-4f0a-9d56-2a9be1c70e11")
_NO_FIELDS = ("pasienter", "alle", "legemidler")
_NOBODY = Organisation("")
_STOPPED = f'<epj3:StatusTilForskrivningen V="2" DN="{name_of("9104", "2")}"/>'
_MULTIDOSE = f'<epj3:InngaarIMultidose V="2" DN="{name_of("9103", "2")}"/>'
_TABLET = '<epj3:Legemiddelform V="53" DN="Tablett"/>'


def answers() -> Answers:
    """Return what `transport.demo.SimulatedKommune` needs."""
    return Answers(judge, lambda data, codes, at, to: apprec(data, codes, at, to=to), report)


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


def admission_report(
    patient: Patient, sender: Organisation, receiver: Organisation, at: datetime, *, seed: str
) -> bytes:
    """Return a whole Innleggelsesrapport of a municipality; the same `seed` gives the same ids."""
    new_id = _ids(f"{seed} innleggelsesrapport")
    told = Wording(at, sender.name).into_table(report_for(patient))
    fields = {name: plain for name, plain in told.items() if name not in _NO_FIELDS}
    ctx = BuildContext(
        msg_id=new_id(), generated_at=at, sender=sender, receiver=receiver, patient=patient, new_id=new_id
    )
    drugs = told.get("legemidler")
    medicines = [_medicine(drug, new_id()) for drug in drugs] if isinstance(drugs, list) else []
    return build_with_parts(INNLEGGELSESRAPPORT, from_plain(INNLEGGELSESRAPPORT, fields), ctx, medicines)


def report_for(patient: Patient) -> Mapping[str, object]:
    """Return the texts of this patient's report: their own, else one that their number picks."""
    reports = texts("innleggelsesrapporter")
    for entry in reports.values():
        own = entry.get("pasienter")
        if isinstance(own, list) and patient.number in own:
            return entry
    common = [entry for entry in reports.values() if entry.get("alle")]
    return common[hashlib.sha256(patient.number.encode()).digest()[0] % len(common)]


def answer_on_ready(
    head: Head, text: str, at: datetime, *, by: tuple[str, str, str] = ("Eide", "Sigrun", "62555540")
) -> bytes:
    """Return the municipality's Dialognotat about a message of ours (HIS 80806, tilbakemelding på mottak).

    `by` is family name, given name and phone of the case worker.
    """
    family, given, phone = by
    payload = Template(template("notat")).substitute(
        text=escape(text), day=to_oslo(at).date().isoformat(), family=family, given=given, phone=phone
    )
    start = head.conversation or head.msg_id
    ctx = BuildContext(
        msg_id=_ids(f"{head.msg_id.lower()} notat")(),
        generated_at=at,
        sender=head.receiver or _NOBODY,
        receiver=head.sender or _NOBODY,
        patient=head.patient or Patient(),
        parent=head.msg_id,
        conversation=start,
    )
    return build_from_text(Code("DIALOG_NOTAT", name_of("8279", "DIALOG_NOTAT") or "Notat"), payload, ctx)


def _medicine(said: Mapping[str, object], component: str) -> str:
    """Return one Legemiddelinfo; a stopped drug has status 2 (wire-format 9)."""

    def optional(key: str, xml: str) -> str:
        found = str(said.get(key, ""))
        return xml.format(escape(found)) if found else ""

    use = "3" if said.get("behov") else "1"
    return Template(template("legemiddel")).substitute(
        component=component,
        status=_STOPPED if said.get("seponert") else "",
        multidose=_MULTIDOSE if said.get("multidose") else "",
        remark=optional("merknad", "<epj3:Merknad>{}</epj3:Merknad>"),
        reason=optional("bruksomrade", "<epj3:BruksomradeTekst>{}</epj3:BruksomradeTekst>"),
        dose=escape(str(said["dosering"])),
        name=escape(str(said["navn"])),
        substance=escape(str(said["virkestoff"])),
        form=_TABLET if said.get("form", True) else "",
        strength=optional("styrke", '<epj3:Styrke V="{}" U="mg"/>'),
        use=use,
        use_name=name_of("9101", use),
        start=str(said["fra"]),
        end=optional("til", '<epj3:DoseringSluttidspunkt V="{}"/>'),
    )


def _ids(seed: str) -> Callable[[], str]:
    numbers = itertools.count()
    return lambda: str(uuid.uuid5(_IDS, f"{seed} {next(numbers)}"))
