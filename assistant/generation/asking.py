"""The chat model asked for an answer: as many sources as it can read, its reply in the form asked for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.articles import Article, Passage
from assistant.errors import ChatModelError
from assistant.generation.chat_model import PromptTooLong
from assistant.generation.draft import claim_of
from assistant.generation.overview import parsed
from assistant.generation.prompting import Reader, messages, room
from assistant.generation.protocol import Written, read
from assistant.generation.reply import CHARACTERS, Budget, Reply
from assistant.generation.schema import answer_form
from assistant.generation.server import Connection
from assistant.generation.sources import Sources, fitting

Heard = Callable[[Iterable[str]], None]
"""What is done with the claims and the sentences of a reply while the rest of it is written."""
_OPEN_OVERVIEW = re.compile(r'"(?:summary|overview)"\s*:\s*"((?:[^"\\]|\\.)*)\Z')
_LONGEST_OVERVIEW = 4_000
"""Characters of one that is read while it grows; of a longer one the sentences are heard at the end."""
_STOPPED = {
    **dict.fromkeys(("length", "max_tokens"), "The chat model's answer grew too long and was cut off"),
    **dict.fromkeys(("content_filter", "refusal", "safety"), "The chat model's provider withheld its answer"),
}
_SPENT = "The chat model spent all its tokens before it answered (raise ASSISTANT_MAX_TOKENS)"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chat model wrote of the sources it was given, and why it is not a whole answer, if it is not."""

    sources: Sources
    written: Written
    failure: str | None = None
    reader: Reader = Reader()


@dataclass(frozen=True)
class Question:
    """A question to a chat model about the passages that a search found."""

    text: str
    passages: Sequence[Passage]
    articles: Mapping[str, Article]
    rng: random.Random
    most: int | None = None
    """Views that the model is to write."""
    reader: Reader = Reader()

    def asked(self, connection: Connection, budget: Budget, heard: Heard | None = None) -> Asked:
        """The reply; nothing is raised for what a server or a model does.

        What it says in words of its own is `heard` as it arrives.

        Where the passages do not fit into the model or the budget, the first of them are sent, and once more
        fewer where the server refuses those.
        """
        given, tries = self._fitting(len(self.passages), room(self.text, self.reader, budget)), 2
        sources = Sources(self.passages[:given], self.articles, self.rng)
        while True:
            try:
                return Asked(sources, *self._replied(sources, connection, budget, heard), self.reader)
            except PromptTooLong as error:
                tries = min(tries, given) - 1
                if not tries:
                    return Asked(sources, Written(), str(error))
                given = self._fewer(given, error.limit, budget)
                sources = Sources(self.passages[:given], self.articles, self.rng)

    def _replied(
        self, sources: Sources, connection: Connection, budget: Budget, heard: Heard | None
    ) -> tuple[Written, str | None]:
        """What the model wrote, and why it is not a whole answer."""
        pieces: list[str] = []
        failure = None
        try:
            sent = messages(self.text, sources, most=self.most, reader=self.reader)
            form = answer_form(sources.ids, translated=self.reader.translates(sources))
            reply = budget.reply(connection.kept_to(form), sent)
            for piece in reply if heard is None else _told(reply, heard):
                pieces.append(piece)
                if budget.tokens < 0:
                    failure = "The chat model's answer went beyond the budget for one answer"
                    break
        except PromptTooLong:
            raise
        except ChatModelError as error:
            return read("".join(pieces)), str(error)
        written = read("".join(pieces))
        return written, failure or _shortfall(reply, written)

    def _fitting(self, given: int, characters: int) -> int:
        """How many passages fit; at least one, since only the call itself can say that none does."""
        return max(1, fitting(self.passages[:given], self.articles, characters)) if given else 0

    def _fewer(self, given: int, limit: int | None, budget: Budget) -> int:
        """How many to send once more: what fits into the limit the server named, else a quarter."""
        if limit is None:
            return max(1, given // 4)
        most = (
            room(self.text, self.reader, budget) - budget.room + (limit - budget.limits.written) * CHARACTERS
        )
        return min(max(1, given // 2), self._fitting(given, most))


def _told(reply: Iterable[str], heard: Heard) -> Iterator[str]:
    """The pieces of a reply; what of it has arrived is heard before the next piece is taken.

    It is the claims of whole records, and the sentences of the overview but for the last, which may grow.
    """
    open_record = ""
    for piece in reply:
        yield piece
        open_record += piece
        if "}" in piece:
            *closed, open_record = open_record.split("}")
            records = (f"{each[each.rfind('{') :]}}}" for each in closed if "{" in each)
            heard(filter(None, (claim_of(view) for each in records for view in read(each).views)))
        elif "]" in piece and (overview := _OPEN_OVERVIEW.search(open_record[-_LONGEST_OVERVIEW:])):
            heard(each.text for each in parsed(overview[1], lambda key, words: (0,))[:-1] if each)


def _shortfall(reply: Reply, written: Written) -> str | None:
    """Why a reply that came to its end is no whole answer."""
    if reply.reason in _STOPPED:
        spent = written.empty and reply.reason in ("length", "max_tokens")
        return _SPENT if spent else _STOPPED[reply.reason]
    if not reply.size:
        return "The chat model answered nothing"
    if reply.whole is False or (reply.whole is None and written.views and written.summary is None):
        # Where a model does not say why it stopped, its overview tells that nothing is missing.
        return "The chat model's answer broke off"
    return "The chat model did not answer in the form asked for" if written.empty else None
