import pytest

from assistant.answering.writing.credit import Backing, credited
from assistant.dates import PublicationDate
from assistant.types import Quote, Record, Viewpoint

KNOWN = ("Ann Ash", "Bo Birk", "Dora Dray", "Timothy Less")
RECORD = Record(
    article_id="ash-2019", title="The ferry must go", authors=("Ann Ash",), date=PublicationDate("2019-03")
)
QUOTE = Quote(citation=1, text="the plan is a “cold robbery”", start=0, end=28)
OWN = Backing.of(
    Viewpoint(record=RECORD, speaker="Ann Ash", reported=False, quotes=(QUOTE,)),
    "In 2019 it cost Oakton and the Ferry Union 1,500 crowns, says Cora Cole.",
)
TOLD = Backing.of(
    Viewpoint(record=RECORD, speaker="the ferrymen’s union", reported=True, quotes=(QUOTE,)), "12 boats"
)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Ash argues that the ferry is dear.", ("Ash",)),
        ("The ferry is dear, Ann Ash says.", ("Ann Ash",)),
        ("According to Ash, Bo Birk is wrong.", ("Ash", "Bo Birk")),
        ("Ash rejects Birk’s plan and the Birk–Dray deal.", ("Ash",)),
        ("Ash writes of a quarrel between Birk and Dray.", ("Ash",)),
        ("Birk’s view is that it is slow.", ("Birk",)),
        ("As argued by Dora Dray, it is slow.", ("Dora Dray",)),
        ("The mayor, Cora Cole, insists on a bridge.", ("Cora Cole",)),
        ("A bridge is needed, warns Cora Cole.", ("Cora Cole",)),
        ("Cole insists on a bridge.", ("Cole",)),
        ("Critics argue that it is dear; she says no.", ()),
        ("He claims that the plan of President Birk fails.", ()),
        ("The United Ferrymen oppose it.", ("The United Ferrymen",)),
        ("less is more, and ash is ash.", ()),
    ],
)
def test_people_who_say_or_hold_something_are_credited_and_people_mentioned_are_not(
    sentence: str, names: tuple[str, ...]
) -> None:
    assert set(credited(sentence, KNOWN)) == set(names)


@pytest.mark.parametrize(
    ("sentence", "proved"),
    [
        ("Ash finds it dear.", True),
        ("Ann Ash says it cost 1,500 crowns in 2019.", True),
        ("It cost 1,600 crowns.", False),
        ("In March 2018 Ash wrote that it is dear.", False),
        ("Ash calls it a “cold robbery”.", True),
        ('Ash calls it a "warm robbery".', False),
        ("Ash calls it a “cold robbery.", False),
        ("Birk finds it dear.", False),
        ("Birk is strongly against it.", False),
        ("Ash warns that Birk and Dray would gain by it.", True),
        ("Ash warns that Birk wants it.", False),
        ("Ash warns of it; Birk and Dray would gain.", False),
        ("Birk and Dray would gain by it, Ash warns.", False),
        ("The Oakton Union rejects it.", False),
        ("The Ferry Union rejects it.", True),
        ("Oakton wants it.", True),
        ("Nowhereton wants it.", False),
        ("Cole rejects it.", False),
        ("Cora Cole rejects it.", False),
        ("Bob Ash finds it dear.", False),
        ("Ash and Birk both find it dear.", False),
        ("Ash is right, see https://oakton.example.", False),
        ("Ash ![is](http://oakton.example/x.png) right.", False),
    ],
)
def test_a_sentence_on_the_voice_needs_its_people_numbers_and_quotations(sentence: str, proved: bool) -> None:
    assert OWN.proves(sentence, KNOWN) is proved


@pytest.mark.parametrize(
    ("sentence", "proved"),
    [
        ("The ferrymen’s union fears for 12 boats.", True),
        ("Ash fears for 12 boats.", False),
        ("Ash reports that the union fears for 12 boats.", True),
        ("According to Ash, the union fears for its boats.", True),
        ("Birk reports that the union fears for its boats.", False),
    ],
)
def test_a_reported_view_is_not_credited_to_the_one_who_reports_it(sentence: str, proved: bool) -> None:
    assert TOLD.proves(sentence, KNOWN) is proved


def test_a_sentence_on_several_views_may_name_all_their_people() -> None:
    both = Backing.joined([OWN, TOLD])
    assert both.proves("Ash finds it dear; The Ferrymen's Union says nothing of 12 boats.", KNOWN)
    assert not both.proves("Ash and Dora Dray find it dear.", KNOWN)


@pytest.mark.parametrize(
    "text", ["A" * 10_000, "A " * 5_000, "Ash and " * 1_200, "of the Ash, " * 800, "“" * 9_000]
)
def test_a_long_sentence_is_read_in_linear_time(text: str) -> None:
    OWN.proves(text + " says", KNOWN)
