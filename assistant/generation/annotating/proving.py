"""What of a model's reading of an article stands in it: by code first, then by a grader of meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.articles import Article, Record
from assistant.attribution import Attribution, AttributionOf, Holder
from assistant.generation.annotating.protocol import GistRecord, PositionRecord, Written
from assistant.generation.checks import Backing
from assistant.generation.draft import Drafted
from assistant.generation.judging import described, evidence_of
from assistant.generation.naming import holder
from assistant.generation.sources import Sources
from assistant.generation.verifying import Statement
from assistant.index.annotations import Annotation, proved
from assistant.index.lexical import stem_set
from assistant.languages import code
from assistant.names import names_match
from assistant.positions import Side

REASONS = {
    "form": "not in the form asked for",
    "cite": "cites no sentence that it was given",
    "holder": "names nobody whom its sentence names",
    "credit": "the sentence is somebody else's view",
    "words": "has names, figures or words that are not in the article",
    "record": "could not stand in a record",
    "side": "the grader did not find the side supported",
    "gist": "the gist is not borne out",
    "topic": "a topic is not in the article's words",
}
"""Why something was dropped."""
QUESTION = "What does the article say, and who takes which side in it?"
"""For the grader."""
_SAID: dict[Side, str] = {
    "for": "{} holds: {}.",
    "against": "{} rejects: {}.",
    "mixed": "{} holds in part, or under a condition: {}.",
}
_MOST_SENTENCES = 2
"""That show one side."""
_KNOWN_WORDS = 0.5
"""Of the words of a proposition, how many must stand in the article at least."""


class _Unproved(Exception):
    """What a model says does not stand in the article; the message is one of `REASONS`."""


@dataclass(frozen=True)
class Claimed:
    """What a model says that code has nothing against, with the statement to be graded."""

    statement: Statement
    position: dict[str, str] = field(default_factory=dict)
    """In the form of a record's; empty for a gist."""


@dataclass(frozen=True)
class Proof:
    """The article that a reply is held against, and what was dropped so far, by `REASONS`."""

    article: Article
    sources: Sources
    attribution_of: AttributionOf
    known: frozenset[str] = frozenset()
    """Propositions that were proved in other articles: their words need not stand in this one."""
    dropped: Counter[str] = field(default_factory=Counter)

    def claimed(self, written: Written) -> tuple[Claimed, ...]:
        """What of a reply code has nothing against."""
        self.dropped["form"] += written.broken
        found = []
        for record in (*written.positions, *((written.gist,) if written.gist else ())):
            try:
                found.append(self._gist(record) if isinstance(record, GistRecord) else self._position(record))
            except _Unproved as unproved:
                self.dropped[str(unproved)] += 1
        return tuple(found)

    def annotation(
        self, claimed: Sequence[Claimed], supported: Sequence[bool], written: Written, *, model: str, day: str
    ) -> Annotation:
        """What is kept of a reply, of which the grader found some `supported`."""
        gist, positions = None, []
        for claim, borne_out in zip(claimed, supported, strict=True):
            if not borne_out:
                self.dropped["side" if claim.position else "gist"] += 1
            elif claim.position:
                positions.append(claim.position | {"read_by": model, "read_on": day})
            else:
                gist = claim.statement.text
        topics = tuple(topic for topic in written.topics if self._share(topic) == 1.0)
        self.dropped["topic"] += len(written.topics) - len(topics)
        return self._provable(
            Annotation(model=model, day=day, positions=tuple(positions), gist=gist, topics=topics)
        )

    def _provable(self, annotation: Annotation) -> Annotation:
        """The annotation with the positions that could stand in a record."""
        kept: list[dict[str, str]] = []
        for position in annotation.positions:
            tried = replace(annotation, positions=(*kept, position))
            if len(proved(tried, self.article)) > len(kept):
                kept.append(dict(position))
            else:
                self.dropped["record"] += 1
        return replace(annotation, positions=tuple(kept))

    def _position(self, record: PositionRecord) -> Claimed:
        places = self.sources.cited(record.cite[:_MOST_SENTENCES])[:1]
        if not places:
            raise _Unproved("cite")
        span = places[0].found.start, places[0].found.end
        words = self.article.plain.words(*span)
        held = holder(record.holder, self.article.record, words)
        if held == (None, True):
            raise _Unproved("holder")
        if not _agrees(held, self.attribution_of(self.article, span), self.article.record):
            raise _Unproved("credit")
        draft = Drafted(places, *held)
        on = record.on.strip().rstrip(".")
        if not self._stands(on, draft):
            raise _Unproved("words")
        evidence = evidence_of([draft.viewpoint(1)])
        said = _SAID[record.stance].format(evidence.credited_to, on)
        named = {"holder": held[0]} if held[1] and held[0] else {}
        position = {"on": on, "stance": record.stance, "quote": words, **named}
        return Claimed(Statement(said, evidence, record.stance), position)

    def _gist(self, record: GistRecord) -> Claimed:
        places = self.sources.cited(record.cite)
        text = " ".join(record.text.split())
        draft = Drafted(places, self.article.record.voice, reported=False)
        if not places or not self._stands(text, draft):
            raise _Unproved("gist")
        return Claimed(Statement(text, evidence_of([draft.viewpoint(1)])))

    def _stands(self, sentence: str, draft: Drafted) -> bool:
        """Whether its names and figures, and enough of its words, stand in the article."""
        record = self.article.record
        english = (code(record.language) or "en") == "en"
        backing = Backing(
            quotes="\n".join(quote.shown for quote in draft.viewpoint(1).quotes),
            near="\n".join(draft.near),
            text=self.article.plain.text,
            record="\n".join((record.title, *described(record))),
            dates=record.date_text,
            owners=frozenset(filter(None, (draft.speaker,))),
            tellers=frozenset(record.people),
        )
        if backing.check(sentence, english=english) == "wrong":
            return False
        named = not english or backing.names_stand(sentence)
        return sentence in self.known or (named and self._share(sentence) >= _KNOWN_WORDS)

    def _share(self, words: str) -> float:
        """How many of the words, as a share, stand in the article or its title."""
        language = self.article.record.language
        text = f"{self.article.record.title}\n{self.article.plain.text}"
        return share(stem_set(words, language), stem_set(text, language))


def _agrees(held: Holder, own: Attribution, record: Record) -> bool:
    """Whether our own attribution of a sentence has nothing against whose view a model says it is.

    The voice's it may be where both say so, certain or not; a reporter's own words are nobody's position.
    """
    speaker, reported = held
    if not reported:
        voices = (None, record.voice, *record.voices)
        return speaker in voices and own.speaker in voices and not own.reported
    known = own.certain and own.reported and own.speaker
    return not known or names_match(known, speaker or "")


def share(stems: frozenset[str], text: frozenset[str]) -> float:
    """How many of the stems stand in a text, as a share."""
    return len(stems & text) / len(stems) if stems else 0.0
