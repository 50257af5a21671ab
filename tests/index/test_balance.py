from assistant.articles import Passage, Record
from assistant.index.search import Hit, balanced

RECORDS = {
    "ash": Record(article_id="ash", title="A", authors=("Ann Ash",)),
    "ash-again": Record(article_id="ash-again", title="B", authors=("Ann Ash",)),
    "both": Record(article_id="both", title="C", authors=("Ann Ash", "Bo Birk")),
    "birk": Record(
        article_id="birk", title="D", kind="interview", authors=("Ann Ash",), speakers=("Bo Birk",)
    ),
    "nobody": Record(article_id="nobody", title="E"),
    "spelt": Record(article_id="spelt", title="F", authors=("Hashim Thaçi",)),
    "spelt-otherwise": Record(article_id="spelt-otherwise", title="G", authors=("Hashim Thaci",)),
}


def hits(*article_ids: str) -> list[Hit]:
    return [Hit(Passage(id_, n, n + 1, "x"), -n, 0, 0, ()) for n, id_ in enumerate(article_ids)]


def kept(*article_ids: str, per_voice: int, limit: int = 10) -> list[tuple[str, int]]:
    found = balanced(hits(*article_ids), RECORDS, per_voice=per_voice, limit=limit)
    return [(hit.passage.article_id, hit.passage.start) for hit in found]


def test_no_voice_takes_more_than_its_share_over_all_its_articles():
    found = kept("ash", "ash-again", "ash", "birk", "ash", per_voice=2)
    assert found == [("ash", 0), ("ash-again", 1), ("birk", 3)]


def test_the_voice_of_an_interview_is_who_is_interviewed():
    assert kept("ash", "birk", per_voice=1) == [("ash", 0), ("birk", 1)]


def test_joint_authors_each_use_up_a_place():
    assert kept("both", "ash", "birk", per_voice=1) == [("both", 0)]
    assert kept("ash", "both", "birk", per_voice=1) == [("ash", 0), ("both", 1)]


def test_articles_of_nobody_named_are_not_capped():
    assert kept("nobody", "nobody", "nobody", per_voice=1) == [("nobody", 0), ("nobody", 1), ("nobody", 2)]


def test_a_voice_is_the_same_in_every_spelling():
    assert kept("spelt", "spelt-otherwise", per_voice=1) == [("spelt", 0)]


def test_the_limit_counts_what_is_kept():
    assert kept("ash", "ash", "birk", "nobody", per_voice=1, limit=2) == [("ash", 0), ("birk", 2)]
    assert kept("ash", per_voice=1, limit=0) == []
