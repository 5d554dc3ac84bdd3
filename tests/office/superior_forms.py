"""Twelve blank forms as superiors send them, each with what its headings mean in the ledgers of the packs.

They were drawn from how county offices lay out tables, not from how a program reads them: whoever recognises forms
is measured against them. Everything in them is invented.
"""

from tests.office.superior_activities import ACTIVITIES
from tests.office.superior_counts import CASE, COUNTS
from tests.office.superior_procedures import PROCEDURES
from tests.office.superior_sheet import Form, Meant

__all__ = ["FORMS", "Form", "Meant"]

FORMS: tuple[Form, ...] = (*ACTIVITIES, *PROCEDURES, *COUNTS, CASE)
