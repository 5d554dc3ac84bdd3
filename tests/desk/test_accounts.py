"""Accounts: the county's list, first passwords, the second factor, ends of sessions."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from fazhi.cli.main import main
from fazhi.kernel.faults import ImportFault
from fazhi.office.access import actor_of
from fazhi.office.accounts import import_accounts
from fazhi.store import read
from tests.story import UNITS

TODAY = date(2026, 3, 2)
HEAD = ["姓名", "单位", "岗位", "角色", "用户名", "到岗日期"]
TOWN = next(u.name for u in UNITS if u.id == "qinghe")
VILLAGE = next(u.name for u in UNITS if u.id == "qinghe-v2")


def a_list(*rows: list[str], head: list[str] = HEAD) -> bytes:
    """A workbook with a title, a header and rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云岭县法治台账账号名单"])
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


GOOD = ["高新", VILLAGE, "村委会主任", "普法联络员", "gaoxin", "2026.1.5"]


def test_a_list_makes_people_posts_and_accounts(town):
    """And the same list again makes nothing, and tells no password twice."""
    done = import_accounts(a_list(GOOD), "名单.xlsx", TODAY)
    assert [(a.name, a.account) for a in done.made] == [("高新", "gaoxin")] and done.made[0].password
    user = User.objects.get(username="gaoxin")
    actor = actor_of(user.pk, TODAY)
    assert actor is not None and actor.roles() == ("liaison",) and actor.home() == "qinghe-v2"
    assert user.check_password(done.made[0].password)
    again = import_accounts(a_list(GOOD), "名单.xlsx", TODAY)
    assert [a.password for a in again.made] == [""] and len(read.holdings_of(actor.person)) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({1: "没有的村"}, "没有这个单位"),
        ({3: "超级管理员"}, "没有这个角色"),
        ({4: "坏 账号"}, "用户名只能用"),
        ({0: ""}, "没有填：姓名"),
        ({4: "chen"}, "已经是别人的"),
        ({3: "系统管理员、安全管理员"}, "不能由一个人兼任"),
        ({5: "二月三十"}, "没有这一天"),
    ],
)
def test_a_bad_row_is_refused_and_the_good_one_taken(town, change, words):
    """Nothing of the bad row is written; the reason stands beside it."""
    bad = [change.get(n, cell) for n, cell in enumerate(GOOD)]
    good = ["周好", TOWN, "副镇长", "分管领导", "zhouhao", "2026-01-05"]
    done = import_accounts(a_list(bad, good), "名单.xlsx", TODAY)
    assert [a.account for a in done.made] == ["zhouhao"]
    assert len(done.errors) == 1 and words in done.errors[0].text and done.errors[0].row == 2


def test_the_three_administrators_watch_each_other_over_two_lists(town):
    """Held already, asked for now."""
    row = ["宋一", TOWN, "系统管理员", "系统管理员", "songyi", ""]
    import_accounts(a_list(row), "名单.xlsx", TODAY)
    done = import_accounts(a_list([*row[:3], "审计管理员", *row[4:]]), "名单.xlsx", TODAY)
    assert not done.made and "不能由一个人兼任" in done.errors[0].text


def test_units_come_with_the_list(town):
    """A new village and its liaison in one file; a unit under a wrong parent is refused; again nothing is added."""
    book = openpyxl.load_workbook(io.BytesIO(a_list(["高山", "望山村", "村委会主任", "普法联络员", "gaoshan", ""])))
    sheet = book.create_sheet("单位")
    for row in (
        ["单位名册"],
        ["单位名称", "类别", "上级单位", "设立日期"],
        ["望山村", "村", TOWN, "2026-01-01"],
        ["孤村", "村", VILLAGE, ""],
        ["怪单位", "公司", TOWN, ""],
    ):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    done = import_accounts(out.getvalue(), "名单.xlsx", TODAY)
    assert done.units == 1 and [a.account for a in done.made] == ["gaoshan"]
    assert ["上级单位" in e.text or "没有这个类别" in e.text for e in done.errors] == [True, True]
    made = [u for u in read.units().values() if u.name == "望山村"]
    assert [(u.kind, u.parent, u.since) for u in made] == [("village", "qinghe", date(2026, 1, 1))]
    import_accounts(out.getvalue(), "名单.xlsx", TODAY)
    assert [u.id for u in read.units().values() if u.name == "望山村"] == [made[0].id]


def test_a_file_without_the_table_is_refused(town):
    """With the header it should have."""
    with pytest.raises(ImportFault, match="姓名、单位、岗位、角色、用户名"):
        import_accounts(a_list(["1", "x", "y"], head=["序号", "甲", "乙"]), "名单.xlsx", TODAY)


@pytest.mark.django_db
def test_on_the_command_line(town, tmp_path, capsys):
    """First passwords go to a file that only its owner reads; refused rows come back red."""
    path = tmp_path / "名单.xlsx"
    path.write_bytes(a_list(GOOD, ["", TOWN, "x", "审计员", "x1", ""]))
    assert main(["accounts", "import", str(path)]) == 1
    kept = tmp_path / "名单（首次密码）.xlsx"
    assert kept.stat().st_mode & 0o077 == 0 and (tmp_path / "名单（错误标注）.xlsx").exists()
    cells = [c.value for row in openpyxl.load_workbook(kept).worksheets[0].iter_rows() for c in row]
    assert "gaoxin" in cells and "没有填：姓名" in capsys.readouterr().out


def signed_in(name: str, password: str) -> Client:
    browser = Client()
    answer = browser.post("/login/", {"username": name, "password": password})
    assert answer.status_code == 302
    return browser


def test_a_first_password_must_be_changed(at, town):
    """Every page leads to the account until it is; then none does."""
    page = at("an").post("/accounts/", {"do": "reset", "account": "wu"})
    word = re.search(r"<code>(\w+)</code>", page.content.decode())
    assert word
    browser = signed_in("wu", word[1])
    assert browser.get("/").url == "/account/" and "请先修改密码" in browser.get("/account/").content.decode()
    form = {"do": "password", "old_password": word[1], "new_password1": "12345678", "new_password2": "12345678"}
    assert browser.post("/account/", form).status_code == 422
    form |= {"new_password1": "qinghe-river-7", "new_password2": "qinghe-river-7"}
    assert "密码已经修改" in browser.post("/account/", form).content.decode()
    assert browser.get("/").status_code == 200


def code_of(user: User) -> str:
    device = TOTPDevice.objects.filter(user=user).latest("id")
    return f"{TOTP(device.bin_key, drift=device.drift).token():06d}"


def test_the_second_factor(town, monkeypatch):
    """Set up with a code, asked at the next sign-in; a recovery code works once; a wrong one does not."""
    user = User.objects.get(username="zhou")
    user.set_password("yunling-hill-9")
    user.save()
    browser = signed_in("zhou", "yunling-hill-9")
    assert "<svg" in browser.post("/account/", {"do": "begin"}).content.decode()
    assert "验证码不对" in browser.post("/account/", {"do": "confirm", "token": "000000"}).content.decode()
    TOTPDevice.objects.update(throttling_failure_count=0)
    page = browser.post("/account/", {"do": "confirm", "token": code_of(user)}).content.decode()
    codes = re.findall(r"<li><code>(\w+)</code>", page)
    assert len(codes) == 10

    browser = signed_in("zhou", "yunling-hill-9")
    assert browser.get("/").url == "/login/second/" and browser.get("/duties/").url == "/login/second/"
    assert browser.post("/login/second/", {"token": "nonsense"}).status_code == 422
    user.refresh_from_db()
    user.staticdevice_set.update(throttling_failure_count=0)
    assert browser.post("/login/second/", {"token": codes[0]}).status_code == 302
    assert browser.get("/").status_code == 200
    other = signed_in("zhou", "yunling-hill-9")
    assert other.post("/login/second/", {"token": codes[0]}).status_code == 422


def test_a_locked_account_cannot_sign_in_and_nobody_locks_the_own(at, town):
    """The security administrator locks another; the own account is refused."""
    User.objects.filter(username="fang").update(password=User.objects.get(username="fang").password)
    user = User.objects.get(username="fang")
    user.set_password("baishi-stone-3")
    user.save()
    signed_in("fang", "baishi-stone-3")
    assert at("an").post("/accounts/", {"do": "switch", "account": "fang"}).status_code == 200
    assert "不对" in Client().post("/login/", {"username": "fang", "password": "baishi-stone-3"}).content.decode()
    assert at("an").post("/accounts/", {"do": "switch", "account": "an"}).status_code == 404
    assert at("an").post("/accounts/", {"do": "reset", "account": "chen"}).status_code == 404


def test_the_list_through_the_page_gives_passwords_once(at, town):
    """A second download finds nothing."""
    row = ["高远", "东坡村", "村委会主任", "普法联络员", "gaoyuan", ""]
    sent = SimpleUploadedFile("名单.xlsx", a_list(row))
    browser = at("an")
    page = browser.post("/accounts/", {"do": "import", "file": sent}).content.decode()
    link = re.search(r'href="(/accounts/\w+\.xlsx)"', page)
    assert link and browser.get(link[1]).status_code == 200 and browser.get(link[1]).status_code == 404
    assert browser.post("/accounts/", {"do": "import"}).status_code == 422


def test_an_idle_session_ends(at, settings):
    """Its end moves with use, at most every five minutes."""
    browser = at("chen")
    browser.get("/")
    assert browser.session.get_expiry_age() <= settings.SESSION_COOKIE_AGE == 7200
    assert browser.session["seen"]


def test_large_type_and_dark_colours(at):
    """Kept in the browser; an address of elsewhere is not followed."""
    browser = at("chen")
    assert browser.post("/look/", {"switch": "large", "back": "/duties/"}).url == "/duties/"
    assert 'class="large"' in browser.get("/").content.decode()
    assert browser.post("/look/", {"switch": "dark", "back": "https://elsewhere.example/"}).url == "/"
    page = browser.get("/").content.decode()
    assert 'data-bs-theme="dark"' in page and 'class="large"' in page
