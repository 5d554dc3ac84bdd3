"""An eighth corpus: passages in which a disguise falls on words, not on digits alone; names, blanks, ends of lines; seeded."""

from __future__ import annotations

import random
from collections.abc import Callable

Planted = tuple[str, str]  # a passage, and what in it may not survive
NAMES = ("郝大发", "丛玉兰", "秦守义", "卞秀云", "植保国", "盛有才", "常桂花", "乔家旺", "阳春梅", "吉克木呷")
KIDS = ("郝梓轩", "秦欣怡", "乔可可", "卞一诺", "常天佑", "丛小禾")
VILLAGES = ("柿园村", "老河口村", "青石坳村", "双庙村", "杨树沟村")
ILLS = ("尿毒症", "肝硬化", "精神分裂症", "类风湿关节炎", "阿尔茨海默病", "乙型肝炎", "尘肺病", "癫痫", "慢性肾衰竭")
IDS = ("hdf_19820", "wxid_8kq2zt", "qinshou77", "cgh820714", "Bian-4402")
FIGURES = ("357891204", "88240176", "1920337465", "60718293")
NUMERALS = "零一二三四五六七八九"
ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"


class Eighth:
    """Draws words, and writes passages with them."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.one: Callable[..., str] = self.rng.choice

    def n(self, low: int, high: int) -> int:
        """A whole number."""
        return self.rng.randint(low, high)

    def children(self) -> list[Planted]:
        """Names of children."""
        kid, who, age, village = self.one(KIDS), self.one(NAMES), self.n(5, 15), self.one(VILLAGES)
        return [
            (f"妇联干部到{village}看望孤儿{kid}，送去棉衣和文具。", kid),
            (f"经查，{kid}，男，{age}岁，翻越变电站围墙，责令监护人管教。", kid),
            (f"家访时得知，{kid}在镇中心小学上四年级，跟着爷爷生活。", kid),
            (f"照片说明：宣讲现场，前排左一为二年级（1）班学生{kid}。", kid),
            (f"调解记录：{who}之女{kid}（{age}岁）随母亲生活，抚养费每月600元。", kid),
        ]

    def health(self) -> list[Planted]:
        """Illnesses of somebody named."""
        who, ill = self.one(NAMES), self.one(ILLS)
        return [
            (f"低保复核：{who}患有{ill}，无劳动能力，建议继续保障。", ill),
            (f"来信人称，其丈夫{who}患{ill}多年，家里欠债。", ill),
            (f"经鉴定，当事人{who}患有{ill}，决定从轻处罚。", ill),
        ]

    def accounts(self) -> list[Planted]:
        """Accounts of somebody."""
        who, said, figures = self.one(NAMES), self.one(IDS), self.one(FIGURES)
        return [
            (f"{who}同志：您此前用个人微信号{said}反映的问题已转办。", said),
            (f"纠纷经过：{who}，用本人QQ号{figures}多次辱骂对方。", figures),
            (f"回复：{who}，您发自{figures}@qq.com的申请已经收到。", f"{figures}@qq.com"),
        ]

    def homes(self) -> list[Planted]:
        """Homes that a house number does not tell alone."""
        who, village, flat = self.one(NAMES), self.one(VILLAGES), f"{self.n(2, 29)}幢{self.n(2, 9)}0{self.n(1, 4)}室"
        return [
            (f"走失者{who}，家住{village}三组村口老井旁第二家，请留意。", "三组村口老井旁第二家"),
            (f"被申请人{who}，住惠民新村{flat}，未到庭。", f"惠民新村{flat}"),
            (f"信访人{who}，现居县城农机路{self.n(10, 300)}号院{flat}，反映停水。", flat),
            (f"{who}，住{village}大屋场，自愿退出低保。", "大屋场"),
        ]

    def told(self) -> list[Planted]:
        """One of each."""
        return [*self.children(), *self.health(), *self.accounts(), *self.homes()]

    def disguised(self) -> list[Planted]:
        """The same, what may not survive written by one who hides it."""
        return [(text.replace(secret, hidden), hidden) for text, secret in self.told() if (hidden := self.hide(secret))]

    def hide(self, secret: str) -> str:
        """Zero width characters, blanks, an end of a line, full width or Chinese digits."""
        at = self.n(1, len(secret) - 1)
        full = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in secret)
        figures = "".join(NUMERALS[int(c)] if c.isdigit() else c for c in secret)
        return self.one(
            (
                self.one(ZERO_WIDTH).join(secret),
                " ".join(secret),
                "\u3000".join(secret),
                f"{secret[:at]}\n{secret[at:]}",
                f"{secret[:at]}\n\u3000\u3000{secret[at:]}",
                full,
                figures if "@" not in secret or secret[0].isdigit() else secret,
            )
        )


def quiet(seed: int) -> list[str]:
    """What looks like it and is of nobody."""
    m = Eighth(seed)
    who, village, n = m.one(NAMES), m.one(VILLAGES), m.n(2, 9)
    return [
        f"请各村于{n}月底前将台账报农业农村办5{n}8室，联系人{who}。",
        f"权利人{village}第{n}村民小组（集体），用途公共设施用地。",
        f"{village}第{n}村民小组集体林地面积30亩，权属清楚。",
        f"关注微信公众号“清河微讯”（微信号：qhwx20{n}5），点击菜单查询。",
        f"清河镇便民服务中心微信号：qhbm{n}{n}0{n}，欢迎咨询。",
        f"公务用车定点维修公示：川A1234{n}更换轮胎，费用2400元。",
        f"停电抢修请联系供电所{who}，调度电话0816-55678{n}2。",
        f"告知当事人{who}有权申请法律援助（联系电话：0816-55678{n}2）。",
        f"能繁母猪理赔公示：{who}，耳标号11010549123100{n}，赔付1500元。",
        f"包村干部{who}走访居住在河边的群众{n}户。",
        f"驻村干部 {who}\n精神障碍患者管理小组\n艾滋病防治领导小组",
        f"会议由{who}主持\n残疾人两项补贴审核工作会\n学生资助工作会",
        f"大学生{who}返乡创业，研究生在读。",
        f"凡患有传染病的从业人员，{n}月前须复检。",
        f"{village}党支部书记{who}\n三组组长负责{n}号机井维修。",
    ]
