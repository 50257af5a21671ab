"""Sentences of a model about Elmford that are true and must be shown, and false ones that must not."""

import re

import pytest

from tests.generation.elmford import claimed, summed_up

TRUE_CLAIMS = [
    ("elm", "Elm supports the tram without reservation."),
    ("elm", "Ada Elm says that twelve of 20 engineers signed her letter."),
    ("elm", "She notes that 12 engineers signed it."),
    ("elm", "Some 120 000 people live near the line."),
    ("elm", "The EU would bear 40% of the cost of 1.5m crowns."),
    ("elm", "The European Union would pay forty percent."),
    ("elm", "The council puts the cost at 1,500,000 crowns."),
    ("elm", "The buses broke down for 3 days in August."),
    ("elm", "A Serbian line was built within two years."),
    ("elm", "The Serbs built such a line in 24 months, and Mayor Brand has seen it."),
    ("elm", "Otto Brand has seen a line in Serbia."),
    ("elm", "The winter of 1994 must not come back."),
    ("elm", "A bad winter in the 1990s must not come back."),
    ("elm", "Thousands of people live near the line, Elm argues."),
    ("elm", "Elmford needs it now, and first of all for its people."),
    ("elm", "One should build it, Elm holds; no one else has a better plan."),
    ("elm", "Elm, who writes in Elmford, calls for a tram."),
    ("drivers", "The bus drivers fear for every second job, for half of them would lose their work."),
    ("drivers", "Half of the drivers would lose their work."),
    ("drivers", "50 per cent of them fear for their work."),
    ("drivers", "According to Elm, the drivers fear for their work."),
    ("moss", "Karl Moss calls the plan “a gift to the rich”."),
    ("moss", "Moss, as Elm reports, speaks for the drivers."),
    ("chamber", "The Elmford Chamber of Trade rejects the plan."),
    ("chamber", "The Chamber of Trade fears for hundreds of shops."),
    ("thorn", "Thorn does not support a tram."),
    ("thorn", "Thorn rejects a tram, since a bus ticket costs 2 crowns."),
    ("thorn", "A bus costs a third of what a tram would."),
    ("thorn", "In the nineties a tram lost 30,000 crowns a year."),
    ("thorn", "The town lost 30.000 crowns each year."),
    ("thorn", "Thorn criticises Brand’s journey to Belgrade and Elm’s applause."),
    ("thorn", "Vera Thorn would think again about a line of five kilometres."),
    ("thorn", "Serbia is no place to seek advice, Thorn finds."),
    ("later", "Elm now opposes the line because its cost is twice as high: 3 million crowns."),
    ("later", "A second bridge is needed, and it will not stand before 2030."),
    ("later", "Firms from Albania offered cheaper buses last spring."),
    ("reed", "Reed wants the bridge on Mill Street repaired first."),
    ("reed", "Between 10 and 15% of passengers come from Norland."),
    ("reed", "2 of five bridges are closed each Sunday, says Reed."),
    ("reed", "Norlanders are 10–15 per cent of the passengers."),
    ("holt", "Seven lines followed within a decade."),
    ("holt", "The last line closed in 1961, and NATO bought the rails."),
    ("elm", "A dozen engineers are behind her."),
    ("elm", "Elm wants the tram without any reservation."),
    ("elm", "Two fifths of the cost would come from the EU."),
    ("elm", "In her view, it took Serbia two years to build such a line."),
    ("elm", "The council expects the tram to cost one and a half million crowns."),
    ("elm", "Elm does not want another winter like that of 1994."),
    ("elm", "Brand, the mayor, has looked at the Serbian line."),
    ("elm", "120.000 people would profit, argues Elm."),
    ("drivers", "Drivers worry that 50% of their jobs will go."),
    ("moss", "Moss sees the rich as the winners."),
    ("chamber", "Shopkeepers of the Elmford Chamber of Trade object: hundreds of shops are on the route."),
    ("thorn", "A five-kilometre line might change her mind."),
    ("thorn", "For Thorn, the failure of the 1990s speaks against a tram."),
    ("thorn", "Thorn thinks Ada Elm was wrong to cheer Brand."),
    ("later", "The price is now twice what it was, Elm admits."),
    ("later", "Elm changed her mind: she opposes the line."),
    ("later", "Three million crowns is too much."),
    ("reed", "Reed makes his support conditional on the repair of the bridge."),
    ("reed", "He says Brand ought to resign."),
    ("reed", "Up to fifteen per cent of passengers are from Norland."),
    ("holt", "Trams ran in Elmford from 1904 to 1961."),
    ("holt", "Holt recalls that the rails were sold as scrap to NATO."),
    ("vale", "Vale is in favour because the old and children do not drive."),
    ("vale", "Work should begin on Monday, says Vale."),
]
FALSE_CLAIMS = [
    ("elm", "Two dozen engineers signed the letter."),
    ("elm", "Twelve of thirty engineers signed it."),
    ("elm", "Two thirds of the engineers signed it."),
    ("elm", "Most of the town’s engineers signed it twice."),
    ("elm", "Hundreds of thousands live near the line, 1,200,000 in all."),
    ("elm", "The EU would pay 40 million crowns."),
    ("elm", "The EU would pay forty crowns."),
    ("elm", "The EU would pay a third."),
    ("elm", "It would cost 1.5 crowns."),
    ("elm", "It would cost 1.5 billion crowns."),
    ("elm", "It would cost 1.5 million euros."),
    ("elm", "The buses broke down for three weeks."),
    ("elm", "The buses broke down in July."),
    ("elm", "The buses broke down last summer."),
    ("elm", "The buses broke down on a Monday."),
    ("elm", "The tram belongs to the 1980s."),
    ("elm", "In September 2018 Elm supports the tram."),
    ("elm", "The plan is endorsed by the Venice Commission."),
    ("elm", "The plan is endorsed by the venice commission."),
    ("elm", "The European Commission would pay for it."),
    ("elm", "NATO would pay for it."),
    ("elm", "The tram would run to Belgrade."),
    ("elm", "Croatian engineers would build it."),
    ("elm", "A croatian firm would build it."),
    ("elm", "Mayor Karl Brand has seen it."),
    ("elm", "President Brand has seen it."),
    ("elm", "Elm quotes Timothy Less on the tram."),
    ("elm", "Elm does not support the tram."),
    ("drivers", "A quarter of the drivers would lose their work."),
    ("drivers", "Elm fears that half of the drivers would lose their work."),
    ("drivers", "Thousands of drivers would lose their work."),
    ("moss", "Elm calls it “a gift to the rich”."),
    ("moss", "Karl Moss of the Drivers’ Union calls it “a gift to the rich”."),
    ("thorn", "Thorn supports a tram."),
    ("thorn", "A ticket costs three crowns."),
    ("thorn", "In the 1970s the town lost thirty thousand crowns a year."),
    ("thorn", "The town lost thirty thousand crowns a month."),
    ("thorn", "Elm’s support for the tram is shared."),
    ("thorn", "Thorn agrees with Reed that buses are cheaper."),
    ("later", "Its price has tripled."),
    ("later", "A third bridge is needed."),
    ("later", "Albanian firms offered cheaper buses next spring."),
    ("reed", "Ten to twenty per cent of the passengers come from Norland."),
    ("reed", "Two of the six bridges are closed."),
    ("reed", "Two bridges are closed on Saturdays."),
    ("holt", "The nineteenth century was better."),
    ("elm", "Twenty engineers signed her letter to the European Parliament."),
    ("elm", "Twenty-one engineers signed it."),
    ("elm", "The EU would pay two thirds."),
    ("elm", "The EU would pay 45 percent."),
    ("elm", "The line took Serbia two months."),
    ("elm", "The buses failed in September."),
    ("elm", "The buses failed last August."),
    ("elm", "Hungary built such a line."),
    ("elm", "A hungarian line shows how."),
    ("elm", "Elm opposes the tram, as Vale does."),
    ("elm", "Mayor Otto Stone has seen it."),
    ("elm", "The World Bank would lend the rest."),
    ("elm", "Dozens of mayors have seen it, 31 in all."),
    ("drivers", "Three quarters of the drivers would go."),
    ("drivers", "Elm and the drivers fear for their work."),
    ("moss", "Moss says that 200 drivers will strike."),
    ("thorn", "Thorn accepts a tram of six kilometres."),
    ("thorn", "Thorn wants advice from Vienna."),
    ("thorn", "The town lost thirty million crowns a year."),
    ("thorn", "According to Reed, buses are cheaper."),
    ("later", "The bridge will stand in 2029."),
    ("later", "Firms from Kosovo offered buses."),
    ("reed", "Reed wants Brand to resign by Friday."),
    ("reed", "A fifth of the passengers come from Norland."),
    ("holt", "The first tram ran in 1914."),
    ("vale", "Vale is for it, unlike Reed."),
]
ALL = "elm thorn reed holt vale"
TRUE_OVERVIEWS = [
    (ALL, "Two authors support a tram [elm][vale]."),
    (ALL, "Elm and Vale support a tram [elm][vale]. Thorn opposes it [thorn]."),
    (ALL, "One author opposes it [thorn]."),
    (ALL, "Only Thorn opposes it [thorn]."),
    (ALL, "The authors disagree: Elm is for a tram [elm], Thorn against [thorn]."),
    (ALL, "Thorn opposes a tram [thorn]. She finds buses cheaper [thorn]."),
    ("elm vale", "All agree that a tram is needed [elm][vale]."),
    ("elm vale", "Nobody opposes the tram [elm][vale]."),
    ("elm vale thorn", "Most support a tram [elm][vale]."),
    ("elm vale thorn", "Two of the three voices support a tram [elm][vale]."),
    ("elm vale", "Both authors are for a tram [elm][vale]."),
    ("elm later", "Elm was first for a tram [elm] and later against it [later]."),
    ("elm later", "Elm now opposes the line [later], which she earlier supported [elm]."),
    ("elm later thorn", "Two voices are against it by now, Elm and Thorn [later][thorn]."),
    (ALL, "There is no consensus: Vale is for a tram [vale], Reed sets a condition [reed]."),
    (ALL, "The tram is rejected by Thorn [thorn] and backed by Elm [elm]."),
    (ALL, "Unlike Thorn, Elm supports the tram [elm][thorn]."),
    ("drivers moss elm", "The bus drivers fear for their work [told]."),
    (
        ALL,
        "Two voices favour the tram [elm][vale], one sets a condition [reed], one is against [thorn].",
    ),
    (ALL, "Reed would accept a tram only if the bridge is repaired [reed]."),
    ("elm vale thorn", "A majority is for the tram [elm][vale]."),
    (
        "elm later",
        "In her earlier article Elm supports the tram [elm], in the later one she opposes it [later].",
    ),
    (ALL, "Opinions are divided [elm][thorn]."),
]
FALSE_OVERVIEWS = [
    (ALL, "Three authors support a tram [elm][vale]."),
    (ALL, "Two authors oppose it [thorn][elm]."),
    (ALL, "All authors support a tram [elm][vale]."),
    (ALL, "Everyone agrees on the tram [elm][thorn]."),
    (ALL, "Nobody opposes the tram [elm][vale]."),
    (ALL, "Most support a tram [elm][vale]."),
    (ALL, "On balance the authors lean towards a tram [elm][thorn]."),
    (ALL, "There is a broad consensus for a tram [elm][vale]."),
    (ALL, "Both oppose the tram [elm][thorn]."),
    (ALL, "Thorn opposes a tram [thorn]. She sees children who cannot drive [vale]."),
    ("elm later", "Elm was first against a tram [later] and later for it [elm]."),
    ("elm vale", "The authors disagree about the tram [elm][vale]."),
    (ALL, "Only Elm supports the tram [elm]."),
    (ALL, "Unlike Thorn, Elm supports the tram [elm]."),
    (ALL, "Four voices favour the tram [elm][vale]."),
    (ALL, "A majority is for the tram [elm][vale]."),
    (ALL, "All three authors reject it [thorn]."),
    (ALL, "Reed and Vale agree that it is needed [vale]."),
    ("elm later", "Elm, at first against the tram [later], now supports it [elm]."),
]


@pytest.mark.parametrize(("view", "claim"), TRUE_CLAIMS)
def test_a_true_claim_is_shown(view: str, claim: str) -> None:
    assert claimed(view, claim) == claim


@pytest.mark.parametrize(("view", "claim"), FALSE_CLAIMS)
def test_a_false_claim_is_left_out(view: str, claim: str) -> None:
    assert claimed(view, claim) is None


@pytest.mark.parametrize(("views", "text"), TRUE_OVERVIEWS)
def test_a_true_overview_is_shown(views: str, text: str) -> None:
    shown = summed_up(views, text)
    assert shown is not None and _words(shown) == _words(text)


@pytest.mark.parametrize(("views", "text"), FALSE_OVERVIEWS)
def test_a_false_sentence_of_an_overview_is_left_out(views: str, text: str) -> None:
    *true, false = text.split(". ")
    assert _words(false) not in _words(summed_up(views, text) or "")
    assert not true or _words(true[0]) in _words(summed_up(views, text) or "")


def _words(text: str) -> str:
    return re.sub(r"\s*\[\w+\]", "", text).strip(". ")
