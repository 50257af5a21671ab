"""Positions in a record: kept where their quote stands in the article, else told and left out."""

from __future__ import annotations

import pytest

from assistant.articles import Article
from assistant.positions import Position
from assistant.reading.article import fingerprint, parse_article
from assistant.reading.folder import read_folder

BODY = """Ann Ash has watched the quay for years. She *rejects* the bridge of [Brell](https://brell.example),
which would cost the town its ferry. The fishermen want the bridge, she adds. Bo Birk's answer is no.
“A ferry does not wait.”
"""
BRIDGE = "The bridge of Brell should be built"


def article(*lines: str, body: str = BODY, head: str = "authors: [Ann Ash]") -> Article:
    front = "\n".join(("---", "title: The quay", head, "positions:", *lines, "---", body))
    return parse_article(front.encode(), "quay", name="quay")


def position(**fields: str) -> tuple[str, ...]:
    given = {"on": BRIDGE, "stance": "against", "quote": "She rejects the bridge of Brell"} | fields
    return tuple(
        f"{'- ' if not number else '  '}{key}: {value}" for number, (key, value) in enumerate(given.items())
    )


def words(found: Article) -> list[str]:
    return [found.text[each.start : each.end] for each in found.positions]


REJECTS = "She *rejects* the bridge of [Brell](https://brell.example),\nwhich would cost the town its ferry."


def test_a_position_is_kept_with_the_place_of_its_whole_sentences():
    read = article(*position(read_by="Cy Cole", read_on="2026-11-29"))
    start = read.text.index("She *rejects*")
    assert read.positions == (
        Position(
            on=BRIDGE,
            stance="against",
            start=start,
            end=start + len(REJECTS),
            read_by="Cy Cole",
            read_on="2026-11-29",
        ),
    )
    assert words(read) == [REJECTS]
    assert not [each for each in read.warnings if "osition" in each]
    assert "positions" not in read.extra


@pytest.mark.parametrize(
    "quote",
    [
        "She *rejects* the bridge of [Brell](https://brell.example), which would cost the town its ferry.",
        "She rejects the bridge of Brell, which would cost the town its ferry.",
        "rejects the bridge",
    ],
)
def test_markup_line_ends_and_the_ends_of_sentences_do_not_matter_to_a_quote(quote):
    assert words(article(*position(quote=repr(quote)))) == [REJECTS]


def test_two_sentences_are_one_quote():
    found = article(*position(quote="its ferry. The fishermen want the bridge, she adds."))
    assert words(found) == [f"{REJECTS} The fishermen want the bridge, she adds."]


def test_a_holder_whom_the_quote_names_is_kept_and_the_voice_needs_no_name():
    fishermen = position(
        holder="The fishermen", stance="for", quote="The fishermen want the bridge, she adds."
    )
    birk = position(holder="Birk", quote="Bo Birk's answer is no.")
    voice = position(holder="Ann Ash")
    given = article(*fishermen, *birk, *voice).positions
    assert [each.holder for each in given] == ["The fishermen", "Birk", None]


def test_a_last_name_is_enough_where_the_article_has_the_whole_name():
    text = "Bo Birk was asked about the bridge of Brell. To Birk it is a folly.\n"
    folly = position(holder="Bo Birk", quote="To Birk it is a folly.")
    assert [each.holder for each in article(*folly, body=text).positions] == ["Bo Birk"]
    other = position(holder="Otto Birk", quote="To Birk it is a folly.")
    assert article(*other, body=text).positions == ()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"quote": "She supports the bridge of Brell"}, "its quote does not stand in the text"),
        ({"quote": "She rejects … its ferry"}, "its quote does not stand in the text"),
        ({"stance": "unsure"}, "its stance 'unsure' is none of for, against, mixed"),
        ({"holder": "Bo Birk"}, "its quote does not name its holder 'Bo Birk'"),
        ({"mood": "grim"}, "the key 'mood' is not known: it has on, holder, stance, quote, read_by, read_on"),
        (
            {"read_on": "last week"},
            "its 'read_on': 'last week' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        ({"quote": "[a, b]"}, "its 'quote' is not one line of text"),
        ({"quote": ""}, "it has no 'quote'"),
    ],
)
def test_a_bad_position_costs_itself_alone_and_is_told(fields, why):
    good = position(stance="for", quote="The fishermen want the bridge, she adds.", holder="fishermen")
    read = article(*position(**fields), *good)
    assert [each.stance for each in read.positions] == ["for"]
    assert f"Position 1 on {BRIDGE!r} is left out: {why}." in read.warnings
    assert read.text.startswith("Ann Ash has watched")


@pytest.mark.parametrize("on", ["Should the bridge be built?", "the bridge"])
def test_a_proposition_is_a_full_sentence(on):
    read = article(*position(on=on))
    assert read.positions == ()
    assert read.warnings[0] == (
        f"Position 1 on {on!r} is left out: its 'on' is not a full sentence that says what should be or is."
    )


def test_what_is_no_position_at_all_is_told():
    read = article("- against the bridge")
    assert read.positions == ()
    assert read.warnings[0] == "Position 1 is left out: it is not made of `key: value` lines."


def test_one_holder_has_one_stance_on_a_proposition():
    read = article(*position(), *position(stance="for"))
    assert [each.stance for each in read.positions] == ["against"]
    assert read.warnings[0] == (
        f"Position 2 on {BRIDGE!r} is left out: another position has the same holder against it."
    )


def test_what_an_interviewer_asks_shows_nobodys_side():
    body = (
        "Reporter: The bridge must be built, must it not?\n\n"
        "Ann Ash: The ferry will do for us all.\n\n"
        "Reporter: And the fishermen?\n\nAnn Ash: They row."
    )
    lines = position(quote="The bridge must be built, must it not?")
    read = article(*lines, body=body, head="kind: interview\nspeakers: [Ann Ash]")
    assert read.positions == ()
    assert f"Position 1 on {BRIDGE!r} is left out: its quote is an interviewer's." in read.warnings


def test_a_sidecar_gives_positions_too(tmp_path):
    (tmp_path / "quay.md").write_text(f"# The quay\n\n{BODY}", encoding="utf-8")
    (tmp_path / "quay.yaml").write_text(
        "\n".join(("authors: [Ann Ash]", "positions:", *position())), encoding="utf-8"
    )
    [read] = read_folder(tmp_path).articles
    assert words(read) == [REJECTS]
    assert "positions" not in read.record.basis


def test_another_position_makes_another_article():
    assert fingerprint(article(*position())) != fingerprint(article(*position(stance="mixed")))
