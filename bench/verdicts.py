"""Verdicts a second in one process: the explaining engine beside the plain one."""

from __future__ import annotations

import random
import time
from datetime import date

from thidua.law import FactsBuilder, InitiativeScope, RatingLevel, SubjectKind, explain

TITLES = ("LDTT", "CSTDCS", "CSTD-BO-TINH", "BKT", "GK-HUYEN")
ON = date(2024, 12, 31)


def dossiers(count: int) -> list:
    """Random people with ten years of ratings, awards and initiatives; some facts unknown."""
    chance = random.Random(7)
    made = []
    for number in range(count):
        builder = FactsBuilder(SubjectKind.PERSON, 2024)
        for year in range(2015, 2025):
            if chance.random() > 0.02:
                builder.rating(year, RatingLevel(chance.choice((1, 2, 2, 2, 3))), "bảng xếp loại")
            if year < 2024 and chance.random() < 0.3:
                builder.award("CSTDCS", year, "sổ khen thưởng")
        builder.awards_on_file(2015, 2023, "sổ khen thưởng")
        if chance.random() < 0.3:
            builder.initiative(2024, InitiativeScope.CO_SO, f"sáng kiến {number}")
        builder.declare_all("đơn vị")
        made.append(builder.build())
    return made


def run(count: int = 2000) -> None:
    """Print verdicts a second, with every reason and citation."""
    facts = dossiers(count)
    for one in facts[:50]:
        explain(one, "CSTDCS", ON)
    total = 0.0
    for title in TITLES:
        began = time.perf_counter()
        for one in facts:
            explain(one, title, ON)
        took = time.perf_counter() - began
        total += took
        print(f"{title:14} {count / took:9,.0f} verdicts/s, with reasons and citations")
    print(f"{'all':14} {count * len(TITLES) / total:9,.0f} verdicts/s")
