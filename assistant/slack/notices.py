"""The bot's own sentences."""

from __future__ import annotations

from assistant.rendering.slack import Block, Message
from assistant.rendering.slack_text import escaped

HELP = (
    "Ask me what the articles here say, and I answer with who said it, where and when, in their own words. "
    "Filters may stand in the question: by:surname, in:publication, since:2022, until:2023-05; "
    'a value of several words in quotation marks, as in by:"Full Name".'
)
APOLOGY = "Something went wrong here, and it was not your question. Please try once more."
BUSY = "Too many questions are waiting right now. Please ask again in a minute."
CLOSED = "Questions are not answered in this channel. Write to me directly instead."
RESTARTED = "The bot was restarted before it could answer this: ask again."
FILE_NOT_READ = "I read only the text of a message; the attached file was not read."
UNKEPT = "Feedback cannot be kept here at the moment."
TOGETHER = "This question was read together with somebody else’s before it."
EXPIRED = "This answer is no longer kept. Please ask the question once more."
SEARCHING = "is searching the articles…"
"""Slack puts the bot's name before it."""
_LONGEST = 2_900


def notice(text: str) -> Message:
    """A sentence as a message in which nothing is a mention, a link or formatting."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
    block = {"type": "section", "text": {"type": "plain_text", "text": shown, "emoji": False}}
    return Message(escaped(shown), (block,))


def patience(seconds: float) -> str:
    """That somebody, or a channel, asks faster than is allowed.

    >>> patience(3.2)
    'That is many questions in a short time. Please ask again in 4 seconds.'
    """
    rounded = max(1, -int(-seconds // 1))
    return (
        "That is many questions in a short time. "
        f"Please ask again in {rounded} second{'' if rounded == 1 else 's'}."
    )


def signed(user: str, words: str) -> Message:
    """A line that begins with the name of a person, which Slack puts in."""
    line = f"<@{user}> {escaped(words)}"
    return Message(line, (_context("mrkdwn", line),))


def aside(words: str) -> Block:
    """A line in small letters."""
    return _context("plain_text", words)


def _context(kind: str, text: str) -> Block:
    return {"type": "context", "elements": [{"type": kind, "text": text}]}
