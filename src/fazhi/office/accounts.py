"""账号: people, posts and sign-in names from the list a county hands out; a row is taken whole or refused whole."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from fazhi.kernel.faults import ImportFault, Problem
from fazhi.kernel.units import Holding, Unit
from fazhi.office.access import EXCLUSIVE, ROLES
from fazhi.office.unit_list import columns_of, is_unit_table, units_of
from fazhi.paper.dates_zh import parse_date
from fazhi.paper.sheet_mark import CellError
from fazhi.paper.sheet_read import SheetTable, find_tables, read_workbook
from fazhi.paper.sheet_write import ColumnSpec, LedgerSheet, write_workbook
from fazhi.store import people, read
from fazhi.store.turn import writing

HEADERS = {
    "name": ("姓名", "名字"),
    "unit": ("单位", "所在单位", "工作单位"),
    "title": ("岗位", "职务", "职务名称"),
    "roles": ("角色", "系统角色", "权限"),
    "account": ("用户名", "账号", "登录名"),
    "since": ("到岗日期", "任职日期", "起始日期"),
}
NEEDED = ("name", "unit", "title", "roles", "account")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 10


@dataclass(frozen=True, slots=True)
class NewAccount:
    """One row taken: who may now sign in; `password` is empty when the account was there before."""

    name: str
    unit: str
    account: str
    password: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """What became of the list; `units`: how many units were made or changed."""

    made: tuple[NewAccount, ...]
    errors: tuple[CellError, ...]
    units: int = 0


@dataclass(frozen=True, slots=True)
class _Row:
    holding: Holding
    account: str


def import_accounts(content: bytes, name: str, today: date) -> Accounts:
    """Take in the list: units, then person, post and account of every sound row; the others come back with the reason.

    New accounts get a first password that must be changed. The same list again changes nothing and gives no passwords.
    Raises ImportFault when the file cannot be read or has no such table.
    """
    tables = [(sheet.name, t) for sheet in read_workbook(content, name).sheets for t in find_tables(sheet)]
    units = {u.name: u for u in read.units().values()}
    errors: list[CellError] = []
    fresh: dict[str, Unit] = {}
    for sheet, table in tables:
        if is_unit_table(table):
            made, wrong = units_of(table, sheet, {**units, **fresh}, today)
            fresh |= made
            errors += wrong
    rows: list[_Row] = []
    lists = [(sheet, t) for sheet, t in tables if set(NEEDED) <= set(columns_of(t.columns, HEADERS))]
    if not lists and not fresh and not errors:
        heads = "、".join(HEADERS[k][0] for k in NEEDED)
        raise ImportFault(Problem(f"文件 {name}", "没有找到账号表", f"表头有：{heads}", "检查表头", "no account table"))
    for sheet, table in lists:
        errors += _people(table, sheet, {**units, **fresh}, rows, today)
    with writing():
        people.put_units(fresh.values())
        return Accounts(tuple(_keep(r) for r in rows), tuple(errors), len(fresh))


def _people(table: SheetTable, sheet: str, units: Mapping[str, Unit], rows: list[_Row], today: date) -> list[CellError]:
    """Add the sound rows of a table to `rows`; the others with the reason."""
    columns = columns_of(table.columns, HEADERS)
    errors = []
    for line in table.rows:
        cells = {k: line.values[c] if c < len(line.values) else None for k, c in columns.items()}
        row = _row(cells, units, rows, today)
        if isinstance(row, str):
            errors.append(CellError(sheet, line.row, None, row))
        else:
            rows.append(row)
    return errors


def _row(cells: Mapping[str, object], units: Mapping[str, Unit], taken: Sequence[_Row], today: date) -> _Row | str:
    """The row, or why it is refused."""
    text = {k: str(v).strip() if v is not None else "" for k, v in cells.items()}
    missing = [HEADERS[k][0] for k in NEEDED if not text[k]]
    if missing:
        return f"没有填：{'、'.join(missing)}"
    unit = units.get(text["unit"])
    if unit is None:
        return f"没有这个单位：{text['unit']}；先建单位"
    names = {words: role for role, words in ROLES.items()}
    wanted = [w for w in text["roles"].replace("，", "、").replace(",", "、").split("、") if w]
    unknown = [w for w in wanted if w not in names]
    if unknown:
        return f"没有这个角色：{'、'.join(unknown)}；允许：{'、'.join(names)}"
    tags = frozenset(names[w] for w in wanted)
    if not text["account"].replace("_", "").replace("-", "").isalnum() or len(text["account"]) > 60:
        return "用户名只能用字母、数字、横线"
    since = parse_date(cells.get("since"), today.year, None) if text.get("since") else today
    if isinstance(since, str):
        return since
    person = next((r.holding.person for r in taken if r.account == text["account"]), "") or _person(text)
    if not person:
        return f"用户名 {text['account']} 已经是别人的"
    clash = _clash(person, tags, taken, today)
    if clash:
        return clash
    return _Row(Holding(person, text["name"], unit.id, text["title"], tags, since), text["account"])


def _person(text: Mapping[str, str]) -> str:
    """The person of an account that exists, when the name agrees; a new id for a new account; empty when it is another's."""
    user = User.objects.filter(username=text["account"]).first()
    if user is None:
        return f"a-{text['account'].lower()}"
    known = read.person_of_account(user.pk)
    return known.id if known is not None and known.name == text["name"] else ""


def _clash(person: str, tags: frozenset[str], taken: Sequence[_Row], today: date) -> str:
    """Why these roles may not be held together; empty when they may: the three administrators watch each other."""
    held = [h.tags for h in read.holdings_of(person) if h.until is None or h.until >= today]
    held += [r.holding.tags for r in taken if r.holding.person == person]
    both = EXCLUSIVE & tags.union(*held)
    return f"{'、'.join(ROLES[r] for r in sorted(both))}不能由一个人兼任" if len(both) > 1 else ""


def _keep(row: _Row) -> NewAccount:
    people.put_holdings([row.holding])
    user = User.objects.filter(username=row.account).first()
    if user is not None:
        return NewAccount(row.holding.name, row.holding.unit, row.account, "")
    password = first_password()
    user = User.objects.create(username=row.account, password=make_password(password))
    people.give_account(row.holding.person, user.pk)
    people.must_change(user.pk, True)
    return NewAccount(row.holding.name, row.holding.unit, row.account, password)


def password_sheet(made: Sequence[NewAccount], today: date) -> bytes:
    """A workbook to hand out: name, account, first password. It is the only place the passwords stand."""
    rows = tuple((n, a.name, a.account, a.password) for n, a in enumerate(made, start=1))
    columns = (
        ColumnSpec("序号", "", 6, "number"),
        ColumnSpec("姓名", "", 16),
        ColumnSpec("用户名", "", 18),
        ColumnSpec("首次密码", "", 18),
    )
    title = "账号首次密码（首次登录须修改）"
    return write_workbook([LedgerSheet("首次密码", title, "", today.isoformat(), columns, rows, paper="A4")])


def first_password() -> str:
    """A password to hand out on paper: no letters that look alike."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
