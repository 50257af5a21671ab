import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Article, Record
from assistant.reading.folder import read_folder
from assistant.reading.spellings import one_spelling, spellings


def records(*authors: tuple[str, ...]) -> list[Record]:
    return [Record(article_id=str(n), title="T", authors=names) for n, names in enumerate(authors)]


@pytest.mark.parametrize(
    ("names", "forms"),
    [
        (("LENA STORM", "Lena Storm"), {"LENA STORM": "Lena Storm"}),
        (("Lena Storm", "Lena Størm"), {"Lena Storm": "Lena Størm"}),
        (("Dr. Lena Storm", "Lena Storm"), {"Dr. Lena Storm": "Lena Storm"}),
        (("L. Storm", "Lena Storm"), {"L. Storm": "Lena Storm"}),
        (("Lena Storm", "Lena M. Storm"), {"Lena Storm": "Lena M. Storm"}),
        (
            ("L. Storm", "Lena Storm", "Lena M. Storm"),
            {"L. Storm": "Lena M. Storm", "Lena Storm": "Lena M. Storm"},
        ),
        (("L. Storm", "Lena Storm", "Lars Storm"), {}),
        (("Lena M. Storm", "Lena K. M. Storm"), {}),
        (("L. M. Storm", "Lena Marit Storm"), {"L. M. Storm": "Lena Marit Storm"}),
        (("Lena Storm", "Lena M. Storm", "Lena K. Storm"), {}),
        (("Lena Storm", "Lena Storm Jr."), {}),
        (("Lena Storm", "Lena Maria Storm"), {}),
        (("Lena Storm", "Lena Strom"), {}),
        (("L. M. Storm", "Lena Storm"), {}),
        (("Storm", "Lena Storm"), {}),
        (("John Birk", "Mrs. John Birk"), {}),
        (
            ("JOHN BIRK", "John Birk", "Mrs. John Birk", "J. Birk"),
            {"JOHN BIRK": "John Birk", "J. Birk": "John Birk"},
        ),
        (("Mr. Birk", "Mrs. Birk"), {}),
        (("Lord Birk", "Lady Birk"), {}),
        (("Mr. R. Birk", "Ruth Birk"), {}),
        (("Mrs. R. Birk", "Ruth Birk"), {"Mrs. R. Birk": "Ruth Birk"}),
        (("Ms. Pat Lind", "Pat Lind"), {"Ms. Pat Lind": "Pat Lind"}),
        (("@lena", "Lena"), {}),
        (("李明", "李明"), {}),
    ],
)
def test_spellings_are_brought_together_only_where_they_cannot_be_two_people(names, forms):
    assert spellings(records(*((name,) for name in names))) == forms


def test_two_names_of_one_article_are_two_people():
    assert spellings(records(("L. Storm", "Lena Storm"), ("Lena Storm",))) == {}


@pytest.mark.parametrize(
    "authors",
    [
        (("A. Lind", "Ada Lind"), ("Ada M. Lind",)),
        (("Aleksandar Kolund", "Alexander Kolund"),),
        (("A. Kolund",), ("Aleksandar Kolund", "Alexander Kolund")),
        (("Dr. Ada Lind", "Ada Lind"),),
    ],
)
def test_two_names_of_one_article_stay_two_whatever_a_third_name_is(authors):
    assert spellings(records(*authors)) == {}


def test_one_article_may_write_a_name_in_two_cases():
    assert spellings(records(("ADA LIND", "Ada Lind"), ("Ada Lind",))) == {"ADA LIND": "Ada Lind"}


NAMES = st.sampled_from(
    ("A. Lind", "Ada Lind", "Ada M. Lind", "Dr. Ada Lind", "Aleksandar Lind", "Alexander Lind", "A. A. Lind")
)


@given(st.lists(st.lists(NAMES, unique=True, max_size=3).map(tuple), max_size=4))
def test_every_record_keeps_the_number_of_its_names(authors):
    articles = one_spelling([Article(record, "It sails.") for record in records(*authors)])
    assert [len(article.record.authors) for article in articles] == list(map(len, authors))


def test_the_article_tells_which_name_stood_there(tmp_path):
    for name, author in (("a", "LENA STORM"), ("b", "Lena Storm"), ("c", "Bo Birk, Lena Storm")):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: T\nauthor: {author}\n---\nIt sails.")
    first, second, third = read_folder(tmp_path).articles
    assert first.record.authors == second.record.authors == ("Lena Storm",)
    assert first.record.basis == {"authors": "written 'LENA STORM' there"}
    assert "The name 'LENA STORM' is read as 'Lena Storm', so written elsewhere." in first.warnings
    assert third.record.authors == ("Bo Birk", "Lena Storm")
    assert second.record.basis == third.record.basis == {}


def test_articles_of_different_people_stay_as_they_are():
    articles = tuple(Article(record, "It sails.") for record in records(("Ann Ash",), ("Bo Birk",)))
    assert one_spelling(articles) == articles
