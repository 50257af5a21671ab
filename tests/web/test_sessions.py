import base64
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.web.sessions import SECONDS, Sessions
from assistant.web.users import Cost, User, Users

CHEAP = Cost(4, 1, 1)
PASSWORD = "a ferry at dawn"


class Clock:
    """Tells the time that it is set to."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def users(tmp_path: Path) -> Users:
    users = Users(tmp_path / "users", cost=CHEAP)
    for name in ("Ann", "Bo"):
        users.add(name, PASSWORD)
    return users


@pytest.fixture
def sessions(users: Users, clock: Clock) -> Sessions:
    sessions = Sessions(users.file.path, now=clock)
    sessions.prepare()
    return sessions


def named(user: User | None) -> str | None:
    return user.name if user else None


def begun(sessions: Sessions, known: Mapping[str, User], name: str = "ann") -> str:
    return sessions.begin(known[name])


def test_a_session_is_its_users_for_twelve_hours(sessions: Sessions, users: Users, clock: Clock) -> None:
    cookie = begun(sessions, users.all())
    assert named(sessions.user(cookie, users.all())) == "Ann"
    clock.now += SECONDS - 1
    assert named(sessions.user(cookie, users.all())) == "Ann"
    clock.now += 1
    assert (SECONDS, sessions.user(cookie, users.all())) == (43_200, None)


def test_no_two_sessions_are_the_same(sessions: Sessions, users: Users) -> None:
    assert len({begun(sessions, users.all()) for _ in range(50)}) == 50


def test_a_cookie_changed_in_any_place_is_nobodys(sessions: Sessions, users: Users) -> None:
    cookie = begun(sessions, users.all())
    for place, letter in enumerate(cookie):
        other = "0" if letter != "0" else "1"
        assert sessions.user(cookie[:place] + other + cookie[place + 1 :], users.all()) is None
        assert sessions.user(cookie[:place] + cookie[place + 1 :], users.all()) is None


def test_another_users_name_or_a_later_end_cannot_be_put_into_a_cookie(
    sessions: Sessions, users: Users
) -> None:
    _, until, session, signature = begun(sessions, users.all()).split(".")
    bo, ann = (base64.urlsafe_b64encode(name).decode() for name in (b"bo", b"ann"))
    assert sessions.user(f"{bo}.{until}.{session}.{signature}", users.all()) is None
    assert sessions.user(f"{ann}.{int(until) + 1}.{session}.{signature}", users.all()) is None


@pytest.mark.parametrize(
    "cookie", ["", ".", "...", "a.b.c.d", "\xff.1.2.3", "x" * 100_000, "YQ==.1." + "0" * 32]
)
def test_what_is_no_cookie_of_ours_is_nobodys(sessions: Sessions, users: Users, cookie: str) -> None:
    assert sessions.user(cookie, users.all()) is None


def test_a_cookie_signed_with_another_key_is_nobodys(
    sessions: Sessions, users: Users, tmp_path: Path
) -> None:
    other = Sessions(tmp_path / "elsewhere")
    other.prepare()
    assert sessions.user(begun(other, users.all()), users.all()) is None


def test_logging_out_ends_one_session_for_every_server_and_after_a_restart(
    sessions: Sessions, users: Users, clock: Clock
) -> None:
    one, other = begun(sessions, users.all()), begun(sessions, users.all())
    beside = Sessions(users.file.path, now=clock)
    assert beside.user(one, users.all())
    sessions.end(one, users.all())
    for each in (sessions, beside, Sessions(users.file.path, now=clock)):
        assert (each.user(one, users.all()), named(each.user(other, users.all()))) == (None, "Ann")


def test_ended_sessions_are_forgotten_once_they_would_be_over(
    sessions: Sessions, users: Users, clock: Clock
) -> None:
    for _ in range(3):
        sessions.end(begun(sessions, users.all()), users.all())
    assert len(sessions.file.path.read_text(encoding="utf-8").splitlines()) == 4
    clock.now += SECONDS
    sessions.end(begun(sessions, users.all()), users.all())
    assert len(sessions.file.path.read_text(encoding="utf-8").splitlines()) == 2


def test_a_forged_cookie_cannot_fill_the_file_of_sessions(sessions: Sessions, users: Users) -> None:
    before = sessions.file.path.read_bytes()
    sessions.end(begun(sessions, users.all())[:-1] + "x", users.all())
    assert sessions.file.path.read_bytes() == before


def test_the_key_is_made_once_for_its_owner_alone(sessions: Sessions, users: Users) -> None:
    key = sessions.file.path.read_text(encoding="utf-8")
    Sessions(users.file.path).prepare()
    assert sessions.file.path.read_text(encoding="utf-8") == key
    assert (len(key), stat.S_IMODE(sessions.file.path.stat().st_mode)) == (65, 0o600)


@pytest.mark.parametrize("text", ["", "00\n", "00" * 32 + "\nx\n", "00" * 32 + "\n" + "0" * 32 + "\n"])
def test_a_damaged_file_of_sessions_lets_nobody_in(sessions: Sessions, users: Users, text: str) -> None:
    cookie = begun(sessions, users.all())
    sessions.file.path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="^the file of sessions beside ASSISTANT_AUTH is damaged: "):
        sessions.user(cookie, users.all())


def test_without_the_file_of_sessions_nobody_is_let_in(sessions: Sessions, users: Users) -> None:
    cookie = begun(sessions, users.all())
    sessions.file.path.unlink()
    with pytest.raises(SettingsError, match="sessions' is gone: start the server again$"):
        sessions.user(cookie, users.all())
