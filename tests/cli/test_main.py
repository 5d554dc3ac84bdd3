"""The command line: every verb helps in both languages, and bad input ends with a message and exit code 2."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi.cli.main import VERBS, main
from tests import story

BAD = [
    ["chek"],
    ["--nonsense"],
    ["check", "--as-of", "2025-13-01"],
    ["check", "--system", "S99"],
    ["check", "--unit", "没有这个乡镇"],
    ["explain", "foi.replly~1~2"],
    ["explain"],
    ["report", "--year", "二〇二五"],
    ["report", "--year", "1890"],
    ["judge", "no-such-file.jsonl"],
    ["verify", "--witness", "no-such-file"],
]


@pytest.mark.parametrize("verb", VERBS)
def test_help_is_in_both_languages(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help of each verb says what it does in Chinese and in English, and exits with 0."""
    with pytest.raises(SystemExit) as stopped:
        main([verb, "--help"])
    shown = capsys.readouterr().out
    assert stopped.value.code == 0 and f"fazhi {verb}" in shown
    assert any("一" <= c <= "鿿" for c in shown) and " / " in shown


@pytest.mark.django_db
@pytest.mark.parametrize("words", BAD, ids=" ".join)
def test_bad_input_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong word ends with exit code 2 and a message that says what and how to mend it; never a traceback."""
    assert main(words) == 2
    assert "错误 / error:" in capsys.readouterr().err


@pytest.mark.django_db
def test_bad_input_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """With --json the same comes as data."""
    assert main(["check", "--as-of", "gestern", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["what"] == "不是日期"


def test_judge_answers_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Good lines are answered even when another is wrong; the exit code says that one was."""
    good = {"duty": "penalty.publication", "facts": {"penalty.decided": "2025-04-28"}, "as_of": "2025-05-05"}
    path = tmp_path / "cases.jsonl"
    path.write_text(json.dumps(good) + "\n{\n" + json.dumps(good) + "\n", "utf-8")
    assert main(["judge", str(path)]) == 2
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [a.get("due") for a in answers] == ["2025-05-12", None, "2025-05-12"] and answers[1]["line"] == 2


def test_control_a_good_line_exits_with_nought(tmp_path: Path) -> None:
    """Without a wrong line the exit code is 0."""
    path = tmp_path / "cases.jsonl"
    path.write_text(
        '{"duty": "penalty.publication", "facts": {"penalty.decided": "2025-04-28"}, "as_of": "2025-05-05"}\n', "utf-8"
    )
    assert main(["judge", str(path)]) == 0


@pytest.mark.django_db
def test_a_report_is_word_or_pdf_by_its_name(
    tmp_path: Path, require: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The ending says which; another ending is refused, and nothing is written."""
    require("typst")
    story.settle()
    words = ["report", "--year", "2026", "--unit", "qinghe", "--as-of", "2026-12-31", "-o"]
    for ending, begins in ((".docx", b"PK"), (".PDF", b"%PDF-1.7")):
        path = tmp_path / f"报告{ending}"
        assert main([*words, str(path)]) == 0
        assert path.read_bytes().startswith(begins)
    assert main([*words, str(tmp_path / "报告.doc")]) == 2
    assert "改为 报告.docx" in capsys.readouterr().err and len(list(tmp_path.iterdir())) == 2
