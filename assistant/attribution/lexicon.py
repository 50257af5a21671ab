"""The small words that show where a subject begins and ends."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a list written out."""
    return frozenset(words.split())


AUXILIARIES = word_set("""
long alike ever should shall has had have having also then later would could will may might must can did
does do is was are were be been not never once again just already first even still recently soon simply
repeatedly often always now too further subsequently himself herself themselves itself 'd 's 've wo n't
didn't doesn't don't hasn't haven't wouldn't
""")
PRONOUNS = {
    **{"he": "male", "she": "female", "it": "thing", "they": "several", "you": "reader"},
    **{"i": "writer", "we": "writer", "who": "relative", "which": "relative", "that": "relative"},
    **dict.fromkeys(("one", "another", "others", "some", "many"), "vague"),
}
"""Pronoun → whom it can stand for."""
POSSESSIVES = {
    **{"his": "male", "her": "female", "their": "several", "its": "thing", "my": "writer", "our": "writer"}
}
RELATIVES = word_set("who which that")
CLAUSE_OPENERS = word_set("""
that when while because although though if after before since until unless as than whether but so where
why how whose what and or nor yet whereas including despite which who
""")
PREPOSITIONS = word_set("""
in on at during after before with by from for to into over under about against of through near outside
among per despite following amid like as via without along around between within beyond behind towards
""")
ARTICLES = word_set("a an the 's this") | POSSESSIVES.keys()
DETERMINERS = word_set("""
the a an this that these those some many most several few one two three another other each both his her
their its our my all any no every
""")
DAYS = word_set("""
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december today yesterday
""")
LINKERS = word_set("""
meanwhile however still instead then now yet perhaps indeed moreover nevertheless thus therefore here
there and but or so
""")
TITLES = word_set("""
mr mrs ms dr sen sens rep reps gov govs president presidents gen prof miss sir senator representative
governor lord councillor alderman reverend canon
lady king queen prince mayor chancellor minister prime premier secretary commissioner ambassador bishop
archbishop pope patriarch father sister brother general colonel captain judge professor doctor vice
foreign
""")
