"""The web chat's behaviour: asking, stopping, starting anew, and the filters' choices."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Generator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.errors import told_of
from assistant.rendering.html import exchange_html, notice_html
from assistant.rendering.html_cite import export_html
from assistant.rendering.html_sources import sources_html
from assistant.scopes import Scope
from assistant.web.address import address_of
from assistant.web.conversing import Conversing, Update
from assistant.web.exchange import (
    Asked,
    Conversation,
    Exchange,
    exchanges,
    history,
    in_background,
    last_shown,
)
from assistant.web.export import export
from assistant.web.feedback import doubt_html, feedback_html, hear, remarks
from assistant.web.keeping import Keeper, Seat
from assistant.web.keeping_html import asked_html, conversations_html, redo_html
from assistant.web.page import TITLE, Page, laid_out
from assistant.web.suggestions import follow_ups, starters, suggestions_html

if TYPE_CHECKING:
    import gradio

    from assistant.answering.assistant import Assistant
    from assistant.feedback import FeedbackStore
    from assistant.remarks import Feedback
    from assistant.web.monitor import Monitor

EXAMPLES = (
    ("Should Kosovo be partitioned?", "less-2018"),
    ("What did Serwer write in September 2018?", "serwer-2018b"),
    ("Who warns that new borders would unsettle Bosnia?", "petritsch-2018b"),
    ("What does Gerald Knaus say about a land swap?", "knaus-2018"),
)
"""First questions offered to a reader, each where the article is that it rests on."""
CONCURRENT = 16
"""Answers written at once; further questions wait their turn."""
WAITING = 64
"""Questions that may wait; one more is declined."""
_HINT = "Write a question first."
_MOST_FILTERS, _LONGEST_FILTER = 20, 200
_TOO_MANY_FILTERS = (
    f"Choose at most {_MOST_FILTERS} people and publications; no filter may be longer than "
    f"{_LONGEST_FILTER} characters."
)
_STATUS = {
    "searching": "Searching the articles…",
    "answering": "Reading what was found…",
    "stopped": "Stopped. What stands above was found before that.",
}


def build_chat(
    assistant: Assistant,
    monitor: Monitor,
    *,
    store: FeedbackStore | None = None,
    examples: tuple[str, ...] | None = None,
    concurrent: int = CONCURRENT,
    waiting: int = WAITING,
) -> gradio.Blocks:
    """The page as Gradio Blocks with its queue; none of its events is a public endpoint.

    The `monitor` counts its answers.
    With a `store`, readers can say what they think of an answer. Where no `examples` are given, those of
    `EXAMPLES` that fit the articles are suggested, or else some that are made from the records.
    """
    import gradio as gr

    blocks: gradio.Blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True)
    with blocks:
        page = laid_out(
            _first_questions(assistant) if examples is None else examples, keeps=store is not None
        )
        chat = Chat(assistant, page, store, monitor)
        _connect(page, chat, Conversing(chat, page, assistant), concurrent)
    blocks.queue(max_size=waiting, api_open=False)
    return blocks


def _connect(page: Page, chat: Chat, conversing: Conversing, concurrent: int) -> None:
    import gradio as gr

    asking: dict[str, Any] = {
        "fn": chat.asked,
        "outputs": page.all,
        "api_visibility": "private",
        "show_progress": "minimal",
        "show_progress_on": page.notice,
        "trigger_mode": "once",
        "concurrency_limit": concurrent,
        "concurrency_id": "answers",
    }
    at_once: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
    keeping = page.keeping
    rest = [*page.filters.all, page.conversation, keeping.seat]
    answers = [
        gr.on([page.question.submit, page.ask.click], inputs=[page.question, *rest], **asking),
        *(button.click(inputs=[button, *rest], **asking) for button in page.example_buttons),
        page.again.click(
            inputs=[page.again, page.conversation, keeping.seat], **(asking | {"fn": chat.asked_again})
        ),
        keeping.suggested.click(inputs=[keeping.suggested, *rest], **asking),
    ]
    for answer in answers:
        # Not before the browser has seen the end: until then it would not take a new question.
        answer.then(chat.ready, outputs=[page.ask, page.stop], **at_once)
    # The browser cancels without waiting for it: the round trip in between lets the server come first.
    page.stop.click(_nothing, cancels=answers, **at_once).then(
        chat.stopped, [page.conversation, keeping.seat], page.all, **at_once
    )
    everything = [*page.all, *page.filters.all]
    page.clear.click(_nothing, cancels=answers, **at_once).then(
        chat.cleared, [keeping.seat], everything, **at_once
    )
    keeping.press.click(
        conversing.pressed, [keeping.press, page.conversation, keeping.seat], everything, **at_once
    )
    page.said.click(chat.heard, page.said, page.said, **(at_once | {"trigger_mode": "multiple"}))
    gr.on(
        fn=conversing.opened,
        inputs=keeping.opening,
        outputs=[page.reader, keeping.opening, *everything],
        js="() => openingOfThisPage()",  # keeping.js
        **at_once,
    )
    page.saved.click(export, [page.saved, page.conversation], page.saved, **at_once)


def _nothing() -> None:
    pass


class Chat:
    """What happens on the page; all state is in the `conversation` each call is given."""

    def __init__(
        self, assistant: Assistant, page: Page, store: FeedbackStore | None, monitor: Monitor
    ) -> None:
        self._assistant = assistant
        self._monitor = monitor
        self._page = page
        self._store = store
        self.keeper = Keeper(store)

    async def asked(self, question: str, *rest: Any) -> AsyncGenerator[Update]:
        """The page as the answer grows; stopping does not wait for the step under way."""
        async with contextlib.aclosing(in_background(self._asked(question, *rest))) as updates:
            async for update in updates:
                yield update

    async def asked_again(self, again: str, conversation: Conversation, seat: Seat) -> AsyncGenerator[Update]:
        """The same for an earlier question: without its filters, as typed, for more that bears on it, anew.

        "TURN NUMBER", "TURN all", "TURN exact", "TURN more" or "TURN repeat".
        """
        asking = self._asked_again(again, conversation, seat)
        async with contextlib.aclosing(in_background(asking)) as updates:
            async for update in updates:
                yield update

    def _asked(
        self,
        question: str,
        people: list[str],
        publications: list[str],
        since: str,
        until: str,
        conversation: Conversation,
        seat: Seat,
    ) -> Generator[Update]:
        try:
            if not question.strip():
                yield {self._page.notice: notice_html(_HINT)}
                return
            named = (*people, *publications)
            if len(named) > _MOST_FILTERS or any(len(it) > _LONGEST_FILTER for it in (*named, since, until)):
                yield {self._page.notice: notice_html(_TOO_MANY_FILTERS)}
                return
            scope = Scope(
                people=tuple(people),
                publications=tuple(publications),
                since=since.strip() or None,
                until=until.strip() or None,
            )
            past = _settled(conversation)
            if seat.editing:
                past = self.keeper.dropped(past, seat, len(past))
            asked = Asked(question=question, history=history(past), scope=scope)
            yield {self._page.question: ""}
            yield from self._answered(asked, past, seat)
        except Exception as error:
            yield self.failed(error)

    def _asked_again(self, again: str, conversation: Conversation, seat: Seat) -> Generator[Update]:
        try:
            past = _settled(conversation)
            turn, which = again.split()
            earlier = past[int(turn) - 1]
            filters = earlier.answer.understood
            if which == "repeat":
                asked, past = earlier.asked, self.keeper.dropped(past, seat, int(turn))
            elif which == "more":
                asked = replace(earlier.asked, after=last_shown(past, int(turn)))
            elif which == "exact":
                asked = replace(earlier.asked, after=None, exact=True)
            else:
                asked = earlier.asked.without(filters, None if which == "all" else int(which))
            yield from self._answered(asked, past, seat)
        except Exception as error:
            yield self.failed(error)

    def _answered(self, asked: Asked, past: Conversation, seat: Seat) -> Generator[Update]:
        seat = replace(seat, editing=False)
        yield self._begun(past, asked) | {self._page.keeping.seat: seat}
        for exchange in exchanges(self._assistant, asked, self._monitor):
            yield self.drawn_current((*past, exchange), seat)
        if self._store:
            # Not before the whole answer is there: no reader waits for a file.
            yield self._kept((*past, exchange), seat)

    def _kept(self, conversation: Conversation, seat: Seat) -> Update:
        conversation, seat = self.keeper.kept(conversation, seat)
        return {
            self._page.conversation: conversation,
            self._page.current: self._current(conversation, seat),
            **self.listed(seat),
        }

    def _begun(self, past: Conversation, asked: Asked) -> Update:
        import gradio as gr

        page = self._page
        return self.drawn_before(past, len(past) + 1, asked) | {
            page.notice: "",
            page.examples: gr.Column(visible=False),
            page.ask: gr.Button(visible=False),
            page.stop: gr.Button(visible=True),
        }

    def ready(self) -> Update:
        import gradio as gr

        return {self._page.ask: gr.Button(visible=True), self._page.stop: gr.Button(visible=False)}

    def stopped(self, conversation: Conversation, seat: Seat) -> Update:
        settled = _settled(conversation)
        if not settled:
            return self.ready()
        return self.ready() | self.drawn_current(settled, seat) | self._kept(settled, seat)

    def cleared(self, seat: Seat) -> Update:
        """A new conversation."""
        import gradio as gr

        page = self._page
        parts = (page.past, page.current, page.past_sources, page.current_sources, page.notice, page.question)
        return (
            self.ready()
            | dict.fromkeys(parts, "")
            | {page.conversation: (), page.examples: gr.Column(visible=True)}
            | self.filled_in("", Scope())
            | self.listed(Seat(seat.key))
        )

    def heard(self, sent: str) -> str:
        """What a reader says of an answer, kept; what the page is told of it."""
        return hear(self._store, sent) if self._store else ""

    def failed(self, error: Exception) -> Update:
        return {self._page.notice: notice_html(told_of(error))}

    def filled_in(self, question: str, scope: Scope) -> Update:
        """The box and the filters."""
        filters = self._page.filters
        return {
            self._page.question: question,
            filters.people: list(scope.people),
            filters.publications: list(scope.publications),
            filters.since: scope.since or "",
            filters.until: scope.until or "",
        }

    def listed(self, seat: Seat) -> Update:
        """The seat, and the list of its reader's conversations."""
        keeping = self._page.keeping
        return {
            keeping.seat: seat,
            keeping.listed: conversations_html(self.keeper.listed(seat), seat.conversation),
        }

    def drawn_current(self, conversation: Conversation, seat: Seat) -> Update:
        turn = len(conversation)
        return {
            self._page.conversation: conversation,
            self._page.current: self._current(conversation, seat),
            self._page.current_sources: self._sources(conversation[-1], turn),
        }

    def drawn_before(self, conversation: Conversation, current: int, coming: Asked | None = None) -> Update:
        """The turns before the current one."""
        turns = range(1, current)
        said = self._said(conversation[: current - 1])
        return {
            self._page.past: "".join(_answer(conversation, turn, said, coming) for turn in turns),
            self._page.past_sources: "".join(self._sources(conversation[turn - 1], turn) for turn in turns),
        }

    def _current(self, conversation: Conversation, seat: Seat) -> str:
        """The newest question with its answer, and what can be done with it and asked next."""
        turn, exchange = len(conversation), conversation[-1]
        done = exchange.progress == "finished"
        here = self._assistant
        next_ones = follow_ups(exchange.answer, here.records, here.topics) if done else ()
        return "".join(
            (
                _answer(
                    conversation,
                    turn,
                    self._said((exchange,)),
                    below=redo_html(turn, ready=exchange.ended),
                ),
                suggestions_html(next_ones),
                asked_html(address_of(exchange), seat.conversation),
            )
        )

    def _said(self, conversation: Conversation) -> tuple[Feedback, ...]:
        """What was said of its answers, and what became of that."""
        return remarks(self._store, [each.answer_id for each in conversation if each.answer_id])

    def _sources(self, exchange: Exchange, turn: int) -> str:
        return sources_html(exchange.answer, turn=turn, article=self._assistant.article)


def _settled(conversation: Conversation) -> Conversation:
    return tuple(exchange.settled() for exchange in conversation)


def _answer(
    conversation: Conversation,
    turn: int,
    said: tuple[Feedback, ...],
    coming: Asked | None = None,
    *,
    below: str = "",
) -> str:
    exchange = conversation[turn - 1]
    answer_id = exchange.answer_id if exchange.progress == "finished" else None
    asked = (*(later.asked for later in conversation[turn:]), *filter(None, (coming,)))
    continued = any(each.after == exchange.answer for each in asked)
    drawn = exchange_html(
        exchange.answer,
        turn=turn,
        status=_STATUS.get(exchange.progress, ""),
        failure=exchange.failure,
        whole=exchange.progress == "finished",
        undoable=exchange.ended,
        extendable=exchange.progress == "finished" and not continued,
        dropped=exchange.asked.dropped,
        below=below,
        beside=lambda view: doubt_html(view, answer_id, said),
    )
    if exchange.progress != "finished":
        return drawn
    return drawn + export_html(exchange.answer, turn=turn) + feedback_html(answer_id, said)


def _first_questions(assistant: Assistant) -> tuple[str, ...]:
    records = assistant.records
    here = {record.article_id for record in records}
    known = tuple(question for question, article_id in EXAMPLES if article_id in here)
    return known or starters(records, assistant.topics, assistant.positions)
