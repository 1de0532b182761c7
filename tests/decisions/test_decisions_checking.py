"""What is reckoned of a draft before it is signed; signers; several decisions; who keeps away."""

from __future__ import annotations

from datetime import date

import pytest

from tests import factories as make
from tests.decisions import stages
from thidua.accounts.models import User
from thidua.commendation.models import Nomination, Recusal
from thidua.core.errors import NotAllowed, Refusal
from thidua.decisions.domain.checking import checks
from thidua.decisions.domain.drafting import (
    DraftText,
    draft_decisions,
    edit_draft,
    grounds_of,
    missing_grounds,
)
from thidua.decisions.domain.papers import decision_paper
from thidua.decisions.domain.signers import SIGNATURE_FORMS, form_of, holders, title_before
from thidua.decisions.models import Decision
from thidua.decisions.queries import lines_of, rounds_to_decide, units_to_decide, visible_to
from thidua.papers.layout import sheet_of


@pytest.fixture
def round_(house):
    return make.round_(house)


@pytest.fixture
def draft(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("CSTDCS", stages.NAMES[1]))
    return stages.draft(house, round_, "LDTT", "CSTDCS")


def text(decision: Decision, **changes: object) -> DraftText:
    values = {
        "subject": decision.subject,
        "bases": tuple(decision.bases),
        "articles": tuple(decision.articles),
        "recipients": ("Như Điều 3", "Sở Nội vụ"),
        "signature": "committee",
        "signer_name": decision.signer_name,
        "bonus_source": decision.bonus_source,
        "planned_on": decision.planned_on,
    }
    return DraftText(**(values | changes))


def edited(house: make.House, decision: Decision, **changes: object) -> Decision:
    return edit_draft(
        actor=house.officer, decision=decision, revision=None, text=text(decision, **changes)
    )


def found(decision: Decision) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.name: (one.state, one.sentences) for one in checks(decision)}


def test_a_draft_as_it_was_made_is_in_order(draft):
    assert {name for name, (state, _) in found(draft).items() if state != "ok"} == set()


def test_each_point_says_what_is_wrong(house, draft):
    changed = edited(
        house,
        draft,
        articles=("Tặng danh hiệu cho 03 cá nhân (danh sách kèm theo).", "Điều hai …"),
        bases=("Căn cứ Luật Thi đua, khen thưởng",),
        signer_name="Lục Văn Khởi",
        recipients=(),
        archive="NV",
    )
    Nomination.objects.filter(name=stages.NAMES[0]).update(name="Phạm Thị Thanh Huyên")
    changed.lines.filter(order=1).update(amount=1)

    points = found(changed)

    assert points["Số lượng ghi trong các điều"] == (
        "bad",
        ("Điều 1 ghi 3 cá nhân, danh sách có 2.",),
    )
    assert points["Chỗ còn trống"][0] == "bad"
    assert "98/2023/NĐ-CP" in " ".join(points["Căn cứ pháp lý"][1])
    assert points["Họ tên trong danh sách"][1] == (
        "Phạm Thị Thanh Huyên: sổ gốc ghi Phạm Thị Thanh Huyền.",
    )
    assert points["Tiền thưởng"][0] == "bad"
    assert "không giữ vai trò Chủ tịch UBND" in points["Người ký"][1][0]
    assert points["Nơi nhận"][0] == "warn"


def test_day_that_cannot_be_is_said_before_issue(house, draft):
    assert found(edited(house, draft, planned_on=date(2024, 12, 1)))["Ngày ban hành dự kiến"] == (
        "bad",
        ("Ngày ban hành không thể trước ngày họp Hội đồng 12/12/2024.",),
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("TS. Phạm Hùng Việt", "TS."),
        ("PGS.TS Phạm Hùng Việt", "PGS."),
        ("Thạc sĩ Phạm Hùng Việt", "Thạc sĩ"),
        ("ThS Phạm Hùng Việt", "ThS"),
        ("Phạm Hùng Việt", ""),
        ("Tô Sĩ Việt", ""),
        ("", ""),
    ],
)
def test_degrees_before_a_name_are_found(name, title):
    assert title_before(name) == title


def test_degree_before_the_signers_name_is_refused(house, draft):
    with pytest.raises(Refusal, match=r"Bỏ “TS\.” trước họ tên người ký"):
        edited(house, draft, signer_name="TS. Phạm Hùng Việt")


def test_every_form_of_signing_comes_back_from_what_is_printed(house, draft):
    for key, form in SIGNATURE_FORMS.items():
        changed = edited(house, draft, signature=key, signer_post="Trưởng phòng Nội vụ")

        titles = sheet_of(decision_paper(changed, list(lines_of(changed)))).signatures[0].titles
        assert form_of(changed.signer_authority, changed.signer_post) == key
        assert titles == (*form.lines, form.post or "TRƯỞNG PHÒNG NỘI VỤ")
        assert bool(form.doubt) == (found(changed)["Người ký"][0] == "warn")


def test_order_and_authorisation_ask_for_the_post(house, draft):
    with pytest.raises(Refusal, match="Ghi chức vụ người ký"):
        edited(house, draft, signature="authorised")
    with pytest.raises(Refusal, match="Chọn người ký theo một hình thức"):
        edited(house, draft, signature="x")


def test_recipients_end_with_the_archive_and_the_unit(house, draft):
    changed = edited(house, draft, archive="VT, NV")

    lines = sheet_of(decision_paper(changed, list(lines_of(changed)))).recipients
    assert lines == ("- Như Điều 3;", "- Sở Nội vụ;", "- Lưu: VT, NV.")


def test_grounds_are_those_of_the_planned_day_and_keep_the_proposal(house, draft):
    later = grounds_of(draft, date(2025, 7, 2))

    assert any("152/2025/NĐ-CP" in text for text in later)
    assert not any("98/2023/NĐ-CP" in text for text in later)
    assert later[-1] == draft.bases[-1]
    assert missing_grounds(draft, date(2024, 12, 27)) == []


def test_holders_are_chairmen_of_that_day(house):
    assert holders(house.authority.pk, stages.ISSUED_ON) == [("Phạm Hùng Việt", "Chủ tịch UBND")]
    assert holders(house.authority.pk, date(2019, 1, 1)) == []


def test_one_round_becomes_several_decisions(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("GK-HUYEN", stages.NAMES[1]))
    assert [(name, waiting) for _, name, waiting in units_to_decide(round_, house.officer)] == [
        ("Trường THCS An Đồng", 2)
    ]
    nobody = {"unit_ids": [house.rival.pk], "split": "kind"}
    for narrowed in (nobody, {"kinds": ["household"]}):
        with pytest.raises(Refusal, match="Không còn hồ sơ nào"):
            draft_decisions(
                actor=house.officer, round_=round_, titles=["LDTT", "GK-HUYEN"], **narrowed
            )

    made = draft_decisions(
        actor=house.officer,
        round_=round_,
        titles=["LDTT", "GK-HUYEN", "CSTDCS"],
        split="title",
        planned_on=stages.ISSUED_ON,
    )

    codes = [[line.nomination.title_code for line in one.lines.all()] for one in made]
    assert codes == [["LDTT"], ["GK-HUYEN"]]


def test_a_title_beyond_our_powers_leaves_nothing_half_done(house, round_):
    stages.passed(house, round_, ("LDTT", stages.NAMES[0]))
    stages.passed_collective(house, round_)

    with pytest.raises(Refusal, match="không thuộc thẩm quyền"):
        draft_decisions(
            actor=house.officer, round_=round_, titles=["LDTT", "TTLDXS"], split="title"
        )

    assert not Decision.objects.exists()
    with pytest.raises(NotAllowed):
        draft_decisions(actor=house.secretary, round_=round_, titles=["LDTT"])


def test_who_keeps_away_neither_drafts_nor_sees_the_draft(house, round_):
    rows = stages.passed(house, round_, ("LDTT", stages.NAMES[0]), ("LDTT", stages.NAMES[1]))
    for actor in (house.officer, house.chairman):
        Recusal.objects.create(
            authority=house.authority,
            nomination=rows[0],
            user=User.objects.get(pk=actor.user_id),
            ground="family",
            made_by_name="Trần Thu Hà",
        )
    assert [one.waiting for one in rounds_to_decide(house.officer)] == [1]

    made = stages.draft(house, round_, "LDTT")

    assert [line.nomination for line in made.lines.all()] == [rows[1]]
    made.lines.update(nomination=rows[0])
    assert not visible_to(house.chairman).exists()
    assert visible_to(house.secretary).exists()
