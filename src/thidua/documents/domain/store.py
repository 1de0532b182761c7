"""Keeping a file, as it came, before anything reads it."""

from __future__ import annotations

import hashlib
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile

from thidua.core.actors import Actor
from thidua.core.errors import Refusal
from thidua.documents.models import StoredFile
from thidua.vietnamese.text import clean

# Real type by the first bytes; what the name says is not trusted.
SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
OFFICE: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def real_type(data: bytes, name: str) -> str:
    """Media type by content; the name only tells apart kinds that share a container."""
    found = next((kind for sign, kind in SIGNATURES if data.startswith(sign)), None)
    extension = name.rpartition(".")[2].lower()
    if found == "application/zip":
        return OFFICE.get(extension, found)
    if found is not None:
        return found
    return "text/csv" if extension == "csv" else "application/octet-stream"


def store(*, actor: Actor, name: str, data: bytes) -> StoredFile:
    """Keep the bytes for good. Raises Refusal for an empty or too large file."""
    if not data:
        raise Refusal("Tệp trống, không có nội dung. Kiểm tra lại tệp rồi chọn lại.")
    if len(data) > settings.LARGEST_UPLOAD:
        limit = settings.LARGEST_UPLOAD // (1024 * 1024)
        raise Refusal(f"Tệp lớn hơn {limit} MB. Tách tệp nhỏ hơn hoặc nén ảnh rồi chọn lại.")
    shown = clean(name.replace("\\", "/").rpartition("/")[2])[:200] or "tep"
    stored = StoredFile(
        authority_id=actor.authority_id,
        name=shown,
        media_type=real_type(data, shown),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by_id=actor.user_id,
    )
    stored.content.save(shown, ContentFile(data), save=False)
    stored.save()
    return stored
