"""Keeps the Slack bot connected: Socket Mode, or HTTP beside the web chat; ends once every answer is out."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING

import typer
from anyio import CapacityLimiter, to_thread
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from assistant.errors import AssistantError
from assistant.slack.app import recovering
from assistant.slack.manifest import EVENTS_PATH
from assistant.slack.posting import TROUBLE
from assistant.slack.settings import VARIABLES, SlackSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.answering.assistant import Assistant
    from assistant.feedback import FeedbackStore


_PING_SECONDS = 5.0
"""A lost connection is noticed and made again within two of these."""
_RECEIVED = 64 * 1024
"""Bytes read at once. The client calls itself for each part of an event: with its own 1,024 bytes a large one
goes too deep for Python."""
_DISPATCHED = 32
"""Deliveries taken in at once."""
_LARGEST = 4 * 1024 * 1024
"""Bytes of a request over HTTP; nothing that Slack sends comes near it."""
# The verifier raises for other forms: a number of 5,000 digits, a letter outside ASCII.
_TIMESTAMP = re.compile(r"[0-9]{1,12}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


def run(assistant: Assistant, settings: SlackSettings, store: FeedbackStore, *, host: str, port: int) -> None:
    """Answer until Ctrl-C or SIGTERM, in the way that `settings` say; `host` and `port` are for HTTP."""
    for variable in VARIABLES:
        os.environ.pop(variable, None)  # Bolt would read it once more by itself, and warn that it has two
    app = _built(assistant, settings, store)
    with recovering(app, settings):
        if settings.mode == "http":
            serve_http(app, settings, assistant, store, host=host, port=port)
        else:
            serve_socket(app, settings)


def serve_socket(app: App, settings: SlackSettings) -> None:
    """Answer over Socket Mode until Ctrl-C or SIGTERM. Raises `AssistantError` where Slack refuses."""
    with until_ended(app), connected(app, settings):
        typer.echo("The bot is connected to Slack (Ctrl-C ends it).")
        threading.Event().wait()


def serve_http(
    app: App, settings: SlackSettings, assistant: Assistant, store: FeedbackStore, *, host: str, port: int
) -> None:
    """Answer over HTTP, beside the web chat, until Ctrl-C or SIGTERM."""
    from assistant.web.serve import serve
    from assistant.web.settings import WebSettings

    assert settings.signing_secret is not None
    secret = settings.signing_secret.get_secret_value().strip()
    with until_ended(app):
        serve(
            assistant,
            WebSettings.of_environment(),
            host,
            port,
            open_browser=False,
            store=store,
            routes=lambda web: add_routes(web, app, secret),
        )


@contextlib.contextmanager
def connected(app: App, settings: SlackSettings, *, ping_seconds: float = _PING_SECONDS) -> Iterator[None]:
    """A connection to Slack over which `app` is asked; made again whenever it is lost."""
    assert settings.app_token is not None
    handler = SocketModeHandler(
        app,
        settings.app_token.get_secret_value().strip(),
        ping_interval=ping_seconds,
        receive_buffer_size=_RECEIVED,
        concurrency=_DISPATCHED,
    )
    try:
        try:
            handler.connect()  # type: ignore[no-untyped-call]
        except TROUBLE as error:
            raise _refused("SLACK_APP_TOKEN", error) from error
        yield
    finally:
        _close(handler)


def add_routes(web: FastAPI, app: App, secret: str) -> None:
    """Let Slack reach `app` through `web`, and workspaces install and uninstall it where that is set up.

    What is not signed with `secret`, or is of no form that is heard, is refused before `app` sees it. To be
    called before anything takes every path, as Gradio does.
    """
    limiter = CapacityLimiter(_DISPATCHED)

    async def answered(respond: Callable[[BoltRequest], BoltResponse], request: BoltRequest) -> Response:
        # Bolt's own adapter does this on the event loop, and holds up every other request meanwhile.
        return to_starlette_response(await to_thread.run_sync(respond, request, limiter=limiter))

    async def event(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("Too large", status_code=413)
        if not is_signed(request.headers, body, secret):
            return PlainTextResponse("Not signed by Slack", status_code=401)
        return await answered(app.dispatch, to_bolt_request(request, body))

    def page(respond: Callable[[BoltRequest], BoltResponse]) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            return await answered(respond, to_bolt_request(request, b""))

        return answer

    web.add_route(EVENTS_PATH, event, methods=["POST"])
    if (flow := app.oauth_flow) is not None:
        app.enable_token_revocation_listeners()
        web.add_route(flow.install_path, page(flow.handle_installation), methods=["GET"])
        web.add_route(flow.redirect_uri_path, page(flow.handle_callback), methods=["GET"])


@contextlib.contextmanager
def until_ended(app: App) -> Iterator[None]:
    """Ctrl-C and SIGTERM end what is inside; then every question that was taken on is still answered."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            yield
        typer.echo("Finishing the answers under way …")
    finally:
        app.listener_runner.listener_executor.shutdown(wait=True)
        signal.signal(signal.SIGTERM, before)
    typer.echo("The bot has ended.")


def _built(assistant: Assistant, settings: SlackSettings, store: FeedbackStore) -> App:
    from assistant.slack.app import build_slack

    try:
        return build_slack(assistant, settings, store)
    except BoltError as error:
        # Bolt tries the token, and tells of a refusal in several lines.
        if isinstance(error.__context__, SlackApiError):
            raise _refused("SLACK_BOT_TOKEN", error.__context__) from error
        raise
    except TROUBLE as error:
        raise _refused("SLACK_BOT_TOKEN", error) from error


def _refused(variable: str, error: Exception) -> AssistantError:
    if isinstance(error, SlackApiError) and error.response.get("error"):
        return AssistantError(
            f"Slack does not accept {variable} ({error.response['error']}): take it anew from your app's "
            "pages on https://api.slack.com/apps"
        )
    return AssistantError(f"Slack cannot be reached: {error}")


def _close(handler: SocketModeHandler) -> None:
    # Told so before it closes, the client looks up at once; else it waits out a second for one more message.
    handler.client.closed = True
    handler.client.message_queue.put(None)
    for _ in range(2):
        # The client closes its socket from several threads and does not expect to find it gone.
        with contextlib.suppress(AttributeError):
            handler.close()  # type: ignore[no-untyped-call]
            return


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is larger than anything that Slack sends."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return None
    return bytes(body)


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
