"""内部资料, 秘密, 注意保存: lines of a file, above all its headers and footers, that say it is not for the public."""

from __future__ import annotations

import re
from collections.abc import Iterator

LINE, LONGEST = re.compile("[\n\x0b\x1f]"), 30
BETWEEN = re.compile(r"[\s，,。；;：:、！!（）()【】\[\]—-]+")
SECRET = re.compile(r"(?:绝密|机密|秘密)(?:[★☆*].{0,8})?")
SAID = re.compile(
    r"(?:本(?:文件|资料|材料)[为是]?|属于?)?(?:内部(?:资料|文件|材料|刊物|参考|传阅|使用|掌握)|工作秘密|敏感(?:资料|文件|信息)?)"
    r"|(?:请)?注意保[存管密]|(?:请勿|不得|不准|严禁|禁止|切勿|勿)(?:对外|向外|擅自|私自)?(?:外传|扩散|转发|翻印|泄露|公开|上网|传播)"
    r"|(?:仅)?供内部(?:使用|参考|传阅)"
)


def internal(text: str, place: str = "") -> Iterator[str]:
    """Each such line once, with its place (页眉, or nothing for the text). Price: as the short lines."""
    told = set()
    for line in LINE.split(text):
        words = [w for w in BETWEEN.split(line) if w] if 1 < len(line.strip()) <= LONGEST else []
        if line.strip() not in told and any(SECRET.fullmatch(w) or SAID.fullmatch(w) for w in words):
            told.add(line.strip())
            yield f"{place or '正文'}写着“{line.strip()}”"
