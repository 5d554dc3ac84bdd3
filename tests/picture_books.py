"""Workbooks with pictures, really built: photos drawn by Pillow, cell pictures in the parts that WPS writes."""

import io
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.drawing.image import Image as Laid
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

ETC = "http://www.wps.cn/officeDocument/2017/etCustomData"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def photo(color: str = "red", kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return out.getvalue()


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(content: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The package with parts written anew, added, or (None) taken out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def with_cell_pictures(content: bytes, pictures: Mapping[str, bytes], **targets: str) -> bytes:
    """The workbook as WPS saves it with pictures in cells, by their names. targets: where a name's relation points instead."""
    links, entries, media = [], [], {}
    for n, (name, data) in enumerate(pictures.items(), start=1):
        target = targets.get(name, f"media/image9{n}.png")
        mode = ' TargetMode="External"' if "://" in target else ""
        links.append(f'<Relationship Id="rId{n}" Type="{OFFICE}/image" Target="{target}"{mode}/>')
        entries.append(
            f'<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{n}" name="{name}"/><xdr:cNvPicPr/></xdr:nvPicPr>'
            f'<xdr:blipFill><a:blip r:embed="rId{n}"/></xdr:blipFill></xdr:pic></etc:cellImage>'
        )
        media[f"xl/media/image9{n}.png"] = data
    namespaces = f'xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:r="{OFFICE}" xmlns:a="{DRAWING}/main"'
    register = f'<etc:cellImages {namespaces} xmlns:etc="{ETC}">{"".join(entries)}</etc:cellImages>'
    relation = (
        '<Relationship Id="rId90" Type="http://www.wps.cn/officeDocument/2020/cellImage" Target="cellimages.xml"/>'
    )
    book = part(content, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>", f"{relation}</Relationships>".encode()
    )
    kinds = '<Default Extension="png" ContentType="image/png"/>'
    kinds += '<Override PartName="/xl/cellimages.xml" ContentType="application/vnd.wps-officedocument.cellimage+xml"/></Types>'
    types = part(content, "[Content_Types].xml").replace(b"</Types>", kinds.encode())
    return changed(
        content,
        {
            "[Content_Types].xml": types,
            "xl/_rels/workbook.xml.rels": book,
            "xl/cellimages.xml": register.encode(),
            "xl/_rels/cellimages.xml.rels": f'<Relationships xmlns="{PACKAGE}">{"".join(links)}</Relationships>'.encode(),
            **media,
        },
    )


def dispimg(name: str) -> str:
    """What WPS writes into the cell."""
    return f'=_xlfn.DISPIMG("{name}",1)'


def lay(sheet: Worksheet, cell: str, data: bytes) -> None:
    """Lay a picture over the sheet that begins in a cell."""
    sheet.add_image(Laid(io.BytesIO(data)), cell)
