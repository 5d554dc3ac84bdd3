"""The check before publication on titles above a line, namings, grown children, dates and words after an account, and counts."""

import pytest

from fazhi.proofread.sensitive import sensitive

TOLD = [
    ("address", "柳河镇综合行政执法队关于石坎村村民违法占用耕地建房一案的处理情况\n秦海波住石坎村三组18号。", "18号"),
    ("address", "柳河镇人民政府关于公布2024年临时救助对象名单及相关情况的公告\n石坎村三组18号，秦海波。", "18号"),
    ("address", "石坎村村民委员会收到来信，\n秦海波，住石坎村三组18号。", "18号"),
    ("account", "以下为柳河镇人民政府，\n微信haozi2203。", "haozi2203"),
    ("minor", "石桂花的女儿上月出生，取名秦雨桐。", "秦雨桐"),
    ("minor", "村里添了一名男婴，取名为秦子墨并办理了出生证明。", "秦子墨"),
    ("minor", "宝宝起名“秦子墨”，本周上户口。", "秦子墨"),
    ("minor", "石桂花的孙女，石坎小学三年级学生，今天获奖。", "石桂花"),
    ("minor", "石桂花的外孙，就读于石坎中学，由村干部接送。", "石桂花"),
    ("minor", "秦海波的儿子（石坎中心小学，四年级）走失后找回。", "秦海波"),
    ("minor", "秦海波的女儿，9岁，由校长护送回家。", "秦海波"),
    ("minor", "秦海波的小女，在石坎幼儿园大班。", "秦海波"),
    ("account", "秦海波的微信 haozi 2203，可联系。", "haozi 2203"),
    ("account", "秦海波的微信 hao zi_li，可联系。", "hao zi_li"),
    ("account", "秦海波的QQ 2024-12-3158，可联系。", "2024-12-3158"),
    ("account", "秦海波的QQ 20241 231，可联系。", "20241 231"),
    ("address", "秦海波住石坎村3-15，今天来电。", "3-15"),
    ("address", "秦海波家住石坎村3-15号。", "3-15"),
    ("address", "村民秦海波住在石坎村3-15的老房子里。", "3-15"),
    ("address", "现住石坎村3-15户主秦海波反映漏水。", "3-15"),
    ("address", "现住石坎村3-15周大山反映漏水。", "3-15"),
    ("address", "志愿者来到石坎村6组53-3号老人秦海波家中。", "53-3号"),
    ("address", "住所：柳河镇石坎村3社175-3号", "175-3号"),
    ("minor", "妇联看望秦雨桐小朋友，送上书包。", "秦雨桐"),
    ("minor", "劝返辍学生：秦海波的二女儿，13岁。", "秦海波"),
]
QUIET = [
    "受理机构：柳河镇党政综\n合办公室，电话：0394-297\n5068，地址：建设大道380号。",
    "欢迎群众关注柳河镇人民政府的官\n方微信haozi2203。",
    "文化广场取名为石坎书屋。石坎村、石坎镇都参加。",
    "普法品牌取名“方正说法”，方正县已推广。",
    "孩子们常去的院子取名方正书院。",
    "调解室取名秦海波，由老支书命名。",
    "秦海波的儿子，柳河中学教师石小满参加。",
    "石桂花的孙女，现任石坎小学校长。",
    "石桂花的女儿，毕业于柳河中学，现为律师。",
    "石桂花的女儿，曾就读于柳河中学，现为律师。",
    "石桂花的女儿，柳河中学三年级班主任。",
    "石桂花的儿子，就读于省农业大学。",
    "石桂花的儿子，向柳河中学捐书一批。",
    "工作群改用QQ 2024-12-31",
    "微信2024-01-01起停用。",
    "微信2024-01起停用，QQ-2024.1.1开通。",
    "村部培训QQ Office PPT，共三场。",
    "展厅设抖音 VR AR，供游客体验。",
    "工作队员轮流住在石坎村3-15人不等。",
    "秦海波住石坎村3-5天后返回。",
    "每组居住石坎村3-15户农户。",
    "支教老师居住在石坎村3-6个月。",
    "秦海波住石坎村3-5周后返回。",
    "给幼儿园小朋友讲安全课，欢迎小朋友们参加。",
    "请家长看管好未成年人，不要让孩子下河。",
    "咳嗽两周以上，应警惕肺结核，可到县疾控中心检查。",
    "中心幼儿园招生，园办电话0961-3516361。",
]


@pytest.mark.parametrize(("kind", "text", "secret"), TOLD)
def test_told(kind, text, secret):
    """What is said of a private person is found as what it is."""
    begin = text.index(secret)
    assert kind in {one.kind for one in sensitive(text) if one.start < begin + len(secret) and one.end > begin}


@pytest.mark.parametrize("text", QUIET)
def test_quiet(text):
    """What is of a body, of many or of nobody known does not stop a page."""
    assert sensitive(text) == []
