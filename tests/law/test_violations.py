"""Art. 93: ground to cancel, to strip, to restore; what is not known stays so."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import (
    BadFact,
    Finding,
    SubjectKind,
    UnknownTitle,
    Verdict,
    recovered_money,
    restoring,
    revocation,
    stripping,
)
from thidua.law.violations import FACTS

ON, AMENDED, EARLIER = date(2025, 12, 1), date(2026, 10, 1), date(2023, 12, 31)
PERSON, COLLECTIVE, HOUSEHOLD = SubjectKind
MET, NOT_MET, NOT_KNOWN = Verdict
NO_GROUND = {"fraud": False, "forged": False, "unlawful": False, "breach": False}


@pytest.mark.parametrize("ground", NO_GROUND)
def test_each_ground_alone_cancels(ground: str) -> None:
    found = revocation("BKT", ON, {**NO_GROUND, ground: True})

    assert found.verdict is MET
    assert [part.code for part in found.parts if part.verdict is MET] == [f"93.2.{ground}"]


@pytest.mark.parametrize(
    ("ground", "point"), [("fraud", "a"), ("forged", "b"), ("unlawful", "c"), ("breach", "d")]
)
def test_each_ground_stands_at_its_point(ground: str, point: str) -> None:
    found = revocation("BKT", ON, {ground: True})
    part = next(part for part in found.parts if part.code == f"93.2.{ground}")

    assert part.citation.place == f"điểm {point} khoản 2 Điều 93"


def test_without_any_ground_nothing_is_cancelled_and_nothing_is_asked_for() -> None:
    found = revocation("BKT", ON, NO_GROUND)

    assert found.verdict is NOT_MET
    assert [one.missing for one in found.walk()] == [None] * 5


def test_ground_nobody_answered_leaves_the_question_open() -> None:
    found = revocation("BKT", ON, {**NO_GROUND, "breach": None})

    assert found.verdict is NOT_KNOWN
    assert found.missing == "Cần kết luận của cơ quan có thẩm quyền."


def test_breach_about_the_work_touches_prizes_only() -> None:
    facts = {**NO_GROUND, "work_breach": True}

    assert revocation("GTNN", ON, facts).verdict is MET
    assert revocation("BKT", ON, facts).verdict is NOT_MET


@pytest.mark.parametrize(
    ("code", "facts", "verdict"),
    [
        ("NGND", {"prison": True}, MET),
        ("NGND", {"prison": False}, NOT_MET),
        ("NGND", {}, NOT_KNOWN),
        # 93(4): prison alone does not strip them, and the ground needs the benefits to be lost.
        ("AHLLVT", {"prison": True}, NOT_KNOWN),
        ("BMVNAH", {"national_security": True}, NOT_KNOWN),
        ("BMVNAH", {"national_security": True, "lost_benefits": True}, MET),
        ("BMVNAH", {"betrayal": True, "lost_benefits": False}, NOT_MET),
        ("AHLLVT", {"life_or_death": True, "lost_benefits": True}, MET),
        (
            "AHLLVT",
            {"prison": True, "national_security": False, "life_or_death": False, "betrayal": False},
            NOT_MET,
        ),
        # A Hero of Labour: the general rule, or the narrow one for the resistance era.
        ("AHLD", {"prison": True, "resistance_era": False}, MET),
        ("AHLD", {"prison": True}, NOT_KNOWN),
        ("AHLD", {"prison": True, "resistance_era": True, "lost_benefits": False}, NOT_MET),
        ("AHLD", {"resistance_era": True, "betrayal": True, "lost_benefits": True}, MET),
        ("AHLD", {"prison": False, "resistance_era": False}, NOT_MET),
    ],
)
def test_stripping_a_person(code: str, facts, verdict: Verdict) -> None:
    assert stripping(code, PERSON, ON, facts).verdict is verdict


def test_collective_is_stripped_only_as_a_commercial_legal_person() -> None:
    closed = stripping("AHLD", COLLECTIVE, ON, {"suspended_for_good": True})

    assert closed.verdict is MET
    assert closed.citation.place == "khoản 5 Điều 93"
    assert stripping("AHLD", COLLECTIVE, ON, {"prison": True}).verdict is NOT_KNOWN
    assert stripping("AHLD", COLLECTIVE, ON, {"suspended_for_good": False}).verdict is NOT_MET


@pytest.mark.parametrize("ask", [lambda on: stripping("BKT", PERSON, on, {}),
                                 lambda on: restoring("HCLD1", on, {})])  # fmt: skip
def test_only_state_honorary_titles_are_stripped_and_restored(ask) -> None:
    assert ask(ON).verdict is NOT_MET
    assert ask(EARLIER).verdict is NOT_KNOWN


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"cleared": True}, MET),
        ({"outside": True}, MET),
        ({"cleared": False}, NOT_KNOWN),
        ({"cleared": False, "outside": False}, NOT_MET),
    ],
)
def test_restoring(facts, verdict: Verdict) -> None:
    assert restoring("AHLD", ON, facts).verdict is verdict


def ask_all(on: date, **how) -> list[Finding]:
    return [
        revocation("BKT", on, {"fraud": True}, **how),
        stripping("NGND", PERSON, on, {"prison": True}, **how),
        restoring("NGND", on, {"cleared": True}, **how),
    ]


def test_after_the_amending_law_nothing_is_certain_until_its_text_is_read() -> None:
    codes = ("93.2", "93.strip", "93.6")
    read = {f"amended.{code}": True for code in codes}

    assert [one.verdict for one in ask_all(AMENDED)] == [NOT_KNOWN] * 3
    assert [one.verdict for one in ask_all(AMENDED, settled=read)] == [MET] * 3
    assert [one.code for one in ask_all(AMENDED)] == list(codes)


def test_before_the_book_nothing_is_known() -> None:
    assert [one.verdict for one in ask_all(EARLIER)] == [NOT_KNOWN] * 3
    assert recovered_money(EARLIER).verdict is NOT_KNOWN


def test_where_the_money_goes_is_not_established() -> None:
    found = recovered_money(ON)

    assert found.verdict is NOT_KNOWN
    assert found.citation.confidence == "unsure"
    assert "địa phương" in found.detail


def test_words_the_article_does_not_have_are_refused() -> None:
    for ask in (
        lambda: revocation("BKT", ON, {"rude": True}),
        lambda: stripping("BKT", PERSON, ON, {"rude": True}),
        lambda: restoring("BKT", ON, {"rude": True}),
    ):
        with pytest.raises(BadFact, match="mang mã “rude”"):
            ask()
    with pytest.raises(BadFact, match="không tặng cho loại đối tượng này"):
        stripping("NGND", HOUSEHOLD, ON, {})
    with pytest.raises(UnknownTitle):
        revocation("XYZ", ON, {})


FACT_SETS = st.dictionaries(st.sampled_from(FACTS), st.sampled_from([True, False, None]))


@given(st.sampled_from(["NGND", "AHLLVT", "BMVNAH", "AHLD"]), FACT_SETS, st.data())
def test_learning_more_never_turns_a_settled_verdict(code: str, facts, data) -> None:
    """Kleene's order: what was settled on less stays settled on more."""
    unknown = [name for name in FACTS if facts.get(name) is None]
    more = dict(facts)
    if unknown:
        more[data.draw(st.sampled_from(unknown))] = data.draw(st.booleans())

    before, after = (stripping(code, PERSON, ON, said).verdict for said in (facts, more))

    assert before in {NOT_KNOWN, after}


MATTERS = {
    "NGND": {"prison"},
    "AHLLVT": {"national_security", "life_or_death", "betrayal", "lost_benefits"},
    "AHLD": {
        *("prison", "resistance_era"),
        *("national_security", "life_or_death", "betrayal", "lost_benefits"),
    },
}


@pytest.mark.parametrize("code", MATTERS)
def test_every_fact_of_the_rule_can_decide_and_no_other_does(code: str) -> None:
    """Over all answers to all facts: which ones turn the verdict by themselves."""
    names = sorted(MATTERS["AHLD"])
    verdicts = {
        answers: stripping(code, PERSON, ON, dict(zip(names, answers, strict=True))).verdict
        for answers in product([True, False], repeat=len(names))
    }
    deciding = {
        name
        for place, name in enumerate(names)
        for answers, verdict in verdicts.items()
        if verdicts[(*answers[:place], not answers[place], *answers[place + 1 :])] is not verdict
    }

    assert deciding == MATTERS[code]
