"""What a photo tells beside the picture, and the picture without it."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from fazhi.kernel.faults import InputFault, Problem

TELLING = {
    "GPSInfo": "拍摄位置",
    "Artist": "作者",
    "XPAuthor": "作者",
    "CameraOwnerName": "机主",
    "BodySerialNumber": "机身号",
    "Copyright": "版权人",
    "ImageDescription": "说明",
    "UserComment": "说明",
    "XPComment": "说明",
    "XPTitle": "说明",
    "XPSubject": "说明",
    "XPKeywords": "说明",
    "Make": "相机型号",
    "Model": "相机型号",
    "DateTimeOriginal": "拍摄时间",
}
PLAIN_INFO = {
    "jfif",
    "jfif_version",
    "jfif_unit",
    "jfif_density",
    "dpi",
    "gamma",
    "transparency",
    "icc_profile",
    "srgb",
    "interlace",
    "progressive",
    "progression",
    "aspect",
    "chromaticity",
    "background",
}
INFO = {
    "comment": "说明",
    "photoshop": "文字说明（IPTC）",
    "xmp": "文字说明（XMP）",
    "XML:com.adobe.xmp": "文字说明（XMP）",
    "exif": "",
}
ENDS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
LARGEST = 100_000_000  # pixels


def opened(content: bytes, name: str) -> Image.Image:
    """The picture. Raises InputFault for what is none, is broken, too large, or of another kind than its name says."""
    where = f"文件 {name}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
            if image.width * image.height > LARGEST:
                raise InputFault(Problem(where, "图片太大", "一亿像素以内", "缩小以后再来", "too many pixels"))
            image.load()
    except (Image.DecompressionBombError, MemoryError):
        raise InputFault(Problem(where, "图片太大", "一亿像素以内", "缩小以后再来", "too many pixels")) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise InputFault(Problem(where, "不是图片，或者已经损坏", "jpg、png", "重新导出", "broken image")) from None
    return image


def right_name(content: bytes, name: str) -> None:
    """Raises InputFault where the ending of the name is not that of the content."""
    kind = "PNG" if opened(content, name).format == "PNG" else "JPEG"
    ends = "." + name.lower().rpartition(".")[2]
    if ENDS.get(ends) != kind:
        right = ".png" if kind == "PNG" else ".jpg"
        raise InputFault(
            Problem(
                f"文件 {name}", f"内容是 {kind}，扩展名却是 {ends}", right, f"把扩展名改成 {right}", "wrong extension"
            )
        )


def telling(content: bytes, name: str) -> Iterator[str]:
    """What is told, each once, in Chinese."""
    image = opened(content, name)
    tags = image.getexif()
    inner = {**dict(tags), **dict(tags.get_ifd(ExifTags.IFD.Exif))}
    said = [TELLING["GPSInfo"]] if dict(tags.get_ifd(ExifTags.IFD.GPSInfo)) else []
    said += [TELLING[tag] for key in inner if (tag := ExifTags.TAGS.get(key, "")) in TELLING and tag != "GPSInfo"]
    said += [INFO.get(str(key), "文字说明") for key in image.info if str(key) not in PLAIN_INFO]
    if image.format != "PNG" and len(content) > content.rfind(b"\xff\xd9") + 2:
        said.append("图片后面附带的数据")
    yield from (what for what in dict.fromkeys(said) if what)


def stripped(content: bytes, name: str) -> bytes:
    """The same picture, upright, without what it tells beside itself."""
    image = opened(content, name)
    kind = "PNG" if image.format == "PNG" else "JPEG"
    plain = ImageOps.exif_transpose(image)
    kept = {k: image.info[k] for k in ("icc_profile", "transparency", "dpi") if k in image.info}
    plain = plain.copy()
    plain.info = {}
    out = io.BytesIO()
    plain.save(out, format=kind, **kept, **({"quality": 95} if kind == "JPEG" else {}))
    return out.getvalue()
