"""Gates: the person's articles do not mention the matter; no article has the noun after "which"."""

from __future__ import annotations

import re

from assistant.answering.decline.asked import TWO
from assistant.answering.decline.families import words_of
from assistant.answering.decline.naming import names, not_mentioned, resembles
from assistant.answering.decline.sought import Sought
from assistant.index.lexical import stems
from assistant.lexicon import BE, DO, HAVE, MODALS, either

_SAY_ABOUT = re.compile(
    r"\b(?:say|said|think|thinks|write|wrote|written|tell|told|feel|views?|opinions?|positions?|comment) "
    r"(?:about|of|on|regarding|concerning) "
    r"(?P<matter>.+?)(?=\?|$| (?:in|of|on|with|to|for|after|since|during|as|and)\b)"
)
_NEAR = 0.27
_VERB = rf"(?:{either(BE | DO | HAVE | MODALS)})"
_HEAD = re.compile(
    r"(?:^|\band )(?:(?:in|on|at|of|by|with|for|from|to|under) )?(?:what|which) "
    rf"(?P<noun>(?:(?!{_VERB}\b)[\w'-]+ ){{1,2}}){_VERB}\b",
    re.IGNORECASE,
)
_KINDS = frozenset(
    stems(
        """
    politician statesman stateswoman diplomat scholar author writer expert thinker observer person
    people man woman figure official leader city town village place river mountain country nation
    institution body group organisation organization thing animal food drink sweet vehicle
        """
    )
)
"""Nouns whose members a text names without them: the statesman is Wilson."""
_THOUGHTS = frozenset(
    stems(
        """
    argument reason motive objection drawback pitfall downside advantage benefit upside remark comment
    comparison metaphor image analogy example lesson conclusion verdict judgement judgment assumption
    worry fear hope wish aim goal purpose advice remedy cure consequence effect outcome scenario
    obstacle hurdle mistake error flaw weakness contradiction precondition condition step measure caveat
    safeguard warning doubt sort kind way attitude mood tone stance happen happened
        """
    )
)
"""Nouns for what somebody thinks or says, which he does not call by them."""


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
    return sought.families.knows(word) or resembles(word, sought.vocabulary)


def _all_unsaid(sought: Sought) -> bool:
    """Whether what stands after "What does … say about", up to a preposition, is neither there nor near.

    Where nothing is near, the last word alone tells: "street lamps" are lamps. Where no word of it stands in
    any article, it does not matter what is near the rest of the question.
    """
    asked = _SAY_ABOUT.search(sought.question)
    matter = words_of(asked["matter"]) & words_of(sought.topic) if asked else frozenset[str]()
    far = max(one.cosine for one in sought.told) < _NEAR
    if asked and far:
        matter = words_of(asked["matter"].split()[-1]) & matter or matter
    return (
        bool(matter)
        and (far or sought.nowhere >= matter)
        and not sought.families.any_stands(matter, sought.vocabulary)
    )


def unmentioned(sought: Sought) -> str:
    """A sentence for the reader where the noun asked for stands in no article; empty otherwise."""
    asked = _HEAD.search(sought.question)
    if sought.of_a_person or asked is None or TWO.search(sought.question):
        return ""
    head = stems(asked["noun"])[-1:]
    if not sought.nowhere.issuperset(head) or not (_KINDS | _THOUGHTS).isdisjoint(head):
        return ""
    if not head or sought.families.knows(head[0]):
        return ""
    return f"No article here speaks of {asked['noun'].split()[-1]!r}."
