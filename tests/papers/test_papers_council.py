"""Minutes and submissions: counts, shares of all members, who signs."""

from __future__ import annotations

from datetime import UTC, datetime

import paper_samples as sample
import pytest

from thidua.papers import (
    AbsentMember,
    AwardCount,
    Member,
    PaperError,
    Signature,
    VoteGroup,
    minutes_pdf,
    submission_pdf,
)


def test_minutes_say_who_met_when_and_where():
    text = sample.text_of(minutes_pdf(sample.minutes()))

    assert "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG" in text
    assert "Số: 03/BB\u2011HĐTĐKT BIÊN BẢN Họp Hội đồng" in text
    assert "Bắt đầu: 08 giờ 00 phút, ngày 20 tháng 12 năm 2024." in text
    assert "Địa điểm: Phòng họp số 1." in text
    assert "Chủ tọa: Bạch Văn Minh, Chủ tịch Hội đồng. Thư ký: Lê Văn Hòa." in text
    assert "Hội đồng có 13 thành viên: có mặt 12, vắng mặt 01." in text
    assert "Cuộc họp kết thúc lúc 10 giờ 30 phút cùng ngày./." in text


def test_minutes_have_no_date_line_because_the_text_has_it():
    text = sample.text_of(minutes_pdf(sample.minutes()))

    assert "An Dương, ngày" not in text


def test_share_is_of_all_members_not_of_those_present():
    paper = sample.minutes(total_members=13, present_count=10, absent=(), present=())

    text = sample.text_of(minutes_pdf(paper))

    assert "kể cả thành viên vắng mặt" in text
    assert "(ngưỡng: từ 80% của 13 thành viên, tức ít nhất 11 phiếu đồng ý)" in text
    assert "Trường THCS Bến Sen 12 1 92,3 Đạt" in text
    assert "Trường THCS Bến Sen 10 3 76,9 Không đạt" in text


def test_award_without_threshold_has_no_outcome():
    groups = (VoteGroup("Lao động tiên tiến", sample.votes((9, 4))),)

    text = sample.text_of(minutes_pdf(sample.minutes(ballots=groups)))

    assert "Trường THCS Bến Sen 9 4 69,2 V. KẾT LUẬN" in text


def test_threshold_may_be_a_count_alone():
    groups = (VoteGroup("Giấy khen", sample.votes((7, 6)), None, 7),)

    text = sample.text_of(minutes_pdf(sample.minutes(ballots=groups)))

    assert "Giấy khen (ngưỡng: ít nhất 7 phiếu đồng ý)" in text
    assert "53,8 Đạt" in text


def test_absent_members_are_recorded_with_or_without_their_opinion():
    absent = (AbsentMember("Ngô Văn Tuấn", "ủy viên", "Đồng ý."), AbsentMember("Mạc Thị Lan"))

    text = sample.text_of(minutes_pdf(sample.minutes(present_count=11, absent=absent)))

    assert "1. Ngô Văn Tuấn, ủy viên; ý kiến bằng văn bản: Đồng ý;" in text
    assert "2. Mạc Thị Lan; chưa có ý kiến bằng văn bản." in text


def test_sections_without_content_are_not_numbered():
    paper = sample.minutes(documents=(), discussion=(), ballots=(), guests=("Bà Tạ Thị Hồng Vân",))

    text = sample.text_of(minutes_pdf(paper))

    assert "Khách mời: 1. Bà Tạ Thị Hồng Vân. II. KẾT LUẬN" in text
    assert "TÀI LIỆU" not in text


@pytest.mark.parametrize(
    ("ended_at", "sentence"),
    [
        (None, "kết thúc lúc …… giờ …… phút cùng ngày./."),
        (
            datetime(2024, 12, 21, 9, 5, tzinfo=UTC),
            "lúc 09 giờ 05 phút, ngày 21 tháng 12 năm 2024./.",
        ),
    ],
)
def test_end_of_the_session_is_said_as_far_as_it_is_known(ended_at, sentence):
    text = sample.text_of(minutes_pdf(sample.minutes(ended_at=ended_at)))

    assert sentence in text


def test_secretary_signs_left_and_chair_right():
    text = sample.text_of(minutes_pdf(sample.minutes()))

    assert "THƯ KÝ Lê Văn Hòa CHỦ TỌA Bạch Văn Minh Nơi nhận:" in text


def test_chair_may_sign_for_the_council():
    signature = Signature(("TM. Hội đồng",), "Chủ tịch", "Bạch Văn Minh")

    text = sample.text_of(minutes_pdf(sample.minutes(chair_signature=signature)))

    assert "TM. HỘI ĐỒNG CHỦ TỊCH Bạch Văn Minh" in text


@pytest.mark.parametrize("counts", [(13, 1), (14, 0), (-1, 5)])
def test_more_votes_than_members_are_refused_by_name(counts):
    groups = (VoteGroup("Giấy khen", sample.votes(counts)),)

    with pytest.raises(PaperError, match=r"Lục Văn Khởi: ghi .* Hội đồng có 13 thành viên"):
        sample.minutes(ballots=groups)


@pytest.mark.parametrize(
    "changes",
    [
        {"present_count": 13},
        {"present_count": 1},
        {"present": tuple(Member(f"Ủy viên {i}") for i in range(14)), "present_count": 13},
    ],
)
def test_more_people_than_members_are_refused(changes):
    with pytest.raises(PaperError, match="Hội đồng có 13 thành viên nhưng biên bản ghi"):
        sample.minutes(**changes)


def test_submission_says_every_part():
    text = sample.text_of(submission_pdf(sample.submission()))

    assert "ỦY BAN NHÂN DÂN HUYỆN AN DƯƠNG TRƯỜNG TRUNG HỌC CƠ SỞ BẾN SEN" in text
    assert "Số: 07/TTr\u2011THCS Bến Sen, ngày 10 tháng 6 năm 2024 TỜ TRÌNH" in text
    assert (
        "Kính gửi: - Chủ tịch Ủy ban nhân dân huyện; - Hội đồng Thi đua - Khen thưởng huyện. Căn cứ"
    ) in text
    assert "(Biên bản số 02/BB\u2011HĐTĐKT)" in text
    assert (
        "Trường Trung học cơ sở Bến Sen cam kết: - Hồ sơ đúng sự thật; "
        "- Không ai đang bị xem xét kỷ luật. Kính đề nghị xem xét, quyết định./."
    ) in text
    assert "KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG Lâm Thị Mai" in text
    assert "(Kèm theo Tờ trình số 07/TTr\u2011THCS ngày 10 tháng 6 năm 2024)" in text


def test_submission_counts_by_award_and_kind_of_subject():
    text = sample.text_of(submission_pdf(sample.submission()))

    assert "Số lượng đề nghị: STT Danh hiệu, hình thức khen thưởng" in text
    assert "1 Chiến sĩ thi đua cơ sở 6 0 0 6 2 Giấy khen 2 1 1 4 Tổng cộng 8 1 1 10" in text


def test_single_addressee_stands_on_one_line():
    text = sample.text_of(submission_pdf(sample.submission(addressees=("Sở Nội vụ",))))

    assert "Kính gửi: Sở Nội vụ Căn cứ" in text


def test_sentence_that_already_introduces_the_table_is_not_repeated():
    paper = sample.submission(body=("Trường đề nghị xét tặng:",), commitments=(), annex=())

    text = sample.text_of(submission_pdf(paper))

    assert "Trường đề nghị xét tặng: STT" in text
    assert "cam kết" not in text
    assert "Phụ lục" not in text


def test_submission_of_many_awards_keeps_the_heading_of_its_table():
    counts = tuple(AwardCount(f"Hình thức khen thưởng thứ {n}", n) for n in range(1, 90))

    pages = sample.page_texts(submission_pdf(sample.submission(counts=counts, annex=())))

    assert sum("STT Danh hiệu, hình thức khen thưởng" in page for page in pages) == 3
