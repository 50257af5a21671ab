"""Gate: the person says nothing of the matter."""

from __future__ import annotations

import re

from assistant.answering.decline.deeds import any_stands, stands
from assistant.answering.decline.sought import Sought, names, not_mentioned, resembles
from assistant.index.lexical import stem_set, stems

_SAY_ABOUT = re.compile(
    r"\b(?:say|said|think|thinks|write|wrote|written|tell|told|feel|views?|opinions?|positions?|comment) "
    r"(?:about|of|on|regarding|concerning) "
    r"(?P<matter>.+?)(?=\?|$| (?:in|of|on|with|to|for|after|since|during|as|and)\b)"
)
_FAR = 0.27


def unsaid_by(sought: Sought) -> str:
    """A sentence for the reader where the person's articles do not mention the matter; empty otherwise."""
    if not sought.of_a_person or not sought.told:
        return ""
    topic = set(re.findall(r"[\w’'-]+", sought.topic))
    gone = tuple(
        name
        for name in names(sought.question)
        if name in topic and not all(_mentioned(word, sought) for word in stems(name))
    )
    if not gone:
        return "Nothing of this is mentioned in what was searched." if _all_unsaid(sought) else ""
    return not_mentioned(gone, "what was searched")


def _mentioned(word: str, sought: Sought) -> bool:
    return stands(word, sought.vocabulary) or resembles(word, sought.vocabulary)


def _all_unsaid(sought: Sought) -> bool:
    """Whether what stands after "What does … say about", up to a preposition, is neither there nor near.

    Where nothing is near, the last word alone tells: "street lamps" are lamps. Where no word of it stands in
    any article, it does not matter what is near the rest of the question.
    """
    asked = _SAY_ABOUT.search(sought.question)
    matter = stem_set(asked["matter"]) & stem_set(sought.topic) if asked else frozenset[str]()
    far = max(one.cosine for one in sought.told) < _FAR
    if asked and far:
        matter = stem_set(asked["matter"].split()[-1]) & matter or matter
    return bool(matter) and (far or sought.nowhere >= matter) and not any_stands(matter, sought.vocabulary)
