"""The bot over HTTP: forged, odd, repeated and malformed deliveries, text that would call a whole channel."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx

from eval.attack.bot import Bot, answering, answers, slack_here, told
from eval.attack.outcome import Outcome, Tally
from eval.attack.scratch import QUESTION
from eval.attack.stage import Stage
from tests.slack.fake_slack import FakeSlack
from tests.slack.payloads import action, mention
from tests.slack.signing import FORM, signed

_SECONDS = 60
_HOSTILE = (
    "The Elmford ferry should be closed for <!channel> and <!here> and <@U0BO> says *bold* _it_ "
    "<http://evil.example/x|our page> `code` &lt;!everyone&gt; http://evil.example/y"
)


def forged(stage: Stage) -> Outcome:
    """Whatever Slack did not sign just now is 401, without a traceback, and not heard."""
    tally = Tally()
    with slack_here() as slack, answering(stage.library(), slack) as bot:
        payload = mention(slack, QUESTION)
        body = json.dumps(payload)
        for name, headers in _forgeries(body):
            status = _posted(bot, body, headers)
            tally.check(status == 401, f"{name}: status {status}")
        tally.check(_posted(bot, b"x" * 5_000_000, {}) == 413, "5 MB are not refused with 413")
        time.sleep(1)
        heard = answers(slack, payload["event"]["ts"])
        tally.check(not heard, "a forged question was answered")
        tally.check("Traceback" not in bot.chat.said, "a traceback was printed")
        tally.check(
            len(bot.chat.said.splitlines()) < 20, f"the log has {len(bot.chat.said.splitlines())} lines"
        )
        bot.delivery.event(payload)
        tally.check(_waited(slack, payload), "the true delivery afterwards is not answered")
    return tally.outcome()


def _forgeries(body: str) -> Iterator[tuple[str, dict[str, Any]]]:
    right = signed(body)
    stamp, code = right["x-slack-request-timestamp"], right["x-slack-signature"]
    yield "unsigned", {"content-type": "application/json"}
    yield "another secret", signed(body, secret="another")
    yield "another body", signed(f"{body} ")
    yield "stale", signed(body, at=time.time() - 400)
    yield "of the future", signed(body, at=time.time() + 400)
    odd = ("abc", "nan", "inf", "-inf", "-1", "9" * 400, "", " ", "1e9", "0x10", "٣٤", "1_0", f"{stamp}.5")
    for each in odd:
        yield f"timestamp {each[:9]!r}", {**right, "x-slack-request-timestamp": each.encode()}
    signatures = ("", "v0=", "v1=" + code[3:], code[:-1], code.upper(), f"{code},{code}", "v0=é", "v0=☃", "=")
    for each in signatures:
        yield f"signature {each[:9]!r}", {**right, "x-slack-signature": each.encode()}
    yield "no timestamp", {"x-slack-signature": code}
    yield "no signature", {"x-slack-request-timestamp": stamp}


def _posted(bot: Bot, body: str | bytes, headers: dict[str, Any]) -> int:
    content = body.encode() if isinstance(body, str) else body
    try:
        status, _ = bot.chat.raw("POST", "/slack/events", headers, content)
    except (BrokenPipeError, ConnectionResetError):
        return 413  # the server closed the connection rather than read on
    return status


def _waited(slack: FakeSlack, payload: dict[str, Any]) -> bool:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        if told(slack, payload["event"]["ts"]):
            return True
        time.sleep(0.1)
    return False


def repeated(stage: Stage) -> Outcome:
    """What Slack sends again is answered once; malformed payloads with a true signature end nothing."""
    tally = Tally()
    with slack_here() as slack, answering(stage.library(), slack) as bot:
        payload = mention(slack, QUESTION)
        for retry in range(5):
            status = bot.delivery.event(payload, retry=retry).status
            tally.check(status == 200, f"delivery {retry}: status {status}")
        for name, body, kind in _malformed(slack, payload):
            status = _posted(bot, body, dict(signed(body, kind=kind)))
            tally.check(status < 500, f"{name}: status {status}")
            tally.check(bot.chat.healthy(), f"{name}: status {status}, then no health check is answered")
        tally.check(_waited(slack, payload), "the repeated question is not answered")
        time.sleep(2)
        tally.check("Traceback" not in bot.chat.said, "a traceback was printed")
        number = answers(slack, payload["event"]["ts"])
        tally.check(number == 1, f"the repeated question is answered {number} times")
        after = mention(slack, QUESTION)
        bot.delivery.event(after)
        tally.check(_waited(slack, after), "a question after malformed payloads is not answered")
    return tally.outcome()


def _malformed(slack: FakeSlack, payload: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    event = payload["event"]
    wrong: dict[str, Any] = {
        "list": [],
        "text": "x",
        "null": None,
        "empty": {},
        "no event": {**payload, "event_id": "Ev1", "event": None},
        "event list": {**payload, "event_id": "Ev2", "event": []},
        "no channel": {**payload, "event_id": "Ev3", "event": {**event, "channel": None}},
        "number as text": {**payload, "event_id": "Ev4", "event": {**event, "text": 7}},
        "no ts": {**payload, "event_id": "Ev5", "event": {**event, "ts": None}},
        "odd ts": {**payload, "event_id": "Ev6", "event": {**event, "ts": "../../etc"}},
        "unknown type": {**payload, "event_id": "Ev7", "event": {"type": "nothing"}},
        "no id": {**payload, "event_id": None},
        "long id": {**payload, "event_id": "E" * 100_000},
        "other team": {**payload, "event_id": "Ev8", "team_id": {"a": []}},
    }
    for name, body in wrong.items():
        yield name, json.dumps(body), "application/json"
    yield "broken JSON", "{", "application/json"
    yield "deep JSON", "[" * 30_000, "application/json"
    yield "empty form", "", FORM
    yield "no payload", urlencode({"payload": "{"}), FORM
    for value in ("feedface", "../../x", "0" * 16, "<!channel>"):
        button = {"type": "button", "action_id": "share", "block_id": f"{value}-1", "value": value}
        press = action(slack, button)
        yield f"forged answer {value}", urlencode({"payload": json.dumps(press)}), FORM


def called_out(stage: Stage) -> Outcome:
    """Nothing that an article or a question holds calls a channel or links anywhere."""
    tally, library = Tally(), stage.library()
    library.write("hostile.md", f"---\ntitle: '{_HOSTILE}'\nauthors: ['{_HOSTILE[:60]}']\n---\n{_HOSTILE}.\n")
    with slack_here() as slack, answering(library, slack) as bot:
        for question in (QUESTION, f"{QUESTION} {_HOSTILE}"):
            payload = mention(slack, question)
            bot.delivery.event(payload)
            tally.check(_waited(slack, payload), f"not answered: {question[:40]}")
        for call in slack.calls:
            if call.method.startswith("chat."):
                wrong = sorted(set(_live(call.body)))
                tally.check(not wrong, f"{call.method} sends {wrong}")
    return tally.outcome()


def _live(body: Any, *, plain: bool = False) -> Iterator[str]:
    """What Slack would make a call, a mention or a link of, in whatever depth."""
    if isinstance(body, list):
        for each in body:
            yield from _live(each, plain=plain)
    elif isinstance(body, dict):
        kind = body.get("type")
        if kind in ("broadcast", "user", "usergroup", "channel"):
            yield f"element {kind}"
        inert = kind in ("plain_text", "text")
        for name, value in body.items():
            if isinstance(value, str) and name in ("text", "markdown_text", "url", "fallback"):
                live = ("<!", "<@", "<http://evil") if name != "url" else ("http://evil",)
                if not inert and any(sign in value for sign in live):
                    yield f"{name} of {kind}"
            elif not isinstance(value, str):
                yield from _live(value, plain=plain)


def installing(stage: Stage) -> Outcome:
    """No state of the installation can be forged, and its error page runs nothing."""
    tally = Tally()
    more = {"SLACK_BOT_TOKEN": "", "SLACK_CLIENT_ID": "111.222", "SLACK_CLIENT_SECRET": "hidden-elmford"}
    with slack_here() as slack, answering(stage.library(), slack, more) as bot:
        back = f"{bot.chat.address}/slack/oauth_redirect"
        page = httpx.get(f"{bot.chat.address}/slack/install", trust_env=False)
        cookie = page.headers.get("set-cookie", "")
        flags = [flag for flag in ("HttpOnly", "Secure") if flag.lower() not in cookie.lower()]
        tally.check(not flags, f"the cookie is not {flags}")
        own = cookie.partition(";")[0]
        state = own.partition("=")[2]
        tries: dict[str, tuple[dict[str, str], str]] = {
            "no state": ({"code": "1"}, own),
            "wrong state": ({"code": "1", "state": "wrong"}, own),
            "no cookie": ({"code": "1", "state": state}, ""),
            "wrong cookie": ({"code": "1", "state": state}, f"{own[:-2]}xx"),
            "invented state": ({"code": "1", "state": "a" * 36}, f"{own.partition('=')[0]}={'a' * 36}"),
        }
        for name, (query, sent) in tries.items():
            answer = httpx.get(back, params=query, headers={"cookie": sent}, trust_env=False)
            tally.check(answer.status_code in (400, 401, 403), f"{name}: status {answer.status_code}")
        answer = httpx.get(back, params={"error": "<script>alert(1)</script>"}, trust_env=False)
        tally.check("<script>alert" not in answer.text, "the error page holds a script")
        tally.check("oauth.v2.access" not in [call.method for call in slack.calls], "a token was asked for")
        tally.check("hidden-elmford" not in bot.chat.said, "the secret stands in the log")
    return tally.outcome()
