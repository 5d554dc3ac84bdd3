"""What a record changed: findings before against findings after."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.office.review import Review


@dataclass(frozen=True, slots=True)
class Change:
    """One finding whose verdict moved. `before` is empty when it did not exist; `after` when it no longer does."""

    key: str
    duty: str
    title: str
    subject_name: str
    before: str
    after: str
    why: str


def changes(before: Review, after: Review) -> tuple[Change, ...]:
    """Every finding that is different, in the order of duties. Price: the duties that moved are judged again."""
    old = {f.key: f for f in before.exceptions}
    new = {f.key: f for f in after.exceptions}
    keys = [k for k in {**old, **new} if k not in old or k not in new or old[k].facts != new[k].facts]
    moved = []
    for duty in dict.fromkeys(k.split("~", 1)[0] for k in keys):
        was = {f.key: f for f in before.all_of(duty)}
        now = {f.key: f for f in after.all_of(duty)}
        for key, found in {**was, **now}.items():
            verdicts = (was[key].verdict if key in was else "", now[key].verdict if key in now else "")
            counted = key in was and key in now and was[key].count != now[key].count
            if verdicts[0] != verdicts[1] or counted:
                moved.append(Change(key, duty, found.duty.title, found.subject_name, *verdicts, found.why))
    return tuple(moved)
