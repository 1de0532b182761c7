"""Criteria and quantities of the medals: Art. 54 to 58 and 96(2)."""

from __future__ import annotations

from thidua.law.criteria.model import Criterion, Quantity, achievement, at, conduct, status

_MANAGED = "xác nhận của đơn vị quân đội, công an đang quản lý"
_CAREER = "hồ sơ quân nhân, công an và quá trình công tác"
_VOLUNTEER = "bản khai và giấy tờ về thời gian tham gia thanh niên xung phong"
MARTYR = "Bằng Tổ quốc ghi công"

MEDALS: tuple[Criterion, ...] = (
    status(
        "55.subject",
        "Là sĩ quan hoặc người khác trong Quân đội nhân dân thuộc đối tượng của Điều 55",
        at(55),
        _MANAGED,
    ),
    conduct("55.tasks", "Hoàn thành tốt nhiệm vụ trong thời gian phục vụ", at(55)),
    status(
        "56.subject",
        "Là sĩ quan, hạ sĩ quan, chiến sĩ, công nhân phục vụ trong Công an nhân dân",
        at(56),
        _MANAGED,
    ),
    status(
        "57.1.subject",
        "Là quân nhân, công nhân, công chức, viên chức quốc phòng, hoặc sĩ quan, hạ sĩ quan, "
        "chiến sĩ, công nhân phục vụ trong Công an nhân dân",
        at(57, 1),
        _MANAGED,
    ),
    status(
        "57.1.serving",
        "Còn phục vụ trong Quân đội nhân dân hoặc Công an nhân dân",
        at(57, 1),
        _MANAGED,
    ),
    conduct("57.1.tasks", "Hoàn thành tốt nhiệm vụ", at(57, 1)),
    status("54.1.foreign", "Là người nước ngoài", at(54, 1), "giấy tờ về quốc tịch"),
    achievement(
        "54.1.contribution",
        "Có nhiều đóng góp cho sự nghiệp xây dựng và bảo vệ đất nước Việt Nam",
        at(54, 1),
        "báo cáo thành tích của bộ, ban, ngành, tỉnh đề nghị",
    ),
    status("96.2.volunteer", "Là thanh niên xung phong", at(96, 2), _VOLUNTEER),
    conduct("96.2.tasks", "Có thành tích, hoàn thành nhiệm vụ", at(96, 2)),
    conduct("96.2.loyal", "Trung thành với Tổ quốc", at(96, 2)),
    status("96.2.martyr", "Là liệt sĩ, được truy tặng", at(96, 2), MARTYR),
)

QUANTITIES: tuple[Quantity, ...] = (
    Quantity("army-years", "số năm phục vụ liên tục trong Quân đội nhân dân", _CAREER),
    Quantity("police-years", "số năm phục vụ trong Công an nhân dân", _CAREER),
    Quantity(
        "forces-years",
        "số năm phục vụ liên tục trong Quân đội nhân dân, Công an nhân dân",
        _CAREER,
    ),
    Quantity("volunteer-years", "số năm tham gia thanh niên xung phong", _VOLUNTEER),
)
