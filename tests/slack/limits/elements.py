"""Limits of what a reader can press, choose or type.

| where | limit | page, under docs.slack.dev/reference/block-kit |
| --- | --- | --- |
| action_id | 255, once in a block | block-elements/button-element |
| button: text, accessibility_label / value / url | 75 / 2,000 / 3,000 | block-elements/button-element |
| icon button: text, accessibility_label / value | 75 / 2,000 | block-elements/icon-button-element |
| feedback button: text, accessibility_label / value | 75 / 2,000 | block-elements/feedback-buttons-element |
| menu: placeholder / options, groups | 150 / 100 | block-elements/select-menu-element |
| option: text, description / value | 75 / 150 | composition-objects/option-object |
| option group: label | 75 | composition-objects/option-group-object |
| overflow menu: options | 5 | block-elements/overflow-menu-element |
| checkboxes, radio buttons: options | 10 | block-elements/checkboxes-element |
| date picker: placeholder / initial_date | 150 / YYYY-MM-DD | block-elements/date-picker-element |
| text input: placeholder / min_length, max_length | 150 / 3,000 | block-elements/plain-text-input-element |
| dialog: title / text / confirm, deny | 100 / 300 / 30 | composition-objects/confirmation-dialog-object |
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
    if value.get("confirm"):
        yield from _confirmation(f"{where}.confirm", value["confirm"])


def _button(where: str, value: Mapping[str, Any]) -> Findings:
    yield from required(f"{where}.", value, "text")
    yield from texts(where, value, text=75)
    yield from lengths(where, value, accessibility_label=75, value=2_000, url=3_000)
    if value.get("style") not in (None, "primary", "danger"):
        yield f"{where}.style: {value['style']!r} is not known"


def _icon_button(where: str, value: Mapping[str, Any]) -> Findings:
    yield from required(f"{where}.", value, "icon", "text")
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
        if not value.get("options") and not value.get("option_groups"):
            yield f"{where}.options is missing"
        yield from _choices(where, value, most)
        yield from length(f"{where}.option_groups", value.get("option_groups"), 100, least=1)
        for number, group in enumerate(value.get("option_groups") or ()):
            yield from texts(f"{where}.option_groups[{number}]", group, label=75)
            yield from _choices(f"{where}.option_groups[{number}]", group, most)

    return check


def _choices(where: str, holder: Mapping[str, Any], most: int) -> Findings:
    options = holder.get("options")
    yield from length(f"{where}.options", options, most, least=1)
    for number, option in enumerate(options or ()):
        place = f"{where}.options[{number}]"
        yield from required(f"{place}.", option, "text", "value")
        yield from text(f"{place}.text", option.get("text"), 75)
        yield from text(f"{place}.description", option.get("description"), 75)
        yield from lengths(place, option, value=150)
    yield from unique(f"{where}.options", [option.get("value") for option in options or ()])


def _date_picker(where: str, value: Mapping[str, Any]) -> Findings:
    date = value.get("initial_date")
    if date is not None and not _DAY.fullmatch(date):
        yield f"{where}.initial_date: {date!r} is not YYYY-MM-DD"


def _text_input(where: str, value: Mapping[str, Any]) -> Findings:
    for name in ("min_length", "max_length"):
        if value.get(name) is not None and not 0 <= value[name] <= _LONGEST_INPUT:
            yield f"{where}.{name}: {value[name]:,}, at most {_LONGEST_INPUT:,}"


def _confirmation(where: str, value: Mapping[str, Any]) -> Findings:
    yield from required(f"{where}.", value, "title", "text", "confirm", "deny")
    yield from texts(where, value, title=100, confirm=30, deny=30)
    yield from text(f"{where}.text", value.get("text"), 300)


_ELEMENTS: dict[str, Callable[[str, Mapping[str, Any]], Findings]] = {
    "button": _button,
    "icon_button": _icon_button,
    "feedback_buttons": _feedback_buttons,
    "static_select": _options(100),
    "multi_static_select": _options(100),
    "overflow": _options(5),
    "checkboxes": _options(10),
    "radio_buttons": _options(10),
    "datepicker": _date_picker,
    "plain_text_input": _text_input,
}
