"""Whose view each sentence is, kept in the index as the rules find it."""

import json
from dataclasses import replace

import pytest

from assistant.attribution import attribute
from assistant.index.attributions import loaded, saved
from assistant.index.catalog import attributions_kept


@pytest.fixture
def generation(library):
    library.write(
        "toll", "A toll helps nobody. The mayor, Bo Birk, said that it must come.", authors="Ann Ash"
    )
    library.update()
    return library.open().current()


def test_what_is_kept_is_what_the_rules_find(generation):
    for record in generation.catalog.records:
        article = generation.catalog.article(record.article_id)
        assert generation.attributions(article) == attribute(article)
    shown = [
        (one.speaker, one.reported) for one in generation.attributions(generation.catalog.article("toll"))
    ]
    assert shown == [("Ann Ash", False), ("Bo Birk", True)]


def test_what_is_saved_is_loaded_as_it_was(generation):
    found = attribute(generation.catalog.article("toll"))
    assert loaded(saved(found)) == found
    assert loaded(saved(())) == ()


def test_what_other_rules_found_is_found_anew(library, generation):
    (folder,) = library.generations()
    values = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(values | {"rules": "older"}), encoding="utf-8")
    again = library.open().current()
    article = replace(generation.catalog.article("toll"), text="The mayor said that it must come.")
    assert again.attributions(article) == attribute(article)
    assert library.update().changed
    assert library.open().current().manifest.rules == generation.manifest.rules


def test_an_article_that_did_not_change_keeps_what_was_found(library, generation):
    before = attributions_kept(library.folder / generation.name)
    library.write("bridge", "The bridge may come.")
    library.update()
    after = attributions_kept(library.folder / library.open().current().name)
    assert len(before) == len(after) == 4
    assert len(after.keys() & before.keys()) == 3
    assert attributions_kept(library.folder) == {}
