"""What a draft would become, and how it hangs together with earlier messages of the stay (HITS 1218)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from plo_desktop.domain.addresses import Kommunekort
from plo_desktop.domain.log_rows import MessageRow, StayRow
from plo_desktop.domain.party import Organisation, Patient
from plo_desktop.domain.receivers import went_to
from plo_desktop.domain.routing import Route
from plo_desktop.domain.type_codes import AVVIK
from plo_desktop.messages.head import Question, Standing
from plo_desktop.messages.spec import MessageType
from plo_desktop.services.concerned import Concerned, changes_it, references


@dataclass(frozen=True, slots=True)
class Intended:
    """Everything about a message that a draft would become.

    `stay` is None when a message is answered whose patient has no stay here. `about` is the message that it
    answers or concerns, `changes` the MsgId of the version that it takes the place of. `copies` are chosen.
    `as_sent` is the patient of the message that a cancellation takes back, right or wrong.
    """

    mtype: MessageType
    stay: StayRow | None
    route: Route
    earlier: tuple[MessageRow, ...]
    standing: str = Standing.NEW
    parent: str = ""
    conversation: str = ""
    version: str = ""
    copies: tuple[Organisation, ...] = ()
    question: Question | None = None
    about: Concerned | None = None
    changes: str = ""
    card: Kommunekort | None = None
    as_sent: Patient | None = None

    @property
    def stay_id(self) -> str:
        """The stay's id, or an empty string."""
        return self.stay.stay_id if self.stay else ""

    @property
    def patient(self) -> Patient:
        """The patient as the message will name her.

        An avvik repeats what the message said, also when it was wrong (HIS 1151); so does an answer about
        somebody whom we do not know.
        """
        if self.as_sent is not None:
            return self.as_sent
        named = self.about.patient if self.about and self.about.came_in else None
        if named is not None and (self.stay is None or self.mtype.code == AVVIK):
            return named
        return self.stay.patient if self.stay else Patient()

    @property
    def is_reply(self) -> bool:
        """Whether it goes back to the one who wrote `about`."""
        return self.about is not None and self.about.came_in


def linked(plan: Intended) -> Intended:
    """Return the plan with standing and references (HITS 1218, HISD 1154)."""
    about, mtype = plan.about, plan.mtype
    corrects = about is not None and changes_it(mtype, about)
    standing = [row for row in plan.earlier if row.type_code == mtype.code and _went_there(plan, row)]
    if standing and Standing.CHANGE in mtype.standings:
        # Helseopplysninger is one living document: each later one changes the last (P-05, HITS 1218). So does
        # a draft that was opened from a version which others have replaced since.
        plan = _as_change(plan, standing[-1])
        # As an answer it names the question as parent, and stays in the conversation of the document.
        return replace(plan, parent=about.row.msg_id) if about is not None and not corrects else plan
    if about is not None and not corrects:
        parent, conversation = references(mtype, about)
        return replace(plan, parent=parent, conversation=conversation)
    return plan


def _went_there(plan: Intended, row: MessageRow) -> bool:
    """Tell whether a message of ours went to the municipality of the plan: no other can have it changed."""
    card, receiver = plan.card, plan.route.receiver
    return card is None or receiver is None or went_to(row, receiver.name, card)


def _as_change(plan: Intended, last: MessageRow) -> Intended:
    start = last.conversation or last.msg_id
    return replace(
        plan, standing=Standing.CHANGE, parent=last.msg_id, conversation=start, changes=last.msg_id
    )


def begins_anew(plan: Intended) -> str:
    """Return why what looked like a change goes as a new message, or an empty string (P-05, S-08, S-09)."""
    about, mtype = plan.about, plan.mtype
    there = plan.route.receiver.name if plan.route.receiver else "mottakeren"
    elsewhere = [row for row in plan.earlier if row.type_code == mtype.code and not _went_there(plan, row)]
    if elsewhere and Standing.CHANGE in mtype.standings:
        first = elsewhere[-1].counterpart
        said = f"{mtype.title} er sendt til {first}, men ikke til {there}. Denne går som ny melding."
        return f"{said} Kanseller den første hvis {first} ikke skulle hatt den."
    if about is not None and changes_it(mtype, about):
        return "Meldingen som skulle endres, gjelder ikke lenger. Denne går som ny melding."
    return ""
