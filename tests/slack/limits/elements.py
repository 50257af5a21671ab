"""Limits of what a reader can press, choose or type.

| where | limit | page, under docs.slack.dev/reference/block-kit |
| --- | --- | --- |
| action_id | 255, once in a block | block-elements/button-element |
| button: text, accessibility_label / value | 75 / 2,000 | block-elements/button-element |
| feedback button: text, accessibility_label / value | 75 / 2,000 | block-elements/feedback-buttons-element |
| menu: placeholder / options | 150 / 100 | block-elements/select-menu-element |
| option: text / value | 75 / 150 | composition-objects/option-object |
| checkboxes: options | 10 | block-elements/checkboxes-element |
| date picker: placeholder / initial_date | 150 / YYYY-MM-DD | block-elements/date-picker-element |
| text input: placeholder / max_length | 150 / 3,000 | block-elements/plain-text-input-element |

Kinds of elements that no part of this project sends are unknown here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.slack.limits.measures import Findings, length, lengths, required, text, texts, unique

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LONGEST_INPUT = 3_000


def element(where: str, value: Mapping[str, Any]) -> Findings:
    """What an interactive element breaks."""
    check = _ELEMENTS.get(value.get("type", ""))
    if check is None:
        yield f"{where}: unknown element {value.get('type')!r}"
        return
    yield from length(f"{where}.action_id", value.get("action_id"), 255, least=1)
    yield from texts(where, value, placeholder=150)
    yield from check(where, value)


def _button(where: str, value: Mapping[str, Any]) -> Findings:
    yield from required(f"{where}.", value, "text")
    yield from texts(where, value, text=75)
    yield from lengths(where, value, accessibility_label=75, value=2_000)


def _feedback_buttons(where: str, value: Mapping[str, Any]) -> Findings:
    yield from required(f"{where}.", value, "positive_button", "negative_button")
    for name in ("positive_button", "negative_button"):
        button = value.get(name) or {}
        yield from texts(f"{where}.{name}", button, text=75)
        yield from lengths(f"{where}.{name}", button, accessibility_label=75, value=2_000)


def _options(most: int) -> Callable[[str, Mapping[str, Any]], Findings]:
    def check(where: str, value: Mapping[str, Any]) -> Findings:
        options = value.get("options") or ()
        yield from required(f"{where}.", value, "options")
        yield from length(f"{where}.options", options, most)
        for number, option in enumerate(options):
            place = f"{where}.options[{number}]"
            yield from required(f"{place}.", option, "text", "value")
            yield from text(f"{place}.text", option.get("text"), 75)
            yield from lengths(place, option, value=150)
        yield from unique(f"{where}.options", [option.get("value") for option in options])

    return check


def _date_picker(where: str, value: Mapping[str, Any]) -> Findings:
    date = value.get("initial_date")
    if date is not None and not _DAY.fullmatch(date):
        yield f"{where}.initial_date: {date!r} is not YYYY-MM-DD"


def _text_input(where: str, value: Mapping[str, Any]) -> Findings:
    if not 0 <= value.get("max_length", 0) <= _LONGEST_INPUT:
        yield f"{where}.max_length: {value['max_length']:,}, at most {_LONGEST_INPUT:,}"


_ELEMENTS: dict[str, Callable[[str, Mapping[str, Any]], Findings]] = {
    "button": _button,
    "feedback_buttons": _feedback_buttons,
    "static_select": _options(100),
    "checkboxes": _options(10),
    "datepicker": _date_picker,
    "plain_text_input": _text_input,
}
