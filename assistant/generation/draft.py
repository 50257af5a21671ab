"""The verified part of a model's answer: what its records say and the articles prove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answers import Key, Quote, Viewpoint
from assistant.articles import Span
from assistant.attribution import AttributionOf, Holder
from assistant.events import SummaryReady, ViewpointReady
from assistant.generation.credit import Backing
from assistant.generation.crediting import leans_on_another
from assistant.generation.naming import holder, parted
from assistant.generation.overview import CITATION, Cited, overview
from assistant.generation.protocol import REFUSAL, Record, SummaryRecord, ViewpointRecord
from assistant.generation.sides import Segment, matter, sides_fit
from assistant.generation.sources import Place, Source, Sources
from assistant.languages import is_examined
from assistant.names import folded
from assistant.reading.quoting import in_whole_quotations, quoted
from assistant.reading.sentences import sentences

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
    "asked": "{} quotation{} by the chat model {} left out: an interviewer asks it.",
    "crowd": "{} further view{} in articles that already have three {} left out.",
    "room": "{} further view{} by the chat model {} left out: so many are not shown at once.",
    "junk": "{} line{} by the chat model {} not in the form asked for and could not be read.",
}

Ready = ViewpointReady | SummaryReady


class Draft:
    """Grows with each record; what could not be proved is dropped and counted."""

    def __init__(
        self,
        sources: Sources,
        *,
        people: Sequence[str],
        attribution_of: AttributionOf,
        question: str,
        most: int | None = None,
        first_citation: int = 1,
    ) -> None:
        """`people` are recognised wherever they stand; a sentence may take up names of the `question`.

        At most so many viewpoints are shown, their quotes numbered from `first_citation`.

        `attribution_of` is our own attribution, which may overrule the model's.
        """
        self.dropped: Counter[str] = Counter()
        self.summary: str | None = None
        self.declined = False
        self.ended = False
        """Whether the record that comes last has come, and none after it."""
        self._sources = sources
        self._next = first_citation
        self._most = most
        self._people = {*people, *(person for record in sources.records for person in record.people)}
        self._attribution_of = attribution_of
        self._question = question
        self._asked = matter(question)
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
        as_told: set[Key] = set()
        for words in record.quotes[:MOST_QUOTES]:
            whole = self._sources.locate(words, source)
            if whole is None:
                self.dropped["quote"] += 1
                continue
            for place in self._parted(whole):
                if place.asked:
                    self.dropped["asked"] += 1
                    continue
                told = holder(record.speaker, place.article.record, place.around)
                found = self._holder(told, place)
                key = (place.article.id, *found)
                held.setdefault(key, []).append(place)
                as_told |= {key} if found == told else set()
        grown = [key for key, places in held.items() if self._grow(key, places, source)]
        # What a claim says is the view of whom the model named, where some of the words are theirs.
        meant = [key for key in grown if key[0] == source.article.id and (key in as_told or not as_told)]
        if meant:
            self._word(meant, record, held, source)
        yield from (ViewpointReady(self._views[key]) for key in grown)

    def _parted(self, place: Place) -> tuple[Place, ...]:
        """The place cut where one speaker's words end and, for certain, another's begin."""

        def certain(span: Span) -> Holder | None:
            own = self._attribution_of(place.article, span)
            return own.holder if own.certain else None

        return tuple(replace(place, found=found) for found in parted(place.found, place.article, certain))

    def _holder(self, told: Holder, place: Place) -> Holder:
        """Who holds the words: as the model says, unless our own detection knows better.

        Where that is not sure, it says enough against words that only the voice would have to answer for.
        """
        own = self._attribution_of(place.article, (place.found.start, place.found.end))
        return own.holder if own.certain or (own.reported and not told[1]) else told

    def _grow(self, key: Key, places: Sequence[Place], source: Source) -> bool:
        """Add the quotes to the viewpoint; whether it is there to be shown."""
        article = places[0].article
        others = [view for other, view in self._views.items() if other[0] == article.id and other != key]
        if key not in self._views and len(others) >= MOST_VIEWPOINTS:
            self.dropped["crowd"] += 1
            return False
        if key not in self._views and len(self._views) == self._most:
            self.dropped["room"] += 1
            return False
        view = self._views.get(key) or Viewpoint(
            record=article.record,
            speaker=key[1],
            reported=key[2],
            quotes=(),
            sure=is_examined(article.record.language),
        )
        for place in map(self._whole, places):
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

    def _word(
        self, keys: Sequence[Key], record: ViewpointRecord, held: Mapping[Key, list[Place]], source: Source
    ) -> None:
        """Add the record's claim and stance, as far as the quotes and their passages bear the claim out."""
        plain = " ".join(CITATION.sub("", record.claim or "").split())
        claimed = [plain[slice(*span)] for span in sentences(plain)]
        claimed = [sentence for sentence in claimed if any(map(str.isalpha, sentence))]
        proved: set[str] = set()
        for key in keys:
            view = self._views[key]
            around = "\n".join((source.passage.text, *(place.around for place in held[key])))
            side = view if view.stance else replace(view, stance=record.stance)
            on_side = [each for each in claimed if sides_fit(Segment(each, (side,)), self._asked)]
            said = self._proved(on_side, Backing.of(view, around, self._about(source)))
            proved.update(said)
            kept = view.claim or ""
            for sentence in said:
                kept = kept if sentence in kept else f"{kept} {sentence}".lstrip()
            self._views[key] = replace(view, claim=kept or None, stance=view.stance or record.stance)
        self.dropped["sentence"] += sum(sentence not in proved for sentence in claimed)

    def _proved(self, claimed: Sequence[str], backing: Backing) -> list[str]:
        proved: list[str] = []
        known, explained = self._known, True
        for sentence in claimed:
            # A "she" after a sentence left out would seem to be whoever was named before that.
            explained = (explained or not leans_on_another(sentence)) and backing.proves(sentence, known)
            proved += [sentence] * explained
        return proved

    def _about(self, source: Source) -> str:
        """What a sentence on a source may name beside what it cites: the article as given, the question."""
        return f"{self._question}\n{self._sources.given(source.article)}"

    def _whole(self, place: Place) -> Place:
        """The place with the rest of a quotation that begins or ends in it, where one holder has both."""
        if place.found.parts:
            return place

        def joins(one: Span, other: Span) -> bool:
            first, second = (self._attribution_of(place.article, span) for span in (one, other))
            return first.holder == second.holder

        start, end = in_whole_quotations(place.article, place.found.start, place.found.end, joins)
        return replace(place, found=replace(place.found, start=start, end=end))

    def _quote(self, place: Place) -> Quote:
        found = place.found
        self._next += 1
        return quoted(
            place.article,
            found.start,
            found.end,
            citation=self._next - 1,
            verdict=found.verdict,
            parts=found.parts,
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
                Backing.of(self._views[view], source.passage.text, self._about(source)),
                self._views[view],
            )
            for number, view in cited.items()
        )


def _overlap(place: Place, quote: Quote) -> bool:
    return place.found.start < quote.end and quote.start < place.found.end


def _inside(place: Place, quote: Quote) -> bool:
    return quote.start <= place.found.start and place.found.end <= quote.end
