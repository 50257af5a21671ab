import os
from functools import partial
from pathlib import Path

import pytest

from assistant.articles import Article
from assistant.errors import DocumentsError
from assistant.reading import workers
from assistant.reading.article import parse_article
from assistant.reading.folder import read_folder
from assistant.reading.workers import Workers

TEXTS = [
    ("ferry", partial(parse_article, b"---\ntitle: Ferries\n---\nThe ferry sails.\n", "ferry", name="f")),
    ("empty", partial(parse_article, b"", "empty", name="e")),
    ("quays", partial(parse_article, b"The quay stays.\n", "quays/1", name="q")),
    ("quays", partial(parse_article, b"The pier goes.\n", "quays/2", name="q")),
]


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CORES", 2)


def test_processes_read_what_one_would_in_the_same_order() -> None:
    with Workers() as those:
        few, many = ([(n, repr(read)) for n, read in those.read(TEXTS, much=much)] for much in (False, True))
    assert [name for name, _ in few] == ["ferry", "empty", "quays"]
    assert many == few


def test_a_process_that_dies_costs_its_file_alone() -> None:
    with Workers() as those:
        found = dict(those.read([*TEXTS[:1] * 3, ("bad", partial(os._exit, 1)), *TEXTS[2:]], much=True))
    assert [article.id for name in ("ferry", "quays") for article in found[name]] == [
        *("ferry", "ferry", "ferry", "quays/1", "quays/2"),
    ]
    assert isinstance(found["bad"], DocumentsError)
    assert str(found["bad"]) == "it cannot be read: the program that reads it failed"


def dying_once(marker: Path) -> Article:
    if not marker.exists():
        marker.touch()
        os._exit(1)
    return TEXTS[0][1]()


def test_what_a_process_died_of_by_chance_is_read_by_another(tmp_path: Path) -> None:
    with Workers() as those:
        found = dict(those.read([("ferry", partial(dying_once, tmp_path / "died"))], much=True))
    assert found == {"ferry": [TEXTS[0][1]()]}


def test_a_large_folder_tells_its_articles_and_problems_as_a_small_one(tmp_path: Path) -> None:
    page = "<p>The ferry sails.</p><!-- {} -->".format
    for folder, filling in (("few", ""), ("all", "x" * 1_000_000)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "b.html").write_text(page(filling), encoding="utf-8")
        (tmp_path / folder / "a.txt").write_text("The quay stays.", encoding="utf-8")
        (tmp_path / folder / "c.md").write_text("---\ntitle: Nothing\n---\n", encoding="utf-8")
    small, large = (read_folder(tmp_path / folder) for folder in ("few", "all"))
    assert [article.id for article in large.articles] == ["a", "b"]
    assert large.articles == small.articles
    assert [problem.message.replace("all/c.md", "few/c.md") for problem in large.problems] == [
        problem.message for problem in small.problems
    ]
    assert len(large.problems) == 1
