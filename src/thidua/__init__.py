"""Thi Đua: emulation and commendation work of a Vietnamese local authority."""
