"""The side or attitude a sentence gives somebody, and whether it is theirs or the very opposite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.answers import Viewpoint
from assistant.generation.crediting import NAME
from assistant.index.lexical import stem_set
from assistant.names import folded
from assistant.positions import Stance

_SIDES: dict[Stance, re.Pattern[str]] = {
    "against": re.compile(
        r"\b(?:oppos\w*|opponents?|against|reject\w*|object\w*|resist\w*|dismiss\w*|critici[sz]\w*|not\s+(?:support|back|"
        r"favou?r)\w*|sceptical|skeptical)\b",
        re.IGNORECASE,
    ),
    "mixed": re.compile(r"\b(?:condition\w*|only\s+if|provided|depends?|under\s+one)\b", re.IGNORECASE),
    "for": re.compile(
        r"\b(?:support\w*|favou?r\w*|for|back(?:s|ed)?|endors\w*|welcom\w*|agree[sd]?|advocat\w*)\b",
        re.IGNORECASE,
    ),
}
_THIS = re.compile(
    r"\s*(?:of|to|with)?\s*(?:it|this|that|(?:the|such\s+an?|an?)\s+(?:\w+\s+)?(?:idea|plan|proposal|move|"
    r"project|end|change|swap|exchange|deal|scheme|step|measure|option|solution|policy|bill|reform))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";|,\s+(?:and|but|while|whereas)\s+|\s+(?:and|but|while|whereas)\s+(?=\w+\s+\w+)|,\s+")
_NOT = re.compile(r"(?:\b(?:not|never|no\s+longer|hardly)|n[’']t)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NAMES = rf"(?:{NAME.pattern})(?:(?:,\s+|\s+)(?:(?:and|or|nor)\s+)?(?:{NAME.pattern}))*+"
_SUBJECT = re.compile(
    rf"(?P<names>{_NAMES})(?:,[^,;]*,|,)?(?:\s+(?:is|are|was|were|be|been|remains?|both|all|also|now|still|has|have|"
    r"had|would|do|does|did|in|out|comes?|came|speaks?|stands?|once|later|firmly|\w+ly))*\s*$"
)
_CONTRAST = re.compile(
    rf"\b(?:[Uu]nlike|[Cc]ontrary\s+to|[Ii]n\s+contrast\s+(?:to|with)|[Dd]espite|[Nn]either|nor)\s+(?:{_NAMES}),?"
)
_SUCH_AS = re.compile(
    r"\s*(?:(?:of\s+)?(?:it|this|(?:the|an?)\s+\w+))?,?\s*(?:such\s+as|like|are|is|includ(?:e|es|ing)|among\s+them|"
    rf"(?:comes?|came)\s+from|:)\s*(?P<names>{_NAMES})"
)
_MOST = 20
"""Words of taking sides that are looked at in one sentence."""
_NOUN = re.compile(r"(?:supporters?|opponents?|support|opposition)$", re.IGNORECASE)
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
_VOICE = frozenset("i he she".split())
_SELF = _VOICE | {"we", "they", "author"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence, with the viewpoints cited at its end."""

    text: str
    cited: tuple[Viewpoint, ...]


def matter(question: str) -> frozenset[str]:
    """The stems of what is asked about."""
    return frozenset(stem for stem in stem_set(question) if len(stem) > 3)


def side_taken(text: str, start: int, asked: frozenset[str]) -> Stance | None:
    """The side that the clause after `start` takes, where it is plainly on what was asked."""
    clause = _clause(text, start)
    for stance, words in _SIDES.items():
        if match := words.search(clause):
            return stance if _is_asked(clause[match.end() :], asked) else None
    return None


def sides_fit(segment: Segment, asked: frozenset[str]) -> bool:
    """Whether nobody who is cited is put on the other side: for instead of against."""
    given = list(_given(segment.text, asked))
    for speaker in {view.speaker for view in segment.cited if view.speaker}:
        taken = {view.stance for view in segment.cited if view.speaker == speaker}
        said = {stance for stance, names in given if set(folded(speaker).split()[-1:]) & names}
        if said and taken <= {"for", "against"} and not said & taken:
            return False
    return True


def _given(text: str, asked: frozenset[str]) -> Iterator[tuple[Stance, set[str]]]:
    """The sides that a text gives on what was asked, with the words of the names it gives each."""
    plain = _CONTRAST.sub("", text)
    found = [(match, stance) for stance, words in _SIDES.items() for match in words.finditer(plain)]
    for match, stance in found[:_MOST]:
        before, rest = plain[: match.start()], _clause(plain, match.end())
        other = any(words.search(rest) for words in _SIDES.values())
        if stance == "mixed" or other or _NOT.search(before):
            continue
        after = _SUCH_AS.match(plain, match.end())
        subject = _SUBJECT.search(before)
        if after and (_NOUN.search(match.group()) or _is_asked(rest, asked)):
            yield stance, set(folded(after["names"]).split())
        elif subject and _is_asked(rest, asked):
            yield stance, set(folded(subject["names"]).split())


def _clause(text: str, start: int) -> str:
    end = _CLAUSE.search(text, start)
    return text[start : end.start() if end else len(text)]


def _is_asked(rest: str, asked: frozenset[str]) -> bool:
    """Whether what follows a word of taking sides is what was asked about, or nothing else."""
    return (
        not asked or bool(asked & stem_set(rest)) or not re.search(r"\w{4}", rest) or bool(_THIS.match(rest))
    )


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
