"""The sides that a question meets: which positions it is about, and what they change in its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from assistant.answering.decline.decline import Decline
from assistant.answering.drafts import reader
from assistant.answering.evidence import Evidence, set_aside
from assistant.answering.extraction import Choice
from assistant.answering.sentence_choice import MOST_QUOTES, is_of
from assistant.answers import Answer, Sides, Viewpoint
from assistant.articles import Article, Span, overlap
from assistant.attribution import Attribution, Holder
from assistant.index.filters import Filter
from assistant.index.snapshot import Snapshot
from assistant.names import names_match
from assistant.positions import Position
from assistant.question import Query
from assistant.question.notes import unheard
from assistant.question.side_model import side_model
from assistant.question.sides import Asks, side_question
from assistant.scopes import Side
from assistant.wording.positions import SIDE_UNKNOWN, unrecorded, unsorted


@dataclass(frozen=True, slots=True)
class Met:
    """The positions on the matter of a question, and the side it asks for."""

    asks: Asks | None = None
    """None where it asks for none: then the positions are shown, and nothing is sorted by them."""
    proposition: str = ""
    """What they are on."""
    positions: Mapping[str, tuple[Position, ...]] = field(default_factory=dict)
    """By article, those on the side asked for first, one of each holder."""
    holders: Mapping[tuple[str, Position], Holder] = field(default_factory=dict)
    """Whose each position is, by its article."""
    people: tuple[str, ...] = ()
    """Those of whom it asks whether they are for or against: then the positions are theirs alone."""
    near: tuple[str, ...] = ()
    """Propositions near to a matter that is none of them."""
    side: Side | None = None
    """The one side that the reader's filter leaves of them."""

    def within(self, only: Filter) -> Filter:
        """What a filter admits on that side."""
        return only.meet(Filter(articles=frozenset(self.positions))) if self.side else only

    def attribution(self, snapshot: Snapshot) -> Callable[[Article, Span], Attribution]:
        """The attributions of a snapshot, but for the words of positions, of which it is known whose.

        Of words that show the positions of several it is the first of them.
        """
        first: dict[tuple[str, Span], Holder] = {}
        for (article_id, position), holder in self.holders.items():
            first.setdefault((article_id, (position.start, position.end)), holder)

        def of(article: Article, span: Span) -> Attribution:
            if holder := first.get((article.id, span)):
                start, end = span
                speaker, reported = holder
                return Attribution(start=start, end=end, speaker=speaker, reported=reported, certain=True)
            return snapshot.attribution(article, span)

        return of

    def marked(self, view: Viewpoint) -> Viewpoint:
        """The viewpoint with its holder's position; no model's claim stands against a record."""
        for position in self.positions.get(view.record.article_id, ()):
            if self.holders[view.record.article_id, position] == (view.speaker, view.reported):
                return replace(view, position=position, stance=position.stance)
        return view

    def sorted(
        self, evidence: Evidence, snapshot: Snapshot, *, shown: Collection[str] = (), whole: bool = False
    ) -> Evidence:
        """The evidence in the articles that were not `shown` before, with the words of the positions first.

        Where a side is asked for, it is answered by the positions, wherever the search ranks their articles:
        with those on that side as long as there are any, with the others after them where the `whole` is
        asked for; where there are none, and where both sides are asked for, with all positions first.
        """
        evidence = evidence.without(shown)
        choices = tuple(self._led(self._own(choice, snapshot)) for choice in evidence.choices)
        if not (self.asks and self.positions):
            return replace(evidence, choices=choices)
        found = {choice.article.id for choice in choices}
        known = [name for name in self.positions if name not in shown]
        others = (snapshot.article(name) for name in known if name not in found)
        bearing = choices if evidence.may_answer else tuple(each for each in choices if each.leading)
        every = (*bearing, *(self._led(Choice(article, ())) for article in others))
        bear = tuple(dict.fromkeys((*(evidence.bearing if evidence.may_answer else ()), *known)))
        return replace(evidence, choices=self._in_order(every, whole), bearing=bear, decline=Decline())

    def sides(self, evidence: Evidence) -> Sides | None:
        """How many articles are on each side; those of the evidence without a position were not read."""
        if not (self.asks and self.positions):
            return None
        bearing = evidence.bearing if evidence.may_answer else ()
        stances = [self._first(name).stance for name in self.positions]
        return Sides(
            on=self.proposition,
            asked=None if self.asks == "both" else self.asks,
            for_=stances.count("for"),
            against=stances.count("against"),
            mixed=stances.count("mixed"),
            not_read=sum(article_id not in self.positions for article_id in bearing),
            basis=", ".join(dict.fromkeys(self._first(name).basis for name in self.positions)),
        )

    def told(self, answer: Answer) -> tuple[str, ...]:
        """That views are not sorted where a side is asked for, or filtered by, and none is known."""
        if self.positions or not answer.viewpoints:
            return ()
        if answer.scope.side:
            return (f"{unsorted(self.near)} {SIDE_UNKNOWN}",)
        if not self.asks or any(view.stance for view in answer.viewpoints):
            return ()
        return (unrecorded(self.people),) if self.people else (unsorted(self.near),)

    def _first(self, article_id: str) -> Position:
        return self.positions[article_id][0]

    def _own(self, choice: Choice, snapshot: Snapshot) -> Choice:
        """The choice with the sentences alone of the people asked for, where there are any."""
        spans = choice.spans if self.people else ()
        own = tuple(span for span in spans if is_of(snapshot.attribution(choice.article, span), self.people))
        return replace(choice, spans=own, others=()) if own else choice

    def _led(self, choice: Choice) -> Choice:
        """The choice with the words of positions first, alone where they are on the side asked for."""
        own = self.positions.get(choice.article.id, ())
        on_side = tuple(each for each in own if each.stance == self.asks)
        leading = tuple(dict.fromkeys((each.start, each.end) for each in on_side or own))
        holders = (self.holders[choice.article.id, each] for each in on_side or own)
        spans = ((each.start, each.end) for each in on_side or own)
        choice = replace(choice, held=tuple(zip(holders, spans, strict=True)))
        if leading and self.asks:  # nothing else is shown under a side than what shows it
            return replace(choice, spans=leading, leading=leading, others=(), wanted=True)
        rest = (span for span in choice.spans if not any(overlap(span, other) for other in leading))
        return replace(choice, spans=(*leading, *rest)[: max(MOST_QUOTES, len(leading))], leading=leading)

    def _in_order(self, choices: Sequence[Choice], whole: bool) -> tuple[Choice, ...]:
        """Those on the side asked for first, then the other sides in turn, then those not read for one.

        Where both sides are asked for and one alone is known, those not read take turns with it: nobody who
        asks for both is shown one alone.
        """
        stances = {name: self._first(name).stance for name in self.positions}
        on_side = [choice for choice in choices if stances.get(choice.article.id) == self.asks]
        if on_side and not whole:
            return tuple(on_side)
        alone = self.asks == "both" and len({"for", "against"} & set(stances.values())) == 1
        turns = Counter[str | None]()
        order: dict[str, int] = {}
        for choice in choices:
            stance = stances.get(choice.article.id)
            if stance or alone:
                order[choice.article.id] = turns[stance] - (len(choices) if choice in on_side else 0)
                turns[stance] += 1

        def place(choice: Choice) -> tuple[int, bool]:
            return order.get(choice.article.id, len(choices)), choice.article.id not in stances

        return tuple(sorted(choices, key=place))


def met(question: str, query: Query, only: Filter, snapshot: Snapshot, *, side: Side | None = None) -> Met:
    """What a question has to do with sides, in the articles that `only` admits.

    With a `side`, where positions are known, it is about those on that side alone.
    """
    if query.language != "en" or query.pleasantry or query.everything:
        return Met()
    asked = side_question(question, query.topic, snapshot.propositions, reader(snapshot), side_model())
    people = query.scope.people if asked.asks == "both" else ()
    asks = side or asked.asks
    found = [_on(each, asks, people, query, only, snapshot) for each in asked.propositions]
    sided = (each for each in found if any(asks == own[0].stance for own in each.positions.values()))
    known = (each for each in found if each.positions)
    first = next(chain(sided, known, found), Met(asked.asks, people=people, near=asked.near))
    return _on_side(first, side) if side and first.positions else first


def _on_side(found: Met, side: Side) -> Met:
    on_side = {
        article_id: tuple(each for each in own if each.stance == side)
        for article_id, own in found.positions.items()
    }
    positions = {article_id: own for article_id, own in on_side.items() if own}
    return replace(found, positions=positions, side=side)


def _on(
    proposition: str,
    asks: Asks | None,
    people: tuple[str, ...],
    query: Query,
    only: Filter,
    snapshot: Snapshot,
) -> Met:
    """The positions on one proposition; of `people` alone where some are asked for."""
    positions: dict[str, list[Position]] = {}
    holders: dict[tuple[str, Position], Holder] = {}
    for article_id, position in snapshot.propositions.taken(proposition):
        record = snapshot.catalog.by_id[article_id]
        if not only.admits(record) or set_aside(query, article_id, only, snapshot):
            continue
        holder = holder_of(position, snapshot.article(article_id), snapshot)
        name, reported = holder
        names = record.voices if not reported and name in (None, record.voice) else (name or "",)
        if people and len(unheard(people, names)) == len(people):
            continue
        own = positions.setdefault(article_id, [])
        if all(holders[article_id, each] != holder for each in own):
            holders[article_id, position] = holder
            own.append(position)
    in_order = {
        article_id: tuple(sorted(own, key=lambda each: (each.stance != asks, each.holder is not None)))
        for article_id, own in positions.items()
    }
    return Met(asks, proposition, in_order, holders, people)


def holder_of(position: Position, article: Article, snapshot: Snapshot) -> Holder:
    """Whose a position is: of several voices the one who speaks, a source by the name it has elsewhere."""
    found = snapshot.attribution(article, (position.start, position.end))
    if position.holder is None:
        speaks = not found.reported and found.speaker in article.record.voices
        return (found.speaker if speaks else article.record.voice), False
    known = found.reported and found.speaker and names_match(found.speaker, position.holder)
    return (found.speaker if known else position.holder), True
