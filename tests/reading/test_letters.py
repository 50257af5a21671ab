"""Whose words a paragraph is by the line before it or the name under it."""

from __future__ import annotations

import pytest

from assistant.articles import Record
from assistant.reading.article import article_of

ESSAY = Record(article_id="kiln", title="The kiln", authors=("Oda Marl",))
OPENING = "The kiln at Brae has stood cold for a year, and nobody in the town can say why."


def spoken(text: str, *, markdown: bool = True) -> list[tuple[str | None, str]]:
    """Each sentence that may be quoted, with the name on its block."""
    article = article_of(ESSAY, text, markdown=markdown)
    return [(block.speaker, article.shown(*span)) for block in article.blocks for span in block.sentences]


@pytest.mark.parametrize(
    "quotation",
    [
        "“Light it again.”\n\n― Fenna Holt",
        "> Light it again.\n\n— Fenna Holt, potter",
        "> Light it again.\n>\n> — Fenna Holt",
        "> Light it again.\n>\n> Fenna Holt, *On Kilns* (1901)",
        "“Light it again.” – Fenna Holt",
        "As Fenna Holt puts it:\n\n> Light it again.",
        "And from Chairwoman Fenna Holt:\n\n“Light it again.”",
    ],
)
def test_a_quotation_is_of_the_person_named_before_or_under_it(quotation: str) -> None:
    found = spoken(f"{OPENING}\n\n{quotation}\n\nI agree with her.")
    holder = [(name, words.strip("“”")) for name, words in found if "Light" in words]
    assert [(name.removeprefix("Chairwoman ") if name else name, words) for name, words in holder] == [
        ("Fenna Holt", "Light it again.")
    ]
    assert (None, "I agree with her.") in found


@pytest.mark.parametrize(
    ("under", "holder"),
    [
        ("— Works committee, minutes of 4 May", "Works committee"),
        ("— the vicar of Brae", "the vicar of Brae"),
        ("– Sign over the gate (1931)", "Sign over the gate"),
    ],
)
def test_a_block_quotation_is_of_whoever_its_last_line_tells(under: str, holder: str) -> None:
    found = spoken(f"{OPENING}\n\n> Light it again.\n> {under}\n\nI agree with that.")
    assert found[1:] == [(holder, "Light it again."), (None, "I agree with that.")]


def test_a_last_turn_of_a_block_quotation_is_no_name() -> None:
    found = spoken(f"{OPENING}\n\n> — Shall we light it?\n> — We shall.")
    assert {name for name, _ in found} == {None}


def test_what_a_reply_quotes_line_by_line_is_of_nobody_named_unless_a_name_announces_it() -> None:
    text = f"{OPENING}\n\n> It is a hole\n> in the hill.\n\nIt is not."
    text += "\n\nOn 3 May Fenna Holt wrote:\n\n> Light it."
    assert spoken(text, markdown=False)[1:] == [
        ("", "It is a hole in the hill."),
        (None, "It is not."),
        (None, "On 3 May Fenna Holt wrote:"),
        ("Fenna Holt", "Light it."),
    ]


def test_a_block_quote_is_not_the_mail_of_somebody_else() -> None:
    assert (None, "It is a hole.") in spoken(f"{OPENING}\n\n> It is a hole.\n\nI wrote that in May.")


def test_an_announced_quotation_of_several_paragraphs_keeps_its_speaker() -> None:
    text = f"{OPENING}\n\nAs Fenna Holt puts it:\n\n“It is ours.\n\n“It can burn.”\n\nI agree."
    assert spoken(text)[1:] == [
        (None, "As Fenna Holt puts it:"),
        ("Fenna Holt", "“It is ours."),
        ("Fenna Holt", "“It can burn.”"),
        (None, "I agree."),
    ]


@pytest.mark.parametrize("markdown", [True, False])
def test_each_letter_of_a_page_of_letters_is_of_the_name_under_it(markdown: bool) -> None:
    text = (
        "Dear editor,\n\nThe kiln should burn again.\n\nFenna Holt\n\n"
        "Dear editor,\n\nIt smoked us out for years.\n\nJory Pell, Brae\n"
    )
    assert spoken(text, markdown=markdown) == [
        ("Fenna Holt", "The kiln should burn again."),
        ("Jory Pell", "It smoked us out for years."),
    ]


def test_one_name_under_an_article_does_not_make_it_a_letter() -> None:
    assert spoken(f"{OPENING}\n\nIt should burn again.\n\nOda Marl") == [
        (None, OPENING),
        (None, "It should burn again."),
    ]


def test_letters_that_are_greeted_in_their_first_line_are_of_their_writers() -> None:
    text = (
        "Sir, – The kiln is a hole. It should be filled in.\n\nFenna Holt\nMill Lane\n\n"
        "Madam, – I fired pots in it. Light it again.\n\nIvo Brenn\nQuay Road"
    )
    assert spoken(text) == [
        ("Fenna Holt", "The kiln is a hole."),
        ("Fenna Holt", "It should be filled in."),
        ("Ivo Brenn", "I fired pots in it."),
        ("Ivo Brenn", "Light it again."),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("## Fenna Holt, 34, potter", "## Ivo Brenn, 61, miller"),
        ("**Fenna Holt, potter**", "**Ivo Brenn (miller)**"),
    ],
)
def test_answers_under_the_names_of_people_are_theirs(heads: tuple[str, str]) -> None:
    text = f"{OPENING}\n\n{heads[0]}\n\nLight it again.\n\n{heads[1]}\n\nI would sell it."
    assert spoken(text)[1:] == [("Fenna Holt", "Light it again."), ("Ivo Brenn", "I would sell it.")]


@pytest.mark.parametrize(
    "told",
    [
        ("Holt lit the kiln.", "I met the miller at noon."),
        ("She lit the kiln.", "I met the miller at noon."),
        ("The kiln was lit in May.", "The mill stands on the weir."),
    ],
)
def test_what_is_told_of_people_under_their_names_is_the_author_s(told: tuple[str, str]) -> None:
    text = f"{OPENING}\n\n## Fenna Holt, potter\n\n{told[0]}\n\n## Ivo Brenn, miller\n\n{told[1]}"
    assert {name for name, _ in spoken(text)} == {None}
