"""Limits of messages, posted and streamed.

| where | limit | page, under docs.slack.dev/reference |
| --- | --- | --- |
| postMessage, postEphemeral: text | 40,000 | methods/chat.postMessage |
| update: text | 4,000 | methods/chat.update |
| a message: blocks | 50 | block-kit/blocks |
| a message: the text of all blocks | 12,000 | see below |
| markdown_text | 12,000, not beside text, blocks or chunks | methods/chat.startStream |
| a chunk of blocks / stopStream: blocks | 50 each | methods/chat.stopStream |

The limit of all blocks together (`msg_blocks_too_long`) is not in the reference; Slack's maintainers name it
where it was asked for: github.com/slackapi/bolt-js/issues/2509.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.slack.limits.blocks import blocks
from tests.slack.limits.measures import Findings, length, required, shown

MESSAGE_BLOCKS = 50
MESSAGE_TEXT = 12_000
_MARKDOWN = 12_000


def posted(payload: Mapping[str, Any]) -> Findings:
    """What a message breaks that is posted whole."""
    yield from _posted(payload, 40_000)


def updated(payload: Mapping[str, Any]) -> Findings:
    """What a message breaks that takes the place of another."""
    yield from _posted(payload, 4_000)


def started(payload: Mapping[str, Any]) -> Findings:
    """What the beginning of a streamed message breaks."""
    yield from stopped(payload)
    if payload.get("blocks"):
        yield "blocks: only chat.stopStream takes them"


def appended(payload: Mapping[str, Any]) -> Findings:
    """What a further part of a streamed message breaks."""
    yield from started(payload)
    if not payload.get("markdown_text") and not payload.get("chunks"):
        yield "chunks is missing"


def stopped(payload: Mapping[str, Any]) -> Findings:
    """What the end of a streamed message breaks."""
    yield from _markdown_text(payload, "chunks")
    for number, chunk in enumerate(payload.get("chunks") or ()):
        yield from _chunk(f"chunks[{number}]", chunk)
    yield from blocks("blocks", payload.get("blocks") or (), MESSAGE_BLOCKS)
    yield from _together({name: payload.get(name) or () for name in ("chunks", "blocks")})


def _posted(payload: Mapping[str, Any], most: int) -> Findings:
    if not any(payload.get(name) for name in ("text", "blocks", "markdown_text")):
        yield "text is missing"
    yield from length("text", payload.get("text"), most)
    yield from _markdown_text(payload, "text", "blocks")
    yield from blocks("blocks", payload.get("blocks") or (), MESSAGE_BLOCKS)
    yield from _together({"blocks": payload.get("blocks") or ()})


def _together(parts: Mapping[str, Any]) -> Findings:
    characters = shown(parts)
    if characters > MESSAGE_TEXT:
        yield f"{' and '.join(parts)}: {characters:,} characters together, at most {MESSAGE_TEXT:,}"


def _markdown_text(payload: Mapping[str, Any], *beside: str) -> Findings:
    yield from length("markdown_text", payload.get("markdown_text"), _MARKDOWN, least=1)
    if payload.get("markdown_text"):
        yield from (f"{name} stands beside markdown_text" for name in beside if payload.get(name))


def _chunk(where: str, chunk: Mapping[str, Any]) -> Findings:
    kind = chunk.get("type")
    if kind == "blocks":
        yield from required(f"{where}.", chunk, "blocks")
        yield from blocks(f"{where}.blocks", chunk.get("blocks") or (), MESSAGE_BLOCKS)
    elif kind == "markdown_text":
        yield from length(f"{where}.text", chunk.get("text", ""), _MARKDOWN, least=1)
    else:
        yield f"{where}: unknown chunk {kind!r}"
