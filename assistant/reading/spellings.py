"""The names of a folder: one person's spellings brought together, and names that only look alike."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from assistant.articles import Article, Record
from assistant.lexicon import COURTESIES
from assistant.names import folded, of_unlike_sex, same_letters

Key = tuple[str, ...]
"""The folded words of a name, without courtesies before it, but for those before a husband's name."""
_MOST_ALIKE = 50
"""Names with one surname and one first letter; of more nobody can tell whose initial it is."""
# The letters that stand in names and have the shape of a Latin one in common typefaces: a choice from
# https://www.unicode.org/Public/security/latest/confusables.txt, with the three that Latin has itself.
_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХЗаеорсухѕіјԁһԛԝѵӏ", "ABESIJKMHOPCTYX3aeopcyxsijdhqwvl", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανοιρυκ", "ABEZHIKMNOPTYXavoipuk", strict=True))
_OTHERS = dict(zip("օսհոցıɑɡ", "ouhngiag", strict=True))
_ONE_STROKE = dict.fromkeys("I1|", "l") | {"0": "O"}
_SHAPES = str.maketrans(_CYRILLIC | _GREEK | _OTHERS | _ONE_STROKE)
_LOOKALIKE_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE")
"""Scripts that share shapes: one name is hardly ever written in two of them."""


def one_spelling(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with one form of each person's name, and a sentence where another stood.

    "LENA STORM" is "Lena Storm", and "L. Storm" is where no other Storm with L is in the folder; so is
    "Lena M. Storm". Two names of one article are two people, whatever a third name is.
    """
    forms = spellings(article.record for article in articles)
    return tuple(_respelt(article, forms) if forms else article for article in articles)


def spellings(records: Iterable[Record]) -> dict[str, str]:
    """The form that stands for each name that is written in another way, too."""
    count: dict[str, int] = defaultdict(int)
    together: dict[Key, set[Key]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    for record in records:
        keys = {_key(name) for name in record.people}
        for name in record.people:
            count[name] += 1
            together[_key(name)] |= keys - {_key(name)}
            beside[name].update(record.people)
    groups: dict[Key, Key] = {key: key for key in together}
    for short, full in _pairs(tuple(together)):
        if full not in together[short]:
            groups[short] = groups.get(full, full)
    same: dict[Key, list[str]] = defaultdict(list)
    for name in count:
        key = groups[_key(name)]
        same[groups.get(key, key)].append(name)
    found: dict[str, str] = {}
    for names in same.values():
        if any(not same_letters(name, other) for name in names for other in beside[name].intersection(names)):
            continue  # two people's names, which a third may have brought together
        each = {folded(name): name for name in names}.values()
        if any(of_unlike_sex(one, other) for one, other in combinations(each, 2)):
            continue
        best = max(names, key=lambda name: (_worth(name), count[name], name))
        found |= {name: best for name in names if name != best}
    return found


def _key(name: str) -> Key:
    words = [name] if name.startswith("@") else folded(name).split()
    while len(words) > 1 and words[0] in COURTESIES:
        words = words[1:]
    if of_unlike_sex(name, " ".join(words)):
        return (folded(name),)  # "Mrs. John Birk" is not John Birk
    return tuple(words) or (name,)


def _pairs(keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """Each name with initials, or without those of another, and the only fuller name that it may be."""
    alike: dict[tuple[str, str], list[Key]] = defaultdict(list)
    for key in keys:
        if len(key) > 1:
            alike[key[-1], key[0][0]].append(key)
    for group in alike.values():
        for short in group if len(group) <= _MOST_ALIKE else ():
            fuller = [full for full in group if _may_be(short, full)]
            # Of "A. Lind", "Ada Lind" and "Ada M. Lind" the first may be both, which are one.
            fullest = [
                full for full in fuller if not any(_may_be(full, other) for other in fuller if other != full)
            ]
            if len(fullest) == 1:
                yield short, fullest[0]


def _may_be(short: Key, full: Key) -> bool:
    """Whether a name is another with initials for its given names or without those in the middle."""
    if short[-1] != full[-1] or len(short) > len(full):
        return False
    middle, others = short[1:-1], full[1:-1]
    if middle:  # "Lena M. Storm" is not "Lena K. M. Storm"
        fits = len(middle) == len(others) and all(map(_stands_for, middle, others))
    else:
        fits = all(len(word) == 1 for word in others)
    return fits and _stands_for(short[0], full[0]) and short != full


def _stands_for(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def _worth(name: str) -> tuple[bool, int, int, int, int]:
    """How much a form says: in small letters, with whole words, with its accents, without a courtesy."""
    words, letters = _key(name), sum(char > "\x7f" for char in name)
    whole = sum(len(word) > 1 for word in words)
    return not name.isupper(), whole, len(words), letters, -len(name.split())


def _respelt(article: Article, forms: Mapping[str, str]) -> Article:
    record = article.record
    other = [name for name in record.people if name in forms]
    if not other:
        return article
    told = tuple(f"The name {name!r} is read as {forms[name]!r}, so written elsewhere." for name in other)
    one_form: dict[str, tuple[str, ...]] = {}
    basis = dict(record.basis)
    for field, names in (("authors", record.authors), ("speakers", record.speakers)):
        one_form[field] = tuple(dict.fromkeys(forms.get(name, name) for name in names))
        written = " and ".join(repr(name) for name in names if name in forms)
        if written:
            where = f"{basis[field]}, " if field in basis else ""
            basis[field] = f"{where}written {written} there"
    record = replace(record, authors=one_form["authors"], speakers=one_form["speakers"], basis=basis)
    return replace(article, record=record, warnings=(*article.warnings, *told))


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
