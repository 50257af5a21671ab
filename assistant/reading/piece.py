"""A block in the making: what is seen of it, where that stands, and its block once all is known."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.articles import LINE_END_HYPHEN, PROSE, Block, BlockKind, Edit, Plain, Span
from assistant.lexicon import COMMON_VERBS, COMMON_WORDS, FUNCTION_WORDS
from assistant.reading.markup import HARD, SOFT, Part
from assistant.reading.sentences import sentences
from assistant.text import hidden_places, trimmed

LINE_END = re.compile(rf"(?<![ \t])[ \t]*+[{SOFT}{HARD}]\s*")
TURN = re.compile(r"[—–―]\s*(?=[^\W\d_a-zß-ÿ]|[“\"„«¿¡])")
"""What opens a turn of a dialogue by dashes."""
QUESTION = re.compile(r"[?？؟][\s*_\"”»]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐\u00ad](?P<end>[ \t]*+\n\s*)(?=[^\W\d_])")
_CUT_WORD = re.compile(r"[^\W\d_]{1,40}[-‐\u00ad][ \t]*+\n[\s>]*[^\W\d_]{1,40}")
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,40}(?:-[^\W\d_]{1,40})?(?![^\W\d_])")
_KNOWN = FUNCTION_WORDS | COMMON_WORDS | COMMON_VERBS
_JOINING = {
    "de",
    "nl",
    "da",
    "nb",
    "no",
    "sv",
    "fi",
    "es",
    "it",
    "sr",
    "hr",
    "bs",
    "sl",
    "pl",
    "cs",
    "sk",
    "el",
    "sq",
    "tr",
}
"""Languages that hardly ever put a hyphen before a small letter within a word."""
_WORD_BEFORE = re.compile(r"[^\W\d_]{1,40}$")
_WORD_AFTER = re.compile(r"[^\W\d_]{1,40}")
_UNSEEN = re.compile(
    r"(?<=\S)(?:\[\d{1,3}\])+"  # the marks of footnotes: failed.[3]
    r"|(?<=[^\W\d_]{3})[⁰¹²³⁴-⁹]+|(?<=[.,;:!?”\"’»)])[⁰¹²³⁴-⁹]+"
    # The same pasted, where they are not raised, as no number of a volume or page is: failed.3
    r"|(?<=[a-z ][a-z]{2}[.!?])(?<!\bno\.)(?<!\bpp\.)(?<!fig\.)(?<!vol\.)"
    r"\d{1,2}(?=\s+[^\W\d_a-zß-ÿ]|$)"
    r"|%%[^%]*%%|==(?=\S)|(?<=\S)=="  # of Obsidian: %%a private note%%, ==highlighted==
    r"|\{\{[<%][^{}\n]*[%>]\}\}|\[@[^\[\]\n]*\]|\^\[[^\[\]\n]*\]"  # of Hugo and Pandoc
)
_DIRECTION = re.compile(r"[(\[]\w+(?:,?[ ]\w+){0,3}[.!…]?[)\]][.,]?")
"""What happens while somebody speaks: "(Laughter)"."""
_OUTER = " \t\n>"
"""What stands between two lines of a quotation."""


@dataclass(frozen=True, slots=True)
class Hyphens:
    """What the words of a text tell of the hyphens at the ends of its lines."""

    words: frozenset[str]
    """In small letters: those that stand whole in a line, with their own hyphens."""
    language: str | None

    @classmethod
    def of(cls, text: str, language: str | None) -> Hyphens:
        return cls(frozenset(map(str.lower, _WORD.findall(_CUT_WORD.sub(" ", text)))), language)

    def between(self, before: str, after: str) -> str:
        """What is seen between two parts of a word: its own hyphen, nothing, or what may be either.

        The printer's is told by the whole word in another line; by a language that joins its words without;
        and by parts of which neither is a word.
        """
        if f"{before}-{after}".lower() in self.words or after[:1].isupper():
            return "-"
        if f"{before}{after}".lower() in self.words or (self.language or "en")[:2] in _JOINING:
            return ""
        known = any(part.lower() in self.words or part.lower() in _KNOWN for part in (before, after))
        return LINE_END_HYPHEN if known or self.language is None else ""


@dataclass(slots=True)
class Piece:
    """A block while its kind and its speaker are looked for."""

    kind: BlockKind
    words: str
    """What is seen of it, with the ends of its lines."""
    bold: bool
    slanted: bool
    image: bool
    ruled: bool
    _text: str
    _view: Plain
    _markup: list[Edit]
    _first: int = 0
    """Where `words` begins in the view of the part that it belongs to."""
    speaker: str | None = None
    asks: bool = False
    label: bool = False
    """Whether the label of its speaker opens it."""
    own: Span | None = None
    """The characters of `words` that are neither label nor signature; None where all are."""

    @classmethod
    def of(cls, text: str, part: Part) -> Piece:
        """The piece of a whole part of a text."""
        view = Plain.of(
            text,
            [Block("paragraph", part.start, part.end, ((part.start, part.end),), markup=tuple(part.markup))],
        )
        form = (part.bold, part.slanted, part.image, part.ruled)
        return cls(part.kind, view.text, *form, text, view, part.markup)

    def part(self, first: int, last: int) -> Piece:
        """The piece of some of its characters."""
        first, last = trimmed(self.words, first, last)
        return replace(self, words=self.words[first:last], _first=self._first + first)

    @property
    def level(self) -> int:
        """Of a heading, how many headings it stands under."""
        return self.lead.count("#")

    @property
    def lead(self) -> str:
        """What stands before it in its first line: "1. " of a list."""
        start = self.stored(0, len(self.words))[0]
        return self._text[self._text.rfind("\n", 0, start) + 1 : start]

    @property
    def is_mail(self) -> bool:
        """Of a quotation in plain text, whether ">" opens its line."""
        return ">" in self.lead

    @property
    def lines(self) -> list[Span]:
        """Where each of its lines stands in `words`."""
        ends = [match.span() for match in LINE_END.finditer(self.words)]
        starts = [0, *(end for _, end in ends)]
        return list(zip(starts, [*(start for start, _ in ends), len(self.words)], strict=True))

    def stored(self, first: int, last: int) -> Span:
        """Where some of its characters stand in the text."""
        return self._view.stored(self._first + first, self._first + last)

    def block(self, hyphens: Hyphens, language: str | None) -> Block:
        """Its block; `hyphens` are those of the whole text."""
        start, end = self._reach(0, len(self.words))
        markup = tuple(self._edits(start, end, hyphens))
        block = Block(self.kind, start, end, speaker=self.speaker, asks=self.asks, markup=markup)
        if self.kind not in PROSE:
            return block
        view = Plain.of(self._text, [replace(block, sentences=((start, end),))])
        first, last = view.place(*self.stored(*(self.own or (0, len(self.words)))))
        found = sentences(view.text[first:last], language)
        spoken = [span for span in found if not _DIRECTION.fullmatch(view.text[first:last], *span)]
        spans = tuple(_widened(self._text, view, block, first + a, first + b) for a, b in spoken)
        return replace(block, sentences=spans)

    def _reach(self, first: int, last: int) -> Span:
        """As `stored`, with the markup that stands close by: the stars around words in bold type."""
        whole = self._view.stored(0, len(self._view.text))
        start, end = self.stored(first, last)
        at = self._first + first
        before = (
            self._view.stored(at - 1, at)[1]
            if at
            else min([whole[0], *(edit[0] for edit in self._markup[:1])])
        )
        to = self._first + last
        after = (
            self._view.stored(to, to + 1)[0]
            if to < len(self._view.text)
            else max([whole[1], *(edit[1] for edit in self._markup[-1:])])
        )
        return start - len(self._text[before:start].lstrip(_OUTER)), end + len(
            self._text[end:after].rstrip(_OUTER)
        )

    def _edits(self, start: int, end: int, hyphens: Hyphens) -> Iterator[Edit]:
        """The markup of the part with what else is not seen, in order and apart."""
        own = [(*self.stored(*span), words) for *span, words in self._changes(hyphens)]
        inside = slice(bisect_left(self._markup, (start,)), bisect_left(self._markup, (end + 1,)))
        given = [edit for edit in self._markup[inside] if edit[1] <= end]
        at = start
        for edit in sorted((*own, *given), key=lambda each: (each[0], -each[1])):
            if edit[0] >= at:
                yield edit
                at = edit[1]

    def _changes(self, hyphens: Hyphens) -> Iterator[tuple[int, int, str]]:
        """What is seen in the place of some of its characters."""
        if self.kind in ("code", "table"):
            return
        for match in _HYPHEN.finditer(self.words):
            before = _WORD_BEFORE.search(self.words, max(0, match.start() - 40), match.start())
            after = _WORD_AFTER.match(self.words, match.end())
            parts = before[0] if before else "", after[0] if after else ""
            shown = hyphens.between(*parts)
            yield (*match.span("end"), "") if shown == "-" else (*match.span(), shown)
        for match in LINE_END.finditer(self.words):
            yield (*match.span(), "\n" if self.kind == "verse" or HARD in match.group() else " ")
        for match in _UNSEEN.finditer(self.words):
            yield (*match.span(), "")
        yield from ((at, at + 1, "") for at in hidden_places(self.words))


def _widened(text: str, view: Plain, block: Block, first: int, last: int) -> Span:
    """A sentence of the view in the text, with the markup that touches it."""
    start, end = view.stored(first, last)
    if first == 0 or view.text[first - 1].isspace():
        before = view.stored(first - 1, first)[1] if first else block.start
        start -= len(text[before:start].lstrip(_OUTER))
    after = view.stored(last, last + 1)[0] if last < len(view.text) else block.end
    return start, end + len(text[end:after].rstrip(_OUTER))
