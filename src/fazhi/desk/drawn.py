"""Parts of pages that are drawn once for as long as nothing is recorded in the units they are about."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from fazhi.desk.guard import DeskRequest
from fazhi.office import clock
from fazhi.office.review import Review
from fazhi.office.todos import reviews_for

KEPT, LONGEST = 256, 500
parts: OrderedDict[Hashable, tuple[tuple[Review, ...], SafeString]] = OrderedDict()
lock = threading.Lock()


def drawn(request: DeskRequest, template: str, make: Callable[[], Mapping[str, object]]) -> SafeString:
    """`template` over what `make` gives, for this person, address and language.

    Kept while the reviews of the person's units are the very same objects, that is until something is recorded there, a
    post changes or the day does. Nothing in the template may depend on more: no form token, no request.
    """
    about = reviews_for(request.actor, clock.today())
    address = request.get_full_path()
    key = (request.actor.person, request.actor.posts, address, str(get_language()))
    known = parts.get(key)
    if known is not None and len(known[0]) == len(about) and all(a is b for a, b in zip(known[0], about, strict=True)):
        return known[1]
    made = render_to_string(template, dict(make()))
    if len(address) <= LONGEST:
        with lock:
            parts[key] = (about, made)
            while len(parts) > KEPT:
                parts.popitem(last=False)
    return made
