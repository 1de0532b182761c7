"""Sudden feats: from the report to the award, with the hours of each step."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as make
from thidua.commendation.domain.moves import move
from thidua.commendation.domain.one_by_one import WhoIsMeant
from thidua.commendation.domain.recusals import recuse
from thidua.commendation.enums import RoundKind, State
from thidua.commendation.models import Nomination, Round
from thidua.core.errors import NotAllowed, Refusal
from thidua.honours.domain import feats as verbs
from thidua.honours.domain.feat_papers import summary_file, summary_paper
from thidua.honours.feat_enums import FeatState
from thidua.honours.feat_queries import elapsed, papers_of, steps_of, visible_to, waiting_for
from thidua.honours.models import FeatReport, FeatSubject
from thidua.law import Verdict
from thidua.organizations.models import Person

DEED = datetime(2024, 12, 2, 7, 30, tzinfo=UTC)
HERO = verbs.Doer(kind="person", name="Đoàn Văn Lực", birth_words="1990", position="Giáo viên")


def facts(**changes) -> verbs.FeatFacts:
    values = {
        "name": "Cứu hai cháu nhỏ ở bến đò",
        "happened_at": DEED,
        "place": "Bến đò xã Hồng Thái",
        "act": "Nhảy xuống sông cứu hai cháu bị đuối nước.",
        "result": "Hai cháu được cứu sống.",
        "certifier": "Công an xã Hồng Thái",
    } | changes
    return verbs.FeatFacts(**values)


@pytest.fixture
def feat(house):
    return verbs.report_feat(actor=house.clerk, unit=house.school, facts=facts(), doers=[HERO])


@pytest.fixture
def checked(house, feat):
    return verbs.check_feat(actor=house.officer, feat=feat, note="Đã hỏi Công an xã")


def proposed(house, feat, title="GK-XA", answer="") -> Nomination:
    return verbs.propose_subject(
        actor=house.clerk, subject=feat.subjects.get(), title_code=title, answer=answer
    )


def test_whole_way_from_report_to_award_with_its_hours(house, checked):
    dossier = proposed(house, checked)
    assert dossier.round.kind == RoundKind.SUDDEN
    assert "Bến đò" in dossier.achievement
    feat = FeatReport.objects.get()
    assert feat.state == FeatState.PROPOSED
    with pytest.raises(Refusal, match="quyết định"):
        verbs.move_feat(actor=house.officer, feat=feat, name="decide")

    now = timezone.now()
    moments = {f"{name}_at": now for name in ("submitted", "examined", "at_council", "decided")}
    Nomination.objects.filter(pk=dossier.pk).update(state=State.AWARDED, awarded_at=now, **moments)
    feat = verbs.move_feat(actor=house.officer, feat=feat, name="decide")
    with pytest.raises(Refusal, match="chưa tới"):
        verbs.move_feat(
            actor=house.officer, feat=feat, name="hand_over", at=now + timedelta(days=1)
        )
    with pytest.raises(Refusal, match="trước bước trước"):
        verbs.move_feat(actor=house.officer, feat=feat, name="hand_over", at=DEED)
    feat = verbs.move_feat(actor=house.officer, feat=feat, name="hand_over")

    assert feat.state == FeatState.HANDED_OVER
    assert [step.at is not None for step in steps_of(feat)] == [True] * 5
    assert steps_of(feat)[0].since_deed == elapsed(feat, DEED)
    assert steps_of(feat)[4].since_report == 0


def test_year_has_one_standing_round_opened_by_the_officer_on_first_need(house, checked):
    again = verbs.report_feat(
        actor=house.officer, unit=house.rival, facts=facts(name="Chữa cháy"), doers=[HERO]
    )
    with pytest.raises(NotAllowed):
        verbs.standing_round(actor=house.clerk, on=date(2023, 5, 1))
    verbs.check_feat(actor=house.officer, feat=again, note="Đã xem")

    row = Round.objects.get(kind=RoundKind.SUDDEN)
    assert "GK-XA" in row.titles
    assert "LDTT" not in row.titles
    assert {one.round for one in FeatReport.objects.all()} == {row}


def test_check_asks_for_who_did_it_and_who_certifies(house):
    bare = verbs.report_feat(actor=house.clerk, unit=house.school, facts=facts(certifier=""))

    with pytest.raises(Refusal) as refused:
        verbs.check_feat(actor=house.officer, feat=bare, note="Đã xem")

    assert len(refused.value.reasons) == 2
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": " "}, "tên gọi việc"),
        ({"place": "", "act": ""}, "nơi xảy ra, hành động"),
        ({"happened_at": datetime(2090, 1, 1, tzinfo=UTC)}, "chưa tới"),
    ],
)
def test_report_that_will_not_do_is_refused(house, changes, fault):
    with pytest.raises(Refusal, match=fault):
        verbs.report_feat(actor=house.clerk, unit=house.school, facts=facts(**changes))


def test_doer_with_an_impossible_birth_date_or_twice_is_refused(house, feat):
    with pytest.raises(Refusal, match="31/02"):
        verbs.add_doer(
            actor=house.clerk,
            feat=feat,
            doer=verbs.Doer(kind="person", name="Ai đó", birth_words="31/02/1990"),
        )
    with pytest.raises(Refusal, match="đã có trong báo cáo"):
        verbs.add_doer(actor=house.clerk, feat=feat, doer=HERO)
    assert feat.subjects.count() == 1


def test_doubtful_person_is_asked_never_guessed(house, checked):
    for year in (1971, 1985):
        make.person(house, HERO.name, year)
    FeatSubject.objects.update(birth_words="", position="")

    with pytest.raises(WhoIsMeant) as doubt:
        proposed(house, checked)

    codes = {one.code for one in doubt.value.candidates}
    elder = Person.objects.get(birth_year=1971)
    assert elder.code in codes
    assert proposed(house, checked, answer=elder.code).person == elder
    with pytest.raises(Refusal, match="Đã có hồ sơ"):
        proposed(house, checked)


def test_report_is_closed_once_proposed_and_turned_down_keeps_its_reason(house, feat, checked):
    proposed(house, checked)
    with pytest.raises(Refusal, match="không sửa"):
        verbs.change_feat(actor=house.clerk, feat=feat, facts=facts(), revision=None)

    other = verbs.report_feat(actor=house.clerk, unit=house.school, facts=facts(name="Việc khác"))
    down = verbs.move_feat(actor=house.officer, feat=other, name="turn_down", reason="Không đúng")
    assert down.outcome_reason == "Không đúng"
    assert not waiting_for(house.officer).filter(pk=down.pk).exists()


def test_papers_of_the_simplified_dossier_are_two_and_cited():
    on = date(2024, 12, 31)

    half = papers_of("GK-XA", "person", on, frozenset({"proposal"}))
    whole = papers_of("GK-XA", "person", on, frozenset({"proposal", "report"}))
    unread = papers_of("GK-XA", "person", date(2026, 11, 22), frozenset())

    assert (half.case.verdict, half.whole.verdict) == (Verdict.MET, Verdict.NOT_MET)
    assert whole.whole.verdict is Verdict.MET
    assert {paper.code for paper in half.papers} == verbs.PAPERS
    assert all(paper.citation.article == 40 for paper in half.papers)
    assert unread.case.verdict is Verdict.NOT_KNOWN


def test_summary_report_says_what_is_known_and_leaves_blanks(feat):
    body = "\n".join(summary_paper(feat).body)

    assert "Bến đò xã Hồng Thái" in body
    assert "6. Người chứng kiến: ……" in body
    assert summary_file(feat, "docx").startswith(b"PK")
    assert summary_file(feat, "pdf").startswith(b"%PDF")


def test_each_sees_and_does_only_its_own(house, feat, checked):
    assert not visible_to(house.rival_head).exists()
    for who in ("member", "editor", "administrator"):
        assert not visible_to(getattr(house, who)).exists()
    for who in ("rival_clerk", "secretary", "inspector"):
        with pytest.raises(NotAllowed):
            verbs.change_feat(actor=getattr(house, who), feat=feat, facts=facts(), revision=None)
    for who in ("clerk", "head", "chairman", "inspector"):
        with pytest.raises(NotAllowed):
            verbs.check_feat(actor=getattr(house, who), feat=feat, note="x")
    with pytest.raises(NotAllowed):
        verbs.propose_subject(actor=house.officer, subject=feat.subjects.get(), title_code="GK-XA")
    dossier = proposed(house, checked)
    move(actor=house.head, nomination=dossier, name="submit", revision=None)
    recuse(actor=house.officer, nomination=dossier, user_id=house.officer.user_id, ground="own")
    assert not visible_to(house.officer).exists()
    assert visible_to(house.inspector).exists()
    with pytest.raises(NotAllowed):
        verbs.move_feat(actor=house.officer, feat=feat, name="decide")


# -- screens ---


def url(name: str, *args: str) -> str:
    return reverse(f"web:{name}", args=args)


def test_screens_lead_from_report_to_dossier(house, sign_in):
    clerk, officer = sign_in(house.clerk), sign_in(house.officer)
    values = {
        "unit": str(house.school.pk),
        "name": "Cứu người",
        "happened_at": "2024-12-02T14:30",
        "place": "Bến đò",
        "act": "Nhảy xuống sông",
        "kind": "person",
        "doer": HERO.name,
        "birth_words": "1990",
        "position": "Giáo viên",
    }
    assert clerk.post(url("feat_report"), values | {"happened_at": "hôm qua"}).status_code == 422
    assert clerk.post(url("feat_report"), values | {"unit": "999999"}).status_code == 422
    made = clerk.post(url("feat_report"), values)
    feat = FeatReport.objects.get()
    here = url("feat", feat.code)
    assert made.url == here
    assert "1 việc khen đột xuất" in officer.get(url("desk")).content.decode()

    refused = officer.post(url("feat_act", feat.code, "check"), {"ly_do": "Đã hỏi"})
    assert refused.status_code == 422
    assert "xác nhận việc này" in refused.content.decode()
    clerk.post(url("feat_edit", feat.code), values | {"certifier": "Công an xã", "revision": "1"})
    officer.post(url("feat_papers", feat.code), {"giay_to": ["report", "lạ"]})
    officer.post(url("feat_act", feat.code, "check"), {"ly_do": "Đã hỏi"})
    page = clerk.get(here)
    assert page.context["feat"].papers == ["report"]
    assert "Lập hồ sơ" in page.content.decode()

    subject = feat.subjects.get()
    empty = clerk.post(url("feat_propose", feat.code, subject.code), {"danh_hieu": "LDTT"})
    done = clerk.post(url("feat_propose", feat.code, subject.code), {"danh_hieu": "GK-XA"})
    dossier = Nomination.objects.get()
    assert empty.status_code == 422
    assert done.url == url("nomination", dossier.code)
    assert dossier.code not in officer.get(here).content.decode()
    assert clerk.get(url("feat_summary", feat.code, "pdf")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_board_asks_as_many_queries_for_one_as_for_three(
    house, sign_in, count, django_assert_num_queries
):
    for number in range(count):
        verbs.report_feat(
            actor=house.clerk,
            unit=house.school,
            facts=facts(name=f"Việc {number}", happened_at=DEED - timedelta(days=number)),
            doers=[HERO],
        )
    client = sign_in(house.officer)

    with django_assert_num_queries(11):
        page = client.get(url("feats"))
    book = client.get(url("feats"), {"xuat": "xlsx", "q": "viec"})

    found = list(page.context["page"])
    assert found == sorted(found, key=lambda row: row.happened_at)
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet.max_row == 4 + count


def test_feat_pages_are_closed_to_others(house, feat, sign_in):
    for who in ("member", "editor", "administrator"):
        client = sign_in(getattr(house, who))
        assert client.get(url("feats")).status_code == 403
        assert client.get(url("feat", feat.code)).status_code == 403
    assert sign_in(house.rival_head).get(url("feat", feat.code)).status_code == 404
    inspector = sign_in(house.inspector)
    assert inspector.get(url("feat", feat.code)).status_code == 200
    for name, args in (
        ("feat_report", ()),
        ("feat_edit", (feat.code,)),
        ("feat_act", (feat.code, "check")),
        ("feat_papers", (feat.code,)),
    ):
        assert inspector.post(url(name, *args)).status_code == 403
