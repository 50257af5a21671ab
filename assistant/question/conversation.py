"""Conversation: what each earlier question asked for and its answer showed, and their words taken over."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answers import Answer, Viewpoint
from assistant.articles import Record, Span, listed, overlap
from assistant.lexicon import ACTING, CLAUSE_WORDS, STATING, VIEWS, WRITINGS
from assistant.patterns import Pattern
from assistant.question.bounds import event_bounds, event_fragment
from assistant.question.masks import DATE, PERSON, Mask, masked, with_end, without, words
from assistant.question.mentions import KnownNames, Mention
from assistant.question.periods import TimePhrase
from assistant.question.reading import Named, Reading, full_names, named, read, read_under
from assistant.question.topic import content
from assistant.scopes import Scope

LONGEST_ANSWER = 1_000
"""Characters of an answer in plain text that are read."""
_BESIDE = re.compile(r"(?P<own>.*?) \((?P<beside>[^()]*)\)\W*")
_ABOUT = Pattern(
    rf"(?:\b(?:{STATING.any}|{ACTING.any}|{VIEWS}|{WRITINGS}|are|is|there)|[{PERSON}]['’]?s?)"
    rf"(?:(?: \w+){{0,2}}? (?:about|on|over|regarding|concerning)| of) (?P<matter>[^?.!;:{DATE}]+?)"
    rf"(?: [{DATE}]+)?\W*$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|that|who|what|"
    r"why|how|whether|which|if)\b",
    re.IGNORECASE,
)


def parted(standalone: str) -> tuple[str, str]:
    """A stand-alone question, and the earlier question that it repeats in brackets.

    >>> parted("Is that realistic? (Why is the ferry late?)")
    ('Is that realistic?', 'Why is the ferry late?')
    """
    found = _BESIDE.fullmatch(standalone)
    return (found["own"], found["beside"]) if found else (standalone, "")


@dataclass(frozen=True)
class Earlier:
    """An earlier question with its answer; a follow-up takes from it what it does not name itself."""

    standalone: str
    scope: Scope | None
    """The filters that were read from it; None to read them here."""
    answer: Answer | str
    known: KnownNames
    today: datetime.date
    left_out: tuple[str, ...] = ()
    """People whom a follow-up left out, where its stand-alone question does not say so."""

    @cached_property
    def text(self) -> str:
        """The question without the one in brackets."""
        return parted(self.standalone)[0]

    @cached_property
    def reading(self) -> Reading:
        if self.scope is not None:
            return read_under(self.scope, self.text, self.known, self.today)
        return read(self.text, self.known, self.today)

    @property
    def people(self) -> tuple[str, ...]:
        """Those whose views were asked for."""
        return self.limits.people

    @property
    def excluded(self) -> tuple[str, ...]:
        """Those whose views were not asked for, since others' were."""
        return tuple(dict.fromkeys((*self.reading.excluded, *self.left_out)))

    @property
    def named(self) -> tuple[str, ...]:
        """The people asked for, or else those asked about."""
        return self.people or full_names(self.reading.subjects)

    @cached_property
    def unwanted(self) -> tuple[str, ...]:
        """The publications whose articles it asked to leave out."""
        return full_names(named(self.standalone, self.known, self.today).unwanted)

    @property
    def limits(self) -> Scope:
        return self.scope or self.reading.scope

    @cached_property
    def matter(self) -> str:
        """The matter as a noun phrase that may follow "about"; empty where no preposition marks it.

        "What does Birk say about the old dam?": the old dam.
        """
        signs = [Mask(who.span, PERSON) for who in self.reading.sources]
        shown = masked(self.text, [*signs, *(Mask(phrase.span, DATE) for phrase in self.reading.dates)])
        found = _ABOUT.search(shown)
        if found is None or PERSON in found["matter"] or _CLAUSE.search(found["matter"]):
            return ""
        return self.text[slice(*found.span("matter"))].strip(" ,")

    @cached_property
    def has_matter(self) -> bool:
        """Whether it asks for more than what people said; a name as the subject need not be a known one."""
        asked, beside = parted(self.standalone)
        dates = [Mask(phrase.span, DATE) for phrase in self.named_dates(asked)]
        shown = masked(asked, [*dates, *(Mask(who.span, PERSON) for who in self.named_in(asked))])
        return bool(beside) or bool(content(_SUBJECT.sub(rf"\g<do> {PERSON}", shown)))

    def named_in(self, text: str) -> tuple[Mention, ...]:
        """The known people named in a text of the conversation."""
        return named(text, self.known, self.today).people

    def named_dates(self, text: str) -> tuple[TimePhrase, ...]:
        """The times named in a text of the conversation."""
        return named(text, self.known, self.today).dates

    @cached_property
    def event(self) -> str:
        """The words that bounded its time by an event alone, whose date was asked for: "before the war"."""
        if not isinstance(self.answer, Answer):
            return ""
        asked = self.answer.question
        found = named(asked, self.known, self.today, fragment=True)
        fragment = event_fragment(found.masked, asked)
        bounds = (fragment,) if fragment else event_bounds(found.masked, asked, sources=bool(self.people))
        cut = [bound for bound in bounds if not self.named_dates(bound) and bound not in self.standalone]
        return cut[0] if len(cut) == 1 else ""

    @property
    def viewpoints(self) -> tuple[Viewpoint, ...]:
        return self.answer.viewpoints if isinstance(self.answer, Answer) else ()

    @property
    def voices(self) -> tuple[str, ...]:
        """The voices of the only article shown, or the people whom an answer in plain text names."""
        if isinstance(self.answer, str):
            return full_names(named(self.answer[:LONGEST_ANSWER], self.known, self.today).people)
        voices = {view.record.voices for view in self.viewpoints}
        return voices.pop() if len(voices) == 1 else ()

    def articles(self, people: Sequence[str] = ()) -> tuple[str, ...]:
        """Ids of the articles shown, those of `people` alone where some are."""
        records = [view.record for view in self.viewpoints]
        own = [record for record in records if set(people) & set(record.people)]
        return tuple(dict.fromkeys(record.article_id for record in own or records or self.listed))

    @property
    def listed(self) -> tuple[Record, ...]:
        """The articles that the records alone gave for an answer."""
        found = self.answer.listing if isinstance(self.answer, Answer) else None
        return found.articles if found else ()

    @property
    def times_asked(self) -> tuple[str, str] | None:
        """The first and the last date that was asked for or named."""
        named = ((phrase.since, phrase.until) for phrase in reversed(self.reading.named.dates))
        for since, until in ((self.limits.since, self.limits.until), *named):
            if dates := [date for date in (since, until) if date]:
                return dates[0], dates[-1]
        return None

    @property
    def times_shown(self) -> tuple[str, str] | None:
        """The date of the only article shown, as the first and the last."""
        dates = {view.record.date.iso for view in self.viewpoints if view.record.date}
        return (date := dates.pop(), date) if len(dates) == 1 else None


_NAME = r"(?:the )?[A-ZÀ-Ž][\w’'.-]*(?: (?:of |and )?[A-ZÀ-Ž][\w’'-]*)*"
_SUBJECT = re.compile(rf"\b(?P<do>do|did|does) {_NAME}")
_PREPOSITIONS = "in for to with by at of from within".split()
_PLACED = re.compile(rf"(?P<where>{'|'.join(_PREPOSITIONS)}) (?P<what>.+)", re.IGNORECASE)
_BEFORE_BODY = frozenset((*_PREPOSITIONS, "the", "a", "an"))
_WHAT_OF = re.compile(r"(?:and )?what of\b", re.IGNORECASE)
_ONE = re.compile(r"\bones?\b", re.IGNORECASE)
_NOT_BEFORE_ABOUT = frozenset(
    "this that those these so one ones it about on of not to with against for".split()
)
_POINTING = re.compile(r"\b(?:it|this|that|them)\b", re.IGNORECASE)
_IT = re.compile(
    r"(?<!\bis )(?<!\bwas )(?<!\bdoes )(?<!\bdid )(?<!\bwould )"
    r"\b(?:it|(?:(?<=about )|(?<=on )|(?<=of )|(?<=to ))(?:this|that|them))"
    r"(?=\W*$|[,;:]| (?:in|since|before|after|between|too|as well|either|now|then)\b)"
)


def points_at(text: str) -> bool:
    """Whether a text speaks of an "it" or a "that".

    >>> points_at("Who is for it?"), points_at("Who is for a toll?")
    (True, False)
    """
    return bool(_POINTING.search(text))


_Swap = tuple[Sequence[Span], str, str]
"""The stretches that new words take the place of, the words, and what opens them where there are none."""


def swapped(
    last: Earlier, new: Named, *, matter: bool, role: bool = False, add_times: bool = False
) -> tuple[str, str]:
    """The last question, and the one in brackets behind it, with what a fragment names put in its slots.

    `role`: somebody it names by a description alone, "the mayor". `add_times`: its times stand beside those
    that were asked for.

    "What does Birk say about the dam?" + "And Quell?": "What does Quell say about the dam?".
    """
    if new.publications and last.unwanted:
        out = named(last.standalone, last.known, last.today).unwanted
        last = replace(last, standalone=without(last.standalone, [paper.span for paper in out]))
    text, beside = parted(last.standalone)
    if beside and not content(last.reading.named.masked):  # "Why? (What does Birk say about the dam?)"
        last = replace(last, standalone=beside)
        text, beside = beside, ""
    if matter:
        text, beside = _with_matter(last, new)
        if beside == last.standalone:
            return text, beside
    unknown = (_body(new),) if role else tuple(stranger.text for stranger in new.strangers)
    swaps: list[_Swap] = []
    if new.publications and not matter:
        spans = [paper.span for paper in last.reading.publications]
        swaps.append((spans, listed(full_names(new.publications)), "in "))
    if new.dates and not matter:
        phrase = new.text[new.dates[0].span[0] : new.dates[-1].span[1]]
        phrase = phrase if new.dates[0].word else f"in {phrase}"
        spans = [each.span for each in last.reading.dates]
        before = f"{text[spans[0][0] : spans[-1][1]]} and " if add_times else ""
        swaps.append((spans, f"{before}{phrase}", ""))
    if people := full_names(new.people) or unknown:
        beside = with_people(beside, last, people, add=False)
        return with_people(text, last, people, swaps), beside
    return _in_place(text, swaps), beside


def with_matter(text: str, last: Earlier) -> tuple[str, str]:
    """`text` about the matter of the last question: in the place of "it", behind "about", or in brackets."""
    pronoun = _IT.search(text)
    if last.matter and pronoun and len(_POINTING.findall(text)) == 1:
        return text[: pronoun.start()] + last.matter + text[pronoun.end() :], ""
    ending = (words(text) or [None])[-1]
    if last.matter and ending and ending.key not in CLAUSE_WORDS | _NOT_BEFORE_ABOUT:
        return with_end(text, f"about {last.matter}"), ""
    return text, repeated(last, text)


def repeated(last: Earlier, text: str) -> str:
    """The last question as put in brackets behind `text`, without its times where `text` has its own."""
    own, beside = parted(last.standalone)
    whole = beside if beside and not content(last.reading.named.masked) else own
    if last.named_dates(text):
        whole = without(whole, [phrase.span for phrase in last.named_dates(whole)])
    return whole


def according_to(people: tuple[str, ...], text: str) -> str:
    """`text` asked of `people`.

    >>> according_to(("Ann Birk",), "Should it close?")
    'According to Ann Birk, should it close?'
    """
    return f"According to {listed(people)}, {text[:1].lower()}{text[1:]}" if people else text


def _with_matter(last: Earlier, new: Named) -> tuple[str, str]:
    body = _body(new)
    text = last.text
    hidden = masked(text, [Mask(who.span, "#") for who in last.reading.named.people])
    if not _ONE.search(new.text):
        if (placed := _PLACED.fullmatch(body)) and (found := _last(rf"\b{placed['where']} {_NAME}", hidden)):
            return text[: found[0]] + body + text[found[1] :], ""
        if last.matter and not placed:
            start = text.rindex(last.matter)
            return text[:start] + body + text[start + len(last.matter) :], ""
        bare = placed["what"] if placed else body
        if re.fullmatch(_NAME, bare) and (found := _last(rf"(?<!^){_NAME}", hidden[1:])):
            return text[: found[0] + 1] + bare + text[found[1] + 1 :], ""
    return _closed(new.text), last.standalone


def _last(shape: str, text: str) -> Span | None:
    found = [match.span() for match in re.finditer(shape, text)]
    return found[-1] if found else None


def _body(new: Named) -> str:
    """What a fragment names as its matter, with the preposition and the article before it."""
    shown = masked(new.masked, [Mask(match.span(), " ") for match in _VOICED.finditer(new.masked)])
    own = set(content(shown))
    found = words(shown)
    places = [at for at, word in enumerate(found) if word.text.lower() in own or word.key in own]
    if not places:
        return new.text.strip(" ?!.")
    first, last = places[0], places[-1]
    before = _BEFORE_BODY - {"of"} if _WHAT_OF.match(new.text) else _BEFORE_BODY
    while first and found[first - 1].key in before:
        first -= 1
    end = found[last].end + len(re.match(r"(?:['’]s?)?", new.text[found[last].end :])[0])  # type: ignore[index]
    return new.text[found[first].start : end]


_VOICED = re.compile(rf",? in [{PERSON}]+(?:['’]s?)? (?:\w+ )?(?:{VIEWS})\b", re.IGNORECASE)
_PEOPLE = "people"
"""Whoever is asked where nobody is named."""


def with_people(
    text: str, last: Earlier, people: tuple[str, ...], swaps: Sequence[_Swap] = (), *, add: bool = True
) -> str:
    """`text` asked of `people` in the place of those of the last question; `add`: or else before it."""
    if not text:
        return text
    spans = [who.span for who in last.named_in(text) if set(who.names) <= set(last.named)]
    spans = spans or ([who.span for who in last.reading.unknown] if text == last.text else [])
    if not spans:
        text = _in_place(text, swaps)
        return according_to(people, text) if add else text
    genitive = re.search(r"['’]s?$", text[spans[-1][0] : spans[-1][1]])
    new = _in_place(text, [(spans, listed(people) + ("'s" if genitive else ""), ""), *swaps])
    return _agreeing(new, listed(people), several=len(people) > 1 or people == (_PEOPLE,))


def asked_of_people(text: str) -> str:
    """`text` that asks "people", its verb in agreement.

    >>> asked_of_people("What does people say?")
    'What do people say?'
    """
    return _agreeing(text, _PEOPLE, several=True)


def _in_place(text: str, swaps: Sequence[_Swap]) -> str:
    """`text` with new words in the place of their stretches, or before its end where there are none.

    All stretches are those of `text` as it was, so that the last one is replaced first.
    """
    placed: list[tuple[Span, str]] = []
    behind: list[str] = []
    for spans, new, opener in swaps:
        whole = (spans[0][0], spans[-1][1]) if spans else None
        if whole and not any(overlap(whole, other) for other, _ in placed):
            placed.append((whole, new))
        else:
            behind.append(f"{opener}{new}")
    for (start, end), new in sorted(placed, reverse=True):
        text = text[:start] + (new if start else new[:1].upper() + new[1:]) + text[end:]
    for words_behind in behind:
        text = with_end(text, words_behind)
    return text


def _agreeing(text: str, who: str, *, several: bool) -> str:
    does, do = ("[Dd]oes", "do") if several else ("[Dd]o", "does")
    return re.sub(
        rf"\b{does} {re.escape(who)}",
        lambda found: f"{do.title() if found[0][0] == 'D' else do} {who}",
        text,
    )


def _closed(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if re.search(r"[?!.]\W*$", text) else f"{text.rstrip()}?"
