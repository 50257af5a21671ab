"""The web chat's behaviour: asking, stopping, starting anew, and the filters' choices."""

from __future__ import annotations

import contextlib
import importlib.util
import inspect
import sys
from collections.abc import AsyncGenerator, Collection, Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.answering.suggestions import starters
from assistant.errors import told_of
from assistant.rendering.html import notice_html
from assistant.rendering.words import ENGLISH, Words
from assistant.scopes import Scope
from assistant.web import filters
from assistant.web.conversing import Conversing, Update
from assistant.web.drawing import Drawing
from assistant.web.exchange import Asked, Conversation, exchanges, history, in_background, last_shown, newest
from assistant.web.export import export
from assistant.web.feedback import hear
from assistant.web.first_words import FirstWords
from assistant.web.growing import Growing, earlier
from assistant.web.keeping import Keeper, Seat
from assistant.web.keeping_html import conversations_html
from assistant.web.page import Page

if TYPE_CHECKING:
    import gradio

    from assistant.answering.assistant import Assistant
    from assistant.feedback import FeedbackStore
    from assistant.rendering.html_sources import Sources
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
WAITING = 128
"""Questions that may wait; one more is declined."""
_TOGETHER = 0.05
"""Seconds in which what comes of an answer is drawn in one step; no reader sees that they pass."""
_BETWEEN_LOOKS = 0.01
"""Seconds after which Gradio looks for a question that waits; every thousandth, as it does by itself, costs
6 % of a core as long as the server stands."""
_MOST_FILTERS, _LONGEST_FILTER = 20, 200


def build_chat(
    assistant: Assistant,
    monitor: Monitor,
    *,
    store: FeedbackStore | None = None,
    examples: tuple[str, ...] | None = None,
    concurrent: int = CONCURRENT,
    waiting: int = WAITING,
    adds: bool = False,
    shares: bool = False,
    words: Words = ENGLISH,
) -> gradio.Blocks:
    """The page as Gradio Blocks with its queue; none of its events is a public endpoint.

    The `monitor` counts its answers.
    With a `store`, readers can say what they think of an answer, and where the chat `shares` them each has an
    address; `adds` says whether readers may add articles. Where no `examples` are given, those of
    `EXAMPLES` that fit the articles are suggested, or else some that are made from the records.
    """
    import gradio as gr

    blocks: gradio.Blocks = gr.Blocks(title=words("chat.title"), analytics_enabled=False, fill_height=True)
    with blocks:
        page = Page(
            _first_questions(assistant) if examples is None else examples,
            words=words,
            keeps=store is not None,
            adds=adds,
        )
        chat = Chat(assistant, page, store, monitor, shares=shares)
        _connect(blocks, page, chat, Conversing(chat, page, assistant), concurrent)
    blocks.queue(max_size=waiting, api_open=False)
    _spare(blocks)
    return blocks


def _spare(blocks: gradio.Blocks) -> None:
    """Spare the server what Gradio works out again and again: a seventh of what an answer costs."""
    blocks._queue.sleep_when_free = _BETWEEN_LOOKS
    # It looks a hundred times a second for what `gr.Progress` tells, which nothing here uses.
    blocks._queue.progress_update_sleep_when_free = 1
    # After each answer it makes a table of the last 10,000, for a page that is switched off.
    blocks._queue.ANAYLTICS_CACHE_FREQUENCY = sys.maxsize
    for each in {type(block) for block in blocks.blocks.values()}:
        # It asks for the signature of each component's class in each step and for each reader.
        each.__init__.__signature__ = inspect.signature(each.__init__)  # type: ignore[attr-defined]
    if importlib.util.find_spec("matplotlib") is None:
        # It tries to import this before and after each step: known to be missing, it is not looked for.
        sys.modules.setdefault("matplotlib", None)  # type: ignore[arg-type]


def _connect(blocks: gradio.Blocks, page: Page, chat: Chat, conversing: Conversing, concurrent: int) -> None:
    import gradio as gr

    keeping = page.keeping
    rest = [*page.filters.all, page.conversation, keeping.seat]
    asking: dict[str, Any] = {
        "fn": chat.asked,
        "js": "(...values) => inTurn(values, true)",  # keeping.js
        "outputs": [*page.answering, page.question],
        "api_visibility": "private",
        "postprocess": False,  # nothing is to be done to HTML, and a thread would do it
        "show_progress": "minimal",
        "show_progress_on": page.notice,
        "trigger_mode": "multiple",  # inTurn lets one through at a time, whichever button it comes from
        "concurrency_limit": concurrent,
        "concurrency_id": "answers",
    }
    at_once: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "queue": False}
    several = at_once | {"trigger_mode": "multiple"}
    in_turn = several | {"js": "(...values) => inTurn(values)"}
    in_browser = at_once | {"fn": None}
    ended = in_browser | {"js": "() => ended()", "outputs": [page.ask, page.stop]}
    answers = [
        gr.on([page.question.submit, page.ask.click], inputs=[page.question, *rest], **asking),
        *(button.click(inputs=[button, *rest], **asking) for button in page.example_buttons),
        page.again.click(
            inputs=[page.again, page.conversation, keeping.seat],
            **(asking | {"fn": chat.asked_again, "outputs": page.answering}),
        ),
        keeping.suggested.click(inputs=[keeping.suggested, *rest], **asking),
    ]
    # It follows a cancelled answer, too, once the server has ended that.
    done = [
        answer.then(chat.done, [page.conversation, keeping.seat], page.all, **at_once) for answer in answers
    ]
    for answer in answers:
        answer.failure(**(ended | {"js": "() => failed()"}))
    for button in (page.stop, page.clear):
        button.click(cancels=answers, js="() => stopped()", **in_browser)
    everything = [*page.all, *page.filters.all]
    cleared = page.clear.click(chat.cleared, [keeping.seat], everything, **in_turn)
    pressed = keeping.press.click(
        conversing.pressed, [keeping.press, page.conversation, keeping.seat], everything, **in_turn
    )
    for event in (*done, cleared, pressed):
        event.then(**ended)
        event.failure(**ended)
    page.said.click(chat.heard, page.said, page.said, **several)
    # Not by `gr.on`: where it names no event, it opens the page once more as soon as that is told.
    opened = blocks.load(
        conversing.opened,
        keeping.opening,
        [page.reader, keeping.opening, *everything],
        js="() => openingOfThisPage()",  # keeping.js
        **at_once,
    )
    page.saved.click(chat.exported, [page.saved, page.conversation], page.saved, **several)
    filters.connect(page.filters, (cleared, pressed, opened))


@dataclass(frozen=True, slots=True)
class _Parts:
    """The current turn on the page, and what of it is drawn already."""

    answer: Growing
    sources: Growing
    cards: Sources


class Chat:
    """What happens on the page; all state is in the `conversation` each call is given."""

    def __init__(
        self,
        assistant: Assistant,
        page: Page,
        store: FeedbackStore | None,
        monitor: Monitor,
        *,
        shares: bool = False,
    ) -> None:
        self._assistant = assistant
        self._monitor = monitor
        self._page = page
        self._store = store
        self._drawing = Drawing(assistant, store, page.words, shares=shares)
        self._first_words = FirstWords()
        self.keeper = Keeper(store)

    async def asked(self, *sent: Any) -> AsyncGenerator[Update]:
        """The page as the answer to a question grows; stopping does not wait for the step under way."""
        async with contextlib.aclosing(in_background(self._told(self._asked(*sent)))) as updates:
            async for update in updates:
                yield update

    async def asked_again(self, *sent: Any) -> AsyncGenerator[Update]:
        """The same for an earlier question: without its filters, as typed, for more, or anew."""
        async with contextlib.aclosing(in_background(self._told(self._asked_again(*sent)))) as updates:
            async for update in updates:
                yield update

    def _told(self, updates: Generator[Update]) -> Generator[Update]:
        """The updates, and what goes wrong."""
        try:
            yield from updates
        except Exception as error:
            yield self.failed(error)

    def _asked(self, question: str, *rest: Any) -> Generator[Update]:
        """`rest` is what is chosen of the filters, the conversation and the seat."""
        *chosen, conversation, seat = rest
        if not question.strip():
            yield {self._page.notice: notice_html(self._page.words("chat.empty"))}
            return
        named = [name for names in chosen if isinstance(names, list) for name in names]
        typed = [text for text in chosen if isinstance(text, str)]
        if len(named) > _MOST_FILTERS or any(len(it) > _LONGEST_FILTER for it in (*named, *typed)):
            told = self._page.words("chat.too_many_filters", most=_MOST_FILTERS, longest=_LONGEST_FILTER)
            yield {self._page.notice: notice_html(told)}
            return
        scope = filters.scope_of(chosen)
        past = _settled(conversation)
        if seat.editing:
            past = self.keeper.dropped(past, seat, len(past))
        asked = Asked(question=question, history=history(past), scope=scope)
        # Once: a reader may write the next question while the answer grows.
        emptied = {self._page.question: ""}
        for update in self._answered(asked, past, seat, anew=seat.editing):
            yield update | emptied
            emptied = {}

    def _asked_again(self, again: str, conversation: Conversation, seat: Seat) -> Generator[Update]:
        """`again` is "TURN NUMBER", "TURN all", "TURN exact", "TURN more" or "TURN repeat"."""
        past = _settled(conversation)
        turn, which = again.split()
        exchange = past[int(turn) - 1]
        asked, filters = exchange.asked, exchange.answer.understood
        if which == "repeat":
            past = self.keeper.dropped(past, seat, int(turn))
        elif which == "more":
            asked = replace(asked, after=last_shown(past, int(turn)))
        elif which == "exact":
            asked = replace(asked, after=None, exact=True)
        else:
            asked = asked.without(filters, None if which == "all" else int(which))
        yield from self._answered(asked, past, seat, anew=which == "repeat")

    def _answered(self, asked: Asked, past: Conversation, seat: Seat, *, anew: bool) -> Generator[Update]:
        """The page as the answer grows.

        The earlier turns are drawn `anew` where later ones were dropped: they may be continued again.
        """
        import gradio as gr

        page = self._page
        seat = replace(seat, editing=False)
        parts = self._parts(len(past) + 1)
        # The page has drawn the earlier turns, but for what is changed by a stop or by being continued.
        same = (each.progress != "stopped" and each.answer != asked.after for each in past)
        known = [turn for turn, is_same in enumerate(same, 1) if is_same and not anew]
        # In each step: Gradio sends no value that is as it was, and one left out costs it more time.
        steady = self.drawn_before(past, asked, known) | {page.notice: ""}
        steady |= {button: button.value for button in (page.ask, page.stop)}
        begun: Update = {page.ask: gr.Button(visible=False), page.stop: gr.Button(visible=True)}
        begun |= {page.keeping.seat: seat}
        growing = exchanges(self._assistant, asked, self._monitor, page.words)
        with self._first_words.awaited() as said:
            for exchange in newest(growing, together=_TOGETHER):
                conversation = (*past, exchange)
                yield steady | begun | self.drawn_current(conversation, seat, parts)
                begun = {}
                if exchange.answer.viewpoints or exchange.ended:
                    said()
        if self._store:
            self._first_words.give_way()
            # Not before the whole answer is there: no reader waits for a file.
            conversation, seat = self.keeper.kept(conversation, seat)
            yield steady | self.drawn_current(conversation, seat, parts)
        # Gradio sends what the last step holds once more: nothing that is large.
        yield steady | {page.keeping.seat: seat}

    def done(self, conversation: Conversation, seat: Seat) -> Update:
        """The page once an answer has ended; one that was stopped is kept as far as it came."""
        listed = self._page.keeping.listed
        settled, own = self.keeper.kept(_settled(conversation), seat)
        if settled == conversation:
            return {listed: self.listed(seat)[listed]}
        return self.drawn_current(settled, own) | self.listed(own)

    def cleared(self, seat: Seat) -> Update:
        """A new conversation."""
        page = self._page
        parts = (page.past, page.current, page.past_sources, page.current_sources, page.notice, page.question)
        return (
            dict.fromkeys(parts, "")
            | {page.conversation: ()}
            | self.filled_in("", Scope())
            | self.listed(Seat(seat.key))
        )

    def heard(self, sent: str) -> str:
        """What a reader says of an answer, kept; what the page is told of it."""
        return hear(self._store, sent, self._page.words) if self._store else ""

    def exported(self, sent: str, conversation: Conversation) -> str:
        """The file that a reader wants; what the page is told of it."""
        return export(sent, conversation, self._page.words)

    def failed(self, error: Exception) -> Update:
        return {self._page.notice: notice_html(told_of(error, self._page.words("chat.apology")))}

    def filled_in(self, question: str, scope: Scope) -> Update:
        """The box and the filters."""
        return {self._page.question: question} | self._page.filters.filled(scope)

    def listed(self, seat: Seat) -> Update:
        """The seat, and the list of its reader's conversations."""
        keeping = self._page.keeping
        return {
            keeping.seat: seat,
            keeping.listed: conversations_html(self.keeper.listed(seat), seat.conversation, self._page.words),
        }

    def drawn_current(self, conversation: Conversation, seat: Seat, parts: _Parts | None = None) -> Update:
        """The last turn, as a further step of its `parts` where it grows."""
        page, parts = self._page, parts or self._parts(len(conversation))
        return {
            page.conversation: conversation,
            page.current: parts.answer.drawn(self._drawing.current(conversation, seat)),
            page.current_sources: parts.sources.drawn(parts.cards.html(conversation[-1].answer)),
        }

    def _parts(self, turn: int) -> _Parts:
        return _Parts(Growing(turn), Growing(turn), self._drawing.sources(turn))

    def drawn_before(self, past: Conversation, coming: Asked, known: Collection[int] = ()) -> Update:
        """The turns before the current one; those that are `known` were drawn on the page before."""
        return {
            self._page.past: earlier(self._drawing.past(past, coming, known)),
            self._page.past_sources: earlier(self._drawing.past_sources(past, known)),
        }


def _settled(conversation: Conversation) -> Conversation:
    return tuple(exchange.settled() for exchange in conversation)


def _first_questions(assistant: Assistant) -> tuple[str, ...]:
    records = assistant.records
    here = {record.article_id for record in records}
    known = tuple(question for question, article_id in EXAMPLES if article_id in here)
    return known or starters(records, assistant.topics, assistant.positions, assistant.article)
