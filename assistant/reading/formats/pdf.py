"""PDF → Markdown in reading order, without running heads, and with the page on which each part stands."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from assistant.errors import DocumentsError
from assistant.reading.formats.html import SUPERSCRIPT, escaped
from assistant.reading.formats.zipped import unsure_author
from assistant.reading.metadata import Document, Found, Value
from assistant.text import cleaned

_MOST_PAGES = 1_000
_LIGATURES = str.maketrans(
    {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB06: "st"}
)
_TEX = {27: "ff", 28: "fi", 29: "fl", 30: "ffi", 31: "ffl", 136: "•"}
"""What TeX's older fonts have at places of which the file does not say what they are."""
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"\d+")
_NOTE = re.compile(r"\s*(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(\d{1,3})[.)]?\s|([*†‡]))\s*(?=\S)")
_COUNTED = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]\s")
_ENDED = re.compile(r"[.!?…:;]['\"”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_WINDOW = re.compile(r"\s*[-–—|·:»]\s+\S")
_UNKNOWN = re.compile(r"\(cid:(\d+)\)")
_BULLETS = tuple("•‣◦▪▫●○■□·∙⁃")
_MOST_UNKNOWN = 0.05
"""Share of letters that the file does not name; with more of them its words are not those printed."""
_EDGE_LINES = 3
"""Lines at the top and at the bottom of a page that may be running heads."""
_WIDEST_SPACE = 1.2
"""Of the letters' size, between two words of one line."""
_WIDEST_LEADING = 1.2
"""Of the letters' size, between two lines of a paragraph."""
_NEAR = 0.5
_LARGER = 1.12
_SMALLER = 0.92
"""Of the size of the body's letters: headings are larger, notes smaller."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    size: float
    bold: bool
    x0: float
    x1: float
    y0: float
    y1: float
    item: bool = False
    """Whether it begins with the mark of a list."""
    barred: bool = False
    """Whether a vertical bar stands left of it, as beside quotations on web pages."""
    broken: bool = False
    """Whether it ends where the next word of its paragraph would have found room."""


@dataclass(slots=True)
class _Paragraph:
    lines: list[_Line]
    kind: str = "body"
    """body, heading, item, note or quote."""
    indented: bool = False
    """Whether its first line begins farther right than the others."""
    set_in: bool = False
    """Whether all lines begin farther right than their column does."""
    right: float = 0.0
    """Where its column ends."""
    left: float = 0.0

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def read_pdf(data: bytes) -> Document:
    """The text of a PDF; DocumentsError where it is a scan, protected or damaged."""
    pages, properties, labels = _laid_out(data)
    lines = [line for boxes in pages for box in boxes for line in box]
    letters = sum(len(line.text) for line in lines)
    if not letters:
        raise DocumentsError("it is a scan: its pages are pictures without text; a tool for OCR adds it")
    if sum(line.text.count("\ufffd") for line in lines) > _MOST_UNKNOWN * letters:
        raise DocumentsError("its letters cannot be told: the file does not say which they are; OCR does")
    heads = _running_heads(pages)
    numbers = _page_numbers(pages, heads, labels)
    body = _body_size(line for line in lines if line not in heads)
    leading = _leading(line for line in lines if line not in heads and abs(line.size - body) < 0.6)
    near = max(_NEAR, 1.15 * leading)
    paragraphs = _joined(
        _paragraphs(
            [[[line for line in box if line not in heads] for box in boxes] for boxes in pages], body
        ),
        near,
    )
    _free_the_byline(paragraphs, body)
    text, places = _written(paragraphs, numbers)
    found, warnings = _known(properties, paragraphs, [line.text for line in lines if line.page == 0])
    empty = [numbers[n] for n, boxes in enumerate(pages) if not boxes]
    if empty:
        warnings += (f"Pages without text: {', '.join(empty[:10])}{' …' if len(empty) > 10 else ''}.",)
    return Document(text, True, found, warnings, places)


def _laid_out(data: bytes) -> tuple[list[list[list[_Line]]], dict[str, str], list[str] | None]:
    """Boxes of lines by page in reading order, the file's properties, and its own page numbers."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFNoPageLabels, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        resources = PDFResourceManager()
        device = PDFPageAggregator(resources, laparams=LAParams(all_texts=True, boxes_flow=None))
        interpreter = PDFPageInterpreter(resources, device)
        pages: list[list[list[_Line]]] = []
        for number, page in enumerate(PDFPage.create_pages(document)):
            if number == _MOST_PAGES:
                raise DocumentsError(f"it has more than {_MOST_PAGES:,} pages: split it into articles")
            interpreter.process_page(page)
            layout = device.get_result()
            boxes = [lines for box in _boxes(layout) if (lines := list(_lines(box, number)))]
            pages.append(_with_marks(_in_order(boxes), _bars(layout)))
        properties = {key: _property(value) for info in document.info for key, value in info.items()}
        try:
            labels = [label for label, _ in zip(document.get_page_labels(), pages, strict=False)]
        except PDFNoPageLabels:
            labels = None
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise DocumentsError("it is protected by a password") from None
    except (
        PDFException,
        PSException,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        AssertionError,
        RecursionError,
    ) as error:
        raise DocumentsError(f"it is no PDF, or a damaged one ({type(error).__name__})") from None
    if not pages:
        raise DocumentsError("it is no PDF, or a damaged one (no pages)")
    return pages, properties, labels


def _boxes(container: Any) -> Iterator[Any]:
    from pdfminer.layout import LTFigure, LTTextBox

    for item in container:
        if isinstance(item, LTTextBox):
            yield item
        elif isinstance(item, LTFigure):
            yield from _boxes(item)


def _lines(box: Any, page: int) -> Iterator[_Line]:
    from pdfminer.layout import LTChar

    for line in box:
        chars = [char for char in line if isinstance(char, LTChar)]
        if not chars:
            continue
        size = statistics.median_high([char.size for char in chars])
        base = statistics.median_low([char.y0 for char in chars])
        raised = {id(char) for char in chars if char.size < 0.9 * size and char.y0 > base + 0.15 * size}
        text = "".join(
            item.get_text().translate(SUPERSCRIPT) if id(item) in raised else item.get_text() for item in line
        )
        text = _UNKNOWN.sub(lambda match: _TEX.get(int(match[1]), "\ufffd"), text)
        text = " ".join(cleaned(text.translate(_LIGATURES).replace("\xad", "-")).split())
        if text:
            bold = all("bold" in char.fontname.lower() for char in chars if not char.get_text().isspace())
            yield _Line(text, page, round(size, 1), bold, line.x0, line.x1, line.y0, line.y1)


def _in_order(boxes: list[list[_Line]]) -> list[list[_Line]]:
    """The boxes of a page as they are read: column after column, between what spans the columns."""
    boxes = sorted(boxes, key=lambda box: -_top(box))
    gutter = _gutter([line for box in boxes for line in box])
    if gutter is None:
        return _rows(boxes)
    ordered: list[list[_Line]] = []
    between: list[list[_Line]] = []
    for box in [*boxes, []]:
        if box and (_right(box) <= gutter or _left(box) >= gutter):
            between.append(box)
            continue
        for side in (True, False):
            ordered += _in_order([one for one in between if (_left(one) < gutter) is side])
        ordered += [box] if box else []
        between = []
    return ordered


def _rows(boxes: list[list[_Line]]) -> list[list[_Line]]:
    """The boxes with the pieces of one line together, which justified print sets far apart."""
    found: list[list[_Line]] = []
    for box in boxes:
        last, first = (found[-1][-1] if found else None), box[0]
        beside = last is not None and len(box) == 1 and abs(last.y0 - first.y0) < 1
        if last and beside and last.size == first.size and 0 < first.x0 - last.x1 < _WIDEST_SPACE * last.size:
            found[-1][-1] = replace(last, text=f"{last.text} {first.text}", x1=first.x1)
        else:
            found.append(box)
    return found


def _leading(lines: Iterable[_Line]) -> float:
    """The usual space between two lines below one another, in sizes of their letters; 0 where none is."""
    spaces = Counter(
        round((line.y0 - below.y1) / line.size, 1)
        for line, below in pairwise(lines)
        if line.page == below.page and line.size == below.size and abs(line.x0 - below.x0) < line.size
    )
    usual = min(spaces, key=lambda space: (-spaces[space], space), default=0.0)
    return usual if 0 < usual < _WIDEST_LEADING else 0.0


def _gutter(lines: list[_Line]) -> float | None:
    """Where the second column of a page begins: few lines cross that place, and many stand on each side."""
    best: tuple[int, int, float] | None = None
    for x in sorted({round(line.x0) for line in lines}):
        left = [line for line in lines if line.x1 <= x]
        right = [line for line in lines if line.x0 >= x - 1]
        crossing = len(lines) - len(left) - len(right)
        fewer = min(len(left), len(right))
        if fewer < 2 or crossing > 0.2 * len(lines):
            continue
        top, bottom = min(_top(left), _top(right)), max(left_.y0 for left_ in (_lowest(left), _lowest(right)))
        heights = [_top(side) - _lowest(side).y0 for side in (left, right)]
        if top - bottom > 0.3 * min(heights) and (best is None or (crossing, -fewer, x) < best):
            best = crossing, -fewer, float(x)
    return best[2] - 1 if best else None


def _lowest(lines: list[_Line]) -> _Line:
    return min(lines, key=lambda line: line.y0)


def _left(box: list[_Line]) -> float:
    return min(line.x0 for line in box)


def _right(box: list[_Line]) -> float:
    return max(line.x1 for line in box)


def _top(box: list[_Line]) -> float:
    return max(line.y1 for line in box)


def _bars(container: Any) -> list[tuple[float, float, float]]:
    """The place and extent, x, y0 and y1, of the vertical bars on a page."""
    from pdfminer.layout import LTCurve, LTFigure

    found: list[tuple[float, float, float]] = []
    for item in container:
        if isinstance(item, LTCurve) and item.x1 - item.x0 < 6 and item.y1 - item.y0 > 12:
            found.append((item.x1, item.y0, item.y1))
        elif isinstance(item, LTFigure):
            found += _bars(item)
    return found[:1_000]


def _with_marks(boxes: list[list[_Line]], bars: list[tuple[float, float, float]]) -> list[list[_Line]]:
    """The boxes with the marks of lists, wherever they stand, noted at the lines that they open."""
    alone = [line for box in boxes for line in box if line.text in _BULLETS][:1_000]
    found: list[list[_Line]] = []
    for box in boxes:
        lines: list[_Line] = []
        for line in box:
            if line.text in _BULLETS:
                continue
            marked = any(
                0 < line.x0 - mark.x0 < 60 and abs(line.y0 - mark.y0) < line.size / 2 for mark in alone
            )
            if line.text[0] in _BULLETS and line.text[1:2] == " ":
                marked, line = True, replace(line, text=line.text[2:])
            middle = (line.y0 + line.y1) / 2
            barred = any(0 < line.x0 - x < 40 and y0 <= middle <= y1 for x, y0, y1 in bars)
            lines.append(replace(line, item=marked, barred=barred))
        if lines:
            found.append(lines)
    return found


def _property(value: object) -> str:
    from pdfminer.utils import decode_text

    return " ".join(cleaned(decode_text(value)).split()) if isinstance(value, bytes) else ""


def _edges(boxes: list[list[_Line]]) -> list[tuple[str, _Line]]:
    """The lines at the top and the bottom of a page, each with where it is."""
    lines = sorted((line for box in boxes for line in box), key=lambda line: -line.y1)
    ends = [("top", line) for line in lines[:_EDGE_LINES]]
    return [*ends, *(("bottom", line) for line in lines[_EDGE_LINES:][-_EDGE_LINES:])]


def _running_heads(pages: list[list[list[_Line]]]) -> set[_Line]:
    """The lines at the edges of pages that repeat, numbers apart, page numbers, and what is beside."""
    repeated: dict[tuple[str, str, float], list[_Line]] = defaultdict(list)
    heads: set[_Line] = set()
    for number, boxes in enumerate(pages):
        for edge, line in _edges(boxes):
            repeated[edge, _NUMBER.sub("#", line.text.casefold()), round(line.size)].append(line)
            letters = sum(char.isalpha() for char in line.text)
            if letters < 6 and _NUMBER.findall(line.text) in (
                [str(number + 1)],
                [str(number + 1), str(len(pages))],
            ):
                heads.add(line)
    every = [line for boxes in pages for box in boxes for line in box]
    body = _body_size(every)
    titles = {_letters(line.text) for line in every if line.size > _LARGER * body}
    for lines in repeated.values():
        if len({line.page for line in lines}) >= min(3, max(2, len(pages) // 2)):
            heads.update(lines)
        heads.update(line for line in lines if line.size <= body + 0.5 and _letters(line.text) in titles)
    rows = {(head.page, round(head.y0)) for head in heads}
    beside = {line for boxes in pages for _, line in _edges(boxes) if (line.page, round(line.y0)) in rows}
    return heads | beside


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalpha())


def _page_numbers(pages: list[list[list[_Line]]], heads: set[_Line], labels: list[str] | None) -> list[str]:
    """The number of each page: as printed where the numbers run on, as the file says, or as counted."""
    shifts = Counter(
        int(found[0]) - number
        for number, boxes in enumerate(pages)
        for _, line in _edges(boxes)
        if line in heads and len(found := _NUMBER.findall(line.text)) == 1 and len(found[0]) < 6
    )
    shift, times = max(shifts.items(), key=lambda item: item[1], default=(1, 0))
    if times >= 2 and 2 * times >= len(pages) and shift + len(pages) > 0:
        return [
            str(number + shift) if number + shift > 0 else str(number + 1) for number in range(len(pages))
        ]
    if labels and len(labels) == len(pages) and all(labels):
        return labels
    return [str(number + 1) for number in range(len(pages))]


def _body_size(lines: Iterable[_Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _paragraphs(pages: list[list[list[_Line]]], body: float) -> Iterator[_Paragraph]:
    for boxes in pages:
        lines = [line for box in boxes for line in box if abs(line.size - body) < 0.6]
        found = [part for box in boxes if box for part in _split(box, body, _column(box, lines))]
        for before, paragraph, after in zip([None, *found], found, [*found[1:], None], strict=False):
            # Items of a list are set in, too, but seldom one alone.
            alone = not any(near and near.set_in for near in (before, after))
            if paragraph.kind == "body" and paragraph.set_in and len(paragraph.lines) > 1 and alone:
                paragraph.kind = "quote"
        yield from found


def _split(box: list[_Line], body: float, column: tuple[float, float]) -> Iterator[_Paragraph]:
    """The paragraphs of a box: a first line set in, a short last line, another size of letters."""
    left = _left(box)
    inset = [line.x0 - left > 0.6 * line.size for line in box]
    current: list[_Line] = []
    for number, line in enumerate(box):
        if current:
            last = current[-1]
            short = _is_broken(last, line, column[1]) and bool(_ENDED.search(last.text))
            begins = inset[number] and not inset[number - 1]
            begins |= len(current) > 1 and inset[number - 1] and inset[number - 2] and not inset[number]
            note = line.size < _SMALLER * body and _NOTE.match(line.text)
            if (
                begins
                or (note and (note[1] or note[3]))
                or line.item
                or short
                or line.barred != last.barred
                or abs(line.size - last.size) > 0.9
                or line.bold != last.bold
            ):
                yield _paragraph(current, body, column)
                current = []
        current.append(line)
    yield _paragraph(current, body, column)


def _is_broken(line: _Line, following: _Line, right: float) -> bool:
    """Whether a line ends before its column does, although the next word would have found room there."""
    word = len(following.text.partition(" ")[0]) + 1
    letter = (following.x1 - following.x0) / max(len(following.text), 1)
    return right - line.x1 > 1.4 * word * letter


def _column(box: list[_Line], lines: list[_Line]) -> tuple[float, float]:
    """The edges of the column in which a box stands: at the left one many of its lines begin."""
    centre = statistics.mean((line.x0 + line.x1) / 2 for line in box)
    width = max(line.x1 - line.x0 for line in box)
    near = [line for line in lines if centre - width <= line.x0 < centre] or box
    begins = Counter(round(line.x0) for line in near)
    often = [x for x, times in begins.items() if times >= max(2, 0.15 * len(near))]
    left = min(often) if often else begins.most_common(1)[0][0]
    return left, max((line.x1 for line in near if abs(line.x0 - left) < 2), default=left + width)


def _paragraph(lines: list[_Line], body: float, column: tuple[float, float]) -> _Paragraph:
    first, (left, right) = lines[0], column
    text = " ".join(line.text for line in lines)
    bold = first.bold and len(lines) <= 2 and len(text) < 120 and not _ENDED.search(text)
    most = max(line.x1 for line in lines)
    set_in = all(line.x0 > left + 0.9 * body for line in lines) and not _COUNTED.match(text)
    # Set in on both sides, as block quotes are and lists are not, and broken as running text is.
    runs_on = 2 * (most - first.x0) > right - left and any(
        not _ENDED.search(line.text) for line in lines[:-1]
    )
    kind = "body"
    if bold or (first.size > _LARGER * body and 1 < len(text) < 300):
        kind = "heading"
    elif first.item:
        kind = "item"
    elif (note := _NOTE.match(text)) and (note[1] or first.size < _SMALLER * body):
        kind = "note"
    elif first.barred or (set_in and most < right - 0.7 * body and runs_on and first.size <= body + 0.5):
        kind = "quote"
    indented = first.x0 > min(line.x0 for line in lines[1:] or lines) + 0.6 * first.size
    broken = [_is_broken(line, after, right) for line, after in zip(lines, lines[1:], strict=False)]
    lines = [replace(line, broken=ends) for line, ends in zip(lines, [*broken, False], strict=True)]
    return _Paragraph(lines, kind, indented, set_in, right, left)


def _joined(paragraphs: Iterable[_Paragraph], near: float) -> list[_Paragraph]:
    """Paragraphs that run over columns and pages as one each, with the notes between them after it.

    Lines of one paragraph have at most `near` sizes of their letters between them.
    """
    kept: list[_Paragraph] = []
    running: _Paragraph | None = None
    for paragraph in paragraphs:
        last, first = (kept[-1] if kept else None), paragraph.lines[0]
        if last and last.kind == "body" and len(last.text) == 1 and last.text.isalpha():
            # A drop cap: the letter with which the paragraph begins.
            paragraph.lines[0] = replace(first, text=last.text + first.text)
            kept.pop()
            running = None
        before = last if paragraph.kind in ("note", "heading") or (last and last.kind == "note") else running
        if before is not None and before.kind == "note" and not _goes_on(before, paragraph, near):
            before = running
        if before is not None and _goes_on(before, paragraph, near):
            before.lines += paragraph.lines
            before.kind = "quote" if paragraph.kind == "quote" else before.kind
            continue
        kept.append(paragraph)
        if paragraph.kind != "note":
            running = paragraph
    return kept


def _goes_on(paragraph: _Paragraph, following: _Paragraph, most: float) -> bool:
    """Whether one paragraph is the rest of another, before which a column, a page or a box ended."""
    end, begin = paragraph.lines[-1], following.lines[0]
    kinds = paragraph.kind, following.kind
    apart = kinds[0] != kinds[1] and not (
        kinds == ("item", "body") or (paragraph.set_in and following.set_in)
    )
    if apart or begin.item or abs(end.size - begin.size) > 0.6 or end.bold != begin.bold:
        return False
    near = end.page == begin.page and 0 <= end.y0 - begin.y1 < most * end.size
    if "heading" in kinds:
        return near
    if "note" in kinds and _NOTE.match(begin.text):
        return False
    if end.text.endswith("-") or begin.text[:1].islower():
        return True
    open_end = not _ENDED.search(end.text)
    moved = end.page != begin.page or begin.y0 > end.y0
    if moved or (paragraph.set_in and following.set_in):
        return open_end and not following.indented
    at_left = begin.x0 - following.left < 0.6 * begin.size
    return kinds == ("body", "body") and near and at_left and not _is_broken(end, begin, paragraph.right)


def _free_the_byline(paragraphs: list[_Paragraph], body: float) -> None:
    """Make what stands between the title and the text no heading: authors, place and date are there."""
    title = next((n for n, p in enumerate(paragraphs) if p.kind == "heading"), None)
    if title is None or paragraphs[title].lines[0].page > 0:
        return
    for paragraph in paragraphs[title + 1 :]:
        if paragraph.kind != "heading" or paragraph.lines[0].bold:
            return
        if paragraph.lines[0].size < min(paragraphs[title].lines[0].size, 1.3 * body):
            paragraph.kind = "body"


def _written(paragraphs: list[_Paragraph], numbers: list[str]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The Markdown, and where in it a page begins."""
    largest = max((p.lines[0].size for p in paragraphs if p.kind == "heading"), default=0.0)
    parts: list[str] = []
    places: list[tuple[int, str]] = []
    length, page = 0, -1
    for paragraph in paragraphs:
        note = _NOTE.match(paragraph.lines[0].text) if paragraph.kind == "note" else None
        for number, line in enumerate(paragraph.lines):
            text = escaped(line.text)
            if number and paragraph.kind == "body" and paragraph.lines[number - 1].broken:
                lead = "  \n"
            elif number:
                lead = {"quote": "\n> ", "heading": " ", "note": "\n    ", "item": "\n  "}.get(
                    paragraph.kind, "\n"
                )
            else:
                marks = {"quote": "> ", "heading": "# " if line.size == largest else "## ", "item": "- "}
                lead = ("\n\n" if parts else "") + marks.get(paragraph.kind, "")
            if note and not number:
                mark = (note[1] or note[2] or note[3]).translate(_PLAIN)
                lead, text = f"{lead}[^{mark}]: ", escaped(line.text[note.end() :])
            parts.append(lead)
            length += len(lead)
            if line.page != page:
                page = line.page
                places.append((length, numbers[page]))
            parts.append(text)
            length += len(text)
    if places:
        places[0] = (0, places[0][1])
    return "".join(parts), tuple(places)


def _known(
    properties: dict[str, str], paragraphs: list[_Paragraph], first_page: list[str]
) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Title and author of the file's properties where the first page has them in print, too.

    Alone they are often the name of a draft and of the computer's user, and the dates those of printing.
    """
    printed = " ".join(first_page).casefold()
    top = " \n ".join(first_page[:12]).casefold()
    values: dict[str, Value] = {}
    title, author = properties.get("Title", ""), properties.get("Author", "")
    warnings: tuple[str, ...] = ()
    heading = next((p for p in paragraphs if p.kind == "heading" and p.lines[0].page == 0), None)
    first = " ".join(heading.text.split()) if heading else ""
    # A browser prints the title of its window, where the paper's name follows the article's.
    window = bool(first) and _WINDOW.match(title.casefold().removeprefix(first.casefold())) is not None
    if title and title.casefold() in printed and not window:
        values["title"] = title
    if author and len(author.split()) > 1 and author.casefold() in top:
        values["authors"] = author
    elif author:
        warnings = (unsure_author(author),)
    found = [Found(values, "the file's properties and its first page")] if values else []
    if first and "title" not in values:
        found.append(Found({"title": first}, "the first heading in print"))
    return tuple(found), warnings
