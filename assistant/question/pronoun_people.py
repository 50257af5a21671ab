"""Whom "he", "her" and "they" mean in a question that leans on a conversation."""

from __future__ import annotations

import re

from assistant.articles import listed
from assistant.attribution.people import Gender
from assistant.question.antecedents import matter_named
from assistant.question.conversation import Conversation
from assistant.question.named import full_names
from assistant.question.pronouns import Pronoun, pronouns, put
from assistant.question.question_lexicon import ROLES
from assistant.question.references import two_times
from assistant.question.referents import free_names, referent

_ROLE = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
# "Which minister said that his …": the question's own subject.
_WHO = re.compile(
    r"(?:who|which|what)\b(?!.*\b(?:do|does|did|is|are|was|were|has|have|had|can|could|"
    r"will|would|should|may|might|must)\b)",
    re.IGNORECASE,
)
_OPINION = re.compile(r" (?:opinion|view|eyes|judg)", re.IGNORECASE)
_WHO_ELSE = re.compile(r"\b(?:who|anyone|anybody|someone|somebody)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to $", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:differ|disagree|agree|compare|contrast|each other|in common|side by side|at odds)\b", re.IGNORECASE
)
# "Does Birk think (that) she was right": one is asked to judge another.
_JUDGING = re.compile(
    r"\b(?:think|believe|find|say|agree|accept|feel|claim|admit|concede|argue)(?: that)? $", re.IGNORECASE
)
_JUDGED = re.compile(
    r" (?:is|are|was|were|has been|had been)(?: (?:\w+ly|really|not|ever|also|too|so))* "
    r"(?:right|wrong|mistaken|correct|fair|unfair|honest|naive|exaggerating|convincing|credible|consistent)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:that|who|which|whom|whose|if|because|when|while|after|before|and|or|but|to)\b|[,;:.!?]"
)


def with_people(text: str, talk: Conversation) -> str:
    """`text` with "he", "her" or "they" replaced by a name, unless they mean somebody named before them."""
    for pronoun in pronouns(text):
        before, after = text[: pronoun.span[0]], text[pronoun.span[1] :]
        if pronoun.kind in ("male", "female"):
            if _means_another(text, pronoun, talk):
                return _with_him_and_her(text, pronoun, talk)
            if _somebody(before, talk) or (not pronoun.object and _WHO.match(before)):
                return text
            return _with_him_and_her(text, pronoun, talk)
        asks = _OPINION.match(after) or _ACCORDING.search(before) or not matter_named(before, talk)
        if pronoun.kind == "several" and asks and (who := _several(text, talk)):
            return put(text, pronoun, who)
    return text


def _with_him_and_her(text: str, first: Pronoun, talk: Conversation) -> str:
    """`text` with `first` replaced, and the next pronoun of the other gender by somebody else."""
    taken = _names(text, talk)
    other = next(
        (
            pronoun
            for pronoun in pronouns(text)
            if pronoun.span > first.span and pronoun.kind in ("male", "female") and pronoun.kind != first.kind
        ),
        None,
    )
    if other is None:
        who = talk.person(_gender(first), besides=taken)
        return put(text, first, who) if who else text
    meant: dict[Pronoun, str] = {}
    for certain in (True, False):
        for pronoun in (first, other):
            besides = (*taken, *meant.values())
            who = talk.person(_gender(pronoun), besides=besides, certain=certain)
            if pronoun not in meant and who:
                meant[pronoun] = who
    for pronoun in (other, first):
        text = put(text, pronoun, meant[pronoun]) if pronoun in meant else text
    return text


def _means_another(text: str, pronoun: Pronoun, talk: Conversation) -> bool:
    """Whether the pronoun cannot stand for whoever is named before it.

    Since it is the object of what they do ("What does Birk think of him?"), since they are asked to judge it
    ("Does Birk think that she was right?"), or since all of them are surely of the other gender.
    """
    before, after = text[: pronoun.span[0]], text[pronoun.span[1] :]
    found = talk.named(before)
    if not _somebody(before, talk) or _WHO_ELSE.search(before):
        return False
    if _JUDGING.search(before) and (judged := _JUDGED.match(after)):
        return not matter_named(after[judged.end() :], talk)
    if pronoun.object and found.people and not _CLAUSE.search(before[found.people[0].span[1] :]):
        return len(found.people) == 1 and not found.strangers
    others = [referent(name) for name in full_names(found.people)]
    known = bool(others) and not found.strangers and not free_names(found.masked) and not _ROLE.search(before)
    return known and all(other.sure and other.gender != pronoun.kind for other in others)


def _several(text: str, talk: Conversation) -> str:
    """Whom "they" means in `text`; two people asked about one by one where they are set side by side."""
    if talk.several:
        return listed(talk.several)
    return (listed(talk.last_two) or two_times(talk)) if _COMPARED.search(text) else ""


def _gender(pronoun: Pronoun) -> Gender:
    return "male" if pronoun.kind == "male" else "female"


def _names(text: str, talk: Conversation) -> tuple[str, ...]:
    return full_names(talk.named(text).people)


def _somebody(text: str, talk: Conversation) -> bool:
    """Whether `text` names or describes a person."""
    found = talk.named(text)
    return bool(found.people or found.strangers or _ROLE.search(text) or free_names(found.masked))
