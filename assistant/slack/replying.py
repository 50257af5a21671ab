"""An answer on its way into a thread: status, stream, blocks; whatever fails, it ends in a message."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from assistant.answers import Answer
from assistant.events import Event
from assistant.feedback import new_id
from assistant.rendering.slack import Chunk, Transcript, messages
from assistant.rendering.slack_text import Block
from assistant.scopes import Scope
from assistant.slack.posting import TROUBLE, Place, Stream
from assistant.slack.telling import SEARCHING, TOGETHER, Whisper, aside, notice

PACE = 0.7
"""Seconds between two calls that add to a stream: Slack allows about a hundred a minute for all of them."""
_MOST_BLOCKS = 50
_logger = logging.getLogger(__name__)


@dataclass(kw_only=True)
class ThreadReply:
    """A reply that everyone in a thread sees; streamed, or where Slack does not take that, posted."""

    place: Place
    reader: str
    team: str
    question: str
    scope: Scope
    shared: bool = False
    """Whether somebody else asked the question before."""
    clock: Callable[[], float] = time.monotonic
    answer_id: str = field(default_factory=new_id)
    """Under which the answer is going to be kept; buttons that stand before its end carry it."""
    _pending: list[Chunk] = field(default_factory=list)
    _sent_at: float | None = None
    """When the stream last grew after its first viewpoint."""

    def __post_init__(self) -> None:
        self._stream = Stream(self.place, reader=self.reader, team=self.team)
        self._transcript = Transcript(question=self.question, scope=self.scope, answer_id=self.answer_id)

    def begin(self) -> None:
        """Slack takes the status away with the first message."""
        place = self.place
        try:
            place.client.assistant_threads_setStatus(
                channel_id=place.channel, thread_ts=str(place.thread_ts), status=SEARCHING
            )
        except TROUBLE:
            _logger.info("no status can be shown", exc_info=True)

    def show(self, event: Event) -> None:
        """Start the stream at once, add the first that follows at once, and more no faster than `PACE`."""
        if not (chunks := self._transcript.chunks(event)):
            return
        self._pending += chunks
        if self._stream.broken:
            return
        now, opening = self.clock(), self._stream.ts is None
        if opening or self._sent_at is None or now - self._sent_at >= PACE:
            self._stream.send(self._pending)
            self._pending = []
            self._sent_at = None if opening else now

    def finish(self, answer: Answer, answer_id: str | None, below: tuple[Block, ...] = ()) -> None:
        """Show the whole answer, with `below`; raises `TROUBLE` where Slack took it in no way."""
        if self._stream.ts is None:
            self._post(answer, answer_id, below)
        elif self._stream.broken:
            self._replace(answer, answer_id, below)
        else:
            self._close(answer, answer_id, below)

    def say(self, sentence: str) -> None:
        """End with a sentence; what is shown of the answer stays. Raises `TROUBLE`."""
        told = notice(sentence)
        if self._stream.ts is not None:
            try:
                self._stream.stop(() if self._stream.broken else self._pending, told.blocks)
                return
            except TROUBLE:
                _logger.warning("a stream cannot be ended", exc_info=True)
        self.place.post(told)

    def _close(self, answer: Answer, answer_id: str | None, below: tuple[Block, ...]) -> None:
        closing, _ = self._transcript.closing(answer, answer_id=answer_id, below=below)
        pending = sum(len(chunk.get("blocks", ())) for chunk in self._pending)
        aside = self._aside(answer)
        if self._stream.blocks + pending + len(closing) + len(aside) <= _MOST_BLOCKS:
            closing += aside
        try:
            self._stream.stop(self._pending, closing)
        except TROUBLE:
            _logger.warning("a streamed answer cannot be ended; it is written anew", exc_info=True)
            self._replace(answer, answer_id, below)

    def _aside(self, answer: Answer) -> tuple[Block, ...]:
        """That a follow-up was understood in the light of what somebody else asked."""
        alone = answer.standalone_question.strip().casefold() in answer.question.casefold()
        return (aside(TOGETHER),) if self.shared and not alone else ()

    def _replace(self, answer: Answer, answer_id: str | None, below: tuple[Block, ...]) -> None:
        """The whole answer in the place of what was streamed of it."""
        ts = str(self._stream.ts)
        try:
            self._stream.stop()
        except TROUBLE:  # it may have ended already
            _logger.info("a broken stream cannot be ended", exc_info=True)
        shown, *rest = messages(answer, answer_id=answer_id, below=below)
        try:
            self.place.change(ts, shown)
        except TROUBLE:
            _logger.warning("a streamed answer cannot be changed; it is posted anew", exc_info=True)
            self._remove(ts)
            self._post(answer, answer_id, below)
            return
        if answer_id is None:  # without a button that shows the rest
            for message in rest:
                self.place.post(message)

    def _remove(self, ts: str) -> None:
        try:
            self.place.remove(ts)
        except TROUBLE:
            _logger.warning("a broken stream cannot be removed", exc_info=True)

    def _post(self, answer: Answer, answer_id: str | None, below: tuple[Block, ...]) -> None:
        whole = messages(answer, answer_id=answer_id, below=below)
        for message in whole if answer_id is None else whole[:1]:
            self.place.post(message)


@dataclass(frozen=True, slots=True)
class PrivateReply:
    """A reply that its reader alone sees, until it is shared; not streamed, since Slack cannot."""

    whisper: Whisper
    answer_id: str = field(default_factory=new_id)

    def begin(self) -> None:
        pass  # the acknowledgement has said that the question was heard

    def show(self, event: Event) -> None:
        pass

    def finish(self, answer: Answer, answer_id: str | None, below: tuple[Block, ...] = ()) -> None:
        whole = messages(answer, answer_id=answer_id, share=True, below=below)
        for message in whole if answer_id is None else whole[:1]:
            self.whisper.tell(message)

    def say(self, sentence: str) -> None:
        self.whisper.tell(notice(sentence))


Reply = ThreadReply | PrivateReply
"""Where an answer is shown as it comes about."""
