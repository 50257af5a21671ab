"""The voice of digests, interviews and reports, of whom the text speaks in the third person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from assistant.articles import Record
from assistant.attribution.rules import by_rules
from assistant.reading.article import article_of

Held = Callable[..., tuple[str | None, bool]]

DIGEST: Mapping[str, Any] = {"authors": ("Boris Tamm",), "form": "digest"}
REPORT: Mapping[str, Any] = {
    "kind": "report",
    "speakers": ("Otto Gray",),
    "speaker_role": "Governor of Lund; elected in 2019",
    "authors": ("Una Pell",),
}
INTERVIEW: Mapping[str, Any] = {"kind": "interview", "speakers": ("Otto Gray",), "authors": ("Una Pell",)}


@pytest.mark.parametrize(
    "text",
    [
        "Tamm concedes that the bridge is ugly.",
        "Tamm opens with the bridge. He fears that it will fall.",
        "In his account the bridge is a fraud.",
        "The author doubts it.",
        "His headline claims that bridges are graves.",
        "The bridge, says his summary, is a grave.",
        "To Tamm the bridge is a grave.",
    ],
)
def test_a_digest_tells_the_voices_own_views(held: Held, text: str) -> None:
    assert held(text, **DIGEST) == ("Boris Tamm", False)


def test_joint_authors_are_meant_by_they(held: Held) -> None:
    joint = {"authors": ("Ann Ash", "Boris Tamm"), "form": "digest"}
    text = "The authors welcome the bridge. They warn, however, against tolls."
    assert held(text, **joint) == ("Ann Ash and Boris Tamm", False)


def test_a_digest_tells_of_others_too(held: Held) -> None:
    assert held("Its defenders say that the bridge is cheap.", **DIGEST) == ("defenders", True)


def test_what_the_voice_notes_of_others_is_theirs(held: Held) -> None:
    assert held("The council, he notes, regards the bridge as safe.", **DIGEST) == ("council", True)
    assert held("The council also maintains, he says, that tolls are fair.", **DIGEST) == ("council", True)
    text = "Tamm quotes the engineer Karin Holt, who calls the bridge a miracle."
    assert held(text, **DIGEST) == ("Karin Holt", True)


def test_what_the_voice_argues_about_others_is_its_own(held: Held) -> None:
    assert held("The council, he claims, wants a bigger bridge.", **DIGEST) == ("Boris Tamm", False)
    assert held("The council, he expects, will object loudly.", **DIGEST) == ("Boris Tamm", False)
    text = "In May the council refused a second bridge; he calls this an error."
    assert held(text, **DIGEST) == ("Boris Tamm", False)
    text = "He says that the bridge was called a wonder by a jury of bakers, and that it will fall."
    assert held(text, **DIGEST) == ("Boris Tamm", False)
    text = "The council, he argues, is mad. It wishes to bridge the sea."
    assert held(text, **DIGEST) == ("Boris Tamm", False)


def test_a_pronoun_after_somebody_elses_sentence_is_not_the_voice(held: Held) -> None:
    text = "Mayor Lars Beck wants the bridge. He has promised to open it himself."
    assert held(text, **DIGEST) == ("Lars Beck", True)
    text = "The treasurer, Karin Holt, wants the bridge. She expects a boom."
    assert held(text, **DIGEST) == ("Karin Holt", True)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("In 2014 Lars Beck, then mayor, drew a plan. He wanted two bridges.", "Lars Beck"),
        ("Lars Beck came back. He met the bakers. The hall was cold. He wants a bridge.", "Lars Beck"),
        ("For the moment, he says, Beck is waiting. He drinks tea. He tells bakers to hope.", "Beck"),
        ("The deputies met. They think that the bridge is safe.", "deputies"),
    ],
)
def test_a_pronoun_goes_on_with_whom_its_paragraph_is_about(held: Held, text: str, speaker: str) -> None:
    assert held(text, **DIGEST) == (speaker, True)


@pytest.mark.parametrize(
    "text",
    [
        "In Tamm's summary, Lars Beck is a poet. He doubts it.",
        "The way to Lund is long. Lund, he predicts, will say no. He calls this wise.",
        "Lars Beck wants two bridges.\n\nHe thinks that one is enough.",
        "The ford, Lars Beck knows, is deep. Tamm is no swimmer. He fears the ford.",
    ],
)
def test_a_pronoun_goes_on_with_the_voice_where_the_voice_came_last(held: Held, text: str) -> None:
    assert held(text, **DIGEST) == ("Boris Tamm", False)


def test_a_pronoun_of_the_other_gender_is_not_the_voice(held: Held) -> None:
    text = "Lars Beck thinks the bridge safe. She does not share his calm."
    assert held(text, authors=("Clara Munk",), form="digest") == ("Clara Munk", False)


@pytest.mark.parametrize(
    "text",
    [
        "Otto Gray said on Monday that taxes would rise.",
        "Otto Gray spoke. “Taxes will rise,” he said.",
        "According to the governor, the treasury is empty.",
        "Lund's governor blamed the floods.",
    ],
)
def test_in_a_report_the_voice_is_the_person_reported(held: Held, text: str) -> None:
    assert held(text, **REPORT) == ("Otto Gray", False)


def test_a_reporters_own_words_are_his(held: Held) -> None:
    text = "Otto Gray said on Monday that taxes would rise. The town has two hundred inhabitants."
    assert held(text, **REPORT) == ("Una Pell", False)
    assert held(text, **{**REPORT, "authors": ()}) == (None, False)


def test_a_report_without_a_sign_of_telling_is_the_voices_own_text(held: Held) -> None:
    assert held("Taxes will rise. The floods were dear.", **REPORT) == ("Otto Gray", False)


def test_others_in_a_report_are_reported(held: Held) -> None:
    text = "Otto Gray said that taxes would rise. Opposition leaders accused him of lying."
    assert held(text, **REPORT) == ("opposition leaders", True)


def test_in_a_digest_of_a_report_the_paper_is_the_narrator(held: Held) -> None:
    told = {**REPORT, "form": "digest"}
    assert held("The paper notes that Gray was elected in 2019.", **told) == ("Una Pell", False)
    assert held("Gray says that taxes will rise. The floods were dear.", **told) == ("Otto Gray", False)


@pytest.mark.parametrize(
    "text",
    [
        "Gray says no. The interviewer asks whether the treasury is empty.",
        "Gray says no. The reporter gives the background. Taxes rose in 2015. Lund has two banks.",
        "Gray says no. The conversation then turns to the banks, which closed in 2017.",
    ],
)
def test_what_an_interviewer_or_reporter_tells_is_not_the_voices(held: Held, text: str) -> None:
    told = {**REPORT, "form": "digest"}
    assert held(text, **told) == ("Una Pell", False)
    assert held(text, **{**told, "authors": ()}) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        "Gray says no. The reporter gives the background. Gray rules since 2019.",
        "Gray says no. The reporter gives the background.\n\nTaxes must rise.",
        "Gray says no. In the introduction the paper reports that he also considers banks a curse.",
    ],
)
def test_a_reporters_narration_ends_where_the_voice_comes_up_or_the_paragraph_ends(
    held: Held, text: str
) -> None:
    assert held(text, **{**REPORT, "form": "digest"}) == ("Otto Gray", False)


def test_what_a_digest_tells_before_the_voice_comes_up_is_nobodys() -> None:
    record = Record(article_id="lund", title="Lund", form="digest", **REPORT)
    text = "This is a reported statement. It follows a fire. Gray says that taxes will rise."
    assert [(each.speaker, each.reported) for each in by_rules(article_of(record, text))] == [
        (None, False),
        (None, False),
        ("Otto Gray", False),
    ]


TALK = "Otto Gray governs Lund.\n\nUna Pell: Will taxes rise?\n\nOtto Gray: They will. The union says {}"


def test_in_an_interview_each_turn_has_its_speaker(held: Held) -> None:
    text = TALK.format("no.")
    assert held(text.split("\n\n")[0] + "\n\nUna Pell: Why?\n\nUna Pell: Really?", **INTERVIEW) == (
        "Una Pell",
        False,
    )
    assert held(text.rsplit(" The", 1)[0], **INTERVIEW) == ("Otto Gray", False)
    assert held(TALK.format("that they will not."), **INTERVIEW) == ("union", True)


def test_bold_paragraphs_and_questions_ask(held: Held) -> None:
    bold = "**Taxes will rise.**\n\nThey will.\n\n**And then?**\n\nThen nothing."
    assert held(bold, **INTERVIEW) == ("Otto Gray", False)
    assert held(bold.rsplit("\n\n", 1)[0], **INTERVIEW) == ("Una Pell", False)
    plain = "Will taxes rise?\n\nThey will.\n\nAnd then?\n\nThen nothing."
    assert held(plain, **INTERVIEW) == ("Otto Gray", False)
    assert held(plain.rsplit("\n\n", 1)[0], **INTERVIEW) == ("Una Pell", False)


LEDE = "Gray says that taxes will rise. {} \n\n{}"


def test_plain_facts_beside_the_news_are_the_reporters_where_his_background_follows(held: Held) -> None:
    told = {**REPORT, "form": "digest"}
    text = LEDE.format("Taxes are a condition of the loan.", "")
    assert held(text, **told) == ("Otto Gray", False)
    record = Record(article_id="lund", title="Lund", **told)
    text = LEDE.format(
        "Taxes are a condition of the loan. They must rise.", "The reporter gives the background."
    )
    assert [(each.speaker, each.reported) for each in by_rules(article_of(record, text))] == [
        ("Otto Gray", False),
        ("Una Pell", False),
        ("Otto Gray", False),
        ("Una Pell", False),
    ]


def test_what_others_said_or_did_in_a_reports_background_is_theirs(held: Held) -> None:
    text = "Gray says no. The report recalls the events. On 3 May the mayor, Bo Birk, had rejected it."
    assert held(text, **{**REPORT, "form": "digest"}) == ("Bo Birk", True)
