"""`assistant add` as its users meet it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePath

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.reading.folder import read_folder

PAGE = """<html lang="en"><head><title>Keep the Mole</title><meta name="author" content="Ada Lind">
<meta name="date" content="2024-05-03">
<meta name="keywords" content="mole, harbour"></head><body><p>The mole at Skerrow should be kept.</p>
<blockquote>It should be torn down.</blockquote></body></html>"""
PRIVATE = "it leads to an address of this machine or of a private network"
BASIS = {
    "authors": "the page's meta elements",
    "date": "the page's meta elements",
    "topics": "the page's meta elements",
    "title": "the page's head and heading",
    "language": "the page's head and heading",
    "url": "the address that was asked for",
}
TIDE = """---
title: The Tide
by: Ada Lind
date: none
topics: [tide, mole]
form: digest
shelf: 3
positions:
- {on: The mole should be kept, stance: for, quote: Keep the mole.}
---
Published 3 May 2024

Keep the mole. It is sound.
"""
TABLE = "title,author,text\nKeep it,Ada Lind,It sails.\nSell it,Bo Birk,It sank.\n"


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body, kind = {"/mole": (PAGE, "text/html"), "/tide": (TIDE, "text/markdown")}.get(
            self.path, (TABLE, "text/csv")
        )
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *arguments: object) -> None:
        return


@pytest.fixture
def site(monkeypatch) -> Iterator[str]:
    monkeypatch.setenv("ASSISTANT_ADD_PRIVATE", "1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def add(folder: Path, *arguments: object) -> Result:
    command = ["add", "--documents", str(folder), *map(str, arguments)]
    return CliRunner().invoke(app, command, env={"COLUMNS": "200"})


def test_a_page_is_kept_with_its_record_and_where_each_part_of_it_stands(tmp_path, site):
    done = add(tmp_path, f"{site}/mole")
    assert (done.exit_code, done.stdout, done.stderr) == (
        0,
        (
            f"{tmp_path}/keep-the-mole.md\n"
            "  Title: Keep the Mole (the page's head and heading)\n"
            "  Authors: Ada Lind (the page's meta elements)\n"
            "  Date: 3 May 2024 (the page's meta elements)\n"
            f"  Address: {site}/mole (the address that was asked for)\n"
            "  Language: en (the page's head and heading)\n"
            "  The publication is not named.\n"
        ),
        "",
    )
    (article,) = read_folder(tmp_path).articles
    assert article.text == "The mole at Skerrow should be kept.\n\n> It should be torn down."
    assert (article.record.authors, article.record.url) == (("Ada Lind",), f"{site}/mole")
    assert article.record.basis == BASIS
    assert article.topics == ("mole", "harbour")


def test_the_record_of_a_markdown_page_is_kept_whole(tmp_path, site):
    assert add(tmp_path, f"{site}/tide").exit_code == 0
    (article,) = read_folder(tmp_path).articles
    assert (article.record.authors, article.record.date, article.record.form, article.topics) == (
        *(("Ada Lind",), None, "digest", ("tide", "mole")),
    )
    assert [(each.on, each.stance) for each in article.positions] == [("The mole should be kept", "for")]
    assert (article.extra, article.record.basis["url"]) == ({"shelf": "3"}, BASIS["url"])


def test_another_kind_of_file_is_kept_as_it_is_with_its_address_beside_it(tmp_path, site):
    assert add(tmp_path, f"{site}/rows.csv").exit_code == 0
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "rows.csv": TABLE,
        "rows.yaml": f"url: {site}/rows.csv\n",
    }
    found = read_folder(tmp_path)
    assert [(article.id, article.record.url) for article in found.articles] == [
        ("rows/keep-it", f"{site}/rows.csv"),
        ("rows/sell-it", f"{site}/rows.csv"),
    ]


def test_a_file_is_copied_and_the_first_of_its_articles_shown(tmp_path):
    (tmp_path / "rows.csv").write_text(TABLE)
    done = add(tmp_path / "docs", tmp_path / "rows.csv")
    assert done.stdout == (
        f"{tmp_path}/docs/rows.csv\n"
        "  2 articles; the first:\n"
        "  Title: Keep it (row of the table)\n"
        "  Authors: Ada Lind (row of the table)\n"
        "  Date: undated\n"
        "  The article is undated.\n"
        "  The publication is not named.\n"
        "  No address (URL) is given.\n"
    )
    assert (tmp_path / "docs/rows.csv").read_text() == TABLE


def test_nothing_is_overwritten_and_nothing_added_twice(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.txt").write_text("It sank.")
    (tmp_path / "a.md").write_text("It sails.")
    assert add(docs, tmp_path / "a.md").stdout.startswith(f"{docs}/a-2.md\n")
    again = add(docs, tmp_path / "a.md")
    assert (again.exit_code, again.stderr) == (
        1,
        f"error: '{docs}/a-2.md' is there already: nothing was added\n",
    )
    assert sorted(path.name for path in docs.iterdir()) == ["a-2.md", "a.txt"]


@pytest.mark.parametrize(
    ("there", "name", "kept"),
    [
        ("notes.md", "notes.v2.md", "notes.v2.md"),
        ("notes.v2.md", "notes.md", "notes.md"),
        ("notes.v2.txt", "notes.v2.md", "notes.v2-2.md"),
        ("notes.meta.yaml", "notes.md", "notes-2.md"),
        ("notes.md.json", "notes.md", "notes-2.md"),
        ("a.md", "README.md", "article-readme.md"),
        ("a.md", ".draft.md", "draft.md"),
    ],
)
def test_a_file_keeps_its_name_unless_another_has_it_or_it_is_not_read(tmp_path, there, name, kept):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / there).write_text("")
    (tmp_path / name).write_text("It sails.")
    assert add(docs, tmp_path / name).stdout.startswith(f"{docs}/{kept}\n")
    assert PurePath(kept).stem in {article.id for article in read_folder(docs).articles}


def test_print_shows_and_keeps_nothing(tmp_path, site):
    done = add(tmp_path, "--print", f"{site}/mole")
    assert done.stdout.startswith(f"{site}/mole (not kept)\n  Title: Keep the Mole")
    assert list(tmp_path.iterdir()) == []


def test_json_tells_path_record_and_doubts(tmp_path, site):
    (added,) = json.loads(add(tmp_path, "--json", f"{site}/mole").stdout)
    assert {key: added[key] for key in ("path", "title", "authors", "date", "basis")} == {
        "path": f"{tmp_path}/keep-the-mole.md",
        "title": "Keep the Mole",
        "authors": ["Ada Lind"],
        "date": "2024-05-03",
        "basis": BASIS,
    }


def test_what_cannot_be_added_is_told_and_the_rest_added(tmp_path, site, monkeypatch):
    docs = tmp_path / "docs"
    (tmp_path / "a.md").write_text("It sails.")
    (tmp_path / "b.key").write_text("It sails.")
    (tmp_path / "c.pdf").write_text("It sails.")
    names = [tmp_path / name for name in ("none.md", "b.key", "c.pdf", ".", "a.md")]
    monkeypatch.delenv("ASSISTANT_ADD_PRIVATE")
    done = add(docs, f"{site}/mole", *names)
    assert (done.exit_code, done.stderr) == (
        1,
        (
            f"error: '{site}/mole' is not added: {PRIVATE}\n"
            f"error: '{tmp_path}/none.md' is not added: No such file or directory\n"
            f"error: '{tmp_path}/b.key' is not added: files of the kind '.key' are not read\n"
            f"error: '{tmp_path}/c.pdf' is not added: it is no PDF, or a damaged one (PDFSyntaxError)\n"
            f"error: '{tmp_path}' is not added: it is a folder: name the files in it\n"
        ),
    )
    assert [path.name for path in docs.iterdir()] == ["a.md"]
