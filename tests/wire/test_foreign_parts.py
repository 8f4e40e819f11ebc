"""Parts that no declaration covers take their place in a built message, or are refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from plo_desktop.domain.addresses import identifier
from plo_desktop.domain.party import Organisation, Patient
from plo_desktop.messages.spec import Content
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT
from plo_desktop.wire.envelope import BuildContext, payload_of
from plo_desktop.wire.foreign_parts import build_with_parts
from plo_desktop.wire.safe_xml import XmlRefused, parse

AIDS = (
    '<OpplysningerOmHjelpemidler xmlns="http://www.kith.no/xmlstds/po/poKomponent/2012-04-01">'
    "<FasteHjelpemidler><Pacemaker>true</Pacemaker></FasteHjelpemidler></OpplysningerOmHjelpemidler>"
)
DRUG = (
    '<epj3:Legemiddelinfo xmlns:epj3="http://www.kith.no/xmlstds/epj/epj3/2008-02-20">'
    "<epj3:ForenkletForskrivning><epj3:Forskrivningsinfo><epj3:Navn>Burinex</epj3:Navn>"
    "</epj3:Forskrivningsinfo></epj3:ForenkletForskrivning></epj3:Legemiddelinfo>"
)


def context() -> BuildContext:
    """Return an envelope between two made-up parties."""
    return BuildContext(
        msg_id="0b4d9d1e-9a54-4d0b-8a6b-0d7f3c1c2a10",
        generated_at=datetime(2026, 11, 20, 6, 42, tzinfo=UTC),
        sender=Organisation("Alvdal kommune", (identifier("HER:99387"),)),
        receiver=Organisation("ST OLAVS HOSPITAL HF", (identifier("HER:59"),)),
        patient=Patient("Danser", "Line"),
    )


def test_parts_stand_where_the_standard_has_them_whatever_their_order() -> None:
    content = Content({"sykepleiesammenfatning": "Hovne ben.", "arsak": "Brystsmerter."})

    payload = payload_of(parse(build_with_parts(INNLEGGELSESRAPPORT, content, context(), [AIDS, DRUG])))

    assert payload is not None
    assert [str(child.tag).rpartition("}")[2] for child in payload] == [
        "InformasjonOmForsendelsen",
        "MedisinskfagligeOpplysninger",
        "Legemiddelinfo",
        "Sykepleierdokumentasjon",
        "OpplysningerOmHjelpemidler",
    ]


def test_a_part_that_is_no_xml_is_refused() -> None:
    with pytest.raises(XmlRefused):
        build_with_parts(INNLEGGELSESRAPPORT, Content(), context(), ["<Legemiddelinfo>"])
