"""Questions that came by Slack: the threads that put them to the assistant; the answers kept and shown."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.answering.suggestions import follow_ups
from assistant.answers import Answer, Turn
from assistant.articles import Record
from assistant.errors import told_of
from assistant.events import Event, Finished, Searched, ViewpointReady
from assistant.feedback import UNKEPT, FeedbackStore
from assistant.rendering.slack import Message, below_blocks, person_messages
from assistant.rendering.slack_person import person_lines, position_lines
from assistant.rendering.slack_text import Block
from assistant.slack.asking import Asking
from assistant.slack.patience import PATIENCE, final, timed
from assistant.slack.posting import TROUBLE
from assistant.slack.replying import Reply
from assistant.slack.telling import HELP

if TYPE_CHECKING:
    from assistant.answering.assistant import Assistant

_TOLD = ("rewording", "shorter", "opinion")
"""Kinds of requests that the bot's own help does not answer."""
_MOST_POSITIONS = 3
"""That stand under an answer to who somebody is; all are behind a button."""
_logger = logging.getLogger(__name__)

CONCURRENT = 32
"""Answers written at once; further questions wait their turn."""
WAITING = 64
"""Questions that may wait; one more is declined."""
_ACKNOWLEDGING = 16
_LONGEST = 1.0
"""Seconds an answer waits for others to begin: a stream of questions that never ends holds up nobody."""


class Workers(Executor):
    """Bolt's executor, with a pool of its own for answers: no acknowledgement waits behind them."""

    def __init__(self, concurrent: int = CONCURRENT, waiting: int = WAITING) -> None:
        self._acknowledging = ThreadPoolExecutor(_ACKNOWLEDGING, "slack")
        self._answering = ThreadPoolExecutor(concurrent, "slack-answers")
        self._room = threading.BoundedSemaphore(concurrent + waiting)

    def submit(self, task: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        return self._acknowledging.submit(task, *args, **named)

    def take_on(self, work: Callable[[], None]) -> bool:
        """Work that may take long; False where too much is waiting already."""
        if not self._room.acquire(blocking=False):
            return False

        def worked() -> None:
            try:
                work()
            except Exception:
                _logger.exception("a Slack request failed")
            finally:
                self._room.release()

        try:
            self._answering.submit(worked)
        except RuntimeError:  # the bot is ending
            self._room.release()
            return False
        return True

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End once everything taken on is done."""
        self._acknowledging.shutdown(wait, cancel_futures=cancel_futures)
        self._answering.shutdown(wait, cancel_futures=cancel_futures)


class Openings:
    """Counts the answers that nothing is shown of yet; shared by all threads that answer."""

    def __init__(self, longest: float = _LONGEST) -> None:
        self._longest = longest
        self._unopened = 0
        self._changed = threading.Condition()

    @contextmanager
    def opening(self) -> Iterator[Callable[[], None]]:
        """For one answer: a function to call when its first text is shown, which waits for the others.

        Called again it does nothing; an answer that ends without it counts no more either.
        """
        unopened = True

        def done() -> None:
            nonlocal unopened
            with self._changed:
                self._unopened -= unopened
                unopened = False
                self._changed.notify_all()

        def opened() -> None:
            if unopened:
                done()
                with self._changed:
                    self._changed.wait_for(lambda: not self._unopened, self._longest)

        with self._changed:
            self._unopened += 1
        try:
            yield opened
        finally:
            done()


class Answers:
    """Puts questions to the assistant; safe to share between threads."""

    def __init__(self, assistant: Assistant, store: FeedbackStore, patience: float = PATIENCE) -> None:
        self._assistant = assistant
        self._patience = patience
        self._store = store
        self._openings = Openings()

    @property
    def records(self) -> tuple[Record, ...]:
        return self._assistant.records

    def below(self, answer: Answer, answer_id: str | None, history: Sequence[Turn] = ()) -> tuple[Block, ...]:
        """Who somebody asked about is, and what can be asked next that was not asked before."""
        here = self._assistant
        questions = follow_ups(
            answer,
            here.records,
            here.topics,
            positions=here.positions,
            article=here.article,
            asked={turn.question for turn in history},
        )
        asked = answer.understood.people or answer.scope.people
        listed = answer.listing is not None and answer.listing.kind == "person" and len(asked) == 1
        library = self._assistant.library if listed else None
        person = library.person(asked[0]) if library else None
        if library is None or person is None:
            return below_blocks(questions, answer_id)
        card = position_lines(library.positions(person), self._assistant.article, most=_MOST_POSITIONS)
        return below_blocks(questions, answer_id, card=card, person=person.name)

    def card(self, name: str) -> tuple[Message, ...]:
        """A person's card; none where no article is by or with that person any more."""
        library = self._assistant.library
        person = library.person(name)
        if person is None:
            return ()
        return person_messages(person_lines(person, library.positions(person), self._assistant.article))

    def give(self, asked: Asking, reply: Reply) -> str | None:
        """Answer a question; the id of the answer, where one was shown and kept. Raises nothing."""
        try:
            with self._openings.opening() as opened:
                return self._given(asked, reply, opened)
        except Exception as error:
            _say(reply, told_of(error))
        return None

    def _given(self, asked: Asking, reply: Reply, opened: Callable[[], None]) -> str | None:
        """Show what is searched at once; the views when they are final, or when that takes too long.

        Slack takes nothing back: what a model would put in their place then follows them.
        """
        shows, late, held = asked.certain, False, list[Event]()
        if shows:
            reply.begin()
        events = self._assistant.stream(
            asked.question, history=asked.history, scope=asked.scope, after=asked.after
        )
        for event in timed(events, self._patience):
            if isinstance(event, Finished):
                if shows and not late:
                    for each in final(event.answer):
                        reply.show(each)
                return self._shown(event.answer, asked, reply)
            late = late or event is None
            held += [event] if event else []
            shows = shows or isinstance(event, ViewpointReady)
            while shows and held and (late or isinstance(held[0], Searched)):
                reply.show(held.pop(0))
            opened()
        raise AssertionError("the last event is always Finished")

    def _shown(self, answer: Answer, asked: Asking, reply: Reply) -> str | None:
        if not answer.answered and not asked.certain:
            return None
        if answer.reason == "empty_question":
            reply.say(answer.listing.text if answer.listing and answer.listing.kind in _TOLD else HELP)
            return None
        answer_id = self._store.kept(answer, place="slack", answer_id=reply.answer_id)
        # Without an id, no button stands under it.
        shown = answer if answer_id else replace(answer, notes=(*answer.notes, UNKEPT))
        reply.finish(shown, answer_id, self.below(answer, answer_id, asked.history))
        return answer_id


def _say(reply: Reply, sentence: str) -> None:
    try:
        reply.say(sentence)
    except TROUBLE:
        _logger.exception("Slack takes no message: a reader is left without an answer")
