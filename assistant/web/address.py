"""The address of a question: the page that opens with the same words in its box, under the same filters."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from assistant.web.exchange import Exchange

LONGEST = 2_000
"""Characters of an address: what every browser, proxy and the way through the login takes."""


def address_of(exchange: Exchange) -> str:
    """The query of the question's address; empty where it would be too long.

    The filters are the reader's own.
    """
    scope = exchange.asked.scope
    fields = [
        ("q", question_of(exchange)),
        *(("person", name) for name in scope.people),
        *(("publication", name) for name in scope.publications),
        *(("since", date) for date in (scope.since,) if date),
        *(("until", date) for date in (scope.until,) if date),
        *(("form", kind) for kind in scope.kinds),
        *(("side", side) for side in (scope.side,) if side),
    ]
    query = f"?{urlencode(fields, errors='replace')}"
    return query if len(query) <= LONGEST else ""


def question_of(exchange: Exchange) -> str:
    """The question in words that need no conversation."""
    asked, answer = exchange.asked, exchange.answer
    return (answer.standalone_question if asked.history else asked.question).strip()
