"""The page on which an admin reads what readers said, and marks what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from assistant.errors import AssistantError
from assistant.remarks import KINDS, OUTCOMES, Selection, State
from assistant.rendering.pages.feedback import OPEN, Chosen, feedback_html
from assistant.rendering.pages.frame import FEEDBACK
from assistant.rendering.pages.table import ROWS
from assistant.web.perimeter import Refusal
from assistant.web.plain_pages import check_page, page_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from assistant.feedback import FeedbackStore
    from assistant.rendering.pages.frame import Site
    from assistant.rendering.words import Words
    from assistant.web.plain_pages import PlainPages


def add_feedback_page(pages: PlainPages, store: FeedbackStore) -> None:
    """Let admins read and mark what the store keeps; for everybody else there is no such page."""

    def draw(request: Request, site: Site) -> str:
        _check(site)
        chosen = Chosen(_selection(request.query_params, site.words), page_number(request, site.words))
        total = store.count(chosen.selection)
        check_page(chosen.page, total, site.words)
        entries = store.entries(chosen.selection, skip=(chosen.page - 1) * ROWS, most=ROWS)
        return feedback_html(entries, chosen, site, total=total, left=store.count(Selection(state="open")))

    def take(request: Request, site: Site, sent: Mapping[str, str]) -> str:
        _check(site)
        remark, outcome = sent.get("id", ""), sent.get("outcome", "")
        known = next((each for each in OUTCOMES if each == outcome), None)
        if known is None and outcome != OPEN:
            raise Refusal(400, site.words("remarks.no_outcome"))
        try:
            store.mark(remark, known, sent.get("reply", ""))
        except AssistantError as error:
            if not error.for_readers:
                raise
            raise Refusal(409, site.words("remarks.not_kept", why=error)) from error
        page = sent.get("page", "")
        back = Chosen(_selection(sent, site.words), int(page) if page.isdecimal() and len(page) < 9 else 1)
        return f"{back.address(site)}#{remark}"

    pages.add(FEEDBACK, draw, take=take)


def _check(site: Site) -> None:
    if not site.admin:
        raise Refusal(404, site.words("site.no_page"))


def _selection(asked: Mapping[str, str], words: Words) -> Selection:
    """What an address or a form names; raises `Refusal`."""
    kind, state = asked.get("kind", ""), asked.get("state", "")
    if kind not in ("", *KINDS) or state not in ("", *get_args(State)):
        kinds, states = ", ".join(KINDS), ", ".join(get_args(State))
        raise Refusal(400, words("remarks.unknown_choice", kinds=kinds, states=states))
    return Selection(
        kind=next((each for each in KINDS if each == kind), None),
        state=next((each for each in get_args(State) if each == state), None),
    )
