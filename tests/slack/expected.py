"""The calls that an answer must make, built from the answer itself."""

from __future__ import annotations

from typing import Any

from assistant import Assistant
from assistant.answering.suggestions import follow_ups
from assistant.answers import Answer, Turn
from assistant.rendering.slack import Message, Transcript, below_blocks, messages
from assistant.rendering.slack_actions import answer_id_of
from assistant.rendering.slack_text import Block
from assistant.scopes import Scope
from assistant.slack.patience import final
from tests.slack.fake_slack import TEAM, FakeSlack

SEARCHING = "is searching the articles…"
QUIET = {"unfurl_links": False, "unfurl_media": False}
Calls = list[tuple[str, dict[str, Any]]]


def status(channel: str, thread_ts: str) -> tuple[str, dict[str, Any]]:
    return "assistant.threads.setStatus", {
        "channel_id": channel,
        "thread_ts": thread_ts,
        "status": SEARCHING,
        "team_id": TEAM,
    }


def streamed(
    assistant: Assistant,
    question: str,
    *,
    channel: str,
    thread_ts: str,
    ts: str,
    answer_id: str,
    scope: Scope = Scope(),
    history: tuple[Turn, ...] = (),
    user: str = "U0ANNA",
    aside: tuple[dict[str, Any], ...] = (),
) -> Calls:
    """Status, start with what is searched, the first viewpoint at once, the rest with the end."""
    *events, finished = assistant.stream(question, history=history, scope=scope)
    transcript = Transcript(question=question, scope=scope, answer_id=answer_id)
    shown = [events[0], *final(finished.answer)]  # type: ignore[union-attr]
    first, *later = filter(None, [transcript.chunks(event) for event in shown])
    answer = finished.answer  # type: ignore[union-attr]
    below = offered(assistant, answer, answer_id, history)
    closing, _ = transcript.closing(answer, answer_id=answer_id, below=below)
    start = {"channel": channel, "thread_ts": thread_ts, "recipient_team_id": TEAM, "recipient_user_id": user}
    calls: Calls = [status(channel, thread_ts), ("chat.startStream", {**start, "chunks": list(first)})]
    if later:
        calls.append(("chat.appendStream", {"channel": channel, "ts": ts, "chunks": list(later[0])}))
    rest = [chunk for chunks in later[1:] for chunk in chunks]
    blocks = [*closing, *aside]
    calls.append(
        (
            "chat.stopStream",
            {
                "channel": channel,
                "ts": ts,
                **({"chunks": rest} if rest else {}),
                **({"blocks": blocks} if blocks else {}),
            },
        )
    )
    return [(method, {**body, "team_id": TEAM}) for method, body in calls]


def posted(channel: str, message: Message, thread_ts: str | None = None) -> tuple[str, dict[str, Any]]:
    thread = {"thread_ts": thread_ts} if thread_ts else {}
    body = {"channel": channel, **thread, **content(message), **QUIET, "parse": "none", "team_id": TEAM}
    return "chat.postMessage", body


def whispered(
    channel: str, message: Message, thread_ts: str | None, user: str = "U0ANNA"
) -> tuple[str, dict[str, Any]]:
    thread = {"thread_ts": thread_ts} if thread_ts else {}
    body = {"channel": channel, "user": user, **thread, **content(message), "parse": "none", "team_id": TEAM}
    return "chat.postEphemeral", body


def responded(message: Message) -> tuple[str, dict[str, Any]]:
    """To a response URL, for one reader alone."""
    return "response_url", {
        "response_type": "ephemeral",
        "replace_original": False,
        **QUIET,
        **content(message),
    }


def private(assistant: Assistant, answer: Answer, answer_id: str) -> tuple[str, dict[str, Any]]:
    below = offered(assistant, answer, answer_id)
    return responded(messages(answer, answer_id=answer_id, share=True, below=below)[0])


def offered(
    assistant: Assistant, answer: Answer, answer_id: str, history: tuple[Turn, ...] = ()
) -> tuple[Block, ...]:
    """What can be asked next."""
    questions = follow_ups(
        answer,
        assistant.records,
        assistant.topics,
        positions=assistant.positions,
        article=assistant.article,
        asked={turn.question for turn in history},
    )
    return below_blocks(questions, answer_id)


def content(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(message.blocks)}


def shown_id(slack: FakeSlack, method: str = "chat.stopStream", number: int = -1) -> str:
    """The id under which the answer in a call was kept: its buttons carry it."""
    ids = [
        answer_id_of(block["block_id"]) for block in slack.of(method)[number]["blocks"] if "block_id" in block
    ]
    return ids[-1]
