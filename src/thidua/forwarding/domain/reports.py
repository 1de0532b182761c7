"""What each paper drawn up for a dossier says: the record and the dossier, laid out by
`thidua.papers`. What is not on record is left as a blank to be written in by hand.

Field lists: the annex of Nghị định 152/2025/NĐ-CP for achievement reports.
"""

from __future__ import annotations

from thidua.commendation.enums import Subject
from thidua.commendation.models import Nomination
from thidua.core.errors import Refusal
from thidua.councils.models import Result
from thidua.decisions.domain.papers import detail_of
from thidua.forwarding.models import PackageItem
from thidua.law import CommendationType, SubjectKind, known_title
from thidua.law.annexes import report_form
from thidua.organizations.models import Authority
from thidua.papers.model import Letterhead, Signature
from thidua.papers.report import Grid, ReportPaper, Section
from thidua.registry.domain.ratings import rating_words
from thidua.registry.models import Award
from thidua.registry.queries import Record, records, subject_of
from thidua.vietnamese.dates import format_day, long_day

CONFIRMED = Signature(("XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG",), "", "")
NOTHING_ON_RECORD = "Sổ của cơ quan thường trực chưa ghi nhận nội dung nào."


def record_of(row: Nomination) -> Record:
    return records([subject_of(row)])[subject_of(row)]


def achievement_report(item: PackageItem) -> ReportPaper:
    """Báo cáo thành tích, or its summary under the simplified procedure."""
    row, on = item.nomination, item.package.planned_on
    title, basis = known_title(row.title_code), CommendationType(row.round.kind)
    kind = SubjectKind(row.subject_kind)
    held = record_of(row)
    sections = {
        Subject.PERSON: _of_person,
        Subject.COLLECTIVE: _of_collective,
        Subject.HOUSEHOLD: _of_household,
    }[Subject(row.subject_kind)](row)
    name = "Báo cáo tóm tắt thành tích" if item.simplified else "Báo cáo thành tích"
    return ReportPaper(
        kind=name,
        letterhead=Letterhead(None, row.unit_name, _place(row)),
        number="",
        issued_on=None,
        subject=f"Đề nghị tặng {title.name_on(on)} năm {row.round.year}",
        sections=(*sections, *_merits(row, held), *_history(row, held)),
        signatures=(CONFIRMED, _reporter(row)),
        form=report_form(title, on, kind, basis),
    )


def _place(row: Nomination) -> str:
    return Authority.objects.get(pk=row.authority_id).place


def _reporter(row: Nomination) -> Signature:
    if row.subject_kind == Subject.PERSON:
        return Signature(("NGƯỜI BÁO CÁO THÀNH TÍCH",), "", row.name)
    if row.subject_kind == Subject.HOUSEHOLD:
        return Signature(("ĐẠI DIỆN HỘ GIA ĐÌNH",), "", "")
    return Signature(("THỦ TRƯỞNG ĐƠN VỊ",), "", "")


def _of_person(row: Nomination) -> tuple[Section, ...]:
    facts = (
        ("Họ và tên (ghi cả bí danh, nếu có)", row.name),
        ("Ngày, tháng, năm sinh", row.birth_words),
        ("Giới tính", row.get_sex_display()),
        ("Quê quán", ""),
        ("Nơi thường trú", ""),
        ("Số định danh cá nhân", ""),
        ("Đơn vị công tác", row.unit_name),
        ("Chức vụ", row.position),
        ("Học hàm, học vị, trình độ chuyên môn", ""),
        ("Ngày vào Đảng (nếu có)", ""),
        ("Quá trình công tác", ""),
    )
    return (Section("Sơ lược lý lịch", facts),)


def _of_collective(row: Nomination) -> tuple[Section, ...]:
    facts = (
        ("Tên đơn vị (ghi cả tên cũ, nếu có)", row.name),
        ("Địa điểm trụ sở chính, điện thoại, thư điện tử", ""),
        ("Ngày thành lập, quyết định thành lập", ""),
        ("Tổng số công chức, viên chức, người lao động", str(row.headcount or "")),
        ("Cơ cấu tổ chức, tổ chức đảng, đoàn thể", ""),
        ("Chức năng, nhiệm vụ được giao", ""),
    )
    duties = (
        ("Nghĩa vụ thuế, bảo hiểm xã hội (đơn vị có nghĩa vụ)", ""),
        ("Bảo vệ môi trường, an toàn lao động, an toàn thực phẩm", ""),
    )
    return (
        Section("Sơ lược đặc điểm, tình hình", facts),
        Section("Chấp hành chính sách, pháp luật", duties),
    )


def _of_household(row: Nomination) -> tuple[Section, ...]:
    facts = (("Hộ gia đình", row.name), ("Nơi ở", row.unit_name), ("Số người trong hộ", ""))
    return (Section("Sơ lược về hộ gia đình", facts),)


def _merits(row: Nomination, held: Record) -> tuple[Section, ...]:
    written = row.achievement.strip() or "Thành tích, kết quả đã đạt được: ……"
    section = Section("Thành tích đạt được", paragraphs=(written,), grids=_initiatives(row, held))
    return (section,)


def _initiatives(row: Nomination, held: Record) -> tuple[Grid, ...]:
    scopes = {1: "Cơ sở", 2: "Tỉnh, thành phố", 3: "Toàn quốc"}
    rows = [
        (
            one.name,
            str(one.year),
            ", ".join(filter(None, (one.recognition_number, _day(one.recognised_on)))),
            scopes.get(one.scope or 0, "chưa xác nhận"),
        )
        for one in sorted(held.initiatives, key=lambda one: (one.year, one.pk))
    ]
    if not rows and row.initiative_name:
        rows = [
            (
                row.initiative_name,
                "",
                row.initiative_decision,
                scopes.get(row.initiative_scope or 0, ""),
            )
        ]
    if not rows:
        return ()
    heads = ("Sáng kiến, đề tài", "Năm", "Quyết định công nhận", "Phạm vi ảnh hưởng")
    return (Grid(heads, (3.6, 0.8, 2.4, 1.6), tuple(rows)),)


def _history(row: Nomination, held: Record) -> tuple[Section, ...]:
    """Ratings and awards by year with their decisions, then discipline."""
    years = sorted({one.year for one in held.ratings} | {one.year for one in held.awards})
    rows = tuple(
        (
            str(year),
            "; ".join(
                rating_words(one.level, one.why_none) for one in held.ratings if one.year == year
            ),
            "\n".join(_award(one) for one in held.awards if one.year == year),
        )
        for year in years
    )
    heads = ("Năm", "Mức độ hoàn thành nhiệm vụ", "Danh hiệu, hình thức khen thưởng, quyết định")
    table = (Grid(heads, (0.8, 2.4, 5.2), rows),) if rows else ()
    words = () if rows else (NOTHING_ON_RECORD,)
    cases = tuple(
        f"{one.year or ''} {one.measure or one.words}".strip()
        for one in held.discipline
        if one.state == "disciplined"
    )
    return (
        Section(
            "Kết quả đánh giá, các hình thức đã được khen thưởng", paragraphs=words, grids=table
        ),
        Section("Kỷ luật", paragraphs=cases or (NOTHING_ON_RECORD,)),
    )


def _award(one: Award) -> str:
    number = f", QĐ {one.decision_number}" if one.decision_number else ", chưa rõ số quyết định"
    return f"{known_title(one.title_code).name}{number}{_dated(one)}"


def _dated(one: Award) -> str:
    return f" ngày {format_day(one.decided_on)}" if one.decided_on else ""


def _day(day: object) -> str:
    return f"ngày {day:%d/%m/%Y}" if day else ""


# -- what the council said -----------------------------------------------------------------------


def council_result(row: Nomination) -> Result:
    """The recorded result. Raises Refusal where there is none."""
    found = Result.objects.filter(nomination=row).select_related("session__council").first()
    if found is None:
        raise Refusal(
            f"{row.name}: chưa có kết quả của Hội đồng trong hệ thống. Tải lên biên bản đã có."
        )
    return found


def minutes_extract(item: PackageItem) -> ReportPaper:
    """Trích biên bản: what the council's minutes say of this dossier, and of no other."""
    row = item.nomination
    result = council_result(row)
    session = result.session
    verdict = "thông qua" if result.passed else "không thông qua"
    meeting = (
        ("Thời gian", long_day(session.held_on)),
        ("Địa điểm", session.place),
        ("Chủ trì", f"{session.council.chair_name}, {session.council.chair_post}".rstrip(", ")),
        ("Tổng số thành viên", str(result.total_members)),
        ("Có mặt", str(session.present)),
        ("Vắng mặt có ý kiến bằng văn bản", str(session.written_opinions)),
    )
    about = (
        f"Hội đồng xét đề nghị tặng {known_title(row.title_code).name_on(session.held_on)} năm "
        f"{row.round.year} cho {row.name}{_of_where(row)}."
    )
    told = (
        about,
        f"Kết quả: Hội đồng {verdict}, số phiếu ghi trong bảng.",
    )
    return _council_paper(
        item,
        "Trích biên bản",
        f"Họp {session.council.name}",
        (
            Section("Cuộc họp", meeting),
            Section("Nội dung", paragraphs=told, grids=(_votes(row, result),)),
        ),
        result,
    )


def votes_extract(item: PackageItem) -> ReportPaper:
    """Kết quả bỏ phiếu for this dossier, on all members (Nghị định 98/2023/NĐ-CP, Điều 30)."""
    row = item.nomination
    result = council_result(row)
    needed = (
        f"Tỷ lệ phải đạt: {result.threshold_percent} % tổng số thành viên Hội đồng."
        if result.threshold_percent
        else "Tỷ lệ phải đạt: pháp luật không ấn định."
    )
    told = (f"Tỷ lệ tính trên tổng số {result.total_members} thành viên Hội đồng.", needed)
    return _council_paper(
        item,
        "Kết quả bỏ phiếu",
        f"Phiên họp {long_day(result.session.held_on)}",
        (Section("Kết quả", paragraphs=told, grids=(_votes(row, result),)),),
        result,
    )


def _council_paper(
    item: PackageItem, kind: str, subject: str, sections: tuple[Section, ...], result: Result
) -> ReportPaper:
    council = result.session.council
    return ReportPaper(
        kind=kind,
        letterhead=Letterhead(None, council.name, _place(item.nomination)),
        number=result.session.minutes_number if kind == "Trích biên bản" else "",
        issued_on=result.session.held_on,
        subject=subject,
        sections=sections,
        signatures=(
            Signature(("THƯ KÝ",), "", council.secretary_name),
            Signature(("TM. HỘI ĐỒNG",), "CHỦ TỊCH", council.chair_name),
        ),
    )


def _votes(row: Nomination, result: Result) -> Grid:
    heads = (
        "Trường hợp đề nghị",
        "Đồng ý",
        "Không đồng ý",
        "Không hợp lệ",
        "Không có ý kiến",
        "Tỷ lệ",
    )
    counts = (result.in_favour, result.against, result.invalid, result.abstained)
    cells = (row.name, *(str(count) for count in counts), votes_share(result))
    return Grid(heads, (3.0, 1.0, 1.2, 1.2, 1.2, 1.0), (cells,))


def votes_share(result: Result) -> str:
    """Votes in favour of all members, one decimal, never rounded up to the whole: `90,9 %`."""
    tenths = result.in_favour * 1000 // result.total_members
    return f"{tenths // 10},{tenths % 10} %"


def _of_where(row: Nomination) -> str:
    where = detail_of(row)
    return f", {where}" if where else ""
