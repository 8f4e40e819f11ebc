"""Every action of the program once: menus, buttons, hints and the key list are made from this table."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class When(StrEnum):
    """What has to be there for an action to make sense."""

    ALWAYS = "alltid"
    MESSAGE = "en melding er valgt"
    UNSIGNED = "meldingen venter på signering"
    REPLY = "meldingen kan besvares"
    DEVIATE = "meldingen er mottatt og kan meldes som avvik"
    CHANGE = "meldingen er sendt og kan endres"
    CANCEL = "meldingen er sendt og kan kanselleres"
    ANEW = "meldingen kom ikke fram"
    CALL = "meldingen har en annen part"
    PROPOSAL = "meldingen har kommunens svar"
    TRIAGE = "meldingen er ikke knyttet til et opphold"
    STAY = "en pasient er valgt"
    HELD = "noe kan angres"
    PRIMARY = "visningen har en hovedhandling"
    WRITING = "en melding skrives"
    IT = "IT er logget inn og en melding er valgt"


class ActionSpec(NamedTuple):
    """One action. `text` carries its mnemonic; an empty `menu` means it stands in no menu of its own."""

    id: str
    text: str
    shortcut: str
    menu: str
    when: When = When.ALWAYS
    checkable: bool = False
    separator_before: bool = False

    @property
    def plain(self) -> str:
        """The words without mnemonic and dots."""
        return self.text.replace("&", "").removesuffix(" …")

    @property
    def hint(self) -> str:
        """The shortcut as it is written on a Norwegian keyboard."""
        return norwegian_keys(self.shortcut)


def norwegian_keys(shortcut: str) -> str:
    """Return "Ctrl+Pluss" for "Ctrl++" and the like."""
    return (
        shortcut.replace("Ctrl++", "Ctrl+Pluss")
        .replace("Ctrl+-", "Ctrl+Minus")
        .replace("Shift", "Skift")
        .replace("Return", "Enter")
        .replace("Space", "Mellomrom")
        .replace("Alt+Down", "Alt+Ned")
        .replace("Alt+Up", "Alt+Opp")
    )


MENUS = ("&Fil", "&Melding", "&Pasient", "&Vis", "Verk&tøy", "&Hjelp")
FIL, MELDING, PASIENT, VIS, VERKTOY, HJELP = MENUS

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("print", "&Skriv ut meldingen …", "Ctrl+P", FIL, When.MESSAGE),
    ActionSpec("lock", "&Lås", "Ctrl+L", FIL, separator_before=True),
    ActionSpec("quit", "&Avslutt", "Ctrl+Q", FIL),
    ActionSpec("new", "&Ny melding …", "Ctrl+N", MELDING, When.STAY),
    ActionSpec("primary", "&Hovedhandling", "Ctrl+Return", MELDING, When.PRIMARY),
    ActionSpec("take", "&Ta ansvar", "Ctrl+T", MELDING, When.UNSIGNED),
    ActionSpec("match", "&Knytt til opphold …", "Ctrl+Shift+K", MELDING, When.TRIAGE),
    ActionSpec("reply", "Sva&r", "Ctrl+R", MELDING, When.REPLY, separator_before=True),
    ActionSpec("deviate", "A&vvik på meldingen", "Ctrl+D", MELDING, When.DEVIATE),
    ActionSpec("change", "&Endre sendt melding", "Ctrl+Shift+M", MELDING, When.CHANGE),
    ActionSpec("cancel", "Kan&seller …", "Ctrl+Shift+X", MELDING, When.CANCEL),
    ActionSpec("anew", "Send på n&ytt", "", MELDING, When.ANEW),
    ActionSpec("call", "R&ing …", "", MELDING, When.CALL),
    ActionSpec("register", "Registrer k&ommunens svar", "Ctrl+Shift+R", MELDING, When.PROPOSAL),
    ActionSpec("undo", "&Angre", "Ctrl+Z", MELDING, When.HELD, separator_before=True),
    ActionSpec("details", "&Detaljer og råmelding", "Ctrl+I", MELDING, When.IT, separator_before=True),
    ActionSpec("admit", "&Legg inn pasient …", "Ctrl+Shift+N", PASIENT),
    ActionSpec("expected", "&Forventet utskrivningsklar …", "Ctrl+Shift+D", PASIENT, When.STAY),
    ActionSpec("edit_stay", "&Endre opphold …", "Ctrl+Shift+E", PASIENT, When.STAY),
    ActionSpec("discharge", "&Registrer utskrivning …", "", PASIENT, When.STAY),
    ActionSpec("answer", "&Kommunens svar …", "Ctrl+Shift+S", PASIENT, When.STAY),
    ActionSpec("ask", "&Spør kommunen (purr) …", "", PASIENT, When.STAY),
    ActionSpec("view_deadlines", "F&rister", "Ctrl+1", VIS),
    ActionSpec("view_inbox", "&Innboks", "Ctrl+2", VIS),
    ActionSpec("view_stays", "&Pasienter", "Ctrl+3", VIS),
    ActionSpec("view_not_arrived", "Ikke fra&mme", "", VIS),
    ActionSpec("filter", "&Filter", "Ctrl+F", VIS, separator_before=True),
    ActionSpec("search", "&Søk i korrespondanseloggen", "Ctrl+K", VIS),
    ActionSpec("next_row", "&Neste i listen", "Alt+Down", VIS),
    ActionSpec("previous_row", "F&orrige i listen", "Alt+Up", VIS),
    ActionSpec("next_pane", "Neste f&elt", "F6", VIS),
    ActionSpec("reuse", "&Gjenbruk", "Ctrl+G", VIS, When.WRITING),
    ActionSpec("phrase", "Sett inn fr&ase", "Ctrl+Space", VIS, When.WRITING),
    ActionSpec("larger", "S&tørre tekst", "Ctrl++", VIS, separator_before=True),
    ActionSpec("smaller", "Min&dre tekst", "Ctrl+-", VIS),
    ActionSpec("normal_size", "Tekst &100 %", "Ctrl+0", VIS),
    ActionSpec("dark", "Mør&k visning", "", VIS, checkable=True),
    ActionSpec("exchange", "&Send og hent nå", "F5", VERKTOY),
    ActionSpec("copy_id", "&Kopier meldings-id", "Ctrl+Shift+C", VERKTOY, When.MESSAGE),
    ActionSpec("keys", "&Tastaturliste", "Ctrl+F1", HJELP),
    ActionSpec("about", "&Om PLO Desktop", "", HJELP),
)

BY_ID = {spec.id: spec for spec in ACTIONS}


def hint(action_id: str) -> str:
    """Return the shortcut of an action as it is shown in buttons and fields."""
    return BY_ID[action_id].hint
