"""What a model thinks aloud, taken out of its reply: nothing of a thought is read."""

from __future__ import annotations

import re

_TAG = r"(?:think(?:ing)?|thoughts?|reason(?:ing)?|reflection)"
_MARKS = (
    (rf"(?i:<(?:\w+:)?{_TAG}>)", rf"(?i:</(?:\w+:)?{_TAG}>)"),
    (r"\[THINK\]", r"\[/THINK\]"),
    ("◁think▷", "◁/think▷"),
)
"""What opens and what closes a thought, as models and their chat templates write it."""
_OPENS = re.compile("|".join(opening for opening, _ in _MARKS))
_CLOSES = re.compile("|".join(closing for _, closing in _MARKS))
_CHANNEL = re.compile(r"<\|channel\|>\s*(\w+)[^<]*(?:<\|constrain\|>[^<]*)?<\|message\|>")
_CONTROL = re.compile(r"<\|\w+\|>")
_BARE_CHANNELS = re.compile(r"\Aanalysis.*?assistant\s*final", re.DOTALL)
"""The same channels where a server left their marks out."""


def spoken(reply: str) -> str:
    r"""What a reply says when its thoughts are left out; of channels (OpenAI's harmony format) the final one.

    A closing mark ends a thought also where a chat template holds the opening one, and an open thought has
    no end.

    >>> spoken("<think>Is it?</think>It is."), spoken("Is it?</think>It is."), spoken("It is.<think>Is it?")
    ('It is.', 'It is.', 'It is.')
    >>> spoken("<|channel|>analysis<|message|>Is it?<|end|><|channel|>final<|message|>It is.<|return|>")
    'It is.'
    """
    if channels := list(_CHANNEL.finditer(reply)):
        reply = "\n".join(_words(reply, mark.end()) for mark in channels if mark[1].lower() == "final")
    before, *opened = (_CLOSES.split(piece) for piece in _OPENS.split(_BARE_CHANNELS.sub("", reply)))
    return "".join((before[-1], *(said for *thought, said in opened if thought)))


def _words(reply: str, start: int) -> str:
    end = _CONTROL.search(reply, start)
    return reply[start : end.start() if end else len(reply)]
