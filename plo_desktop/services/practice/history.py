"""What has happened on the practice ward before somebody sits down: one script, told in time before now.

Every deadline is reached by its distance from now, so that the ward looks alike on any day of the week. A
reply of the municipality's case worker is due on a working day: where it is still waited for, the message is
only hours old.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from plo_desktop.base.clock import OSLO, to_oslo
from plo_desktop.domain.addresses import SYKEPLEIE
from plo_desktop.domain.party import Organisation, Patient
from plo_desktop.domain.type_codes import HELSEOPPLYSNINGER, INNLAGT, INNLEGGELSESRAPPORT, UTSKRIVNINGSKLAR
from plo_desktop.services import print_out, receive
from plo_desktop.services.desk import Desk
from plo_desktop.services.practice import kommune
from plo_desktop.services.practice import patients as who
from plo_desktop.services.practice.patients import BEDS
from plo_desktop.services.practice.play import Course, Play
from plo_desktop.services.practice.texts import texts
from plo_desktop.services.practice.ward import desk_at

NOTAT = "DIALOG_NOTAT"
_READY_AGO = timedelta(minutes=40)

_THANKS = (
    "Takk for opplysningene. Vi har startet planleggingen og tar kontakt når behovet er nærmere avklart."
)
_MEETING = (
    "Vi ønsker et samarbeidsmøte på telefon før utskrivning. Ring oss på formiddagen, så finner vi tid."
)
_PLACE = "Vi kan ta imot på forventet dato. Gi beskjed så snart datoen endrer seg."


def ago(hours: float = 0, minutes: float = 0, *, days: int = 0) -> timedelta:
    """Return a distance back in time."""
    return timedelta(days=days, hours=hours, minutes=minutes)


def tell(desk: Desk, now: datetime) -> None:
    """Let everything happen, oldest first, up to `now`; the caller holds the transaction."""
    play = Play(desk, now)
    ward = {bed.bed: Course(play, bed) for bed in BEDS}
    _gundersen(ward["308-1"], now)
    _almgren(ward["303-1"])
    _rastos(ward["302-1"])
    _arntsen_1958(ward["305-2"])
    _anglegard(ward["307-1"])
    _danser(ward["312-2"])
    _hansvik(ward["304-2"])
    _arntsen_1978(ward["304-1"])
    _bongu(ward["311-1"])
    _bog(ward["306-1"])
    _sorgard(ward["310-1"])
    _dottno(ward["309-2"])
    _stranger(play)
    _damaged(play)
    play.run()
    change = "Kontrollrøntgen i morges viste ingen forskyvning. Datoen står fast."
    last_word = _words(who.ALMGREN, change=change)
    ward["303-1"].queue(desk_at(desk, now, "Jones"), HELSEOPPLYSNINGER, last_word)
    desk.store.note_fetched(now)


def _words(patient: Patient, *, change: str = "") -> dict[str, object]:
    """Return what the ward writes of a patient: at first, or with the `change` since then."""
    known = texts("helseopplysninger")
    first = known.get(f"{patient.number} først")
    if first is not None and not change:
        return dict(first)
    return {**known[patient.number], "endring": change}


def _gundersen(course: Course, now: datetime) -> None:
    """Has been declared ready; the municipality must answer today and the report must follow."""
    course.send(ago(17, 36, days=5), "Moen", INNLAGT)
    course.report(ago(16, 8, days=5))
    course.signed(ago(15, 30, days=5), "Berg", INNLEGGELSESRAPPORT)
    course.send(ago(13, 22, days=5), "Berg", HELSEOPPLYSNINGER, _words(who.GUNDERSEN))
    course.answer(ago(20, days=4), HELSEOPPLYSNINGER, _THANKS)
    course.signed(ago(18, 30, days=4), "Moen", NOTAT)
    change = "Forventet dato er flyttet én dag etter vurdering av gangfunksjonen."
    course.send(ago(18, days=3), "Moen", HELSEOPPLYSNINGER, _words(who.GUNDERSEN, change=change))
    course.answer(ago(16, 30, days=3), HELSEOPPLYSNINGER, _PLACE)
    course.signed(ago(15, 45, days=3), "Moen", NOTAT)
    decided = {
        "utskrivningsklar": to_oslo(now).date().isoformat(),
        "besluttet_av": "Magnar Koman",
        "besluttet_av_yrke": "LE",
        "besluttet_av_hpr": "9144889",
    }
    course.send(_same_day(now), "Moen", UTSKRIVNINGSKLAR, decided, receipt=ago(minutes=0.5))


def _same_day(now: datetime) -> timedelta:
    """Return how long ago the patient was declared ready: on this Oslo day, for the answer is due on it."""
    midnight = datetime.combine(to_oslo(now).date(), datetime.min.time(), tzinfo=OSLO)
    return min(_READY_AGO, (now - midnight) * 0.9)


def _almgren(course: Course) -> None:
    """Waits to be declared ready; an update lies in the outbox and can still be taken back."""
    course.send(ago(21, 20, days=4), "Jones", INNLAGT)
    course.report(ago(19, 5, days=4))
    course.signed(ago(18, 40, days=4), "Jones", INNLEGGELSESRAPPORT)
    course.send(ago(6, days=4), "Jones", HELSEOPPLYSNINGER, _words(who.ALMGREN))
    course.answer(ago(23, days=3), HELSEOPPLYSNINGER, _MEETING)
    course.signed(ago(21, days=3), "Jones", NOTAT)


def _rastos(course: Course) -> None:
    """The municipality takes paper only; the letter is printed."""
    course.send(ago(20, days=2), "Berg", HELSEOPPLYSNINGER, _words(who.RASTOS), receipt=None)

    def printed(desk: Desk) -> None:
        print_out.printed(desk, course.last[HELSEOPPLYSNINGER])

    course.play.at(ago(19, 40, days=2), "Haugen", printed)


def _arntsen_1958(course: Course) -> None:
    """The last message was taken by the transport 35 minutes ago, and nobody has receipted it."""
    course.send(ago(19, 10, days=2), "Berg", INNLAGT)
    course.report(ago(17, days=2))
    course.signed(ago(16, 20, days=2), "Jones", INNLEGGELSESRAPPORT)
    course.send(ago(8, days=2), "Moen", HELSEOPPLYSNINGER, _words(who.ARNTSEN_1958))
    course.answer(ago(4, days=2), HELSEOPPLYSNINGER, _THANKS)
    course.signed(ago(3, 20, days=2), "Berg", NOTAT)
    change = "Oksygen er avsluttet. Forventet dato er flyttet fram."
    latest = _words(who.ARNTSEN_1958, change=change)
    course.send(
        ago(minutes=35) + course.play.desk.settings.hold, "Jones", HELSEOPPLYSNINGER, latest, receipt=None
    )


def _anglegard(course: Course) -> None:
    """Everything is done; the municipality's note was signed this morning."""
    course.send(ago(9, 30, days=1), "Berg", INNLAGT)
    course.report(ago(7, 10, days=1))
    course.signed(ago(6, 30, days=1), "Berg", INNLEGGELSESRAPPORT)
    course.send(ago(3, days=1), "Berg", HELSEOPPLYSNINGER, _words(who.ANGLEGARD))
    course.answer(ago(9), HELSEOPPLYSNINGER, _PLACE)
    course.signed(ago(1, 25), "Berg", NOTAT)


def _danser(course: Course) -> None:
    """The report came 26 hours and 10 minutes ago and is read, but not signed."""
    course.send(ago(4, 25, days=1), "Moen", INNLAGT)
    course.report(ago(2, 10, days=1))
    course.opened(ago(1, 32, days=1), "Berg", INNLEGGELSESRAPPORT)
    course.send(ago(23, 40), "Berg", HELSEOPPLYSNINGER, _words(who.DANSER))
    course.answer(ago(20), HELSEOPPLYSNINGER, _THANKS)
    course.signed(ago(18, 5), "Jones", NOTAT)


def _hansvik(course: Course) -> None:
    """The report must be signed within 3 hours and 40 minutes."""
    course.send(ago(22, 50), "Moen", INNLAGT)
    course.report(ago(20, 20))
    course.opened(ago(19, 10), "Moen", INNLEGGELSESRAPPORT)
    course.send(ago(17), "Jones", HELSEOPPLYSNINGER, _words(who.HANSVIK))
    course.answer(ago(15, 50), HELSEOPPLYSNINGER, _MEETING)
    course.signed(ago(2, 40), "Berg", NOTAT)


def _arntsen_1978(course: Course) -> None:
    """The case worker's reply is waited for; Berg has begun an update."""
    course.send(ago(20, 40), "Berg", INNLAGT)
    course.report(ago(18, 20))
    course.signed(ago(4, 50), "Jones", INNLEGGELSESRAPPORT)
    course.send(ago(5), "Jones", HELSEOPPLYSNINGER, _words(who.ARNTSEN_1978))
    course.write(
        ago(minutes=32), "Berg", HELSEOPPLYSNINGER, {"endring": "Gangfunksjonen er vurdert av fysioterapeut."}
    )


def _bongu(course: Course) -> None:
    """The update was refused 15 hours and 40 minutes ago."""
    course.send(ago(16, 45), "Berg", INNLAGT)
    course.send(ago(16, 20), "Berg", HELSEOPPLYSNINGER, _words(who.BONGU))
    course.answer(ago(16), HELSEOPPLYSNINGER, _THANKS)
    course.signed(ago(15, 50), "Berg", NOTAT)
    change = "Har blødd på nytt, forventet dato er flyttet."
    course.send(
        ago(15, 41),
        "Berg",
        HELSEOPPLYSNINGER,
        _words(who.BONGU, change=change),
        refused=("E21", "Tjenesten Saksbehandling er stengt for oppdatering. Send på nytt i morgen."),
    )
    course.report(ago(14, 30))
    course.signed(ago(2, 5), "Berg", INNLEGGELSESRAPPORT)


def _bog(course: Course) -> None:
    """No services from before, so the first word goes to the case worker, who has not replied."""
    course.send(ago(6, 10), "Berg", HELSEOPPLYSNINGER, _words(who.BOG))


def _sorgard(course: Course) -> None:
    """The first notice must go within 45 minutes, on paper; Moen has begun it."""
    course.write(ago(1, 10), "Moen", HELSEOPPLYSNINGER, _words(who.SORGARD))


def _dottno(course: Course) -> None:
    """The report is hoped for within four hours."""
    course.send(ago(2, 53), "Moen", INNLAGT)


def _stranger(play: Play) -> None:
    """A report came on a patient whom nobody knows."""

    def act(desk: Desk) -> None:
        card = desk.addresses.find("Oppdal")
        sender = card.organisation(card.service_of(SYKEPLEIE)) if card else Organisation("")
        receiver = desk.ward.sender() or Organisation("")
        data = kommune.admission_report(who.AALVIK, sender, receiver, desk.now(), seed="aalvik")
        receive.take_in(desk, data)

    play.at(ago(1, 10), "", act)


def _damaged(play: Play) -> None:
    """Something came that nobody can read: the file was cut off on its way."""

    def act(desk: Desk) -> None:
        whole = kommune.admission_report(
            who.AALVIK, Organisation(""), Organisation(""), desk.now(), seed="avkuttet"
        )
        receive.take_in(desk, whole[:1700])

    play.at(ago(1, 52), "", act)
