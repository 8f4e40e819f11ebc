"""The configuration is read whole, and what is wrong is told with file, key and what to write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from plo_desktop.base.errors import ExitCode, UserError
from plo_desktop.base.settings import SETTINGS, setting
from plo_desktop.domain.deadlines import due
from plo_desktop.services.configuration import load_configuration, parse_configuration

WHOLE = """
[[own]]
name = "ST OLAVS HOSPITAL HF"
ids = ["HER:59", "ENH:883974832"]
[[own.services]]
name = "PLO innleggelse somatikk"
ids = ["HER:91090"]
sector = "somatikk"
[[own.services]]
name = "PLO psykisk helsevern"
ids = ["HER:91091"]
sector = "psykisk helsevern"

[ward]
name = "Post 3B"
phone = "72 00 00 00"
local_id = "3B"
service = "PLO innleggelse somatikk"

[transport]
kind = "folder"
root = "utveksling"

[[users]]
id = "jones"
name = "May Jones"
hpr = "9144919"
profession = "sykepleier"
[[users]]
id = "lund"
name = "Åse Lund"
role = "sekretær"

[[kommuner]]
name = "Alvdal kommune"
her_id = "99387"
number = "3428"
phone = "62555555"
receivers = { LOG_UTSKRIVNINGSKLAR = "5078" }
versions = { "*" = "1.5", DIALOG_FORESPORSEL = "1.1" }
[[kommuner.services]]
name = "Sykepleietjeneste"
kind = "sykepleie"
her_id = "5078"
[[kommuner]]
name = "Røros kommune"
electronic = false

[[kopimottaker]]
name = "Vassenden legekontor"
ids = ["HER:902"]
person = { name = "August September", ids = ["HER:91100", "HPR:9144897"] }

[virkedag]
lordag = true
slutter = "14:00"
stengt = ["2026-12-24"]

[deadlines]
utskrivningsrapport = { hard = "30 min" }

[receive]
unknown_service = "refuse"
"""


def test_the_whole_file_is_read() -> None:
    found = parse_configuration(WHOLE, "plo.toml", Path("/etc/plo"))
    assert found.warnings == ()
    assert found.ward.our_ids() == {"HER:59", "ENH:883974832", "HER:91090", "HER:91091"}
    assert found.ward.service is not None
    assert found.ward.for_sector("psyk").service_name == "PLO psykisk helsevern"
    assert found.transport is not None
    assert found.transport.root == Path("/etc/plo/utveksling")
    assert [user.short_name for user in found.users] == ["Jones", "Lund"]
    assert found.user("JONES") == found.users[0]
    alvdal = found.addresses.find("Alvdal")
    assert alvdal is not None
    assert alvdal.receivers == (("LOG_UTSKRIVNINGSKLAR", "5078"),)
    assert (alvdal.version_of("HELSEOPPL_SOKNAD"), alvdal.version_of("DIALOG_FORESPORSEL")) == ("1.5", "1.1")
    assert [party.full_name for party in found.addresses.copies] == ["Vassenden legekontor, August September"]
    assert found.settings.unknown_service == "refuse"
    assert found.settings.deadlines.calendar.closed == {date(2026, 12, 24)}


def test_deadlines_follow_the_wards_own_limits_and_working_days() -> None:
    settings = parse_configuration(WHOLE, "plo.toml").settings.deadlines
    friday = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    assert due("utskrivningsrapport", friday, settings=settings) == friday + timedelta(minutes=30)
    assert due("svar-saksbehandler", friday, settings=settings) == datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


def test_an_empty_file_is_a_ward_without_addresses() -> None:
    found = parse_configuration("", "plo.toml")
    assert found.ward.sender() is None
    assert found.transport is None


def test_an_unknown_key_is_a_warning_only() -> None:
    found = parse_configuration('farge = "blå"\n[ward]\nnavn = "x"\n', "plo.toml")
    assert [text.split("»")[0] for text in found.warnings] == ["plo.toml: «ward.navn", "plo.toml: «farge"]


@pytest.mark.parametrize(
    ("text", "key", "write"),
    [
        ('[[own]]\nids = ["HER:59"]', "own.name", "name ="),
        ('[[own]]\nname = "x"\nids = ["59"]', "own.ids", "HER:59"),
        ('[[own]]\nname = "x"\nids = "HER:59"', "own.ids", "HER:59"),
        ('[[own]]\nname = "x"\nids = []', "own.ids", "HER:59"),
        ('own = "x"', "own", "[[own]]"),
        ('[ward]\nservice = "x"', "ward.service", "Skriv en av"),
        ('[transport]\nkind = "post"', "transport.kind", "folder"),
        ('[transport]\nkind = "folder"', "transport.root", "root ="),
        ('[transport]\nkind = "folder"\nroot = "x"\nprofile = "y"', "transport.profile", "moved"),
        ('[[users]]\nid = "a"\nname = "A B"\nrole = "lege"', "users.role", "sykepleier"),
        ('[[users]]\nid = "a"\nname = "A B"\n[[users]]\nid = "c"\nname = "C B"', "users.short_name", "eget"),
        ('[[kommuner]]\nname = "x"', "kommuner.her_id", "electronic = false"),
        (
            '[[kommuner]]\nname = "x"\nher_id = "1"\n[[kommuner.services]]\nname = "y"\nkind = "z"',
            "kommuner.services.kind",
            "saksbehandler",
        ),
        (
            '[[kommuner]]\nname = "x"\nher_id = "1"\nversions = { "*" = "2.0" }',
            "kommuner.versions.*",
            "1.5, 1.6",
        ),
        (
            '[[kommuner]]\nname = "x"\nher_id = "1"\nversions = { BREV = "1.5" }',
            "kommuner.versions.BREV",
            "HELSEOPPL_SOKNAD",
        ),
        ('[[kopimottaker]]\nname = "x"', "kopimottaker.ids", "HER:59"),
        ('[virkedag]\nlordag = "ja"', "virkedag.lordag", "true eller false"),
        ('[virkedag]\nslutter = "klokka tre"', "virkedag", "15:00"),
        ("[dispatch]\nhold_seconds = -1", "dispatch.hold_seconds", "10"),
        ("[lock]\nminutes = 0", "lock.minutes", "fra 1 til 15"),
        ("[lock]\nminutes = 16", "lock.minutes", "fra 1 til 15"),
        ('[receive]\nunknown_service = "kast"', "receive.unknown_service", "triage"),
        ('[deadlines]\nkaffepause = { hard = "1 t" }', "deadlines.kaffepause", "kvittering"),
        ('[deadlines]\nkvittering = { hard = "snart" }', "deadlines.kvittering", "virkedag"),
    ],
)
def test_faults_name_the_key_and_what_to_write(text: str, key: str, write: str) -> None:
    with pytest.raises(UserError) as told:
        parse_configuration(text, "plo.toml")
    assert told.value.exit_code is ExitCode.CONFIGURATION
    assert f"plo.toml: «{key}»" in told.value.text
    assert write in told.value.next_step


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for name, data in (
        ("borte.toml", None),
        ("latin.toml", "navn = 'ø'".encode("latin-1")),
        ("feil.toml", b"="),
    ):
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(UserError) as told:
            load_configuration(path)
        assert told.value.exit_code is ExitCode.CONFIGURATION


def test_every_setting_is_declared_once_and_its_default_fits() -> None:
    assert len({each.key for each in SETTINGS}) == len(SETTINGS)
    for each in SETTINGS:
        default = list(each.default) if isinstance(each.default, tuple) else each.default
        assert each.fault(default) == ""
    assert setting("lock.minutes").default == 5
    with pytest.raises(KeyError):
        setting("finnes.ikke")
