"""A draft judged: of each claim and each sentence of the overview whether it may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answers import ClaimCheck, Viewpoint
from assistant.articles import Record, Span, listed
from assistant.errors import ChatModelError
from assistant.generation.checks import Backing, Check
from assistant.generation.draft import Drafted
from assistant.generation.mentions import common_words, places
from assistant.generation.nearness import Nearness
from assistant.generation.overview import Sentence, counts_rightly, without_counts
from assistant.generation.sources import Sources
from assistant.generation.verifying import Evidence, Grade, Statement, Verifier

UNCHECKED = "What the chat model wrote in its own words was not checked for meaning."

LIKE = 0.2
"""Cosine of a statement to the words it rests on below which it has nothing to do with them.

Of 209 true statements of `eval/claims` the lowest has .203, half of those held against the words of another
article on the same matter have less than .34, and one in twenty sentences on other matters more than .21.
"""
_AROUND = 10_000
"""Characters of an article in which a name may stand, before and after the words cited."""
Checked = tuple[Statement, Check]
"""A statement, and what code can tell of it."""
RestOn = Mapping[Statement, Sequence[Drafted]]
"""The views that a claim or a sentence rests on."""
Verdicts = Mapping[Statement, ClaimCheck | None]
"""How each statement was checked; None for one that is not to be shown."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What may be shown: the views with their claims and stances, and the sentences of the overview."""

    views: tuple[Viewpoint, ...]
    sentences: tuple[Sentence, ...] = ()
    dropped: Counter[str] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """What the draft of an answer is judged by."""

    question: str
    sources: Sources
    people: frozenset[str] = frozenset()
    """Those whose names are recognised wherever they stand."""
    english: bool = True
    """Whether the answer is: of other languages code can tell less."""
    verifier: Verifier | None = None
    nearness: Nearness | None = None

    def judged(
        self, drafts: Sequence[Drafted], views: Sequence[Viewpoint], sentences: Sequence[Sentence | None]
    ) -> Judged:
        """The `views` of the `drafts`, with what is borne out; a sentence that cites nothing is None."""
        texts = [source.passage.text for source in self.sources]
        articles = {source.article.id: source.article.plain.text for source in self.sources}
        words = common_words(articles.values()), places(texts)
        backings = [self._backing(draft, view, *words) for draft, view in zip(drafts, views, strict=True)]
        evidence = [evidence_of([view]) for view in views]
        claims = [_claims(draft, own) for draft, own in zip(drafts, evidence, strict=True)]
        sides = [_side(draft, own) for draft, own in zip(drafts, evidence, strict=True)]
        summed = [
            Statement(sentence.text, evidence_of([views[at] for at in sentence.views])) if sentence else None
            for sentence in sentences
        ]
        rest_on = {claim: [draft] for draft, own in zip(drafts, claims, strict=True) for claim in own}
        for sentence, statement in zip(sentences, summed, strict=True):
            if sentence and statement:
                rest_on[statement] = [drafts[at] for at in sentence.views]
        checked: list[Checked] = []
        for own_claims, side, backing in zip(claims, sides, backings, strict=True):
            checked += [(claim, backing.check(claim.text, english=self.english)) for claim in own_claims]
            checked += [(side, "doubtful")] if side else []  # no words show a side without being read
        for sentence, statement in zip(sentences, summed, strict=True):
            if sentence and statement:
                backing = Backing.joined([backings[at] for at in sentence.views])
                checked.append((statement, self._summing_up(sentence, backing, views)))
        verdicts, note = self._verdicts(checked, rest_on)
        shown = [_worded(*each, verdicts) for each in zip(views, claims, sides, strict=True)]
        kept = tuple(_standing(sentences, summed, verdicts))
        lost = sum(verdicts[claim] is None for own in claims for claim in own)
        dropped = Counter({"claim": lost, "sentence": len(sentences) - len(kept)})
        unchecked = "unchecked" in verdicts.values()
        return Judged(tuple(shown), kept, dropped, (note,) if unchecked else ())

    def _backing(
        self, draft: Drafted, view: Viewpoint, common: frozenset[str], named: frozenset[str]
    ) -> Backing:
        record = view.record
        owners = set(filter(None, (view.speaker,))) if view.reported else set(record.voices)
        given = (source.passage.text for source in self.sources if source.article.id == record.article_id)
        return Backing(
            quotes="\n".join(quote.shown for quote in view.quotes),
            near="\n".join(draft.near),
            text="\n".join(given),
            record="\n".join(described(record)),
            about="\n".join((record.title, self.question, _around(draft))),
            dates=record.date_text,
            owners=frozenset(owners),
            perhaps=frozenset(record.voices if draft.unsure else ()),
            tellers=frozenset(record.people) - owners,
            known=self.people,
            places=named,
            common=common,
            vocabulary=self.nearness.vocabulary if self.nearness else frozenset(),
        )

    def _summing_up(self, sentence: Sentence, backing: Backing, views: Sequence[Viewpoint]) -> Check:
        found = backing.check(without_counts(sentence.text), english=self.english)
        return "doubtful" if found == "clear" and not counts_rightly(sentence, views) else found

    def _verdicts(self, checked: Sequence[Checked], rest_on: RestOn) -> tuple[Verdicts, str]:
        """How each statement was checked, and what readers are told where some were not.

        What is graded is shown where it is supported, whatever code doubts; what is not, where code has no
        doubt and it is at all like the words it rests on.
        """
        open_ones = [statement for statement, check in checked if check != "wrong"]
        verdicts: dict[Statement, ClaimCheck | None] = dict.fromkeys(each for each, _ in checked)
        grades, note = self._graded(open_ones)
        verdicts |= {each: "supported" for each, grade in grades.items() if grade == "supported"}
        ungraded = [each for each, check in checked if check == "clear" and grades.get(each) is None]
        verdicts |= {each: "unchecked" for each in self._like(ungraded, rest_on)}
        return verdicts, note

    def _graded(self, statements: Sequence[Statement]) -> tuple[Mapping[Statement, Grade | None], str]:
        if self.verifier is None or not statements:
            return {}, UNCHECKED
        try:
            grades = self.verifier.grades(self.question, statements)
        except ChatModelError as error:
            return {}, f"{error}, so what it wrote in its own words was not checked for meaning."
        return dict(zip(statements, grades, strict=True)), UNCHECKED

    def _like(self, statements: Sequence[Statement], rest_on: RestOn) -> Sequence[Statement]:
        """The statements that have to do with their words, where the embedding model can tell."""
        if self.nearness is None or (self.nearness.english_only and not self.english):
            return statements
        texts = [each.text for each in statements]
        cosines = self.nearness.cosines(texts, [tuple(_spans(rest_on[each])) for each in statements])
        return [each for each, cosine in zip(statements, cosines, strict=True) if cosine >= LIKE]


def _around(draft: Drafted) -> str:
    """The text of the article about the first words that are cited, or all of it."""
    place = draft.places[0]
    at = place.article.plain.place(place.found.start, place.found.end)[0]
    return place.article.plain.text[max(0, at - _AROUND) : at + _AROUND]


def described(record: Record) -> tuple[str, ...]:
    """The people of a record and what they are, and where it was published."""
    roles = (record.author_role, record.speaker_role, record.publication)
    return (*record.people, *filter(None, roles))


def _spans(drafts: Sequence[Drafted]) -> Iterator[tuple[str, Span]]:
    """Where the words cited stand, each alone and with what stands around them."""
    for draft in drafts:
        for place, near in zip(draft.places, draft.spans_near, strict=True):
            yield place.article.id, (place.found.start, place.found.end)
            yield place.article.id, near


def evidence_of(views: Sequence[Viewpoint]) -> Evidence:
    """The words of some views, each after who holds it where there are several."""
    whose = [_credited(view) for view in views]
    quotes = [
        " ".join(filter(None, (f"{holder}:" if len(views) > 1 else "", quote.context, quote.shown)))
        for holder, view in zip(whose, views, strict=True)
        for quote in view.quotes
    ]
    voices = listed(tuple(dict.fromkeys(view.record.voice or "not named" for view in views)))
    return Evidence(listed(tuple(dict.fromkeys(whose))) or "", voices or "", tuple(quotes))


def _credited(view: Viewpoint) -> str:
    voice = view.record.voice or "the voice of the article, who is not named"
    return f"{view.speaker or 'someone not named'}, as reported by {voice}" if view.reported else voice


def _claims(draft: Drafted, evidence: Evidence) -> list[Statement]:
    texts = dict.fromkeys(claim.text for claim in draft.claims if claim.text)
    return [Statement(text, evidence) for text in texts]


def _side(draft: Drafted, evidence: Evidence) -> Statement | None:
    stance = next((claim.stance for claim in draft.claims if claim.stance), None)
    return Statement(f"side: {stance}", evidence, stance) if stance else None


def _worded(
    view: Viewpoint, claims: Sequence[Statement], side: Statement | None, verdicts: Verdicts
) -> Viewpoint:
    """The view with the claims that stand, and its stance where that was supported."""
    standing = [claim for claim in claims if verdicts[claim]]
    how: ClaimCheck = "unchecked" if any(verdicts[each] == "unchecked" for each in standing) else "supported"
    return replace(
        view,
        claim=" ".join(claim.text for claim in standing) or None,
        claim_check=how if standing else None,
        stance=side.side if side and verdicts[side] else None,
    )


def _standing(
    sentences: Sequence[Sentence | None], summed: Sequence[Statement | None], verdicts: Verdicts
) -> Iterator[Sentence]:
    """The sentences to show: one that begins with "she" falls with the sentence before it."""
    before = False
    for sentence, statement in zip(sentences, summed, strict=True):
        if sentence and statement and verdicts[statement] and (before or not sentence.leans):
            before = True
            yield sentence
        else:
            before = False
