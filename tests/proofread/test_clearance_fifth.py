"""The check before publication on ways of telling that were written to test its principles: reach, look-alikes, single facts."""

import pytest

from fazhi.proofread import home_beside, person_minors
from fazhi.proofread.clearance import masked
from fazhi.proofread.sensitive import sensitive
from tests.proofread import planted_fifth as fifth
from tests.proofread import planted_sixth as sixth

GROUPS = (fifth.homes, fifth.pupils, fifth.sick, fifth.others, fifth.word_names, fifth.spread)
LATER = (sixth.homes, sixth.pupils, sixth.sick, sixth.accounts)
TIMES = 12


def kept(group, make) -> float:
    """How much of what a group tells survives in the masked text."""
    pairs = [pair for _ in range(TIMES) for pair in group(make)]
    return sum(words in masked(text) for text, words in pairs) / len(pairs)


@pytest.mark.parametrize("group", GROUPS)
def test_fifth_corpus(group):
    """At least 98 in a hundred of every group are gone."""
    assert kept(group, fifth.Fifth(5)) <= 0.02


@pytest.mark.parametrize("group", LATER)
def test_sixth_corpus(group):
    """At least 98 in a hundred of every group are gone."""
    assert kept(group, sixth.Sixth(9)) <= 0.02


def test_quiet():
    """At most one in a hundred look-alikes is stopped."""
    make = fifth.Fifth(5)
    texts = [text for _ in range(TIMES) for text in fifth.quiet(make)]
    assert sum(bool(sensitive(text)) for text in texts) / len(texts) <= 0.01


def test_household_is_needed(monkeypatch):
    """Control: when nobody is tied to an address, the office after it wins and the homes are not reached."""
    monkeypatch.setattr(home_beside, "_tied", lambda before: False)
    assert kept(fifth.homes, fifth.Fifth(5)) > 0.05


def test_wards_are_needed(monkeypatch):
    """Control: without what is done only to a child the pupils are not reached."""
    monkeypatch.setattr(person_minors, "wards", lambda text: ())
    assert kept(fifth.pupils, fifth.Fifth(5)) > 0.05


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("孙大山一家5口，柿园村3组，转移至镇中心小学。", "孙大山一家5口，柿园村**，转移至镇中心小学。"),
        ("孙大山——柿园村3组12号——D级危房。", "孙大山——柿园村**——D级危房。"),
        ("孙大山位于柿 园 村 1 2 村 民 小 组的房屋。", "孙大山位于柿 园 村 **的房屋。"),
        ("孙大山，住柿园村3组|2号。", "孙大山，住柿园村**。"),
        ("户主孙大年，柿园村3组，4人。", "户主孙大年，柿园村**，4人。"),
        ("张有为，柿园村3组，4人。", "张有为，柿园村**，4人。"),
        ("教育局同意苗乐乐转入希望小学。", "教育局同意苗某某转入希望小学。"),
        ("苗乐乐，希望小学六（2）班，指导老师孙大山。", "苗某某，希望小学六（2）班，指导老师孙大山。"),
        ("孙大山支付苗乐乐抚养费800元。", "孙大山支付苗某某抚养费800元。"),
        ("苗乐乐跟着奶奶生活。", "苗某某跟着奶奶生活。"),
        ("第一书记走访孙大山家，得知他得了肝癌。", "第一书记走访孙大山家，得知他得了***。"),
        ("2月24日常兰芝因肝癌住院。", "2月24日常兰芝因***住院。"),
        ("因患肝癌，孙大山未参加会议。", "因患***，孙大山未参加会议。"),
        (
            "镇直各单位：申请人孙大山以电子邮件dashan58@163.com接收答复。",
            "镇直各单位：申请人孙大山以电子邮件d***@163.com接收答复。",
        ),
        ("姓名\t单位\t联系电话\n孙大山\t应急办\t171 160 661 17", "姓名\t单位\t联系电话\n孙大山\t应急办\t171****6117"),
        ("孙大山，电话+86|3407824818。", "孙大山，电话+86134****4818。"),
    ],
)
def test_masks(text, wanted):
    """Each principle once, with what may stay."""
    assert masked(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "安置点设在柿园村3组，距镇中心小学1公里。",
        "张某一家5口，柿园村3组，转移至小学。",
        "柿园村3组——柿园村5组道路硬化。",
        "教育局同意柿园村小学并入希望小学。",
        "希望小学校长孙大山、班主任张有为参加培训。",
        "希望小学对食堂作出警告处分。",
        "中小学生关爱、残疾人关爱、安居惠民。",
        "第一书记孙大山走访患有肝癌的群众12人。",
        "村医孙大山为26名肝癌患者建档。",
        "2月24日召开肝癌防治动员会。",
        "中标人：白水建筑公司，地址：新华大街26号3楼26室。",
        "收入 171 160 661 17 合计",
        "申请人可以电子邮件方式提交，邮箱qhzzf12@126.com。",
    ],
)
def test_controls(text):
    """Offices, the masked, teachers, statistics and public mailboxes stay."""
    assert sensitive(text) == []
