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


def test_two_names_in_one_heading(ledgers) -> None:
    """网址或张贴位置 is both an address on the net and a place."""
    assert meant(ledgers["foi_publication"], "网址或张贴位置") == ["foi.information_published:link"]
