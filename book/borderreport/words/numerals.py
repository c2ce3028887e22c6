"""Numbers in short phrases, as printed in the sources.

In English, and what pages of the record print in Russian and Persian.
"""

from __future__ import annotations

import math
import re

WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "два": 2,
    "двое": 2,
    "три": 3,
    "трое": 3,
    "четыре": 4,
    "четверо": 4,
    "пять": 5,
    "пятеро": 5,
    "шесть": 6,
    "семь": 7,
    "восемь": 8,
    "девять": 9,
    "десять": 10,
}
#: "one" is mostly a pronoun, so a lone "one" counts as a number only if a row claims the value 1.
PRONOUN = "one"
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
#: Scale words of pages in other languages and in short forms, as patterns.
OTHER_SCALES = {
    r"тыс\w*": "thousand",
    r"mln|млн|миллион\w*|میلیون": "million",
    r"bn|млрд|миллиард\w*": "billion",
}
_OTHER_SCALES = [
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), english)
    for pattern, english in OTHER_SCALES.items()
]
_DECIMAL_COMMA = re.compile(r"(?<=\d),\s?(?=\d{1,2} km)|(?<=\d),(?=\d{1,2}(?!\d))")

_FIGURE = (
    r"(?<![\w.,])(?:(?:US)?\$\s?|USD\s?|~)?"
    r"(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?"
)
_WORD = r"(?<!\w)(?P<word>" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")(?!\w)"
_SCALE = r"(?:[\s-]*(?P<scale>" + "|".join(SCALES) + r")s?)?"
_NUMBER = re.compile(rf"(?:{_FIGURE}|{_WORD}){_SCALE}", re.IGNORECASE)
_TENS = re.compile(
    r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"-(one|two|three|four|five|six|seven|eight|nine)\b",
    re.I,
)
_DIGIT, _TOKEN = re.compile(r"\d"), re.compile(r"\w+")
#: Words of which a phrase without digits must hold one for a number to be in it.
_TELLING = {*WORDS, "penny", "dollar"}
_NOTHING = re.compile(r"\bnot \w+ a (?:single )?(?:penny|dollar)\b", re.IGNORECASE)
_YEAR_SPAN = re.compile(r"(?<!\d)(?P<century>\d{2})(?P<from>\d{2})[-–](?P<to>\d{2})(?!\d)")


def numbers_in(phrase: str) -> list[float]:
    """Every number in ``phrase``, in order, scale words applied: "1.5 thousand" gives 1500.0.

    "2021-25" gives both years, "not received a penny" gives 0. Ordinals written in figures ("201st", "15th")
    count, ordinal words ("first") do not. The word "one" counts; see `stray_numbers` for why that is
    harmless.
    """
    if not _DIGIT.search(phrase) and _TELLING.isdisjoint(_TOKEN.findall(phrase.lower())):
        return []
    spelled = _DECIMAL_COMMA.sub(".", _NOTHING.sub("0", phrase))
    for pattern, english in _OTHER_SCALES:
        spelled = pattern.sub(english, spelled)
    spelled = _TENS.sub(lambda m: str(WORDS[m[1].lower()] + WORDS[m[2].lower()]), spelled)
    spelled = _YEAR_SPAN.sub(lambda m: f"{m['century']}{m['from']} {m['century']}{m['to']}", spelled)
    spelled = re.sub(r"(?<=\d)[-–](?=\d)", " ", spelled)
    found = []
    for match in _NUMBER.finditer(spelled):
        if match["word"]:
            value = float(WORDS[match["word"].lower()])
        else:
            value = float(match["figure"].replace(",", ""))
        if match["scale"]:
            value *= SCALES[match["scale"].lower()]
        found.append(value)
    return found


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def stray_numbers(phrase: str, allowed: set[float]) -> list[float]:
    """Numbers of ``phrase`` that are not in ``allowed``; a lone word "one" never is a stray."""
    without_pronoun = re.sub(
        rf"(?<!\w){PRONOUN}(?!\w)(?![\s-]+(?:{'|'.join(SCALES)}))", " ", phrase, flags=re.I
    )
    return [n for n in numbers_in(without_pronoun) if not any(_same(n, a) for a in allowed)]


def printed(phrase: str, value: float) -> bool:
    """Is ``value`` printed in ``phrase``? An article counts as one: "a Chinese national" prints 1."""
    if value == 1 and re.search(r"\b(?:an?|one)\b", phrase, re.IGNORECASE):
        return True
    return any(_same(value, n) for n in numbers_in(phrase))
