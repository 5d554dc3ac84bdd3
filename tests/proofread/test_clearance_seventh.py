"""The check before publication on everyday states, joined addresses, children in kind texts and lines in words."""

import pytest

from fazhi.proofread import person_homes, person_illness
from fazhi.proofread.clearance import masked
from fazhi.proofread.sensitive import sensitive

TOLD = [
    ("防汛转移：孙大山，81岁，双目失明，由网格员背负。", "双目失明"),
    ("经核，孙大山2019年起拄拐行走，土地由侄子代耕。", "拄拐行走"),
    ("当事人孙大山称其三月刚做完换肾手术、无力缴款。", "换肾手术"),
    ("慰问名单、孙大山、环卫站、老慢支、500元", "老慢支"),
    ("孙大山，现住柿园村—四组—78号。", "四组—78号"),
    ("孙大山，家住柿园村.二组.239号，房屋失火。", "二组.239号"),
    ("危房公示：8.孙大山，八社118号，C级。", "八社118号"),
    ("业主孙大山，房号3-4-1503，欠费80元。", "3-4-1503"),
    ("信访人孙大山，住址：柿园镇农机厂宿舍24号楼4门1403号。", "24号楼4门1403号"),
    ("请苗乐乐小朋友（4岁）的家长带接种证补种。", "苗乐乐"),
    ("中考喜报：我镇考生苗乐乐以612分被县一中录取。", "苗乐乐"),
    ("表演者：柿园小学 一年级 苗乐乐  指导老师：孙大山", "苗乐乐"),
    ("暑期托管名单：7.阿曼·艾山，男，9岁。", "阿曼·艾山"),
    ("老人孙大山，家庭电话:三零四二八五六，子女在外。", "三零四二八五六"),
]
STATE = "到孙大山家，得知其正在县医院接受换肾手术，叮嘱村干部帮忙收割。"
QUIET = [
    "县医院院长李明亮主刀完成首例肾移植手术。",
    "民警王海涛在巡逻时发现一名神志不清的老人，及时送医。",
    "副镇长周建军带队看望双目失明老人12名。",
    "适龄儿童入学率100%，六年级学生巩固率98%。",
    "配备专职儿童督导员8名。",
    "水库责任人 孔玉柱 副镇长；监督电话（0937）6780514",
    "柿园小区3号楼5单元下水管道改造工程中标公示。",
    "供销社农资门市部由人民路59号迁至建设街130号。",
    "张建国（3组组长）负责3组20号机井维修。",
    "考生应携带身份证，中学考点设在县一中。",
    "施工方周建军称，施工期间不能行走大型车辆。",
]


@pytest.mark.parametrize(("text", "secret"), TOLD)
def test_gone(text, secret):
    """What tells of one person does not survive."""
    assert secret not in masked(text)


@pytest.mark.parametrize("text", QUIET)
def test_quiet(text):
    """Offices, works, counts and crowds are left alone."""
    assert not sensitive(text)


def test_joints_are_needed(monkeypatch):
    """Control: without the joints taken out the group and number stay."""
    monkeypatch.setattr(person_homes, "_broken", lambda text: ())
    assert "二组.239号" in masked(TOLD[5][0])


def test_states_are_needed(monkeypatch):
    """Control: without what is said of nobody but one person the state stays."""
    assert "换肾手术" not in masked(STATE)
    monkeypatch.setattr(person_illness, "_said", lambda text, start, end: False)
    assert "换肾手术" in masked(STATE)
