"""Who may do what where: every role against own, lower, sibling and upper units."""

from datetime import date

import pytest

from fazhi.kernel.units import EVER, Holding
from fazhi.office.access import ACTS, EXCLUSIVE, GRANTS, OF_THE_UNIT, ROLES, Actor, acting, may
from fazhi.store import people
from tests.story import PEOPLE, UNITS

TREE = {u.id: u for u in UNITS}
HOME = dict.fromkeys(ROLES, "qinghe") | {"liaison": "qinghe-v1", "county": "yunling"}
REACH = {role: {"qinghe", "qinghe-v1", "qinghe-v2", "qinghe-s1"} for role in ROLES} | {
    "liaison": {"qinghe-v1"},
    "county": set(TREE),
}


def actor(role: str, unit: str = "") -> Actor:
    post = Holding("p", "某人", unit or HOME[role], "岗位", frozenset({role}), EVER)
    return Actor("p", "某人", (post,), TREE)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("unit", [*TREE, "nowhere"])
@pytest.mark.parametrize("act", ACTS)
def test_matrix(role, unit, act):
    """Allowed exactly where the role reaches and grants; outside it the unit is not even visible."""
    decision = may(actor(role), act, unit, recorded_by="p")
    decides = act not in OF_THE_UNIT or unit == HOME[role]
    assert decision.allowed == (unit in REACH[role] and act in GRANTS[role] and decides)
    assert decision.visible == (unit in REACH[role])
    assert bool(decision.reason) != decision.allowed


def test_liaison_corrects_only_own_records():
    """What the clerk wrote stays the clerk's to correct."""
    assert may(actor("liaison"), "correct", "qinghe-v1", recorded_by="p").allowed
    assert not may(actor("liaison"), "correct", "qinghe-v1", recorded_by="chen").allowed
    assert may(actor("clerk"), "correct", "qinghe-v1", recorded_by="li").allowed


def test_administrators_see_no_matters():
    """The three of them run the system; what is recorded is not theirs to read."""
    for role in EXCLUSIVE:
        assert actor(role).scope() == frozenset()


def test_post_without_role_gives_nothing():
    """A post whose tags name no role opens nothing."""
    assert actor("leader", "qinghe").scope() == frozenset()


@pytest.mark.django_db
def test_former_clerk_sees_nothing(town, who):
    """Rights follow the posts held on the day."""
    people.put_holdings([Holding("gone", "前任", "qinghe", "法治专干", frozenset({"clerk"}), EVER, date(2025, 12, 31))])
    assert acting("gone", "前任", date(2025, 12, 31)).scope() == REACH["clerk"]
    assert acting("gone", "前任", date(2026, 1, 1)).scope() == frozenset()


def test_story_has_every_role():
    """Control: the people of the story cover all roles, so pages are tried as each."""
    assert {t for h in PEOPLE for t in h.tags} >= set(ROLES)
