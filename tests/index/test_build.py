import errno
import json
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from assistant.articles import Passage, Record
from assistant.encoder.encoder import Encoder
from assistant.errors import DocumentsError, IndexBusy, IndexMismatch, SearchIndexError
from assistant.index.build import (
    Shrunk,
    TooLong,
    Update,
    fingerprint,
    index_articles,
    is_current,
    must_be_built,
    nothing,
)
from assistant.index.filters import Filter
from assistant.index.folder import read_pointer, writing
from assistant.index.pieces import Pieces
from assistant.reading.article import article_of


def test_a_first_update_embeds_passages_and_their_headers_each_once(library):
    assert library.update() == Update(changed=True, articles=3, passages=3, embedded=6, problems=())
    assert [text for text in library.embeddings.embedded if "ridge" in text] == [
        "The bridge of Brell must come.",
        "Bridge. Bo Birk. May 2019",
    ]
    assert library.ids("ferry toll")[0] == "ferry"
    assert is_current(library.folder, fingerprint(library.documents))


def test_nothing_changed_makes_nothing_new(library):
    library.update()
    before = library.generations(), read_pointer(library.folder)
    library.embeddings.embedded.clear()
    assert library.update() == Update(changed=False, articles=3, passages=3, embedded=0, problems=())
    assert (library.generations(), read_pointer(library.folder)) == before
    assert library.embeddings.embedded == []


def test_a_file_touched_but_not_changed_is_looked_at_once(library):
    library.update()
    before = library.generations()
    library.touch("ferry")
    assert not is_current(library.folder, fingerprint(library.documents))
    assert library.update().changed is False
    assert library.generations() == before
    assert is_current(library.folder, fingerprint(library.documents))


def test_only_what_an_added_article_says_is_embedded(library):
    library.update()
    library.embeddings.embedded.clear()
    library.write("brell/toll", "A toll helps nobody.")
    assert library.update().embedded == 2
    assert library.embeddings.embedded == ["A toll helps nobody.", "Brell/Toll"]
    assert set(library.ids("a toll helps nobody")[:2]) == {"brell/toll", "ferry"}


def test_only_what_changed_in_an_article_is_embedded(library):
    library.update()
    library.embeddings.embedded.clear()
    library.write("ferry", "The ferry of Brell must stay. It is loved.", authors="Ann Ash")
    library.update()
    assert library.embeddings.embedded == ["The ferry of Brell must stay. It is loved."]
    assert library.search("ferry").hits[0].passage == Passage(
        "ferry", 0, 42, "The ferry of Brell must stay. It is loved."
    )


def test_a_changed_record_is_seen_although_the_text_is_the_same(library):
    library.update()
    library.embeddings.embedded.clear()
    library.write("bridge", "The bridge of Brell must come.", authors="Cy Cole", date="2020")
    library.update()
    assert library.embeddings.embedded == ["Bridge. Cy Cole. 2020"]
    assert [record.authors for record in library.open().current().catalog.records] == [
        ("Cy Cole",),
        ("Ann Ash",),
        (),
    ]


def test_a_removed_article_is_found_no_more_and_the_rest_not_embedded_again(library):
    library.update()
    library.embeddings.embedded.clear()
    (library.documents / "ferry.md").unlink()
    assert library.update() == Update(changed=True, articles=2, passages=2, embedded=0, problems=())
    assert set(library.ids("the ferry toll")) == {"bridge", "school"}


def traces(library) -> set[str]:
    """What the index still holds of an article on Zinnia by Quell, and of its vectors."""
    held = library.bytes()
    needles = {"text": "Zinnia", "author": "Quell", "folded": "quell", "stem": "zinnia", "id": "memorandum-7"}
    vectors = library.encoder.documents(["Zinnia blooms."]).astype("float16").tobytes()
    return {name for name, word in needles.items() if word.encode() in held} | (
        {"vector"} if vectors in held else set()
    )


@pytest.mark.parametrize("read", [False, True], ids=["unread", "read by an open index"])
@pytest.mark.parametrize("removed", [True, False], ids=["removed", "changed"])
def test_of_a_former_text_only_the_vector_is_left_until_a_rebuild(library, read, removed):
    for number in range(30):
        library.write(f"other-{number}", f"Boat {number} leaves at noon. It is {number} yards long.")
    library.write("memorandum-7", "Zinnia blooms.", authors="Quell")
    library.update()
    if read:
        assert "memorandum-7" in library.ids("Zinnia")
    assert traces(library) == {"text", "author", "folded", "stem", "id", "vector"}
    if removed:
        (library.documents / "memorandum-7.md").unlink()
    else:
        library.write("memorandum-7", "Asters bloom.", authors="Ann Ash")
    library.update()
    if read:
        library.ids("anything")
    assert traces(library) == ({"vector"} if removed else {"id", "vector"})
    library.update(rebuild=True)
    if read:
        library.ids("anything")
    assert traces(library) == (set() if removed else {"id"})


def test_nothing_of_the_memory_is_left_in_chromas_files(library):
    """Behind three vectors and their lengths it would write what stood in the memory before."""
    library.update()
    for name in ("length.bin", "data_level0.bin"):
        (path,) = library.folder.rglob(name)
        content, used = path.read_bytes(), 3 * path.stat().st_size // 100
        assert any(content[:used])
        assert not any(content[used:])


def test_who_reads_the_pointer_while_it_is_switched_reads_the_old_one_to_its_end(library):
    library.update()
    pointer = library.folder / "current.json"
    before = pointer.read_text()
    with pointer.open() as file:
        library.write("ferry", "The ferry has gone.")
        library.update()
        assert file.read() == before != pointer.read_text()


def test_files_that_cannot_be_read_are_recorded_beside_the_rest(library):
    bad = library.documents / "bad.md"
    bad.write_bytes(b"---\ntitle: The ford\n---\n")
    update = library.update()
    assert (update.articles, [path for path, _ in update.problems]) == (3, [str(bad)])
    assert library.open().current().manifest.problems == update.problems
    assert library.update().problems == update.problems
    bad.unlink()
    assert library.update() == Update(changed=True, articles=3, passages=3, embedded=0, problems=())


def test_a_page_that_did_not_change_is_not_converted_again(library, monkeypatch):
    (library.documents / "page.html").write_text("<p>The mole of Skerrow should be kept.</p>")
    assert library.update().articles == 4
    monkeypatch.setattr("assistant.reading.converter.Converter._asked", None)
    library.write("ferry", "The ferry has gone.")
    assert library.update().articles == 4
    assert "page" in library.ids("mole of Skerrow")


def test_articles_of_one_file_go_with_it(library):
    rows = library.documents / "rows.csv"
    rows.write_text("title,text\nOne,The mole of Skerrow should be kept.\nTwo,The mole should be sold.\n")
    library.update()
    assert {"rows/one", "rows/two"} <= set(library.ids("mole"))
    rows.write_text("title,text\nTwo,The mole should be sold.\n")
    library.update()
    assert [name for name in library.ids("mole") if name.startswith("rows/")] == ["rows/two"]
    rows.unlink()
    assert library.update().articles == 3


def test_a_new_file_that_is_passed_over_is_seen(library):
    library.update()
    (library.documents / "notes.key").touch()
    assert not is_current(library.folder, fingerprint(library.documents))
    (problem,) = library.update().problems
    assert problem[1].endswith("notes.key' is not read: files of the kind '.key' are not read")
    assert is_current(library.folder, fingerprint(library.documents))


def test_a_folder_of_bad_files_alone_is_indexed_and_searched(new_library):
    library = new_library()
    (library.documents / "bad.md").write_bytes(bytes(range(256)))
    update = library.update()
    assert (update.changed, update.articles, update.passages, len(update.problems)) == (True, 0, 0, 1)
    assert library.ids("ferry") == []
    library.write("ferry", "The ferry.")
    library.update()
    assert library.ids("ferry") == ["ferry"]


@pytest.mark.parametrize("rebuild", [False, True])
def test_no_index_is_made_of_an_empty_folder(new_library, rebuild):
    library = new_library()
    library.folder = library.documents / ".index"
    (library.documents / "out.md").symlink_to(library.documents.parent)
    done = library.update(rebuild=rebuild)
    assert (done.changed, done.articles, [path for path, _ in done.problems]) == (
        *(False, 0),
        [str(library.documents / "out.md")],
    )
    assert not library.folder.exists()
    with pytest.raises(Shrunk):
        library.update(rebuild=rebuild, in_use=3)
    assert not library.folder.exists()


def test_an_index_of_nothing_is_searched_and_leaves_no_file(library, tmp_path, monkeypatch):
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    empty = nothing(library.encoder)
    index = library.open()
    index.use(empty)
    assert index.current() is empty
    assert empty.search("ferry", only=Filter(), limit=5).hits == ()
    assert (empty.catalog.records, empty.extent(Filter()).articles) == ((), 0)
    assert list((tmp_path / "temporary").iterdir()) == []
    library.update()
    assert library.ids("ferry toll")[0] == "ferry"


def test_an_index_is_not_replaced_when_most_of_its_articles_are_missing(library):
    library.write("mill", "The mill of Ansel grinds.")
    library.update()
    before, pointer = library.generations(), read_pointer(library.folder)
    for name in ("ferry", "bridge", "mill"):
        (library.documents / f"{name}.md").rename(library.documents.parent / f"{name}.md")
    for options in ({}, {"rebuild": True}, {"at_most": 0.0}):
        with pytest.raises(Shrunk) as error:
            library.update(**options)
        assert str(error.value) == (
            "4 articles are indexed, the folder holds 1: if that is right, run `assistant index --yes`"
        )
    assert (library.generations(), read_pointer(library.folder)) == (before, pointer)
    assert library.ids("ferry toll")[0] == "ferry"
    (library.documents.parent / "mill.md").rename(library.documents / "mill.md")
    assert library.update().articles == 2
    (library.documents / "mill.md").unlink()
    (library.documents / "school.md").unlink()
    with pytest.raises(Shrunk):
        library.update()
    assert library.update(may_shrink=True).articles == 0


def test_what_an_open_index_holds_counts_where_the_index_folder_has_gone_too(library):
    library.folder = library.documents / ".index"
    library.update()
    index = library.open()
    assert index.current().manifest.articles == index.articles_in_use == 3
    library.documents.rename(library.documents.parent / "away")
    library.write("ferry", "The ferry of Brell must stay. A toll helps nobody.")
    with pytest.raises(Shrunk):
        library.update(in_use=index.articles_in_use)
    assert index.current().search("the bridge must come", only=Filter(), limit=1).hits
    shutil.rmtree(library.documents)
    (library.documents.parent / "away").rename(library.documents)
    assert library.update(in_use=index.articles_in_use).changed is False


def test_a_folder_that_comes_back_is_not_embedded_again(library):
    library.update()
    away = library.documents.rename(library.documents.parent / "away")
    library.documents.mkdir()
    library.update(may_shrink=True)
    library.embeddings.embedded.clear()
    library.documents.rmdir()
    away.rename(library.documents)
    assert (library.update().articles, library.embeddings.embedded) == (3, [])


@pytest.fixture
def out_of_reach(monkeypatch):
    """Files that are there and cannot be opened, as on a share that failed."""
    names: set[str] = set()

    def read(path):
        if path.name in names:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        return whole(path)

    whole = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", read)
    return names


def test_articles_that_cannot_be_opened_now_stay_as_they_were_indexed(library, out_of_reach):
    library.update()
    out_of_reach |= {"ferry.md", "bridge.md", "school.md", "new.md"}
    library.write("ferry", "The ferry has changed.")
    library.write("new", "Nobody has read this.")
    library.write("mill", "The mill of Ansel grinds.")
    done = library.update()
    assert (done.articles, done.complete, len(done.problems)) == (4, False, 4)
    assert "The ferry of Brell must stay. A toll helps nobody." in [
        hit.passage.text for hit in library.search("ferry toll").hits
    ]
    assert not is_current(library.folder, fingerprint(library.documents))
    out_of_reach.clear()
    done = library.update()
    assert (done.articles, done.complete, done.problems) == (5, True, ())
    assert is_current(library.folder, fingerprint(library.documents))
    assert "The ferry has changed." in [hit.passage.text for hit in library.search("ferry").hits]


def test_a_file_that_is_gone_is_not_kept_beside_one_that_cannot_be_opened(library, out_of_reach):
    library.update()
    out_of_reach.add("bridge.md")
    (library.documents / "ferry.md").unlink()
    library.update()
    assert [record.article_id for record in library.open().current().catalog.records] == ["bridge", "school"]


def test_a_change_too_long_to_cut_is_told_before_any_of_it_is_cut(library, monkeypatch):
    library.update()
    library.write("long", "Boats. " * 30_000)
    monkeypatch.setattr(Pieces, "cut", None)
    with pytest.raises(TooLong):
        library.update(at_most=2)


@pytest.mark.parametrize("name", ["articles.db", "bm25/params.index.json", "passages.npy", "chroma"])
def test_a_broken_seal_is_told_although_nothing_changed(library, name):
    library.update()
    (generation,) = library.generations()
    path = next(generation.rglob("data_level0.bin")) if name == "chroma" else generation / name
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(SearchIndexError) as error:
        library.update()
    assert str(error.value) == (
        f"the index in {str(generation)!r} is damaged ({path.relative_to(generation)} has changed): "
        "run `assistant index --rebuild`"
    )
    assert library.update(rebuild=True).articles == 3


def test_holders_of_a_damaged_index_are_found_anew(library):
    library.update()
    (generation,) = library.generations()
    with closing(sqlite3.connect(generation / "articles.db")) as database, database:
        database.execute("UPDATE articles SET holders = '[[0, 5, \"Forged\", false, true]]'")
    library.write("mill", "The mill of Ansel grinds.")
    library.update()
    generation = library.open().current()
    speakers = {
        holder.speaker
        for record in generation.catalog.records
        for holder in generation.catalog.attributions(record.article_id)
    }
    assert "Forged" not in speakers


def test_an_article_of_headings_alone_is_known_but_has_no_passage(library):
    library.write("outline", "# Brell\n\n## The ferry")
    assert library.update().passages == 3
    assert library.open().current().catalog.passage_counts() == {
        "bridge": 1,
        "ferry": 1,
        "outline": 0,
        "school": 1,
    }


def test_a_missing_documents_folder_leaves_the_index_as_it_was(library):
    library.update()
    library.documents.rename(library.documents.with_name("elsewhere"))
    with pytest.raises(DocumentsError, match="does not exist"):
        library.update()
    assert library.ids("ferry")[0] == "ferry"


def test_progress_ends_with_all_texts_done(library):
    seen = []
    library.update(progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (6, 6)
    assert seen == sorted(seen)


def test_an_update_that_would_take_too_long_changes_nothing(library):
    library.update()
    before = library.bytes()
    for number in range(40):
        library.write(f"new-{number}", f"Boat {number}. " * 30)
    with pytest.raises(
        TooLong, match=r"^the folder has changed; indexing takes about \d+ s: run `assistant index`$"
    ):
        library.update(at_most=0.1)
    assert library.generations()[0].name == read_pointer(library.folder).generation
    assert library.ids("ferry")[0] == "ferry"
    assert library.folder.joinpath("current.json").read_bytes() in before


def test_an_index_of_another_model_is_refused_until_it_is_rebuilt(library):
    library.update()
    library.embeddings.model = "other"
    message = (
        "this index was made with embedding model 'HashedWords:words', but 'HashedWords:other' is in use: "
        "run `assistant index --rebuild`"
    )
    for attempt in (library.update, library.open().current):
        with pytest.raises(IndexMismatch) as error:
            attempt()
        assert str(error.value) == message
    assert library.update(rebuild=True).embedded == 6
    assert library.ids("ferry")[0] == "ferry"


def of_another_version(library, **other):
    manifest = library.generations()[0] / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | other))


@pytest.mark.parametrize(
    ("what", "other"), [("schema", {"schema": 99, "layout": "new"}), ("splitter", {"splitter": "halves/1"})]
)
def test_an_index_of_another_version_is_refused_until_it_is_rebuilt(library, what, other):
    library.update()
    of_another_version(library, **other)
    for attempt in (library.update, library.open().current):
        with pytest.raises(IndexMismatch) as error:
            attempt()
        assert str(error.value).startswith(f"this index was made with {what} {other[what]!r}, but ")
        assert str(error.value).endswith(" is in use: run `assistant index --rebuild`")
    library.update(rebuild=True)
    assert library.ids("ferry")[0] == "ferry"


def test_an_index_of_an_earlier_version_is_built_anew_and_nothing_embedded_twice(library):
    library.update()
    library.embeddings.embedded.clear()
    of_another_version(library, schema=7)
    assert must_be_built(library.folder)
    told = []
    assert library.update(progress=lambda *counts: told.append(counts)).changed is True
    assert (library.embeddings.embedded, told) == ([], [(0, 0)])
    assert not must_be_built(library.folder)
    assert library.ids("ferry")[0] == "ferry"


def test_an_index_of_an_earlier_version_is_not_replaced_where_its_articles_are_missing(library):
    library.update()
    of_another_version(library, schema=7)
    for name in ("ferry", "bridge", "school"):
        (library.documents / f"{name}.md").unlink()
    with pytest.raises(Shrunk):
        library.update()


def test_a_rebuild_embeds_nothing_it_knows(library):
    library.update()
    library.embeddings.embedded.clear()
    assert library.update(rebuild=True).changed is True
    assert library.embeddings.embedded == []
    assert len(library.generations()) == 1


def test_who_finds_another_writing_declines(library):
    library.update()
    library.write("ferry", "New.")
    with writing(library.folder, wait=0), pytest.raises(IndexBusy) as error:
        library.update()
    assert str(error.value) == (
        f"another process is writing the index in {str(library.folder)!r}: try again when it is done"
    )
    assert library.update().changed is True


def test_an_index_folder_that_is_a_file_is_one_clear_error(library):
    library.folder.write_text("not a folder")
    with pytest.raises(SearchIndexError) as error:
        library.update()
    assert str(error.value) == (
        f"the index cannot be written to {str(library.folder)!r} (File exists): "
        "make room there, or name another folder with --index"
    )


@pytest.fixture
def closed_library(new_library):
    """In a folder that everybody may read and nobody may write."""
    with tempfile.TemporaryDirectory() as place:
        library = new_library(Path(place))
        library.write("ferry", "The ferry.")
        Path(place).chmod(0o555)
        yield library
        Path(place).chmod(0o755)


def test_an_index_folder_that_may_not_be_written_is_one_clear_error(closed_library, unprivileged):
    with pytest.raises(SearchIndexError) as error:
        closed_library.update()
    assert str(error.value) == (
        f"the index cannot be written to {str(closed_library.folder)!r} (Permission denied): "
        "make room there, or name another folder with --index"
    )


def test_articles_from_elsewhere_are_indexed_once_until_they_or_the_embedder_change(tmp_path, hashed_words):
    def indexed(text, encoder=hashed_words):
        article = article_of(Record(article_id="ferry", title="T"), text)
        done = index_articles([article], tmp_path, encoder)
        return done.changed, done.passages, len(list(tmp_path.glob("generation-*")))

    assert indexed("The ferry must stay.") == (True, 1, 1)
    assert indexed("The ferry must stay.") == (False, 1, 1)
    assert indexed("The ferry must go.") == (True, 1, 1)
    assert indexed("The ferry must go.", Encoder(hashed_words.embeddings, "another")) == (True, 1, 1)
