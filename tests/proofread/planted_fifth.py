"""A fifth corpus: the ways of telling that the first four left out, with other names and places; seeded by its maker."""

from __future__ import annotations

from tests.proofread.planted_fourth import Pair
from tests.proofread.planted_third import Third

WORDS_TOO = (
    "王明",
    "高峰",
    "马力",
    "周密",
    "江山",
    "黎明",
    "方圆",
    "白云",
    "金星",
    "石磊",
    "向阳",
    "常青",
    "许多福",
    "万全有",
)
NAMES = (
    "牛得水",
    "樊家骏",
    "苟向东",
    "瞿秋月",
    "祝大年",
    "尚爱菊",
    "宫保田",
    "东方红梅",
    "谷满囤",
    "谯二楞",
    "祁改革",
    "仝建设",
    "廉春生",
    "时运来",
)
KIDS = (
    "贺梓轩",
    "于一诺",
    "闵可欣",
    "仲雨泽",
    "乐童童",
    "柴米朵",
    "解心怡",
    "汪星宇",
    "左佑",
    "元宝儿",
    "安琪",
    "温馨",
)
PLACES = ("大柳树村", "杏树沟村", "二道河村", "下洼村", "老君庙村", "塘坊村", "红光社区", "四合村", "白杨屯村")
ESTATES = ("滨江名苑", "金色家园", "桂花苑", "御景湾", "幸福小区", "龙湖半岛", "南苑新村", "学府佳园")
STREETS = ("人民路", "新华大街", "育才巷", "建设西路", "老街")
SCHOOLS = ("镇中心小学", "城关一中", "县职教中心", "小太阳幼儿园", "回民小学", "外国语学校")
CLASSES = ("二年级", "五（3）班", "九年级2班", "初一1班", "高三（12）班", "大一班", "四年级")
SICK = (
    "肝硬化",
    "股骨头坏死",
    "尿毒症",
    "二型糖尿病",
    "双侧股骨头坏死",
    "乳腺癌",
    "精神分裂症",
    "白血病",
    "脑出血",
    "肢体三级残疾",
    "强直性脊柱炎",
    "帕金森病",
    "冠心病",
    "阿尔茨海默病",
    "再生障碍性贫血",
    "慢阻肺",
)


class Fifth(Third):
    """Draws from words of its own."""

    names, kids, places, illnesses = NAMES, KIDS, PLACES, SICK

    def name(self) -> str:
        return self.one(self.names)

    def word(self) -> str:
        """A name that is a word too."""
        return self.one(WORDS_TOO)

    def child(self) -> str:
        return self.one(self.kids)

    def village(self) -> str:
        return self.one(self.places)

    def ill(self) -> str:
        return self.one(self.illnesses)

    def door(self) -> tuple[str, str]:
        """A home: (whole, what may not survive)."""
        n = self.n
        place, tail = self.one(
            (
                (self.village(), f"{n(1, 14)}组{n(1, 260)}号"),
                (self.village(), f"{self.one('一二三四五六七八九')}组"),
                (self.village(), f"{n(1, 14)}组"),
                (self.village(), f"第{n(1, 14)}村民小组"),
                (self.village(), f"{n(2, 400)}号"),
                (self.village(), f"{n(1, 9)}社{n(1, 90)}号"),
                ("", f"{self.one(ESTATES)}{n(1, 30)}栋{n(1, 4)}单元{n(101, 1604)}"),
                ("", f"{self.one(ESTATES)}{n(1, 30)}号楼{n(101, 1604)}室"),
                ("", f"{self.one(ESTATES)}{n(1, 30)}-{n(101, 1604)}"),
                ("", f"{self.one(ESTATES)}{self.one('一二三五六')}期{n(1, 30)}幢{n(1, 4)}单元{n(101, 1604)}室"),
                (self.one(STREETS), f"{n(1, 300)}号{n(1, 9)}栋{n(101, 904)}室"),
                (self.one(STREETS), f"{n(1, 300)}号院{n(1, 9)}号楼{n(1, 4)}单元{n(2, 9)}〇{n(1, 4)}"),
            )
        )  # type: ignore[misc]
        return place + tail, tail


def homes(m: Fifth) -> list[Pair]:
    """A sentence for each way of telling where somebody lives."""
    who, other, (w, t), a = m.name(), m.name(), m.door(), m.n(30, 88)
    return [
        (f"夜间值守人员{who}家在{w}，离镇政府3公里。", t),
        (f"汛期转移：{who}一家5口，{w}，安置到村委会。", t),
        (f"转移安置台账：{who}户4人，白水镇{w}，去向为敬老院。", t),
        (f"{who}全家三口，{w}，送至镇中学安置点。", t),
        (f"{who}老两口住{w}，距卫生院两公里。", t),
        (f"食堂帮厨{who}家就在{w}，步行到派出所十分钟。", t),
        (f"{who}——{w}——D级危房。", t),
        (f"{who} — {w} — 已签约", t),
        (f"{who}·{w}·低保", t),
        (f"{who}/{w}/已搬迁", t),
        (f"《住户：{who}》《住址：{w}》", t),
        (f"“{who}，{w}”，信封上这样写着。", t),
        (f"公租房配租结果：{who}，轮候号{m.n(10, 99)}，分得{w}。", t),
        (f"{who}抽签选中{w}安置房一套。", t),
        (f"{who}分到{w}，9月前入住。", t),
        (f"{who}将户口从外地迁至{w}。", t),
        (f"{w}的{who}夫妇常年在外。", t),
        (f"网格员到{w}{who}家中核查，随后返回村委会。", t),
        (f"{who}（{a}岁，{w}，独居）由网格员每日探视，联系卫生院。", t),
        (f"火灾发生在{w}，户主{who}无伤亡。", t),
        (f"{w}发生火情，{who}一家被救出，送县医院。", t),
        (f"失联人员{who}最后出现在{w}住处。", t),
        (f"{who}在{w}的自建房私搭彩钢棚，综合执法队责令拆除。", t),
        (f"家庭医生{other}到{w}为{who}量血压。", t),
        (f"接警后民警赶到{w}，系{who}与邻居{other}争吵。", t),
        (f"{who}居家养老，住{w}，由镇敬老院送餐。", t),
        (f"遗体捐献登记：{who}，{w}，县红十字会受理。", t),
        (f"{who}，身份证住址为{w}，现在派出所接受询问。", t),
        (f"债务人{who}下落不明，最后住址{w}，由法院公告送达。", t),
        (f"户主姓名：{who}；门牌地址：{w}；户籍派出所：白水派出所。", t),
        (f"{who}，男，{a}岁，{w}人，经司法所教育释放。", t),
        (f"补发独生子女奖扶：{who}，{w}，信用社打卡。", t),
        (f"执行笔录：在{w}被执行人{who}家中张贴公告。", t),
        (f"{who}送餐地址变更到{w}。", t),
        (f"{who}的邻居{other}（{w}）作证。", t),
        (f"证人{who}，住{w}。", t),
        (f"扶贫手册 户主：{who} 地址：白水镇{w} 帮扶单位：县农业农村局", t),
        (f"{who} {a}岁 {w} 镇中心卫生院签约", t),
        (f"2024年3月5日{who}在{w}家门口摔伤。", t),
        (f"宅基地审批：{who}，{w}，面积120平方米，镇自然资源所现场放线。", t),
        (f"供水公司为{w}{who}户换表。", t),
        (f"红白事备案：{who}长子婚宴设在{w}自家院内。", t),
        (f"信访人{who}，{w}，反映村委会分配不公。", t),
        (f"答复送达{who}（{w}），抄送信访局。", t),
        (f"{who}把车停在{w}自家门前，被派出所贴条。", t),
        (f"{who}，{w}，因病由镇政府救助。", t),
        (f"核酸采样入户：{w}，{who}等3人，社区卫生服务中心上门。", t),
        (f"租客{who}从{w}退租。", t),
        (f"矛盾纠纷：{who}（{w}）与{other}（{w}）相邻排水。", t),
        (f"应到会人员{who}（{w}）因外出请假。", t),
    ]


def pupils(m: Fifth) -> list[Pair]:
    """A sentence for each way of telling of somebody under eighteen."""
    kid, also, who, age, school, grade, year = (
        m.child(),
        m.child(),
        m.name(),
        m.n(3, 17),
        m.one(SCHOOLS),
        m.one(CLASSES),
        m.n(2011, 2020),
    )
    return [
        (f"征文一等奖：{kid}，{school}{grade}，指导老师{who}。", kid),
        (f"获奖学生：{kid}（{school}{grade}），辅导教师：{who}", kid),
        (f"{kid}，{school}{grade}，班主任{who}。", kid),
        (f"{school}{grade}，{kid}，家长{who}，职工。", kid),
        (f"教体局批准{kid}转入{school}{grade}。", kid),
        (f"经研究，同意{kid}由{school}转学至外县。", kid),
        (f"准予{kid}休学一年（{school}{grade}）。", kid),
        (f"为{kid}办理{school}入学手续。", kid),
        (f"学校已安排{kid}随班就读，{grade}。", kid),
        (f"{school}对{kid}作出警告处分。", kid),
        (f"法院判决{kid}随父{who}生活，{age}岁。", kid),
        (f"{who}为{age}岁的{kid}申请救助。", kid),
        (f"帮助{age}岁女孩{kid}返校。", kid),
        (f"救起落水儿童{kid}。", kid),
        (f"{kid}今年上{grade}，父母离异。", kid),
        (f"{kid}系{school}{grade}学生，由{who}老师护送到派出所。", kid),
        (f"{kid}在{school}读书，班主任是{who}。", kid),
        (f"{kid}在{school}{grade}就读，由校长{who}结对帮扶。", kid),
        (f"结对帮扶：{who}（镇长）—{kid}（{school}{grade}）", kid),
        (f"“爱心妈妈”{who}结对{kid}（{age}岁）。", kid),
        (f"{who}、妻子、长子{kid}（{age}岁）、次女{also}（{max(age - 2, 1)}岁）。", kid),
        (f"家庭成员：{who}，其女{kid}，{year}年出生。", kid),
        (f"{kid}\n女\n{year}年6月1日出生\n{school}", kid),
        (f"临时监护：{kid}（{year}年3月生）由村委会代管。", kid),
        (f"{kid}的法定监护人{who}领取补助。", kid),
        (f"事实无人抚养儿童{kid}，{who}代领。", kid),
        (f"{kid}（未成年）由母亲{who}陪同做笔录。", kid),
        (f"被侵害人{kid}，女，{age}岁，{school}学生。", kid),
        (f"涉案未成年人{kid}已送专门学校。", kid),
        (f"{kid}等5名{grade}学生参加夏令营。", kid),
        (f"小记者{kid}（{school}）采访法官。", kid),
        (f"{school}{grade}的{kid}、{also}代表发言。", kid),
        (f"{grade}{kid}作文《我身边的法》。", kid),
        (f"作者：{school} {grade} {kid}", kid),
        (f"辍学劝返：{kid}，{grade}，已返校。", kid),
        (f"控辍保学对象{kid}，{age}周岁。", kid),
        (f"{who}之女{kid}，{age}岁，先天失聪。", kid),
        (f"{who}的外孙{kid}满月。", kid),
        (f"双胞胎{kid}、{also}，{age}岁。", kid),
        (f"{kid}，{age}岁，户主{who}之孙。", kid),
        (f"新生儿{kid}落户。", kid),
        (f"学生姓名：{kid}；学校：{school}；年级：{grade}", kid),
        (f"营养餐过敏学生{kid}已送医。", kid),
        (f"校车乘坐名单 {kid} {school} {grade}", kid),
        (f"{kid}被同班同学殴打，{school}已处理。", kid),
    ]


def sick(m: Fifth) -> list[Pair]:
    """A sentence for each way of telling of an illness."""
    who, other, ill, v, day = m.name(), m.name(), m.ill(), m.village(), m.n(1, 28)
    return [
        (f"{v}第一书记走访{who}家，得知他患了{ill}。", ill),
        (f"镇长到{who}家慰问，了解到其患有{ill}。", ill),
        (f"驻村干部了解到{who}查出{ill}后，帮其申请救助。", ill),
        (f"网格员发现{who}确诊{ill}，立即上报书记。", ill),
        (f"村支书看望{who}，她得{ill}三年了。", ill),
        (f"村主任介绍，{who}身患{ill}。", ill),
        (f"3月{day}日{who}因{ill}住院。", ill),
        (f"2023年6月{day}日{who}因{ill}发作请假，由{other}顶班。", ill),
        (f"{who}同志{ill}手术后尚未返岗。", ill),
        (f"请假条：{who}，事由：{ill}复查。", ill),
        (f"{who}，{ill}，每月透析费用自理。", ill),
        (f"{who}（因{ill}行动不便）委托{other}投票。", ill),
        (f"鉴于{who}患{ill}，司法所同意其在家接受矫正。", ill),
        (f"暂予监外执行对象{who}，病情：{ill}。", ill),
        (f"{who}：{ill}，已办慢病卡。", ill),
        (f"慢病卡发放 {who} {ill} 本人领取", ill),
        (f"大病再次救助：{who}，病种为{ill}，救助8000元。", ill),
        (f"{who}为{ill}患者，由家庭医生随访。", ill),
        (f"{who}系{ill}患者。", ill),
        (f"家庭医生随访{ill}患者{who}。", ill),
        (f"医生诊断{who}为{ill}。", ill),
        (f"经县医院检查，{who}患{ill}。", ill),
        (f"县人民医院出具的诊断书显示，{who}患有{ill}。", ill),
        (f"{who}经专家会诊为{ill}。", ill),
        (f"{who}妻子{other}长期患{ill}，家庭困难。", ill),
        (f"{who}之母患{ill}，需人照料。", ill),
        (f"{who}自称有{ill}，拒绝配合执法。", ill),
        (f"执法对象{who}突发{ill}，送医抢救。", ill),
        (f"{who}死于{ill}。", ill),
        (f"{who}去年因{ill}病逝。", ill),
        (f"{who}本人{ill}，儿子在外打工。", ill),
        (f"致贫原因：{who}{ill}。", ill),
        (f"户主{who}，因病（{ill}）致贫。", ill),
        (f"困难职工{who}：本人患{ill}，妻子无业。", ill),
        (f"{who}提供了{ill}的病历。", ill),
        (f"水滴筹：{who}，{ill}，需30万元。", ill),
        (f"{who}有{ill}病史，禁止驾驶。", ill),
        (f"村民{who}反映，自己得了{ill}没有报销。", ill),
        (f"{who}咨询{ill}能否办低保，其本人即患此病。", ill),
        (f"{who}|{v}|{ill}|已救助", ill),
        (f"{who}、{other}分别患{ill}。", ill),
        (f"免除{who}义务工：患{ill}。", ill),
        (f"体检异常：{who}（{ill}）。", ill),
        (f"{who}\n{ill}\n救助5000元", ill),
        (f"复核{who}残疾等级，结论为{ill}。", ill),
    ]


def others(m: Fifth) -> list[Pair]:
    """Mailboxes, accounts and numbers."""
    who, wx, phone, line, card = m.name(), m.account(), m.mobile(), m.line(), m.card()
    box, number = (
        f"{wx}@{m.one(('163.com', 'qq.com', 'gmail.com', '139.com', 'sohu.com'))}",
        f"{m.n(100000, 999999999)}@qq.com",
    )
    spaced = f"{phone[:3]} {phone[3:6]} {phone[6:9]} {phone[9:]}"
    return [
        (f"各村民委员会：申请人{who}要求通过电子邮件{box}接收答复。", box),
        (f"镇直各单位：文书已发送至{who}指定邮箱（{box}）。", box),
        (f"决定书经{who}同意电子送达（{number}）。", number),
        (f"信息公开申请人{who}预留邮箱{number}，党政办已回复。", number),
        (f"{who}来信（{box}）反映道路损坏。", box),
        (f"发件人：{who} <{box}>", box),
        (f"网友{who}通过{number}投诉。", number),
        (f"简历投递人{who}，{box}。", box),
        (f"{who}（微信同号{phone}）", phone),
        (f"姓名\t单位\t联系电话\n{who}\t应急办\t{spaced}", spaced),
        (f"{who}，电话+86|{phone[1:]}，棉被2床。", phone[1:]),
        (f"{who}，宅电{line.replace('1', '|')}", line.replace("1", "|")),
        (f"{who}的借记卡{card.replace('1', '|')}", card.replace("1", "|")),
        (f"{who}加我微信{wx}细说。", wx),
        (f"{who}QQ邮箱{number}", number),
        (f"联系{who}：{phone}或{box}", box),
    ]


def word_names(m: Fifth) -> list[Pair]:
    """Names that are words too, with a word for a person beside them."""
    who, kid, (w, t), ill = m.word(), m.one(WORDS_TOO[:12]), m.door(), m.ill()
    return [
        (f"村民{who}患{ill}。", ill),
        (f"低保户{who}，{ill}，3人。", ill),
        (f"患者{who}确诊{ill}。", ill),
        (f"申请人{who}，住{w}。", t),
        (f"户主{who}（{w}）房屋漏雨。", t),
        (f"村民{who}家在{w}，距学校一里。", t),
        (f"姓名：{who}，{w}，五保。", t),
        (f"当事人{who}因{ill}未到庭。", ill),
        (f"学生{kid}，{m.n(7, 16)}岁，{m.one(SCHOOLS)}。", kid),
        (f"{kid}同学（{m.one(SCHOOLS)}{m.one(CLASSES)}）获奖。", kid),
        (f"孤儿{kid}，{m.n(7, 16)}岁。", kid),
        (f"小学生{kid}走失。", kid),
        (f"孩子{kid}在{m.one(SCHOOLS)}上学。", kid),
        (f"被监护人：{kid}（{m.n(3, 16)}岁）", kid),
    ]


def spread(m: Fifth) -> list[Pair]:
    """Homes whose characters stand apart or whose line breaks."""
    who, v, n, k = m.name(), m.village(), str(m.n(10, 260)), m.n(1, 9)
    apart = " ".join(f"{v}{k}组{n}号")
    hamlet = " ".join(f"{v}{k}村民小组")
    return [
        (f"被处罚人{who}位于{apart}的房屋。", " ".join(f"{n}号")),
        (f"{who}，住{hamlet}，低保。", f"{k} 村 民 小 组"),
        (f"民警在{who}位于{hamlet}的家中调查。", f"{k} 村 民 小 组"),
        (f"{who}家在{v}{k}组{n[0]}\n{n[1:]}号，距镇政府远。", f"{n[0]}\n{n[1:]}号"),
        (f"{who}一家3口，{v}\u3000{k}组\u3000{n}号，转移至小学。", f"{k}组\u3000{n}号"),
        (f"{who}，现住{v}{k}组|{n[1:]}号。", f"|{n[1:]}号"),
        (f"{who}家住幸福小区{k}号楼2单元1|0{k}室。", f"1|0{k}室"),
        (f"{who}住{v}\n{k}社，分散供养。", f"{k}社"),
        (f"{who}，户籍地{v[:-1]}\n村{k}组{n}号。", f"{n}号"),
    ]


def quiet(m: Fifth) -> list[str]:
    """Look-alikes."""
    n, k, v, who, ill, school, grade, street, est = (
        m.n(2, 300),
        m.n(2, 9),
        m.village(),
        m.name(),
        m.ill(),
        m.one(SCHOOLS),
        m.one(CLASSES),
        m.one(STREETS),
        m.one(ESTATES),
    )
    return [
        f"镇长{who}到{v}{k}组检查防汛，随后返回镇政府。",
        f"副镇长{who}一行到{v}调研，走访农户{n}户。",
        f"党建办{who}，办公地址{street}{n}号。",
        f"安置点设在{school}，可容纳{n}人。",
        f"{v}{k}组——{v}{k + 1}组道路硬化{n}米。",
        f"{v}村委会距镇政府{k}公里。",
        f"{est}{k}号楼外墙维修，由物业负责。",
        f"{street}{n}号商铺消防检查，发现隐患{k}处。",
        f"{v}{k}组农户转移{n}人，安置在村委会。",
        f"全镇共转移{n}户{n * 3}人，{k}个安置点。",
        f"律师{who}在{street}{n}号律师事务所执业。",
        f"{who}任{v}党支部书记。",
        f"{v}党支部书记{who}带领党员到{k}组清理河道。",
        f"县法院{who}法官到{school}讲法治课。",
        f"{school}教师{who}获评先进。",
        f"{school}校长{who}、班主任{m.name()}参加培训。",
        f"{school}{grade}{n}名学生参加宪法晨读。",
        f"指导老师{who}，{school}。",
        f"法治副校长{who}，派出所副所长，为{grade}学生授课。",
        f"同意{school}新建教学楼。",
        f"教育局同意{v}小学并入{school}。",
        f"司法所为{k}名未成年人提供法律援助。",
        f"慰问留守儿童{n}名，发放书包。",
        f"年满{k + 16}周岁的公民有选举权。",
        f"镇卫生院开展{ill}筛查，{who}院长讲解。",
        f"书记{who}强调{ill}防治工作。",
        f"家庭医生{who}随访{ill}患者{n}人。",
        f"{ill}患者凭证报销。",
        f"第一书记{who}走访脱贫户{n}户，宣传{ill}报销政策。",
        f"副镇长{who}主持{ill}救助工作会议。",
        f"镇残联统计肢体残疾{n}人、精神残疾{k}人。",
        f"请将意见发至bsz{n}@163.com。",
        f"联系单位：党政办，邮箱：{n}8866@qq.com。",
        f"信息公开申请可发送电子邮件至bszzf{n}@163.com。",
        f"申请人可以电子邮件方式提交，邮箱bszzf{n}@126.com。",
        "投诉举报电话12345。",
        f"收入 {n} 支出 {n + 8} 结余 {k} 合计 {n * 2}",
        f"序号\t村名\t户数\n{k}\t{v}\t{n}",
        f"一 二 三 四 组分别完成{n}亩。",
        f"{v} {k} 组 机 井 维 修 {n} 米。",
        "目 录 一 总 体 情 况 二 存 在 问 题",
        f"2023年3月{k}日召开{ill}防治动员会。",
        f"{n}日常务会议研究{ill}患者救助。",
        f"张某一家{k}口，{v}，转移至小学。",
        f"某某家在{v}，距镇政府{k}公里。",
        f"{v}高峰时段用水紧张，{k}组轮流供水。",
        f"阳光{k}组项目由村民代表监督。",
        f"信访代理员{who}受理{v}来信{n}件。",
        f"人民调解员{who}调解{v}{k}组、{k + 1}组水渠纠纷。",
        f"网格员{who}负责{v}{k}组至{k + 2}组。",
        f"{who}任{v}{k}组组长。",
        f"镇人大代表{who}，{v}村委会主任。",
        f"分得{v}{k}组集体土地补偿款{n}万元。",
        f"中标人：白水建筑公司，地址：{street}{n}号{k}楼{n}室。",
        f"行政复议机关：县司法局，地址{street}{n}号，邮编467000。",
        f"执法人员{who}、{m.name()}到{street}{n}号超市检查。",
        f"{street}{n}号院{k}号楼加装电梯公示。",
        f"{grade}开展法治班会，班主任{who}主持。",
        f"优秀指导教师：{who}（{school}）",
        f"{school}安全管理员{who}接受约谈。",
        f"县医院专家{who}到{v}坐诊，接诊{ill}患者{n}人。",
        f"{who}主任医师讲授{ill}的早期识别。",
        f"村医{who}为{n}名{ill}患者建档。",
        f"民政办主任{who}介绍，{ill}患者救助标准提高。",
        f"法律援助律师{who}为{n}名未成年人代理。",
    ]
