"""What a paragraph or run of a Word file looks like after inheritance: its own word, else its style's, else the default.

ISO/IEC 29500-1, 17.7.2: defaults of the document, paragraph style with those it is based on, character style, own.
Properties are flat: `ind.firstLine`, `spacing.line`, `rFonts.eastAsia`, `sz`, `numPr.numId`; values as written.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from fazhi.paper.package_parts import W
from fazhi.paper.word_package import Package

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DEEPEST = 20  # styles based on one another; Word itself stops at ten
# What is set nearer puts out of force what is inherited under another name.
RIVALS = {
    "rFonts.eastAsia": ("rFonts.eastAsiaTheme",),
    "rFonts.ascii": ("rFonts.asciiTheme",),
    "ind.firstLine": ("ind.hanging", "ind.hangingChars"),
    "ind.hanging": ("ind.firstLine", "ind.firstLineChars"),
    "ind.start": ("ind.left",),
    "ind.end": ("ind.right",),
}
Properties = dict[str, str]


def flat(properties: Element | None) -> Properties:
    """The children of a w:pPr or w:rPr and their attributes, by name; an empty mark such as w:b is "1"."""
    found: Properties = {}
    for child in properties if properties is not None else ():
        name = child.tag.rpartition("}")[2]
        if name in ("rPr", "sectPr"):
            continue
        for key, value in child.attrib.items():
            attribute = key.rpartition("}")[2]
            found[name if attribute == "val" else f"{name}.{attribute}"] = value
        if not child.attrib:
            found.setdefault(name, "1")
        for inner in child if name == "numPr" else ():
            found[f"numPr.{inner.tag.rpartition('}')[2]}"] = inner.get(f"{W}val", "")
    return found


def over(base: Properties, nearer: Properties) -> Properties:
    """Both together; where they speak of the same thing the nearer one holds."""
    put_out = {rival for name in nearer for rival in RIVALS.get(name, ())}
    return {k: v for k, v in base.items() if k not in put_out or k in nearer} | nearer


class Styles:
    """The styles of one file."""

    def __init__(self, package: Package) -> None:
        root = package.kinds.get("styles", Element("none"))
        self._all = {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}
        self._plain = next((id for id, s in self._all.items() if _is_default_paragraph(s)), "")
        defaults = root.find(f"{W}docDefaults")
        none = Element("none")
        base = defaults if defaults is not None else none
        self._defaults = {kind: flat(base.find(f"{W}{kind}Default/{W}{kind}")) for kind in ("pPr", "rPr")}
        self._theme = _theme_faces(package)

    def of_paragraph(self, style: str) -> Properties:
        """Paragraph properties that a paragraph of this style has of itself; "" for the usual style."""
        return over(self._defaults["pPr"], self._chain(style or self._plain, "pPr"))

    def of_run(self, paragraph_style: str, properties: Element | None) -> Properties:
        """Run properties of a run in a paragraph of a style."""
        own = flat(properties)
        made = over(self._defaults["rPr"], self._chain(paragraph_style or self._plain, "rPr"))
        return over(over(made, self._chain(own.get("rStyle", ""), "rPr")), own)

    def face(self, properties: Properties, script: str) -> str:
        """The typeface for `eastAsia` or `ascii`; "" when none is named, and Word would choose one by itself."""
        theme = properties.get(f"rFonts.{script}Theme")
        return self._theme.get((theme[:5], script), "") if theme else properties.get(f"rFonts.{script}", "")

    def _chain(self, style: str, kind: str) -> Properties:
        made: Properties = {}
        for _ in range(DEEPEST):
            element = self._all.get(style)
            if element is None:
                break
            made = over(flat(element.find(f"{W}{kind}")), made)
            parent = element.find(f"{W}basedOn")
            style = parent.get(f"{W}val", "") if parent is not None else ""
        return made


def _is_default_paragraph(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def _theme_faces(package: Package) -> dict[tuple[str, str], str]:
    """(major or minor, script) -> typeface. The theme's Chinese face counts only in a file whose language is Chinese."""
    theme, settings = package.kinds.get("theme"), package.kinds.get("settings")
    if theme is None:
        return {}
    language = settings.find(f"{W}themeFontLang") if settings is not None else None
    chinese = language is not None and language.get(f"{W}eastAsia", "").startswith("zh")
    made = {}
    for size in ("major", "minor"):
        for fonts in theme.iter(f"{A}{size}Font"):
            named = {f.tag.rpartition("}")[2]: f.get("typeface", "") for f in fonts if f.tag != f"{A}font"}
            hans = [f.get("typeface", "") for f in fonts.iter(f"{A}font") if f.get("script") == "Hans"]
            made[size, "ascii"] = named.get("latin", "")
            made[size, "eastAsia"] = named.get("ea") or (hans[0] if chinese and hans else "")
    return made
