"""Sign-in rules and sentences for allauth, which has no Vietnamese of its own."""

from __future__ import annotations

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

WRONG = "Thư điện tử hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock rồi nhập lại."


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are given by the administrator; nobody signs up."""

    error_messages: ClassVar[dict[str, str]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản đã ngừng dùng. Liên hệ quản trị hệ thống để mở lại.",
        "cannot_remove_primary_email": "Không bỏ được thư điện tử chính.",
        "duplicate_email": "Thư điện tử này đã gắn với tài khoản.",
        "email_password_mismatch": WRONG,
        "email_taken": "Thư điện tử này đã có tài khoản khác dùng.",
        "enter_current_password": "Nhập mật khẩu đang dùng.",
        "incorrect_code": "Mã chưa đúng. Nhập lại mã đang hiện trên điện thoại.",
        "incorrect_password": "Mật khẩu chưa đúng.",
        "invalid_login": WRONG,
        "invalid_or_expired_key": "Đường dẫn đã hết hạn. Yêu cầu gửi lại.",
        "invalid_password_reset": "Đường dẫn đặt lại mật khẩu đã dùng hoặc hết hạn.",
        "too_many_login_attempts": "Đã thử quá nhiều lần. Đợi 5 phút rồi thử lại.",
        "unknown_email": "Không có tài khoản nào dùng thư điện tử này.",
        "unverified_primary_email": "Thư điện tử chính chưa được xác nhận.",
        "same_as_current": "Giá trị mới phải khác giá trị đang dùng.",
        "rate_limited": "Gửi yêu cầu quá nhanh. Đợi ít phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor, in Vietnamese."""

    error_messages: ClassVar[dict[str, str]] = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Không tắt được xác thực hai bước.",
        "cannot_generate_recovery_codes": "Bật xác thực hai bước trước khi tạo mã khôi phục.",
        "incorrect_code": "Mã chưa đúng. Nhập lại mã đang hiện trên điện thoại.",
    }
