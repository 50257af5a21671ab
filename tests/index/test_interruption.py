"""An update killed at any moment, two at once, and readers who ask on while the index is switched."""

import gc
import multiprocessing
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.encoder.encoder import Encoder
from assistant.errors import IndexBusy
from assistant.index.build import update
from assistant.index.filters import Filter
from assistant.index.folder import read_pointer, writing
from assistant.index.index import Index

KILLS = 8


@pytest.fixture(scope="module")
def processes():
    """New processes that need not import everything again."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["assistant.index.build", "bm25s", "chromadb", "filelock", "Stemmer"])
    return context


@pytest.fixture
def town(new_library):
    """Its embedder is one that new processes can import."""
    library = new_library()
    library.fake = Encoder(DeterministicFakeEmbedding(size=8), "fake")
    for number in range(12):
        library.write(f"article-{number}", f"Boat {number} of Brell. The tide turns at {number}.")
    update(library.documents, library.folder, library.fake)
    return library


@pytest.mark.slow
def test_an_update_killed_at_any_moment_leaves_a_whole_index_and_the_next_completes(town, processes):
    def start(version):
        town.write("article-5", version)
        versions.append(version)
        writer = processes.Process(target=update, args=(town.documents, town.folder, town.fake))
        writer.start()
        return writer

    versions = []
    index = Index(town.folder, town.fake)
    town.opened.append(index)
    begin = time.monotonic()
    start("Ship 0 came to Ansel.").join()
    whole_run = time.monotonic() - begin
    moments = random.Random(7)
    for kill in range(1, KILLS):
        writer = start(f"Ship {kill} came to Ansel.")
        writer.join(moments.uniform(0, 1.1 * whole_run))
        writer.kill()
        writer.join()
        generation = index.current()
        assert generation.catalog.article("article-5").text in versions
        found = generation.search("Which ship came?", only=Filter(), limit=20).hits
        assert sorted(hit.passage.text for hit in found) == sorted(
            generation.catalog.article_at(position).text for position in range(12)
        )
    del generation
    update(town.documents, town.folder, town.fake)
    assert index.current().catalog.article("article-5").text == versions[-1]
    assert [path.name for path in town.generations()] == [read_pointer(town.folder).generation]
    assert not update(town.documents, town.folder, town.fake).changed


def test_what_a_killed_update_left_is_cleared_although_nothing_changed(library):
    library.update()
    (library.folder / "generation-0").mkdir()
    (library.folder / "generation-0" / "articles.db").write_text("half")
    assert library.update().changed is False
    assert [path.name for path in library.generations()] == [read_pointer(library.folder).generation]


def test_what_a_killed_update_left_is_cleared_before_the_next_is_built(library):
    def killed():
        raise KeyboardInterrupt

    library.update()
    (library.folder / "generation-0").mkdir()
    library.write("ship", "Ship 1 came to Ansel.")
    with pytest.raises(KeyboardInterrupt):
        library.update(check=killed)
    assert [path.name for path in library.generations()] == [read_pointer(library.folder).generation]


def test_an_interrupted_update_goes_on_where_it_was_and_embeds_nothing_twice(library, monkeypatch):
    monkeypatch.setattr("assistant.index.vectors._CHUNK", 2)
    for number in range(9):
        library.write(f"boat-{number}", f"Boat {number} leaves at noon.")
    done = []

    def interrupted(number: int, total: int) -> None:
        done.append(number)
        if number >= 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.update(progress=interrupted)
    assert (done, library.generations()) == ([0, 2, 4, 6], [])
    # The chunk that was under way is lost.
    assert library.update().embedded == 24 - 4
    embedded = library.embeddings.embedded
    assert len(embedded) == 24 + 2
    assert len(set(embedded)) == 24


def test_of_two_updates_at_once_one_declines_or_waits_and_the_index_stays_whole(town, processes):
    town.write("article-5", "Ship 1 came to Ansel.")
    with writing(town.folder, wait=0):
        other = processes.Process(
            target=update, args=(town.documents, town.folder, town.fake), kwargs={"wait": 60}
        )
        other.start()
        with pytest.raises(IndexBusy):
            update(town.documents, town.folder, town.fake)
    other.join()
    assert other.exitcode == 0
    assert update(town.documents, town.folder, town.fake).changed is False
    index = Index(town.folder, town.fake)
    town.opened.append(index)
    assert index.current().catalog.article("article-5").text == "Ship 1 came to Ansel."


READER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import Library

library, seen, asked = Library(Path(sys.argv[2]), Path(sys.argv[3])), set(), 0
while "Ship 5" not in seen:
    hits = library.search("ship", limit=20).hits
    assert len(hits) == 13, hits
    seen |= {hit.passage.text[:6] for hit in hits if hit.passage.article_id == "ship"}
    asked += 1
    if asked == 1:
        print("reading", flush=True)
library.close()
print(asked)
"""


@pytest.mark.slow
def test_readers_in_other_processes_and_threads_ask_on_while_the_index_is_switched(new_library):
    library = new_library()
    for number in range(12):
        library.write(f"article-{number}", f"Boat {number} of Brell. The tide turns at {number}.")
    library.write("ship", "Ship 0 came.")
    library.update()
    command = [sys.executable, "-c", READER, Path(__file__).parent, library.documents, library.folder]
    reader = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert reader.stdout.readline() == "reading\n"
    library.open()
    wrong, asked, done = [], [], threading.Event()

    def ask():
        while not done.is_set():
            try:
                hits = library.search("ship", limit=20).hits
            except Exception as error:
                wrong.append(error)
                return
            asked.append(len(hits))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for switch in range(1, 6):
        library.write("ship", f"Ship {switch} came.")
        library.update()
    output, _ = reader.communicate()
    done.set()
    for thread in threads:
        thread.join()
    assert (wrong, set(asked), reader.returncode) == ([], {13}, 0)
    assert library.search("ship", limit=20).hits[0].passage.text == "Ship 5 came."
    assert [path.name for path in library.generations()] == [read_pointer(library.folder).generation]
    assert int(output) > 5 < len(asked)


def test_an_answer_under_way_ends_with_the_state_it_began_with(library):
    library.update()
    index = library.open()
    begun = index.current()
    for version in range(3):
        library.write("ferry", f"Version {version} of the ferry.")
        library.update()
        index.current()
    hits = begun.search("ferry toll", only=Filter(), limit=1).hits
    assert hits[0].passage.text == "The ferry of Brell must stay. A toll helps nobody."
    assert len(library.generations()) == 2
    del begun
    index.current()
    assert [path.name for path in library.generations()] == [read_pointer(library.folder).generation]


def open_files(folder: Path) -> list[Path]:
    """The files under `folder` that this process holds open, each relative to it: generation first."""
    links = []
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            links.append(handle.readlink())
    return [link.relative_to(folder) for link in links if link.is_relative_to(folder)]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="reads open files from /proc")
def test_after_twenty_switches_only_files_of_the_current_state_are_open(library):
    library.update()
    library.search("ferry")
    once = len(open_files(library.folder))
    for switch in range(20):
        library.write("ferry", f"Version {switch} of the ferry.")
        library.update()
        library.search("ferry")
    gc.collect()  # Chroma lets go of a database when its client is collected, and now and then later
    held = open_files(library.folder)
    ours = [path for path in held if "chroma" not in path.parts]
    assert {path.parts[0] for path in ours} == {read_pointer(library.folder).generation}
    assert len(held) <= once + 4  # not one more for each switch
    library.close()
    gc.collect()
    left = open_files(library.folder)
    assert [path for path in left if "chroma" not in path.parts] == []
    assert len(left) <= 4
