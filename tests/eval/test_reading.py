from assistant.articles import Record
from assistant.reading.article import article_of
from eval.reading import _article


def test_an_item_without_a_title_is_held_against_the_article_of_its_words():
    one = article_of(Record(article_id="feed/row", title="Row"), "It sails.")
    two = article_of(Record(article_id="feed/row-2", title="Row"), "It was sold.")
    case = {"title": None, "views": [{"text": "It was sold."}]}
    assert _article((one, two), "feed.jsonl", case) is two
