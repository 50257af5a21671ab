"""Who holds what each sentence of an article says."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from assistant.articles import Form, Kind, Record, listed
from assistant.attribution import Attribution
from assistant.attribution.rules import by_rules
from assistant.reading.article import article_of
from assistant.reading.sentences import LONGEST

ESSAY = Record(article_id="ford", title="The ford", authors=("Ann Ash",))
DIGEST = Record(article_id="ford", title="The ford", authors=("Ann Ash",), form="digest")


def held(record: Record, text: str) -> list[tuple[str | None, bool]]:
    """Speaker and `reported` of each sentence."""
    return [(holder.speaker, holder.reported) for holder in by_rules(article_of(record, text))]


def test_a_sentence_without_a_cue_is_the_voices_own() -> None:
    assert by_rules(article_of(ESSAY, "The ford must be closed.")) == (
        Attribution(start=0, end=24, speaker="Ann Ash", reported=False, certain=True),
    )


def test_a_reported_view_is_not_credited_to_the_author() -> None:
    assert held(ESSAY, "Millers warn that the river will rise.") == [("millers", True)]


def test_in_a_digest_the_voices_own_view_is_not_reported() -> None:
    assert held(DIGEST, "Ash concedes that the ford is old. She thinks it will hold.") == [
        ("Ann Ash", False),
        ("Ann Ash", False),
    ]


def test_without_an_author_the_own_view_has_no_speaker() -> None:
    assert held(Record(article_id="x", title="X"), "The ford must be closed.") == [(None, False)]


RECORDS = tuple(
    Record(article_id="ford", title="The ford", authors=("Ann Ash",), kind=kind, form=form, speakers=speakers)
    for kind in get_args(Kind)
    for form in get_args(Form)
    for speakers in ((), ("Otto Gray",), ("Otto Gray", "Bo Birk"))
)
_PIECES = """
“ ” " '' « » ‘ ’ ( ) , . : ? ! … — ; ’s said argues that he she they it his their who which
according to in view answer is Ann Ash Otto Gray Birk's critics claim the river 2018 Q: §
z\u030c e\u0301 👩‍🌾 🇽🇰 \u200b \u00a0 \u2028 İ ß ﬁ Đ But This However
""".split(" ")
_PROSE = st.lists(st.sampled_from(_PIECES), max_size=80).flatmap(
    lambda words: st.sampled_from((" ", "", "  ", ". ", "\n\n")).map(lambda gap: gap.join(words))
)


@given(st.one_of(st.text(max_size=300), _PROSE), st.sampled_from(RECORDS))
def test_there_is_one_holder_for_each_sentence_in_order(text: str, record: Record) -> None:
    article = article_of(record, text)
    found = by_rules(article)
    assert tuple((holder.start, holder.end) for holder in found) == article.sentences
    assert all(0 <= holder.start < holder.end <= len(text) for holder in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.one_of(st.text(max_size=300), _PROSE), st.sampled_from(RECORDS))
def test_a_speaker_is_a_person_of_the_record_or_words_of_the_text(text: str, record: Record) -> None:
    known = {None, record.voice, listed(record.authors)} | set(record.people)
    for holder in by_rules(article_of(record, text)):
        words = (holder.speaker or "").split()
        assert holder.speaker in known or all(word.lower() in text.lower() for word in words)
        assert holder.reported or holder.speaker in known


def test_a_sentence_without_end_is_read_to_its_end_in_pieces() -> None:
    text = "Ann Ash says that the ford is deep, " * 6_000
    found = by_rules(article_of(ESSAY, text))
    assert " ".join(text[each.start : each.end] for each in found) == text.strip()
    assert max(each.end - each.start for each in found) <= LONGEST


def test_a_book_of_pronouns_is_read_through() -> None:
    text = "He says that it is so. She wants it. They fear him, he says. " * 300
    assert len(by_rules(article_of(DIGEST, text))) == 900


def test_a_block_quotation_names_its_speaker_itself() -> None:
    text = "The cannery is old.\n\n> The cannery must go. It costs too much, argues Bo Birk.\n\nI disagree."
    ash, birk = ("Ann Ash", False), ("Bo Birk", True)
    assert held(ESSAY, text) == [ash, birk, birk, ash]


def test_a_thing_announces_no_block_quotation() -> None:
    assert held(ESSAY, "The cannery is old.\n\n> It must go.") == [("Ann Ash", False), (None, True)]
    assert held(ESSAY, "The mayor was tired.\n\n> It must go.") == [("Ann Ash", False), ("mayor", True)]
