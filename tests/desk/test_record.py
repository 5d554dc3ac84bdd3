"""Recording at the desk: saved once, nothing lost on a mistake, late and out of order only with a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fazhi.store import models, read

STUDY = {"happened_on": "2026-03-02", "unit": "qinghe", "key": "k1", "f-topic": "宪法", "f-attendees": ["zhao", "qian"]}


def send(browser, step="study.session_held", **changes):
    return browser.post(f"/record/{step}/", {**STUDY, **changes})


def text(answer) -> str:
    return answer.content.decode()


def test_a_record_is_saved_and_says_what_it_answered(at):
    """Redirected, so that reloading sends nothing again; duties that moved are named."""
    plan = {"f-title": "2026年学法计划", "f-plan_year": "2026", "f-system_in_use": "yes"}
    answer = at("chen").post(
        "/record/study.annual_plan_adopted/", {"happened_on": "2026-03-02", "unit": "qinghe", "key": "p", **plan}
    )
    assert answer.status_code == 302
    browser = at("chen")
    browser.cookies = answer.wsgi_request.COOKIES and browser.cookies
    event = read.events_by_id([models.Event.objects.get().pk])[0]
    assert event.facts["plan_year"] == 2026 and event.facts["system_in_use"] is True


def test_the_page_after_saving_counts_what_was_done(at):
    """本次记录完成了…项待办."""
    browser = at("chen")
    plan = {"f-title": "2026年学法计划", "f-plan_year": "2026", "f-system_in_use": "yes"}
    answer = browser.post(
        "/record/study.annual_plan_adopted/", {"happened_on": "2026-03-02", "unit": "qinghe", "key": "p", **plan}
    )
    page = text(browser.get(answer.url))
    assert "本次记录完成了 1 项待办" in page and "当年计划已定" in page


def test_pressed_twice_is_recorded_once(at):
    """The same form sent again gives the first record."""
    browser = at("chen")
    first, second = send(browser), send(browser)
    assert first.url == second.url and models.Event.objects.count() == 1


def test_a_mistake_loses_nothing(at):
    """What was filled in stands in the form, and the reason beside its field."""
    answer = send(at("chen"), **{"f-attendees": [], "f-minutes": "abc", "happened_on": "2026-13-01"})
    page = text(answer)
    assert answer.status_code == 422 and not models.Event.objects.exists()
    assert (
        'value="宪法"' in page
        and "请填写到场领导干部" in page
        and "时长填写得不对" in page
        and "2025-05-06 这样" in page
    )
    assert 'value="k1"' in page


def test_without_a_unit_it_asks(at):
    """A clerk who keeps twelve villages' ledgers chooses one."""
    answer = send(at("chen"), step="publicity.village_session_held", unit="", **{"f-topic": "反诈"})
    assert "请选择是哪个单位的记录" in text(answer) and not models.Event.objects.exists()


def test_an_old_matter_asks_why_only_now(at):
    """补录 needs its reason; with it, it is saved."""
    answer = send(at("chen"), happened_on="2026-01-05")
    assert "补录要写明原因" in text(answer) and 'name="late_reason"' in text(answer)
    assert send(at("chen"), happened_on="2026-01-05", late_reason="当时出差").status_code == 302
    assert models.Event.objects.get().late_reason == "当时出差"


def test_tomorrow_has_not_come(at):
    """A day in the future is refused beside the date."""
    assert "还没有到" in text(send(at("chen"), happened_on="2026-03-03"))


@pytest.fixture
def agreement(at):
    """A draft agreement nobody has reviewed."""
    fields = {"f-agreement": "路灯维护协议", "f-agreement_kind": "service"}
    send(at("chen"), step="contract.drafted", key="c1", **fields)
    return models.Matter.objects.get().pk


def test_the_law_stops_what_may_not_yet_be_done(at, agreement):
    """Signing before review is refused with the article and what to do first; with a reason it is recorded as it was."""
    answer = send(at("chen"), step="contract.signed", matter=agreement, key="c2")
    page = text(answer)
    assert answer.status_code == 422 and "现在还不能记录这一步" in page and "审查" in page
    assert models.Event.objects.count() == 1
    done = send(at("chen"), step="contract.signed", matter=agreement, key="c2", despite="对方急于开工，先签了")
    assert done.status_code == 302
    assert models.Event.objects.get(step="contract.signed").despite == "对方急于开工，先签了"
    assert "违反" in text(at("chen").get(f"/matters/{agreement}/"))


def test_a_day_before_its_case_is_told_at_the_field(at):
    """A review before the case was filed is doubted beside the date, and taken once a reason is given."""
    browser = at("chen")
    filed = {"unit": "qinghe", "f-case_name": "示例案件", "f-cause": "示例", "f-party": "某甲", "f-case_no": "1"}
    assert send(browser, step="penalty.case_filed", **filed, happened_on="2026-02-20").status_code == 302
    matter = models.Matter.objects.get().pk
    step = {"step": "penalty.legal_review_passed", "happened_on": "2026-02-10", "matter": matter, "key": "k2"}
    told = send(browser, **step)
    assert told.status_code == 422 and models.Event.objects.count() == 1
    field = text(told).split('name="happened_on"')[1].split("</div>")[0]
    assert "2026-02-10早于“立案”的日期2026-02-20" in field and "仍要记录的原因" in text(told)
    assert send(browser, **step, despite="先审后补立案").status_code == 302


def test_what_a_matter_cannot_do_yet_is_explained_before_the_click(at, agreement):
    """The matter's page lists the refused step with its reason."""
    page = text(at("chen").get(f"/matters/{agreement}/"))
    assert "现在还不能办" in page and "先完成" in page


def test_evidence_is_kept_and_only_ever_downloaded(at):
    """Files come with the record or after it; they never open inside the site."""
    browser = at("chen")
    sheet = SimpleUploadedFile("签到表.txt", b"<script>alert(1)</script>", "text/html")
    answer = send(browser, files=[sheet])
    assert answer.status_code == 302, text(answer)
    event = models.Event.objects.get()
    browser.post(f"/events/{event.pk}/evidence/", {"files": [SimpleUploadedFile("照片.jpg", b"\xff\xd8\xff\xe0jpg")]})
    assert [e.name for e in models.Evidence.objects.order_by("id")] == ["签到表.txt", "照片.jpg"]
    answer = browser.get(f"/evidence/{models.Evidence.objects.order_by('id').first().pk}/")
    assert answer.headers["Content-Disposition"].startswith("attachment") and b"".join(
        answer.streaming_content
    ).startswith(b"<script>")
    assert (
        answer.headers["Content-Type"] == "application/octet-stream"
        and "sandbox" in answer.headers["Content-Security-Policy"]
    )


def test_nothing_sent_as_evidence_is_said(at):
    """An empty upload changes nothing."""
    browser = at("chen")
    send(browser)
    answer = browser.post(f"/events/{models.Event.objects.get().pk}/evidence/", {})
    assert answer.status_code == 400 and "没有选择文件" in text(answer)


def test_a_record_is_corrected_in_the_open(at):
    """The new record stands, the old one stays readable, the reason is asked for."""
    browser = at("chen")
    send(browser)
    event = models.Event.objects.get().pk
    assert "更正" in text(browser.get(f"/events/{event}/correct/"))
    without = browser.post(f"/events/{event}/correct/", {**STUDY, "f-topic": "民法典"})
    assert without.status_code == 422 and "没有写明原因" in text(without)
    assert (
        browser.post(f"/events/{event}/correct/", {**STUDY, "f-topic": "民法典", "reason": "内容写错"}).status_code
        == 302
    )
    page = text(browser.get(f"/matters/{models.Matter.objects.get().pk}/"))
    assert "已被更正" in page and "更正后的记录" in page and "<h1>民法典" in page


def test_a_record_is_taken_back_with_a_reason(at):
    """作废 leaves a note of who and why; the counts forget it."""
    browser = at("chen")
    send(browser)
    event = models.Event.objects.get().pk
    browser.post(f"/events/{event}/correct/", {"void": "1", "reason": "记错了单位"})
    assert "作废说明" in text(browser.get(f"/matters/{models.Matter.objects.get().pk}/"))


def test_notes_prove_nothing_and_are_kept(at):
    """A remark, with who and when."""
    browser = at("chen")
    send(browser)
    matter = models.Matter.objects.get().pk
    browser.post(f"/matters/{matter}/note/", {"text": "会议室投影坏了"})
    assert "会议室投影坏了" in text(browser.get(f"/matters/{matter}/"))
    assert browser.post(f"/matters/{matter}/note/", {"text": " "}).status_code == 400


def test_an_unknown_step_names_the_nearest(at):
    """A wrong address is a page in Chinese, not a crash."""
    answer = at("chen").get("/record/study.session_hold/")
    assert answer.status_code == 400 and "study.session_held" in text(answer)
