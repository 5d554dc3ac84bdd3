"""`fazhi deadline`, `calendar`, `law diff`, `check --coverage`: useful alone, and strict about what is typed."""

import json
from datetime import date
from pathlib import Path

import pytest

from fazhi.cli.main import main
from fazhi.office.access import acting
from fazhi.office.law_changes import changes_between
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest
from fazhi.office.rules import shelf
from fazhi.packs.coverage import coverage_table
from fazhi.packs.shelf import load_shelf
from fazhi.store import models
from tests import story

ROOT = Path(__file__).resolve().parents[2]


def test_a_deadline_is_counted_day_by_day(capsys):
    """Twenty working days across National Day 2024, with its make-up days."""
    assert main(["deadline", "--from", "2024-09-27", "--term", "20wd"]) == 0
    shown = capsys.readouterr().out
    assert "2024年10月30日届满" in shown and "9月29日和10月12日补班计入" in shown and "周五" in shown


def test_a_deadline_as_data(capsys):
    """Both readings, for a last day in the Spring Festival."""
    assert main(["deadline", "--from", "2025-01-20", "--term", "15d", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["due"], told["due_if_rolled"], len(told["days"])) == ("2025-02-04", "2025-02-05", 17)


@pytest.mark.parametrize(
    "words",
    [
        ["deadline", "--from", "2024-09-31", "--term", "20wd"],
        ["deadline", "--from", "2024-09-27", "--term", "twenty"],
        ["deadline", "--from", "2024-09-27", "--term", "20wd", "--extend", "-1"],
        ["deadline", "--term", "20wd"],
        ["calendar", "show", "1066"],
        ["calendar", "hide", "2026"],
    ],
    ids=" ".join,
)
def test_bad_words_are_refused(words, capsys):
    """Exit code 2 and how to write it."""
    assert main(words) == 2
    assert "错误 / error" in capsys.readouterr().err


def test_a_year_is_shown_with_its_notice(capsys):
    """An announced year and one that is not yet."""
    assert main(["calendar", "show", "2026"]) == 0
    assert "按国务院办公厅通知" in capsys.readouterr().out
    assert main(["calendar", "show", "2030", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["provisional"] is True


NEXT = """year = 2027
notices = ["国务院办公厅关于2027年部分节假日安排的通知（虚构示例）"]
number = ""
source = "虚构示例"
work = []
[[off]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
[[off]]
name = "春节"
first = 2027-02-05
last = 2027-02-12
[[off]]
name = "清明"
first = 2027-04-03
last = 2027-04-05
[[off]]
name = "劳动节"
first = 2027-05-01
last = 2027-05-03
[[off]]
name = "端午"
first = 2027-06-09
last = 2027-06-09
[[off]]
name = "中秋"
first = 2027-09-15
last = 2027-09-15
[[off]]
name = "国庆"
first = 2027-10-01
last = 2027-10-08
"""


@pytest.mark.django_db
def test_a_years_notice_is_taken_in_and_moves_what_it_moves(settings, tmp_path, capsys):
    """A request of January 2027 was due by weekends alone; the notice of a longer Spring Festival moves it."""
    settings.DEMO_AS_OF, settings.HOME = date(2027, 1, 25), tmp_path
    story.settle()
    wish = RecordRequest("foi.application_received", date(2027, 1, 22), unit="qinghe", facts={"subject": "征地补偿"})
    record(acting("chen", "陈静", date(2027, 1, 25)), wish)
    (tmp_path / "2027.toml").write_text(NEXT, "utf-8")
    assert main(["calendar", "import", str(tmp_path / "2027.toml"), "--unit", "qinghe", "--by", "陈静", "--json"]) == 0
    moved = {row["title"]: (row["before"], row["after"]) for row in json.loads(capsys.readouterr().out)}
    before, after = moved["公开申请二十个工作日内答复"]
    assert before < after and (tmp_path / "packs" / "_calendar" / "2027.toml").exists()
    assert models.ImportRun.objects.filter(name="2027.toml", by="chen").exists()
    assert main(["calendar", "import", str(tmp_path / "2027.toml"), "--unit", "qinghe", "--by", "陈静"]) == 0
    assert "0 项结论的日期有变化" in capsys.readouterr().out
    shelf.cache_clear()


@pytest.mark.django_db
def test_a_wrong_notice_changes_nothing(settings, tmp_path, capsys):
    """A year without its Spring Festival is refused, and so is a file of another name."""
    settings.DEMO_AS_OF, settings.HOME = date(2027, 1, 25), tmp_path
    story.settle()
    (tmp_path / "2027.toml").write_text(NEXT.replace("first = 2027-02-05", "first = 2027-02-09"), "utf-8")
    assert main(["calendar", "import", str(tmp_path / "2027.toml"), "--unit", "qinghe", "--by", "陈静"]) == 2
    (tmp_path / "notice.toml").write_text(NEXT, "utf-8")
    assert main(["calendar", "import", str(tmp_path / "notice.toml"), "--unit", "qinghe", "--by", "陈静"]) == 2
    assert "2027.toml 这样的名字" in capsys.readouterr().err and not (tmp_path / "packs").exists()


def test_the_law_of_the_last_months_of_2025():
    """The publicity law of 1 November 2025 starts duties and changes the force of others."""
    steps = {s.duty.id: (s.what, s.on) for s in changes_between(shelf().duties, date(2025, 10, 1), date(2025, 12, 1))}
    assert steps["study.must-know-list"] == ("新增", date(2025, 11, 1))
    assert steps["publicity.constitution-day"] == ("改变", date(2025, 11, 1))
    assert "foi.reply" not in steps


@pytest.mark.django_db
def test_law_diff_and_coverage_on_records(settings, capsys):
    """Both read the records; the wrong order of days is refused."""
    settings.DEMO_AS_OF = date(2026, 3, 2)
    story.settle()
    assert main(["law", "diff", "--from", "2025-12-01", "--to", "2026-01-02", "--unit", "qinghe"]) == 0
    assert "village.affairs-quarterly" in capsys.readouterr().out
    assert main(["law", "diff", "--from", "2026-01-02", "--to", "2025-12-01"]) == 2
    capsys.readouterr()
    assert main(["check", "--coverage", "--json", "--unit", "qinghe"]) == 1
    silent = {row["duty"]: row["why"] for row in json.loads(capsys.readouterr().out)}
    assert "没有“收到申请”的记录" in silent["foi.reply"] and "village.affairs-quarterly" not in silent


def test_the_table_of_coverage_is_the_packs():
    """docs/coverage.md is what the packs say today."""
    assert (ROOT / "docs" / "coverage.md").read_text("utf-8") == coverage_table(load_shelf())


def test_the_table_notices_a_changed_duty():
    """Control: another shelf gives another table."""
    assert coverage_table(load_shelf()).replace("`foi.reply`", "") != coverage_table(load_shelf())


@pytest.mark.django_db
def test_a_matter_is_planned_backwards(settings, capsys):
    """The reply's last day; an unknown matter is refused; the day after its term a matter has no lawful day left."""
    settings.DEMO_AS_OF = date(2026, 3, 2)
    story.settle()
    wish = RecordRequest("foi.application_received", date(2026, 3, 2), unit="qinghe", facts={"subject": "征地补偿"})
    record(acting("chen", "陈静", date(2026, 3, 2)), wish)
    assert main(["plan", "征地", "--unit", "qinghe", "--json"]) == 0
    told = {row["step"]: row["latest"] for row in json.loads(capsys.readouterr().out)["plan"]}
    assert told == {"foi.reply_issued": "2026-03-30"}
    assert main(["plan", "征地", "--unit", "qinghe", "--as-of", "2026-03-31"]) == 1
    assert "没有合法的日子了" in capsys.readouterr().out
    assert main(["plan", "没有这件", "--unit", "qinghe"]) == 2


@pytest.mark.django_db
def test_an_empty_roster_is_named(settings, capsys):
    """A township that entered no villages: what is asked of villages is listed with the reason, and not called met."""
    settings.DEMO_AS_OF, settings.KEPT_SINCE = date(2026, 3, 2), date(2026, 1, 1)
    story.settle()
    models.Unit.objects.filter(kind="village").update(kind="station")
    main(["check", "--coverage", "--json", "--unit", "qinghe"])
    rows = {r["duty"]: r["why"] for r in json.loads(capsys.readouterr().out)}
    assert rows["publicity.law-to-village"] == "名册“行政村”是空的"
