"""A .docx made fit for the public: tracked changes settled, nothing hidden left, masks over persons; and what was found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from fazhi.proofread.disguise import CELL
from fazhi.proofread.excerpts import counted
from fazhi.proofread.internal_use import internal
from fazhi.proofread.package_edit import ID, LINK, Package, local, remove
from fazhi.proofread.sensitive import Found, sensitive
from fazhi.proofread.word_place import Places, W

TEXTS = re.compile(r"word/(?P<kind>document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
PLACES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
COMMENTS = re.compile(r"word/comments\w*\.xml$")
CHANGES, GONE = ("ins", "del", "moveFrom", "moveTo"), ("del", "moveFrom")
DROPPED = (
    "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "object", "moveFromRangeStart", "moveFromRangeEnd",
    "moveToRangeStart", "moveToRangeEnd", "dataBinding", "cellIns", "cellDel", "cellMerge", "control",
)  # fmt: skip
FORMER = re.compile(r"(?:Change)$")
OFF, WHITE = ("0", "false", "none"), re.compile("^(?:FF|F[A-F]){3}$", re.I)
TINY = 4  # half points
Unseen = dict[str, list[str]]  # what is not seen, by kind: the words of each place
Tell = Callable[[str, str, Found], bool]


def clean(package: Package, told: Tell) -> None:
    """Change the parts. told(where, text, found): called for everything that was found; whether it is to be masked."""
    notes = [n for n in package.parts if COMMENTS.search(n)]
    if "word/comments.xml" in notes and (said := [*map(_words, local(package.xml("word/comments.xml"), "comment"))]):
        package.noted.append(counted("批注", said))
    for name in notes:
        package.drop(name)
    package.bare()
    styles = _hiding_styles(package)
    unseen: Unseen = {"修订": [], "隐藏文字": [], "看不见的字（白色或者极小）": [], "嵌入的文件": []}
    texts = [n for n in package.parts if TEXTS.search(n)]
    for name in sorted(texts, key=lambda n: "document" not in n):
        root = package.xml(name)
        _settle(root, styles, unseen)
        _links(package, name, root)
        place = PLACES.get(re.sub(r"\d", "", TEXTS.search(name)["kind"]), "")  # type: ignore[index]
        package.warned += internal(_mask(root, place, told), place)
        package.put(name, root)
    package.noted += [counted(what, said) for what, said in unseen.items() if said]
    _settings(package)
    drawn(package, told)


def drawn(package: Package, told: Tell) -> None:
    """Masks over what charts, diagrams and drawings say."""
    for name in [n for n in package.parts if re.search(r"/(?:charts|diagrams|drawings)/[^/]+\.xml$", n)]:
        root = package.xml(name)
        for element in [*local(root, "externalData", "userShapes")]:
            remove(element)
        for element in local(root, "t", "v", "f"):
            said = element.text or ""
            for one in reversed(sensitive(said)):
                if told("图表、图形里", said, one):
                    element.text = (element.text or "")[: one.start] + one.mask + (element.text or "")[one.end :]
        alternative(package, root)
        package.put(name, root)


def alternative(package: Package, root: etree._Element) -> None:
    """Names and descriptions of pictures that tell a person or a folder go."""
    n = 0
    for element in local(root, "docPr", "cNvPr"):
        for key in ("descr", "title", "name"):
            said = element.get(key, "")
            if said and (LINK.search(said) or sensitive(said)):
                element.set(key, "")
                n += 1
    if n:
        package.noted.append(f"图片的替代文字{n}处")


def _hiding_styles(package: Package) -> set[str]:
    """Styles that hide what is set in them, by themselves or by what they are based on."""
    if "word/styles.xml" not in package.parts:
        return set()
    based, hiding = {}, set()
    for style in package.xml("word/styles.xml").iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        parent = style.find(f"{W}basedOn")
        based[name] = parent.get(f"{W}val", "") if parent is not None else ""
        properties = style.find(f"{W}rPr")
        if properties is not None and (_on(properties, "vanish") or _faint(properties)):
            hiding.add(name)
    for _ in based:
        more = {name for name, parent in based.items() if parent in hiding} - hiding
        if not more:
            break
        hiding |= more
    return hiding


def _on(properties: etree._Element, tag: str) -> bool:
    found = properties.find(f"{W}{tag}")
    return found is not None and found.get(f"{W}val") not in OFF


def _faint(properties: etree._Element) -> bool:
    """White without a ground of its own, or smaller than anyone reads."""
    color, size = properties.find(f"{W}color"), properties.find(f"{W}sz")
    ground = properties.find(f"{W}shd") is not None or properties.find(f"{W}highlight") is not None
    white = color is not None and bool(WHITE.match(color.get(f"{W}val", ""))) and not ground
    tiny = size is not None and size.get(f"{W}val", "").isdigit() and int(size.get(f"{W}val", "")) <= TINY
    return white or tiny


def _words(element: etree._Element) -> str:
    """All words below an element, those that were deleted too."""
    return "".join(e.text or "" for e in element.iter(f"{W}t", f"{W}delText"))


def _settle(root: etree._Element, styles: set[str], unseen: Unseen) -> None:
    """Accept insertions, drop deletions and former formats, marks of comments, hidden runs and embedded files."""
    unseen["修订"] += [
        _words(e) if e.tag[len(W) :] in GONE else ""
        for e in root.iter()
        if isinstance(e.tag, str) and (e.tag[len(W) :] in CHANGES or FORMER.search(e.tag))
    ]
    unseen["嵌入的文件"] += ["" for _ in root.iter(f"{W}object")]
    for row in [r for r in root.iter(f"{W}tr") if r.find(f"{W}trPr/{W}del") is not None]:
        remove(row)
    for tag in ("ins", "moveTo"):
        for element in list(root.iter(f"{W}{tag}")):
            parent = element.getparent()
            at = parent.index(element)
            for child in reversed(list(element)):
                parent.insert(at, child)
            remove(element)
    for element in [
        e for e in root.iter() if isinstance(e.tag, str) and (e.tag[len(W) :] in DROPPED or FORMER.search(e.tag))
    ]:
        remove(element)
    _show(root, styles, unseen)


def _show(root: etree._Element, styles: set[str], unseen: Unseen) -> None:
    """Remove the runs that are not seen, and the marks of comments; those of one paragraph are one place."""
    places: dict[tuple[str, etree._Element | None], str] = {}
    for mark in list(root.iter(f"{W}commentReference")):
        remove(mark.getparent())
    for run in list(root.iter(f"{W}r")):
        properties = run.find(f"{W}rPr")
        paragraph = next(run.iterancestors(f"{W}p"), None)
        ground = next(
            (a for a in run.iterancestors(f"{W}tc", f"{W}p") if a.find(f"{a.tag}Pr/{W}shd") is not None), None
        )
        named = {
            e.get(f"{W}val")
            for p in (properties, paragraph.find(f"{W}pPr") if paragraph is not None else None)
            if p is not None
            for e in p.iterchildren(f"{W}rStyle", f"{W}pStyle")
        }
        if (properties is not None and _on(properties, "vanish")) or named & styles:
            here = ("隐藏文字", paragraph)
            places[here] = places.get(here, "") + _words(run)
            remove(run)
        elif (
            properties is not None and _faint(properties) and ground is None and any(t.text for t in run.iter(f"{W}t"))
        ):
            here = ("看不见的字（白色或者极小）", paragraph)
            places[here] = places.get(here, "") + _words(run)
            remove(run)
    for (what, _), said in places.items():
        unseen[what].append(said)
    for mark in list(root.iter(f"{W}vanish")):
        remove(mark)


def _links(package: Package, name: str, root: etree._Element) -> None:
    """Targets of links, field codes, names of marks and fields that tell a person."""
    bad = package.links(name)
    for link in [e for e in root.iter(f"{W}hyperlink") if e.get(ID) in bad]:
        del link.attrib[ID]
    for element in root.iter():
        if bad and element.get(ID) in bad:
            del element.attrib[ID]
    if bad:
        package.unlink(name, bad)
    n = 0
    for code in root.iter(f"{W}instrText"):
        said = code.text or ""
        if sensitive(said) or re.search(r"(?:tel|mailto|file|sms):", said):
            code.text = ' QUOTE "" '
            n += 1
    for element in root.iter(f"{W}fldSimple", f"{W}bookmarkStart", f"{W}alias", f"{W}tag", f"{W}hyperlink"):
        for key, said in element.attrib.items():
            if len(said) > 3 and sensitive(said):
                element.set(key, f"_{n}")
                n += 1
    if n:
        package.noted.append(f"链接、书签、控件里的个人信息{n}处")
    alternative(package, root)


def _settings(package: Package) -> None:
    name = "word/settings.xml"
    if name not in package.parts:
        return
    root = package.xml(name)
    told = {"docVars": "文档变量", "attachedTemplate": "模板的位置", "mailMerge": "邮件合并的数据源"}
    for element in list(local(root, *told, "rsids", "documentProtection", "writeProtection")):
        kind = etree.QName(element).localname
        if kind in told:
            package.noted.append(told[kind])
        remove(element)
    package.put(name, root)
    bad = package.links(name)
    if bad:
        package.unlink(name, bad)


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of text: its element, where it begins in the text, how long it is, and its paragraph."""

    element: etree._Element
    start: int
    length: int
    paragraph: etree._Element | None


def _mask(root: etree._Element, place: str, told: Tell) -> str:
    """Read all of a part as one text, so that a number over paragraphs and a header over its column are seen; put the masks.

    The text as it was read.
    """
    said, bits = _read(root)
    starts = [b.start for b in bits]
    places = Places(root)
    wanted = []
    for one in sensitive(said):
        bit = bits[max(0, bisect_right(starts, one.start) - 1)]
        if told(place + places.where(bit.paragraph), said, one):
            wanted.append(one)
    for one in reversed(wanted):
        put = False
        for bit in bits[max(0, bisect_right(starts, one.start) - 1) : bisect_right(starts, one.end)]:
            begin, end = max(0, one.start - bit.start), min(bit.length, one.end - bit.start)
            if begin >= end:
                continue
            if bit.element.tag != f"{W}t":
                remove(bit.element)
                continue
            text = bit.element.text or ""
            bit.element.text = text[:begin] + ("" if put else one.mask) + text[end:]
            put = True
    return said


def _read(root: etree._Element) -> tuple[str, list[Bit]]:
    pieces: list[str] = []
    bits: list[Bit] = []
    at, paragraph = 0, None
    for element, piece in _walk(root):
        if element is not None and element.tag == f"{W}p":
            paragraph = element
            continue
        if element is not None:
            bits.append(Bit(element, at, len(piece), paragraph))
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces), bits


LEAVES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad"}
AFTER = {f"{W}tc": CELL, f"{W}tr": "\n"}


def _walk(element: etree._Element, in_cell: bool = False) -> Iterator[tuple[etree._Element | None, str]]:
    """Every element with text in it, and what stands between paragraphs, cells and rows; text boxes after their paragraph."""
    boxes = []
    if element.tag == f"{W}p":
        yield element, ""
    for child in element:
        if child.tag == f"{W}t":
            yield child, child.text or ""
        elif child.tag in LEAVES and element.tag == f"{W}r":
            yield child, LEAVES[child.tag]
        elif child.tag in (f"{W}drawing", f"{W}pict") or (
            isinstance(child.tag, str) and child.tag.endswith("}AlternateContent")
        ):
            boxes += [b for b in child.iter(f"{W}txbxContent")]
        elif isinstance(child.tag, str):
            yield from _walk(child, in_cell or child.tag == f"{W}tc")
    if element.tag == f"{W}p":
        yield None, "\x0b" if in_cell else "\n"
    elif element.tag in AFTER:
        yield None, AFTER[element.tag]
    for box in boxes:
        yield from _walk(box)
        yield None, "\n"
