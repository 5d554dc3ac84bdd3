"""个人信息: ID numbers with their check digit, private mobile numbers, bank cards, plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.proofread.report import Mark, Report, each

ID = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![0-9A-Za-z-])1[3-9]\d{9}(?![0-9A-Za-z])")
CARD = re.compile(r"(?<![0-9A-Za-z])[3-6]\d{15,18}(?![0-9A-Za-z])")
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z0-9]{5,6}(?![0-9A-Za-z])"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
OFFICE = ("办公电话", "值班电话", "监督电话", "举报电话", "咨询电话", "联系电话")


def marks(report: Report) -> Iterator[Mark]:
    """Of one report."""
    for found in each(ID, report):
        if is_id(found[0]):
            yield Mark("9_pii", *found.span(), "error", "完整的身份证号", f"{found[0][:6]}********{found[0][-4:]}")
    for found in each(MOBILE, report):
        before = report.text[max(0, found.start() - 8) : found.start()]
        if not any(word in before for word in OFFICE):
            yield Mark("9_pii", *found.span(), "error", "个人手机号", f"{found[0][:3]}****{found[0][-4:]}")
    for found in each(CARD, report):
        if not is_id(found[0]) and luhn(found[0]):
            yield Mark("9_pii", *found.span(), "error", "银行卡号", f"{found[0][:4]}****{found[0][-4:]}")
    for found in each(PLATE, report):
        yield Mark("9_pii", *found.span(), "warning", "车牌号，属于个人的不能公开", f"{found[0][:2]}****")


def is_id(text: str) -> bool:
    """Whether 18 characters are an ID number: a possible birthday and the right check digit (GB 11643)."""
    if len(text) != 18:
        return False
    month, day = int(text[10:12]), int(text[12:14])
    total = sum(w * int(c) for w, c in zip(WEIGHTS, text[:17], strict=True))
    return 1 <= month <= 12 and 1 <= day <= 31 and CHECKS[total % 11] == text[17].upper()


def luhn(text: str) -> bool:
    """Whether the digits are a card number (ISO/IEC 7812)."""
    digits = [int(c) for c in reversed(text)]
    return sum(d if n % 2 == 0 else sum(divmod(2 * d, 10)) for n, d in enumerate(digits)) % 10 == 0
