"""Whose view each sentence is, as the model tells it."""

from __future__ import annotations

import pytest

from assistant.articles import Record
from assistant.attribution import attribute
from assistant.attribution.attribute import attributions
from assistant.attribution.model import Judged, Source
from assistant.attribution.subjects import subject
from assistant.reading.article import article_of

COLUMN = (
    "I have lived beside the Ulm weir for forty years, and I do not believe that it can be saved.\n\n"
    "The weir keeper, Tilda Rauch, told the council in March that the stones would hold for another century. "
    "She thinks that the engineers have been frightened by one bad winter. The engineers answer that the "
    "foundations were never sound.\n\n"
    "That is a comfortable quarrel. It lets everybody off. Nobody has asked what the river wants, and I "
    "suspect that the river has already decided."
)
HOLDERS = [
    ("Ann Ash", False),
    ("Tilda Rauch", True),
    ("Tilda Rauch", True),
    ("engineers", True),
    ("Ann Ash", False),
    ("Ann Ash", False),
    ("Ann Ash", False),
]


def record(**fields: object) -> Record:
    known: dict[str, object] = {
        "article_id": "x",
        "title": "The weir",
        "authors": ("Ann Ash",),
        "language": "en",
    }
    return Record(**{**known, **fields})  # type: ignore[arg-type]


def holders(text: str, **fields: object) -> list[tuple[str | None, bool]]:
    return [(each.speaker, each.reported) for each in attribute(article_of(record(**fields), text))]


def test_a_column_and_those_it_reports() -> None:
    assert holders(COLUMN) == HOLDERS


@pytest.mark.parametrize("language", ["de", "sr"])
def test_another_language_is_read_by_its_structure(language: str) -> None:
    text = "> Das Wehr bleibt.\n\nNein. Tilda Rauch sagt, es bleibe."
    assert holders(text, language=language) == [(None, True), ("Ann Ash", False), ("Ann Ash", False)]


def test_the_turns_of_an_interview_are_those_of_whom_they_name() -> None:
    text = "**Harbour Post:** Will the weir hold?\n\n**Tilda Rauch:** It will. I have seen worse."
    asked = {"kind": "interview", "authors": ("Bo Birk",), "speakers": ("Tilda Rauch",)}
    assert holders(text, **asked) == [("Bo Birk", False), ("Tilda Rauch", False), ("Tilda Rauch", False)]


def test_an_empty_text_has_no_attributions() -> None:
    assert holders("") == []


def test_what_is_said_against_somebody_s_words_is_the_voices() -> None:
    text = "The lake must be dredged, no matter what the anglers claim."
    assert holders(text) == [("Ann Ash", False)]


def test_a_poem_is_its_authors() -> None:
    poem = (
        "O weir of Ulm, so grey and tall,\nthe heron on thy stair\nhas seen them rise and fall\nand mourns;"
    )
    assert set(holders(poem)) == {("Ann Ash", False)}


def test_what_is_only_supposed_of_somebody_is_the_voices() -> None:
    text = "If Brandholm now says that the weir may go, the duty of saving it passes to the anglers."
    assert holders(text) == [("Ann Ash", False)]
    assert holders("The anglers say that the weir will fall if it rains.") == [("anglers", True)]


def test_a_view_that_the_author_shares_with_somebody_is_the_author_s() -> None:
    lind = "Emil Lind keeps the inn. "
    assert holders(f"{lind}I share the view of Emil Lind: the weir must stay.")[1:] == [("Ann Ash", False)]
    assert holders(f"{lind}I agree with Emil Lind that the weir must stay.")[1:] == [("Ann Ash", False)]
    quoted = "I agree with Emil Lind: “The weir must stay.”"
    assert holders(f"{lind}{quoted}")[1:] == [("Emil Lind", True)]


def test_a_condition_with_the_letters_of_a_name_does_not_name_it() -> None:
    text = "If the blind stay away from the weir, Lind warned on Monday, the inn will close."
    assert holders(text) == [("Lind", True)]


@pytest.mark.parametrize(
    ("label", "speakers", "holder"),
    [
        ("Ann Birk", ("Jo Ann Birk", "Ann Birk"), ("Ann Birk", False)),
        ("BIRK", ("Ann Birk", "Bo Birk"), (None, True)),
        ("Mr. Birk", ("Ann Birk", "Bo Birk"), ("Bo Birk", False)),
        ("Dr. Birk", ("Ann Birk", "Bo Birk"), (None, True)),
        ("B.L.", ("Bo Lind", "Bea Lund"), (None, True)),
        ("Ann", ("Ann Lind", "Ann Birk"), (None, True)),
        ("Bo", ("Ann Birk", "Bo Birk"), ("Bo Birk", False)),
    ],
)
def test_a_label_names_a_voice_only_where_it_can_mean_no_other(
    label: str, speakers: tuple[str, ...], holder: tuple[str | None, bool]
) -> None:
    text = f"Rowe: Will the weir hold?\n\n{label}: It will. I have seen worse."
    asked = {"kind": "interview", "authors": ("Rita Rowe",), "speakers": speakers}
    assert holders(text, **asked)[1:] == [holder, holder]


@pytest.mark.parametrize(
    "text",
    [
        "Emil Holt never said that the weir should be sold.",
        "Emil Holt did not claim that the weir leaks.",
        "Emil Holt never said that the weir leaks, and it is shameful to print it.",
        "Like Emil Holt, I believe that the weir must stay.",
        "I told the council: “The weir must go.”",
        "Had Emil Holt lived, he would have said that the weir must stay.",
        "I told the council: “The weir must go, and the council must pay.”",
        "Whatever the anglers say, the anglers will pay for the weir.",
        "Whatever the mayor says, it reflects badly on the town.",
        "I told the council that the quay must go, and they rejected it.",
        "In 2019 I told the farmers of Ulm that the weir would fall.",
    ],
)
def test_what_somebody_did_not_say_or_only_shares_is_the_voices(text: str) -> None:
    assert holders(text) == [("Ann Ash", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "If Holt says that the weir leaks, the town will weep.",
        "Unless Holt believes that the weir leaks, he will stay.",
        "Until Holt says that the weir is safe, we stay away.",
        "When Holt says that the weir is safe, I laugh.",
        "Suppose Holt says that the weir is safe.",
        "Surely Holt believes that the weir is safe.",
        "Doubting Emil said that he must see.",
        "Maybe Holt believes the weir is safe.",
        "Whenever Holt claims that the weir is safe, a stone falls.",
        "Holt proved that the weir is old.",
        "A weir, the story suggests, is a road.",
        "Holt did not say that the weir leaks.",
        "The weir has never claimed a life.",
    ],
)
def test_a_plain_sentence_that_names_somebody_stays_the_authors(sentence: str) -> None:
    assert holders(f"Emil Holt runs the weir. {sentence}")[-1] == ("Ann Ash", False)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Critics say the minister did not tell the truth.", "critics"),
        ("Police said the driver did not tell them about the crash.", "police"),
        ("The union says the board has not said what it knows.", "union"),
    ],
)
def test_who_tells_what_another_has_not_said_is_the_source(sentence: str, name: str) -> None:
    assert holders(f"Emil Holt runs the weir. {sentence}")[-1] == (name, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bo Ash is my cousin. Ash thinks the weir should go.", "Bo Ash"),
        ("Ida Lie weighs it. Lie answers that the weir merely moves the flood.", "Ida Lie"),
        (
            "Ida Oake and Bo Pell met. “It holds,” says Pell. Oake, who built it, says the weir is old.",
            "Ida Oake",
        ),
        (
            "The Weir Committee met. Otters, the committee observes, have managed so for years.",
            "Weir Committee",
        ),
    ],
)
def test_the_subject_of_a_verb_of_saying_is_the_source(text: str, name: str) -> None:
    assert holders(text)[-1] == (name, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "“Lie said that it leaks, and I agree.",
        "I asked whether Lie said that.",
        "Lie built the weir.",
        "If Lie says that it leaks, we shall go.",
        "Had Lie said that it leaks, we would have gone.",
        "After Tarn Lie claimed that it leaks.",
        "Lie proved that it leaks.",
        "Lie claims that it leaks?",
        "Lie says a lot of things.",
        "Lie wrote that letter.",
        "Lie thought that over for a year.",
        "Lie, critics say, thinks that it leaks.",
        "Lie says the wrong things and is a fool.",
    ],
)
def test_no_other_name_is_the_subject_of_a_verb_of_saying(sentence: str) -> None:
    assert subject(sentence) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to Emil Holt, the weir must go, though Holt has never said why.", "Emil Holt"),
        ("“The weir must go,” Emil Holt insisted, but Holt did not say who would pay.", "Emil Holt"),
        ("The council argued that the weir must go, but the council did not say when.", "council"),
        ("The engineers did not claim that the weir leaks; they said that it will fall.", "engineers"),
        (
            "I told Emil Holt, the weir keeper, about the leak, and he replied that it would last.",
            "Emil Holt",
        ),
        ("Like many anglers, I was born here, and the anglers say that the weir must stay.", "anglers"),
    ],
)
def test_what_a_sentence_reports_beside_such_a_clause_is_not_the_voices(text: str, name: str) -> None:
    assert holders(text) == [(name, True)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Unless the guild acts, warned Rauch, it will go. Whatever Rauch says, it stays.", ["Rauch"]),
        (
            "Ada von der Lind said that it was time. Von der Lind said that it was late.",
            ["Ada von der Lind"] * 2,
        ),
        (
            "Anna Lund and Erik Lund own it. Mrs Lund believes in it. Mr Lund does not, he said.",
            ["Anna Lund"],
        ),
        ("Brussels insists that it is alive. Farmers say that it is not.", ["Brussels", "farmers"]),
        ("Her husband, the painter Leo Holm, believed that it was art.", ["Leo Holm"]),
        (
            "Emil Ash King Jr. said that it was time. King believed in love. Ed King is out.",
            ["Emil Ash King Jr.", "King"],
        ),
    ],
)
def test_a_source_has_the_name_that_the_text_gives(text: str, names: list[str]) -> None:
    found = [speaker for speaker, reported in holders(text) if reported]
    assert found[: len(names)] == names


def test_what_a_labelled_turn_says_is_of_nobody_above_the_turns() -> None:
    text = "The council met on Monday to discuss the harbour.\n\nTilda Rauch: The harbour is safe.\n\n"
    text += "Bo Birk: It is not. The council fears a flood."
    speakers = [speaker for speaker, _ in holders(text, kind="report", authors=())]
    assert speakers[1:] == ["Tilda Rauch", "Bo Birk", "council"]


def test_labels_keep_what_tells_speakers_apart() -> None:
    text = "Mr. BIRK: I oppose it.\n\nMrs. BIRK: He is wrong.\n\nThe MINISTER OF TRADE: I shall answer."
    speakers = [speaker for speaker, _ in holders(text, kind="report", authors=())]
    assert speakers == ["Mr. Birk", "Mrs. Birk", "The MINISTER OF TRADE"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("THE CHAIR: We begin with it.\n\nMR OSK: The weir was scrap.", ["Chair", "Osk"]),
        (
            "MS LIND: It holds very well.\n\nMR OSK: It leaks every winter.\n\n(Ida Lind left at noon.)",
            ["Ida Lind", "Osk"],
        ),
        ("Lind (chair): The rule is bad.\n\nOsk (clerk): It saves the weir.", ["Lind", "Osk"]),
        (
            "AL: It holds well.\n\nBO: It leaks a lot.\n\nAL: It does not.\n\nBO: It does leak.",
            ["AL", "BO"] * 2,
        ),
        (
            "Mr Osk: It was scrap by May.\n\nMs Lind: It holds very well.\n\nMr Osk: It leaks every winter.",
            ["Osk", "Lind", "Osk"],
        ),
    ],
)
def test_the_speaker_is_whom_the_label_names(text: str, names: list[str]) -> None:
    assert [speaker for speaker, _ in holders(text)][: len(names)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Lund: You wrote that the weir is dear.\n\nMr Osk: You wrote that it is idle. You are wrong.",
        "The weir is dear.\n\nMR OSK: You wrote that the weir is idle. I think that you are wrong.",
        "Mr Birk: I have read the column. It is wrong.\n\nMr Birk: I have read it again. It is right.",
        "MRS LIND STAYS: It is good.\n\nMR OSK GOES TO HESK: It is bad.\n\nI think that both are mad.",
        "THE GOOD: The weir is a joy.\n\nI go there often.\n\nTHE BAD: The quay is dire.\n\nI think it mad.",
        "HESK (Monday): It failed.\n\nI think it mad.\n\nSTENN (Friday): It ran.\n\nI think it mad.",
        "The week in Hesk\nOpen Letter: The bridge must be built.\n\nI think that it is late.",
        "The rules are simple.\n\nA. Members pay.\n\nQ. Nobody may bring a dog. I think that is right.",
    ],
)
def test_what_stands_behind_a_heading_a_greeting_or_a_list_is_the_voices(text: str) -> None:
    assert holders(text)[-1] == ("Ann Ash", False)


def test_a_surname_that_is_a_pronoun_is_a_name_behind_a_courtesy() -> None:
    text = "Lian He left in May. The weir is doomed, Mrs. He warned on Monday."
    assert holders(text)[1] == ("Mrs. He", True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Petra Rook and Clara Holt met on Monday. She argued that the weir should be sold.", None),
        (
            "The Ministry of Trade and Industry wrote. It believes that he must sell the weir.",
            "Ministry of Trade and Industry",
        ),
        (
            "Farmers and fishers met on Monday. They say that the mayor lied when she promised a weir.",
            "farmers and fishers",
        ),
    ],
)
def test_a_pronoun_of_one_after_two_people_is_nobody_by_name(text: str, name: str | None) -> None:
    assert holders(text)[1] == (name, True)


def judged(text: str, *names: tuple[str, float], reported: float = 1.0) -> list[tuple[str | None, bool]]:
    """The holders of the sentences of a text, each judged alike; its sources stand where their names do."""
    article = article_of(record(), text)
    starts = [(article.plain.text.index(name), name, share) for name, share in names]
    sources = tuple(Source(start, start + len(name), share) for start, name, share in starts)
    one = Judged(1 - reported, reported, 0.0, 0.0, sources, 0.0)
    found = attributions(article, [one] * len(article.sentences))
    return [(each.speaker, each.reported) for each in found]


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("The weir, she says, will fall.", "Ada Lind"),
        ("She believes in it.", "Ada Lind"),
        ("The weir, he says, will fall.", "Gregor Holt"),
        ("“The weir,” she says, “will fall.”", "Ada Lind"),
        ("“She says that it will fall.”", "Gregor Holt"),
        ("The weir will fall on her.", "Gregor Holt"),
    ],
)
def test_what_a_woman_says_is_not_given_to_a_man_named_before(sentence: str, holder: str) -> None:
    text = f"Gregor Holt met Ada Lind on the pier. {sentence}"
    assert judged(text, ("Gregor Holt", 0.7), ("Ada Lind", 0.2))[1] == (holder, True)


def test_nobody_is_named_where_only_a_man_may_have_been_meant_by_she() -> None:
    assert judged("Gregor Holt was on the pier. It leaks, she says.", ("Gregor Holt", 0.7))[1] == (None, True)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The keeper's plan for the weir is ruinous.", "The keeper"),
        ("The county has closed the baths.", "The county"),
        ("Our anglers feed the eels.", "Our anglers"),
    ],
)
def test_what_only_tells_of_somebody_is_his_view_only_where_the_model_is_sure(
    sentence: str, source: str
) -> None:
    named = source.split()[-1]
    assert judged(sentence, (source, 1.0), reported=0.55) == [("Ann Ash", False)]
    assert judged(sentence, (source, 1.0), reported=0.65) == [(named, True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The keeper says the weir is ruined.",
        "The keeper wants the weir back.",
        "The keeper's view is a simple one.",
        "To the keeper the weir is “ruined”.",
        "The keeper would rather drown.",
        "Eels, according to the keeper, climb.",
    ],
)
def test_what_somebody_says_or_wants_is_his_view_where_nothing_is_likelier(sentence: str) -> None:
    assert judged(sentence, ("keeper", 1.0), reported=0.55) == [("keeper", True)]


@pytest.mark.parametrize(
    ("sentence", "holder"),
    [
        ("As the keeper wrote, the weir feeds the town.", "keeper"),
        ("As the keeper told me in May, the weir feeds the town.", "keeper"),
        ("As the keeper has rightly said, the weir feeds the town.", "keeper"),
        ("As the keeper points out, the weir feeds the town.", "keeper"),
        ("As the keeper closed the weir, the town went hungry.", None),
        ("As the keeper said this the weir broke.", None),
    ],
)
def test_whom_the_writer_quotes_in_agreement_is_the_first_holder(sentence: str, holder: str | None) -> None:
    found = judged(sentence, ("keeper", 1.0), reported=0.45)
    assert found == [(holder, True) if holder else ("Ann Ash", False)]
