"""A task goes to somebody the township knows, and until a day that is still to come."""

from datetime import date

import pytest

from fazhi.kernel.faults import FactFault
from fazhi.office.access import acting
from fazhi.office.report_owners import owner_problems
from fazhi.office.report_tasks import set_task
from fazhi.store import models
from tests import story

DAY = date(2026, 3, 2)
KNOWN = (
    "陈静",
    "陈静、赵立",
    "法治专干",
    "法治专干陈静",
    "柳湾村",
    "柳湾村普法联络员",
    "司法所",
    "党政办公室",
    "清河镇",
)
STRANGE = ("张三不存在", "陈静、张三", "吴远", "东坡村", "、", "陈静李秋")


@pytest.fixture
def town(db: None, settings) -> None:
    """Units and people."""
    settings.DEMO_AS_OF, settings.KEPT_SINCE = DAY, date(2026, 1, 1)
    story.settle()


@pytest.mark.parametrize("owner", KNOWN)
def test_people_posts_and_units_of_the_township_are_taken(town, owner):
    """By name, by post, by both; units and those the rules name; several with a 、 between."""
    assert owner_problems("qinghe", owner, DAY) == []


@pytest.mark.parametrize("owner", STRANGE)
def test_who_is_not_there_is_named(town, owner):
    """Nobody, somebody of the township beside, one of several."""
    (problem,) = owner_problems("qinghe", owner, DAY)
    assert problem.where == "责任人" and "不在本乡镇的名册里" in problem.what


def test_a_near_name_is_offered(town):
    """A slip in a name gives the name that was meant."""
    assert "柳湾村" in owner_problems("qinghe", "柳弯村", DAY)[0].mend


@pytest.mark.parametrize(("problem", "until"), [("答复", "2026-03-02"), ("答复", "2025-12-31"), ("", "2026-12-31")])
def test_a_day_that_is_over_sets_no_task(town, problem, until):
    """A task ends after today; an arrangement for the coming year after the year of the report."""
    wish = {"problem": problem, "what": "每周核对", "owner": "陈静"}
    chen = acting("chen", "陈静", DAY)
    with pytest.raises(FactFault, match="完成时限"):
        set_task(chen, "qinghe", 2026, DAY, **wish, finish_by=date.fromisoformat(until))
    assert not models.Event.objects.exists()
    set_task(chen, "qinghe", 2026, DAY, **wish, finish_by=date(2027, 1, 31))
    assert models.Event.objects.count() == 2
