"""The writer's words in a draft: reworded sentences, filled blanks, paragraphs of the own; what is no longer bound is told."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fazhi.kernel.binding import loosened
from fazhi.kernel.faults import FactFault, Problem
from fazhi.office.report_draft import Draft, DraftParagraph, DraftPart, DraftSentence, DraftTable
from fazhi.packs.read_reports import Cell
from fazhi.store.report_entries import Entry

OWN, CELL = "own:", "cell:"
NAMED = re.compile("写明“([^”]+)”")
NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?) *(万?元|[件条次人])?。?")
OWN_KEY = re.compile(r"own:([0-9]{1,3}):([0-9a-z]+)")
BLANK = "【待填写"
PLACEHOLDERS = frozenset(
    (
        "没有",
        "暂无",
        "同上",
        "如上",
        "见上",
        "待定",
        "待填",
        "待补",
        "待补充",
        "待填写",
        "以后再说",
        "原因",
        "不详",
        "测试",
    )
)
RUNNING = re.compile(
    r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日(?=仍)|(?<=截至)[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|(?<=已超期)[0-9]+(?=天)"
    r"|(?<=截至)[0-9]{1,2}月[0-9]{1,2}日"
)
MARK = 8  # characters of a digest that tell two wordings of one sentence apart
CLAIMED = "没有核对结论支持"  # how `loosened` ends what it says of a zero or universal claim
NOT_WRITABLE = re.compile(
    "[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Key of a sentence -> the writer's text. Keys `own:PART:ID` are paragraphs of the writer's own, in part PART.

    versions: how often each key was written; by: who wrote it last; over: the sentence it was written over, where that was kept.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    by: Mapping[str, str] = field(default_factory=dict)
    over: Mapping[str, str] = field(default_factory=dict)


def words_of(entries: Iterable[Entry]) -> Words:
    """The newest text of each key, in the order they were first written; an empty one takes the writer's words back."""
    texts: dict[str, str] = {}
    versions: dict[str, int] = {}
    by: dict[str, str] = {}
    over: dict[str, str] = {}
    for entry in entries:
        if entry.act == "word":
            texts[entry.key] = entry.text
            versions[entry.key] = versions.get(entry.key, 0) + 1
            by[entry.key] = entry.by_name
            over[entry.key] = entry.over
    return Words({key: text for key, text in texts.items() if text.strip()}, versions, by, over)


def own_key(part: int) -> str:
    """A key for a new paragraph in a part; two people who add one at the same time get two."""
    return f"{OWN}{part}:{uuid.uuid4().hex}"


def clean(text: str) -> str:
    """What was typed, as XML and paper can hold it: no control, invisible or direction characters, lines ended alike."""
    return NOT_WRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def says_something(text: str) -> bool:
    """Whether words fill a blank: two letters at least, no placeholder, no blank of their own."""
    letters = re.sub(r"[\W_]", "", text)
    return len(letters) > 1 and letters not in PLACEHOLDERS and len(set(letters)) > 1 and BLANK not in text


def answers(key: str, asked: str, text: str) -> bool:
    """Whether words are what a blank asks for: the answer it names itself, such as 无, or the number of a cell."""
    if key.startswith(CELL):
        return NUMBER.fullmatch(text) is not None
    return text.rstrip("。") in NAMED.findall(asked)


def number_in(text: str, measure: str) -> str:
    """The number that the answer for a cell gives in its measure, empty for another text.

    >>> number_in("0.00万元", "万元"), number_in("500元", "万元")
    ('0.00', '')
    """
    found = NUMBER.fullmatch(text)
    return found[1] if found and found[2] in (None, measure) else ""


def check_words(text: str, key: str = "", asked: str = "") -> None:
    """Go on, or raise FactFault for words that only look like some. Empty ones take back what was written."""
    if text and not says_something(text) and not answers(key, asked, text):
        what = f"“{text[:20]}”等于没有写"
        raise FactFault(Problem("这句话", what, "有内容的一句话", "写清楚；清空就恢复原句", "these words say nothing"))


def with_words(made: Draft, words: Words) -> Draft:
    """The draft in the writer's words; every sentence keeps what carries it, and says what it claims beyond that.

    Words whose sentence is not there any more come out as `orphans`.
    """
    numbers = {str(part.number) for part in made.parts}
    known = {s.key for s in made.sentences()}
    orphans = tuple((k, t) for k, t in words.texts.items() if k not in known and _part_of(k) not in numbers)
    asked = made.kind.parts
    parts = tuple(_in_cells(_part(p, words), asked[p.number - 1].cells, words.texts) for p in made.parts)
    return replace(made, parts=parts, orphans=orphans)


def _in_cells(part: DraftPart, cells: Sequence[Cell], texts: Mapping[str, str]) -> DraftPart:
    """The part with the numbers that the writer gave for what no ledger holds in their cells."""
    given = {c.id: (c, number_in(texts.get(CELL + c.id, ""), c.measure)) for c in cells if c.unheld}
    told = {CELL + id: (c, value) for id, (c, value) in given.items() if value}
    if not told:
        return part
    rows = {c.label: (c.label, value, c.measure) for c, value in told.values()}
    said = {key: f"{c.label}{value}{c.measure}。" for key, (c, value) in told.items()}
    return replace(
        part,
        paragraphs=tuple(
            replace(
                p,
                sentences=tuple(replace(s, text=said.get(s.key, s.text)) for s in p.sentences),
                table=p.table and replace(p.table, rows=tuple(rows.get(r[0], r) for r in p.table.rows)),
            )
            for p in part.paragraphs
        ),
    )


def _part_of(key: str) -> str:
    """The number of the part an own paragraph stands in; empty for other keys."""
    found = OWN_KEY.fullmatch(key)
    return found[1] if found else ""


def _part(part: DraftPart, words: Words) -> DraftPart:
    paragraphs = tuple(
        replace(
            p,
            sentences=tuple(_sentence(s, words.texts.get(s.key, ""), words.over.get(s.key, "")) for s in p.sentences),
        )
        for p in part.paragraphs
    )
    added = tuple(
        DraftParagraph("", (DraftSentence(text, key, own=True, loose=loosened("", text)),))
        for key, text in words.texts.items()
        if _part_of(key) == str(part.number)
    )
    return replace(part, paragraphs=(*paragraphs, *added))


def _sentence(one: DraftSentence, written: str, over: str) -> DraftSentence:
    if not written or written == one.text or not (says_something(written) or answers(one.key, one.text, written)):
        return one
    if one.todo:
        return replace(one, text=written, todo=False, own=True, loose=loosened("", written, dates=False))
    turned = over if over and _lasting(over) != _lasting(one.made) else ""
    return replace(one, text=written, loose=loosened(one.made, written), over=turned)


def _lasting(text: str) -> str:
    """A sentence of the machine without what runs on by itself every day: until when, how many days over."""
    return RUNNING.sub("", text)


def _heads(table: DraftTable) -> list[str]:
    return [_lasting(head) for head in table.head]


def unbound(made: Draft) -> list[DraftSentence]:
    """Sentences that claim more than their records."""
    return [s for s in made.sentences() if s.loose]


def turned(made: Draft) -> list[DraftSentence]:
    """Reworded sentences of which the records say something else by now."""
    return [s for s in made.sentences() if s.over]


def barred(made: Draft) -> list[DraftSentence]:
    """Those among them with a zero or universal claim that no finding carries; nobody can confirm these away."""
    return [s for s in unbound(made) if is_barred(s)]


def is_barred(one: DraftSentence) -> bool:
    """Whether a sentence claims all or nothing without a finding."""
    return any(reason.endswith(CLAIMED) for reason in one.loose)


def seen_as(made: Draft) -> str:
    """What an approval knows a draft by: another sentence, opening, table or cell gives another digest; days that run on do not."""
    said = [[s.key, _lasting(s.text)] for s in made.sentences()]
    counted = [[_lasting(t.caption), _heads(t), t.rows] for t in made.tables()]
    rows = [said, counted, *([_lasting(made.opening)] if made.opening else [])]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def kept_as(made: Draft) -> str:
    """What an approval keeps of the draft it saw: its digest, and below that a mark of each sentence and table, see `moved_since`."""
    return f"{seen_as(made)}\n{json.dumps(_marks(made), ensure_ascii=False)}"


def moved_since(kept: str, made: Draft) -> tuple[str, ...] | None:
    """The keys of what reads otherwise now than an approval saw it (empty: the opening), what is gone among them; None when nothing does.

    Empty where older approvals kept the digest alone, or nothing.
    """
    digest, _, marks = kept.partition("\n")
    if digest in ("", seen_as(made)):
        return None
    if not marks:
        return ()
    then, now = json.loads(marks), _marks(made)
    return tuple(k for k in dict.fromkeys((*now, *then)) if now.get(k) != then.get(k))


def _marks(made: Draft) -> dict[str, str]:
    """Key of a sentence, caption of a table -> a short digest of what it says."""
    said = {s.key: _lasting(s.text) for s in made.sentences()} | {"": _lasting(made.opening)}
    said |= {t.caption: json.dumps([_heads(t), t.rows], ensure_ascii=False) for t in made.tables()}
    return {key: hashlib.sha256(text.encode()).hexdigest()[:MARK] for key, text in said.items()}


def digest_of(listed: Sequence[DraftSentence]) -> str:
    """What a list of unbound sentences is known by: another sentence, wording or reason gives another digest."""
    rows = [[s.key, s.text, list(s.loose)] for s in listed]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()
