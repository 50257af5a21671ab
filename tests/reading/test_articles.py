"""The articles that come with the project, and the invented ones of the tests."""

from pathlib import Path

import pytest

from assistant.articles import Article, Record
from assistant.reading.folder import read_folder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def documents() -> dict[str, Article]:
    found = read_folder(ROOT / "documents")
    assert found.problems == ()
    return {article.id: article for article in found.articles}


@pytest.fixture(scope="module")
def invented() -> dict[str, Article]:
    found = read_folder(ROOT / "tests/articles")
    assert found.problems == ()
    return {article.id: article for article in found.articles}


def test_the_documents_are_53_digests_with_a_date_and_an_address_each(documents):
    assert len(documents) == 53
    for article in documents.values():
        assert article.record.form == "digest"
        assert article.record.date and article.record.url and article.record.voices


def test_the_warnings_of_a_document_say_what_is_partial_and_why(documents):
    assert documents["joseph-2018"].warnings == (
        "Basis of the date: page (September 4, 2018); title from the url slug.",
        "The publication is not named: copy at srb-al.emins.org; the original outlet is not known.",
        "Only the opening of the article is here: opening, about 330 words.",
    )
    assert documents["hadzidedic-2017"].record.authors == ("Zlatko Hadžidedić",)
    assert documents["kurti-2025"].record.authors == ()
    assert documents["kurti-2025"].record.speakers == ("Albin Kurti",)


def test_the_invented_articles_have_the_records_their_readme_promises(invented):
    def shown(record: Record) -> tuple[str, str | None, str, str]:
        return record.kind, record.voice, record.date_text, record.form

    assert {article.id: shown(article.record) for article in invented.values()} == {
        "fennimore-2020": ("article", "Alban Fennimore", "15 August 2020", "digest"),
        "grandvoeux": ("article", "Émilie Grandvœux", "undated", "original"),
        "lodge-interview-2022": ("interview", "Perpetua Lodge", "8 November 2022", "original"),
        "marrow-2019": ("article", "Ottoline Marrow", "14 March 2019", "original"),
        "marrow-2023": ("article", "Ottoline Marrow", "2 October 2023", "original"),
        "merger-leader-2021": ("article", None, "18 June 2021", "original"),
        "oyfar-report-2020": ("report", "Magnus Øyfar", "11 February 2020", "original"),
        "pellworm-2018": ("contribution", "Thaddeus Pellworm", "2018", "original"),
        "quell-2024": ("article", "Isaura Quell", "29 January 2024", "original"),
        "skarova-tveitasen-2021": ("article", "Zdena Škárová and Jørn Tveitåsen", "20 May 2021", "original"),
        "skerrow/letter": ("article", None, "undated", "original"),
        "thrale-2019": ("article", "Casimir Thrale", "April 2019", "original"),
    }


def test_what_thrale_quotes_of_marrow_stands_in_her_article(invented):
    thrale, marrow = invented["thrale-2019"].text, invented["marrow-2019"].text
    quoted = [part.partition("”")[0] for part in thrale.split("“")[1:]]
    assert len(quoted) == 4
    assert "".join(quoted[:2]) in marrow.replace(", and I believe", ",and I believe")
    assert quoted[2] in marrow and quoted[3] in marrow
