"""A second corpus of invented sentences with personal data, seeded; its templates and words are other than those of seeded.py.

Every item: (text, kind, the words that may not survive). `secrets` of a minor are every mention of the name.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from fazhi.proofread.check_digits import CHECKS, WEIGHTS, luhn

Item = tuple[str, str, str]
FAMILIES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文付闫仝靳苗"
)
DOUBLE = ("欧阳", "司马", "上官", "诸葛", "尉迟", "皇甫", "令狐")
GIVEN = [
    "建平",
    "淑芳",
    "振华",
    "玉梅",
    "春生",
    "桂英",
    "发强",
    "雪琴",
    "占军",
    "彩霞",
    "保国",
    "凤莲",
    "世杰",
    "瑞霞",
    "松林",
    "兰芝",
    "根旺",
    "月娥",
    "耀武",
    "巧云",
    "鹏",
    "静怡",
    "涛",
    "琳",
    "杰",
    "霞",
    "刚",
    "婷",
    "斌",
    "艳",
]
KIDS = [
    "沐宸",
    "梓涵",
    "语桐",
    "睿哲",
    "依诺",
    "铭轩",
    "芷若",
    "俊熙",
    "诗琪",
    "天佑",
    "雅静",
    "博文",
    "昊",
    "萌",
    "琪",
]
TOWNS = ("清河镇", "白水乡", "东关街道", "五里店镇", "长岭乡", "新集镇")
VILLAGES = ("柿园村", "上河村", "孙家洼村", "高堂村", "石佛社区", "新兴村", "老鸦沟村", "槐荫社区")
COMPLEXES = ("翠湖苑", "滨河花园", "锦绣家园", "云庭公馆", "东城小区", "康乐小区", "丽景华府", "梧桐公寓")
SCHOOLS = ("清河镇第一小学", "白水乡中心小学", "云岭县第三中学", "五里店镇初级中学", "阳光幼儿园")
ILLS = [
    "肺结核",
    "乙肝",
    "精神分裂症",
    "抑郁症",
    "尿毒症",
    "白血病",
    "肝癌",
    "胃癌",
    "乳腺癌",
    "脑梗死",
    "癫痫",
    "糖尿病",
    "冠心病",
    "肝硬化",
    "艾滋病",
    "梅毒",
    "帕金森病",
    "红斑狼疮",
    "类风湿关节炎",
    "尘肺病",
    "智力残疾",
    "听力残疾",
    "股骨头坏死",
    "先天性心脏病",
    "甲状腺癌",
    "双相情感障碍",
    "慢性肾衰竭",
    "脑瘫",
    "丙型肝炎",
    "强直性脊柱炎",
]
FULL = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
LOWER, CAPITAL = (
    str.maketrans("0123456789", "〇一二三四五六七八九"),
    str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖"),
)
BLANKS = "\u0020\u00a0\u2002\u2003\u2005\u2009\u202f\u205f\u3000\t"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u180e"


class Maker:
    """Draws names, numbers, homes."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def one(self, words: object) -> str:
        return self.rng.choice(list(words))  # type: ignore[call-overload]

    def n(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)

    def name(self) -> str:
        return (self.one(DOUBLE) if self.rng.random() < 0.03 else self.one(FAMILIES)) + self.one(GIVEN)

    def child(self) -> str:
        return self.one(FAMILIES) + self.one(KIDS)

    def digits(self, n: int) -> str:
        return "".join(self.one("0123456789") for _ in range(n))

    def identity(self) -> str:
        region = self.one(("9901", "4109", "3402", "5201"))
        body = f"{region}{self.n(1, 29):02d}{self.n(1936, 2012)}{self.n(1, 12):02d}{self.n(1, 28):02d}{self.digits(3)}"
        return body + CHECKS[sum(w * int(c) for w, c in zip(WEIGHTS, body, strict=True)) % 11]

    def old_identity(self) -> str:
        return f"{self.one(('990102', '410922', '340221'))}{self.n(36, 84)}{self.n(1, 12):02d}{self.n(1, 28):02d}{self.digits(3)}"

    def mobile(self) -> str:
        return f"1{self.one('3456789')}{self.digits(9)}"

    def card(self) -> str:
        head, size = self.one((("621700", 19), ("622848", 19), ("955880", 19), ("625965", 16), ("601428", 17))), 0
        head, size = head  # type: ignore[misc]
        body = head + self.digits(size - 1 - len(head))
        return next(body + d for d in "0123456789" if luhn(body + d))

    def line(self) -> str:
        area, n = self.one((("0393", 7), ("0371", 8), ("010", 8), ("0851", 8), ("0717", 7)))  # type: ignore[misc]
        local = self.one("2345678") + self.digits(int(n) - 1)
        return self.one(
            (f"{area}-{local}", f"({area}){local}", f"{area}{local}", f"{area} {local}", f"（{area}）{local}")
        )

    def home(self) -> tuple[str, str]:
        """(the whole address, the part that may not survive)."""
        n, town, village = self.n, self.one(TOWNS), self.one(VILLAGES)
        estate = self.one(COMPLEXES)
        place, tail = self.one(
            (
                (town + village, f"{n(1, 12)}组"),
                (village, f"{n(1, 12)}组{n(1, 160)}号"),
                (town + village, f"第{self.one('一二三四五六')}村民小组{n(1, 90)}号"),
                (village, f"{n(2, 400)}号"),
                (village, f"{n(1, 9)}队{n(1, 60)}号"),
                (village, f"{self.one('东西南北')}街{n(1, 8)}巷{n(1, 70)}号"),
                (village, f"{self.one('一二三四五六')}组{n(10, 99)}号"),
                (village, f"{self.one('东南西北')}头第{n(1, 9)}排{n(1, 9)}户"),
                (town, f"{estate}{n(1, 30)}号楼{n(1, 4)}单元{n(101, 1604)}室"),
                (town, f"{estate}{n(1, 30)}栋{n(1, 4)}单元{n(101, 1604)}"),
                (town, f"{estate}{n(1, 30)}#{n(1, 4)}-{n(101, 1604)}"),
                (town, f"{estate}{n(1, 20)}幢{n(101, 906)}室"),
                ("云岭县人民路", f"{n(1, 300)}号院{n(1, 9)}号楼{n(1, 6)}0{n(1, 4)}室"),
                ("云岭县文化路", f"{n(1, 300)}号{n(1, 9)}号楼{n(1, 3)}单元{n(101, 604)}室"),
            )
        )  # type: ignore[misc]
        return place + tail, tail


def plain(seed: int, count: int) -> Iterator[Item]:
    """Every kind in turn."""
    make = Maker(seed)
    kinds = (_ids, _mobiles, _lines, _cards, _homes, _minors, _illnesses)
    for k in range(count):
        yield kinds[k % len(kinds)](make)


def _ids(make: Maker) -> Item:
    who, number, old = make.name(), make.identity(), make.old_identity()
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    return make.one(  # type: ignore[return-value]
        (
            (f"赔偿请求人{who}（公民身份号码：{number}）提交了书面材料。", "id", number),
            (f"{who}　{number}　{make.one(VILLAGES)}", "id", number),
            (f"受送达人：{who}，证件号码 {number.lower()}，于当日签收。", "id", number.lower()),
            (f"附：权利人身份证复印件（{number}）", "id", number),
            (f"该户登记的号码是{number}。", "id", number),
            (f"被征地户代表{who}持第一代身份证{old}办理。", "id", old),
            (f"{who}\t{old}\t已故", "id", old),
            (f"卷内目录载明{who}（{old}）", "id", old),
            (f"行政相对人{who}，身份证号{wrong}，罚款二百元。", "id_unsure", wrong),
        )
    )


def _mobiles(make: Maker) -> Item:
    who, number = make.name(), make.mobile()
    return make.one(  # type: ignore[return-value]
        (
            (f"反映人{who}留的号码是{number}，多次未接。", "mobile", number),
            (f"{number}（{who}）", "mobile", number),
            (f"请{who}于三日内回电{number}。", "mobile", number),
            (f"{who}，男，{number}", "mobile", number),
            (f"微信：wx{number}", "mobile", number),
            (f"电话 +86 {number}", "mobile", number),
            (f"移动电话：86{number}，随时可打。", "mobile", number),
            (f"{make.one(VILLAGES)}|{who}|{number}|已回访", "mobile", number),
            (f"寄件人{who} {number} 到付", "mobile", number),
            (f"手机号{number}机主为{who}", "mobile", number),
        )
    )


def _lines(make: Maker) -> Item:
    who, line = make.name(), make.line()
    return make.one(  # type: ignore[return-value]
        (
            (f"信访人{who}的家庭电话为{line}。", "landline", line),
            (f"村民{who}（{line}）要求回复。", "landline", line),
            (f"户主{who}，座机{line}，常年在家。", "landline", line),
            (f"住宅电话：{line}", "landline", line),
            (f"申请人{who}，联系电话：{line}，住{make.one(VILLAGES)}。", "landline", line),
            (f"本人电话{line}，请勿外传。", "landline", line),
        )
    )


def _cards(make: Maker) -> Item:
    who, card = make.name(), make.card()
    return make.one(  # type: ignore[return-value]
        (
            (f"补偿款汇入{who}名下{card}。", "card", card),
            (f"开户名{who}，账号：{card}，开户行农业银行。", "card", card),
            (f"{who}|{card}|1200.00", "card", card),
            (f"社会保障卡银行账户：{card}", "card", card),
            (f"领款人{who}的借记卡为{card}", "card", card),
            (f"一卡通卡号{card}（{who}）", "card", card),
        )
    )


def _homes(make: Maker) -> Item:
    who, (whole, tail) = make.name(), make.home()
    return make.one(  # type: ignore[return-value]
        (
            (f"原告{who}，女，汉族，住{whole}。", "address", tail),
            (f"现住址：{whole}", "address", tail),
            (f"{who}（{whole}）要求落实低保。", "address", tail),
            (f"居民{who}居住在{whole}，反映楼道堆物。", "address", tail),
            (f"执法人员到位于{whole}的{who}家中送达文书。", "address", tail),
            (f"{who}，{whole}，已领取。", "address", tail),
            (f"户籍所在地为{whole}。", "address", tail),
            (f"{who}\t{whole}\t五保", "address", tail),
            (f"{whole}村民{who}反映邻居占路。", "address", tail),
            (f"走访{whole}{who}家，送去慰问品。", "address", tail),
        )
    )


def _minors(make: Maker) -> Item:
    kid, age, school = make.child(), make.n(2, 17), make.one(SCHOOLS)
    grade = make.one(("二年级三班", "七年级（1）班", "五年级", "九年级2班"))
    year = make.n(2012, 2022)
    return make.one(  # type: ignore[return-value]
        (
            (f"走失儿童{kid}，{age}岁，已由派出所送回。其后{kid}的祖母到镇里致谢。", "minor", kid),
            (f"{age}岁的{kid}在河边被救起。", "minor", kid),
            (f"{kid}（女，{age}周岁）随母亲生活。", "minor", kid),
            (f"被监护人{kid}，{year}年{make.n(1, 12)}月{make.n(1, 28)}日出生。", "minor", kid),
            (f"{kid}，男，{year}年{make.n(1, 12)}月生，散居孤儿。", "minor", kid),
            (f"申请救助的孩子姓名：{kid}，年龄：{age}。", "minor", kid),
            (f"违法行为人{kid}（未成年）由其父领回。", "minor", kid),
            (f"{school}{grade}学生{kid}在法治演讲中获奖。", "minor", kid),
            (f"学生{kid}，就读于{school}{grade}。", "minor", kid),
            (f"{school}{grade}|{kid}|资助800元", "minor", kid),
            (f"{kid}系未成年人，依法不予公开。", "minor", kid),
            (f"其次女{kid}今年{age}岁，在{school}上学。", "minor", kid),
        )
    )


def _illnesses(make: Maker) -> Item:
    who, ill = make.name(), make.one(ILLS)
    return make.one(  # type: ignore[return-value]
        (
            (f"{who}，{ill}，纳入低保。", "health", ill),
            (f"低保申请人{who}（{ill}）收入为零。", "health", ill),
            (f"户主{who}身患{ill}，丧失劳动能力。", "health", ill),
            (f"其夫{who}有{ill}病史。", "health", ill),
            (f"经鉴定，{who}为{ill}。", "health", ill),
            (f"{who}\t{ill}\t{make.one(VILLAGES)}", "health", ill),
            (f"困难群众{who}被确诊为{ill}，花费较大。", "health", ill),
            (f"村民{who}因{ill}住院，申请临时救助。", "health", ill),
            (f"救助对象：{who}，致困原因：{ill}。", "health", ill),
            (f"罪犯家属{who}系{ill}患者，需人照料。", "health", ill),
            (f"{who}，女，56岁，{ill}，独居。", "health", ill),
        )
    )


def hidden(seed: int, count: int) -> Iterator[Item]:
    """Numbers, homes, names and illnesses disguised."""
    make = Maker(seed)
    for k in range(count):
        yield (_hidden_number, _hidden_number, _hidden_home, _hidden_minor, _hidden_illness)[k % 5](make)


def _hidden_number(make: Maker) -> Item:
    kind, number, label = make.one(
        (("id", make.identity(), "身份证号"), ("mobile", make.mobile(), "电话"), ("card", make.card(), "账号"))
    )  # type: ignore[misc]
    cut = make.n(4, len(number) - 4)
    groups = (
        [number[i : i + 4] for i in range(0, len(number), 4)]
        if kind != "mobile"
        else [number[:3], number[3:7], number[7:]]
    )
    shown = make.one(
        (
            make.one(BLANKS).join(groups),
            make.one(BLANKS).join(number),
            make.one("-－—–_").join(groups),
            make.one(".·•‧．").join(groups),
            f"{number[:cut]}\n{number[cut:]}",
            f"{number[:cut]}\r\n　　{number[cut:]}",
            make.one(UNSEEN).join(number),
            make.one(UNSEEN).join(groups),
            number.translate(FULL),
            number.translate(LOWER),
            number.translate(CAPITAL),
            number[:cut].translate(LOWER) + number[cut:].translate(FULL),
            number.translate(str.maketrans("01", "零幺")),
        )
    )
    return f"{make.one(('赔偿请求人', '反映人', '领款人'))}{make.name()}，{label}：{shown}，请核对。", kind, shown


def _hidden_home(make: Maker) -> Item:
    village, a, b, room = make.one(VILLAGES), make.n(1, 9), make.n(11, 99), make.n(101, 904)
    unseen, estate = make.one(UNSEEN), make.one(COMPLEXES)
    tail = make.one(
        (
            f"{'一二三四五六七八九'[a - 1]}组{b}号",
            f"{'壹贰叁肆伍陆柒捌玖'[a - 1]}组{b}号",
            f"{a}{make.one(BLANKS[:-1])}组{make.one(BLANKS[:-1])}{b}号",
            f"{a}{unseen}组{b}{unseen}号",
            f"{a}组\n{b}号",
            f"{a}组{b}号".translate(FULL),
            f"{estate}{a}-{make.n(1, 4)}-{room}",
            f"{estate}{a}号楼 {make.n(1, 4)}单元 {room}室",
            f"{estate}{a}＃{make.n(1, 4)}－{room}",
        )
    )
    lead = "" if tail[:2] == estate[:2] else village
    return f"赔偿请求人{make.name()}，住清河镇{lead}{tail}。", "address", tail


def _hidden_minor(make: Maker) -> Item:
    kid, age = make.child(), make.n(3, 17)
    chinese = f"{'十' if age > 9 else ''}{'一二三四五六七八九'[age % 10 - 1] if age % 10 else ''}"
    shown = make.one((kid, make.one(BLANKS[:-1]).join(kid), make.one(UNSEEN).join(kid)))
    said = make.one((f"{chinese}岁", f"{age}岁".translate(FULL), f"{age} 岁", f"年仅{chinese}周岁"))
    return f"走访时了解到，{make.one(('留守儿童', '孤儿', '学生'))}{shown}，{said}，独自在家。", "minor", shown


def _hidden_illness(make: Maker) -> Item:
    ill = make.one(ILLS)
    shown = make.one(
        (
            make.one(BLANKS[:-1]).join(ill),
            make.one(UNSEEN).join(ill),
            ill[:1] + "\n" + ill[1:],
            make.one("-·•").join(ill),
        )
    )
    return make.one((f"村民{make.name()}患{shown}，生活困难。", f"申请人{make.name()}因{shown}住院。")), "health", shown  # type: ignore[return-value]


def quiet(seed: int, count: int) -> Iterator[str]:
    """What only looks like personal data: documents, amounts, offices, statistics, campaigns, officials, law."""
    make = Maker(seed)
    for _ in range(count):
        n, y, town, village = make.n(2, 380), make.n(2018, 2026), make.one(TOWNS), make.one(VILLAGES)
        who, d, estate, ill, school = make.name(), make.digits, make.one(COMPLEXES), make.one(ILLS), make.one(SCHOOLS)
        yield make.one(
            (
                f"《{town}人民政府关于{n}号地块的批复》（{town[0]}政〔{y}〕{n}号）已归档。",
                f"统一社会信用代码：91990102MA{d(6)}{n % 10}X，经营状态存续。",
                f"{town}党政办电话：0393-6{d(6)}，传真0393-6{d(6)}。",
                f"咨询电话（0371）65{d(6)}，工作日接听。",
                f"县信访局，联系电话0393-{d(7)}；邮箱xfj@example.gov.cn。",
                f"项目代码：{y}-990102-50-03-{d(6)}，总投资{d(3)}.{d(2)}亿元。",
                f"本年支出1{make.one('3456789')}{d(9)}元，上年{d(8)}.{d(2)}元。",
                f"中标金额：{d(2)},{d(3)},{d(3)}.00元，合同编号{town[0]}合{y}{d(6)}。",
                f"坐标东经113.{d(8)}，北纬34.{d(8)}，图斑编号{y}{d(9)}。",
                f"面积1{make.one('3456789')}{d(9)}平方米。",
                f"{y}年{make.n(1, 12)}月{make.n(1, 28)}日至{y + 1}年{make.n(1, 12)}月{make.n(1, 28)}日公示。",
                f"二〇二五年{make.one('三五八九')}月十二日，{town}人民政府。",
                f"住所地：{town}工业园区创业路{n}号，云岭县宏达建材有限公司。",
                f"云岭县民政局社会救助科（{town}建设路{n}号）受理申请。",
                f"{town}卫生院地址：{town}健康路{n}号。",
                f"{village}{make.n(1, 9)}组至{make.n(10, 14)}组道路硬化{n}米。",
                f"{village}第{make.n(1, 9)}村民小组评为文明小组。",
                f"{estate}{make.n(2, 9)}号楼加装电梯工程竣工。",
                f"听证会在{town}政府{make.n(1, 4)}号楼{make.n(1, 5)}0{make.n(1, 9)}会议室举行。",
                f"全镇6周岁以上儿童{n}人，60岁以上老人{n * 3}人。",
                f"云岭县检察院检察官{who}到{school}给学生上法治课。",
                f"{school}教师{who}任三年级班主任。",
                f"副镇长{who}带队检查{school}校园安全。",
                f"组织{ill}防治知识宣传{n % 30}场，发放资料{n}份。",
                f"{ill}患者健康管理率{n % 100}.{n % 10}%。",
                f"县医院{ill}专家{who}到{town}义诊。",
                f"县疾控中心主任{who}主持{ill}筛查工作会议。",
                f"镇党委书记{who}，镇长{make.name()}出席。",
                f"执法人员{who}（执法证号990102{d(5)}）、{make.name()}现场检查。",
                f"律师{who}，执业证号1990120{d(10)}。",
                f"依据《民法典》第{n}条、《治安管理处罚法》第十二条第二款处理。",
                f"已满十四周岁不满十八周岁的人违反治安管理的，从轻或者减轻处罚（第{n}条）。",
                f"快递单号SF{d(13)}，受理编号990102{y}{d(7)}。",
                f"非税收入专户：云岭县财政局，账号16{d(13)}，开户行农业银行云岭县支行。",
                f"申请人张某某，身份证号990102********{d(4)}，电话138****{d(4)}。",
                f"网址：http://www.example.gov.cn/art/{y}/5/art_{d(5)}_1{make.one('3456789')}{d(9)}.html",
                f"序号1 12 {n} 4{d(3)} 15 {d(3)} 88{d(2)}",
                f"监督电话：{make.mobile()}（24小时）。",
                f"{village}现有残疾人{n}名，其中精神残疾{n % 30}名、肢体残疾{n % 50}名。",
                f"受理{village}村民申请{n}件，办结{n - 1}件，{make.n(1, 9)}组已全部签约。",
            )
        )
