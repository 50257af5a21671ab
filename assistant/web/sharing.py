"""The address of an answer that is kept: it as it stands, to be read by whoever has the address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from assistant.conversations import Conversations
from assistant.feedback import KEPT_FOR
from assistant.rendering.html_page import STYLE, page_html
from assistant.web.page import plain_headers
from assistant.web.perimeter import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from assistant.feedback import FeedbackStore
    from assistant.rendering.pages.frame import Site
    from assistant.rendering.words import Words
    from assistant.web.plain_pages import PlainPages

SHARED = re.compile("/answer/([0-9a-f]{16})", re.ASCII)
"""The path of such a page."""
_HEADERS = plain_headers(STYLE) | {"x-robots-tag": "noindex"}


def add_shared(pages: PlainPages, store: FeedbackStore) -> None:
    """Let readers open the answers of the web chat that the `store` keeps, each by its address."""
    conversations = Conversations(store)

    def draw(request: Request, site: Site) -> Response:
        match = SHARED.fullmatch(f"/answer/{request.path_params['name']}")
        answer = conversations.shared(match[1]) if match else None
        if answer is None:
            raise Refusal(404, site.words("keeping.gone", days=KEPT_FOR.days))
        return HTMLResponse(page_html((answer,), chat=site.chat(), words=site.words), headers=_HEADERS)

    pages.add("/answer/{name}", draw)


def share_html(answer_id: str, words: Words) -> str:
    """A link to an answer; in a page of its own, so that the chat stays."""
    # Beside the chat, under whatever path a proxy serves both.
    address = f"answer/{answer_id}"
    link = f'<a href="{address}" target="_blank" rel="noopener">{words("answer.share")}</a>'
    return f'<p class="share">{link}</p>'
