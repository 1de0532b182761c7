"""Who signs and how: the forms of Nghị định 30/2020/NĐ-CP, names without titles, role holders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from thidua.accounts.models import RoleAssignment
from thidua.core.actors import Role

COMMITTEE = "committee"
CHAIR = "chair"
DEPUTY = "deputy"
_BODY = "TM. ỦY BAN NHÂN DÂN"
_DOUBT = (
    "Bộ quy tắc không có căn cứ cho việc ký {} quyết định khen thưởng: đối chiếu thẩm quyền "
    "trước khi ban hành."
)


@dataclass(frozen=True, slots=True)
class SignatureForm:
    """One way to sign: the lines over the post, the post (empty: it is typed), and a doubt.

    `doubt` is said beside the draft: who decides an award is the law's, whether somebody else may
    put their name under it is not in the rule book.
    """

    label: str
    lines: tuple[str, ...]
    post: str
    doubt: str = ""


SIGNATURE_FORMS = {
    COMMITTEE: SignatureForm("TM. Ủy ban nhân dân, Chủ tịch", (_BODY,), "CHỦ TỊCH"),
    CHAIR: SignatureForm("Chủ tịch (không ghi TM.)", (), "CHỦ TỊCH"),
    "deputy_committee": SignatureForm(
        "TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch",
        (_BODY, "KT. CHỦ TỊCH"),
        "PHÓ CHỦ TỊCH",
    ),
    DEPUTY: SignatureForm(
        "KT. Chủ tịch, Phó Chủ tịch (không ghi TM.)", ("KT. CHỦ TỊCH",), "PHÓ CHỦ TỊCH"
    ),
    "acting": SignatureForm("TM. Ủy ban nhân dân, Q. Chủ tịch", (_BODY,), "Q. CHỦ TỊCH"),
    "by_order": SignatureForm(
        "TL. Chủ tịch (thừa lệnh), chức vụ tự ghi", ("TL. CHỦ TỊCH",), "", _DOUBT.format("TL.")
    ),
    "authorised": SignatureForm(
        "TUQ. Chủ tịch (thừa ủy quyền), chức vụ tự ghi",
        ("TUQ. CHỦ TỊCH",),
        "",
        _DOUBT.format("TUQ."),
    ),
}
"""The forms an authority has; `TL.` and `TUQ.` carry their doubt to the screen."""

_TITLES = re.compile(
    r"(?:(?:PGS|GS|TSKH|TS|THS|BS|BSCK\w*|KS|CN|LS|DS|NGƯT|NGND|NSƯT|NSND|TTƯT|TTND)\.?[\s.]"
    r"|(?:PHÓ GIÁO SƯ|GIÁO SƯ|TIẾN SĨ|TIẾN SỸ|THẠC SĨ|THẠC SỸ|BÁC SĨ|BÁC SỸ|KỸ SƯ|CỬ NHÂN|LUẬT SƯ"
    r"|DƯỢC SĨ|NHÀ GIÁO|THẦY THUỐC|NGHỆ SĨ|NGHỆ NHÂN|ANH HÙNG LAO ĐỘNG)\s)"
)


def title_before(name: str) -> str:
    """The degree, rank or honour written before a name, or nothing.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: none stands before the signer's name, save for bodies of
    armed forces, education, health and science.
    """
    found = _TITLES.match(f"{name.strip()} ".upper())
    return name.strip()[: found.end()].strip() if found else ""


def form_of(lines: list[str], post: str) -> str:
    """The key of the form that these lines and post are, `COMMITTEE` where none fits."""
    for key, one in SIGNATURE_FORMS.items():
        if list(one.lines) == lines and one.post in {post, ""}:
            return key
    return COMMITTEE


def holders(authority_id: int, on: date) -> list[tuple[str, str]]:
    """Who may be named as signer on that day: (name, unit or role), by name."""
    rows = (
        RoleAssignment.objects.filter(authority_id=authority_id, role=Role.CHAIRMAN, since__lte=on)
        .exclude(until__lte=on)
        .order_by("user__full_name")
        .values_list("user__full_name", flat=True)
        .distinct()
    )
    return [(name, Role.CHAIRMAN.label) for name in rows]
