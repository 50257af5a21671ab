"""Foreign hosts, origins and frames: DNS rebinding, cross-site requests, a page embedded elsewhere."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time

import httpx

from eval.attack.outcome import Outcome, Tally
from eval.attack.reader import JOIN, STREAM, question_body
from eval.attack.stage import Stage

_EVIL = "evil.example"
_SETTINGS = {
    "ASSISTANT_HOSTS": "chat.elmford.example",
    "ASSISTANT_FRAME_ANCESTORS": "https://intranet.elmford.example",
}
_PATHS = ("/", "/healthz", "/config", f"{STREAM}?session_hash=x", "/gradio_api/info")
_ALLOW = "access-control-allow-origin"


def rebinding(stage: Stage) -> Outcome:
    """A name that is not ours is refused, in every way to send it."""
    tally, chat = Tally(), stage.chat()
    ask = json.dumps(question_body("ferry")).encode()
    names = (
        *(_EVIL, f"{_EVIL}:{chat.port}", f"127.0.0.1.{_EVIL}", f"localhost.{_EVIL}:{chat.port}", ""),
        *(f"localhost@{_EVIL}", f"{_EVIL}#localhost", f"{_EVIL},localhost", "127.0.0.1x", "localhost\t.evil"),
    )
    for path in _PATHS:
        status, _ = chat.raw("GET", path, {"host": _EVIL})
        tally.check(status == 400, f"GET {path} as {_EVIL}: status {status}")
    for name in names:
        head = {"host": name, "content-type": "application/json"}
        status, _ = chat.raw("POST", JOIN, {**head, "origin": f"http://{name or _EVIL}"}, ask)
        tally.check(status in (400, 403), f"join as {name!r}: status {status}")
    status, _ = chat.raw("GET", f"http://{_EVIL}/healthz", {"host": _EVIL})
    tally.check(status in (400, 404), f"absolute address: status {status}")
    for name in ("localhost", f"LOCALHOST:{chat.port}", f"127.0.0.1:{chat.port}", f"[::1]:{chat.port}"):
        status, _ = chat.raw("GET", "/healthz", {"host": name})
        tally.check(status == 200, f"our own name {name!r}: status {status}")
    named = stage.chat(**_SETTINGS)
    status, _ = named.raw("GET", "/healthz", {"host": _SETTINGS["ASSISTANT_HOSTS"]})
    tally.check(status == 200, f"a name of ASSISTANT_HOSTS: status {status}")
    return tally.outcome()


def origins(stage: Stage) -> Outcome:
    """A page of elsewhere can neither ask nor read, whatever it calls its body."""
    tally, chat = Tally(), stage.chat()
    ask = json.dumps(question_body("ferry"))
    origins = (
        "http://evil.example",
        "null",
        "http://localhost.evil.example",
        f"http://evil.example:{chat.port}",
    )
    for origin in (*origins, "http://127.0.0.1:1", "https://127.0.0.1"):
        with chat.client(origin=origin) as client:
            joined = client.post(JOIN, content=ask, headers={"content-type": "application/json"})
            page = client.get("/")
            asked = client.options(JOIN, headers={"access-control-request-method": "POST"})
            granted = [answer.headers.get(_ALLOW) for answer in (joined, page, asked)]
            granted = [each for each in granted if each]
            held = joined.status_code == 403 and not granted
            tally.check(held, f"origin {origin}: status {joined.status_code}, granted {granted}")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        headers = {"content-type": kind} if kind else {}
        answer = httpx.post(
            chat.address + JOIN,
            content=ask,
            headers=headers | {"sec-fetch-site": "cross-site"},
            trust_env=False,
        )
        tally.check(400 <= answer.status_code < 500, f"body as {kind!r}: status {answer.status_code}")
    with chat.client() as client:
        answer = client.post(JOIN, content=ask, headers={"content-type": "application/json"})
        tally.check(answer.status_code == 200, f"our own page: status {answer.status_code}")
    return tally.outcome()


def frames(stage: Stage) -> Outcome:
    """No page may embed the chat but those that a setting names."""
    tally = Tally()
    for origin in ("", _SETTINGS["ASSISTANT_FRAME_ANCESTORS"]):
        chat = stage.chat(**_SETTINGS) if origin else stage.chat()
        page = httpx.get(chat.address, trust_env=False)
        policy = page.headers.get("content-security-policy", "")
        wanted = "frame-ancestors " + (origin or "'none'")
        tally.check(wanted in policy, f"{wanted!r} is not in the policy {policy!r}")
        if not origin:
            told = page.headers.get("x-frame-options", "")
            tally.check(told.upper() == "DENY", f"X-Frame-Options is {told!r}")
    return tally.outcome()


def off_loopback(stage: Stage) -> Outcome:
    """Listening for everybody without a login is warned of; played in a network of its own."""
    unshare = shutil.which("unshare")
    apart = [unshare or "", "--net"]
    if not unshare or subprocess.run([*apart, "true"], capture_output=True).returncode:
        return Outcome(0, 0, skipped="no network namespace can be made here")
    tally, library = Tally(), stage.library()
    for host, warned in (("0.0.0.0", True), ("127.0.0.1", False)):
        log = library.root / "off-loopback.log"
        command = [
            sys.executable,
            "-u",
            "-m",
            "assistant",
            "serve",
            "--no-open",
            "--port",
            "0",
            "--host",
            host,
        ]
        with (
            log.open("w") as printed,
            subprocess.Popen(
                [*apart, *command], env=library.environment(), stdout=printed, stderr=printed
            ) as process,
        ):
            until = time.monotonic() + 120
            while "open on" not in log.read_text() and process.poll() is None and time.monotonic() < until:
                time.sleep(0.2)
            time.sleep(0.5)
            process.terminate()
        said = log.read_text()
        tally.check(("ASSISTANT_AUTH" in said or "login" in said) is warned, f"--host {host}: {said!r}")
    return tally.outcome()
