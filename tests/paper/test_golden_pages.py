"""Pages as an office program prints them, beside pictures that a person has looked at.

After a wanted change: `FAZHI_RENEW_GOLDEN=1 pytest tests/paper/test_golden_pages.py`, then look at tests/paper/golden.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from fazhi.paper.document import AnnexRow, Document, Heading, Paragraph, Run
from fazhi.paper.docx import write_document
from tests.paper.test_gongwen_check import edited

GOLDEN = Path(__file__).parent / "golden"
DPI = 50
CELL = 8  # pixels: a quarter of a character is not seen, a line or a margin moved is
# The share of the ink that may lie elsewhere. Measured: 0.01 on the machine of the pictures, 0.07 with serif in the
# place of sans; the mildest control, one point of size, has 0.22. A signature alone (0.05) is for the checker to see.
TOLERANCE = 0.12

DONE = "镇党委、政府把普法宣传、合法性审查和矛盾化解放在一起安排，逐项明确责任人和完成时限，按月核对台账，发现漏项当场补正。"
PLAN = "下一步，继续落实领导干部学法制度，完善村级法律顾问值班安排，推动群众反映集中的问题在村里解决。"
# Hardly a digit in the text: Latin letters differ most between machines, and would move the line ends.
EXAMPLE = Document(
    title="云岭县清河镇法治政府建设情况报告",
    addressee="县委、县人民政府：",
    blocks=(
        Heading(1, "一、主要举措和成效"),
        Heading(2, "（一）领导干部学法"),
        Paragraph((Run(DONE * 4, note=1), Run(PLAN * 2, note=2))),
        Heading(2, "（二）合法性审查"),
        Paragraph((Run(DONE * 3), Run("【待填写：由起草人补写】", todo=True))),
        Heading(1, "二、下一步打算"),
        Paragraph((Run(PLAN * 4, note=3),)),
    ),
    issuer="清河镇人民政府",
    date_text="2026年1月15日",
    annex_title="附件：报告各句所依据的记录和佐证材料",
    annex=tuple(AnnexRow(n, DONE, ("学法记录", "会议记录"), ("签到表",)) for n in (1, 2, 3)),
    draft_note="本稿由台账生成。",
)


def pages(data: bytes, folder: Path) -> list[Image.Image]:
    """The pages of a Word file as grey pictures."""
    folder.mkdir()
    (folder / "report.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "report.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-png", folder / "report.pdf", folder / "page"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return [Image.open(file).convert("L") for file in sorted(folder.glob("page-*.png"))]


def ink(page: Image.Image) -> list[float]:
    """The share of the page's ink in each of its cells."""
    cells = Image.eval(page, lambda v: 255 - v).resize((page.width // CELL, page.height // CELL), Image.Resampling.BOX)
    amounts = list(cells.tobytes())
    total = sum(amounts) or 1
    return [amount / total for amount in amounts]


def moved(made: list[Image.Image], golden: list[Image.Image]) -> float:
    """The largest share of a page's ink that lies elsewhere: 0 the same page, 1 nothing in common or not as many pages."""
    if len(made) != len(golden) or any(a.size != b.size for a, b in zip(made, golden, strict=False)):
        return 1.0
    both = ((ink(a), ink(b)) for a, b in zip(made, golden, strict=True))
    return max(sum(abs(x - y) for x, y in zip(a, b, strict=True)) / 2 for a, b in both)


@pytest.fixture
def golden(require: Callable[[str], None]) -> list[Image.Image]:
    """The pictures that were looked at."""
    require("soffice")
    require("pdftoppm")
    return [Image.open(file).convert("L") for file in sorted(GOLDEN.glob("page-*.png"))]


def test_the_pages_are_those_that_were_looked_at(golden: list[Image.Image], tmp_path: Path) -> None:
    """As many pages, on each the ink where it was, and no mark lost that hangs over the end of a line."""
    made = pages(write_document(EXAMPLE), tmp_path / "new")
    if os.environ.get("FAZHI_RENEW_GOLDEN"):
        for old in GOLDEN.glob("page-*.png"):
            old.unlink()
        for n, page in enumerate(made, start=1):
            page.quantize(16).save(GOLDEN / f"page-{n}.png", optimize=True)
        golden = made
    assert moved(made, golden) <= TOLERANCE
    text = subprocess.run(
        ["pdftotext", tmp_path / "new" / "report.pdf", "-"], check=True, capture_output=True
    ).stdout.decode()
    body = "".join(run.text for block in EXAMPLE.blocks if isinstance(block, Paragraph) for run in block.runs)
    assert [mark for mark in "，。、" if text.count(mark) < body.count(mark)] == []


DATA = write_document(EXAMPLE)
CHANGED = {
    "margin": edited(lambda x: x.replace('w:left="1587"', 'w:left="1814"'), data=DATA),
    "top": edited(lambda x: x.replace('w:top="2098"', 'w:top="1814"'), data=DATA),
    "size": edited(lambda x: x.replace('<w:sz w:val="32"/>', '<w:sz w:val="30"/>'), data=DATA),
    "lines": edited(lambda x: x.replace('"579"', '"560"'), data=DATA),
    "heading": write_document(replace(EXAMPLE, blocks=EXAMPLE.blocks[:3] + EXAMPLE.blocks[4:])),
}


@pytest.mark.parametrize("change", CHANGED)
def test_control_a_changed_page_is_seen(golden: list[Image.Image], tmp_path: Path, change: str) -> None:
    """Control: four millimetres of margin, one point of size, a heading gone are more than fonts may differ."""
    assert moved(pages(CHANGED[change], tmp_path / change), golden) > 1.5 * TOLERANCE


def test_control_another_typeface_is_borne(golden: list[Image.Image], tmp_path: Path) -> None:
    """Control: the same page in another face of the same width stays within the tolerance."""
    other = edited(lambda x: x.replace("仿宋_GB2312", "Noto Serif CJK SC"), data=DATA)
    assert moved(pages(other, tmp_path / "serif"), golden) <= TOLERANCE
