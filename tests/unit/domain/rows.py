"""Rows with defaults; a test takes one and replaces only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.party import Code, Identifier, Patient

FRIDAY = datetime(2026, 11, 20, 6, 40, tzinfo=UTC)
HOUR = timedelta(hours=1)

LINE_DANSER = Patient(
    family="Danser",
    given="Line",
    birth_date=date(1969, 11, 13),
    sex=Code("2", "Kvinne"),
    idents=(Identifier("13116900216", Code("FNR")),),
)

AN_INCOMING = MessageRow(
    msg_id="m-1",
    direction="inn",
    type_code="INNLEGGELSESRAPPORT",
    title="Innleggelsesrapport",
    version="1.6",
    standing="N",
    sha256="",
    stay_id="s-1",
    patient_name="Danser, Line",
    patient_number="13116900216",
    born_on=date(1969, 11, 13),
    counterpart="Alvdal kommune",
    counterpart_service="Sykepleietjeneste",
    our_service="PLO innleggelse somatikk",
    at=FRIDAY,
    generated_at=FRIDAY,
    parent="",
    conversation="",
)

A_STAY = StayRow(
    stay_id="s-1",
    patient=LINE_DANSER,
    ward="Post 3B",
    bed="312-2",
    sector="somatikk",
    stay_type="døgn",
    admitted_at=FRIDAY,
    kommune="Alvdal kommune",
    services="ja",
    expects_needs=True,
    consent="presumert",
    responsible="jones",
)

AN_OUTGOING = replace(
    AN_INCOMING,
    direction="ut",
    type_code="HELSEOPPL_SOKNAD",
    title="Helseopplysninger",
    channel="elektronisk",
    handed_over_at=FRIDAY,
)
