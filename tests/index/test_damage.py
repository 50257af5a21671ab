"""Whatever happened to the files of an index: one clear error that names the cure, and the cure works."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assistant.errors import SearchIndexError

CURE = "run `assistant index --rebuild`"


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cured(library) -> list[str]:
    library.update(rebuild=True)
    assert len(library.generations()) == 1
    return library.ids("ferry toll")[:1]


@pytest.mark.parametrize(
    "content",
    ["", "{", "null", "[]", "{}", '{"generation": 5, "listing": ""}', '{"generation": "x"}', "\udcff"],
)
def test_a_damaged_pointer_is_one_clear_error_until_the_index_is_rebuilt(library, content):
    library.update()
    (library.folder / "current.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    for attempt in (library.open().current, library.update):
        with pytest.raises(SearchIndexError) as error:
            attempt()
        assert str(error.value).startswith(f"the index in {str(library.folder)!r} is damaged (")
        assert str(error.value).endswith(CURE)
    assert cured(library) == ["ferry"]


@pytest.mark.parametrize("name", ["", "manifest.json"])
def test_a_missing_generation_or_manifest_is_one_clear_error_until_the_index_is_rebuilt(library, name):
    library.update()
    (generation,) = library.generations()
    (generation / name).rename(library.folder / "elsewhere")
    for attempt in (library.open().current, library.update):
        with pytest.raises(SearchIndexError) as error:
            attempt()
        assert str(error.value).startswith(f"the index in {str(generation)!r} is damaged (")
        assert str(error.value).endswith(CURE)
    assert cured(library) == ["ferry"]


@pytest.mark.parametrize("damage", [truncate, Path.unlink, lambda path: path.write_bytes(b"\0" * 64)])
@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "articles.db",
        "passages.npy",
        "sentence_rows.npy",
        "sentence_vectors.npy",
        "sentences.npy",
        "bm25/data.csc.index.npy",
        "bm25/indices.csc.index.npy",
        "bm25/indptr.csc.index.npy",
        "bm25/params.index.json",
        "bm25/vocab.index.json",
        "chroma/chroma.sqlite3",
    ],
)
def test_a_damaged_file_is_one_clear_error_until_the_index_is_rebuilt(library, name, damage):
    library.update()
    damage(library.generations()[0] / name)
    with pytest.raises(SearchIndexError, match=CURE):
        library.ids("ferry toll")
    assert cured(library) == ["ferry"]


def test_a_folder_without_an_index_says_how_to_make_one(library):
    with pytest.raises(SearchIndexError) as error:
        library.ids("ferry")
    assert str(error.value) == f"there is no index in {str(library.folder)!r}: run `assistant index`"


@pytest.fixture
def read_only_library(library):
    """Indexed in a folder that everybody may read and nobody may write."""
    with tempfile.TemporaryDirectory() as place:
        library.folder = Path(place) / "index"
        library.update()
        paths = [Path(place), *Path(place).rglob("*")]
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield library
        for path in paths:
            path.chmod(0o755)


def test_an_index_that_may_only_be_read_is_one_clear_error(read_only_library, unprivileged):
    with pytest.raises(SearchIndexError, match=r"readonly.*see that it may write there"):
        read_only_library.ids("ferry")


FULL_DISK = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import Library
from assistant.errors import SearchIndexError

library = Library(Path(sys.argv[2]), Path(sys.argv[3]))
for number in range(40):
    library.write(f"a{number}", f"Boat {number} leaves. " * 20)
library.update()
for number in range(40):
    library.write(f"a{number}", f"Ship {number} leaves. " * 20)
unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
for size in map(int, sys.argv[4:]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, unlimited[1]))
    try:
        print("updated", library.update().changed)
    except SearchIndexError as error:
        print("error", "room" in str(error))
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    print(library.search("leaves").hits[0].passage.text[:4], len(library.generations()))
library.close()
"""


def test_a_full_disk_is_one_clear_error_and_leaves_the_old_index_whole(tmp_path):
    sizes = ["0", "9000", "30000", "60000", "120000", "180000", "100000000"]
    command = [sys.executable, "-c", FULL_DISK, Path(__file__).parent, tmp_path, tmp_path / ".index", *sizes]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    failed = ["error True", "Boat 1"] * 6
    assert run.stdout.splitlines() == [*failed, "updated True", "Ship 1"]
