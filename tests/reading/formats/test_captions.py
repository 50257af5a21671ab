import pytest

from assistant.reading.article import parse_article
from assistant.reading.formats.captions import is_captions

VTT = """WEBVTT

1
00:00:01.000 --> 00:00:05.200
<v Host>What is wrong with the weir?</v>

2
00:00:05.400 --> 00:00:09.000 align:start
<v Oda Marl>The weir should stay, because
the mill stands <i>on it</i>.</v>

3
00:00:09.300 --> 00:00:16.000
<v Oda Marl>It is old.</v>

00:00:16.200 --> 00:00:20.000
<v Host>The inspector came twice.</v>
"""
SRT = """1
00:00:01,000 --> 00:00:05,200
The weir should stay.

2
00:00:05,400 --> 00:00:07,000
It is old.
"""


def spoken(text: str) -> list[tuple[str | None, bool, str]]:
    article = parse_article(text.encode(), "weir", name="weir", suffix=".txt")
    return [
        (block.speaker, block.asks, article.shown(*span))
        for block in article.blocks
        for span in block.sentences
    ]


def test_each_turn_of_a_recording_has_its_speaker():
    assert spoken(VTT) == [
        ("Host", True, "What is wrong with the weir?"),
        ("Oda Marl", False, "The weir should stay, because the mill stands on it."),
        ("Oda Marl", False, "It is old."),
        ("Host", True, "The inspector came twice."),
    ]


def test_captions_without_voices_are_prose_of_nobody_named():
    assert spoken(SRT) == [(None, False, "The weir should stay."), (None, False, "It is old.")]


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT is a format.\n\nIt has cues.",
        "The weir\n\n00:01 --> 00:02 is how a cue opens.",
        "",
        "1\n2\n3\n",
    ],
)
def test_a_text_that_speaks_of_captions_is_none(text):
    assert not is_captions(text)
