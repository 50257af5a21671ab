"""Requests signed as Slack signs them, and their delivery over HTTP."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.slack.fake_socket import Ack

SECRET = "e1mf0rd5ecret0000000000000000000"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def signed(body: str, *, secret: str = SECRET, at: float | None = None, kind: str = JSON) -> dict[str, str]:
    """The headers of a request that Slack sends, as if at the time `at`."""
    timestamp = str(int(time.time() if at is None else at))
    code = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "content-type": kind,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": f"v0={code}",
    }


class HttpDelivery:
    """Slack's deliveries to one address; `FakeSocket` brings the same ones over Socket Mode."""

    def __init__(self, url: str) -> None:
        self._url = url

    def event(self, payload: dict[str, Any], *, retry: int = 0) -> Ack:
        again = {"x-slack-retry-num": str(retry), "x-slack-retry-reason": "http_timeout"} if retry else {}
        return self._post(json.dumps(payload), JSON, again)

    def command(self, payload: dict[str, str]) -> Ack:
        return self._post(urlencode(payload), FORM, {})

    def interaction(self, payload: dict[str, Any]) -> Ack:
        return self._post(urlencode({"payload": json.dumps(payload)}), FORM, {})

    def _post(self, body: str, kind: str, headers: dict[str, str]) -> Ack:
        start = time.monotonic()
        response = httpx.post(
            self._url, content=body.encode(), headers=signed(body, kind=kind) | headers, timeout=60
        )
        seconds = time.monotonic() - start
        parsed = response.json() if response.text.startswith("{") else response.text or None
        return Ack(seconds, response.status_code, parsed)
