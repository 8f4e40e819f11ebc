"""Screens of messages that hang together: versions, cancellations, files, answers, receivers, triage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from plo_desktop.domain.addresses import copy_key
from plo_desktop.domain.log_rows import MessageFilter, MessageRow
from plo_desktop.domain.type_codes import (
    FORESPORSEL,
    HELSEOPPLYSNINGER,
    INNLEGGELSESRAPPORT,
    NOTAT,
    UTSKRIVNINGSKLAR,
)
from plo_desktop.messages.types.innleggelsesrapport import INNLEGGELSESRAPPORT as REPORT
from plo_desktop.services import composing, dispatch, draft, receive
from plo_desktop.services.practice import kommune
from plo_desktop.services.practice.play import Post
from plo_desktop.services.practice.texts import texts
from plo_desktop.ui.frame.rail import STAYS
from tests.screens.unlocked import unlocked
from tests.ui import coming_in
from tests.ui.stage import Stage
from tests.ui.ward_kit import stay_of

Show = Callable[[Stage], None]
_SOON = timedelta(seconds=20)


def _newest(stage: Stage, family: str, type_code: str, standing: str = "") -> MessageRow | None:
    wanted = MessageFilter(stay_id=stay_of(stage.desk, family).stay_id, type_code=type_code)
    rows = stage.desk.store.messages(wanted)
    return next((row for row in rows if not standing or row.standing == standing), None)


def _known(stage: Stage, family: str, type_code: str) -> MessageRow:
    found = _newest(stage, family, type_code)
    assert found is not None
    return found


def _read(stage: Stage, msg_id: str) -> None:
    window = unlocked(stage)
    window.workspace.inbox.clear_filter()
    window.workspace.refresh()
    window.workspace.show_message(msg_id)
    stage.settle()


def _changed(stage: Stage) -> None:
    found = _newest(stage, "Hansvik", INNLEGGELSESRAPPORT, "M")
    if found is None:
        first = _known(stage, "Hansvik", INNLEGGELSESRAPPORT)
        stage.clock.advance(_SOON)
        stay = stay_of(stage.desk, "Hansvik")
        said = "Falt på badet i natt. Hjemmesykepleien fant henne kl. 05."
        msg_id = coming_in.a_changed_report(stage.desk, stay, first.msg_id, aktuell_problemstilling=said)
    else:
        msg_id = found.msg_id
    _read(stage, msg_id)


def _cancelled(stage: Stage) -> None:
    found = _newest(stage, "Älmgren", INNLEGGELSESRAPPORT, "N")
    assert found is not None
    if not found.cancelled_by:
        stage.clock.advance(_SOON)
        stay = stay_of(stage.desk, "Älmgren")
        coming_in.a_cancelled_report(
            stage.desk, stay, found.msg_id, "Kansellering: gjelder en annen pasient."
        )
    _read(stage, found.msg_id)


def _note_about(stage: Stage, family: str, about: str, text: str, *, files: bool = False) -> str:
    known = _known(stage, family, about)
    found = _newest(stage, family, NOTAT)
    if found is not None and found.parent == known.msg_id and found.signed_at is None:
        return found.msg_id
    stage.clock.advance(_SOON)
    attached = coming_in.some_files(stage.desk, known.msg_id) if files else ()
    return coming_in.a_note(stage.desk, stay_of(stage.desk, family), known.msg_id, text, attached)


def _with_files(stage: Stage) -> None:
    text = "Se vedlagte filer fra legevakten og målingene."
    _read(stage, _note_about(stage, "Danser", HELSEOPPLYSNINGER, text, files=True))


def _file_shown(stage: Stage) -> None:
    _with_files(stage)
    stage.window.workspace.inbox.reader.attachments.buttons[0].click()


def _answer_proposed(stage: Stage) -> None:
    text = "Vi kan ta imot pasienten fra mandag 23.11."
    _read(stage, _note_about(stage, "Gundersen", UTSKRIVNINGSKLAR, text))


def _answer_by_hand(stage: Stage) -> None:
    _thread_of_stay(stage)
    stage.window.letters.answer_by_hand(stay_of(stage.desk, "Gundersen").stay_id)


def _thread_of_stay(stage: Stage) -> None:
    window = unlocked(stage)
    window.workspace.patients.presenter.selected = stay_of(stage.desk, "Gundersen").stay_id
    window.open_view(STAYS)
    window.workspace.patients.stay.threads.setChecked(True)


def _question(stage: Stage) -> None:
    found = _newest(stage, "Bog", FORESPORSEL)
    stay = stay_of(stage.desk, "Bog")
    stage.clock.advance(_SOON)
    _read(stage, found.msg_id if found is not None else coming_in.a_question(stage.desk, stay))


def _receivers(stage: Stage) -> None:
    """Send with two copies: the receiver accepts, one copy refuses, and one says nothing."""
    desk, family = stage.desk, "Arntsen"
    found = _newest(stage, family, HELSEOPPLYSNINGER, "M")
    if found is None:
        stay = stay_of(desk, family)
        opened = draft.open_draft(desk, stay.stay_id, HELSEOPPLYSNINGER)
        offered = composing.copies_offered(desk, composing.intended(desk, opened))
        chosen = "|".join(copy_key(party) for party in offered[:2])
        words = {
            "endring": "Forventet dato er flyttet én dag.",
            **texts("helseopplysninger")[stay.patient.number],
        }
        filled = replace(
            opened,
            content={**opened.content, **coming_in.worded(desk, stay, words)},
            sources={**opened.sources, composing.COPIES: chosen},
        )
        msg_id = dispatch.queue(desk, filled).msg_id
        stage.clock.advance(timedelta(seconds=11))
        post = Post()
        dispatch.release(desk, post)
        sent = desk.store.message(msg_id)
        assert sent is not None
        copy = sent.deliveries[-1].address
        receive.take_in(desk, kommune.apprec(post.taken[msg_id], (), desk.now()))
        receive.take_in(desk, kommune.apprec(post.taken[msg_id], ("E21",), desk.now(), "stengt", to=copy))
    else:
        msg_id = found.msg_id
    _read(stage, msg_id)


def _proposal(stage: Stage) -> None:
    rows = stage.desk.store.messages(MessageFilter(type_code=INNLEGGELSESRAPPORT, direction="inn"))
    found = next((row for row in rows if row.triage and row.patient_name.startswith("Telokk")), None)
    stay = stay_of(stage.desk, "Telokk")
    if found is None:
        words = coming_in.report_words(stage.desk, stay)
        patient = coming_in.another_number(stay.patient)
        msg_id = coming_in.coming_in(
            stage.desk, stay, REPORT, words, patient=patient, processing="T", copy_to_us=True
        )
    else:
        msg_id = found.msg_id
    _read(stage, msg_id)


def _match(stage: Stage) -> None:
    _proposal(stage)
    stage.window.sheets.match_open()


def _what_is_wrong(stage: Stage) -> None:
    _changed(stage)
    stage.window.letters.act("deviate")


def _cancel(stage: Stage) -> None:
    _read(stage, _known(stage, "Gundersen", UTSKRIVNINGSKLAR).msg_id)
    stage.window.letters.act("cancel")


def _ring(stage: Stage) -> None:
    _changed(stage)
    stage.window.letters.act("call")


SCREENS: dict[str, Show] = {
    "melding-endret": _changed,
    "melding-kansellert": _cancelled,
    "melding-vedlegg": _with_files,
    "vedlegg-vist": _file_shown,
    "melding-mottakere": _receivers,
    "sporsmal-fra-kommunen": _question,
    "kommunens-svar-foreslatt": _answer_proposed,
    "kommunens-svar-for-hand": _answer_by_hand,
    "opphold-i-trader": _thread_of_stay,
    "annet-nummer": _proposal,
    "annet-nummer-knytt": _match,
    "hva-er-galt": _what_is_wrong,
    "kanseller": _cancel,
    "ring": _ring,
}
