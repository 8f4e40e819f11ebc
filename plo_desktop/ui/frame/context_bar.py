"""The context bar: ward, user, network with its time, outbox, what has not arrived, and the lock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from plo_desktop.ui import actions
from plo_desktop.ui.frame.folded_context import FoldedContext
from plo_desktop.ui.parts.buttons import KeyHintButton
from plo_desktop.ui.parts.chip import IconWidget
from plo_desktop.ui.parts.labels import label, rule
from plo_desktop.ui.parts.mark_tag import MarkTag
from plo_desktop.ui.theme.theme import Theme


class ContextBar(QFrame):
    """Always visible; what it says never scrolls away."""

    def __init__(self, theme: Theme, mark: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "chrome")
        self.setProperty("line", "bottom")
        self.folded = FoldedContext(theme, mark)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(0)
        self._ward_box = QWidget()
        ward_row = QHBoxLayout(self._ward_box)
        ward_row.setContentsMargins(0, 0, 8, 0)
        ward_row.setSpacing(8)
        self._ward = label("", "strong")
        ward_row.addWidget(self._ward)
        self._mark = MarkTag(theme, mark)
        ward_row.addWidget(self._mark)
        ward_row.addStretch(1)
        row.addWidget(self._ward_box)
        self._user_icon = IconWidget(theme, "bruker")
        self._user = label("", "value")
        self._role = label("", "dense2")
        self._net_icon = IconWidget(theme, "ferdig", "ferdig")
        self._net = label("", "dense")
        self.outbox = KeyHintButton(theme, "Utboks", icon="utboks", kind="bar")
        self.not_arrived = KeyHintButton(theme, "Ikke framme", icon="ikkelevert", kind="bar")
        self.not_arrived.setCheckable(True)
        self.not_arrived.icon_state = "ikkelevert"
        self.lock = KeyHintButton(theme, "Lås", actions.hint("lock"), icon="laas")
        self._divide(row)
        row.addWidget(self._group(self._user_icon, self._user, self._role))
        self._divide(row)
        row.addWidget(self._group(self._net_icon, self._net))
        self._divide(row)
        row.addSpacing(4)
        row.addWidget(self.outbox)
        row.addSpacing(4)
        self._divide(row)
        row.addSpacing(4)
        row.addWidget(self.not_arrived)
        row.addStretch(1)
        row.addWidget(self.lock)
        theme.changed.connect(self._measure)
        self._measure()

    def _divide(self, row: QHBoxLayout) -> None:
        line = rule("v")
        line.setFixedHeight(28)
        row.addWidget(line, 0, Qt.AlignmentFlag.AlignVCenter)

    def _group(self, *parts: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for part in parts:
            row.addWidget(part)
        holder.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        return holder

    def _measure(self) -> None:
        self.setFixedHeight(self._theme.px("context"))
        self.arrange(self.width())

    def arrange(self, window_width: int, rail: int = 0) -> None:
        """Let the first divider stand on the rail's edge, and leave out words when it is narrow."""
        if rail:
            wanted = self._ward_box.sizeHint().width()
            self._ward_box.setFixedWidth(max(rail - 16, wanted))
        narrow = window_width < self._theme.px(1100)
        self._role.setVisible(not narrow)
        tight = window_width < self._theme.px(780)
        for part in (self._user_icon, self._user, self.outbox):
            part.setVisible(not tight)
        self.lock.say("Lås", "" if narrow else actions.hint("lock"))

    def show_ward(self, ward: str, mark: str) -> None:
        """Show where this is."""
        self._ward.setText(ward)
        self._mark.say(mark)
        self.folded.show_ward(ward, mark)

    def show_user(self, name: str, role: str) -> None:
        """Show who is signed in."""
        self._user.setText(name)
        self._role.setText(role)

    def show_network(self, problem: str, fetched: str) -> None:
        """Show whether the exchange works, and when (`fetched`, "07:42" or empty) it last did."""
        self.folded.show_network(problem, fetched)
        if problem:
            since = f", hentet sist {fetched}" if fetched else ""
            self._net_icon.show_icon("forfalt", "forfalt")
            self._net.setText(f"Ikke tilkoblet{since}")
            self._net.setToolTip(problem)
        elif not fetched:
            self._net_icon.show_icon("venter", "venter")
            self._net.setText("Ikke hentet ennå")
        else:
            self._net_icon.show_icon("ferdig", "ferdig")
            self._net.setText(f"Tilkoblet, hentet {fetched}")
            self._net.setToolTip("")

    def show_counts(self, outbox: int, not_arrived: int) -> None:
        """Show what waits to leave and what has not arrived."""
        self.outbox.set_tail(str(outbox))
        self.not_arrived.set_tail(str(not_arrived))
        self.folded.show_not_arrived(not_arrived)
