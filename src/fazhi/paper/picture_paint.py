"""Pictures in a workbook that is given back: openpyxl knows none that stand in cells, so these are laid over their cells instead."""

from __future__ import annotations

import io
import zipfile
from itertools import islice

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.drawing.image import Image
from PIL import Image as Pillow

from fazhi.paper.package_parts import BAD, Parts
from fazhi.paper.picture_parse import LARGEST, PICTURES, kind_of
from fazhi.paper.picture_places import places

LOW = 24  # pixels; the lowest that can still be seen
USUAL = 15.0  # points of a row that says nothing
PIXELS = 4 / 3  # of a point


def allow_wide() -> None:
    """Let openpyxl keep pictures however wide they say they are: it copies them without unpacking."""
    Pillow.MAX_IMAGE_PIXELS = None


def lay_pictures(workbook: Workbook, content: bytes) -> None:
    """Put what stood in cells over them, as high as the row; the bytes of every photo stay what they were.

    workbook: what openpyxl made of `content`, an .xlsx. What cannot be read stays a formula.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = Parts(archive)
        for place in islice(places(parts), PICTURES):
            if not place.inside or not place.part or place.row is None or place.column is None:
                continue
            cell = workbook[place.sheet].cell(place.row + 1, place.column + 1)
            held = _picture(parts, place.part)
            if held is None or isinstance(cell, MergedCell):
                continue
            high = max((workbook[place.sheet].row_dimensions[cell.row].height or USUAL) * PIXELS, LOW)
            held.width, held.height = max(round(held.width * high / held.height), 1), round(high)
            cell.value = None
            workbook[place.sheet].add_image(held, cell.coordinate)
    for sheet in workbook.worksheets:
        for image in sheet._images:
            if image.format == "mpo":  # a phone's JPEG: openpyxl would turn it into another picture
                image.format = "jpeg"


def _picture(parts: Parts, part: str) -> Image | None:
    try:
        content = parts.read(part, LARGEST + 1)
    except BAD:
        return None
    return None if len(content) > LARGEST or kind_of(content)[1] else Image(io.BytesIO(content))
