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
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.leaks.filling import MOST, NEVER, either, every, rows, some
from tests.leaks.making import NAME
from tests.leaks.seeding import RECEIPTS
from thidua.core.middleware import OTHERS

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
NAMED_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
FILLS = {
    "ho-so/code": every("commendation.Nomination"),
    "goi/code": every("forwarding.Package"),
    "ho-so/pk": every("forwarding.PackageItem", "pk"),
    "yeu-cau/pk": every("forwarding.SupplementRequest", "pk"),
    "bi-mat-nha-nuoc/pk": every("forwarding.SecretCount", "pk"),
    "thuc-hien/name": some("give_back", "send_to_council"),
    "ho-so-ton-dong/code": every("honours.HonourCase"),
    "viec/act": some("sua", "du-kien", "nguoi-than", "giay-to", "uu-tien", "co-lien-quan"),
    "chuyen/name": some("to_district", "give_back"),
    "nguoi/pk": every("honours.FamilyMember", "pk", 1),
    "da-khai/pk": every("honours.CaseRecusal", "pk", 1),
    "thoi-han/pk": every("honours.LevelLimit", "pk", 1),
    "minh-chung/number": some(1),
    "dot-xet/code": every("commendation.Round"),
    "de-nghi-cap-tren/code": every("commendation.Round"),
    "danh-sach/code": either(every("commendation.ListImport"), every("rewards.PaymentList")),
    "tep-mau/name": some(NEVER),
    "tep/key": every("documents.StoredFile", "key", 60),
    "can-cu/code": some("LDTT"),
    "so-tay/code": some("LDTT"),
    "vai-tro/pk": every("accounts.RoleAssignment", "pk", 1),
    "vai-tro/role": every("accounts.RoleAssignment", "pk", 1),
    "khen-thuong/code": every("registry.Award", "pk"),
    "so-khen-thuong/code": every("registry.Award", "pk"),
    "quyet-dinh/code": every("decisions.Decision"),
    "giay/certificate_code": every("decisions.Certificate"),
    "xac-thuc/code": some(NEVER),
    "nhap-so/code": every("registry.ImportBatch"),
    "quy-dinh/code": every("commendation.LocalRegulation"),
    "con-nguoi/code": every("organizations.Person", most=2),
    "sang-kien/work": some(NEVER),
    "ky-luat/case": some(1),
    "danh-gia/year": some(2024),
    "don-vi/code": every("organizations.Unit", most=2),
    "dot-xuat/code": every("honours.FeatReport"),
    "phong-trao/code": every("movements.Movement"),
    "ky/key": every("movements.MovementReview"),
    "don-vi/report": every("movements.MovementResult"),
    "report/name": some("accept"),
    "don-vi/unit": every("organizations.Unit", most=2),
    "giao-uoc/key": every("movements.MovementRegistration"),
    "mau/pattern": every("movements.MovementTemplate"),
    "ngay-ky-niem/day": every("movements.Anniversary"),
    "dang-ky-danh-hieu/code": every("movements.TitleRegistration"),
    "buoc/name": some("turn_down", "withdraw"),
    "lap-ho-so/key": every("honours.FeatSubject"),
    "bao-cao./form": some("docx"),
    "sang-kien/code": every("initiatives.InitiativeRequest"),
    "co-lien-quan/number": every("initiatives.RequestRecusal", "pk", 2),
    "tai-lieu/number": every("initiatives.RequestEvidence", "pk", 1),
    "code/name": some("give_back"),
    "so/code": every("registry.Initiative"),
    "pham-vi/asked": every("initiatives.ScopeCertification"),
    "doi-chieu/text": every("initiatives.KnownText", most=2),
    "tac-gia/number": every("initiatives.RequestAuthor", "pk"),
    "tieu-chi/code": every("initiatives.CriteriaEdition"),
    "phien/code": every("initiatives.Sitting"),
    "bien-ban/form": some("docx"),
    "cham/code": every("initiatives.InitiativeRequest"),
    "phieu-giay/member": every("initiatives.ScoreSheet", "member", 1),
    "phan-hoi/receipt": lambda: list(RECEIPTS[-2:]),
    "lay-y-kien/code": every("publicity.CandidateList"),
    "dong/key": every("publicity.Candidate"),
    "thong-bao./form": some("docx"),
    "y-kien-nhan-dan/code": every("publicity.Comment"),
    "viec/name": some("take", "answer", "ask", "turn_down", "undraft", "viet"),
    "co-quan/code": every("consultation.ConsultedBody"),
    "hiep-y/code": every("consultation.Consultation"),
    "bo/subject": every("consultation.ConsultationSubject", "pk"),
    "truong-hop/subject": every("consultation.ConsultationSubject", "pk"),
    "tam-dung/code": every("commendation.Hold"),
    "doi-chieu/pk": every("consultation.StopMatch", "pk"),
    "danh-sach-vi-pham/code": every("consultation.StopList"),
    "luot-in/run_code": every("decisions.PrintRun"),
    "giay-chung-nhan/certificate_code": every("decisions.Certificate"),
    "mau-in/code": every("decisions.CertificateLayout"),
    "ban-ky-/order": some(1),
    "bat-dau-/kind": some("decision"),
    "mau-van-ban/code": every("decisions.PaperTemplate"),
    "anh-chu-ky/code": every("decisions.SignatureImage"),
    "thu-hoi/code": either(every("rewards.Recovery"), every("revocations.UndoCase")),
    "khoan/code": every("rewards.Payment"),
    "code/step": some("settle", "return"),
    "quy/year": every("rewards.FundYear", "year"),
    "dao/code": every("rewards.FundEntry", most=2),
    "phoi-bang/code": every("rewards.StockItem"),
    "nhan/code": every("decisions.Decision"),
    "code/order": every("decisions.DecisionLine", "order"),
    "le-trao/code": every("rewards.Ceremony"),
    "phieu-kin/code": every("councils.BallotSheet"),
    "ho-so/dossier": every("commendation.Nomination"),
    "dossier/name": some("de-lai", "ha"),
    "bien-ban-chot./form": some("pdf", "docx"),
    "hoi-dong/code": every("councils.Council"),
    "thanh-vien/pk": every("councils.Member", "pk", 1),
    "phien-hop/code": every("councils.Session"),
    "chuong-trinh/pk": every("councils.AgendaItem", "pk"),
    "pk/act": some("len"),
    "tai-lieu/pk": every("councils.SessionPaper", "pk"),
    "lien-quan/pk": every("commendation.Recusal", "pk", 3),
    "bien-ban./form": some("pdf", "docx"),
    "chuong-trinh/year": every("planning.WorkPlan", "year", 1),
    "viec/code": every("planning.PlanItem", most=1),
    "lan/number": some(1),
    "ban-in./form": some("docx"),
    "buoc/step": some("give_back", "change"),
    "lich/token": some(NEVER),
    "trang-cong-khai/kind": some("target"),
    "kind/code": some(NEVER),
    "giay-moi./form": some("pdf", "docx"),
    "van-ban./form": some("pdf", "docx"),
    "tai-khoan/pk": every("accounts.User", "pk", 2),
    "hien-vat/pk": every("revocations.ReturnedObject", "pk"),
    "chi-thi/code": every("directives.Directive"),
    "muc/pk": every("directives.Finding", "pk", 2),
    "thao-tac/name": some("end", "withdraw", "cancel"),
    "ket-qua./form": some("docx"),
    "ket-qua/pk": every("directives.ResultPaper", "pk"),
    "nhiem-vu/code": every("directives.Task"),
    "ky/pk": every("directives.ReportPeriod", "pk", 2),
    "bao-cao/pk": every("directives.TaskReport", "pk", 2),
    "pk/name": some("give_back"),
    "tep/number": every("directives.ReportFile", "pk", 2),
    "chi-tieu/code": every("targets.Target", most=2),
    "ket-qua/key": every("targets.Result", most=2),
    "key/name": some("accept", "give_back"),
    "nhap/code": every("targets.TargetImport"),
    "vuong-mac/code": every("obstacles.Obstacle", most=2),
    "cum-thi-dua/code": every("clusters.ClusterYear"),
    "bang-diem/tree": every("clusters.CriteriaTree"),
    "muc/node": every("clusters.TreeNode", "pk", 2),
    "chuyen-cho/way": some("len"),
    "buoc/step_name": some("start", "take_back"),
    "don-vi/member": every("clusters.ClusterMember", "pk"),
    "phieu/sheet": every("clusters.MarkSheet", "pk"),
    "minh-chung/paper": every("clusters.MarkEvidence", "pk"),
    "kien-nghi/objection": every("clusters.ScoreObjection", "pk"),
    "ket-qua/version": every("clusters.ClusterResult", "version"),
    "nhap/batch": every("clusters.ScoreImport"),
}
TOGETHER = {
    ("hiep-y/code", "truong-hop/subject"): rows(
        "consultation.ConsultationSubject", "consultation__code", "pk"
    ),
    ("hiep-y/code", "bo/subject"): rows(
        "consultation.ConsultationSubject", "consultation__code", "pk"
    ),
    ("lay-y-kien/code", "dong/key"): rows("publicity.Candidate", "list__code", "code"),
    ("phong-trao/code", "ky/key"): rows("movements.MovementReview", "movement__code", "code"),
    ("phong-trao/code", "giao-uoc/key"): rows(
        "movements.MovementRegistration", "movement__code", "code"
    ),
    ("dot-xuat/code", "lap-ho-so/key"): rows("honours.FeatSubject", "feat__code", "code"),
    ("sang-kien/code", "tac-gia/number"): rows("initiatives.RequestAuthor", "request__code", "pk"),
    ("sang-kien/code", "co-lien-quan/number"): rows(
        "initiatives.RequestRecusal", "request__code", "pk"
    ),
    ("so/code", "pham-vi/asked"): rows(
        "initiatives.ScopeCertification", "initiative__code", "code"
    ),
    ("cham/code", "phieu-giay/member"): rows(
        "initiatives.ScoreSheet", "scoring__request__code", "member"
    ),
    ("phien-hop/code", "chuong-trinh/pk"): rows("councils.AgendaItem", "session__code", "pk"),
    ("phien-hop/code", "ho-so/dossier"): either(
        rows("councils.BallotLine", "sheet__session__code", "nomination__code"),
        rows("councils.Deferral", "session__code", "nomination__code"),
    ),
    ("phien-hop/code", "lien-quan/pk"): lambda: [
        (code, pk) for code in FILLS["phien-hop/code"]()[:1] for pk in FILLS["lien-quan/pk"]()[:3]
    ],
    ("phien-hop/code", "tai-lieu/pk"): rows("councils.SessionPaper", "session__code", "pk"),
    ("quyet-dinh/code", "luot-in/run_code"): rows("decisions.PrintRun", "decision__code", "code"),
    ("quyet-dinh/code", "giay-chung-nhan/certificate_code"): rows(
        "decisions.Certificate", "line__decision__code", "code"
    ),
    ("quyet-dinh/code", "giay/certificate_code"): rows(
        "decisions.Certificate", "line__decision__code", "code"
    ),
    ("nhan/code", "code/order"): rows("decisions.DecisionLine", "decision__code", "order"),
    ("quy/year", "dao/code"): rows("rewards.FundEntry", "fund__year", "code"),
    ("bang-diem/tree", "muc/node"): rows("clusters.TreeNode", "tree__code", "pk"),
    ("cum-thi-dua/code", "don-vi/member"): rows("clusters.ClusterMember", "year__code", "pk"),
    ("cum-thi-dua/code", "phieu/sheet"): rows("clusters.MarkSheet", "member__year__code", "pk"),
    ("cum-thi-dua/code", "minh-chung/paper"): rows(
        "clusters.MarkEvidence", "member__year__code", "pk"
    ),
    ("cum-thi-dua/code", "kien-nghi/objection"): rows(
        "clusters.ScoreObjection", "member__year__code", "pk"
    ),
    ("cum-thi-dua/code", "ket-qua/version"): rows(
        "clusters.ClusterResult", "year__code", "version"
    ),
    ("cum-thi-dua/code", "nhap/batch"): rows("clusters.ScoreImport", "year__code", "code"),
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
