"""Training of the side model: what a question stands beside, and the network beside its graph."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from assistant.question.side_model import ALONE, CLASSES
from eval.cross_encoder.network import encoder, initial, logits
from eval.side_model.examples import Asked, Examples, Family, Row, families, invented, renamed, standing
from eval.side_model.train import Parameters, batches, examples, trained

FORD = Family(
    propositions=("The ford of Lundal should be kept.", "The ford of Lundal is dangerous."),
    questions=(
        Asked("Who would keep the ford of Lundal?", "for", 0),
        Asked("Who in Lundal calls the ford safe?", "against", 1),
        Asked("How deep is the ford?", "none", None),
        Asked("Who would tax the millers?", "for", None),
    ),
)
QUAY = Family(
    propositions=("The quay at Brisk should be sold.", "A sale of the quay at Brisk would ruin Oskarn."),
    questions=(Asked("sell the quay?", "both", 0), Asked("Who fears for Oskarn?", "for", 1)),
)
PLAIN = Family(
    propositions=("Dogs should be kept on a lead.", "Dogs are a nuisance."),
    questions=(Asked("Who has had enough of dogs?", "for", 1),),
)


@pytest.fixture(scope="module")
def drawn() -> Examples:
    return examples([FORD, QUAY, PLAIN], seed=1)


def test_names_are_capitalised_words_within_a_text_that_are_no_common_ones() -> None:
    assert invented(FORD.text, {"who", "the", "in", "how"}) == ["Lundal"]
    assert invented("We met the Ostrelians of Ostrel in London", {"london"}) == ["Ostrel"]


def test_another_name_stands_wherever_the_first_did() -> None:
    assert renamed("lundal and the Lundaler", {"Lundal": "Serbia"}) == "Serbia and the Serbiaer"


def test_a_follow_up_is_read_with_the_question_before() -> None:
    assert standing("And against?", "Who wants it?") == "And against? (Who wants it?)"


def test_a_question_stands_beside_its_own_proposition_a_sister_and_one_of_another_family(
    drawn: Examples,
) -> None:
    for rows in islice(drawn, 60):
        beside = [row for row in rows if row.proposition != ALONE]
        asked = [row.label for row in beside if row.label != "none"]
        assert len({row.question for row in rows}) == 1
        assert len(asked) <= 1
        assert 2 <= len(beside) <= 3
        assert all(row.label != "none" for row in rows if row.proposition == ALONE and asked)


def test_names_are_swapped_alike_in_a_question_and_its_proposition(drawn: Examples) -> None:
    own = [rows for rows in islice(drawn, 200) if rows[0].question.startswith("Who would keep")]
    places = {rows[0].proposition.split(" ")[3] for rows in own}
    assert len(places) > 2
    for rows in own:
        assert rows[0].proposition.split(" ")[3] in rows[0].question


def test_a_batch_holds_whole_lists_and_tells_what_is_alone() -> None:
    lists = [
        [Row("Who?", "It is good.", "for"), Row("Who?", ALONE, "for")],
        [Row("When?", "It is good.", "none"), Row("When?", ALONE, "none"), Row("When?", "No.", "none")],
    ] * 30
    batch = next(batches(lists))
    labels = ("for", "for", "none", "none", "none") * 7
    assert batch["label"].tolist() == [*(CLASSES.index(each) for each in labels), -1]
    assert batch["alone"].tolist() == [False, True, False, True, False] * 7 + [False]
    numbers = [(at, -1, at + 1, -1, at + 1) for at in range(0, 14, 2)]
    assert batch["list"].tolist() == [*(each for five in numbers for each in five), -1]


def test_what_is_trained_knows_its_examples(drawn: Examples) -> None:
    batch = next(batches(drawn))
    start = initial(seed=1, classes=len(CLASSES), rank=8)
    start["additions"] = start["additions"][
        :1
    ]  # one layer: more take longer to compile and show nothing else
    after = trained(iter([batch] * 25), start, steps=25, seed=1)
    seen = batch["label"] >= 0

    def right(parameters: Parameters) -> float:
        found = np.asarray(logits(parameters, encoder(), batch)).argmax(-1)
        return float((found == batch["label"])[seen].mean())

    assert right(after) > max(0.7, right(start))


def test_the_hands_are_read_as_they_are_labelled() -> None:
    first = families("a")[0]
    assert first.propositions[0] == "Varnia should recognise Ostrel as an independent state."
    assert first.questions[2] == Asked("varnia ostrel recognition critics", "against", 0)
