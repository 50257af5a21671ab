"""Under which name a source is shown, given the words of the text that name it."""

from __future__ import annotations

import pytest

from assistant.articles import Record
from assistant.attribution.attribution import Holder
from assistant.attribution.naming import Naming
from assistant.reading.article import article_of

DIGEST = {"authors": ("Boris Tamm",), "form": "digest", "author_role": "Governor of Lund; elected in 2019"}


def holder(text: str, words: str, **fields: object) -> Holder:
    """Whom the words mean where they stand last in the text."""
    known: dict[str, object] = {"article_id": "ford", "title": "The ford", "authors": ("Ann Ash",)}
    article = article_of(Record(**{**known, **fields}), text)  # type: ignore[arg-type]
    start = article.plain.text.rindex(words)
    return Naming(article).holder(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Karin Holt left in May. Holt believes that ferries are doomed.", "Holt", "Karin Holt"),
        ("Karin Holt left; her son Emil Holt runs it. Holt is right.", "Holt", "Holt"),
        ("Karin Holt left; her son Emil Holt runs it. Emil Holt is right.", "Emil Holt", "Emil Holt"),
        ("Karin Holt left; Karin B. Holt had written it. Holt is right.", "Holt", "Karin Holt"),
        ("Karin Holt and Petra Lind agree.", "Karin Holt and Petra Lind", "Karin Holt and Petra Lind"),
        ("The surveyor Ida Brun thinks the road doomed.", "The surveyor Ida Brun", "Ida Brun"),
        ("Governor Tilda Rook warned on Friday.", "Governor Tilda Rook", "Tilda Rook"),
        ("Secretary of State Karin Rook warned.", "Secretary of State Karin Rook", "Karin Rook"),
        ("The mayor's spokesman, Lew Orme, called the dam a gift.", "The mayor's spokesman", "Lew Orme"),
        ("The mayor, Lew Orme, called it a gift.", "The mayor, Lew Orme", "Lew Orme"),
        ("The head of the ministry, Lew Orme, called it a gift.", "The head of the ministry", "Lew Orme"),
        ("According to the purser, Lew Orme, the dam leaks.", "the purser", "Lew Orme"),
        ("According to the survey, Lew Orme, the mayor, lied.", "the survey", "survey"),
        ("According to the purser, Lew Orme, Ida Brun and I lied.", "the purser", "purser"),
        ("The mayors, Lars Beck and Olga Lind, left.", "The mayors", "Lars Beck and Olga Lind"),
        ("Presidents Beck and Lind think so.", "Presidents Beck and Lind", "Beck and Lind"),
        ("It was Rook's view. Tilda Rook left.", "Rook's", "Tilda Rook"),
        ("Fort Warden Tilda Rook left. Rook said no.", "Rook", "Tilda Rook"),
        ("Dame Ottla Rook left. Dame Ottla said no.", "Dame Ottla", "Ottla Rook"),
        ("Ottla Rook left. Sister Ottla said no.", "Sister Ottla", "Sister Ottla"),
        ("Sir Bo Rook met Sir Bo Lind. Sir Bo said no.", "Sir Bo", "Sir Bo"),
    ],
)
def test_a_person_is_named_in_full(text: str, words: str, name: str) -> None:
    assert holder(text, words) == (name, True)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Sen. Tilda Rook left. The senator said no.", "The senator", "Tilda Rook"),
        ("The baker Tilda Rook left. The baker said no.", "The baker", "Tilda Rook"),
        ("Tilda Rook, the guild's treasurer and clerk, left. The clerk said no.", "The clerk", "clerk"),
        ("Tilda Rook, now the town clerk, left. The driver said no.", "The driver", "driver"),
        ("Tilda Rook, the judge, left. The judge said no.", "The judge", "Tilda Rook"),
        ("The judge said no. Tilda Rook has been judge since May.", "The judge", "Tilda Rook"),
        ("Ten years ago the judge said no. Tilda Rook is judge today.", "the judge", "judge"),
        ("The judge said no. Tilda Rook became judge in May.", "The judge", "judge"),
        ("Its chairman, Lew Orme, left. The chairman said no.", "The chairman", "Lew Orme"),
        ("Mayor Tilda Rook and Mayor Lew Orme met. The mayor said no.", "The mayor", "mayor"),
        ("Mayor Tilda Rook met two mayors. The mayor said no.", "The mayor", "mayor"),
        ("Deputy mayor Tilda Rook left. The mayor said no.", "The mayor", "mayor"),
        ("We saw the mayor. Tilda Rook left. The mayor said no.", "The mayor", "mayor"),
        ("We saw the mayor, Tilda Rook and Bo. The mayor said no.", "The mayor", "mayor"),
        ("Tilda Rook is the mayor's friend. The mayor said no.", "The mayor", "mayor"),
        ("Tilda Rook is not the mayor. The mayor said no.", "The mayor", "mayor"),
        ("The Harbour Board met. The board said no.", "The board", "Harbour Board"),
        ("The Harbour Board and another board met. The board said no.", "The board", "board"),
        ("Tilda Rook is a baker. The baker said no.", "The baker", "baker"),
        ("We told the baker Tilda Rook had left. The baker said no.", "The baker", "baker"),
        ("Mayor Tilda Rook left. It rained. The mayor said no.", "The mayor", "mayor"),
        ("Mayor Tilda Rook left. She was cold. The mayor said no.", "The mayor", "Tilda Rook"),
        ("Mayor Tilda Rook left. Over in Hesk the mayor said no.", "the mayor", "mayor"),
        ("In 1990 Mayor Tilda Rook left. The mayor said no.", "The mayor", "mayor"),
        ("Mayor Tilda Rook left. The mayor said she was ill.", "The mayor", "Tilda Rook"),
        ("Mayor Emil Rook left. The mayor said she was ill.", "The mayor", "mayor"),
        ("Mayor Tilda Rook left. The mayor of Hesk said no.", "The mayor", "mayor"),
        ("Tilda Rook, the club's president, left. Its president said no.", "Its president", "president"),
        ("The Harbour Board met. In Hesk the board said no.", "the board", "board"),
    ],
)
def test_a_role_is_the_one_person_or_body_that_has_it_in_the_text(text: str, words: str, name: str) -> None:
    assert holder(text, words) == (name, True)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Tilda Rook left. Tilda said no.", "Tilda", "Tilda Rook"),
        ("Tilda Rook and Tilda Lind left. Tilda said no.", "Tilda", "Tilda"),
        ("Rook Brothers left. Rook said no.", "Rook", "Rook Brothers"),
        ("Leo Orme Sr. left, Leo Orme Jr. stayed. Orme Jr. said no.", "Orme Jr.", "Leo Orme Jr."),
        ("Yesterday Leo Orme Jr. stayed. Later Orme Jr. said no.", "Orme Jr.", "Leo Orme Jr."),
        ("Leo Orme Sr. left, Leo Orme Jr. stayed. The elder Orme said no.", "The elder Orme", "Leo Orme Sr."),
        ("Tilda Rook and Lew Orme met. The latter said no.", "The latter", "Lew Orme"),
        ("“No,” said the canon, quoting the poet Tilda Rook.", "the canon", "Tilda Rook"),
    ],
)
def test_a_short_form_of_a_name_is_the_one_that_the_text_gives_in_full(
    text: str, words: str, name: str
) -> None:
    assert holder(text, words) == (name, True)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Siena Rook left. Siena said no.", "Siena", "Siena"),
        ("Tilda Rook sits here. My sister Tilda left. Tilda said no.", "Tilda", "Tilda"),
        ("Tilda Rook left. St. Tilda said no.", "Tilda", "Tilda"),
        ("Tilda Rook left. Tilda the Great reigned. Tilda said no.", "Tilda", "Tilda"),
        ("Marl Castle is old. Marl said no.", "Marl", "Marl"),
        ("Ursula Sand left. U.S. said no.", "U.S.", "U.S."),
        ("Lew Orme Jr. met Ole Orme. The younger Orme said no.", "The younger Orme", "younger Orme"),
        ("Tilda Rook met Lew Orme. The former said no.", "The former", None),
        ("Tilda Rook and Lew Orme met. Beer or wine came. The former said no.", "The former", None),
        ("Tilda Rook and Lew Orme met. The former say no.", "The former", None),
        ("Lew Orme, quoting Tilda Rook at length, said no.", "Lew Orme", "Lew Orme"),
        ("The canon, quoting Tilda Rook, said no.", "The canon", "canon"),
    ],
)
def test_no_short_form_is_taken_for_another_name(text: str, words: str, name: str | None) -> None:
    assert holder(text, words) == (name, True)


def test_of_what_the_writer_is_part_is_the_voice() -> None:
    assert holder("We at the Walkers’ Guild hold that.", "Walkers’ Guild") == ("Ann Ash", False)
    assert holder("“We at the Walkers’ Guild hold that.”", "Walkers’ Guild") == ("Walkers’ Guild", True)


def test_of_several_who_are_interviewed_one_is_named() -> None:
    told = {"kind": "interview", "speakers": ("Otto Gray", "Ida Lind")}
    assert holder("We met them. Lind says no.", "Lind", **told) == ("Ida Lind", False)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The older drivers insist.", "The older drivers", "older drivers"),
        ("Fishermen fear the dam.", "Fishermen", "fishermen"),
        ("Parliament fears the dam.", "Parliament", "parliament"),
        ("The Ruvian coast is long. Ruvians think it too long.", "Ruvians", "Ruvians"),
        ("Athens is far. In Athens they know it. Athens says no.", "Athens", "Athens"),
        ("On Friday the Seamen's League refused.", "the Seamen's League", "Seamen's League"),
        ("Marl's council rejected it.", "Marl's council", "Marl's council"),
        ("Most of the shopkeepers want a toll.", "Most of the shopkeepers", "shopkeepers"),
        ("Lund is old. Lund officials want a vote.", "Lund officials", "Lund officials"),
        ("We asked. The two ministers want a vote.", "The two ministers", "two ministers"),
        ("Critics of the dam said no.", "Critics of the dam", "critics of the dam"),
        ("The report of the guild's own board said no.", "the guild's", "guild"),
        ("So the council of King’s-Lund said.", "the council of King’s-Lund", "council of King’s-Lund"),
        ("According to the ministry, Bo Lind, a fisherman, sank the boat.", "the ministry", "ministry"),
        ("According to the logbook, Bo Lind, a fisherman, sank the boat.", "the logbook", "logbook"),
        ("According to Marl's council, Bo Lind, a baker, lied.", "Marl's council", "Marl's council"),
        ("“No,” said “the board”.", "“the board”", "board"),
        ("By the bakers’ reckoning it is late.", "the bakers’", "bakers"),
    ],
)
def test_a_group_is_shown_without_its_article(text: str, words: str, name: str) -> None:
    assert holder(text, words) == (name, True)


@pytest.mark.parametrize("words", ["They", "some", "Many", "her", "Those", "Somebody"])
def test_a_word_that_only_points_names_nobody(words: str) -> None:
    assert holder(f"{words} say that the boat is to stop.", words) == (None, True)


def test_a_name_is_spelled_as_in_the_record() -> None:
    told = {"kind": "report", "speakers": ("Otto Gray",), "authors": ("Boris Tamm",)}
    assert holder("Mr. Tamm says that the dam leaks.", "Mr. Tamm", **told) == ("Boris Tamm", True)


@pytest.mark.parametrize(("words", "name"), [("Ann Tamm", "Ann Tamm"), ("Tamm", "Tamm")])
def test_of_several_authors_one_is_named_who_alone_is_meant(words: str, name: str) -> None:
    told = {"kind": "report", "speakers": ("Otto Gray",), "authors": ("Jo Ann Tamm", "Ann Tamm")}
    assert holder(f"Here {words} says that the dam leaks.", words, **told) == (name, True)


@pytest.mark.parametrize("words", ["Tamm", "The author", "Lund's governor", "the governor"])
def test_a_digest_names_its_voice_by_name_or_post(words: str) -> None:
    assert holder(f"So {words} says.", words, **DIGEST) == ("Boris Tamm", False)


def test_the_place_of_a_post_is_not_the_voice() -> None:
    assert holder("So Lund says.", "Lund", **DIGEST) == ("Lund", True)


OTHER_POSTS = [
    ("adviser to the president", "The president", "president"),
    ("deputy mayor of Stenn", "the mayor", "mayor"),
    ("former mayor of Stenn", "the mayor", "mayor"),
    ("Spokeswoman for the Minister of Ports", "the minister", "minister"),
    ("widow of the mayor of Stenn", "the mayor of Stenn", "mayor of Stenn"),
]


@pytest.mark.parametrize(("role", "words", "name"), OTHER_POSTS)
def test_another_post_in_the_words_of_a_role_is_not_the_voice(role: str, words: str, name: str) -> None:
    told = {"kind": "interview", "speakers": ("Otto Gray",), "speaker_role": role}
    assert holder(f"We heard that {words} says so.", words, **told) == (name, True)


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("Mayor of Stenn", "Stenn's mayor"),
        ("former mayor of Stenn", "the former mayor"),
        ("chief ranger of the Fells", "the ranger"),
        ("Mayor of Stenn, poet and baker since 2019", "the baker"),
    ],
)
def test_the_post_of_a_voice_is_the_voice(role: str, words: str) -> None:
    told = {"kind": "interview", "speakers": ("Otto Gray",), "speaker_role": role}
    assert holder(f"We heard that {words} says so.", words, **told) == ("Otto Gray", False)


BIRK = {"authors": ("Ann Birk",)}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Bo Birk argued that the port is doomed.", "Bo Birk", "Bo Birk"),
        ("Norman Birk argued so.", "Norman Birk", "Norman Birk"),
        ("A long walk. Governor Bo Birk of Hesk argued so.", "Governor Bo Birk of Hesk", "Bo Birk"),
        ("We heard Bo Lind and Clara Birk.", "Bo Lind and Clara Birk", "Bo Lind and Clara Birk"),
        ("It is said that Fort Birk refused.", "Fort Birk", "Fort Birk"),
        ("My brother Bo Birk left. Birk said no.", "Birk", "Bo Birk"),
        ("Ann Birk and Bo Birk left. Mr. Birk said no.", "Mr. Birk", "Bo Birk"),
        ("The mayor, Bo Birk, said no.", "The mayor", "Bo Birk"),
        ("The mayor Mary Ann Birk said no.", "The mayor Mary Ann Birk", "Mary Ann Birk"),
        ("So Jo Ann Birk said.", "Jo Ann Birk", "Jo Ann Birk"),
        ("So Lu Ann Birk said.", "Lu Ann Birk", "Lu Ann Birk"),
        ("The late Mr. Birk said no.", "The late Mr. Birk", "late Mr. Birk"),
    ],
)
def test_who_shares_the_surname_of_the_voice_is_somebody_else(text: str, words: str, name: str) -> None:
    assert holder(text, words, **BIRK) == (name, True)


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Bo Birk left. Mrs. Birk said no.", "Mrs. Birk", "Mrs. Birk"),
        ("Ann Birk left. Mr. Birk said no.", "Mr. Birk", "Mr. Birk"),
        ("Ann Birk left. Mrs. Birk said no.", "Mrs. Birk", "Ann Birk"),
        ("Bo Birk left. Mr. Birk said no.", "Mr. Birk", "Bo Birk"),
        ("Warden Tilda May said no.", "Warden Tilda May", "Tilda May"),
        ("Mrs. Wynn Birk left. Mrs. Wynn Birk said no.", "Mrs. Wynn Birk", "Wynn Birk"),
        ("Fort Birk is old. Birk said no.", "Birk", "Birk"),
        ("Bo Birk Sr. said no.", "Bo Birk", "Bo Birk Sr."),
    ],
)
def test_a_courtesy_and_a_surname_are_those_of_whom_they_can_be(text: str, words: str, name: str) -> None:
    assert holder(text, words) == (name, True)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A spokesman for Petra Rook", "spokesman for Petra Rook"),
        ("The government of Petra Rook", "government of Petra Rook"),
        ("An essay by Petra Rook", "Petra Rook"),
        ("The findings of Petra Rook", "Petra Rook"),
        ("A report on Petra Rook", "report on Petra Rook"),
        ("The former", None),
    ],
)
def test_who_stands_beside_a_person_is_somebody_else(words: str, name: str | None) -> None:
    assert holder(f"Long ago it rained. {words} said no.", words) == (name, True)


def test_the_words_before_a_name_may_make_it_somebody_elses() -> None:
    assert holder("The son of Petra Rook said no.", "Petra Rook") == ("son of Petra Rook", True)


@pytest.mark.parametrize("words", ["Nobel Laureate Ann Birk", "Meanwhile Ann Birk", "Mrs. Birk"])
def test_other_words_with_capitals_before_the_name_of_the_voice_leave_it_hers(words: str) -> None:
    assert holder(f"Ann Birk left. So {words} said.", words, **BIRK) == ("Ann Birk", False)


def test_a_wife_is_not_the_voice() -> None:
    assert holder("So Mrs. Birk said.", "Mrs. Birk", authors=("Bo Birk",)) == ("Mrs. Birk", True)
    told = {"kind": "report", "authors": ("Ida Lind",), "speakers": ("Wynn Birk",)}
    assert holder("So Mrs. Birk said.", "Mrs. Birk", **told) == ("Wynn Birk", False)


def test_a_place_that_bears_the_name_of_the_voice_is_no_namesake() -> None:
    assert holder("Fort Birk is old. Birk said no.", "Birk", **BIRK) == ("Ann Birk", False)


def test_another_initial_is_somebody_else() -> None:
    text, words = "In 1990 George H. W. Stork warned us.", "George H. W. Stork"
    assert holder(text, words, authors=("George W. Stork",)) == (words, True)


@pytest.mark.parametrize(
    "words",
    [
        "Birk",
        "Ann Birk",
        "Governor Birk",
        "the columnist Birk",
        "Columnist Birk",
        "A. Birk",
        "Hesk's Ann Birk",
    ],
)
def test_the_voice_is_itself_by_name_or_surname(words: str) -> None:
    assert holder(f"{words} says so.", words, **BIRK) == ("Ann Birk", False)


@pytest.mark.parametrize("words", ["Ann Ash and Bo Birk", "Ash and Birk", "Birk"])
def test_voices_may_be_named_together(words: str) -> None:
    voices = ("Ann Ash", "Bo Birk")
    assert holder(f"Here {words} say so.", words, authors=voices) == ("Ann Ash and Bo Birk", False)


UNSIGNED = {"authors": (), "publication": "The Lund Courier"}


@pytest.mark.parametrize(
    "words", ["This newspaper", "the Courier", "the present writer", "the author of these lines"]
)
def test_a_paper_that_speaks_of_itself_is_the_voice(words: str) -> None:
    assert holder(f"{words} says so.", words, **UNSIGNED) == (None, False)


@pytest.mark.parametrize(
    ("words", "name"), [("The Courier of Marl", "Courier of Marl"), ("the author", "author")]
)
def test_another_paper_or_author_is_not(words: str, name: str) -> None:
    assert holder(f"{words} says so.", words, **UNSIGNED) == (name, True)


def test_a_name_that_the_record_spells_with_its_signs_is_the_voice() -> None:
    text = "Long ago Ash wrote it. Ann Ash was right."
    assert holder(text, "Ann Ash", authors=("Ann Åsh",)) == ("Ann Åsh", False)


def test_the_label_of_a_turn_is_the_person_whom_the_text_names() -> None:
    record = Record(article_id="ford", title="The ford")
    naming = Naming(article_of(record, "We asked Zora Milić.\n\nMILIĆ: No."))
    assert naming.of_label("MILIĆ") == "Zora Milić"
    assert naming.of_label("BIRK") == "Birk"
