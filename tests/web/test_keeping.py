from __future__ import annotations

import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

import pytest

from assistant.answers import Answer
from assistant.conversations import Listed
from assistant.errors import AssistantError
from assistant.feedback import FeedbackStore
from assistant.scopes import Scope
from assistant.web.address import LONGEST, address_of
from assistant.web.exchange import Asked, Conversation, Exchange, history
from assistant.web.keeping import Keeper, Opening, Press, Seat, read
from assistant.web.keeping_html import conversations_html

SEAT = Seat("0123456789abcdef" * 2)


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "assistant.db")


@pytest.fixture
def keeper(store: FeedbackStore) -> Keeper:
    return Keeper(store)


def exchange(question: str, past: Conversation = (), **asked: Any) -> Exchange:
    answer = Answer(question=question, standalone_question=f"{question} (alone)", answered=True)
    return Exchange(Asked(question=question, history=history(past), **asked), answer, "finished")


def kept(keeper: Keeper, *made: Exchange, seat: Seat = SEAT) -> tuple[Conversation, Seat]:
    conversation: Conversation = ()
    for each in made:
        conversation, seat = keeper.kept((*conversation, each), seat)
    return conversation, seat


def test_a_conversation_comes_back_as_it_was(keeper: Keeper) -> None:
    first, seat = kept(keeper, exchange("Keep the ferry?", scope=Scope(people=("Ann Ash",), since="2018")))
    more = exchange("Keep the ferry?", first, after=first[0].answer, exact=True)
    second, seat = keeper.kept((*first, more), seat)
    without = Asked(question="And Bo?", history=history(second)).without(Scope(people=("Bo Birk",)), 0)
    stopped = Exchange(without, replace(more.answer, question="And Bo?"), "stopped")
    third, seat = keeper.kept((*second, stopped), seat)
    failed = replace(exchange("Why?", third), progress="failed", failure="The model did not answer.")
    whole, seat = keeper.kept((*third, failed), seat)
    assert keeper.opened(seat) == whole
    assert [each.title for each in keeper.listed(seat)] == ["Keep the ferry?"]


def test_what_is_dropped_leaves_the_rest_and_does_not_come_back(keeper: Keeper) -> None:
    whole, seat = kept(keeper, exchange("Keep the ferry?"), exchange("And Bo?"))
    assert keeper.dropped(whole, seat, 2) == whole[:1]
    assert keeper.opened(seat) == whole[:1]


def test_a_conversation_opens_for_its_own_browser_alone(keeper: Keeper) -> None:
    _, seat = kept(keeper, exchange("Keep the ferry?"))
    for other in (replace(seat, key="f" * 32), replace(seat, key="")):
        assert (keeper.opened(other), keeper.listed(other)) == ((), ())


def test_with_a_login_it_is_the_name_that_counts(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = {"assistant.reader": "Ann"}
    monkeypatch.setattr("assistant.web.keeping.request_scope", lambda: reader)
    _, seat = kept(keeper, exchange("Keep the ferry?"))
    reader["assistant.reader"] = "ANN"
    assert len(keeper.listed(Seat("f" * 32))) == 1
    reader["assistant.reader"] = "Bo"
    assert (keeper.listed(seat), keeper.opened(seat)) == ((), ())
    _, taken = keeper.kept((exchange("Mine?"),), seat)
    assert taken.conversation != seat.conversation


def test_without_a_key_answers_are_kept_but_belong_to_no_conversation(
    keeper: Keeper, store: FeedbackStore
) -> None:
    [only], seat = kept(keeper, exchange("Keep the ferry?"), seat=Seat())
    assert (seat, store.answer(only.answer_id or "")) == (Seat(), only.answer)


def test_without_a_store_nothing_happens() -> None:
    keeper = Keeper(None)
    whole, seat = kept(keeper, exchange("Keep the ferry?"))
    assert (whole[0].answer_id, seat, keeper.listed(seat), keeper.opened(seat)) == (None, SEAT, (), ())
    assert keeper.dropped(whole, seat, 1) == ()


def test_a_file_that_cannot_be_used_keeps_nobody_from_asking(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "assistant.db"
    keeper = Keeper(FeedbackStore(path))
    whole, seat = kept(keeper, exchange("Keep the ferry?"))
    path.write_bytes(b"\0" * 8_192)
    longer, seat = keeper.kept((*whole, exchange("And Bo?")), seat)
    assert [each.answer_id == "" for each in longer] == [False, True]
    assert (keeper.listed(seat), keeper.dropped(longer, seat, 1)) == ((), ())
    with pytest.raises(AssistantError):
        keeper.opened(seat)
    assert {record.levelno for record in caplog.records} == {logging.WARNING}
    assert "Keep the ferry?" not in caplog.text


@pytest.mark.parametrize(
    "sent",
    ["", "{", "null", '{"act": "burn"}', '{"act": "open", "conversation": "../x"}', "\ud800"],
)
def test_a_press_that_no_page_sends_is_refused(sent: str) -> None:
    assert read(Press, quote(sent, errors="replace")) is None


def test_a_key_or_a_conversation_of_another_form_opens_nothing() -> None:
    for wrong in ({"key": "x"}, {"conversation": "1 OR 1"}, {"people": [{"path": "/etc/hostname"}]}):
        assert read(Opening, quote(json.dumps(wrong))) is None


def test_the_address_of_a_question_has_its_words_and_its_filters() -> None:
    scope = Scope(
        people=("Ann Ash", "Jovana Č."),
        publications=("A & B",),
        since="2018",
        until="2019-05",
        kinds=("interview", "report"),
        side="against",
    )
    first = exchange("Keep the\nferry?", scope=scope)
    assert parse_qs(address_of(first)[1:]) == {
        "q": ["Keep the\nferry?"],
        "person": ["Ann Ash", "Jovana Č."],
        "publication": ["A & B"],
        "since": ["2018"],
        "until": ["2019-05"],
        "form": ["interview", "report"],
        "side": ["against"],
    }
    assert address_of(exchange("And Bo?", (first,))) == "?q=And+Bo%3F+%28alone%29"
    assert address_of(exchange("x" * LONGEST)) == ""
    assert address_of(exchange("\ud83d")) == "?q=%3F"


def test_the_list_holds_no_markup_of_a_title() -> None:
    listed = Listed(id="0" * 16, title='"><b>${x}', day="2026-11-30", questions=2)
    html = conversations_html([listed], "0" * 16)
    assert "<b>" not in html and "${" not in html
    assert "<span>30 November 2026 · 2 questions</span>" in html
    assert conversations_html((), "") == ""
