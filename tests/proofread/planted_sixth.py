"""A sixth corpus: written after the fifth was read, then mended on, so no longer unseen; names like 宁静 without a role left out; seeded."""

from __future__ import annotations

from tests.proofread.planted_fifth import CLASSES, SCHOOLS, Fifth
from tests.proofread.planted_fourth import Pair

NAMES = (
    "陆小满",
    "邢保国",
    "胡大姐儿",
    "裴玉枝",
    "管仲文",
    "单福生",
    "车晓燕",
    "翁美兰",
    "阮氏红",
    "焦裕田",
    "贾平",
    "包文正",
    "耿直",
    "闻丽华",
    "阎锡金",
    "汤小琴",
    "娄二狗",
    "巴特尔",
    "麦海燕",
    "岑志高",
    "欧阳建国",
    "卜兴旺",
)
KIDS = ("陆子墨", "邢可可", "胡图图", "裴思远", "车语桐", "翁一凡", "阮小南", "焦阳", "耿乐", "单依依")
PLACES = ("高楼村", "罗圈村", "李家台子村", "沙河子村", "青龙山村", "前进社区", "小桥村")
SICK = (
    "肺结核",
    "肝癌",
    "脑梗",
    "癫痫",
    "重度抑郁症",
    "听力二级残疾",
    "尘肺病",
    "系统性红斑狼疮",
    "宫颈癌",
    "心脏病",
    "糖尿病并发症",
    "腰椎间盘突出",
)


class Sixth(Fifth):
    """Draws from words of its own."""

    names, kids, places, illnesses = NAMES, KIDS, PLACES, SICK


def homes(m: Sixth) -> list[Pair]:
    """Where somebody lives."""
    who, oth, (w, t), v, a = m.name(), m.name(), m.door(), m.village(), m.n(30, 90)
    told = [
        f"巡河时发现{who}（{w}）往河里倒垃圾。",
        f"{w}{who}反映邻居占道。",
        f"{who}户搬离{w}，去向不明。",
        f"丧葬补贴：亡者{who}，{a}岁，{w}。",
        f"{who}申请在{w}原址翻建。",
        f"{who}原住{w}，后随子女进城。",
        f"入户走访记录：{w} {who} 未见异常",
        f"“五星户”公示：{who}、{w}。",
        f"{who}名下低保户口本地址为{w}。",
        f"调解员上门到{w}调解{who}与{oth}的宅基地纠纷。",
        f"被告{who}，{a}岁，农民，{w}。",
        f"养犬登记：犬主{who}，饲养地点{w}。",
        f"{who}承包地在{v}，本人住{w}。",
        f"村医每周到{w}给{who}送药。",
        f"{who}家的老屋在{w}，已闲置。",
        f"烟花爆竹收缴：{who}，{w}，2箱。",
        f"处理{who}反映{w}下水道堵塞一事。",
        f"因{who}拒不搬迁，镇政府到{w}张贴催告书。",
        f"{who}，{w}，电话略。",
        f"火化登记 {who} {w} 殡仪馆",
        f"分散供养特困人员{who}现居{w}，由{oth}照料。",
        f"{who}系{w}住户，欠物业费。",
        f"法律援助申请表：{who}/{a}/{w}/农民工讨薪",
        f"疑似传销窝点位于{w}，房东{who}。",
        f"{who}把{w}的房子卖给{oth}。",
        f"退役军人{who}光荣牌悬挂地址：{w}。",
        f"公安局行政处罚决定书：{who}，现住{w}。",
        f"低温雨雪期间，{who}（{w}）屋顶坍塌，已转至亲戚家。",
        f"{who}在{w}开设麻将馆扰民。",
        f"新增监测对象1户：{w}，{who}，4人。",
        f"{who}的残疾证地址由外县改为{w}。",
        f"签收人：{who}\n签收地点：{w}",
        f"改厕花名册 {who} {w} 双瓮式",
        f"请假外出：矫正对象{who}，居住地{w}，目的地省城。",
        f"现场位于{w}，房主{who}，损失2万元。",
        f"{who}与{oth}同住{w}。",
        f"镇人大代表{oth}走访选民{who}，地点{w}。",
        f"当事人：{who}，经常居住地：{w}。",
        f"{who}，{w}，一户一档编号17。",
        f"{w}{who}等三户联名反映用电问题。",
        f"{who}常年住在{w}，靠低保生活。",
        f"房屋坐落：{w}，权利人：{who}。",
        f"{who}因建房占用{w}{oth}家门前通道。",
        f"寄件人{who}，{w}。",
        f"{w}的独居老人{who}由邻居照看。",
        f"文书留置送达于{who}居所（{w}），见证人{oth}。",
        f"{who}用电户号地址{w}。",
        f"拟拆除{who}户（{w}）危旧房。",
    ]
    return [(text, t) for text in told]


def pupils(m: Sixth) -> list[Pair]:
    """Who is under eighteen."""
    who, oth, kid, v, age, year = m.name(), m.name(), m.child(), m.village(), m.n(3, 17), m.n(2011, 2020)
    school, grade = m.one(SCHOOLS), m.one(CLASSES)
    told = [
        f"{kid}跟着奶奶过，今年{age}岁。",
        f"走失的{kid}（{age}岁）已找到。",
        f"{age}岁的{kid}被救出。",
        f"{school}{grade}学生{kid}获“法治小达人”。",
        f"{kid}，{grade}学生，家住{v}。",
        f"困境儿童{kid}纳入保障。",
        f"“开学第一课”：{kid}（{grade}）领读。",
        f"{who}夫妇收养{kid}（{year}年生）。",
        f"{kid}父亲{who}服刑，母亲改嫁，{kid}随爷爷生活。",
        f"疫苗接种异常反应：{kid}，{age}月龄。",
        f"{kid}因沉迷网络多次逃学。",
        f"{kid}在校被欺凌，{school}已介入。",
        f"春蕾计划资助{kid}（{school}{grade}）。",
        f"{who}的女儿{kid}在{school}读{grade}。",
        f"社工为{kid}（女，{age}岁）做心理辅导。",
        f"判令{who}每月支付{kid}抚养费800元。",
        f"女儿{kid}、儿子{m.child()}均未成年。",
        f"{kid}的抚养权变更给{who}。",
        f"未成年人{kid}盗窃案。",
        f"{grade}班长{kid}。",
        f"溺水学生：{kid}，{age}岁。",
        f"{school}安排老师给{kid}送教上门。",
        f"“谁言寸草心”朗诵：{kid} {grade}",
        f"户籍登记：新增{kid}，{year}年8月1日生，与户主关系：孙女",
        f"{kid}（{age}周岁）入学摸底",
        f"{who}接孙子{kid}放学途中摔伤。",
        f"{kid}今年{age}岁，正上{grade}。",
        f"{who}称其子{kid}在{school}被打。",
        f"法院判决{kid}归{who}抚养。",
        f"{school}学生：{kid}、{m.child()}、{m.child()}。",
        f"{kid}，学生，{age}岁，因盗窃被训诫。",
        f"对{kid}（未满16周岁）不予处罚。",
        f"团委资助{grade}{kid}同学500元。",
        f"两名儿童{kid}、{m.child()}被寄养。",
        f"{kid}系{who}与{oth}之婚生女。",
        f"护送{kid}回校上课。",
        f"“三好学生”：{kid}（{grade}）",
        f"孤儿{kid}基本生活费已发。",
        f"校园欺凌涉事学生{kid}已转学。",
        f"{year}年出生的{kid}未上户口。",
        f"参赛者{kid}（{age}岁）。",
        f"{kid}由外婆{who}抚养。",
        f"{kid}放学后独自下河。",
        f"{who}（父）、{kid}（子，{age}岁）",
        f"未成年人{kid}监护权纠纷。",
        f"{kid}考上{school}。",
    ]
    return [(text, kid) for text in told]


def sick(m: Sixth) -> list[Pair]:
    """Who has which illness."""
    who, oth, ill, v, a = m.name(), m.name(), m.ill(), m.village(), m.n(30, 90)
    told = [
        f"{who}罹患{ill}，失去劳动能力。",
        f"{who}因{ill}卧床不起。",
        f"{who}，{a}岁，{ill}，孤身一人。",
        f"{who}的病（{ill}）花光积蓄。",
        f"镇里为{ill}病人{who}送去慰问金。",
        f"{who}老伴{ill}多年。",
        f"书记到{who}家走访，{who}患{ill}，建议纳入监测。",
        f"{who}做了{ill}手术。",
        f"{who}申请理由：{ill}。",
        f"{who}医保报销：病名{ill}。",
        f"{who}的诊断结果是{ill}。",
        f"因照顾患{ill}的妻子，{who}辞工。",
        f"{who}被送医后确诊为{ill}。",
        f"临时救助 {who} {ill} 3000",
        f"{who}称其患{ill}，请求减免罚款。",
        f"民警查明，{who}有{ill}，无刑事责任能力。",
        f"{who}的{ill}又犯了。",
        f"残疾人{who}（{ill}）安装扶手。",
        f"{who}儿子{oth}患{ill}。",
        f"两癌救助：{who}，{ill}，1万元。",
        f"{who}家：户主{ill}，长子务工。",
        f"{who}确系{ill}，同意免予出工。",
        f"安置帮教对象{who}身体状况：{ill}。",
        f"驻村第一书记帮{who}联系医院治疗{ill}。",
        f"副镇长得知{who}患{ill}后，送去2000元。",
        f"{who}身体不好，有{ill}。",
        f"{who}去年查出{ill}，今年又摔伤。",
        f"经了解，{who}是{ill}患者，常年服药。",
        f"{who}以患{ill}为由拒缴罚款。",
        f"{who}住院治疗{ill}，花费6万元。",
        f"{ill}，{who}，慢病证已办。",
        f"网格员每天给患{ill}的{who}送饭。",
        f"{who}患{ill}去世，家属申请丧葬补贴。",
        f"{who}的女儿{oth}得了{ill}。",
        f"因患{ill}，{who}未参加会议。",
        f"{who}家庭情况：本人{ill}，妻子务农。",
        f"县残联核定{who}为{ill}。",
        f"{who}不幸罹患{ill}，镇村干部捐款。",
        f"镇党委书记得知{who}身患{ill}后登门看望。",
        f"民政所长介绍，{who}患{ill}，享受低保。",
        f"{who}\t{v}\t{ill}\t医疗救助",
        f"{who}工伤致{ill}。",
        f"{who}服用治疗{ill}的药物。",
        f"请对{who}（{ill}）减免处罚。",
        f"大病保险理赔：{who}（{ill}）。",
    ]
    return [(text, ill) for text in told]


def accounts(m: Sixth) -> list[Pair]:
    """By which account somebody is reached."""
    who, wx = m.name(), m.account()
    told = [
        f"{who}微信{wx}",
        f"可加微信 {wx}（{who}）",
        f"{who}投稿邮箱{wx}@qq.com",
        f"收款人{who}支付宝账号{wx}",
        f"文书发至{who}的电子邮箱{wx}@163.com。",
    ]
    return [(text, wx) for text in told]
