"""How the headings of a superior's form were taken the last time, so that the same form is filled at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fazhi.store import models
from fazhi.store.turn import writing


def mapping(fingerprint: str) -> dict[str, Any] | None:
    """{"ledger": id, "cells": {cell: meaning}} of a form, or None for one never seen. Price: one query."""
    row = models.FormMapping.objects.filter(fingerprint=fingerprint).values_list("ledger", "cells").first()
    return {"ledger": row[0], "cells": dict(row[1])} if row else None


def keep(fingerprint: str, ledger: str, cells: Mapping[str, str], by: str, at: datetime) -> None:
    """Keep a mapping in place of an earlier one."""
    with writing():
        models.FormMapping.objects.update_or_create(
            fingerprint=fingerprint, defaults={"ledger": ledger, "cells": dict(cells), "by_id": by, "at": at}
        )
