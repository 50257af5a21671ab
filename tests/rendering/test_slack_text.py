import html
import re

from hypothesis import example, given
from hypothesis import strategies as st

from assistant.rendering.slack_text import LONGEST, Line, Words, escaped, line, pieces, rich_text
from assistant.text import one_line

JOINER = "\u2060"
HOSTILE = st.text(
    st.one_of(st.sampled_from("<>&*_~`:@#!|./\\ \n[]()-+0aUwC\u2060\u202e"), st.characters()), max_size=60
) | st.sampled_from(
    [
        "<!channel> <@U024BE7LH> <#C024BE7LR|general> <https://evil.example|here>",
        "*b* _i_ ~s~ `c` ```p``` :wave: :+1::skin-tone-2: @here #general",
        "www.evil.example https://evil.example a@evil.example &lt;!here&gt; &amp;",
        "> quoted\n1. one\n- two",
    ]
)


def seen(mrkdwn: str) -> str:
    """What a reader sees of mrkdwn in which nothing is markup."""
    return html.unescape(mrkdwn.replace(JOINER, ""))


@given(HOSTILE)
@example("&lt;!channel&gt;")
def test_escaped_text_is_seen_as_it_was_written(text):
    # html.unescape knows more entities than Slack's three: they must have been escaped too.
    assert seen(escaped(text)) == one_line(text).replace(JOINER, "")


@given(HOSTILE)
def test_nothing_in_escaped_text_mentions_links_formats_or_is_an_emoji(text):
    shown = escaped(text)
    assert not re.search(r"[<>]", shown)
    assert not re.search(r"&(?!amp;|lt;|gt;)", shown)
    assert not re.search(r"[@#:]\w", shown)
    assert not re.search(r"://|\w\.\w", shown)
    assert not re.search(rf"[^{JOINER}][*_~`]|[*_~`][^{JOINER}]|^[*_~`]|[*_~`]$", shown)
    assert "\n" not in shown


@given(st.text(" ab\u0301", max_size=200), st.integers(1, 30))
def test_pieces_of_a_text_are_the_text(text, longest):
    parts = list(pieces(text, longest))
    assert "".join(parts) == text
    assert all(0 < len(part) <= longest for part in parts)


def test_a_text_is_cut_after_a_space_and_within_a_word_only_where_there_is_none():
    assert list(pieces("one two three", 9)) == ["one two ", "three"]
    assert list(pieces("undivided", 4)) == ["undi", "vide", "d"]


def test_lines_stand_one_below_the_other_and_quotes_alone():
    lines = [
        Line((Words("Ann", "bold"), Words(" (1999)"))),
        Line((Words("Title", "italic", "https://a.example/"),)),
        line("A label", "italic"),
        line(""),
        Line((Words("Said [1]"),), quoted=True),
        Line((Words("More [2]"),), quoted=True),
        line("After"),
    ]
    assert rich_text(lines) == (
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "Ann", "style": {"bold": True}},
                        {"type": "text", "text": " (1999)\n"},
                        {
                            "type": "link",
                            "url": "https://a.example/",
                            "text": "Title",
                            "style": {"italic": True},
                        },
                        {"type": "text", "text": "\nA label", "style": {"italic": True}},
                    ],
                },
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "Said [1]"}]},
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "More [2]"}]},
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "After"}]},
            ],
        },
    )


def test_text_that_is_not_there_makes_no_block():
    assert rich_text([line(""), line(" \n")]) == ()


def test_an_address_too_long_for_slack_is_not_linked():
    short, long = "https://a.example/" + "a" * 2_982, "https://a.example/" + "a" * 2_983
    assert [Words("T", address=address).element()["type"] for address in (short, long)] == ["link", "text"]


@given(st.lists(st.tuples(st.text("ab c", max_size=4_000), st.booleans()), max_size=6))
def test_long_lines_are_divided_over_blocks_without_losing_a_character(texts):
    blocks = rich_text(Line((Words(text),), quoted) for text, quoted in texts)
    leaves = [leaf["text"] for block in blocks for part in block["elements"] for leaf in part["elements"]]
    assert "".join(leaves).replace("\n", "") == "".join(text for text, _ in texts)
    for block in blocks:
        length = sum(len(leaf["text"]) for part in block["elements"] for leaf in part["elements"])
        assert length <= LONGEST + len(texts)  # and the line breaks between them
