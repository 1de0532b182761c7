"""The places of the navigation: by group, with who may open them."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.core.actors import EVERY_ROLE, Role

OFFICE = frozenset({Role.OFFICER, Role.SECRETARY, Role.INSPECTOR, Role.CHAIRMAN, Role.MEMBER})
FOLLOWED = OFFICE - {Role.MEMBER}
UNIT = frozenset({Role.CLERK, Role.HEAD})
OFFICER = frozenset({Role.OFFICER})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
WATCHED = OFFICER | {Role.INSPECTOR}
"""The officer works there, the inspector reads."""
MONEY = WATCHED | {Role.CHAIRMAN}
DECIDING = MONEY | {Role.SECRETARY}


@dataclass(frozen=True, slots=True)
class Place:
    """One entry. `name`: its address; `counts`: shows how much waits; `tab`: its word in the bar
    at the foot of a phone."""

    label: str
    icon: str
    name: str
    roles: frozenset[Role]
    counts: bool = False
    tab: str = ""


GROUPS: dict[str, tuple[Place, ...]] = {
    "Công việc": (
        Place("Bàn làm việc", "inbox", "web:desk", EVERY_ROLE, counts=True, tab="Việc"),
        Place("Hồ sơ đề nghị", "folder2-open", "web:nominations", OFFICE | UNIT, tab="Hồ sơ"),
        Place("Đợt xét", "collection", "web:rounds", OFFICE | UNIT, tab="Đợt xét"),
        Place("Danh sách đã nộp", "file-earmark-spreadsheet", "unit:lists", UNIT),
        Place("Khen đột xuất", "lightning-charge", "web:feats", DECIDING | UNIT),
        Place("Hồ sơ tồn đọng", "hourglass-bottom", "office:honour_cases", MONEY),
        Place("Hồ sơ tồn đọng", "hourglass-bottom", "unit:honour_cases", UNIT),
    ),
    "Thi đua": (
        Place("Tổng quan", "speedometer2", "office:overview", OFFICE),
        Place("Tổng quan", "speedometer2", "unit:overview", UNIT),
        Place("Lịch", "calendar3", "web:calendar", EVERY_ROLE),
        Place("Chương trình công tác", "list-check", "office:work_plans", OFFICE),
        Place("Chỉ thị", "journal-text", "office:directives", FOLLOWED | UNIT),
        Place("Nhiệm vụ", "list-task", "office:tasks", FOLLOWED),
        Place("Nhiệm vụ", "list-task", "unit:tasks", UNIT),
        Place("Chỉ tiêu", "bullseye", "office:targets", OFFICE),
        Place("Chỉ tiêu", "bullseye", "unit:targets", UNIT),
        Place("Điểm nóng", "fire", "office:hot_spots", FOLLOWED),
        Place("Vướng mắc", "exclamation-diamond", "office:obstacles", FOLLOWED),
        Place("Vướng mắc", "exclamation-diamond", "unit:obstacles", UNIT),
        Place("Phong trào", "flag", "office:movements", OFFICE | {Role.EDITOR}),
        Place("Phong trào", "flag", "unit:movements", UNIT),
        Place("Đăng ký danh hiệu", "list-stars", "office:title_registrations", FOLLOWED),
        Place("Đăng ký danh hiệu", "list-stars", "unit:title_registrations", UNIT),
        Place("Cụm, khối thi đua", "bar-chart-steps", "office:clusters", OFFICE),
        Place("Cụm, khối thi đua", "bar-chart-steps", "unit:clusters", UNIT),
        Place("Trang công khai", "megaphone", "office:showing", OFFICER),
    ),
    "Thẩm tra": (
        Place("Lấy ý kiến cơ quan", "envelope-paper", "office:consultations", WATCHED),
        Place("Danh sách vi phạm", "shield-exclamation", "office:stop_lists", WATCHED),
        Place("Hồ sơ tạm dừng", "pause-circle", "office:holds", WATCHED | {Role.SECRETARY}),
        Place("Lấy ý kiến Nhân dân", "megaphone", "office:candidate_lists", OFFICE),
        Place("Ý kiến của Nhân dân", "chat-left-text", "office:comments", WATCHED),
    ),
    "Hội đồng": (
        Place(
            "Phiên họp, thành viên",
            "people",
            "council:sessions",
            OFFICE - {Role.INSPECTOR},
            tab="Hội đồng",
        ),
        Place("Sáng kiến", "lightbulb", "unit:initiatives", UNIT),
        Place("Sáng kiến", "lightbulb", "office:initiatives", DECIDING),
        Place("Chấm sáng kiến", "clipboard-check", "council:initiative_sittings", OFFICE),
    ),
    "Quyết định": (
        Place("Quyết định", "file-earmark-check", "office:decisions", DECIDING - {Role.INSPECTOR}),
        Place("Trình cấp trên", "box-arrow-up", "office:packages", DECIDING),
        Place("Trình cấp trên", "box-arrow-up", "unit:forwarded", UNIT),
        Place("Thu hồi, cấp lại", "arrow-counterclockwise", "office:undo_cases", MONEY | UNIT),
    ),
    "Trao thưởng": (
        Place("Tiền thưởng", "cash-coin", "office:payments", MONEY),
        Place("Tiền thưởng", "cash-coin", "unit:payments", UNIT),
        Place("Quỹ thi đua, khen thưởng", "piggy-bank", "office:funds", MONEY),
        Place("Phôi bằng, khung", "box-seam", "office:stock", MONEY),
        Place("Lễ trao", "gift", "office:ceremonies", MONEY),
        Place("Mẫu in giấy", "layout-text-window", "office:layouts", OFFICER),
        Place("Sổ vàng", "book", "office:golden_book", DECIDING),
    ),
    "Tra cứu": (
        Place("Sổ khen thưởng", "award", "office:awards", OFFICE | UNIT),
        Place("Con người", "person-lines-fill", "office:people", WATCHED),
        Place("Sắp đủ điều kiện", "hourglass-split", "office:prospects", WATCHED),
        Place("Sắp đủ điều kiện", "hourglass-split", "unit:prospects", UNIT),
        Place("Đơn vị qua các thời kỳ", "diagram-3", "office:units", EVERY_ROLE),
        Place("Căn cứ pháp luật", "bank", "web:law", EVERY_ROLE),
        Place("Kiểm tra chữ ký số", "shield-check", "web:signature_check", OFFICE | UNIT),
    ),
    "Thiết lập": (
        Place("Quy định địa phương", "geo-alt", "office:regulations", OFFICER),
        Place("Nhập sổ", "box-arrow-in-down", "office:imports", OFFICER),
    ),
    "Vận hành": (
        Place("Nhật ký", "journal-text", "ops:journal", ADMINISTRATOR | WATCHED),
        Place("Tài khoản, vai trò", "person-gear", "ops:accounts", ADMINISTRATOR),
        Place("Sức khỏe hệ thống", "heart-pulse", "ops:health", ADMINISTRATOR),
        Place("Khóa ký giấy", "key", "ops:keys", ADMINISTRATOR),
    ),
}
