"""What a clerk reads: one sentence for each kind and verdict, word for word; a change of wording is seen here first."""

from pathlib import Path

from fazhi.packs.judge import judge
from fazhi.packs.shelf import load_shelf

GOLDEN = Path(__file__).parent / "why_texts.txt"


def sentences() -> str:
    """One line a kind and verdict, from the first case of the packs that gives it."""
    shelf = load_shelf()
    kinds = {d.id: d.kind for d in shelf.duties}  # type: ignore[attr-defined]
    found: dict[tuple[str, str], str] = {}
    for pack in shelf.packs:
        for case in pack.cases:
            answer = judge(shelf, {"duty": case.duty, "facts": case.facts, "as_of": case.as_of})
            if answer["verdict"] == "not_applicable" and "没有触发" in str(answer["why"]):
                continue  # nothing was judged
            key = (kinds[case.duty], str(answer["verdict"]))
            found.setdefault(key, f"{case.duty}　{answer['why']}")
    return "".join(f"{kind} {verdict}　{text}\n" for (kind, verdict), text in sorted(found.items()))


def test_sentences_stand_as_they_were_read():
    """Dates as 2024年10月30日, no more than the facts say."""
    told = sentences()
    assert told == GOLDEN.read_text("utf-8")
    assert {line.split(" ", 1)[0] for line in told.splitlines()} == {
        "after",
        "apart",
        "before",
        "in_force",
        "none",
        "times",
    }


def test_another_wording_is_noticed():
    """Control."""
    assert sentences().replace("至", "到") != GOLDEN.read_text("utf-8")
