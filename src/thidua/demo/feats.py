"""Sudden feats of the demo: one just reported, one checked and waiting for its unit."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from thidua.core.actors import Role
from thidua.demo.site import Site
from thidua.honours.domain.feats import Doer, FeatFacts, check_feat, report_feat


def report(site: Site) -> None:
    """The ward reports a rescue, the school a fire put out; the officer has looked into one."""
    units, now = site.units(), timezone.now()
    report_feat(
        actor=site.acting("canbo.dangcuong", Role.CLERK),
        unit=units["xa-dang-cuong"],
        facts=FeatFacts(
            name="Cứu hai cháu nhỏ đuối nước ở bến đò",
            happened_at=now - timedelta(hours=19),
            place="Bến đò thôn Đình, xã Đặng Cương",
            act="Nghe tiếng kêu, nhảy xuống sông đưa từng cháu vào bờ, sơ cứu tại chỗ.",
            result="Hai cháu 7 tuổi và 9 tuổi được cứu sống.",
            witnesses="Bà con thôn Đình",
        ),
        doers=[Doer(kind="person", name="Đoàn Văn Lực", birth_words="1990", position="Thôn Đình")],
    )
    fire = report_feat(
        actor=site.acting("canbo.thcs", Role.CLERK),
        unit=units["thcs-an-dong"],
        facts=FeatFacts(
            name="Dập cháy phòng thí nghiệm, đưa học sinh ra ngoài",
            happened_at=now - timedelta(hours=52),
            place="Trường THCS An Đồng",
            act="Cắt điện, đưa 38 học sinh ra ngoài rồi dùng bình chữa cháy dập lửa.",
            result="Không ai bị thương, cháy hỏng một bàn thí nghiệm.",
            certifier="Công an xã An Đồng",
            certificate="Biên bản vụ việc do Công an xã lập",
        ),
        doers=[Doer(kind="person", name="Lương Thị Hòa", birth_words="1986", position="Giáo viên")],
    )
    check_feat(
        actor=site.acting("chuyenvien", Role.OFFICER),
        feat=fire,
        note="Đã xem biên bản, hỏi hiệu trưởng và Công an xã",
    )
