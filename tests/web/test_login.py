import asyncio
import hashlib
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from assistant.errors import SettingsError
from assistant.web.login import Login, prepare
from assistant.web.settings import WebSettings
from assistant.web.users import Cost, Users

PASSWORD = "a ferry at dawn"
PROXY, STRANGER = "10.0.0.7", "192.0.2.66"
PAGE = {"accept": "text/html"}
Visit = Callable[..., TestClient]


async def told(request: Request) -> JSONResponse:
    """What reaches the chat."""
    scope = request.scope
    headers = [name.decode() for name, _ in scope["headers"] if name.startswith(b"x-")]
    return JSONResponse({"reader": scope.get("assistant.reader"), "headers": headers, "path": scope["path"]})


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_json({"reader": socket.scope.get("assistant.reader")})
    await socket.close()


def chat(settings: WebSettings) -> ASGIApp:
    routes = [WebSocketRoute("/live", echo), Route("/{path:path}", told, methods=["GET", "POST", "HEAD"])]
    return Login(Starlette(routes=routes), settings=settings)


@pytest.fixture
def users(tmp_path: Path) -> Users:
    users = Users(tmp_path / "users", cost=Cost(4, 1, 1))
    for name in ("Ann", "Bo"):
        users.add(name, f"{PASSWORD} {name}")
    return users


@pytest.fixture
def visit(users: Users) -> Visit:
    """A visitor of one and the same server, each with cookies and an address of his own."""
    settings = WebSettings(auth=users.file.path)
    prepare(settings)
    app = chat(settings)

    def visit(address: str = "192.0.2.1", scheme: str = "http") -> TestClient:
        return TestClient(app, f"{scheme}://chat.example", client=(address, 50_000), follow_redirects=False)

    return visit


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every password that is hashed."""
    made: list[bytes] = []
    scrypt = hashlib.scrypt

    def counted(password: bytes, **options: Any) -> bytes:
        made.append(password)
        return scrypt(password, **options)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    return made


def log_in(client: TestClient, name: str = "Ann", password: str = "", **more: str) -> httpx.Response:
    form = {"name": name, "password": password or f"{PASSWORD} {name}", **more}
    return client.post("/login", data=form)


def reader(client: TestClient) -> Any:
    response = client.get("/")
    return response.json()["reader"] if response.status_code == 200 else response.status_code


def test_without_a_login_everything_passes_as_it_came() -> None:
    client = TestClient(chat(WebSettings()))
    response = client.get("/login", headers={"x-user": "Ann"})
    assert response.json() == {"reader": None, "headers": ["x-user"], "path": "/login"}


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/", "/login"),
        ("/?q=a&b=c%20d", "/login?next=%2F%3Fq%3Da%26b%3Dc%2520d"),
        ("/config", "/login?next=%2Fconfig"),
        ("//evil.example", "/login"),
        ("/%0d%0aset-cookie:x", "/login?next=%2F%250D%250Aset-cookie%253Ax"),
    ],
)
def test_a_page_leads_to_the_login_and_from_there_back(visit: Visit, path: str, target: str) -> None:
    response = visit().get(f"http://chat.example{path}", headers=PAGE)
    assert (response.status_code, response.headers["location"]) == (303, target)
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "accept"),
    [
        ("POST", "/gradio_api/queue/join", "*/*"),
        ("GET", "/gradio_api/queue/data?session_hash=x", "text/event-stream"),
        ("GET", "/gradio_api/heartbeat/x", "*/*"),
        ("GET", "/config", "application/json"),
        ("POST", "/", "text/html"),
        ("GET", "/healthz/", "*/*"),
        ("GET", "/healthz/../config", "*/*"),
        ("GET", "/LOGIN", "*/*"),
        ("GET", "/login/", "*/*"),
        ("GET", "/login/../config", "*/*"),
        ("GET", "/slack/", "*/*"),
        ("GET", "/slack/../config", "*/*"),
        ("POST", "/slack/events/more", "*/*"),
    ],
)
def test_anything_else_is_refused_in_one_line(visit: Visit, method: str, path: str, accept: str) -> None:
    response = visit().request(method, path, headers={"accept": accept})
    assert (response.status_code, response.json()) == (401, {"detail": "log in at /login first"})


def test_a_websocket_is_refused_too(visit: Visit) -> None:
    client = visit()
    with pytest.raises(WebSocketDenialResponse) as caught, client.websocket_connect("ws://chat.example/live"):
        pass
    assert caught.value.status_code == 401
    log_in(client)
    with client.websocket_connect("ws://chat.example/live") as live:
        assert live.receive_json() == {"reader": "Ann"}


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/healthz"), ("HEAD", "/healthz"), ("POST", "/slack/events")]
)
def test_the_health_check_and_slack_need_no_login(visit: Visit, method: str, path: str) -> None:
    assert visit().request(method, path).status_code == 200


def test_the_login_page_is_labelled_plain_html_that_loads_and_runs_nothing(visit: Visit) -> None:
    response = visit().get("/login?next=/%3Fq=1", headers=PAGE)
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    policy = response.headers["content-security-policy"]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/]{43}='; img-src data:; "
        r"form-action 'self'; base-uri 'none'",
        policy,
    )
    inputs = re.findall(r"<input[^>]*>", response.text)
    assert ["<script" in response.text, 'role="alert"' in response.text, len(inputs)] == [False, False, 3]
    for wanted in (
        '<html lang="en">',
        "<title>Log in: Ask the articles</title>",
        '<form method="post" action="login">',
        '<input type="hidden" name="next" value="/?q=1">',
        '<label for="name">Name</label>',
        'autocomplete="username"',
        '<label for="password">Password</label>',
        'type="password" autocomplete="current-password"',
    ):
        assert wanted in response.text


def test_the_right_password_lets_in_and_leads_to_the_page_asked_for(visit: Visit) -> None:
    client = visit()
    response = log_in(client, next="/?q=1")
    assert (response.status_code, response.headers["location"]) == (303, "/?q=1")
    assert re.fullmatch(
        r"assistant=[\w=.-]{100,}; HttpOnly; Max-Age=43200; Path=/; SameSite=lax",
        response.headers["set-cookie"],
    )
    assert reader(client) == "Ann"
    assert client.get("/login").headers["location"] == "/"


def test_the_name_may_be_typed_in_any_case(visit: Visit) -> None:
    client = visit()
    log_in(client, "ANN", f"{PASSWORD} Ann")
    assert reader(client) == "Ann"


@pytest.mark.parametrize(
    "after",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/a\r\nset-cookie: x=y",
        "/" + "x" * 2_000,
        "",
    ],
)
def test_no_login_leads_to_another_site(visit: Visit, after: str) -> None:
    client = visit()
    shown = client.get(f"/login?next={quote(after)}", headers=PAGE)
    assert '<input type="hidden" name="next" value="/">' in shown.text
    response = log_in(client, next=after)
    assert (response.headers["location"], len(response.headers.get_list("set-cookie"))) == ("/", 1)
    assert client.get(f"/login?next={quote(after)}").headers["location"] == "/"


def test_a_wrong_password_and_an_unknown_name_are_told_in_the_same_words(
    visit: Visit, hashes: list[bytes]
) -> None:
    pages = []
    for name in ("Ann", "Cy"):
        response = log_in(visit(), name, "wrong password")
        assert (response.status_code, "set-cookie" in response.headers) == (401, False)
        pages.append(response.text.replace(name, "NAME"))
    assert pages[0] == pages[1]
    assert '<p class="error" id="error" role="alert">The name or the password is wrong.</p>' in pages[0]
    assert pages[0].count('aria-describedby="error"') == 2
    assert hashes == [b"wrong password"] * 2


def test_what_was_typed_comes_back_as_text_and_the_password_never(visit: Visit) -> None:
    text = log_in(visit(), '"><script>alert(1)</script>', "wrong password", next='/"><img src=x>').text
    assert ["<script" in text, "<img" in text, "wrong password" in text] == [False] * 3
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in text


def test_after_thirty_wrong_passwords_a_client_waits_a_minute(visit: Visit, hashes: list[bytes]) -> None:
    for number in range(30):
        assert log_in(visit(STRANGER), f"User {number}", "wrong password").status_code == 401
    response = log_in(visit(STRANGER))  # the right one
    assert (response.status_code, len(hashes)) == (429, 30)
    assert 50 < int(response.headers["retry-after"]) <= 60
    assert "Too many tries. Wait a minute, then try again." in response.text
    assert log_in(visit("192.0.2.2")).status_code == 303


def test_after_five_wrong_passwords_a_name_waits_however_it_is_written(
    visit: Visit, hashes: list[bytes]
) -> None:
    for number, name in enumerate(("Ann", "ann", "ANN", "aNN", "Ann")):
        assert log_in(visit(f"192.0.2.{number}"), name, "wrong password").status_code == 401
    assert (log_in(visit("192.0.2.9")).status_code, len(hashes)) == (429, 5)
    assert log_in(visit("192.0.2.9"), "Bo").status_code == 303


def test_a_subscriber_has_no_more_tries_with_many_addresses_of_one_network(visit: Visit) -> None:
    for number in range(30):
        log_in(visit(f"2600:1:2:3::{number}"), f"User {number}", "wrong password")
    assert log_in(visit("2600:1:2:3:ffff::1")).status_code == 429
    assert log_in(visit("2600:1:2:4::1")).status_code == 303


def test_a_whole_team_behind_one_address_can_log_in_at_once(visit: Visit) -> None:
    assert [log_in(visit()).status_code for _ in range(20)] == [303] * 20


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "application/json"}, b'{"name": "Ann"}', 415),
        ({}, b"name=Ann", 415),
        ({"content-type": "application/x-www-form-urlencoded"}, b"name=" + b"x" * 20_000, 413),
        ({"content-type": "application/x-www-form-urlencoded"}, b"a=1&" * 100, 400),
        ({"content-type": "application/x-www-form-urlencoded"}, b"\xff=\xfe", 401),
        ({"content-type": "application/x-www-form-urlencoded"}, b"name=%ff&password=%00", 401),
    ],
)
def test_a_form_that_is_none_is_refused(
    visit: Visit, headers: dict[str, str], body: bytes, status: int
) -> None:
    assert visit().post("/login", headers=headers, content=body).status_code == status


def test_a_body_without_a_length_is_counted_while_it_is_read(visit: Visit) -> None:
    sent: list[bytes] = []

    def parts() -> Any:
        for _ in range(1_000):
            sent.append(b"x" * 1_000)
            yield sent[-1]

    form = {"content-type": "application/x-www-form-urlencoded"}
    assert visit().post("/login", content=parts(), headers=form).status_code == 413


@pytest.mark.parametrize("path", ["/login", "/logout"])
@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"origin": "null"},
        {"origin": "http://chat.example.evil.example"},
        {"origin": "http://chat.example:81"},
    ],
)
def test_another_page_can_neither_log_in_nor_out(visit: Visit, path: str, headers: dict[str, str]) -> None:
    client = visit()
    log_in(client)
    form = {"name": "Bo", "password": f"{PASSWORD} Bo"}
    assert client.post(path, headers=headers, data=form).status_code == 403
    assert reader(client) == "Ann"


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin", "origin": "null"}, {"origin": "http://chat.example"}]
)
def test_the_pages_of_the_chat_can_log_out(visit: Visit, headers: dict[str, str]) -> None:
    client = visit()
    log_in(client)
    response = client.post("/logout", headers=headers)
    assert (response.status_code, response.headers["location"]) == (303, "/login")
    assert response.headers["clear-site-data"] == '"cache"'
    assert (reader(client), client.cookies.get("assistant")) == (401, None)


def test_an_image_or_a_link_cannot_log_out(visit: Visit) -> None:
    client = visit()
    log_in(client)
    response = client.get("/logout", headers=PAGE)
    assert (response.status_code, response.headers["allow"], reader(client)) == (405, "POST", "Ann")
    assert client.put("/login").status_code == 405


def test_a_copied_cookie_ends_with_the_session_that_is_logged_out(visit: Visit) -> None:
    client, thief, elsewhere = visit(), visit(), visit()
    log_in(client)
    log_in(elsewhere)
    thief.cookies.set("assistant", client.cookies["assistant"])
    assert reader(thief) == "Ann"
    client.post("/logout")
    assert [reader(each) for each in (client, thief, elsewhere)] == [401, 401, "Ann"]


def test_logging_out_without_a_session_leads_to_the_login_page(visit: Visit) -> None:
    client = visit()
    client.cookies.set("assistant", "forged")
    assert client.post("/logout").headers["location"] == "/login"


def test_a_cookie_that_was_there_before_is_not_taken_over(visit: Visit) -> None:
    client = visit()
    client.cookies.set("assistant", "chosen-by-somebody-else", domain="chat.example", path="/")
    log_in(client)
    one = client.cookies["assistant"]
    log_in(client)
    assert "chosen-by-somebody-else" not in (one, client.cookies["assistant"])
    assert one != client.cookies["assistant"]


def test_the_host_header_cannot_turn_one_path_into_another(visit: Visit) -> None:
    client = visit()
    host = {"host": "chat.example/login?x="}
    assert client.get("/config", headers=host | PAGE).headers["location"] == "/login?next=%2Fconfig"
    log_in(client)
    assert client.post("/logout", headers=host).headers["location"] == "/login"
    assert reader(client) == 401


def test_logins_wait_their_turn_and_those_too_many_are_asked_to_come_back(
    users: Users, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = [f"Reader {number}" for number in range(30)]
    for name in readers:
        users.add(name, PASSWORD)
    settings = WebSettings(auth=users.file.path)
    prepare(settings)
    app, go_on, scrypt = chat(settings), threading.Event(), hashlib.scrypt

    def held(password: bytes, **options: Any) -> bytes:
        go_on.wait(30)
        return scrypt(password, **options)

    monkeypatch.setattr(hashlib, "scrypt", held)

    async def one(number: int, name: str) -> int:
        transport = httpx.ASGITransport(app, client=(f"192.0.2.{number}", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://chat.example") as client:
            response = await client.post("/login", data={"name": name, "password": PASSWORD})
        if response.status_code == 503:
            assert response.headers["retry-after"] == "5"
            assert "Too many people are logging in at this moment." in response.text
        return response.status_code

    async def everyone() -> list[int]:
        logins = [asyncio.create_task(one(*each)) for each in enumerate(readers)]
        try:
            async with asyncio.timeout(20):
                while sum(login.done() for login in logins) < 12:  # the others wait; nobody else has to
                    await asyncio.sleep(0.01)
        finally:
            go_on.set()
        return await asyncio.gather(*logins)

    assert sorted(asyncio.run(everyone())) == [303] * 18 + [503] * 12


def test_removals_and_new_passwords_count_at_once_on_a_running_server(visit: Visit, users: Users) -> None:
    ann, bo = visit(), visit()
    log_in(ann, "Ann")
    log_in(bo, "Bo")
    users.remove("Bo")
    users.add("Ann", "another password")
    users.add("Cy", f"{PASSWORD} Cy")
    assert (reader(ann), reader(bo), log_in(bo, "Bo").status_code) == (401, 401, 401)
    assert [log_in(visit(), *each).status_code for each in (("Ann", "another password"), ("Cy",))] == [
        303,
        303,
    ]


def test_over_https_the_cookie_is_for_https_and_this_host_alone(visit: Visit) -> None:
    client = visit(scheme="https")
    assert re.fullmatch(
        r"__Host-assistant=[\w=.-]{100,}; HttpOnly; Max-Age=43200; Path=/; SameSite=lax; Secure",
        log_in(client).headers["set-cookie"],
    )
    assert reader(client) == "Ann"
    planted = visit(scheme="https")
    planted.cookies.set("assistant", client.cookies["__Host-assistant"])
    assert reader(planted) == 401
    client.post("/logout")
    assert reader(client) == 401


@pytest.mark.parametrize(("peer", "secure"), [(PROXY, True), (STRANGER, False)])
def test_only_a_trusted_proxy_can_say_that_https_is_used(users: Users, peer: str, secure: bool) -> None:
    settings = WebSettings(auth=users.file.path, proxies=(PROXY,))
    prepare(settings)
    client = TestClient(chat(settings), client=(peer, 1), follow_redirects=False)
    client.headers["x-forwarded-proto"] = "https"
    assert ("Secure" in log_in(client).headers["set-cookie"]) == secure


def test_behind_a_proxy_each_client_has_its_own_tries(users: Users) -> None:
    settings = WebSettings(auth=users.file.path, proxies=(PROXY,))
    prepare(settings)
    client = TestClient(chat(settings), client=(PROXY, 1), follow_redirects=False)
    client.headers["x-forwarded-for"] = STRANGER
    for number in range(30):
        log_in(client, f"User {number}", "wrong password")
    assert log_in(client).status_code == 429
    client.headers["x-forwarded-for"] = f"{STRANGER}, 198.51.100.9"
    assert log_in(client).status_code == 303


def test_a_damaged_file_lets_nobody_in_and_tells_readers_no_path(visit: Visit, users: Users) -> None:
    client = visit()
    log_in(client)
    users.file.path.write_text("damaged\n", encoding="utf-8")
    for response in (client.get("/"), log_in(client), client.get("/", headers=PAGE)):
        assert (response.status_code, response.json()) == (
            503,
            {"detail": "Nobody can be let in at the moment. Please tell whoever runs this server."},
        )
    users.file.path.unlink()
    assert reader(client) == 401


def test_a_start_tells_what_is_wrong_with_the_files(users: Users, tmp_path: Path) -> None:
    assert prepare(WebSettings()) == prepare(WebSettings(auth=users.file.path)) == ()
    users.file.path.chmod(0o640)
    assert prepare(WebSettings(auth=users.file.path)) == (
        f"others on this machine may open '{users.file.path}' (mode 640): run chmod 600 '{users.file.path}'",
    )
    empty = tmp_path / "empty"
    empty.touch(0o600)
    assert prepare(WebSettings(auth=empty)) == (
        "nobody can log in yet: add a user with `assistant user add NAME`",
    )
    empty.write_text("damaged\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="^line 1 of the file of users in ASSISTANT_AUTH is damaged: "):
        prepare(WebSettings(auth=empty))
    with pytest.raises(SettingsError, match="^ASSISTANT_AUTH names '.*nowhere', which does not exist: "):
        prepare(WebSettings(auth=tmp_path / "nowhere"))
