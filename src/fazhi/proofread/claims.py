"""绝对化, 空泛 and 缺少部分: claims of zero and of all without base or source; parts that a report must have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from fazhi.proofread.report import Mark, Report, table

HARM = "投诉|上访|信访|越级访|事故|案件|发生|差错|违规|违纪|失误|败诉|复议|举报|延误|超期|积压|遗漏|盲区|死角|撤销|纠错|遗留|伤亡|发案|纠纷"
ZERO = re.compile(
    rf"无一[起例件人次宗户]|没有(?:发生(?:过)?)?(?:一[起例件人次宗]|任何[\u4e00-\u9fff])|(?:从|均|都)?未(?:曾)?(?:发生|出现)(?:过)?(?:一[起例件人次宗]|任何)?"
    rf"|从(?:来)?(?:没有|未)[\u4e00-\u9fff]|没有(?:发生|出现)(?:过)?|零(?:{HARM})|实现(?:了)?零(?!售|碳|排放|距离|工|部件|的|关税|基础)[\u4e00-\u9fff]{{1,6}}"
    r"|无(?:任何)?[\u4e00-\u9fff、“”]{2,20}(?:事件|案件|事故|情况|现象|问题|上访|行为)(?:的)?发生|(?:彻底)?杜绝了|不存在(?:任何|一[起例件])"
    r"|一[起例件]都没有"
)
ALL = re.compile(
    r"(?<!健)全覆盖|无死角|无盲区|无遗漏|不留(?:死角|盲区)|(?<![\d.])100%|(?<![\d.])100％|百分之百|百分百|家喻户晓|人人(?:知晓|皆知|懂法|守法)"
    r"|全部(?:办结|整改|落实|完成|达标|建成|到位|录入|公开|合格|化解|持证|覆盖|通过|办理|解决|兑现|销号|调处)"
    r"|(?:所有|每一?[个名件项])[^，。；]{1,16}(?:均|都)(?:已|做到|达到|按|依法|实现|得到|完成|合法|合格|持证|通过|办结)|无一(?:遗漏|例外|差错)"
)
SOURCE = re.compile(
    r"回函|核查|核实|核对|系统(?:导出|显示|查询|数据)|据.{1,12}(?:统计|记录|通报|台账|反馈)|公安(?:机关)?.{0,6}(?:提供|确认|出具|反馈)"
    r"|法院.{0,8}(?:提供|确认|出具|反馈|\d)|来源|查询(?:结果|记录)|(?:派出所|信访办|司法局|县局)(?:提供|确认|出具|反馈|证明|通报)|以.{1,12}为准|台账(?:显示|记载)"
)
GOAL = re.compile(
    r"力争|尽快|争取|确保|努力|目标|计划|拟|将(?!军)|下一?步|打算|逐步|推动|推进|加快|(?:^|，|；)要(?!求)|到20\d\d年|力求|有望|才能|防止|避免|严防|坚决|"
    r"如果|如|若|未发生(?:争议|变化|变更|改变|重大变化)|零(?:的)?突破|承诺|要求|应当|必须|原则上"
)
POLICY = re.compile(
    r"一(?:村|社区)[^，。；]{0,6}(?:法律)?顾问[^，。；]{0,4}全覆盖|“[^”]*(?:全覆盖|无死角|100%)[^”]*”|《[^》]*(?:全覆盖|100%)[^》]*》"
)
PLAN_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])?[^。\n]{0,16}(?:打算|计划|安排|思路|下一?步|目标|今后)[^。\n]{0,12}$"
)
BASE = re.compile(
    r"[\d一二三四五六七八九十百]+\s*(?:余)?(?:人|名|件|个|户|村|次|家|起|份|项|条|场|宗|所|处|批|辆|台|座|期|处)"
)
OPENING = re.compile(r"习近平|党的二十|党中央|中央|省委|市委|县委.{0,6}(?:领导|指导)")
ACTION = re.compile(
    r"由[^，。]{2,14}(?:负责|牵头|承担|办理)|每(?:周|月|季度|半年|年|日)|(?:制定|印发|出台|修订)[^，。]{2,16}(?:制度|办法|方案|清单|细则|规定)|(?:司法所|派出所|执法(?:中|大)?队|综治中心|平安办|党政办|[一-龥]{2,6}办公室)(?:负责|牵头|逐)|周[一二三四五]|逐[村户件案]"
)
LONGEST_BARE, TOPIC_FOLLOWED, EMPTY = 60, 150, 0.36
HEADING = re.compile(r"(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.．])[^，；]{0,24}。?$")
HEAD = r"(?m)^[一二三四五六七八九十]+、[^\n]{0,12}"
PARTS = {
    "measures": re.compile(
        r"主要(?:举措|做法|工作|措施|成效)|工作(?:开展|完成)情况|开展了|组织开展|完成了|全年(?:共|组织|开展|办理)"
    ),
    "problems": re.compile(
        HEAD + r"(?:问题|不足|短板|差距)|(?:存在|主要|突出)[^。\n]{0,8}(?:问题|不足|短板|困难|差距)"
        r"|(?:还|仍)(?:有|存在)[^。\n]{0,6}(?:差距|不足|问题)"
    ),
    "causes": re.compile(r"原因|由于|因为|根源|主要在于|源于"),
    "first_responsible": re.compile(
        r"(?:第一责任人|主要负责人|书记|[镇乡县区市]长|街道主任)(?!.{0,4}为组长)[^\n]{0,40}?"
        r"(?:听取|研究(?:法治|解决|议题|重大)|部署(?:法治|推进)|督办|督查|主持|述法|述职|带队|召集|批示|审定|带头(?:学|讲|述)|调研|讲(?:授)?法治课|审议|签批)"
    ),
    "next_steps": re.compile(
        HEAD + r"(?:打算|安排|计划|思路)|下一?步|下一?年度|来年|明年|今后|工作(?:打算|安排|计划)|继续努力"
    ),
}
NEEDED = {
    "measures": "主要举措和成效",
    "problems": "存在的不足",
    "causes": "不足的原因",
    "first_responsible": "主要负责人履行第一责任人职责情况",
    "next_steps": "下一年度安排",
}
TITLE_REACH = 80
LONG_KINDS = re.compile(r"法治|依法行政|依法治")
SHORT_KINDS = re.compile(r"普法|行政执法.{0,6}(?:年报|年度|总体情况)|政务公开|信息公开")


def absolute(report: Report) -> Iterator[Mark]:
    """Claims of zero or of everything in a sentence that gives neither a number to measure by nor where it was checked.

    Aims, conditions, and names of policies claim nothing.
    """
    plans = _plan_spans(report)
    for begin, sentence in report.sentences:
        if SOURCE.search(sentence) or any(a <= begin < b for a, b in plans):
            continue
        named = [m.span() for m in POLICY.finditer(sentence)]
        for pattern, why, better in (
            (ZERO, "“零”要有核查来源", "写明向谁核查、哪天核查"),
            (ALL, "没有基数，也没有来源", "写明应有多少、实有多少"),
        ):
            for found in pattern.finditer(sentence):
                clause = _clause(sentence, found.start())
                aim = GOAL.search(clause) or GOAL.match(sentence)
                based = pattern is ALL and BASE.search(sentence.replace(found[0], ""))
                if not aim and not based and not any(a <= found.start() < b for a, b in named):
                    yield _mark(begin, found, why, better)


def _clause(sentence: str, place: int) -> str:
    """The clause up to and with the claim."""
    begin = max(sentence.rfind(c, 0, place) for c in "，；") + 1
    end = min((e for c in "，；。" if (e := sentence.find(c, place)) >= 0), default=len(sentence))
    return sentence[begin:end]


def _plan_spans(report: Report) -> list[tuple[int, int]]:
    """Stretches under headings about what is planned, to the next heading of the first level."""
    spans: list[tuple[int, int]] = []
    begin = -1
    for at, line in report.lines:
        top = re.match(r"\s*[一二三四五六七八九十]+、", line)
        if top and begin >= 0:
            spans.append((begin, at))
            begin = -1
        if top and PLAN_HEADING.match(line):
            begin = at
    return [*spans, (begin, len(report.text))] if begin >= 0 else spans


def _mark(begin: int, found: re.Match[str], why: str, better: str) -> Mark:
    return Mark("4_absolute", begin + found.start(), begin + found.end(), "warning", why, better)


def vague(report: Report, path: Path) -> Iterator[Mark]:
    """Short sentences of stock phrases alone: no number, no name of a document, no quotation, nobody who does it.

    Political openings are exempt, and so is the first sentence of a paragraph that goes on at length with figures.
    """
    stock = re.compile("|".join(table(path)["vague"]["phrases"]))
    for begin, sentence in report.sentences:
        plain = sentence.strip()
        if len(plain) > LONGEST_BARE or not plain.endswith("。") or HEADING.match(plain):
            continue
        if re.search(r"[0-9０-９《“]", plain) or OPENING.search(plain) or ACTION.search(plain):
            continue
        empty = sum(len(m[0]) for m in stock.finditer(plain))
        if empty >= EMPTY * len(plain) and not _topic(report, begin, sentence):
            why = "没有数字、日期、做法或者责任单位"
            yield Mark("5_vague", begin, begin + len(sentence), "hint", why, "写明做了什么、多少、谁负责")


def _topic(report: Report, begin: int, sentence: str) -> bool:
    """A lead that its paragraph bears out: much text with figures follows it."""
    end = report.text.find("\n", begin)
    rest = report.text[begin + len(sentence) : end if end >= 0 else len(report.text)]
    return len(rest) > TOPIC_FOLLOWED and bool(re.search(r"\d", rest[: 2 * TOPIC_FOLLOWED]))


def missing(report: Report) -> Iterator[Mark]:
    """Parts of a whole report that nothing in it speaks of (督察规定 art. 25); a short kind needs three, others none."""
    title = report.text[:TITLE_REACH]
    if SHORT_KINDS.search(title):
        needed: tuple[str, ...] = ("measures", "problems", "next_steps")
    elif LONG_KINDS.search(title) and "政府工作报告" not in title:
        needed = tuple(NEEDED)
    else:
        return
    absent = [name for name in needed if not PARTS[name].search(report.text)]
    if "problems" in absent and "causes" in absent:
        absent.remove("causes")
    for name in absent:
        yield Mark("3_missing", 0, 0, "error", f"没有写“{NEEDED[name]}”", "补上这一部分", name)
