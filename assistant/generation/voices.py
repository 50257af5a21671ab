"""Whether an overview counts voices, and orders them in time, as the verified viewpoints do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answers import Viewpoint
from assistant.generation.figures import number
from assistant.generation.sides import Segment, matter, side_taken, sides_fit
from assistant.lexicon import NUMBERS, either
from assistant.names import folded

_MOST_IN_WORDS = 12
_NUMBER = (
    r"(?:\d+|(?:a|two|three)\s+dozen|"
    rf"{either(word for word, value in NUMBERS.items() if 0 < value <= _MOST_IN_WORDS)})"
)
_NOUN = (
    r"(?:(?:different|other|of\s+the|of\s+these)\s+)?"
    r"(?P<noun>authors?|writers?|voices?|commentators?|columnists?|analysts?|experts?|contributors?|speakers?|"
    r"people|persons|observers|scholars|articles?|passages?|sources?)"
)
_VERB = (
    r"(?=(?:\s+\w+ly|\s+also|\s+all|\s+of\s+them)?\s+(?:is|are|was|were|do|does|would|support|oppos|agree|favou?r|"
    r"reject|back|object|endors|welcom|resist|dismiss|advocat|set|make|describ|take|see|stand|fear|hold|think|say|argue|believ|want|warn|call|find|share|accept|doubt))"
)
_COUNT = re.compile(
    rf"\b(?:(?P<only>only|just)\s+)?(?:(?P<half>half)\s+(?:of\s+)?(?:the\s+)?|"
    rf"(?P<number>{_NUMBER})(?:\s+(?:out\s+)?of\s+(?:the|these)\s+(?P<whole>{_NUMBER}))?|"
    rf"(?P<most>most|(?:a|the)\s+majority)(?:\s+of\s+(?:the|these))?|"
    rf"(?P<all>all|everyone|everybody|every)(?:\s+of)?(?:\s+(?:the|these))?(?:\s+(?P<allof>{_NUMBER}))?|"
    rf"(?P<both>both)(?:\s+(?:of\s+)?(?:the|these))?|(?P<several>several|various|a\s+number\s+of)|(?P<many>many)|"
    rf"(?P<none>nobody|no\s+one|none|no|neither)(?:\s+of\s+(?:the|these))?)"
    rf"(?:\s+{_NOUN}\b|{_VERB})",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"\b(?:on\s+balance|on\s+average|on\s+the\s+whole|taken\s+together|all\s+in\s+all|middle\s+ground|"
    r"lean(?:s|ed)?\s+towards?|tends?\s+towards?|the\s+(?:general|overall|prevailing)\s+(?:view|mood|opinion))\b",
    re.IGNORECASE,
)
_CONSENSUS = re.compile(r"\b(?:consensus|unanim\w+|(?:general|broad)(?:ly)?\s+agree\w*)", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|not|without|lack\s+of|little|far\s+from|any)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_DIVIDED = re.compile(
    r"\b(?:authors|voices|writers|opinions|views|they|commentators|experts|articles)\s+(?:\w+\s+){0,2}"
    r"(?:disagree|differ|divided|split|clash|part\s+ways)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:[Oo]nly|[Jj]ust)\s+[A-ZÀ-Ž]\w+|\b\w+\s+alone\b|\bthe\s+only\s+(?:one|voice|author|writer)\b"
)
_EARLY = re.compile(
    r"\b(?:first|at\s+first|earlier|initially|originally|once|formerly|previously|before\s+that)\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:later|now|then|since|afterwards|eventually|by\s+then|no\s+longer|by\s+now|has\s+come|came\s+to|"
    r"today|changed)\b",
    re.IGNORECASE,
)


class Voices:
    """The voices of an answer: each counted once, however many passages are theirs."""

    def __init__(self, views: Sequence[Viewpoint], question: str = "") -> None:
        self._views = tuple(views)
        self._asked = matter(question)

    def bear_out(self, segments: Sequence[Segment], text: str = "") -> bool:
        """Whether each count, each "all" and "nobody", each side and each "first" and "later" is right.

        A count that stands in the cited `text` is the text's, and no count of voices.
        """
        cited = tuple(view for segment in segments for view in segment.cited)
        sentence = " ".join(segment.text for segment in segments)
        return (
            self._averages_nothing(sentence)
            and self._agrees(sentence, cited)
            and all(
                self._counts(count, segment, text) for segment in segments for count in _counts(segment.text)
            )
            and self._alone(sentence, cited)
            and all(sides_fit(segment, self._asked) for segment in segments)
            and _in_order(segments)
        )

    def _averages_nothing(self, sentence: str) -> bool:
        stances = {view.stance for view in self._views}
        return not (_AVERAGE.search(sentence) and {"for", "against"} <= stances)

    def _agrees(self, sentence: str, cited: Sequence[Viewpoint]) -> bool:
        stances = {view.stance for view in cited}
        if match := _CONSENSUS.search(sentence):
            everywhere = {view.stance for view in self._views}
            return (
                len(everywhere) > 1
                if _NO.search(sentence[: match.start()])
                else len(everywhere) == 1 and None not in everywhere
            )
        # Where no stance is known, nothing speaks against a disagreement.
        return not (_DIVIDED.search(sentence) and len(stances) == 1 and None not in stances)

    def _counts(self, count: re.Match[str], segment: Segment, text: str) -> bool:
        if text and folded(count.group()) in folded(text):
            return True
        noun = count["noun"] or ""
        if noun.lower().startswith(("passage", "source")):
            return False
        side = side_taken(segment.text, count.end(), self._asked)
        cited = _voices(segment.cited, noun)
        of_side = (
            _voices((view for view in segment.cited if view.stance in (side, None)), noun) if side else cited
        )
        everyone = _voices(self._views, noun)
        stances = {view.stance for view in segment.cited} - {None}
        if count["none"]:
            return (
                not any(view.stance == side or (view.stance is None) for view in self._views)
                if side
                else False
            )
        alike = len(stances) <= 1 or (side is not None and len(_counts(segment.text)) > 1)
        if not alike or (side and stances and side not in stances):
            return False
        held = side or next(iter(stances), None)
        holders = _voices((view for view in self._views if view.stance == held), noun) if held else cited
        return self._fits(count, len(of_side), len(holders | of_side), len(everyone))

    def _fits(self, count: re.Match[str], cited: int, holders: int, everyone: int) -> bool:
        """Whether the quantity is right: of voices cited, of those of that mind, of all."""
        if count["whole"] and number(count["whole"]) != everyone:
            return False
        if count["number"]:
            return number(count["number"]) == cited == holders
        if count["all"]:
            right = count["allof"] is None or number(count["allof"]) == everyone
            return right and holders == everyone >= 2
        if count["most"]:
            return 2 * holders > everyone > 2
        if count["half"]:
            return 2 * holders == everyone
        if count["both"]:
            return cited == 2
        return cited >= (3 if count["several"] else 4)

    def _alone(self, sentence: str, cited: Sequence[Viewpoint]) -> bool:
        if not _ALONE.search(sentence) or not cited:
            return True
        stances = {view.stance for view in cited}
        if len(stances) != 1 or None in stances:
            return False
        return len(_voices((view for view in self._views if view.stance in stances), "")) == 1


def without_counts(sentence: str) -> str:
    """The sentence without the numbers that count voices: they need not stand in any article."""

    def plain(count: re.Match[str]) -> str:
        counted = count["number"] or count["most"] or count["half"] or count["allof"]
        return ("they" if count.start() else "They") if counted else count[0]

    return _COUNT.sub(plain, sentence)


def _counts(text: str) -> list[re.Match[str]]:
    return list(_COUNT.finditer(text))


def _voices(views: Iterable[Viewpoint], noun: str) -> frozenset[str]:
    """The voices, each once; writers only, or articles, where those are counted."""
    low = noun.lower().rstrip("s")
    if low == "article":
        return frozenset(view.record.article_id for view in views)
    own = low in ("author", "writer", "columnist", "contributor")
    return frozenset(view.speaker or view.record.article_id for view in views if not (own and view.reported))


def _in_order(segments: Sequence[Segment]) -> bool:
    """Whether what one voice said "first" is dated before what it said "later"."""
    marked = [(segment, _EARLY.search(segment.text), _LATE.search(segment.text)) for segment in segments]
    for at, (segment, early, late) in enumerate(marked):
        for other_at, (other, _, _) in enumerate(marked):
            if at == other_at:
                continue
            for view in segment.cited:
                for second in other.cited:
                    if view.speaker != second.speaker or view.record == second.record:
                        continue
                    if (early and not late and not _before(view, second)) or (
                        late and not early and not _before(second, view)
                    ):
                        return False
    return True


def _before(one: Viewpoint, other: Viewpoint) -> bool:
    first, second = one.record.date, other.record.date
    return first is not None and second is not None and first.last < second.first
