"""Invented sentences with personal data planted in them, plain and disguised, and sentences that only look so; seeded."""

from __future__ import annotations

import random
from collections.abc import Iterator

from fazhi.proofread.check_digits import CHECKS, WEIGHTS, luhn

SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱许何吕张孔曹严", "小明建国秀英志强桂兰海燕文博雨桐"
VILLAGES = ("柳湾村", "石桥村", "东坡村", "青石桥村", "清河社区", "南苑小区")
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
Planted = tuple[str, str, str]  # the sentence, the kind planted, the words planted


def identity(rng: random.Random) -> str:
    """A number of the unassigned region 9901 with its right check digit."""
    body = f"9901{rng.randint(1, 99):02d}{rng.randint(1940, 2019)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}{rng.randint(0, 999):03d}"
    return body + CHECKS[sum(w * int(c) for w, c in zip(WEIGHTS, body, strict=True)) % 11]


def mobile(rng: random.Random) -> str:
    """Eleven digits that begin as mobile numbers do."""
    return f"1{rng.choice('3456789')}{rng.randint(0, 999_999_999):09d}"


def card(rng: random.Random) -> str:
    """Sixteen or nineteen digits that pass Luhn, in a test range."""
    body = "622200" + "".join(rng.choice("0123456789") for _ in range(rng.choice((9, 12))))
    return next(body + d for d in "0123456789" if luhn(body + d))


def name(rng: random.Random) -> str:
    """A made-up name."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN) + rng.choice((rng.choice(GIVEN), ""))


def planted(rng: random.Random, n: int) -> Iterator[Planted]:
    """Plain plants of every kind."""
    for _ in range(n):
        who = name(rng)
        village = rng.choice(VILLAGES)
        number, phone, account = identity(rng), mobile(rng), card(rng)
        home = f"{village}{rng.randint(1, 12)}组{rng.randint(1, 99)}号"
        flat = f"{village}{rng.randint(1, 30)}号楼{rng.randint(1, 4)}单元{rng.randint(101, 1802)}室"
        age, ill = (
            rng.randint(3, 17),
            rng.choice(("患尿毒症", "确诊为肺癌", "二级精神残疾", "患有抑郁症", "身患白血病")),
        )
        yield rng.choice(
            (
                (f"当事人{who}，身份证号{number}，占道经营被责令改正。", "id", number),
                (f"公民身份号码：{number}（{who}）", "id", number),
                (f"举报人{who}手机{phone}，已核实。", "mobile", phone),
                (f"申请人：{who}　{phone}　{village}", "mobile", phone),
                (f"补贴发放到{who}的银行卡{account}。", "card", account),
                (f"村民{who}，家住{home}，反映排水问题。", "address", home),
                (f"信访人{who}现住{flat}。", "address", flat),
                (f"救助对象{who}，{age}岁，父母外出务工。", "minor", who),
                (f"石桥小学三年级学生{who}参加了模拟法庭。", "minor", who),
                (f"低保对象{who}{ill}，每月补助三百元。", "health", ill),
            )
        )


def disguised(rng: random.Random, n: int) -> Iterator[Planted]:
    """Numbers with blanks, dashes, line breaks, invisible characters, full width and Chinese digits."""
    for _ in range(n):
        plain, kind, label = rng.choice(
            ((identity(rng), "id", "身份证"), (mobile(rng), "mobile", "手机"), (card(rng), "card", "卡号"))
        )
        cut = rng.randint(3, len(plain) - 3)
        hidden = rng.choice(
            (
                " ".join(plain[i : i + 4] for i in range(0, len(plain), 4)),
                f"{plain[:3]}-{plain[3:7]}-{plain[7:]}",
                f"{plain[:cut]}\n{plain[cut:]}",
                plain.translate(FULL),
                plain.translate(CHINESE),
                plain.translate(CHINESE).replace("一", "幺").replace("零", "〇"),
                "\u200b".join(plain),
                f"{plain[:cut]} {plain[cut:].translate(FULL)}",
                f"{plain[:6]}.{plain[6:]}",
                plain.replace("0", "O", 1)
                if "0" in plain[1:-1] and kind != "card"
                else plain[:cut] + "　" + plain[cut:],
            )
        )
        yield f"{name(rng)}，{label}：{hidden}，请联系。", kind, hidden


def harmless(rng: random.Random, n: int) -> Iterator[str]:
    """What only looks like personal data."""
    for _ in range(n):
        year, a, b = rng.randint(2019, 2026), rng.randint(1, 400), rng.randint(1000, 99999)
        yield rng.choice(
            (
                f"豫清政〔{year}〕{a}号文件于{year}年{a % 12 + 1}月{a % 28 + 1}日印发。",
                f"全年拨付资金{b}{a:03d}.5元，惠及{a}户{b}人次。",
                f"统一社会信用代码91{rng.randint(10**9, 10**10 - 1)}MA{rng.randint(100000, 999999)}X的企业整改完毕。",
                f"政府信息公开办公电话0371-{rng.randint(10**7, 10**8 - 1)}，热线12345、12348。",
                f"监督电话：{mobile(rng)}。",
                f"项目编号{rng.randint(10**10, 10**11 - 1)}，合同号HT{year}{b}。",
                f"（{year}）豫9901行初{a}号判决驳回诉讼请求。",
                f"{rng.choice(VILLAGES)}第{a % 9 + 1}组清理沟渠{a}米，{rng.choice(VILLAGES)}修路{a}公里。",
                f"应到{a}人，实到{a}人，60岁以上老人{a % 50}人，3岁以下婴幼儿{a % 20}人。",
                f"听证地点：清河镇人民政府3号楼{rng.randint(101, 505)}室。",
                f"受理矛盾纠纷{a}件、信访{b % 90}件，化解率{a % 100}.{b % 10}%。",
                f"流水号{rng.randint(10**17, 10**18 - 1)}的台账已归档。",
                f"开展精神卫生宣传{a % 30}场，残疾人服务{a}人次，艾滋病防治讲座{a % 9}期。",
                f"镇长王立群主持会议{a % 12}次，司法所所长李文参加。",
                f"截至{year}年12月31日，{year - 1}1231期数据{b}条。",
                f"执法证号99010{rng.randint(100000, 999999)}，有效期至{year + 2}年。",
            )
        )
