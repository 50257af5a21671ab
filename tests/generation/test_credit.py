import pytest

from assistant.answers import Quote, Viewpoint
from assistant.articles import Record
from assistant.dates import PublicationDate
from assistant.generation.credit import Backing
from assistant.generation.crediting import credited

KNOWN = ("Ann Ash", "Bo Birk", "Dora Dray", "Timothy Less")
RECORD = Record(
    article_id="ash-2019", title="The ferry must go", authors=("Ann Ash",), date=PublicationDate("2019-03")
)
QUOTE = Quote(citation=1, text="the plan is a “cold robbery”", start=0, end=28)
OWN = Backing.of(
    Viewpoint(record=RECORD, speaker="Ann Ash", reported=False, quotes=(QUOTE,)),
    "In 2019 it cost Oakton and the Ferry Union 1,500 crowns, says Cora Cole. Birk and Dray have boats.",
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


@pytest.mark.parametrize(
    ("sentence", "proved"),
    [
        ("The bridge is rejected by Birk.", False),
        ("The bridge is rejected by Ash.", True),
        ("Ash, Birk and Dray reject it.", False),
        ("Cora Cole and Ash reject it.", False),
        ("Both Ash and Birk reject it.", False),
        ("Neither Ash nor Birk supports it.", False),
        ("Unlike Birk, Ash supports it.", False),
        ("Like Birk, Ash supports it.", False),
        ("Birk, as Ash notes, supports it.", False),
        ("Ash, as Birk notes, supports it.", False),
        ("Ash, unlike Birk, supports it.", False),
        ("Birk’s support for it is plain, says Ash.", False),
        ("Ash’s support for it is plain.", True),
        ("Birk’s opposition to it is plain.", False),
        ("Birk’s boats are too dear, Ash says.", True),
        ("Ash agrees with Birk that it is dear.", False),
        ("Ash rejects Birk’s view that it is slow.", True),
        ("Birk’s view that it is slow is rejected by Ash.", False),
        ("Support from Birk makes it likely.", False),
        ("Opponents such as Birk fear for their boats.", False),
        ("It is backed by Birk and Ash.", False),
        ("It is backed by Ash and Birk.", False),
        ("According to Ash and Birk, it is dear.", False),
        ("For Birk, it is too slow.", False),
        ("Birk is a critic of the bridge.", False),
        ("Birk would prefer the boats.", False),
        ("Ash believes, as does Birk, that it is dear.", False),
        ("Ash says it is dear, and so does Birk.", False),
        ("Ash says it is dear; Birk, that it is slow.", False),
        ("Ash says it is dear, while Birk says it is slow.", False),
        ("Ash says that Dray would lose her boats.", True),
        ("Ash accuses Birk of a robbery.", True),
        ("Ash defends Dray against Birk.", True),
        ("Joined by Birk, Ash rejects it.", False),
        ("Echoing Dray, Ash calls it dear.", False),
        ("Ash and her ally Birk reject it.", False),
        ("Critics, among them Birk, reject it.", False),
        ("It is dear (Birk).", False),
        ("Birk: it is dear.", False),
        ("The bridge has Birk’s backing.", False),
        ("In Ash’s view, Birk would gain.", True),
        ("Ash warns against Birk’s bridge and Dray’s boats.", True),
        ("Ash thinks, and Birk too, that it is dear.", False),
        ("It was Birk, not Ash, who rejected it.", False),
        ("Ash fears that Birk, who has boats, would gain.", True),
        ("Ash reports support from Birk.", False),
        ("The Ferry Union and Cora Cole reject it.", False),
        ("Ash, the mayor, rejects it.", True),
        ("Ash would not reject it.", True),
    ],
)
def test_whoever_is_said_to_share_a_view_is_credited_with_it_however_that_is_put(
    sentence: str, proved: bool
) -> None:
    assert OWN.proves(sentence, KNOWN) is proved


TOLD_OF_BODY = Backing.of(
    Viewpoint(record=RECORD, speaker="the Ferry Union", reported=True, quotes=(QUOTE,)),
    "The European Union waits. The Ferry Union of Oakton fears for boats. Since Oakton waits, so does the "
    "mayor, Cora Cole. Birk has boats.",
)


@pytest.mark.parametrize(
    ("sentence", "proved"),
    [
        ("The author fears for the boats.", False),
        ("The writer herself is against it.", False),
        ("The author reports that the union fears for the boats.", True),
        ("The fear of Ash is plain.", False),
        ("The view of Ash is that the boats go.", False),
        ("Ash says that the Ferry Union fears for the boats.", True),
        ("Ash argues that Oakton’s Ferry Union fears for the boats.", True),
        ("Ash fears that the Ferry Union will go.", False),
        ("Ash says that the boats will go.", False),
        ("The Union waits, since the EU has not answered.", True),
        ("The Ferry Union says that Oakton wants it.", True),
        ("Cora Cole backs it.", False),
        ("The Ferry Union fears that Birk would gain.", True),
        ("In their view, Birk would gain.", True),
        ("They fear that Birk would gain.", True),
        ("Birk would gain, they fear.", False),
        ("Mayor Cole welcomes it.", False),
    ],
)
def test_one_who_passes_a_view_on_may_be_said_to_say_so_and_not_to_hold_it(
    sentence: str, proved: bool
) -> None:
    assert TOLD_OF_BODY.proves(sentence, KNOWN) is proved


MAYOR = Backing.of(
    Viewpoint(
        record=Record(
            article_id="dray",
            title="No toll",
            kind="report",
            authors=("Rita Rowe",),
            speakers=("Dora Dray",),
            speaker_role="High Representative and Mayor of Oakton (as told)",
        ),
        speaker="Dora Dray",
        reported=False,
        quotes=(QUOTE,),
    ),
    "The European Union ought to pay, Dray says. There was nothing more to say of it. Among those who came "
    "to hear of it was Kosovo’s President Cora Cole, and Birk.",
)


@pytest.mark.parametrize(
    ("sentence", "proved"),
    [
        ("Mayor Dora Dray rejects it.", True),
        ("Oakton’s Mayor Dora Dray rejects it.", True),
        ("The High Representative Dora Dray rejects it.", True),
        ("President Dray rejects it.", False),
        ("The Oakton Mayor rejects it.", True),
        ("The Kosovo President rejects it.", False),
        ("Dray doubts that Birk is willing to pay.", True),
        ("Dray doubts that Birk is against it.", False),
        ("Dray wants an agreement with Birk.", True),
        ("Dray agrees with Birk.", False),
        ("Kosovo’s President Dora Dray rejects it.", False),
        ("Governor Dray rejects it.", False),
        ("Mayor Cora Dray rejects it.", False),
        ("The author rejects it.", False),
        ("Dray thinks the EU should accept it.", True),
        ("Dray thinks NATO should accept it.", False),
    ],
)
def test_an_owner_may_have_the_titles_that_the_record_or_the_text_gives(sentence: str, proved: bool) -> None:
    assert MAYOR.proves(sentence, KNOWN) is proved
