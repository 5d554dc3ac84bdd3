"""The check before publication on papers of townships: recall by kind, disguises, look-alikes, and single facts with their controls."""

from collections import Counter

import pytest

from fazhi.proofread import sensitive as detector
from fazhi.proofread.clearance import masked
from fazhi.proofread.person_illness import SIGNS
from fazhi.proofread.personal_words import WORDS
from fazhi.proofread.sensitive import sensitive
from tests.proofread.planted_fourth import told, told_besides, told_too, untold
from tests.proofread.planted_third import Third, hidden, plain, quiet

NUMBER = "990101198501011232"


def left(items) -> tuple[Counter, Counter]:
    """(how many of each kind, how many of them survive in the masked text)."""
    whole, kept = Counter(), Counter()
    for text, kind, words in items:
        whole[kind] += 1
        kept[kind] += words in masked(text)
    return whole, kept


@pytest.mark.parametrize("seed", [20261128, 3])
def test_third_corpus_plain(seed):
    """At least 99.5 in a hundred are gone, and of every kind at least 98."""
    whole, kept = left(plain(seed, 2400))
    assert kept.total() / whole.total() <= 0.005
    assert all(kept[kind] / whole[kind] <= 0.02 for kind in whole), kept


@pytest.mark.parametrize("seed", [20261128, 3])
def test_third_corpus_disguised(seed):
    """At least 97 in a hundred are gone."""
    whole, kept = left(hidden(seed, 1500))
    assert kept.total() / whole.total() <= 0.03, kept


def test_third_corpus_quiet():
    """At most two in a hundred look-alikes are stopped."""
    texts = list(quiet(20261128, 2000))
    assert sum(bool(sensitive(t)) for t in texts) / len(texts) <= 0.02


def test_fourth_corpus():
    """At least 99 in a hundred are gone, and at most two in a hundred look-alikes are stopped."""
    make = Third(77)
    pairs = [pair for _ in range(12) for pair in (*told(make), *told_too(make), *told_besides(make))]
    assert sum(words in masked(text) for text, words in pairs) / len(pairs) <= 0.01
    texts = [text for _ in range(20) for text in untold(make)]
    assert sum(bool(sensitive(t)) for t in texts) / len(texts) <= 0.02


@pytest.mark.parametrize("part", ["numbers", "homes", "minors", "illnesses", "accounts"])
def test_every_part_is_needed(monkeypatch, part):
    """Control: without one of the parts the corpus is no longer reached."""
    monkeypatch.setattr(detector, part, lambda text: ())
    whole, kept = left(plain(5, 600))
    assert kept.total() / whole.total() > 0.05


def test_masked_third_corpus_is_clear():
    """Nothing is found a second time, line by line."""
    for text, _, _ in [*plain(8, 600), *hidden(8, 300)]:
        assert sensitive(masked(text)) == [], (text, masked(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("孙大山户，柿园村三组，晚上在家。", "孙大山户，柿园村**，晚上在家。"),
        ("文书邮寄至柿园村前湾自然村12号，收件人孙大山。", "文书邮寄至柿园村**，收件人孙大山。"),
        ("婚生子苗乐乐（7岁）由母亲抚养。", "婚生子苗某某（7岁）由母亲抚养。"),
        ("六年级学生苗乐乐、孙诗涵获奖。", "六年级学生苗某某、孙某某获奖。"),
        ("孙大山，女儿苗乐乐在希望小学读书。", "孙大山，女儿苗某某在希望小学读书。"),
        ("苗乐乐、孙诗涵均为六年级学生。", "苗某某、孙某某均为六年级学生。"),
        ("村民孙大山（糖尿病并发症）获救助。", "村民孙大山（***）获救助。"),
        ("申请人孙大山听力三级残疾，无子女。", "申请人孙大山***，无子女。"),
        ("代办员孙大山，微信dashan_58。", "代办员孙大山，微信d***。"),
        ("材料发孙大山邮箱dashan58@163.com。", "材料发孙大山邮箱d***@163.com。"),
        (f"孙大山\t退役军人服务站\t{NUMBER}", "孙大山\t退役军人服务站\t990101********1232"),
        ("联系人孙大山，手机13407824818\n余社会另告。", "联系人孙大山，手机134****4818\n余社会另告。"),
        ("孙大山，手机❶❸❹⓿❼❽❷❹❽❶❽。", "孙大山，手机134****4818。"),
        ("孙大山，手机134О78248l8。", "孙大山，手机134****4818。"),
        ("孙大山，手机134~0782~4818。", "孙大山，手机134****4818。"),
        ("孙大山，手机|34O78248|8，已告知。", "孙大山，手机134****4818，已告知。"),
    ],
)
def test_masks(text, wanted):
    """Each fact of the third corpus once, with what may stay."""
    assert masked(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "柿园村三组道路硬化完工。",
        "网格员孙大山到柿园村三组巡查。",
        "受理机构：清河镇党政办，地址：健康路43号。",
        "申报人孙大山，55岁，高中文化。",
        "五年级学生360人参加，校长孙大山讲话。",
        "胃癌、乳腺癌等门诊慢性病患者可申请报销。",
        "副镇长孙大山主持精神障碍防治会议。",
        "清河镇党政办邮箱qhzdzb@163.com。",
        "微信公众号“清河发布”阅读量58213次。",
        "执法证号段为16140204194—16140203825。",
        "各村户数：1696 2077 500 272 820。",
        "月度办件：\n4497\n3028\n1603\n4740\n合计略。",
    ],
)
def test_controls(text):
    """Works, offices, statistics, grown-ups, policies and shared accounts stay."""
    assert sensitive(text) == []


def test_every_illness_has_a_sign():
    """A text is looked through for these characters first; an illness without one would never be found."""
    assert [word for word in WORDS["illnesses"].split() if not SIGNS.search(word)] == []
