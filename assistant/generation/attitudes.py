"""Whether a sentence says of somebody the very opposite of what their words say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.index.lexical import stem_set
from assistant.names import folded

_FOR = r"support|favou?r|back|endors|welcom|accept|approv|embrac|advocat"
_AGAINST = r"oppos|reject|condemn|resist"
_OTHER = r"want|believ|agree|trust|fear|shar|regret|recogni[sz]|think|expect"
_DENIES = r"den(?:y|ies|ied)|doubt(?:s|ed)?|rul(?:es?|ed)\s+out"
_AFFIRMS = frozenset("believ think expect".split())
_ADVERBS = r"(?:(?:now|also|still|\w+ly)\s+)*"
_ATTITUDE = re.compile(
    rf"\b(?P<who>[^\W\d_]+)\s+{_ADVERBS}"
    r"(?P<not>(?:do|does|did|will|would|can|could)(?:\s+not|n[’']t)\s+|cannot\s+|never\s+|no\s+longer\s+)?"
    rf"{_ADVERBS}(?:(?P<verb>{_FOR}|{_AGAINST}|{_OTHER})(?:e|es|ed|s)?\b|thinks?\b"
    rf"|(?P<denies>{_DENIES})\b"
    r"|(?:is|am|are|was|were)\s+(?P<isnot>not\s+)?(?:\w+ly\s+)?"
    r"(?:(?P<for>for|in\s+favou?r\s+of)|(?P<against>against|opposed\s+to))\b)"
    r"(?P<object>(?:(?!\s+(?:but|while|whereas|although)\b"
    rf"|\s+and\s+(?:is|are|was|were|do|does|did|{_FOR}|{_AGAINST}|{_OTHER}|{_DENIES}))[^.,;:!?])*)",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|no|never|nobody|nothing|without|rather|only)\b|n[’']t\b", re.IGNORECASE)
_NOR = re.compile(r"\b(?:neither|nor)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SHARE = 0.6
"""Of the words of a denial that must be those of the assertion, for one to be of the other."""


@dataclass(frozen=True, slots=True)
class _Attitude:
    verb: str
    """Support and opposition are one, with opposite signs."""
    positive: bool
    object: frozenset[str]
    """The stems of what it is towards."""
    plain: bool
    """Whether nothing in the object is negated."""


def contradicts(sentence: str, text: str, people: Iterable[str], *, around: str = "") -> bool:
    """Whether the sentence says of these people the very opposite of "I support it", or "I do not".

    `text` is their own words; in the text `around` it, they are looked for by name.
    """
    names = {word for person in people for word in folded(person).split()}
    said = [*_attitudes(text, names | _SELF), *_attitudes(around, names | _VOICE)]
    return any(
        _opposed(claimed, said) or _denied(claimed, said) for claimed in _attitudes(sentence, names | _SELF)
    )


_VOICE = frozenset("i he she".split())
_SELF = _VOICE | {"we", "they", "author"}


def _attitudes(text: str, people: Iterable[str]) -> Iterator[_Attitude]:
    end = -1
    for match in _ATTITUDE.finditer(text):
        # "I support the tram and oppose a toll": the second verb has the subject of the first.
        goes_on = match["who"].lower() in ("and", "but") and match.start() <= end + 1
        if goes_on or folded(match["who"]) in people:
            end = match.end()
            before = text[max(0, match.start() - 60) : match.start()]
            if attitude := _attitude(match, bool(_NOR.search(before))):
                yield attitude


def _attitude(match: re.Match[str], denied: bool) -> _Attitude | None:
    verb = (match["verb"] or "think").lower()
    denied = denied or bool(match["not"] or match["isnot"])
    if match["denies"]:
        verb, denied = "think", not denied
    elif match["for"] or match["against"] or re.fullmatch(f"{_FOR}|{_AGAINST}", verb):
        against = bool(match["against"] or (not match["for"] and re.fullmatch(_AGAINST, verb)))
        # Who does not oppose a thing may still not support it.
        if against and denied:
            return None
        verb, denied = "side", denied or against
    stems = frozenset(stem_set(match["object"]))
    plain = not _NEGATED.search(match["object"])
    return _Attitude("think" if verb in _AFFIRMS else verb, not denied, stems, plain)


def _opposed(claimed: _Attitude, said: Iterable[_Attitude]) -> bool:
    alike = [each for each in said if each.verb == claimed.verb != "think" and _meet(each, claimed)]
    return bool(alike) and all(each.positive != claimed.positive for each in alike)


def _denied(claimed: _Attitude, said: Iterable[_Attitude]) -> bool:
    """Whether what is claimed to be denied is what was thought."""
    if claimed.verb != "think" or claimed.positive or not claimed.plain or len(claimed.object) < 3:
        return False
    return any(
        each.verb == "think"
        and each.positive
        and each.plain
        and len(each.object & claimed.object) >= _SHARE * len(claimed.object)
        for each in said
    )


def _meet(one: _Attitude, other: _Attitude) -> bool:
    """Whether two attitudes may be towards the same; "it" may be anything."""
    return bool(one.object & other.object) or not one.object or not other.object
