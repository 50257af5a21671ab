"""Folders that change, vanish and come back under an index in use."""

import errno
import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.answering import refreshing
from assistant.answering.refreshing import AWAY, BEGUN, FAILED, OUTDATED, SHRUNK, Refresher
from assistant.encoder.encoder import Encoder
from assistant.index.build import fingerprint, update
from assistant.index.folder import writing
from assistant.index.index import Index
from assistant.index.manifest import read_manifest
from assistant.settings import Settings


class Gate(DeterministicFakeEmbedding):
    """Embeds when its gate is open; counts the calls and those under way at once."""

    def __init__(self) -> None:
        super().__init__(size=8)
        self._gate = threading.Event()
        self._reached = threading.Event()
        self._together = 0
        self._most = 0
        self._gate.set()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self._together += 1
        self._most = max(self._most, self._together)
        self._reached.set()
        assert self._gate.wait(60)
        self._together -= 1
        return super().embed_documents(texts)


class Town:
    """Four articles with an index elsewhere, and what keeps it up to date."""

    def __init__(self, place: Path, *, inside: bool = False, once: bool = False) -> None:
        self.documents = place / "documents"
        self.documents.mkdir()
        self.gate = Gate()
        self.folder = self.documents / ".index" if inside else place / "index"
        for name in ("ferry", "bridge", "school", "mill"):
            self.write(name, f"The {name} of Brell must stay.")
        self.index = Index(self.folder, Encoder(self.gate, "gate"))
        update(self.documents, self.folder, self.index.encoder)
        settings = Settings(documents=self.documents, index=self.folder)
        self.refresher = Refresher(self.index, settings, once=once)
        self.ids()

    def write(self, name: str, text: str) -> None:
        (self.documents / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n{text}\n")

    def ids(self) -> list[str]:
        return [record.article_id for record in self.index.current().catalog.records]

    def close(self) -> None:
        self.gate._gate.set()
        self.refresher.close()
        self.index.close()


ALL = ["bridge", "ferry", "mill", "school"]


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "PATIENCE", 600.0)


@pytest.fixture(params=[False, True], ids=["index elsewhere", "index inside the folder"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path, inside=request.param)
    yield made
    made.close()


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def test_a_missing_folder_leaves_the_index_in_use_with_a_note_that_is_logged_once(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    away = town.documents.rename(town.documents.with_name("away"))
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert (town.refresher.notes(), town.ids()) == ((AWAY,), ALL)
    assert [record.getMessage().partition(": ")[0] for record in caplog.records] == [
        f"The documents folder {str(town.documents)!r} does not exist"
    ]
    assert not town.documents.exists()
    away.rename(town.documents)
    assert (town.refresher.notes(), town.ids()) == ((), ALL)


def test_an_empty_folder_in_the_place_of_a_full_one_changes_nothing_and_stays_empty(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    away = town.documents.rename(town.documents.with_name("away"))
    town.documents.mkdir()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert (town.refresher.notes(), town.ids()) == ((SHRUNK,), ALL)
    assert len(caplog.records) == 1
    assert list(town.documents.iterdir()) == []
    town.documents.rmdir()
    away.rename(town.documents)
    assert (town.refresher.notes(), town.ids()) == ((), ALL)


def test_a_folder_that_is_filled_again_bit_by_bit_is_followed_from_its_half_on(town: Town) -> None:
    away = town.documents.rename(town.documents.with_name("away"))
    town.documents.mkdir()
    for count, name in enumerate(ALL, 1):
        shutil.copy2(away / f"{name}.md", town.documents)
        notes, ids = town.refresher.notes(), town.ids()
        assert (notes, ids) == (((SHRUNK,), ALL) if count == 1 else ((), ALL[:count]))


@pytest.mark.parametrize("kind", ["file", "dangling link", "link to itself"])
def test_what_is_no_folder_in_the_place_of_the_folder_leaves_the_index_in_use(town: Town, kind: str) -> None:
    town.documents.rename(town.documents.with_name("away"))
    if kind == "file":
        town.documents.write_text("no folder")
    else:
        target = "nowhere" if kind == "dangling link" else "documents"
        town.documents.symlink_to(town.documents.with_name(target))
    assert (town.refresher.notes(), town.ids()) == ((AWAY,), ALL)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE])
def test_a_share_that_fails_leaves_the_index_in_use(
    town: Town, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fails(path: object = ".") -> object:
        if str(path).startswith(str(town.documents)):
            raise OSError(number, os.strerror(number), str(path))
        return scandir(path)  # type: ignore[call-overload]

    def unread(path: Path, *args: object, **options: object) -> str:
        if str(path).startswith(str(town.documents)):
            raise OSError(number, os.strerror(number), str(path))
        return read(path, *args, **options)  # type: ignore[arg-type]

    scandir, read = os.scandir, Path.read_text
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", fails)
        patch.setattr(Path, "read_text", unread)
        assert (town.refresher.notes(), town.ids()) == ((AWAY,), ALL)
    assert (town.refresher.notes(), town.ids()) == ((), ALL)


def test_an_index_that_was_deleted_is_built_again(plain: Town) -> None:
    shutil.rmtree(plain.folder)
    assert (plain.refresher.notes(), plain.ids()) == ((), ALL)
    assert plain.folder.exists()
    shutil.rmtree(plain.folder)
    assert (plain.refresher.notes(), plain.ids()) == ((), ALL)
    assert plain.folder.exists()


@pytest.mark.parametrize(("seconds", "looks"), [(0.0, 2), (0.2, 1)])
def test_a_folder_that_takes_long_to_look_at_is_not_looked_at_for_each_question(
    plain: Town, monkeypatch: pytest.MonkeyPatch, seconds: float, looks: int
) -> None:
    seen: list[Path] = []

    def slow(documents: Path, *, follow_links: bool) -> str:
        seen.append(documents)
        time.sleep(seconds)
        return fingerprint(documents, follow_links=follow_links)

    monkeypatch.setattr(refreshing, "fingerprint", slow)
    for _ in range(2):
        assert plain.refresher.notes() == ()
    assert len(seen) == looks


def test_nobody_waits_long_for_an_update_and_it_goes_on_beside_the_answers(
    plain: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "PATIENCE", 0.01)
    plain.gate._gate.clear()
    plain.write("new", "Nobody has read this yet.")
    for _ in range(3):
        assert (plain.refresher.notes(), plain.ids()) == ((BEGUN,), ALL)
    plain.gate._gate.set()
    monkeypatch.setattr(refreshing, "PATIENCE", 600.0)
    assert (plain.refresher.notes(), plain.ids()) == ((), sorted([*ALL, "new"]))


def test_there_is_never_a_second_update_at_once(plain: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "PATIENCE", 0.01)
    plain.gate._gate.clear()
    for number in range(5):
        plain.write(f"new-{number}", f"Nobody has read {number}.")
        readers = [threading.Thread(target=plain.refresher.notes) for _ in range(4)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    named = [thread for thread in threading.enumerate() if thread.name == "index update"]
    assert (len(named), plain.gate._most) == (1, 1)
    plain.gate._gate.set()
    monkeypatch.setattr(refreshing, "PATIENCE", 600.0)
    assert plain.refresher.notes() == ()
    assert (len(plain.ids()), plain.gate._most) == (9, 1)


def test_closing_ends_an_update_under_way_and_leaves_the_index_as_it_was(plain: Town) -> None:
    plain.gate._gate.clear()
    plain.gate._reached.clear()
    plain.write("new", "Nobody has read this yet.")
    reader = threading.Thread(target=plain.refresher.notes)
    reader.start()
    assert plain.gate._reached.wait(60)
    closing = threading.Thread(target=plain.refresher.close)
    closing.start()
    while not plain.refresher._closing.is_set():
        pass
    plain.gate._gate.set()
    closing.join()
    reader.join()
    assert not any(thread.name == "index update" for thread in threading.enumerate())
    assert (plain.ids(), plain.refresher.notes()) == (ALL, ())
    assert len(list(plain.folder.glob("generation-*"))) == 1
    with writing(plain.folder, wait=0):
        pass


ENDING = """
import sys, time
from pathlib import Path
from assistant import Assistant
from assistant.answering import refreshing

refreshing.PATIENCE = 0.0
folder = Path(sys.argv[1])
assistant = Assistant.open(documents=folder)
for number in range(200):
    text = " ".join(f"Boat {number} of Brell sails at {part}." for part in range(200))
    (folder / f"new-{number}.md").write_text(text)
print(assistant.ask("Which boat sails?").notes[0])
if sys.argv[2] == "close":
    assistant.close()
"""


@pytest.mark.parametrize("ending", ["close", "end"])
def test_a_process_ends_at_once_and_cleanly_while_articles_are_brought_in(
    tmp_path: Path, ending: str
) -> None:
    (tmp_path / "ferry.md").write_text("The ferry of Brell must stay.")
    command = [sys.executable, "-c", ENDING, str(tmp_path), ending]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"{BEGUN}\n")
    assert "terminate" not in done.stderr and "Traceback" not in done.stderr
    (generation,) = (tmp_path / ".index").glob("generation-*")
    assert read_manifest(generation).articles == 1
    with writing(tmp_path / ".index", wait=0):
        pass


def test_an_update_that_fails_is_a_note_without_a_path_logged_once_and_tried_again_later(
    plain: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.write("new", "Nobody has read this yet.")
    (plain.folder / "vectors.db").unlink()
    (plain.folder / "vectors.db").mkdir()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert (plain.refresher.notes(), plain.ids()) == ((FAILED,), ALL)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert str(plain.folder) in caplog.text
    (plain.folder / "vectors.db").rmdir()
    monkeypatch.setattr(refreshing._Work, "may_be_repeated", lambda work: True)
    while plain.refresher.notes():
        pass
    assert plain.ids() == sorted([*ALL, "new"])


def test_an_unforeseen_failure_is_logged_with_its_cause_and_the_index_answers(
    plain: Town, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Gate, "embed_documents", lambda gate, texts: 1 / 0)
    plain.write("new", "Nobody has read this yet.")
    for _ in range(3):
        assert (plain.refresher.notes(), plain.ids()) == ((FAILED,), ALL)
    assert caplog.text.count("ZeroDivisionError") == 1


def test_articles_indexed_by_another_process_meanwhile_are_awaited(plain: Town) -> None:
    plain.write("new", "Nobody has read this yet.")
    with writing(plain.folder, wait=0):
        assert (plain.refresher.notes(), plain.ids()) == ((BEGUN,), ALL)


def test_a_process_that_ends_after_an_answer_begins_no_long_update_and_no_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Town(tmp_path, once=True)
    town.write("new", "Nobody has read this yet.")
    assert (town.refresher.notes(), len(town.ids())) == ((), 5)
    monkeypatch.setattr(refreshing, "SECONDS_TO_UPDATE", 0.0)
    town.write("newer", "Nobody has read this yet either.")
    assert (town.refresher.notes(), len(town.ids())) == ((OUTDATED,), 5)
    assert not any(thread.name == "index update" for thread in threading.enumerate())
    town.close()
