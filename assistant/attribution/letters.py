"""Letters and talk: who wrote what is quoted after "a letter from a reader", and who speaks in turn."""

from __future__ import annotations

import re

from assistant.attribution.lexicon import PRONOUNS, word_set
from assistant.attribution.phrases import phrase_after, phrase_before
from assistant.attribution.prose import Prose, within
from assistant.attribution.tokens import Tokens

_LETTERS = word_set("letter letters note notes message card postcard telegram email reply answer line")
_SENT = {"sent", "sends"}
_TALK = re.compile(r"\b(?:I (?:asked|said)|asked [A-Z])")
_NEAR = 300
_ASKED = ("?”", '?"', "?''", "?»")


def sender(tokens: Tokens) -> Tokens:
    """From whom a letter came: "I had a letter from | a reader |.", "| My sister | sent a postcard."."""
    verb = next((at for at, token in enumerate(tokens) if token.low in _SENT), 0)
    subject = phrase_before(tokens, verb) if verb and any(token.low in _LETTERS for token in tokens) else ()
    if subject and PRONOUNS.get(subject[0].low) != "writer":
        return subject
    for at, token in enumerate(tokens[1:], start=1):
        if token.low == "from" and tokens[at - 1].low in _LETTERS:
            return phrase_after(tokens, at)
    return ()


def takes_turns(page: Prose, number: int) -> bool:
    """Whether a paragraph that opens with sentence `number` answers or asks the speaker of the one before.

    Only where two are seen to talk: in news, the next paragraph mostly goes on with the same speaker.
    """
    start, end = page.sentences[number]
    if number == 0 or not page.opens_paragraph(start):
        return False
    if not _TALK.search(page.text, max(0, start - _NEAR), start):
        return False
    here, before = within(page.quotations, start, end), within(page.quotations, *page.sentences[number - 1])
    pairs = [*here[-1:], *before[-1:]]
    return bool(here and before) and any(page.text[slice(*span)].endswith(_ASKED) for span in pairs)
