"""Announced objections: "There is a serious objection.", "It runs as follows.", "Bakers have a reply."."""

from __future__ import annotations

import re

from assistant.attribution.cues import owner_of
from assistant.attribution.phrases import phrase_after, phrase_before
from assistant.attribution.prose import Prose
from assistant.attribution.subjects import can_hold
from assistant.attribution.tokens import Tokens
from assistant.lexicon import POSSESSIVES, word_set

_NOUNS = word_set("""
objection objections reply replies answer answers retort rejoinder counterargument excuse defence argument
""")
_NOUN = rf"(?:{'|'.join(sorted(_NOUNS))})"
_OPPOSED = r"(?:objections?|repl(?:y|ies)|retort|rejoinder|counterargument|excuse)"
_SAID = r"(?:said|answered|replied|objected|argued)"
_SAY = r"(?:say|answer|reply|object|argue)"
_EXISTS = rf"[Tt]here (?:is|are|remains?) (?:\w+ ){{1,4}}{_OPPOSED}(?: to (?:this|that|it|all this))?(?=[.,])"
_RUNS = (
    rf"The (?:\w+ )?{_NOUN}(?: (?:for|against) [\w ]+?)? (?:runs|run|goes|go) "
    r"(?:as follows|like this|something like this|thus)"
)
_READY = (
    rf"The (?:\w+ )?{_NOUN} is (?:always |ever )?(?:ready|familiar|well known|at hand|easy to guess)(?=\.)"
)
_KNOWN = (
    r"(?:I|We) (?:know|can hear|am aware of|are aware of|have heard) (?:well )?"
    rf"(?:what (?:(?:is|will be) {_SAID}|(?:they|people|others|my critics|my opponents) (?:will )?{_SAY})\b"
    rf"|the {_OPPOSED}\b)"
)
_ANNOUNCED = re.compile(rf"(?:{_EXISTS}|(?:{_RUNS}|{_READY}|{_KNOWN})[^:]*[.:]$)")
_HEARD = re.compile(
    rf"\b{_NOUN}\b.*\b(?:heard|seen) it (?:put|said|made|argued)\b(?: best| well)?(?P<by> by)?"
)
_ARGUMENTS = _NOUNS | {"arguments", "reasons", "objections"}
_SIMPLE = {"simple", "plain", "familiar", "short", "straightforward"}
_HAVING = {"have", "has"}
_VAGUE = {"people", "those", "others", "some"}
"""Nouns that only a relative clause tells apart: "by people | who will vote against me"."""
_LONGEST = 8


def raises(page: Prose, tokens: Tokens) -> Tokens | None:
    """Whose objection the sentence announces without telling it; () where it is nobody's, None for others.

    What follows such a sentence is the objection, not the author's view.
    """
    if owner := _owner(page, tokens) or _whose_case(page, tokens):
        return owner
    text = page.text[tokens[0].start : tokens[-1].end]
    if found := _HEARD.search(text):
        return _named_after(page, tokens, tokens[0].start + found.end()) if found.group("by") else ()
    return () if _ANNOUNCED.match(text) else None


def _owner(page: Prose, tokens: Tokens) -> Tokens:
    """Those who are said to have an answer, and no more: "The sellers | have a favourite reply."."""
    words = [token for token in tokens if token.word]
    verb = next((at for at, token in enumerate(tokens) if token.low in _HAVING), 0)
    if not verb or len(words) > _LONGEST or words[-1].low not in _ARGUMENTS or tokens[verb + 1].low == "no":
        return ()
    subject = phrase_before(tokens, verb)
    return subject if subject and can_hold(page, subject) else ()


def _whose_case(page: Prose, tokens: Tokens) -> Tokens:
    """Whose case is said to be short, and no more: "| The council |'s case is simple."."""
    words = [token for token in tokens if token.word]
    if not 2 < len(words) <= _LONGEST or words[-1].low not in _SIMPLE:
        return ()
    noun = next((at for at, token in enumerate(tokens) if token.low in _NOUNS | {"case", "reasoning"}), 0)
    owner = owner_of(tokens, noun) if noun and tokens[noun + 1].low == "is" else ()
    return owner if owner and POSSESSIVES.get(owner[0].low) != "writer" and can_hold(page, owner) else ()


def _named_after(page: Prose, tokens: Tokens, offset: int) -> Tokens:
    by = next(at for at, token in enumerate(tokens) if token.end >= offset)
    phrase = phrase_after(tokens, by)
    if not phrase or not can_hold(page, phrase):
        return ()
    after = by + 1 + len(phrase)
    if phrase[-1].low in _VAGUE and tokens[after : after + 1] and tokens[after].low == "who":
        signs = (at for at in range(after, len(tokens)) if not tokens[at].word)
        phrase = tokens[by + 1 : next(signs, len(tokens))]
    return phrase
