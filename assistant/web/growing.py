"""What the page is sent of a conversation: once what stays the same, whatever is drawn anew around it.

Gradio sends of a text what is new where the text only grows at its end, and all of it otherwise. So a turn
that grows is sent as a log: each step names its pieces by their places, and brings those that are new. The
page keeps each turn, so that those before the current one need only be named. Script.js puts all together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

GROWING, EARLIER = "${grown(%r, value)}", "${value && earlier(%r, value)}"
"""Templates for the current turn and for those before it, of a part of the page that has this name."""
# `escaped` leaves none of them in a text.
_TURN, _STEP, _PIECE = "\x1d", "\x1e", "\x1f"
_BETWEEN = re.compile(r"(?=<(?:section|details|blockquote|div|p|h\d|ul|nav|article)\b|</(?:div|section)>)")


class Growing:
    """A part of a turn, drawn again and again."""

    def __init__(self, turn: int) -> None:
        self._log = str(turn)
        self._shown = ""
        self._places: dict[str, int] = {}

    def drawn(self, html: str) -> str:
        r"""The log by which the part shows this HTML; it begins with the log of the last step.

        >>> part = Growing(2)
        >>> part.drawn("<p>Found</p><p>Reading</p>")
        '2\x1e0-3\x1f\x1f<p>Found</p>\x1f<p>Reading</p>'
        >>> part.drawn("<p>Found</p><p>A view</p><p>Reading</p>")
        '2\x1e0-3\x1f\x1f<p>Found</p>\x1f<p>Reading</p>\x1e0-2 3-4 2-3\x1f<p>A view</p>'
        """
        if html != self._shown:
            known = len(self._places)
            places = [self._places.setdefault(it, len(self._places)) for it in _BETWEEN.split(html)]
            self._log += _PIECE.join((_STEP + _runs(places), *list(self._places)[known:]))
            self._shown = html
        return self._log


def earlier(turns: Iterable[str | None]) -> str:
    r"""The turns before the current one, from the first: those that the page has drawn already are None.

    >>> earlier([None, "<p>Two</p>"])
    '\x1d1\x1d2\x1f<p>Two</p>'
    """
    return "".join(
        f"{_TURN}{turn}" + ("" if html is None else f"{_PIECE}{html}") for turn, html in enumerate(turns, 1)
    )


def _runs(places: Sequence[int]) -> str:
    """Places as runs, each by where it begins and where the next would.

    >>> _runs([0, 1, 2, 7, 8, 2])
    '0-3 7-9 2-3'
    """
    cuts = [at for at in range(len(places)) if not at or places[at] != places[at - 1] + 1]
    return " ".join(
        f"{places[here]}-{places[after - 1] + 1}" for here, after in pairwise((*cuts, len(places)))
    )
