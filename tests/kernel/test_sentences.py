"""The claims gate: what a sentence may say is bound by its findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.duties import NoneOf, Select, Times
from fazhi.kernel.figures import Figure
from fazhi.kernel.findings import SHORT, VERDICTS, Finding
from fazhi.kernel.sentences import Section, Sentence, compose
from fazhi.kernel.why import Facts

TODAY = date(2026, 1, 10)
ZERO = NoneOf("zero.none", "示例", "S15", "local", date(2023, 1, 1), what=Select("bad"), zero=Select("zero"))
FOUR = Times("four", "示例", "S12", "local", date(2023, 1, 1), what=Select("held"), at_least=4)
SECTION = Section(
    "s",
    1,
    1,
    "学法",
    "截至{as_of}，{open}人未满，{unproven}项未证实。",
    "{subjects}人均达到，共{held}次。",
    "{short}人未达到（{names}）。",
    ("four", "zero.none"),
    (),
)


def finding(verdict: str, n: int, duty: Times | NoneOf = FOUR) -> Finding:
    """One finding with a trace of its own."""
    facts = Facts(
        verdict, f"人{n}", None, None, None, None, None, None, 3, 4, (), (date(2025, 1, 1), date(2025, 12, 31)), TODAY
    )
    return Finding(duty, f"p{n}", f"人{n}", "t", facts, (n,), None, "示例。", f"{duty.id}~p{n}~2025")


findings = st.lists(st.sampled_from(VERDICTS), max_size=6).flatmap(
    lambda vs: st.tuples(
        *(st.sampled_from((FOUR, ZERO)).map(lambda d, v=v, n=n: finding(v, n, d)) for n, v in enumerate(vs))
    ).map(list)
)


def made(found: list[Finding], figures: dict[str, Figure] | None = None) -> Sentence | None:
    return compose(SECTION, figures or {"held": Figure(7, (90, 91))}, found, 2025, TODAY)


def sound(found: list[Finding], sentence: Sentence | None) -> bool:
    """Whether a universal sentence rests on met findings only (a met zero is a proven zero)."""
    if sentence is None or sentence.branch != "all_met":
        return True
    by_key = {f.key: f.verdict for f in found}
    return bool(sentence.findings) and all(by_key[k] == "met" for k in sentence.findings)


@given(findings)
def test_all_met_means_every_finding_is_met(found: list[Finding]) -> None:
    """A sentence under all_met implies that each finding in its trace is met."""
    assert sound(found, made(found))


@given(findings)
def test_a_zero_claim_means_proven_zeros(found: list[Finding]) -> None:
    """No unproven zero is ever behind a universal sentence."""
    sentence = made(found)
    unproven = {f.key for f in found if f.duty is ZERO and f.verdict == "unproven"}
    assert sentence is None or sentence.branch != "all_met" or not unproven & set(sentence.findings)


@given(findings)
def test_a_shortfall_is_said(found: list[Finding]) -> None:
    """One late, overdue or violated finding forces any_missed."""
    sentence = made(found)
    assert (sentence is not None and sentence.branch == "any_missed") == any(f.verdict in SHORT for f in found)


def test_control_a_gate_that_looks_at_the_first_finding_only_is_caught() -> None:
    """The property notices a gate that is satisfied with one met finding."""
    found = [finding("met", 1), finding("overdue", 2)]
    lenient = Sentence("s", "all_met", "", (), tuple(f.key for f in found))
    assert not sound(found, lenient)


def test_nothing_that_applies_gives_no_sentence() -> None:
    """A section whose duties do not apply stays silent."""
    assert made([finding("not_applicable", 1)]) is None


def test_numbers_carry_their_events() -> None:
    """The events of a figure that is used are in the trace; the text holds its number."""
    sentence = made([finding("met", 1)])
    assert sentence is not None and sentence.trace == (1, 90, 91) and "共7次" in sentence.text


def test_unproven_alone_is_neither_met_nor_missed() -> None:
    """An unproven zero takes the third branch."""
    sentence = made([finding("unproven", 1, ZERO)])
    assert sentence is not None and sentence.branch == "otherwise" and "1项未证实" in sentence.text


def test_a_piece_without_a_count_falls_away() -> None:
    """In brackets, it stands when one of its numbers is not 0; a sentence of nothing but such pieces is not said."""
    held = replace(SECTION, duties=(), all_met="", any_missed="", otherwise="[听证{held}次，]要求得到落实。")
    said = [compose(held, {"held": Figure(n, ())}, [], 2025, TODAY) for n in (0, 2)]
    assert [s.text for s in said if s] == ["要求得到落实。", "听证2次，要求得到落实。"]
    assert compose(replace(held, otherwise="[听证{held}次]。"), {"held": Figure(0, ())}, [], 2025, TODAY) is None
