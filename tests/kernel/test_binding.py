"""A reworded sentence may leave numbers out; it may not change them, nor claim what the findings did not carry."""

import pytest

from fazhi.kernel.binding import loosened

MADE = "全年举办法治讲座4次，参加160人次，各村均有法治责任人。"
BOUND = [
    "一年来，共举办讲座4次，160人次到场，各村均有法治责任人。",
    "举办法治讲座4次。",
    "各村均有人负责。",
    "法治讲座按计划举办。",
]
LOOSE = [
    ("举办法治讲座5次。", "数字5"),
    ("举办法治讲座4次4场。", "数字4"),
    ("全部村都有责任人，讲座4次。", "全部"),
    ("举办讲座4次，无一起违纪。", "无一起"),
    ("讲座实现全覆盖。", "全覆盖"),
    ("讲座4次，满意率100%。", "100"),
]


@pytest.mark.parametrize("written", BOUND)
def test_still_bound(written):
    """Numbers of the records, claims of the findings."""
    assert loosened(MADE, written) == ()


@pytest.mark.parametrize(("written", "named"), LOOSE)
def test_loosened(written, named):
    """The reason names the number or the claim."""
    assert any(named in reason for reason in loosened(MADE, written))


def test_own_words_carry_nothing():
    """A paragraph of the writer's own has no records to lean on."""
    assert loosened("", "我们开展了广场宣传。") == ()
    assert loosened("", "我们开展宣传3次。") != ()
