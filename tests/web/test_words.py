"""The chat's pages in German: no word of the English interface stands on any of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.answers import Absence, Answer, Correction
from assistant.conversations import Listed
from assistant.errors import SettingsError
from assistant.feedback import FeedbackStore
from assistant.listings import Count, Listing
from assistant.remarks import COMPLAINTS
from assistant.rendering.words import Words
from assistant.scopes import Scope
from assistant.settings import Settings
from assistant.web.adding import add_adding
from assistant.web.browsing import add_pages
from assistant.web.drawing import Drawing
from assistant.web.exchange import Asked, Conversation, Exchange
from assistant.web.export import export
from assistant.web.feedback import hear
from assistant.web.feedback_page import add_feedback_page
from assistant.web.keeping import Seat
from assistant.web.keeping_html import conversations_html, editing_html
from assistant.web.login import Login, prepare
from assistant.web.plain_pages import PlainPages
from assistant.web.settings import WebSettings
from assistant.web.sharing import add_shared
from assistant.web.users import Cost, Users
from tests.english_words import left_in_english

GERMAN = Words("de")
BARRAGE = "Should the barrage be built?"
ORIGIN = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "assistant.db")


@pytest.fixture
def answers(scripted: Any) -> tuple[Answer, ...]:
    """Of every form: views by side with all that can stand beside them, a listing, a declined question."""
    marrow = scripted.viewpoint("marrow-2019", "On paper it is a beautiful machine.", first=1)
    quell = scripted.viewpoint("quell-2024", "The sluices should be public.", first=2)
    reported = scripted.viewpoint("lodge-interview-2022", "A ferry is a road.", first=3, speaker="Bo Birk")
    listing = Listing(
        kind="list_people",
        text="2 people.",
        articles=(marrow.record, replace(marrow.record, publication=None, date=None)),
        counts=(Count(name="Ann Ash", articles=2),),
    )
    return (
        scripted.script(
            BARRAGE,
            replace(marrow, stance="for", claim="It works."),
            replace(quell, stance="against"),
            replace(reported, stance="mixed"),
            more=4,
            order="timeline",
            summary="It is debated [1][2].",
            notes=("A note.",),
            absences=(Absence(person="Bo", articles=1, first=None, last=None, text="Bo says nothing."),),
            corrections=(Correction(typed="Barage", meant="barrage"),),
            understood=Scope(people=("Ann Ash", "Bo Birk"), since="2018", side="for", kinds=("interview",)),
        ),
        scripted.script("Who writes here?", listing=listing),
        scripted.script("What of the moon?", answered=False, reason="not_covered", nearest=(quell,)),
    )


@pytest.fixture
def conversation(answers: tuple[Answer, ...], store: FeedbackStore) -> Conversation:
    """Each question answered and kept, then one stopped and two that are under way."""
    kept = []
    for answer in answers:
        answer_id = store.keep(answer, place="web")
        asked = Asked(question=answer.question, dropped=Scope(until="2019-05"))
        kept.append(Exchange(asked, answer, "finished", answer_id=answer_id))
    store.add(kept[0].answer_id or "", reader="web", helpful=False, complaints=COMPLAINTS)
    (remark,) = store.entries()
    store.mark(remark.id, "mended", "It says 2019 now.")
    begun = (replace(kept[0], progress=each, answer_id=None) for each in ("stopped", "answering"))
    failed = replace(kept[0], progress="failed", failure=GERMAN("chat.apology"))
    return (*kept, replace(kept[0], answer_id=""), *begun, failed, Exchange(kept[0].asked, answers[0]))


@pytest.fixture
def german(scripted: Any, store: FeedbackStore, tmp_path: Path) -> Callable[..., TestClient]:
    """The pages beside the chat."""

    def german(*, host: str | None = "127.0.0.1", **more: Any) -> TestClient:
        web = WebSettings(**({"per_minute": 10_000, "language": "de"} | more))
        app = FastAPI()
        app.state.root_path = ""
        pages = PlainPages(app, web, host, adds=True)
        (tmp_path / "documents").mkdir(exist_ok=True)
        folder = Settings(documents=tmp_path / "documents", state=tmp_path / "drafts" / "assistant.db")
        add_pages(pages, scripted)
        add_adding(app, scripted, pages, web, folder)
        add_feedback_page(pages, store)
        add_shared(pages, store)
        app.add_middleware(Login, settings=web)
        return TestClient(app, client=("127.0.0.1", 50_000))

    return german


def test_answers_and_sources_are_german(
    scripted: Any, store: FeedbackStore, conversation: Conversation
) -> None:
    drawing = Drawing(scripted, store, GERMAN, shares=True)
    seat = Seat(conversation="0" * 16)
    drawn = {
        f"turn {turn}": drawing.current(conversation[:turn], seat) for turn in range(1, len(conversation) + 1)
    }
    for turn, exchange in enumerate(conversation, 1):
        drawn[f"sources {turn}"] = f"<div>{drawing.sources(turn).html(exchange.answer)}</div>"
    scripted.articles.clear()  # what was quoted has gone since
    drawn["gone"] = drawing.sources(1).html(conversation[0].answer)
    assert left_in_english(drawn) == set()
    whole = "".join(drawn.values())
    for words in ("Kopieren", "Zeitleiste", "4 weitere zeigen", "falsche Person", "Originalseite öffnen"):
        assert words in whole


def test_what_is_kept_and_exported_is_german(conversation: Conversation, store: FeedbackStore) -> None:
    listed = [
        Listed(id="0" * 16, title=BARRAGE, day="2026-11-02", questions=questions) for questions in (1, 2)
    ]
    file = json.loads(unquote(export("0 html", conversation, GERMAN)))
    kept = json.loads(unquote(hear(store, json.dumps({"answer": "0" * 16, "helpful": True}), GERMAN)))
    drawn = {
        "list": conversations_html(listed, "", GERMAN),
        "editing": editing_html(GERMAN),
        "file": file["text"],
        "problem": f"<p>{json.loads(unquote(export('9 html', conversation, GERMAN)))['problem']}</p>",
        "feedback": f"<p>{kept['text']}</p>",
    }
    assert left_in_english(drawn) == set()
    assert '<html lang="de">' in file["text"] and "2. November 2026 · 2 Fragen" in drawn["list"]


def test_the_pages_beside_the_chat_are_german(
    german: Callable[..., TestClient], conversation: Conversation, scripted: Any
) -> None:
    client = german()
    articles = list(scripted.articles)
    people = {name for record in scripted.records for name in record.people}
    paths = [
        *("/articles", "/articles?find=ferry", "/articles?page=9", "/articles?sort=x", "/articles/no"),
        *("/authors", "/authors?find=mar", "/authors/Nobody", f"/articles?find={'x' * 300}"),
        *(f"/articles/{name}" for name in articles),
        *(f"/authors/{name}" for name in people),
        *("/add", "/add/none", "/add?added=none", f"/add?added={articles[0]}"),
        *("/feedback", "/feedback?kind=x", f"/answer/{conversation[0].answer_id}", "/answer/none"),
    ]
    drawn = {path: client.get(path).text for path in paths}
    assert left_in_english(drawn) == set()
    assert all('<html lang="de">' in page for page in drawn.values())


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ({}, None),
        ({"text": "It sails.", "address": "example.org"}, None),
        ({"text": "It sails, and so it should."}, None),
        ({}, ("letter.html", b"<title>Keep it</title><meta name=author content='Ada Lind'><p>It sails.</p>")),
        ({}, ("table.csv", b"title,author,text\nKeep it,Ada Lind,It sails.\nSell it,Bo Birk,It sank.\n")),
    ],
)
def test_adding_an_article_is_german(
    german: Callable[..., TestClient], given: dict[str, str], file: tuple[str, bytes] | None
) -> None:
    client = german()
    token = re.search(r'name="token" value="(\w+)"', client.get("/add").text)
    assert token
    sent = {"token": token[1], **given}
    page = client.post("/add", data=sent, files={"file": file or ("", b"")}, headers=ORIGIN)
    assert left_in_english({"page": page.text}) == set()
    assert page.status_code == (200 if file or len(given) == 1 else 400)


def test_the_login_is_german(german: Callable[..., TestClient], tmp_path: Path) -> None:
    users = Users(tmp_path / "users", cost=Cost(4, 1, 1))
    users.add("Ann", "a ferry at dawn")
    prepare(WebSettings(auth=users.file.path))
    client = german(auth=users.file.path)
    drawn = {"login": client.get("/login").text}
    drawn["wrong"] = client.post("/login", data={"name": "Ann", "password": "no"}, headers=ORIGIN).text
    client.post("/login", data={"name": "Ann", "password": "a ferry at dawn"}, headers=ORIGIN)
    drawn["inside"] = client.get("/articles").text
    assert left_in_english(drawn) == set()
    assert "Abmelden" in drawn["inside"] and "Passwort ist falsch" in drawn["wrong"]


def test_a_language_that_is_not_there_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LANGUAGE", "xx")
    with pytest.raises(SettingsError) as caught:
        WebSettings.of_environment()
    assert str(caught.value) == "ASSISTANT_LANGUAGE is 'xx': there are de, en"
