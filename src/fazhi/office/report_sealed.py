"""What a frozen report rests on, as data beside its Word file; and the report read back from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from fazhi.kernel.findings import Finding
from fazhi.office.report_draft import Draft, DraftParagraph, DraftPart, DraftSentence, DraftTable
from fazhi.office.rules import shelf


def frozen_content(made: Draft, version: int, changed: str, confirmed_by: str) -> dict[str, object]:
    """Sentences, tables and figures with their events, findings, versions of the packs; `confirmed_by` looked at what is unbound."""
    sentences = made.sentences()
    named = {key for s in sentences for key in s.findings}
    return {
        "title": made.title,
        "opening": made.opening,
        "unit": made.unit_name,
        "kind": made.kind.id,
        "period": made.period.text(),
        "as_of": made.as_of.isoformat(),
        "version": version,
        "changed": changed,
        "packs": {p.id: p.version for p in shelf().packs},
        "parts": list(_outline(made)),
        "sentences": [_sentence(s, confirmed_by) for s in sentences],
        "tables": [_table(t) for t in made.tables()],
        "findings": [_finding(f) for f in made.found if f.key in named],
    }


def _outline(made: Draft) -> Iterable[dict[str, object]]:
    """Parts and paragraphs in order; sentences and tables by their place in the lists of all."""
    sentence = table = 0
    for part in made.parts:
        rows = []
        for paragraph in part.paragraphs:
            row: dict[str, object] = {
                "heading": paragraph.heading,
                "sentences": list(range(sentence, sentence + len(paragraph.sentences))),
            }
            sentence += len(paragraph.sentences)
            if paragraph.table is not None:
                row["table"] = table
                table += 1
            rows.append(row)
        yield {"number": part.number, "title": part.title, "paragraphs": rows}


def _sentence(one: DraftSentence, confirmed_by: str) -> dict[str, object]:
    return {
        "key": one.key,
        "text": one.text,
        "composed": one.made,
        "branch": one.branch,
        "events": list(one.trace),
        "findings": list(one.findings),
        "figures": [{"name": n, "value": v, "events": list(t)} for n, v, t in one.figures],
        "own": one.own,
        "unbound": list(one.loose),
        "confirmed_by": confirmed_by if one.loose else "",
    }


def _table(one: DraftTable) -> dict[str, object]:
    return {
        "caption": one.caption,
        "head": list(one.head),
        "rows": [list(r) for r in one.rows],
        "events": [list(t) for t in one.traces],
        "opens": one.opens,
    }


def _finding(found: Finding) -> dict[str, object]:
    return {
        "key": found.key,
        "duty": found.duty.id,
        "title": found.duty.title,
        "subject": found.subject_name,
        "verdict": found.verdict,
        "why": found.why,
        "due": found.due.isoformat() if found.due else "",
        "count": found.count,
        "events": list(found.trace),
    }


def changed_since(before: Mapping[str, Any], made: Draft) -> tuple[int, int, int]:
    """(reworded, added, gone) sentences of a draft against the data of a frozen version."""
    old = {str(s["key"]): s["text"] for s in before.get("sentences", ())}
    new = {s.key: s.text for s in made.sentences()}
    moved = sum(1 for k in new if k in old and old[k] != new[k])
    return moved, len(new.keys() - old.keys()), len(old.keys() - new.keys())


def cells_changed(before: Mapping[str, Any], made: Draft) -> int:
    """How many cells of tables differ, those of rows that came or went too."""
    old = _cells(_read_table(t) for t in before.get("tables", ()))
    new = _cells(made.tables())
    return sum(old.get(place, "") != new.get(place, "") for place in old.keys() | new.keys())


def _cells(tables: Iterable[DraftTable]) -> dict[tuple[object, ...], str]:
    """Table, row and column of each cell -> what it says; rows of one name are told apart by their order."""
    found: dict[tuple[object, ...], str] = {}
    for table in tables:
        seen: Counter[str] = Counter()
        for row in table.rows:
            seen[row[0]] += 1
            found |= {(table.caption, row[0], seen[row[0]], n): cell for n, cell in enumerate(row)}
    return found


def drift(sealed: Draft, now: Draft) -> list[tuple[str, str]]:
    """(as frozen, as the records give it now) of what differs, sentences and rows of tables; empty where there is none."""
    pairs = [(_said(sealed), _said(now)), (_counted(sealed), _counted(now))]
    return [
        (old.get(key, ""), new.get(key, ""))
        for old, new in pairs
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    ]


def _said(made: Draft) -> dict[object, str]:
    return {s.key: s.text for s in made.sentences()}


def _counted(made: Draft) -> dict[object, str]:
    return {(t.caption, row[0]): f"{t.caption}：{'，'.join(row)}" for t in made.tables() for row in t.rows}


def sealed_draft(content: Mapping[str, Any], like: Draft) -> Draft:
    """The report as it was frozen; kind and period are those of `like`. Without data it has no parts.

    Data of the first editions name no parts: all sentences and tables follow each other then.
    """
    sentences = [_read_sentence(s) for s in content.get("sentences", ())]
    tables = [_read_table(t) for t in content.get("tables", ())]
    parts = tuple(
        DraftPart(
            int(part["number"]),
            str(part["title"]),
            tuple(_read_paragraph(p, sentences, tables) for p in part["paragraphs"]),
        )
        for part in content.get("parts", ())
    )
    title = str(content.get("title", like.title))
    if not parts and sentences:
        rows = [*(DraftParagraph("", (s,)) for s in sentences), *(DraftParagraph("", table=t) for t in tables)]
        parts = (DraftPart(1, title, tuple(rows)),)
    as_of = date.fromisoformat(content["as_of"]) if "as_of" in content else like.as_of
    unit, opening = str(content.get("unit", like.unit_name)), str(content.get("opening", ""))
    return Draft(like.kind, title, unit, like.period, as_of, parts, opening)


def _read_paragraph(
    row: Mapping[str, Any], sentences: Sequence[DraftSentence], tables: Sequence[DraftTable]
) -> DraftParagraph:
    table = tables[row["table"]] if "table" in row else None
    return DraftParagraph(str(row["heading"]), tuple(sentences[n] for n in row["sentences"]), table)


def _read_sentence(row: Mapping[str, Any]) -> DraftSentence:
    return DraftSentence(
        str(row["text"]),
        str(row["key"]),
        str(row["branch"]),
        trace=tuple(row["events"]),
        findings=tuple(row["findings"]),
        made=str(row["composed"]),
        own=bool(row["own"]),
        loose=tuple(row["unbound"]),
    )


def _read_table(row: Mapping[str, Any]) -> DraftTable:
    traces = tuple(tuple(t) for t in row.get("events", ()))
    rows = tuple(tuple(r) for r in row["rows"])
    return DraftTable(row["caption"], tuple(row["head"]), rows, traces, opens=int(row.get("opens", 1)))
