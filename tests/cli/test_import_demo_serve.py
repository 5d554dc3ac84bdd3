"""`fazhi import`, `demo` and `serve` on what people type: files that are not there, days and ports that are none."""

import io
import json
import socket
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from fazhi.cli.main import main
from fazhi.kernel.units import Unit
from fazhi.store import models
from fazhi.store.people import put_units
from tests import story
from tests.picture_books import dispimg, lay, photo, saved, with_cell_pictures

pytestmark = pytest.mark.django_db
STUDY = [["序号", "日期", "学习内容", "参加人员"], [1, "2025.5.6", "宪法", "赵立"], [2, "2025.2.30", "刑法", "赵立"]]


@pytest.fixture
def books(settings, tmp_path: Path) -> Path:
    """A township, and two workbooks of its leaders' study: one good, one with a day that does not exist."""
    settings.DEMO_AS_OF, settings.EVIDENCE_DIR = date(2026, 3, 2), tmp_path / "evidence"
    story.settle()
    for name, rows in (("good.xlsx", STUDY[:2]), ("wrong.xlsx", STUDY)):
        book = Workbook()
        for row in (["领导干部学法台账"], ["填报单位：清河镇（示例）"], *rows):
            book.active.append(row)
        out = io.BytesIO()
        book.save(out)
        (tmp_path / name).write_bytes(out.getvalue())
    return tmp_path


def test_import_reports_rows_and_writes_the_workbook_back(books, capsys):
    """成功 n 行，失败 m 行; exit code 1 where rows were refused; the marked workbook lies beside."""
    assert main(["import", str(books / "wrong.xlsx"), "--unit", "qinghe"]) == 1
    shown = capsys.readouterr().out
    assert "成功 1 行，失败 1 行" in shown and "没有这一天" in shown
    assert (books / "wrong（错误标注）.xlsx").exists()
    assert main(["import", str(books / "good.xlsx"), "--unit", "清河镇（示例）", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["known"] == 1


def test_import_tells_of_pictures(books, capsys):
    """How many were attached, and which were not, in words and as JSON."""
    book = Workbook()
    for row in (["领导干部学法台账"], STUDY[0], [*STUDY[1], dispimg("ID_A")], [None, None, None, None, None]):
        book.active.append(row)
    lay(book.active, "A1", photo("blue"))
    (books / "photos.xlsx").write_bytes(with_cell_pictures(saved(book), {"ID_A": photo("red")}))
    assert main(["import", str(books / "photos.xlsx"), "--unit", "qinghe"]) == 0
    shown = capsys.readouterr().out
    assert "附上照片 1 张" in shown and "第1行的图片，没有带入" in shown
    assert main(["import", str(books / "photos.xlsx"), "--unit", "qinghe", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["known"], told["pictures"], len(told["notices"])) == (1, 0, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["no-such.xlsx"], "没有这个文件"),
        (["."], "这是文件夹"),
        (["good.xlsx", "--by", "赵力"], "没有这个人"),
        (["good.xlsx", "--ledger", "学发"], "没有这本台账"),
        ([], "命令行参数"),
    ],
)
def test_bad_words_of_import(books, monkeypatch, capsys, words, said):
    """Exit code 2, and nothing was recorded."""
    monkeypatch.chdir(books)
    assert main(["import", *words, "--unit", "qinghe"]) == 2
    assert said in capsys.readouterr().err and not models.Event.objects.exists()


def test_one_bad_file_stops_before_any_is_imported(books, capsys):
    """All files are read before the first is taken."""
    assert main(["import", str(books / "good.xlsx"), str(books / "none.xlsx"), "--unit", "qinghe"]) == 2
    assert not models.Event.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--as-of", "2026-02-30"], "不是日期"),
        (["--as-of", "2031-01-01"], "不在示例数据的日期里"),
        (["--port", "70000"], "不是端口号"),
        (["--prot", "1"], "命令行参数"),
    ],
)
def test_bad_words_of_demo(capsys, words, said):
    """Refused before anything is made."""
    assert main(["demo", "--no-serve", *words]) == 2
    assert said in capsys.readouterr().err and not models.Unit.objects.exists()


def test_demo_never_enters_a_database_with_real_units(settings, tmp_path, monkeypatch, capsys):
    """Invented records stay apart."""
    settings.HOME = tmp_path
    monkeypatch.chdir(tmp_path)
    put_units([Unit("real", "真实县", "county")])
    assert main(["demo", "--no-serve"]) == 2
    assert "已有其他单位" in capsys.readouterr().err and not (tmp_path / "demo").exists()


def test_serve_says_when_its_port_is_taken(capsys):
    """The message names the address and what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "不能使用" in capsys.readouterr().err
    assert main(["serve", "--port", "http"]) == 2
