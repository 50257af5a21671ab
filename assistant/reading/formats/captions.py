"""WebVTT and SubRip, the captions of a recording: their words as the turns of a conversation."""

from __future__ import annotations

import re
from itertools import groupby

_TIMES = re.compile(
    r"(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}[ \t]+-->[ \t]+(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3}[^\n]*"
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+(?P<name>[^<>\n]{1,80})>")
_TAG = re.compile(r"</?[a-z][^<>\n]{0,80}>|<\d[\d:.]{0,20}>")


def is_captions(text: str) -> bool:
    """Whether a text is a file of captions: it says so, or a line at its top holds the times of a cue."""
    lines = text.split("\n", 3)[:3]
    return bool(lines) and (
        lines[0].strip() == "WEBVTT" or any(_TIMES.fullmatch(line.strip()) for line in lines[:2])
    )


def turns(text: str) -> str:
    r"""The words of each speaker as a paragraph, without the numbers and times of the cues.

    >>> turns("WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ada Lind>It sails.</v>\n")
    'Ada Lind: It sails.'
    """
    spoken: list[tuple[str, str]] = []
    for cue in re.split(r"\n[ \t]*\n", text):
        times = _TIMES.search(cue)
        words = cue[times.end() :] if times else ""
        voice = _VOICE.search(words)
        line = " ".join(_TAG.sub("", words).split())
        if line:
            spoken.append((voice["name"].strip() if voice else "", line))
    joined = (
        (name, " ".join(line for _, line in cues)) for name, cues in groupby(spoken, key=lambda cue: cue[0])
    )
    return "\n\n".join(f"{name}: {words}" if name else words for name, words in joined)
