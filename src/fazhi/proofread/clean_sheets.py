"""An .xlsx made fit for the public: hidden sheets, rows, columns and notes gone, masks over persons, computed values kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from fazhi.proofread.clean_word import Tell, drawn
from fazhi.proofread.disguise import CELL
from fazhi.proofread.excerpts import counted
from fazhi.proofread.internal_use import internal
from fazhi.proofread.package_edit import ID, LINK, Package, local, remove
from fazhi.proofread.sensitive import sensitive

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BOOK = "xl/workbook.xml"
NOTES = re.compile(r"xl/(?:comments|threadedComments/)[^/]*\.xml$|xl/.*comments?\d*\.xml$|xl/drawings/vmlDrawing")
THIN = 0.3  # of a character or a point
NOT_SHOWN = re.compile(r'^"?;+"?$|^(?:;;;)+')
WHITE = re.compile("^(?:FF)?FFFFFF$", re.I)
CODES = re.compile(r'&(?:[LCRPNDTFAGBIUESXY]|"[^"]*"|\d+|K[0-9A-F]{6})')  # of a printed head or foot
REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")


@dataclass
class Looks:
    """Formats by number in which a cell's value is not seen."""

    white: set[int] = field(default_factory=set)
    empty: set[int] = field(default_factory=set)


def clean(package: Package, told: Tell) -> None:
    """Change the parts. told(where, text, found): called for everything that was found; whether it is to be masked."""
    book = package.xml(BOOK)
    strings = _strings(package)
    sheets = _sheets(package, book, strings)
    for name in [n for n in package.parts if NOTES.search(n)]:
        if "omments" in name:
            notes = local(package.xml(name), "comment", "threadedComment") if name.endswith(".xml") else ()
            said = ["".join(str(t) for t in note.itertext()) for note in notes]
            package.noted += [counted("批注", said)] if said else []
        package.drop(name)
    if any("/pivotCache/" in n for n in package.parts):
        package.stuck.append("数据透视表带着底稿数据：把它粘贴成数值再来")
    package.bare()
    _names(package, book, told)
    package.put(BOOK, book)
    looks = _looks(package)
    used: set[int] = set()
    for title, part in sheets:
        root = package.xml(part)
        _hidden(package, title, root, looks, strings)
        _around(package, title, part, root, told)
        package.warned += internal(_mask(title, root, strings, told), f"工作表“{title}”")
        used |= {
            int(v.text or 0) for c in root.iter(f"{S}c") if c.get("t") == "s" and (v := c.find(f"{S}v")) is not None
        }
        package.put(part, root)
    _forget(package, used)
    drawn(package, told)


def _sheets(package: Package, book: etree._Element, strings: list[str]) -> list[tuple[str, str]]:
    """(title, part) of the sheets that are seen; the others are dropped and told."""
    targets = package.relations(BOOK)
    kept: list[tuple[str, str]] = []
    numbers: dict[int, int] = {}
    for n, sheet in enumerate(list(book.iter(f"{S}sheet"))):
        title, part = sheet.get("name", ""), targets[sheet.get(ID, "")][1]
        if sheet.get("state", "visible") == "visible":
            numbers[n] = len(kept)
            kept.append((title, part))
            continue
        cells = [_text(c, strings) for c in package.xml(part).iter(f"{S}c")] if "/worksheets/" in part else []
        package.noted.append(counted(f"隐藏的工作表“{title}”里有字的格子", [c for c in cells if c.strip()]))
        remove(sheet)
        package.drop(part)
    for view in book.iter(f"{S}workbookView"):
        for key in ("activeTab", "firstSheet"):
            view.attrib.pop(key, None)
    for name in list(book.iter(f"{S}definedName")):
        local_id = name.get("localSheetId")
        if local_id is not None and int(local_id) not in numbers:
            remove(name)
        elif local_id is not None:
            name.set("localSheetId", str(numbers[int(local_id)]))
    return kept


def _names(package: Package, book: etree._Element, told: Tell) -> None:
    """Names of sheets and ranges; what is kept of other files."""
    n = 0
    for name in list(book.iter(f"{S}definedName")):
        said = f"{name.get('name', '')} {name.text or ''} {name.get('comment', '')}"
        built_in = name.get("name", "").startswith("_xlnm.")
        if sensitive(said) or "#REF!" in said or (name.get("hidden") in ("1", "true") and not built_in):
            remove(name)
            n += 1
    package.noted += [f"定义的名称{n}处"] if n else []
    for sheet in book.iter(f"{S}sheet"):
        title = sheet.get("name", "")
        for one in reversed(sensitive(title)):
            if told("工作表的名称", title, one):
                name = sheet.get("name", "")
                sheet.set("name", (name[: one.start] + one.mask + name[one.end :]).replace("*", "×"))
    for tag in ("externalReferences", "fileSharing", "workbookProtection", "definedNames"):
        for element in list(book.iter(f"{S}{tag}")):
            if tag != "definedNames" or len(element) == 0:
                remove(element)


def _strings(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package.parts:
        return []
    items = package.xml("xl/sharedStrings.xml").iter(f"{S}si")
    return ["".join(t.text or "" for t in si.iter(f"{S}t") if t.getparent().tag != f"{S}rPh") for si in items]


def _forget(package: Package, used: set[int]) -> None:
    """Words that no cell shows any longer go from the common list; the places of the others stay."""
    if "xl/sharedStrings.xml" not in package.parts:
        return
    root = package.xml("xl/sharedStrings.xml")
    for n, item in enumerate(root.iter(f"{S}si")):
        if n not in used:
            for child in list(item):
                item.remove(child)
            etree.SubElement(item, f"{S}t").text = ""
    package.put("xl/sharedStrings.xml", root)


def _looks(package: Package) -> Looks:
    made = Looks()
    if "xl/styles.xml" not in package.parts:
        return made
    root = package.xml("xl/styles.xml")
    empty = {f.get("numFmtId") for f in root.iter(f"{S}numFmt") if NOT_SHOWN.match(f.get("formatCode", ""))}
    fonts = root.find(f"{S}fonts")
    fills = root.find(f"{S}fills")
    white = {
        n
        for n, f in enumerate(fonts if fonts is not None else ())
        if (c := f.find(f"{S}color")) is not None
        and (WHITE.match(c.get("rgb", "")) or (c.get("theme") == "0" and not c.get("tint")))
    }
    bare = {
        n
        for n, f in enumerate(fills if fills is not None else ())
        if (p := f.find(f"{S}patternFill")) is not None and p.get("patternType", "none") == "none"
    }
    formats = root.find(f"{S}cellXfs")
    for n, xf in enumerate(formats if formats is not None else ()):
        if int(xf.get("fontId", 0)) in white and int(xf.get("fillId", 0)) in bare:
            made.white.add(n)
        if xf.get("numFmtId") in empty:
            made.empty.add(n)
    return made


def _hidden(package: Package, title: str, root: etree._Element, looks: Looks, strings: list[str]) -> None:
    """Empty what stands in rows, columns and formats that are not seen."""
    spans = [(int(c.get("min", 0)), int(c.get("max", 0))) for c in root.iter(f"{S}col") if _unseen(c, "width")]
    for column in root.iter(f"{S}col"):
        column.attrib.pop("hidden", None)
    counts = {"隐藏的行": 0, "隐藏的列": 0, "白色的字": 0, "不显示的格式": 0}
    words: dict[str, list[str]] = {what: [] for what in counts}
    hidden_columns = set()
    for row in root.iter(f"{S}row"):
        gone = _unseen(row, "ht")
        row.attrib.pop("hidden", None)
        counts["隐藏的行"] += gone and len(row) > 0
        for cell in list(row):
            column, style = _column(cell.get("r", "A1")), int(cell.get("s", 0))
            span = next((s for s in spans if s[0] <= column <= s[1]), None)
            filled = len(cell) > 0
            if filled and span:
                hidden_columns.add(span)
            counts["白色的字"] += filled and style in looks.white
            counts["不显示的格式"] += filled and style in looks.empty
            if what := _why(gone, bool(span), style, looks):
                words[what].append(_text(cell, strings) if filled else "")
                for child in list(cell):
                    cell.remove(child)
                cell.attrib.pop("t", None)
    counts["隐藏的列"] = sum(b - a + 1 for a, b in hidden_columns)
    package.noted += [counted(f"工作表“{title}”{what}", words[what], n) for what, n in counts.items() if n]


def _why(gone: bool, column: bool, style: int, looks: Looks) -> str:
    """Why a cell is not seen; empty when it is."""
    kinds = (("隐藏的行", gone), ("隐藏的列", column), ("白色的字", style in looks.white))
    return next((what for what, so in (*kinds, ("不显示的格式", style in looks.empty)) if so), "")


def _unseen(element: etree._Element, measure: str) -> bool:
    size = element.get(measure)
    return element.get("hidden") in ("1", "true") or (size is not None and float(size) < THIN)


def _column(reference: str) -> int:
    made = 0
    for letter in re.match("[A-Z]*", reference)[0]:  # type: ignore[index]
        made = made * 26 + ord(letter) - 64
    return made


def _around(package: Package, title: str, part: str, root: etree._Element, told: Tell) -> None:
    """Links, lists to choose from, hints, printed heads and feet."""
    bad = package.links(part)
    for link in list(root.iter(f"{S}hyperlink")):
        said = " ".join(link.attrib.values())
        if link.get(ID) in bad or LINK.search(link.get("location", "")) or sensitive(said):
            package.noted += [] if link.get(ID) in bad else [f"工作表“{title}”链接的提示1处"]
            remove(link)
    if bad:
        package.unlink(part, bad)
    for element in list(
        root.iter(
            f"{S}legacyDrawing",
            f"{S}hyperlinks",
            f"{S}pageSetup",
            f"{S}oleObjects",
            f"{S}controls",
            f"{S}legacyDrawingHF",
        )
    ):
        if element.tag == f"{S}pageSetup":
            element.attrib.pop(ID, None)
        elif element.tag != f"{S}hyperlinks" or len(element) == 0:
            remove(element)
    _rules(package, title, root)
    for printed in root.iter(f"{S}headerFooter"):
        for line in printed:
            said = line.text or ""
            for one in reversed(sensitive(said)):
                if told(f"工作表“{title}”打印的页眉页脚", said, one):
                    line.text = (line.text or "")[: one.start] + one.mask + (line.text or "")[one.end :]
            package.warned += internal(CODES.sub("\n", said), f"工作表“{title}”打印的页眉页脚")


def _rules(package: Package, title: str, root: etree._Element) -> None:
    """Formulas, lists to choose from and hints that name persons go; what a formula came to stays."""
    n = 0
    for formula in list(root.iter(f"{S}f")):
        if sensitive(formula.text or ""):
            n += 1
        if "[" in (formula.text or "") or sensitive(formula.text or ""):
            remove(formula)
    package.noted += [f"工作表“{title}”公式里的个人信息{n}处"] if n else []
    n = 0
    for rule in list(root.iter(f"{S}dataValidation")):
        said = " ".join([*rule.attrib.values(), *(e.text or "" for e in rule.iter())])
        if sensitive(said):
            n += 1
            remove(rule)
    for rules in list(root.iter(f"{S}dataValidations")):
        remove(rules) if len(rules) == 0 else rules.set("count", str(len(rules)))
    package.noted += [f"工作表“{title}”下拉列表或者输入提示{n}处"] if n else []


def _mask(title: str, root: etree._Element, strings: list[str], told: Tell) -> str:
    """Read the sheet as one text, cells side by side; put the masks into the cells. The text as it was read."""
    pieces: list[str] = []
    cells: list[tuple[int, str, etree._Element]] = []
    at = 0
    for piece, cell in _read(root, strings):
        if cell is not None:
            cells.append((at, piece, cell))
        pieces.append(piece)
        at += len(piece)
    joined, wanted = "".join(pieces), []
    n = 0
    for one in sensitive(joined):
        while n + 1 < len(cells) and cells[n + 1][0] <= one.start:
            n += 1
        if told(f"工作表“{title}”{cells[n][2].get('r', '')}", joined, one):
            wanted.append(one)
    n = len(cells) - 1
    for one in reversed(wanted):
        while n > 0 and cells[n][0] > one.start:
            n -= 1
        start, _, cell = cells[n]
        text = _text(cell, strings)
        _put(cell, text[: one.start - start] + one.mask + text[one.end - start :])
    return joined


def _read(root: etree._Element, strings: list[str]) -> Iterator[tuple[str, etree._Element | None]]:
    for row in root.iter(f"{S}row"):
        column = 1
        for cell in row.iter(f"{S}c"):
            here = _column(cell.get("r", "")) or column
            if here > column:
                yield CELL * (here - column), None
            text = _text(cell, strings)
            yield text.replace("\n", "\x0b"), cell
            yield CELL, None
            column = here + 1
        yield "\n", None


def _text(cell: etree._Element, strings: list[str]) -> str:
    """What a cell shows: words, or a number written out."""
    kind, value = cell.get("t", "n"), cell.find(f"{S}v")
    if kind == "inlineStr":
        return "".join(t.text or "" for t in cell.iter(f"{S}t"))
    said = (value.text or "") if value is not None else ""
    if kind == "s":
        return strings[int(said)] if said.isdigit() and int(said) < len(strings) else ""
    if kind == "n" and re.fullmatch(r"-?[\d.]+(?:[eE][+-]?\d+)?", said):
        number = float(said)
        return (
            str(int(number))
            if number.is_integer() and abs(number) < 1e20 and "e" in said.lower() + "." * ("." in said)
            else said.removesuffix(".0")
        )
    return said


def _put(cell: etree._Element, text: str) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t").text = text
