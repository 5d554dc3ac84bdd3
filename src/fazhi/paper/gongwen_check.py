"""Is a Word file laid out as GB/T 9704-2012 (Layout key for official document of Party and government organs) says?

Any .docx is read, by its XML alone; what cannot be seen there, such as where a page ends, is not judged.
"""

from __future__ import annotations

from fazhi.paper.gongwen_fault import Fault, merged
from fazhi.paper.gongwen_footer import footer_faults
from fazhi.paper.gongwen_page import character_faults, grid_of, leftover_faults, line_faults, page_faults, sections
from fazhi.paper.gongwen_parts import parts_of
from fazhi.paper.gongwen_text import date_faults, number_faults, punctuation_faults, signature_faults
from fazhi.paper.gongwen_type import body_faults, face_named_faults, title_faults
from fazhi.paper.package_parts import W
from fazhi.paper.word_package import open_package
from fazhi.paper.word_read import blocks_of
from fazhi.paper.word_style import Styles

GB = "GB/T 9704-2012"


def faults(content: bytes, name: str = "公文.docx") -> list[Fault]:
    """What is wrong with the layout, in the order of the standard; the same fault in many places once.

    content: a .docx; name: the file's, for messages. Raises InputFault when it is none, locked, broken or too large.
    Price: about 10 ms a page.
    """
    package = open_package(content, name)
    styles = Styles(package)
    body = package.main.find(f"{W}body")
    blocks = blocks_of(package, styles, body) if body is not None else []
    parts = parts_of(blocks)
    found = sections(package.main)
    grid = grid_of(found[0] if found else package.main)
    remarks = any(True for _ in package.kinds["comments"]) if "comments" in package.kinds else False
    return merged(
        [
            *page_faults(package.main),
            *line_faults(parts, grid),
            *character_faults(parts, grid),
            *face_named_faults(blocks),
            *title_faults(parts),
            *body_faults(parts),
            *number_faults(parts),
            *punctuation_faults(blocks),
            *signature_faults(parts),
            *date_faults(blocks, parts),
            *footer_faults(package, styles),
            *leftover_faults(package.main, blocks, remarks),
        ]
    )
