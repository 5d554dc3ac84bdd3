"""Rows of a table whose header says what a column holds: cells by tabs, upright lines, or the mark between cells of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from fazhi.proofread.disguise import CELL
from fazhi.proofread.person_accounts import in_cell
from fazhi.proofread.person_homes import TAIL, below
from fazhi.proofread.person_illness import terms
from fazhi.proofread.personal_words import KIND_OF_CHILD, OFFICE, WHOLE_NAME, is_name, surname

Hit = tuple[str, int, int, str]
SPLIT = re.compile(rf"[\t|{CELL}]")
ADULT = 18
COLUMNS = {
    "name": r"姓\s*名|户主|申请人|学生|儿童|救助对象|当事人|村民|被处罚人|患者|户名|申报人|被监护人|老人|残疾人",
    "id": r"身份证|证件号|公民身份",
    "account": r"微信|QQ|qq|邮箱|邮件|抖音|快手|[eE]-?mail",
    "address": r"住址|地址|住所|户籍|居住地|所在村组|门牌|家庭所在地|详细",
    "age": r"年龄|周岁|岁数",
    "birth": r"出生|生日",
    "health": r"病情|疾病|病种|病名|诊断|残疾类别|残疾类型|残疾等级|残疾情况|患病|病症|伤情",
    "cause": r"[致贫困返]{2}(?:主要)?[原成]因|健康|身体状况|困难(?:原因|情形|情况|类[型别]|事由)|(?:救助|申请|帮扶|纳入)(?:原因|事由|理由)|备注",
    "home_phone": r"(?:家庭|家[中里]|自家|住宅|家长|监护人|本人|个人|亲属|家属).{0,4}(?:电话|号码|方式|座机|固话)|宅电",
    "phone": r"电话|联系方式|手机|号码|座机|固话",
    "school": r"班级|年级|学校|就读|所在班",
    "card": r"卡号|账号|帐号|一卡通|存折|账户|银行卡",
    "office": r"单位|职务|部门|科室|机构|企业|律所|执业|职称|岗位|办公",
}
OPEN_ACCOUNT = re.compile("群|公众号|官方|(?:公务|工作|办公|单位).{0,2}(?:微信|QQ|邮箱)")
HOMES = re.compile("家庭住址|家庭地址|^住址$|户籍地")
WELL = re.compile(r"^\s*(?:健康|良好|无|否|一般|正常|较好|没有|未患病|[-—/\\0]*)\s*$")
LOCAL = re.compile(r"(?<!\d)(?:0\d{2,3}[- ]?)?[2-8]\d{2,3}[- ]?\d{4}(?!\d)")
LONG = re.compile(r"\d[\d \-]{9,30}[\dXx]")
GENERIC = re.compile(r"病|癌|瘤|症|残|瘫|炎|障碍|衰竭|梗|HIV")
YEAR = re.compile(r"(?:19|20)\d\d")
PUPILS = re.compile(
    "小学|中学|初中|高中|幼儿|年级|[一二三四五六七八九1-9）)]班|[初高][一二三]|[大中小]班|完小|中心校|[一二三四五六七八九]校|职高|职教|特校|特殊教育"
)
COMPLEX = re.compile(r"小区|花园|家园|苑|公寓|嘉园|华庭|新城|湾$|城$|郡$|府$")


def in_rows(text: str) -> Iterator[Hit]:
    """What the columns of tables say of persons. Nothing where there is no table."""
    if not SPLIT.search(text):
        return
    header: dict[int, str] = {}
    at = 0
    for line in text.split("\n"):
        cells = SPLIT.split(line) if SPLIT.search(line) else []
        said = _header(tuple(c.strip() for c in cells)) if len(cells) > 1 else {}
        if said:
            header = said
        elif not cells and line.strip():
            header = {}
        elif header and len(cells) > 1:
            yield from _row(cells, header, at)
        at += len(line) + 1


@cache
def _column(title: str) -> str:
    if not 0 < len(title) <= 16 or re.search(r"\d{3}", title):
        return ""
    if OPEN_ACCOUNT.search(title):
        return ""
    return next((kind for kind, words in COLUMNS.items() if kind != "office" and re.search(words, title)), "")


def _header(cells: tuple[str, ...]) -> dict[int, str]:
    """Kinds by column, of a line that heads a table with persons in it; empty for any other."""
    kinds = {n: kind for n, cell in enumerate(cells) if (kind := _column(cell))}
    if any(WHOLE_NAME.fullmatch(c) and is_name(c) for c in cells):
        return {}
    if (len(kinds) < 2 or "name" not in kinds.values()) and not any(len(c) < 8 and HOMES.search(c) for c in cells):
        return {}
    first = next((n for n, kind in kinds.items() if kind == "name"), -1)
    named = {n: kind for n, kind in kinds.items() if kind != "name" or n == first}
    if any(re.search(COLUMNS["office"], cell) for cell in cells):
        named = {n: kind for n, kind in named.items() if kind not in ("phone", "address", "school", "account")}
    return named


def _row(cells: list[str], header: dict[int, str], at: int) -> Iterator[Hit]:
    starts = (
        [at + sum(len(c) + 1 for c in cells[:n]) for n in range(len(cells))] if len(cells) < 64 else _starts(cells, at)
    )
    for n, kind in header.items():
        if n < len(cells) and cells[n].strip() and kind in READERS:
            for start, end, what, mask in READERS[kind](cells[n]):
                yield what, starts[n] + start, starts[n] + end, mask
    column = next((n for n, kind in header.items() if kind == "name"), len(cells))
    name = cells[column].strip() if column < len(cells) else ""
    if name and 1 < len(name) <= 4 and not re.search("[某*×＊]", name) and _minor(cells, header):
        start = starts[column] + cells[column].index(name)
        yield "minor", start, start + len(name), f"{surname(name)}某某"


def _starts(cells: list[str], at: int) -> list[int]:
    made = []
    for cell in cells:
        made.append(at)
        at += len(cell) + 1
    return made


def _minor(cells: list[str], header: dict[int, str]) -> bool:
    if any(KIND_OF_CHILD.fullmatch(cell.strip()) for cell in cells):
        return True
    for n, kind in header.items():
        said = cells[n].strip() if n < len(cells) else ""
        if kind == "age" and (age := re.match(r"(\d{1,2})(?:\.0)?\s?(?:周?岁)?$", said)) and int(age[1]) < ADULT:
            return True
        if kind == "birth" and _born(said) >= datetime.now(UTC).year - ADULT:
            return True
        if kind == "school" and PUPILS.search(said):
            return True
    return False


def _born(said: str) -> int:
    """The year in a date, or in the count of days by which a workbook keeps one."""
    year = YEAR.search(said)
    if re.fullmatch(r"[34]\d{4}", said):
        return 1900 + int(int(said) / 365.25)
    return int(year[0]) if year else 0


Part = tuple[int, int, str, str]


def _id(cell: str) -> Iterator[Part]:
    for found in LONG.finditer(cell):
        digits = re.sub(r"\D(?!$)", "", found[0])
        if 14 <= len(digits) <= 20:
            yield *found.span(), "id", f"{digits[:6]}{'*' * (len(digits) - 10)}{digits[-4:]}"


def _card(cell: str) -> Iterator[Part]:
    for found in LONG.finditer(cell):
        digits = re.sub(r"\D", "", found[0])
        if len(digits) >= 12:
            yield *found.span(), "card", "*" * (len(digits) - 4) + digits[-4:]


def _address(cell: str) -> Iterator[Part]:
    if OFFICE.search(cell):
        return
    found = TAIL.search(cell)
    if found:
        yield below(cell[: found.start()]), len(cell.rstrip()), "address", "**"
    elif (start := below(cell)) < len(cell.rstrip()) and COMPLEX.search(cell[start:]):
        yield start, len(cell.rstrip()), "address", "**"


def _health(cell: str) -> Iterator[Part]:
    if not WELL.match(cell) and "*" not in cell:
        yield 0, len(cell.rstrip()), "health", "***"


def _cause(cell: str) -> Iterator[Part]:
    for start, end in terms(cell):
        yield start, end, "health", "***"


def _phone(cell: str) -> Iterator[Part]:
    for found in LOCAL.finditer(cell):
        area, _, _ = found[0].partition("-") if "-" in found[0][:5] else ("", "", "")
        yield *found.span(), "landline", f"{area + '-' if area else ''}****{found[0][-3:]}"


def _account(cell: str) -> Iterator[Part]:
    if place := in_cell(cell):
        yield *place, "account", f"{cell.strip()[0]}***"


READERS = {
    "account": _account,
    "id": _id,
    "card": _card,
    "address": _address,
    "health": _health,
    "cause": _cause,
    "phone": _phone,
    "home_phone": _phone,
}
