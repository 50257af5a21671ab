"""Limits of the blocks of a message or a view.

| where | limit | page, under docs.slack.dev/reference/block-kit/blocks |
| --- | --- | --- |
| block_id | 255, once in a message | section-block |
| section: text | 3,000 | section-block |
| context: elements | 10 | context-block |
| actions: elements | 25 | actions-block |
| context_actions: elements | 5 | context-actions-block |
| input: label | 2,000 | input-block |
| rich_text: every text | at least 1 | rich-text-block |

Kinds of blocks that no part of this project sends are unknown here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.slack.limits.elements import element
from tests.slack.limits.measures import Findings, length, lengths, required, text, texts, unique

_RICH_TEXT = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")


def blocks(where: str, values: Sequence[Mapping[str, Any]], most: int) -> Findings:
    """What the blocks break, each by itself and all together."""
    yield from length(where, values, most)
    yield from unique(f"{where}: block_id", [block.get("block_id") for block in values])
    for number, block in enumerate(values):
        place = f"{where}[{number}]"
        yield from lengths(place, block, block_id=255)
        check = _BLOCKS.get(block.get("type", ""))
        yield from check(place, block) if check else (f"{place}: unknown block {block.get('type')!r}",)


def _section(where: str, block: Mapping[str, Any]) -> Findings:
    yield from required(f"{where}.", block, "text")
    yield from text(f"{where}.text", block.get("text"), 3_000)


def _context(where: str, block: Mapping[str, Any]) -> Findings:
    yield from required(f"{where}.", block, "elements")
    yield from length(f"{where}.elements", block.get("elements"), 10)
    for number, item in enumerate(block.get("elements") or ()):
        yield from text(f"{where}.elements[{number}]", item, 3_000)


def _interactive(most: int) -> Callable[[str, Mapping[str, Any]], Findings]:
    def check(where: str, block: Mapping[str, Any]) -> Findings:
        elements = block.get("elements") or ()
        yield from required(f"{where}.", block, "elements")
        yield from length(f"{where}.elements", elements, most)
        yield from unique(f"{where}: action_id", [item.get("action_id") for item in elements])
        for number, item in enumerate(elements):
            yield from element(f"{where}.elements[{number}]", item)

    return check


def _input(where: str, block: Mapping[str, Any]) -> Findings:
    yield from required(f"{where}.", block, "label", "element")
    yield from texts(where, block, label=2_000)
    if block.get("element"):
        yield from element(f"{where}.element", block["element"])


def _rich_text(where: str, block: Mapping[str, Any]) -> Findings:
    yield from required(f"{where}.", block, "elements")
    for number, item in enumerate(block.get("elements") or ()):
        place = f"{where}.elements[{number}]"
        if item.get("type") not in _RICH_TEXT:
            yield f"{place}: unknown element {item.get('type')!r}"
        yield from required(f"{place}.", item, "elements")
        for inner, leaf in enumerate(item.get("elements") or ()):
            names = ("url",) if leaf.get("type") == "link" else ("text",)
            yield from required(f"{place}.elements[{inner}].", leaf, *names)


_BLOCKS: dict[str, Callable[[str, Mapping[str, Any]], Findings]] = {
    "section": _section,
    "context": _context,
    "actions": _interactive(25),
    "context_actions": _interactive(5),
    "input": _input,
    "rich_text": _rich_text,
}
