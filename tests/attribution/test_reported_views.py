"""Views of others in an author's own text, construction by construction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Held = Callable[..., tuple[str | None, bool]]


def reports(*cases: tuple[str, str | None]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("text", "speaker"), cases)


@reports(
    ("The mill must go, said the mayor.", "mayor"),
    ("It ought to stay open, says Bo Birk.", "Bo Birk"),
    ("The mill will have to go, said Bo Birk in May.", "Bo Birk"),
    ("Opponents counter that nobody has read the plan.", "opponents"),
    ("Defenders of the plan point out that it costs nothing.", "defenders of the plan"),
    ("Marta Quint puts it bluntly: the town is finished.", "Marta Quint"),
    ("The town is finished, Marta Quint believes.", "Marta Quint"),
    ("The dam, its builders claim, will last a century.", "builders"),
    ("The dam will, its builders claim, last a century.", "builders"),
    ("The dam will last a century, or so its builders claim.", "builders"),
    ("This time, says the keeper of the toll, it will be different.", "keeper of the toll"),
    ("The ministry denied that the wells were poisoned.", "ministry"),
    ("Asked about the dam, the governor said that it was safe.", "governor"),
    ("Greta Noor, who drove a bus for thirty years, describes asphalt as “a promise”.", "Greta Noor"),
    ("A friend who builds boats tells me that roads are finished.", "friend"),
    ("Mines kill, the commission concluded in 1960.", "commission"),
    ("The board has gone as far as to accuse the miller of murder.", "board"),
    ("The board counsels the town to sell the mill.", "board"),
    (
        "A year earlier the aldermen, Lars Beck and Olga Lind, warned that the dam leaks.",
        "Lars Beck and Olga Lind",
    ),
    ("My neighbour used to say that bread forgives.", "neighbour"),
    ("The sailors of Oster and the merchants of Stenn have both complained of silt.", "merchants of Stenn"),
    (
        "The port and the villages around it, most farms included, want a dike.",
        "port and the villages around it",
    ),
    ("In her latest book, Karin Holt argues that towns are machines.", "Karin Holt"),
    ("Holt rejects this: towns, she says, are machines.", "Holt"),
)
def test_what_somebody_says_is_reported(held: Held, text: str, speaker: str) -> None:
    assert held(text) == (speaker, True)


@reports(
    ("Pessimists expect the worst from the new ferry.", "pessimists"),
    ("Hardliners reject any talk of a truce.", "hardliners"),
    ("The poor suspect a trick.", "poor"),
    ("The ministry blames the shepherds.", "ministry"),
    ("Belgrave insists on its veto.", "Belgrave"),
    ("Shepherds tend to view the dam with suspicion.", "shepherds"),
    ("Shepherds and millers alike dread the dam.", "shepherds and millers"),
    ("The shepherds have long demanded a well of their own.", "shepherds"),
    ("Conservatives, on the other hand, see a threat to order.", "conservatives"),
    ("Yet conservatives regard the reform as a threat.", "conservatives"),
    ("Commissioner Lars Beck disagrees.", "Lars Beck"),
    ("Lund demands a share. Marl refuses.", "Marl"),
    ("Many of the drivers doubt that asphalt lasts.", "drivers"),
    ("The treasurer likes the plan and would call it a reform.", "treasurer"),
    ("The millers took this for a threat.", "millers"),
    ("Economists have calculated that a bridge pays for itself in ten years.", "economists"),
)
def test_what_somebody_wants_fears_or_judges_is_reported(held: Held, text: str, speaker: str) -> None:
    assert held(text) == (speaker, True)


@reports(
    ("The union is convinced that the pier will sink.", "union"),
    ("The village is opposed to the road.", "village"),
    ("The shepherds are worried about the dam.", "shepherds"),
    ("The bishop has spoken out against the casino.", "bishop"),
    ("The guild takes the view that bread is a public good.", "guild"),
    ("The shepherds have no objection to the dam.", "shepherds"),
    ("But the poor, too, have their doubts about the scheme.", "poor"),
    ("Young people see no future in Lund.", "young people"),
    ("The governor made clear that the dam would be built.", "governor"),
)
def test_an_attitude_told_by_an_adjective_or_a_noun_is_reported(held: Held, text: str, speaker: str) -> None:
    assert held(text) == (speaker, True)


@reports(
    ("In the eyes of the young, the harbour is a graveyard.", "young"),
    ("From the standpoint of the shepherds, the fence is a theft.", "shepherds"),
    ("The town, in Marta Quint's words, is finished.", "Marta Quint"),
    ("To the shepherds this is an outrage.", "shepherds"),
    ("For many islanders, the lighthouse is a symbol.", "many islanders"),
    ("Towns are like trees, according to the botanist Marta Quint.", "Marta Quint"),
    ("As Marta Quint once put it, towns are like trees.", "Marta Quint"),
    ("As the surveyor Ida Brun has shown, the road sinks.", "Ida Brun"),
)
def test_what_is_seen_through_somebodys_eyes_is_reported(held: Held, text: str, speaker: str) -> None:
    assert held(text) == (speaker, True)


@reports(
    ("Marta Quint's argument is that towns are like trees.", "Marta Quint"),
    ("The farmers' complaint is that nobody asked them.", "farmers"),
    ("The governor's position is clear: no dam without a road.", "governor"),
    ("The answer of the pilots is simple: raise the fares.", "pilots"),
    ("This raises the skippers' questions: who pays, and who sails?", "skippers"),
)
def test_somebodys_argument_is_reported(held: Held, text: str, speaker: str) -> None:
    assert held(text) == (speaker, True)


@reports(
    ("There is a widespread fear that the wells will run dry.", None),
    ("The fear among shepherds is that wolves will return.", None),
    ("Conventional wisdom holds that small towns die.", None),
    ("It has been claimed that the bridge is cursed.", None),
    ("Rumour has it that the mint will close.", None),
    ("We are told that the wells are safe.", None),
    ("The governor is said to be furious.", None),
    ("Small towns, the argument goes, die young.", None),
    ("One argument, made by the brewers, is that beer needs water.", None),
    ("Tradition holds that bread forgives.", None),
    ("Those who fish there swear that the river is clean.", None),
    ("In another view, small towns never die.", None),
    ("Some argue that the fence should go.", None),
)
def test_a_view_of_nobody_in_particular_is_reported_without_a_speaker(
    held: Held, text: str, speaker: None
) -> None:
    assert held(text) == (speaker, True)


@pytest.mark.parametrize(
    "text",
    [
        "The dam will be built in spring.",
        "The ministry has built three dams.",
        "The council voted for the bridge in May.",
        "The council used to defend the bridge.",
        "It is a road, which the farmers, the millers and the council have all asked for.",
        "The ministry has refused to sign.",
        "The farmers came to the meeting and shouted.",
        "The aldermen have drawn a line through the meadow.",
        "The aldermen have lately been considering a second dam.",
    ],
)
def test_what_somebody_does_is_no_view(held: Held, text: str) -> None:
    assert held(text) == ("Ann Ash", False)


@pytest.mark.parametrize(
    "text",
    [
        "If the farmers say no, the dam is dead.",
        "Whether the farmers agree is another question.",
        "Whatever the miners say, the pit is empty.",
        "What the farmers fear has already happened.",
        "The farmers should say what they want.",
        "The dam that the ministry wants is too small.",
        "Nobody thinks the dam will last.",
        "The more people speak of the dam, the less they build.",
        "The dam is being emptied, to see how the town reacts.",
        "It stood on a hill that some villagers describe as a fortress.",
        "The vote ended in May, though not as the farmers had hoped, when the mayor won.",
        "The province must hand over Ivo Marn, a miller accused of theft.",
        "To approach the town, which pays nothing, makes no sense while the miller demands nothing.",
        "One may doubt that the dam will last.",
        "You might think that dams are eternal.",
        "Karin Holt has never said where the money would come from.",
    ],
)
def test_what_is_supposed_denied_or_said_in_passing_is_no_report(held: Held, text: str) -> None:
    assert held(text) == ("Ann Ash", False)


@pytest.mark.parametrize(
    "text",
    [
        "The farmers do not know that the well is dry.",
        "Critics of the dam have forgotten the drought.",
        "The evidence suggests that the dam will hold.",
        "Experience shows that dams leak.",
        "This means that the dam will leak.",
        "The critics’ charge that the dam leaks has been tested.",
    ],
)
def test_what_the_author_vouches_for_is_his_own(held: Held, text: str) -> None:
    assert held(text) == ("Ann Ash", False)


@pytest.mark.parametrize(
    "text",
    [
        "I believe that the dam will hold.",
        "In my opinion farmers want the dam.",
        "In our experience farmers want the dam.",
        "We think that farmers want the dam.",
    ],
)
def test_what_the_author_argues_about_others_is_his_own(held: Held, text: str) -> None:
    assert held(text) == ("Ann Ash", False)


def test_a_document_speaks_and_evidence_does_not(held: Held) -> None:
    assert held("The law says that mines must be fenced.") == ("law", True)
    assert held("The figures show that mines kill.") == ("Ann Ash", False)


def test_a_heading_is_nobodys_view(held: Held) -> None:
    assert held("The dam leaks.\n\n## Fishermen fear the dam") == ("Ann Ash", False)
