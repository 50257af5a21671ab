"""One reply of a chat model, verified into the draft record by record while it streams."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from assistant.errors import ChatModelError
from assistant.generation.chat_model import PromptTooLong
from assistant.generation.draft import Draft, Ready
from assistant.generation.protocol import REFUSAL, Records
from assistant.generation.reply import Budget, Reply
from assistant.generation.sources import Sources, harmless
from assistant.prompts import prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_STOPPED = {
    **dict.fromkeys(("length", "max_tokens"), "The chat model's answer grew too long and was cut off"),
    **dict.fromkeys(("content_filter", "refusal", "safety"), "The chat model's provider withheld its answer"),
}
SHARE = 0.25
"""Of the time for a whole answer that one short reply may take."""
_LONGEST = 20_000
"""Characters of a reply, with what a model thinks aloud before it."""
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_AROUND = " \t*_`\"'“”„«»"
_LEAD = re.compile(r"(?:[-•*]|\d[.)])\s+")


def messages(question: str, sources: Sources) -> list[BaseMessage]:
    """What the model is sent: the rules, then the sources that joined last and the question as data."""
    return request("answer", sources=sources.prompt(), question=harmless(question).strip())


def room(question: str, budget: Budget) -> int:
    """Characters that sources may take beside the rules and the question."""
    empty = request("answer", sources="", question=harmless(question).strip())
    return budget.room - sum(len(str(message.text)) for message in empty)


def request(name: str, **blanks: str) -> list[BaseMessage]:
    """The two prompts of a name: what the model is to do, then the data to do it with."""
    from langchain_core.messages import HumanMessage, SystemMessage

    system = prompt(f"{name}_system")
    rules = system.fill(refusal=REFUSAL) if system.blanks else system.text
    return [SystemMessage(rules), HumanMessage(prompt(f"{name}_question").fill(**blanks))]


def drafted(
    sent: Sequence[BaseMessage], model: BaseChatModel, budget: Budget, draft: Draft
) -> Generator[Ready, None, str | None]:
    """What each record adds, to be shown; at the end why the reply is not a whole answer, or None.

    Raises `PromptTooLong` where the sources do not fit into the model.
    """
    records = Records()
    try:
        reply = budget.reply(model, sent)
        for piece in reply:
            if budget.tokens < 0:
                return "The chat model's answer went beyond the budget for one answer"
            for record in records.feed(piece):
                yield from draft.add(record)
    except PromptTooLong:
        raise
    except ChatModelError as error:
        yield from draft.close()
        return str(error)
    records.close()
    yield from draft.close()
    failure = _shortfall(reply, draft)
    if failure is None:
        # The last line of a broken reply is broken too, and prose is no record: that is said once.
        draft.dropped["junk"] += records.junk
    return failure


def _shortfall(reply: Reply, draft: Draft) -> str | None:
    broken = _STOPPED.get(reply.reason or "", "The chat model's answer broke off")
    if not reply.size:
        return "The chat model answered nothing"
    if reply.reason in _STOPPED:
        return broken
    if draft.viewpoints or draft.declined:
        # Where a model does not say why it stopped, its last record tells that nothing is missing.
        return None if reply.whole or draft.ended else broken
    if reply.whole is False:
        return broken
    if draft.ended or draft.dropped.total():
        return "The chat model wrote nothing that the articles prove"
    return "The chat model did not answer in the form asked for"


def lines(sent: list[BaseMessage], model: BaseChatModel, budget: Budget) -> tuple[str, ...]:
    """The lines of a reply without bullets and quotation marks around them; raises `ChatModelError`."""
    reply = budget.reply(model, sent, share=SHARE)
    pieces: list[str] = []
    for piece in reply:
        pieces.append(piece)
        if reply.size > _LONGEST:
            raise ChatModelError("The chat model's answer grew too long and was cut off")
    if reply.whole is False and reply.size:
        raise ChatModelError("The chat model's answer broke off")
    text = _FENCE.sub("", _THOUGHT.sub("", "".join(pieces)))
    found = (_LEAD.sub("", line.strip(), count=1).strip(_AROUND) for line in text.splitlines())
    return tuple(line for line in found if line)
