"""Verbs with which a writer brings up somebody or something: "Ash begins with …", "he turns to …"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from assistant.attribution.cues import Cue
from assistant.attribution.lexicon import word_set
from assistant.attribution.phrases import phrase_before
from assistant.attribution.tokens import Tokens

_VERBS = word_set("starts begins opens turns returns refers points goes comes")
_TO = word_set("with to from back by")
_NEAR = 8


def presenting(tokens: Tokens) -> Iterator[Cue]:
    """Such a verb near the start of its sentence, followed by "with", "to" or "back"."""
    for at, (verb, small) in enumerate(pairwise(tokens[:_NEAR])):
        if verb.low in _VERBS and small.low in _TO and (subject := phrase_before(tokens, at)):
            yield Cue(at, subject, "presenting", 0)
