"""What of a form does not outlive being opened and saved: text boxes, drop-down lists of the newer kind, and the like."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

WORDS = {
    "文本框或者图形": ("sp", "cxnSp"),
    "下拉列表或者输入限制": ("dataValidation",),
    "按条件变色的规则": ("cfRule",),
    "图片": ("pic",),
    "图表": ("graphicFrame",),
    "单元格里的小图": ("sparkline",),
    "按钮、勾选框一类的控件": ("control",),
    "嵌在表里的文件": ("oleObject",),
}
PART = re.compile(r"xl/(?:worksheets|drawings)/[^/]+\.xml", re.IGNORECASE)
ELEMENT = re.compile(rb"<(?:\w+:)?(\w+)[\s/>]")


def lost(before: bytes, after: bytes) -> tuple[str, ...]:
    """In words, what a workbook held in its sheets and drawings and, saved again, holds fewer of. Price: reading both."""
    had, has = _held(before), _held(after)
    return tuple(words for words, names in WORDS.items() if sum(had[n] for n in names) > sum(has[n] for n in names))


def _held(content: bytes) -> Counter[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(part) for part in package.infolist() if PART.fullmatch(part.filename)]
    return Counter(name.decode() for part in parts for name in ELEMENT.findall(part))
