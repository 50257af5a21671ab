"""The views of a model's reply, each with the words that prove it; whether they bear it out is seen later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.answers import Viewpoint
from assistant.articles import Span
from assistant.attribution import Attribution, AttributionOf, Holder
from assistant.generation.naming import holder, parted
from assistant.generation.overview import CITATION
from assistant.generation.protocol import ViewpointRecord, Written
from assistant.generation.retyped import Retyped
from assistant.generation.sources import Place, Source, Sources
from assistant.languages import is_examined
from assistant.positions import Stance
from assistant.reading.quoting import in_whole_quotations, quoted

MOST_VIEWPOINTS = 3
"""Of one article."""
MOST_QUOTES = 10
"""Of one record."""
_NOTES = {
    "quote": "{} quotation{} by the chat model {} not found in the articles and left out.",
    "moved": "{} quotation{} by the chat model {} found in another article than it named, and moved there.",
    "source": "{} view{} by the chat model {} left out: it cites no sentence that it was given.",
    "contested": "{} quotation{} by the chat model {} left out: it gave the same words to somebody else.",
    "asked": "{} quotation{} by the chat model {} left out: an interviewer asks it.",
    "crowd": "{} further view{} in articles that already have three {} left out.",
    "room": "{} further view{} by the chat model {} left out: so many are not shown at once.",
    "claim": "{} claim{} by the chat model {} left out, since the words cited do not bear it out.",
    "translation": "{} translation{} by the chat model {} left out: its figures or names differ.",
    "sentence": "{} sentence{} of the chat model's overview {} left out: the views do not bear it out.",
    "junk": "{} record{} by the chat model {} not in the form asked for and could not be read.",
}

Key = tuple[str, str | None, bool]
"""Article, speaker, whether the view is reported."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a model says somebody holds; to be verified."""

    text: str | None = None
    stance: Stance | None = None
    unsure: bool = False
    """Whether it is said of the article's voice, where our own attribution, not certain, says otherwise."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A view whose words were found, before what the model says of it is verified."""

    places: tuple[Place, ...]
    speaker: str | None
    reported: bool
    claims: tuple[Claim, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether it may be the voice's own view, too."""
        return any(claim.unsure for claim in self.claims)

    @property
    def key(self) -> Key:
        return self.places[0].article.id, self.speaker, self.reported

    def rests_on(self, source: Source) -> bool:
        """Whether some of its words stand in a source."""
        passage = source.passage
        return any(
            place.article.id == source.article.id
            and (place.source.key == source.key or passage.start <= place.found.start < passage.end)
            for place in self.places
        )

    @property
    def near(self) -> tuple[str, ...]:
        """Each quote with the sentences before and after it, as the article has them."""
        return tuple(self.places[0].article.shown(*span) for span in self.spans_near)

    @property
    def spans_near(self) -> tuple[Span, ...]:
        """Where these stand."""
        article = self.places[0].article
        found = (quoted(article, place.found.start, place.found.end, citation=1) for place in self.places)
        return tuple(
            ((quote.before or (quote.start,))[0], (quote.after or (0, quote.end))[1]) for quote in found
        )

    def viewpoint(self, citation: int) -> Viewpoint:
        """The view with its quotes alone, numbered from `citation`."""
        article = self.places[0].article
        return Viewpoint(
            record=article.record,
            speaker=self.speaker,
            reported=self.reported,
            sure=is_examined(article.record.language),
            quotes=tuple(
                quoted(
                    article,
                    place.found.start,
                    place.found.end,
                    citation=number,
                    verdict=place.found.verdict,
                    parts=place.found.parts,
                )
                for number, place in enumerate(self.places, citation)
            ),
        )


def told(dropped: Counter[str]) -> tuple[str, ...]:
    """What was left out, in sentences for readers."""
    return tuple(
        text.format(count, "" if count == 1 else "s", "was" if count == 1 else "were")
        for what, text in _NOTES.items()
        if (count := dropped[what])
    )


def drafted(written: Written, sources: Sources, attribution_of: AttributionOf) -> Draft:
    """The views of a reply whose words stand in the sources; each is of one holder in one article.

    `attribution_of` is our own attribution, which overrules the model's where it is certain.
    """
    draft = Draft(sources, attribution_of)
    for record in written.views:
        draft.add(record)
    draft.dropped["junk"] += written.broken
    return draft


def claim_of(record: ViewpointRecord) -> str | None:
    """The words of a record's claim without what they cite."""
    return " ".join(CITATION.sub("", record.claim or "").split()) or None


class Draft:
    """The views in the order of the reply, and how much of it was left out, by reason."""

    def __init__(self, sources: Sources, attribution_of: AttributionOf) -> None:
        self._views: dict[Key, Drafted] = {}
        self.dropped: Counter[str] = Counter()
        self._sources = sources
        self._retyped = Retyped(sources)
        self._attribution_of = attribution_of

    @property
    def views(self) -> tuple[Drafted, ...]:
        return tuple(self._views.values())

    def add(self, record: ViewpointRecord) -> None:
        """Add the views that a record's words are: one, or one of each who holds some of them."""
        named = self._sources.of(" ".join(record.cite))
        if named is None:
            self.dropped["source"] += 1
            return
        held: dict[Key, list[Place]] = {}
        as_told: set[Key] = set()
        unsure: set[Key] = set()
        for place in self._places(record, named):
            model_says = holder(record.speaker, place.article.record, place.source.passage.text)
            own = self._attribution_of(place.article, (place.found.start, place.found.end))
            found = _holder(model_says, own)
            key = (place.article.id, *found)
            unsure |= {key} if found != model_says and not own.certain else set()
            held.setdefault(key, []).append(place)
            as_told |= {key} if found == model_says else set()
        added = [key for key, places in held.items() if self._grow(key, places)]
        # What a claim says is the view of whom the model named, where some of the words are theirs.
        of_named = [key for key in added if key[0] == named.article.id]
        for key in [key for key in of_named if key in as_told] or of_named:
            claim = Claim(claim_of(record), record.stance, key in unsure)
            view = self._views[key]
            if claim not in view.claims:
                self._views[key] = replace(view, claims=(*view.claims, claim))

    def _places(self, record: ViewpointRecord, named: Source) -> Iterator[Place]:
        """Where the words of a record stand, each one speaker's."""
        cited = self._sources.cited((*record.cite, *record.quotes))
        written = [words for words in record.quotes if not self._sources.cited([words])]
        self.dropped["quote"] += max(0, len(written) - MOST_QUOTES)
        found = list(cited)
        for words in written[:MOST_QUOTES]:
            place = self._retyped.locate(words, named)
            self.dropped["quote"] += place is None
            self.dropped["moved"] += place is not None and place.article.id != named.article.id
            found += [place] if place else []
        if not (found or written):
            self.dropped["source"] += 1
        for place in found:
            if place.asked:
                self.dropped["asked"] += 1
                continue
            yield from self._parted(place)

    def _parted(self, place: Place) -> Iterator[Place]:
        """The place cut where one speaker's words end and, for certain, another's begin."""

        def certain(span: Span) -> Holder | None:
            own = self._attribution_of(place.article, span)
            return own.holder if own.certain else None

        yield from (replace(place, found=found) for found in parted(place.found, place.article, certain))

    def _grow(self, key: Key, places: Iterable[Place]) -> bool:
        """Add the places to the view; whether it is there."""
        others = [view for other, view in self._views.items() if other[0] == key[0] and other != key]
        if key not in self._views and len(others) >= MOST_VIEWPOINTS:
            self.dropped["crowd"] += 1
            return False
        known = self._views[key].places if key in self._views else ()
        for place in map(self._whole, places):
            if any(_overlap(place, other) for view in others for other in view.places):
                self.dropped["contested"] += 1
            elif not any(_inside(place, other) for other in known):
                known = (*(other for other in known if not _inside(other, place)), place)
        if known:
            before = self._views[key].claims if key in self._views else ()
            self._views[key] = Drafted(known, key[1], key[2], before)
        return bool(known)

    def _whole(self, place: Place) -> Place:
        """The place with the rest of a quotation that begins or ends in it, where one holder has both."""
        if place.found.parts:
            return place

        def joins(one: Span, other: Span) -> bool:
            first, second = (self._attribution_of(place.article, span) for span in (one, other))
            return first.holder == second.holder

        start, end = in_whole_quotations(place.article, place.found.start, place.found.end, joins)
        return replace(place, found=replace(place.found, start=start, end=end))


def _holder(model_says: Holder, own: Attribution) -> Holder:
    """Who holds some words: as the model says, unless our own attribution knows better.

    Where that is not sure, it says enough against words that only the voice would have to answer for.
    """
    return own.holder if own.certain or (own.reported and not model_says[1]) else model_says


def _overlap(place: Place, other: Place) -> bool:
    return place.found.start < other.found.end and other.found.start < place.found.end


def _inside(place: Place, other: Place) -> bool:
    return other.found.start <= place.found.start and place.found.end <= other.found.end
