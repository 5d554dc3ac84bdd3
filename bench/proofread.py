"""Speed and false alarms of the proofreader: `python -m bench.proofread [--labels FILE --corpus FILE]`.

Speed: a thousand invented reports of three thousand characters, in as many processes as there are cores, beside one pass of a bare
regular expression over the same characters. With --corpus (long real reports, a JSON object a line with id, text, year) it prints how
many marks stand per ten thousand characters, and from the sample that was read (proofread_sample.jsonl) how many of them are false.
With --labels (as the labelled texts say it) precision and recall. The files are not part of the project.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi.packs.shelf import SHIPPED
from fazhi.proofread.copied import Passages, copies
from fazhi.proofread.run import FOLDER, proofread

RULES = SHIPPED / FOLDER
SAMPLE = Path(__file__).with_name("proofread_sample.jsonl")
REPORTS, LENGTH, SEED = 1000, 3000, 20261123
BARE = re.compile(r"[一二三四五六七八九十]、")


def invented(rng: random.Random) -> str:
    """A report of an invented township: sentences with numbers, headings, now and then a defect."""
    lines = ["清河镇2025年法治政府建设情况报告"]
    while sum(map(len, lines)) < LENGTH:
        a, b = rng.randint(2, 90), rng.randint(2, 400)
        lines.append(
            rng.choice(
                (
                    f"{'一二三四五六七八九'[len(lines) % 9]}、第{a}类工作情况",
                    f"全年召开专题会议{a}次，研究法治议题{b}个，镇长批示{a}件。审查合同{b}份，采纳意见{a}条。",
                    f"办理处罚案件{a + b}件，其中简易{a}件、普通{b}件；复议{a % 3}件。培训执法人员{a}人，考核合格{a}人。",
                    f"镇司法所调解矛盾纠纷{b}件，成功{b - 1}件。举办“法律进乡村”宣讲{a}场，发放资料{b}份。",
                    "镇党委高度重视，精心组织，周密部署，依法行政能力得到明显提升。",
                    f"一是案卷评查{a}卷有{a % 5}卷退回；二是村级联络员流动快，全年更换{a % 9}人；三是台账补录{b}条。",
                )
            )
        )
    return "\n".join(lines)[:LENGTH]


def read(text: str) -> int:
    """Marks of one report."""
    return len(proofread(text, RULES))


def speed() -> None:
    """Seconds for all reports, and how many bare passes that is."""
    rng = random.Random(SEED)
    texts = [invented(rng) for _ in range(REPORTS)]
    begin = time.perf_counter()
    found = sum(len(BARE.findall(t)) for t in texts)
    bare = time.perf_counter() - begin
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(read, texts[:workers]))
        begin = time.perf_counter()
        marks = sum(pool.map(read, texts, chunksize=25))
        taken = time.perf_counter() - begin
    print(
        f"{REPORTS} reports x {LENGTH} characters, {workers} processes: {taken:.1f} s, {marks} marks; {taken / bare:.0f} bare passes ({found})"
    )


def alarms(path: Path) -> None:
    """Marks and false alarms per ten thousand characters of a corpus."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    size = sum(len(r["text"]) for r in rows)
    marks = [m for r in rows for m in proofread(r["text"], RULES, int(r["year"] or 0))]
    sample = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
    false = sum(s["verdict"] == "false" for s in sample) / len(sample)
    per = 10_000 * len(marks) / size
    print(
        f"{len(rows)} texts, {size} characters: {len(marks)} marks, {per:.2f} per 10,000; {false:.0%} of the sample of {len(sample)} false"
    )
    print(f"false alarms per 10,000 characters: {per * false:.2f}")
    print(dict(Counter(m.family for m in marks)))


@dataclass(frozen=True, slots=True)
class Score:
    """How marks agree with labels: a hit is the same family and a common character, or the same missing part."""

    hit: int
    wrong: int
    lost: int
    touched: int
    traps: int

    @property
    def precision(self) -> float:
        """Hits of all marks that count, 0 to 1."""
        return self.hit / max(1, self.hit + self.wrong)

    @property
    def recall(self) -> float:
        """Hits of all labels, 0 to 1."""
        return self.hit / max(1, self.hit + self.lost)


def score(rows: Sequence[Mapping[str, Any]], rules: Path = RULES) -> Score:
    """Of labelled texts (id, text, report_year, unit, scope, exhaustive_5, defects, traps, ambiguous)."""
    texts = {r["id"]: r["text"] for r in rows}
    hit = wrong = lost = touched = traps = 0
    for r in rows:
        others = {k: texts[k] for k in (r["id"], *(r.get("compare_with") or ()))}
        marks = proofread(r["text"], rules, r["report_year"] or 0, r.get("unit") or "", r["scope"] == "full")
        marks += copies(Passages(others).shared(r["id"])) if len(others) > 1 else ()
        used: set[int] = set()
        for trap in r["traps"]:
            traps += 1
            end = trap["start"] + len(trap["span"])
            touched += any(m.start < end and trap["start"] < m.end for m in marks if not m.missing)
        for m in marks:
            if m.family == "5_vague" and not r["exhaustive_5"]:
                continue
            same = [n for n, d in enumerate(r["defects"]) if _same(m.family, m.missing, m.start, m.end, d)]
            used.update(same)
            fair = any(_same(m.family, "", m.start, m.end, a) for a in r["ambiguous"])
            wrong += not same and not fair
        counted = [n for n, d in enumerate(r["defects"]) if d["category"] != "5_vague" or r["exhaustive_5"]]
        hit += sum(n in used for n in counted)
        lost += sum(n not in used for n in counted)
    return Score(hit, wrong, lost, touched, traps)


def _same(family: str, missing: str, start: int, end: int, label: dict[str, object]) -> bool:
    if family not in (label["category"], *(label.get("also_accept") or ())):  # type: ignore[misc]
        return False
    if missing or label.get("missing"):
        return missing == label.get("missing")
    at = int(str(label["start"]))
    return start < at + len(str(label["span"])) and at < end


def main() -> None:
    """All that the files at hand allow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--corpus", type=Path)
    args = parser.parse_args()
    speed()
    if args.corpus:
        alarms(args.corpus)
    if args.labels:
        made = score([json.loads(line) for line in args.labels.read_text("utf-8").splitlines() if line.strip()])
        print(f"precision {made.precision:.2f}, recall {made.recall:.2f}, traps touched {made.touched} of {made.traps}")


if __name__ == "__main__":
    main()
