"""Citations against the words in store: an article that is not there, a number of days that its words do not hold."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from fazhi.kernel.duties import After, Before, Duty, Source
from fazhi.office.law_text import texts_of
from fazhi.office.rules import shelf
from fazhi.packs.lawbook import ARTICLE, number_of

DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A citation that its text does not bear out."""

    duty: str
    source: str
    words: str


def doubts() -> tuple[int, list[Doubt]]:
    """(citations whose text is in store, those in doubt). A doubt is for a lawyer to read, not yet an error.

    A number is looked for only where every document of the duty is in store: it may stand in the one that is not.

    Price: one small file a version of a law.
    """
    checked, found = 0, []
    for duty in shelf().duties:
        read, whole = "", True
        for source in duty.sources:
            text, articles = texts_of(source)
            if text is None:
                whole = whole and source.status == "seed"
                continue
            checked += 1
            read += " ".join(words for _, words in articles)
            absent = [n for n in ARTICLE.findall(source.article) if number_of(n) not in text.articles]
            found += [Doubt(duty.id, _cited(source), f"没有第{n}条") for n in absent]
        numbers = _numbers(duty)
        if (
            read
            and whole
            and numbers
            and duty.force in ("statute", "by_reference")
            and not any(_holds(read, n) for n in numbers)
        ):
            cited = "；".join(_cited(s) for s in duty.sources)
            found.append(Doubt(duty.id, cited, f"条文里没有“{numbers[0]}”这个数"))
    return checked, found


def _cited(source: Source) -> str:
    return f"《{source.document}》{source.article}"


def _numbers(duty: Duty) -> tuple[int, ...]:
    """The numbers of days, months or hours a law may give a duty; none when it has none.

    An act allowed only when n days are over comes on day n + 1: the law says n.
    """
    term = duty.term if isinstance(duty, After) else duty.lead if isinstance(duty, Before) else None
    if term is None or term.unit == "date":
        return ()
    return (term.number, term.number - 1) if isinstance(duty, Before) and duty.lead_from == "needs" else (term.number,)


def _holds(words: str, number: int) -> bool:
    """Whether a number stands in the words, in digits or as it is written in laws."""
    plain = unicodedata.normalize("NFKC", words)
    return str(number) in plain or any(form in plain for form in _written(number))


def _written(number: int) -> tuple[str, ...]:
    """Chinese numerals below a hundred: 20 is 二十, 2 is 二 or 两."""
    tens, ones = divmod(number, 10)
    if number >= 100:
        return ()
    if not tens:
        return (DIGITS[ones], "两") if ones == 2 else (DIGITS[ones],)
    return (("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else ""),)
