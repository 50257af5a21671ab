"""Whatever happened to the files of an index: one clear error that names the cure, and the cure works."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assistant.errors import SearchIndexError
from assistant.index.filters import Filter

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


def turn_a_bit(path: Path, place: float = 0.5) -> None:
    """Of the byte so far into the file."""
    content = bytearray(path.read_bytes())
    content[int(place * (len(content) - 1))] ^= 0x40
    path.write_bytes(content)


def blank(path: Path) -> None:
    path.write_bytes(b"\0" * 64)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        *((name, damage) for name in ("articles.db", "passages.npy") for damage in (Path.unlink, blank)),
        ("manifest.json", blank),
        ("sentence_vectors.npy", Path.unlink),
        ("bm25/params.index.json", Path.unlink),
        ("bm25/vocab.index.json", blank),
        ("vectors.npy", Path.unlink),
        *(
            (name, truncate)
            for name in (
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
                "vectors.npy",
            )
        ),
    ],
)
def test_a_damaged_file_is_one_clear_error_until_the_index_is_rebuilt(library, name, damage):
    library.update()
    damage(library.generations()[0] / name)
    with pytest.raises(SearchIndexError, match=CURE):
        library.ids("ferry toll")
    assert cured(library) == ["ferry"]


@pytest.mark.parametrize("place", [0, 0.6, 1])
@pytest.mark.parametrize(
    "name",
    ["articles.db", "passages.npy", "sentence_rows.npy", "sentences.npy", "bm25/indices.csc.index.npy"],
)
def test_one_wrong_bit_where_texts_and_places_are_kept_is_one_clear_error(library, name, place):
    library.update()
    turn_a_bit(library.generations()[0] / name, place)
    with pytest.raises(SearchIndexError) as error:
        library.ids("ferry toll")
    assert str(error.value) == (
        f"the index in {str(library.generations()[0])!r} is damaged ({name} has changed): {CURE}"
    )


def test_vectors_that_no_embedder_made_are_one_clear_error(library):
    library.update()
    path = library.generations()[0] / "vectors.npy"
    path.write_bytes(path.read_bytes()[:128] + bytes.fromhex("7b") * (path.stat().st_size - 128))
    with pytest.raises(SearchIndexError) as error:
        library.ids("ferry toll", Filter(articles=frozenset({"ferry"})))
    assert str(error.value) == f"the vectors of this index are damaged: {CURE}"


@pytest.mark.parametrize("damage", [truncate, Path.unlink, turn_a_bit])
@pytest.mark.parametrize(
    "name",
    [
        "data_level0.bin",
        "header.bin",
        "index_metadata.pickle",
        "length.bin",
    ],
)
def test_a_damaged_graph_is_one_clear_error_until_the_index_is_rebuilt(library, name, damage):
    library.update()
    (path,) = library.folder.rglob(name)
    damage(path)
    with pytest.raises(SearchIndexError, match=CURE):
        library.ids("ferry toll")
    assert cured(library) == ["ferry"]


@pytest.mark.parametrize("damage", [truncate, Path.unlink])
def test_a_damaged_database_of_the_graph_is_one_clear_error(library, damage):
    library.update()
    (path,) = library.folder.rglob("chroma.sqlite3")
    damage(path)
    with pytest.raises(SearchIndexError, match=CURE):
        library.ids("ferry toll")


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


def test_an_index_that_may_only_be_read_is_searched(read_only_library, unprivileged):
    assert read_only_library.ids("ferry")[:1] == ["ferry"]


FULL_DISK = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import Library
from assistant.errors import SearchIndexError
from assistant.index.filters import Filter

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
    sizes = ["0", "30000", "180000", "100000000"]
    command = [sys.executable, "-c", FULL_DISK, Path(__file__).parent, tmp_path, tmp_path / ".index", *sizes]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    failed = ["error True", "Boat 1"] * 3
    assert run.stdout.splitlines() == [*failed, "updated True", "Ship 1"]
