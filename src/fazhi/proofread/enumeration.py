"""列举不齐: a promised number that the list does not keep, fixed sets listed short, gaps in 一是 二是, headings that skip or repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fazhi.proofread.numerals import NUMERAL, number
from fazhi.proofread.report import Mark, Report, in_lines, table
from fazhi.proofread.sieve import Sieve

FAMILY = "1_enumeration"
COUNT = rf"(?P<n>{NUMERAL}|\d{{1,2}})"
QUOTED = Sieve(
    rf"[“‘](?P<all>[\u4e00-\u9fff]{{0,2}}?(?P<n>{NUMERAL})(?:个[\u4e00-\u9fff]{{1,4}}|到位|进|统一|必|项[\u4e00-\u9fff]{{0,4}}|大[\u4e00-\u9fff]{{1,6}}"
    r"|[\u4e00-\u9fff]{1,2}|[色级步招环法][\u4e00-\u9fff]{2,3}))[”’]"
)
PLAIN = Sieve(
    rf"(?<![第一二三四五六七八九十\d.])(?:{COUNT}(?:大(?=机制|体系|行动|工程|举措|任务|重点|抓手|平台|专项|板块|类|领域)|(?:大)?(?:个|项|点|条|类|种|方面|步|级|支|处|次|场|期|名|位|家|张|本|套|块|把|支|只|件(?=事|实事|大事)))[\u4e00-\u9fff]{{0,8}}?)(?:如下|分别是|分别为|即|为)?(?=[：:。（(]|——|，分别|，即)"
)
AFTER = re.compile(
    r"^[^：:。（）()\n，]{0,10}(?:[：:，]?即|[，]?分别(?:是|为|在|于|由|来自|给|对)|：|:|——)(?P<list>[^。；;\n]*)"
)
PARENS = re.compile(r"^[^：。（）()\n，]{0,6}[（(](?P<list>[^（）()]*、[^（）()]*)[）)]")
BEFORE = re.compile(
    r"(?:^|[，。；：（(])(?:[\u4e00-\u9fff]{0,3}(?:围绕|落实|坚持|按照|实行|做到|推行))?(?P<list>[^，。；：、“”]{1,10}(?:、[^，。；：、“”]{1,10})+)$"
)
FIRST_ITEM = re.compile(
    r"^[^\n。]{0,16}?[：:。\n]\s*(?:[一1]是|第[一1](?:步|阶段|方面|路|组|批|类|层|块|招|[，、])|[一]要|其一|首先|[（(]?[一1][）)、.．])"
)
ITEMS = tuple(
    Sieve(p)
    for p in (
        rf"(?:^|[，。；;：:、\s])(?P<n>{NUMERAL})是(?!(?P=n))",
        rf"(?:^|[，。；;：:\s])(?P<n>{NUMERAL})要(?!素)",
        rf"(?:^|[，。；;：:\s])其(?P<n>{NUMERAL})(?=[，、是])",
        rf"(?:^|[，。；;：:\s])第(?P<n>{NUMERAL})(?:[，、]|步|阶段|方面)",
        r"(?:^|[，。；;：:])\s*[（(]?(?P<n>\d{1,2})(?:[.．、](?!\d)|[)）])(?=[\u4e00-\u9fff“《])",
        r"(?P<n>[①②③④⑤⑥⑦⑧⑨⑩])",
    )
)
GROUPS = Sieve(rf"(?:^|[，。；;：:\s])第(?P<n>{NUMERAL})(?:路|组|批|类|层|块|招)(?!次)")
NAMED = Sieve(
    r"(?P<list>[\u4e00-\u9fff]{2,6}(?:、[\u4e00-\u9fff]{2,6}){2,})(?P<etc>等)?(?:这)?(?P<n>\d{1,2})个(?:行政)?(?:村|社区|乡镇|镇|乡|站所|部门|小区|村民组|街道|网格)(?!民)"
)
ONES = Sieve(
    r"[“‘](?P<n>[二三四五六七八九十])个一[”’][^，。；：“”、一]{0,8}[：，]?(?:即|配齐|有|配有|配备|建有|包括)?(?P<list>一[^，。；、]{2,10}(?:、一[^，。；、]{2,10})+)"
)
HAVING = Sieve(rf"(?:问题|不足|原因|做法|措施|方面|特点|任务)(?:主要)?有(?P<n>{NUMERAL})(?=[：:])")
TWIN = Sieve(rf"[“‘](?P<n>{NUMERAL})[\u4e00-\u9fff](?P<m>{NUMERAL})[\u4e00-\u9fff][”’]")
SPELLED = Sieve(
    rf"[“‘](?P<list>[\u4e00-\u9fff]{{1,4}}(?:、[\u4e00-\u9fff]{{1,4}})+)[”’](?P<n>{NUMERAL})(?:字|步|项|个|法|环)"
)
LIST = re.compile(r"[^，。；：、“”（）]+(?:、[^，。；：、“”（）]+)+")
NEAR = 4
COLON = re.compile(r"[^：:。\n，]{0,14}[：:]|[^：:。\n，]{0,4}，即")
SPAN_OF_SET = 8
PLAIN_MEMBER = 4  # 科学立法 needs no name beside it to be known as one of a set
MOST_ITEMS = 12  # 23项。一、… counts tasks, not the headings below
MOVES = re.compile("连|升|降|增|减")  # 三连增 counts years, not items
FAILED, FAILING = (
    re.compile("未|没有?"),
    re.compile("未|没有|不[满足符]"),
)  # 2项未落实：甲、乙的计划、笔记未核对 is told, not listed
OPEN = re.compile(r"(?:等|等等|……)[”’）)\s]*(?:[\u4e00-\u9fff]{0,4}|\d+.{1,3})$")
LEVELS = (
    re.compile(rf"^\s*({NUMERAL})、"),
    re.compile(rf"^\s*[（(]({NUMERAL})[）)]"),
    re.compile(r"^\s*(\d{1,2})[.．、](?!\d)"),
    re.compile(r"^\s*[（(](\d{1,2})[）)]"),
)
INLINE = re.compile(rf"(?<=[。；：，\s])[（(]({NUMERAL})[）)]")


def marks(report: Report, sets: Path) -> Iterator[Mark]:
    """Of one report; `sets` names the fixed sets and their members."""
    yield from _promises(report)
    yield from _spelled(report)
    yield from _named(report)
    yield from _fixed(report, sets)
    yield from _sequences(report)
    yield from _headings(report)


def _promises(report: Report) -> Iterator[Mark]:
    for pattern in (QUOTED, PLAIN, HAVING):
        for begin, found in in_lines(pattern, report):
            before, rest, wanted = found.string[: found.start()], found.string[found.end() :], number(found["n"])
            if wanted < 2 or rest[:1] == "“" or before.endswith("”") or (pattern is QUOTED and _compound(found)):
                continue
            bracketed = pattern is QUOTED or "项" in found[0]
            named = pattern is PLAIN and not found["n"].isdigit()
            given = _given(report, begin + found.end(), rest, wanted, bracketed, named)
            # “三亮” counts only a list of things that are 亮; “七进” counts places
            short = pattern is QUOTED and found.end() - found.end("n") == 2 and found[0][-2] not in "进必"
            if short and rest.count(found[0][-2]) < given:
                continue
            alone = pattern is QUOTED and not short and "大" not in found[0]  # 十大新发现 after a list is a name
            if not given and alone:
                given = _before(before, found[0], wanted) or _repeated(found[0], rest)
            if given and given != wanted:
                yield _unkept(begin, found, given)


def _spelled(report: Report) -> Iterator[Mark]:
    """“学、查、改”四字诀 and “四严四促”即…: the quoted words, or what follows them, against the numeral."""
    for begin, found in in_lines(SPELLED, report):
        given = found["list"].count("、") + 1
        letters = len(found["list"].replace("、", ""))  # “有法可依、有法必依…”十六字 counts characters
        if number(found["n"]) not in (given, letters):
            yield _unkept(begin, found, given)
    for begin, found in in_lines(TWIN, report):
        after = AFTER.match(found.string[found.end() :])
        given = _listed(after["list"], number(found["n"])) if after else 0
        if given and found["n"] == found["m"] and given not in (number(found["n"]), 2 * number(found["n"])):
            yield _unkept(begin, found, given)


def _named(report: Report) -> Iterator[Mark]:
    """甲、乙、丙4个村: names right before their number; 五个一 with what there is one of."""
    for pattern in (NAMED, ONES):
        for begin, found in in_lines(pattern, report):
            given = found["list"].count("、") + 1
            if given != number(found["n"]) and not found.groupdict().get("etc"):
                yield _unkept(begin, found, given)


def _unkept(begin: int, found: re.Match[str], given: int) -> Mark:
    why = f"说的是{found['n']}项，列出来的是{given}项"
    return Mark(FAMILY, begin + found.start(), begin + found.end(), "error", why, "补齐，或者改数")


def _compound(found: re.Match[str]) -> bool:
    """四议两公开 and 十四五 are names, not promises."""
    prefix = found["all"][: found.start("n") - found.start("all")]
    return bool(re.search(NUMERAL, prefix)) or bool(re.match(NUMERAL, found[0][found.end("n") - found.start() :]))


def _given(report: Report, place: int, rest: str, wanted: int, bracketed: bool, named: bool) -> int:
    """How many are listed after a promise (`bracketed`: in brackets too); 0 when nothing is."""
    if FIRST_ITEM.match(report.text[place - 1 : place + 40]):
        return 0 if wanted > MOST_ITEMS else _items(report, place, rest)
    if FAILED.search(report.text[place - 4 : place]) and FAILING.search(rest.partition("。")[0]):
        return 0
    inside = (bracketed and PARENS.match(rest)) or AFTER.match(rest)
    return _listed(inside["list"], wanted, named) if inside else 0


def _listed(text: str, wanted: int, named: bool = False) -> int:
    """Members of a list joined by 、 (the last one perhaps by 和); an open list (等) keeps any promise.

    `named`: a few things are promised in words (三支队伍), so that counts beside them (明白人66名) are no sum of it.
    """
    head = text.split("，")[0]
    pieces = [p for p in head.split("、") if p.strip()]
    counted = all(re.search(r"\d[\d.]*(?![\d.]|年|月|日|号)", p) for p in pieces)  # 96条：动态58条、财政9条 is a sum
    if len(pieces) < 2 or (counted and not named) or OPEN.search(head):
        return 0
    alone = not any(re.search("和|及|与", p) for p in pieces[:-1])
    joined = len(pieces) + (len(re.findall("和|以及|及|与", pieces[-1])) if alone else 0)
    return wanted if len(pieces) <= wanted <= joined else len(pieces)


def _before(text: str, promise: str, wanted: int) -> int:
    """How many stand joined by 、 right before a promise."""
    found = BEFORE.search(text)
    if not found or MOVES.search(promise) or len(found["list"].split("、")) > wanted + 3:
        return 0
    return _listed(found["list"], wanted)


def _repeated(promise: str, rest: str) -> int:
    """How often the word of 三个强化 comes back in the clauses after a colon; 0 when it hardly does."""
    word = promise.strip("“”‘’")[-2:]
    after = COLON.match(rest)
    if not after or word[0] == "个":
        return 0
    listed, _, later = rest[after.end() :].partition("。")
    clauses = re.split("[，、；]", listed)
    said = [c for c in clauses if c.strip().startswith(word) or c.strip().endswith(word)]
    alone = len(said) == len(clauses) == 1 and word not in later  # “三到位”：领导到位。 and nothing more
    return len(said) if len(said) >= 2 or alone else 0


def _items(report: Report, place: int, rest: str) -> int:
    """How many 一是 二是 … or numbered lines follow a promise, in its paragraph or in those below it."""
    below = report.text[place:]
    headed = _headed(below)
    if headed:
        return headed
    for pattern in (*ITEMS, GROUPS):
        seen: list[int] = []
        for found in pattern.over(report).finditer(below):
            n = number(found["n"])
            if seen and n <= seen[-1]:
                break
            seen.append(n)
        if seen and seen[0] == 1:
            return len(seen)
    counts = re.findall(rf"[（(]({NUMERAL}|\d)[）)]", rest)
    return len(counts) if counts and number(counts[0]) == 1 else 0


def _headed(below: str) -> int:
    """Numbered lines of one level that follow at once."""
    level, run = None, 0
    for line in below.split("\n")[1:]:
        kinds = [k for k, pattern in enumerate(LEVELS) if pattern.match(line)]
        if not kinds and level is None and line.strip():
            return 0
        if not kinds:
            continue
        level = kinds[0] if level is None else level
        if kinds[0] < level:
            break
        matched = LEVELS[level].match(line)
        if kinds[0] == level and matched and number(matched[1]) == run + 1:
            run += 1
    return run


def _fixed(report: Report, path: Path) -> Iterator[Mark]:
    """Sets with known members: listed with one or two of them left out in a sentence that names the set."""
    for row in table(path)["set"]:
        members, names = row["members"], row["names"]
        if row.get("ordered") and min(map(len, members)) >= PLAIN_MEMBER:
            yield from _disordered(report, members)
        for name in names:
            at = report.text.find(name)
            while at >= 0:
                sentence_at, sentence = report.sentence_around(at)
                place = at - sentence_at
                for run in LIST.finditer(sentence[:place] + "，" * len(name) + sentence[place + len(name) :]):
                    if not (0 <= place - run.end() <= NEAR or 0 <= run.start() - place - len(name) <= NEAR):
                        continue
                    said = [m for m in members if m in run[0]]
                    places = [run[0].index(m) for m in said]
                    if row.get("ordered") and len(said) == len(members) and places != sorted(places):
                        begin, end = sentence_at + run.start(), sentence_at + run.end()
                        yield Mark("6_typo_repeat", begin, end, "warning", f"“{name}”的次序不对", "、".join(members))
                    if (
                        2 <= len(said) < len(members)
                        and len(run[0].split("、")) == len(said)
                        and len(said) >= len(members) - 2
                    ):
                        left = "、".join(m for m in members if m not in said)
                        begin = sentence_at + run.start()
                        yield Mark(FAMILY, begin, sentence_at + run.end(), "error", f"“{name}”少了{left}", "补齐")
                at = report.text.find(name, at + 1)


def _disordered(report: Report, members: list[str]) -> Iterator[Mark]:
    """All members of a set in another order than theirs."""
    if not all(m in report.text for m in members):
        return
    for begin, sentence in report.sentences:
        places = [sentence.find(m) for m in members]
        if min(places) >= 0 and places != sorted(places) and max(places) - min(places) < SPAN_OF_SET * len(members):
            first, last = min(places), max(places)
            end = last + len(members[places.index(last)])
            yield Mark("6_typo_repeat", begin + first, begin + end, "warning", "固定说法的次序不对", "、".join(members))


def _sequences(report: Report) -> Iterator[Mark]:
    headed = [(begin, line, any(level.match(line) for level in LEVELS)) for begin, line in report.lines]
    for pattern in ITEMS:
        last = 0
        sifted = pattern.over(report)
        for begin, line, heading in headed if sifted else ():
            last = 0 if heading else last
            for found in sifted.finditer(line):
                n = number(found["n"])
                if not last and n > 1 and pattern is ITEMS[0] and begin + found.start() > 0:
                    why = f"没有“一{found[0][-1]}”，从“{found['n']}{found[0][-1]}”开始" if n == 2 else ""
                elif last and n not in (1, last + 1):
                    why = f"前面是第{last}项，这里是第{n}项"
                else:
                    why = ""
                if why:
                    yield Mark(FAMILY, begin + found.start("n"), begin + found.end(), "error", why, "核对序号")
                last = n
    yield from _ordinal_words(report)


def _ordinal_words(report: Report) -> Iterator[Mark]:
    """首先 … 再次 without 其次 between them."""
    for begin, line in report.lines:
        first, second, third = line.find("首先"), line.find("其次"), line.find("再次，")
        if first >= 0 and second < 0 and third > first:
            yield Mark(FAMILY, begin + third, begin + third + 2, "warning", "有“首先”“再次”，没有“其次”", "核对次序")


def _headings(report: Report) -> Iterator[Mark]:
    last = [0] * len(LEVELS)
    through = [0] * len(LEVELS)
    for begin, line in report.lines:
        level = next((k for k, pattern in enumerate(LEVELS) if pattern.match(line)), None)
        if level is None:
            continue
        matched = LEVELS[level].match(line)
        n = number(matched[1]) if matched else 0
        again = 1 if level or last[0] > 1 else last[0] + 1  # an appended list begins anew
        allowed = {last[level] + 1, again, through[level] + 1}
        if n not in allowed and (last[level] or n == 2):
            why = (
                "标题序号重复"
                if n == last[level]
                else f"标题序号从{last[level]}跳到{n}"
                if last[level]
                else "缺了第一个标题"
            )
            title = re.split("[。，]", line)[0]
            yield Mark(FAMILY, begin, begin + len(title), "error", why, "核对序号")
        last[level] = through[level] = n
        for lower in range(level + 1, len(LEVELS)):
            last[lower] = 0
        for found in INLINE.finditer(line):  # （二） in the paragraph of （一）
            if number(found[1]) == last[1] + 1:
                last[1] = through[1] = last[1] + 1
