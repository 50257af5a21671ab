"""Labels with "his", "its" or "their": whose the president, the institute or the letter is."""

from __future__ import annotations

import re

from assistant.attribution.lexicon import POSSESSIVES, PREPOSITIONS, PRONOUNS, word_set
from assistant.attribution.noun_phrases import head, is_plural
from assistant.attribution.nouns import DOCUMENTS
from assistant.attribution.pronouns import resolved
from assistant.attribution.prose import Prose
from assistant.attribution.speaker import Speaker
from assistant.attribution.subjects import is_common, shown
from assistant.attribution.tokens import Token, Tokens
from assistant.attribution.voice import Voice

_ACQUAINTANCES = word_set("colleague colleagues friend friends")
_THERE = re.compile(r" (?:say|think|believe|answer|hold|claim)s? (?:in|at) (?:the )?(?P<place>\w+)(?=[,.;:])")
_OTHERS = {"male", "female", "several", "thing"}


def has_owner(subject: Tokens) -> bool:
    """Whether the subject is one thing or person of somebody's: "its president", "their letter"."""
    pronoun = len(subject) > 1 and POSSESSIVES.get(subject[0].low) in _OTHERS
    whole = any(token.low in PREPOSITIONS or token.low == "'s" for token in subject)  # "its minister of war"
    return pronoun and not whole and not head(subject).capital and not is_plural(subject)


def is_document(subject: Tokens) -> bool:
    """Whether what is owned only carries its owner's words: "their letter"."""
    return has_owner(subject) and head(subject).low in DOCUMENTS


def is_voices(subject: Tokens, voice: Voice) -> bool:
    """Whether the voice owns it, alone or with others: "he and Birk wrote. | Their letter | says …"."""
    if voice.is_meant_by(subject[:1]):
        return True
    return subject[0].low == "their" and voice.told and _with_others(subject[0], voice)


def owned(subject: Tokens, voice: Voice) -> str:
    """What readers are shown for what somebody owns: "Bo Birk's mill"; "its mill" where nobody is found."""
    words = voice.page.text[subject[0].end : subject[-1].end].strip()
    owner = (voice.name if is_voices(subject, voice) else _owner(subject[0], voice)) or ""
    if owner and is_document(subject):
        return owner
    return f"{owner}'s {words}" if owner else f"{subject[0].low} {words}"


def acquaintances(subject: Tokens, voice: Voice) -> str:
    """Whose friends or colleagues they are, where the voice tells of some without saying whose."""
    bare = len(subject) == 1 and subject[0].low in _ACQUAINTANCES
    return f"{voice.name}'s {subject[0].low}" if bare and voice.name else ""


def whereabouts(speaker: Speaker, page: Prose) -> str | None:
    """Where those are of whom no more is said: "they say in the | capital |"; None where no place follows."""
    found = _THERE.match(page.text, speaker.end)
    return found.group("place") if found and speaker.surface.lower() in {"they", "people"} else None


def _owner(possessive: Token, voice: Voice) -> str:
    page = voice.page
    name = voice.someone_else([possessive]) or resolved(page, possessive.text, possessive.start)
    found = set() if name == possessive.text else {shown(page, name, at_start=True)}
    if possessive.low == "its":
        found.update(_names_before(page, possessive))
    owner = found.pop() if len(found) == 1 else ""
    return voice.spelled(owner) if PREPOSITIONS.isdisjoint(owner.lower().split()) else ""


def _names_before(page: Prose, possessive: Token) -> list[str]:
    """The names in the sentence before that stand as its subject or object, people aside."""
    number = page.number_at(possessive.start) - 1
    if number < 0 or page.opens_paragraph(page.sentences[number + 1][0]):
        return []
    return _names(page, page.sentence_tokens(number))


def _names(page: Prose, tokens: Tokens) -> list[str]:
    """The names that no preposition leads to: of "The road from Lund to Marl splits Oster", only "Oster"."""
    found: list[str] = []
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and tokens[end].capital and tokens[end].word and not tokens[end].mask:
            end += 1
        if end > at:
            name = page.text[tokens[at].start : tokens[end - 1].end]
            led = at > 0 and tokens[at - 1].low in PREPOSITIONS | {"and", "or"}
            common = at == 0 and end == 1 and (is_common(page, name) or name.lower() in PRONOUNS)
            if not (led or common or page.people.named(name).gender):
                found.append(name)
        at = max(end, at + 1)
    return found


def _with_others(possessive: Token, voice: Voice) -> bool:
    """Whether the sentence before is about the voice and others: "he and Birk", "Ash and two others"."""
    number = voice.page.number_at(possessive.start) - 1
    if number < 0:
        return False
    tokens = voice.page.sentence_tokens(number)
    return any(
        token.low == "and" and at > 0 and tokens[at - 1].word and voice.is_meant_by(tokens[at - 1 : at])
        for at, token in enumerate(tokens)
    )
