"""A chat with a login: nothing is open to who has not logged in, and no cookie can be made or kept."""

from __future__ import annotations

import json

from eval.attack.chat import Chat, serving
from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import JOIN, RUN, STREAM, Reader, question_body
from eval.attack.scratch import QUESTION, Library
from eval.attack.stage import Stage

NAMES = ("Ann Ash", "Bo Birk")
PASSWORD = "an invented password"
_PATHS = ("/", "/theme.css", "/config", f"{STREAM}?session_hash=x", "/gradio_api/heartbeat/x", "/%2e/", "//")


def with_users(library: Library, *, users: tuple[str, ...] = NAMES) -> dict[str, str]:
    """The settings of a chat that these users may log in to."""
    settings = {"ASSISTANT_AUTH": str(library.root / "users")}
    for name in users:
        done = library.run("user", "add", name, more=settings, typed=f"{PASSWORD}\n")
        if done.code:
            raise RuntimeError(f"no user can be added: {done.said}")
    return settings


def forged(stage: Stage) -> Outcome:
    """Every door, forged cookies, foreign headers, guessed passwords, other people's redirects."""
    tally, library = Tally(), stage.library()
    settings = with_users(library)
    with serving(library, more=settings) as chat:
        _shut(tally, chat)
        _redirected(tally, chat)
        _guessed(tally, chat)
    with serving(library, more=settings) as chat:
        reader = Reader(chat)
        reader.log_in(NAMES[0], PASSWORD)
        tally.check("viewpoint" in reader.ask(QUESTION).stream, "who has logged in is not answered")
        cookie = {each.name: each.value or "" for each in reader.client.cookies.jar}
        _edited(tally, chat, cookie)
        foreign = reader.client.post("/logout", headers={"origin": "http://evil.example"})
        tally.check(foreign.status_code == 403, f"logged out by another page: {foreign.status_code}")
        reader.client.post("/logout")
        again = chat.client()
        again.cookies.update(cookie)
        tally.check(_status(again.get("/").status_code), "a cookie lives on after the log-out")
        library.run("user", "remove", NAMES[1], more=settings)
        other = Reader(chat)
        other.log_in(NAMES[1], PASSWORD)
        tally.check(_status(other.client.get("/").status_code), "a removed user logs in")
        for each in (reader, other):
            each.close()
        again.close()
    return tally.outcome()


def _status(status: int) -> bool:
    """Whether a request was turned away."""
    return status in (303, 400, 401, 403, 404, 429)


def _shut(tally: Tally, chat: Chat) -> None:
    ask = json.dumps(question_body(QUESTION)).encode()
    for path in _PATHS:
        status, text = chat.raw("GET", path)
        tally.check(_status(status) and "gradio_config" not in text, f"GET {path}: status {status}")
    for path in (JOIN, RUN, "/gradio_api/cancel", "/gradio_api/reset"):
        status, _ = chat.raw("POST", path, {"content-type": "application/json", "origin": chat.address}, ask)
        tally.check(_status(status), f"POST {path}: status {status}")
    for header in ("remote-user", "x-forwarded-user", "x-remote-user", "x-auth-request-user"):
        status, _ = chat.raw("GET", "/", {header: NAMES[0], "x-forwarded-for": "127.0.0.1"})
        tally.check(_status(status), f"header {header}: status {status}")
    status, _ = chat.raw("GET", "/healthz")
    tally.check(status == 200, f"GET /healthz: status {status}")


def _guessed(tally: Tally, chat: Chat) -> None:
    """Wrong passwords open nothing, and soon no more can be tried."""
    reader, seen = Reader(chat), []
    for number in range(12):
        answer = reader.log_in(NAMES[0], f"wrong password {number}")
        seen.append(answer.status_code)
        tally.check(_status(reader.client.get("/").status_code), f"a wrong password opened: {seen}")
    tally.check(429 in seen, f"twelve wrong passwords may be tried in a row: {seen}")
    reader.close()


def _redirected(tally: Tally, chat: Chat) -> None:
    for path in ("//evil.example", "/\\evil.example", "http://evil.example", "/%0d%0aset-cookie:x=y"):
        with chat.client() as client:
            form = {"name": NAMES[1], "password": PASSWORD, "next": path}
            answer = client.post("/login", data=form)
            place = answer.headers.get("location", "")
            inside = place.startswith("/") and not place.startswith(("//", "/\\"))
            tally.check(not place or inside, f"after the login one is sent to {place!r}")


def _edited(tally: Tally, chat: Chat, cookie: dict[str, str]) -> None:
    tally.check(bool(cookie), "there is no cookie")
    for name, value in cookie.items():
        forged = {
            "cut": value[:-1],
            "last letter": value[:-1] + ("A" if value[-1:] != "A" else "B"),
            "first letter": ("A" if value[:1] != "A" else "B") + value[1:],
            "other name": value.replace("Ann", "Bob"),
            "empty": "",
            "twice": value + value,
        }
        for kind, text in forged.items():
            if text != value:
                status, _ = chat.raw("GET", "/", {"cookie": f"{name}={text}"})
                tally.check(_status(status), f"cookie, {kind}: status {status}")
