"""People of the demo who sign in. Their names are invented; heads and clerks are those who signed
and drew up the lists in `samples/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from thidua.accounts.domain.demo import DOMAIN, PASSWORD
from thidua.accounts.domain.manage import create_account, give_role
from thidua.accounts.models import RoleAssignment
from thidua.accounts.queries import actor_for
from thidua.core.actors import Actor, Role
from thidua.organizations.models import Unit

SINCE = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Account:
    """One account: the part before the @, the person, and each (role, unit key) they hold."""

    name: str
    person: str
    roles: tuple[tuple[Role, str], ...]

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


DISTRICT, OFFICE, SCHOOL, COMMUNE = (
    "huyen-an-duong",
    "phong-noi-vu",
    "thcs-an-dong",
    "xa-dang-cuong",
)
FINANCE, FARMING, LABOUR, JUSTICE = "phong-tckh", "phong-nnptnt", "phong-ldtbxh", "phong-tu-phap"


def _unit(name: str, unit: str, clerk: str, head: str) -> tuple[Account, Account]:
    return (
        Account(f"canbo.{name}", clerk, ((Role.CLERK, unit),)),
        Account(f"thutruong.{name}", head, ((Role.HEAD, unit),)),
    )


CAST = (
    *_unit("thcs", SCHOOL, "Nguyễn Thị Kim Liên", "Nguyễn Thị Thúy Hằng"),
    *_unit("dangcuong", COMMUNE, "Nguyễn Đình Thịnh", "Bùi Thị Minh Thoa"),
    *_unit("tckh", FINANCE, "Đặng Thị Hằng", "Phạm Thị Bích Vân"),
    Account("canbo.nnptnt", "Phạm Hồng Quân", ((Role.CLERK, FARMING),)),
    # The head of a unit who also sits in the council.
    Account("thutruong.nnptnt", "Trần Quang Vinh", ((Role.HEAD, FARMING), (Role.MEMBER, DISTRICT))),
    *_unit("ldtbxh", LABOUR, "Nguyễn Thị Mai Phương", "Bùi Thị Thanh Nga"),
    *_unit("tuphap", JUSTICE, "Trịnh Thị Ngọc Linh", "Hoàng Minh Tuấn"),
    Account("chuyenvien", "Nguyễn Quốc Khánh", ((Role.OFFICER, OFFICE),)),
    # Two hats on one head: the officer who also keeps the council's minutes.
    Account("chuyenvien2", "Vũ Hồng Minh", ((Role.OFFICER, OFFICE), (Role.SECRETARY, OFFICE))),
    Account("thuky", "Trần Thu Hà", ((Role.SECRETARY, OFFICE),)),
    Account("thanhvien", "Đỗ Văn Thắng", ((Role.MEMBER, DISTRICT),)),
    Account("thanhvien2", "Lưu Thị Mai Hương", ((Role.MEMBER, DISTRICT),)),
    Account("thanhvien3", "Đinh Công Thành", ((Role.MEMBER, DISTRICT),)),
    Account("thanhvien4", "Tạ Thị Nguyệt", ((Role.MEMBER, DISTRICT),)),
    Account("thanhvien5", "Ngô Xuân Trường", ((Role.MEMBER, DISTRICT),)),
    Account("chutich", "Phạm Hùng Việt", ((Role.CHAIRMAN, DISTRICT),)),
    Account("thanhtra", "Hoàng Văn Sơn", ((Role.INSPECTOR, "thanh-tra-huyen"),)),
    Account("bientap", "Ngô Lan Anh", ((Role.EDITOR, "phong-van-hoa-va-thong-tin"),)),
    Account("quantri", "Lê Đình Quân", ((Role.ADMINISTRATOR, OFFICE),)),
)


def sign_ins() -> list[tuple[str, str]]:
    """(role, address) of one account per role, then of whoever holds several, for the terminal."""
    shown: dict[str, str] = {}
    for account in sorted(CAST, key=lambda one: len(one.roles)):
        if len(account.roles) > 1:
            shown["Một người giữ hai vai trò"] = account.email
        else:
            shown.setdefault(account.roles[0][0].label, account.email)
    return list(shown.items())


def acting(name: str, role: Role, day: date) -> Actor:
    """The member of the cast in that role, as the domain functions want them."""
    assignment = RoleAssignment.objects.select_related("user").get(
        user__email=f"{name}@{DOMAIN}", role=role
    )
    return actor_for(assignment, day)


def enter(actor: Actor, units: dict[str, Unit]) -> None:
    """Make the accounts and give the roles; one hash serves them all, it is slow on purpose."""
    shared = make_password(PASSWORD)
    for account in CAST:
        made = create_account(
            actor=actor, email=account.email, full_name=account.person, password_hash=shared
        )
        for role, unit in account.roles:
            give_role(actor=actor, user=made.user, unit=units[unit], role=role, since=SINCE)
