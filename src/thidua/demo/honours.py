"""Long-standing honours of the demo: families and people at every level, some for years."""

from __future__ import annotations

from datetime import date, timedelta

from thidua.core.actors import Actor, Role
from thidua.demo.site import Site
from thidua.honours.case_enums import CaseKind, Level, PaperState, Relation
from thidua.honours.domain.case_family import (
    CaseFacts,
    MemberData,
    add_member,
    end_posting,
    note_facts,
    start_posting,
)
from thidua.honours.domain.case_granting import grant_case
from thidua.honours.domain.case_papers import Upload, note_paper
from thidua.honours.domain.case_settings import add_limit, set_alarms
from thidua.honours.domain.cases import CaseData, move_case, open_case, set_priority
from thidua.honours.models import HonourCase
from thidua.organizations.models import Unit

UP = ("to_commune", "to_district", "to_province", "to_ministry", "to_prime_minister",
      "to_president")  # fmt: skip
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def fill(site: Site) -> None:
    """Eight cases, from a draft to an order handed over; alarms and one own limit."""
    officer, units = site.acting("chuyenvien", Role.OFFICER), site.units()
    set_alarms(actor=officer, still_days=60, old_age=90, basis="Kế hoạch giải quyết hồ sơ tồn đọng")
    add_limit(
        actor=officer,
        kind=CaseKind.MOTHER,
        level=Level.COMMUNE,
        days=20,
        working=True,
        since=date(2025, 7, 1),
        basis="Quy trình nội bộ về hồ sơ người có công",
    )
    _mothers(officer, units)
    _families(officer, units)
    _volunteers(site, officer, units)
    _resistance(site)


def _case(actor: Actor, unit: Unit, kind: str, received_on: date, **data: object) -> HonourCase:
    return open_case(
        actor=actor,
        unit=unit,
        kind=kind,
        data=CaseData(received_on=received_on, **data),  # type: ignore[arg-type]
    )


def _walk(actor: Actor, case: HonourCase, *days: tuple[str, date]) -> HonourCase:
    for name, day in days:
        case = move_case(actor=actor, case=case, name=name, on=day)
    return case


def _member(actor: Actor, case: HonourCase, relation: str, name: str, number: str = "") -> None:
    martyr = bool(number) or None
    data = MemberData(relation=relation, name=name, martyr=martyr, certificate=number)
    add_member(actor=actor, case=case, data=data)


def _mothers(officer: Actor, units: dict[str, Unit]) -> None:
    old = _case(
        officer, units["xa-dang-cuong"], CaseKind.MOTHER, date(2024, 3, 12),
        name="Đào Thị Nhàn", birth_words="1931", address="Thôn Tri Yếu, xã Đặng Cương",
        by_relative=True, declarant="Đào Văn Thuận", declarant_relation="Cháu nội",
    )  # fmt: skip
    _member(officer, old, Relation.CHILD, "Đào Văn Khiêm", "TQ-118 k")
    _member(officer, old, Relation.CHILD, "Đào Văn Nhượng", "TQ-402 k")
    note_facts(actor=officer, case=old, facts=CaseFacts(children=5))
    for code in ("declaration.relative", "authorisation"):
        note_paper(
            actor=officer, case=old, code=code, state=PaperState.PRESENT,
            upload=Upload(f"{code}.pdf", SCAN), today=date(2024, 3, 12),
        )  # fmt: skip
    set_priority(
        actor=officer, case=old, priority="ill", reason="Nằm viện từ tháng 9, gia đình báo"
    )
    _walk(
        officer, old,
        ("to_commune", date(2024, 3, 15)), ("to_district", date(2024, 5, 20)),
        ("to_province", date(2025, 8, 4)),
    )  # fmt: skip
    late = _case(
        officer, units["xa-hong-thai"], CaseKind.MOTHER, date(2025, 9, 8),
        name="Lưu Thị Sáo", posthumous=True, birth_words="1919", by_relative=True,
        declarant="Lưu Quang Bính", declarant_relation="Con",
    )  # fmt: skip
    _member(officer, late, Relation.CHILD, "Lưu Quang Đỉnh", "TQ-977 h")
    note_facts(actor=officer, case=late, facts=CaseFacts(children=3))
    _walk(officer, late, ("to_commune", date(2025, 9, 10)))


def _families(officer: Actor, units: dict[str, Unit]) -> None:
    done = _case(
        officer, units["xa-dang-cuong"], CaseKind.FAMILY, date(2023, 11, 6),
        name="Gia đình cụ Phạm Văn Tự", title_code="HCDL3", address="Xã Đặng Cương",
        by_relative=True, declarant="Phạm Văn Lễ", declarant_relation="Con",
    )  # fmt: skip
    for name, number in (("Phạm Văn Trung", "TQ-12 b"), ("Phạm Văn Hiếu", "TQ-13 b"),
                         ("Phạm Văn Nghĩa", "TQ-14 b")):  # fmt: skip
        _member(officer, done, Relation.CHILD, name, number)
    note_facts(actor=officer, case=done, facts=CaseFacts(children=3, members_complete=True))
    days = (date(2023, 11, 8), date(2024, 1, 15), date(2024, 4, 2), date(2024, 7, 30),
            date(2024, 11, 11), date(2025, 1, 6))  # fmt: skip
    done = _walk(officer, done, *zip(UP, days, strict=True))
    done = grant_case(actor=officer, case=done, number="215/QĐ-CTN", decided_on=date(2025, 2, 17))
    move_case(
        actor=officer, case=done, name="hand_over", on=date(2025, 4, 28), handed_to="Phạm Văn Lễ"
    )
    back = _case(
        officer, units["xa-hong-thai"], CaseKind.FAMILY, date(2024, 8, 19),
        name="Gia đình cụ Hà Đình Mão", title_code="HCDL3", by_relative=True,
        declarant="Hà Đình Tỵ", declarant_relation="Con",
    )  # fmt: skip
    _member(officer, back, Relation.SPOUSE, "Hà Đình Mão", "TQ-655 d")
    _member(officer, back, Relation.CHILD, "Hà Đình Dần")
    _walk(
        officer, back,
        ("to_commune", date(2024, 8, 20)), ("to_district", date(2024, 10, 7)),
    )  # fmt: skip
    move_case(
        actor=officer, case=back, name="give_back", on=date(2024, 12, 2),
        reason="Thiếu bản sao chứng thực Bằng Tổ quốc ghi công của liệt sĩ Hà Đình Dần",
    )  # fmt: skip


def _volunteers(site: Site, officer: Actor, units: dict[str, Unit]) -> None:
    served = CaseFacts(volunteer=True, volunteer_months=31, tasks_done=True, loyal=True)

    def ago(days: int) -> date:
        return site.today - timedelta(days=days)

    woman = _case(
        officer, units["phuong-an-duong-nay"], CaseKind.VOLUNTEER, ago(27),
        name="Bùi Thị Thoan", birth_words="1948", by_relative=False, address="Phường An Dương",
        summary="Đại đội thanh niên xung phong mở đường, 1966 đến 1968.",
    )  # fmt: skip
    note_facts(actor=officer, case=woman, facts=served)
    _walk(officer, woman, ("to_commune", ago(26)))
    start_posting(
        actor=officer, case=woman, on=ago(19), place="Nhà văn hóa tổ dân phố, trụ sở UBND"
    )
    man = _case(
        officer, units["phuong-an-phong-nay"], CaseKind.VOLUNTEER, ago(139),
        name="Tô Văn Hợi", birth_words="1947", by_relative=False,
    )  # fmt: skip
    note_facts(actor=officer, case=man, facts=served)
    man = _walk(officer, man, ("to_commune", ago(139)))
    start_posting(actor=officer, case=man, on=ago(137), place="Trụ sở UBND phường")
    end_posting(actor=officer, case=man, on=ago(130), result="Không có ý kiến")
    _walk(officer, man, ("to_province", ago(125)), ("to_ministry", ago(83)))
    elder = _case(
        officer, units["phuong-an-duong-nay"], CaseKind.VOLUNTEER, ago(4),
        name="Trần Thị Lụa", birth_words="1933", by_relative=False,
    )  # fmt: skip
    _walk(officer, elder, ("to_commune", ago(3)))


def _resistance(site: Site) -> None:
    _case(
        site.acting("canbo.dangcuong", Role.CLERK), site.units()["xa-dang-cuong"],
        CaseKind.RESISTANCE, date(2024, 12, 9),
        name="Đoàn Hữu Chất", birth_words="1936", address="Xã Đặng Cương",
        form_words="Theo giấy chứng nhận tham gia kháng chiến gia đình còn giữ",
    )  # fmt: skip
