"""The same index with its vectors on a Chroma server that several share."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from assistant.articles import Passage
from assistant.errors import SearchIndexError
from assistant.index.filters import Filter

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def start_server(tmp_path_factory):
    started = []

    def start():
        port = free_port()
        command = [
            Path(sys.executable).with_name("chroma"),
            "run",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
        ]
        place = tmp_path_factory.mktemp("server")
        with (place / "log").open("w") as log:
            server = subprocess.Popen([*command, "--path", place], stdout=log, stderr=log)
        started.append(server)
        while not answers(port):
            assert server.poll() is None, (place / "log").read_text()
            time.sleep(0.05)
        return f"http://127.0.0.1:{port}", server

    yield start
    for server in started:
        server.kill()
        server.wait()


@pytest.fixture(scope="module")
def url(start_server):
    return start_server()[0]


@pytest.fixture
def shared(new_library, tmp_path, url):
    """Two libraries on one server."""
    libraries = [new_library(tmp_path / name, chroma_url=url) for name in ("one", "two")]
    for number, library in enumerate(libraries):
        library.write("ferry", f"The ferry of town {number} must stay.", authors="Ann Ash")
        library.write("bridge", f"The bridge of town {number} must come.", date="2019-05")
        library.update()
    return libraries


def collections(url: str) -> set[str]:
    address = f"{url}/api/v2/tenants/default_tenant/databases/default_database/collections"
    return {collection["name"] for collection in httpx.get(address).json()}


def test_vectors_on_a_server_are_searched_as_those_in_a_folder(shared):
    first = shared[0]
    text = "The ferry of town 0 must stay."
    assert first.search("ferry").hits[0].passage == Passage("ferry", 0, len(text), text)
    assert first.ids("ferry", Filter(people=(frozenset({"ann ash"}),))) == ["ferry"]
    assert first.ids("ferry", Filter(first_day=737_000)) == ["bridge"]
    assert not list(first.folder.rglob("chroma*"))


def test_each_update_replaces_its_own_collection_and_no_one_elses(shared, url):
    first, second = shared
    first.search("ferry")
    second.search("ferry")
    before = collections(url)
    first.write("ferry", "The ferry of town 0 has gone.")
    first.update()
    assert first.search("ferry").hits[0].passage.text == "The ferry of town 0 has gone."
    assert second.search("ferry").hits[0].passage.text == "The ferry of town 1 must stay."
    names = [f"articles-{library.generations()[0].name}" for library in shared]
    assert len(collections(url)) == len(before)
    assert set(names) <= collections(url)


def test_what_is_still_read_is_not_dropped(shared, url):
    first = shared[0]
    begun = first.open()
    generation = begun.current()
    first.write("ferry", "The ferry of town 0 has gone.")
    first.update()
    hits = generation.search("ferry", only=Filter(), limit=1).hits
    assert hits[0].passage.text == "The ferry of town 0 must stay."
    former = f"articles-{generation.name}"
    assert former in collections(url)
    del generation
    begun.current()
    assert former not in collections(url)


def test_an_index_whose_collection_is_gone_is_cured_by_a_rebuild(shared, start_server):
    first = shared[0]
    first.chroma_url = start_server()[0]
    with pytest.raises(SearchIndexError) as error:
        first.ids("ferry")
    assert str(error.value) == (
        f"the vectors of this index are not in {first.chroma_url!r}: run `assistant index --rebuild`"
    )
    first.update(rebuild=True)
    assert first.ids("ferry")[0] == "ferry"


@pytest.mark.parametrize(
    "form", ["http://127.0.0.1:{}", "127.0.0.1:{}", "localhost:{}", "http://127.0.0.1:{}/", "http://[::1"]
)
def test_a_server_that_does_not_answer_is_one_clear_error(library, form):
    library.chroma_url = form.format(free_port())
    with pytest.raises(SearchIndexError) as error:
        library.update()
    assert str(error.value) == (
        f"no Chroma server answers at {library.chroma_url!r}: start it or unset ASSISTANT_CHROMA_URL"
    )
    library.chroma_url = None
    library.update()
    assert library.ids("ferry")[0] == "ferry"


def test_a_server_that_dies_is_one_clear_error_for_readers_and_writers(library, start_server):
    library.chroma_url, server = start_server()
    library.update()
    library.search("ferry")
    server.kill()
    server.wait()
    with pytest.raises(SearchIndexError, match=r"start it or unset ASSISTANT_CHROMA_URL$"):
        library.search("ferry")
    library.write("ferry", "Gone.")
    with pytest.raises(SearchIndexError, match=r"start it or unset ASSISTANT_CHROMA_URL$"):
        library.update()


@pytest.mark.parametrize(
    "form", ["http://127.0.0.1:{}", "127.0.0.1:{}", "localhost:{}", "http://127.0.0.1:{}/"]
)
def test_a_server_is_found_however_its_address_is_written(library, url, form):
    library.chroma_url = form.format(url.rpartition(":")[2])
    library.update()
    assert library.ids("ferry")[0] == "ferry"
