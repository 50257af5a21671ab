"""Every limit is tried on either side: at its most nothing is found, one beyond it exactly one finding."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.slack.limits import violations

Payload = dict[str, Any]


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> Payload:
    return {"type": "button", "action_id": "b", "text": plain("B"), **more}


def option(number: int, **more: Any) -> Payload:
    return {"text": plain("O"), "value": str(number), **more}


def options(count: int) -> list[Payload]:
    return [option(number) for number in range(count)]


def select(**more: Any) -> Payload:
    return {"type": "static_select", "action_id": "s", "options": [option(1)], **more}


def section(text: str) -> Payload:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def post(*blocks: Payload, **more: Any) -> Payload:
    return {"channel": "C1", "text": "T", "blocks": list(blocks), **more}


def element(item: Payload) -> Payload:
    return post({"type": "actions", "elements": [item]})


def buttons(kind: str, count: int) -> Payload:
    return post({"type": kind, "elements": [button(action_id=f"b{number}") for number in range(count)]})


def rated(**more: Any) -> Payload:
    item = {"type": "feedback_buttons", "action_id": "f", "negative_button": {"text": plain("F")}}
    item["positive_button"] = {"text": plain("F"), **more}
    return post({"type": "context_actions", "elements": [item]})


def rich(*parts: Payload) -> Payload:
    return post({"type": "rich_text", "elements": list(parts)})


def modal(*blocks: Payload, **more: Any) -> Payload:
    return {"trigger_id": "1", "view": {"type": "modal", "title": plain("T"), "blocks": list(blocks), **more}}


def stream(*chunks: Payload, **more: Any) -> Payload:
    return {"channel": "C1", "ts": "1.2", "thread_ts": "1.2", "chunks": list(chunks), **more}


def asking(item: Payload, **more: Any) -> Payload:
    return modal({"type": "input", "label": plain("L"), "element": item, **more}, submit=plain("S"))


def prompts(count: int) -> Payload:
    return {"channel_id": "C1", "prompts": [{"title": "T", "message": "M"}] * count}


def sections(length: int) -> list[Payload]:
    """Sections that together have a text so long."""
    whole, rest = divmod(length, 3_000)
    return [section("a" * 3_000)] * whole + [section("a" * rest)] * (rest > 0)


def view_of(size: int) -> Payload:
    """A view that takes so many bytes."""
    payload = modal(*[section("a" * 3_000) for _ in range(81)], private_metadata="")
    missing = size - len(json.dumps(payload["view"], separators=(",", ":")))
    payload["view"]["private_metadata"] = "a" * missing
    return payload


POST, STOP, OPEN = "chat.postMessage", "chat.stopStream", "views.open"
FIRST, ITEM = "blocks[0]", "blocks[0].elements[0]"
LIMITS: list[tuple[str, str, int, Callable[[int], Payload]]] = [
    (POST, "text", 40_000, lambda n: post(text="a" * n)),
    ("chat.postEphemeral", "text", 40_000, lambda n: post(text="a" * n, user="U1")),
    ("response_url", "text", 40_000, lambda n: post(text="a" * n)),
    ("chat.update", "text", 4_000, lambda n: post(text="a" * n, ts="1.2")),
    (POST, "blocks", 50, lambda n: post(*[section("a")] * n)),
    ("chat.update", "blocks", 50, lambda n: post(*[section("a")] * n, ts="1.2")),
    (POST, "blocks", 12_000, lambda n: post(*sections(n))),
    (POST, "markdown_text", 12_000, lambda n: {"channel": "C1", "markdown_text": "a" * n}),
    (POST, f"{FIRST}.block_id", 255, lambda n: post({**section("a"), "block_id": "a" * n})),
    (POST, f"{FIRST}.text", 3_000, lambda n: post(section("a" * n))),
    (POST, f"{FIRST}.elements", 10, lambda n: post({"type": "context", "elements": [plain("a")] * n})),
    (POST, f"{FIRST}.elements", 25, lambda n: buttons("actions", n)),
    (POST, f"{FIRST}.elements", 5, lambda n: buttons("context_actions", n)),
    (POST, f"{ITEM}.action_id", 255, lambda n: element(button(action_id="a" * n))),
    (POST, f"{ITEM}.text", 75, lambda n: element(button(text=plain("a" * n)))),
    (POST, f"{ITEM}.value", 2_000, lambda n: element(button(value="a" * n))),
    (POST, f"{ITEM}.accessibility_label", 75, lambda n: element(button(accessibility_label="a" * n))),
    (POST, f"{ITEM}.positive_button.text", 75, lambda n: rated(text=plain("a" * n))),
    (POST, f"{ITEM}.positive_button.value", 2_000, lambda n: rated(value="a" * n)),
    (POST, f"{ITEM}.positive_button.accessibility_label", 75, lambda n: rated(accessibility_label="a" * n)),
    (POST, f"{ITEM}.options", 100, lambda n: element(select(options=options(n)))),
    (POST, f"{ITEM}.options", 10, lambda n: element(select(type="checkboxes", options=options(n)))),
    (
        POST,
        f"{ITEM}.options[0].text",
        75,
        lambda n: element(select(options=[option(1, text=plain("a" * n))])),
    ),
    (POST, f"{ITEM}.options[0].value", 150, lambda n: element(select(options=[option(1, value="a" * n)]))),
    (POST, f"{ITEM}.placeholder", 150, lambda n: element(select(placeholder=plain("a" * n)))),
    (
        "chat.appendStream",
        "chunks[0].blocks",
        50,
        lambda n: stream({"type": "blocks", "blocks": [section("a")] * n}),
    ),
    (STOP, "blocks", 50, lambda n: stream(blocks=[section("a")] * n)),
    (
        *(STOP, "chunks and blocks", 12_000),
        lambda n: stream({"type": "markdown_text", "text": "a" * 9_000}, blocks=sections(n - 9_000)),
    ),
    (OPEN, "view.blocks", 100, lambda n: modal(*[section("a")] * n)),
    (OPEN, "view.title", 24, lambda n: modal(title=plain("a" * n))),
    (OPEN, "view.submit", 24, lambda n: modal(submit=plain("a" * n))),
    (OPEN, "view.close", 24, lambda n: modal(close=plain("a" * n))),
    (OPEN, "view.private_metadata", 3_000, lambda n: modal(private_metadata="a" * n)),
    (OPEN, "view.callback_id", 255, lambda n: modal(callback_id="a" * n)),
    (OPEN, "view", 250_000, view_of),
    (OPEN, "view.blocks[0].label", 2_000, lambda n: asking(select(), label=plain("a" * n))),
    (
        *(OPEN, "view.blocks[0].element.max_length", 3_000),
        lambda n: asking({"type": "plain_text_input", "action_id": "p", "max_length": n}),
    ),
    ("assistant.threads.setSuggestedPrompts", "prompts", 4, prompts),
]


@pytest.mark.parametrize(
    ("method", "where", "most", "payload"),
    LIMITS,
    ids=[f"{method} {where} {most}" for method, where, most, _ in LIMITS],
)
def test_what_is_at_its_limit_passes_and_what_is_beyond_is_found(method, where, most, payload):
    assert violations(method, payload(most)) == ()
    [finding] = violations(method, payload(most + 1))
    assert finding.startswith(f"{where}: {most + 1:,}")
    assert finding.endswith(f"at most {most:,}")


TEXT = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
WRONG: list[tuple[str, Payload, tuple[str, ...]]] = [
    (POST, {"text": "a"}, ("channel is missing",)),
    (POST, {"channel": "C1"}, ("text is missing",)),
    (POST, post(markdown_text="a"), ("text stands beside markdown_text",)),
    (POST, post(*[{**section("a"), "block_id": "x"}] * 2), ("blocks: block_id: 'x' more than once",)),
    (POST, post({"type": "table"}), ("blocks[0]: unknown block 'table'",)),
    (POST, post({"type": "section"}), ("blocks[0].text is missing",)),
    (POST, post(section("")), ("blocks[0].text: 0 characters, at least 1",)),
    (
        *(POST, element(button(text={"type": "mrkdwn", "text": "a"}))),
        (f"{ITEM}.text: a text of type 'mrkdwn' does not belong here",),
    ),
    (POST, rich(), ("blocks[0].elements is missing",)),
    (
        POST,
        rich({**TEXT, "elements": [{"type": "text", "text": ""}]}),
        (f"{ITEM}.elements[0].text is missing",),
    ),
    (
        POST,
        rich({**TEXT, "elements": [{"type": "link", "text": "a"}]}),
        (f"{ITEM}.elements[0].url is missing",),
    ),
    (POST, rich({**TEXT, "type": "text"}), (f"{ITEM}: unknown element 'text'",)),
    (
        *(POST, post({"type": "actions", "elements": [button(), button()]})),
        ("blocks[0]: action_id: 'b' more than once",),
    ),
    (POST, element({"type": "lever"}), (f"{ITEM}: unknown element 'lever'",)),
    (POST, element(select(options=[])), (f"{ITEM}.options is missing",)),
    (POST, element(select(options=[option(1), option(1)])), (f"{ITEM}.options: '1' more than once",)),
    (
        *(POST, element({"type": "datepicker", "initial_date": "2018-09"})),
        (f"{ITEM}.initial_date: '2018-09' is not YYYY-MM-DD",),
    ),
    (
        *("chat.appendStream", stream({"type": "markdown_text", "text": "a"}, markdown_text="a")),
        ("chunks stands beside markdown_text",),
    ),
    ("chat.appendStream", stream(), ("chunks is missing",)),
    ("chat.appendStream", stream({"type": "song"}), ("chunks[0]: unknown chunk 'song'",)),
    ("chat.startStream", stream(blocks=[section("a")]), ("blocks: only chat.stopStream takes them",)),
    (
        *(OPEN, modal({"type": "input", "label": plain("L"), "element": select()})),
        ("view.submit is missing beside an input",),
    ),
    (
        *(OPEN, {"trigger_id": "1", "view": {"type": "home", "blocks": []}}),
        ("view.type: 'home' instead of 'modal'", "view.title is missing"),
    ),
    (
        *("assistant.threads.setSuggestedPrompts", {**prompts(1), "thread_ts": "1.2"}),
        ("thread_ts: a call with it silently fails for an agent",),
    ),
    ("assistant.threads.setStatus", {"channel_id": "C1", "thread_ts": "1.2"}, ("status is missing",)),
    ("assistant.threads.setStatus", {"channel_id": "C1", "thread_ts": "1.2", "status": ""}, ()),
]


@pytest.mark.parametrize(("method", "payload", "findings"), WRONG)
def test_what_slack_refuses_is_found_once(method, payload, findings):
    assert violations(method, payload) == findings


def test_a_method_whose_limits_are_not_known_is_refused():
    with pytest.raises(ValueError, match=r"no limits of 'chat\.sing' are known"):
        violations("chat.sing", {})
