"""规则: the packs in force, where each duty comes from, and what a new law will change."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from fazhi.desk.guard import DeskRequest, acts
from fazhi.desk.words import FORCES, STATES
from fazhi.kernel.duties import Duty
from fazhi.office import clock
from fazhi.office.law_changes import changes_between
from fazhi.office.law_text import texts_of
from fazhi.office.rules import shelf

AHEAD = 400


@acts("read")
def rules(request: DeskRequest) -> HttpResponse:
    """The page at /rules/."""
    today = clock.today()
    laws = {law.name: law for law in shelf().laws.laws.values()}
    cited: dict[str, set[str]] = {}
    for duty in shelf().duties:
        for source in duty.sources:
            law = shelf().laws.find(source.document)
            if law is not None:
                cited.setdefault(law.name, set()).add(duty.id)
    context = {
        "packs": [(p, len({d.id for d in p.duties}), len(p.cases), _unread(p.duties)) for p in shelf().packs],
        "laws": sorted(((laws[n], len(ids)) for n, ids in cited.items()), key=lambda r: (-r[1], r[0].name)),
        "unread": [(d, FORCES[d.force], [STATES[s.status] for s in d.sources]) for d in shelf().duties if d.unverified],
        "texts": sum(texts_of(s)[0] is not None for d in shelf().duties for s in d.sources),
        "citations": sum(len(d.sources) for d in shelf().duties),
        "coming": changes_between(shelf().duties, today, today + timedelta(days=AHEAD)),
        "lately": changes_between(shelf().duties, today - timedelta(days=AHEAD), today),
    }
    return render(request, "desk/rules.html", context)


def _unread(duties: tuple[Duty, ...]) -> int:
    return sum(d.unverified for d in duties)
