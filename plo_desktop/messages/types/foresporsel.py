"""Forespørsel: one side asks the other about a patient whom both know (SSHF 5.8, HIS 1152)."""

from __future__ import annotations

from collections.abc import Iterator

from plo_desktop.base.words import QT_TRANSLATE_NOOP
from plo_desktop.messages.dialog_sections import ALSO_SENT, QUESTION, ROOT, contact, named_contact, wanted
from plo_desktop.messages.kinds import Choice, LineText, Prose, Wording
from plo_desktop.messages.spec import (
    Content,
    Direction,
    Facts,
    Family,
    Field,
    MessageType,
    Place,
    Problem,
    Section,
    Severity,
    Step,
    listed,
)

HEALTH, MEDICINES, STATUS, OTHER = "1", "4", "8", "99"
"""The four kinds of SSHF 5.8 in 9154; a municipality asks with 9152, where these four mean the same."""

GJELDER = Field(
    "gjelder",
    Choice("9154", (HEALTH, MEDICINES, STATUS, OTHER)),
    QT_TRANSLATE_NOOP("messages", "Forespørselen gjelder"),
    Place((QUESTION, Step("dia:TypeForesp"))),
    required=True,
)
SPORSMAL = Field(
    "sporsmal",
    Prose(5),
    QT_TRANSLATE_NOOP("messages", "Spørsmål"),
    Place((QUESTION, Step("dia:Sporsmal"))),
    hint=QT_TRANSLATE_NOOP("messages", "Hva dere trenger å vite, og hvorfor"),
)
HASTER = Field(
    "haster",
    Wording("Haster."),
    QT_TRANSLATE_NOOP("messages", "Haster"),
    # PLO does not use Hastegrad (HIS 1152), so the receiver reads it where every system shows it.
    Place((QUESTION, Step("dia:Sporsmal")), first_line=True),
    hint=QT_TRANSLATE_NOOP("messages", "Står først i spørsmålet. Det som haster, må også ringes"),
)
RINGT = Field(
    "ringt",
    LineText(200),
    QT_TRANSLATE_NOOP("messages", "Ringt til hvem, og når"),
    Place(()),
    hint=QT_TRANSLATE_NOOP("messages", "Navn, tjeneste og klokkeslett. Blir bare stående i vår egen logg"),
    local=True,
)


def other_matters_are_written(content: Content, facts: Facts) -> Iterator[Problem]:
    """HIS 1152: «Annen henvendelse» must have text; the other kinds are better with one (Q-01)."""
    kind = content[GJELDER]
    if kind is None or content[SPORSMAL] is not None:
        return
    if kind.value == OTHER:
        said = "«Spørsmål» mangler. En forespørsel om noe annet må si hva det gjelder."
        yield Problem("SPORSMAL_MANGLER", said, field_name=SPORSMAL.name)
    else:
        said = "Skriv hvorfor dere spør, så blir svaret bedre."
        yield Problem("BEGRUNN_SPORSMALET", said, Severity.ADVICE, SPORSMAL.name)


def urgent_is_phoned(content: Content, facts: Facts) -> Iterator[Problem]:
    """Guard 12, SSHF 5.8: what is urgent is phoned as well; it stays an open task until the call is noted."""
    if content[HASTER] and content[RINGT] is None:
        said = (
            "Forespørsler som haster, må også ringes. Skriv hvem dere ringte, og når, så er oppgaven gjort."
        )
        yield Problem("HASTER_RING", said, Severity.WARNING, RINGT.name)


FORESPORSEL = MessageType(
    code="DIALOG_FORESPORSEL",
    title=QT_TRANSLATE_NOOP("messages", "Forespørsel"),
    wire_title="Forespørsel",
    root=ROOT,
    child="dia:Foresporsel",
    family=Family.DIALOG,
    direction=Direction.BOTH,
    sections=(
        Section("foresporsel", QT_TRANSLATE_NOOP("messages", "Forespørsel"), listed(GJELDER, SPORSMAL)),
        Section("haster", QT_TRANSLATE_NOOP("messages", "Haster"), listed(HASTER, RINGT)),
        contact(QUESTION),
        wanted(QUESTION),
    ),
    version="1.0",
    checks=(other_matters_are_written, urgent_is_phoned, named_contact),
    digit=7,
    printable=False,
    receiver_service="sykepleie",
    standings=("N",),
    aliases=("forespørsel", "foresporsel", "spørsmål"),
    number=8,
    also_sent=ALSO_SENT,
    asks_for_answer=True,
)
