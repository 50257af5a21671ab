import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answers import Answer
from assistant.markdown import escaped
from assistant.text import one_line

CONTEXT = "He leaves it open whether the county or the state should pay."
MARKUP = {
    "link_open",
    "image",
    "html_inline",
    "html_block",
    "em_open",
    "strong_open",
    "code_inline",
    "s_open",
}


def test_an_answer_is_a_document_with_numbered_quotes_and_a_list_of_sources(answered):
    assert (
        answered.to_markdown()
        == """\
# Should it be built?

Searched 12 articles by 9 voices, 2018 to 29 January 2024. Your filters: Marrow and Fennimore; since 2018. \
Understood as: Should the Aster barrage be built? \
Worded by a language model; the quoted passages are the articles' own.

3 articles bear on this. Positions, as the model reads them, by voices: \
1 against, 1 mixed.

Perpetua Lodge: 1 article here (8 November 2022), nothing on this.

- 1 quote could not be found in its article and is not shown.

Marrow is against it [1, 2]; the council's engineers disagree [3].

## Against (1)

### Ottoline Marrow (The Vessel Harbour Lantern, 14 March 2019)

*columnist, formerly warden of the Aster mudflats*

She would leave the mouth of the river open.

> “Twice a day the Aster empties itself of water and fills itself with birds.” [1]

> “In the estuary it would be a lid on a pot … it should not be built” [2]

## Mixed (1)

### Alban Fennimore (Aster Weekly, 15 August 2020)

*reporter · summary, not the author's words*

(The sentence before \\[4\\]: He leaves it open whether the county or the state should pay.)

> What he rejects is the claim that a subsidy is a gift. [4]

## Not read (2)

### The council’s engineers, as reported by Ottoline Marrow (The Vessel Harbour Lantern, 14 March 2019)

> “the mudflats would move rather than vanish” [3]

### author not named (Sundmark Post, 18 June 2021)

> “This newspaper favours the merger.” [5]

## Sources

- [1], [2], [3] “The Tide Will Not Thank Us”, Ottoline Marrow (The Vessel Harbour Lantern, 14 March 2019): \
<https://lantern.example/opinion/the-tide-will-not-thank-us>
- [4] “The Ferry Sums”, Alban Fennimore (Aster Weekly, 15 August 2020)
- [5] “One Estuary, One Town”, author not named (Sundmark Post, 18 June 2021): \
<https://post.example/leaders/one-estuary-one-town>
"""
    )


def test_a_declined_question_shows_the_nearest_passages_as_such(declined):
    assert (
        declined.to_markdown()
        == """\
# Who should be the next mayor?

Searched 12 articles by 9 voices, 2018 to 29 January 2024.

No article here answers this directly. The nearest passages:

## Perpetua Lodge, interviewed by Alban Fennimore (Radio Aster, 8 November 2022)

*captain of the Skerrow ferry*

> “A ferry is a road.” [1]

## Sources

- [1] “Captain Lodge: "You cannot post a doctor"”, Perpetua Lodge, interviewed by Alban Fennimore \
(Radio Aster, 8 November 2022): <https://radio-aster.example/transcripts/captain-lodge>
"""
    )


def test_a_declined_question_tells_who_is_silent_before_the_nearest_passages(declined, answered):
    silent = dataclasses.replace(
        declined, reason="person_silent", absences=answered.absences, notes=("* A note.",)
    )
    assert silent.to_markdown().split("\n\n")[2:7] == [
        "Nothing here on this from the person asked about.",
        "Perpetua Lodge: 1 article here (8 November 2022), nothing on this.",
        r"\* A note.",
        "The nearest passages:",
        "## Perpetua Lodge, interviewed by Alban Fennimore (Radio Aster, 8 November 2022)",
    ]


def test_the_sources_name_no_sentence_but_the_titles(answered):
    assert CONTEXT in answered.to_markdown()
    assert CONTEXT not in answered.to_markdown().partition("## Sources")[2]


def test_an_empty_question_is_said_to_be_empty():
    answer = Answer(question=" ", standalone_question="", answered=False, reason="empty_question")
    assert answer.to_markdown() == "There is no question here.\n"


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        (None, ""),
        ("javascript:alert(1)", ""),
        ("https://[unclosed", ""),
        ("//no.scheme.example/", ""),
        ("http://a.example/x?y=1&z=(2)", ": <http://a.example/x?y=1&z=(2)>"),
        ("https://a.example/><script>ž", ": <https://a.example/%3E%3Cscript%3E%C5%BE>"),
    ],
)
def test_only_addresses_of_the_web_become_links(declined, url, printed):
    viewpoint = declined.nearest[0]
    record = dataclasses.replace(viewpoint.record, url=url)
    answer = dataclasses.replace(declined, nearest=(dataclasses.replace(viewpoint, record=record),))
    assert answer.to_markdown().endswith(f"(Radio Aster, 8 November 2022){printed}\n")


def test_nothing_from_outside_becomes_markup(hostile):
    document = hostile.to_markdown()
    assert "\x1b" not in document and "\u202e" not in document
    role, link = markup(document)
    assert (role, link) == ("em_open", "link_open https://mole.example/a%20b%3E%1B%5B0m(%C5%BE)")


@given(st.text(st.sampled_from("ab1.:/w@[]()<>!*_`~#&;|\\-+= \n\t$"), max_size=60))
def test_escaped_text_reads_as_it_was_written(text):
    assert markup(f"{escaped(text)}\n") == []
    assert shown(f"x {escaped(text)}") == one_line(f"x {text}")
    assert shown(escaped(text)) == one_line(text)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("1. Birds", r"1\. Birds"),
        ("- a # b", r"\- a \# b"),
        ("https://a.example and www.a.example", r"https\://a.example and www\.a.example"),
        ("2018-09 was a year: quiet.", "2018-09 was a year: quiet."),
    ],
)
def test_only_what_could_be_markup_is_escaped(text, safe):
    assert escaped(text) == safe


def markup(document: str) -> list[str]:
    """Whatever in `document` is more than headings, paragraphs, lists and quotes; links with their target."""
    inline = [token for block in parse(document) for token in block.children or [block]]
    return [
        " ".join((token.type, *map(str, token.attrs.values()))) for token in inline if token.type in MARKUP
    ]


def shown(document: str) -> str:
    """The text of a document of one paragraph, as a reader sees it."""
    blocks = parse(document)
    assert [block.type for block in blocks] in ([], ["paragraph_open", "inline", "paragraph_close"])
    return "".join(child.content for block in blocks for child in block.children or [])


def parse(document: str):
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(document)
