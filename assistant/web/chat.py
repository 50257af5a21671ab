"""The web chat's behaviour: asking, stopping, starting anew, and the filters' choices."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Generator, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.articles import Record
from assistant.errors import told_of
from assistant.names import folded, is_transliterated
from assistant.rendering.html import exchange_html, notice_html
from assistant.rendering.html_cite import export_html
from assistant.rendering.html_sources import sources_html
from assistant.scopes import Scope
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
from assistant.web.feedback import feedback_html, hear
from assistant.web.page import TITLE, Page, laid_out, reader_html

if TYPE_CHECKING:
    import gradio

    from assistant.answering.assistant import Assistant
    from assistant.feedback import FeedbackStore
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

_Update = dict[Any, Any]
"""New values or properties by component."""


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
    `EXAMPLES` that fit the articles are suggested.
    """
    import gradio as gr

    blocks: gradio.Blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True)
    with blocks:
        page = laid_out(
            _fitting(assistant.records) if examples is None else examples, keeps=store is not None
        )
        _connect(page, _Chat(assistant, page, store, monitor), concurrent)
    blocks.queue(max_size=waiting, api_open=False)
    return blocks


def _connect(page: Page, chat: _Chat, concurrent: int) -> None:
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
    rest = [*page.filters.all, page.conversation]
    answers = [
        gr.on([page.question.submit, page.ask.click], inputs=[page.question, *rest], **asking),
        *(button.click(inputs=[button, *rest], **asking) for button in page.example_buttons),
        page.again.click(inputs=[page.again, page.conversation], **(asking | {"fn": chat.asked_again})),
    ]
    for answer in answers:
        # Not before the browser has seen the end: until then it would not take a new question.
        answer.then(chat.ready, outputs=[page.ask, page.stop], **at_once)
    # The browser cancels without waiting for it: the round trip in between lets the server come first.
    page.stop.click(_nothing, cancels=answers, **at_once).then(
        chat.stopped, [page.conversation], page.all, **at_once
    )
    page.clear.click(_nothing, cancels=answers, **at_once).then(chat.cleared, outputs=page.all, **at_once)
    page.said.click(chat.heard, page.said, page.said, **(at_once | {"trigger_mode": "multiple"}))
    greeting = [page.notice, page.reader, page.filters.people, page.filters.publications]
    gr.on(fn=chat.greeted, outputs=greeting, **at_once)
    page.saved.click(export, [page.saved, page.conversation], page.saved, **at_once)


def _nothing() -> None:
    pass


class _Chat:
    """What happens on the page; all state is in the `conversation` each call is given."""

    def __init__(
        self, assistant: Assistant, page: Page, store: FeedbackStore | None, monitor: Monitor
    ) -> None:
        self._assistant = assistant
        self._monitor = monitor
        self._page = page
        self._store = store

    async def asked(self, question: str, *rest: Any) -> AsyncGenerator[_Update]:
        """The page as the answer grows; stopping does not wait for the step under way."""
        async with contextlib.aclosing(in_background(self._asked(question, *rest))) as updates:
            async for update in updates:
                yield update

    async def asked_again(self, again: str, conversation: Conversation) -> AsyncGenerator[_Update]:
        """The same for an earlier question: without its filters, as typed, or for more that bears on it.

        "TURN NUMBER", "TURN all", "TURN exact" or "TURN more".
        """
        async with contextlib.aclosing(in_background(self._asked_again(again, conversation))) as updates:
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
    ) -> Generator[_Update]:
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
            asked = Asked(question=question, history=history(past), scope=scope)
            yield {self._page.question: ""}
            yield from self._answered(asked, past)
        except Exception as error:
            yield self._failed(error)

    def _asked_again(self, again: str, conversation: Conversation) -> Generator[_Update]:
        try:
            past = _settled(conversation)
            turn, which = again.split()
            earlier = past[int(turn) - 1]
            filters = earlier.answer.understood
            if which == "more":
                asked = replace(earlier.asked, after=last_shown(past, int(turn)))
            elif which == "exact":
                asked = replace(earlier.asked, after=None, exact=True)
            else:
                asked = earlier.asked.without(filters, None if which == "all" else int(which))
            yield from self._answered(asked, past)
        except Exception as error:
            yield self._failed(error)

    def _answered(self, asked: Asked, past: Conversation) -> Generator[_Update]:
        yield self._begun(past, asked)
        for exchange in exchanges(self._assistant, asked, self._monitor):
            yield self._drawn_current((*past, exchange))
        if self._store and exchange.progress == "finished":
            # Not before the whole answer is there: no reader waits for a file.
            kept = replace(exchange, answer_id=self._store.kept(exchange.answer, place="web") or "")
            whole = (*past, kept)
            yield {self._page.conversation: whole, self._page.current: _answer(whole, len(whole))}

    def _begun(self, past: Conversation, asked: Asked) -> _Update:
        import gradio as gr

        page = self._page
        return self._drawn_past(past, asked) | {
            page.notice: "",
            page.examples: gr.Column(visible=False),
            page.ask: gr.Button(visible=False),
            page.stop: gr.Button(visible=True),
        }

    def ready(self) -> _Update:
        import gradio as gr

        return {self._page.ask: gr.Button(visible=True), self._page.stop: gr.Button(visible=False)}

    def stopped(self, conversation: Conversation) -> _Update:
        settled = _settled(conversation)
        return self.ready() | (self._drawn_current(settled) if settled else {})

    def cleared(self) -> _Update:
        import gradio as gr

        page = self._page
        parts = (page.past, page.current, page.past_sources, page.current_sources, page.notice, page.question)
        return (
            self.ready()
            | dict.fromkeys(parts, "")
            | {page.conversation: (), page.examples: gr.Column(visible=True)}
        )

    def heard(self, sent: str) -> str:
        """What a reader says of an answer, kept; what the page is told of it."""
        return hear(self._store, sent) if self._store else ""

    def greeted(self) -> _Update:
        """The reader's name, and the filters' choices as the articles stand when the page is opened."""
        import gradio as gr

        page = self._page
        reader = {page.reader: _reader()}
        try:
            records = self._assistant.records
        except Exception as error:
            return reader | self._failed(error)
        return reader | {
            page.filters.people: gr.Dropdown(
                choices=_choices(person for record in records for person in record.people)
            ),
            page.filters.publications: gr.Dropdown(
                choices=_choices(record.publication for record in records if record.publication)
            ),
        }

    def _failed(self, error: Exception) -> _Update:
        return {self._page.notice: notice_html(told_of(error))}

    def _drawn_current(self, conversation: Conversation) -> _Update:
        turn = len(conversation)
        return {
            self._page.conversation: conversation,
            self._page.current: _answer(conversation, turn),
            self._page.current_sources: self._sources(conversation[-1], turn),
        }

    def _drawn_past(self, past: Conversation, coming: Asked | None = None) -> _Update:
        return {
            self._page.past: "".join(_answer(past, turn, coming) for turn in range(1, len(past) + 1)),
            self._page.past_sources: "".join(
                self._sources(exchange, turn) for turn, exchange in enumerate(past, 1)
            ),
        }

    def _sources(self, exchange: Exchange, turn: int) -> str:
        return sources_html(exchange.answer, turn=turn, article=self._assistant.article)


def _reader() -> str:
    """Whoever has logged in, as `login` has found; nobody where there is no login."""
    from gradio.context import LocalContext

    request = LocalContext.request.get()
    scope = request.request.scope if request and request.request else {}
    name = scope.get("assistant.reader")
    return reader_html(name, can_log_out=scope["assistant.can_log_out"]) if name else ""


def _settled(conversation: Conversation) -> Conversation:
    return tuple(exchange.settled() for exchange in conversation)


def _answer(conversation: Conversation, turn: int, coming: Asked | None = None) -> str:
    exchange = conversation[turn - 1]
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
    )
    files = export_html(exchange.answer, turn=turn) if exchange.progress == "finished" else ""
    return drawn + files + feedback_html(exchange.answer_id)


def _fitting(records: tuple[Record, ...]) -> tuple[str, ...]:
    here = {record.article_id for record in records}
    return tuple(question for question, article_id in EXAMPLES if article_id in here)


def _choices(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names to choose from and what each stands for; one in Greek or Cyrillic is found by Latin letters, too.

    >>> _choices(["Politika", "Политика"])
    [('Politika', 'Politika'), ('Политика (Politika)', 'Политика')]
    """
    return [
        (f"{name} ({folded(name).title()})" if is_transliterated(name) else name, name)
        for name in sorted(set(names), key=lambda name: (folded(name), name))
    ]
