"""绝对化: claims of zero and of all without base or source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Mark, Report
from fazhi.proofread.sieve import Sieve

HARM = (
    "投诉|上访|信访|越级访|事故|案件|发生|差错|违规|违纪|失误|败诉|复议|举报|延误|超期|积压|遗漏|盲区|死角|撤销|纠错|遗留|伤亡|发案|纠纷|死亡|诉讼|"
    "上交|激化|缺岗|脱岗|退件|复发|反弹|败绩|挂账|欠薪|超时|失信|缺勤|扣分|问责|否决|腐败|感染|增长|滞后|推诿|逾期|瑕疵|诉求|舆情|犯罪|火灾|溺水|毒品|非访"
)
MORE_ZERO = Sieve(
    r"[毫绝]无(?!疑)[\u4e00-\u9fff]|无(?:一?人|群众|村民|企业)(?:投诉|上访|举报|违[法纪规]|被|反映)|无(?:越级|集体|重复|进京|赴省|到省|重大|较大|恶性|刑事|治安|责任|安全)[\u4e00-\u9fff]{0,6}(?:上访|信访|事故|案件|事件|舆情)"
    r"|一[起例件次人户宗名]也?(?:没有|未|没)(?=[\u4e00-\u9fff])|(?<=一[起例件次人户宗名])(?:都|也)?未(?:发生|出现)|未(?:再)?(?:发现|发生|出现|收到)(?:违[规法纪]|越权|不当|错误|超期|群众|群体|乱)[\u4e00-\u9fff]{1,8}"
    r"|不存在(?:非法|违[法规纪]|未|不|乱|超)[\u4e00-\u9fff]{1,6}|零(?:差评|瑕疵|投诉|事故|上访|失误|纠错|违规|缺席|遗漏|记录)|(?:积案|欠账|隐患|问题|存量|投诉|差评)(?!动态)[\u4e00-\u9fff]{0,4}(?<!动态)清零|无(?:差错|瑕疵|疏漏|纰漏|例外|遗留)(?=[。，；、]|$)"
)
MORE_ALL = Sieve(
    r"(?:所有|全部|全体|各|每[个项件起名])[\u4e00-\u9fff]{1,8}(?:按[期时]|依法|如期|及时)(?:办结|整改|完成|答复|公开|化解|处理|归档|报备|备案)|(?:所有|全体|全部)[\u4e00-\u9fff]{2,8}(?:熟练|能够熟练|严格|自觉)(?:掌握|遵守|执行)"
    r"|(?:各村|各站所|各社区|各部门|各单位|全镇各村|全乡各村)(?:居|（社区）)?(?:均|都|全部)(?:已|能|按|建|设|有|配|达|落|完|聘|制)[\u4e00-\u9fff]|(?<!未)(?<!未能)(?<!没有)(?<!尚未得到)(?:彻底|完全|根本)(?:得到)?(?:解决|消除|扭转|根治|化解|杜绝)|一[份件个项户人村次](?:也|都)?不(?:漏|落|少|差|缺)|(?:全数|悉数|尽数|全员)(?:解决|查实|办结|整改|到位|参加|参训|上岗|通过|达标|化解)"
    r"|每[人村户件项组队](?:都|均)(?:会|能|有|建|配|熟|懂|掌握|做到|达到)|(?<!人)均(?:全程|按规定|依法|按期|按时|经过?审[查核]|已归档)|(?!(?:村村|户户)通)(?:户户|人人|村村|件件|事事)[\u4e00-\u9fff](?=[、，。])|小事不出村、?[\u4e00-\u9fff]事不出[镇乡]、?矛盾不上交|(?:各项|全部|所有)(?:任务|工作|指标)(?:全面|全部|均已?|圆满|如期)(?:完成|达标|落实)"
)
GONE = Sieve(  # what is said to be gone for good, or never to have been
    r"(?<!一)再(?:也)?(?:没有?|无|未)(?![需须法论必]|[\u4e00-\u9fff]{0,3}(?:申请|上诉|起诉|延长|增加|续))[\u4e00-\u9fff]{1,8}|(?:从此|就此|自此)?[\u4e00-\u9fff]{0,6}(?:销声匿迹|绝迹|绝根|断种|断根|荡然无存|一去不返|一扫而[空光]|不复存在|无处藏身|无处遁形|消失殆尽)"
    r"|一个[\u4e00-\u9fff]{1,6}(?:都|也)(?:没有?|未)[\u4e00-\u9fff]{1,5}|(?:从|历来|素来|向来)(?:就)?无(?!到有|前例)[\u4e00-\u9fff]{2}|绝(?:不存在|无|没有)[\u4e00-\u9fff]{2}|绝对(?:没有|不会|不存在|安全|公[平正]|合法|杜绝)"
    r"|(?:没有?|无)一[项个件名人户次起宗家][\u4e00-\u9fff]{0,6}(?:被|不|未|没)[\u4e00-\u9fff]{2,6}|绝了(?:踪迹|迹|踪)|(?:没了|不见)踪影|(?:已|再)?(?:无|没有)立足之地|(?:没了|失去)市场|(?:听不到|找不到|看不到|见不到|挑不出|查不出|寻不(?:到|见))(?:一|半)[声个件丝点句处例起][\u4e00-\u9fff]{0,4}|无一(?![般定致起例件次人宗户家名处村切])[\u4e00-\u9fff]{2}|再也不[\u4e00-\u9fff]{2,6}|(?:全年|全[镇乡]|年内|本年度?|辖区)(?:内)?(?:均|从)?无(?!休|偿|障碍|证|线|人机|主|害|物业|纸|接触|异议|烟|毒|诉讼请求)[\u4e00-\u9fff]{2,10}(?=[，。；、])|无任何[\u4e00-\u9fff]{2}"
    r"|(?:彻底|完全)(?:根除|根治|消灭|铲除|清除|肃清|告别|终结|堵死|改变|扭转|摆脱)|(?:新增|发生|发案|事故|违[法规][\u4e00-\u9fff]{0,2}|败诉|纠错|撤销|投诉|上访|差错|积压|超期|返贫)[\u4e00-\u9fff]{0,6}(?:数|率|量)?(?:保持|始终|均|都|仍)?(?:为(?:零|0(?![.\d]))|归零|见底|清仓)"
)
WHOLE = Sieve(
    r"(?:百分之一百|全都|统统|样样|一个不剩|悉数)(?=[\u4e00-\u9fff])(?!是指)|万无一失|滴水不漏|天衣无缝|无懈可击|分毫不差|尽善尽美|完美无缺|无可挑剔|无人不[知晓]|人尽皆知|妇孺皆知|路不拾遗|夜不闭户|无一不[\u4e00-\u9fff]|无不(?:称赞|满意|叫好|拍手|认可|知晓)"
    r"|(?:老老少少|大人小孩|男女老少|老少|上上下下|家家户户)(?:人人)?(?:都|皆|全)[\u4e00-\u9fff]{2}|(?:件件|案案|事事|桩桩|个个|次次|笔笔|处处)(?:都)?(?:按[期时]|依法|及时|如期|有据|规范|清楚|准确)[\u4e00-\u9fff]{0,4}|(?:件件|案案|事事|桩桩|个个|人人|户户)(?:让|令|使)[\u4e00-\u9fff]{2,6}(?:满意|服气|心服|口服|信服|放心|叫好)|一[户个件人村名处](?:没|未)(?:落|漏|剩|少|差|丢)"
)
ZERO = Sieve(
    rf"无一[起例件人次宗户家名处村]|无(?:任何)(?:遗漏|死角|差错|投诉|盲区|超期|违规|违纪|纠纷|隐患|问题)|没有(?:发生(?:过)?)?(?:一[起例件人次宗户名个]|任何[\u4e00-\u9fff])|(?:从|均|都)?未(?:曾)?(?:再)?(?:发生|出现|发现|收到|接到|产生|引发|形成|查出|存在|有)(?:过)?(?:一[起例件人次宗]|任何|[\u4e00-\u9fff]{{2,12}}(?:行为|现象|事件|案件|事故|情况|问题|投诉|上访|复议|诉讼|纠纷))"
    rf"|从(?:来)?不(?=超|拖|推|缺|迟|违|失|误|漏)[\u4e00-\u9fff]|从(?:来)?(?:没有|未)(?!中断|间断|停|缺席|松懈|动摇|放松|离开)[\u4e00-\u9fff]|没有(?:发生|出现)(?:过)?[\u4e00-\u9fff]|(?<!从)零(?:{HARM})|[“‘]零(?:{HARM})[”’]|(?:实现|保持|做到|达到)(?:了)?[“‘]?零(?!填埋|售|碳|排放|距离|工|部件|的|关税|基础|跑|门槛|成本|材料|接触|证明|见面)[\u4e00-\u9fff]{{1,6}}"
    r"|[无零](?:任何)?[\u4e00-\u9fff、“”]{2,20}(?:事件|案件|事故|情况|现象|问题|上访|行为)(?:的)?发生|(?:彻底|完全|全面|坚决)?(?:杜绝|根除|消除|清除)了|不存在(?:任何|一[起例件])"
    r"|一[起例件]都没有|(?:投诉|上访|事故|复议|诉讼|差错|败诉|信访|舆情)[\u4e00-\u9fff]{0,4}(?:为零|归零|清零了|全无)|(?:无|没有)(?:任何)?(?:一[件起人]次?)?(?:投诉|上访|事故|败诉|差错|复议|越级访|案件|纠纷|信访|舆情)(?=[。，；、]|$)"
)
RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})率[^\d，。；]{0,8}?(?:(?<![\d.])100(?:\.0+)?[%％]|百分之百|百分百)")
ALL = Sieve(
    r"(?<!健)全覆盖|全员(?:覆盖|持证|参与|参训|达标|合格|到位)|[无零]死角|[无零]盲区|[无零]遗漏|无空白|[不无]留?(?:一[处个丝])?(?:死角|盲区|空白|盲点)|不[漏落]一[户人村件项处]|(?<![\d.])100(?:\.0+)?[%％](?!的?股)|百分之百|百分百|家喻户晓|人人(?:知晓|皆知|懂法|守法|学法|过关)|户户知晓"
    r"|(?:全部|悉数|一律|无一例外(?:地)?|均已|都已|尽数|一个不落(?:地)?)(?:按[期时]|依法|就地|妥善|成功|如期|限期|顺利|圆满|及时|得到|实现)?(?:办结|整改|落实|完成|达标|建成|到位|录入|公开|合格|化解|持证|覆盖|通过|办理|解决|兑现|销号|调处|归档|纳入|签订|报备|备案|审查|上网|反馈|答复|建立|配备|取得|清理|掌握|满意)"
    r"|(?:所有|全体|每一?[个名件项位宗起条份])[^，。；]{1,16}?(?:(?<![人年月日户场])均(?!衡|值)|(?<!首)都(?!市|会)|全部|皆)(?!可|应|要|须|必须|需|不得|能够|能|可以|会|有权|将)[\u4e00-\u9fff]|(?:所有|全体|全部|每一?[件个名次项宗起])[\u4e00-\u9fff]{1,6}(?:事实清楚|程序合法|合法合规|规范有序|准确无误|齐全完整|手续完备|证据确凿|到位|达标|合格)|无一(?:败诉|被撤销|被纠正|遗漏|例外|差错|缺席|超期|违纪|违规|违法|投诉|漏报|积压)|(?:覆盖|惠及|宣传|送|走访|传达|普及|延伸)到(?:了)?每一?(?:[户村家人]|[个名位](?:村|户|家|人|角落|群众|居民|农户|干部|企业|学生))|(?:所有|全体|每一?[个名件项位宗起条份])[^，。；]{1,16}?(?:从不|从未|从来(?:不|没))[\u4e00-\u9fff]|(?!(?:村村|户户)通)(?:件件|事事|户户|人人|次次|个个|处处|村村|校校|班班|家家|组组|岗岗|月月|项项)(?:精通|熟[悉练]|掌握|[懂会]|见|清|通|建有?|设有?|过硬|都|有(?:着落|回音|落实|人管|交代)|合法|达标|合格|满意|过关|持证|清楚)"
)
SOURCE = re.compile(
    r"回函|核查|核实|核对|系统(?:导出|显示|查询|数据)|(?:局|办|院|委|所|中心|部门|队)[^，。；]{0,6}(?:通报|白皮书|公告|回复|证明)|据.{1,12}(?:统计|记录|通报|台账|反馈)|公安(?:机关)?.{0,6}(?:提供|确认|出具|反馈)"
    r"|法院.{0,8}(?:提供|确认|出具|反馈|\d)|来源|查询(?:结果|记录)|(?:派出所|信访办|司法局|县局)(?:提供|确认|出具|反馈|证明|通报)|以.{1,12}为准|台账(?:显示|记载)"
)
GOAL = re.compile(
    r"力争|尽快|争取|确保|让|使得|促使|努力|目标|计划|拟|将(?!军)|下一?步|打算|逐步|推动|推进|加快|(?:^|，|；)要(?!求)|到20\d\d年|力求|有望|才能|防止|避免|严防|坚决|"
    r"如果|如|若|未发生(?:争议|变化|变更|改变|重大变化)|零(?:的)?突破|承诺|要求|应当|必须|原则上"
)
REACHED = re.compile("(?:实现|达到|完成)了[^，。；]*目标")
POLICY = re.compile(
    r"一(?:村|社区)[^，。；]{0,6}(?:法律)?顾问[^，。；]{0,4}全覆盖|“[^”]*(?:全覆盖|无死角|100%)[^”]*”|《[^》]*(?:全覆盖|100%)[^》]*》"
)
BASE = re.compile(
    r"(?:\d+|(?<![一二三四五六七八九十百])[二三四五六七八九十百][一二三四五六七八九十百]*)\s*(?:余|多)?[万亿]?(?P<measure>人次|人|名|件|个|户|村|次|家|起|份|项|条|场|宗|所|处|批|辆|台|座|期|篇|卷|位)"
)
NAMED = 4
SAID_OF_RATES = re.compile("按[期时]|及时|全部|依法|其中|年内|全年|均|实现|达到|达|保持|的")
TOTAL = re.compile(r"应|共|全部|总|所有|全[镇乡村区县]|在编|现有|抽查|受理|接到|收到|立案")


OF_ZERO = ("“零”要有核查来源", "写明向谁核查、哪天核查")
OF_ALL = ("没有基数，也没有来源", "写明应有多少、实有多少")


def absolute(report: Report) -> Iterator[Mark]:
    """Claims of zero or of everything in a sentence that gives neither a number to measure by nor where it was checked.

    Aims, conditions, and names of policies claim nothing.
    """
    told = [
        (sieve.over(report), based, why)
        for sieve, based, why in (
            (ZERO, _counted, OF_ZERO),
            (MORE_ZERO, _counted, OF_ZERO),
            (ALL, _based, OF_ALL),
            (MORE_ALL, _based, OF_ALL),
            (GONE, _counted, OF_ZERO),
            (WHOLE, _based, OF_ALL),
        )
    ]
    for begin, sentence in report.sentences:
        claims = [(found, based, why) for sifted, based, why in told for found in sifted.finditer(sentence)]
        if not claims or SOURCE.search(sentence) or any(a <= begin < b for a, b in report.plans):
            continue
        named = [m.span() for m in POLICY.finditer(sentence)]
        for found, based, (why, better) in claims:
            clause = _clause(sentence, found.start())
            aim = (GOAL.search(clause) or GOAL.match(sentence)) and not REACHED.search(clause)
            if not aim and not based(sentence, found) and not any(a <= found.start() < b for a, b in named):
                yield _mark(begin, found, why, better)


def _based(sentence: str, claim: re.Match[str]) -> bool:
    """Whether the part of the sentence between semicolons counts what the claim is about.

    A rate of 100 % is borne out by its own two counts (应到53人，实到53人), by a count of what it is a rate of (办结投诉12件，办结率), or by
    a total; a count of something else bears out nothing.
    """
    begin, end = sentence.rfind("；", 0, claim.start()) + 1, sentence.find("；", claim.end())
    part = sentence[begin : end if end >= 0 else len(sentence)]
    at = claim.start() - begin
    counts = [m for m in BASE.finditer(part) if not at <= m.start() < at + len(claim[0])]
    rate = RATE.search(part)
    if not rate or not rate.start() <= at < rate.end():
        return bool(counts)
    measures = [m["measure"] for m in counts]
    if len(set(measures)) < len(measures):
        return True
    own = part[max(part.rfind(c, 0, rate.start()) for c in "，。") + 1 : rate.start()]
    about = SAID_OF_RATES.sub("", own + rate["stem"])[:-2]
    rest = part[: rate.start()] + "，" + part[rate.end() :]
    return _counts_things(own) or any(
        rate["stem"][-2:] in c or (TOTAL.search(c) and _kin(about, c))
        for c in re.split("[，、]", rest)
        if _counts_things(c)
    )


def _kin(about: str, clause: str) -> bool:
    """Whether a rate of something named (差评整改到位率) is of what a clause counts: two characters in common, or nothing named."""
    return len(about) < NAMED or any(about[k : k + 2] in clause for k in range(len(about) - 1))


def _counted(sentence: str, claim: re.Match[str]) -> bool:
    """Whether the clause of a claim of zero, or the one before it, counts what nothing happened to (办案22件，无一件被撤销)."""
    place = claim.start()
    begin = sentence.rfind("，", 0, max(sentence.rfind("，", 0, place), 0)) + 1
    return _counts_things(sentence[max(begin, sentence.rfind("；", 0, place) + 1) : place])


def _counts_things(clause: str) -> bool:
    """A count of times is no base of a rate."""
    return any(m["measure"] not in "次场期" for m in BASE.finditer(clause))


def _clause(sentence: str, place: int) -> str:
    """The clause up to and with the claim."""
    begin = max(sentence.rfind(c, 0, place) for c in "，；") + 1
    end = min((e for c in "，；。" if (e := sentence.find(c, place)) >= 0), default=len(sentence))
    return sentence[begin:end]


def _mark(begin: int, found: re.Match[str], why: str, better: str) -> Mark:
    return Mark("4_absolute", begin + found.start(), begin + found.end(), "warning", why, better)
