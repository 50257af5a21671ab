import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.feedback import FeedbackStore
from assistant.web.growing import Growing

# Gradio counts its events with options that pandas is about to drop.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downc:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword:DeprecationWarning"),
]
BARRAGE, FERRY = "Should the barrage be built?", "Should the ferry be kept?"
PIECES = st.sampled_from(["<p>One</p>", "<p>Two", "</p>", "<section>", "</section>", "<p>One", "words", "\n"])


def put_together(log: str) -> str:
    """What `grown` of script.js makes of a log."""
    pieces: list[str] = []
    places = ""
    turn, *steps = log.split("\x1e")
    assert turn == "3"
    for step in steps:
        places, *added = step.split("\x1f")
        pieces += added
    runs = (map(int, run.split("-")) for run in places.split())
    return "".join("".join(pieces[begin:end]) for begin, end in runs)


@given(st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=6))
def test_each_step_shows_its_html_and_only_adds_to_the_steps_before(steps: list[str]) -> None:
    part, before = Growing(3), ""
    for html in steps:
        log = part.drawn(html)
        assert log.startswith(before)
        assert put_together(log) == html
        before = log


def test_what_was_shown_before_is_not_sent_again() -> None:
    part = Growing(3)
    part.drawn('<section class="a"><p>A view</p></section><p>Reading…</p>')
    log = part.drawn(
        '<h3>For</h3><section class="b"><p>Another</p></section><section class="a"><p>A view</p></section>'
    )
    assert [log.count(each) for each in ("A view", "Reading…", "Another", "For")] == [1, 1, 1, 1]


def sent(address: str, question: str) -> str:
    """The stream of an answer, put by one and the same page."""
    body = {
        "data": [question, [], [], "", "", [], "", None, None],
        "fn_index": 0,
        "trigger_id": 11,
        "session_hash": "growing",
    }
    httpx.post(f"{address}/gradio_api/queue/join", json=body, timeout=60).raise_for_status()
    with httpx.stream("GET", f"{address}/gradio_api/queue/data?session_hash=growing", timeout=60) as events:
        return "".join(events.iter_text())


def counted(stream: str, *markup: str) -> list[int]:
    return [stream.count(json.dumps(each)[1:-1]) for each in markup]


def test_the_stream_of_an_answer_holds_each_view_each_source_and_each_control_once(
    scripted: Any, serving: Any, tmp_path: Path
) -> None:
    answer = scripted.script(
        BARRAGE,
        scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1),
        scripted.viewpoint("quell-2024", "The sluices should be public.", first=2),
        scripted.viewpoint("pellworm-2018", "I should therefore build half.", first=3),
    )
    scripted.script(FERRY, scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=1))
    with serving(scripted, store=FeedbackStore(tmp_path / "assistant.db")) as address:
        first, second = sent(address, BARRAGE), sent(address, FERRY)
    for view in answer.viewpoints:
        [quote] = view.quotes
        places = (f'class="cite" href="#src-1-{quote.citation}"', f'id="src-1-{quote.citation}"')
        controls = f'data-viewpoint="{quote.citation}"'
        words = scripted.articles[view.record.article_id].text[:40]
        assert counted(first, *places, controls, words) == [1, 1, 1, 1]
        assert counted(second, *places, words) == [0, 0, 0]
    assert counted(second, 'href="#src-2-1"', 'id="src-2-1"') == [1, 1]
