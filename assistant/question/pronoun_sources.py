"""Somebody named first and asked by a pronoun then: "As Birk wrote, the dam leaks. What does he want?"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.articles import Span
from assistant.attribution.people import Gender
from assistant.question.others import asks_for_others, responded_to
from assistant.question.pronouns import pronouns
from assistant.question.question_people import Mention
from assistant.question.question_roles import PARTS
from assistant.question.question_text import pattern
from assistant.question.referents import Referent, referent

_PARTS = PARTS | {
    "opens": r"[.;:!?,] (?:(?:and|but|so|then) )?",
    "asks": r"(?:(?:what|how|why|where|when|which)(?: \w+)? )?",
    "he": r"(?P<who>he|she|they)",
    "his": r"(?P<who>his|her|their)",
    "him": r"(?P<who>him|her|them)",
}
_ASKED = tuple(
    pattern(shape, _PARTS)
    for shape in (
        r"<opens><asks>(?:do|does|don't|doesn't) <he> <adverbs><retell>\b",
        r"<opens><asks>(?:did|would|didn't|wouldn't) <he> <adverbs><state>\b",
        r"<opens><asks><have> <he> <adverbs><stated>\b",
        r"<opens><asks>(?:is|are|was|were) <he> <adverbs>(?:<stating>|<attitude>)\b",
        (
            r"<opens>(?:how |why )?(?:<have>|did|does|do) <he> (?:\w+ )?<moves> (?:his|her|their) "
            r"(?:minds?|<view>)\b"
        ),
        r"<opens>(?:what|how) (?:is|are|was|were|<have>|did|do|does) <his> (?:\w+ ){0,3}<view>\b",
        r"<opens>according to <him>\b",
        r"<opens>(?:in|from) <his> (?:<eyes>|<view>)\b",
    )
)


def asked_by_pronoun(
    text: str, people: Sequence[Mention], strangers: Iterable[Mention]
) -> tuple[Mention, ...]:
    """The pronoun by which the masked question asks for the views of those it named before, once for each.

    Empty where nobody is, and where it may mean one of the `strangers` instead.
    """
    where = min((match.span("who") for shape in _ASKED for match in shape.finditer(text)), default=None)
    if where is None or asks_for_others(text) or responded_to(text):
        return ()
    meant = _meant(text, where, [who for who in people if who.span[1] <= where[0]])
    if not meant or any(other.span[1] <= meant[0].span[0] for other in strangers):
        return ()
    return tuple(Mention(where, text[where[0] : where[1]], who.names) for who in meant)


def _meant(text: str, where: Span, before: Sequence[Mention]) -> Sequence[Mention]:
    """Those named `before` whom the pronoun means: the first whom it fits, or all of several."""
    kind = next((pronoun.kind for pronoun in pronouns(text) if pronoun.span == where), "")
    if kind not in ("male", "female"):
        return before if len(before) > 1 else ()
    gender: Gender = "male" if kind == "male" else "female"
    for fits in (Referent.seems, Referent.may_be):
        for who in before:
            if any(fits(referent(name), gender) for name in who.names):
                return (who,)
    return ()
