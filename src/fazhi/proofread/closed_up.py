"""A folded text closed up: no blanks inside spread words, no ends of lines inside a sentence or the cell of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fazhi.proofread.disguise import CELL, HAN, Folded, together
from fazhi.proofread.person_names import persons
from fazhi.proofread.personal_words import COMPOUND, PERSON, SURNAMES, WHOLE_NAME, is_name, trie
from fazhi.proofread.segment import cut, is_rare

SPREAD = re.compile(rf"[{HAN}0-9A-Za-z·](?:[{HAN}0-9A-Za-z·_@.-]| {{1,2}}(?=[{HAN}0-9A-Za-z·_@-]))*")
WORDS = re.compile("[^ ]{2,}")
ALONE_BLANKS = re.compile(rf"(?<= [{HAN}0-9A-Za-z]) {{1,2}}(?=[{HAN}0-9A-Za-z](?: |$))")
BLANKS = re.compile(" {1,2}")
JOINED = re.compile(
    rf"[{HAN}]([._*~—/·•‧・-])[{HAN}](?:\1[{HAN}])+|[{HAN}0-9A-Za-z_@.-]([·•‧・])[{HAN}0-9A-Za-z_@.-](?:\2[{HAN}0-9A-Za-z_@.-]){{2,}}"
)
NAME_APART = re.compile(rf"{PERSON}[{SURNAMES}](?P<gap> {{1,2}})(?=[{HAN}])")
ALSO_APART = re.compile(
    rf"(?<=看望|慰问|走访|其中|帮扶|资助|包括|劝返)[{SURNAMES}](?P<gap> {{1,2}})(?=[{HAN}]{{1,2}}[，,（(、])"
    r"|(?<=[一二三四五六七八九1-9])(?P<grade> {1,2})(?=年 {0,2}级)|(?<=年)(?P<level> {1,2})(?=级)|(?<=[^0-9]\d)(?P<age> {1,2})(?=\d ?周?岁)"
)
ACCOUNT_BROKEN = re.compile(r"(?:QQ|微信|扣扣|号|邮箱|电话|宅电|座机|固话)[号码为是:： ]{0,4}[A-Za-z0-9_]+$")
NUMBER_BROKEN = re.compile(r"(?:号码?|电话|座机|固话|传真)[为是:： ]{0,4}[0-9-]+$")
LONE = re.compile(rf"(?:^| )(?:(?![男女无是否有略])[{HAN}]|[0-9A-Za-z] {{1,2}}[{HAN}0-9A-Za-z])(?= |$)")
ENDED = re.compile(rf"(?<=[{HAN}0-9A-Za-z_@.，、（(“《：:/—-]) *\n *(?=[{HAN}0-9A-Za-z_@.，、。；：:（(“《)）”》-])")
ITEM = re.compile(
    rf"[一二三四五六七八九十]{{1,3}}、|\d{{1,2}}[、.](?!\d)|第[一二三四五六七八九十百0-9]+[条章节]|[（(][一二三四五六七八九十0-9]{{1,2}}[）)]"
    rf"|附[件表]|20\d\d年\d|[\u3000 ]*[{HAN}]{{2,20}}(?:人民政府|办公室|委员会|局)\n"
)
FAMILY_ENDS = re.compile(rf"(?:[村镇乡区组]|{PERSON}){trie(COMPOUND)}$")
NAME_GOES_ON = re.compile(f"[{HAN}]{{1,2}}(?:[，（(、因患系]|$)")
LABEL = re.compile(rf"[{HAN}0-9]{{1,8}}[:：]")
ENDS_SOON = 12
GOES_ON = re.compile("[因患罹被与和及系的得了（(]")
LINE_IS_LONG, LOOK_BACK, LOOK_ON = 24, 200, 60
OPEN = "，、（(“《"
COMMA = re.compile("[，、；。]")
WALL = re.compile(rf"[\t|{CELL}]")
LONGEST_HEAD, REST_OF_NAME, SHORT_NAME = 3, 2, 2
FEWEST_CELLS, MOST_LINES = 3, 4
ASCII_END, ASCII_BEGIN = re.compile("[A-Za-z0-9_.@-]$", re.ASCII), re.compile("[A-Za-z0-9_.@-]", re.ASCII)
NUMBER_ENDS = re.compile("[0-9]{7}$")
DATE = re.compile(r"\d{1,2}月\d|(?:19|20)\d\d年")
MEASURE = re.compile("[年月日元号人户亩岁万个%栋幢座楼层室组社队单]")
HAN_WORD = re.compile(f"[{HAN}]+")
SPACED_ROW = re.compile(r"\S{2,} +\S{2,} +\S")
NUMBERED_ROW = re.compile(rf"([1-9]\d{{0,3}})[\t|{CELL}]")
AFTER_ROWS = re.compile(r"合计|小计|总计|备?注|说明|\s*$|[（(]|[^|\t]{0,10}[:：]")


def close(folded: Folded) -> Folded:
    """The lines that hold such, and their neighbours, without; the text itself where there are none. Price: 0.1 ms a thousand characters."""
    text = folded.text
    closed = folded.less(sorted({*_blanks(text), *_joints(text), *_ends(text), *_cells(text)}))
    return together(closed.less(_untouched(closed))) if closed is not folded else folded


def cut_lines(folded: Folded) -> list[tuple[int, int, bool]]:
    """Where the lines without a person stand, in the original, that surely go on or are gone on with; whether one begins inside a word."""
    text = folded.text
    lines: set[tuple[int, int]] = set()
    broken: set[int] = set()
    for begin, end in _ends(text):
        line, after = _beside(text, begin, end)
        if not (_sure(line, after) or (NUMBER_BROKEN.search(line) and after[0].isdigit())):
            continue
        first, middle, last = text.rfind("\n", 0, begin) + 1, text.find("\n", begin), text.find("\n", end)
        lines |= {(first, middle), (middle + 1, last if last >= 0 else len(text))}
        broken |= set() if line[-1] in OPEN else {begin, middle + 1, end}
    return [
        (folded.original(first), folded.original(last - 1) + 1, first in broken)
        for first, last in sorted(lines)
        if not any(_names_one(text, first + a, first + b, broken) for a, b in persons(text[first:last]))
    ]


def _names_one(text: str, begin: int, end: int, broken: set[int]) -> bool:
    """Whether it is no word, as 严打 is, and no piece of one that the end of a line breaks: 官/方微信."""
    return not {begin, end} & broken and (end - begin > SHORT_NAME or is_rare(text[begin:end], 1))


def _untouched(closed: Folded) -> Iterator[tuple[int, int]]:
    """Lines of a text, not in a table, in and beside which nothing was closed up."""
    text, done = closed.text, 0
    for at, _ in closed.kept:
        begin = text.rfind("\n", 0, max(0, text.rfind("\n", 0, at))) + 1
        if begin > done:
            yield from _without_rows(text, done, begin)
        end = text.find("\n", at)
        done = max(done, text.find("\n", end + 1) + 1 if end >= 0 and text.find("\n", end + 1) >= 0 else len(text))
    yield from _without_rows(text, done, len(text))


def _without_rows(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch, but for rows of tables and what heads them."""
    if begin < end and not WALL.search(text, begin, end):
        yield begin, end


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """Blanks of a stretch without marks in which some character stands alone, or inside a name after a word for a person."""
    if " " not in text:
        return
    for run in SPREAD.finditer(text):
        if " " not in run[0]:
            continue
        if LONE.search(run[0]):
            inside = ALONE_BLANKS if len(WORDS.findall(run[0])) >= FEWEST_CELLS else BLANKS
            yield from (blank.span() for blank in inside.finditer(text, *run.span()))
        else:
            yield from (name.span("gap") for name in NAME_APART.finditer(text, *run.span()))
    yield from (one.span(one.lastgroup or 0) for one in ALSO_APART.finditer(text))


def _joints(text: str) -> Iterator[tuple[int, int]]:
    """The same mark between at least three characters."""
    for run in JOINED.finditer(text):
        yield from ((at, at + 1) for at in range(run.start() + 1, run.end(), 2))


@lru_cache(maxsize=1)
def _ends(text: str) -> tuple[tuple[int, int], ...]:
    """Ends of lines after which the sentence goes on; headings, labels, numbered items and rows stand on their own."""
    joined, found = 0, []
    for end in ENDED.finditer(text):
        begin = text.rfind("\n", 0, end.start()) + 1
        line, after = _beside(text, *end.span())
        if NUMBER_ENDS.search(line) and (HAN_WORD.match(after) or DATE.match(after)):
            continue  # 手机13912345678 and a name that begins like a unit, or a date
        row = WALL.search(line) or WALL.search(after.partition("\n")[0])
        if _sure(line, after):
            goes_on = not (row and NUMBERED_ROW.match(after))
        else:
            goes_on = not (row or _apart(line, after)) and ((begin and begin == joined) or _goes_on(line, after))
        if goes_on:
            joined = text.find("\n", end.start()) + 1
            found.append(end.span())
    return tuple(found)


def _beside(text: str, begin: int, end: int) -> tuple[str, str]:
    """The line before its end, and what stands after."""
    return text[max(text.rfind("\n", 0, begin) + 1, begin - LOOK_BACK) : begin], text[end : end + LOOK_ON]


def _apart(line: str, after: str) -> bool:
    """Whether a row of cells in blanks ends, or an item or label begins."""
    if (SPACED_ROW.search(line) and not COMMA.search(line)) or ITEM.match(after):
        return True
    return bool(LABEL.match(after)) and (line[-1] in ":：" or not COMMA.search(line[-ENDS_SOON:]))


def _sure(line: str, after: str) -> bool:
    """Whether the end of a line stands after a comma, inside a date or sum, or inside a word."""
    if line[-1] in OPEN or (line[-1].isdigit() and MEASURE.match(after)):
        return True
    if ASCII_END.search(line) and ASCII_BEGIN.match(after):
        token = re.findall(r"[\w.@-]+$", line, re.ASCII)[0] + re.findall(r"^[\w.@-]+", after, re.ASCII)[0]
        return (
            "@" in token
            or bool(ACCOUNT_BROKEN.search(line))
            or not ((line[-1] + after[0]).isdigit() or WALL.search(line))
        )
    if FAMILY_ENDS.search(line) and NAME_GOES_ON.match(after):
        return True
    tail, at = line[-4:], 0
    for word in cut(tail + after[:4]):
        at += len(word)
        if at >= len(tail):
            return at > len(tail) and bool(HAN_WORD.fullmatch(word))
    return False


def _goes_on(line: str, after: str) -> bool:
    """Whether a line is no whole: it has a comma, is long, ends in a character that is no word, or breaks one."""
    if COMMA.search(line) or len(line) > LINE_IS_LONG or GOES_ON.match(after):
        return True
    words = cut(line[-4:].strip())
    return bool(words) and len(words[-1]) == 1 and not cut(after[:4])[0].isdigit()


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """Ends of lines inside the cells of a table."""
    if not WALL.search(text):
        return
    lines = text.split("\n")
    cells = [len(WALL.findall(line)) + 1 for line in lines]
    broken = {
        *_short_rows(cells),
        *_numbered_rows(lines),
        *_lone_rows([1, *cells, 1, 1]),
        *_cut_names(lines, cells),
    }
    at = -1
    for n, line in enumerate(lines):
        at += len(line) + 1
        if n in broken:
            yield _around(text, at)


def _short_rows(cells: list[int]) -> Iterator[int]:
    """Lines that go on in the next: together they have as many cells as the first line of the table."""
    wide = held = first = 0
    for n, count in enumerate(cells):
        if held and n - first <= MOST_LINES:
            held += count - 1
            if held == wide:
                yield from range(first, n)
            held = held if held < wide else 0
        elif count == 1:
            wide = held = 0
        elif not wide:
            wide = count if count >= FEWEST_CELLS else 0
        else:
            first, held = n, count if count < wide else 0


def _cut_names(lines: list[str], cells: list[int]) -> Iterator[int]:
    """Lines inside a table that hold the beginning of a name of which the next row has the rest."""
    for n in range(1, len(lines) - 1):
        head, tail = lines[n].strip(" "), WALL.split(lines[n + 1])[0].strip(" ")
        if cells[n] == 1 and cells[n + 1] > 1 and 0 < len(head) <= LONGEST_HEAD and 0 < len(tail) <= REST_OF_NAME:
            name = WHOLE_NAME.fullmatch(head + tail)
            alone = WHOLE_NAME.fullmatch(tail) and is_name(tail, framed=True)
            if name and is_name(name[0], framed=True, closed=True) and cells[n - 1] == cells[n + 1] and not alone:
                yield n


def _lone_rows(cells: list[int]) -> Iterator[int]:
    """The first of two lines of cells, unlike in number, between lines without any."""
    for n in range(1, len(cells) - 2):
        before, here, after, later = cells[n - 1 : n + 3]
        if before == later == 1 and 1 < here != after > 1:
            yield n - 1


def _numbered_rows(lines: list[str]) -> Iterator[int]:
    """The same, where rows are numbered: lines up to the next number."""
    row = first = 0
    for n, line in enumerate(lines):
        item = NUMBERED_ROW.match(line)
        if item and (not row or int(item[1]) in (1, row + 1)):
            yield from range(first, n - 1 if row else first)
            row, first = int(item[1]), n
        elif row and (AFTER_ROWS.match(line) or n - first > MOST_LINES):
            row, first = 0, n
        elif row and WALL.search(line):
            yield from range(first, n)


def _around(text: str, at: int) -> tuple[int, int]:
    """The end of a line with the blanks around it."""
    begin = len(text[:at].rstrip(" ")) if text[at - 1 : at] == " " else at
    end = at + 1
    while text[end : end + 1] == " ":
        end += 1
    return begin, min(end, len(text))
