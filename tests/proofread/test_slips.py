"""Wrong characters that no list foresees; and neighbours that only look like one."""

import pytest

from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.run import FOLDER
from fazhi.proofread.segment import cut, is_rare, shape
from fazhi.proofread.slips import slips
from fazhi.proofread.sounds import sound_alike
from fazhi.proofread.words import LANGUAGE
from tests.proofread.test_families import found

FRAMES = {
    "训炼": "训炼调解员2名",
    "做用": "发挥做用明显",
    "原应": "原应是讲师团只有4人",
    "复察": "复察案件3件",
    "贯切": "认真贯切落实",
    "意试": "提高法律意试",
    "利度": "加大执法利度",
    "茅盾": "化解茅盾纠纷12件",
    "复义": "行政复义2件",
    "会报": "听取会报4次",
    "条解": "人民条解18件",
    "青单": "权力青单23项",
    "审察": "合同审察9份",
    "把官": "严格把官9次",
}
RIGHT = [
    "以经济建设为中心。",
    "配合做好普法工作4次。",
    "委员会会议2次。",
    "各村村民代表12人。",
    "小组组长3名。",
    "法院院长授课1次。",
    "全镇镇村两级18人。",
    "述法4人。",
    "补证2次。",
    "三所联动9件。",
    "民转刑案件0件。",
    "以案释法6场。",
    "陈立到会1次。",
    "减证便民12项。",
    "提质增效。",
    "见行见效。",
    "张家湾村12户。",
]
DOUBLED = (
    "召开调度会会6次。",
    "排查隐患患点32处。",
    "培训法律明白人人63名。",
    "报送材料料9份。",
    "发放宣传宣传单500份。",
)


@pytest.mark.parametrize("word", FRAMES)
def test_slip_in_its_sentence(word):
    """Marked where it stands, and the usual word is offered."""
    assert any(family == "6_typo_repeat" and set(span) & set(word) for family, span in found(f"{FRAMES[word]}。"))


@pytest.mark.parametrize("text", DOUBLED)
def test_character_said_twice(text):
    """The end of a word once more."""
    assert [f for f, _ in found(text)] == ["6_typo_repeat"]


@pytest.mark.parametrize("text", RIGHT)
def test_right_all_the_same(text):
    """Words that meet, abbreviations of the trade, names."""
    assert [f for f, _ in found(text) if f == "6_typo_repeat"] == []


def test_sounds():
    """The same but for the tone; nearly; not at all."""
    assert [sound_alike(*p) for p in ("炼练", "应因", "原大")] == [2, 1, 0]
    assert sound_alike("长", "常") == sound_alike("长", "掌") == 2, "a character with two readings"


def test_a_word_too_rare_to_be_meant():
    """The control: with a dictionary that takes everything for usual, no slip is seen."""
    path = SHIPPED / FOLDER / LANGUAGE
    cut_up, whole = cut("训炼调解员"), ["训炼", "调解员"]
    assert list(slips(cut_up, shape(cut_up), path)) == [(0, "训炼", "训练")]
    assert list(slips(whole, shape(whole), path)) == [], "one word, and no neighbour that asks for another"
    assert is_rare("复义") and not is_rare("检察")
