"""The side a sentence gives somebody on what was asked, and whether it is the one they take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answers import Stance, Viewpoint
from assistant.generation.credit_lexicon import NAME
from assistant.index.lexical import stem_set
from assistant.names import folded

_SIDES: dict[Stance, re.Pattern[str]] = {
    "against": re.compile(
        r"\b(?:oppos\w*|opponents?|against|reject\w*|object\w*|resist\w*|dismiss\w*|critici[sz]\w*|not\s+(?:support|back|"
        r"favou?r)\w*|sceptical|skeptical)\b",
        re.IGNORECASE,
    ),
    "conditional": re.compile(r"\b(?:condition\w*|only\s+if|provided|depends?|under\s+one)\b", re.IGNORECASE),
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
        if stance == "conditional" or other or _NOT.search(before):
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
