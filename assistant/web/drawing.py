"""A conversation as HTML: the answers with what can be done with each, and the sources beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.answering.suggestions import follow_ups
from assistant.names import folded
from assistant.rendering.html import exchange_html
from assistant.rendering.html_cite import export_html
from assistant.rendering.html_sources import Sources
from assistant.rendering.html_suggestions import suggestions_html
from assistant.web.address import address_of
from assistant.web.feedback import doubt_html, feedback_html, remarks
from assistant.web.keeping_html import asked_html, redo_html
from assistant.web.meant import meant_html
from assistant.web.sharing import share_html

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant
    from assistant.articles import Record
    from assistant.feedback import FeedbackStore
    from assistant.remarks import Feedback
    from assistant.rendering.words import Words
    from assistant.web.exchange import Asked, Conversation, Exchange
    from assistant.web.keeping import Seat

_STATUSES = ("searching", "answering", "stopped")


class Drawing:
    """Draws the turns of a conversation; where it `shares`, each answer with a link to it."""

    def __init__(
        self, assistant: Assistant, store: FeedbackStore | None, words: Words, *, shares: bool = False
    ) -> None:
        self._assistant = assistant
        self._store = store
        self._words = words
        self._shares = shares
        self._people: tuple[tuple[Record, ...], frozenset[str]] = (), frozenset()

    def past(
        self, conversation: Conversation, coming: Asked, known: Collection[int] = ()
    ) -> list[str | None]:
        """The answers before a question that is `coming`; None for turns that are `known`."""
        turns = range(1, len(conversation) + 1)
        said = self._said([conversation[turn - 1] for turn in turns if turn not in known])
        return [
            None
            if turn in known
            else self._answer(conversation, turn, said, coming, drawn=self._meant(conversation[turn - 1]))
            for turn in turns
        ]

    def past_sources(self, conversation: Conversation, known: Collection[int] = ()) -> list[str | None]:
        """The articles behind them."""
        turns = range(1, len(conversation) + 1)
        return [
            None if turn in known else self.sources(turn).html(conversation[turn - 1].answer)
            for turn in turns
        ]

    def current(self, conversation: Conversation, seat: Seat) -> str:
        """The newest question with its answer, and what can be done with it and asked next."""
        turn, exchange, here = len(conversation), conversation[-1], self._assistant
        done = exchange.progress == "finished"
        next_ones = (
            follow_ups(
                exchange.answer,
                here.records,
                here.topics,
                positions=here.positions,
                article=here.article,
                asked={earlier.answer.question for earlier in conversation},
            )
            if done
            else ()
        )
        below = redo_html(turn, self._words, ready=exchange.ended)
        return "".join(
            (
                self._answer(
                    conversation, turn, self._said((exchange,)), below=below, drawn=self._meant(exchange)
                ),
                suggestions_html(next_ones, self._words),
                asked_html(address_of(exchange), seat.conversation),
            )
        )

    def sources(self, turn: int) -> Sources:
        """Draws the articles behind the answer of a turn."""
        return Sources(turn, self._assistant.article, self._words)

    def _meant(self, exchange: Exchange) -> dict[str, str]:
        """What is asked back of its filters, once nothing more can come."""
        if exchange.progress != "finished":
            return {}
        return meant_html(exchange.answer, exchange.asked.question, self._assistant.records)

    def _said(self, exchanges: Sequence[Exchange]) -> tuple[Feedback, ...]:
        """What was said of their answers, and what became of that."""
        return remarks(self._store, [each.answer_id for each in exchanges if each.answer_id])

    def _answer(
        self,
        conversation: Conversation,
        turn: int,
        said: tuple[Feedback, ...],
        coming: Asked | None = None,
        *,
        below: str = "",
        drawn: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        exchange, words = conversation[turn - 1], self._words
        finished = exchange.progress == "finished"
        answer_id = exchange.answer_id if finished else None
        asked = (*(later.asked for later in conversation[turn:]), *filter(None, (coming,)))
        html = exchange_html(
            exchange.answer,
            turn=turn,
            status=words(f"status.{exchange.progress}") if exchange.progress in _STATUSES else "",
            failure=exchange.failure,
            whole=finished,
            undoable=exchange.ended,
            extendable=finished and not any(each.after == exchange.answer for each in asked),
            dropped=exchange.asked.dropped,
            below=below,
            beside=lambda view: doubt_html(view, answer_id, said, words),
            drawn=drawn,
            has_page=self._has_page,
            words=words,
        )
        if not finished:
            return html
        share = share_html(answer_id, words) if answer_id and self._shares else ""
        export = export_html(exchange.answer, turn=turn, words=words)
        return html + export + share + feedback_html(answer_id, said, words)

    def _has_page(self, name: str) -> bool:
        """Whether somebody of this name writes or speaks in an article."""
        records = self._assistant.records
        if self._people[0] is not records:
            self._people = records, frozenset(folded(name) for each in records for name in each.people)
        return folded(name) in self._people[1]
