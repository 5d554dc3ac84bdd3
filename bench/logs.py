"""Real event logs as the product's Log and as pm4py's table, and the 80 duties judged on both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from fazhi.kernel.duties import After, Before, Duty, NoneOf, Select, Times
from fazhi.kernel.log import Log
from fazhi.kernel.terms import Term

LONG_AGO = date(1995, 1, 1)
DAYS = (5, 10, 20)
N_PAIRS, N_TIMED, N_SINGLE = 20, 30, 5
MINUTES = 24 * 60


@dataclass(frozen=True)
class Measured:
    """One log in both forms: `columns` are the bare arrays a scan would read."""

    name: str
    log: Log
    table: pd.DataFrame
    columns: tuple[np.ndarray[Any, Any], ...]


def read(path: Path, name: str, events: int | None = None) -> Measured:
    """The log in `path`; with `events`, its cases repeated under new names until there are about so many."""
    table = pq.read_table(path, columns=["seq", "case", "activity", "ts"]).to_pandas()
    table["case"] = pd.factorize(table["case"], use_na_sentinel=False)[0].astype(np.int32)
    table = table.sort_values(["case", "ts", "seq"], kind="stable", ignore_index=True)
    if events is not None:
        table = _replicated(table, events)
    return _measured(name, table)


def _replicated(table: pd.DataFrame, events: int) -> pd.DataFrame:
    n_cases = int(table["case"].max()) + 1
    copies = [table.assign(case=table["case"] + k * n_cases) for k in range(-(-events // len(table)))]
    whole = pd.concat(copies, ignore_index=True)
    last = whole["case"].iloc[min(events, len(whole) - 1)]
    return whole[whole["case"] < last].reset_index(drop=True)


def _measured(name: str, table: pd.DataFrame) -> Measured:
    codes, steps = pd.factorize(table["activity"], use_na_sentinel=False)
    minutes = pd.to_datetime(table["ts"], utc=True).to_numpy("datetime64[m]").astype(np.int64)
    case = table["case"].to_numpy(np.int32)
    log = Log(
        np.zeros(len(table), np.int32),
        case,
        codes.astype(np.int16),
        (minutes // MINUTES).astype(np.int32),
        np.arange(len(table), dtype=np.int64),
        units=["示例单位"],
        matters=range(int(case[-1]) + 1),  # type: ignore[arg-type]
        steps=[str(s) for s in steps],
        minute=(minutes % MINUTES).astype(np.int32),
    )
    return Measured(name, log, table, (log.unit, log.matter, log.step, log.day, log.ids))


@dataclass(frozen=True)
class Constraints:
    """80 duties: `untimed` of them pm4py can judge too, in the order of `names`."""

    duties: tuple[Duty, ...]
    untimed: tuple[Duty, ...]
    names: tuple[tuple[str, object], ...]
    model: dict[str, dict[Any, dict[str, float]]]


def constraints(log: Log) -> Constraints:
    """20 response, 20 precedence, 5 existence, 5 absence and 30 timed responses over the log's most frequent pairs."""
    pairs = _frequent_pairs(log)
    often = Counter(log.step.tolist()).most_common()
    top = [log.steps[s] for s, _ in often[:N_SINGLE]]
    rare = [log.steps[s] for s, _ in often[-N_SINGLE:]]
    names: list[tuple[str, object]] = [("response", p) for p in pairs] + [("precedence", p) for p in pairs]
    names += [("existence", s) for s in top] + [("absence", s) for s in rare]
    untimed = tuple(_duty(kind, on) for kind, on in names)
    timed = tuple(_timed(pairs[k % len(pairs)], DAYS[k % len(DAYS)]) for k in range(N_TIMED))
    model: dict[str, dict[Any, dict[str, float]]] = {}
    for kind, on in names:
        model.setdefault(kind, {})[on] = {"support": 1.0, "confidence": 1.0}
    return Constraints((*untimed, *timed), untimed, tuple(names), model)


def _frequent_pairs(log: Log) -> list[tuple[str, str]]:
    same = log.matter[1:] == log.matter[:-1]
    both = log.step[:-1][same].astype(np.int64) * len(log.steps) + log.step[1:][same]
    found = []
    for code, _ in Counter(both.tolist()).most_common():
        a, b = divmod(code, len(log.steps))
        if a != b:
            found.append((log.steps[a], log.steps[b]))
    return found[:N_PAIRS]


def _duty(kind: str, on: Any) -> Duty:  # noqa: ANN401 - a step or a pair of steps
    base: dict[str, Any] = {"id": kind, "title": kind, "system": "S00", "force": "local", "since": LONG_AGO}
    if kind == "response":
        return After(**base, trigger=Select(on[0]), answer=Select(on[1]))
    if kind == "precedence":
        return Before(**base, act=Select(on[1]), needs=Select(on[0]))
    if kind == "existence":
        return Times(**base, what=Select(on), subject="matters")
    return NoneOf(**base, what=Select(on), subject="matters")


def _timed(pair: tuple[str, str], days: int) -> Duty:
    term = Term(days, "working_day")
    base: dict[str, Any] = {"id": "timed", "title": "timed", "system": "S00", "force": "local", "since": LONG_AGO}
    return After(**base, trigger=Select(pair[0]), answer=Select(pair[1]), term=term)
