"""HTML → Markdown that keeps what tells whose words they are: block quotes, headings, notes, verse."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Element = Any
"""An element of lxml, which gives no types."""
Keep = Callable[[str], bool]

_DROPPED = frozenset(
    "area audio base button canvas datalist dialog embed frame head iframe img input link map math meta nav "
    "noscript object optgroup option picture script select source style svg template textarea title track "
    "video".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu ol p pre section summary table tbody td tfoot "
    "th thead tr ul".split()
)
_SPACE = re.compile(r"[ \t\n\r\f\xa0]+")
_MARKUP = re.compile(
    r"[\\`]|(?<!\s)\*|\*(?!\s)|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\[(?=\^)|(?<=\])(?=\()"
)
_LINE_MARKUP = re.compile(
    r"^(?:(?=[>|]|#{1,6}(?:\s|$)|[-+*](?:\s|$)|[-=]+\s*$|~~~|:::|\[[^\]\n]+\]:)|(\d{1,9})(?=[.)](?:\s|$)))",
    re.M,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NEEDLESS_RULE = re.compile(r"(?:\A|\n\n)\*\*\*(?=\n\n(?:\[\^|\*\*\*)|\Z)")
_DEEPEST = 150
"""Levels of nested elements; what lies deeper is read as one run of words."""
_MOST_NOTES = 2_000
_LONGEST_MARK = 6
"""Characters of a link that may be the mark of a note."""


def parsed(html: str) -> Element | None:
    """The tree of a page, without comments; None where it holds nothing."""
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = html.encode("utf-8", "replace")
    try:
        return lxml_html.document_fromstring(data, parser=parser) if data.strip() else None
    except etree.ParserError:
        return None


def escaped(text: str) -> str:
    r"""Words as Markdown that means just these words.

    >>> escaped("5 * 3, snake_case and *this*"), escaped("# 1\n2. two")
    ('5 * 3, snake_case and \\*this\\*', '\\# 1\n2\\. two')
    """
    return _whole_lines(_MARKUP.sub(r"\\\g<0>", text))


def _whole_lines(text: str) -> str:
    return _LINE_MARKUP.sub(lambda match: f"{match[1] or ''}\\", text)


def words(element: Element) -> str:
    """The words of an element on one line."""
    return _SPACE.sub(" ", "".join(element.itertext())).strip()


def is_hidden(element: Element) -> bool:
    """Whether a browser does not show an element."""
    get = element.get
    return (
        get("hidden") is not None or get("aria-hidden") == "true" or bool(_HIDDEN.search(get("style") or ""))
    )


def markdown(root: Element, keep: Keep = lambda words: True) -> str:
    """The Markdown of a tree; of its paragraphs, headings and items those whose words `keep` admits."""
    return _NEEDLESS_RULE.sub("", "\n\n".join(_Writer(root, keep).blocks(root, 0)))


class _Writer:
    def __init__(self, root: Element, keep: Keep) -> None:
        self._keep = keep
        self._references, self._notes, self._returns = _footnotes(root)
        self._around = _around_blocks(root)

    def blocks(self, element: Element, depth: int) -> list[str]:
        """The blocks of an element as Markdown; text beside blocks makes paragraphs of its own."""
        found: list[str] = []
        run: list[str] = [self._text(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                if depth < _DEEPEST and (child in self._notes or child in self._around):
                    found += self._paragraphs("".join(run))
                    found += self._block(child, depth + 1)
                    run = []
                else:
                    run.append(self._inline(child, depth + 1))
            run.append(self._text(child.tail))
        return [*found, *self._paragraphs("".join(run))]

    def _block(self, element: Element, depth: int) -> list[str]:
        tag = element.tag
        if tag in _DROPPED or is_hidden(element):
            return []
        if element in self._notes:
            return self._note(element, depth)
        if re.fullmatch("h[1-6]", tag):
            text = " ".join(self._inner(element, depth).split())
            return [f"{'#' * int(tag[1])} {text}"] if text and self._keep(words(element)) else []
        if tag == "blockquote":
            return self._quote(element, depth)
        if tag == "figure":
            return self._figure(element, depth)
        if tag in ("ul", "ol", "menu"):
            return self._list(element, depth)
        if tag == "dl" and _is_dialogue(element):
            return self._dialogue(element, depth)
        if tag == "table":
            return self._table(element, depth)
        if tag == "pre":
            return self._verbatim(element)
        return ["***"] if tag == "hr" else self.blocks(element, depth)

    def _paragraphs(self, text: str) -> list[str]:
        r"""Paragraphs of inline Markdown in which "\n" is a line break."""
        found: list[str] = []
        for part in re.split(r"\s*\n\s*\n\s*", text):
            lines = [line.strip() for line in part.split("\n") if line.strip()]
            if lines and self._keep(" ".join(lines)):
                found.append(_whole_lines("\n".join(lines)).replace("\n", "  \n"))
        return found

    def _quote(self, element: Element, depth: int) -> list[str]:
        """A block quote; the line that names its source after a dash."""
        for source in element.iter("cite", "footer", "figcaption"):
            if source.getnext() is None and not (source.tail or "").strip() and words(source):
                source.tag = "p"
                source.text = "— " + (source.text or "").lstrip(" —–―-\n")
        inner = "\n\n".join(self.blocks(element, depth))
        return ["\n".join(f"> {line}".rstrip() for line in inner.split("\n"))] if inner else []

    def _figure(self, element: Element, depth: int) -> list[str]:
        """A quotation with who said it, or a table; a picture and its caption are no prose."""
        quoted = next(element.iter("blockquote"), None)
        if quoted is not None:
            quoted.extend(list(element.iter("figcaption")))
        inner = [quoted] if quoted is not None else list(element.iter("table", "pre"))
        return [block for child in inner for block in self._block(child, depth)]

    def _note(self, element: Element, depth: int) -> list[str]:
        number = self._notes.pop(element)
        inner = "\n\n".join(self.blocks(element, depth))
        return [f"[^{number}]: " + inner.replace("\n", "\n    ")] if inner else []

    def _list(self, element: Element, depth: int) -> list[str]:
        ordered = element.tag == "ol"
        loose: list[str] = []
        notes: list[str] = []
        for number, child in enumerate((item for item in element if isinstance(item.tag, str)), 1):
            if child in self._notes:
                notes += self._note(child, depth)
                continue
            mark = f"{number}. " if ordered else "- "
            blocks = self.blocks(child, depth + 1)
            if blocks:
                lines = _together(blocks).split("\n")
                indent = " " * len(mark)
                loose.append(
                    "\n".join((mark + lines[0], *(f"{indent}{line}".rstrip() for line in lines[1:])))
                )
        return [*(["\n".join(loose)] if loose else []), *notes]

    def _dialogue(self, element: Element, depth: int) -> list[str]:
        """The turns of a conversation, each under the name of its speaker."""
        found: list[str] = []
        label = ""
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                label = f"**{' '.join(self._inner(child, depth).split()).rstrip(':')}:** "
                continue
            for block in self.blocks(child, depth + 1):
                found.append(label + block)
                label = ""
        return found

    def _table(self, element: Element, depth: int) -> list[str]:
        """A table of short cells as a table; one that only lays a page out as what stands in it."""
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
        width = max(map(len, rows), default=0)
        if width < 2 or any(_lays_out(cell) for cells in rows for cell in cells):
            return self.blocks(element, depth)
        lines = [
            "| "
            + " | ".join(" ".join(self._inner(cell, depth).split()).replace("|", "\\|") for cell in cells)
            + " |"
            for cells in rows
            if cells
        ]
        if not self._keep(words(element)):
            return []
        return ["\n".join((lines[0], "|" + " --- |" * width, *lines[1:]))]

    def _verbatim(self, element: Element) -> list[str]:
        text = "".join(element.itertext()).strip("\n")
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        return [f"{fence}\n{text}\n{fence}"] if text.strip() and self._keep(" ".join(text.split())) else []

    def _inner(self, element: Element, depth: int) -> str:
        parts = [self._text(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self._inline(child, depth + 1))
            parts.append(self._text(child.tail))
        return "".join(parts)

    def _inline(self, element: Element, depth: int) -> str:
        tag = element.tag
        if tag in _DROPPED or element in self._returns or is_hidden(element):
            return ""
        if element in self._references:
            return f"[^{self._references[element]}]"
        if depth >= _DEEPEST:
            return self._text("".join(element.itertext()))
        if tag == "br":
            return "\n"
        inner = self._inner(element, depth)
        if tag == "sup" and inner.strip().isdecimal() and inner.isascii():
            return inner.strip().translate(SUPERSCRIPT)
        if tag == "q":
            return f"“{inner.strip()}”"
        mark = {"b": "**", "strong": "**", "i": "*", "em": "*"}.get(tag)
        if mark and inner.strip() and "\n" not in inner and "*" not in inner:
            before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
            return f"{before}{mark}{inner.strip()}{mark}{after}"
        return f" {inner} " if tag in _BLOCKS else inner

    def _text(self, text: str | None) -> str:
        return _MARKUP.sub(r"\\\g<0>", _SPACE.sub(" ", text)) if text else ""


def _lays_out(cell: Element) -> bool:
    """Whether a cell of a table holds more than a cell's words: paragraphs, lists, other tables."""
    blocks = list(cell.iter("p", "div", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4"))
    return len(blocks) > 1 or any(block.tag not in ("p", "div") for block in blocks)


def _is_dialogue(element: Element) -> bool:
    """Whether a list of terms is one of speakers: one of them comes back, as no term that is defined does."""
    terms = [words(item) for item in element.iter("dt")]
    return len(set(terms)) < len(terms)


def _together(blocks: list[str]) -> str:
    """The blocks of an item: a list in it directly under its words."""
    nested = re.compile(r"(?:- |\d+\. )")
    return "".join(
        f"{'' if not n else chr(10) if nested.match(block) else chr(10) * 2}{block}"
        for n, block in enumerate(blocks)
    )


def _around_blocks(root: Element) -> set[Element]:
    """The blocks, and whatever else holds one."""
    found: set[Element] = set()
    for element in root.iter(*_BLOCKS):
        while element is not None and element not in found:
            found.add(element)
            element = element.getparent()
    return found


def _footnotes(root: Element) -> tuple[dict[Element, int], dict[Element, int], set[Element]]:
    """Links to notes with the number of each, the notes, and the links that lead back from them.

    A note is what a short link in the page leads to and what itself leads back to that link.
    """
    named = {name: item for item in root.iter() for name in (item.get("id"), item.get("name")) if name}
    references: dict[Element, int] = {}
    notes: dict[Element, int] = {}
    returns: set[Element] = set()
    leading: dict[Element, dict[str, list[Element]]] = {}
    for link in _inner_links(root):
        note = named.get(link.get("href")[1:])
        if (
            note is None
            or link in returns
            or len(words(link)) > _LONGEST_MARK
            or len(references) >= _MOST_NOTES
        ):
            continue
        while note is not None and note.tag not in _BLOCKS:
            note = note.getparent()
        if note is None or note.tag in ("body", "html") or note in link.iterancestors():
            continue
        if note not in leading:
            leading[note] = {}
            for inner in _inner_links(note):
                leading[note].setdefault(inner.get("href")[1:], []).append(inner)
        names = {item.get(key) for item in (link, link.getparent(), *link) for key in ("id", "name")} - {None}
        if back := [inner for name in names for inner in leading[note].get(name, ())]:
            references[link] = notes.setdefault(note, len(notes) + 1)
            returns.update(back)
    return references, notes, returns


def _inner_links(element: Element) -> Iterator[Element]:
    return (link for link in element.iter("a") if (link.get("href") or "").startswith("#"))
