from pathlib import Path

import pytest

from assistant.reading.folder import read_folder, stamps


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_is_trusted_first_wins_and_the_rest_fills_what_is_missing(tmp_path):
    folder = written(
        tmp_path,
        {
            "a/tide.md": "---\ntitle: The tide\n---\nBy Cy Cole, 3 May 2014\n\nIt rises.",
            "a/tide.yaml": "title: Other\nauthor: Ann Ash\n",
            "a/manifest.csv": "file;author;site\ntide.md;Bo Birk;The Quay\n",
            "manifest.csv": "file,site,url\na/tide.md,The Mole,https://mole.example/tide\n",
        },
    )
    (article,) = read_folder(folder).articles
    record = article.record
    assert (record.title, record.authors, record.publication, record.url, record.date.iso) == (
        *("The tide", ("Ann Ash",), "The Quay", "https://mole.example/tide", "2014-05-03"),
    )
    assert {field: record.basis[field] for field in ("authors", "publication", "url", "date")} == {
        "authors": "sidecar tide.yaml",
        "publication": "manifest",
        "url": "manifest",
        "date": "byline in the text",
    }
    assert "The record names Ann Ash as author, the text Cy Cole." in article.warnings


def test_a_bad_sidecar_costs_itself_and_is_told(tmp_path):
    folder = written(
        tmp_path,
        {"a.txt": "It rises.", "a.json": "{", "b.toml": "x = 1", "manifest.csv": "file\nc.txt\n"},
    )
    found = read_folder(folder)
    assert [article.id for article in found.articles] == ["a"]
    assert [problem.message.partition(": ")[2] for problem in found.problems] == [
        "it cannot be read: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        "no article lies beside it of which it could be the record",
        "it names 'c.txt', which is no article here",
    ]


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ('"file"s,title\na.txt,T\n', "line 1: ',' expected after '\"'"),
        ('file,title\na.txt,"T\nb.txt,U\n', "line 2: unexpected end of data"),
        ('file,title\na.txt,"T" U"\n', "line 2: ',' expected after '\"'"),
        ("file,title,author\na.txt,Mole, or not,Bo Birk\n", "line 2 has more cells than the first one"),
        ("name of it,title\na.txt,T\n", "it has no column 'file' that names each row's file"),
        ("\0\1\2\3", "it is not a text but binary data: take it away"),
    ],
)
def test_a_damaged_manifest_costs_itself_and_is_told(tmp_path, manifest, reason):
    found = read_folder(written(tmp_path, {"a.txt": "It rises.", "manifest.csv": manifest}))
    assert [(article.record.title, article.record.authors) for article in found.articles] == [("a", ())]
    assert [problem.message.partition("read: ")[2] for problem in found.problems] == [reason]


def test_a_changed_sidecar_changes_the_stamps(tmp_path):
    folder = written(tmp_path, {"a.txt": "It rises.", "a.yaml": "author: Ann Ash"})
    before = stamps(folder)
    written(folder, {"a.yaml": "author: Ann Ash and Bo Birk"})
    assert before.keys() == stamps(folder).keys() == {"a.txt", "a.yaml"}
    assert before != stamps(folder)
