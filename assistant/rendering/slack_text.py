"""Text made safe for Slack, and the rich text elements of which an answer is built."""

from __future__ import annotations


def escaped(text: str) -> str:
    """`text` on one line for mrkdwn: it cannot mention, link, format or become an emoji.

    Only for the `text` of a message and for notices without blocks.
    """
    raise NotImplementedError
