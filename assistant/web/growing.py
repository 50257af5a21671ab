"""HTML that grows: the browser is sent once what stays the same from one step of an answer to the next.

Gradio sends of a text what is new where the text only grows at its end, and all of it otherwise. So what
it is given is a log: each step names its pieces by their places, and brings those that are new.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

TEMPLATE = "${value && grown(value)}"
"""Puts the last step together in the browser, by script.js."""
# `escaped` leaves neither of the two in a text.
_STEP, _PIECE = "\x1e", "\x1f"
_BETWEEN = re.compile(r"(?=<(?:section|details|blockquote|div|p|h\d|ul|nav|article)\b|</(?:div|section)>)")


class Growing:
    """A part of the page, drawn again and again."""

    def __init__(self) -> None:
        self._log = ""
        self._shown = ""
        self._places: dict[str, int] = {}

    def drawn(self, html: str) -> str:
        r"""The log by which the part shows this HTML; it begins with the log of the last step.

        >>> part = Growing()
        >>> part.drawn("<p>Found</p><p>Reading</p>")
        '\x1e0-3\x1f\x1f<p>Found</p>\x1f<p>Reading</p>'
        >>> part.drawn("<p>Found</p><p>A view</p><p>Reading</p>")
        '\x1e0-3\x1f\x1f<p>Found</p>\x1f<p>Reading</p>\x1e0-2 3-4 2-3\x1f<p>A view</p>'
        """
        if html != self._shown:
            known = len(self._places)
            places = [self._places.setdefault(it, len(self._places)) for it in _BETWEEN.split(html)]
            self._log += _PIECE.join((_STEP + _runs(places), *list(self._places)[known:]))
            self._shown = html
        return self._log


def _runs(places: Sequence[int]) -> str:
    """Places as runs, each by where it begins and where the next would.

    >>> _runs([0, 1, 2, 7, 8, 2])
    '0-3 7-9 2-3'
    """
    cuts = [at for at in range(len(places)) if not at or places[at] != places[at - 1] + 1]
    return " ".join(
        f"{places[here]}-{places[after - 1] + 1}" for here, after in pairwise((*cuts, len(places)))
    )
