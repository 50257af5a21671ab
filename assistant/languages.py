"""Languages: their codes and names, and in which one an article or a question is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
from typing import Any

from assistant.lexicon import FUNCTION_WORDS, QUESTION_WORDS

EXAMINED = frozenset({"en"})
"""Languages in which the rules of whose view a sentence is were evaluated."""
_NAMES = {
    "sq": "Albanian",
    "ar": "Arabic",
    "hy": "Armenian",
    "eu": "Basque",
    "be": "Belarusian",
    "bs": "Bosnian",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "zh": "Chinese",
    "hr": "Croatian",
    "cs": "Czech",
    "da": "Danish",
    "nl": "Dutch",
    "en": "English",
    "et": "Estonian",
    "fi": "Finnish",
    "fr": "French",
    "ka": "Georgian",
    "de": "German",
    "el": "Greek",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "ga": "Irish",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lv": "Latvian",
    "lt": "Lithuanian",
    "mk": "Macedonian",
    "no": "Norwegian",
    "fa": "Persian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sh": "Serbian, Croatian or Bosnian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "es": "Spanish",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "und": "another language",
    "vi": "Vietnamese",
}
_ALSO = {
    "sq": "alb sqi shqip",
    "ar": "ara العربية",
    "hy": "arm hye հայերեն",
    "eu": "baq eus euskara",
    "be": "bel беларуская",
    "bs": "bos bosanski",
    "bg": "bul български",
    "ca": "cat català",
    "zh": "chi zho cmn mandarin 中文",
    "hr": "hrv hrvatski",
    "cs": "cze ces čeština",
    "da": "dan dansk",
    "nl": "dut nld nederlands",
    "en": "eng",
    "et": "est eesti",
    "fi": "fin suomi",
    "fr": "fre fra français",
    "ka": "geo kat ქართული",
    "de": "ger deu deutsch",
    "el": "gre ell ελληνικά",
    "he": "heb עברית",
    "hi": "hin हिन्दी",
    "hu": "hun magyar",
    "id": "ind",
    "ga": "gle gaeilge",
    "it": "ita italiano",
    "ja": "jpn 日本語",
    "ko": "kor 한국어",
    "lv": "lav latviešu",
    "lt": "lit lietuvių",
    "mk": "mac mkd македонски",
    "no": "nor norsk",
    "fa": "per fas farsi فارسی",
    "pl": "pol polski",
    "pt": "por português",
    "ro": "rum ron română",
    "ru": "rus русский",
    "sr": "srp srpski српски",
    "sh": "hbs serbo-croatian srpskohrvatski",
    "sk": "slo slk slovenčina",
    "sl": "slv slovenščina",
    "es": "spa español castellano",
    "sv": "swe svenska",
    "th": "tha ไทย",
    "tr": "tur türkçe",
    "uk": "ukr українська",
    "vi": "vie",
}
"""Their codes of three letters (ISO 639-2 and 639-3) and what they call themselves."""
_CODES = {name.casefold(): code for code, name in _NAMES.items()}
_CODES |= {name: code for code, names in _ALSO.items() for name in names.split()}
_SAME = {"hr": "sh", "bs": "sh", "sr": "sh", "cnr": "sh", "nb": "no", "nn": "no", "iw": "he", "in": "id"}
"""Languages whose texts no detector tells apart, and codes of one language."""
_ENGLISH = frozenset({"en", "pcm", "sco", "zxx"})
"""What the detector calls English, with headlines and addresses: Nigerian Pidgin, Scots, no language."""
_SERBIAN_LETTERS = re.compile("[ђћџљњјЂЋЏЉЊЈ]")
_MACEDONIAN_LETTERS = re.compile("[ѓќѕЃЌЅ]")
_WORD = re.compile(r"[^\W\d_]+")
_PROSE = re.compile(r"^(?![#>|`])[^\n]{40,}", re.MULTILINE)
_OPENING = 500
"""Characters by which an article's language is told."""
_CLEARLY_ENGLISH = 0.22
"""Share of English function words in them above which no detector is asked.

Of 1,059 such stretches in 94 other languages none reaches .19; of 9,166 in English 100 do not reach .22.
"""
_FEWEST_LETTERS = 20
_LIKELY = 0.5
"""Least probability of a language. Of 5,418 English questions none reaches it for another language."""
_HARDLY = 0.0005
"""Probability of English below which a text is not English, whatever it is; the same questions have .006."""
_EXPECTED = 0.1
"""Least probability of a language in which there are articles…"""
_RATHER = 10
"""…as a multiple of that of English, which "Was Ben Stein guilty?" has a fifth of German's."""
_MAY_BE_FOREIGN = 0.34
"""Share of English function words up to which a question, its names aside, is looked at.

Of 70 questions in 17 other languages none has more, of 665 in English 59 have no more.
"""
UNKNOWN = "und"
"""The code of a language that is not English, and could not be told."""


def tag(language: str) -> str | None:
    """The language that a record names, as a tag of BCP 47; None where it names none that is known.

    >>> tag("English"), tag("en_gb"), tag("deu"), tag("de_DE.UTF-8"), tag("Deutsch (Schweiz)")
    ('en', 'en-GB', 'de', 'de-DE', 'de')
    >>> tag("Elvish")
    """
    written = re.split(r"[(.@]", language, maxsplit=1)[0].strip().casefold()  # also "de_DE.UTF-8"
    if written in _CODES:
        return _CODES[written]
    first, *parts = re.split(r"[-_]", written)
    short = _CODES.get(first, first)
    if not (short.isalpha() and len(short) in (2, 3)):
        return None
    forms = {2: str.upper, 4: str.title}  # of a country, of a script
    sound = takewhile(re.compile("[a-z0-9]{2,8}").fullmatch, parts)
    return "-".join((short, *(forms.get(len(part), str.lower)(part) for part in sound)))


def code(language: str | None) -> str | None:
    """The language of a record as a code, one for languages that only the record tells apart; None for none.

    >>> code("de-AT"), code("German"), code("sr-Latn"), code("hr"), code(None)
    ('de', 'de', 'sh', 'sh', None)
    """
    found = tag(language) if language else None
    if not found:
        return None
    short = found.partition("-")[0]
    return _SAME.get(short, short)


def name(language: str) -> str:
    """A language as readers call it.

    >>> name("de-AT"), name("hr"), name("xx")
    ('German', 'Croatian', "'xx'")
    """
    short = (tag(language) or language.casefold()).partition("-")[0]
    return _NAMES.get(short) or _NAMES.get(_SAME.get(short, ""), repr(short))


def called(language: str) -> str | None:
    """A language that somebody names, as readers call it; None where the name is not known.

    >>> called("Serbian (Cyrillic)"), called("sr-Latn"), called("Elvish")
    ('Serbian', 'Serbian', None)
    """
    found = name(" ".join(_WORD.findall(language)[:1]))
    return found if found.casefold() in _CODES else None


def is_examined(language: str | None) -> bool:
    """Whether whose view a sentence is may be read from its words; where no language is known, it may."""
    return language is None or code(language) in EXAMINED


def detected(text: str) -> str | None:
    """The code of the language of an article's text, by its opening; None where it is too short to tell."""
    lines = _PROSE.finditer(text)
    opening = ""
    while len(opening) < _OPENING and (line := next(lines, None)):
        opening += line.group()[:_OPENING] + "\n"
    opening = opening or text[:_OPENING]
    if sum(map(str.isalpha, opening)) < _FEWEST_LETTERS:
        return None
    if _english_share(opening) >= _CLEARLY_ENGLISH:
        return "en"
    return _classified(opening) or None


def of_question(question: str, articles: Iterable[str] = ()) -> str | None:
    """The code of a question's language; `UNKNOWN` where only English is ruled out, None where nothing is.

    Where its few words fit several languages, one in which there are `articles` is more likely than others.

    >>> of_question("Soll der Kosovo geteilt werden?"), of_question("Who opposes it?"), of_question("Thaci?")
    ('de', 'en', None)
    """
    # Names are spelt as in their own language: "Would Vučić recognise Kosovo?". German loses its nouns.
    first, *others = _WORD.findall(question) or [""]
    if first.casefold() in QUESTION_WORDS:  # no other language asks with one of these
        return "en"
    plain = [first, *(word for word in others if not word[0].isupper())]
    told = " ".join(plain) if len(plain) > 1 else question
    if _english_share(told) > _MAY_BE_FOREIGN:
        return "en"
    return "sr" if _is_serbian(question) else _classified(told, frozenset(articles))


@lru_cache(maxsize=1_000)
def _classified(text: str, expected: frozenset[str] = frozenset()) -> str | None:
    """The likely language of a text; `UNKNOWN` where it is only known not to be English, None for a doubt."""
    if _is_serbian(text):
        return "sr"
    chances: dict[str, float] = {}
    for label, chance in _identifier().rank(text):
        same = "en" if label in _ENGLISH else _SAME.get(label, label)
        chances[same] = chances.get(same, 0.0) + float(chance)
    best = max(chances, key=lambda label: chances[label])
    if chances[best] >= _LIKELY:
        return best
    nearest = max(expected, key=lambda label: chances.get(label, 0.0), default="en")
    if chances.get(nearest, 0.0) > max(_EXPECTED, _RATHER * chances["en"]):
        return nearest
    return UNKNOWN if chances["en"] < _HARDLY else None


def _is_serbian(text: str) -> bool:
    """Whether Cyrillic letters stand in a text that Serbian has and Russian and Bulgarian do not."""
    return bool(_SERBIAN_LETTERS.search(text)) and not _MACEDONIAN_LETTERS.search(text)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """The detector, one second and 100 MB: loaded for the first text that may not be English."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _english_share(text: str) -> float:
    """Share of the words that are English function words."""
    words = _WORD.findall(text.casefold())
    return sum(word in FUNCTION_WORDS for word in words) / max(1, len(words))
