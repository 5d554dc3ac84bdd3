"""Why: the law, the records and the counted days agree with the verdict."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.kernel.duties import After
from fazhi.kernel.evaluate import evaluate
from fazhi.kernel.faults import AccessFault
from fazhi.kernel.log import Event, Log
from fazhi.kernel.units import Roster
from fazhi.office.clock_sheet import sheet_of
from fazhi.office.record_event import record
from fazhi.office.requests import RecordRequest
from fazhi.office.review import Review
from fazhi.office.todos import findings_for
from fazhi.office.why_page import why_page
from tests.office.small_shelf import ASKED, CORRECTED, DUTIES, EXTENDED, HEARD, RECEIVED, REPLIED, small_shelf
from tests.story import UNITS

TODAY = date(2026, 3, 2)
BEGIN = date(2025, 9, 1)


@pytest.mark.django_db
def test_page_opens_law_records_and_days(town, who):
    """Source, trigger event, matter, counted days and the record that would answer."""
    done = record(who("chen"), RecordRequest(RECEIVED, date(2026, 2, 27), unit="qinghe", facts={"subject": "申请"}))
    page = why_page(who("chen"), f"foi.reply~{done.matter}~{done.event}", TODAY)
    assert page.sources[0].article == "第三十三条"
    assert [e.id for e in page.events] == [done.event] and page.matter.name == "申请"
    assert page.sheet.raw == page.finding.due and "20个工作日" in page.sheet.sentence
    assert (page.action.step, page.rule) == (REPLIED, "本法自带规则")


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["wu", "li"])
def test_others_do_not_see_it(town, who, person):
    """The finding of another unit, and one that does not exist, are refused alike."""
    done = record(who("chen"), RecordRequest(RECEIVED, date(2026, 2, 27), unit="qinghe", facts={"subject": "申请"}))
    with pytest.raises(AccessFault) as theirs:
        why_page(who(person), f"foi.reply~{done.matter}~{done.event}", TODAY)
    with pytest.raises(AccessFault) as nobodys:
        why_page(who(person), "nothing", TODAY)
    assert str(theirs.value) == str(nobodys.value)


@pytest.mark.django_db
def test_every_finding_has_a_page(town, who):
    """Each line of work opens; duties without a clock have no sheet."""
    for found in findings_for(who("chen"), TODAY):
        page = why_page(who("chen"), found.key, TODAY)
        assert page.finding == found and (page.sheet is not None) == isinstance(found.duty, After)


@given(
    st.lists(st.tuples(st.sampled_from([ASKED, HEARD, CORRECTED, EXTENDED, REPLIED]), st.integers(0, 90)), max_size=6)
)
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sheet_ends_where_the_clock_ends(rulebook, steps):
    """Whatever stops, restarts and extensions there are, the sheet's last day is the evaluator's due."""
    later = [Event(i, "qinghe", "m", s, BEGIN + timedelta(d)) for i, (s, d) in enumerate(steps, 2)]
    log = Log.from_events([Event(1, "qinghe", "m", RECEIVED, BEGIN), *later])
    roster, reply = Roster(UNITS, (), ()), [d for d in DUTIES if d.id == "foi.reply"]
    found = evaluate(reply, log, roster, small_shelf().calendar, TODAY)
    finding = next(found.each())
    sheet = sheet_of(finding, Review("qinghe", TODAY, log, roster, found, (finding,)))
    assert (sheet.raw, sheet.rolled) == (finding.raw_due, finding.due_if_rolled)
