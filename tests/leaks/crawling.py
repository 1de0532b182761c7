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
from functools import cache
from io import BytesIO
from itertools import product
from typing import Any

import pypdfium2
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.leaks.making import NAME
from tests.leaks.seeding import RECEIPTS
from thidua.core.middleware import OTHERS

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
NEVER = "khong-co"
"""Stands for things the world has none of: the address answers, with nothing."""


MOST = 12


def _every(label: str, column: str = "code", most: int = MOST) -> Any:
    found = apps.get_model(label).objects
    return lambda: list(found.order_by("-pk").values_list(column, flat=True)[:most])


def _either(*fills: Any) -> Any:
    return lambda: [value for fill in fills for value in fill()]


def _rows(label: str, *columns: str) -> Any:
    """What belongs together, as tuples."""
    found = apps.get_model(label).objects
    return lambda: list(found.order_by("-pk").values_list(*columns)[:MOST])


def _some(*values: object) -> Any:
    return lambda: list(values)


FILLS = {
    "ho-so/code": _every("commendation.Nomination"),
    "goi/code": _every("forwarding.Package"),
    "ho-so/pk": _every("forwarding.PackageItem", "pk"),
    "yeu-cau/pk": _every("forwarding.SupplementRequest", "pk"),
    "bi-mat-nha-nuoc/pk": _every("forwarding.SecretCount", "pk"),
    "thuc-hien/name": _some("give_back", "send_to_council"),
    "ho-so-ton-dong/code": _every("honours.HonourCase"),
    "viec/act": _some("sua", "du-kien", "nguoi-than", "giay-to", "uu-tien", "co-lien-quan"),
    "chuyen/name": _some("to_district", "give_back"),
    "nguoi/pk": _every("honours.FamilyMember", "pk", 1),
    "da-khai/pk": _every("honours.CaseRecusal", "pk", 1),
    "thoi-han/pk": _every("honours.LevelLimit", "pk", 1),
    "minh-chung/number": _some(1),
    "dot-xet/code": _every("commendation.Round"),
    "de-nghi-cap-tren/code": _every("commendation.Round"),
    "danh-sach/code": _either(_every("commendation.ListImport"), _every("rewards.PaymentList")),
    "tep-mau/name": _some(NEVER),
    "tep/key": _every("documents.StoredFile", "key", 60),
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
    "dot-xuat/code": _every("honours.FeatReport"),
    "phong-trao/code": _every("movements.Movement"),
    "ky/key": _every("movements.MovementReview"),
    "don-vi/report": _every("movements.MovementResult"),
    "report/name": _some("accept"),
    "don-vi/unit": _every("organizations.Unit", most=2),
    "giao-uoc/key": _every("movements.MovementRegistration"),
    "mau/pattern": _every("movements.MovementTemplate"),
    "ngay-ky-niem/day": _every("movements.Anniversary"),
    "dang-ky-danh-hieu/code": _every("movements.TitleRegistration"),
    "buoc/name": _some("turn_down", "withdraw"),
    "lap-ho-so/key": _every("honours.FeatSubject"),
    "bao-cao./form": _some("docx"),
    "sang-kien/code": _every("initiatives.InitiativeRequest"),
    "co-lien-quan/number": _every("initiatives.RequestRecusal", "pk", 2),
    "tai-lieu/number": _every("initiatives.RequestEvidence", "pk", 1),
    "code/name": _some("give_back"),
    "so/code": _every("registry.Initiative"),
    "pham-vi/asked": _every("initiatives.ScopeCertification"),
    "doi-chieu/text": _every("initiatives.KnownText", most=2),
    "tac-gia/number": _every("initiatives.RequestAuthor", "pk"),
    "tieu-chi/code": _every("initiatives.CriteriaEdition"),
    "phien/code": _every("initiatives.Sitting"),
    "bien-ban/form": _some("docx"),
    "cham/code": _every("initiatives.InitiativeRequest"),
    "phieu-giay/member": _every("initiatives.ScoreSheet", "member", 1),
    "phan-hoi/receipt": lambda: list(RECEIPTS[-2:]),
    "lay-y-kien/code": _every("publicity.CandidateList"),
    "dong/key": _every("publicity.Candidate"),
    "thong-bao./form": _some("docx"),
    "y-kien-nhan-dan/code": _every("publicity.Comment"),
    "viec/name": _some("take", "answer", "ask", "turn_down", "undraft", "viet"),
    "co-quan/code": _every("consultation.ConsultedBody"),
    "hiep-y/code": _every("consultation.Consultation"),
    "bo/subject": _every("consultation.ConsultationSubject", "pk"),
    "truong-hop/subject": _every("consultation.ConsultationSubject", "pk"),
    "tam-dung/code": _every("commendation.Hold"),
    "doi-chieu/pk": _every("consultation.StopMatch", "pk"),
    "danh-sach-vi-pham/code": _every("consultation.StopList"),
    "luot-in/run_code": _every("decisions.PrintRun"),
    "giay-chung-nhan/certificate_code": _every("decisions.Certificate"),
    "mau-in/code": _every("decisions.CertificateLayout"),
    "ban-ky-/order": _some(1),
    "bat-dau-/kind": _some("decision"),
    "mau-van-ban/code": _every("decisions.PaperTemplate"),
    "anh-chu-ky/code": _every("decisions.SignatureImage"),
    "thu-hoi/code": _either(_every("rewards.Recovery"), _every("revocations.UndoCase")),
    "khoan/code": _every("rewards.Payment"),
    "code/step": _some("settle", "return"),
    "quy/year": _every("rewards.FundYear", "year"),
    "dao/code": _every("rewards.FundEntry", most=2),
    "phoi-bang/code": _every("rewards.StockItem"),
    "nhan/code": _every("decisions.Decision"),
    "code/order": _every("decisions.DecisionLine", "order"),
    "le-trao/code": _every("rewards.Ceremony"),
    "phieu-kin/code": _every("councils.BallotSheet"),
    "ho-so/dossier": _every("commendation.Nomination"),
    "dossier/name": _some("de-lai", "ha"),
    "bien-ban-chot./form": _some("pdf", "docx"),
    "hoi-dong/code": _every("councils.Council"),
    "thanh-vien/pk": _every("councils.Member", "pk", 1),
    "phien-hop/code": _every("councils.Session"),
    "chuong-trinh/pk": _every("councils.AgendaItem", "pk"),
    "pk/act": _some("len"),
    "tai-lieu/pk": _every("councils.SessionPaper", "pk"),
    "lien-quan/pk": _every("commendation.Recusal", "pk", 3),
    "bien-ban./form": _some("pdf", "docx"),
    "chuong-trinh/year": _every("planning.WorkPlan", "year", 1),
    "viec/code": _every("planning.PlanItem", most=1),
    "lan/number": _some(1),
    "ban-in./form": _some("docx"),
    "buoc/step": _some("give_back", "change"),
    "lich/token": _some(NEVER),
    "trang-cong-khai/kind": _some("target"),
    "kind/code": _some(NEVER),
    "giay-moi./form": _some("pdf", "docx"),
    "van-ban./form": _some("pdf", "docx"),
    "tai-khoan/pk": _every("accounts.User", "pk", 2),
    "hien-vat/pk": _every("revocations.ReturnedObject", "pk"),
    "chi-thi/code": _every("directives.Directive"),
    "muc/pk": _every("directives.Finding", "pk", 2),
    "thao-tac/name": _some("end", "withdraw", "cancel"),
    "ket-qua./form": _some("docx"),
    "ket-qua/pk": _every("directives.ResultPaper", "pk"),
    "nhiem-vu/code": _every("directives.Task"),
    "ky/pk": _every("directives.ReportPeriod", "pk", 2),
    "bao-cao/pk": _every("directives.TaskReport", "pk", 2),
    "pk/name": _some("give_back"),
    "tep/number": _every("directives.ReportFile", "pk", 2),
    "chi-tieu/code": _every("targets.Target", most=2),
    "ket-qua/key": _every("targets.Result", most=2),
    "key/name": _some("accept", "give_back"),
    "nhap/code": _every("targets.TargetImport"),
    "vuong-mac/code": _every("obstacles.Obstacle", most=2),
    "cum-thi-dua/code": _every("clusters.ClusterYear"),
    "bang-diem/tree": _every("clusters.CriteriaTree"),
    "muc/node": _every("clusters.TreeNode", "pk", 2),
    "chuyen-cho/way": _some("len"),
    "buoc/step_name": _some("start", "take_back"),
    "don-vi/member": _every("clusters.ClusterMember", "pk"),
    "phieu/sheet": _every("clusters.MarkSheet", "pk"),
    "minh-chung/paper": _every("clusters.MarkEvidence", "pk"),
    "kien-nghi/objection": _every("clusters.ScoreObjection", "pk"),
    "ket-qua/version": _every("clusters.ClusterResult", "version"),
    "nhap/batch": _every("clusters.ScoreImport"),
}
TOGETHER = {
    ("hiep-y/code", "truong-hop/subject"): _rows(
        "consultation.ConsultationSubject", "consultation__code", "pk"
    ),
    ("hiep-y/code", "bo/subject"): _rows(
        "consultation.ConsultationSubject", "consultation__code", "pk"
    ),
    ("lay-y-kien/code", "dong/key"): _rows("publicity.Candidate", "list__code", "code"),
    ("phong-trao/code", "ky/key"): _rows("movements.MovementReview", "movement__code", "code"),
    ("phong-trao/code", "giao-uoc/key"): _rows(
        "movements.MovementRegistration", "movement__code", "code"
    ),
    ("dot-xuat/code", "lap-ho-so/key"): _rows("honours.FeatSubject", "feat__code", "code"),
    ("sang-kien/code", "tac-gia/number"): _rows("initiatives.RequestAuthor", "request__code", "pk"),
    ("sang-kien/code", "co-lien-quan/number"): _rows(
        "initiatives.RequestRecusal", "request__code", "pk"
    ),
    ("so/code", "pham-vi/asked"): _rows(
        "initiatives.ScopeCertification", "initiative__code", "code"
    ),
    ("cham/code", "phieu-giay/member"): _rows(
        "initiatives.ScoreSheet", "scoring__request__code", "member"
    ),
    ("phien-hop/code", "chuong-trinh/pk"): _rows("councils.AgendaItem", "session__code", "pk"),
    ("phien-hop/code", "ho-so/dossier"): _either(
        _rows("councils.BallotLine", "sheet__session__code", "nomination__code"),
        _rows("councils.Deferral", "session__code", "nomination__code"),
    ),
    ("phien-hop/code", "lien-quan/pk"): lambda: [
        (code, pk) for code in FILLS["phien-hop/code"]()[:1] for pk in FILLS["lien-quan/pk"]()[:3]
    ],
    ("phien-hop/code", "tai-lieu/pk"): _rows("councils.SessionPaper", "session__code", "pk"),
    ("quyet-dinh/code", "luot-in/run_code"): _rows("decisions.PrintRun", "decision__code", "code"),
    ("quyet-dinh/code", "giay-chung-nhan/certificate_code"): _rows(
        "decisions.Certificate", "line__decision__code", "code"
    ),
    ("quyet-dinh/code", "giay/certificate_code"): _rows(
        "decisions.Certificate", "line__decision__code", "code"
    ),
    ("nhan/code", "code/order"): _rows("decisions.DecisionLine", "decision__code", "order"),
    ("quy/year", "dao/code"): _rows("rewards.FundEntry", "fund__year", "code"),
    ("bang-diem/tree", "muc/node"): _rows("clusters.TreeNode", "tree__code", "pk"),
    ("cum-thi-dua/code", "don-vi/member"): _rows("clusters.ClusterMember", "year__code", "pk"),
    ("cum-thi-dua/code", "phieu/sheet"): _rows("clusters.MarkSheet", "member__year__code", "pk"),
    ("cum-thi-dua/code", "minh-chung/paper"): _rows(
        "clusters.MarkEvidence", "member__year__code", "pk"
    ),
    ("cum-thi-dua/code", "kien-nghi/objection"): _rows(
        "clusters.ScoreObjection", "member__year__code", "pk"
    ),
    ("cum-thi-dua/code", "ket-qua/version"): _rows(
        "clusters.ClusterResult", "year__code", "version"
    ),
    ("cum-thi-dua/code", "nhap/batch"): _rows("clusters.ScoreImport", "year__code", "code"),
}
"""Arguments of one address that only mean something as a pair."""
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


def filled(one: Address) -> list[tuple[str, dict[str, str]]]:
    """The address with every combination of its arguments that can stand for something, and what
    stands for each."""
    keys = one.keys
    pair = tuple(keys[:2]) if tuple(keys[:2]) in TOGETHER else None
    values = [FILLS[key]() for key in (keys[2:] if pair else keys)]
    heads = TOGETHER[pair]() if pair else [()]
    blank = ARGUMENT.sub("{}", one.route)
    return [
        (f"/{blank.format(*head, *rest)}", dict(zip(keys, map(str, (*head, *rest)), strict=True)))
        for head in heads
        for rest in product(*values)
    ]


def crawl(client: Client, role: Any, most: int | None = None) -> Iterator[tuple[str, str]]:
    """(address, everything readable in the answer) of each page the role may open, with its
    exports, its fragments, and a search for the hidden name.

    `role=None`: without an account, and only what needs none; those pages know no hats.
    `most`: so many fillings of each address at most.
    """
    for one in addresses():
        if one.is_read and one.name not in NOT_FILLED and "logout" not in one.route:
            roles = one.declaration.roles if one.declaration else None
            if role in roles if roles is not None else role is None:
                for number, (path, _) in enumerate(filled(one)[:most]):
                    yield from _read(client, path, deep=number == 0)


def _read(client: Client, path: str, *, deep: bool) -> Iterator[tuple[str, str]]:
    """`deep`: its search and its fragment too; once for each kind of page."""
    codes = "&".join(f"chon={code}" for code in FILLS["ho-so/code"]())
    first = f"{path}?{codes}" if "/thuc-hien/" in path else path
    text = readable(client.get(first))
    yield first, text
    more = []
    if "xuat=xlsx" in text:
        more.append(f"{path}?xuat=xlsx")
    if deep and 'name="q"' in text.partition('id="noi-dung"')[2]:
        more.append(f"{path}?q={NAME}")
    for url in more:
        yield url, readable(client.get(url))
    if deep and ("hx-get" in text or "hx-trigger" in text):
        yield f"{path} (HTMX)", readable(client.get(path, headers={"HX-Request": "true"}))


def send(client: Client, role: Any, hidden: dict[str, set[str]]) -> Iterator[tuple[str, bool, Any]]:
    """(address, whether it is of a hidden thing, answer) of an empty form sent to each address
    the role may send one to: to all hidden things, else to the first. Each is taken back.
    """
    for one in addresses():
        if one.declaration is None or not one.declaration.writes or one.name == "switch_role":
            continue
        if one.declaration.roles is None or role not in one.declaration.roles:
            continue
        told = [
            (path, any(value in hidden.get(key, ()) for key, value in values.items()))
            for path, values in filled(one)
        ]
        for path, is_hidden in [pair for pair in told if pair[1]][:MOST] or told[:1]:
            with transaction.atomic():
                yield path, is_hidden, client.post(path, follow=True)
                transaction.set_rollback(True)


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


@cache
def _zipped(body: bytes) -> str:
    """Parts of an Office file, tags left out: words cut into runs are joined again."""
    with zipfile.ZipFile(BytesIO(body)) as archive:
        parts = (archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())
        return "\n".join(part + re.sub(r"<[^>]+>", "", part) for part in parts)


@cache
def _printed(body: bytes) -> str:
    document = pypdfium2.PdfDocument(body)
    return "\n".join(page.get_textpage().get_text_range() for page in document)
