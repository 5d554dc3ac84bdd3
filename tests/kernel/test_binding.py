"""A reworded sentence may leave numbers out; it may not change them, nor claim what the findings did not carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.binding import loosened
from fazhi.kernel.quantities import plain, quantities, value_of

MADE = "全年举办法治讲座4次，参加160人次，各村均有法治责任人。"
BOUND = [
    "一年来，共举办讲座4次，160人次到场，各村均有法治责任人。",
    "举办法治讲座4次。",
    "各村均有人负责。",
    "法治讲座按计划举办。",
    "全年举办法治讲座四次，参加１６０ 人次。",
]
LOOSE = [
    ("举办法治讲座5次。", "数字5"),
    ("举办法治讲座4次4场。", "数字4"),
    ("全部村都有责任人，讲座4次。", "全部"),
    ("举办讲座4次，无一起违纪。", "无一起"),
    ("讲座实现全覆盖。", "全覆盖"),
    ("讲座4次，满意率100%。", "100"),
    ("全年举办法治讲座十二次，参加160人次。", "十二次"),
    ("全年举办法治讲座4次，参加160万人次。", "160万人次"),
    ("全年举办法治讲座160次，参加4人次。", "160次"),
    ("第4季度举办法治讲座，参加160人次。", "第4季度"),
    ("全年举办法治讲座4次，没有发生违纪。", "没有发生"),
    ("全年举办法治讲座4次，未\u200b发 生违纪。", "未发生"),
    ("全年举办法治讲座4次，一起也没有。", "一起也没有"),
    ("全年举办法治讲座4次，无刑事案件。", "无"),
    ("全年举办法治讲座4次，所有村悉数参加。", "所有"),
    ("全年举办法治讲座4次，各村均无违法。", "均"),
    ("全年举办法治讲座4次，满意率百分之九十八。", "百分之九十八"),
    ("全年举办法治讲座4次，九成八的人满意。", "九成八"),
    ("全年举办法治讲座4次，三分之二的村参加。", "三分之二"),
    ("全年举办法治讲座4次，次数翻了两番。", "两番"),
    ("各项工作推进顺利，群众满意程度大幅提高。", "改动太大"),
]
OTHERS = [
    ("全年无一起民转刑案件。", "全年无一起群体性事件。", "无一起"),
    ("有2项未按要求落实。", "有2项已按要求落实。", "没有做到"),
    ("没有核查来源，尚不能证实。", "已经核查来源，得到证实。", "没有做到"),
    ("受理80件，其中8件延期，占10%。", "受理8件，其中80件延期，占10%。", "80件"),
    ("于3月4日召开会议。", "于4月3日召开会议。", "3日"),
    ("办案4件，罚款1.6万元。", "办案4件，罚款1.6亿元。", "1.6亿元"),
]


@pytest.mark.parametrize("written", BOUND)
def test_still_bound(written):
    """Numbers of the records, claims of the findings."""
    assert loosened(MADE, written) == ()


@pytest.mark.parametrize(("written", "named"), LOOSE)
def test_loosened(written, named):
    """The reason names the number or the claim."""
    assert any(named in reason for reason in loosened(MADE, written))


@pytest.mark.parametrize(("made", "written", "named"), OTHERS)
def test_something_else_is_said(made, written, named):
    """Another object, another order, another unit, what was not done fallen silent."""
    assert any(named in reason for reason in loosened(made, written))


@pytest.mark.parametrize("made", [MADE, *(m for m, _, _ in OTHERS)])
def test_the_records_own_words_are_bound(made):
    """The control: a sentence held against itself is never told."""
    assert loosened(made, made) == ()


def test_the_same_number_written_otherwise():
    """Separators and trailing zeros change nothing."""
    assert loosened("参加1200人，满意率98.5%。", "参加1,200人，满意率98.50%。") == ()
    assert loosened("罚款16000元。", "罚款1.6万元。") == ()


def test_a_blank_that_asks_for_a_day_may_name_one():
    """The day of a task is no number of the records; a count beside it is."""
    assert loosened("", "由司法所在2026年12月20日前补齐。", dates=False) == ()
    assert loosened("", "由司法所在2026年12月20日前补齐3份。", dates=False) == ("数字3份不是记录里数出来的",)


@pytest.mark.parametrize(
    "cause", ["各村都没有专职人员。", "经费未全部到位。", "所有权人难以查找。", "培训落实不到位。"]
)
def test_owning_up_is_no_claim(cause):
    """What a cause says of all or none of them is not boasting."""
    assert loosened("", cause) == ()


def test_own_words_carry_nothing():
    """A paragraph of the writer's own has no records to lean on, in whatever numerals."""
    assert loosened("", "我们开展了广场宣传。") == ()
    assert loosened("", "我们开展宣传3次。") != ()
    assert loosened("", "查处案件三百六十件，罚款一百二十万元。") != ()
    assert loosened("", "没有发生一起行政诉讼，各项指标悉数达标。") != ()


@given(st.integers(min_value=1, max_value=99_999_999))
def test_chinese_numerals_read_back(n):
    """Against numerals spelled by their rule."""
    assert value_of(spelled(n)) == n


def spelled(n: int) -> str:
    """A number below a hundred million in Chinese."""
    if n >= 10_000:
        high, low = divmod(n, 10_000)
        return spelled(high) + "万" + (("零" if low < 1000 else "") + spelled(low) if low else "")
    words, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, power)
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + name
        gap = digit == 0
    return words


def test_ordinary_words_are_no_quantities():
    """第一责任人 and 一律 count nothing."""
    assert quantities(plain("第一责任人统一部署，一律落实，一方面抓学习，一起研究。")) == []
