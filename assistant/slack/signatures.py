"""Slack's signature of a request, checked before anything else reads the request."""

from __future__ import annotations

import re

from slack_sdk.signature import SignatureVerifier
from starlette.datastructures import Headers

# The verifier raises for other forms: a number of 5,000 digits, a letter outside ASCII.
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


def is_signed(headers: Headers, body: bytes, secret: str) -> bool:
    """Whether Slack signed this body within the last five minutes; raises nothing, whatever was sent."""
    times = headers.getlist("x-slack-request-timestamp")
    signatures = headers.getlist("x-slack-signature")
    if len(times) != 1 or len(signatures) != 1:
        return False
    if not (_TIMESTAMP.fullmatch(times[0]) and _SIGNATURE.fullmatch(signatures[0])):
        return False
    try:
        return SignatureVerifier(secret).is_valid(body, times[0], signatures[0])
    except UnicodeDecodeError:  # the verifier signs text, and Slack sends nothing else
        return False
