"""Bodies that only forgers send; each is refused before anything of it is opened, hashed or fetched."""

import json
from typing import Any

import pytest

from assistant.web.forms import Ask, Cancel, Event, Form, Reset, checked
from assistant.web.perimeter import Refusal

KNOWN = {
    0: Event(queued=True, inputs=("text", "names", "names", "text", "text", "state")),
    3: Event(queued=False, inputs=()),
    12: Event(queued=False, inputs=("text",)),
}
JOB = "0123456789abcdef" * 2
QUESTION: dict[str, Any] = {
    "data": ["Who?", ["Ann Ash"], [], "2018", "", None],
    "event_data": None,
    "fn_index": 0,
    "trigger_id": 11,
    "session_hash": "a7lstwo0zco",
}
FILE = {"path": "/etc/hostname", "meta": {"_type": "gradio.FileData"}}


def through(body: bytes, form: type[Form] = Ask, *, queued: bool = True) -> Any:
    return json.loads(checked(body, form, KNOWN, queued=queued))


def refused(body: bytes, form: type[Form] = Ask, *, queued: bool = True) -> bool:
    try:
        checked(body, form, KNOWN, queued=queued)
    except Refusal as refusal:
        return (refusal.status, refusal.why) == (400, "This is not what the chat's page sends.")
    return False


def test_what_the_page_sends_passes_as_it_is() -> None:
    press = {"data": [], "event_data": {}, "fn_index": 3, "trigger_id": None, "session_hash": "a7"}
    cancel = {"event_id": JOB, "session_hash": "a7lstwo0zco", "fn_index": 0}
    assert through(json.dumps(QUESTION).encode()) == QUESTION
    assert through(json.dumps(press).encode(), queued=False) == press
    assert through(json.dumps(cancel).encode(), Cancel) == cancel
    assert through(json.dumps({"event_id": JOB}).encode(), Reset) == {"event_id": JOB}


def test_an_empty_value_takes_the_form_of_its_input() -> None:
    sent = QUESTION | {"data": ["Who?", None, None, None, "", None]}
    assert through(json.dumps(sent).encode())["data"] == ["Who?", [], [], "", "", None]


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize(
    "value",
    [
        FILE,
        {"path": "/proc/self/environ", "meta": {"_type": "gradio.FileData"}},
        {"path": "http://127.0.0.1:9/x", "meta": {"_type": "gradio.FileData"}},
        {"url": "http://127.0.0.1:9/x", "path": "", "meta": {"_type": "gradio.FileData"}},
        {},
        [FILE],
        ["Ann Ash", FILE],
        [["Ann Ash"]],
        [[FILE]],
        [None],
        [1],
        1,
        1.5,
        True,
    ],
    ids=repr,
)
def test_nothing_but_texts_and_lists_of_texts_passes(place: int, value: object) -> None:
    data = list(QUESTION["data"])
    data[place] = value
    assert refused(json.dumps(QUESTION | {"data": data}).encode())


@pytest.mark.parametrize(
    "data",
    [None, "Who?", FILE, [], ["Who?"], [*QUESTION["data"], ""], ["Who?", "", [], "", "", None]],
    ids=repr,
)
def test_data_of_another_form_than_the_events_is_refused(data: object) -> None:
    assert refused(json.dumps(QUESTION | {"data": data}).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"fn_index": "0"},
        {"fn_index": False},
        {"fn_index": 0.0},
        {"fn_index": None},
        {"fn_index": 99},
        {"fn_index": -1},
        {"fn_index": 3},
        {"trigger_id": FILE},
        {"trigger_id": "11"},
        {"trigger_id": True},
        {"session_hash": FILE},
        {"session_hash": None},
        {"session_hash": "../../etc"},
        {"session_hash": "a7\n"},
        {"session_hash": ""},
        {"session_hash": "a" * 65},
        {"event_data": FILE},
        {"event_data": {"index": 1}},
        {"event_data": []},
        {"event_data": "x"},
        {"event_id": JOB},
        {"simple_format": True},
        {"batched": True},
        {"oauth_token": "x"},
        {"request": {}},
        {"path": "/etc/hostname"},
    ],
    ids=repr,
)
def test_every_other_key_has_its_own_form_and_no_other_key_passes(change: dict[str, Any]) -> None:
    assert refused(json.dumps(QUESTION | change).encode())


@pytest.mark.parametrize("key", ["data", "fn_index", "session_hash"])
def test_no_key_that_an_event_needs_may_be_missing(key: str) -> None:
    assert refused(json.dumps({name: value for name, value in QUESTION.items() if name != key}).encode())


HEAD, TAIL = b'{"data": ["Who?", [], [], ', b'], "fn_index": 0, "session_hash": "a7"}'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"data"',
        b"{",
        HEAD + b'NaN, "", null' + TAIL,
        HEAD + b'Infinity, "", null' + TAIL,
        HEAD + b'1e999, "", null' + TAIL,
        HEAD + b"1" * 10_000 + b', "", null' + TAIL,
        HEAD + b"[" * 30_000 + b"]" * 30_000 + b', "", null' + TAIL,
        HEAD + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b', "", null' + TAIL,
        HEAD + rb'"\ud800", "", null' + TAIL,
        HEAD + b'"\xff", "", null' + TAIL,
        HEAD + b'"", "", null' + TAIL + b" {}",
        HEAD + rb'{"p\u0061th": "\u002fe", "m\u0065ta": {"_type": "gradio\u002eFileData"}}, "", null' + TAIL,
        b'{"data": ["Who?", [], [], {"path": "/etc/hostname"}, "", null], '
        + HEAD[1:]
        + b'"", "", null'
        + TAIL,
        HEAD + b'"", "", null' + TAIL[:-1] + b', "d\\u0061ta": []}',
        json.dumps(QUESTION).encode("utf-16"),
        json.dumps(QUESTION).encode("utf-16-le"),
        json.dumps(QUESTION).encode("utf-32"),
        json.dumps(QUESTION).encode("utf-8-sig"),
    ],
    ids=range(21),
)
def test_no_other_spelling_passes(body: bytes) -> None:
    assert refused(body)


def test_a_question_that_only_looks_like_a_file_passes_as_the_text_it_is() -> None:
    text = json.dumps(FILE)
    sent = QUESTION | {"data": [text, [text], [], "", "", None]}
    assert through(json.dumps(sent).encode()) == sent


def test_what_is_stopped_is_named_by_its_number_and_nothing_else() -> None:
    assert refused(json.dumps({"event_id": FILE, "session_hash": "a7", "fn_index": 0}).encode(), Cancel)
    assert refused(json.dumps({"event_id": JOB, "session_hash": "a7", "fn_index": FILE}).encode(), Cancel)
    assert refused(json.dumps({"event_id": "../x"}).encode(), Reset)
    assert refused(json.dumps({"event_id": JOB, "data": [FILE]}).encode(), Reset)


def test_each_event_passes_by_its_own_door_alone() -> None:
    press = json.dumps({"data": ["x"], "fn_index": 12, "session_hash": "a7"}).encode()
    assert refused(press, queued=True)
    assert refused(json.dumps(QUESTION).encode(), queued=False)
