"""Every address of the URL table, filled from what is in the database, and read to the last byte.

An argument is filled by the part of the route before it and its own name (`phien-hop/code`). A new
address whose arguments are known that way is crawled without anybody's doing; one that is not
fails `test_every_address_can_be_filled`, which says what to add here.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Any

import pypdfium2
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.leaks.making import NAME
from thidua.core.middleware import OTHERS

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
NEVER = "khong-co"
"""Stands for things the world has none of: the address answers, with nothing."""


def _every(label: str, column: str = "code", most: int = 12) -> Any:
    found = apps.get_model(label).objects
    return lambda: list(found.order_by("-pk").values_list(column, flat=True)[:most])


def _some(*values: object) -> Any:
    return lambda: list(values)


FILLS = {
    "ho-so/code": _every("commendation.Nomination"),
    "goi/code": _every("forwarding.Package"),
    "ho-so/pk": _every("forwarding.PackageItem", "pk"),
    "yeu-cau/pk": _every("forwarding.SupplementRequest", "pk"),
    "bi-mat-nha-nuoc/pk": _every("forwarding.SecretCount", "pk"),
    "thuc-hien/name": _some("give_back", "send_to_council"),
    "minh-chung/number": _some(1),
    "dot-xet/code": _every("commendation.Round"),
    "de-nghi-cap-tren/code": _every("commendation.Round"),
    "danh-sach/code": _every("commendation.ListImport"),
    "tep-mau/name": _some(NEVER),
    "tep/key": _every("documents.StoredFile", "key"),
    "can-cu/code": _some("LDTT"),
    "so-tay/code": _some("LDTT"),
    "vai-tro/pk": _every("accounts.RoleAssignment", "pk", 1),
    "vai-tro/role": _every("accounts.RoleAssignment", "pk", 1),
    "khen-thuong/code": _every("registry.Award", "pk"),
    "so-khen-thuong/code": _every("registry.Award", "pk"),
    "quyet-dinh/code": _every("decisions.Decision"),
    "giay/certificate_code": _every("decisions.Certificate"),
    "xac-thuc/code": _some(NEVER),
    "nhap-so/code": _every("registry.ImportBatch"),
    "quy-dinh/code": _every("commendation.LocalRegulation"),
    "con-nguoi/code": _every("organizations.Person", most=2),
    "sang-kien/work": _some(NEVER),
    "ky-luat/case": _some(1),
    "danh-gia/year": _some(2024),
    "don-vi/code": _every("organizations.Unit", most=2),
    "hoi-dong/code": _every("councils.Council"),
    "thanh-vien/pk": _every("councils.Member", "pk", 1),
    "phien-hop/code": _every("councils.Session"),
    "chuong-trinh/pk": _every("councils.AgendaItem", "pk"),
    "pk/act": _some("len"),
    "tai-lieu/pk": _every("councils.SessionPaper", "pk"),
    "lien-quan/pk": _every("commendation.Recusal", "pk"),
    "bien-ban./form": _some("pdf", "docx"),
    "van-ban./form": _some("pdf", "docx"),
    "tai-khoan/pk": _every("accounts.User", "pk", 2),
}
NOT_FILLED = {
    "account_confirm_email": "needs a mailed key; allauth's own page, shows an address only",
    "account_reset_password_from_key": "needs a mailed key; allauth's own page, a form only",
}
"""Addresses left out, each with its reason."""


@dataclass(frozen=True)
class Address:
    """One entry of the URL table: its route, its name, who may open it (None: not ours)."""

    name: str
    route: str
    declaration: Any

    @property
    def keys(self) -> list[str]:
        """`segment before the argument/argument`, in order."""
        found, before = [], ""
        for piece in re.split(r"/", self.route):
            for match in ARGUMENT.finditer(piece):
                literal = piece[: match.start()]
                found.append(f"{literal or before}/{match[1]}")
                before = before if literal else match[1]
            if not ARGUMENT.search(piece) and piece:
                before = piece
        return found

    @property
    def is_read(self) -> bool:
        return self.declaration is None or self.declaration.reads


def addresses() -> list[Address]:
    """The whole table, ours and allauth's."""
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: Any, before: str = "") -> Iterator[Address]:
    for entry in patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            declared = getattr(entry.callback, "declaration", None)
            if declared is None and not entry.callback.__module__.startswith(OTHERS):
                continue
            plain = NAMED_GROUP.sub(r"<\1>", route)
            yield Address(entry.name or "", re.sub(r"[\^$?\\]", "", plain), declared)


def unfilled() -> list[str]:
    """Addresses whose arguments nobody knows how to fill, in words."""
    return [
        f"/{one.route} ({one.name}): say in FILLS of tests/leaks/crawling.py what stands for "
        f"{', '.join(key for key in one.keys if key not in FILLS)}, or in NOT_FILLED why not"
        for one in addresses()
        if one.name not in NOT_FILLED and not set(one.keys) <= FILLS.keys()
    ]


def paths(one: Address) -> list[str]:
    """The address with every combination of its arguments."""
    values = [FILLS[key]() for key in one.keys]
    blank = ARGUMENT.sub("{}", one.route)
    return [f"/{blank.format(*chosen)}" for chosen in product(*values)]


def crawl(client: Client, role: Any) -> Iterator[tuple[str, str]]:
    """(address, everything readable in the answer) of each page the role may open, with its
    exports, its fragments, and a search for the hidden name.

    `role=None`: without an account, and only what needs none; those pages know no hats.
    """
    for one in addresses():
        if not one.is_read or one.name in NOT_FILLED or "logout" in one.route:
            continue
        roles = one.declaration.roles if one.declaration else None
        if (roles is None) != (role is None) or (roles is not None and role not in roles):
            continue
        for path in paths(one):
            yield from _read(client, path)


def _read(client: Client, path: str) -> Iterator[tuple[str, str]]:
    codes = "&".join(f"chon={code}" for code in FILLS["ho-so/code"]())
    first = f"{path}?{codes}" if "/thuc-hien/" in path else path
    text = readable(client.get(first))
    yield first, text
    more = []
    if "xuat=xlsx" in text:
        more.append(f"{path}?xuat=xlsx")
    if 'name="q"' in text.partition('id="noi-dung"')[2]:
        more.append(f"{path}?q={NAME}")
    for url in more:
        yield url, readable(client.get(url))
    if "hx-get" in text or "hx-trigger" in text:
        yield f"{path} (HTMX)", readable(client.get(path, headers={"HX-Request": "true"}))


def readable(answer: Any) -> str:
    """All text of an answer: cells of workbooks, words of documents, pages of PDFs, headers."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    heads = " ".join(answer.headers.values())
    text = body.decode("utf-8", "ignore")
    if body.startswith(b"PK\x03\x04"):
        text += _zipped(body)
    elif kind.startswith("application/pdf") and len(body) > 1000:
        text += _printed(body)
    elif kind.startswith("text/calendar"):
        text = text.replace("\r\n ", "")
    return f"{heads}\n{text}"


def _zipped(body: bytes) -> str:
    """Parts of an Office file, tags left out: words cut into runs are joined again."""
    with zipfile.ZipFile(BytesIO(body)) as archive:
        parts = (archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
        return "\n".join(part + re.sub(r"<[^>]+>", "", part) for part in parts)


def _printed(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    return "\n".join(page.get_textpage().get_text_range() for page in document)
