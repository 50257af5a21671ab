"""The verified part of a model's answer: what its records say and the articles prove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.events import SummaryReady, ViewpointReady
from assistant.answering.holdings import Holding
from assistant.answering.quoting import quoted
from assistant.answering.writing.credit import Backing, leans_on_another
from assistant.answering.writing.naming import holding
from assistant.answering.writing.overview import CITATION, Cited, overview
from assistant.answering.writing.protocol import REFUSAL, Record, SummaryRecord, ViewpointRecord
from assistant.answering.writing.sources import Place, Source, Sources
from assistant.names import folded
from assistant.reading.sentences import sentences
from assistant.types import Article, Key, Quote, Span, Viewpoint

MOST_VIEWPOINTS = 3
"""Of one article."""
MOST_QUOTES = 10
"""Of one record."""
_NOTES = {
    "quote": "{} quotation{} by the chat model {} not found in the articles and left out.",
    "moved": "{} quotation{} by the chat model {} found in another article than it named, and moved there.",
    "sentence": "{} sentence{} by the chat model {} left out: the words cited do not bear out all it says.",
    "source": "{} view{} by the chat model {} left out: it named a source it was not given.",
    "contested": "{} quotation{} by the chat model {} left out: it gave the same words to somebody else.",
    "crowd": "{} further view{} in articles that already have three {} left out.",
    "junk": "{} line{} by the chat model {} not in the form asked for and could not be read.",
}

SpeakerOf = Callable[[Article, Span], Holding | None]
"""Our own detection of who speaks; where it is not None, it overrules the model."""
Ready = ViewpointReady | SummaryReady


class Draft:
    """Grows with each record; what could not be proved is dropped and counted."""

    def __init__(
        self,
        sources: Sources,
        *,
        first_citation: int = 1,
        people: Sequence[str] = (),
        speaker_of: SpeakerOf | None = None,
        question: str = "",
    ) -> None:
        """`people` are recognised wherever they stand; a sentence may take up names of the `question`."""
        self.dropped: Counter[str] = Counter()
        self.summary: str | None = None
        self.declined = False
        self.ended = False
        """Whether the record that comes last has come, and none after it."""
        self._sources = sources
        self._next = first_citation
        self._people = {*people, *(person for record in sources.records for person in record.people)}
        self._speaker_of = speaker_of
        self._question = question
        self._early: str | None = None
        """An overview that came before any view, and so before what it cites."""
        self._views: dict[Key, Viewpoint] = {}
        self._cited: dict[str, dict[int, Key]] = {}

    @property
    def viewpoints(self) -> tuple[Viewpoint, ...]:
        return tuple(self._views.values())

    @property
    def notes(self) -> tuple[str, ...]:
        """What was dropped, in sentences for readers."""
        return tuple(
            text.format(count, "" if count == 1 else "s", "was" if count == 1 else "were")
            for what, text in _NOTES.items()
            if (count := self.dropped[what])
        )

    def add(self, record: Record) -> Iterator[Ready]:
        """What a record adds that readers may see."""
        if isinstance(record, SummaryRecord):
            yield from self._summarised(record.summary)
        elif source := self._sources.of(record.source):
            yield from self._viewed(record, source)
        else:
            self.dropped["source"] += 1

    def close(self) -> Iterator[Ready]:
        """What only the end of a reply allows to be shown."""
        early, self._early = self._early, None
        if early is not None:
            yield from self._overview(early)

    def _viewed(self, record: ViewpointRecord, source: Source) -> Iterator[Ready]:
        self.ended = False
        self.dropped["quote"] += max(0, len(record.quotes) - MOST_QUOTES)
        held: dict[Key, list[Place]] = {}
        for words in record.quotes[:MOST_QUOTES]:
            place = self._sources.locate(words, source)
            if place is None:
                self.dropped["quote"] += 1
                continue
            held.setdefault((place.article.id, *self._holding(record.speaker, place)), []).append(place)
        for key, places in held.items():
            if self._grow(key, places, source):
                if key[0] == source.article.id:
                    self._word(key, record, places, source)
                yield ViewpointReady(self._views[key])

    def _holding(self, name: str | None, place: Place) -> Holding:
        span = (place.found.start, place.found.end)
        overruled = self._speaker_of(place.article, span) if self._speaker_of else None
        return overruled or holding(name, place.article.record, place.around)

    def _grow(self, key: Key, places: Sequence[Place], source: Source) -> bool:
        """Add the quotes to the viewpoint; whether it is there to be shown."""
        article = places[0].article
        others = [view for other, view in self._views.items() if other[0] == article.id and other != key]
        if key not in self._views and len(others) >= MOST_VIEWPOINTS:
            self.dropped["crowd"] += 1
            return False
        view = self._views.get(key) or Viewpoint(
            record=article.record, speaker=key[1], reported=key[2], quotes=()
        )
        for place in places:
            if any(_overlap(place, quote) for other in others for quote in other.quotes):
                self.dropped["contested"] += 1
                continue
            known = next((quote for quote in view.quotes if _inside(place, quote)), None)
            quote = known or self._quote(place)
            view = view if known else replace(view, quotes=(*view.quotes, quote))
            for cited in (source.key, *self._sources.keys(place)):
                self._cited.setdefault(cited, {})[quote.citation] = key
            self.dropped["moved"] += article.id != source.article.id
        if view.quotes:
            self._views[key] = view
        return bool(view.quotes)

    def _word(self, key: Key, record: ViewpointRecord, places: Sequence[Place], source: Source) -> None:
        """Add the record's claim and stance, as far as the quotes and their passages bear the claim out."""
        view = self._views[key]
        around = "\n".join((source.passage.text, *(place.around for place in places)))
        backing = Backing.of(view, around, self._question)
        kept = [view.claim] if view.claim else []
        plain = " ".join(CITATION.sub("", record.claim or "").split())
        known, explained = self._known, True
        for start, end in sentences(plain):
            sentence = plain[start:end]
            if not any(map(str.isalpha, sentence)):
                continue
            # A "she" after a sentence left out would seem to be whoever was named before that.
            proved = (explained or not leans_on_another(sentence)) and backing.proves(sentence, known)
            explained = proved
            if not proved:
                self.dropped["sentence"] += 1
            elif sentence not in " ".join(kept):
                kept.append(sentence)
        self._views[key] = replace(view, claim=" ".join(kept) or None, stance=view.stance or record.stance)

    def _quote(self, place: Place) -> Quote:
        found, text = place.found, place.article.text
        self._next += 1
        return quoted(
            text, found.start, found.end, citation=self._next - 1, verdict=found.verdict, parts=found.parts
        )

    def _summarised(self, text: str) -> Iterator[Ready]:
        self.ended = True
        if folded(REFUSAL) in folded(text):
            self.declined = not self._views
        elif self._views:
            yield from self._overview(text)
        else:
            self._early = text

    def _overview(self, text: str) -> Iterator[Ready]:
        if self.summary is None:
            kept, dropped = overview(text, self._citations, self._known, self.viewpoints, self._question)
            self.dropped["sentence"] += dropped
            if kept:
                self.summary = kept
                yield SummaryReady(kept)

    @property
    def _known(self) -> set[str]:
        return self._people | {view.speaker for view in self._views.values() if view.speaker}

    def _citations(self, key: str) -> tuple[Cited, ...]:
        """What a source key in the overview stands for: the quotes shown for it."""
        source = self._sources.of(key)
        if source is None:
            return ()
        cited = self._cited.get(source.key, {})
        return tuple(
            Cited(
                number,
                Backing.of(self._views[view], source.passage.text, self._question),
                self._views[view],
            )
            for number, view in cited.items()
        )


def _overlap(place: Place, quote: Quote) -> bool:
    return place.found.start < quote.end and quote.start < place.found.end


def _inside(place: Place, quote: Quote) -> bool:
    return quote.start <= place.found.start and place.found.end <= quote.end
