"""Cues: words that report a view, each with its subject, which names the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from assistant.attribution.clauses import clause_subject, sentence_subject
from assistant.attribution.noun_phrases import from_determiner, opens_noun_phrase, trimmed
from assistant.attribution.nouns import NOUN_CUES
from assistant.attribution.phrases import phrase_after, phrase_before, phrase_ending
from assistant.attribution.prose import Prose
from assistant.attribution.tokens import STATEMENT, Token, Tokens
from assistant.attribution.verbs import (
    CUES,
    NOUN_LIKE_VERBS,
    OUTCRIES,
    PLAIN_VERBS,
    REGULAR_VERBS,
    SAYING_CUES,
    STRONG_CUES,
    WEAK_CUES,
)
from assistant.attribution.word_class import is_noun, is_passive
from assistant.lexicon import (
    ARTICLES,
    DAYS,
    DETERMINERS,
    POSSESSIVES,
    RELATIVES,
    REPORTING_VERBS,
    finite_forms,
    word_set,
)

_PROGRESSIVE = {"is", "are", "was", "were", "been", "'s", "'re"}
_TENDING = finite_forms(word_set("tend seem appear continue claim"))
_DASHES = {"-", "—", "–", "―"}
_CLOSING = _DASHES | {",", '"', "”", "''"}
_OCCASIONS = {"in", "on", "at", "last", "earlier", "yesterday"}
"""What goes on after a speaker that stands behind the statement: "…, said Ash | in May"."""
_FAR = 99
MOST_CUES = 20
"""Of each sort in a sentence; each is weighed against the whole sentence. Real sentences have at most 11."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that reports a view, and its grammatical subject."""

    at: int
    """Index of the cue among the tokens of its sentence."""
    subject: Tokens
    rule: str
    """The construction that was recognised, such as "inverted" or "according"."""
    distance: int
    """Words between cue and statement, more for weak cues and loose constructions."""
    weak: bool = False
    """Whether the word more often does something else than report."""

    @property
    def relative(self) -> bool:
        """Whether the subject is "who", "which" or "that", whose noun stands before it."""
        return self.subject[0].low in RELATIVES


def cues(tokens: Tokens) -> list[Cue]:
    """The cues among the open tokens that have a subject, nearest to the masked words first."""
    return sorted(islice(_in_order(tokens), MOST_CUES), key=lambda cue: cue.distance)


def cues_of(page: Prose, number: int) -> list[Cue]:
    """The cues of a sentence, its quotations masked as the statement."""
    return cues(page.sentence_tokens(number))


def _in_order(tokens: Tokens) -> Iterator[Cue]:
    masked = [at for at, token in enumerate(tokens) if token.mask == STATEMENT]
    masked = masked or [at for at, token in enumerate(tokens) if token.mask]
    previous: Tokens = ()
    for at, token in enumerate(tokens):
        subject, rule = _read(tokens, at, previous)
        if not subject:
            continue
        direct = rule in {"subject", "inverted"} and subject[0].low not in RELATIVES
        if direct and token.low not in WEAK_CUES:
            previous = subject
        gap = min((abs(at - other) - 1 for other in masked), default=_FAR)
        yield Cue(at, subject, rule, gap + _handicap(tokens, at, subject, rule), token.low in WEAK_CUES)


def _handicap(tokens: Tokens, at: int, subject: Tokens, rule: str) -> int:
    low = tokens[at].low
    weakness = 3 if low in WEAK_CUES else 0 if low in STRONG_CUES else 2
    beside = any(token.mask == STATEMENT for token in tokens[at : at + 6])
    aside = 6 if subject[0].low in RELATIVES and not beside else 0
    return weakness + aside + (4 if rule in {"infinitive", "noun"} else 0)


def _read(tokens: Tokens, at: int, previous: Tokens) -> tuple[Tokens, str]:
    """The subject of the cue at `at` and the construction, or nothing where no cue stands."""
    token = tokens[at]
    if token.mask:
        return (), ""
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.low == "according" and follower and follower.low == "to":
        return phrase_after(tokens, at + 1), "according"
    if (
        token.low == "per"
        and (at == 0 or not token.capital)
        and follower
        and (follower.capital or follower.low in DETERMINERS)
    ):
        return phrase_after(tokens, at), "according"
    if token.low in NOUN_CUES and (owner := owner_of(tokens, at)):
        return owner, "noun"
    if token.low in CUES and not _part_of_a_name(tokens, at):
        return _read_verb(tokens, at, previous)
    return (), ""


def _part_of_a_name(tokens: Tokens, at: int) -> bool:
    if not at:
        return False
    before = tokens[at - 1]
    return (tokens[at].capital and before.capital) or before.low in ARTICLES


def owner_of(tokens: Tokens, at: int) -> Tokens:
    """The owner of the noun at `at`: "his view", "the party's firm view", "the view of the party"."""
    if at and tokens[at - 1].low in POSSESSIVES:
        return tokens[at - 1 : at]
    if at and tokens[at - 1].low == "the" and tokens[at + 1 : at + 2] and tokens[at + 1].low == "of":
        return phrase_after(tokens, at + 1)
    marks = [mark for mark in range(max(0, at - 3), at) if _possessive(tokens, mark)]
    return from_determiner(trimmed(phrase_ending(tokens, marks[-1] - 1))) if marks else ()


def _possessive(tokens: Tokens, at: int) -> bool:
    plural = tokens[at].text in {"'", "’"} and at > 0 and tokens[at - 1].low.endswith("s")
    return tokens[at].low == "'s" or plural


def _read_verb(tokens: Tokens, at: int, previous: Tokens) -> tuple[Tokens, str]:
    token, before = tokens[at], tokens[at - 1] if at else None
    if is_passive(tokens, at):
        return _read_passive(tokens, at)
    if token.low.endswith("ing") and not (before and before.low in _PROGRESSIVE):
        return _participle_subject(tokens, at, previous), "participle"
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    invertible = token.low not in REGULAR_VERBS and token.low not in {"told", "tells"}
    if invertible and follower and opens_noun_phrase(follower) and _after_statement(tokens, at):
        return phrase_after(tokens, at), "inverted"
    if before and before.low == "to" and at > 1 and _tends(tokens[at - 2], token):
        return phrase_before(tokens, at - 2), "subject"
    if [other.low for other in tokens[max(0, at - 4) : at]] == ["as", "far", "as", "to"]:
        return phrase_before(tokens, max(0, at - 5)), "subject"
    if before and before.low == "to":
        return previous or sentence_subject(tokens[:at]), "infinitive"
    return _read_active(tokens, at, previous)


def _tends(verb: Token, cue: Token) -> bool:
    """Whether a verb before "to" keeps the cue a cue: "tends to think", not "used to defend"."""
    return verb.low in _TENDING or (verb.low == "used" and cue.low in SAYING_CUES | {"think", "believe"})


def _read_active(tokens: Tokens, at: int, previous: Tokens) -> tuple[Tokens, str]:
    before = tokens[at - 1] if at else None
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    subject = phrase_before(tokens, at)
    if len(subject) == 1 and subject[0].low in SAYING_CUES:  # "both, he says, | rule"
        return (), ""
    if subject:
        return ((), "") if is_noun(tokens, at, subject) else (subject, "subject")
    opening = at <= 1 and not _commands(tokens, at)
    if follower and opens_noun_phrase(follower) and opening and (got := phrase_after(tokens, at)):
        return got, "inverted"
    noun = tokens[at].low in NOUN_LIKE_VERBS and follower and follower.low in PLAIN_VERBS
    if not noun and before and (before.low in {"and", "but", ","} or before.low.endswith("ly")):
        return previous or sentence_subject(tokens[:at]), "conjoined"
    return (), ""


def _commands(tokens: Tokens, at: int) -> bool:
    """Whether the verb opens its sentence as a command: "Tell that to the miller", "Ask Birk"."""
    return at == 0 and tokens[at].low in REPORTING_VERBS


def _read_passive(tokens: Tokens, at: int) -> tuple[Tokens, str]:
    for by in range(at, min(len(tokens), at + 12)):
        if tokens[by].low == "by" and not tokens[by].mask:
            return phrase_after(tokens, by), "passive"
    return phrase_before(tokens, at), "passive-subject"


def _participle_subject(tokens: Tokens, at: int, previous: Tokens) -> Tokens:
    before = tokens[at - 1] if at else None
    near: Tokens = ()
    if before and (before.capital or (before.low.endswith("ly") and at > 1 and tokens[at - 2].capital)):
        near = phrase_before(tokens, at)
    carried = previous if before and before.text == "," else ()
    return near or carried or clause_subject(tokens[:at]) or previous or sentence_subject(tokens[:at])


def _after_statement(tokens: Tokens, at: int) -> bool:
    """Whether a statement ends just before the cue: "“…,” | said X", "The plan failed, | said X."."""
    if not at:
        return False
    before = tokens[at - 1]
    if before.mask or (before.text in _CLOSING and at > 1 and tokens[at - 2].mask):
        return True
    spoken = tokens[at].low in SAYING_CUES or tokens[at].low in OUTCRIES
    return before.text == "," and at > 1 and spoken and _closes(tokens, at)


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether the phrase after the cue is a name or noun that ends its clause."""
    follower = tokens[at + 1]
    if not opens_noun_phrase(follower) or follower.low in DAYS | {"that"}:
        return False
    phrase = phrase_after(tokens, at)
    if not phrase or not (phrase[0].capital or phrase[0].low in DETERMINERS):
        return False
    rest = next((token for token in tokens[at + 1 :] if token.start > phrase[-1].start), None)
    return rest is None or rest.text in {",", ".", "(", ";"} or rest.low in _OCCASIONS
