"""套用照抄: another unit's name, rank or way of speaking of itself left in; sentences shared with last year's or a neighbour's report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from fazhi.proofread.report import Mark, Report, each
from fazhi.proofread.sieve import Sieve
from fazhi.proofread.slips import language

FAMILY = "7_copy_template"

SELF = Sieve(
    r"(?:我|本)(乡|镇|街道|县|区|市|省|局|委(?!员|托|派)|厅|院(?!落|子)|校|处(?!罚|理|置)|司(?!法)|公司|厂|分局|大队(?!部)|支队|集团|村(?!民|规|级|居)|社区|所(?!有|以|在|属|需|能|提|谓|说|作|做|见|知|长)|单位(?=作为县直|系县))"
)
OTHERS = Sieve(
    r"(?:^|[，。；：:、\s（(]|由|将|经|，在|报请?)([\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?=[\u4e00-\u9fff\d])(?!法庭|人民法庭|境内|籍|方向|交界|居民|村民|群众|与|和|、|等|的|以[东南西北]|至|到|路|公路|大道|企业家|商会|同乡)",
    re.M,
)
PLACE_WORDS = re.compile(
    r"[乡城集小村古重市名强]镇$|^(?:各|全|本|我|该|每|下|两|三|几)(?:个|乡)?镇$|(?:各|全|本|我|该|每|下|返|入|兴|美丽|家|故|水|还|回|离|送|进|到)乡$|(?:各|全|本|我|该|每|沿|进|上|各条|条)街道$|乡镇街道$|(?:各乡镇|乡镇)"
)
ORGANS = "(?:长|党委|政府|人大|人民代表大会|域|直|机关|综治中心|司法所|班子|便民服务中心|综合(?:行政)?执法)"
OF_STREETS = "(?:党工委|办事处)(?:书记|主任|会议)|街道(?:办(?!事处)|党工委)"
RANKS = {
    "乡": rf"镇{ORGANS}|{OF_STREETS}",
    "镇": rf"乡{ORGANS}|{OF_STREETS}",
    "街道": rf"[镇乡]{ORGANS}",
}
ABOVE = Sieve(
    r"(?:(?<=[。；\n])|(?<![\s\S]))(?:省|市|县|区)[\u4e00-\u9fff]{1,8}(?:局|院|委|办)党(?:组|委)(?:书记)?(?:把|将|专题|召开|研究|听取|中心组|理论)[^，。；]{0,10}|(?:覆盖|惠及|带动|辐射)(?:了)?全[县市区](?:\d+个)?各?(?:乡镇|镇|街道)[^，。；]{0,6}|(?:向|给|对)(?:全[省市县区])?各(?:市|县|区|乡镇|镇|乡|街道|县区|区县)[^，。；]{0,4}(?:下达|下发|派出|转发|派驻)[^，。；]{0,10}|(?:指导|督促|组织|部署|统筹|要求|领导|推动|督导|检查|考核|通报)(?:全[省市县区]|各(?:市|县|区|乡镇|镇|乡|街道|市州|县区|区县)|[全各][省市县区][^，。；]{0,6}?各)(?!政协|人大)[^，。；]{0,14}"
    r"|(?<!省)(?<!市)(?<!对)(?<!学习)(?<!宣传)(?:我[省市县区]|[全本][省市])?(?:制定|出台|颁布)(?:了)?(?:地方性法规|地方政府规章|政府规章)[^，。；]{0,8}"
    r"|对全[省市县区](?:\d+个)?(?:各)?(?:乡镇|镇|街道|部门|单位)[^，。；]{0,14}(?:考核|督察|督导|检查|通报|评查|验收)|(?:省|市|县|区)政府常务会议(?:审议|研究|专题|听取)[^，。；]{0,12}"
)
TOGETHER = re.compile(
    r"(?:与|和|同|跟|、|及|赴|到|往|来自|联合|邻近|毗邻|相邻|交界|对接|向|由|被|从|原|对|给|为|例如|比如|参照|仿照|对标|学习|借鉴|参观|考察)$"
)

NAMELIKE = re.compile("[^按据把对系于由在的了过着是有个名位副正管任到我聘另此与和及全]+")
VISIT = re.compile(
    "移来|移送来|转来|送来|来函|来信|来人|来电|发来|寄来|反馈来|一行|[来到](?:我|本|镇|乡|街道)|考察|交流|参观|观摩|对接|协作|共建"
)
SPOKEN = re.compile(
    "与|和|同|跟|及|赴|到|往|向|由|被|从|经|给|为|请|邻|我|本|全|各|该|其|某|一|两|每|所|以|对|在|配合|各级|协助|指导|组织|邀请|报|把|将|使|让|覆盖|辖|带动|推动|深入|走进|建设|创建|打造"
)
SHORTEST, ALIKE, SHINGLE, TOO_COMMON = 16, 0.55, 5, 4
STOCK, TRIED = 40, 12  # pieces in more sentences than this say nothing; so many of the likeliest are compared
NUMBERS = re.compile(r"\d+(?:\.\d+)?")
TITLES = re.compile("《[^》\n]{1,60}》")
NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+[部章节]分?|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\(\d+\)|\d{1,2}[.．、])"
)
LONGEST_HEAD = 40
FORM = re.compile(
    "现将[^。\n]{0,60}(?:报告|汇报|公布|公开|总结)如下|^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)?[^，。]{0,10}(?:坚持)?以习近平[^，。]{4,30}为指导[^，。]{0,4}(?:，(?:全面|深入|认真)?(?:学习|贯彻)[^，。]{0,40})?。?$|现在，我代表[^。\n]{0,30}报告|特此报告|^[^，。]{0,12}(?:根据|按照)[^。]{0,80}(?:要求|规定|部署)，?$"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of this text and the one it resembles in another: offsets, the other's name, and how alike (0 to 1)."""

    start: int
    end: int
    other: str
    other_start: int
    other_end: int
    alike: float


ALIEN = Sieve(
    r"(?:全校|我校)?教职工|全体师生|班主任|医护人员|(?:全院|我院|本院)(?:干警|职工|医护|上下|各科室)|(?:全厂|全公司|全行|全所|全站)(?:职工|员工|干部职工|上下)|全局(?:干部|职工|干警|上下|各(?:科|股)室)|(?:局|委|院)?下属(?:二级|事业)单位|各(?:庭室|院系|教研组)|(?:承办|主审)法官|办案检察官|公诉案件|合议庭(?!庭审)|住院患者|就诊患者|教研活动|家长会|门诊(?:大厅|部)?|诊疗(?:价格|服务|行为)|住院部|病区|医患|股东大会|董事会|车间|全体员工|全所民警|全院干警|审判团队|入库税款|本学[期年]|课堂教学"
)
NOTICE = Sieve(  # how a notice, a request or an answer ends, not a report
    r"现(?:将)?[^，。；\n]{0,20}(?:印发|转发|下发)(?:给)?你们|[望请]各[^，。；\n]{0,24}[，]?[^。；\n]{0,16}(?:执行|贯彻|落实|组织实施|抓好|照办|报送)|接(?:此|本)?通知后|特此通知|请(?:认真)?(?:遵照|贯彻|对照)执行|妥否，?请|当否，?请|特此(?:批复|函告|函复|请示|公告|通告)|专此函[达复]|为荷(?=[。，\n]|$)|盼复(?=[。，\n]|$)|你(?:乡|镇|街道|局|单位|村)(?!们?好)|请于[^，。；\n]{2,16}前(?:将)?[^，。；\n]{0,20}(?:报|反馈|送)[^，。；\n]{0,12}(?:办公室|我局|我办|邮箱|司法局|政府办)"
)
AT_HOME = re.compile(
    "学校|小学|中学|幼儿园|校园|教育|医院|卫生院|诊所|卫健|企业|公司|工厂|园区|派出所|法院|检察院|法官|税务|法治副校长"
)
BUREAU = re.compile("(?:局|委|办|办公室|委员会|中心|院|厅|队)$")
OWN_SCHOOLS = re.compile("教育|学校|卫生|卫健|医院|国资")


def _bureau(report: Report) -> Iterator[Mark]:
    """A bureau calls itself 我局; 我校 or 我镇 in its report is another's."""
    for found in each(SELF, report):
        own = report.unit.endswith(found[1]) or found[1] in "县区市省委局单位"
        if not own and not _quoted(report, found.start()):
            yield Mark(FAMILY, *found.span(), "error", f"{report.unit}的报告里写着“{found[0]}”", "改成本单位的自称")


def _alien(report: Report) -> Iterator[Mark]:
    """Words of a school, a hospital or a company told as one's own."""
    for found in each(ALIEN, report):
        if not AT_HOME.search(report.sentence_at(found.start())) and not _quoted(report, found.start()):
            yield Mark(FAMILY, *found.span(), "warning", f"“{found[0]}”是别的单位的说法", "核对是不是套用")


def _notices(report: Report) -> Iterator[Mark]:
    """What a notice, a request or an answer was made of."""
    for found in each(NOTICE, report):
        if not _quoted(report, found.start()):
            yield Mark(FAMILY, *found.span(), "warning", "这是通知、请示里的话", "删去")


def marks(report: Report, path: Path) -> Iterator[Mark]:
    """Another unit's name, another rank, or the tasks of a higher one in the place of the own."""
    rank = next((r for r in ("街道", "镇", "乡") if report.unit.endswith(r)), "")
    yield from _notices(report)
    if report.unit and not OWN_SCHOOLS.search(report.unit):
        yield from _alien(report)
    if not rank:
        yield from _bureau(report) if BUREAU.search(report.unit) else ()
        return
    for found in each(SELF, report):
        if found[1] != rank and not _quoted(report, found.start()):
            why = f"{report.unit}的报告里写着“{found[0]}”"
            yield Mark(FAMILY, *found.span(), "error", why, f"我{rank}")
    usual = language(path).usual
    for found in each(OTHERS, report):
        name = found[1]
        own = name in report.unit or report.unit.endswith(name) or name.endswith(report.unit)
        before = report.text[max(0, found.start(1) - 3) : found.start(1)]
        visit = VISIT.search(report.clause_at(found.start(1)))
        if visit or name[:2] in usual or not NAMELIKE.fullmatch(name):
            continue
        if (
            own
            or PLACE_WORDS.search(name)
            or TOGETHER.search(before)
            or SPOKEN.match(name)
            or _quoted(report, found.start(1))
        ):
            continue
        yield Mark(FAMILY, *found.span(1), "warning", f"别的单位：{name}", report.unit)
    for found in re.finditer(rf"(?<![\u4e00-\u9fff])(?:由|经|报)?(?:{RANKS[rank]})", report.text):
        if not _quoted(report, found.start()):
            yield Mark(FAMILY, *found.span(), "warning", f"{report.unit}没有“{found[0]}”", f"本{rank}的")
    for found in each(ABOVE, report):
        before = report.text[max(0, found.start() - 4) : found.start()]
        if not re.search(r"[县市省区]|上级|在|由|被|按照|根据|全面", before):
            yield Mark(FAMILY, *found.span(), "warning", f"这是上级的事，不是{rank}的", "写本单位做的")


def _quoted(report: Report, place: int) -> bool:
    """Whether a place is inside quotation marks or a title."""
    line_begin = report.text.rfind("\n", 0, place) + 1
    before = report.text[line_begin:place]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")


class Passages:
    """The sentences of many texts, laid out once so that each can be compared with all others.

    Alike: 0.55 of the five-character pieces of both, numbers left out of account. What stands in more than four of the texts is a
    county's stock phrase and is left out. Price: linear in all characters, about 4 µs each.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.sentences: list[tuple[str, int, int]] = []
        self.pieces: list[frozenset[str]] = []
        self.of: dict[str, list[int]] = {name: [] for name in texts}
        self.where: dict[str, list[int]] = {}
        self.spread: Counter[str] = Counter()
        for name, text in texts.items():
            rows = _sentences(text)
            self.spread.update({_bare(s) for _, s in rows})
            for begin, sentence in rows:
                number = len(self.sentences)
                self.sentences.append((name, begin, begin + len(sentence)))
                pieces = _pieces(sentence)
                self.pieces.append(pieces)
                self.of[name].append(number)
                for piece in pieces:
                    self.where.setdefault(piece, []).append(number)
        self.texts = texts
        self.whole = {name: "".join(text.split()) for name, text in texts.items()}

    def same(self, name: str) -> list[str]:
        """The other texts that say the very same, blanks left out of account."""
        return [other for other, whole in self.whole.items() if other != name and whole == self.whole[name]]

    def shared(self, name: str) -> list[Pair]:
        """Sentences of one text that stand alike in another, the most alike of each."""
        return [pair for number in self.of[name] if (pair := self._best(number)) is not None]

    def _best(self, number: int) -> Pair | None:
        name, begin, end = self.sentences[number]
        mine = self.pieces[number]
        if self.spread[_bare(self.texts[name][begin:end])] > TOO_COMMON:
            return None
        hits: Counter[int] = Counter()
        for piece in mine:
            places = self.where[piece]
            if len(places) <= STOCK:
                hits.update(places)
        best: tuple[float, int] | None = None
        for other, _ in hits.most_common(TRIED):
            alike = len(mine & self.pieces[other]) / len(mine | self.pieces[other])
            theirs = self.sentences[other][0]
            if self.whole[theirs] != self.whole[name] and alike >= ALIKE and (best is None or alike > best[0]):
                best = alike, other
        if best is None:
            return None
        return Pair(begin, end, *self.sentences[best[1]], round(best[0], 2))


def wholly(text: str, others: Iterable[str]) -> Iterator[Mark]:
    """A text that says the very same as others, told at its first line."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start) if "\n" in text[start:] else len(text)
    for other in others:
        why = f"全文和《{PurePath(other).name}》相同，没有再逐句比"
        yield Mark(FAMILY, start, end, "error", why, "核对是不是选了同一个文件；不是的，就是整份照抄")


def copies(pairs: Iterable[Pair]) -> Iterator[Mark]:
    """Pairs as marks of the text."""
    for pair in pairs:
        why = f"和《{PurePath(pair.other).name}》里的一句{'相同' if pair.alike == 1 else f'相似（{pair.alike:.0%}）'}"
        yield Mark(FAMILY, pair.start, pair.end, "warning", why, "写本单位、本年度自己的做法")


def _sentences(text: str) -> list[tuple[int, str]]:
    """What somebody wrote: not headings, not the sentences that the form of a report prescribes, not names of laws alone."""
    return [
        (at + len(s) - len(s.lstrip()), s.strip())
        for at, s in Report(text, 0).sentences
        if len(_bare(TITLES.sub("", s))) >= SHORTEST and not _is_heading(text, at, s) and not FORM.search(s)
    ]


def _is_heading(text: str, at: int, sentence: str) -> bool:
    """A short line of its own without a stop, or the numbered words before the first stop of a line that goes on."""
    bare, end = sentence.strip(), at + len(sentence)
    if len(bare) > LONGEST_HEAD or text[at - 1 : at] not in ("", "\n"):
        return False
    stopped, ends = bare[-1] in "。！？", text[end : end + 1] in ("", "\n")
    return (not stopped or not ends) if NUMBERED.match(sentence) else not stopped and "，" not in bare


def _bare(sentence: str) -> str:
    """The sentence without blanks, numbers and punctuation."""
    return re.sub(r"[\s，。、；：！？“”（）()]", "", NUMBERS.sub("", sentence))


def _pieces(sentence: str) -> frozenset[str]:
    bare = _bare(sentence)
    return frozenset(bare[k : k + SHINGLE] for k in range(len(bare) - SHINGLE + 1))
