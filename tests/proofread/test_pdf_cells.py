"""Tables of a PDF with narrow columns: what is broken over the lines of a cell is found and taken out."""

import io

import pypdf
import pytest
from pypdf.generic import NameObject

from fazhi.proofread.clearance import check
from tests.proofread.test_pdf_mask import chinese, dictionary, every_stream, stream

HEAD = ["序号", "姓名", "联系电|话", "家庭住|址", "致困原|因", "银行卡|号"]
TOLD = [
    "1",
    "王小红",
    "139123|45678",
    "云岭县|清河镇|白石村|二组12|号",
    "患尿毒|症，长|期透析",
    "621700|381001|234567|8",
]
PLAIN = ["2", "李大明", "无", "", "无", "无"]
Row = list[str]


def table(rows: list[Row], *, by_line: bool = False) -> bytes:
    """A page with a table whose cells are broken at |, drawn cell by cell or line by line."""
    letters = sorted(set("".join("".join(r) for r in rows).replace("|", "")))
    drawn, top = [], 700
    for row in rows:
        cells = [cell.split("|") for cell in row]
        pieces = [(n, at, said) for at, cell in enumerate(cells) for n, said in enumerate(cell) if said]
        for n, at, said in sorted(pieces) if by_line else pieces:
            code = "".join(f"{letters.index(c) + 1:04x}" for c in said)
            drawn.append(f"BT /F1 11 Tf {90 + 54 * at} {top - 13 * n} Td <{code}> Tj ET")
        top -= 13 * max(map(len, cells)) + 1
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(500, 800)
    font = writer._add_object(chinese("".join(letters), writer))
    page[NameObject("/Resources")] = dictionary(Font=dictionary(F1=font))
    page[NameObject("/Contents")] = writer._add_object(stream("\n".join(drawn).encode()))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("by_line", [False, True])
def test_what_is_broken_in_a_cell_is_found_and_taken_out(by_line):
    """Phone, home, illness and bank card, in whatever order their lines were drawn."""
    found = check(table([HEAD, TOLD, PLAIN], by_line=by_line), "a.pdf")
    assert {i.kind for i in found.items} == {"mobile", "address", "health", "card"}
    assert found.cleaned
    left = pypdf.PdfReader(io.BytesIO(found.cleaned)).pages[0].extract_text()
    for gone in ("45678", "二组", "尿毒", "381001", "234567"):
        assert gone not in left
    assert "白石村" in left and "李大明" in left and b"Tj" in every_stream(found.cleaned)
    assert check(found.cleaned, "a.pdf").clear


@pytest.mark.parametrize("by_line", [False, True])
def test_columns_of_public_figures_stay(by_line):
    """Numbers below each other in a column do not become one number (control)."""
    rows = [["序号", "村名", "户数", "补助金额", "村委会电话"]]
    rows += [[str(n), f"{'东西南北'[n]}山村", str(130 + n), str(621700 + n), f"0799{n}381001"] for n in range(4)]
    assert check(table(rows, by_line=by_line), "a.pdf").clear
