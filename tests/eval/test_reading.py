import pytest

from assistant.articles import Record
from assistant.errors import AssistantError
from assistant.reading.article import article_of
from eval.reading import _INPUT_KEYS, _article, _cases


def test_an_item_without_a_title_is_held_against_the_article_of_its_words():
    one = article_of(Record(article_id="feed/row", title="Row"), "It sails.")
    two = article_of(Record(article_id="feed/row-2", title="Row"), "It was sold.")
    case = {"title": None, "views": [{"text": "It was sold."}]}
    assert _article((one, two), "feed.jsonl", case) is two


def test_a_key_that_nothing_reads_is_an_error(tmp_path):
    file = tmp_path / "cases.yaml"
    file.write_text("- {path: a.md, record: {authors: [Ann Ash]}, show: [{holder: Ann Ash, after: 1}]}\n")
    with pytest.raises(AssistantError, match=r"case 'a\.md': nothing reads 'after'$"):
        _cases(file, _INPUT_KEYS)
