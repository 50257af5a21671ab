"""The web chat's behaviour: asking, stopping, starting anew, and the filters' choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.errors import InvalidDate
from assistant.rendering.html import exchange_html, notice_html
from assistant.rendering.html_sources import sources_html
from assistant.types import Record, Scope
from assistant.web.exchange import Conversation, Exchange, exchanges
from assistant.web.page import TITLE, Page, laid_out

if TYPE_CHECKING:
    import gradio

    from assistant.answering.assistant import Assistant

EXAMPLES = (
    "Should Kosovo be partitioned?",
    "What did Serwer write in September 2018?",
    "Who warns that new borders would unsettle Bosnia?",
    "What does Gerald Knaus say about a land swap?",
)
"""First questions offered to a reader; `documents/` answers each."""
CONCURRENT = 16
"""Answers written at once; further questions wait their turn."""
WAITING = 64
"""Questions that may wait; one more is declined."""
_HINT = "Write a question first."
_NOT_TAKEN = "Your question could not be taken just now. Please ask it again in a moment."
_STATUS = {
    "searching": "Searching the articles…",
    "answering": "Reading what was found…",
    "stopped": "Stopped. What stands above was found before that.",
}

_Update = dict[Any, Any]
"""New values or properties by component."""


def build_chat(
    assistant: Assistant,
    *,
    examples: tuple[str, ...] = EXAMPLES,
    concurrent: int = CONCURRENT,
    waiting: int = WAITING,
) -> gradio.Blocks:
    """The page as Gradio Blocks with its queue; none of its events is a public endpoint."""
    import gradio as gr

    blocks: gradio.Blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True)
    with blocks:
        page = laid_out(examples)
        _connect(page, _Chat(assistant, page), concurrent)
    blocks.queue(max_size=waiting, api_open=False)
    return blocks


def _connect(page: Page, chat: _Chat, concurrent: int) -> None:
    import gradio as gr

    asking: dict[str, Any] = {
        "fn": chat.asked,
        "outputs": page.all,
        "api_visibility": "private",
        "show_progress": "hidden",
        "trigger_mode": "once",
        "concurrency_limit": concurrent,
        "concurrency_id": "answers",
    }
    at_once: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
    rest = [*page.filters.all, page.conversation]
    answers = [
        gr.on([page.question.submit, page.ask.click], inputs=[page.question, *rest], **asking),
        *(button.click(inputs=[button, *rest], **asking) for button in page.example_buttons),
    ]
    for answer in answers:
        answer.failure(chat.declined, outputs=[page.notice, page.ask, page.stop], **at_once)
    page.stop.click(chat.stopped, [page.conversation], page.all, cancels=answers, **at_once)
    page.clear.click(chat.cleared, outputs=page.all, cancels=answers, **at_once)
    gr.on(fn=chat.greeted, outputs=[page.filters.people, page.filters.publications], **at_once)


class _Chat:
    """What happens on the page; all state is in the `conversation` each call is given."""

    def __init__(self, assistant: Assistant, page: Page) -> None:
        self._assistant = assistant
        self._page = page

    def asked(
        self,
        question: str,
        people: list[str],
        publications: list[str],
        since: str,
        until: str,
        conversation: Conversation,
    ) -> Iterator[_Update]:
        """The page as the answer grows."""
        import gradio as gr

        page = self._page
        if not question.strip():
            yield {page.notice: notice_html(_HINT)}
            return
        try:
            scope = Scope(
                people=tuple(people),
                publications=tuple(publications),
                since=since.strip() or None,
                until=until.strip() or None,
            )
        except InvalidDate as error:
            yield {page.notice: notice_html(str(error))}
            return
        past = tuple(exchange.settled() for exchange in conversation)
        yield self._drawn_past(past) | {
            page.notice: "",
            page.question: "",
            page.examples: gr.Column(visible=False),
            page.ask: gr.Button(visible=False),
            page.stop: gr.Button(visible=True),
        }
        for exchange in exchanges(self._assistant, question, conversation=past, scope=scope):
            yield self._drawn_current((*past, exchange))
        yield self._ready()

    def stopped(self, conversation: Conversation) -> _Update:
        settled = tuple(exchange.settled() for exchange in conversation)
        return self._ready() | (self._drawn_current(settled) if settled else {})

    def cleared(self) -> _Update:
        import gradio as gr

        page = self._page
        parts = (page.past, page.current, page.past_sources, page.current_sources, page.notice, page.question)
        return (
            self._ready()
            | dict.fromkeys(parts, "")
            | {page.conversation: (), page.examples: gr.Column(visible=True)}
        )

    def declined(self) -> _Update:
        return self._ready() | {self._page.notice: notice_html(_NOT_TAKEN)}

    def greeted(self) -> _Update:
        """The filters' choices, as the articles stand when the page is opened."""
        import gradio as gr

        records = self._assistant.records
        page = self._page
        return {
            page.filters.people: gr.Dropdown(choices=_people(records)),
            page.filters.publications: gr.Dropdown(choices=_publications(records)),
        }

    def _ready(self) -> _Update:
        import gradio as gr

        return {self._page.ask: gr.Button(visible=True), self._page.stop: gr.Button(visible=False)}

    def _drawn_current(self, conversation: Conversation) -> _Update:
        turn = len(conversation)
        return {
            self._page.conversation: conversation,
            self._page.current: _answer(conversation[-1], turn),
            self._page.current_sources: self._sources(conversation[-1], turn),
        }

    def _drawn_past(self, past: Conversation) -> _Update:
        return {
            self._page.past: "".join(_answer(exchange, turn) for turn, exchange in enumerate(past, 1)),
            self._page.past_sources: "".join(
                self._sources(exchange, turn) for turn, exchange in enumerate(past, 1)
            ),
        }

    def _sources(self, exchange: Exchange, turn: int) -> str:
        return sources_html(exchange.answer, turn=turn, article=self._assistant.article)


def _answer(exchange: Exchange, turn: int) -> str:
    status = _STATUS.get(exchange.progress, "")
    return exchange_html(exchange.answer, turn=turn, status=status, failure=exchange.failure)


def _people(records: tuple[Record, ...]) -> list[str]:
    return sorted({person for record in records for person in record.people}, key=str.casefold)


def _publications(records: tuple[Record, ...]) -> list[str]:
    return sorted({record.publication for record in records if record.publication}, key=str.casefold)
