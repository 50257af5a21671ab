from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest

from assistant.answers import Answer, Quote, Viewpoint
from assistant.articles import Record
from assistant.feedback import UNKEPT, FeedbackStore
from assistant.remarks import Feedback
from assistant.web.feedback import doubt_html, feedback_html, hear, remarks

ANSWER = Answer(question="Why?", standalone_question="Why?", answered=False, reason="not_covered")
ASH = Record(article_id="keep", title="Keep the Ferry", authors=("Ann <Ash>",))
VIEWED = Answer(
    question="Why?",
    standalone_question="Why?",
    answered=True,
    viewpoints=(
        Viewpoint(
            record=ASH,
            speaker="Ann <Ash>",
            reported=False,
            quotes=(Quote(citation=2, text="Keep it.", start=0, end=8),),
        ),
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "assistant.db")


@pytest.fixture
def nowhere(tmp_path: Path) -> FeedbackStore:
    """A store whose file cannot be."""
    (tmp_path / "file").touch()
    return FeedbackStore(tmp_path / "file" / "assistant.db")


def sent(answer: str, **said: Any) -> str:
    return quote(json.dumps({"answer": answer, "helpful": False} | said))


def told(store: FeedbackStore, sent: str) -> Any:
    return json.loads(unquote(hear(store, sent)))


def test_an_answer_is_kept_for_feedback(store: FeedbackStore) -> None:
    assert store.answer(store.kept(ANSWER, place="web") or "") == ANSWER


def test_where_nothing_can_be_kept_the_log_says_why(
    nowhere: FeedbackStore, caplog: pytest.LogCaptureFixture
) -> None:
    assert nowhere.kept(ANSWER, place="web") is None
    [record] = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith("an answer cannot be kept, so no feedback can be given on it: '")
    assert ANSWER.question not in caplog.text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"helpful": True}, "helpful"),
        ({}, "not right"),
        ({"comment": "No."}, "not right"),
        (
            {"complaints": ["not_answered", "wrong_date"]},
            "not right (wrong date, not answered)",
        ),
    ],
)
def test_what_is_said_is_kept_and_said_back(store: FeedbackStore, said: dict[str, Any], words: str) -> None:
    answer_id = store.keep(ANSWER, place="web")
    assert told(store, sent(answer_id, **said)) == {
        "answer": answer_id,
        "viewpoint": None,
        "kept": True,
        "text": f"Thank you. Kept: {words}.",
    }
    [entry] = store.entries()
    assert entry == Feedback(
        id=entry.id,
        answer_id=answer_id,
        answer=ANSWER,
        place="web",
        date=entry.date,
        helpful=said.get("helpful", False),
        complaints=tuple(sorted(said.get("complaints", ()), reverse=True)),
        comment=said.get("comment", ""),
    )


def test_what_cannot_be_kept_is_told_without_the_servers_own_words(
    nowhere: FeedbackStore, caplog: pytest.LogCaptureFixture
) -> None:
    answer = "0123456789abcdef"
    assert told(nowhere, sent(answer)) == {
        "answer": answer,
        "viewpoint": None,
        "kept": False,
        "text": "Sorry, this could not be kept.",
    }
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


@pytest.mark.parametrize(
    "form",
    [
        "",
        "{",
        "%7B%7D",
        "null",
        "\ud800",
        sent("../../../etc"),
        sent("0123456789abcdef", helpful="perhaps"),
        sent("0123456789abcdef", complaints=["rude"]),
        sent("0123456789abcdef", comment="x" * 3_001),
        sent("0123456789abcdef", viewpoint=0),
    ],
)
def test_a_form_that_no_page_sends_is_refused(
    store: FeedbackStore, form: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert hear(store, form) == ""
    assert [record.getMessage() for record in caplog.records] == [
        "feedback of a form that no page sends was refused"
    ]


def test_what_the_page_is_told_holds_nothing_that_could_be_markup(store: FeedbackStore) -> None:
    reply = hear(store, sent(store.keep(ANSWER, place="web"), complaints=["not_in_source"]))
    assert set(reply) & set("<>&\"'`${}") == set()


def test_the_controls_name_the_answer_and_every_reason() -> None:
    assert feedback_html("0123456789abcdef") == (
        '<div class="feedback" role="group" aria-label="Your view of this answer" aria-live="off"'
        ' data-answer="0123456789abcdef">'
        '<button type="button" class="helpful" aria-pressed="false">Helpful</button>'
        '<button type="button" class="wrong" aria-expanded="false">Not right</button>'
        '<p class="kept" role="status"></p>'
        "<form hidden><fieldset><legend>What is not right?</legend>"
        '<label><input type="checkbox" name="complaint" value="wrong_person">Wrong person</label>'
        '<label><input type="checkbox" name="complaint" value="wrong_date">Wrong date</label>'
        '<label><input type="checkbox" name="complaint" value="wrong_side">Wrong side</label>'
        '<label><input type="checkbox" name="complaint" value="not_in_source">'
        "Not what the source says</label>"
        '<label><input type="checkbox" name="complaint" value="missing_view">Missing view</label>'
        '<label><input type="checkbox" name="complaint" value="not_answered">Not answered</label></fieldset>'
        '<label class="more">Anything else? (optional)'
        '<textarea name="comment" rows="2" maxlength="3000"></textarea></label>'
        '<button type="submit">Send</button></form></div>'
    )


def test_what_is_said_of_one_view_is_kept_with_it_and_its_outcome_shown(store: FeedbackStore) -> None:
    answer_id = store.keep(VIEWED, place="web")
    said = told(store, sent(answer_id, viewpoint=2, complaints=["wrong_side"], comment="He is for it."))
    assert said == {
        "answer": answer_id,
        "viewpoint": 2,
        "kept": True,
        "text": "Thank you. Kept: not right (wrong side).",
    }
    [entry] = store.entries()
    assert (entry.view, entry.complaints, entry.comment) == (
        *(VIEWED.viewpoints[0], ("wrong_side",), "He is for it."),
    )
    [view] = VIEWED.viewpoints
    controls = (
        '<div class="feedback" role="group" aria-label="What you think of this view of Ann &#60;Ash&#62;"'
        f' data-answer="{answer_id}" data-viewpoint="2" data-without="not_answered">'
        '<button type="button" aria-expanded="false"'
        ' aria-label="Something wrong? This view of Ann &#60;Ash&#62;">Something wrong?</button>'
        '<p role="status"></p>{}</div>'
    )
    assert doubt_html(view, answer_id, remarks(store, [answer_id])) == controls.format("")
    store.mark(entry.id, "unchanged", "He <says> so.")
    line = (
        '<p class="became">You said: not right (wrong side). What became of it: '
        "stays as it is: “He &#60;says&#62; so.”</p>"
    )
    shown = remarks(store, [answer_id])
    assert doubt_html(view, answer_id, shown) == controls.format(line)
    assert "became" not in feedback_html(answer_id, shown)
    assert told(store, sent(answer_id, viewpoint=3))["kept"] is False


def test_a_view_of_an_answer_that_is_not_kept_has_no_controls() -> None:
    assert [doubt_html(VIEWED.viewpoints[0], each) for each in (None, "")] == ["", ""]


def test_where_an_outcome_cannot_be_read_the_chat_goes_on(
    store: FeedbackStore, caplog: pytest.LogCaptureFixture
) -> None:
    store.path.write_bytes(bytes(8_192))
    assert remarks(store, ["0123456789abcdef"]) == ()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_where_an_answer_could_not_be_kept_one_line_says_so() -> None:
    assert feedback_html("") == f'<p class="unkept">{UNKEPT}</p>'
    assert feedback_html(None) == ""


def test_further_paths_stand_beside_the_chat(scripted: Any, serving: Any) -> None:
    def routes(app: Any) -> None:
        app.get("/beside")(lambda: "here")

    with serving(scripted, routes=routes) as address:
        beside, chat = httpx.get(f"{address}/beside"), httpx.get(address)
    assert (beside.json(), chat.status_code, "Ask the articles" in chat.text) == ("here", 200, True)
