"""Carry-over: what an elliptical follow-up does not name itself stays as the last question had it.

"And Knaus?" keeps the matter and swaps the person, "in 2025?" swaps the period, "the ferry?" the matter.
A full question that points back to nothing takes nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers import Answer, Turn
from assistant.articles import listed
from assistant.lexicon import (
    ACTING,
    CAMP,
    CLAUSE_WORDS,
    DATE_WORDS,
    RESPONDING,
    ROLE,
    STATING,
    VIEWS,
    WRITINGS,
    is_role,
)
from assistant.names import folded
from assistant.question.bounds import dated, event_fragment
from assistant.question.continuing import asks_for_more, without_form
from assistant.question.conversation import Earlier, according_to, parted, repeated, swapped, with_matter
from assistant.question.coreference import ANYBODY, Coreference, coreference, group
from assistant.question.lifting import lifted
from assistant.question.masks import PERSON, pattern, with_end, without, words
from assistant.question.mentions import KnownNames, Mention
from assistant.question.periods import counted, period
from assistant.question.reading import PARTS, Named, full_names, inside, named, read
from assistant.question.topic import asks_for_articles, content, is_small_talk, without_small_talk
from assistant.scopes import Scope

_BACK = re.compile(
    r"\b(?:again|back to|(?:started|began|begun|opened) with|at the (?:start|beginning)|before|earlier|above|"
    r"previous(?:ly)?|first|second|third|return(?:ing)? to|i|we|you|my|your)\b",
    re.IGNORECASE,
)
_ONLY_DATE = re.compile(r"\W*")
_LEAD = re.compile(r"(?P<lead>[^.:;!?]+)[.:;!] +(?P<rest>.+)|(?P<short>[^,]+), (?P<after>.+)")
_ORDINALS = {"first": 0, "start": 0, "beginning": 0, "started": 0, "began": 0, "begun": 0, "opened": 0}
_ORDINALS |= {"second": 1, "third": 2, "(?:one|last) before|before last": -2}


def pointed_at(text: str, earlier: Sequence[Earlier]) -> tuple[str, Sequence[Earlier] | None]:
    """What is asked, and the conversation up to the earlier question that it goes back to; else None."""
    split = _LEAD.fullmatch(text)
    lead, rest = (split["lead"] or split["short"], split["rest"] or split["after"]) if split else (text, "")
    marked = _BACK.search(lead)
    if marked is None or (not rest and has_clause(lead)):
        return text, None
    if split and split["short"] and not has_clause(rest):
        return text, None
    people = {name for who in earlier[-1].named_in(lead) for name in who.names}
    if people and not split:  # "And Birk on the first topic?"
        rest = listed(tuple(sorted(people)))
    ordinal = next((at for word, at in _ORDINALS.items() if re.search(rf"\b{word}\b", lead, re.I)), None)
    if ordinal is not None:
        return rest, earlier[: ordinal + 1] or earlier[:1]
    if people:
        asked = [at for at, each in enumerate(earlier) if people & {*each.people}]
        asked = asked or [at for at, each in enumerate(earlier) if people & {*each.named}]
        return (rest, earlier[: asked[-1] + 1]) if asked else (text, None)
    own = {word.key for word in words(lead)} & {key for each in earlier for key in content(each.standalone)}
    shared = [len(own & set(content(each.standalone))) for each in earlier]
    if not max(shared):
        return text, None
    last = max(at for at, count in enumerate(shared) if count == max(shared))
    return rest, earlier[: last + 1]


def has_clause(text: str) -> bool:
    """Whether any word of `text` is one that only a clause has.

    >>> has_clause("And the ferry?"), has_clause("Who pays?")
    (False, True)
    """
    return any(word.key in CLAUSE_WORDS for word in words(text))


_LONGEST_FRAGMENT = 9
"""Words of the longest fragment that is taken for a follow-up."""
_OPENER = re.compile(
    r"(?:and|but|or|so|also|plus)\b(?! far\b)|(?:(?:what|how) about|what of)\b|same\b|compared? ",
    re.IGNORECASE,
)
# "What about Knaus?", "What of the toll?", "Why three years?": no verb follows where none of a clause's
# other words does.
_VERBLESS = re.compile(r"^(?:\w+,? )?(?:(?:what|how) about|what of|(?P<why>why))\b", re.IGNORECASE)
_NEW_TOPIC = re.compile(
    r"\b(?:another|different|new|other) (?:subject|topic|question|matter|thing)\b"
    r"|\bsomething (?:else|different)\b *[:;,.–-]|\bchange (?:of )?(?:the )?(?:subject|topic)\b",
    re.IGNORECASE,
)
_SENTENCE_PARTS = {
    "auxiliary": r"(?:do|does|did|has|have|had|would|could|will|can|is|are|was)",
    "view": rf"(?:{VIEWS}|{WRITINGS})",
    "role": rf"(?:{ROLE}|{CAMP})",
    "act": rf"(?:{ACTING.base})",
    "respond": rf"(?:{STATING.base}|{RESPONDING.base})",
    "somebody": rf"[{PERSON}]+",
    "known": rf"(?P<who>[{PERSON}]++)(?!['’])",
}
# What points at the matter of the last question: "that view", "such a step", "does that", "the latter one".
_THING = pattern(
    r"\b(?:this|that|these|those|the same|such)(?: \w+)? <view>\b(?! (?:of|on|about|that|by)\b)"
    r"|\bsuch (?:an? )?\w+"
    r"|\bthis an?\b"
    r"|\b(?:this|that|so|those|these|ones?)"
    r"(?=\W*$|[,;?]| (?:out|up|down|off|over)\W*$| (?:too|as well|either|then|now|before)\b)"
    r"|\b(?:<auxiliary>|about|on|of|to|for|with|by|doing) (?:this|that)\b(?! (?:the|an?|he|she|they)\b)"
    r"|^\W*(?:this|that) (?:is|was|would)\b"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were|be|any)\b)"
    r"|\b(?:the|an?)(?: \w+)? ones?\b|\bthose? who\b",
    _SENTENCE_PARTS,
)
# Somebody asked without a known name: "What does the innkeeper say?", "How would Belgrade react to that?".
_DESCRIBED = pattern(
    r"\b<auxiliary> (?:the|an?|any|some|his|her|their) (?:[\w-]+ )?<role>\b"
    r"|\b<auxiliary> (?:the )?[\w-]+(?: [\w-]+)? <respond> (?:to|of|about|on) (?:that|this|it|such)\b",
    _SENTENCE_PARTS,
)
_ASKED = pattern(r"\b<auxiliary> (?:(?:the|his|her|their) (?:[\w-]+ ){1,3})?<known>", _SENTENCE_PARTS)
# "And her cousin Hugh?": what somebody is, before the name.
_APPOSITION = pattern(r"^(?:and |but )?(?:the|his|her|their) (?:[\w-]+ ){1,3}<known>\W*$", _SENTENCE_PARTS)
# "Who is Knaus?", "What does Knaus want?", "Who interviewed Knaus?": what is asked for is its own matter.
_FULL = pattern(
    r"who(?:['’]s| is| was| are)\b|what <auxiliary> <known> (?:<act>|write)\b"
    r"|who (?:\w+ )?(?:interview\w*|(?:spoke|talked|sat down) (?:to|with)) <somebody>",
    _SENTENCE_PARTS,
)
# "What did Knaus say in 2021?": all that somebody said, where no matter was asked about before.
_SAID = pattern(r"^\W*(?:and )?what <auxiliary> <known> (?:<respond>|think)\b", _SENTENCE_PARTS)
# "What did he write before that?": all that somebody wrote.
_WRITTEN = pattern(
    r"^\W*(?:and )?what <auxiliary> (?:he|she|they|<known>) (?:writ|publish)\w+\b(?! about| on)",
    _SENTENCE_PARTS,
)
_COMPARED = re.compile(
    r"\b(?:add|include|compar\w+|contrast\w*|differs?|differences?|versus|vs)\b", re.IGNORECASE
)
_DISSENT = re.compile(
    r"\b(?:opposite|contrary|otherwise|differently|else|others?|another|different|(?:dis)?agree\w*|differs?|"
    r"contradict\w*|oppos(?:es?|ing)|objects?|criticis\w*|(?:same|that|this) (?:view|opinion|position))\b",
    re.IGNORECASE,
)
# "And the other side?": who is asked for, in a fragment that names nobody.
_OTHER_SIDE = re.compile(
    r"\b(?:opposite|contrary|opposing|other) (?:views?|sides?|opinions?|positions?|camp)\b"
    r"(?! of (?:the |this |that )?(?!(?:argument|case|debate|dispute|issue|question|matter|story)\b)\w)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"\b(?:the same|that|this|these|those|the|his|her|their) (?P<what>article|piece|essay|text|interview|"
    r"column|op-ed)s?\b(?! (?:by|from|of|with|on|about|in|that|which)\b)",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(r"\b(?:now|nowadays|today|currently|ever|chang\w+|evolv\w+)\b", re.IGNORECASE)
# "I meant Knaus", "not Birk, Knaus", "Knaus, not Birk"; "not Birk" alone leaves him out.
_CORRECTED = pattern(
    rf"^\W*(?:no |sorry )?i (?:mean|meant|am asking about|was asking about|said(?= [{PERSON}])) "
    rf"|\bnot <known>[ ,;:–-]++(?:but )?(?!(?:and|or|nor|please)\b)(?=[\w{PERSON}])"
    rf"|(?:(?<={PERSON})(?: [-–])?|(?<!\bno)(?<!\bok)(?<=[\w{PERSON}]),) not [{PERSON}]++(?=[?.!]*$)",
    _SENTENCE_PARTS,
)
# "not Birk", "everyone but him", "and apart from Knaus?"; "but Knaus?" asks for him.
_LEFT_OUT = pattern(
    r"^\W*(?:(?:and|but|ok|okay|please|no|now|then|so|just|what about),? )*"
    r"(?:(?:all(?: (?:the |other )?(?:authors|writers|people|voices))?|everything|<anybody>)(?: else)? "
    r"(?:but|except) |<besides> |without |minus |not |(?P<no>no ))"
    r"<who>(?:,? (?:please|this time|now|then|again|instead))*[?.!, ]*$",
    PARTS,
)
_OTHER = re.compile(r"\b(?:the other|another|a different|the wrong|wrong|not that) $", re.IGNORECASE)
_WHERE_OR_WHEN = re.compile(
    r"\b(?:where|when|(?:which|what) (?:magazine|paper|newspaper|journal|site|website|outlet|publication|"
    r"medium|date|year|day|month))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A question that needs no conversation."""

    question: str
    beside: str = ""
    """The earlier question whose matter it asks about, where no words of its own tell that."""
    scope: Scope | None = None
    """Its filters after the carry-over; None: those that stand in it."""
    excluded: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    """Ids of the articles of an earlier answer it is limited to."""
    record: bool = False
    """Whether it asks only where or when those were published, which their records tell."""
    about: str = ""
    """Words to search for where no question named a matter: those quoted in the answer."""
    bound: str = ""
    """The words of it that bound a time by an event, where it adds nothing else: "since the war began"."""

    @property
    def standalone(self) -> str:
        return f"{self.question} ({self.beside})" if self.beside else self.question


def resolved(text: str, earlier: Sequence[Earlier]) -> Resolved:
    """`text` with what it leaves out taken from the last of the `earlier` questions, or the one it names."""
    if not earlier or not text.strip() or _NEW_TOPIC.search(text):
        return Resolved(question=text)
    text = without_form(text)
    if not text:
        return _repeated(earlier[-1], earlier[-1].excluded)
    if lift := lifted(text, earlier[-1]):
        if lift.rest:
            return resolved(lift.rest, (*earlier[:-1], lift.last))
        return _repeated(lift.last, lift.excluded)
    shown = named(text, earlier[-1].known, earlier[-1].today, fragment=True).masked
    if bound := event_fragment(shown, text):
        return _bounded(bound, earlier[-1])
    if left_out := _left_out(text, earlier):
        return _without_people(left_out, earlier[-1])
    if papers := _papers_left_out(text, earlier[-1]):
        return _without_papers(_repeated(earlier[-1], earlier[-1].excluded), papers)
    text = _with_event(text, earlier[-1])
    rest, pointed = pointed_at(text, earlier)
    follow = _follow_up(rest, pointed or earlier, back=pointed is not None)
    return _carried(follow) if follow else Resolved(question=text)


def _repeated(last: Earlier, excluded: tuple[str, ...]) -> Resolved:
    """The last question once more."""
    question, beside = parted(last.standalone)
    return Resolved(question=question, beside=beside, scope=last.limits, excluded=excluded)


def _bounded(bound: str, last: Earlier) -> Resolved:
    """The last question with another bound in the place of its times."""
    own, beside = parted(last.standalone)
    own = without(own, [phrase.span for phrase in last.reading.dates])
    return Resolved(
        question=with_end(own, bound),
        beside=beside,
        scope=replace(last.limits, since=None, until=None),
        bound=bound,
    )


def _left_out(text: str, earlier: Sequence[Earlier]) -> Named | None:
    """A follow-up that does nothing but leave people out, its pronouns resolved."""
    last = earlier[-1]
    found = named(text, last.known, last.today, fragment=True)
    meant = coreference(text, found.masked, full_names(found.people), earlier)
    found = named(meant.text, last.known, last.today, fragment=True)
    corrects = _CORRECTED.search(found.masked)
    left_out = None if corrects else _LEFT_OUT.match(found.masked)
    others = last.people and not {*full_names(found.people)} & {*last.people}
    # After "What does Birk say?", "no Quell" asks for Quell.
    return None if left_out is None or (left_out["no"] and others) else found


def _without_people(found: Named, last: Earlier) -> Resolved:
    """The last question without the people named: asked of those who are left, or else of others."""
    out = [name for who in found.people for name in ({*who.names} & {*last.named} or who.names)]
    left = tuple(name for name in last.people if name not in out)
    question, beside = parted(last.standalone)
    if last.people and not left:
        question, beside = with_matter("Who else?", last)
    elif left != last.people:
        who = replace(found.people[0], names=left)
        question, beside = swapped(last, replace(found, people=(who,)), matter=False)
    return Resolved(
        question=question,
        beside=beside,
        scope=replace(last.limits, people=left),
        excluded=tuple(dict.fromkeys((*last.excluded, *out))),
    )


def _papers_left_out(text: str, last: Earlier) -> tuple[str, ...]:
    """The papers that a follow-up leaves out, where it does nothing else."""
    found = named(text, last.known, last.today, fragment=True)
    rest = without(found.masked, [paper.span for paper in found.unwanted])
    alone = not (found.people or found.publications or found.dates or content(rest))
    return full_names(found.unwanted) if alone else ()


def _without_papers(resolved: Resolved, papers: tuple[str, ...]) -> Resolved:
    """A question that leaves out some papers, in its own words, so that it goes on to do so."""
    return replace(resolved, question=with_end(resolved.question, f"except in {listed(papers)}"))


def _with_event(text: str, last: Earlier) -> str:
    """A date alone as the bound for whose date was asked: "2022" after "before the war" is "before 2022"."""
    dates = last.named_dates(text)
    alone = len(dates) == 1 and dates[0].word in ("", "in") and not dates[0].record
    if not (last.event and alone and _ONLY_DATE.fullmatch(without(text, [dates[0].span]))):
        return text
    return dated(last.event, dates[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A question that leans on the one before it."""

    text: str
    named: Named
    meant: Coreference
    earlier: Sequence[Earlier]
    content: tuple[str, ...]
    """The words by which it names a matter of its own."""
    fragment: bool
    """Whether it is no clause: "And Knaus?"."""
    anybody: bool
    """Whether it asks for people who are not named: "Who agrees with him?"."""
    dissent: bool
    """Whether those are others than the people asked for before."""
    points_at_matter: bool
    role: bool
    """Whether it names nothing but somebody by what he is: "And the mayor?"."""
    article: bool
    """Whether it is about an article that was shown."""
    record: bool
    """Whether it asks only where or when that was published."""

    @property
    def last(self) -> Earlier:
        return self.earlier[-1]

    @property
    def compares_times(self) -> bool:
        """Whether its times stand beside those of the last question: "Compare that with 2023"."""
        both = self.fragment and self.named.dates and self.last.reading.dates
        return bool(both and _COMPARED.search(self.named.masked))

    @property
    def elliptical(self) -> bool:
        return self.fragment or not self.content


def _follow_up(text: str, earlier: Sequence[Earlier], *, back: bool) -> FollowUp | None:
    """The parts of a follow-up; None for a question that takes nothing from the conversation."""
    last = earlier[-1]
    found = named(text, last.known, last.today, fragment=True)
    month_alone = any(folded(who.text) in DATE_WORDS for who in found.people)  # "How about May?"
    if spans := [match.span() for match in _CORRECTED.finditer(found.masked)]:
        text = without(text, spans)
    times = None if month_alone else last.times_asked or last.times_shown
    if times:
        # "What did he do afterwards?" is told from what he did, not from the day of an article.
        text = counted(text, *times, by_distance=not last.times_asked and has_clause(text))
    # "since May 2019" is no clause, nor is "And May?" of somebody of that name.
    found = named(text, last.known, last.today, fragment=True)
    spans = [*(phrase.span for phrase in found.dates), *(who.span for who in found.people)]
    nameless = without(text, spans)
    fragment = not has_clause(_VERBLESS.sub("", nameless)) and len(words(text)) <= _LONGEST_FRAGMENT
    found = named(text, last.known, last.today, fragment=fragment)
    text = _in_full(text, found, last)
    found = named(text, last.known, last.today, fragment=fragment)
    meant = coreference(text, found.masked, full_names(found.people), earlier)
    says = () if _APPOSITION.match(found.masked) else content(_DESCRIBED.sub(" ", found.masked))
    record = not says and bool(_WHERE_OR_WHEN.search(text))
    it = "thing" in meant.unresolved and len(last.listed) == 1
    article = record or it or bool(_ARTICLE.search(found.masked))
    thing = bool(meant.unresolved & {"thing", "several"} or _THING.search(found.masked))
    anybody = not meant.subjects and bool(ANYBODY.search(found.masked) or _DESCRIBED.search(found.masked))
    role = fragment and not found.people and bool(says) and is_role(says[-1]) and not meant.points_back
    anybody = anybody or role or (fragment and not found.people and bool(_OTHER_SIDE.search(text)))
    dissent = anybody and bool(_DISSENT.search(found.masked))
    leans = back or fragment or meant.points_back or thing or dissent or article or _OPENER.match(text)
    full = asks_for_articles(text) or (found.people and _FULL.match(found.masked))
    kept = last.limits.since or last.limits.until or last.limits.publications
    own_time = found.dates or not kept
    points = fragment or back or meant.points_back or thing
    alone = not (says or points or last.has_matter) and own_time and _SAID.match(found.masked)
    if alone or (not leans and (says or full)):
        return None
    return FollowUp(
        text=text,
        named=found,
        meant=meant,
        earlier=earlier,
        content=says,
        fragment=fragment,
        anybody=anybody,
        dissent=dissent,
        points_at_matter=thing,
        role=role,
        article=article,
        record=record,
    )


def _in_full(text: str, found: Named, last: Earlier) -> str:
    """`text` with people in full who are named by a given name alone, or as the other of their surname."""
    for who in reversed(found.people):
        start = who.span[0]
        if other := _OTHER.search(text, 0, start):
            left = tuple(name for name in who.names if name not in last.named)
            text = f"{text[: other.start()]}{listed(left or who.names)}{text[who.span[1] :]}"
        elif len(who.names) == 1 and folded(who.text) == folded(who.names[0]).split()[0]:
            text = text[:start] + who.names[0] + text[who.span[1] :]
    return text


def _carried(follow: FollowUp) -> Resolved:
    last, scope = follow.last, _scope(follow)
    question, beside = _worded(follow, scope)
    if not set(scope.people) & set(full_names(named(f"{question} {beside}", last.known, last.today).people)):
        question = according_to(scope.people, question)
    excluded: tuple[str, ...] = ()
    if follow.anybody:
        excluded = follow.meant.objects or (last.people if follow.dissent else ())
    elif follow.fragment and not scope.people:
        excluded = last.excluded
    articles: tuple[str, ...] = ()
    if follow.article or ("several" in follow.meant.unresolved and not scope.people):
        articles = last.articles(scope.people)
    quoted = next((quote.shown for view in last.viewpoints for quote in view.quotes), "")
    timed = follow.fragment or _WRITTEN.match(follow.named.masked)
    only_time = bool(timed and follow.named.dates and not follow.content)
    carried = Resolved(
        question=question,
        beside=beside,
        scope=scope,
        excluded=tuple(name for name in excluded if name not in scope.people),
        articles=articles,
        record=follow.record and bool(articles),
        about="" if only_time else quoted,
    )
    kept = last.unwanted if follow.elliptical else ()
    lost = tuple(name for name in kept if name not in scope.publications and name not in carried.standalone)
    return _without_papers(carried, lost) if lost else carried


def _scope(follow: FollowUp) -> Scope:
    """The filters: each its own, or the one of the last question."""
    last, found = follow.last, follow.named
    own = found.scope
    if not follow.elliptical:
        own = read(follow.meant.text, last.known, last.today).scope
    new = found.people if follow.meant.bound else _asked(found)
    people = _people(follow, own.people or full_names(new))
    kept = last.limits
    if follow.anybody or not (follow.elliptical or follow.article):
        return replace(own, people=people)
    publications = own.publications or kept.publications
    if follow.fragment and follow.content:
        question, beside = _worded(follow, own)
        publications = own.publications or tuple(
            name
            for name in publications
            if name in full_names(named(f"{question} {beside}", last.known, last.today).publications)
        )
    times = own if own.since or own.until or _ANY_TIME.search(follow.text) else kept
    if follow.compares_times:
        since, until = period((*last.reading.dates, *found.dates))
        times = Scope(since=since, until=until)
    return replace(times, people=people, publications=publications)


def _asked(found: Named) -> tuple[Mention, ...]:
    """The people who stand as the subject of a question: "What did Birk learn?"."""
    spans = [match.span("who") for match in _ASKED.finditer(found.masked)]
    return tuple(who for who in found.people if inside(who, spans))


def _people(follow: FollowUp, own: tuple[str, ...]) -> tuple[str, ...]:
    last, meant = follow.last, follow.meant
    if own and not (follow.anybody and set(own) <= set(meant.objects)):
        alone = len(own) == 1 and not set(own) & set(last.named)
        compared = alone and _COMPARED.search(follow.named.masked) and not meant.subjects
        return (*last.named, *own) if compared else own
    if follow.named.strangers and (
        follow.fragment or read(meant.text, last.known, last.today).unknown
    ):  # "And Henrik Maas?", whom no record names, is asked in the place of the last ones
        return ()
    if follow.anybody:  # "Are there other articles by her?"
        sources = read(meant.text, last.known, last.today).people
        return tuple(name for name in sources if name in meant.people)
    if meant.subjects and set(meant.subjects) <= set(last.people):
        return meant.subjects
    if meant.people and (asked := read(meant.text, last.known, last.today).people):
        return asked
    if follow.article:
        shown = {name for view in last.viewpoints for name in view.record.people}
        asked = full_names(_asked(last.reading.named))
        return last.people or tuple(name for name in last.named if name in shown or name in asked)
    together = group(follow.earlier)
    if meant.people and set(meant.people) <= set(together):
        return meant.people
    return last.people


def _worded(follow: FollowUp, scope: Scope) -> tuple[str, str]:
    """The stand-alone question, and the earlier one in brackets behind it where it needs that."""
    last, text = follow.last, follow.meant.text
    if not text.strip():
        return last.text, parted(last.standalone)[1]
    found = follow.named
    slot = bool(found.people or found.publications or found.dates or found.strangers)
    why = _VERBLESS.match(text)
    if why and why["why"] and not slot:
        return with_matter(text, last) if not follow.content else (text, repeated(last, text))
    if follow.fragment and (slot or (follow.content and not follow.meant.points_back)):
        matter = bool(follow.content) and not follow.role
        return swapped(last, found, matter=matter, role=follow.role, add_times=follow.compares_times)
    if article := _ARTICLE.search(text) if follow.content and len(scope.people) == 1 else None:
        return f"{text[: article.start()]}{scope.people[0]}'s {article['what']}{text[article.end() :]}", ""
    if follow.fragment and follow.content:
        return text, repeated(last, text)
    own_matter = follow.content and not (follow.fragment or follow.points_at_matter)
    if own_matter or (_WRITTEN.match(found.masked) and scope.people):
        return text, ""
    return with_matter(text, last)


_MOST_TURNS = 12
"""Turns that are looked back at."""
_LONGEST_QUESTION = 400
"""Characters of an earlier question that are read."""


def _left_out_before(turn: Turn, standalone: str, earlier: Sequence[Earlier]) -> tuple[str, ...]:
    """The people whom an earlier follow-up left out, where its answer tells no more than its question."""
    if not earlier or turn.question == standalone:
        return ()
    if asks_for_more(turn.question):
        return earlier[-1].excluded
    alone = resolved(without_small_talk(turn.question[:_LONGEST_QUESTION]), earlier)
    return alone.excluded if alone.standalone == standalone else ()


def resolve(question: str, history: tuple[Turn, ...], known: KnownNames, today: datetime.date) -> Resolved:
    """`question` made to stand alone after the turns of `history`."""
    earlier: list[Earlier] = []
    for turn in history[-_MOST_TURNS:]:
        if isinstance(turn.answer, Answer):
            if turn.answer.reason == "empty_question":
                continue
            standalone = turn.answer.standalone_question[:_LONGEST_QUESTION]
            scope = turn.answer.understood or None
            left_out = _left_out_before(turn, standalone, earlier)
        elif is_small_talk(turn.question):
            continue
        else:
            asked = without_small_talk(turn.question[:_LONGEST_QUESTION])
            alone = resolved(asked, earlier)
            standalone, scope, left_out = alone.standalone, alone.scope, alone.excluded
        earlier.append(Earlier(standalone, scope, turn.answer, known, today, left_out))
    return resolved(without_small_talk(question).strip(), earlier)
