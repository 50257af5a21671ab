"""Who holds what each sentence of an article says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.speakers import Holder, holders
from assistant.types import Article, Record

ESSAY = Record(article_id="ford", title="The ford", authors=("Ann Ash",))
DIGEST = Record(article_id="ford", title="The ford", authors=("Ann Ash",), form="digest")


def held(record: Record, text: str) -> list[tuple[str | None, bool]]:
    """Speaker and `reported` of each sentence."""
    return [(holder.speaker, holder.reported) for holder in holders(Article(record, text))]


def test_a_sentence_without_a_cue_is_the_voices_own() -> None:
    assert holders(Article(ESSAY, "The ford must be closed.")) == (
        Holder(start=0, end=24, speaker="Ann Ash", reported=False, certain=True),
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


_PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "''",
        "(",
        ")",
        ",",
        ".",
        ":",
        " — ",
        "\n",
        " said ",
        " Ann Ash ",
        " he ",
        " argues that ",
        "according to",
        "in his view",
        "the river",
        "’s",
        "?",
        " 2018 ",
        "Q:",
        "§",
        "ž",
    ]  # fmt: skip
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=60).map("".join)))
def test_every_holder_lies_in_the_text_in_order_and_apart(text: str) -> None:
    for record in (ESSAY, DIGEST):
        end = 0
        for holder in holders(Article(record, text)):
            assert end <= holder.start < holder.end <= len(text)
            end = holder.end
