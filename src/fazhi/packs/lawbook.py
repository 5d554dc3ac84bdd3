"""The law book: every document that packs cite, its versions and their days in force; a citation it lacks is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi.kernel.duties import Source
from fazhi.kernel.faults import Problem, nearest
from fazhi.packs.keys import Table, raise_if, read_toml
from fazhi.packs.pack import Pack

FOLDER, FILE = "_lawbook", "laws.toml"
RANKS = (
    "法律",
    "行政法规",
    "地方性法规",
    "部门规章",
    "地方政府规章",
    "党内法规",
    "规范性文件",
    "评估标准",
    "本地文件",
)
ARTICLE = re.compile(r"第([零一二三四五六七八九十百]+)条")
DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a law: its number, days in force, and how many articles it has (0: not counted)."""

    number: str
    since: date | None
    until: date | None
    articles: int


@dataclass(frozen=True, slots=True)
class Law:
    """A document by its full name."""

    name: str
    short: tuple[str, ...]
    rank: str
    issuer: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Lawbook:
    """Laws by every name they go by."""

    laws: Mapping[str, Law]

    def find(self, name: str) -> Law | None:
        """The law of that full or short name, or None."""
        return self.laws.get(name)


def read_lawbook(places: Iterable[Path]) -> Lawbook:
    """The law books of these pack folders together. Raises PackFault with every fault in them."""
    problems: list[Problem] = []
    found: dict[str, Law] = {}
    for place in places:
        path = place / FOLDER / FILE
        if path.exists():
            for law in _laws(Table(read_toml(path, f"{FOLDER}/{FILE}"), f"{FOLDER}/{FILE}", problems)):
                for name in (law.name, *law.short):
                    found[name] = law
    raise_if(problems)
    return Lawbook(found)


def _laws(file: Table) -> Iterator[Law]:
    for row in file.tables("law"):
        versions = tuple(_version(v) for v in row.tables("version"))
        name = row.text("name", required=True)
        short, rank = row.texts("short"), row.choice("rank", RANKS, RANKS[-1], required=True)
        made = Law(name, short, rank, row.text("issuer", required=True), versions)
        if not versions:
            row.fault("version", "没有版本", "至少一个", "补上施行日期", "a law needs a version")
        row.done()
        yield made
    file.done()


def _version(row: Table) -> Version:
    made = Version(row.text("number"), row.day("since"), row.day("until"), row.whole("articles"))
    row.done()
    return made


def uncited(packs: Sequence[Pack], book: Lawbook) -> Iterator[Problem]:
    """Citations that the book cannot carry: an unknown document, a day no version begins, an article beyond the last."""
    for pack in packs:
        for duty in pack.duties:
            for source in duty.sources:
                yield from _source_faults(f"packs/{pack.id}/duties.toml [{duty.id}] sources", source, book)


def _source_faults(where: str, source: Source, book: Lawbook) -> Iterator[Problem]:
    law = book.find(source.document)
    if law is None:
        close = nearest(source.document, book.laws)
        mend = f"改为“{close}”" if close else f"写进 {FOLDER}/{FILE}"
        yield Problem(where, f"“{source.document}”不在法规目录里", "", mend, "document is not in the law book")
        return
    version = next((v for v in law.versions if v.since == source.since), None)
    if source.since is not None and version is None:
        days = "、".join(str(v.since) for v in law.versions if v.since)
        yield Problem(
            where, f"“{source.document}”没有 {source.since} 施行的版本", days, "核对施行日期", "no such version"
        )
        return
    last = max((number_of(m) for m in ARTICLE.findall(source.article)), default=0)
    if version is not None and version.articles and last > version.articles:
        allowed = f"共{version.articles}条"
        yield Problem(where, f"“{source.document}”没有第{last}条", allowed, "核对条文号", "article beyond the last")


def number_of(text: str) -> int:
    """A Chinese numeral below a thousand: 一百零三 is 103."""
    total = current = 0
    for char in text:
        if char in DIGITS:
            current = DIGITS[char]
        else:
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
    return total + current
