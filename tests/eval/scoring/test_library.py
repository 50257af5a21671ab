"""The files of a folder, read without the assistant's reader."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from eval.scoring.library import Source, library

ROOT = Path(__file__).parents[3]


def read(folder: Path, content: bytes, name: str = "ash.md") -> Source:
    (folder / name).write_bytes(content)
    (source,) = library(folder).values()
    return source


def test_a_record_and_its_text_are_read(tmp_path: Path) -> None:
    content = (
        b"---\ntitle: 'The  Ferry'\nkind: Interview\nauthors:\n- Ann Ash\n- Ann Ash\n- ~\nspeakers: Bo Birk\n"
        b"publication: The Tide\ndate: 2018-09-17 10:30:00\ntopics: [a]\n---\n\n# Kept\n\nThe ferry.\n\n"
    )
    assert read(tmp_path, content) == Source(
        text="# Kept\n\nThe ferry.",
        title="The Ferry",
        kind="interview",
        authors=("Ann Ash",),
        speakers=("Bo Birk",),
        publication="The Tide",
        date="2018-09-17",
    )


@pytest.mark.parametrize(
    ("given", "date"), [("2018", "2018"), ("2018-09", "2018-09"), ("~", None), ("''", None)]
)
def test_a_date_stays_as_precise_as_it_is_given(given: str, date: str | None, tmp_path: Path) -> None:
    assert read(tmp_path, f"---\ndate: {given}\n---\nx".encode()).date == date


def test_newlines_marks_and_invisible_characters_are_evened_out(tmp_path: Path) -> None:
    content = "\ufeff---\r\ntitle: T\r\n---\r\nOne\u202e two\r\n\r\nthree\x07.\rfour\r\n".encode()
    assert read(tmp_path, content) == Source(text="One two\n\nthree.\nfour", title="T")


@pytest.mark.parametrize("content", [b"Only text.\n---\nand a line.", b"\n---\ntitle: not at the top\n---\n"])
def test_a_file_without_front_matter_is_all_text(content: bytes, tmp_path: Path) -> None:
    assert read(tmp_path, content, "a.txt") == Source(text=content.decode().strip())


def test_voices_are_those_interviewed_otherwise_the_authors() -> None:
    joint = Source(text="", authors=("Ann Ash", "Bo Birk", "Cy Cole"))
    talk = Source(text="", kind="report", authors=("Ann Ash",), speakers=("Bo Birk",))
    nobody = Source(text="", kind="interview", authors=("Ann Ash",))
    assert [(source.voices, source.voice) for source in (joint, talk, nobody)] == [
        (("Ann Ash", "Bo Birk", "Cy Cole"), "Ann Ash, Bo Birk and Cy Cole"),
        (("Bo Birk",), "Bo Birk"),
        ((), ""),
    ]
    assert talk.people == {"Ann Ash", "Bo Birk"}
    assert joint.people == {"Ann Ash", "Bo Birk", "Cy Cole", "Ann Ash, Bo Birk and Cy Cole"}


def test_articles_are_named_by_their_path_and_other_files_are_none(tmp_path: Path) -> None:
    for name in ("b/deep.md", "a.txt", "a.md", "README.md", ".hidden/c.md", "notes.pdf", "b/x.MARKDOWN"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert {name: source.text for name, source in library(tmp_path).items()} == {
        "a": "a.md",
        "b/deep": "b/deep.md",
        "b/x": "b/x.MARKDOWN",
    }


@pytest.mark.parametrize("content", [b"\xff\xfe", b"---\na: [\n---\ntext"])
def test_a_file_that_cannot_be_read_is_left_out(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(content)
    assert library(tmp_path) == {}


def test_this_reading_shares_nothing_with_the_assistant() -> None:
    tree = ast.parse((ROOT / "eval" / "scoring" / "library.py").read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    assert "yaml" in modules
    assert [module for module in modules if module.partition(".")[0] in ("assistant", "eval")] == []
