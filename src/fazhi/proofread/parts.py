"""缺少部分: what a whole report must speak of (督察规定 art. 25), looked for under its headings and in its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Mark, Report

NEEDED = {
    "measures": "主要举措和成效",
    "problems": "存在的不足",
    "causes": "不足的原因",
    "first_responsible": "主要负责人履行第一责任人职责情况",
    "next_steps": "下一年度安排",
}
SHORT = ("measures", "problems", "next_steps")
TITLE_REACH = 80
LONG_KINDS = re.compile(r"法治|依法行政|依法治")
SHORT_KINDS = re.compile(
    r"普法|法治宣传|行政执法[\u4e00-\u9fff]{0,6}(?:年报|年度|总体|统计|数据|工作|情况|报告|总结)|政务公开|信息公开"
)
PROBLEM_HEAD = re.compile(
    r"问题|不足|短板|差距|弱项|困难|薄弱|难点|堵点|欠缺|瓶颈|[差短弱卡堵]在|欠[^。]{0,4}账|毛病|没(?:有)?做(?:好|到)|不到位|欠(?:火候|到位)|(?<!解)困境|(?:查|找|摆)[^。]{0,4}(?:症|病)"
)
PROBLEM = re.compile(
    r"(?:存在|面临|主要|突出|仍有|还有|尚有|有着?|暴露出?|发现|查摆出?|几[处点个]|[一二两三四五六\d][处点个项方面]+)[^。；\n]{0,10}"
    r"(?:问题|不足|短板|弱项|困难|差距|薄弱环节|薄弱点|欠缺|难点|堵点)|不足之处|美中不足|(?:差距|短板|不足|问题)(?:主要)?(?:是|在于|有|表现|体现|集中)"
    r"|(?:离|与|和|同|距)[^。；\n]{2,20}(?:还|仍|尚)?(?:有|存在)[^。；\n]{0,4}差距|(?:有待|亟待|亟需)[^。；\n]{0,8}(?:加强|提高|提升|改进|完善|补)"
)
SETTLED = re.compile(r"(?:解决|化解|整改|处理|反映|排查|排摸|督办|协调|交办|处置|热点|难点热点)[^。；\n，]{0,12}$")
CAUSE = re.compile(
    r"原因|缘由|缘故|为什么|为何|为啥|成因|起因|根源|症结|病根|根子|由于|因为|缘于|源于|归因|归咎|究其|在于|所致|导致|致使|造成|受(?:制于|限于|[\u4e00-\u9fff]{2,10}(?:影响|制约|限制))"
    r"|(?<=[，；。：、—])(?:主要|多|皆|均|都|也)?(?:是)?因(?!地制宜|此|而|素|果|材|势|时|案|人施)[\u4e00-\u9fff]{2}|是因(?!此)|系因|(?:主要|多|都)?是由|背后是|根本上"
)
LEADER = (
    r"(?<!副)(?<!以)(?<!支部)(?<!总支)(?<!村)(?<!纪委)(?<!法委)(?<!团委)(?<!安全)(?<!安全生产)(?:党政主要负责人|主要负责(?:人|同志)|党政(?:主要领导|一把手|正职)|主要领导|一把手|第一责任人|(?:党委|党工委|街道工委|工委)书记"
    r"|书记|[镇乡县区市]长(?!办公|热线|信箱)|(?:办事处|街道)主任)(?!.{0,6}(?:为|任|担任)(?:双)?组长)"
)
FIRST = re.compile(
    LEADER
    + r"[^。\n]{0,60}?(?:听取|研究|部署|督办|督查|督促|主持|述法|述职|述责|带队|带头|召集|召开|批示|审定|审签|签批|签发|调研|讲课|讲授|"
    r"讲法治|讲(?=《|课|\d)|宣讲|领办|认领|下访|走访|接待|盯办|拍板|约见|法治课|上法治|审议|过问|协调|点评|约谈|出庭|包案|接访|旁听|学法|推动|检查|把关|履行|履职|亲自|组织|参加|牵头|列席)"
)
FIRST_HEAD = re.compile(r"第一责任|(?:主要负责人|主要领导|一把手)[^。\n]{0,8}(?:履职|履行|责任|职责)")
PLAN_HEAD = re.compile(
    r"打算|计划|安排|思路|(?:往后|新年|以后|接着|再)[^。]{0,6}(?:干|做|办|抓|走)|怎么[干办抓走]|准备[干做]|(?<![主重])要[干做办]|下一?步|下阶段|下一阶段|下年|来年|明年|次年|今后|努力方向|改进|整改(?:措施|方向)|工作重点|展望|谋划|设想|部署|20\d\d年(?:工作|重点|目标|任务|要|将)"
)
PLAN = re.compile(
    r"(?:^|[。；\n])\s*(?:下一?步(?!整改)|下一?阶段|下一?年度?|来年|明年|新的一年|今后|接下来|后续(?:将|拟)|为此[，,]?(?:我|拟|将)|针对(?:上述|以上|这些|存在))"
)
DONE = re.compile(
    r"\d+\s*(?:余|多)?(?:件|次|场|份|人次|人|起|期|条|个|户|项|处|篇|宗|家|册|名|卷|村|块|面|台|套|支|辆|间|所|课时|学时|堂|遍|元|万元)"
)
ENOUGH_DONE = 2


def missing(report: Report) -> Iterator[Mark]:
    """Parts of a whole report that nothing in it speaks of; a short kind needs three, other papers none."""
    first = (
        report.sections[0].begin if report.sections else TITLE_REACH
    )  # 普法 in the text of a long report is no short kind
    title = report.text[: min(first, TITLE_REACH)] if report.text[:first].strip() else report.text[:TITLE_REACH]
    if SHORT_KINDS.search(title):
        needed: tuple[str, ...] = SHORT
    elif LONG_KINDS.search(title) and "政府工作报告" not in title:
        needed = tuple(NEEDED)
    else:
        return
    parts = Parts(report)
    absent = [name for name in needed if not getattr(parts, name)()]
    if "problems" in absent and "causes" in absent:
        absent.remove("causes")
    for name in absent:
        yield Mark("3_missing", 0, 0, "error", f"没有写“{NEEDED[name]}”", "补上这一部分", name)


class Parts:
    """Which parts a report has. A part is a section of its own, or sentences that speak of it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.plans = [s for s in report.sections if PLAN_HEAD.search(s.title) and not PROBLEM_HEAD.search(s.title)]
        self.faults = [s for s in report.sections if PROBLEM_HEAD.search(s.title)]

    def measures(self) -> bool:
        """Work that was done, in a section of another kind than problems and plans, or told with counts."""
        others = [s for s in self.report.sections if s.title and s not in self.plans and s not in self.faults]
        others = [s for s in others if not FIRST_HEAD.search(s.title)]
        if others:
            return True
        told = [
            sentence
            for at, sentence in self.report.sentences
            if DONE.search(sentence)
            and not any(s.begin <= at < s.end for s in (*self.plans, *self.faults))
            and not PLAN.search(sentence)
        ]
        return sum(len(DONE.findall(t)) for t in told) >= ENOUGH_DONE

    def problems(self) -> bool:
        """A section about them, or a sentence that owns up to one; problems of others that were settled are not ours."""
        return bool(self.faults) or any(
            not SETTLED.search(self.report.text[: found.end() - 2][-16:])
            for found in PROBLEM.finditer(self.report.text)
        )

    def causes(self) -> bool:
        """Said where the problems are said, or under a heading of their own."""
        if any(re.search("原因|缘由|缘故|为什么|为何|成因|根源|症结", s.title) for s in self.report.sections):
            return True
        if self.faults:
            return any(CAUSE.search(s.text) for s in self.faults)
        begin = min((f.start() for f in PROBLEM.finditer(self.report.text)), default=0)
        return bool(CAUSE.search(self.report.text, begin))

    def first_responsible(self) -> bool:
        """A sentence whose subject is a leader who does something; founding a group with him at its head is not that."""
        headed = [s for s in self.report.sections if FIRST_HEAD.search(s.title)]
        return any(re.search(LEADER, s.text[len(s.title) :]) for s in headed) or bool(FIRST.search(self.report.text))

    def next_steps(self) -> bool:
        """A section about them, or a sentence that opens with the time to come."""
        if self.plans or any(PLAN_HEAD.search(s.title) for s in self.faults):
            return True
        coming = re.compile(rf"(?:^|[。；\n])\s*{self.report.year + 1}年(?!度?(?:[一1]月)?[^。]{{0,6}}(?:印发|公布))")
        found = [*PLAN.finditer(self.report.text), *(coming.finditer(self.report.text) if self.report.year else ())]
        return bool(found) or bool(re.search(r"(?:将|拟|计划)(?:于|在)20\d\d年|继续努力|再接再厉", self.report.text))
