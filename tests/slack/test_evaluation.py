"""Every answer of the baseline, as it would be sent to Slack: no limit is broken, nothing lost or twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from assistant.answers import Answer
from assistant.events import Event, Searched, SummaryReady, ViewpointReady
from assistant.rendering.slack import Transcript, following, messages
from assistant.rendering.slack_text import Block
from eval.record import read_run, run_folder
from tests.slack.limits import violations

BASELINE = run_folder("baseline")
CITED = re.compile(r" \[(\d+)\]")
Call = tuple[str, dict[str, Any]]

pytestmark = pytest.mark.skipif(not BASELINE.exists(), reason="no baseline is committed")


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    """By suite and case."""
    outcomes = read_run(BASELINE).outcomes
    return {" ".join(each.key): each.reply.answer for each in outcomes if each.reply}


def test_every_answer_keeps_to_slacks_limits_posted_whispered_and_streamed(
    answers: dict[str, Answer],
) -> None:
    assert len(answers) > 100
    broken = {
        name: found
        for name, answer in answers.items()
        if (found := [told for method, body in calls(answer) for told in violations(method, body)])
    }
    assert broken == {}


def test_every_quote_of_every_answer_is_shown_once(answers: dict[str, Answer]) -> None:
    wrong = {}
    for name, answer in answers.items():
        expected = [quote.citation for view in answer.shown for quote in view.quotes]
        _, *shown = stream(answer)
        streamed = [number for _, body in shown for number in _cited(body["blocks"])]
        _, *shown = stream(answer, late=True)
        at_the_end = [number for _, body in shown for number in _cited(body["blocks"])]
        sent = messages(answer, answer_id="k7f3")
        posted = [number for message in sent for number in _cited(message.blocks)]
        # What is not streamed as it comes is sorted by side or by person.
        if expected != streamed or not sorted(expected) == sorted(posted) == sorted(at_the_end):
            wrong[name] = (expected, streamed, posted, at_the_end)
    assert wrong == {}


def calls(answer: Answer) -> Iterator[Call]:
    """Every way in which the bot may send an answer."""
    for share in (False, True):
        for message in messages(answer, answer_id="k7f3", share=share):
            body = {"channel": "C1", "text": message.text, "blocks": list(message.blocks)}
            yield "chat.postMessage", body
            yield "chat.update", {**body, "ts": "1.2"}
            yield "chat.postEphemeral", {**body, "user": "U1"}
            yield "response_url", body
    yield from stream(answer)
    yield from stream(answer, late=True)


def stream(answer: Answer, *, late: bool = False) -> Iterator[Call]:
    """A stream, all of it sent with the last call, and as it stands there then; after it "Show more".

    `late` where no view is shown before all are known.
    """
    transcript = Transcript(question=answer.question, scope=answer.scope, answer_id="k7f3")
    told = (event for event in events(answer) if not (late and isinstance(event, ViewpointReady)))
    sent = [list(chunks) for event in told if (chunks := transcript.chunks(event))]
    closing = list(transcript.closing(answer, answer_id="k7f3")[0])
    chunks = [chunk for each in sent for chunk in each]
    yield "chat.stopStream", {"channel": "C1", "ts": "1.2", "chunks": chunks, "blocks": closing}
    whole = [block for chunk in chunks for block in chunk.get("blocks", ())] + closing
    yield "chat.postMessage", {"channel": "C1", "text": "As a whole", "blocks": whole}
    for block in closing:
        for button in block["elements"]:
            if button.get("action_id") == "show_more":
                for message in following(answer, button["value"], answer_id="k7f3"):
                    blocks = list(message.blocks)
                    yield "chat.postMessage", {"channel": "C1", "text": message.text, "blocks": blocks}


def events(answer: Answer) -> Iterator[Event]:
    """What the assistant may have told while it found the answer."""
    yield Searched(answer.standalone_question, answer.understood, answer.searched)
    yield from map(ViewpointReady, answer.viewpoints)
    if answer.summary:
        yield SummaryReady(answer.summary)


def _cited(blocks: Iterable[Block]) -> list[int]:
    """The numbers of the quotes in the blocks, in order."""
    quotes = [
        "".join(element["text"] for element in part["elements"])
        for block in blocks
        for part in block.get("elements", ())
        if part["type"] == "rich_text_quote"
    ]
    return [int(found[1]) for quote in quotes if (found := CITED.search(quote, max(0, len(quote) - 8)))]
