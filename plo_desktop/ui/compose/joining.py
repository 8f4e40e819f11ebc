"""Puts a compose screen together; the window says where its words go."""

from __future__ import annotations

from collections.abc import Callable

from plo_desktop.ui.compose.compose_view import ComposeView
from plo_desktop.ui.compose.presenter import ComposePresenter
from plo_desktop.ui.compose.word_sheet import WordSheet
from plo_desktop.ui.holds import Holds
from plo_desktop.ui.session import Session
from plo_desktop.ui.theme.theme import Theme


def make_compose(theme: Theme, session: Session, holds: Holds) -> tuple[ComposeView, ComposePresenter]:
    """Return a view and its presenter, joined.

    The window puts the view in its stack, sets the presenter's `opened`, `closed`, `edit_stay`, `paper` and
    `posted`, binds Ctrl+Enter to `presenter.send`, Ctrl+P to `presenter.print_draft`, Ctrl+G to
    `view.toggle_reuse`, Ctrl+Space to `view.open_phrases` and F6 to `view.next_pane`, and calls
    `presenter.save_now` before it locks or closes.
    """
    view = ComposeView(theme, session.now)
    presenter = ComposePresenter(session, holds, view)
    view.edited.connect(presenter.edited)
    view.field_left.connect(presenter.left)
    view.paused.connect(presenter.save_now)
    view.send_asked.connect(presenter.send)
    view.close_asked.connect(presenter.close)
    view.print_asked.connect(presenter.print_draft)
    view.confirm_asked.connect(presenter.confirm)
    view.insert_asked.connect(presenter.insert)
    view.mend_asked.connect(presenter.mend)
    view.step_asked.connect(presenter.step_to)
    view.other_asked.connect(presenter.other)
    view.copies_chosen.connect(presenter.choose_copies)
    view.service_chosen.connect(presenter.choose_service)
    view.kommune_chosen.connect(presenter.link_kommune)
    view.agreed.connect(presenter.settle_agreements)
    view.enter_pressed = presenter.enter
    view.phrases = presenter.phrases

    def ask(asked: tuple[str, str, str], done: Callable[[str], None]) -> None:
        if not session.away:
            sheet = WordSheet(theme, view.window(), asked, done)
            sheet.finished.connect(view.activateWindow)
            sheet.open()

    presenter.ask_word = ask
    return view, presenter
