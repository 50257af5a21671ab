"""Names that look alike and are not the same, and names whose letters are of two scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from assistant.articles import Record

# The letters that stand in names and have the shape of a Latin one in common typefaces: a choice from
# https://www.unicode.org/Public/security/latest/confusables.txt, with the three that Latin has itself.
_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХЗаеорсухѕіјԁһԛԝѵӏ", "ABESIJKMHOPCTYX3aeopcyxsijdhqwvl", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανοιρυκ", "ABEZHIKMNOPTYXavoipuk", strict=True))
_OTHERS = dict(zip("օսհոցıɑɡ", "ouhngiag", strict=True))
_ONE_STROKE = dict.fromkeys("I1|", "l") | {"0": "O"}
_SHAPES = str.maketrans(_CYRILLIC | _GREEK | _OTHERS | _ONE_STROKE)
_LOOKALIKE_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE")
"""Scripts that share shapes: one name is hardly ever written in two of them."""


def skeleton(name: str) -> str:
    r"""What two names have in common that look alike, after the method of Unicode's UTS 39.

    >>> skeleton("Ann Ash") == skeleton("\N{CYRILLIC CAPITAL LETTER A}nn Ash")
    True
    >>> skeleton("Ана") == skeleton("Ana")
    False
    """
    decomposed = unicodedata.normalize("NFKD", name)
    seen = "".join(char for char in decomposed if unicodedata.category(char) != "Cf")
    return " ".join(seen.translate(_SHAPES).split())


def mixed(name: str) -> Iterator[str]:
    """The words of a name whose letters are of two scripts that share shapes."""
    for word in re.findall(r"\w+", name):
        if len(_scripts(word)) > 1:
            yield word


def lookalikes(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    """An article's id and a sentence for each of its names that looks like another one in the records."""
    articles: dict[str, list[str]] = {}
    for record in records:
        for name in record.people:
            articles.setdefault(name, []).append(record.article_id)
    alike: dict[str, list[str]] = {}
    for name in articles:
        alike.setdefault(skeleton(name), []).append(name)
    for names in alike.values():
        # The name of most articles is taken for the right one.
        usual, *others = sorted(names, key=lambda name: (-len(articles[name]), name))
        for other in others:
            for article_id in articles[other]:
                yield (
                    article_id,
                    (
                        f"The name {other!r} looks like {usual!r} of {articles[usual][0]!r}, "
                        f"but is written with other characters ({_difference(other, usual)})."
                    ),
                )


def _difference(name: str, usual: str) -> str:
    """The first character of `name` that `usual` does not have in that place, by its Unicode name."""
    for place, char in enumerate(name):
        if usual[place : place + 1] != char:
            return unicodedata.name(char, "unnamed").lower()
    return unicodedata.name(usual[len(name)], "unnamed").lower()


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(char, "") for char in word)
    return {script for name in names for script in _LOOKALIKE_SCRIPTS if name.startswith(script)}
