import errno
import os
import sys
from pathlib import Path

import pytest

from assistant.errors import DocumentsError
from assistant.reading.folder import Folder, Problem, read_folder, stamps


def write(folder: Path, name: str, text: str = "It sails.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(folder: Path, **options: bool) -> list[str]:
    found = read_folder(folder, **options)
    assert found.problems == ()
    return [article.id for article in found.articles]


def test_articles_come_in_order_of_id_from_sub_folders_too(tmp_path):
    for name in ("b.md", "a/z.txt", "a/b/c.markdown", "a.md", "C.MD", "two words.md", "1.2.md", "é.txt"):
        write(tmp_path, name)
    assert ids(tmp_path) == ["1.2", "C", "a", "a/b/c", "a/z", "b", "two words", "é"]


def test_readme_files_and_names_of_hidden_files_are_neither_read_nor_named(tmp_path):
    for name in ("README.md", "readme.txt", "a/README-first.pdf", ".hidden.md", ".index/a.md", "~$b.docx"):
        write(tmp_path, name)
    assert ids(tmp_path) == []


def test_files_of_kinds_that_are_not_read_are_named(tmp_path):
    for name in ("a.md", "b.key", "c", "d.md~", "e.yaml", "page.html", "page_files/style.css"):
        write(tmp_path, name)
    found = read_folder(tmp_path)
    assert [article.id for article in found.articles] == ["a", "page"]
    assert found.problems == tuple(
        Problem(tmp_path / name, f"{str(tmp_path / name)!r} is not read: {reason}")
        for name, reason in (
            ("b.key", "files of the kind '.key' are not read"),
            ("c", "its name has no suffix that tells its kind"),
            ("d.md~", "files of the kind '.md~' are not read"),
            ("e.yaml", "no article lies beside it of which it could be the record"),
        )
    )


def test_a_file_of_several_articles_gives_each_an_id_under_its_own(tmp_path):
    write(tmp_path, "notes.csv", "title,text\nKeep it,It sails.\nKeep it,It sank.\nSell it,It rusts.\n")
    write(tmp_path, "notes/sell-it.md", "It is here already.")
    found = read_folder(tmp_path)
    assert [(article.id, article.text) for article in found.articles] == [
        ("notes/keep-it", "It sails."),
        ("notes/keep-it-2", "It sank."),
        ("notes/sell-it", "It rusts."),
    ]
    taken = tmp_path / "notes/sell-it.md"
    reason = "another file holds an article with the id 'notes/sell-it'"
    assert found.problems == (Problem(taken, f"{str(taken)!r} is not read: {reason}"),)


def test_an_article_of_an_unreachable_file_of_several_may_still_be_there():
    folder = Folder((), unreachable=("notes.csv", "shelf"))
    ids = ("notes/keep-it", "notes", "shelf/a", "other")
    assert [folder.may_hold(each) for each in ids] == [True, True, True, False]


def test_an_odd_file_name_is_an_id_like_any_other(tmp_path):
    for name in ("new\nline.md", "quote'\".md", "ünï 🙂.md", "a b/c d.md"):
        write(tmp_path, name)
    assert ids(tmp_path) == ["a b/c d", "new\nline", "quote'\"", "ünï 🙂"]


def test_one_bad_file_is_a_problem_beside_the_rest(tmp_path):
    write(tmp_path, "good.md")
    (tmp_path / "binary.md").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    write(tmp_path, "empty.md", "")
    found = read_folder(tmp_path)
    assert [article.id for article in found.articles] == ["good"]
    assert found.problems == tuple(
        Problem(tmp_path / name, f"{str(tmp_path / name)!r} is not read: {reason}")
        for name, reason in (
            ("binary.md", "it is not a text but binary data: take it away"),
            ("empty.md", "it has no text"),
        )
    )


def test_of_two_files_with_one_id_the_first_is_kept_and_the_other_a_problem(tmp_path):
    kept, other = write(tmp_path, "a.md", "The first."), write(tmp_path, "a.txt", "The second.")
    found = read_folder(tmp_path)
    assert [(article.id, article.text) for article in found.articles] == [("a", "The first.")]
    assert found.problems == (
        Problem(
            other, f"{str(other)!r} is not read: it has the same id as {str(kept)!r}: rename one of them"
        ),
    )


def test_linked_folders_are_read_once_and_loops_end(tmp_path):
    write(tmp_path, "docs/a/one.md")
    write(tmp_path, "elsewhere/two.md")
    (tmp_path / "docs/a/up").symlink_to(tmp_path / "docs")
    (tmp_path / "docs/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "docs/Again").symlink_to(tmp_path / "docs/a")
    (tmp_path / "docs/three.md").symlink_to(tmp_path / "elsewhere/two.md")
    assert ids(tmp_path / "docs", follow_links=True) == ["a/one", "linked/two", "three"]


def leading_out(path: Path) -> Problem:
    reason = "it leads out of the folder of articles: ASSISTANT_FOLLOW_LINKS=1 allows that"
    return Problem(path, f"{str(path)!r} is not read: {reason}")


def test_links_that_lead_out_of_the_folder_are_named_and_not_read(tmp_path):
    outside, docs = write(tmp_path, "outside/secret.md"), tmp_path / "docs"
    write(docs, "kept.md")
    links = {
        "file.md": outside,
        "folder": outside.parent,
        "relative.md": "../outside/secret.md",
        "chain.md": "file.md",
        "up": tmp_path,
        "through.md": docs / "up/outside/secret.md",
        "twin.md": tmp_path / "docs2/a.md",
    }
    write(tmp_path, "docs2/a.md")
    for name, target in links.items():
        (docs / name).symlink_to(target)
    found = read_folder(docs)
    assert [article.id for article in found.articles] == ["kept"]
    assert found.problems == tuple(leading_out(docs / name) for name in sorted(links))
    assert stamps(docs).keys() == {"kept.md"}
    everything = {"kept", "file", "chain", "relative", "through", "twin", "folder/secret", "up/docs2/a"}
    assert everything <= set(ids(docs, follow_links=True))


def test_links_inside_the_folder_are_read_although_the_folder_is_a_link_itself(tmp_path):
    write(tmp_path, "real/one.md")
    (tmp_path / "real/.data").mkdir()
    write(tmp_path, "real/.data/two.md")
    (tmp_path / "real/two.md").symlink_to(".data/two.md")
    (tmp_path / "docs").symlink_to(tmp_path / "real")
    assert ids(tmp_path / "docs") == ["one", "two"]


def test_a_file_that_cannot_be_opened_now_is_told_from_one_that_is_gone(tmp_path, monkeypatch):
    for name in ("a.md", "b.md", "c/d.md", "c/e.md", "f.md"):
        write(tmp_path, name)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")

    def share(path):
        if path.name == "b.md":
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        return read(path)

    def scan(path):
        if Path(path).name == "c":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return scandir(path)

    read, scandir = Path.read_bytes, os.scandir
    monkeypatch.setattr(Path, "read_bytes", share)
    monkeypatch.setattr(os, "scandir", scan)
    found = read_folder(tmp_path)
    assert [article.id for article in found.articles] == ["a", "f"]
    assert found.unreachable == ("b.md", "c")
    assert [found.may_hold(name) for name in ("a", "b", "c/d", "c/e", "cd", "gone")] == [
        *(False, True, True, True, False, False)
    ]
    assert [problem.message.rpartition(": ")[2] for problem in found.problems] == [
        *("Stale file handle", "Input/output error", "No such file or directory")
    ]


def test_a_link_to_itself_is_a_problem(tmp_path):
    link = tmp_path / "self"
    link.symlink_to(link)
    assert [problem.path for problem in read_folder(tmp_path).problems] == [link]


def test_what_is_named_like_an_article_but_is_no_readable_file_is_a_problem(tmp_path):
    gone, pipe = tmp_path / "gone.md", tmp_path / "pipe.md"
    gone.symlink_to(tmp_path / "nowhere")
    os.mkfifo(pipe)
    write(tmp_path, "folder.md/inside.md")
    found = read_folder(tmp_path)
    assert [article.id for article in found.articles] == ["folder.md/inside"]
    assert found.problems == (
        Problem(gone, f"{str(gone)!r} is not read: No such file or directory"),
        Problem(pipe, f"{str(pipe)!r} is not read: it is not a regular file"),
    )


@pytest.mark.skipif(sys.platform == "darwin", reason="this file system takes UTF-8 names only")
def test_a_file_name_that_is_not_utf8_is_a_problem(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md"))
    path.write_text("It sails.", encoding="utf-8")
    found = read_folder(tmp_path)
    assert found.articles == ()
    assert found.problems == (Problem(path, f"{str(path)!r} is not read: its name is not UTF-8: rename it"),)
    found.problems[0].message.encode()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_opened_is_a_problem(tmp_path):
    write(tmp_path, "good.md")
    closed_file, closed_folder = write(tmp_path, "closed.md"), tmp_path / "closed"
    closed_file.chmod(0)
    closed_folder.mkdir(mode=0)
    try:
        found = read_folder(tmp_path)
    finally:
        closed_folder.chmod(0o700)
    assert [article.id for article in found.articles] == ["good"]
    assert found.problems == tuple(
        Problem(path, f"{str(path)!r} is not read: Permission denied")
        for path in (closed_folder, closed_file)
    )


def test_an_empty_folder_holds_no_articles(tmp_path):
    assert ids(tmp_path) == []
    assert stamps(tmp_path) == {}


def test_a_missing_folder_is_named_with_what_to_do(tmp_path):
    file = write(tmp_path, "file.md")
    for path, what in ((tmp_path / "none", "does not exist"), (file, "is not a folder")):
        for read in (read_folder, stamps):
            with pytest.raises(DocumentsError) as error:
                read(path)
            assert str(error.value) == (
                f"The documents folder {str(path)!r} {what}: create it, or name another with --documents."
            )


def test_stamps_tell_a_changed_a_new_and_a_removed_file_without_opening_any(tmp_path):
    kept, changed, removed = (write(tmp_path, name) for name in ("kept.md", "sub/changed.md", "removed.md"))
    (tmp_path / "notes.key").touch()
    before = stamps(tmp_path)
    assert before == {
        name: (9, (tmp_path / name).stat().st_mtime_ns)
        for name in ("kept.md", "removed.md", "sub/changed.md")
    } | {"notes.key": (0, 0)}
    write(tmp_path, "sub/changed.md", "It sank.")
    write(tmp_path, "new.md")
    removed.unlink()
    kept.chmod(0o600)
    after = stamps(tmp_path)
    assert after.keys() == {"kept.md", "new.md", "notes.key", "sub/changed.md"}
    assert {name for name in before.keys() & after.keys() if before[name] != after[name]} == {
        "sub/changed.md"
    }
    assert changed.read_text(encoding="utf-8") == "It sank."
