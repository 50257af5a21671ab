import hashlib
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError, SettingsError
from assistant.web.users import COST, Cost, Users, folded

CHEAP = Cost(4, 1, 1)
PASSWORD = "a ferry at dawn"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(tmp_path / "users", cost=CHEAP)


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int, int]]:
    """The cost of every hash that is made."""
    made: list[tuple[int, int, int]] = []
    scrypt = hashlib.scrypt

    def counted(password: bytes, **options: Any) -> bytes:
        made.append((options["n"], options["r"], options["p"]))
        return scrypt(password, **options)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    return made


def test_a_user_is_known_by_the_password_alone(users: Users) -> None:
    assert users.add("Ann Ash", PASSWORD) is False
    found = users.matching("Ann Ash", PASSWORD)
    assert found and found.name == "Ann Ash"
    for wrong in (PASSWORD + " ", PASSWORD[:-1], PASSWORD.upper(), "", "\0"):
        assert users.matching("Ann Ash", wrong) is None
    assert users.matching("Bo Birk", PASSWORD) is None


def test_neither_the_password_nor_equal_hashes_stand_in_the_file(users: Users) -> None:
    users.add("Ann", PASSWORD)
    users.add("Bo", PASSWORD)
    text = users.file.path.read_text(encoding="utf-8")
    hashed = {line.rpartition(":")[2] for line in text.splitlines()}
    assert (PASSWORD in text, len(hashed)) == (False, 2)


def test_the_hash_is_made_at_a_cost_that_owasp_recommends(
    tmp_path: Path, hashes: list[tuple[int, int, int]]
) -> None:
    Users(tmp_path / "users").add("Ann", PASSWORD)
    assert (COST, hashes) == (Cost(15, 8, 3), [(2**15, 8, 3)])


def test_an_unknown_name_costs_as_much_as_a_known_one(
    users: Users, hashes: list[tuple[int, int, int]]
) -> None:
    users.matching("Ann", PASSWORD)  # where nobody is known
    users.add("Ann", PASSWORD)
    hashes.clear()
    later = Users(users.file.path, cost=Cost(5, 1, 1))  # a later version that hashes harder
    for name in ("Ann", "Bo", "", "x" * 10_000, "a:b"):
        later.matching(name, "wrong password")
    assert hashes == [(16, 1, 1)] * 5


def test_names_are_compared_without_case_and_however_an_accent_is_written(users: Users) -> None:
    users.add("Zoe\u0308 Straße", PASSWORD)
    assert [user.name for user in users.all().values()] == ["Zo\u00eb Straße"]
    assert users.matching("ZO\u00cb STRASSE", PASSWORD)
    assert users.add("zo\u00eb strasse", "another password") is True
    assert len(users.all()) == 1


def test_an_accent_in_a_password_may_be_written_either_way(users: Users) -> None:
    users.add("Ann", "caf\u00e9 at noon")
    assert users.matching("Ann", "cafe\u0301 at noon")


@pytest.mark.parametrize(
    "name", ["", " ", "a:b", "a\nb", "a\u200bb", "a\u202eb", "\x1b[31m", "x" * 101, "\udcff"]
)
def test_a_name_that_is_empty_long_or_not_visible_is_refused(users: Users, name: str) -> None:
    with pytest.raises(AssistantError) as caught:
        users.add(name, PASSWORD)
    assert str(caught.value) == (
        f"{name!r} cannot be a user's name: take 1 to 100 visible characters, no colon"
    )
    assert not users.file.path.exists()


@pytest.mark.parametrize("password", ["", "1234567", "x" * 1_001])
def test_a_password_that_is_short_or_too_long_is_refused(users: Users, password: str) -> None:
    with pytest.raises(AssistantError, match=r"^a password has 8 to 1,000 characters$"):
        users.add("Ann", password)


def test_the_longest_password_works(users: Users) -> None:
    users.add("Ann", "я" * 1_000)
    assert users.matching("Ann", "я" * 1_000)
    assert users.matching("Ann", "я" * 999) is None


def test_the_file_is_for_its_owner_alone(users: Users) -> None:
    users.add("Ann", PASSWORD)
    assert stat.S_IMODE(users.file.path.stat().st_mode) == 0o600
    assert users.file.warning() is None
    users.file.path.chmod(0o644)
    path = str(users.file.path)
    assert users.file.warning() == (
        f"others on this machine may open {path!r} (mode 644): run chmod 600 {path!r}"
    )
    users.add("Bo", PASSWORD)
    assert users.file.warning() is None


def test_a_change_is_seen_at_once_by_whoever_has_read_the_file(users: Users) -> None:
    running = Users(users.file.path, cost=CHEAP)
    assert running.matching("Ann", PASSWORD) is None
    users.add("Ann", PASSWORD)
    assert running.matching("Ann", PASSWORD)
    users.add("Ann", "another password")
    assert running.matching("Ann", PASSWORD) is None
    assert users.remove("ANN") is True
    assert running.matching("Ann", "another password") is None
    assert users.remove("Ann") is False


def test_users_added_at_the_same_time_are_all_there(users: Users) -> None:
    names = [f"User {number}" for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda name: Users(users.file.path, cost=CHEAP).add(name, PASSWORD), names))
    assert sorted(user.name for user in users.all().values()) == sorted(names)
    assert [path.name for path in users.file.path.parent.iterdir() if path.suffix != ".lock"] == ["users"]


def test_a_link_to_the_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "users")
    Users(tmp_path / "link", cost=CHEAP).add("Ann", PASSWORD)
    assert (tmp_path / "link").is_symlink()
    assert Users(tmp_path / "users").matching("Ann", PASSWORD)


GOOD = "Ann:scrypt:4:1:1:" + "00" * 16 + ":" + "00" * 32


@pytest.mark.parametrize(
    "line",
    [
        "Ann",
        "Ann:secret",
        GOOD[:-2],
        GOOD.replace("scrypt", "md5"),
        GOOD.replace(":4:", ":99:"),
        GOOD.replace("Ann", ""),
        GOOD[:-1] + "g",
    ],
)
def test_a_damaged_line_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "users"
    path.write_text(f"{GOOD.replace('Ann', 'Bo')}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Users(path).all()
    assert str(caught.value) == (
        "line 3 of the file of users in ASSISTANT_AUTH is damaged: remove it, "
        "then run `assistant user add NAME`"
    )


def test_a_name_that_stands_twice_is_told(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_text(f"{GOOD}\n{GOOD.replace('Ann', 'ANN')}\n", encoding="utf-8")
    with pytest.raises(
        SettingsError, match="^line 2 of .* names 'ANN' a second time: remove one of the two$"
    ):
        Users(path).all()


def test_a_file_that_is_no_text_or_a_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="^'.*users' cannot be read: it is not UTF-8 text$"):
        Users(path).all()
    with pytest.raises(SettingsError, match="^'.*' cannot be read: Is a directory$"):
        Users(tmp_path).all()


def test_a_folder_that_is_not_there_is_made_and_one_that_cannot_be_is_told(tmp_path: Path) -> None:
    Users(tmp_path / "new" / "users", cost=CHEAP).add("Ann", PASSWORD)
    with pytest.raises(SettingsError, match="^'.*users/more' cannot be written: File exists$"):
        Users(tmp_path / "new" / "users" / "more", cost=CHEAP).add("Ann", PASSWORD)


def test_a_folded_name_is_folded_once_for_all() -> None:
    for name in ("Zoe\u0308", "\u0130stanbul", "\u03a3\u03c2", "ﬁ", "\u1e9e", "a\u0345\u0301"):
        assert folded(folded(name)) == folded(name)
