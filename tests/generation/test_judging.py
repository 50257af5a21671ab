"""What of a model's own words is shown: by a grader's word, or by what code alone can tell."""

from dataclasses import replace

import pytest
from langchain_core.language_models import GenericFakeChatModel

from assistant.articles import Article, Span
from assistant.attribution import Attribution
from assistant.errors import ChatModelError
from assistant.generation.checks import Backing
from assistant.generation.figures import in_digits, in_words, stated
from assistant.generation.mentions import places
from assistant.generation.protocol import REFUSAL
from assistant.generation.reply import Budget
from assistant.generation.verifying import Evidence, Grade, ModelVerifier, Statement
from tests.generation.oakton import BIRK, COSTS, OWN, Grader, citing, summary, written

QUOTE = "In July 2018 five of the towns, says Marlow, would lose 58 per cent of their trade for two decades."
BACKING = Backing(
    quotes=QUOTE,
    near=f"It was late. {QUOTE} The Harbour Union agrees.",
    text=f"{QUOTE} Norland and the Harbour Union wait until 2030, and Vera Vane is cross.",
    about="A bridge too late\nOakton",
    dates="March 2019",
    owners=frozenset({"Ada Marlow"}),
    tellers=frozenset({"Rita Rowe"}),
    known=frozenset({"Bo Birk", "Vera Vane"}),
    common=frozenset({"shops"}),
)


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Marlow fears that five towns would lose 58 per cent of their trade.", "clear"),
        ("Five towns would suffer for twenty years.", "clear"),
        ("In March 2019 Marlow warned of it.", "clear"),
        ("In the summer Marlow warned of it.", "clear"),
        ("Rowe reports that Marlow fears it.", "clear"),
        ("Marlow speaks for Norlanders and the HU.", "clear"),
        ("Waiting for the two decades to pass, Marlow fears for towns.", "clear"),
        ("Shops would lose 58 per cent.", "clear"),
        ("The one who holds it fears for towns.", "clear"),
        # What stands nowhere.
        ("Marlow fears that towns would lose 85 per cent.", "wrong"),
        ("Bo Birk fears it.", "wrong"),
        ("Marlow quotes Otto Brand.", "wrong"),
        ("Marlow calls it “a scandal”.", "wrong"),
        ("See https://oakton.example.", "wrong"),
        # What a grader may know better.
        ("Four towns would lose their trade.", "doubtful"),
        ("In June Marlow warned of it.", "doubtful"),
        ("In the autumn Marlow warned of it.", "doubtful"),
        ("Marlow speaks for Elmford.", "doubtful"),
        ("Elmford would lose 58 per cent.", "doubtful"),
        ("Marlow speaks for Shops.", "doubtful"),
        ("Rowe fears it.", "doubtful"),
        ("Vane is cross with Marlow.", "doubtful"),
    ],
)
def test_code_tells_what_is_named_counted_dated_and_credited(sentence: str, check: str) -> None:
    assert BACKING.check(sentence) == check


def test_a_seat_of_power_stands_for_its_state() -> None:
    backing = replace(BACKING, text="The Kremlin waits for the European Union.")
    assert backing.check("Marlow says that Moscow waits for Brussels.") == "clear"
    assert backing.check("Marlow says that Berlin waits.") == "doubtful"
    backing = replace(BACKING, text="America waits.")
    assert backing.check("Marlow says that the United States waits.") == "clear"
    backing = replace(BACKING, text="The United States and France wait.")
    assert backing.check("Marlow says that Washington and the French wait.") == "clear"
    assert backing.check("Marlow says that London and the Dutch wait.") == "doubtful"


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Similar towns would suffer.", "clear"),
        ("Smith fears for towns.", "doubtful"),
        ("Smith, too, fears for towns.", "doubtful"),
        ("Smith's towns would suffer.", "doubtful"),
        ("Marlow agrees with Smith.", "doubtful"),
    ],
)
def test_an_english_word_that_begins_a_sentence_is_a_name_where_a_person_may_stand(
    sentence: str, check: str
) -> None:
    assert replace(BACKING, vocabulary=frozenset({"similar", "smith"})).check(sentence) == check


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("The loss of five towns cost Vane her post.", "clear"),
        ("On towns Vane fears for her post.", "doubtful"),
        ("In the view of Vane five towns would suffer.", "doubtful"),
        ("The nurse Vane, too, waits for towns.", "doubtful"),
    ],
)
def test_a_person_whom_a_sentence_is_about_is_not_credited_with_it(sentence: str, check: str) -> None:
    assert BACKING.check(sentence) == check


ELSEWHERE = places(
    [
        "In Elmford, says Otto Brand, the River Board has waited; in Dray's view the Brand plan fails.",
        "The RTA agrees with Birk in Birk.",
    ]
)


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Marlow speaks for Elmford and the River Board.", "clear"),
        ("Marlow speaks for the Union, the Board and the RTA.", "clear"),
        ("Marlow speaks for the Elmforders.", "clear"),
        # No place or body that another passage names as a whole.
        ("Marlow speaks for the Norland Board.", "doubtful"),
        ("Marlow speaks for the Elmford Board.", "wrong"),
        # A person of another passage.
        ("Marlow agrees with Brand.", "doubtful"),
        ("Marlow agrees with Dray.", "doubtful"),
        ("Otto Brand fears it.", "wrong"),
        ("Marlow agrees with Birk.", "wrong"),
    ],
)
def test_places_and_bodies_of_other_passages_may_be_named_and_their_people_not(
    sentence: str, check: str
) -> None:
    assert replace(BACKING, places=ELSEWHERE).check(sentence) == check


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Marlow fears that towns lose nearly three fifths of their trade.", "clear"),
        ("Marlow fears that towns lose over half of their trade.", "doubtful"),
        ("Marlow fears that towns lose two fifths of their trade.", "doubtful"),
        # A figure of the article that stands nowhere near, and a day that is no count.
        ("Marlow fears for 40 boats.", "doubtful"),
        ("Marlow fears for 17 towns.", "doubtful"),
        ("On 17 March 2019 Marlow feared it.", "clear"),
        # A year of the article beside that of the words cited, and in its place.
        ("Marlow fears in 2018 that by 2030 towns lose 58 per cent.", "clear"),
        ("Marlow fears that by 2030 towns lose 58 per cent.", "doubtful"),
        # From 2018 to 2030 it is twelve years, from 2019 eleven.
        ("Eleven years after 2018 it is 2030.", "clear"),
        ("12 years before, Marlow feared for towns.", "clear"),
        ("Thirty years later it is 2030.", "doubtful"),
        ("30 years later it is 2030.", "wrong"),
    ],
)
def test_figures_stand_by_the_words_cited_as_they_are_or_as_shares_and_spans(
    sentence: str, check: str
) -> None:
    backing = replace(BACKING, text=f"{BACKING.text} There are 40 boats.", dates="17 March 2019")
    assert backing.check(sentence) == check


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Marlow fears for one hundred and thirty boats.", "clear"),
        ("Marlow fears for a hundred and thirty boats.", "clear"),
        ("Marlow fears for two million people.", "clear"),
        ("Marlow fears for 2,000,000 people.", "clear"),
        ("Marlow fears for one million people.", "doubtful"),
    ],
)
def test_a_hundred_and_its_like_are_numbers(sentence: str, check: str) -> None:
    quotes = f"{QUOTE} It is 130 boats and 2 million people."
    assert replace(BACKING, quotes=quotes).check(sentence) == check


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Marlow fears for three towns.", "clear"),
        ("Marlow fears for two boats.", "clear"),
        ("Marlow fears for four towns.", "doubtful"),
    ],
)
def test_names_in_a_list_are_counted_and_both_are_two(sentence: str, check: str) -> None:
    quotes = "Marlow fears for towns in Elmford, Upper Ansel and in Dray, and for both boats."
    assert replace(BACKING, quotes=quotes).check(sentence) == check


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Marlow fears for over a hundred boats.", "clear"),
        ("Marlow fears for more than 100 boats.", "clear"),
        ("Marlow fears for nearly 120 boats.", "clear"),
        ("Marlow fears for over 200 boats.", "wrong"),
        ("Marlow fears for almost two hundred boats.", "doubtful"),
        ("Marlow fears that four in five boats are lost.", "clear"),
        ("Marlow fears that a fifth of the boats are lost.", "doubtful"),
        ("Marlow fears for eight boats.", "clear"),
        ("Marlow fears for half a dozen boats.", "doubtful"),
        ("Marlow fears for boats of the 1800s.", "clear"),
        ("Marlow fears for boats of the eighteenth century.", "doubtful"),
    ],
)
def test_what_follows_from_the_numbers_of_the_words_cited_stands_there(sentence: str, check: str) -> None:
    quotes = "Of 111 boats, 90 are lost, says Marlow, as in 1848, and seven others by 5 per cent."
    assert replace(BACKING, quotes=quotes, near=quotes, text=quotes).check(sentence) == check


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Marlow told the Harbour Union of three boats in May.", "clear"),
        ("Marlow told the River Board of three boats in May.", "doubtful"),
        ("Marlow told the Harbour Union and the River Board of three boats in May.", "clear"),
        ("Marlow told the Harbour Union of four boats in May.", "doubtful"),
        ("Marlow told the Harbour Union of three boats in May, and four are lost.", "clear"),
        ("Marlow told the Harbour Union of three boats in August.", "doubtful"),
        ("Marlow told the Harbour Union of three boats before August.", "doubtful"),
        ("Marlow, of the Ferry Guild, told the Harbour Union.", "clear"),
    ],
)
def test_a_name_a_number_or_a_day_of_the_article_takes_the_place_of_none_of_the_words_cited(
    sentence: str, check: str
) -> None:
    quotes = "In July Marlow told the Harbour Union of three boats."
    text = f"{quotes} It was long ago. In August the River Board lost four. In May it was late."
    backing = replace(BACKING, quotes=quotes, near=quotes, text=text, record="Ferry Guild")
    assert backing.check(sentence) == check


def test_a_span_of_years_is_no_figure_where_no_years_tell() -> None:
    backing = replace(BACKING, text="Norland waits.", dates="undated")
    assert backing.check("Two years later Marlow speaks for Norland.") == "clear"


def test_who_reports_may_be_credited_beside_the_state_or_where_it_may_be_the_reporters_own_view() -> None:
    kremlin = replace(BACKING, owners=frozenset({"the Kremlin"}))
    assert kremlin.check("Rowe reports that Russia waits for towns.") == "clear"
    assert kremlin.check("Rowe waits for towns.") == "doubtful"
    assert replace(kremlin, perhaps=frozenset({"Rita Rowe"})).check("Rowe waits for towns.") == "clear"


@pytest.mark.parametrize(("certain", "claim"), [(False, "Ash finds the ferry dear."), (True, None)])
def test_the_voice_is_credited_where_it_is_not_certain_that_somebody_else_holds_it(
    certain: bool, claim: str | None
) -> None:
    def reported(article: Article, span: Span) -> Attribution:
        return Attribution(start=0, end=len(article.text), speaker="ferrymen", reported=True, certain=certain)

    said = citing(f"{OWN}.1", claim="Ash finds the ferry dear.") + summary(REFUSAL)
    (view,) = written(said, attribution_of=reported).viewpoints
    assert (view.speaker, view.reported, view.claim) == ("ferrymen", True, claim)


def test_of_another_language_only_digits_and_known_people_are_told() -> None:
    assert (
        BACKING.check("Laut Marlow verlieren die Städte in Elmford ihren Handel.", english=False) == "clear"
    )
    assert BACKING.check("Laut Marlow verlieren sie 85 Prozent.", english=False) == "wrong"


def test_numbers_are_the_same_in_digits_and_in_words() -> None:
    assert in_words("two hundred and six, thirty-one and a dozen, two decades") == {"206", "31", "12", "20"}
    assert in_words("One million left") == {"1000000"}
    assert in_words("a hundred and twenty of one thousand two hundred boats, one of a few") == {"120", "1200"}
    assert stated("2 million of 1,500 and 10 thousand of a dozen") >= {"2000000", "1500", "10000", "12"}
    assert in_digits("1,500 and 2.000 in the 1990s, 1.5 on 3rd") == {"1500", "2000", "1990", "1.5", "3"}


CLAIMED = citing(f"{OWN}.1", claim="Ash finds the ferry dear.", stance="for") + summary(
    f"Ash finds the ferry dear [{OWN}.1]."
)


@pytest.mark.parametrize("grade", ["supported", "partly", "unsupported"])
def test_a_claim_its_side_and_a_sentence_are_shown_where_the_grader_finds_them_supported(
    grade: Grade,
) -> None:
    outcome = written(CLAIMED, verifier=Grader(lambda _: grade))
    (view,) = outcome.viewpoints
    shown = (view.claim, view.claim_check, view.stance, outcome.summary)
    if grade == "supported":
        assert shown == ("Ash finds the ferry dear.", "supported", "for", "Ash finds the ferry dear [1].")
    else:
        assert shown == (None, None, None, None)
    assert [quote.text for quote in view.quotes] == [COSTS]


def test_a_doubt_of_code_is_for_the_grader_and_what_is_wrong_is_not() -> None:
    doubtful = citing(f"{OWN}.1", claim="Oakton pays Norland for it.") + summary(REFUSAL)
    wrong = citing(f"{OWN}.1", claim="It costs 40 crowns.") + summary(REFUSAL)
    assert written(doubtful, verifier=Grader()).viewpoints[0].claim == "Oakton pays Norland for it."
    assert written(doubtful).viewpoints[0].claim is None
    assert written(wrong, verifier=Grader()).viewpoints[0].claim is None


class Broken:
    def grades(self, question: str, statements: object) -> list[Grade | None]:
        raise ChatModelError("The chat model was late")


@pytest.mark.parametrize(
    ("verifier", "note"),
    [
        (None, "What the chat model wrote in its own words was not checked for meaning."),
        (Grader(lambda _: None), "What the chat model wrote in its own words was not checked for meaning."),
        (
            Broken(),
            "The chat model was late, so what it wrote in its own words was not checked for meaning.",
        ),
    ],
)
def test_what_nobody_graded_is_marked_and_takes_no_side(verifier: Grader | None, note: str) -> None:
    outcome = written(CLAIMED, verifier=verifier)
    (view,) = outcome.viewpoints
    assert (view.claim_check, view.stance, outcome.notes) == ("unchecked", None, (note,))


def test_grades_are_read_by_their_labels_whatever_stands_around_them() -> None:
    own, other = Evidence("Ash", "Ash", ("It must go.",)), Evidence("Birk", "Birk", ("It is slow.",))
    statements = [Statement("It goes.", own), Statement("side: for", own, "for"), Statement("Slow.", other)]
    reply = "<think>1a unsupported</think>Grades:\n- 1a: **Supported**\n2a: partly (it adds)\n3a supported"
    model = GenericFakeChatModel(messages=iter([reply]))
    assert ModelVerifier(model, Budget()).grades("Should it go?", statements) == ["supported", None, "partly"]


def test_each_of_many_statements_of_one_piece_of_evidence_is_graded() -> None:
    evidence = Evidence("Ash", "Ash", ("It must go.",))
    statements = [Statement(f"It goes in {number} days.", evidence) for number in range(28)]
    model = GenericFakeChatModel(messages=iter(["1a supported\n1z partly\n1aa unsupported\n1ab supported"]))
    grades = ModelVerifier(model, Budget()).grades("Should it go?", statements)
    assert grades == ["supported", *[None] * 24, "partly", "unsupported", "supported"]


def test_a_count_of_voices_is_doubtful_where_it_cites_others_than_it_counts() -> None:
    views = citing(f"{OWN}.1") + citing(f"{BIRK}.1")
    for text, shown in (
        (f"Two authors disagree [{OWN}.1][{BIRK}.1].", True),
        (f"Three authors disagree [{OWN}.1][{BIRK}.1].", False),
        (f"Everyone wants it [{OWN}.1].", False),
        (f"Only Ash wants it [{OWN}.1].", False),
    ):
        assert bool(written(views + summary(text)).summary) is shown
