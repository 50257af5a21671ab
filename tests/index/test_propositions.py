"""Positions in the index: kept with their articles, their propositions embedded once."""

from __future__ import annotations

import numpy as np

from assistant.positions import Position

BRIDGE = "The bridge of Brell should come"
TEXT = "Bo Birk wants the bridge. The fishermen fear it."


def write(library, name, stance, quote="Bo Birk wants the bridge.", on=BRIDGE):
    block = f"[{{on: {on}, stance: {stance}, quote: {quote}}}]"
    library.write(name, TEXT, authors="Bo Birk", positions=block)


def test_a_proposition_is_embedded_once_and_its_positions_are_found_by_it(library):
    write(library, "one", "for")
    write(library, "two", "against", quote="The fishermen fear it.")
    library.update()
    propositions = library.open().current().propositions
    start = TEXT.index("The fishermen")
    assert library.embeddings.embedded.count(BRIDGE) == 1
    assert propositions.texts == (BRIDGE,)
    assert propositions.taken(BRIDGE) == (
        ("one", Position(on=BRIDGE, stance="for", start=0, end=start - 1)),
        ("two", Position(on=BRIDGE, stance="against", start=start, end=len(TEXT))),
    )
    assert propositions.taken("The bridge must go") == ()
    [expected] = library.encoder.documents([BRIDGE])
    np.testing.assert_allclose(propositions.vectors, [expected], atol=1e-3)


def test_an_article_comes_back_with_its_positions(library):
    write(library, "one", "mixed")
    library.update()
    [position] = library.open().current().article("one").positions
    assert (position.on, position.stance, position.basis) == (BRIDGE, "mixed", "record")


def test_another_stance_in_a_record_is_brought_in(library):
    write(library, "one", "for")
    library.update()
    write(library, "one", "against")
    assert library.update().changed is True
    [(_, position)] = library.open().current().propositions.taken(BRIDGE)
    assert position.stance == "against"


def test_a_folder_without_positions_has_no_propositions(library):
    library.update()
    propositions = library.open().current().propositions
    assert (propositions.texts, len(propositions.vectors)) == ((), 0)
