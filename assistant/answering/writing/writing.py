"""Answers written by a chat model: its records read as they stream, verified, and only then shown."""

from __future__ import annotations

import random
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answering.events import SummaryReady, ViewpointReady
from assistant.answering.writing.chat_model import PromptTooLong
from assistant.answering.writing.draft import Draft, Ready, SpeakerOf
from assistant.answering.writing.protocol import REFUSAL, Records
from assistant.answering.writing.reply import Reply
from assistant.answering.writing.sources import Sources, harmless
from assistant.errors import ChatModelError
from assistant.prompting import prompt
from assistant.types import Article, Passage, Usage, Viewpoint

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_STOPPED = {
    **dict.fromkeys(("length", "max_tokens"), "The chat model's answer grew too long and was cut off"),
    **dict.fromkeys(("content_filter", "refusal", "safety"), "The chat model's provider withheld its answer"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the writing ended; always the last of what is written."""

    complete: bool
    """Whether the model answered to the end; if not, the rest is left to extraction."""
    declined: bool = False
    """Whether the model found no answer in the passages; there are no viewpoints then."""
    viewpoints: tuple[Viewpoint, ...] = ()
    summary: str | None = None
    notes: tuple[str, ...] = ()
    """Sentences for readers: why the model broke off, and what was dropped."""
    usage: Usage | None = None


Written = ViewpointReady | SummaryReady | Outcome


def write(
    *,
    question: str,
    sources: Sequence[Passage],
    articles: Mapping[str, Article],
    model: BaseChatModel,
    first_citation: int = 1,
    seconds: float = 60.0,
    people: Sequence[str] = (),
    speaker_of: SpeakerOf | None = None,
    rng: random.Random | None = None,
) -> Iterator[Written]:
    """Viewpoints and a summary from the model's records, as each is verified; last an `Outcome`.

    Nothing is raised for what a server or a model does: the outcome tells. `articles` holds the articles
    of all sources; `people` are further persons whose names a sentence may credit. All of it together
    takes at most `seconds`.
    """
    deadline = time.monotonic() + seconds
    given, calls = len(sources), 0
    while True:
        calls += 1
        keyed = Sources(sources[:given], articles, rng or random.SystemRandom())
        draft = Draft(keyed, first_citation=first_citation, people=people, speaker_of=speaker_of)
        reply = Reply(model, messages(question, keyed), seconds=deadline - time.monotonic())
        try:
            failure = yield from _verified(reply, draft)
        except PromptTooLong as error:
            failure = str(error)
            if given > 1 and not reply.size:
                given //= 2
                continue
        break
    fewer = (_fewer(given, len(sources)),) if given < len(sources) and failure is None else ()
    yield Outcome(
        complete=failure is None,
        declined=draft.declined,
        viewpoints=draft.viewpoints,
        summary=draft.summary,
        notes=(*_failed(failure, draft), *fewer, *draft.notes),
        usage=replace(reply.usage, calls=calls) if reply.size else None,
    )


def _verified(reply: Reply, draft: Draft) -> Generator[Ready, None, str | None]:
    """Show what each record adds; why the reply is not a whole answer, or None where it is."""
    records = Records()
    try:
        for piece in reply:
            for record in records.feed(piece):
                yield from draft.add(record)
    except PromptTooLong:
        raise
    except ChatModelError as error:
        return str(error)
    records.close()
    draft.dropped["junk"] = records.junk
    failure = _shortfall(reply, draft)
    if failure:
        # The last line of a broken reply is broken too, and prose is no record: that is said once.
        draft.dropped["junk"] = 0
    return failure


def _shortfall(reply: Reply, draft: Draft) -> str | None:
    broken = _STOPPED.get((reply.reason or "").lower(), "The chat model's answer broke off")
    if not reply.size:
        return "The chat model answered nothing"
    if reply.whole is False:
        return broken
    if draft.viewpoints or draft.declined:
        # Where a model never says why it stopped, its last record tells that nothing is missing.
        return None if reply.whole or draft.ended else broken
    if draft.ended or draft.dropped.total() > draft.dropped["junk"]:
        return "The chat model wrote nothing that the articles prove"
    return "The chat model did not answer in the form asked for"


def _failed(failure: str | None, draft: Draft) -> tuple[str, ...]:
    if failure is None:
        return ()
    return (f"{failure}, so the {'rest' if draft.viewpoints else 'answer'} was chosen without it.",)


def _fewer(given: int, found: int) -> str:
    return f"The chat model could read only {given} of the {found} passages found."


def messages(question: str, sources: Sources) -> list[BaseMessage]:
    """What the model is sent: the rules, then the sources and the question as data."""
    from langchain_core.messages import HumanMessage, SystemMessage

    asked = prompt("answer_question").fill(sources=sources.prompt(), question=harmless(question).strip())
    return [SystemMessage(prompt("answer_system").fill(refusal=REFUSAL)), HumanMessage(asked)]
