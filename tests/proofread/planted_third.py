"""A third corpus, after papers that townships publish: penalties, relief, replies to letters, village affairs, mediation, rosters; seeded."""

from __future__ import annotations

from collections.abc import Iterator

from tests.proofread.planted_anew import COMPLEXES, ILLS, Item, Maker

HAMLETS = ("前湾", "柳树屯", "张家嘴", "老屋场", "上河湾", "小王庄", "石板坡", "枣树洼")
ROADS = ("振兴路", "文昌街", "解放大道", "中心街", "迎宾路", "滨河北路")
MORE_ILLS = (
    "糖尿病并发症",
    "脑梗死后遗症",
    "肺癌晚期",
    "高血压三级",
    "肢体二级残疾",
    "智力残疾三级",
    "重度精神残疾",
    "听力一级残疾",
    "右下肢骨折",
    "慢性肾功能不全",
    "食管癌",
    "小儿麻痹症",
    "强直性脊柱炎",
    "视网膜脱落",
    "膝关节炎",
    "腰椎间盘突出症",
    "急性心肌梗死",
    "双相情感障碍",
)
GRADES = ("一年级", "三年级二班", "六（2）班", "七年级", "八年级4班", "初二", "高一（3）班")
PUPILS = ("希望小学", "清河镇中心校", "县第二高级中学", "育红幼儿园", "实验学校")
OFFICES = ("党政办", "综治中心", "退役军人服务站", "便民服务中心", "司法所", "财政所")
HEADS = (
    "",
    "",
    "",
    "清河镇人民政府公告\n",
    "（第7期）",
    "附件3：",
    "经便民服务中心审核，现公示如下：",
    "根据《民法典》第十条，",
)
ENDS = ("", "", "", "\n特此公示。", "监督电话：12345。", "\n清河镇人民政府")
HOSTS = ("163.com", "qq.com", "126.com", "139.com", "gmail.com", "sina.com.cn", "foxmail.com")
BLACK = str.maketrans("0123456789", "⓿❶❷❸❹❺❻❼❽❾")
ROUND = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
CYRILLIC, STROKES = str.maketrans("01", "Оl"), str.maketrans("01", "o丨")


class Third(Maker):
    """Draws what the frames need."""

    def village(self) -> str:
        return self.one(("柿园村", "上河村", "孙家洼村", "高堂村", "石佛社区", "新兴村", "李渡村", "黄泥堰村"))

    def deep(self) -> tuple[str, str]:
        """A home that its depth shows: (whole, what may not survive)."""
        n, village, estate, road = self.n, self.village(), self.one(COMPLEXES), self.one(ROADS)
        place, tail = self.one(
            (
                (village, f"{n(1, 12)}组{n(1, 160)}号"),
                (village, f"{self.one('一二三四五六七八九')}组{n(11, 99)}号附{n(1, 4)}号"),
                (village, f"{self.one(HAMLETS)}{n(1, 120)}号"),
                (village, f"{self.one(HAMLETS)}自然村{n(1, 120)}号"),
                (village, f"{self.one('前后东西')}街{n(1, 90)}号"),
                (village, f"{self.one('东西南北')}头{n(1, 90)}号"),
                ("", f"{estate}{n(1, 30)}栋{n(1, 4)}单元{n(101, 1604)}室"),
                ("", f"{estate}{n(1, 30)}号楼{n(1, 4)}单元{n(2, 9)}楼{self.one('东西')}户"),
                ("", f"{estate}{n(1, 30)}幢{n(101, 1604)}室"),
                ("", f"{estate}{n(1, 30)}-{n(1, 4)}-{n(101, 904)}"),
                (road, f"{n(1, 300)}号院{n(1, 9)}号楼{n(101, 904)}室"),
                (road, f"{n(1, 300)}号{n(1, 9)}栋{n(1, 4)}单元{n(101, 904)}"),
            )
        )  # type: ignore[misc]
        return place + tail, tail

    def shallow(self) -> tuple[str, str]:
        """A place where only a person beside it tells that he lives there."""
        n, village = self.n, self.village()
        tail = self.one(
            (
                f"{n(1, 12)}组",
                f"第{self.one('一二三四五')}村民小组",
                f"{n(1, 9)}社",
                f"{n(1, 9)}队",
                f"{self.one('一二三四五六七')}组",
                f"{n(2, 300)}号",
            )
        )
        return village + self.one(("", "村委会" if "号" not in tail and "村民" not in tail else "")) + tail, tail  # type: ignore[operator]

    def ill(self) -> str:
        return self.one((*ILLS, *MORE_ILLS))

    def account(self) -> str:
        word = self.one(("zhangsan", "laoli", "xiaoyu", "hongxing", "wxid_a8k2", "Lh", "chenchen"))
        return f"{word}{self.one(('', '_', '-'))}{self.digits(self.n(3, 6))}"


def plain(seed: int, count: int) -> Iterator[Item]:
    """Every kind in turn, now and then with the head and the end of a paper round it."""
    make = Third(seed)
    for k in range(count):
        text, kind, words = KINDS[k % len(KINDS)](make)
        table = "\t" in text or "|" in text or "\n" in text
        yield f"{'' if table else make.one(HEADS)}{text}{'' if table else make.one(ENDS)}", kind, words


def _homes(make: Third) -> Item:
    who, other, (whole, tail), v, town = make.name(), make.name(), make.deep(), make.village(), "清河镇"
    return make.one(  # type: ignore[return-value]
        (
            (f"被处罚人{who}（住{whole}）未经批准占用耕地。", "address", tail),
            (f"文书经{who}本人同意，邮寄送达至{whole}。", "address", tail),
            (f"送达地址：{town}{whole}，收件人{who}。", "address", tail),
            (f"{who}户（{whole}）房屋鉴定为D级。", "address", tail),
            (f"经入户核查，{who}一家4口住在{whole}，人均收入低于标准。", "address", tail),
            (f"反映人{who}称其位于{whole}的房屋漏雨。", "address", tail),
            (f"{who}与{other}因{whole}的宅基地边界发生争执。", "address", tail),
            (f"转移名单：{who}，{whole}，投靠亲友。", "address", tail),
            (f"独居老人{who}家在{whole}，由网格员每日探视。", "address", tail),
            (f"{who}｜{v}｜{whole}｜已转移", "address", tail),
            (f"被继承人{who}遗留{whole}房产一套，由{other}继承。", "address", tail),
            (f"民警在{whole}将{who}当场查获。", "address", tail),
            (f"申请人{who}，女，1968年生，户籍地{town}{whole}。", "address", tail),
            (f"出租人{who}将{whole}的住房租给{other}使用。", "address", tail),
            (f"现居住地变更为{whole}（{who}）。", "address", tail),
            (f"请到{whole}找{who}领取钥匙。", "address", tail),
            (f"{who}家庭住址{whole}，门牌已更换。", "address", tail),
            (f"原址{whole}由{who}居住至今。", "address", tail),
            (f"{who}的住房坐落于{town}{whole}。", "address", tail),
            (f"上门办证：{who}，{whole}，腿脚不便。", "address", tail),
            (f"搜查地点为{who}住处（{whole}）。", "address", tail),
            (f"姓名：{who}\n性别：男\n地址：{whole}", "address", tail),
            (f"被征收人{who}，房屋位于{whole}，面积120平方米。", "address", tail),
            (f"快件退回：{whole}，{who}收。", "address", tail),
            (f"{who} {whole} 轮椅一辆", "address", tail),
            (f"户籍登记：{who}由{whole}迁往外地。", "address", tail),
            (f"{whole}的{who}来电咨询。", "address", tail),
        )
    )


def _places(make: Third) -> Item:
    who, other, (whole, tail), town = make.name(), make.name(), make.shallow(), "清河镇"
    return make.one(  # type: ignore[return-value]
        (
            (f"当事人{who}，男，汉族，住{town}{whole}。", "address", tail),
            (f"{who}，户籍地{town}{whole}，现外出务工。", "address", tail),
            (f"{who}（{whole}）领取种粮补贴。", "address", tail),
            (f"送达地点：{whole}{who}家中。", "address", tail),
            (f"{whole}村民{who}与邻居{other}达成调解协议。", "address", tail),
            (f"{who}户，{whole}，危房改造对象。", "address", tail),
            (f"探访留守老人{who}，家住{whole}。", "address", tail),
            (f"民兵在{whole}{who}家院内搜出烟花。", "address", tail),
            (f"{who}一家3口，{whole}，已纳入监测。", "address", tail),
            (f"申请人：{who}，{whole}人，申请临时救助。", "address", tail),
            (f"寄件人{who}，寄件地址：{town}{whole}。", "address", tail),
            (f"{who}名下位于{whole}的住宅已确权。", "address", tail),
            (f"户主{who}｜{whole}｜低保B类", "address", tail),
            (f"1、{who}，{whole}，轮椅一辆。", "address", tail),
            (f"5 {who} {whole} 已签到", "address", tail),
            (f"{who}\t{whole}\t签字", "address", tail),
            (f"{who}（男，1956年生，{whole}人）反映占道。", "address", tail),
            (f"序号\t姓名\t村组\t签名\n1\t{who}\t{whole}\t", "address", tail),
            (f"安装地点：{whole}{who}家门口。", "address", tail),
            (f"{who}，现住{whole}，无业。", "address", tail),
            (f"{who}系{whole}村民，申请宅基地。", "address", tail),
            (f"{whole}{who}、{other}两户相邻。", "address", tail),
        )
    )


def _minors(make: Third) -> Item:
    kid, who, other, age, school, grade = (
        make.child(),
        make.name(),
        make.name(),
        make.n(2, 17),
        make.one(PUPILS),
        make.one(GRADES),
    )
    year, v = make.n(2012, 2022), make.village()
    return make.one(  # type: ignore[return-value]
        (
            (f"{who}与前妻育有一女{kid}（{age}岁）。", "minor", kid),
            (f"双方约定非婚生子{kid}（{age}周岁）随{who}生活。", "minor", kid),
            (f"{v}{age}岁女童{kid}被救起，身体无碍。", "minor", kid),
            (f"{kid}，未满十四周岁，由监护人{who}领回。", "minor", kid),
            (f"违法行为人{kid}，男，{age}岁，不予处罚。", "minor", kid),
            (f"受伤的{grade}学生{kid}已送医。", "minor", kid),
            (f"{school} {grade} {kid} 助学金500元", "minor", kid),
            (f"{kid}，{school}{grade}，父母均在外务工。", "minor", kid),
            (f"未成年人{kid}多次夜不归宿。", "minor", kid),
            (f"1. {kid} 男 {age}岁 {v} 孤儿", "minor", kid),
            (f"{kid}\t女\t{age}岁\t{v}\t事实无人抚养", "minor", kid),
            (f"姓名\t年级\t监护人\n{kid}\t{grade}\t{who}", "minor", kid),
            (f"姓名|出生年月|村\n{kid}|{year}.{make.n(1, 12)}|{v}", "minor", kid),
            (f"{kid}（{year}年{make.n(1, 12)}月生）由祖母{who}照料。", "minor", kid),
            (f"民政办走访困境儿童{kid}，了解其学习情况。", "minor", kid),
            (f"其孙子{kid}在{school}读{grade}。", "minor", kid),
            (f"留守儿童：{kid}，监护人：{who}。", "minor", kid),
            (f"获助学生{kid}（{school}{grade}）发来感谢信。", "minor", kid),
            (f"{who}之子{kid}，年仅{age}岁，患病在家。", "minor", kid),
            (f"{age}个月大的婴儿{kid}未接种疫苗。", "minor", kid),
            (f"辍学学生{kid}已由{school}劝返复学。", "minor", kid),
            (f"就读于{school}的{kid}（{grade}）获助。", "minor", kid),
            (f"被害人{kid}系未成年人，其法定代理人为{who}。", "minor", kid),
            (f"{age}岁半的{kid}与家人走散。", "minor", kid),
            (f"{kid}今年上{grade}，成绩优秀。", "minor", kid),
            (f"姓名：{kid}\n性别：女\n年龄：{age}岁", "minor", kid),
            (f"双胞胎女儿{make.child()}、{kid}均{age}岁。", "minor", kid),
            (f"{school}学生{make.child()}、{kid}获一等奖。", "minor", kid),
            (f"{kid}、{make.child()}均为{grade}学生。", "minor", kid),
            (f"接种对象{kid}，出生日期{year}-0{make.n(1, 9)}-1{make.n(0, 9)}。", "minor", kid),
            (f"{kid} 女 {year}-0{make.n(1, 9)}-12 孤儿", "minor", kid),
            (f"{kid}（{year}年出生）由外婆抚养。", "minor", kid),
            (f"年仅{age}周岁的{kid}失踪。", "minor", kid),
            (f"{grade}{kid}同学获得表扬。", "minor", kid),
            (f"{kid}同学（{grade}）拾金不昧。", "minor", kid),
            (f"抚养费纠纷：{who}诉{other}，子{kid}{age}岁。", "minor", kid),
            (f"{kid}是{school}的学生，父亲在外打工。", "minor", kid),
            (f"{v}留守女童{kid}由网格员结对帮扶。", "minor", kid),
        )
    )


def _illnesses(make: Third) -> Item:
    who, other, ill, v = make.name(), make.name(), make.ill(), make.village()
    return make.one(  # type: ignore[return-value]
        (
            (f"{who}去年查出{ill}，花光积蓄。", "health", ill),
            (f"{who}得了{ill}，无法出庭。", "health", ill),
            (f"因{who}患{ill}住院，听证延期。", "health", ill),
            (f"{who}系{ill}患者，不适宜收拘。", "health", ill),
            (f"信访人{who}提交了{ill}诊断书。", "health", ill),
            (f"{who}长期服药，经诊断为{ill}。", "health", ill),
            (f"2.{who}　{v}　{ill}　3000元", "health", ill),
            (f"{who}|{v}|{ill}|救助1200元", "health", ill),
            (f"姓名\t村\t病种\t金额\n{who}\t{v}\t{ill}\t2000", "health", ill),
            (f"{who}，{v}人，因{ill}致贫。", "health", ill),
            (f"村民{who}的儿子{other}患有{ill}。", "health", ill),
            (f"申请人{who}称本人患{ill}多年，请求救助。", "health", ill),
            (f"慰问患{ill}的退役军人{who}。", "health", ill),
            (f"救助公示：{who}（{ill}）拟救助五千元。", "health", ill),
            (f"司机{who}驾车时突发{ill}。", "health", ill),
            (f"{who}：{ill}，已办理慢病证。", "health", ill),
            (f"经办人核实，{who}确有{ill}，符合条件。", "health", ill),
            (f"{who}因病返贫，病因为{ill}。", "health", ill),
            (f"{who}（患{ill}）由村医{other}照看。", "health", ill),
            (f"死者{who}生前患有{ill}。", "health", ill),
            (f"姓名：{who}\n村组：{v}\n诊断：{ill}", "health", ill),
            (f"{who}所患{ill}经治疗好转。", "health", ill),
            (f"{who}之妻{other}卧病在床（{ill}）。", "health", ill),
            (f"{who}术后恢复（{ill}），暂不到庭。", "health", ill),
            (f"{v}低保户{who}，户主{ill}，无劳动能力。", "health", ill),
            (f"3、{who}：女，62岁，{ill}，申请金额三千元。", "health", ill),
            (f"对{who}（{ill}）上门送药。", "health", ill),
            (f"{who} 男 {v} {ill} 一次性救助", "health", ill),
            (f"{who}体检发现{ill}，取消录用。", "health", ill),
            (f"{who}患上{ill}后失去工作。", "health", ill),
            (f"经医院诊断，{who}的病情为{ill}。", "health", ill),
            (f"由于{who}身体原因（{ill}），调解改期。", "health", ill),
            (f"{who}家庭困难，其子{other}{ill}，常年吃药。", "health", ill),
        )
    )


def _accounts(make: Third) -> Item:
    who, v, wx, qq = make.name(), make.village(), make.account(), make.one("123456789") + make.digits(make.n(5, 9))
    mail = f"{make.one(('lili', 'wang.jun', 'zxq', 'hope'))}{make.digits(3)}@{make.one(HOSTS)}"
    return make.one(  # type: ignore[return-value]
        (
            (f"有意者请加{who}微信：{wx}。", "account", wx),
            (f"联系人{who}，微信号 {wx}", "account", wx),
            (f"{who}（微信{wx}）负责登记。", "account", wx),
            (f"{v}村民{who}通过微信（{wx}）反映问题。", "account", wx),
            (f"网格员{who}VX：{wx}", "account", wx),
            (f"投诉人{who}，QQ：{qq}。", "account", qq),
            (f"{who}，QQ号码{qq}，已添加。", "account", qq),
            (f"材料请发{who}邮箱 {mail}。", "account", mail),
            (f"申请人{who}，电子邮箱：{mail}，要求邮件答复。", "account", mail),
            (f"{who}|{mail}|已回复", "account", mail),
            (f"本人邮箱：{mail}", "account", mail),
            (f"抖音号{wx}由{who}使用。", "account", wx),
            (f"请将照片发至{mail}（联系人：{who}）。", "account", mail),
            (f"微信：{wx}（{who}）", "account", wx),
            (f"姓名：{who}\n微信号：{wx}", "account", wx),
            (f"姓名：{who}\n邮箱：{mail}", "account", mail),
            (f"{who}的QQ是{qq}。", "account", qq),
        )
    )


def _numbers(make: Third) -> Item:
    who, other, v, office = make.name(), make.name(), make.village(), make.one(OFFICES)
    number, phone, card, line = make.identity(), make.mobile(), make.card(), make.line()
    return make.one(  # type: ignore[return-value]
        (
            (f"{who} {office} {number}", "id", number),
            (f"3\t{who}\t{office}\t{number}\t签到", "id", number),
            (f"{who}|{office}|{phone}|值班", "mobile", phone),
            (f"联系人{who}，手机{phone}\n{make.one(('余', '万', '元'))}社会，另行通知。", "mobile", phone),
            (f"结果已短信告知{phone}。", "mobile", phone),
            (f"汇至{who}账户{card}，用途为补偿款。", "card", card),
            (f"{who}　{v}　{card}　860.5元", "card", card),
            (f"{who}家里的电话{line}一直无人接听。", "landline", line),
            (f"{who}\t{office}\t{line}\t家", "landline", line),
            (f"走失老人{who}，家属联系电话{line}。", "landline", line),
            (f"死者{who}，身份证{number}，由其子{other}认领。", "id", number),
        )
    )


KINDS = (_homes, _places, _minors, _illnesses, _accounts, _numbers)


def hidden(seed: int, count: int) -> Iterator[Item]:
    """Numbers and homes by the newer disguises."""
    make = Third(seed)
    for k in range(count):
        yield (_hidden_number, _hidden_home)[k % 3 == 2](make)


def _hidden_number(make: Third) -> Item:
    kind, number, label = make.one(
        (
            ("id", make.identity(), "身份证号"),
            ("mobile", make.mobile(), "手机"),
            ("card", make.card(), "卡号"),
            ("landline", f"0393{make.n(2, 8)}{make.digits(6)}", "家庭电话"),
        )
    )  # type: ignore[misc]
    size = make.n(3, 5)
    groups = [number[i : i + size] for i in range(0, len(number), size)]
    shown = make.one(
        (
            number.translate(BLACK),
            number.translate(ROUND),
            number.translate(CYRILLIC),
            number.translate(STROKES),
            make.one("~～。·—").join(groups),
            make.one("。·-").join(number),
            " ".join(groups),
            f"{number[:5]}\n{number[5:]}",
            "\u200b".join(number),
        )
    )
    if shown.endswith(("l", "丨", "o", "О")) and kind == "landline":
        shown = number.translate(BLACK)
    return f"{make.one(('申请人', '领款人', '户主'))}{make.name()}，{label}：{shown}，请核对。", kind, shown


def _hidden_home(make: Third) -> Item:
    village, a, b, room, estate = make.village(), make.n(1, 9), make.n(11, 99), make.n(101, 904), make.one(COMPLEXES)
    whole, tail = make.one(
        (
            (village, f"{a}组{b}号".translate(ROUND)),
            (village, f"{a}组{b}号".translate(BLACK)),
            (village, f"{a}\n组{b}号"),
            (village, f"{a}组{str(b)[0]}\n{str(b)[1]}号"),
            (village, " ".join(f"{a}组{b}号")),
            (
                village,
                f"{'壹贰叁肆伍陆柒捌玖'[a - 1]}组{'一二三四五六七八九'[b // 10 - 1]}{'〇一二三四五六七八九'[b % 10]}号",
            ),
            ("", f"{estate}{a}.{make.n(1, 4)}.{room}"),
            ("", f"{estate}{a}·{make.n(1, 4)}·{room}"),
            ("", f"{estate}{a}—{make.n(1, 4)}—{room}"),
            ("", f"{estate}{a}栋{str(room).replace('0', 'О')}室"),
            ("", f"{estate} {a} 栋 {room} 室"),
        )
    )  # type: ignore[misc]
    who = make.name()
    frame = make.one((f"当事人{who}，住清河镇{{}}。", f"送达地点：{{}}，受送达人{who}。", f"{who}户，{{}}，已转移。"))
    return frame.format(whole + tail), "address", tail  # type: ignore[union-attr]


def quiet(seed: int, count: int) -> Iterator[str]:
    """Look-alikes of the same papers: works, offices, policies, statistics, officials, shared accounts."""
    make = Third(seed)
    for _ in range(count):
        n, v, who, ill, school, grade = (
            make.n(2, 380),
            make.village(),
            make.name(),
            make.ill(),
            make.one(PUPILS),
            make.one(GRADES),
        )
        d, road, estate, town, office = make.digits, make.one(ROADS), make.one(COMPLEXES), "清河镇", make.one(OFFICES)
        k = make.n(2, 9)
        yield make.one(
            (
                f"{v}{k}组路灯安装完工，共{n}盏。",
                f"{v}第{k}村民小组召开户主会，{n}人参加。",
                f"网格员{who}到{v}{k}组巡查河道。",
                f"包村干部{who}在{v}{k}组开展秸秆禁烧宣传。",
                f"{town}财政所位于{road}{n}号，邮编457000。",
                f"来信请寄：{road}{n}号，{town}人民政府信访办。",
                f"{estate}{k}号楼外墙维修项目招标。",
                f"{v}{k}组至{k + 1}组排水沟长{n}米。",
                f"申请材料递交至{town}便民服务中心（{road}{n}号一楼大厅）。",
                f"云岭县恒通运输有限公司，住所地{road}{n}号。",
                f"全镇{n}个村民小组，{v}{k}个组已完成改厕。",
                f"新建冷库{k}座、大棚{n}座，硬化道路{k}条。",
                f"投票站设在{v}{k}组文化广场。",
                f"县医院专家{who}讲解{ill}的防治方法。",
                f"{ill}等门诊慢特病报销比例为70%。",
                f"为{n}名{ill}患者提供上门服务。",
                f"{office}主任{who}介绍了{ill}救助政策。",
                f"开展高血压、糖尿病患者随访{n}人次。",
                f"残疾人两项补贴发放{n}人，其中重度残疾{k}人。",
                f"{school}{grade}学生参观法治教育基地，{n}人参加。",
                f"副校长{who}为{school}{grade}学生作报告。",
                f"{school}教师{who}获评优秀。",
                f"申报人{who}，{k + 40}岁，高中文化，在{town}务工。",
                f"6至14岁儿童免费乘车，{k + 3}岁以下婴幼儿{n}人。",
                f"未满十八周岁的学生须由监护人陪同，共{n}人。",
                f"已满十四周岁不满十八周岁的未成年人{k}名。",
                f"微信公众号“{town}发布”阅读量{n}次。",
                f"{town}党政办邮箱：qhzdzb{k}@163.com。",
                f"政务微信平台qinghe{d(3)}全天受理。",
                f"加入便民QQ群{d(9)}咨询。",
                f"{office}邮箱 yljsfj@yunling.gov.cn。",
                f"分村户数：{d(3)} 1{d(3)} {d(3)} 2{d(3)} {n}。",
                f"月度办件：\n1{d(3)}\n3{d(3)}\n4{d(3)}\n6{d(3)}\n合计{n}。",
                f"证号1614020{d(4)}至1614020{d(4)}的执法证已换发，执法证号段1614020{d(4)}—1614020{d(4)}。",
                f"执法人员{who}，执法证号16140{d(6)}。",
                f"{k}\t{n}\t{d(3)}\t{d(3)}\t{d(3)}\t{d(3)}\t{d(3)}",
                f"值班电话0393-6{d(6)}，值班员{who}，地点{office}。",
                f"①完善制度；②规范执法；③普法宣传{n}场。",
                f"{v}村委会{k}月召开会议{n}次，{who}主持。",
                f"地下水监测井{k}眼、机组{n}台，{k}号机组并网。",
                f"镇长{who}到{school}调研。",
            )
        )
