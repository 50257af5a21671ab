"""Capitalised names, where somebody's views are asked for, that may be of people no record knows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.articles import Span
from assistant.names import folded
from assistant.question.known_names import KnownNames
from assistant.question.place_names import BODIES, PLACES
from assistant.question.lexicon import (
    ACTING,
    ASKING,
    COMMON_WORDS,
    OPENERS,
    STATING,
    TITLES,
)
from assistant.question.question_people import GIVEN_NAMES, MOST_NAMED, Mention
from assistant.question.question_roles import source_spans
from assistant.question.question_text import OTHER, PEOPLE, PERSON, Mask, masked

_WORD = r"(?:[A-ZÀ-Ž]['’](?=[A-ZÀ-Ž]))?[A-ZÀ-Ž](?:[a-zß-ž-]|(?<=[a-zß-ž-])[A-ZÀ-Ž])*[a-zß-ž]"
_NAME = re.compile(
    rf"(?<![\w’'.-])(?P<name>(?:(?:{_WORD}|[A-ZÀ-Ž]\.|von|van|de|der|"
    rf"al|bin) ){{0,3}}?{_WORD})(?P<after>(?:['’]s)?)(?= [^A-ZÀ-Ž\d]|[,;:?!.)]|\W*$)"
)
_PART_OF_A_NAME = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?)|\b[A-ZÀ-Ž][\w.’'-]*|\d) $")
_OWNS_VIEW = re.compile(r"['’]s (?:\w+ ){0,2}(?:views?|opinions?|positions?|stance|arguments?|take|thesis)\b")
# What asks somebody, rather than taking for granted what they say: not "as X wants", "that X wants".
_ASKED_BEFORE = re.compile(
    r"\b(?:do|does|did|don['’]t|doesn['’]t|didn['’]t|has|have|had|would|is|are|was|were|to|in|from|by|with|for|"
    r"of|compare|contrast|vs\.?|versus)(?: either| both)? (?:dr\.? |prof\.? |mr\.? |mrs\.? |ms\.? )?$",
    re.IGNORECASE,
)
# "Which office did X hold?" asks for deeds, and "Why does X want a bridge?" may ask it of a town.
_DEED_AFTER = re.compile(
    rf",? (?:\w+ly |also |still )?(?:(?:hold|holds|held|find|finds|found)\b|"
    rf"(?!(?:{STATING.any})\b)(?:{ACTING.any})\b)"
)
# What states and towns have too, as they have no views and opinions.
_OWNS_POSITION = re.compile(
    r"['’]?s? (?:\w+ ){0,2}(?:positions?|stances?|reasons?|reasoning|fears|hopes|concerns|worries|case|"
    r"answer|repl(?:y|ies)|responses?|objections?|claims?|warnings?|solution|tone|attitude)\b"
)
_SIDE_BY_SIDE = re.compile(
    rf"^(?:compare|contrast) {PEOPLE}(?:,? (?:with|to) {PEOPLE})?|^{PEOPLE} (?:vs\.?|versus) {PEOPLE}"
    rf"|\b(?:do|does|did) {PEOPLE} (?:differ|disagree|agree) (?:from|with) {PEOPLE}",
    re.IGNORECASE,
)
_PLURALS = ("s", "men", "folk")
_AND = r"(?:,|,? (?:and|or))"
_KNOWN_BEFORE = re.compile(rf"[{PERSON}]['’s]*{_AND} $")
_KNOWN_AFTER = re.compile(rf"{_AND} [{PERSON}]")
_LISTED_AFTER = re.compile(rf"{_AND} [A-ZÀ-Ž{PERSON}{OTHER}]")
_PLURAL_BEFORE = re.compile(r"\b(?:do|don['’]t|are|were|have) $", re.IGNORECASE)
_SINGULAR_BEFORE = re.compile(
    r"\b(?:does|doesn['’]t|has|is|was|to|in)(?: (?:dr|prof|mr|mrs|ms)\.?)? $", re.IGNORECASE
)
_COMPARED = re.compile(r"(?:compare|contrast|do|does|did)\b", re.IGNORECASE)
_NEAR = 60
"""Characters before a name that tell whether it goes on from there."""
_NOBODY = frozenset(
    "today yesterday tomorrow everyone everybody someone somebody anyone anybody nobody society history "
    "public humanity nature science religion life time reality".split()
)


def unknown_sources(text: str, sources: Sequence[Span], known: KnownNames) -> tuple[Mention, ...]:
    """Names in the masked question by which it asks for the views of people whom no record knows.

    What stands in `sources`, where it asks for somebody's views anyhow, is left out.
    """
    names = [name for name in _names(text, known) if not _inside(name.span, sources)]
    spans = spans_beside(text, names)
    asked = [span for span in spans if _is_asked(text, span)]
    return tuple(name for name in names if _inside(name.span, asked) and not _is_group(text, name.span))


def spans_beside(text: str, unknown: Sequence[Mention]) -> tuple[Span, ...]:
    """Where the masked question asks for the views of `unknown` people, and of those named beside them."""
    asked = masked(text.replace(OTHER, PERSON), [Mask(name.span, PERSON) for name in unknown])
    spans = [*source_spans(asked), *(match.span() for match in _SIDE_BY_SIDE.finditer(asked))]
    return tuple(span for span in spans if any(_inside(name.span, [span]) for name in unknown))


def _names(text: str, known: KnownNames) -> list[Mention]:
    found = []
    for match in _NAME.finditer(text):
        start, name = match.start("name"), match["name"]
        if _PART_OF_A_NAME.search(text, max(0, start - _NEAR), start):
            continue
        while (first := name.split()[0]).lower().rstrip(".") in OPENERS | TITLES and " " in name:
            start, name = start + len(first) + 1, name[len(first) + 1 :]
        opening = not text[:start].strip() and not _OWNS_VIEW.match(text, start + len(name))
        if not opening and _may_be_a_person(name, known):
            found.append(Mention((start, start + len(name)), name, ()))
    return found[:MOST_NAMED]


def _may_be_a_person(name: str, known: KnownNames) -> bool:
    words = folded(name).split()
    if not words or len(words[-1]) < 3 or set(words) & (PLACES | BODIES):
        return False
    if len(words) == 1 and (
        words[0] in OPENERS | ASKING | COMMON_WORDS | _NOBODY or words[0].endswith("ism")
    ):
        return False
    singular = words[-1].removesuffix("s")
    return singular not in PLACES and not any(set(words) & set(paper) for paper in known.publications)


def _is_asked(text: str, span: Span) -> bool:
    """Whether the words around a row of names ask for views, where nothing is known of the names."""
    start, end = span
    owns = text[end:].startswith(("'s", "’s")) or text[:end].endswith(("'s", "’s"))
    compared = _COMPARED.match(text, start) or not text[:start].strip()
    before = _ASKED_BEFORE.search(text, max(0, start - _NEAR), start)
    unlike = _DEED_AFTER.match(text, end) or _OWNS_POSITION.match(text, end)
    return bool(owns or compared or before) and (not unlike or PERSON in text[start:end])


def _is_group(text: str, span: Span) -> bool:
    """Whether a plural, of its verb or its own, makes a name that of a group."""
    start, end = span
    name, before, after = folded(text[start:end]), text[max(0, start - _NEAR) : start], text[end:]
    if _KNOWN_BEFORE.search(before) or _KNOWN_AFTER.match(after):
        return False
    if _PLURAL_BEFORE.search(before) and not _LISTED_AFTER.match(after):
        return True
    full = " " in name and name.split()[0] in GIVEN_NAMES
    alone = not _SINGULAR_BEFORE.search(before) and not after.startswith(("'", "’"))
    return name.endswith(_PLURALS) and alone and not full


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
