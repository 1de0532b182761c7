"""Which papers, which forms, and whether a dossier is whole."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.law import (
    BadFact,
    Citation,
    CommendationType,
    Confidence,
    Paper,
    SubjectKind,
    UnknownTitle,
    Verdict,
    completeness,
    copies,
    dossier,
    known_titles,
)

BEFORE, AFTER, AMENDED = date(2025, 6, 30), date(2025, 7, 1), date(2026, 10, 1)
PERSON, COLLECTIVE, _ = SubjectKind
CODES = sorted(known_titles())
D152 = "phụ lục Nghị định 152/2025/NĐ-CP"
D98 = "phụ lục I Nghị định 98/2023/NĐ-CP"


def papers(code: str, on: date = AFTER, **how) -> list[str]:
    return [paper.code for paper in dossier(code, on, **how)]


COMMON = ["proposal", "report", "minutes"]
RELATED = ["budget-duty", "party-opinion"]


@pytest.mark.parametrize(
    ("code", "held"),
    [
        ("LDTT", COMMON),
        ("TTLDXS", COMMON),
        ("GDVH", COMMON),
        ("CSTDCS", [*COMMON, "votes", "certificate"]),
        ("CSTD-BO-TINH", [*COMMON, "votes", "certificate"]),
        ("CTD-TINH", [*COMMON, "votes"]),
        ("CTD-BO", [*COMMON, "votes"]),
        ("CSTDTQ", [*COMMON, "votes", "certificate", *RELATED]),
        ("CTD-CP", [*COMMON, "votes", *RELATED]),
        ("BKT", [*COMMON, "certificate"]),
        ("BKTTG", [*COMMON, "certificate", *RELATED]),
        ("HCLD3", ["proposal", "list", "report", "minutes", "certificate", *RELATED]),
        ("AHLD", [*COMMON, "votes", "certificate", *RELATED]),
        ("HC-CSVV1", ["proposal", "report"]),
        ("HCHN", ["proposal", "report"]),
        ("BMVNAH", ["declaration", "authorisation", "martyrs"]),
        ("HC-TNXPVV", ["declaration"]),
    ],
)
def test_dossier_of_a_title(code: str, held: list[str]) -> None:
    assert papers(code) == held


@pytest.mark.parametrize("basis", [CommendationType.SERVICE, CommendationType.EXTERNAL])
def test_long_service_and_external_awards_need_a_summary_only(basis) -> None:
    held = dossier("HCLD3", BEFORE, kind=PERSON, basis=basis)

    assert [paper.name for paper in held] == ["Tờ trình đề nghị", "Báo cáo tóm tắt thành tích"]
    assert held[1].citation.text == "Điều 40 Nghị định 98/2023/NĐ-CP"


def test_simplified_dossier_has_no_established_article_in_decree_152() -> None:
    held = dossier("BKT", AFTER, simplified=True)

    assert [paper.code for paper in held] == ["proposal", "report"]
    assert held[0].citation.confidence is Confidence.UNSURE


def test_sudden_feat_makes_its_certificate_necessary() -> None:
    usual = dossier("BKTTG", AFTER)[3]
    sudden = dossier("BKTTG", AFTER, basis=CommendationType.SUDDEN)[3]

    assert (usual.code, usual.required, usual.only_if) == (
        "certificate",
        False,
        "special_achievement",
    )
    assert (sudden.code, sudden.required, sudden.only_if) == ("certificate", True, "")


def test_dossier_of_the_lower_titles_is_the_provinces_to_set() -> None:
    local = {code: all(paper.local for paper in dossier(code, AFTER)) for code in ("LDTT", "BKT")}

    assert local == {"LDTT": True, "BKT": False}


def test_certificate_of_a_form_is_asked_only_for_that_route() -> None:
    certificate = dossier("BKT", AFTER)[-1]

    assert not certificate.required
    assert certificate.note == "Chỉ khi đề nghị theo thành tích đó"


@pytest.mark.parametrize(
    ("code", "on", "how", "form"),
    [
        ("CSTDCS", BEFORE, {}, ""),
        ("CSTDCS", AFTER, {}, f"Mẫu số 05 {D152}"),
        ("LDTT", AFTER, {}, ""),
        ("CTD-CP", BEFORE, {}, f"Mẫu số 02 {D98}"),
        ("CTD-CP", AFTER, {}, f"Mẫu số 02 {D152} (số mẫu suy ra từ thứ tự các mẫu)"),
        ("BKTTG", BEFORE, {"kind": PERSON}, f"Mẫu số 03 {D98}"),
        ("BKTTG", BEFORE, {}, ""),
        ("BKT", AFTER, {"kind": PERSON, "basis": CommendationType.MERIT}, f"Mẫu số 05 {D152}"),
        (
            "BKT",
            AFTER,
            {"kind": COLLECTIVE, "basis": CommendationType.MERIT},
            f"Mẫu số 04 {D152} (số mẫu suy ra từ thứ tự các mẫu)",
        ),
        (
            "GK-XA",
            AFTER,
            {"basis": CommendationType.SUDDEN},
            f"Mẫu số 06 {D152} (số mẫu suy ra từ thứ tự các mẫu)",
        ),
        (
            "AHLD",
            AFTER,
            {"kind": PERSON},
            f"Mẫu số 10 {D152} (số mẫu suy ra từ thứ tự các mẫu)",
        ),
        ("BKT", AFTER, {}, ""),
        ("CSTDCS", date(2027, 3, 1), {}, ""),
    ],
)
def test_form_of_the_report_is_named_only_where_it_is_established(code, on, how, form) -> None:
    report = next(paper for paper in dossier(code, on, **how) if paper.code == "report")

    assert report.note == form


@pytest.mark.parametrize(
    ("on", "form"),
    [(BEFORE, f"Mẫu số 01 {D98}"), (AFTER, f"Mẫu số 01 {D152}"), (date(2027, 3, 1), "")],
)
def test_form_of_the_proposal(on: date, form: str) -> None:
    assert dossier("LDTT", on)[0].note == form


def test_minutes_for_the_governments_flag_name_the_cluster_led() -> None:
    minutes = next(paper for paper in dossier("CTD-CP", AFTER) if paper.code == "minutes")

    assert minutes.note == "Ghi rõ cụm, khối thi đua dẫn đầu"


@pytest.mark.parametrize("code", CODES)
def test_no_dossier_before_the_book_and_some_dossier_after(code: str) -> None:
    before, after = dossier(code, date(2023, 12, 31)), dossier(code, AFTER)

    assert before == ()
    assert after
    assert len({paper.code for paper in after}) == len(after)


def test_copies_go_by_the_electronic_system_at_state_level() -> None:
    state = copies("HCLD3", AFTER)

    assert state[0].startswith("01 bộ bản chính, kèm tệp Word và PDF")
    assert "bí mật nhà nước" in state[1]
    assert copies("BKT", AFTER) == ("01 bộ.",)
    assert copies("LDTT", AFTER) == ()
    assert copies("LDTT", AFTER, simplified=True) == ("01 bộ.",)
    assert copies("HCLD3", date(2023, 12, 31)) == ()


WHOLE = ["proposal", "report", "minutes", "votes"]


@pytest.mark.parametrize(
    "certificate",
    ["certificate", "certificate.initiative", "certificate.rating", "certificate.combat"],
)
def test_any_one_of_the_alternatives_completes_the_dossier(certificate: str) -> None:
    found = completeness("CSTDCS", [*WHOLE, certificate], BEFORE)

    assert found.verdict is Verdict.MET
    assert found.missing is None


def test_missing_papers_are_named_one_by_one_with_their_place() -> None:
    found = completeness("CSTDCS", ["proposal", "report"], BEFORE)
    absent = [part for part in found.parts if part.verdict is Verdict.NOT_MET]

    assert found.verdict is Verdict.NOT_MET
    assert [part.code for part in absent] == ["paper.minutes", "paper.votes", "paper.certificate"]
    assert absent[0].citation.text.startswith("điểm c khoản 1 Điều 84")
    assert absent[0].missing == "Cần biên bản bình xét."
    assert absent[2].joiner == "any"
    assert [one.code for one in absent[2].parts] == [
        "paper.certificate.initiative",
        "paper.certificate.work",
        "paper.certificate.rating",
        "paper.certificate.combat",
    ]


def test_from_july_2025_the_authority_may_ask_for_other_papers() -> None:
    held = [*WHOLE, "certificate"]
    asked = completeness("CSTDCS", held, AFTER)
    answered = completeness("CSTDCS", held, AFTER, settled={"dossier.local": True})
    other = completeness("CSTDCS", held, AFTER, settled={"dossier.local": False})

    assert [one.verdict for one in (asked, answered, other)] == [
        Verdict.NOT_KNOWN,
        Verdict.MET,
        Verdict.NOT_MET,
    ]
    assert asked.missing == "Cần quy định của địa phương, bộ, ngành về hồ sơ."


@pytest.mark.parametrize(
    ("claims", "held", "verdict"),
    [
        ({"special_achievement": False}, COMMON, Verdict.MET),
        ({"special_achievement": True}, COMMON, Verdict.NOT_MET),
        ({}, COMMON, Verdict.NOT_KNOWN),
        ({"special_achievement": None}, COMMON, Verdict.NOT_KNOWN),
        ({}, [*COMMON, "certificate"], Verdict.MET),
    ],
)
def test_paper_asked_for_in_some_cases_waits_for_the_claim(claims, held, verdict) -> None:
    assert completeness("BKT", held, AFTER, claims=claims).verdict is verdict


def test_authoritys_own_checklist_takes_the_place_of_the_national_one() -> None:
    rule = Citation("5/QĐ", 7, local_name="Quy chế của phường")
    own = (
        Paper("list", "Danh sách đề nghị", True, True, rule),
        Paper("photo", "Ảnh", False, True, rule),
    )

    assert completeness("LDTT", ["list"], AFTER, papers=own).verdict is Verdict.MET
    lacking = completeness("LDTT", [], AFTER, papers=own)
    assert lacking.missing == "Cần danh sách đề nghị."
    assert lacking.parts[0].citation.text == "Điều 7 Quy chế của phường"


@pytest.mark.parametrize("code", ["BMVNAH", "HC-TNXPVV", "NGND", "GTHCM", "KNC", "CSTT", "XPTTTB"])
def test_dossiers_whose_own_rules_were_not_read_are_never_called_whole(code: str) -> None:
    every = [paper.code for paper in dossier(code, BEFORE)]

    found = completeness(code, every, BEFORE)

    assert found.verdict is Verdict.NOT_KNOWN
    assert any("quy định riêng" in (part.missing or "") for part in found.parts)


def test_from_the_amending_law_on_nothing_is_whole_until_the_signed_text_is_read() -> None:
    found = completeness("BKT", [*COMMON, "certificate"], AMENDED)
    read = completeness("BKT", [*COMMON, "certificate"], AMENDED, settled={"amended.84.BKT": True})

    assert (found.verdict, read.verdict) == (Verdict.NOT_KNOWN, Verdict.MET)
    assert found.missing == "Cần đối chiếu bản ký Luật 06/2026/QH16."


def test_completeness_before_the_book_is_not_known() -> None:
    assert completeness("BKT", [], date(2023, 12, 31)).code == "84.BKT"
    assert completeness("BKT", [], date(2023, 12, 31)).verdict is Verdict.NOT_KNOWN


def test_papers_and_claims_nobody_asks_for_are_refused() -> None:
    with pytest.raises(BadFact, match="không có giấy tờ mang mã “selfie”"):
        completeness("BKT", ["selfie"], AFTER)
    with pytest.raises(BadFact, match="mang mã “famous”"):
        completeness("BKT", [], AFTER, claims={"famous": True})
    with pytest.raises(UnknownTitle):
        completeness("XYZ", [], AFTER)


@given(st.sampled_from(CODES), st.data())
def test_one_paper_more_never_makes_a_dossier_worse(code: str, data) -> None:
    known = [paper.code for paper in dossier(code, BEFORE)]
    held = data.draw(st.sets(st.sampled_from(known)))
    more = held | {data.draw(st.sampled_from(known))}
    order = [Verdict.NOT_MET, Verdict.NOT_KNOWN, Verdict.MET]

    before, after = (completeness(code, some, BEFORE).verdict for some in (held, more))

    assert order.index(after) >= order.index(before)
