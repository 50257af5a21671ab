"""Reading of a stand-alone question: the people, publications and times in it, and the part each plays."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.articles import Span
from assistant.attribution.people import given_gender
from assistant.lexicon import (
    ACTING,
    ATTITUDES,
    BESIDES,
    CAMP,
    CLAUSE_WORDS,
    EVENTS,
    FEELING,
    INDEFINITE,
    LINKERS,
    PREPOSITIONS,
    RESPONDING,
    STANCES,
    STATING,
    VIEWS,
    WRITINGS,
    either,
    is_role,
    word_set,
)
from assistant.names import folded
from assistant.question.bounds import record_bounds
from assistant.question.intents import without_names
from assistant.question.limits import limits_writing
from assistant.question.masks import (
    DATE,
    ONE,
    OTHER,
    PEOPLE,
    PERSON,
    PUBLICATION,
    THE,
    Mask,
    masked,
    pattern,
    words,
)
from assistant.question.mentions import KnownNames, Mention, TitleMention, mentions, strangers
from assistant.question.periods import Period, TimePhrase, period, time_phrases
from assistant.question.publications import PublicationMention, publication_mentions, unwanted
from assistant.question.topic import is_hollow, left_over, says_something
from assistant.scopes import Scope

_ADVERBS = (
    "[a-z]+ly also still really even now then not never ever himself herself themselves first later so too "
    "very quite more less always both"
)
_FARTHEST = 300
"""Characters between the words of a frame; without a bound, each "who" looks on to the end of a question."""
_HAVING = (
    rf"(?:have|has|had|got) (?:\w+ ){{0,3}}?(?:against|in mind|to say|doubts|misgivings|reservations|{VIEWS})"
)
PARTS = {
    "who": rf"(?P<who>{PEOPLE})",
    "people": PEOPLE,
    "one": f"{THE}{ONE}",
    "adverbs": rf"(?:(?:{'|'.join(_ADVERBS.split())}|,[^,]+,) )*",
    "states": rf"(?:{STATING.third}|{STATING.past})",
    "state": rf"(?:{STATING.base})",
    "stated": rf"(?:{STATING.past})",
    "stating": rf"(?:{STATING.ing})",
    "act": rf"(?:{ACTING.base})",
    "retell": rf"(?:{STATING.base}|{ACTING.base})",
    "retells": rf"(?:{STATING.third}|{STATING.past}|{ACTING.third})",
    "retold": rf"(?:{STATING.past}|{ACTING.past})",
    "aside": rf"(?:, [^,?]+,| (?:of|in|from|at) (?:the )?{PUBLICATION}++)?",
    "attitude": rf"(?:{ATTITUDES})",
    "view": rf"(?:{VIEWS})",
    "writing": rf"(?:{WRITINGS})",
    "text": r"(?:articles?|essays?|op-eds?|columns?|texts?|interviews?|contributions?|analys[ie]s|writings)",
    "eyes": r"(?:eyes|mind|point of view|perspective|standpoint|account|telling|estimation|book|experience)",
    "date": rf"{DATE}+",
    "own": rf"(?P<who>{PEOPLE}) (?!critics|opponents|supporters|rivals|allies|enemies)"
    rf"(?:[\w{DATE}{PUBLICATION}]+ ){{0,4}}",
    "stance": rf"(?:{STANCES.base}|(?:stand|come (?:down|out)|side|lean)(?: \w+)? (?:on|with|against)"
    rf"|{_HAVING}|(?:talk|go on) about|deal with|touch on)",
    "do": r"(?:do|does|did|would|don't|doesn't|didn't|wouldn't)",
    "stanced": rf"(?:{STANCES.past})",
    "stands": r"(?:stand|stands|stood|come down|comes down|came down|end up|ends up|ended up)",
    "having": _HAVING,
    "held": rf"(?:{STATING.ing}|{ATTITUDES})",
    "he": r"(?:he|she|they)",
    "present": r"(?:(?!\b(?:did|will|would|can|could|should|might|may|must)\b)[^?.,;])"
    rf"{{0,{_FARTHEST}}}",
    "onward": rf"[^?,;]{{0,{_FARTHEST}}}",
    "moves": r"(?:chang|develop|evolv|shift|alter|remain|soften|harden|revis)\w*",
    "give": r"(?:summari[sz]e|describe|explain|give(?: me)?|show(?: me)?|tell me|list|find|quote|compare"
    r"|(?:i|we) (?:(?:want|need|mean|seek|search)(?: for)?|look for)(?: to (?:know|hear|read|see))?"
    r"|(?:i|we)(?: (?:am|are) |['’](?:m|re) )(?:searching|looking) for)",
    "feel": rf"(?:{FEELING.base})",
    "feels": rf"(?:{FEELING.third}|{FEELING.past})",
    "wh": r"(?:what|which|why|how|that|whether|where|when|whom|who|as|if)",
    "anybody": rf"(?:{INDEFINITE})",
    "respond": rf"(?:{RESPONDING.any})(?: \w+)?(?: (?:with|from|to|against))?",
    "camp": CAMP,
    "besides": rf"(?:{BESIDES})",
    "except": rf"(?:{BESIDES}|but)",
    "busy": rf"(?:{either(CLAUSE_WORDS | PREPOSITIONS | LINKERS | {'not', 'please', 'vs', 'versus'})}"
    rf"|{CAMP}|{EVENTS}|\w+ed)",
    "be": r"(?:is|are|was|were)",
    "have": r"(?:has|have|had|hasn't|haven't)",
}


_SOURCES = tuple(
    pattern(shape, PARTS)
    for shape in (
        # What does X say, how do X and Y see, does X still fear; in the past only what is surely said
        r"\b(?:do|does|don't|doesn't) <who><aside>,? <adverbs>(?:have to )?<retell>\b",
        r"\b(?:did|would|didn't|wouldn't) <who><aside>,? <adverbs><state>\b",
        r"\b<have> <who>,? (?:<adverbs><stated>|(?:ever|never|always) <retold>)\b",
        r"\b(?:<be>|<have>) <who>,? <adverbs>(?:been )?(?:<stating>|<attitude>|(?:in)?consistent)\b",
        r"\b(?:<have>|did|does|do) <who> (?:\w+ )?<moves> (?:his|her|their) (?:minds?|<view>)\b",
        r"\bdid <who>,? <adverbs><act> <date>",
        # What X says, why X and Y fear
        r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )<who>,? <adverbs><retells>\b",
        r"\b<wh>\b<present> <who> <adverbs><retell>\b",
        # according to X, in X's view, what is X's opinion, X's 2018 and 2020 articles
        r"\baccording to <who>",
        r"\b(?:in|from|for) <own>(?:<eyes>|words|<view>)\b",
        r"^(?:and )?(?:<wh>(?:['’]s| is| are| was| were) |<give> )?(?:all |some )?<own><view>\b",
        r"^(?:and )?(?:what(?:['’]s| is| are| was| were) |<give> )?(?:the )?(?:\w+ )?<view> of <who>",
        r"\bwhat (?:\w+ ){0,3}<own><view>\b",
        r"<own><view><onward> (?:<moves>|differ\b|the same\b|different\b|consistent\b)",
        r"(?<!\bto )(?<!\babout )(?<!\bon )(?<!\bof )(?<!\bwith )<own><text>\b",
        # an article by X, an interview with X, one of X and Y
        r"(?:^|\b(?:<writing>|there|here|hear)\b[^?,;]{0,60}? )(?:by|from) (?:either |both )?<who>",
        r"\b(?:interviews?|conversations?) (?:\w+ )?with <who>",
        # What worries X, what made X change: felt by whom it is asked of
        r"\bwhat (?:<feels>|(?:else )?(?:would|could|might|does|did) (?:\w+ )?<feel>) <who>",
        r"\bwhat (?:made|makes|led|leads|brought|brings) <who> (?:to )?(?:<moves>|<retell>)\b",
        # X on partition; X, 2018; X?
        r"^(?:and |or |(?:and )?(?:what|how) about |<give> )?<who>(?: on\b| about\b|:|,? \(?<date>|\W*$)",
        # I want X. Is it safe? X. The dam. 2018.
        r"^<give> <who>(?=[,.;:!?])",
        r"^<who>\.(?= [^?]*$)",
    )
)
_KNOWN_SOURCES = tuple(
    pattern(shape, PARTS)
    for shape in (
        # Did X want it, what does X have against it, where did X stand, has X opposed it, why X is against it
        r"\b<do> <who><aside>,? <adverbs><stance>\b",
        r"\bwhere <do> <who>,? <adverbs><stands>\b",
        r"\b<have> <who>,? <adverbs>(?:<stanced>|<having>)\b",
        r"\bhow \w+ <be> <who> (?:on|about|towards?)\b",
        r"\b(?:what|why|where|how|whether|if) <who> <adverbs>(?:<be> <adverbs><held>|<stands>|<having>)\b",
        # X partition; X – is partition safe?
        r"^<who>(?: (?!<busy>\b)[\w-]+){1,3}\W*$",
        r"^<who>(?: ?[–—]| -) (?!(?:\w+ )?(?:<he>|who|his|her|their)\b)",
        r"^<who>[,;?] (?:<be>|should|must|can|could|will|would|why|what|how) (?!<he>\b)",
    )
)
"""Shapes that ask for an author's own views; asked of anybody else, for what is told of them."""
_PREMISE = pattern(
    r"\b(?:as|like|since|because|when|after|given that|considering that|although|even though|though|while|"
    r"whereas|now "
    r"that) <people>,? <adverbs>(?:<have> )?<adverbs>(?:<states>|put it|puts it)\b[^;?]*?(?:,|;|\?|$)"
    r"|^like <people>(?: <date>)?,"
    rf"|(?<=[{PERSON}s]), (?:writing|speaking|interviewed|quoted) (?:in|for|to|by|on)\b[^,;?]*,",
    PARTS,
)
# Others than X: who disagrees with X, X's critics, anyone besides X.
_ANSWERED = r"\b<anybody>\b(?: (?!that\b|whether\b)\w+){0,4} <respond> <who>"
_ANSWERED_ON = pattern(rf"{_ANSWERED}(?= (?:about|on|over)\b)", PARTS)
_OTHERS_THAN = tuple(
    pattern(shape, PARTS)
    for shape in (
        _ANSWERED,
        r"\b<camp> of <who>|\b(?:<except>|unlike) (?P<those><people>)",
        r"^neither <who>(?=[,:;–—])",
        r"<who>(?<=s) <camp>\b",
        r"<who>[^.?!]*[.!] (?:and |but )?(?:<anybody>)\b[^?]*(?:<respond>|\b(?:opposite|else|otherwise)\b)",
    )
)
_ANYBODY_NEXT = pattern(r"(?<=[.!;] )(?:and |but )?(?:<anybody>)\b", PARTS)
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!;]")
COMPARING = pattern(
    r"\bcompar(?:e|ed|ing|ison)\b|\bcontrast|\bdiffer|\bin common\b|\bversus\b|\bvs\b|\bunlike\b|\bdisagree"
    r"|\b(?:side by side|beside|alongside)\b|<one> or <one>(?:\W*$|[:,] (?:who|which)\b)"
    r"|\b(?:do|does|would) <people> agree\b"
    r"|\b(?:consensus|disagreements?|differences?|common ground|debate) (?:among|between) <people>"
    r"|\bagree(?:s|ment)? (?:with|between) <one>|\bshare\b.*\bview|\bat odds\b|\bcloser to <one>"
    r"|(?<!\bto )(?<!\bof )(?<!\bon )(?<!\bby )(?<!\bfor )(?<!\bwith )(?<!\babout )(?<!\bagainst )"
    r"\b(?:which|who|both|either|neither) of <people>(?<!s)"
    r"|\b(?:of|between) <people>(?<!s), (?:who|which)\b",
    PARTS,
)
_HE_ASKED = pattern(
    r"\b(?:<do>|<have>|<be>) (?P<he>he|she),? <adverbs>"
    r"(?:have to )?(?:<retell>|<stance>|<stated>|<stating>|<attitude>)\b",
    PARTS,
)
"""A question for the views of somebody named before: "Birk knows dams. What does she think of this one?"."""
_RELATED = word_set("""
brother brothers sister sisters widow widower wife wives father fathers boy girl child children person people
somebody someone everybody everyone nobody him her his them their who whose he she they
""")
_SPOKEN_OF = re.compile(
    rf"(?:^|[.!;] )(?P<who>{PERSON}++) (?P<told>[^.!?;A-ZÀ-Ž{PERSON}{PUBLICATION}{OTHER}]+)[.!;] "
    r"(?:(?:And|But|So) )?(?:\w+ )?$"
)
"""Before that question: a sentence of which somebody known is the subject, and which names nobody else."""


def source_spans(text: str, *, known: bool) -> tuple[Span, ...]:
    """Where `text`, its names masked, asks for people's own views; `known`: for those of authors only."""
    if PERSON not in text:
        return ()
    shapes = _KNOWN_SOURCES if known else _SOURCES
    found = {match.span("who") for shape in shapes for match in shape.finditer(text)}
    return tuple(sorted(found))


def compares(text: str) -> bool:
    """Whether the masked question sets the people it names side by side, and asks nobody else about them."""
    return bool(COMPARING.search(text)) and not excluded_spans(text)


def excluded_spans(text: str) -> tuple[Span, ...]:
    """Where the masked question names people whose own views are not asked for, since others' are."""
    if PERSON not in text:
        return ()
    found = (match for shape in _OTHERS_THAN for match in shape.finditer(text))
    return tuple(
        match.span("those" if "those" in match.re.groupindex and match["those"] else "who") for match in found
    )


def premise(text: str) -> Span | None:
    """What of the masked question is taken for granted: "As X wrote in Y, …", "X fears Z. Who else?"."""
    if others := _ANYBODY_NEXT.search(text):
        told = max((end.end() for end in _SENTENCE_END.finditer(text, 0, others.start())), default=0)
        if PERSON in text[:told]:
            return 0, told
    clause = _PREMISE.search(text)
    return clause.span() if clause and clause.end() < len(text) else None


Item = Mention | PublicationMention | TimePhrase | TitleMention


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names, in order, each kind apart."""

    text: str
    masked: str
    people: tuple[Mention, ...]
    publications: tuple[PublicationMention, ...]
    dates: tuple[TimePhrase, ...]
    strangers: tuple[Mention, ...]
    """People whom no record names."""
    unwanted: tuple[PublicationMention, ...] = ()
    """Publications whose articles are to be left out, with the words that say so."""

    @property
    def scope(self) -> Scope:
        """All that it names, as filters."""
        since, until = period(self.dates)
        publications = full_names(self.publications)
        return Scope(people=full_names(self.people), publications=publications, since=since, until=until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A question read: what limits the search, and whom it is about."""

    named: Named
    sources: tuple[Mention, ...]
    """People whose own views are asked for."""
    others: tuple[Mention, ...] = ()
    """People whose own views are not asked for, since others' are: "Who disagrees with Birk?"."""
    subjects: tuple[Mention, ...]
    """People the question is about."""
    unknown: tuple[Mention, ...] = ()
    """People asked for as sources whom no record names."""
    publications: tuple[PublicationMention, ...]
    """Those that limit where something was written, known or not."""
    dates: tuple[TimePhrase, ...]
    """Those that limit when something was written."""
    assumed: Span | None = None
    """A clause that takes for granted who wrote what, where and when."""

    @property
    def text(self) -> str:
        return self.named.text

    @property
    def people(self) -> tuple[str, ...]:
        return full_names(self.sources)

    @property
    def excluded(self) -> tuple[str, ...]:
        return tuple(name for name in full_names(self.others) if name not in self.people)

    @property
    def scope(self) -> Scope:
        since, until = period(self.dates)
        return Scope(people=self.people, publications=full_names(self.publications), since=since, until=until)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The times named one by one, where articles between them are not asked for."""
        named = [(phrase.since, phrase.until) for phrase in self.dates if phrase.since and phrase.until]
        return tuple(dict.fromkeys(named)) if len(named) == len(self.dates) and len(set(named)) > 1 else ()

    @property
    def left_over(self) -> tuple[str, ...]:
        """What is left of each sentence when sources and filters are taken out."""
        named = self.named
        sources = [who for who in named.people if set(who.names) <= {*self.people}]
        spans = [match.span("who") for match in _ANSWERED_ON.finditer(named.masked)]
        answered = [who for who in self.others if inside(who, spans)]
        return left_over(
            self.text,
            self._taken(named.people, (*sources, *answered, *(self.unknown if self.sources else ()))),
            self._taken(named.publications, (*self.publications, *named.unwanted)),
            self._taken(named.dates, self.dates),
        )

    def _taken(self, named: Iterable[Item], limits: Iterable[Item]) -> list[Span]:
        """Where the limits stand, and what of the same kind is taken for granted."""
        return [item.span for item in (*limits, *(one for one in named if inside(one, [self.assumed])))]

    @property
    def matter(self) -> str:
        """What is left of the sentences that name a matter."""
        return " ".join(part for part in self.left_over if says_something(part))

    @property
    def hollow(self) -> bool:
        """Whether it names no matter at all, not even by what somebody does."""
        return all(is_hollow(part) for part in self.left_over)


@lru_cache(maxsize=64)
def named(text: str, known: KnownNames, today: datetime.date, *, fragment: bool = False) -> Named:
    """Find the names, publications and times in `text`; a `fragment` may be nothing but a name.

    The last ones are kept: the steps of one answer ask for the same texts.
    """
    found = words(text)
    people = mentions(text, found, known, fragment=fragment)
    taken = [who.span for who in people]
    papers = publication_mentions(text, found, known, people=taken, fragment=fragment)
    out = unwanted(text, found, known)
    left_out = [paper.span for paper in out]
    papers = tuple(paper for paper in papers if not inside(paper, left_out))
    people = tuple(who for who in people if not inside(who, [*left_out, *(paper.span for paper in papers)]))
    dates = time_phrases(text, today, known.years)
    opened = [phrase.span for phrase in dates if phrase.word]
    people = tuple(who for who in people if not inside(who, opened))  # "in May 2017" names no Ms May
    signs = [*_masks(people, PERSON), *_masks(papers, PUBLICATION), *_masks(dates, DATE)]
    shown = masked(text, [*signs, *(Mask(paper.place, PUBLICATION) for paper in out)])
    if bounds := record_bounds(text, shown, people, found, known, today):
        spans = [bound.span for bound in bounds]
        people = tuple(who for who in people if not inside(who, spans))
        papers = tuple(paper for paper in papers if not inside(paper, spans))
        own = (phrase for phrase in dates if not inside(phrase, spans))
        dates = tuple(sorted((*own, *bounds), key=lambda phrase: phrase.span))
        shown = masked(shown, _masks(bounds, DATE))
    unknown = strangers(shown, known)
    return Named(text, masked(shown, _masks(unknown, OTHER)), people, papers, dates, unknown, out)


def nameless(text: str, known: KnownNames, today: datetime.date) -> str:
    """`text` with one stand-in for every name of a kind."""
    return without_names(named(text, known, today).masked)


def read(text: str, known: KnownNames, today: datetime.date) -> Reading:
    """The parts that the names, publications and times in `text` play."""
    found = named(text, known, today)
    assumed = premise(found.masked)
    # A clause that opens a sentence asks for nothing; one set between commas belongs to what is around it.
    apart = assumed is not None and text[assumed[0]] != ","
    asked = masked(found.masked, [Mask(assumed, " ")]) if assumed and apart else found.masked
    spoken = [who for who in found.people if not inside(who, [assumed])]
    comparing = len(spoken) > 1 and compares(asked)
    anyone = asked.replace(OTHER, PERSON)
    spans = ((0, len(text)),) if comparing else source_spans(anyone, known=False)
    authors = (*spans, *source_spans(anyone, known=True))
    others = [who for who in found.people if inside(who, excluded_spans(found.masked))]
    sources = tuple(who for who in spoken if inside(who, authors) and (comparing or who not in others))
    if spoken and not sources and (he := _HE_ASKED.search(asked)):
        sources = tuple(_spoken_of(asked, he, [who for who in spoken if who not in others]))
    papers = tuple(paper for paper in found.publications if not inside(paper, [assumed]))
    names = set(full_names(sources))
    return Reading(
        named=found,
        sources=sources,
        others=tuple(others),
        subjects=tuple(who for who in found.people if not set(who.names) <= names),
        unknown=tuple(who for who in found.strangers if inside(who, spans)),
        publications=papers,
        dates=tuple(
            phrase
            for phrase in found.dates
            if not inside(phrase, [assumed])
            and limits_writing(asked, phrase, known.years, sources=bool(sources or papers))
        ),
        assumed=assumed,
    )


def _spoken_of(asked: str, he: re.Match[str], people: Iterable[Mention]) -> Iterator[Mention]:
    """The only person whom the sentence before a "he" or "she" speaks of; nobody where it may be another."""
    found = _SPOKEN_OF.search(asked[: he.start()])
    if found is None or any(is_role(word.key) or word.key in _RELATED for word in words(found["told"])):
        return
    other = "female" if he["he"].lower() == "he" else "male"
    for who in people:
        if inside(who, [found.span("who")]) and len(who.names) == 1:
            given = folded(who.names[0]).split()[0] if " " in who.names[0] else ""
            if given_gender(given) != other:
                yield who


def read_under(scope: Scope, text: str, known: KnownNames, today: datetime.date) -> Reading:
    """A question whose filters the conversation gives; what stands in `text` of them is no matter."""
    found = named(text, known, today)
    sources = tuple(who for who in found.people if set(who.names) <= {*scope.people})
    ends = {end for end in (scope.since, scope.until) if end}
    spans = source_spans(found.masked.replace(OTHER, PERSON), known=False)
    return Reading(
        named=found,
        sources=sources,
        unknown=tuple(who for who in found.strangers if inside(who, spans)),
        others=tuple(who for who in found.people if inside(who, excluded_spans(found.masked))),
        subjects=tuple(who for who in found.people if who not in sources),
        publications=tuple(paper for paper in found.publications if {*paper.names} & {*scope.publications}),
        dates=tuple(phrase for phrase in found.dates if {phrase.since, phrase.until} & ends),
    )


def full_names(found: Iterable[Mention | PublicationMention]) -> tuple[str, ...]:
    """The full known names of what was found, each once."""
    return tuple(dict.fromkeys(name for mention in found for name in mention.names))


def inside(item: Item, spans: Iterable[Span | None]) -> bool:
    """Whether `item` stands within one of `spans`."""
    return any(span and span[0] <= item.span[0] and item.span[1] <= span[1] for span in spans)


def _masks(found: Iterable[Item], sign: str) -> list[Mask]:
    return [Mask(item.span, sign) for item in found]
