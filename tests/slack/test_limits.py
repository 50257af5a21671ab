"""Every limit is tried on either side: at its most nothing is found, one beyond it exactly one finding."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.slack.limits import violations

Payload = dict[str, Any]


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Payload:
    return {"type": "mrkdwn", "text": text}


def button(**more: Any) -> Payload:
    return {"type": "button", "action_id": "b", "text": plain("B"), **more}


def option(number: int, **more: Any) -> Payload:
    return {"text": plain("O"), "value": str(number), **more}


def select(**more: Any) -> Payload:
    return {"type": "static_select", "action_id": "s", "options": [option(1)], **more}


def feedback(**more: Any) -> Payload:
    return {"text": plain("F"), "value": "good", **more}


def post(*blocks: Payload, **more: Any) -> Payload:
    return {"channel": "C1", "text": "T", "blocks": list(blocks), **more}


def element(item: Payload) -> Payload:
    return post({"type": "actions", "elements": [item]})


def context(item: Payload) -> Payload:
    return post({"type": "context_actions", "elements": [item]})


def rated(**more: Any) -> Payload:
    item = {"type": "feedback_buttons", "action_id": "f", "negative_button": feedback()}
    return context({**item, "positive_button": feedback(**more)})


def section(text: str, **more: Any) -> Payload:
    return {"type": "section", "text": mrkdwn(text), **more}


def options(count: int) -> list[Payload]:
    return [option(number) for number in range(count)]


def modal(*blocks: Payload, **more: Any) -> Payload:
    return {"trigger_id": "1", "view": {"type": "modal", "title": plain("T"), "blocks": list(blocks), **more}}


def confirming(**more: Any) -> Payload:
    dialog = {"title": plain("T"), "text": plain("T"), "confirm": plain("C"), "deny": plain("D"), **more}
    return element(button(confirm=dialog))


def stream(*chunks: Payload, **more: Any) -> Payload:
    return {"channel": "C1", "ts": "1.2", "thread_ts": "1.2", "chunks": list(chunks), **more}


def asking(item: Payload, **more: Any) -> Payload:
    block = {"type": "input", "label": plain("L"), "element": item, **more}
    return modal(block, submit=plain("S"))


def typed(**more: Any) -> Payload:
    return asking({"type": "plain_text_input", "action_id": "p", **more})


def prompts(count: int) -> Payload:
    return {"channel_id": "C1", "prompts": [{"title": "T", "message": "M"}] * count}


def status(count: int) -> Payload:
    return {"channel_id": "C1", "thread_ts": "1.2", "status": "s", "loading_messages": ["m"] * count}


def sections(length: int) -> list[Payload]:
    """Sections that together have a text so long."""
    return [section("a" * 3_000)] * (length // 3_000) + [section("a" * (length % 3_000))] * (
        length % 3_000 > 0
    )


def view_of(size: int) -> Payload:
    """A view that takes so many bytes."""
    blocks = [section("a" * 3_000) for _ in range(81)]
    payload = modal(*blocks, private_metadata="")
    payload["view"]["callback_id"] = "c"
    missing = size - len(json.dumps(payload["view"], separators=(",", ":")))
    payload["view"]["private_metadata"] = "a" * missing
    return payload


POST, OPEN = "chat.postMessage", "views.open"
LIMITS: list[tuple[str, str, int, Callable[[int], Payload], str]] = [
    (POST, "a post's text", 40_000, lambda n: post(text="a" * n), "text"),
    ("chat.postEphemeral", "a whisper's", 40_000, lambda n: post(text="a" * n, user="U1"), "text"),
    ("response_url", "a response's", 40_000, lambda n: post(text="a" * n), "text"),
    ("chat.update", "a change's", 4_000, lambda n: post(text="a" * n, ts="1.2"), "text"),
    (POST, "blocks", 50, lambda n: post(*[{"type": "divider"}] * n), "blocks"),
    ("chat.update", "blocks", 50, lambda n: post(*[{"type": "divider"}] * n, ts="1.2"), "blocks"),
    (POST, "text of all blocks", 12_000, lambda n: post(*sections(n)), "blocks"),
    (POST, "markdown_text", 12_000, lambda n: {"channel": "C1", "markdown_text": "a" * n}, "markdown_text"),
    (POST, "block_id", 255, lambda n: post({"type": "divider", "block_id": "a" * n}), "blocks[0].block_id"),
    (POST, "section", 3_000, lambda n: post(section("a" * n)), "blocks[0].text"),
    (
        POST,
        "fields",
        10,
        lambda n: post({"type": "section", "fields": [mrkdwn("a")] * n}),
        "blocks[0].fields",
    ),
    (
        *(POST, "field", 2_000),
        lambda n: post({"type": "section", "fields": [mrkdwn("a" * n)]}),
        "blocks[0].fields[0]",
    ),
    (POST, "header", 150, lambda n: post({"type": "header", "text": plain("a" * n)}), "blocks[0].text"),
    (
        *(POST, "context", 10),
        lambda n: post({"type": "context", "elements": [mrkdwn("a")] * n}),
        "blocks[0].elements",
    ),
    (
        *(POST, "actions", 25),
        lambda n: post({"type": "actions", "elements": [button(action_id=f"b{i}") for i in range(n)]}),
        "blocks[0].elements",
    ),
    (
        *(POST, "context actions", 5),
        lambda n: post(
            {
                "type": "context_actions",
                "elements": [
                    {"type": "icon_button", "icon": "trash", "text": plain("a"), "action_id": f"i{i}"}
                    for i in range(n)
                ],
            }
        ),
        "blocks[0].elements",
    ),
    (
        POST,
        "image",
        3_000,
        lambda n: post({"type": "image", "alt_text": "a", "image_url": "a" * n}),
        "blocks[0].image_url",
    ),
    (POST, "alt text", 2_000, lambda n: post({"type": "image", "alt_text": "a" * n}), "blocks[0].alt_text"),
    (
        *(POST, "image title", 2_000),
        lambda n: post({"type": "image", "alt_text": "a", "title": plain("a" * n)}),
        "blocks[0].title",
    ),
    (POST, "action_id", 255, lambda n: element(button(action_id="a" * n)), "blocks[0].elements[0].action_id"),
    (POST, "button", 75, lambda n: element(button(text=plain("a" * n))), "blocks[0].elements[0].text"),
    (POST, "value", 2_000, lambda n: element(button(value="a" * n)), "blocks[0].elements[0].value"),
    (POST, "url", 3_000, lambda n: element(button(url="a" * n)), "blocks[0].elements[0].url"),
    (
        *(POST, "label", 75),
        lambda n: element(button(accessibility_label="a" * n)),
        "blocks[0].elements[0].accessibility_label",
    ),
    (
        POST,
        "accessory",
        75,
        lambda n: post(section("a", accessory=button(text=plain("a" * n)))),
        "blocks[0].accessory.text",
    ),
    (
        *(POST, "icon", 75),
        lambda n: context({"type": "icon_button", "icon": "trash", "text": plain("a" * n)}),
        "blocks[0].elements[0].text",
    ),
    (
        POST,
        "feedback",
        75,
        lambda n: rated(text=plain("a" * n)),
        "blocks[0].elements[0].positive_button.text",
    ),
    (
        POST,
        "feedback value",
        2_000,
        lambda n: rated(value="a" * n),
        "blocks[0].elements[0].positive_button.value",
    ),
    (
        *(POST, "feedback label", 75),
        lambda n: rated(accessibility_label="a" * n),
        "blocks[0].elements[0].positive_button.accessibility_label",
    ),
    (POST, "options", 100, lambda n: element(select(options=options(n))), "blocks[0].elements[0].options"),
    (
        *(POST, "groups", 100),
        lambda n: element(select(option_groups=[{"label": plain("a"), "options": options(1)}] * n)),
        "blocks[0].elements[0].option_groups",
    ),
    (
        *(POST, "group's label", 75),
        lambda n: element(select(option_groups=[{"label": plain("a" * n), "options": options(1)}])),
        "blocks[0].elements[0].option_groups[0].label",
    ),
    (
        *(POST, "option", 75),
        lambda n: element(select(options=[option(1, text=plain("a" * n))])),
        "blocks[0].elements[0].options[0].text",
    ),
    (
        *(POST, "option's description", 75),
        lambda n: element(select(options=[option(1, description=plain("a" * n))])),
        "blocks[0].elements[0].options[0].description",
    ),
    (
        *(POST, "option's value", 150),
        lambda n: element(select(options=[option(1, value="a" * n)])),
        "blocks[0].elements[0].options[0].value",
    ),
    (
        POST,
        "placeholder",
        150,
        lambda n: element(select(placeholder=plain("a" * n))),
        "blocks[0].elements[0].placeholder",
    ),
    (
        POST,
        "overflow",
        5,
        lambda n: element({"type": "overflow", "options": options(n)}),
        "blocks[0].elements[0].options",
    ),
    (
        *(POST, "checkboxes", 10),
        lambda n: element({"type": "checkboxes", "options": options(n)}),
        "blocks[0].elements[0].options",
    ),
    (
        POST,
        "dialog's title",
        100,
        lambda n: confirming(title=plain("a" * n)),
        "blocks[0].elements[0].confirm.title",
    ),
    (
        POST,
        "dialog's text",
        300,
        lambda n: confirming(text=plain("a" * n)),
        "blocks[0].elements[0].confirm.text",
    ),
    (
        POST,
        "dialog's yes",
        30,
        lambda n: confirming(confirm=plain("a" * n)),
        "blocks[0].elements[0].confirm.confirm",
    ),
    (
        POST,
        "dialog's no",
        30,
        lambda n: confirming(deny=plain("a" * n)),
        "blocks[0].elements[0].confirm.deny",
    ),
    (
        *("chat.startStream", "markdown_text", 12_000),
        lambda n: {"channel": "C1", "thread_ts": "1.2", "markdown_text": "a" * n},
        "markdown_text",
    ),
    (
        *("chat.appendStream", "blocks of a chunk", 50),
        lambda n: stream({"type": "blocks", "blocks": [{"type": "divider"}] * n}),
        "chunks[0].blocks",
    ),
    (
        *("chat.appendStream", "a task's title", 256),
        lambda n: stream({"type": "task_update", "id": "1", "title": "a" * n}),
        "chunks[0].title",
    ),
    ("chat.stopStream", "blocks", 50, lambda n: stream(blocks=[{"type": "divider"}] * n), "blocks"),
    (
        *("chat.stopStream", "text of all", 12_000),
        lambda n: stream({"type": "markdown_text", "text": "a" * 9_000}, blocks=sections(n - 9_000)),
        "chunks and blocks",
    ),
    (OPEN, "a view's blocks", 100, lambda n: modal(*[{"type": "divider"}] * n), "view.blocks"),
    ("views.update", "a view's blocks", 100, lambda n: modal(*[{"type": "divider"}] * n), "view.blocks"),
    (
        *("views.publish", "a home's blocks", 100),
        lambda n: {"user_id": "U1", "view": {"type": "home", "blocks": [{"type": "divider"}] * n}},
        "view.blocks",
    ),
    (OPEN, "title", 24, lambda n: modal(title=plain("a" * n)), "view.title"),
    (OPEN, "submit", 24, lambda n: modal(submit=plain("a" * n)), "view.submit"),
    (OPEN, "close", 24, lambda n: modal(close=plain("a" * n)), "view.close"),
    (OPEN, "metadata", 3_000, lambda n: modal(private_metadata="a" * n), "view.private_metadata"),
    (OPEN, "callback_id", 255, lambda n: modal(callback_id="a" * n), "view.callback_id"),
    (OPEN, "external_id", 255, lambda n: modal(external_id="a" * n), "view.external_id"),
    (OPEN, "a view", 250_000, view_of, "view"),
    (OPEN, "input's label", 2_000, lambda n: asking(select(), label=plain("a" * n)), "view.blocks[0].label"),
    (OPEN, "input's hint", 2_000, lambda n: asking(select(), hint=plain("a" * n)), "view.blocks[0].hint"),
    (OPEN, "typed", 3_000, lambda n: typed(max_length=n), "view.blocks[0].element.max_length"),
    (OPEN, "typed, at least", 3_000, lambda n: typed(min_length=n), "view.blocks[0].element.min_length"),
    ("assistant.threads.setStatus", "loading_messages", 10, status, "loading_messages"),
    ("assistant.threads.setSuggestedPrompts", "prompts", 4, prompts, "prompts"),
]


@pytest.mark.parametrize(
    ("method", "most", "payload", "where"),
    [(method, most, payload, where) for method, _, most, payload, where in LIMITS],
    ids=[f"{method} {name}" for method, name, *_ in LIMITS],
)
def test_what_is_at_its_limit_passes_and_what_is_beyond_is_found(method, most, payload, where):
    assert violations(method, payload(most)) == ()
    [finding] = violations(method, payload(most + 1))
    assert finding.startswith(f"{where}: {most + 1:,}")
    assert finding.endswith(f"at most {most:,}")


def test_the_markdown_of_all_blocks_together_is_limited():
    markdown = {"type": "markdown", "text": "a" * 6_000}
    assert violations(POST, post(markdown, markdown)) == ()
    assert violations(POST, post(markdown, markdown, {"type": "markdown", "text": "a"})) == (
        "blocks: 12,001 characters of markdown, at most 12,000",
        "blocks: 12,001 characters together, at most 12,000",
    )


TEXT = {"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}
WRONG: list[tuple[str, Payload, tuple[str, ...]]] = [
    (POST, {"text": "a"}, ("channel is missing",)),
    (POST, {"channel": "C1"}, ("text is missing",)),
    (POST, post(markdown_text="a"), ("text stands beside markdown_text",)),
    (
        POST,
        post({"type": "divider", "block_id": "x"}, {"type": "divider", "block_id": "x"}),
        ("blocks: block_id: 'x' more than once",),
    ),
    (POST, post({"type": "table"}), ("blocks[0]: unknown block 'table'",)),
    (POST, post({"type": "section"}), ("blocks[0].text is missing",)),
    (POST, post(section("")), ("blocks[0].text: 0 characters, at least 1",)),
    (
        POST,
        post({"type": "header", "text": mrkdwn("a")}),
        ("blocks[0].text: a text of type 'mrkdwn' does not belong here",),
    ),
    (POST, post({"type": "rich_text", "elements": []}), ("blocks[0].elements is missing",)),
    (
        POST,
        post({"type": "rich_text", "elements": [{**TEXT, "elements": [{"type": "text", "text": ""}]}]}),
        ("blocks[0].elements[0].elements[0].text is missing",),
    ),
    (
        POST,
        post({"type": "rich_text", "elements": [{**TEXT, "elements": [{"type": "link", "text": "a"}]}]}),
        ("blocks[0].elements[0].elements[0].url is missing",),
    ),
    (
        POST,
        post({"type": "rich_text", "elements": [{**TEXT, "type": "text"}]}),
        ("blocks[0].elements[0]: unknown element 'text'",),
    ),
    (
        POST,
        post({"type": "actions", "elements": [button(), button()]}),
        ("blocks[0]: action_id: 'b' more than once",),
    ),
    (POST, element({"type": "lever"}), ("blocks[0].elements[0]: unknown element 'lever'",)),
    (POST, element(button(style="loud")), ("blocks[0].elements[0].style: 'loud' is not known",)),
    (
        POST,
        element(select(options=[])),
        ("blocks[0].elements[0].options is missing", "blocks[0].elements[0].options: 0 items, at least 1"),
    ),
    (
        POST,
        element(select(options=[option(1), option(1)])),
        ("blocks[0].elements[0].options: '1' more than once",),
    ),
    (
        POST,
        element({"type": "datepicker", "initial_date": "2018-09"}),
        ("blocks[0].elements[0].initial_date: '2018-09' is not YYYY-MM-DD",),
    ),
    (
        "chat.appendStream",
        stream({"type": "markdown_text", "text": "a"}, markdown_text="a"),
        ("chunks stands beside markdown_text",),
    ),
    ("chat.appendStream", stream(), ("chunks is missing",)),
    ("chat.appendStream", stream({"type": "song"}), ("chunks[0]: unknown chunk 'song'",)),
    ("chat.startStream", stream(blocks=[{"type": "divider"}]), ("blocks: only chat.stopStream takes them",)),
    (
        OPEN,
        modal({"type": "input", "label": plain("L"), "element": select()}),
        ("view.submit is missing beside an input",),
    ),
    (
        OPEN,
        {"trigger_id": "1", "view": {"type": "home", "blocks": []}},
        ("view.type: 'home' instead of 'modal'", "view.title is missing"),
    ),
    (
        "assistant.threads.setSuggestedPrompts",
        {**prompts(1), "thread_ts": "1.2"},
        ("thread_ts: a call with it silently fails for an agent",),
    ),
    (
        "assistant.threads.setTitle",
        {"channel_id": "C1", "thread_ts": "1.2", "title": ""},
        ("title is missing",),
    ),
    ("assistant.threads.setStatus", {"channel_id": "C1", "thread_ts": "1.2"}, ("status is missing",)),
]


@pytest.mark.parametrize(("method", "payload", "findings"), WRONG)
def test_what_slack_refuses_is_found_once(method, payload, findings):
    assert violations(method, payload) == findings


def test_an_empty_status_takes_the_shown_one_away():
    call = {"channel_id": "C1", "thread_ts": "1.2", "status": ""}
    assert violations("assistant.threads.setStatus", call) == ()


def test_a_method_whose_limits_are_not_known_is_refused():
    with pytest.raises(ValueError, match=r"no limits of 'chat\.sing' are known"):
        violations("chat.sing", {})
