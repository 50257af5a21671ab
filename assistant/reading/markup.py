"""Markdown and the HTML inside it, read into parts: paragraphs, headings, items, quotations and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assistant.articles import BlockKind, Edit

SOFT, HARD = "\n", "\v"
"""The end of a line in a part: white space only, or one that the writer set."""
_HIDING = {"script", "style", "template", "iframe", "svg", "noscript", "button", "form", "nav", "select"}
_KINDS: Mapping[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("pre", "textarea"), "code"),
    **{"blockquote": "quote", "li": "item", "table": "table", "aside": "note", "footer": "boilerplate"},
}
_INLINE = frozenset(
    "a abbr b big cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time u "
    "var wbr".split()
)
_BLOCKS = frozenset(
    "address article body center dd details div dl dt fieldset figure header hgroup hr html legend main ol p "
    "picture section source summary tbody td tfoot th thead tr ul video audio object embed input".split()
)
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[a-zA-Z][\w-]*)[^<>]*>|<![^<>]*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|\w{1,31});"
)
_NOTE_MARK = re.compile(r"\W*(?:\d{1,3}|[a-z*†‡§¶↩↑]{1,2})\W*")
_CALLOUT = re.compile(r"\[!(?P<kind>[\w-]+)\]")
_QUOTED_CALLOUTS = {"quote", "cite"}
_LONGEST_HEADING = 200
_LAST_MARKER = 99
"""A list that begins with a higher number is a sentence that begins with a year."""


@dataclass(slots=True)
class Part:
    """A part of a text as its markup tells it, with the ends of lines still in it."""

    kind: BlockKind
    start: int
    end: int
    markup: list[Edit] = field(default_factory=list)
    bold: bool = False
    """Whether all of its letters are in bold type."""
    slanted: bool = False
    """The same of italics."""
    image: bool = False
    """Whether it holds an image."""
    ruled: bool = False
    """Whether a ruled line stands before it."""


class _Parts:
    """Collects the parts of a text from the stretches that are seen of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Part] = []
        self._part: Part | None = None
        self.ruled = False
        self._seen = 0
        """Where the last stretch that is seen ends."""
        self._shown = False
        """Whether anything but white space is seen of the part."""
        self._letters: list[int] = [0, 0, 0]
        """Of the part: all, those in bold, those in italics."""
        self.bold = self.slanted = 0

    @property
    def is_open(self) -> bool:
        return self._part is not None

    def reach(self, kind: BlockKind, start: int, end: int) -> Part:
        """The part that a stretch belongs to, seen or not."""
        if self._part is None:
            self._part, self._seen, self._letters = Part(kind, start, end), start, [0, 0, 0]
            self._shown = False
        self._part.end = max(self._part.end, end)
        return self._part

    def see(self, kind: BlockKind, start: int, end: int, words: str | None = None) -> None:
        """Add a stretch that is seen, as it stands or as other `words`."""
        part = self.reach(kind, start, end)
        if self._seen < start:
            part.markup.append((self._seen, start, ""))
        shown = self.text[start:end] if words is None else words
        if shown != self.text[start:end]:
            part.markup.append((start, end, shown))
        self._seen = end
        self._shown = self._shown or not shown.isspace()
        letters = sum(map(str.isalnum, shown))
        self._letters[0] += letters
        self._letters[1] += letters * (self.bold > 0)
        self._letters[2] += letters * (self.slanted > 0)

    def mark(self) -> tuple[int, int]:
        """A place to which `forget` goes back."""
        return (len(self._part.markup), self._seen) if self._part else (0, -1)

    def forget(self, mark: tuple[int, int]) -> None:
        """Take what was seen since `mark` for markup."""
        if self._part is not None:
            del self._part.markup[mark[0] :]
            self._seen = mark[1] if mark[1] >= 0 else self._part.start

    def close(self, kind: BlockKind | None = None) -> Part | None:
        """End the part, whose kind may be known better now."""
        part, self._part = self._part, None
        if part is None:
            return None
        if self._seen < part.end:
            part.markup.append((self._seen, part.end, ""))
        part.kind = kind or part.kind
        every, bold, slanted = self._letters
        part.bold, part.slanted = bool(every) and bold == every, bool(every) and slanted == every
        if self._shown or part.image:
            part.ruled, self.ruled = self.ruled, False
            self.found.append(part)
        return part


def markdown_parts(text: str) -> list[Part]:
    """The parts of a Markdown text in order; what nobody sees, as comments, is in none."""
    return _Markdown(text).read()


class _Markdown:
    def __init__(self, text: str) -> None:
        self._text = text
        self._parts = _Parts(text)
        self._around: list[BlockKind] = []
        """The quotations, items and notes around what is read."""
        self._markers: list[bool] = []
        """Of each list around it, whether its markers are words."""
        self._hidden = 0
        self._marks: list[tuple[int, int]] = []
        self._html = _Html(self._parts, self._kind)

    def _kind(self) -> BlockKind:
        """The kind of a paragraph here: a quotation in an item is a quotation, all in a note is note."""
        around = [*self._around, *self._html.around]
        return next(
            (kind for kind in ("note", "boilerplate", "caption", "quote", "item") if kind in around),
            "paragraph",
        )

    def read(self) -> list[Part]:
        import pyromark
        from pyromark import Options

        options = (
            Options.ENABLE_TABLES
            | Options.ENABLE_FOOTNOTES
            | Options.ENABLE_STRIKETHROUGH
            | Options.ENABLE_TASKLISTS
            | Options.ENABLE_WIKILINKS
            | Options.ENABLE_GFM
        )
        place = _code_points(self._text)
        inside = ""
        for event, span in pyromark.events_with_range(self._text, options=options):
            start, end = place(span["start"]), place(span["end"])
            name, value = next(iter(event.items())) if isinstance(event, dict) else (event, None)
            if inside:  # a table or code is one part as it stands
                inside = "" if name == "End" and _tag(value)[0] == inside else inside
            elif name == "Start" and _tag(value)[0] in ("Table", "CodeBlock"):
                inside = _tag(value)[0]
                self._whole(*_tag(value), start, end)
            elif name in ("Start", "End"):
                getattr(self, f"_{name.lower()}")(*_tag(value), start, end)
            else:
                self._inline(name, value, start, end)
        self._parts.close()
        return self._parts.found

    def _whole(self, tag: str, value: Any, start: int, end: int) -> None:
        self._parts.close()
        piece = self._text[start:end]
        end = start + len(piece.rstrip())
        kind: BlockKind = "table" if tag == "Table" else "code"
        if value == "Indented" and _reads_as_prose(piece):
            kind = "quote"
        if start < end:
            part = Part(kind, start, end)
            if kind == "quote":
                part.markup = [
                    (start + m.start(), start + m.end(), SOFT) for m in re.finditer(r"\n\s*", piece.rstrip())
                ]
            self._parts.found.append(part)

    def _start(self, tag: str, value: Any, start: int, end: int) -> None:
        if tag in ("BlockQuote", "Item", "FootnoteDefinition"):
            self._parts.close()
            words = tag == "Item" and self._markers and self._markers[-1]
            kinds: dict[str, BlockKind] = {"BlockQuote": "note" if value else "quote", "Item": "item"}
            self._around.append("paragraph" if words else kinds.get(tag, "note"))
            if words:
                self._parts.see("paragraph", start, self._text.index(" ", start) + 1)
        elif tag == "List":
            self._parts.close()
            self._markers.append(isinstance(value, int) and value > _LAST_MARKER)
        elif tag in ("Paragraph", "Heading", "HtmlBlock"):
            if not (self._markers and self._markers[-1]):
                self._parts.close()
        elif tag in ("Image", "Strikethrough"):
            self._parts.reach(self._kind(), start, end).image |= tag == "Image"
            self._hidden += 1
        elif not self._hidden:
            self._parts.reach(self._kind(), start, end)
            self._marks.append(self._parts.mark())
            self._type(tag, 1)

    def _end(self, tag: str, value: Any, start: int, end: int) -> None:
        if tag in ("BlockQuote", "Item", "FootnoteDefinition"):
            self._close()
            self._around.pop()
        elif tag == "List":
            self._markers.pop()
        elif tag == "Heading":
            piece = self._text[start:end].rstrip()
            underlined = not piece.startswith("#")
            sentence = underlined and (
                len(piece) > _LONGEST_HEADING or piece.split("\n")[0].endswith((".", "!", "…"))
            )
            self._parts.close(None if sentence else "heading")
        elif tag in ("Paragraph", "HtmlBlock"):
            self._close()
        elif tag in ("Image", "Strikethrough"):
            self._hidden -= 1
        elif not self._hidden:
            mark = self._marks.pop()
            self._type(tag, -1)
            if tag == "Link" and self._is_note_mark(mark[1], start, end):
                self._parts.forget(mark)

    def _type(self, tag: str, change: int) -> None:
        self._parts.bold += change * (tag == "Strong")
        self._parts.slanted += change * (tag == "Emphasis")

    def _is_note_mark(self, seen: int, start: int, end: int) -> bool:
        """Whether a link is the number of a note: [3](#note-3)."""
        words, _, address = self._text[start:end].partition("](")
        return address.startswith("#") and bool(_NOTE_MARK.fullmatch(words[1:]))

    def _close(self) -> None:
        part = self._parts.close()
        if part and part.kind == "quote" and "quote" in self._around:
            seen = self._text[part.start : part.start + 40]
            found = _CALLOUT.match(seen)
            if found and found["kind"].lower() not in _QUOTED_CALLOUTS:
                self._around[self._around.index("quote")] = part.kind = "note"

    def _inline(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Html":
            self._html.feed(self._text, start, end)
        elif name == "InlineHtml":
            self._html.inline(self._text[start:end], start, end)
        elif name == "Rule":
            self._parts.close()
            self._parts.ruled = True
        elif name == "TaskListMarker":
            self._around[-1] = "note"
        elif self._hidden or self._html.hides:
            if self._parts.is_open:
                self._parts.reach(self._kind(), start, end)
        elif name == "Code":
            at = self._text.find(value, start, end)
            if at < 0:
                self._parts.see(self._kind(), start, end, value)
            else:
                self._parts.reach(self._kind(), start, end)
                self._parts.see(self._kind(), at, at + len(value))
        elif name == "Text":
            self._parts.see(self._kind(), start, end, value)
        elif name in ("SoftBreak", "HardBreak"):
            self._parts.see(self._kind(), start, end, SOFT if name == "SoftBreak" else HARD)
        else:  # the mark of a footnote
            self._parts.reach(self._kind(), start, end)


class _Html:
    """The elements of HTML in a text, which may go on over several of its parts."""

    def __init__(self, parts: _Parts, kind: Callable[[], BlockKind]) -> None:
        self._parts = parts
        self._kind = kind
        self._open: list[tuple[str, tuple[int, int]]] = []
        self._comment = False
        self._last_closing: dict[str, int] = {}

    @property
    def around(self) -> list[BlockKind]:
        return [_KINDS[name] for name, _ in self._open if name in _KINDS]

    @property
    def hides(self) -> bool:
        return self._comment or any(name in _HIDING for name, _ in self._open)

    def feed(self, text: str, start: int, end: int) -> None:
        """Read a line or more of raw HTML."""
        while start < end:
            if self._comment:
                closing = text.find("-->", start, end)
                self._comment = closing < 0
                start = end if closing < 0 else closing + 3
                continue
            comment = text.find("<!--", start, end)
            self._pieces(text, start, end if comment < 0 else comment)
            self._comment = comment >= 0
            start = end if comment < 0 else comment + 4

    def _pieces(self, text: str, start: int, end: int) -> None:
        for found in _TAG.finditer(text, start, end):
            self._words(text, start, found.start())
            if found.group().startswith("&"):
                self._see(found.start(), found.end(), _entity(found.group()))
            elif found["name"] and found["name"].lower() not in _KNOWN:
                self._words(text, found.start(), found.end())
            elif found["name"]:
                self._tag(found["name"].lower(), bool(found["closing"]), found.start(), found.end())
            start = found.end()
        self._words(text, start, end)

    def inline(self, tag: str, start: int, end: int) -> None:
        """Read a tag or comment within a paragraph of Markdown."""
        found = _TAG.fullmatch(tag)
        if not found or not found["name"]:
            self._parts.reach(self._kind(), start, end)
        elif (name := found["name"].lower()) not in _KNOWN:
            self._see(start, end, tag)  # words in angle brackets
        elif name in _BLOCKS:
            self._parts.reach(self._kind(), start, end)
        else:
            self._tag(name, bool(found["closing"]), start, end)

    def _tag(self, name: str, closing: bool, start: int, end: int) -> None:
        if name == "br" and not self.hides:
            if self._parts.is_open:
                self._see(start, end, HARD)
            return
        if name not in _INLINE and name != "img":
            self._parts.close(self._element())
            self._parts.ruled |= name == "hr" and not self.hides
        elif self._parts.is_open or not closing:
            part = self._parts.reach(self._kind(), start, end)
            part.image |= name == "img"
        self._parts.bold += (name in ("b", "strong")) * (-1 if closing and self._parts.bold else not closing)
        self._parts.slanted += (name in ("i", "em")) * (
            -1 if closing and self._parts.slanted else not closing
        )
        if closing:
            at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at][0] == name), None)
            if at is not None:
                mark = self._open[at][1]
                del self._open[at:]
                if name == "sup" and _NOTE_MARK.fullmatch(
                    _bare(self._parts.text[mark[1] : start]) if mark[1] >= 0 else ""
                ):
                    self._parts.forget(mark)
        elif (name in _KINDS or name in _HIDING or name == "sup") and self._is_closed(name, end):
            self._open.append((name, self._parts.mark()))
            del self._open[:-_DEEPEST]

    def _is_closed(self, name: str, at: int) -> bool:
        """Whether an element has an end: one without would take in all that follows."""
        if name not in self._last_closing:
            self._last_closing[name] = max(
                (m.start() for m in re.finditer(f"</{name}", self._parts.text, re.I)), default=-1
            )
        return self._last_closing[name] >= at

    def _element(self) -> BlockKind | None:
        """The kind of the innermost element, where it says one."""
        around = self.around
        own = self._kind()
        return own if own in ("note", "boilerplate", "caption") else around[-1] if around else None

    def _words(self, text: str, start: int, end: int) -> None:
        piece = text[start:end]
        if not piece or self.hides:
            return
        if not self._parts.is_open:
            start += len(piece) - len(piece.lstrip())
        if start < end:
            self._see(start, end, None)

    def _see(self, start: int, end: int, words: str | None) -> None:
        if not self.hides:
            self._parts.see(self._element() or self._kind(), start, end, words)


_KNOWN = _BLOCKS | _INLINE | _HIDING | _KINDS.keys() | {"br", "img"}
_DEEPEST = 100
"""Elements in one another that are remembered."""


def _bare(html: str) -> str:
    return _TAG.sub("", html)


def _entity(entity: str) -> str:
    from html import unescape

    return unescape(entity)


def _tag(value: Any) -> tuple[str, Any]:
    return next(iter(value.items())) if isinstance(value, dict) else (value, None)


def _code_points(text: str) -> Callable[[int], int]:
    """From an offset in the bytes of UTF-8 to one in the text."""
    if text.isascii():
        return int
    data = np.frombuffer(text.encode(), np.uint8)
    before = np.concatenate([[0], np.cumsum((data & 0xC0) != 0x80)])
    return lambda offset: int(before[offset])


_CODE_SIGNS = re.compile(r"[{}<>=;|\\$@#_~^`]|\w\(|\)\)|//")


def _reads_as_prose(piece: str) -> bool:
    """Whether indented lines are words rather than code."""
    words = piece.split()
    return len(words) > 2 and 20 * len(_CODE_SIGNS.findall(piece)) < len(words)
