"""Countries, cities, bodies and times that writing on politics names; the places in several languages.

Many languages write demonyms in lower case, and models translate names: so these are known by the beginnings
of their words, whatever their case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.lexicon import MONTHS, WEEKDAYS, either

_PLACES = """
albania: alban shqip | armenia: armeni | austria: austria österreich oesterreich autrich | azerbaijan: azerb
belarus: belarus bieloruss | belgium: belgi | bosnia: bosni bosnie bosnya | britain: britain british britan
bulgaria: bulgar | catalonia: catal katal | china: chinese chinois chines kines | crimea: crimea krim
croatia: croat kroat hrvat | cyprus: cyprus cypriot zyper kipar | czechia: czech tschech češk
denmark: denmark danish dänem | england: england english anglais | estonia: eston estn
finland: finland finnish finn | france: france french franz français francus | georgia: georgia georgisch
germany: german deutsch alleman njemač nemač gjerman tedesc | greece: greece greek griech grecque grek grčk
hungary: hungar ungar ungarn hongr mađar | india: india indisch | iran: iran | iraq: iraq irak
ireland: ireland irish irland | israel: israel | italy: italy italia italien | japan: japan
kosovo: kosov | latvia: latvia lettland | lithuania: lithuan litauen litauisch | macedonia: macedon makedon
moldova: moldov | montenegro: montenegr crnogor | netherlands: netherl dutch holland niederl
norway: norway norweg | poland: poland polska polnisch polonais poljsk | portugal: portug
romania: romania rumän roumain rumun | russia: russia russis russland russie russe rusij rusk rusi
scotland: scotland scottish schott | serbia: serb srbij srpsk srbi | slovakia: slovak slowak
slovenia: sloven slowen | spain: spain spanish spanien spanisch espagn español | sweden: sweden swedish schwed
switzerland: switzerl swiss schweiz suisse | syria: syria syrisch | taiwan: taiwan | tibet: tibet
ukraine: ukrain ukraj | vatican: vatic vatik | yugoslavia: yugosl jugosl | mitrovica: mitrovic
belgrade: belgrad beograd | pristina: pristin prishtin prištin | sarajevo: sarajev | zagreb: zagreb
ljubljana: ljubljan | skopje: skopj | tirana: tirana tirane | podgorica: podgoric | berlin: berlin
vienna: vienna viennese wien | moscow: moscow moskau moskv | brussels: brussel brüssel bruxell brisel
beijing: beijing peking | ankara: ankara | athens: athens athen | budapest: budapest | warsaw: warsaw warschau
kyiv: kyiv kiev | bucharest: buchar bukarest | london: london | paris: paris | rome: rome roma
madrid: madrid | washington: washing | venice: venice venise venedig venezi venecij | dayton: dayton
hague: hague | geneva: geneva genf genève | helsinki: helsink | ohrid: ohrid | presevo: presev preshev preşev
balkans: balkan | europe: europ | africa: africa afrika | asia: asia asian asiat
"""
_LONG = {
    "eu": r"\bEuropean\s+Union\b",
    "un": r"\bUnited\s+Nations\b",
    "britain": r"\bUnited\s+Kingdom\b",
    "america": r"\bUnited\s+States\b",
}
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_EXACT = {
    "eu": "eu",
    "ue": "eu",
    "nato": "nato",
    "otan": "nato",
    "un": "un",
    "onu": "un",
    "uno": "un",
    "osce": "osce",
    "osze": "osce",
    "imf": "imf",
    "unesco": "unesco",
    "opec": "opec",
    "kremlin": "russia",
    "america": "america",
    "american": "america",
    "americans": "america",
    "usa": "america",
    "turkish": "turkey",
    "turk": "turkey",
    "turks": "turkey",
    "türkei": "turkey",
    "türkisch": "turkey",
    "turquie": "turkey",
}
# Lower-case words of English, or of another language, that are no names.
_CAPITAL_ONLY = {
    "un": "un",
    "polish": "poland",
    "turkey": "turkey",
    "china": "china",
    "us": "america",
    "uk": "britain",
}
_NO_PLACES = frozenset(
    "germane parish pariser romans romance danger balkanise rusk rusks russet washing indian finnegan".split()
)
_BEGINNINGS = {
    beginning: place.strip()
    for entry in _PLACES.replace("\n", " | ").split("|")
    if (parts := entry.partition(":"))[1]
    for place in (parts[0],)
    for beginning in parts[2].split()
}
_LENGTHS = sorted({len(beginning) for beginning in _BEGINNINGS}, reverse=True)
_SEATS = {
    **{"belgrade": "serbia", "pristina": "kosovo", "sarajevo": "bosnia", "zagreb": "croatia"},
    **{"ljubljana": "slovenia", "skopje": "macedonia", "tirana": "albania", "podgorica": "montenegro"},
    **{"berlin": "germany", "vienna": "austria", "moscow": "russia", "brussels": "eu", "beijing": "china"},
    **{"ankara": "turkey", "athens": "greece", "budapest": "hungary", "warsaw": "poland", "kyiv": "ukraine"},
    **{"bucharest": "romania", "london": "britain", "paris": "france", "rome": "italy", "madrid": "spain"},
    **{"washington": "america", "england": "britain", "eu": "europe"},
}
_PERIOD = either(word.lower() for word in (*MONTHS, *WEEKDAYS)) + (
    "|years?|months?|weeks?|weekends?|decades?|century|generation|spring|summer|autumn|winter"
)
_TIME = re.compile(
    rf"\b(?:(?:last|next|this) (?:{_PERIOD})|(?:(?<=in )|(?<=the )|(?<=by )|(?<=since )|(?<=every ))spring"
    r"|summers?|autumns?|winters?|yesterday|tomorrow|tonight)\b"
)
_SPELLINGS = {"past": "last", "previous": "last", "coming": "next", "following": "next"}
_SPELLED = re.compile(rf"\b(?:{either(_SPELLINGS)})\b")
_FALL = re.compile(r"\b(in|the|by|since|every|last|next|this) fall\b")


def places(words: Iterable[str]) -> frozenset[str]:
    """The places that the words name, as written; the people of a place and its adjectives name it too.

    >>> sorted(places("the Serbs and kosovar Polish firms polish brass".split()))
    ['kosovo', 'poland', 'serbia']
    """
    return frozenset(place for word in words if (place := place_of(word)))


@lru_cache(maxsize=20_000)
def place_of(word: str) -> str | None:
    """The place that one word names."""
    low = word.lower()
    if word != low and low in _CAPITAL_ONLY:
        return _CAPITAL_ONLY[low]
    if low in _CAPITAL_ONLY or low in _NO_PLACES:
        return None
    if low in _EXACT:
        return _EXACT[low]
    return next((_BEGINNINGS[low[:length]] for length in _LENGTHS if low[:length] in _BEGINNINGS), None)


def names_place(name: str, text: str) -> bool:
    """Whether a name is a place's and the text names that place: "EU", where it says "European Union"."""
    place = place_of(name)
    return place is not None and place in in_text(text)


@lru_cache(maxsize=64)
def in_text(text: str) -> frozenset[str]:
    """The places that a text names, by their long names too, with the states whose seats it names."""
    long = frozenset(place for place, name in _LONG.items() if re.search(name, text))
    return with_states(places(map(_undotted, _WORD.findall(text)))) | long


def _undotted(word: str) -> str:
    return word.replace(".", "")


def with_states(named: frozenset[str]) -> frozenset[str]:
    """The places, with the states and unions whose seats they are: who says Belgrade has said Serbia."""
    states = {_SEATS[place] for place in named if place in _SEATS}
    return named | states | {_SEATS[state] for state in states if state in _SEATS}


def times_stand(sentence: str, text: str) -> bool:
    """Whether the seasons and the relative times of a sentence stand in the text; months are names.

    >>> times_stand("It fell last autumn.", "the past fall"), times_stand("It fell last year.", "this year")
    (True, False)
    """
    found = _TIME.findall(_plain_times(sentence))
    return not found or set(found) <= set(_TIME.findall(_plain_times(text)))


def _plain_times(text: str) -> str:
    """The text in small letters and single spaces, each relative time in one spelling."""
    spelled = _SPELLED.sub(lambda word: _SPELLINGS[word[0]], " ".join(text.lower().split()))
    return _FALL.sub(r"\1 autumn", spelled)
