"""Slack's published limits: what a call would break, before Slack refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def violations(method: str, payload: Mapping[str, Any]) -> tuple[str, ...]:
    """One sentence for each limit that a call of a Web API method breaks, such as `chat.postMessage`.

    `payload` holds the arguments as plain JSON values (blocks and view not as strings). Raises ValueError
    for a method whose limits are not known here.
    """
    raise NotImplementedError
