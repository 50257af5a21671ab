import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.web.users import Users

PASSWORD = "a ferry at dawn"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_AUTH", str(tmp_path / "users"))
    return tmp_path / "users"


def outcome(*arguments: str, typed: str = "") -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["user", *arguments], input=typed)
    return result.exit_code, result.stdout, result.stderr


def test_users_are_added_listed_and_removed(path: Path) -> None:
    assert outcome("list") == (0, "", "No users yet: add one with `assistant user add NAME`.\n")
    assert outcome("add", "Bo", typed=f"{PASSWORD}\n") == (0, "'Bo' may log in.\n", "")
    assert outcome("add", "Ann Ash", typed=f"{PASSWORD}\r\n") == (0, "'Ann Ash' may log in.\n", "")
    assert outcome("list") == (0, "Ann Ash\nBo\n", "")
    assert outcome("remove", "bo") == (0, "'bo' may not log in any more.\n", "")
    assert outcome("list") == (0, "Ann Ash\n", "")
    assert Users(path).matching("Ann Ash", PASSWORD)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_adding_a_user_again_sets_a_new_password(path: Path) -> None:
    outcome("add", "Ann", typed=f"{PASSWORD}\n")
    assert outcome("add", "ANN", typed="another password\n") == (
        0,
        "'ANN' has a new password and is logged out everywhere.\n",
        "",
    )
    assert [Users(path).matching("Ann", each) is None for each in (PASSWORD, "another password")] == [
        True,
        False,
    ]


def test_a_password_with_spaces_around_it_is_taken_as_it_is(path: Path) -> None:
    outcome("add", "Ann", typed=f" {PASSWORD} \n")
    assert Users(path).matching("Ann", f" {PASSWORD} ")


def test_a_user_who_is_not_there_cannot_be_removed(path: Path) -> None:
    assert outcome("remove", "Cy") == (
        1,
        "",
        "error: there is no user 'Cy': `assistant user list` shows them\n",
    )


@pytest.mark.parametrize("arguments", [("add", "Ann"), ("list",), ("remove", "Ann")])
def test_without_a_file_of_users_in_the_settings_one_line_says_what_to_set(
    arguments: tuple[str, ...],
) -> None:
    assert outcome(*arguments, typed=f"{PASSWORD}\n") == (
        1,
        "",
        (
            "error: ASSISTANT_AUTH is not set: set it, here and for the server, to the path of a file of "
            "users, such as /etc/assistant/users\n"
        ),
    )


def test_a_short_password_and_a_wrong_name_are_refused_in_one_line(path: Path) -> None:
    assert outcome("add", "Ann", typed="short\n") == (1, "", "error: a password has 8 to 1,000 characters\n")
    assert outcome("add", "a:b", typed=f"{PASSWORD}\n") == (
        1,
        "",
        "error: 'a:b' cannot be a user's name: take 1 to 100 visible characters, no colon\n",
    )
    assert not path.exists()


def test_on_a_terminal_the_password_is_asked_for_twice_and_never_shown(path: Path) -> None:
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "assistant", "user", "add", "Ann"]
    with subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True
    ) as process:
        os.close(terminal)
        shown = b""
        for typed in (b"first try", b"another password", PASSWORD.encode(), PASSWORD.encode()):
            while not shown.endswith(b": "):
                shown += os.read(controller, 1_024)
            shown += b"|"
            os.write(controller, typed + b"\n")
        rest = b""
        while b"may log in" not in rest:
            rest += os.read(controller, 1_024)
    os.close(controller)
    text = (shown + rest).decode()
    assert process.returncode == 0
    assert [word in text for word in ("first try", "another password", PASSWORD)] == [False] * 3
    assert "do not match" in text
    assert Users(path).matching("Ann", PASSWORD)
