"""Subjects: whether one can hold a view, names nobody or a thing, and how readers are shown it."""

from __future__ import annotations

import re

from assistant.attribution.noun_phrases import head
from assistant.attribution.nouns import can_hold_a_view, can_hold_together, is_abstract
from assistant.attribution.prose import Prose
from assistant.attribution.tokens import Tokens
from assistant.lexicon import DETERMINERS, POSSESSIVES, PRONOUNS, TITLES, word_set

_NOBODY = word_set("""
nobody none nothing no neither anyone anybody everyone everybody you one little what whatever whoever mine
ours yours
""")
_QUANTITIES = {"those", "many", "most", "several", "few", "others", "some", "two", "three", "both", "all"}
_POINTERS = {"this", "that", "these", "it", "there", "here", "what", "such", "which", "all", "both"}
_LEADING = re.compile(
    r"^(?:(?:many|most|some|several|all|both|few) of )?"
    r"(?:the|an?|this|these|that|those|its|his|her|their|my|our|your|both|all)\s+(?=\S)",
    re.IGNORECASE,
)
_TITLES_OF_SEVERAL = re.compile(
    r"^(?:the )?(?:(?:Prime )?Ministers|Presidents|Senators|Governors|Mayors|Bishops|Professors) "
    r"(?=[A-ZÀ-ÞĀ-Ž][^,]* and )",
)
_APART = re.compile(r",|\(| of | for | in | at | who ")


def names_nobody(subject: Tokens) -> bool:
    """Whether the subject denies or generalises: "nobody", "no one", "you", "one", "the more people"."""
    if len(subject) > 2 and subject[0].low == "the" and subject[1].low in {"more", "less", "fewer"}:
        return True
    return subject[0].low in _NOBODY and not (len(subject) > 1 and subject[0].low in {"one", "little"})


def points_at_a_thing(subject: Tokens) -> bool:
    """Whether the subject only points: "this", "it", "such worries"."""
    if subject[0].low not in _POINTERS:
        return False
    return len(subject) == 1 or (subject[0].low == "such" and not can_hold_a_view(head(subject).low))


def can_hold(page: Prose, phrase: Tokens) -> bool:
    """Whether the phrase names somebody: a person, a group, an institution, a state."""
    first = phrase[0]
    if first.low in POSSESSIVES and len(phrase) == 1:
        return True
    if first.low in PRONOUNS and len(phrase) == 1:
        return PRONOUNS[first.low] not in {"thing", "relative", "reader"}
    noun = head(phrase)
    if can_hold_a_view(noun.low) or noun.low in _QUANTITIES:
        return True
    if not noun.capital or (page.opens_sentence(noun.start) and is_common(page, noun.text)):
        return can_hold_together(noun.low)
    return True


def is_common(page: Prose, word: str) -> bool:
    """Whether a word with a capital at the start of a sentence is no name."""
    word = re.sub(r"[’']s?$", "", word)
    low = word.lower()
    if low in DETERMINERS:
        return True
    if not page.capitals.isdisjoint((word[:-1], word[:-2])):  # "Ukrainians" where "Ukrainian" is a name
        return False
    if word in page.capitals:
        return low in page.lower_case
    return low in page.lower_case or can_hold_a_view(low) or low.endswith("s") or is_abstract(low)


def shown(page: Prose, name: str, *, at_start: bool) -> str:
    """A name as readers see it: a person in full, a group without its article.

    `at_start` says that the name's first capital may be that of a sentence.
    """
    name = _TITLES_OF_SEVERAL.sub("", name)
    person = _person_at_end(page, name)
    if person:
        return person
    bare = _LEADING.sub("", name)
    words = bare.split()
    titled = len(words) > 1 and words[1][:1].isupper()
    if at_start and bare == name and not titled and words[0][1:].islower() and is_common(page, words[0]):
        return bare[:1].lower() + bare[1:]
    return bare


def _person_at_end(page: Prose, name: str) -> str:
    """The person whom a phrase ends with: "Kosovo's President | Hashim Thaçi", "the historian | Ann Ash"."""
    if " and " in name:
        return ""
    last = page.people.named(" ".join(name.split()[-2:]))
    if last.gender and last.name in name and last.name != name:  # "Secretary of State Ann Ash"
        return last.name
    words = _APART.split(name)[0].split()
    tail: list[str] = []
    while words and words[-1][:1].isupper() and words[-1].lower().rstrip(".") not in TITLES | DETERMINERS:
        if re.search(r"[’']s?$", words[-1]):
            break
        tail.insert(0, words.pop())
    if not tail or (not words and len(tail) == len(name.split()) and len(tail) > 1):
        return ""
    person = page.people.named(" ".join(tail)).name
    known = bool(page.people.by_surname.get(tail[-1])) or len(tail) > 1
    return person if known and words and len(person.split()) > 1 else ""
