from __future__ import annotations

import multiprocessing
import resource
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from assistant.database import Tables, database, opened, shrink, used, written
from assistant.errors import AssistantError

BIRDS = Tables("birds", ("CREATE TABLE birds (name TEXT)", "INSERT INTO birds VALUES ('dunlin')"))
BOATS = Tables("boats", ("CREATE TABLE boats (name TEXT)",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "assistant.db"


def names(path: Path, tables: Tables = BIRDS) -> list[str]:
    with database(path, tables) as connection:
        return [name for (name,) in connection.execute(f"SELECT name FROM {tables.part} ORDER BY name")]


def refusal(path: Path, tables: Tables = BIRDS) -> str:
    with pytest.raises(AssistantError) as refused, database(path, tables):
        pass
    return str(refused.value)


def test_folder_and_file_are_made_for_their_owner_alone(path: Path) -> None:
    with closing(opened(path)) as connection:
        settings = [
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")
        ]
    assert (settings, stat.S_IMODE(path.stat().st_mode)) == (["wal", 1], 0o600)


def test_tables_are_made_once_and_parts_share_a_file(path: Path) -> None:
    assert [names(path), names(path, BOATS), names(path)] == [["dunlin"], [], ["dunlin"]]


def test_an_older_file_is_brought_up_to_date_step_by_step(path: Path) -> None:
    names(path)
    later = Tables(
        "birds", (*BIRDS.steps, "ALTER TABLE birds ADD COLUMN size", "INSERT INTO birds VALUES ('knot', 1)")
    )
    assert [names(path, later), names(path, later)] == [["dunlin", "knot"]] * 2


def test_a_newer_file_is_refused_and_left_as_it_is(path: Path) -> None:
    names(path, Tables("birds", (*BIRDS.steps, "INSERT INTO birds VALUES ('knot')")))
    before = path.read_bytes()
    assert refusal(path) == (
        f"'{path}' was written by a newer version of this program (birds 3, known here 2): "
        "use that version, or name another file"
    )
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_nothing_behind(path: Path) -> None:
    names(path)
    with pytest.raises(sqlite3.OperationalError, match="no such table: fish"):
        names(path, Tables("birds", (*BIRDS.steps, "CREATE TABLE eggs (n)", "INSERT INTO fish VALUES (1)")))
    with closing(opened(path)) as connection:
        assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'eggs'").fetchone()
    assert names(path) == ["dunlin"]


def test_the_database_of_another_program_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE birds (weight)")
    before = path.read_bytes()
    assert refusal(path) == f"'{path}' is the database of another program: name another file"
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not", b"not a database at all\n" * 1_000])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    assert refusal(path) == (
        f"'{path}' is damaged or no database (file is not a database): "
        "mend it or move it away, nothing in it was changed"
    )
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == (content, [path])


def test_a_damaged_page_is_told_when_it_is_met(path: Path) -> None:
    names(path)
    whole = path.read_bytes()
    damaged = whole[:4096] + b"\xff" * (len(whole) - 4096)
    path.write_bytes(damaged)
    assert refusal(path).startswith(f"'{path}' is damaged or no database (database disk image is malformed)")
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("holds", [None, (), (".index",)])
def test_nothing_is_begun_inside_a_folder_of_articles_that_is_missing_or_empty(
    tmp_path: Path, holds: tuple[str, ...] | None
) -> None:
    documents = tmp_path / "documents"
    for name in holds or ():
        (documents / name).mkdir(parents=True)
    if holds is not None:
        documents.mkdir(exist_ok=True)
    assert refusal(documents / ".state" / "assistant.db") == (
        f"answers cannot be kept: {str(documents)!r} is missing or holds no articles; "
        "put some there, or name a file with ASSISTANT_STATE"
    )
    assert documents.exists() is (holds is not None)
    assert not (documents / ".state").exists()
    documents.mkdir(exist_ok=True)
    (documents / "ferry.md").write_text("The ferry must stay.")
    assert names(documents / ".state" / "assistant.db") == ["dunlin"]
    (documents / "ferry.md").unlink()
    assert names(documents / ".state" / "assistant.db") == ["dunlin"]


def test_a_place_where_no_file_can_be_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "assistant.db") == (
        f"'{tmp_path}/file/assistant.db' cannot be used (File exists: '{tmp_path}/file')"
    )
    assert refusal(tmp_path) == (
        f"'{tmp_path}' cannot be opened or written (unable to open database file): "
        "look at its permissions and the space left"
    )


FILL = """
import signal, sys
from pathlib import Path
from assistant.database import Tables, database
from assistant.errors import AssistantError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    with database(Path(sys.argv[1]), Tables("birds", ("CREATE TABLE birds (name TEXT)",))) as connection:
        while True:
            connection.execute("INSERT INTO birds VALUES (?)", ("knot" * 250,))
except AssistantError as error:
    print(error)
"""


def test_when_no_more_room_is_left_what_was_written_before_stays(path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path)], capture_output=True, text=True, preexec_fn=little_room
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"'{path}' cannot be opened or written (d")
    assert len(names(path, Tables("birds", ("CREATE TABLE birds (name TEXT)",)))) > 20


def test_a_file_that_another_process_keeps_locked_is_told_after_a_wait(path: Path) -> None:
    names(path)
    with closing(opened(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AssistantError) as refused, database(path, BIRDS) as connection:
            connection.execute("PRAGMA busy_timeout = 10")
            connection.execute("INSERT INTO birds VALUES ('ruff')")
        other.execute("ROLLBACK")
    assert str(refused.value) == f"'{path}' is being written by another process: try again in a moment"


def test_reading_does_not_wait_for_a_writer(path: Path) -> None:
    names(path)
    with closing(opened(path)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO birds VALUES ('ruff')")
        assert names(path) == ["dunlin"]
        writer.execute("COMMIT")
    assert names(path) == ["dunlin", "ruff"]


def test_what_is_written_together_is_kept_together_or_not_at_all(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), written(path, BIRDS) as connection:
        connection.execute("INSERT INTO birds VALUES ('ruff')")
        _ = 1 / 0
    with written(path, BIRDS) as connection:
        connection.execute("INSERT INTO birds VALUES ('knot')")
        assert names(path) == ["dunlin"]
    assert names(path) == ["dunlin", "knot"]


def test_whoever_never_gets_a_turn_is_told_so_after_a_wait(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.database._SECONDS_TO_WAIT", 0.1)
    with written(path, BIRDS), pytest.raises(AssistantError) as refused, written(path, BIRDS):
        pass
    assert str(refused.value) == f"'{path}' is being written by another process: try again in a moment"


def _add(path: Path, name: str) -> None:
    with written(path, BIRDS) as connection:
        connection.execute("INSERT INTO birds VALUES (?)", (name,))


def _add_many(path: Path, first: int) -> None:
    for number in range(first, first + 10):
        _add(path, f"{number:03}")


def test_threads_that_begin_at_once_lose_nothing(path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda first: _add_many(path, first), range(0, 80, 10)))
    assert names(path) == [*(f"{number:03}" for number in range(80)), "dunlin"]


def test_processes_that_begin_at_once_lose_nothing(path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        for each in [processes.submit(_add_many, path, first) for first in range(0, 40, 10)]:
            each.result()
    assert names(path) == [*(f"{number:03}" for number in range(40)), "dunlin"]


KILLED = """
import sys
from pathlib import Path
from assistant.database import Tables, database
with database(Path(sys.argv[1]), Tables("birds", ("CREATE TABLE birds (name TEXT)",))) as connection:
    connection.execute("INSERT INTO birds VALUES ('knot')")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO birds VALUES ('half')")
    print("written", flush=True)
    sys.stdin.read()
"""


def test_a_process_killed_in_the_middle_leaves_what_it_had_committed(path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "written\n"
        process.kill()
    assert names(path, Tables("birds", ("CREATE TABLE birds (name TEXT)",))) == ["knot"]


def test_a_file_grows_no_further_than_its_limit(path: Path) -> None:
    with (
        pytest.raises(AssistantError, match="database or disk is full"),
        written(path, BIRDS, limit=100_000) as connection,
    ):
        connection.executemany("INSERT INTO birds VALUES (?)", [("x" * 1_000,) for _ in range(200)])
    assert names(path) == ["dunlin"]
    with written(path, BIRDS, limit=1_000_000) as connection:
        connection.executemany("INSERT INTO birds VALUES (?)", [("x" * 1_000,) for _ in range(200)])
    assert len(names(path)) == 201


def test_what_is_deleted_is_overwritten_and_its_space_given_back(path: Path) -> None:
    with written(path, BIRDS) as connection:
        connection.executemany("INSERT INTO birds VALUES (?)", [("curlew" * 100,) for _ in range(200)])
        full = used(connection)
    with written(path, BIRDS) as connection:
        connection.execute("DELETE FROM birds WHERE name LIKE 'curlew%'")
        assert used(connection) < full / 4
    assert b"curlew" not in path.read_bytes()
    large = path.stat().st_size
    shrink(path)
    assert path.stat().st_size < large / 2
    assert names(path) == ["dunlin"]


def test_while_another_process_reads_the_log_is_not_said_to_be_empty(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.database._SECONDS_TO_WAIT", 0.1)
    names(path)
    with closing(opened(path)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT * FROM birds").fetchall()
        with written(path, BIRDS) as connection:
            connection.execute("DELETE FROM birds")
        with pytest.raises(AssistantError, match="try again in a moment"):
            shrink(path)
