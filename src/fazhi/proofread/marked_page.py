"""A report as one HTML file with its marks: it opens anywhere, loads nothing, and prints."""

from __future__ import annotations

from html import escape

from fazhi.proofread.batch import Read, segments
from fazhi.proofread.report import FAMILIES, Mark

STYLE = (
    "body{font:16px/1.9 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733}"
    "h1{font-size:1.4rem}.text{white-space:pre-wrap}mark{padding:0 .1em;border-bottom:2px solid}"
    "mark.error{background:#fde8e8;border-color:#b42318}mark.warning{background:#fff3d6;border-color:#8a5a00}"
    "mark.hint{background:#e8eef6;border-color:#2a5caa}sup{font-size:.7em}li{margin:.3rem 0}"
)


def page(read: Read) -> str:
    """The page of one report: the text with numbered marks, then the list of them."""
    body = "".join(_piece(*piece, read.marks) for piece in segments(read.text, read.marks))
    rows = "".join(
        f'<li id="m{n}"><b>{FAMILIES[m.family]}</b>　{_quoted(read.text, m)}{escape(m.why)}{"。建议：" + escape(m.better) if m.better else ""}</li>'
        for n, m in enumerate(read.marks, start=1)
    )
    about = f"按{read.year}年的报告核对" if read.year else "看不出是哪一年，不判断过时"
    return (
        f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>报告体检：{escape(read.name)}</title><style>{STYLE}</style>'
        f"<h1>报告体检：{escape(read.name)}</h1><p>共{len(read.marks)}处，{about}。只提示，不改原文；是否采纳由起草人决定。</p>"
        f'<div class="text">{body}</div><h2>逐处说明</h2><ol>{rows}</ol></html>'
    )


def _piece(piece: str, numbers: tuple[int, ...], ends: tuple[int, ...], marks: tuple[Mark, ...]) -> str:
    if not numbers:
        return escape(piece)
    worst = min((marks[n - 1].severity for n in numbers), key=("error", "warning", "hint").index)
    links = "".join(f'<sup><a href="#m{n}">{n}</a></sup>' for n in ends)
    return f'<mark class="{worst}">{escape(piece)}{links}</mark>'


def _quoted(text: str, mark: Mark) -> str:
    shown = text[mark.start : mark.end].strip().replace("\n", " ")[:60]
    return f"“{escape(shown)}”：" if shown else ""
