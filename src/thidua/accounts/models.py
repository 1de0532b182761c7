"""People who sign in, and the roles they hold in a unit."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from thidua.core.actors import ROLE_LABELS, Role
from thidua.core.models import Owned
from thidua.organizations.models import Unit

ROLES = [(role.value, ROLE_LABELS[role]) for role in Role if role is not Role.SYSTEM]


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. What it may do comes from its roles alone; there is no superuser."""

    email = models.EmailField("thư điện tử", unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    is_active = models.BooleanField("đang dùng", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = UserManager()

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name


class RoleAssignment(Owned):
    """A role held in a unit during [since, until)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("vai trò", max_length=20, choices=ROLES)
    since = models.DateField("từ ngày")
    until = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "vai trò được giao"
        verbose_name_plural = "vai trò được giao"
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "user", "unit", "role", "since"),
                name="accounts_assignment_once",
                violation_error_message="Vai trò này đã được giao.",
            ),
            models.CheckConstraint(
                name="accounts_assignment_dates",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                violation_error_message="Ngày thôi giữ vai trò phải sau ngày bắt đầu.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
