"""What stands around an article's own prose and is never quoted."""

from __future__ import annotations

import pytest

from assistant.articles import Record
from assistant.reading.article import article_of

ESSAY = Record(article_id="kiln", title="The kiln", authors=("Oda Marl",))
BODY = (
    "The kiln at Brae has stood cold for a year, and nobody in the town can say why.\n\n"
    "It should burn again, because the clay of the valley is worth more than its view."
)


def prose(text: str, *, markdown: bool = True) -> list[str]:
    article = article_of(ESSAY, text, markdown=markdown)
    return [article.shown(*span) for span in article.sentences]


@pytest.mark.parametrize(
    "around",
    [
        "{}\n\n## Read also\n\n- The weir must stay.\n- The ferry is late.",
        "{}\n\nOda Marl is a potter and writes from Brae.",
        "{}\n\n*The writer keeps a shop in Brae.*",
        "{}\n\n*The writer keeps a shop in Brae.*\n\n## More\n\nWhy the kiln was moved",
        "*This is the second of three pieces.*\n\n{}",
        "Editor's note: The kiln was lit in May.\n\n{}",
        "AI summary: The author would light it again.\n\n{}",
        "{}\n\n---\n\nWrite to us at desk@brae.example.\n\nThe Brae Post is printed weekly.",
        "{}\n\nComments are closed.",
        "![](kiln.jpg)\n*The kiln in spring.*\n\n{}",
        "{}\n\n[^1]: So the guild says.",
        "The potter's column\n\n{}",
        "{}\n\nO. M.",
        "{}\n\n© Brae Post 1931. Printed with the guild's leave.",
        "(c) 1931 The Brae Post. No copies are allowed.\n\n{}",
        "{}\n\nYou're currently a free subscriber to Brae Letters.",
        "{}\n\n| Year | Pots |\n|---|---|\n| 1931 | 40 |\n\nTable 2: The pots of Brae, by the guild.",
        "{}\n\n| Year | Pots |\n|---|---|\n| 1931 | 40 |\n\n: The pots of Brae, by the guild.",
        "Table 2. The pots of Brae, by the guild.\n\n| Year | Pots |\n|---|---|\n| 1931 | 40 |\n\n{}",
        "![](kiln.jpg)\n\nFig. 3: The kiln was lit in spring.\n\n{}",
        "First published in The Brae Almanac, Vol. 4 No. 2, April 1931.\n\n{}",
        "Read to the potters of Brae on May 2; first published in The Kiln, 1931.\n\n{}",
    ],
)
def test_what_stands_around_an_article_is_not_its_prose(around: str) -> None:
    assert prose(around.format(BODY)) == prose(BODY)


MARKED = BODY.replace("why.", "why.{}").replace("view.", "view.{}")


@pytest.mark.parametrize(
    ("marks", "notes"),
    [
        (("[1]", "[2]"), "[1] The guild denies it.\n\n[2] So it is told."),
        (("[1]", "[2]"), "Notes\n[1] The guild denies it.\n[2] So it is told."),
        (("1", "2"), "---\n\n1. The guild denies it.\n2. So it is told."),
        (
            ("1", "2"),
            "1 The guild denies it.\n\n2 So it is told.\n\nOda Marl is a potter and writes from Brae.",
        ),
        (("¹", "²"), "¹ The guild denies it.\n² So it is told."),
        (("", ""), "Sources\n\n(1) See Vik, The Clay, p. 4.\n\n(2) The guild denies it."),
        (("", ""), "1) See Vik, The Clay, p. 4.\n2) Ibid."),
    ],
)
@pytest.mark.parametrize("markdown", [True, False])
def test_numbered_notes_under_an_article_are_not_its_prose(marks, notes, markdown) -> None:
    assert prose(f"{MARKED.format(*marks)}\n\n{notes}", markdown=markdown) == prose(BODY)


@pytest.mark.parametrize("sign", ["1.", "1\t", "[1]"])
def test_the_numbered_paragraphs_of_a_text_are_no_notes(sign: str) -> None:
    numbered = [f"{sign.replace('1', str(at))} {words}" for at, words in enumerate(BODY.split("\n\n"), 1)]
    assert len(prose("\n\n".join((*numbered, f"{sign.replace('1', '3')} See p. 4.")), markdown=False)) >= 2


POINTS = "1. Light it in May.\n2. Sell the pots.\n3. Burn the plan."


@pytest.mark.parametrize(
    ("marks", "points"),
    [
        (("", ""), POINTS),
        (("", ""), "1 in 3 pots was sold, no.1 first."),
        (("", ""), "3 pots were sold (p. 12)."),
        (("[1]", ""), "1 potter said no."),
        ((" It has 500 km².", " It has 3 m³ of clay."), POINTS),
        ((" See Art.1 and mp2.", " See Art.3 and co2."), POINTS),
        (("", ""), POINTS.replace("May", "May (p. 3, p. 4)")),
        (("[1]", "[2]"), f"{POINTS}\n\n## References\n\n1. Vik, The Clay.\n2. Ash, The Kiln."),
    ],
)
def test_a_numbered_list_at_the_end_is_the_article_s_own(marks: tuple[str, str], points: str) -> None:
    found = prose(f"{MARKED.format(*marks)}\n\n{points}")
    last = points.partition("\n\n")[0].split("\n")[-1].removeprefix("3. ")
    assert found[-1] == last


@pytest.mark.parametrize("markdown", [True, False])
def test_notes_that_are_longer_than_the_article_are_not_its_prose(markdown: bool) -> None:
    notes = "\n\n".join(f"[{at}] The guild of {words}" for at, words in enumerate(BODY.split("\n\n"), 1))
    assert prose(f"{MARKED.format('[1]', '[2]')}\n\n{notes}", markdown=markdown) == prose(BODY)


def test_a_chapter_on_sources_is_prose() -> None:
    for heading in ("## Sources", "Sources"):
        assert len(prose(f"{BODY}\n\n{heading}\n\n{BODY}\n\n{BODY}")) == 3 * len(prose(BODY))


@pytest.mark.parametrize(
    "insert",
    [
        "Subscribe",
        "Brae Letters lives on its readers. Please consider to become a paid subscriber.\n\nSubscribe",
        "ADVERTISEMENT",
        "Read also:\n\n- Why the weir leaks\n- The late ferry",
    ],
)
def test_an_article_goes_on_after_a_button_or_an_advertisement(insert: str) -> None:
    first, last = BODY.split("\n\n")
    assert prose(f"{first}\n\n{insert}\n\n{last}") == prose(BODY)


def test_an_article_does_not_go_on_after_a_line_over_comments() -> None:
    assert prose(f"{BODY}\n\nComments\n\nThe kiln should stay cold, you fool.") == prose(BODY)


def test_a_dateline_is_no_part_of_the_first_sentence() -> None:
    assert prose(f"BRAE, May 3 (Valley News) — {BODY}") == prose(BODY)


def test_a_list_that_tells_pages_in_brackets_is_prose() -> None:
    points = ["The guild forgets the kiln (p. 12).", "The guild forgets us (p. 40)."]
    assert prose(f"{BODY}\n\n1. {points[0]}\n2. {points[1]}") == [*prose(BODY), *points]


def test_a_last_paragraph_that_opens_with_another_name_is_prose() -> None:
    last = "Fenna Holt is a potter and knows it."
    assert prose(f"{BODY}\n\n{last}") == [*prose(BODY), last]


def test_a_first_sentence_on_a_first_edition_is_prose() -> None:
    first = "First published in 1931, the almanac of Brae is read by every potter."
    assert prose(f"{first}\n\n{BODY}") == [first, *prose(BODY)]


def test_heads_and_numbers_of_pages_are_no_part_of_a_sentence_that_they_cut() -> None:
    pages = (
        "The kiln at Brae has stood cold for a year, and nobody\nin the town\n\nTHE BRAE POST\n\n{}\n\n"
        "can say why the guild will not light it before winter.\n"
    )
    whole = "The kiln at Brae has stood cold for a year, and nobody in the town can say why the guild will "
    text = "\n".join(pages.format(number) for number in (2, 3, 4))
    assert prose(text, markdown=False) == [f"{whole}not light it before winter."] * 3


@pytest.mark.parametrize(
    "beside",
    [
        "Table 2: the guild sat there and drank.",
        "(c) in the rules of the guild is a joke.",
    ],
)
def test_what_only_opens_as_a_caption_or_a_note_on_rights_does_is_prose(beside: str) -> None:
    assert prose(f"{BODY}\n\n{beside}")[2:] != []


def test_a_numbered_sentence_away_from_a_table_is_prose() -> None:
    text = f"Act 2: The kiln is lit.\n\n{BODY}\n\n| Year | Pots |\n|---|---|\n| 1931 | 40 |"
    assert prose(text) == ["Act 2: The kiln is lit.", *prose(BODY)]


def test_the_head_of_a_page_is_no_part_of_a_paragraph_of_markdown_that_it_cuts() -> None:
    pages = (
        "The kiln at Brae has stood cold for a year, and not one\nof the potters of the town can say why.\n\n"
        "They ask for wood, and they ask the guild to let the\n"
        "fire burn again in the winter of this year, but\n"
        "{}\nnobody listens to them."
    )
    whole = (
        "They ask for wood, and they ask the guild to let the fire burn again in the winter of this year, but"
    )
    assert prose(pages.format("BRAE POST · MAY 1931"))[1] == f"{whole} nobody listens to them."
    assert prose(pages.format("in May of the year 1931"))[1] == (
        f"{whole} in May of the year 1931 nobody listens to them."
    )


def test_a_last_paragraph_that_names_the_article_and_its_paper_is_the_site_s() -> None:
    record = Record(article_id="kiln", title="Light the kiln", publication="The Brae Post")
    last = "The post [Light the kiln](https://brae.example/kiln) appeared first on [The Brae Post](https://brae.example)."
    article = article_of(record, f"{BODY}\n\n{last}")
    assert [article.shown(*span) for span in article.sentences] == prose(BODY)


@pytest.mark.parametrize(
    "greeting", ["Sir, ", "Madam – ", "Dear Sir or Madam, ", "Dear Sir, – ", "Dear Ms Holt: "]
)
def test_a_greeting_in_the_line_of_a_letter_is_no_part_of_its_first_sentence(greeting: str) -> None:
    assert prose(f"{greeting}{BODY}") == prose(BODY)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr Ash, Brae's old mayor, was wrong about the kiln.",
        "OECD — once a club of twelve — must decide on the kiln now.",
        "Copyright law must change, because it serves nobody in Brae.",
        "The kiln at present: It is weak, and nobody mends it.",
        "In summary: The kiln must burn, and the town must pay.",
        "Summary: The kiln must burn, and the town must pay.",
        "At present: The kiln is weak, and nobody mends it.",
        "My source: A potter told me that the kiln will fall.",
    ],
)
def test_a_sentence_that_opens_as_a_note_or_a_greeting_might_stays_whole(sentence: str) -> None:
    assert " ".join(prose(f"{sentence}\n\n{BODY}")[: -len(prose(BODY))]) == sentence


@pytest.mark.parametrize(
    "note", ["Copyright 2019 The Brae Post. It is theirs alone.", "Copyright by Ada Ash. Ask her first."]
)
def test_a_note_on_who_holds_the_rights_is_no_prose(note: str) -> None:
    assert prose(f"{BODY}\n\n{note}") == prose(BODY)


def test_a_paragraph_with_a_picture_is_prose_where_it_is_a_sentence() -> None:
    for text in (
        "The market must stay. ![A stall](stall.jpg)",
        "![A stall](stall.jpg) The market must stay.",
    ):
        article = article_of(Record(article_id="x", title="X"), text)
        assert [article.shown(*span) for span in article.sentences] == ["The market must stay."]
