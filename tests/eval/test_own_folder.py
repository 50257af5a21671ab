"""The walk of `eval/README.md` over a folder of one's own in six formats, without a plain record."""

from __future__ import annotations

import json
import shutil
from email.message import EmailMessage
from pathlib import Path

import pytest
import yaml

from eval.__main__ import main
from eval.scoring.library import library
from eval.sources import sources
from eval.suite import documents_fingerprint

WORD = Path(__file__).parents[1] / "reading" / "formats" / "made" / "keep-pandoc.docx"
LIND = """---
title: The ferry pays
author: Ora Lindqvar
source: The Skerrow Tide
date: 3 May 2021
positions:
  - on: The ferry to Skerrow should run in winter
    stance: for
    quote: The ferry to Skerrow should run in winter, since nobody else carries the doctor.
---

The ferry to Skerrow should run in winter, since nobody else carries the doctor. She comes on Mondays.
"""
BIRK = """# Let the ferry rest

By Bo Birk

The Tarn Courier, 12 June 2021

The ferry to Skerrow should rest in winter. Its crew has earned a pause, and the ice breaks its hull.

Critics of the council say that the ice is an excuse.
"""
PAGE = """<!doctype html><html lang="en"><head><title>A bridge is cheaper</title>
<meta name="author" content="Cy Cole"><meta property="og:site_name" content="The Brell Post">
<meta property="article:published_time" content="2022-02-01"></head>
<body><article><h1>A bridge is cheaper</h1>
<p>A bridge to Skerrow would be cheaper than the ferry. In ten years the toll would have paid for every pillar
of it, and nobody would have to wait for the ice to go.</p>
<p>The council has never counted what the ferry costs us in winter, and it does not want to.</p></article>
</body></html>
"""
ROWS = [
    {
        "title": "Ask the crew",
        "author": "Dag Dure",
        "date": "2022-03-04",
        "text": "The crew was never asked.",
    },
    {"title": "Ask the hens", "author": "Eda Eck", "date": "2022-03-05", "text": "Hens dislike the ferry."},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "my-articles"
    articles.mkdir()
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "Fia Frey <fia@frey.example>", "The ice is no excuse"
    letter["Date"] = "Fri, 08 Apr 2022 09:30:00 +0000"
    letter.set_content("The ice is no excuse for a winter without a ferry to Skerrow. Other boats sail.\n")
    (articles / "lind.md").write_text(LIND, encoding="utf-8")
    (articles / "birk.txt").write_text(BIRK, encoding="utf-8")
    (articles / "cole.html").write_text(PAGE, encoding="utf-8")
    (articles / "frey.eml").write_bytes(letter.as_bytes())
    (articles / "rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")
    shutil.copy(WORD, articles / "mole.docx")
    return articles


def test_records_in_any_form_are_known_and_their_words_stand_in_the_text(folder: Path) -> None:
    found = sources(folder)
    assert {name: (each.voice, each.publication, each.date) for name, each in found.items()} == {
        "lind": ("Ora Lindqvar", "The Skerrow Tide", "2021-05-03"),
        "birk": ("Bo Birk", "The Tarn Courier", "2021-06-12"),
        "cole": ("Cy Cole", "The Brell Post", "2022-02-01"),
        "frey": ("Fia Frey", None, "2022-04-08"),
        "mole": ("Ada Lind", None, "2024-05-03"),
        "rows/ask-the-crew": ("Dag Dure", None, "2022-03-04"),
        "rows/ask-the-hens": ("Eda Eck", None, "2022-03-05"),
    }
    assert "Its crew has earned a pause" in found["birk"].text
    assert not any(each.independent for each in found.values())


def test_a_complete_record_in_plain_form_is_read_independently(folder: Path) -> None:
    front = "---\ntitle: The toll\nauthors: [Gus Gray]\npublication: The Tide\ndate: 2020-05\n---\n"
    (folder / "gray.md").write_text(f"{front}A toll is fair.\n", encoding="utf-8")
    assert sources(folder)["gray"] == library(folder)["gray"]
    (folder / "gray.md").write_text(f"{front}A toll is unfair.\n", encoding="utf-8")
    assert sources(folder)["gray"].text == "A toll is unfair."


@pytest.mark.parametrize("name", ["mole.docx", "rows.jsonl", "mole.yaml", "manifest.csv"])
def test_a_fingerprint_is_of_every_format_and_of_what_lies_beside(folder: Path, name: str) -> None:
    before = documents_fingerprint(folder)
    file = folder / name
    file.write_bytes((file.read_bytes() if file.exists() else b"") + b"file,title\nmole.docx,Mole\n")
    assert documents_fingerprint(folder) != before


def figures(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    """What a command prints, which must end well."""
    assert main(command) == 0
    printed = capsys.readouterr()
    assert printed.err in ("", "8 drafts by the records, to be confirmed by a person\n")
    return printed.out


@pytest.mark.slow
def test_the_walk_leads_from_drafts_to_a_page_that_compares(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = folder.parent
    cases, sheet, judged = home / "my-cases.yaml", home / "sheet.yaml", home / "my-judgements.yaml"
    drafts = figures(capsys, "draft", str(folder))
    cases.write_text(drafts.replace("  confirmed: false\n", ""), encoding="utf-8")

    own = ("--cases", str(cases), "--documents", str(folder))
    kept = ("--results", str(home / "results"))
    told = json.loads(figures(capsys, "run", *own, *kept, "--name", "first", "--json"))
    every = {name: each and each["value"] for name, each in told["figures"]["every case"]["all"].items()}
    sure = ("author", "date", "publication", "quote_fidelity", "speaker", "stance")
    assert {name: every[name] for name in sure} == dict.fromkeys(sure, 1.0)
    assert every["false_credit"] == 0.0
    again = figures(capsys, "run", *own, *kept, "--name", "first")
    assert "7 of 7 articles of my-articles have no complete record in plain form" in again

    relevance = ("relevance", str(judged), *own)
    before = figures(capsys, *relevance, "--unjudged", str(sheet))
    assert "0.000" in before
    grades = [item | {"grade": "answers"} for item in yaml.safe_load(sheet.read_text(encoding="utf-8"))]
    sheet.write_text(yaml.safe_dump(grades), encoding="utf-8")
    taken = figures(capsys, *relevance, "--judged", str(sheet))
    assert taken == f"my-articles: {len(grades)} new judgements\n"
    (row,) = json.loads(figures(capsys, *relevance, "--json"))
    assert (row["questions"], row["answers"], row["unjudged"]) == (8, 1.0, 0)

    figures(capsys, "run", *own, *kept, "--name", "second")
    assert "second" in figures(capsys, "compare", "first", "second", *kept)
    figures(capsys, "report", "second", "--against", "first", *kept)
    page = (home / "results" / "second" / "report.html").read_text(encoding="utf-8")
    assert "Ora Lindqvar" in page


def test_sides_are_held_against_a_key_of_ones_own_whose_slips_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    on = "The ferry to Skerrow should run in winter."
    question = {"question": "Who wants the ferry to Skerrow to run in winter?", "on": on, "side": "for"}
    key = {on: {"lind": {"The ferry to Skerrow should run": "for"}, "birk": {"The ferry should": "against"}}}
    files = folder.parent / "sides.yaml", folder.parent / "key.yaml"
    for file, data in zip(files, ([question], key), strict=True):
        file.write_text(yaml.safe_dump(data), encoding="utf-8")
    asked, right = map(str, files)
    assert main(["sides", asked, "--key", right, "--documents", str(folder), "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "key.yaml has words that do not stand in: birk\n"
    counts = json.loads(printed.out)
    assert (counts["sorted"], counts["first"], counts["right"], counts["wrong"]) == (1, 1, 1, 0)


@pytest.mark.parametrize("missing", ["--cases", "--documents"])
def test_own_judgements_need_cases_and_a_folder(
    folder: Path, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    given = {"--cases": "cases.yaml", "--documents": str(folder)}
    others = [word for name, value in given.items() if name != missing for word in (name, value)]
    assert main(["relevance", "judged.yaml", *others]) == 1
    assert capsys.readouterr().err == (
        "your own questions need a file of judgements, --cases and --documents\n"
    )
