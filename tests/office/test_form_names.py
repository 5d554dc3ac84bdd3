"""A heading that is a field's or a step's own name is taken for it, whatever else sounds like it."""

import pytest

from fazhi.office.form_meanings import known_of
from fazhi.office.form_words import match
from fazhi.packs.shelf import SHIPPED, load_shelf


@pytest.fixture(scope="module")
def ledgers():
    """All ledgers of the nation's packs."""
    return load_shelf(SHIPPED).ledgers


def meant(ledger, *headings: str) -> list[str]:
    """What the headings of a form mean, in order; empty for those not known."""
    found = match([(h,) for h in headings], known_of(ledger)).meanings
    return [found[n].code() if n in found else "" for n in range(len(headings))]


def test_end_of_validity(ledgers) -> None:
    """A date whose name says neither 日期 nor 时间 is found under that name, and under those of other offices."""
    for words in ("有效期至", "有效期限", "证件有效期"):
        assert meant(ledgers["certificate"], words) == ["officer.certificate_valid:valid_until"]
    assert meant(ledgers["publicity_prompt"], "反馈时限") == ["publicity.prompt_received:asked_by"]


def test_day_by_its_name(ledgers) -> None:
    """报送日期 is the day of sending though 报送 in front of other headings says nothing."""
    assert meant(ledgers["annual_report"], "报送日期", "公布日期") == [
        "report.submitted_upward:date",
        "report.published:date",
    ]


def test_name_beside_a_like_one(ledgers) -> None:
    """文号 stays the number of the document though 备案文号 is a number too."""
    assert meant(ledgers["normative_document"], "备案文号", "文号") == [
        "norm.filed:filing_no",
        "norm.issued:document_no",
    ]


def test_a_number_that_ends_like_a_day(ledgers) -> None:
    """废止 ends in 止 and is no day."""
    assert meant(ledgers["norm_cleanup"], "废止", "失效") == [
        "norm.cleanup_completed:repealed",
        "norm.cleanup_completed:lapsed",
    ]


def test_what_is_not_asked(ledgers) -> None:
    """Neither a telephone nor a mere 内容 is answered from the certificates."""
    assert meant(ledgers["certificate"], "办公电话", "内容") == ["", ""]


def test_answers_to_tick(ledgers) -> None:
    """What stands under 打√ is an answer to choose, no heading of a field; without the sign it may be one."""
    known = known_of(ledgers["village_affairs"])
    for group, code in (("公开类别（打√）", ""), ("公开类别", "village.affairs_published:title")):
        found = match([(group, "公开事项")], known).meanings
        assert found[0].code() == code if code else not found


def test_an_answer_with_its_own_tick(ledgers) -> None:
    """法院判决（打√） is one answer; 是否公开（打√） asks."""
    assert meant(ledgers["decision_outcome"], "法院判决（打√）") == [""]
    assert meant(ledgers["summary_case"], "罚款是否在限额内（打√）") == ["penalty.summary_recorded:within_limit"]


def test_a_figure_of_days(ledgers) -> None:
    """超过公布办理时间天数 is a number though 时间 stands in it; 要求整改完成时限 is a day though it is not called 日期."""
    assert meant(ledgers["service_case"], "超过公布办理时间天数（天）") == [
        "service.published_limit_exceeded:days_over"
    ]
    assert meant(ledgers["supervision"], "要求完成期限") == ["supervision.opinion_received:finish_by"]


def test_a_part_is_not_the_whole(ledgers) -> None:
    """其中废止 is less than what was changed or repealed; 新制定 is neither."""
    known = known_of(ledgers["rules_register"])
    for part in ("废止数（项）", "新制定（项）"):
        assert not match([("其中", part)], known).meanings
    assert match([("修改和废止合计（项）",)], known).meanings[0].code() == "rules.register_reviewed:changed"


def test_twins_follow_the_others(ledgers) -> None:
    """所属年度 of two steps is that of the step the other headings are about, under one heading of those beside it."""
    known = known_of(ledgers["decision_outcome"])
    for group, beside, code in (
        ("发生情况", ("登记日期", "确认途径"), "decision.failure_recorded:outcome_title"),
        ("核查情况", ("核查起始日", "核查人员"), "decision.failure_zero_checked:outcome_title"),
    ):
        paths = [(group, "失误情况名称"), *((group, b) for b in beside)]
        assert match(paths, known).meanings[0].code() == code


def test_called_with_the_day(ledgers) -> None:
    """办结日期 is the day of 办结 though another name of it, 办理完毕, sounds like the end of a period."""
    assert meant(ledgers["service_case"], "办结日期") == ["service.case_finished:date"]


def test_two_names_in_one_heading(ledgers) -> None:
    """网址或张贴位置 is both an address on the net and a place."""
    assert meant(ledgers["foi_publication"], "网址或张贴位置") == ["foi.information_published:link"]
