"""Freezing and setting a task happen whole or not at all, and once, whoever else writes at the same moment."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from fazhi.office.access import acting
from fazhi.office.report_tasks import set_task
from fazhi.store import models
from tests import story
from tests.store.test_turn import SETTLE, start

DAY = date(2026, 3, 2)
BEGIN = """
import sys, time
import django; django.setup()
from datetime import date
from django.conf import settings
settings.DEMO_AS_OF, settings.KEPT_SINCE = date(2026, 3, 2), date(2026, 1, 1)
from fazhi.kernel.faults import FactFault
from fazhi.office.access import acting
from fazhi.office.draft_report import kind_of
from fazhi.office.report_cycle import current, cycle_of
from fazhi.office.report_enter import write
from fazhi.office.report_draft import Period
from fazhi.office.report_freeze import freeze
from fazhi.office.report_words import seen_as
from fazhi.store import models
kind, period = kind_of("enforcement"), Period(2026)
chen, zhao = (acting(p, p, settings.DEMO_AS_OF) for p in ("chen", "zhao"))
"""
READY = f"""{BEGIN}
for s in current("qinghe", kind, period, settings.DEMO_AS_OF)[0].sentences():
    if s.todo:
        write(chen, "qinghe", kind, period, "word", key=s.key, text="由起草人补写。")
seen = seen_as(current("qinghe", kind, period, settings.DEMO_AS_OF)[0])
write(zhao, "qinghe", kind, period, "approve", seen=seen)
"""
FREEZE = f"""{BEGIN}
try:
    print(freeze(chen, "qinghe", kind, period, early=True))
except FactFault as fault:
    print(fault.problems[0].what)
"""
COUNT = f"""{BEGIN}
print(len(cycle_of("qinghe", kind, period).frozen), models.Event.objects.count(), models.Matter.objects.count())
"""


def said(process: subprocess.Popen[str]) -> str:
    """What a process printed; it must have ended well."""
    out, errors = process.communicate()
    assert process.returncode == 0, errors
    return out.strip()


def test_two_freezes_at_once_give_one_version(tmp_path: Path):
    """One of three is taken, two are told that it is frozen already; one record on one matter."""
    said(start(tmp_path, SETTLE))
    said(start(tmp_path, READY))
    answers = sorted(said(p) for p in [start(tmp_path, FREEZE) for _ in range(3)])
    assert answers == ["1", "已经定稿", "已经定稿"]
    assert said(start(tmp_path, COUNT)) == "1 1 1"


@pytest.mark.django_db(transaction=True)
def test_a_task_is_stated_and_created_or_neither(settings):
    """A fault at any statement of the second record leaves no problem without its task."""
    settings.DEMO_AS_OF, settings.KEPT_SINCE = DAY, date(2026, 1, 1)
    story.settle()
    chen = acting("chen", "陈静", DAY)
    wish = {"problem": "答复公开申请", "what": "每周核对", "owner": "陈静", "finish_by": date(2026, 6, 30)}
    ticket = story.Ticket(0)
    with connection.execute_wrapper(ticket):
        set_task(chen, "qinghe", 2026, DAY, **wish)
    assert models.Event.objects.count() == 2
    for n in range(ticket.seen // 2, ticket.seen, 4):
        with connection.execute_wrapper(story.Ticket(n)), pytest.raises(RuntimeError):
            set_task(chen, "qinghe", 2026, DAY, **wish)
        assert models.Event.objects.count() == 2
