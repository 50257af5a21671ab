"""The references to what an answer shows, in Slack: in a style as text, for programs as they read it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers import Answer
from assistant.articles import Record
from assistant.citing.cite import cite, cited, styled
from assistant.citing.forms import CiteForm
from assistant.citing.styles import Run, plain
from assistant.names import folded
from assistant.rendering.slack_text import Block, Line, Words, pieces, rich_text
from assistant.text import web_address


def reference_blocks(answer: Answer, form: CiteForm) -> Iterator[tuple[Block, ...]]:
    """The blocks of each reference, in the order of `cite`."""
    records = cited(answer)
    match form:
        case "bibtex" | "ris" | "csl":
            for record in records:
                yield tuple(map(_preformatted, pieces(cite(record, form).strip("\n"))))
        case _:
            found = [(styled(record, form), record) for record in records]
            for runs, record in sorted(found, key=lambda each: folded(plain(each[0]))):
                yield rich_text([Line(tuple(_words(runs, record)))])


def _words(runs: tuple[Run, ...], record: Record) -> Iterator[Words]:
    """The words of a reference, the article's own address as a link."""
    address = web_address(record.url)
    for text, italic in runs:
        before, found, after = text.rpartition(address) if address and not italic else (text, "", "")
        if not found:
            before, after = text, ""
        yield from (
            Words(part, "italic" if italic else "", link)
            for part, link in ((before, None), (found, address), (after, None))
            if part
        )


def _preformatted(text: str) -> Block:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "text", "text": text}]}],
    }
