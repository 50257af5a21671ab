"""Coreference: the pronouns of a follow-up, and the people of the conversation they stand for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Literal

from assistant.articles import Span, listed
from assistant.attribution.people import given_gender
from assistant.lexicon import (
    CAMP,
    CLAUSE_WORDS,
    FINITE_AUXILIARIES,
    INDEFINITE,
    OPENERS,
    ROLE,
    ROLES,
    VIEWS,
    either,
    is_role,
)
from assistant.names import folded
from assistant.question.conversation import Earlier
from assistant.question.masks import OTHER, PERSON
from assistant.question.reading import COMPARING, full_names
from assistant.question.topic import content

Kind = Literal["male", "female", "thing", "several"]
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("he", "him", "his"), "male"),
    **dict.fromkeys(("she", "her", "hers"), "female"),
    **dict.fromkeys(("it", "its"), "thing"),
    **dict.fromkeys(("they", "them", "their", "theirs"), "several"),
}
_PRONOUN = re.compile(
    r"\b(he|him|his|she|hers|her|it|its|they|them|theirs|their|these two|those two|the two|both|either|"
    r"the other(?: one)?(?! \w+s\b)|the (?:first|second) one|the former|the latter|(?<=of )(?:these|those))\b"
    r"(?!['’](?:ll|d|ve|re)\b)",
    re.IGNORECASE,
)
_OPPOSITE = {"male": "female", "female": "male"}
_POSSESSIVE = frozenset(("his", "its", "their", "hers", "theirs"))
# "her" owns what follows, unless that is the end or a word that cannot be owned.
_NOT_OWNED = re.compile(
    r"\W*$|[,;]| (?:to|in|on|at|by|from|for|with|of|about|as|and|or|but|that|when|after|before|do|say|so|"
    r"than|the|a|an|this|is|was|into|because|if|while|since|change)\b",
    re.IGNORECASE,
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:with|to|from|against|of|than|about|unlike|like|by|for) $", re.IGNORECASE
)
# "Is it true that", "it is wise to": the word points nowhere.
_EXPLETIVE = re.compile(
    rf"\bit (?:(?:{either(FINITE_AUXILIARIES)}|be|been|really|ever|still|not|also|now|a|an|so|too|\w+ly) )*"
    r"\w+(?: \w+)? (?:to|that|for|if|when|whether|how|what|who|why)\b|\b(?:is|was) it\b[^?,;]* (?:that|to)\b"
    r"|\bit (?:rain|snow|seem|appear)s?\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    rf".*(?:[,;:.!?]| (?:but|if|when|that|because|while|who|which)\b|"
    rf" (?:and|or) (?:{either(CLAUSE_WORDS)})\b)",
    re.IGNORECASE,
)
_ENDS_IN_IT = re.compile(r"(.*)\b(?:it|this|that|them)(?: (?:now|then|too|either|as well|at all))?\W*")
_OPINION = re.compile(rf" (?:\w+ )?(?:{VIEWS}|eyes|judg\w+)\b", re.IGNORECASE)
# "And Birk? What does he say?": the name that is brought up is the one spoken of.
_BROUGHT_UP = re.compile(
    rf"^\W*(?:(?:and|but|or|so|ok|okay|(?:what|how) about|what of),? )*{PERSON}++[?:,;.–-]", re.IGNORECASE
)
ANYBODY = re.compile(rf"\b(?:{INDEFINITE})\b", re.IGNORECASE)
_WHO_DID = re.compile(rf"\b(?!who(?:['’]s| is| was| are)\b)(?:{INDEFINITE})\b", re.IGNORECASE)
_AUXILIARY = re.compile(rf"\b(?:{either(FINITE_AUXILIARIES)}) $", re.IGNORECASE)
_PARTITIVE = re.compile(
    r"\b(?:wh\w+|one|either|neither|none|any|some|each|all|both|most|more|less|\w+er|\w+est) of $",
    re.IGNORECASE,
)
_WHOSE = re.compile(rf" (?:[\w-]+ )?(?:{ROLE}|{CAMP})\b", re.IGNORECASE)
# "Does Birk think that she was right?": one is asked to judge another.
_JUDGED = re.compile(
    r" (?:is|was|were|has been) (?:\w+ly )?(?:right|wrong|mistaken|correct|(?:un)?fair|honest|consistent)\b",
    re.IGNORECASE,
)
_IN_VIEW = re.compile(r"\b(?:in|from|to|by) $", re.IGNORECASE)
_PERSON = re.compile(rf"[{PERSON}{OTHER}]|\b(?:{ROLES})\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w’'-])(?:[A-ZÀ-Ž][\w’-]+ )*[A-ZÀ-Ž][\w’-]+(?=['’]s\b| [a-z]|,|\W*$)")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun and where it stands."""

    span: Span
    kind: Kind
    possessive: bool
    object: bool
    """Whether it can be no subject: "him", "with those two"."""


def pronouns(text: str) -> Iterator[Pronoun]:
    """The personal pronouns of `text`, in order, but for those that point nowhere ("it rains").

    >>> [(found.kind, found.possessive) for found in pronouns("Is it true that she wants her plan?")]
    [('female', False), ('female', True)]
    """
    empty = [match.span() for match in _EXPLETIVE.finditer(text)]
    for match in _PRONOUN.finditer(text):
        word = match[1].lower()
        if word in ("it", "its") and any(start <= match.start() < end for start, end in empty):
            continue
        owns = word in _POSSESSIVE or (word == "her" and not _NOT_OWNED.match(text, match.end()))
        before = text[: match.start()]
        acted_on = word in ("him", "her", "them") or _AFTER_PREPOSITION.search(before) is not None
        is_object = acted_on and not owns and not before.lower().endswith("according to ")
        yield Pronoun(match.span(), _KINDS.get(word, "several"), owns, is_object)


def names_beside(text: str) -> tuple[str, ...]:
    """The names in the clause of an "it" or "that" at the end of a question: it stands for none of them.

    No pronoun has its antecedent in its own clause: Chomsky (1981), "Lectures on Government and Binding",
    principle B.

    >>> names_beside("Why is Oakton against it?"), names_beside("Who left Oakton, and who wants it?")
    (('Why', 'Oakton'), ())
    """
    if not (found := _ENDS_IN_IT.fullmatch(text)):
        return ()
    clause = _CLAUSE_END.match(found[1])
    return tuple(_NAME.findall(found[1], clause.end() if clause else 0))


@dataclass(frozen=True, slots=True)
class Coreference:
    """A question with the people of the conversation named in the place of pronouns."""

    text: str
    subjects: tuple[str, ...] = ()
    """People whom a pronoun makes those who hold, say or own something."""
    objects: tuple[str, ...] = ()
    """People whom a pronoun makes those whom others agree with, answer or oppose."""
    bound: bool = False
    """Whether a pronoun stands for somebody named before it in the question."""
    kinds: frozenset[Kind] = frozenset()
    """The kinds of its pronouns that have their antecedent before the question."""

    unresolved: frozenset[Kind] = frozenset()
    """Those of them that stand for nobody in the conversation, so for its matter."""

    @property
    def points_back(self) -> bool:
        return bool(self.kinds)

    @property
    def people(self) -> tuple[str, ...]:
        return (*self.subjects, *self.objects)


def coreference(text: str, shown: str, own: Sequence[str], earlier: Sequence[Earlier]) -> Coreference:
    """Find what the pronouns of `text` stand for; `shown` is it with its names masked, `own` are those.

    One pronoun of each kind is replaced: further ones stand for the same in the question itself.
    """
    found = Coreference(text)
    meant: dict[Kind, tuple[str, ...]] = {}
    places: list[tuple[Pronoun, tuple[str, ...]]] = []
    for pronoun in pronouns(shown):
        if pronoun.kind in meant:
            continue
        if _bound(pronoun, shown, own, earlier):
            found = replace(found, bound=found.bound or pronoun.kind in _OPPOSITE)
            continue
        meant[pronoun.kind] = names = _antecedents(pronoun, earlier, {*own, *sum(meant.values(), ())}, shown)
        found = replace(found, kinds=found.kinds | {pronoun.kind})
        if not names:
            found = replace(found, unresolved=found.unresolved | {pronoun.kind})
        elif _is_asked_about(pronoun, shown):
            found = replace(found, objects=tuple(dict.fromkeys((*found.objects, *names))))
        else:
            found = replace(found, subjects=tuple(dict.fromkeys((*found.subjects, *names))))
        places += [(pronoun, names)] if names else []
    for pronoun, names in reversed(places):
        start, end = pronoun.span
        name = listed(names) + ("'s" if pronoun.possessive else "")
        text = text[:start] + name + text[end:]
    return replace(found, text=text)


def _is_asked_about(pronoun: Pronoun, shown: str) -> bool:
    """Whether others are asked: "Who thinks that he is wrong?", but not "Who does he blame?"."""
    before = shown[: pronoun.span[0]]
    viewed = _IN_VIEW.search(before) and _OPINION.match(shown, pronoun.span[1])
    if pronoun.possessive and _WHOSE.match(shown, pronoun.span[1]):
        return True  # "What do her opponents reply?"
    if pronoun.kind == "several" and _PARTITIVE.search(before):
        return False  # "Who is harsher of the two?"
    others = not viewed and ANYBODY.search(before) and not _AUXILIARY.search(before)
    return pronoun.object or bool(others)


def _bound(pronoun: Pronoun, shown: str, own: Sequence[str], earlier: Sequence[Earlier]) -> bool:
    """Whether the antecedent stands in the question itself.

    A pronoun in object position cannot stand for anything in its own clause (binding theory): "What does
    Birk think of him?" asks about somebody else.
    """
    before, after = shown[: pronoun.span[0]], shown[pronoun.span[1] :]
    if pronoun.object:
        before = clause[0] if (clause := _CLAUSE_END.match(before)) else ""
    if _OPINION.match(after) and _IN_VIEW.search(before):
        return len(own) > 1 and pronoun.kind == "several"
    if pronoun.kind in _OPPOSITE:
        if _JUDGED.match(after) and own and not {name for each in earlier for name in each.named} & {*own}:
            return False
        genders = {_gender(name) for name in own}
        if len(own) == 1 and not pronoun.object and _BROUGHT_UP.match(before):
            return genders != {_OPPOSITE[pronoun.kind]}
        if PERSON in before and not pronoun.possessive and pronoun.kind not in genders:
            fitting = (name for each in earlier for name in each.named if name not in own)
            return not any(_gender(name) == pronoun.kind for name in fitting)
        return _PERSON.search(before) is not None and genders - {""} != {_OPPOSITE[pronoun.kind]}
    return bool(content(before)) or (pronoun.kind == "several" and PERSON in before)


def _antecedents(
    pronoun: Pronoun, earlier: Sequence[Earlier], besides: Container[str], shown: str
) -> tuple[str, ...]:
    if pronoun.kind == "several":
        compared = COMPARING.search(shown) or _PARTITIVE.search(shown[: pronoun.span[0]])
        return _chosen(shown[slice(*pronoun.span)].lower(), earlier, compared=bool(compared))
    if pronoun.kind == "thing":
        return ()
    for names in _candidates(earlier):
        genders = {name: _gender(name) for name in names if name not in besides}
        for fitting in (pronoun.kind, ""):
            if fits := [name for name, gender in genders.items() if gender == fitting]:
                return (fits[0],)
    return ()


def _gender(name: str) -> str:
    return given_gender(folded(name).split()[0]) if " " in name else ""


def _chosen(word: str, earlier: Sequence[Earlier], *, compared: bool) -> tuple[str, ...]:
    """Those of a group of people whom `word` picks: all of them, "the former", "the other"."""
    names = group(earlier, compared=compared)
    if "other" in word:
        pair = next((each.named for each in reversed(earlier) if len(each.named) == 2), ())
        return tuple(name for name in pair if name not in earlier[-1].people) or names
    if "first" in word or "former" in word:
        return names[:1]
    return names[1:2] if "second" in word or "latter" in word else names


def group(earlier: Sequence[Earlier], *, compared: bool = False) -> tuple[str, ...]:
    """The several people the conversation was last about: of one question, or of a row on one matter.

    `compared`: two people asked about different matters are set side by side, too.
    """
    names: tuple[str, ...] = ()
    for each in reversed(earlier):
        if len(names) > 1 or (names and not compared and each.reading.matter != earlier[-1].reading.matter):
            break
        names = (*(name for name in each.named if name not in names), *names)
    return names if len(names) > 1 else ()


def _candidates(earlier: Sequence[Earlier]) -> Iterator[tuple[str, ...]]:
    """The people of the conversation, the nearest first, in groups of equal nearness."""
    for each in reversed(earlier):
        yield each.people
        if _WHO_DID.search(each.reading.named.masked):  # "Who answered him?": the one who did
            yield each.voices
        yield full_names(each.reading.subjects)
        yield tuple(stranger.text for stranger in each.reading.named.strangers)
        yield each.voices
        names = (match.group().removesuffix("'s") for match in _NAME.finditer(each.reading.named.masked))
        bare = (" ".join(dropwhile(lambda word: word.lower() in OPENERS, name.split())) for name in names)
        yield tuple(name for name in bare if name and not is_role(name))[:1]
