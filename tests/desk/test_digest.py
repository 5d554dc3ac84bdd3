"""The daily digest: to those who asked, titles and one link."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core import mail

from fazhi.cli.main import main
from fazhi.office.access import acting
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest


@pytest.mark.django_db
def test_the_digest_goes_to_those_who_asked(town, settings, capsys):
    """Titles and the link; no name of a person, no fact; nobody else gets one."""
    settings.DEMO_AS_OF, settings.KEPT_SINCE, settings.EMAIL_HOST = date(2026, 3, 2), date(2026, 1, 1), "localhost"
    actor = acting("chen", "陈静", date(2026, 3, 2))
    facts = {"subject": "秘密主题", "applicant": "示例申请人", "channel": "mail"}
    record(actor, RecordRequest("foi.application_received", date(2026, 2, 2), "qinghe", facts=facts))
    User.objects.filter(username="chen").update(email="chen@example.com")
    assert main(["digest", "--send"]) == 0
    assert [m.to for m in mail.outbox] == [["chen@example.com"]]
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert "公开申请二十个工作日内答复" in text and "http://" in text
    assert "示例申请人" not in text and "秘密主题" not in text and "陈静" not in text
    settings.EMAIL_HOST = ""
    assert main(["digest", "--send"]) == 1 and "FAZHI_MAIL_URL" in capsys.readouterr().out
