"""Gate: the noun after "which" or "what" stands in no article: "which hotel", "what gifts"."""

from __future__ import annotations

import re

from assistant.answering.decline import forms
from assistant.answering.decline.sought import Sought
from assistant.index.lexical import stems
from assistant.lexicon import BE, DO, HAVE, MODALS, either

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


def unmentioned(sought: Sought) -> str:
    """A sentence for the reader where the noun asked for stands in no article; empty otherwise."""
    asked = _HEAD.search(sought.question)
    if sought.of_a_person or asked is None or forms.TWO.search(sought.question):
        return ""
    head = stems(asked["noun"])[-1:]
    if not sought.nowhere.issuperset(head) or not (_KINDS | _THOUGHTS).isdisjoint(head):
        return ""
    if not head or sought.families.knows(head[0]):
        return ""
    return f"No article here speaks of {asked['noun'].split()[-1]!r}."
