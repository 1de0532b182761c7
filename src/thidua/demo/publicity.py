"""A list open for comment in the demo, with what three invented people said of it."""

from __future__ import annotations

import time

from thidua.commendation.models import Round
from thidua.core.actors import Role
from thidua.demo.present import NAME
from thidua.demo.site import Site
from thidua.publicity.domain.comments import Words, submit_comment
from thidua.publicity.domain.lists import ListPlan, draft_list, move_list, ready_for_list
from thidua.publicity.domain.tokens import LEAST_SECONDS, new_token, read_token
from thidua.publicity.domain.triage import move_comment
from thidua.publicity.effects import Settlement

TITLES = frozenset({"CSTDCS", "TTLDTT"})
SAID = (
    Words(
        text="Tôi ở cùng thôn, đồng ý với danh sách. Đợt bão vừa rồi thấy làm rất nhiệt tình.",
        naming="named",
        name="Đoàn Văn Lực",
        contact="thôn Đình, xã Đặng Cương",
    ),
    Words(
        text="Đề nghị xem lại tên sáng kiến: năm ngoái tôi đã nghe trình bày một sáng kiến giống.",
        naming="confidential",
        name="Mai Thị Hòa",
    ),
    Words(
        text="Danh sách nên ghi rõ hơn thành tích của từng người để bà con dễ góp ý.",
        naming="confidential",
    ),
)


def publish(site: Site) -> None:
    """The law does not compel these titles: the authority chose to publish, on its own basis."""
    officer = site.acting("chuyenvien", Role.OFFICER)
    round_ = Round.objects.get(authority=site.authority, name=NAME)
    plan = ListPlan(
        name="Lấy ý kiến danh sách Chiến sĩ thi đua cơ sở, Tập thể lao động tiên tiến năm 2024",
        working_days=7,
        basis="Quy chế làm việc của Hội đồng Thi đua - Khen thưởng huyện",
        how_else="Bộ phận Một cửa UBND huyện An Dương, giờ hành chính",
    )
    chosen = [row for row in ready_for_list(officer, round_) if row.title_code in TITLES]
    list_ = draft_list(actor=officer, round_=round_, plan=plan, nominations=chosen)
    list_ = move_list(actor=officer, list_=list_, name="open")
    lines = list(list_.candidates.order_by("sort_key")[:2])
    for number, (words, line) in enumerate(zip(SAID, [*lines, None], strict=True)):
        signed = new_token(list_.code, made_at=time.time() - LEAST_SECONDS - 1)
        made = submit_comment(
            list_=list_,
            candidate=line,
            words=words,
            token=read_token(signed, list_.code),
            address=f"192.0.2.{number}",
        ).comment
        if number == 0:
            made = move_comment(actor=officer, comment=made, name="take")
            answer = Settlement(answer="Cảm ơn ông đã góp ý. Ý kiến đã được ghi nhận.")
            move_comment(actor=officer, comment=made, name="answer", said=answer)
