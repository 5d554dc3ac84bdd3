"""Another checker of the standard reads our annual report; where it and we differ, the reason stands here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from fazhi.office.draft_report import draft, kind_of
from fazhi.office.report_draft import Period
from fazhi.office.write_report import report_docx
from fazhi.paper.gongwen_check import faults
from tests import story
from tests.paper.test_gongwen_check import CONTROLS, DATA
from tools import dev

# gongwen-skill 2.15.0 (MIT) mixes the national standard with a provincial office's own rules; its file of common rules
# says which. What it finds in our report, and why our report stays as it is:
PROVINCIAL_MARGINS = "asks 28/28/27/27 mm by a provincial rule; GB/T 9704-2012, 5.2.1, has 37 above and 28 at the left"
PROVINCIAL_LINES = "asks 33 pt by a provincial rule; 22 lines to 225 mm (5.2.3) are 28.95 pt"
FLUSH = "takes the draft's note and the addressee for body text; an addressee stands flush left (7.3.2)"
NOTE = "takes the draft's note above the title for body text; it is removed before the report goes out"
OWN_TABLE = "a house rule for tables; the standard (8) says only how a wide one is turned"
DIFFERENCES = {
    "CHK-C001": PROVINCIAL_MARGINS,
    "CHK-C011": PROVINCIAL_MARGINS,
    "CHK-C033": PROVINCIAL_LINES,
    "CHK-C032": PROVINCIAL_LINES,
    "CHK-C035": PROVINCIAL_LINES,
    "CHK-C006": PROVINCIAL_LINES,
    "CHK-C037": PROVINCIAL_LINES,
    "CHK-C012": FLUSH,
    "CHK-C013": "wants justified lines; 5.2.3 wants full ones, which the widths give, and justified ones lose marks in print",
    "CHK-C004": NOTE,
    "CHK-C005": NOTE,
    "CHK-C016": "wants issuer and date in the middle; 7.3.5 has them at the right, the issuer centred over the date",
    "CHK-C051": OWN_TABLE,
    "CHK-C052": OWN_TABLE,
    "CHK-C053": OWN_TABLE,
    "CHK-C055": OWN_TABLE,
    "CHK-C056": OWN_TABLE,
    "CHK-C057": OWN_TABLE,
    "CHK-C058": OWN_TABLE,
    "CHK-RPT001": "wants 特此报告 at the end; a published annual report of this kind has no such words",
}
# A document of our controls, and the rule by which the other checker sees its fault too.
SEEN_BY_BOTH = {
    "paper, lying": "CHK-C018",
    "title_face": "CHK-C007",
    "title_size": "CHK-C008",
    "title_centre": "CHK-C021",
    "heading_face": "CHK-C009",
    "signature": "CHK-C017",
    "page_number": "CHK-HEUR-004",
    "page_number_type": "CHK-C029",
    "tail": "CHK-HEUR-002",
}


@pytest.fixture(scope="module")
def other(request: pytest.FixtureRequest) -> Path:
    """The Python of an environment with the other checker, kept between runs; required where FAZHI_REQUIRE_ALL is set."""
    lock = dev.LOCKS / "gongwen.lock"
    kept = request.config.cache.mkdir("gongwen") / dev.digest(lock)[:12]
    if not dev.python_of(kept).exists():
        fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
        try:
            dev.make_venv(fresh)
            dev.install(fresh, "gongwen")
        except dev.Halt as halt:
            shutil.rmtree(fresh, ignore_errors=True)
            reason = f"the other checker cannot be installed: {str(halt)[-300:]}"
            pytest.fail(reason) if os.environ.get("FAZHI_REQUIRE_ALL") else pytest.skip(reason)
        try:
            fresh.rename(kept)
        except OSError:  # another run was quicker
            shutil.rmtree(fresh)
    return dev.python_of(kept)


def opinion(python: Path, data: bytes, folder: Path) -> set[str]:
    """The rules by which the other checker finds something in a document; it writes only in `folder`."""
    (folder / "report.docx").write_bytes(data)
    command = [python, "-m", "gongwen", "check", "report.docx", "-t", "report", "--json"]
    home = {**os.environ, "HOME": str(folder), "USERPROFILE": str(folder), "PYTHONUTF8": "1"}
    home.pop("PYTHONPATH", None)
    done = subprocess.run(command, cwd=folder, env=home, capture_output=True, timeout=120, check=False)
    assert done.stdout, done.stderr.decode()[-500:]
    return {issue["rule_id"] for issue in json.loads(done.stdout)}


@pytest.mark.django_db
def test_the_other_checker_finds_only_what_is_named_here(other: Path, tmp_path: Path) -> None:
    """Every difference has its reason, and no reason outlives its difference; our own checker finds nothing."""
    story.settle()
    story.some_events()
    _, report = report_docx(draft("qinghe", kind_of("annual"), Period(2026), date(2026, 12, 31)))
    assert [fault.chinese() for fault in faults(report)] == []
    assert opinion(other, report, tmp_path) == set(DIFFERENCES)


def test_control_what_both_must_see_both_see(other: Path, tmp_path: Path) -> None:
    """A wrong paper, title, heading, date or page number is found by both, by the other only where it was made wrong."""
    before = opinion(other, DATA, tmp_path)
    for control, rule in SEEN_BY_BOTH.items():
        wrong = CONTROLS[control]()
        assert faults(wrong)
        assert rule in opinion(other, wrong, tmp_path) - before, control
